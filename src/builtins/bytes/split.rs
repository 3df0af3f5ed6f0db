//! split, rsplit, splitlines, join, strip.

use super::{bytes_arg, copy_slice, like, this, unchanged};
use crate::builtins::str::split::{rsplit_on, split_on};
use crate::gc::Value;
use crate::native::{TypeBuilder, arg};
use crate::object::Bytes;
use crate::object::slots::PyResult;
use crate::vm::Vm;
use crate::vm::guard::PIECE;

pub fn methods(b: TypeBuilder<'_>) -> TypeBuilder<'_> {
    b.method("split(self, /, sep=None, maxsplit=-1)", bytes_split, "Return a list of the sections in the bytes, using sep as the delimiter.\n\n  sep\n    The delimiter according which to split the bytes.\n    None (the default value) means split on ASCII whitespace characters\n    (space, tab, return, newline, formfeed, vertical tab).\n  maxsplit\n    Maximum number of splits to do.\n    -1 (the default value) means no limit.")
        .method("rsplit(self, /, sep=None, maxsplit=-1)", bytes_rsplit, "Return a list of the sections in the bytes, using sep as the delimiter.\n\n  sep\n    The delimiter according which to split the bytes.\n    None (the default value) means split on ASCII whitespace characters\n    (space, tab, return, newline, formfeed, vertical tab).\n  maxsplit\n    Maximum number of splits to do.\n    -1 (the default value) means no limit.\n\nSplitting is done starting at the end of the bytes and working to the front.")
        .method("splitlines(self, /, keepends=False)", bytes_splitlines, "Return a list of the lines in the bytes, breaking at line boundaries.\n\nLine breaks are not included in the resulting list unless keepends is given and\ntrue.")
        .method("join(self, iterable_of_bytes, /)", bytes_join, "Concatenate any number of bytes objects.\n\nThe bytes whose method is called is inserted in between each pair.\n\nThe result is returned as a new bytes object.\n\nExample: b'.'.join([b'ab', b'pq', b'rs']) -> b'ab.pq.rs'.")
        .method("strip(self, bytes=None, /)", bytes_strip, "Strip leading and trailing bytes contained in the argument.\n\nIf the argument is omitted or None, strip leading and trailing ASCII whitespace.")
        .method("lstrip(self, bytes=None, /)", bytes_lstrip, "Strip leading bytes contained in the argument.\n\nIf the argument is omitted or None, strip leading  ASCII whitespace.")
        .method("rstrip(self, bytes=None, /)", bytes_rstrip, "Strip trailing bytes contained in the argument.\n\nIf the argument is omitted or None, strip trailing ASCII whitespace.")
}

pub fn is_space(b: u8) -> bool {
    matches!(b, b' ' | 9..=13)
}

fn most(vm: &mut Vm, v: &Value) -> PyResult<usize> {
    let most = if v.is_unset() { -1 } else { vm.extract::<i64>(v)? };
    Ok(usize::try_from(most).unwrap_or(usize::MAX))
}

/// Ranges of the pieces, in order of finding; made into objects afterwards.
fn pieces(vm: &mut Vm, args: &[Value], from_right: bool) -> PyResult {
    let most = most(vm, arg(args, 2))?;
    let receiver = arg(args, 0);
    let mut items = Vec::new();
    let bytes = this(vm, args)?;
    let mut push = |piece: &[u8]| {
        vm.check_step(items.len())?;
        items.push(like(vm, receiver, copy_slice(vm, piece)?)?);
        Ok(())
    };
    let sep = arg(args, 1);
    let sep_is_space = sep.is_none() || sep.is_unset();
    if sep_is_space {
        split_space(bytes, most, from_right, &mut push)?;
    } else {
        let sep = vm.bytes_like(sep)?;
        if sep.is_empty() {
            return Err(vm.value_error("empty separator"));
        }
        match from_right {
            true => rsplit_on(bytes, &sep, most, &mut push)?,
            false => split_on(bytes, &sep, most, &mut push)?,
        }
    }
    if from_right {
        items.reverse();
    }
    if sep_is_space && most == 0 {
        return vm.new_list(items);
    }
    new_pieces(vm, arg(args, 0), items)
}

/// The list of pieces; a piece that is all of a bytes object is the object itself.
fn new_pieces(vm: &Vm, text: &Value, mut items: Vec<Value>) -> PyResult {
    if let ([piece], Some(whole)) = (&mut items[..], text.downcast_exact::<Bytes>())
        && piece.downcast_exact::<Bytes>().is_some_and(|p| p.data().len() == whole.data().len())
    {
        *piece = text.clone();
    }
    vm.new_list(items)
}

fn split_space(
    mut rest: &[u8],
    most: usize,
    from_right: bool,
    push: &mut dyn FnMut(&[u8]) -> PyResult<()>,
) -> PyResult<()> {
    let mut n = 0;
    loop {
        rest = if from_right { trim_end(rest, is_space) } else { trim_start(rest, is_space) };
        if rest.is_empty() {
            return Ok(());
        }
        if n >= most {
            return push(rest);
        }
        n += 1;
        if from_right {
            let at = rest.iter().rposition(|b| is_space(*b)).map_or(0, |i| i + 1);
            let (head, word) = rest.split_at(at);
            push(word)?;
            rest = head;
        } else {
            let at = rest.iter().position(|b| is_space(*b)).unwrap_or(rest.len());
            let (word, tail) = rest.split_at(at);
            push(word)?;
            rest = tail;
        }
    }
}

fn bytes_split(vm: &mut Vm, args: &[Value]) -> PyResult {
    pieces(vm, args, false)
}

fn bytes_rsplit(vm: &mut Vm, args: &[Value]) -> PyResult {
    pieces(vm, args, true)
}

fn bytes_splitlines(vm: &mut Vm, args: &[Value]) -> PyResult {
    let keep = match arg(args, 1) {
        v if v.is_unset() => false,
        v => vm.truthy(v)?,
    };
    let receiver = arg(args, 0);
    let bytes = this(vm, args)?;
    let mut items = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let rest = bytes.get(start..).unwrap_or(&[]);
        let (line, next) = match memchr::memchr2(b'\n', b'\r', rest) {
            Some(at) => {
                let two = rest.get(at) == Some(&b'\r') && rest.get(at + 1) == Some(&b'\n');
                (at, at + 1 + two as usize)
            }
            None => (rest.len(), rest.len()),
        };
        let shown = rest.get(..if keep { next } else { line }).unwrap_or(&[]);
        items.push(like(vm, receiver, copy_slice(vm, shown)?)?);
        start += next;
    }
    new_pieces(vm, arg(args, 0), items)
}

