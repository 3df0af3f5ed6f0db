//! `FileIO`: a file descriptor as an object.
//!
//! `unsafe` in the one function that the heap asks whether a dying object must be finalised.

use super::{arg, bytes_like, copy_into, retry, size_arg, unsupported};
use crate::gc::{Header, Kind, Payload, Ref, Trace, Value, Visitor};
use crate::host::fd;
use crate::native::build::{TypeBuilder, new_native_type};
use crate::object::slots::Args;
use crate::object::{Bytes, PyResult, Raised, Str, Type};
use crate::vm::Vm;

pub struct RawFile {
    /// -1 when closed.
    pub fd: i32,
    pub close_fd: bool,
    pub readable: bool,
    pub writable: bool,
    pub created: bool,
    pub appending: bool,
    /// Known once asked for.
    pub seekable: Option<bool>,
    pub name: Value,
}

impl Trace for RawFile {
    fn trace(&self, visit: &mut Visitor<'_>) {
        self.name.trace(visit);
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        self.name.take(out);
    }
}

impl Payload for RawFile {
    const KIND: Kind = Kind::Other;
    const NAME: &'static str = "FileIO";
    const TRACKED: bool = true;
    const NEEDS_FINALIZER: Option<unsafe fn(*mut Header) -> bool> = Some(needs_warning);
}

/// A file that nobody closed is worth a warning.
unsafe fn needs_warning(header: *mut Header) -> bool {
    // SAFETY: called by the heap with an object of this layout.
    let file = unsafe { &*(header.add(1) as *const RawFile) };
    file.fd >= 0 && file.close_fd
}

impl Drop for RawFile {
    fn drop(&mut self) {
        if self.fd >= 0 && self.close_fd {
            // Nobody is left to hear of an error.
            let _ = fd::close(self.fd);
        }
    }
}

pub fn make(vm: &mut Vm, base: &Ref<Type>) -> Ref<Type> {
    let ty = new_native_type::<RawFile>(vm, "FileIO", "_io", Some(base));
    TypeBuilder::new(vm, &ty)
        .doc("Open a file.")
        .signature("(file, mode='r', closefd=True, opener=None)")
        .with_dict()
        .weakrefable()
        .slots(|s| {
            s.new = Some(file_new);
            s.init = Some(file_init);
            s.repr = Some(file_repr);
            s.finalize = Some(file_finalize);
        })
        .getset("closed", get_closed, None, "True if the file is closed")
        .getset("closefd", get_closefd, None, "True if the file descriptor will be closed by close().")
        .getset("mode", get_mode, None, "String giving the file mode")
        .getset("name", get_name, Some(set_name), "")
        .method("read(self, size=-1, /)", file_read, "Read at most size bytes, returned as bytes.")
        .method("readall(self, /)", file_readall, "Read all data from the file, returned as bytes.")
        .method("readinto(self, buffer, /)", file_readinto, "Same as RawIOBase.readinto().")
        .method("write(self, b, /)", file_write, "Write buffer b to file, return number of bytes written.")
        .method("seek(self, pos, whence=0, /)", file_seek, "Move to new file position and return the file position.")
        .method("tell(self, /)", file_tell, "Current file position.")
        .method("truncate(self, size=None, /)", file_truncate, "Truncate the file to at most size bytes.")
        .method("__getstate__(self, /)", super::base::base_getstate, "")
        .method("close(self, /)", file_close, "Close the file.")
        .method("fileno(self, /)", file_fileno, "Return the underlying file descriptor (an integer).")
        .method("isatty(self, /)", file_isatty, "True if the file is connected to a TTY device.")
        .method("readable(self, /)", file_readable, "True if file was opened in a read mode.")
        .method("writable(self, /)", file_writable, "True if file was opened in a write mode.")
        .method("seekable(self, /)", file_seekable, "True if file supports random-access.")
        .ready()
}

pub fn raw_file<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Ref<RawFile>> {
    match value.downcast::<RawFile>() {
        Some(file) => Ok(file),
        None => Err(vm.type_error("FileIO object required")),
    }
}

/// The descriptor of an open file, or ValueError.
pub fn open_fd(vm: &Vm, value: &Value) -> PyResult<i32> {
    let fd = raw_file(vm, value)?.get(vm).fd;
    if fd < 0 { Err(vm.value_error("I/O operation on closed file")) } else { Ok(fd) }
}

