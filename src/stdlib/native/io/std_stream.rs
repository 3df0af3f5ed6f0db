//! The three standard streams.

use super::buffered::{Role, new_buffered};
use super::raw::from_fd;
use super::text::{Newline, TextOptions, new_text};
use super::{DEFAULT_BUFFER_SIZE, types};
use crate::gc::Value;
use crate::host::fd;
use crate::object::PyResult;
use crate::vm::Vm;

/// What a standard stream is made from.
pub struct StdStream {
    pub fd: i32,
    /// `stdin`, `stdout` or `stderr`.
    pub name: &'static str,
    pub encoding: String,
    pub errors: String,
}

/// A text stream over descriptor 0, 1 or 2. On a terminal and for stderr each line is written at once.
pub fn std_stream(vm: &mut Vm, stream: &StdStream) -> PyResult<Value> {
    let t = types(vm);
    let writable = stream.fd != 0;
    let raw_name = vm.int(stream.fd as i64);
    let raw = from_fd(stream.fd, raw_name, writable);
    let raw = vm.alloc(&t.file, raw)?;
    let shown = vm.new_str(&format!("<{}>", stream.name))?;
    let old = std::mem::replace(&mut raw.get_mut(vm).name, shown);
    drop(old);
    let (role, ty) = if writable { (Role::Writer, &t.writer) } else { (Role::Reader, &t.reader) };
    let unbuffered = vm.config.unbuffered && writable;
    let size = if unbuffered { 0 } else { DEFAULT_BUFFER_SIZE };
    let buffer = new_buffered(vm, ty, role, raw.into_value(), size)?;
    let options = TextOptions {
        encoding: stream.encoding.clone(),
        errors: stream.errors.clone(),
        newline: Newline::Lf,
        line_buffering: stream.fd == 2 || fd::is_tty(stream.fd),
        write_through: unbuffered,
    };
    new_text(vm, &t.text, buffer, &options, Some(if writable { "w" } else { "r" }))
}
