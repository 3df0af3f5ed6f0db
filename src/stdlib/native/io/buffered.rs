//! `BufferedReader`, `BufferedWriter`, `BufferedRandom`: bytes between a raw stream and its user.
//!
//! One payload for the three: bytes read ahead, and bytes not yet written. At most one of the two is non-empty. The raw
//! stream may be any object; ours is read and written without Python calls. `unsafe` as in `raw.rs`.

use super::raw::{RawFile, read_once, read_to_end, seek_to, would_block, write_once, zeroed};
use super::{DEFAULT_BUFFER_SIZE, arg, bytes_like, is_closed, size_arg, unsupported};
use crate::gc::{Header, Kind, Payload, Ref, Trace, Value, Visitor};
use crate::native::build::{TypeBuilder, new_native_type};
use crate::object::slots::Args;
use crate::object::{Bytes, PyResult, Str, Type};
use crate::vm::Vm;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Reader,
    Writer,
    Random,
}

pub struct Buffered {
    /// None before `__init__` and after `detach`.
    pub raw: Option<Value>,
    pub role: Role,
    pub size: usize,
    /// Bytes read ahead: those from `at` on are still to be given out.
    ahead: Vec<u8>,
    at: usize,
    /// Bytes not yet written.
    behind: Vec<u8>,
    /// `close` has been called (by the finaliser too).
    closing: bool,
}

impl Trace for Buffered {
    fn trace(&self, visit: &mut Visitor<'_>) {
        self.raw.trace(visit);
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        Trace::take(&mut self.raw, out);
    }
}

impl Payload for Buffered {
    const KIND: Kind = Kind::Other;
    const NAME: &'static str = "Buffered";
    const TRACKED: bool = true;
    const NEEDS_FINALIZER: Option<unsafe fn(*mut Header) -> bool> = Some(needs_close);
}

/// Bytes that wait to be written must not be lost with the object.
unsafe fn needs_close(header: *mut Header) -> bool {
    // SAFETY: called by the heap with an object of this layout.
    let buffered = unsafe { &*(header.add(1) as *const Buffered) };
    !buffered.closing && buffered.raw.is_some()
}

pub fn make(vm: &mut Vm, base: &Ref<Type>) -> [Ref<Type>; 3] {
    let reader = new_native_type::<Buffered>(vm, "BufferedReader", "_io", Some(base));
    let writer = new_native_type::<Buffered>(vm, "BufferedWriter", "_io", Some(base));
    let random = new_native_type::<Buffered>(vm, "BufferedRandom", "_io", Some(base));
    let common = |builder: TypeBuilder<'_>| -> Ref<Type> {
        builder
            .signature("(raw, buffer_size=131072)")
            .with_dict()
            .weakrefable()
            .slots(|s| {
                s.init = Some(buffered_init);
                s.repr = Some(buffered_repr);
                s.finalize = Some(buffered_finalize);
                s.iter = Some(super::base::base_iter);
                s.iternext = Some(buffered_next);
            })
            .getset("raw", get_raw, None, "")
            .getset("closed", get_closed, None, "")
            .getset("name", get_name, None, "")
            .getset("mode", get_mode, None, "")
            .method("__getstate__(self, /)", super::base::base_getstate, "")
            .method("close(self, /)", buffered_close, "")
            .method("detach(self, /)", buffered_detach, "")
            .method("flush(self, /)", buffered_flush, "")
            .method("seek(self, target, whence=0, /)", buffered_seek, "")
            .method("tell(self, /)", buffered_tell, "")
            .method("truncate(self, pos=None, /)", buffered_truncate, "")
            .method("fileno(self, /)", buffered_fileno, "")
            .method("isatty(self, /)", buffered_isatty, "")
            .method("readable(self, /)", buffered_readable, "")
            .method("writable(self, /)", buffered_writable, "")
            .method("seekable(self, /)", buffered_seekable, "")
            .ready()
    };
    common(with_reading(
        TypeBuilder::new(vm, &reader)
            .doc("Create a new buffered reader using the given readable raw IO object.")
            .slots(|s| s.new = Some(reader_new)),
    ));
    common(with_writing(
        TypeBuilder::new(vm, &writer)
            .doc("A buffer for a writeable sequential RawIO object.")
            .slots(|s| s.new = Some(writer_new)),
    ));
    common(with_writing(with_reading(
        TypeBuilder::new(vm, &random)
            .doc("A buffered interface to random access streams.")
            .slots(|s| s.new = Some(random_new)),
    )));
    [reader, writer, random]
}