fn closed_file() -> RawFile {
    RawFile {
        fd: -1,
        close_fd: true,
        readable: false,
        writable: false,
        created: false,
        appending: false,
        seekable: None,
        name: Value::UNSET,
    }
}

fn file_new(vm: &mut Vm, class: &Ref<Type>, _args: Args<'_>) -> PyResult {
    Ok(vm.alloc(class, closed_file())?.into_value())
}

fn file_init(vm: &mut Vm, value: &Value, args: Args<'_>) -> PyResult<()> {
    let names = ["file", "mode", "closefd", "opener"];
    let mut given = [const { Value::UNSET }; 4];
    for (slot, v) in given.iter_mut().zip(args.pos()) {
        *slot = v.clone();
    }
    for (key, v) in args.keywords() {
        let key = key.downcast::<Str>().map(|k| k.to_lossy().into_owned()).unwrap_or_default();
        match names.iter().position(|n| *n == key).and_then(|i| given.get_mut(i)) {
            Some(slot) => *slot = v.clone(),
            None => return Err(vm.type_error(format!("FileIO() got an unexpected keyword argument '{key}'"))),
        }
    }
    let [file, mode, close_fd, opener] = given;
    if file.is_unset() {
        return Err(vm.type_error("FileIO() missing required argument 'file' (pos 1)"));
    }
    let mode = match mode.downcast::<Str>() {
        Some(mode) => mode.to_lossy().into_owned(),
        None => "r".to_owned(),
    };
    let close_fd = close_fd.is_unset() || vm.truthy(&close_fd)?;
    let opener = if opener.is_unset() { Value::NONE } else { opener };
    let opened = open_raw(vm, &file, &mode, close_fd, &opener)?;
    let this = raw_file(vm, value)?;
    let old = std::mem::replace(this.get_mut(vm), opened);
    drop(old);
    Ok(())
}

/// Opens a path or takes a descriptor over.
pub fn open_raw(vm: &mut Vm, file: &Value, mode: &str, close_fd: bool, opener: &Value) -> PyResult<RawFile> {
    let mut raw = closed_file();
    raw.close_fd = close_fd;
    let mut flags = 0;
    let kinds = mode.chars().filter(|c| matches!(c, 'r' | 'w' | 'a' | 'x')).count();
    if kinds != 1 || mode.matches('+').count() > 1 {
        return Err(vm.value_error("Must have exactly one of create/read/write/append mode and at most one plus"));
    }
    if let Some(c) = mode.chars().find(|c| !matches!(c, 'r' | 'w' | 'a' | 'x' | '+' | 'b')) {
        let _ = c;
        return Err(vm.value_error(format!("invalid mode: {mode}")));
    }
    for c in mode.chars() {
        match c {
            'r' => raw.readable = true,
            'w' => {
                raw.writable = true;
                flags |= libc::O_CREAT | libc::O_TRUNC;
            }
            'x' => {
                raw.writable = true;
                raw.created = true;
                flags |= libc::O_CREAT | libc::O_EXCL;
            }
            'a' => {
                raw.writable = true;
                raw.appending = true;
                flags |= libc::O_CREAT | libc::O_APPEND;
            }
            '+' => {
                raw.readable = true;
                raw.writable = true;
            }
            _ => {}
        }
    }
    flags |= match (raw.readable, raw.writable) {
        (true, true) => libc::O_RDWR,
        (true, false) => libc::O_RDONLY,
        _ => libc::O_WRONLY,
    };
    if vm.type_of(file).get(vm).slots.index.is_some() {
        let number: i64 = vm.extract(file)?;
        let Ok(number) = i32::try_from(number) else {
            return Err(vm.overflow_error("Python int too large to convert to C int"));
        };
        if number < 0 {
            return Err(vm.value_error("negative file descriptor"));
        }
        if file.as_bool().is_some() {
            let category = vm.exc.RuntimeWarning.clone();
            vm.warn(&category, "bool is used as a file descriptor")?;
        }
        raw.fd = number;
        raw.name = file.clone();
        let status = fd::status(number).map_err(|e| {
            let e = vm.os_error(&e, None);
            raw.fd = -1;
            e
        })?;
        if status.is_dir {
            raw.fd = -1;
            return Err(vm.os_error(&std::io::Error::from_raw_os_error(libc::EISDIR), Some(file.clone())));
        }
    } else {
        if !close_fd {
            return Err(vm.value_error("Cannot use closefd=False with file name"));
        }
        let path = vm.fs_path(file)?;
        raw.fd = if opener.is_none() {
            let bytes = path_bytes(vm, &path)?;
            match retry(vm, || fd::open(&bytes, flags, 0o666))? {
                Ok(fd) => fd,
                Err(e) => return Err(vm.os_error(&e, Some(file.clone()))),
            }
        } else {
            let flags = vm.int((flags | libc::O_CLOEXEC) as i64);
            let made = vm.call(opener, &[file.clone(), flags])?;
            let Some(number) = vm.int_value(&made) else {
                return Err(vm.type_error("expected integer from opener"));
            };
            match i32::try_from(number) {
                Ok(fd) if fd >= 0 => fd,
                _ => return Err(vm.value_error(format!("opener returned {number}"))),
            }
        };
        raw.name = file.clone();
        if fd::status(raw.fd).is_ok_and(|s| s.is_dir) {
            return Err(vm.os_error(&std::io::Error::from_raw_os_error(libc::EISDIR), Some(file.clone())));
        }
    }
    if raw.appending {
        let _ = fd::seek(raw.fd, 0, libc::SEEK_END);
    }
    Ok(raw)
}

