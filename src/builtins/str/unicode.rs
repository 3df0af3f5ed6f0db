//! Character properties and case mappings of Unicode 16, the version of CPython 3.14.
//!
//! Categories come from a crate of that version. Case mappings come from Rust's standard library, whose tables
//! are newer: characters that Unicode 16 does not know keep out of it (`known`). What neither has (title case,
//! case folding, numeric types) is a rule or a short table here.

use unicode_general_category::{GeneralCategory as G, get_general_category};

/// The general category; surrogates are `Cs`.
pub fn category(point: u32) -> G {
    match char::from_u32(point) {
        Some(c) => get_general_category(c),
        None => G::Surrogate,
    }
}

/// The character, if it is assigned in Unicode 16.
fn known(point: u32) -> Option<char> {
    let c = char::from_u32(point)?;
    (point < 0x250 || get_general_category(c) != G::Unassigned).then_some(c)
}

/// `str.isprintable` of one character: what repr shows as it is.
pub fn is_printable(point: u32) -> bool {
    match point {
        0x20..=0x7e => true,
        0..=0xa0 | 0xad => false,
        0xa1..=0x377 => true,
        _ => !matches!(
            category(point),
            G::Control
                | G::Format
                | G::Surrogate
                | G::PrivateUse
                | G::Unassigned
                | G::LineSeparator
                | G::ParagraphSeparator
                | G::SpaceSeparator
        ),
    }
}

/// `str.isspace` of one character: bidirectional type WS, B or S, or category Zs.
#[inline]
pub fn is_space(point: u32) -> bool {
    matches!(point, 9..=13 | 0x1c..=0x20 | 0x85 | 0xa0 | 0x1680 | 0x2000..=0x200a | 0x2028 | 0x2029 | 0x202f | 0x205f | 0x3000)
}

/// What `str.splitlines` splits at.
#[inline]
pub fn is_line_break(point: u32) -> bool {
    matches!(point, 10..=13 | 0x1c..=0x1e | 0x85 | 0x2028 | 0x2029)
}

pub fn is_alpha(point: u32) -> bool {
    match point {
        0..=0x7f => (point as u8).is_ascii_alphabetic(),
        _ => matches!(
            category(point),
            G::UppercaseLetter | G::LowercaseLetter | G::TitlecaseLetter | G::ModifierLetter | G::OtherLetter
        ),
    }
}

pub fn is_decimal(point: u32) -> bool {
    match point {
        0..=0x7f => (point as u8).is_ascii_digit(),
        _ => category(point) == G::DecimalNumber,
    }
}

/// The value of a decimal digit of any script.
pub fn decimal_value(point: u32) -> Option<u32> {
    if point < 0x80 {
        return (point as u8).is_ascii_digit().then(|| point - b'0' as u32);
    }
    if !is_decimal(point) {
        return None;
    }
    // Decimal digits come in runs of ten from zero on; runs that touch begin at a multiple of ten from the first.
    let mut start = point;
    while start > 0 && is_decimal(start - 1) {
        start -= 1;
    }
    Some((point - start) % 10)
}

/// Digits that are not decimal: superscripts, circled and the like, as (first, last).
const DIGITS: &[(u32, u32)] = &[
    (0xb2, 0xb3),
    (0xb9, 0xb9),
    (0x1369, 0x1371),
    (0x19da, 0x19da),
    (0x2070, 0x2070),
    (0x2074, 0x2079),
    (0x2080, 0x2089),
    (0x2460, 0x2468),
    (0x2474, 0x247c),
    (0x2488, 0x2490),
    (0x24ea, 0x24ea),
    (0x24f5, 0x24fd),
    (0x24ff, 0x24ff),
    (0x2776, 0x277e),
    (0x2780, 0x2788),
    (0x278a, 0x2792),
    (0x10a40, 0x10a43),
    (0x10e60, 0x10e68),
    (0x11052, 0x1105a),
    (0x1f100, 0x1f10a),
];

