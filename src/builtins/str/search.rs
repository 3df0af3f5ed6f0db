//! Searching: find, index, count, startswith, `in` and their relatives.

use super::{str_arg, this};
use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::slots::PyResult;
use crate::object::{Str, Tuple};
use crate::vm::Vm;
use memchr::memmem;

pub fn methods(b: TypeBuilder<'_>) -> TypeBuilder<'_> {
    b.method("find(self, sub, start=None, end=None, /)", str_find, "Return the lowest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation.\nReturn -1 on failure.")
        .method("rfind(self, sub, start=None, end=None, /)", str_rfind, "Return the highest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation.\nReturn -1 on failure.")
        .method("index(self, sub, start=None, end=None, /)", str_index, "Return the lowest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation.\nRaises ValueError when the substring is not found.")
        .method("rindex(self, sub, start=None, end=None, /)", str_rindex, "Return the highest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation.\nRaises ValueError when the substring is not found.")
        .method("count(self, sub, start=None, end=None, /)", str_count, "Return the number of non-overlapping occurrences of substring sub in string S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation.")
        .method("startswith(self, prefix, start=None, end=None, /)", str_startswith, "Return True if the string starts with the specified prefix, False otherwise.\n\n  prefix\n    A string or a tuple of strings to try.\n  start\n    Optional start position. Default: start of the string.\n  end\n    Optional stop position. Default: end of the string.")
        .method("endswith(self, suffix, start=None, end=None, /)", str_endswith, "Return True if the string ends with the specified suffix, False otherwise.\n\n  suffix\n    A string or a tuple of strings to try.\n  start\n    Optional start position. Default: start of the string.\n  end\n    Optional stop position. Default: end of the string.")
}

/// Start and end as a search takes them: in items, clipped as CPython does. `None` when start lies behind the end,
/// so that not even the empty text is found.
pub fn search_bounds(vm: &mut Vm, start: &Value, end: &Value, len: usize) -> PyResult<Option<(usize, usize)>> {
    let absent = |v: &Value| v.is_none() || v.is_unset();
    if absent(start) && absent(end) {
        return Ok(Some((0, len)));
    }
    let clip = |i: i64| if i < 0 { i.saturating_add(len as i64).max(0) as usize } else { i as usize };
    let from = if absent(start) { 0 } else { clip(vm.slice_number(start)?) };
    let to = if absent(end) { len } else { clip(vm.slice_number(end)?).min(len) };
    Ok((from <= to).then_some((from, to)))
}

/// The bytes of `text[start:end]` and where they begin.
#[inline]
fn window<'a>(vm: &mut Vm, text: &'a Ref<Str>, args: &[Value]) -> PyResult<Option<(usize, &'a [u8])>> {
    if arg(args, 2).is_none() && arg(args, 3).is_none() || arg(args, 2).is_unset() && arg(args, 3).is_unset() {
        return Ok(Some((0, text.bytes())));
    }
    let Some((from, to)) = search_bounds(vm, arg(args, 2), arg(args, 3), text.char_len())? else { return Ok(None) };
    let (from, to) = (text.byte_offset(from), text.byte_offset(to));
    Ok(text.bytes().get(from..to).map(|bytes| (from, bytes)))
}

/// Up to this length of text a search is not prepared.
const SHORT: usize = 128;

/// Searches for the same text again and again.
pub struct Finder<'n> {
    needle: &'n [u8],
    /// Made when the first long text comes.
    prepared: Option<memmem::Finder<'n>>,
}

impl<'n> Finder<'n> {
    pub fn new(needle: &'n [u8]) -> Finder<'n> {
        Finder { needle, prepared: None }
    }

    #[inline]
    pub fn find(&mut self, haystack: &[u8]) -> Option<usize> {
        if haystack.len() <= SHORT || self.needle.len() < 2 {
            return find_bytes(haystack, self.needle);
        }
        self.prepared.get_or_insert_with(|| memmem::Finder::new(self.needle)).find(haystack)
    }
}

/// The first occurrence of `needle`.
#[inline]
pub fn find_bytes(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [] => Some(0),
        [b] if haystack.len() <= 16 => haystack.iter().position(|c| c == b),
        [b] => memchr::memchr(*b, haystack),
        // In a short text preparing the search would take longer than the search.
        [first, ..] if haystack.len() <= SHORT => {
            memchr::memchr_iter(*first, haystack).find(|at| haystack.get(*at..).is_some_and(|t| t.starts_with(needle)))
        }
        _ => memmem::find(haystack, needle),
    }
}

/// The last occurrence of `needle`.
#[inline]
pub fn rfind_bytes(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [] => Some(haystack.len()),
        [b] => memchr::memrchr(*b, haystack),
        _ => memmem::rfind(haystack, needle),
    }
}