fn with_reading(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    builder
        .method("read(self, size=-1, /)", buffered_read, "")
        .method("read1(self, size=-1, /)", buffered_read1, "")
        .method("peek(self, size=0, /)", buffered_peek, "")
        .method("readline(self, size=-1, /)", buffered_readline, "")
}

fn with_writing(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    builder.method("write(self, buffer, /)", buffered_write, "Write the given buffer to the IO stream.")
}

fn empty(role: Role) -> Buffered {
    Buffered {
        raw: None,
        role,
        size: DEFAULT_BUFFER_SIZE,
        ahead: Vec::new(),
        at: 0,
        behind: Vec::new(),
        closing: false,
    }
}

fn reader_new(vm: &mut Vm, class: &Ref<Type>, _args: Args<'_>) -> PyResult {
    Ok(vm.alloc(class, empty(Role::Reader))?.into_value())
}

fn writer_new(vm: &mut Vm, class: &Ref<Type>, _args: Args<'_>) -> PyResult {
    Ok(vm.alloc(class, empty(Role::Writer))?.into_value())
}

fn random_new(vm: &mut Vm, class: &Ref<Type>, _args: Args<'_>) -> PyResult {
    Ok(vm.alloc(class, empty(Role::Random))?.into_value())
}

fn buffered_init(vm: &mut Vm, value: &Value, args: Args<'_>) -> PyResult<()> {
    let file = this(vm, value)?.clone();
    let keyword = |name: &str| {
        args.keywords()
            .find(|(k, _)| k.downcast::<Str>().is_some_and(|k| k.bytes() == name.as_bytes()))
            .map(|(_, v)| v.clone())
    };
    let Some(raw) = args.pos().first().cloned().or_else(|| keyword("raw")) else {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("{name}() missing required argument 'raw' (pos 1)")));
    };
    let size = match args.pos().get(1).cloned().or_else(|| keyword("buffer_size")) {
        Some(size) => vm.extract::<i64>(&size)?,
        None => DEFAULT_BUFFER_SIZE as i64,
    };
    if size <= 0 {
        return Err(vm.value_error("buffer size must be strictly positive"));
    }
    let role = file.get(vm).role;
    if role != Role::Writer && !call_bool(vm, &raw, "readable")? {
        return Err(unsupported(vm, "File or stream is not readable."));
    }
    if role != Role::Reader && !call_bool(vm, &raw, "writable")? {
        return Err(unsupported(vm, "File or stream is not writable."));
    }
    if role == Role::Random && !call_bool(vm, &raw, "seekable")? {
        return Err(unsupported(vm, "File or stream is not seekable."));
    }
    let b = file.get_mut(vm);
    b.size = size as usize;
    let old = b.raw.replace(raw);
    drop(old);
    Ok(())
}

fn call_bool(vm: &mut Vm, object: &Value, method: &str) -> PyResult<bool> {
    let result = vm.call_method_str(object, method, &[])?;
    vm.truthy(&result)
}

/// A buffered stream over a raw one, made without Python calls.
pub fn new_buffered(vm: &mut Vm, ty: &Ref<Type>, role: Role, raw: Value, size: usize) -> PyResult {
    let mut payload = empty(role);
    payload.raw = Some(raw);
    payload.size = size;
    Ok(vm.alloc(ty, payload)?.into_value())
}

fn this<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Ref<Buffered>> {
    match value.downcast::<Buffered>() {
        Some(b) => Ok(b),
        None => Err(vm.type_error("buffered object required")),
    }
}

fn raw_of(vm: &Vm, file: &Ref<Buffered>) -> PyResult<Value> {
    match file.get(vm).raw.clone() {
        Some(raw) => Ok(raw),
        None => Err(vm.value_error("raw stream has been detached")),
    }
}

fn raw_closed(vm: &mut Vm, raw: &Value) -> PyResult<bool> {
    match raw.downcast::<RawFile>() {
        Some(file) => Ok(file.get(vm).fd < 0),
        None => is_closed(vm, raw),
    }
}

