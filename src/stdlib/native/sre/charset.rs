//! Sets of characters, and what is the same letter when case is ignored.
//!
//! A set answers for characters below 256 from a bitmap; others go through ranges and categories. With case
//! ignored, members are stored in lower case and a character is looked up by its own lower case, as CPython does.

use super::syntax::{Category, Class, SetItem};
use crate::builtins::str::unicode;
use std::sync::LazyLock;

/// What letters are, and whether their case counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Letters {
    Ascii,
    Unicode,
}

pub type Bitmap = [u64; 4];

#[inline(always)]
pub fn has(map: &Bitmap, byte: u8) -> bool {
    map.get(byte as usize >> 6).is_some_and(|word| word >> (byte & 63) & 1 != 0)
}

#[inline]
pub fn insert(map: &mut Bitmap, byte: u8) {
    if let Some(word) = map.get_mut(byte as usize >> 6) {
        *word |= 1 << (byte & 63);
    }
}

fn negated(map: Bitmap) -> Bitmap {
    map.map(|word| !word)
}

/// Characters whose lower cases differ although their upper case is the same.
const ALIKE: &[&[u32]] = &[
    &[0x69, 0x131],
    &[0x73, 0x17f],
    &[0xb5, 0x3bc],
    &[0x345, 0x3b9, 0x1fbe],
    &[0x390, 0x1fd3],
    &[0x3b0, 0x1fe3],
    &[0x3b2, 0x3d0],
    &[0x3b5, 0x3f5],
    &[0x3b8, 0x3d1],
    &[0x3ba, 0x3f0],
    &[0x3c0, 0x3d6],
    &[0x3c1, 0x3f1],
    &[0x3c2, 0x3c3],
    &[0x3c6, 0x3d5],
    &[0x432, 0x1c80],
    &[0x434, 0x1c81],
    &[0x43e, 0x1c82],
    &[0x441, 0x1c83],
    &[0x442, 0x1c84, 0x1c85],
    &[0x44a, 0x1c86],
    &[0x463, 0x1c87],
    &[0x1e61, 0x1e9b],
    &[0x1c88, 0xa64b],
    &[0xfb05, 0xfb06],
];

/// The other members of a lower-case character's group in `ALIKE`; the group itself, or nothing.
pub fn alike(lower: u32) -> &'static [u32] {
    match lower {
        0x69 | 0x73 => {}
        0..=0xb4 => return &[],
        _ => {}
    }
    ALIKE.iter().find(|group| group.contains(&lower)).copied().unwrap_or(&[])
}

/// The simple lower case.
#[inline]
pub fn lower(point: u32, letters: Letters) -> u32 {
    match point {
        0x41..=0x5a => point + 32,
        0..=0x7f => point,
        _ if letters == Letters::Ascii => point,
        0x130 => 0x69,
        _ => unicode::to_lower(point).points().first().copied().unwrap_or(point),
    }
}

/// The simple upper case.
fn upper(point: u32) -> u32 {
    unicode::to_upper(point).points().first().copied().unwrap_or(point)
}

/// Whether a character has another case.
pub fn is_cased(point: u32, letters: Letters) -> bool {
    match letters {
        Letters::Ascii => point < 0x80 && (point as u8).is_ascii_alphabetic(),
        Letters::Unicode => lower(point, letters) != point || upper(point) != point,
    }
}

fn in_class(point: u32, class: Class, letters: Letters) -> bool {
    if letters == Letters::Ascii {
        let Ok(byte) = u8::try_from(point) else { return false };
        return match class {
            Class::Digit => byte.is_ascii_digit(),
            Class::Space => matches!(byte, 9..=13 | 32),
            Class::Word => byte.is_ascii_alphanumeric() || byte == b'_',
        };
    }
    match class {
        Class::Digit => unicode::is_decimal(point),
        Class::Space => unicode::is_space(point),
        Class::Word => is_word(point),
    }
}

/// Letters, numbers and the underscore.
#[inline]
pub fn is_word(point: u32) -> bool {
    match point {
        0..=0x7f => (point as u8).is_ascii_alphanumeric() || point == '_' as u32,
        _ => unicode::is_alpha(point) || unicode::is_numeric(point) || unicode::is_digit(point),
    }
}

fn class_bitmap(class: Class, letters: Letters) -> Bitmap {
    static MAPS: LazyLock<[Bitmap; 6]> = LazyLock::new(|| {
        let mut maps = [[0; 4]; 6];
        for (i, map) in maps.iter_mut().enumerate() {
            let letters = if i < 3 { Letters::Ascii } else { Letters::Unicode };
            let class = [Class::Digit, Class::Space, Class::Word][i % 3];
            for byte in 0..=255u8 {
                if in_class(byte as u32, class, letters) {
                    insert(map, byte);
                }
            }
        }
        maps
    });
    let row = if letters == Letters::Ascii { 0 } else { 3 };
    let column = match class {
        Class::Digit => 0,
        Class::Space => 1,
        Class::Word => 2,
    };
    MAPS.get(row + column).copied().unwrap_or([0; 4])
}