/// Ideographs that are numbers.
const NUMERIC_IDEOGRAPHS: &[u32] = &[
    0x3405, 0x3483, 0x382a, 0x3b4d, 0x4e00, 0x4e03, 0x4e07, 0x4e09, 0x4e24, 0x4e5d, 0x4e8c, 0x4e94, 0x4e96, 0x4eac,
    0x4ebf, 0x4ec0, 0x4edf, 0x4ee8, 0x4f0d, 0x4f70, 0x4fe9, 0x5006, 0x5104, 0x5146, 0x5169, 0x516b, 0x516d, 0x5341,
    0x5343, 0x5344, 0x5345, 0x534c, 0x53c1, 0x53c2, 0x53c3, 0x53c4, 0x56db, 0x58f1, 0x58f9, 0x5e7a, 0x5efe, 0x5eff,
    0x5f0c, 0x5f0d, 0x5f0e, 0x5f10, 0x62d0, 0x62fe, 0x634c, 0x67d2, 0x6d1e, 0x6f06, 0x7396, 0x767e, 0x7695, 0x79ed,
    0x8086, 0x842c, 0x8cae, 0x8cb3, 0x8d30, 0x920e, 0x94a9, 0x9621, 0x9646, 0x964c, 0x9678, 0x96f6, 0xf96b, 0xf973,
    0xf978, 0xf9b2, 0xf9d1, 0xf9d3, 0xf9fd, 0x20001, 0x20064, 0x200e2, 0x20121, 0x2092a, 0x20983, 0x2098c, 0x2099c,
    0x20aea, 0x20afd, 0x20b19, 0x22390, 0x22998, 0x23b1b, 0x2626d, 0x2f890,
];

pub fn is_digit(point: u32) -> bool {
    is_decimal(point) || point >= 0xb2 && DIGITS.iter().any(|(a, b)| (*a..=*b).contains(&point))
}

pub fn is_numeric(point: u32) -> bool {
    match point {
        0..=0x7f => (point as u8).is_ascii_digit(),
        _ => {
            matches!(category(point), G::DecimalNumber | G::LetterNumber | G::OtherNumber)
                || NUMERIC_IDEOGRAPHS.binary_search(&point).is_ok()
        }
    }
}

pub fn is_lower(point: u32) -> bool {
    match point {
        0..=0x7f => (point as u8).is_ascii_lowercase(),
        // Lost its case in Unicode 17.
        0x295 => true,
        _ => known(point).is_some_and(char::is_lowercase),
    }
}

pub fn is_upper(point: u32) -> bool {
    match point {
        0..=0x7f => (point as u8).is_ascii_uppercase(),
        _ => known(point).is_some_and(char::is_uppercase),
    }
}

pub fn is_title(point: u32) -> bool {
    point >= 0x1c5 && category(point) == G::TitlecaseLetter
}

/// Has case, whichever.
pub fn is_cased(point: u32) -> bool {
    is_lower(point) || is_upper(point) || is_title(point)
}

/// Stands between letters without ending a word, for the rule of the final sigma.
pub fn is_case_ignorable(point: u32) -> bool {
    match point {
        0x27 | 0x2e | 0x3a | 0x5e | 0x60 => true,
        0..=0x7f => false,
        0xb7 | 0x387 | 0x55f | 0x5f4 | 0x2018 | 0x2019 | 0x2024 | 0x2027 | 0xfe13 | 0xfe52 | 0xfe55 | 0xff07
        | 0xff0e | 0xff1a => true,
        _ => matches!(
            category(point),
            G::NonspacingMark | G::EnclosingMark | G::Format | G::ModifierLetter | G::ModifierSymbol
        ),
    }
}

/// Up to three characters: the result of a full case mapping.
#[derive(Clone, Copy)]
pub struct Mapped {
    points: [u32; 3],
    len: u8,
}