fn bytes_join(vm: &mut Vm, args: &[Value]) -> PyResult {
    let receiver = arg(args, 0);
    let items = vm.collect_or(arg(args, 1), "can only join an iterable")?;
    let sep = this(vm, args)?;
    let mut len = sep.len().checked_mul(items.len().saturating_sub(1));
    for (i, item) in items.iter().enumerate() {
        vm.check_step(i)?;
        let Some(bytes) = vm.bytes_of(item) else {
            let ty = vm.type_name(item);
            return Err(vm.type_error(format!("sequence item {i}: expected a bytes-like object, {ty} found")));
        };
        len = len.and_then(|n| n.checked_add(bytes.len()));
    }
    if let [only] = items.as_slice()
        && only.downcast_exact::<crate::object::Bytes>().is_some()
        && receiver.downcast::<crate::object::Bytes>().is_some()
    {
        return Ok(only.clone());
    }
    let mut out = vm.buffer(len.unwrap_or(usize::MAX))?;
    for (i, item) in items.iter().enumerate() {
        vm.check_step(i)?;
        if i > 0 {
            out.extend_from_slice(sep);
        }
        out.extend_from_slice(&vm.bytes_of(item).unwrap_or_default());
    }
    like(vm, receiver, out)
}

pub fn trim_start(bytes: &[u8], drop: impl Fn(u8) -> bool) -> &[u8] {
    let at = bytes.iter().position(|b| !drop(*b)).unwrap_or(bytes.len());
    bytes.get(at..).unwrap_or(&[])
}

pub fn trim_end(bytes: &[u8], drop: impl Fn(u8) -> bool) -> &[u8] {
    let at = bytes.iter().rposition(|b| !drop(*b)).map_or(0, |i| i + 1);
    bytes.get(..at).unwrap_or(&[])
}

fn strip(vm: &mut Vm, args: &[Value], left: bool, right: bool) -> PyResult {
    let receiver = arg(args, 0);
    let bytes = this(vm, args)?;
    let cut = |drop: &dyn Fn(u8) -> bool| {
        let (mut from, mut to) = (0, bytes.len());
        if left {
            for piece in bytes.chunks(PIECE) {
                vm.check_interrupt()?;
                let dropped = piece.len() - trim_start(piece, drop).len();
                from += dropped;
                if dropped < piece.len() {
                    break;
                }
            }
        }
        if right {
            for piece in bytes.get(from..).unwrap_or(&[]).rchunks(PIECE) {
                vm.check_interrupt()?;
                let kept = trim_end(piece, drop).len();
                to -= piece.len() - kept;
                if kept > 0 {
                    break;
                }
            }
        }
        PyResult::Ok(bytes.get(from..to).unwrap_or(&[]))
    };
    let rest = match arg(args, 1) {
        v if v.is_none() || v.is_unset() => cut(&is_space)?,
        _ => {
            let chars = bytes_arg(vm, args, 1)?;
            cut(&|b| memchr::memchr(b, &chars).is_some())?
        }
    };
    if rest.len() == bytes.len() { unchanged(vm, receiver) } else { like(vm, receiver, copy_slice(vm, rest)?) }
}

fn bytes_strip(vm: &mut Vm, args: &[Value]) -> PyResult {
    strip(vm, args, true, true)
}

fn bytes_lstrip(vm: &mut Vm, args: &[Value]) -> PyResult {
    strip(vm, args, true, false)
}

fn bytes_rstrip(vm: &mut Vm, args: &[Value]) -> PyResult {
    strip(vm, args, false, true)
}
