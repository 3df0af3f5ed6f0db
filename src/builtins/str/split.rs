//! split, rsplit, splitlines, expandtabs.

use super::search::{Finder, find_bytes, rfind_bytes};
use super::strip::{trim_end, trim_start};
use super::{this, unicode};
use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::Str;
use crate::object::slots::PyResult;
use crate::object::str::{code_points, wtf8_width};
use crate::vm::Vm;
use crate::vm::guard::STEPS;

pub fn methods(b: TypeBuilder<'_>) -> TypeBuilder<'_> {
    b.method("split(self, /, sep=None, maxsplit=-1)", str_split, "Return a list of the substrings in the string, using sep as the separator string.\n\n  sep\n    The separator used to split the string.\n\n    When set to None (the default value), will split on any whitespace\n    character (including \\n \\r \\t \\f and spaces) and will discard\n    empty strings from the result.\n  maxsplit\n    Maximum number of splits.\n    -1 (the default value) means no limit.\n\nSplitting starts at the front of the string and works to the end.\n\nNote, str.split() is mainly useful for data that has been intentionally\ndelimited.  With natural text that includes punctuation, consider using\nthe regular expression module.")
        .method("rsplit(self, /, sep=None, maxsplit=-1)", str_rsplit, "Return a list of the substrings in the string, using sep as the separator string.\n\n  sep\n    The separator used to split the string.\n\n    When set to None (the default value), will split on any whitespace\n    character (including \\n \\r \\t \\f and spaces) and will discard\n    empty strings from the result.\n  maxsplit\n    Maximum number of splits.\n    -1 (the default value) means no limit.\n\nSplitting starts at the end of the string and works to the front.")
        .method("splitlines(self, /, keepends=False)", str_splitlines, "Return a list of the lines in the string, breaking at line boundaries.\n\nLine breaks are not included in the resulting list unless keepends is given and\ntrue.")
        .method("expandtabs(self, /, tabsize=8)", str_expandtabs, "Return a copy where all tab characters are expanded using spaces.\n\nIf tabsize is not given, a tab size of 8 characters is assumed.")
}

/// The text with the separator (`None` for white space) and the number of splits allowed.
struct Plan<'a> {
    text: &'a Ref<Str>,
    sep: Option<&'a Ref<Str>>,
    most: usize,
}

fn plan<'a>(vm: &mut Vm, args: &'a [Value]) -> PyResult<Plan<'a>> {
    let text = this(vm, args)?;
    let most = match arg(args, 2) {
        v if v.is_unset() => -1,
        v => vm.extract::<i64>(v)?,
    };
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let sep = match arg(args, 1) {
        v if v.is_none() || v.is_unset() => None,
        v => match v.downcast::<Str>() {
            Some(sep) if sep.byte_len() == 0 => return Err(vm.value_error("empty separator")),
            Some(sep) => Some(sep),
            None => {
                let ty = vm.type_name(v);
                return Err(vm.type_error(format!("must be str or None, not {ty}")));
            }
        },
    };
    Ok(Plan { text, sep, most })
}

/// The pieces between separators, at most `most + 1` of them, from the left.
pub fn split_on<'a>(
    mut rest: &'a [u8],
    sep: &[u8],
    most: usize,
    mut each: impl FnMut(&'a [u8]) -> PyResult<()>,
) -> PyResult<()> {
    let mut finder = Finder::new(sep);
    for _ in 0..most {
        let Some(at) = finder.find(rest) else { break };
        let (piece, tail) = rest.split_at(at);
        each(piece)?;
        rest = tail.get(sep.len()..).unwrap_or(&[]);
    }
    each(rest)
}

/// As `split_on` from the right: the last piece comes first.
pub fn rsplit_on<'a>(
    mut rest: &'a [u8],
    sep: &[u8],
    most: usize,
    mut each: impl FnMut(&'a [u8]) -> PyResult<()>,
) -> PyResult<()> {
    for _ in 0..most {
        let Some(at) = rfind_bytes(rest, sep) else { break };
        let (head, tail) = rest.split_at(at);
        each(tail.get(sep.len()..).unwrap_or(&[]))?;
        rest = head;
    }
    each(rest)
}

/// Room for this many pieces is made at first.
const FEW: usize = 12;