/// The raw stream, or ValueError if it is closed.
fn open_raw(vm: &mut Vm, file: &Ref<Buffered>, what: &str) -> PyResult {
    let raw = raw_of(vm, file)?;
    if raw_closed(vm, &raw)? { Err(vm.value_error(what)) } else { Ok(raw) }
}

/// Reads once from the raw stream; `None` when it would block.
fn raw_read(vm: &mut Vm, raw: &Value, size: usize) -> PyResult<Option<Vec<u8>>> {
    if raw.downcast::<RawFile>().is_some() {
        let mut buffer = zeroed(vm, size)?;
        return Ok(read_once(vm, raw, &mut buffer)?.map(|n| {
            buffer.truncate(n);
            buffer
        }));
    }
    let size = vm.int(size as i64);
    let data = vm.call_method_str(raw, "read", &[size])?;
    match data.downcast::<Bytes>() {
        Some(data) => Ok(Some(data.data().to_vec())),
        None if data.is_none() => Ok(None),
        None => Err(vm.os_error_text("raw read() should return bytes")),
    }
}

/// Writes once to the raw stream.
fn raw_write(vm: &mut Vm, raw: &Value, data: &[u8]) -> PyResult<Option<usize>> {
    if raw.downcast::<RawFile>().is_some() {
        return write_once(vm, raw, data);
    }
    let bytes = vm.new_bytes(data)?;
    let n = vm.call_method_str(raw, "write", &[bytes])?;
    if n.is_none() {
        return Ok(None);
    }
    let n: i64 = vm.extract(&n)?;
    match usize::try_from(n) {
        Ok(n) if n <= data.len() => Ok(Some(n)),
        _ => {
            let limit = data.len();
            Err(vm.os_error_text(&format!(
                "raw write() returned invalid length {n} (should have been between 0 and {limit})"
            )))
        }
    }
}

fn raw_seek(vm: &mut Vm, raw: &Value, offset: i64, whence: i32) -> PyResult<i64> {
    if raw.downcast::<RawFile>().is_some() {
        return seek_to(vm, raw, offset, whence);
    }
    let args = [vm.int(offset), vm.int(whence as i64)];
    let at = vm.call_method_str(raw, "seek", &args)?;
    vm.extract(&at)
}

/// Writes out what waits.
pub fn flush_writes(vm: &mut Vm, file: &Ref<Buffered>) -> PyResult<()> {
    if file.get(vm).behind.is_empty() {
        return Ok(());
    }
    let raw = raw_of(vm, file)?;
    let mut data = std::mem::take(&mut file.get_mut(vm).behind);
    let mut done = 0;
    while done < data.len() {
        let written = raw_write(vm, &raw, data.get(done..).unwrap_or(&[]));
        match written {
            Ok(Some(n)) => done += n,
            other => {
                // What was not written stays, in front of what came meanwhile.
                data.drain(..done);
                let b = file.get_mut(vm);
                data.append(&mut b.behind);
                b.behind = data;
                return match other {
                    Err(raised) => Err(raised),
                    _ => Err(would_block(vm, 0)),
                };
            }
        }
    }
    Ok(())
}

/// Gives up what was read ahead: the raw position becomes the position that the user sees.
fn drop_ahead(vm: &mut Vm, file: &Ref<Buffered>) -> PyResult<()> {
    let b = file.get_mut(vm);
    let left = b.ahead.len() - b.at;
    b.ahead.clear();
    b.at = 0;
    if left > 0 {
        let raw = raw_of(vm, file)?;
        raw_seek(vm, &raw, -(left as i64), libc::SEEK_CUR)?;
    }
    Ok(())
}