/// Occurrences of `needle`, which is not empty, without overlap.
pub fn count_bytes(vm: &Vm, haystack: &[u8], needle: &[u8]) -> PyResult<usize> {
    let mut count = 0;
    match needle {
        [b] if haystack.len() <= SHORT => count = haystack.iter().filter(|c| *c == b).count(),
        [b] => vm.in_pieces(haystack, |piece| count += memchr::memchr_iter(*b, piece).count())?,
        _ => {
            let (mut finder, mut rest) = (Finder::new(needle), haystack);
            while let Some(at) = finder.find(rest) {
                vm.check_step(count)?;
                count += 1;
                rest = rest.get(at + needle.len()..).unwrap_or(&[]);
            }
        }
    }
    Ok(count)
}

#[inline(always)]
fn position(
    vm: &mut Vm,
    args: &[Value],
    name: &str,
    find: impl Fn(&[u8], &[u8]) -> Option<usize>,
) -> PyResult<Option<usize>> {
    let text = this(vm, args)?;
    let needle = str_arg(vm, args, 1, name)?;
    let Some((from, bytes)) = window(vm, text, args)? else { return Ok(None) };
    // ASCII text has no room for other characters.
    if text.is_ascii() && !needle.is_ascii() {
        return Ok(None);
    }
    Ok(find(bytes, needle.bytes()).map(|at| text.char_index(from + at)))
}

fn str_find(vm: &mut Vm, args: &[Value]) -> PyResult {
    let found = position(vm, args, "find", find_bytes)?;
    Ok(vm.int(found.map_or(-1, |i| i as i64)))
}

fn str_rfind(vm: &mut Vm, args: &[Value]) -> PyResult {
    let found = position(vm, args, "rfind", rfind_bytes)?;
    Ok(vm.int(found.map_or(-1, |i| i as i64)))
}

fn str_index(vm: &mut Vm, args: &[Value]) -> PyResult {
    match position(vm, args, "index", find_bytes)? {
        Some(i) => Ok(vm.int(i as i64)),
        None => Err(vm.value_error("substring not found")),
    }
}

fn str_rindex(vm: &mut Vm, args: &[Value]) -> PyResult {
    match position(vm, args, "rindex", rfind_bytes)? {
        Some(i) => Ok(vm.int(i as i64)),
        None => Err(vm.value_error("substring not found")),
    }
}

fn str_count(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = this(vm, args)?;
    let needle = str_arg(vm, args, 1, "count")?;
    let Some((_, bytes)) = window(vm, text, args)? else { return Ok(vm.int(0)) };
    let n = match needle.bytes() {
        [] if bytes.len() == text.byte_len() => text.char_len() + 1,
        [] => {
            let mut n = 1;
            vm.in_pieces(bytes, |piece| n += crate::object::str::count_chars(piece))?;
            n
        }
        needle => count_bytes(vm, bytes, needle)?,
    };
    Ok(vm.int(n as i64))
}

fn str_startswith(vm: &mut Vm, args: &[Value]) -> PyResult {
    // Most texts differ in the first byte: then there is nothing to compare.
    with_affix(vm, args, "startswith", |text, affix| {
        text.first() == affix.first() && text.starts_with(affix) || affix.is_empty()
    })
}

fn str_endswith(vm: &mut Vm, args: &[Value]) -> PyResult {
    with_affix(vm, args, "endswith", |text, affix| {
        text.last() == affix.last() && text.ends_with(affix) || affix.is_empty()
    })
}

#[inline(always)]
fn with_affix(vm: &mut Vm, args: &[Value], name: &str, test: impl Fn(&[u8], &[u8]) -> bool) -> PyResult {
    let text = this(vm, args)?;
    let affix = arg(args, 1);
    let bytes = window(vm, text, args)?.map(|(_, bytes)| bytes);
    if let Some(tuple) = affix.downcast::<Tuple>() {
        for item in tuple.items() {
            let Some(item) = item.downcast::<Str>() else {
                let ty = vm.type_name(item);
                return Err(vm.type_error(format!("tuple for {name} must only contain str, not {ty}")));
            };
            if bytes.is_some_and(|bytes| test(bytes, item.bytes())) {
                return Ok(Value::TRUE);
            }
        }
        return Ok(Value::FALSE);
    }
    match affix.downcast::<Str>() {
        Some(affix) => Ok(Value::bool(bytes.is_some_and(|bytes| test(bytes, affix.bytes())))),
        None => {
            let ty = vm.type_name(affix);
            Err(vm.type_error(format!("{name} first arg must be str or a tuple of str, not {ty}")))
        }
    }
}

pub fn str_contains(vm: &mut Vm, v: &Value, item: &Value) -> PyResult<bool> {
    let text = this(vm, std::slice::from_ref(v))?;
    match item.downcast::<Str>() {
        Some(needle) => Ok(find_bytes(text.bytes(), needle.bytes()).is_some()),
        None => {
            let ty = vm.type_name(item);
            Err(vm.type_error(format!("'in <string>' requires string as left operand, not {ty}")))
        }
    }
}
