//! Stepping over a subject: bytes and ASCII text by the byte, other text by the character in WTF-8.

use super::charset::{CharSet, Letters, has, is_word, lower};
use super::program::One;

pub trait Units {
    /// The character at a position and the position behind it.
    fn next(text: &[u8], at: usize) -> Option<(u32, usize)>;
    /// The position of the character before.
    fn back(text: &[u8], at: usize) -> Option<usize>;
    /// The position `count` characters before.
    fn back_by(text: &[u8], at: usize, count: usize) -> Option<usize>;
    /// Whether a byte is a whole character.
    fn is_single(byte: u8) -> bool;
}

pub struct Narrow;

pub struct Wide;

impl Units for Narrow {
    #[inline(always)]
    fn next(text: &[u8], at: usize) -> Option<(u32, usize)> {
        text.get(at).map(|b| (*b as u32, at + 1))
    }
    #[inline(always)]
    fn back(_text: &[u8], at: usize) -> Option<usize> {
        at.checked_sub(1)
    }
    #[inline(always)]
    fn back_by(_text: &[u8], at: usize, count: usize) -> Option<usize> {
        at.checked_sub(count)
    }
    #[inline(always)]
    fn is_single(_byte: u8) -> bool {
        true
    }
}

impl Units for Wide {
    #[inline(always)]
    fn next(text: &[u8], at: usize) -> Option<(u32, usize)> {
        let lead = *text.get(at)? as u32;
        if lead < 0x80 {
            return Some((lead, at + 1));
        }
        let rest = |i: usize| text.get(at + i).copied().unwrap_or(0) as u32 & 0x3f;
        Some(match lead {
            0..=0xdf => ((lead & 0x1f) << 6 | rest(1), at + 2),
            0xe0..=0xef => ((lead & 0x0f) << 12 | rest(1) << 6 | rest(2), at + 3),
            _ => ((lead & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3), at + 4),
        })
    }
    #[inline(always)]
    fn back(text: &[u8], at: usize) -> Option<usize> {
        let mut at = at.checked_sub(1)?;
        while at > 0 && text.get(at).is_some_and(|b| b & 0xc0 == 0x80) {
            at -= 1;
        }
        Some(at)
    }
    fn back_by(text: &[u8], at: usize, count: usize) -> Option<usize> {
        let mut at = at;
        for _ in 0..count {
            at = Self::back(text, at)?;
        }
        Some(at)
    }
    #[inline(always)]
    fn is_single(byte: u8) -> bool {
        byte < 0x80
    }
}

/// The position behind the character at `at`, if it is as `one` says.
#[inline(always)]
pub fn step<T: Units>(one: One, sets: &[CharSet], text: &[u8], at: usize) -> Option<usize> {
    match one {
        One::Byte(byte) => (*text.get(at)? == byte).then_some(at + 1),
        One::Set(index) => {
            let set = sets.get(index as usize)?;
            let byte = *text.get(at)?;
            if T::is_single(byte) {
                return has(&set.map, byte).then_some(at + 1);
            }
            let (point, next) = T::next(text, at)?;
            set.contains(point).then_some(next)
        }
        One::Any => {
            let (point, next) = T::next(text, at)?;
            (point != '\n' as u32).then_some(next)
        }
        One::AnyAll => T::next(text, at).map(|(_, next)| next),
        One::Char(wanted) => {
            let (point, next) = T::next(text, at)?;
            (point == wanted).then_some(next)
        }
        One::NotChar(unwanted) => {
            let (point, next) = T::next(text, at)?;
            (point != unwanted).then_some(next)
        }
        One::Ignore(low, letters) => {
            let (point, next) = T::next(text, at)?;
            (lower(point, letters) == low).then_some(next)
        }
        One::NotIgnore(low, letters) => {
            let (point, next) = T::next(text, at)?;
            (lower(point, letters) != low).then_some(next)
        }
    }
}

/// Takes as many characters as there are, up to `max`: the positions behind the first `min` and behind the last.
#[inline]
pub fn span<T: Units>(
    one: One,
    sets: &[CharSet],
    text: &[u8],
    at: usize,
    min: u32,
    max: u32,
) -> Option<(usize, usize)> {
    let mut at = at;
    for _ in 0..min {
        at = step::<T>(one, sets, text, at)?;
    }
    let floor = at;
    let unbounded = max == super::syntax::UNBOUNDED;
    let rest = text.get(at..)?;
    match one {
        One::AnyAll if unbounded => return Some((floor, text.len())),
        One::Any if unbounded => {
            return Some((floor, memchr::memchr(b'\n', rest).map_or(text.len(), |n| at + n)));
        }
        One::NotChar(unwanted) if unbounded && unwanted < 0x80 => {
            return Some((floor, memchr::memchr(unwanted as u8, rest).map_or(text.len(), |n| at + n)));
        }
        One::Set(index) => {
            let set = sets.get(index as usize)?;
            let mut left = max - min;
            loop {
                // The run of single bytes first, without decoding.
                let run = text.get(at..).unwrap_or(&[]);
                let run = run.get(..left as usize).unwrap_or(run);
                let taken = run.iter().position(|b| !(T::is_single(*b) && has(&set.map, *b))).unwrap_or(run.len());
                at += taken;
                left -= if unbounded { 0 } else { taken as u32 };
                if left == 0 || taken == run.len() {
                    break;
                }
                match step::<T>(one, sets, text, at) {
                    Some(next) => at = next,
                    None => break,
                }
                left -= !unbounded as u32;
            }
            return Some((floor, at));
        }
        _ => {}
    }
    let mut left = max - min;
    while left > 0
        && let Some(next) = step::<T>(one, sets, text, at)
    {
        at = next;
        left -= 1;
    }
    Some((floor, at))
}

/// Whether a word begins or ends at a position.
pub fn is_boundary<T: Units>(text: &[u8], at: usize, letters: Letters) -> bool {
    let word = |point: u32| match letters {
        Letters::Unicode => is_word(point),
        Letters::Ascii => point < 0x80 && ((point as u8).is_ascii_alphanumeric() || point == '_' as u32),
    };
    let before = T::back(text, at).and_then(|p| T::next(text, p)).is_some_and(|(point, _)| word(point));
    let behind = T::next(text, at).is_some_and(|(point, _)| word(point));
    before != behind
}