#[derive(Clone, PartialEq, Debug)]
pub struct CharSet {
    /// Characters below 256.
    pub map: Bitmap,
    /// Members of 256 and above, sorted, not touching.
    ranges: Vec<(u32, u32)>,
    /// Ranges that a character's upper case may lie in, too.
    upper_ranges: Vec<(u32, u32)>,
    categories: Vec<Category>,
    letters: Letters,
    negate: bool,
    /// Characters are looked up by their lower case.
    folded: bool,
}

impl CharSet {
    /// The set of these items; `fold` says whether and how case is ignored.
    pub fn new(negate: bool, items: &[SetItem], letters: Letters, fold: Option<Letters>) -> CharSet {
        let mut set = CharSet {
            map: [0; 4],
            ranges: Vec::new(),
            upper_ranges: Vec::new(),
            categories: Vec::new(),
            letters,
            negate,
            folded: false,
        };
        for item in items {
            match *item {
                SetItem::Literal(point) => match fold {
                    None => set.add(point, point),
                    Some(fold) => {
                        let low = lower(point, fold);
                        set.add(low, low);
                        if fold == Letters::Unicode {
                            for other in alike(low) {
                                set.add(*other, *other);
                            }
                        }
                        set.folded |= is_cased(low, fold);
                    }
                },
                SetItem::Range(lo, hi) => match fold {
                    None => set.add(lo, hi),
                    Some(fold) => set.add_folded(lo, hi, fold),
                },
                SetItem::Category(category) => {
                    let map = class_bitmap(category.class, letters);
                    let map = if category.negated { negated(map) } else { map };
                    for (mine, theirs) in set.map.iter_mut().zip(map) {
                        *mine |= theirs;
                    }
                    if !set.categories.contains(&category) {
                        set.categories.push(category);
                    }
                }
            }
        }
        set.ranges.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(set.ranges.len());
        for (lo, hi) in set.ranges {
            match merged.last_mut() {
                Some(last) if lo <= last.1.saturating_add(1) => last.1 = last.1.max(hi),
                _ => merged.push((lo, hi)),
            }
        }
        set.ranges = merged;
        if set.folded {
            let members = set.map;
            set.map = [0; 4];
            for byte in 0..=255u8 {
                let low = lower(byte as u32, fold.unwrap_or(letters));
                if u8::try_from(low).is_ok_and(|low| has(&members, low)) {
                    insert(&mut set.map, byte);
                }
            }
            if fold == Some(Letters::Ascii) {
                // Only ASCII has case: other characters are their own lower case.
                set.folded = false;
            }
        }
        if negate {
            set.map = negated(set.map);
        }
        set
    }

    fn add(&mut self, lo: u32, hi: u32) {
        let mut point = lo;
        while point <= hi.min(255) {
            insert(&mut self.map, point as u8);
            point += 1;
        }
        if hi > 255 {
            self.ranges.push((lo.max(256), hi));
        }
    }

    fn add_folded(&mut self, lo: u32, hi: u32, fold: Letters) {
        const LAST_OF_BMP: u32 = 0xffff;
        for point in lo..=hi.min(LAST_OF_BMP) {
            let low = lower(point, fold);
            match self.ranges.last_mut() {
                // Letters without case come in long runs.
                Some(last) if low > 255 && last.1 + 1 == low => last.1 = low,
                _ => self.add(low, low),
            }
            if fold == Letters::Unicode {
                for other in alike(low) {
                    self.add(*other, *other);
                }
            }
            self.folded = self.folded || is_cased(point, fold);
        }
        if hi > LAST_OF_BMP {
            self.folded = true;
            let part = (lo.max(LAST_OF_BMP + 1), hi);
            if fold == Letters::Unicode { self.upper_ranges.push(part) } else { self.ranges.push(part) }
        }
    }

    /// Whether the set has this character.
    #[inline]
    pub fn contains(&self, point: u32) -> bool {
        match u8::try_from(point) {
            Ok(byte) => has(&self.map, byte),
            Err(_) => self.contains_wide(point),
        }
    }

    #[inline(never)]
    fn contains_wide(&self, point: u32) -> bool {
        let point = if self.folded { lower(point, Letters::Unicode) } else { point };
        let found = match u8::try_from(point) {
            // A lower case below 256 of a character above: its bit tells, negation included.
            Ok(byte) => has(&self.map, byte) != self.negate,
            Err(_) => {
                let at = self.ranges.partition_point(|(_, hi)| *hi < point);
                self.ranges.get(at).is_some_and(|(lo, _)| *lo <= point)
                    || self.categories.iter().any(|c| in_class(point, c.class, self.letters) != c.negated)
            }
        };
        let in_range = |p: u32| self.upper_ranges.iter().any(|(lo, hi)| (*lo..=*hi).contains(&p));
        let found = found || !self.upper_ranges.is_empty() && (in_range(point) || in_range(upper(point)));
        found != self.negate
    }

    /// Whether the set has no character of 256 and above.
    pub fn is_narrow(&self) -> bool {
        !self.negate && self.ranges.is_empty() && self.upper_ranges.is_empty() && !self.folded && {
            self.categories.iter().all(|c| self.letters == Letters::Ascii && !c.negated)
        }
    }
}