/// A path as the system wants it: escaped bytes back as they were.
pub fn path_bytes(vm: &mut Vm, path: &Value) -> PyResult<Vec<u8>> {
    let bytes = match path.downcast::<Bytes>() {
        Some(bytes) => bytes.data().to_vec(),
        None => match path.downcast::<Str>() {
            Some(text) => match text.as_str() {
                Some(text) => text.as_bytes().to_vec(),
                None => {
                    let mut out = Vec::with_capacity(text.byte_len());
                    for point in text.code_points() {
                        match point {
                            0xdc80..=0xdcff => out.push((point - 0xdc00) as u8),
                            _ => crate::object::str::push_code_point(&mut out, point),
                        }
                    }
                    out
                }
            },
            None => Vec::new(),
        },
    };
    if bytes.contains(&0) {
        return Err(vm.value_error("embedded null byte"));
    }
    Ok(bytes)
}

fn file_finalize(vm: &mut Vm, value: &Value) -> PyResult {
    let file = raw_file(vm, value)?.get(vm);
    if file.fd >= 0 && file.close_fd {
        super::base::warn_unclosed(vm, value)?;
        return vm.call_method_str(value, "close", &[]);
    }
    Ok(Value::NONE)
}

/// Whether a stream's descriptor is open and its own, so that leaving it open is a leak.
pub fn is_leaked(vm: &Vm, raw: &Value) -> bool {
    raw.downcast::<RawFile>().is_some_and(|f| {
        let f = f.get(vm);
        f.fd >= 0 && f.close_fd
    })
}

fn mode_text(raw: &RawFile) -> &'static str {
    match (raw.created, raw.appending, raw.readable, raw.writable) {
        (true, _, true, _) => "xb+",
        (true, _, false, _) => "xb",
        (_, true, true, _) => "ab+",
        (_, true, false, _) => "ab",
        (_, _, true, true) => "rb+",
        (_, _, true, false) => "rb",
        _ => "wb",
    }
}

fn file_repr(vm: &mut Vm, value: &Value) -> PyResult {
    let (fd, mode, close_fd, name) = {
        let raw = raw_file(vm, value)?.get(vm);
        (raw.fd, mode_text(raw), raw.close_fd, raw.name.clone())
    };
    let ty = vm.type_of(value).clone();
    let full = super::shown_name(vm, &ty);
    if fd < 0 {
        return vm.new_str(&format!("<{full} [closed]>"));
    }
    let close_fd = if close_fd { "True" } else { "False" };
    let text = if name.is_unset() {
        format!("<{full} fd={fd} mode='{mode}' closefd={close_fd}>")
    } else {
        let name = vm.repr_lossy(&name)?;
        format!("<{full} name={name} mode='{mode}' closefd={close_fd}>")
    };
    vm.new_str(&text)
}

fn get_closed(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(Value::bool(raw_file(vm, value)?.get(vm).fd < 0))
}

