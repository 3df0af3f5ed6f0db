//! East Asian encodings, by `encoding_rs`, with the ranges of errors and of characters that CPython's codecs have.

use super::{Decoder, Encoder};
use crate::object::slots::PyResult;
use crate::vm::Vm;
use encoding_rs::Encoding;
use std::collections::HashMap;
use std::sync::OnceLock;

/// An encoding, the part of it that the set has, and the codes that mean something else there.
pub struct CharacterSet {
    pub name: &'static str,
    pub encoding: &'static Encoding,
    /// Whether these bytes are a character of the set, given what `encoding` takes them for.
    accepts: fn(&[u8], char) -> bool,
    /// Codes of one or two bytes with other characters than `encoding` has.
    fixes: &'static [(u16, char)],
    /// ASCII bytes are ASCII characters, wherever they begin one. Other sets are coded by `encoding` as a whole.
    pub ascii: bool,
    /// Encodes by `encoding` itself, because four bytes are too many for `reverse`.
    direct: bool,
    reverse: OnceLock<HashMap<char, Code>>,
}

type Code = ([u8; 3], u8);

impl CharacterSet {
    const fn new(
        name: &'static str,
        encoding: &'static Encoding,
        accepts: fn(&[u8], char) -> bool,
        fixes: &'static [(u16, char)],
    ) -> CharacterSet {
        CharacterSet { name, encoding, accepts, fixes, ascii: true, direct: false, reverse: OnceLock::new() }
    }

    /// A set that `encoding` encodes.
    const fn direct(
        name: &'static str,
        encoding: &'static Encoding,
        accepts: fn(&[u8], char) -> bool,
        ascii: bool,
    ) -> CharacterSet {
        CharacterSet { name, encoding, accepts, fixes: &[], ascii, direct: true, reverse: OnceLock::new() }
    }

    /// The text of one complete code.
    fn decode_code(&self, code: &[u8]) -> Option<Text> {
        let number = match code {
            [a] => *a as u16,
            [a, b] => (*a as u16) << 8 | *b as u16,
            _ => 0,
        };
        if let Some((_, c)) = self.fixes.iter().find(|(known, _)| *known == number && number > 0) {
            return Some([Some(*c), None]);
        }
        let text = self.encoding.decode_without_bom_handling_and_without_replacement(code)?;
        let mut chars = text.chars();
        let first = chars.next()?;
        let second = chars.next();
        // Two characters are either a composed code, or a byte that needs no other and the next one.
        let whole = second.is_none() || code.len() == 2 && self.name == "big5hkscs" && code.first() == Some(&0x88);
        (whole && (self.accepts)(code, first)).then_some([Some(first), second])
    }

    /// The codes of all characters, lowest first.
    fn reverse(&self) -> &HashMap<char, Code> {
        self.reverse.get_or_init(|| {
            let mut map = HashMap::new();
            let mut add = |code: &[u8]| {
                if let Some([Some(c), None]) = self.decode_code(code) {
                    let mut bytes = [0; 3];
                    bytes.iter_mut().zip(code).for_each(|(to, from)| *to = *from);
                    map.entry(c).or_insert((bytes, code.len() as u8));
                }
            };
            for a in 0..=0xffu8 {
                add(&[a]);
            }
            for a in 0x80..=0xffu8 {
                (0x30..=0xffu8).for_each(|b| add(&[a, b]));
            }
            if self.name == "euc_jp" {
                for a in 0xa1..=0xfeu8 {
                    (0xa1..=0xfeu8).for_each(|b| add(&[0x8f, a, b]));
                }
            }
            for (_, c, code) in ONE_WAY.iter().filter(|(name, ..)| *name == self.name) {
                let [high, low] = code.to_be_bytes();
                map.insert(*c, if high == 0 { ([low, 0, 0], 1) } else { ([high, low, 0], 2) });
            }
            map
        })
    }
}

type Text = [Option<char>; 2];

fn is_private(c: char) -> bool {
    ('\u{e000}'..='\u{f8ff}').contains(&c)
}

/// Two bytes of the upper right quarter: the 94x94 sets as they were before vendors extended them.
fn in_plane(bytes: &[u8]) -> bool {
    match bytes {
        [b] => *b < 0x80,
        [a, b] => (0xa1..=0xfe).contains(a) && (0xa1..=0xfe).contains(b),
        _ => false,
    }
}

fn gb2312(bytes: &[u8], _: char) -> bool {
    in_plane(bytes)
        && match bytes {
            [0xa2, b] => matches!(b, 0xb1..=0xe2 | 0xe5..=0xee | 0xf1..=0xfc),
            [0xa4, b] => *b <= 0xf3,
            [0xa5, b] => *b <= 0xf6,
            [0xa6, b] => matches!(b, 0xa1..=0xb8 | 0xc1..=0xd8),
            [0xa7, b] => matches!(b, 0xa1..=0xc1 | 0xd1..=0xf1),
            [0xa8, b] => matches!(b, 0xa1..=0xba | 0xc5..=0xe9),
            [0xa9, b] => matches!(b, 0xa4..=0xef),
            [0xd7, b] => *b <= 0xf9,
            [a, _] => matches!(a, 0xa1..=0xa3 | 0xb0..=0xf7),
            _ => true,
        }
}