/// Appends bytes to the stream.
pub fn write_bytes(vm: &mut Vm, file: &Ref<Buffered>, data: &[u8]) -> PyResult<()> {
    if file.get(vm).role == Role::Random {
        drop_ahead(vm, file)?;
    }
    let b = file.get_mut(vm);
    if b.behind.len() + data.len() <= b.size {
        if b.behind.try_reserve(data.len()).is_err() {
            return Err(vm.memory_error());
        }
        b.behind.extend_from_slice(data);
        return Ok(());
    }
    flush_writes(vm, file)?;
    let size = file.get(vm).size;
    if data.len() < size {
        file.get_mut(vm).behind.extend_from_slice(data);
        return Ok(());
    }
    let raw = raw_of(vm, file)?;
    let mut rest = data;
    while !rest.is_empty() && rest.len() >= size {
        match raw_write(vm, &raw, rest)? {
            Some(n) => rest = rest.get(n..).unwrap_or(&[]),
            None if rest.len() <= size => {
                file.get_mut(vm).behind.extend_from_slice(rest);
                return Ok(());
            }
            None => return Err(would_block(vm, data.len() - rest.len())),
        }
    }
    file.get_mut(vm).behind.extend_from_slice(rest);
    Ok(())
}

fn buffered_write(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    let data = bytes_like(vm, arg(args, 1))?;
    open_raw(vm, &file, "write to closed file")?;
    write_bytes(vm, &file, data.data())?;
    Ok(vm.int(data.data().len() as i64))
}

/// Fills the buffer by one raw read; false at the end (or when it would block).
fn fill(vm: &mut Vm, file: &Ref<Buffered>) -> PyResult<bool> {
    flush_writes(vm, file)?;
    let raw = raw_of(vm, file)?;
    let size = file.get(vm).size;
    let data = raw_read(vm, &raw, size)?.unwrap_or_default();
    let b = file.get_mut(vm);
    b.at = 0;
    b.ahead = data;
    Ok(!b.ahead.is_empty())
}

/// At most `size` bytes from what was read ahead.
fn take_ahead(vm: &mut Vm, file: &Ref<Buffered>, size: usize, out: &mut Vec<u8>) {
    let b = file.get_mut(vm);
    let end = b.ahead.len().min(b.at.saturating_add(size));
    out.extend_from_slice(b.ahead.get(b.at..end).unwrap_or(&[]));
    b.at = end;
}

/// What one read gives: bytes read ahead, or those of one raw read. Empty at the end.
pub fn read_chunk(vm: &mut Vm, file: &Ref<Buffered>, size: usize) -> PyResult<Vec<u8>> {
    open_raw(vm, file, "read of closed file")?;
    let b = file.get(vm);
    if b.at >= b.ahead.len() {
        flush_writes(vm, file)?;
        if size >= file.get(vm).size {
            let raw = raw_of(vm, file)?;
            return Ok(raw_read(vm, &raw, size)?.unwrap_or_default());
        }
        fill(vm, file)?;
    }
    let mut out = Vec::new();
    take_ahead(vm, file, size, &mut out);
    Ok(out)
}

/// Everything up to the end.
pub fn read_all(vm: &mut Vm, file: &Ref<Buffered>) -> PyResult<Vec<u8>> {
    let raw = open_raw(vm, file, "read of closed file")?;
    flush_writes(vm, file)?;
    let mut out = Vec::new();
    take_ahead(vm, file, usize::MAX, &mut out);
    if raw.downcast::<RawFile>().is_some() {
        read_to_end(vm, &raw, &mut out)?;
        return Ok(out);
    }
    loop {
        match raw_read(vm, &raw, DEFAULT_BUFFER_SIZE)? {
            Some(data) if !data.is_empty() => out.extend_from_slice(&data),
            _ => return Ok(out),
        }
        vm.poll()?;
    }
}

fn buffered_read(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    open_raw(vm, &file, "read of closed file")?;
    let size = arg(args, 1);
    if !size.is_none() && vm.int_value(size).is_some_and(|n| n < -1) {
        return Err(vm.value_error("read length must be non-negative or -1"));
    }
    let Some(size) = size_arg(vm, size)? else {
        let data = read_all(vm, &file)?;
        return vm.new_bytes(data);
    };
    let mut out = Vec::new();
    take_ahead(vm, &file, size, &mut out);
    while out.len() < size {
        let left = size - out.len();
        if left >= file.get(vm).size {
            flush_writes(vm, &file)?;
            let raw = raw_of(vm, &file)?;
            // A size is a wish: memory grows with what comes.
            match raw_read(vm, &raw, left.min(1 << 24))? {
                Some(data) if !data.is_empty() => out.extend_from_slice(&data),
                None if out.is_empty() => return Ok(Value::NONE),
                _ => break,
            }
        } else {
            if !fill(vm, &file)? {
                break;
            }
            take_ahead(vm, &file, left, &mut out);
        }
    }
    vm.new_bytes(out)
}

