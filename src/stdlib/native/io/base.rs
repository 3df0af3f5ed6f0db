//! The base classes `_IOBase`, `_RawIOBase`, `_BufferedIOBase`, `_TextIOBase`: what can be done with any stream by
//! calling its other methods.

use super::{arg, copy_into, is_closed, size_arg, unsupported};
use crate::gc::{Ref, Value};
use crate::native::build::{TypeBuilder, new_native_type};
use crate::object::registry::Plain;
use crate::object::slots::Args;
use crate::object::{Bytes, PyResult, Type};
use crate::vm::Vm;

pub fn make(vm: &mut Vm) -> [Ref<Type>; 4] {
    let io = new_native_type::<Plain>(vm, "_IOBase", "_io", None);
    let io = TypeBuilder::new(vm, &io)
        .doc("The abstract base class of all streams.")
        .with_dict()
        .weakrefable()
        .slots(|s| {
            s.new = Some(plain_new);
            s.iter = Some(base_iter);
            s.iternext = Some(base_next);
        })
        .getset(
            "__dict__",
            crate::builtins::type_::instance_dict_get,
            Some(crate::builtins::type_::builtin_dict_set),
            "",
        )
        .getset("closed", get_closed, None, "")
        .method("close(self, /)", base_close, "Flush and close the stream.")
        .method("flush(self, /)", base_flush, "Flush write buffers, if there are any.")
        .method("seek(self, offset, whence=0, /)", base_seek, "Change the stream position.")
        .method("tell(self, /)", base_tell, "Return current stream position.")
        .method("truncate(self, size=None, /)", base_truncate, "Truncate file to size bytes.")
        .method("fileno(self, /)", base_fileno, "Return underlying file descriptor if one exists.")
        .method("isatty(self, /)", base_false, "Return whether this is an 'interactive' stream.")
        .method("readable(self, /)", base_false, "Return whether object was opened for reading.")
        .method("writable(self, /)", base_false, "Return whether object was opened for writing.")
        .method("seekable(self, /)", base_false, "Return whether object supports random access.")
        .method("_checkClosed(self, /)", base_check_closed, "")
        .method("_checkReadable(self, /)", base_check_readable, "")
        .method("_checkWritable(self, /)", base_check_writable, "")
        .method("_checkSeekable(self, /)", base_check_seekable, "")
        .method("readline(self, size=-1, /)", base_readline, "Read and return a line from the stream.")
        .method("readlines(self, hint=-1, /)", base_readlines, "Return a list of lines from the stream.")
        .method("writelines(self, lines, /)", base_writelines, "Write a list of lines to stream.")
        .method("__del__(self, /)", base_del, "")
        .method("__enter__(self, /)", base_enter, "")
        .method("__exit__(self, /, *args)", base_exit, "")
        .ready();
    let raw = new_native_type::<Plain>(vm, "_RawIOBase", "_io", Some(&io));
    let raw = TypeBuilder::new(vm, &raw)
        .doc("Base class for raw binary I/O.")
        .method("read(self, size=-1, /)", raw_read, "")
        .method("readinto(self, buffer, /)", not_implemented, "")
        .method("write(self, b, /)", not_implemented, "")
        .method("readall(self, /)", raw_readall, "Read until EOF, using multiple read() call.")
        .ready();
    let buffered = new_native_type::<Plain>(vm, "_BufferedIOBase", "_io", Some(&io));
    let buffered = TypeBuilder::new(vm, &buffered)
        .doc("Base class for buffered binary streams.")
        .method("read(self, size=-1, /)", missing_read, "Read and return up to n bytes.")
        .method("read1(self, size=-1, /)", missing_read1, "Read and return up to size bytes.")
        .method("write(self, b, /)", missing_write, "Write buffer b to the IO stream.")
        .method(
            "detach(self, /)",
            missing_detach,
            "Disconnect this buffer from its underlying raw stream and return it.",
        )
        .method("readinto(self, buffer, /)", buffered_readinto, "")
        .method("readinto1(self, buffer, /)", buffered_readinto1, "")
        .ready();
    let text = new_native_type::<Plain>(vm, "_TextIOBase", "_io", Some(&io));
    let text = TypeBuilder::new(vm, &text)
        .doc("Base class for text I/O.")
        .method("read(self, size=-1, /)", missing_read, "Read at most size characters from stream.")
        .method("write(self, s, /)", missing_write, "Write string s to stream.")
        .method("detach(self, /)", missing_detach, "Separate the underlying buffer from the TextIOBase and return it.")
        .getset("encoding", get_none, None, "Encoding of the text stream.")
        .getset("newlines", get_none, None, "Line endings translated so far.")
        .getset("errors", get_none, None, "The error setting of the decoder or encoder.")
        .ready();
    [io, raw, buffered, text]
}