fn get_closefd(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(Value::bool(raw_file(vm, value)?.get(vm).close_fd))
}

fn get_mode(vm: &mut Vm, value: &Value) -> PyResult {
    let mode = mode_text(raw_file(vm, value)?.get(vm));
    vm.new_str(mode)
}

fn get_name(vm: &mut Vm, value: &Value) -> PyResult {
    let name = raw_file(vm, value)?.get(vm).name.clone();
    if name.is_unset() {
        return Err(vm.attribute_error("'FileIO' object has no attribute 'name'"));
    }
    Ok(name)
}

fn set_name(vm: &mut Vm, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let file = raw_file(vm, value)?;
    let old = std::mem::replace(&mut file.get_mut(vm).name, new.cloned().unwrap_or(Value::UNSET));
    drop(old);
    Ok(())
}

fn need(vm: &mut Vm, value: &Value, reading: bool) -> PyResult<i32> {
    let fd = open_fd(vm, value)?;
    let raw = raw_file(vm, value)?.get(vm);
    let able = if reading { raw.readable } else { raw.writable };
    if able {
        return Ok(fd);
    }
    Err(unsupported(vm, if reading { "File not open for reading" } else { "File not open for writing" }))
}

/// Reads once; `None` when the descriptor would block.
pub fn read_once(vm: &mut Vm, value: &Value, buffer: &mut [u8]) -> PyResult<Option<usize>> {
    let fd = need(vm, value, true)?;
    // A signal that came before the call would not interrupt it.
    vm.poll()?;
    match retry(vm, || fd::read(fd, buffer))? {
        Ok(n) => Ok(Some(n)),
        Err(e) if e.kind() == std::io::ErrorKind::WouldBlock => Ok(None),
        Err(e) => Err(vm.os_error(&e, None)),
    }
}

/// Writes once; `None` when the descriptor would block.
pub fn write_once(vm: &mut Vm, value: &Value, data: &[u8]) -> PyResult<Option<usize>> {
    let fd = need(vm, value, false)?;
    match retry(vm, || fd::write(fd, data))? {
        Ok(n) => Ok(Some(n)),
        Err(e) if e.kind() == std::io::ErrorKind::WouldBlock => Ok(None),
        Err(e) => Err(vm.os_error(&e, None)),
    }
}

/// Appends everything to the end of file; false if it would have blocked before anything came.
pub fn read_to_end(vm: &mut Vm, value: &Value, out: &mut Vec<u8>) -> PyResult<bool> {
    let fd = need(vm, value, true)?;
    let left = match (fd::status(fd), fd::seek(fd, 0, libc::SEEK_CUR)) {
        (Ok(status), Ok(at)) if status.size > at => (status.size - at) as usize,
        _ => 0,
    };
    // One byte more shows the end without another growth; what the file says of its size is a hint only.
    let mut step = left.min(1 << 30) + 1;
    let start = out.len();
    loop {
        step = step.max(8192);
        let filled = out.len();
        if out.try_reserve(step).is_err() {
            return Err(vm.memory_error());
        }
        out.resize(filled + step, 0);
        let got = read_once(vm, value, out.get_mut(filled..).unwrap_or(&mut []));
        let n = match &got {
            Ok(Some(n)) => *n,
            _ => 0,
        };
        out.truncate(filled + n);
        match got? {
            None => return Ok(out.len() > start),
            Some(0) => return Ok(true),
            Some(_) => {}
        }
        step = (out.len() - start).min(1 << 24);
    }
}

fn file_read(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = arg(args, 0);
    let Some(size) = size_arg(vm, arg(args, 1))? else { return file_readall(vm, args) };
    let mut buffer = zeroed(vm, size)?;
    match read_once(vm, value, &mut buffer)? {
        Some(n) => {
            buffer.truncate(n);
            vm.new_bytes(buffer)
        }
        None => Ok(Value::NONE),
    }
}

/// Memory for `size` bytes, or MemoryError.
pub fn zeroed(vm: &Vm, size: usize) -> PyResult<Vec<u8>> {
    let mut buffer = Vec::new();
    if buffer.try_reserve_exact(size).is_err() {
        return Err(vm.memory_error());
    }
    buffer.resize(size, 0);
    Ok(buffer)
}

fn file_readall(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut data = Vec::new();
    if read_to_end(vm, arg(args, 0), &mut data)? { vm.new_bytes(data) } else { Ok(Value::NONE) }
}