fn buffered_read1(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    let size = size_arg(vm, arg(args, 1))?.unwrap_or(file.get(vm).size);
    if size == 0 {
        return vm.new_bytes([]);
    }
    let data = read_chunk(vm, &file, size)?;
    vm.new_bytes(data)
}

fn buffered_peek(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    open_raw(vm, &file, "peek of closed file")?;
    if file.get(vm).at >= file.get(vm).ahead.len() {
        fill(vm, &file)?;
    }
    let b = file.get(vm);
    let ahead = b.ahead.get(b.at..).unwrap_or(&[]).to_vec();
    vm.new_bytes(ahead)
}

/// A line, its end included; cut at `limit` bytes. Empty at the end.
pub fn read_line(vm: &mut Vm, file: &Ref<Buffered>, limit: usize) -> PyResult<Vec<u8>> {
    open_raw(vm, file, "readline of closed file")?;
    let mut line = Vec::new();
    while line.len() < limit {
        let b = file.get(vm);
        if b.at >= b.ahead.len() && !fill(vm, file)? {
            break;
        }
        let b = file.get(vm);
        let ahead = b.ahead.get(b.at..).unwrap_or(&[]);
        let found = ahead.iter().position(|c| *c == b'\n').map(|i| i + 1);
        let want = found.unwrap_or(ahead.len()).min(limit - line.len());
        take_ahead(vm, file, want, &mut line);
        if line.last() == Some(&b'\n') {
            break;
        }
        vm.poll()?;
    }
    Ok(line)
}

fn buffered_readline(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    let limit = size_arg(vm, arg(args, 1))?.unwrap_or(usize::MAX);
    let line = read_line(vm, &file, limit)?;
    vm.new_bytes(line)
}

fn buffered_next(vm: &mut Vm, value: &Value) -> PyResult<Option<Value>> {
    let ty = vm.type_of(value).clone();
    if ty.get(vm).core.is_heap_type {
        return super::base::base_next(vm, value);
    }
    let file = this(vm, value)?.clone();
    let line = read_line(vm, &file, usize::MAX)?;
    Ok(if line.is_empty() { None } else { Some(vm.new_bytes(line)?) })
}

fn buffered_flush(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    open_raw(vm, &file, "flush of closed file")?;
    flush_writes(vm, &file)?;
    if file.get(vm).role == Role::Random {
        drop_ahead(vm, &file)?;
    }
    Ok(Value::NONE)
}

pub fn buffered_close(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    let Some(raw) = file.get(vm).raw.clone() else { return Err(vm.value_error("raw stream has been detached")) };
    if raw_closed(vm, &raw)? {
        return Ok(Value::NONE);
    }
    file.get_mut(vm).closing = true;
    let flushed = vm.call_method_str(arg(args, 0), "flush", &[]);
    let closed = vm.call_method_str(&raw, "close", &[]);
    file.get_mut(vm).behind.clear();
    flushed?;
    closed.map(|_| Value::NONE)
}

fn buffered_finalize(vm: &mut Vm, value: &Value) -> PyResult {
    let file = this(vm, value)?.clone();
    let raw = file.get(vm).raw.clone();
    file.get_mut(vm).closing = true;
    match raw {
        Some(raw) if !raw_closed(vm, &raw)? => {
            if super::raw::is_leaked(vm, &raw) {
                super::base::warn_unclosed(vm, value)?;
            }
            vm.call_method_str(value, "close", &[])
        }
        _ => Ok(Value::NONE),
    }
}

fn buffered_detach(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    raw_of(vm, &file)?;
    vm.call_method_str(arg(args, 0), "flush", &[])?;
    let raw = file.get_mut(vm).raw.take();
    Ok(raw.unwrap_or_default())
}