fn plain_new(vm: &mut Vm, class: &Ref<Type>, _args: Args<'_>) -> PyResult {
    Ok(vm.alloc(class, Plain)?.into_value())
}

/// ValueError if the stream is closed.
pub fn check_closed(vm: &mut Vm, file: &Value) -> PyResult<()> {
    if is_closed(vm, file)? { Err(vm.value_error("I/O operation on closed file.")) } else { Ok(()) }
}

pub fn base_iter(vm: &mut Vm, file: &Value) -> PyResult {
    check_closed(vm, file)?;
    Ok(file.clone())
}

pub fn base_next(vm: &mut Vm, file: &Value) -> PyResult<Option<Value>> {
    let line = vm.call_method_str(file, "readline", &[])?;
    Ok(if vm.truthy(&line)? { Some(line) } else { None })
}

fn get_closed(vm: &mut Vm, file: &Value) -> PyResult {
    let name = vm.intern("__IOBase_closed");
    Ok(Value::bool(vm.instance_get(file, &name).is_some()))
}

fn base_close(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = arg(args, 0);
    let name = vm.intern("__IOBase_closed");
    if vm.instance_get(file, &name).is_some() {
        return Ok(Value::NONE);
    }
    let flushed = vm.call_method_str(file, "flush", &[]);
    vm.instance_set(file, &name, Value::TRUE)?;
    flushed.map(|_| Value::NONE)
}

fn base_flush(vm: &mut Vm, args: &[Value]) -> PyResult {
    check_closed(vm, arg(args, 0))?;
    Ok(Value::NONE)
}

fn base_seek(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Err(unsupported(vm, "seek"))
}

fn base_tell(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.call_method_str(arg(args, 0), "seek", &[Value::small_int(0), Value::small_int(1)])
}

fn base_truncate(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Err(unsupported(vm, "truncate"))
}

fn base_fileno(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Err(unsupported(vm, "fileno"))
}

fn base_false(vm: &mut Vm, args: &[Value]) -> PyResult {
    check_closed(vm, arg(args, 0))?;
    Ok(Value::FALSE)
}

fn base_check_closed(vm: &mut Vm, args: &[Value]) -> PyResult {
    check_closed(vm, arg(args, 0))?;
    Ok(Value::NONE)
}

fn check(vm: &mut Vm, file: &Value, method: &str, text: &str) -> PyResult {
    let able = vm.call_method_str(file, method, &[])?;
    if able.is_true() { Ok(Value::TRUE) } else { Err(unsupported(vm, text)) }
}

fn base_check_readable(vm: &mut Vm, args: &[Value]) -> PyResult {
    check(vm, arg(args, 0), "readable", "File or stream is not readable.")
}

fn base_check_writable(vm: &mut Vm, args: &[Value]) -> PyResult {
    check(vm, arg(args, 0), "writable", "File or stream is not writable.")
}

fn base_check_seekable(vm: &mut Vm, args: &[Value]) -> PyResult {
    check(vm, arg(args, 0), "seekable", "File or stream is not seekable.")
}

/// Reads byte by byte, or as much as `peek` shows.
fn base_readline(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = arg(args, 0);
    let limit = size_arg(vm, arg(args, 1))?.unwrap_or(usize::MAX);
    let peek = vm.intern("peek");
    let can_peek = vm.getattr_opt(file, &peek)?.is_some();
    let mut line = Vec::new();
    while line.len() < limit {
        let mut want = 1;
        if can_peek {
            let ahead = vm.call_method(file, &peek, &[Value::small_int(1)])?;
            let Some(ahead) = ahead.downcast::<Bytes>() else {
                let ty = vm.type_name(&ahead);
                return Err(vm.os_error_text(&format!("peek() should have returned a bytes object, not '{ty}'")));
            };
            if !ahead.data().is_empty() {
                want = ahead.data().iter().position(|b| *b == b'\n').map_or(ahead.data().len(), |i| i + 1);
                want = want.min(limit - line.len());
            }
        }
        let want = vm.int(want as i64);
        let got = vm.call_method_str(file, "read", &[want])?;
        let Some(got) = got.downcast::<Bytes>() else {
            let ty = vm.type_name(&got);
            return Err(vm.os_error_text(&format!("read() should have returned a bytes object, not '{ty}'")));
        };
        if got.data().is_empty() {
            break;
        }
        line.extend_from_slice(got.data());
        if line.last() == Some(&b'\n') {
            break;
        }
        vm.poll()?;
    }
    vm.new_bytes(line)
}

