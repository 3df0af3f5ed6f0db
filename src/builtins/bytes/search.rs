//! find, index, count, startswith, `in`, replace, partition, removeprefix and their relatives.

use super::{bytes_arg, copy_slice, like, this, unchanged};
use crate::builtins::str::search::{count_bytes, find_bytes, rfind_bytes, search_bounds};
use crate::gc::Value;
use crate::native::{TypeBuilder, arg};
use crate::object::Tuple;
use crate::object::slots::PyResult;
use crate::vm::Vm;

pub fn methods(b: TypeBuilder<'_>) -> TypeBuilder<'_> {
    b.method("find(self, sub, start=None, end=None, /)", bytes_find, "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nReturn -1 on failure.")
        .method("rfind(self, sub, start=None, end=None, /)", bytes_rfind, "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nReturn -1 on failure.")
        .method("index(self, sub, start=None, end=None, /)", bytes_index, "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nRaise ValueError if the subsection is not found.")
        .method("rindex(self, sub, start=None, end=None, /)", bytes_rindex, "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nRaise ValueError if the subsection is not found.")
        .method("count(self, sub, start=None, end=None, /)", bytes_count, "Return the number of non-overlapping occurrences of subsection 'sub' in bytes B[start:end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.")
        .method("startswith(self, prefix, start=None, end=None, /)", bytes_startswith, "Return True if the bytes starts with the specified prefix, False otherwise.\n\n  prefix\n    A bytes or a tuple of bytes to try.\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.")
        .method("endswith(self, suffix, start=None, end=None, /)", bytes_endswith, "Return True if the bytes ends with the specified suffix, False otherwise.\n\n  suffix\n    A bytes or a tuple of bytes to try.\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.")
        .method("replace(self, old, new, count=-1, /)", bytes_replace, "Return a copy with all occurrences of substring old replaced by new.\n\n  count\n    Maximum number of occurrences to replace.\n    -1 (the default value) means replace all occurrences.\n\nIf the optional argument count is given, only the first count occurrences are\nreplaced.")
        .method("partition(self, sep, /)", bytes_partition, "Partition the bytes into three parts using the given separator.\n\nThis will search for the separator sep in the bytes. If the separator is found,\nreturns a 3-tuple containing the part before the separator, the separator\nitself, and the part after it.\n\nIf the separator is not found, returns a 3-tuple containing the original bytes\nobject and two empty bytes objects.")
        .method("rpartition(self, sep, /)", bytes_rpartition, "Partition the bytes into three parts using the given separator.\n\nThis will search for the separator sep in the bytes, starting at the end. If the\nseparator is found, returns a 3-tuple containing the part before the\nseparator, the separator itself, and the part after it.\n\nIf the separator is not found, returns a 3-tuple containing two empty bytes\nobjects and the original bytes object.")
        .method("removeprefix(self, prefix, /)", bytes_removeprefix, "Return a bytes object with the given prefix string removed if present.\n\nIf the bytes starts with the prefix string, return bytes[len(prefix):].\nOtherwise, return a copy of the original bytes.")
        .method("removesuffix(self, suffix, /)", bytes_removesuffix, "Return a bytes object with the given suffix string removed if present.\n\nIf the bytes ends with the suffix string and that suffix is not empty,\nreturn bytes[:-len(prefix)].  Otherwise, return a copy of the original\nbytes.")
}

/// What is searched for: the bytes of a bytes-like object, or the byte that an int stands for.
fn needle(vm: &mut Vm, v: &Value) -> PyResult<Vec<u8>> {
    vm.check_view(v)?;
    if let Some(bytes) = vm.bytes_of(v) {
        return copy_slice(vm, &bytes);
    }
    if !vm.is_int(v) && vm.type_of(v).get(vm).slots.index.is_none() {
        let ty = vm.type_name(v);
        return Err(vm.type_error(format!("argument should be integer or bytes-like object, not '{ty}'")));
    }
    byte_in_range(vm, v)
}

fn byte_in_range(vm: &mut Vm, v: &Value) -> PyResult<Vec<u8>> {
    let index = vm.index(v)?;
    match index.as_small().and_then(|i| u8::try_from(i).ok()) {
        Some(b) => Ok(vec![b]),
        None => Err(vm.value_error("byte must be in range(0, 256)")),
    }
}

fn position(vm: &mut Vm, args: &[Value], find: fn(&[u8], &[u8]) -> Option<usize>) -> PyResult<Option<usize>> {
    let len = this(vm, args)?.len();
    let bounds = search_bounds(vm, arg(args, 2), arg(args, 3), len)?;
    let needle = needle(vm, arg(args, 1))?;
    let Some((from, to)) = bounds else { return Ok(None) };
    let window = this(vm, args)?.get(from..to);
    Ok(window.and_then(|w| find(w, &needle)).map(|at| from + at))
}

fn bytes_find(vm: &mut Vm, args: &[Value]) -> PyResult {
    let found = position(vm, args, find_bytes)?;
    Ok(vm.int(found.map_or(-1, |i| i as i64)))
}

fn bytes_rfind(vm: &mut Vm, args: &[Value]) -> PyResult {
    let found = position(vm, args, rfind_bytes)?;
    Ok(vm.int(found.map_or(-1, |i| i as i64)))
}

fn bytes_index(vm: &mut Vm, args: &[Value]) -> PyResult {
    match position(vm, args, find_bytes)? {
        Some(i) => Ok(vm.int(i as i64)),
        None => Err(vm.value_error("subsection not found")),
    }
}

fn bytes_rindex(vm: &mut Vm, args: &[Value]) -> PyResult {
    match position(vm, args, rfind_bytes)? {
        Some(i) => Ok(vm.int(i as i64)),
        None => Err(vm.value_error("subsection not found")),
    }
}

fn bytes_count(vm: &mut Vm, args: &[Value]) -> PyResult {
    let len = this(vm, args)?.len();
    let bounds = search_bounds(vm, arg(args, 2), arg(args, 3), len)?;
    let needle = needle(vm, arg(args, 1))?;
    let Some(window) = bounds.and_then(|(from, to)| this(vm, args).ok()?.get(from..to)) else { return Ok(vm.int(0)) };
    let n = if needle.is_empty() { window.len() + 1 } else { count_bytes(vm, window, &needle)? };
    Ok(vm.int(n as i64))
}

fn bytes_startswith(vm: &mut Vm, args: &[Value]) -> PyResult {
    with_affix(vm, args, "startswith", <[u8]>::starts_with)
}

fn bytes_endswith(vm: &mut Vm, args: &[Value]) -> PyResult {
    with_affix(vm, args, "endswith", <[u8]>::ends_with)
}

fn with_affix(vm: &mut Vm, args: &[Value], name: &str, test: fn(&[u8], &[u8]) -> bool) -> PyResult {
    let len = this(vm, args)?.len();
    let bounds = search_bounds(vm, arg(args, 2), arg(args, 3), len)?;
    let window = match bounds {
        Some((from, to)) => this(vm, args)?.get(from..to),
        None => None,
    };
    let affix = arg(args, 1);
    if let Some(tuple) = affix.downcast::<Tuple>() {
        for item in tuple.items() {
            let item = vm.bytes_like(item)?;
            if window.is_some_and(|w| test(w, &item)) {
                return Ok(Value::TRUE);
            }
        }
        return Ok(Value::FALSE);
    }
    match vm.bytes_of(affix) {
        Some(affix) => Ok(Value::bool(window.is_some_and(|w| test(w, &affix)))),
        None => {
            let ty = vm.type_name(affix);
            Err(vm.type_error(format!("{name} first arg must be bytes or a tuple of bytes, not {ty}")))
        }
    }
}

pub fn bytes_contains(vm: &mut Vm, v: &Value, item: &Value) -> PyResult<bool> {
    if vm.is_int(item) || vm.type_of(item).get(vm).slots.index.is_some() && !vm.has_buffer(item) {
        let b = byte_in_range(vm, item)?;
        return Ok(find_bytes(super::data(vm, v)?, &b).is_some());
    }
    let needle = vm.bytes_like(item)?;
    Ok(find_bytes(super::data(vm, v)?, &needle).is_some())
}

fn bytes_replace(vm: &mut Vm, args: &[Value]) -> PyResult {
    let most = match arg(args, 3) {
        v if v.is_unset() => -1,
        v => vm.extract::<i64>(v)?,
    };
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let (old, new) = (bytes_arg(vm, args, 1)?, bytes_arg(vm, args, 2)?);
    if most == 0 || old.is_empty() && new.is_empty() {
        return unchanged(vm, arg(args, 0));
    }
    let replaced = crate::builtins::str::replace::replace_bytes(vm, this(vm, args)?, &old, &new, most, |_| 1)?;
    match replaced {
        Some(out) => like(vm, arg(args, 0), out),
        None => unchanged(vm, arg(args, 0)),
    }
}

fn partition(vm: &mut Vm, args: &[Value], find: fn(&[u8], &[u8]) -> Option<usize>, from_end: bool) -> PyResult {
    let receiver = arg(args, 0);
    let sep = bytes_arg(vm, args, 1)?;
    if sep.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let bytes = this(vm, args)?;
    let make = |part: &[u8]| like(vm, receiver, copy_slice(vm, part)?);
    let parts = match find(bytes, &sep) {
        Some(at) => {
            let (head, rest) = bytes.split_at(at.min(bytes.len()));
            let sep =
                if receiver.downcast::<crate::object::Bytes>().is_some() { arg(args, 1).clone() } else { make(&sep)? };
            let tail = rest.get(bytes_arg(vm, args, 1)?.len()..).unwrap_or(&[]);
            vec![make(head)?, sep, make(tail)?]
        }
        None if from_end => vec![make(&[])?, make(&[])?, unchanged(vm, receiver)?],
        None => vec![unchanged(vm, receiver)?, make(&[])?, make(&[])?],
    };
    vm.new_tuple(parts)
}

fn bytes_partition(vm: &mut Vm, args: &[Value]) -> PyResult {
    partition(vm, args, find_bytes, false)
}

fn bytes_rpartition(vm: &mut Vm, args: &[Value]) -> PyResult {
    partition(vm, args, rfind_bytes, true)
}

fn bytes_removeprefix(vm: &mut Vm, args: &[Value]) -> PyResult {
    let prefix = bytes_arg(vm, args, 1)?;
    match this(vm, args)?.strip_prefix(&*prefix) {
        Some(rest) if !prefix.is_empty() => like(vm, arg(args, 0), copy_slice(vm, rest)?),
        _ => unchanged(vm, arg(args, 0)),
    }
}

fn bytes_removesuffix(vm: &mut Vm, args: &[Value]) -> PyResult {
    let suffix = bytes_arg(vm, args, 1)?;
    match this(vm, args)?.strip_suffix(&*suffix) {
        Some(rest) if !suffix.is_empty() => like(vm, arg(args, 0), copy_slice(vm, rest)?),
        _ => unchanged(vm, arg(args, 0)),
    }
}