/// Moves the position. Within what was read ahead nothing is read again.
pub fn seek(vm: &mut Vm, file: &Ref<Buffered>, target: i64, whence: i32) -> PyResult<i64> {
    let raw = open_raw(vm, file, "seek of closed file")?;
    flush_writes(vm, file)?;
    let b = file.get(vm);
    let left = (b.ahead.len() - b.at) as i64;
    let target = if whence == libc::SEEK_CUR { target.saturating_sub(left) } else { target };
    let b = file.get_mut(vm);
    b.ahead.clear();
    b.at = 0;
    raw_seek(vm, &raw, target, whence)
}

fn buffered_seek(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    let target: i64 = vm.extract(arg(args, 1))?;
    let whence: i64 = vm.extract(arg(args, 2))?;
    if !(0..=4).contains(&whence) {
        return Err(vm.value_error(format!("whence value {whence} unsupported")));
    }
    let raw = open_raw(vm, &file, "seek of closed file")?;
    if raw.downcast::<RawFile>().is_none() && !call_bool(vm, &raw, "seekable")? {
        return Err(unsupported(vm, "File or stream is not seekable."));
    }
    let at = seek(vm, &file, target, whence as i32)?;
    Ok(vm.int(at))
}

/// The position that the user sees.
pub fn tell(vm: &mut Vm, file: &Ref<Buffered>) -> PyResult<i64> {
    let raw = open_raw(vm, file, "I/O operation on closed file")?;
    let at = raw_seek(vm, &raw, 0, libc::SEEK_CUR)?;
    let b = file.get(vm);
    Ok(at - (b.ahead.len() - b.at) as i64 + b.behind.len() as i64)
}

fn buffered_tell(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    let at = tell(vm, &file)?;
    Ok(vm.int(at))
}

fn buffered_truncate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    let raw = open_raw(vm, &file, "truncate of closed file")?;
    if file.get(vm).role == Role::Reader {
        return Err(unsupported(vm, "truncate"));
    }
    flush_writes(vm, &file)?;
    let size = if arg(args, 1).is_none() {
        let at = tell(vm, &file)?;
        vm.int(at)
    } else {
        arg(args, 1).clone()
    };
    vm.call_method_str(&raw, "truncate", &[size])
}

fn forward(vm: &mut Vm, args: &[Value], method: &str) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    let raw = raw_of(vm, &file)?;
    vm.call_method_str(&raw, method, &[])
}

fn buffered_fileno(vm: &mut Vm, args: &[Value]) -> PyResult {
    forward(vm, args, "fileno")
}

fn buffered_isatty(vm: &mut Vm, args: &[Value]) -> PyResult {
    forward(vm, args, "isatty")
}

fn buffered_readable(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    if file.get(vm).role == Role::Writer {
        super::base::check_closed(vm, arg(args, 0)).map(|()| Value::FALSE)
    } else {
        forward(vm, args, "readable")
    }
}

fn buffered_writable(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    if file.get(vm).role == Role::Reader {
        super::base::check_closed(vm, arg(args, 0)).map(|()| Value::FALSE)
    } else {
        forward(vm, args, "writable")
    }
}

fn buffered_seekable(vm: &mut Vm, args: &[Value]) -> PyResult {
    forward(vm, args, "seekable")
}

fn get_raw(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(this(vm, value)?.get(vm).raw.clone().unwrap_or_default())
}

fn get_closed(vm: &mut Vm, value: &Value) -> PyResult {
    let file = this(vm, value)?.clone();
    let raw = raw_of(vm, &file)?;
    Ok(Value::bool(raw_closed(vm, &raw)?))
}

fn get_name(vm: &mut Vm, value: &Value) -> PyResult {
    let raw = raw_of(vm, this(vm, value)?)?;
    vm.getattr_str(&raw, "name")
}

fn get_mode(vm: &mut Vm, value: &Value) -> PyResult {
    let raw = raw_of(vm, this(vm, value)?)?;
    vm.getattr_str(&raw, "mode")
}

fn buffered_repr(vm: &mut Vm, value: &Value) -> PyResult {
    let ty = vm.type_of(value).clone();
    let full = super::shown_name(vm, &ty);
    let name = vm.intern("name");
    let text = match vm.getattr_opt(value, &name) {
        Ok(Some(name)) => format!("<{full} name={}>", vm.repr_lossy(&name)?),
        _ => format!("<{full}>"),
    };
    vm.new_str(&text)
}