/// GBK as it was before GB 18030 gave meanings to its free codes.
fn gbk(bytes: &[u8], c: char) -> bool {
    match bytes {
        [b] => *b < 0x80,
        [0xa2, b] if *b <= 0xaa => *b >= 0xa1,
        [0xa2, 0xe3] | [0xa3, 0xa0] | [0xa8, 0xbc | 0xbf] => false,
        [0xfe, b] => *b < 0x50,
        _ => !is_private(c) && !matches!(c, '\u{2ff0}'..='\u{2fff}' | '\u{303e}' | '\u{fe10}'..='\u{fe19}'),
    }
}

fn gb18030(bytes: &[u8], _: char) -> bool {
    bytes != [0x80]
}

/// Big5 without the characters that ETEN and others added.
fn big5(bytes: &[u8], _: char) -> bool {
    match bytes {
        [b] => *b < 0x80,
        [0xa3, b] => *b <= 0xbf,
        [0xc6, b] => *b <= 0x7e,
        [0xf9, b] => *b <= 0xd5,
        [a, _] => (0xa1..=0xc6).contains(a) || (0xc9..=0xf9).contains(a),
        _ => false,
    }
}

/// Big5 with Microsoft's additions.
fn cp950(bytes: &[u8], c: char) -> bool {
    match bytes {
        [0xa3, b] => *b <= 0xbf || *b == 0xe1,
        [0xf9, _] => true,
        _ => big5(bytes, c),
    }
}

fn any(_: &[u8], _: char) -> bool {
    true
}

/// JIS X 0208 alone.
fn shift_jis(bytes: &[u8], c: char) -> bool {
    match bytes {
        [b] => !matches!(b, 0x80),
        [0x87, _] => false,
        [a, _] => *a <= 0xea && !is_private(c),
        _ => false,
    }
}

fn euc_jp(bytes: &[u8], _: char) -> bool {
    match bytes {
        [0xad, _] => false,
        [a, _] => *a <= 0xf4,
        [0x8f, a, _] => *a <= 0xed,
        _ => true,
    }
}

fn euc_kr(bytes: &[u8], c: char) -> bool {
    in_plane(bytes) && !is_private(c)
}

/// Where the Unicode mapping of the standard differs from the vendors'.
const JIS_SHIFTED: &[(u16, char)] = &[
    (0x8150, '\u{ffe3}'),
    (0x8160, '\u{301c}'),
    (0x8161, '\u{2016}'),
    (0x817c, '\u{2212}'),
    (0x8191, '\u{a2}'),
    (0x8192, '\u{a3}'),
    (0x81ca, '\u{ac}'),
];

const JIS_EUC: &[(u16, char)] = &[
    (0xa1c1, '\u{301c}'),
    (0xa1c2, '\u{2016}'),
    (0xa1dd, '\u{2212}'),
    (0xa1f1, '\u{a2}'),
    (0xa1f2, '\u{a3}'),
    (0xa2cc, '\u{ac}'),
];

const GB2312: &[(u16, char)] = &[(0xa1a4, '\u{30fb}'), (0xa1aa, '\u{2015}')];

const CP950: &[(u16, char)] = &[(0xf9fe, '\u{2593}')];

/// Single bytes that Microsoft's code page maps to private characters.
const CP932_BYTES: &[(u16, char)] = &[(0xa0, '\u{f8f0}'), (0xfd, '\u{f8f1}'), (0xfe, '\u{f8f2}'), (0xff, '\u{f8f3}')];

/// Characters that are encoded like their look-alikes.
const ONE_WAY: &[(&str, char, u16)] = &[
    ("shift_jis", '\u{a5}', 0x5c),
    ("shift_jis", '\u{203e}', 0x7e),
    ("euc_jp", '\u{a5}', 0x5c),
    ("euc_jp", '\u{203e}', 0x7e),
    ("cp932", '\u{2016}', 0x8161),
    ("cp932", '\u{301c}', 0x8160),
    ("cp932", '\u{2212}', 0x817c),
    ("cp932", '\u{a2}', 0x8191),
    ("cp932", '\u{a3}', 0x8192),
    ("cp932", '\u{ac}', 0x81ca),
    ("cp950", '\u{2022}', 0xa145),
    ("cp950", '\u{ff64}', 0xa14e),
    ("cp950", '\u{203e}', 0xa1c2),
    ("cp950", '\u{223c}', 0xa1e3),
    ("cp950", '\u{a5}', 0xa244),
    ("cp950", '\u{a2}', 0xa246),
    ("cp950", '\u{a3}', 0xa247),
];