pub fn base_readlines(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = arg(args, 0);
    let hint = size_arg(vm, arg(args, 1))?.filter(|n| *n > 0);
    let mut lines = Vec::new();
    let mut total = 0;
    let iter = vm.iter(file)?;
    while let Some(line) = vm.next(&iter)? {
        total += vm.len(&line)?;
        lines.push(line);
        if hint.is_some_and(|hint| total >= hint) {
            break;
        }
        vm.poll()?;
    }
    vm.new_list(lines)
}

pub fn base_writelines(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = arg(args, 0);
    check_closed(vm, file)?;
    let write = vm.getattr_str(file, "write")?;
    vm.for_each(arg(args, 1), |vm, line| vm.call(&write, &[line]).map(drop))?;
    Ok(Value::NONE)
}

pub fn base_enter(vm: &mut Vm, args: &[Value]) -> PyResult {
    check_closed(vm, arg(args, 0))?;
    Ok(arg(args, 0).clone())
}

pub fn base_exit(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.call_method_str(arg(args, 0), "close", &[])
}

/// A stream that is given up is closed.
fn base_del(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.call_method_str(arg(args, 0), "close", &[])
}

fn not_implemented(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Err(vm.new_error_args(&vm.exc.NotImplementedError, Vec::new()))
}

/// Streams with a descriptor cannot be pickled.
pub fn base_getstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let ty = vm.type_of(arg(args, 0)).clone();
    let name = super::shown_name(vm, &ty);
    Err(vm.type_error(format!("cannot pickle {name} instances")))
}

/// ResourceWarning for a stream that nobody closed.
pub fn warn_unclosed(vm: &mut Vm, file: &Value) -> PyResult<()> {
    let shown = vm.repr_lossy(file)?;
    let category = vm.exc.ResourceWarning.clone();
    match vm.warn_about(&category, &format!("unclosed file {shown}"), file) {
        // A finaliser cannot raise it.
        Err(raised) => {
            vm.unraisable_while(raised, "while finalizing file", file);
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

fn raw_read(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = arg(args, 0);
    let Some(size) = size_arg(vm, arg(args, 1))? else { return vm.call_method_str(file, "readall", &[]) };
    let class = vm.getattr_str(&vm.builtins.to_value(), "bytearray");
    let class = match class {
        Ok(class) => class,
        Err(_) => {
            let name = vm.intern("bytearray");
            vm.builtins.get(vm).get_str(&name).cloned().unwrap_or_default()
        }
    };
    let size = vm.int(size as i64);
    let buffer = vm.call(&class, &[size])?;
    let n = vm.call_method_str(file, "readinto", std::slice::from_ref(&buffer))?;
    if n.is_none() {
        return Ok(Value::NONE);
    }
    let slice = vm.new_slice(Value::NONE, n, Value::NONE)?;
    let part = vm.getitem(&buffer, &slice)?;
    let bytes = vm.types.bytes.to_value();
    vm.call(&bytes, &[part])
}

fn raw_readall(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut all = Vec::new();
    loop {
        let size = vm.int(super::DEFAULT_BUFFER_SIZE as i64);
        let part = vm.call_method_str(arg(args, 0), "read", &[size])?;
        match part.downcast::<Bytes>() {
            Some(part) if part.data().is_empty() => break,
            Some(part) => all.extend_from_slice(part.data()),
            None if part.is_none() && all.is_empty() => return Ok(Value::NONE),
            None if part.is_none() => break,
            None => return Err(vm.type_error("read() should return bytes")),
        }
        vm.poll()?;
    }
    vm.new_bytes(all)
}

fn missing_read(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Err(unsupported(vm, "read"))
}

fn missing_read1(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Err(unsupported(vm, "read1"))
}

fn missing_write(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Err(unsupported(vm, "write"))
}

fn missing_detach(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Err(unsupported(vm, "detach"))
}

fn buffered_readinto(vm: &mut Vm, args: &[Value]) -> PyResult {
    readinto(vm, args, "read")
}

fn buffered_readinto1(vm: &mut Vm, args: &[Value]) -> PyResult {
    readinto(vm, args, "read1")
}

/// `readinto` by way of `read`.
pub fn readinto(vm: &mut Vm, args: &[Value], method: &str) -> PyResult {
    let target = arg(args, 1);
    let size = vm.len(target)?;
    let size = vm.int(size as i64);
    let data = vm.call_method_str(arg(args, 0), method, &[size])?;
    match data.downcast::<Bytes>() {
        Some(data) => copy_into(vm, target, data.data()),
        None if data.is_none() => Ok(Value::NONE),
        None => Err(vm.type_error(format!("{method}() should return bytes"))),
    }
}

fn get_none(_vm: &mut Vm, _file: &Value) -> PyResult {
    Ok(Value::NONE)
}

impl Vm {
    /// An OSError with only a text.
    pub fn os_error_text(&self, text: &str) -> crate::object::Raised {
        self.new_error(&self.exc.OSError, text)
    }
}