fn file_readinto(vm: &mut Vm, args: &[Value]) -> PyResult {
    let size = vm.len(arg(args, 1))?;
    let mut buffer = zeroed(vm, size)?;
    match read_once(vm, arg(args, 0), &mut buffer)? {
        Some(n) => copy_into(vm, arg(args, 1), buffer.get(..n).unwrap_or(&[])),
        None => Ok(Value::NONE),
    }
}

fn file_write(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = bytes_like(vm, arg(args, 1))?;
    match write_once(vm, arg(args, 0), data.data())? {
        Some(n) => Ok(vm.int(n as i64)),
        None => Ok(Value::NONE),
    }
}

/// Moves the position of a raw file.
pub fn seek_to(vm: &mut Vm, value: &Value, offset: i64, whence: i32) -> PyResult<i64> {
    let fd = open_fd(vm, value)?;
    fd::seek(fd, offset, whence).map_err(|e| vm.os_error(&e, None))
}

fn file_seek(vm: &mut Vm, args: &[Value]) -> PyResult {
    let offset: i64 = vm.extract(arg(args, 1))?;
    let whence: i64 = vm.extract(arg(args, 2))?;
    let at = seek_to(vm, arg(args, 0), offset, whence as i32)?;
    Ok(vm.int(at))
}

fn file_tell(vm: &mut Vm, args: &[Value]) -> PyResult {
    let at = seek_to(vm, arg(args, 0), 0, libc::SEEK_CUR)?;
    Ok(vm.int(at))
}

fn file_truncate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = need(vm, arg(args, 0), false)?;
    let size = match arg(args, 1) {
        none if none.is_none() => seek_to(vm, arg(args, 0), 0, libc::SEEK_CUR)?,
        size => vm.extract(size)?,
    };
    fd::truncate(fd, size).map_err(|e| vm.os_error(&e, None))?;
    Ok(vm.int(size))
}

/// Closes the descriptor, unless it belongs to somebody else.
pub fn file_close(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = raw_file(vm, arg(args, 0))?.get_mut(vm);
    let fd = std::mem::replace(&mut file.fd, -1);
    let owned = file.close_fd;
    if fd >= 0 && owned {
        fd::close(fd).map_err(|e| vm.os_error(&e, None))?;
    }
    Ok(Value::NONE)
}

fn file_fileno(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = open_fd(vm, arg(args, 0))?;
    Ok(vm.int(fd as i64))
}

fn file_isatty(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(fd::is_tty(open_fd(vm, arg(args, 0))?)))
}

fn file_readable(vm: &mut Vm, args: &[Value]) -> PyResult {
    open_fd(vm, arg(args, 0))?;
    Ok(Value::bool(raw_file(vm, arg(args, 0))?.get(vm).readable))
}

fn file_writable(vm: &mut Vm, args: &[Value]) -> PyResult {
    open_fd(vm, arg(args, 0))?;
    Ok(Value::bool(raw_file(vm, arg(args, 0))?.get(vm).writable))
}

fn file_seekable(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = open_fd(vm, arg(args, 0))?;
    let file = raw_file(vm, arg(args, 0))?;
    let known = file.get(vm).seekable;
    let seekable = known.unwrap_or_else(|| fd::seek(fd, 0, libc::SEEK_CUR).is_ok());
    file.get_mut(vm).seekable = Some(seekable);
    Ok(Value::bool(seekable))
}

/// A raw file over a descriptor, for standard streams.
pub fn from_fd(fd: i32, name: Value, writable: bool) -> RawFile {
    let mut raw = closed_file();
    raw.fd = fd;
    raw.close_fd = false;
    raw.readable = !writable;
    raw.writable = writable;
    raw.name = name;
    raw
}

/// The OSError of a write that was cut short.
pub fn would_block(vm: &mut Vm, written: usize) -> Raised {
    let class = vm.exc.BlockingIOError.to_value();
    let made = vm.new_str("write could not complete without blocking").and_then(|text| {
        let args = [vm.int(libc::EAGAIN as i64), text, vm.int(written as i64)];
        let made = vm.call(&class, &args)?;
        vm.make_exception(&made)
    });
    match made {
        Ok(exception) => Raised(exception),
        Err(raised) => raised,
    }
}