fn str_split(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Plan { text, sep, most } = plan(vm, args)?;
    let whole = sep.is_some() || most > 0;
    let mut items = Vec::with_capacity(most.saturating_add(1).min(FEW).min(text.byte_len() / 2 + 1));
    match sep {
        Some(sep) => {
            if find_bytes(text.bytes(), sep.bytes()).is_none() {
                return vm.new_list(vec![vm.exact_str(text)?]);
            }
            match text.is_ascii() {
                true => split_on(text.bytes(), sep.bytes(), most, |piece| push_ascii(vm, &mut items, piece))?,
                false => split_on(text.bytes(), sep.bytes(), most, |piece| push_piece(vm, &mut items, piece))?,
            }
        }
        None if text.is_ascii() => split_ascii_space(vm, text.bytes(), most, &mut items)?,
        None => {
            let mut rest = trim_start(text.bytes(), unicode::is_space);
            while !rest.is_empty() {
                if items.len() >= most {
                    push_piece(vm, &mut items, rest)?;
                    break;
                }
                let end = word_end(rest);
                let (word, tail) = rest.split_at(end);
                push_piece(vm, &mut items, word)?;
                rest = trim_start(tail, unicode::is_space);
            }
        }
    }
    new_pieces(vm, arg(args, 0), items, whole)
}

/// The list of pieces; if `whole` a piece that is the whole text is the object itself.
fn new_pieces(vm: &Vm, text: &Value, mut items: Vec<Value>, whole: bool) -> PyResult {
    if whole
        && let ([piece], Some(whole)) = (&mut items[..], text.downcast_exact::<Str>())
        && piece.downcast_exact::<Str>().is_some_and(|p| p.byte_len() == whole.byte_len())
    {
        *piece = text.clone();
    }
    vm.new_list(items)
}

fn push_piece(vm: &Vm, items: &mut Vec<Value>, piece: &[u8]) -> PyResult<()> {
    vm.check_step(items.len())?;
    items.push(vm.new_str_wtf8(piece)?);
    Ok(())
}

#[inline]
fn push_ascii(vm: &Vm, items: &mut Vec<Value>, piece: &[u8]) -> PyResult<()> {
    vm.check_step(items.len())?;
    items.push(vm.new_str_ascii(piece)?);
    Ok(())
}

/// What `str.isspace` accepts in ASCII.
#[inline(always)]
pub fn is_ascii_space(b: u8) -> bool {
    // A set of bits: one shift instead of two comparisons.
    const SPACES: u64 = 0x1f << 9 | 0x1f << 0x1c;
    b < 64 && SPACES >> b & 1 != 0
}

fn split_ascii_space(vm: &Vm, bytes: &[u8], most: usize, items: &mut Vec<Value>) -> PyResult<()> {
    let mut at = 0;
    loop {
        while bytes.get(at).is_some_and(|b| is_ascii_space(*b)) {
            at += 1;
        }
        if at >= bytes.len() {
            return Ok(());
        }
        let start = at;
        if items.len() >= most {
            return push_ascii(vm, items, bytes.get(start..).unwrap_or(&[]));
        }
        while bytes.get(at).is_some_and(|b| !is_ascii_space(*b)) {
            at += 1;
        }
        push_ascii(vm, items, bytes.get(start..at).unwrap_or(&[]))?;
    }
}

/// Byte offset of the first white space.
fn word_end(text: &[u8]) -> usize {
    let mut at = 0;
    for p in code_points(text) {
        if unicode::is_space(p) {
            break;
        }
        at += text.get(at).map_or(0, |lead| wtf8_width(*lead));
    }
    at
}

fn str_rsplit(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Plan { text, sep, most } = plan(vm, args)?;
    let whole = sep.is_some() || most > 0;
    let mut items = Vec::new();
    match sep {
        Some(sep) => rsplit_on(text.bytes(), sep.bytes(), most, |piece| push_piece(vm, &mut items, piece))?,
        None => {
            let mut rest = trim_end(text.bytes(), unicode::is_space);
            while !rest.is_empty() {
                if items.len() >= most {
                    push_piece(vm, &mut items, rest)?;
                    break;
                }
                let head = trim_end(rest, |p| !unicode::is_space(p));
                push_piece(vm, &mut items, rest.get(head.len()..).unwrap_or(&[]))?;
                rest = trim_end(head, unicode::is_space);
            }
        }
    }
    items.reverse();
    new_pieces(vm, arg(args, 0), items, whole)
}