impl Mapped {
    fn one(point: u32) -> Mapped {
        Mapped { points: [point, 0, 0], len: 1 }
    }

    fn from_chars(chars: impl Iterator<Item = char>) -> Mapped {
        let mut mapped = Mapped { points: [0; 3], len: 0 };
        for (slot, c) in mapped.points.iter_mut().zip(chars) {
            *slot = c as u32;
            mapped.len += 1;
        }
        mapped
    }

    pub fn points(&self) -> &[u32] {
        self.points.get(..self.len as usize).unwrap_or(&[])
    }
}

/// Full lower case, without regard to context.
pub fn to_lower(point: u32) -> Mapped {
    match known(point) {
        // Later versions of Unicode gave some old capitals a lower case that Unicode 16 does not know.
        Some(c) => {
            let mapped = Mapped::from_chars(c.to_lowercase());
            if mapped.points().iter().all(|p| known(*p).is_some()) { mapped } else { Mapped::one(point) }
        }
        None => Mapped::one(point),
    }
}

/// Full upper case.
pub fn to_upper(point: u32) -> Mapped {
    match known(point) {
        Some(c) => {
            let mapped = Mapped::from_chars(c.to_uppercase());
            if mapped.points().iter().all(|p| known(*p).is_some()) { mapped } else { Mapped::one(point) }
        }
        None => Mapped::one(point),
    }
}

/// Full title case.
pub fn to_title(point: u32) -> Mapped {
    match point {
        0..=0x7f => Mapped::one((point as u8).to_ascii_uppercase() as u32),
        // The digraphs have a third form between capital and small.
        0x1c4..=0x1c6 => Mapped::one(0x1c5),
        0x1c7..=0x1c9 => Mapped::one(0x1c8),
        0x1ca..=0x1cc => Mapped::one(0x1cb),
        0x1f1..=0x1f3 => Mapped::one(0x1f2),
        // Georgian has capitals for whole words only.
        0x10d0..=0x10ff => Mapped::one(point),
        // Greek with iota subscript keeps it.
        0x1f80..=0x1faf => Mapped::one(point | 8),
        0x1fb3 | 0x1fbc => Mapped::one(0x1fbc),
        0x1fc3 | 0x1fcc => Mapped::one(0x1fcc),
        0x1ff3 | 0x1ffc => Mapped::one(0x1ffc),
        0x149 => to_upper(point),
        _ => {
            // Of several capitals only the first stays one.
            let mut mapped = to_upper(point);
            for p in mapped.points.iter_mut().skip(1) {
                *p = match *p {
                    0x399 => 0x345,
                    p => to_lower(p).points().first().copied().unwrap_or(p),
                };
            }
            mapped
        }
    }
}

/// Full case folding.
pub fn fold(point: u32, mut push: impl FnMut(u32)) {
    match point {
        0..=0x7f => push((point as u8).to_ascii_lowercase() as u32),
        0x131 | 0x13a0..=0x13f5 => push(point),
        // Cherokee folds to its capitals, which are older.
        0x13f8..=0x13fd => push(point - 8),
        0xab70..=0xabbf => push(point - 0xab70 + 0x13a0),
        0x1e9e => {
            push('s' as u32);
            push('s' as u32);
        }
        _ => {
            for p in to_upper(point).points() {
                for q in to_lower(*p).points() {
                    push(*q);
                }
            }
        }
    }
}

/// May begin an identifier (the underscore included).
pub fn is_identifier_start(point: u32) -> bool {
    match point {
        0..=0x7f => point == '_' as u32 || (point as u8).is_ascii_alphabetic(),
        _ => known(point).is_some_and(unicode_ident::is_xid_start),
    }
}

/// May continue an identifier.
pub fn is_identifier_part(point: u32) -> bool {
    match point {
        0..=0x7f => point == '_' as u32 || (point as u8).is_ascii_alphanumeric(),
        _ => known(point).is_some_and(unicode_ident::is_xid_continue),
    }
}
