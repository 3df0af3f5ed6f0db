//! `BytesIO`: a binary stream in memory.

use super::{arg, bytes_like, copy_into, size_arg};
use crate::builtins::bytes::copy_slice;
use crate::gc::{Kind, Ref, Value};
use crate::native::build::{TypeBuilder, new_native_type};
use crate::object::slots::Args;
use crate::object::{PyResult, Type};
use crate::payload;
use crate::vm::Vm;
use crate::vm::guard::PIECE;

pub struct BytesFile {
    data: Vec<u8>,
    at: usize,
    closed: bool,
}

payload!(BytesFile, Kind::Other, "BytesIO", tracked {});

pub fn make(vm: &mut Vm, base: &Ref<Type>) -> Ref<Type> {
    let ty = new_native_type::<BytesFile>(vm, "BytesIO", "_io", Some(base));
    TypeBuilder::new(vm, &ty)
        .doc("Buffered I/O implementation using an in-memory bytes buffer.")
        .signature("(initial_bytes=b'')")
        .with_dict()
        .weakrefable()
        .slots(|s| {
            s.new = Some(bytes_new);
            s.init = Some(bytes_init);
            s.iter = Some(super::base::base_iter);
            s.iternext = Some(bytes_next);
        })
        .getset("closed", get_closed, None, "True if the file is closed.")
        .method("read(self, size=-1, /)", bytes_read, "Read at most size bytes, returned as a bytes object.")
        .method("read1(self, size=-1, /)", bytes_read, "Read at most size bytes, returned as a bytes object.")
        .method("readinto(self, buffer, /)", bytes_readinto, "Read bytes into buffer.")
        .method("readline(self, size=-1, /)", bytes_readline, "Next line from the file, as a bytes object.")
        .method("write(self, b, /)", bytes_write, "Write bytes to file.")
        .method("getvalue(self, /)", bytes_getvalue, "Retrieve the entire contents of the BytesIO object.")
        .method("getbuffer(self, /)", bytes_getbuffer, "Get a read-write view over the contents of the BytesIO object.")
        .method("seek(self, pos, whence=0, /)", bytes_seek, "Change stream position.")
        .method("tell(self, /)", bytes_tell, "Current file position, an integer.")
        .method("truncate(self, size=None, /)", bytes_truncate, "Truncate the file to at most size bytes.")
        .method("close(self, /)", bytes_close, "Disable all I/O operations.")
        .method("flush(self, /)", bytes_flush, "Does nothing.")
        .method("isatty(self, /)", bytes_isatty, "Always returns False.")
        .method("readable(self, /)", bytes_true, "Returns True if the IO object can be read.")
        .method("writable(self, /)", bytes_true, "Returns True if the IO object can be written.")
        .method("seekable(self, /)", bytes_true, "Returns True if the IO object can be seeked.")
        .method("__getstate__(self, /)", bytes_getstate, "")
        .method("__setstate__(self, state, /)", bytes_setstate, "")
        .ready()
}

fn bytes_new(vm: &mut Vm, class: &Ref<Type>, _args: Args<'_>) -> PyResult {
    Ok(vm.alloc(class, BytesFile { data: Vec::new(), at: 0, closed: false })?.into_value())
}

fn bytes_init(vm: &mut Vm, value: &Value, args: Args<'_>) -> PyResult<()> {
    let initial = args.pos().first().cloned().or_else(|| args.keywords().next().map(|(_, v)| v.clone()));
    let data = match initial {
        Some(initial) if !initial.is_none() => bytes_like(vm, &initial)?.data().to_vec(),
        _ => Vec::new(),
    };
    let file = this(vm, value)?.get_mut(vm);
    file.data = data;
    file.at = 0;
    Ok(())
}

fn this<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Ref<BytesFile>> {
    match value.downcast::<BytesFile>() {
        Some(file) => Ok(file),
        None => Err(vm.type_error("BytesIO object required")),
    }
}

fn open<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a Ref<BytesFile>> {
    let file = this(vm, arg(args, 0))?;
    if file.get(vm).closed { Err(vm.value_error("I/O operation on closed file.")) } else { Ok(file) }
}

fn get_closed(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(vm, value)?.get(vm).closed))
}

/// `(contents, position, attributes)`
fn bytes_getstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = open(vm, args)?.clone();
    let (data, at) = (file.get(vm).data.clone(), file.get(vm).at);
    let attributes = super::state::attributes(vm, arg(args, 0))?;
    let state = vec![vm.new_bytes(data)?, vm.int(at as i64), attributes];
    vm.new_tuple(state)
}

fn bytes_setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    let items = super::state::items_of(vm, args, "BytesIO", 3)?;
    let data = bytes_like(vm, arg(&items, 0))?.data().to_vec();
    let at = super::state::position(vm, arg(&items, 1), "second item of state must be an integer, not ")?;
    let f = file.get_mut(vm);
    (f.data, f.at) = (data, at);
    super::state::restore(vm, arg(args, 0), arg(&items, 2), "third")?;
    Ok(Value::NONE)
}