fn str_splitlines(vm: &mut Vm, args: &[Value]) -> PyResult {
    let keep = match arg(args, 1) {
        v if v.is_unset() => false,
        v => vm.truthy(v)?,
    };
    let text = this(vm, args)?;
    let bytes = text.bytes();
    let mut items = Vec::new();
    if text.is_ascii() {
        split_ascii_lines(vm, bytes, keep, &mut items)?;
        return new_pieces(vm, arg(args, 0), items, true);
    }
    let (mut start, mut at) = (0, 0);
    let mut points = text.code_points();
    while let Some(p) = points.next() {
        let line_end = at;
        at += bytes.get(at).map_or(0, |lead| wtf8_width(*lead));
        if !unicode::is_line_break(p) {
            continue;
        }
        if p == 13 && bytes.get(at) == Some(&b'\n') {
            points.next();
            at += 1;
        }
        push_piece(vm, &mut items, bytes.get(start..if keep { at } else { line_end }).unwrap_or(&[]))?;
        start = at;
    }
    if start < bytes.len() {
        push_piece(vm, &mut items, bytes.get(start..).unwrap_or(&[]))?;
    }
    new_pieces(vm, arg(args, 0), items, true)
}

fn split_ascii_lines(vm: &Vm, bytes: &[u8], keep: bool, items: &mut Vec<Value>) -> PyResult<()> {
    const BREAKS: u64 = 0xf << 10 | 0x7 << 0x1c;
    let mut rest = bytes;
    let mut steps = 0;
    while !rest.is_empty() {
        // Long lines are looked at in pieces.
        let mut end = 0;
        let length = loop {
            let piece = rest.get(end..rest.len().min(end + STEPS)).unwrap_or(&[]);
            match piece.iter().position(|b| *b < 64 && BREAKS >> *b & 1 != 0) {
                Some(at) if rest.get(end + at..end + at + 2) == Some(b"\r\n") => {
                    end += at;
                    break 2;
                }
                Some(at) => {
                    end += at;
                    break 1;
                }
                None => end += piece.len(),
            }
            if end >= rest.len() {
                break 0;
            }
            vm.check_interrupt()?;
        };
        push_ascii(vm, items, rest.get(..if keep { end + length } else { end }).unwrap_or(&[]))?;
        rest = rest.get(end + length..).unwrap_or(&[]);
        steps += end + length;
        if steps >= STEPS {
            steps = 0;
            vm.check_interrupt()?;
        }
    }
    Ok(())
}

fn str_expandtabs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let tabsize = match arg(args, 1) {
        v if v.is_unset() => 8,
        v => vm.c_int(v)? as i64,
    };
    let text = this(vm, args)?;
    match expand_tabs(vm, text.bytes(), tabsize)? {
        Some(out) => vm.new_str_wtf8(&out),
        None => vm.exact_str(text),
    }
}

/// Replaces tabs; `None` if there are none. Columns count characters.
fn expand_tabs(vm: &Vm, bytes: &[u8], tabsize: i64) -> PyResult<Option<Vec<u8>>> {
    let tabs = memchr::memchr_iter(b'\t', bytes).count();
    if tabs == 0 {
        return Ok(None);
    }
    let size = tabsize.max(0) as usize;
    let room = tabs.checked_mul(size).and_then(|n| n.checked_add(bytes.len()));
    let Some(room) = room.filter(|n| *n <= isize::MAX as usize) else {
        return Err(vm.overflow_error("new string is too long"));
    };
    let mut out = vm.buffer(room)?;
    let mut column = 0;
    for (i, b) in bytes.iter().enumerate() {
        vm.check_step(i)?;
        match *b {
            b'\t' => {
                if size > 0 {
                    let n = size - column % size;
                    out.resize(out.len() + n, b' ');
                    column += n;
                }
            }
            b'\n' | b'\r' => {
                out.push(*b);
                column = 0;
            }
            b => {
                out.push(b);
                column += (b & 0xc0 != 0x80) as usize;
            }
        }
    }
    Ok(Some(out))
}
