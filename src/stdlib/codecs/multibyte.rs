//! East Asian encodings, by `encoding_rs`, with the ranges of errors and of characters that CPython's codecs have.

use super::{Decoder, Encoder};
use crate::object::slots::PyResult;
use crate::vm::Vm;
use encoding_rs::Encoding;

/// An encoding and the bytes it is restricted to.
pub struct CharacterSet {
    pub name: &'static str,
    pub encoding: &'static Encoding,
    /// Whether this is a whole character of the set, for sets that are smaller than `encoding`.
    accepts: fn(&[u8]) -> bool,
    /// ASCII bytes are ASCII characters, wherever they begin one.
    pub ascii: bool,
}

fn any(_: &[u8]) -> bool {
    true
}

/// Two bytes of the upper right quarter: the 94x94 sets as they were before vendors extended them.
fn in_plane(bytes: &[u8]) -> bool {
    match bytes {
        [b] => *b < 0x80,
        [a, b] => (0xa1..=0xfe).contains(a) && (0xa1..=0xfe).contains(b),
        _ => false,
    }
}

fn gb2312(bytes: &[u8]) -> bool {
    in_plane(bytes) && bytes.first().is_none_or(|a| *a < 0x80 || (0xa1..=0xa9).contains(a) || (0xb0..=0xf7).contains(a))
}

fn not_0x80(bytes: &[u8]) -> bool {
    bytes != [0x80] && bytes.len() <= 2
}

/// Big5 without the characters that ETEN and others added.
fn big5(bytes: &[u8]) -> bool {
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
fn cp950(bytes: &[u8]) -> bool {
    match bytes {
        [0xa3, b] => *b <= 0xbf || *b == 0xe1,
        [0xf9, _] => true,
        _ => big5(bytes),
    }
}

fn not_single_0x80(bytes: &[u8]) -> bool {
    bytes != [0x80]
}

pub static SETS: [CharacterSet; 12] = [
    CharacterSet { name: "gbk", encoding: encoding_rs::GBK, accepts: not_0x80, ascii: true },
    CharacterSet { name: "gb2312", encoding: encoding_rs::GBK, accepts: gb2312, ascii: true },
    CharacterSet { name: "gb18030", encoding: encoding_rs::GB18030, accepts: not_single_0x80, ascii: true },
    CharacterSet { name: "big5", encoding: encoding_rs::BIG5, accepts: big5, ascii: true },
    CharacterSet { name: "big5hkscs", encoding: encoding_rs::BIG5, accepts: any, ascii: true },
    CharacterSet { name: "cp950", encoding: encoding_rs::BIG5, accepts: cp950, ascii: true },
    CharacterSet { name: "shift_jis", encoding: encoding_rs::SHIFT_JIS, accepts: not_single_0x80, ascii: true },
    CharacterSet { name: "cp932", encoding: encoding_rs::SHIFT_JIS, accepts: any, ascii: true },
    CharacterSet { name: "euc_jp", encoding: encoding_rs::EUC_JP, accepts: any, ascii: true },
    CharacterSet { name: "euc_kr", encoding: encoding_rs::EUC_KR, accepts: in_plane, ascii: true },
    CharacterSet { name: "cp949", encoding: encoding_rs::EUC_KR, accepts: any, ascii: true },
    CharacterSet { name: "iso2022_jp", encoding: encoding_rs::ISO_2022_JP, accepts: any, ascii: false },
];

pub fn find(name: &str) -> Option<&'static CharacterSet> {
    SETS.iter().find(|s| s.name == name)
}

fn whole(set: &CharacterSet, bytes: &[u8]) -> Option<String> {
    set.encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}

pub fn decode(vm: &mut Vm, d: &mut Decoder<'_>, set: &CharacterSet) -> PyResult<usize> {
    if !set.ascii {
        // Stateful: only as a whole.
        return match whole(set, d.data) {
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
        let rest = d.data.get(at..).unwrap_or(&[]);
        if let Some(b) = rest.first().filter(|b| **b < 0x80) {
            d.out.push(*b);
            at += 1;
            continue;
        }
        let found = (1..=rest.len().min(4)).find_map(|n| {
            let bytes = rest.get(..n)?;
            let text = whole(set, bytes)?;
            (set.accepts)(bytes).then_some((n, text))
        });
        match found {
            Some((n, text)) => {
                d.out.extend_from_slice(text.as_bytes());
                at += n;
            }
            None if rest.len() == 1 => {
                if !d.last {
                    return Ok(at);
                }
                at = d.fail(vm, at, at + 1, "incomplete multibyte sequence")?;
            }
            None => at = d.fail(vm, at, at + 1, "illegal multibyte sequence")?,
        }
    }
    Ok(at)
}

pub fn encode(vm: &mut Vm, e: &mut Encoder<'_>, set: &CharacterSet) -> PyResult<()> {
    if !set.ascii
        && let Some(text) = e.text.as_str()
    {
        let (bytes, _, failed) = set.encoding.encode(text);
        if !failed {
            e.out.extend_from_slice(&bytes);
            return Ok(());
        }
    }
    e.run(vm, "illegal multibyte sequence", false, 1, |p, out| {
        let Some(c) = char::from_u32(p) else { return false };
        let mut buffer = [0; 4];
        let (bytes, _, failed) = set.encoding.encode(c.encode_utf8(&mut buffer));
        let ok = !failed && (set.accepts)(&bytes);
        if ok {
            out.extend_from_slice(&bytes);
        }
        ok
    })
}