const BIG5: &[(u16, char)] = &[
    (0xa145, '\u{2022}'),
    (0xa14e, '\u{ff64}'),
    (0xa1c2, '\u{203e}'),
    (0xa1e3, '\u{223c}'),
    (0xa1f2, '\u{2641}'),
    (0xa1f3, '\u{2609}'),
    (0xa241, '\u{ff0f}'),
    (0xa242, '\u{ff3c}'),
    (0xa244, '\u{a5}'),
    (0xa246, '\u{a2}'),
    (0xa247, '\u{a3}'),
];

pub static SETS: [CharacterSet; 12] = [
    CharacterSet::new("gbk", encoding_rs::GBK, gbk, &[]),
    CharacterSet::new("gb2312", encoding_rs::GBK, gb2312, GB2312),
    CharacterSet::direct("gb18030", encoding_rs::GB18030, gb18030, true),
    CharacterSet::new("big5", encoding_rs::BIG5, big5, BIG5),
    CharacterSet::new("big5hkscs", encoding_rs::BIG5, any, &[]),
    CharacterSet::new("cp950", encoding_rs::BIG5, cp950, CP950),
    CharacterSet::new("shift_jis", encoding_rs::SHIFT_JIS, shift_jis, JIS_SHIFTED),
    CharacterSet::new("cp932", encoding_rs::SHIFT_JIS, any, CP932_BYTES),
    CharacterSet::new("euc_jp", encoding_rs::EUC_JP, euc_jp, JIS_EUC),
    CharacterSet::new("euc_kr", encoding_rs::EUC_KR, euc_kr, &[]),
    CharacterSet::new("cp949", encoding_rs::EUC_KR, any, &[]),
    CharacterSet::direct("iso2022_jp", encoding_rs::ISO_2022_JP, any, false),
];

pub fn find(name: &str) -> Option<&'static CharacterSet> {
    SETS.iter().find(|s| s.name == name)
}

pub fn decode(vm: &mut Vm, d: &mut Decoder<'_>, set: &CharacterSet) -> PyResult<usize> {
    if !set.ascii {
        // Stateful: only as a whole.
        return match set.encoding.decode_without_bom_handling_and_without_replacement(d.data) {
            Some(text) => {
                d.out.extend_from_slice(text.as_bytes());
                Ok(d.data.len())
            }
            None => {
                let at = d.data.iter().position(|b| *b >= 0x80).unwrap_or(0);
                Err(d.error(vm, at, at + 1, "illegal multibyte sequence")?)
            }
        };
    }
    let mut at = 0;
    while at < d.data.len() {
        d.at(vm, at)?;
        let rest = d.data.get(at..).unwrap_or(&[]);
        if let Some(b) = rest.first().filter(|b| **b < 0x80) {
            d.out.push(*b);
            at += 1;
            continue;
        }
        let found = (1..=rest.len().min(4)).find_map(|n| Some((n, set.decode_code(rest.get(..n)?)?)));
        match found {
            Some((n, text)) => {
                for c in text.into_iter().flatten() {
                    d.out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                }
                at += n;
            }
            None if is_prefix(set, rest) => {
                if !d.last {
                    return Ok(at);
                }
                at = d.fail(vm, at, d.data.len(), "incomplete multibyte sequence")?;
            }
            None => at = d.fail(vm, at, at + 1, "illegal multibyte sequence")?,
        }
    }
    Ok(at)
}

/// Whether these last bytes may be the beginning of a character.
fn is_prefix(set: &CharacterSet, rest: &[u8]) -> bool {
    match rest {
        [b] => !matches!((set.name, b), ("shift_jis" | "cp932", 0x80 | 0xa0 | 0xfd..)),
        [0x81..=0xfe, 0x30..=0x39] | [0x81..=0xfe, 0x30..=0x39, 0x81..=0xfe] => set.name == "gb18030",
        [0x8f, 0xa1..=0xfe] => set.name == "euc_jp",
        _ => false,
    }
}

pub fn encode(vm: &mut Vm, e: &mut Encoder<'_>, set: &CharacterSet) -> PyResult<()> {
    if set.direct
        && let Some(text) = e.text.as_str()
    {
        let (bytes, _, failed) = set.encoding.encode(text);
        if !failed {
            e.out.extend_from_slice(&bytes);
            return Ok(());
        }
    }
    let reverse = (!set.direct).then(|| set.reverse());
    e.run(vm, "illegal multibyte sequence", false, 1, |p, out| {
        let Some(c) = char::from_u32(p) else { return false };
        if let Some(reverse) = reverse {
            let Some((bytes, n)) = reverse.get(&c) else { return false };
            out.extend(bytes.iter().take(*n as usize));
            return true;
        }
        let mut buffer = [0; 4];
        let (bytes, _, failed) = set.encoding.encode(c.encode_utf8(&mut buffer));
        if !failed {
            out.extend_from_slice(&bytes);
        }
        !failed
    })
}