/// The next `size` bytes.
fn take(vm: &mut Vm, file: &Ref<BytesFile>, size: usize) -> PyResult {
    let f = file.get_mut(vm);
    let start = f.at.min(f.data.len());
    let end = f.data.len().min(start.saturating_add(size));
    if end > start {
        f.at = end;
    }
    let data = f.data.get(start..end).unwrap_or(&[]).to_vec();
    vm.new_bytes(data)
}

fn bytes_read(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = open(vm, args)?.clone();
    let size = size_arg(vm, arg(args, 1))?.unwrap_or(usize::MAX);
    take(vm, &file, size)
}

fn bytes_readinto(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = open(vm, args)?.clone();
    let size = vm.len(arg(args, 1))?;
    let f = file.get_mut(vm);
    let start = f.at.min(f.data.len());
    let end = f.data.len().min(start.saturating_add(size));
    f.at = f.at.max(end);
    let data = f.data.get(start..end).unwrap_or(&[]).to_vec();
    copy_into(vm, arg(args, 1), &data)
}

fn line(vm: &mut Vm, file: &Ref<BytesFile>, limit: usize) -> PyResult {
    let f = file.get(vm);
    let rest = f.data.get(f.at..).unwrap_or(&[]);
    let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |i| i + 1).min(limit);
    take(vm, file, length)
}

fn bytes_readline(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = open(vm, args)?.clone();
    let limit = size_arg(vm, arg(args, 1))?.unwrap_or(usize::MAX);
    line(vm, &file, limit)
}

fn bytes_next(vm: &mut Vm, value: &Value) -> PyResult<Option<Value>> {
    let ty = vm.type_of(value).clone();
    if ty.get(vm).core.is_heap_type {
        return super::base::base_next(vm, value);
    }
    let file = open(vm, std::slice::from_ref(value))?.clone();
    let line = line(vm, &file, usize::MAX)?;
    Ok(if vm.truthy(&line)? { Some(line) } else { None })
}

fn bytes_write(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = open(vm, args)?.clone();
    let data = bytes_like(vm, arg(args, 1))?;
    if !data.data().is_empty() {
        let f = file.get_mut(vm);
        let at = f.at;
        let Some(end) = at.checked_add(data.data().len()) else {
            return Err(vm.overflow_error("new position too large"));
        };
        if f.data.try_reserve(end.saturating_sub(f.data.len())).is_err() {
            return Err(vm.memory_error());
        }
        if at > f.data.len() {
            f.data.resize(at, 0);
        }
        // What lies behind the present end is appended, in pieces that a Ctrl-C may come between.
        let (over, behind) = data.data().split_at(data.data().len().min(f.data.len() - at));
        if let Some(target) = f.data.get_mut(at..at + over.len()) {
            target.copy_from_slice(over);
        }
        f.at = at + over.len();
        for piece in behind.chunks(PIECE) {
            vm.check_interrupt()?;
            let f = file.get_mut(vm);
            f.data.extend_from_slice(piece);
            f.at += piece.len();
        }
    }
    Ok(vm.int(data.data().len() as i64))
}

fn bytes_getvalue(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = copy_slice(vm, &open(vm, args)?.get(vm).data)?;
    vm.new_bytes(data)
}

/// A view of a copy: writing through it does not reach the stream.
fn bytes_getbuffer(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = bytes_getvalue(vm, args)?;
    let name = vm.intern("memoryview");
    match vm.builtins.get(vm).get_str(&name).cloned() {
        Some(class) => vm.call(&class, &[data]),
        None => Ok(data),
    }
}

fn bytes_seek(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = open(vm, args)?.clone();
    let offset: i64 = vm.extract(arg(args, 1))?;
    let whence: i64 = vm.extract(arg(args, 2))?;
    let f = file.get(vm);
    let base = match whence {
        0 if offset < 0 => return Err(vm.value_error(format!("negative seek value {offset}"))),
        0 => 0,
        1 => f.at as i64,
        2 => f.data.len() as i64,
        _ => return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    let Some(at) = base.checked_add(offset) else { return Err(vm.overflow_error("new position too large")) };
    let at = at.max(0);
    file.get_mut(vm).at = at as usize;
    Ok(vm.int(at))
}

fn bytes_tell(vm: &mut Vm, args: &[Value]) -> PyResult {
    let at = open(vm, args)?.get(vm).at;
    Ok(vm.int(at as i64))
}

fn bytes_truncate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = open(vm, args)?.clone();
    let size = match arg(args, 1) {
        none if none.is_none() => file.get(vm).at as i64,
        size => vm.extract(size)?,
    };
    let Ok(length) = usize::try_from(size) else { return Err(vm.value_error(format!("negative size value {size}"))) };
    file.get_mut(vm).data.truncate(length);
    Ok(vm.int(size))
}

fn bytes_close(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.get_mut(vm);
    file.closed = true;
    file.data = Vec::new();
    Ok(Value::NONE)
}

fn bytes_flush(vm: &mut Vm, args: &[Value]) -> PyResult {
    open(vm, args)?;
    Ok(Value::NONE)
}

fn bytes_isatty(vm: &mut Vm, args: &[Value]) -> PyResult {
    open(vm, args)?;
    Ok(Value::FALSE)
}

fn bytes_true(vm: &mut Vm, args: &[Value]) -> PyResult {
    open(vm, args)?;
    Ok(Value::TRUE)
}
