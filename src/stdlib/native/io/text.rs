//! `TextIOWrapper`: text over a buffered binary stream, with encoding, line ends and line buffering.
//!
//! Text written is encoded at once and kept in `pending`; text read is decoded a chunk at a time into `text`. The one
//! `unsafe` function is the heap's question whether an object has to be finalised, answered from the payload itself.

use super::buffered::{self, Buffered};
use super::codec::{self, Codec};
use super::{arg, is_closed, size_arg, unsupported};
use crate::gc::{Header, Kind, Payload, Ref, Trace, Value, Visitor};
use crate::native::build::{TypeBuilder, new_native_type};
use crate::object::slots::Args;
use crate::object::str::wtf8_width;
use crate::object::{Bytes, PyResult, Str, Type};
use crate::vm::Vm;

/// Bytes taken from the buffer at a time, and the most that waits for writing.
const CHUNK: usize = 8192;

/// The `newline` argument.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Newline {
    /// None: all line ends are read as `\n`.
    Universal,
    /// `''`: all line ends end lines, none is changed.
    Keep,
    Lf,
    Cr,
    CrLf,
}

impl Newline {
    pub fn parse(vm: &mut Vm, value: &Value, function: &str) -> PyResult<Newline> {
        if value.is_none() || value.is_unset() {
            return Ok(Newline::Universal);
        }
        let Some(text) = value.downcast::<Str>() else {
            let ty = vm.type_name(value);
            return Err(vm.type_error(match function {
                "StringIO" => format!("newline must be str or None, not {ty}"),
                _ => format!("{function}() argument 'newline' must be str or None, not {ty}"),
            }));
        };
        Ok(match text.bytes() {
            b"" => Newline::Keep,
            b"\n" => Newline::Lf,
            b"\r" => Newline::Cr,
            b"\r\n" => Newline::CrLf,
            _ => {
                let shown = if function != "StringIO" { text.to_lossy().into_owned() } else { vm.repr_lossy(value)? };
                return Err(vm.value_error(format!("illegal newline value: {shown}")));
            }
        })
    }

    /// Length of the first line in decoded text, its end included. `None`: no line end yet.
    pub fn line_length(self, text: &[u8], at_end: bool) -> Option<usize> {
        let find = |c: u8| memchr::memchr(c, text);
        match self {
            Newline::Universal | Newline::Lf => find(b'\n').map(|i| i + 1),
            Newline::Cr => find(b'\r').map(|i| i + 1),
            Newline::CrLf => memchr::memmem::find(text, b"\r\n").map(|i| i + 2),
            Newline::Keep => {
                let i = memchr::memchr2(b'\n', b'\r', text)?;
                if text.get(i) == Some(&b'\n') {
                    return Some(i + 1);
                }
                match text.get(i + 1) {
                    Some(b'\n') => Some(i + 2),
                    Some(_) => Some(i + 1),
                    None => at_end.then_some(i + 1),
                }
            }
        }
    }
}

/// Replaces line ends by `\n` for universal newlines; notes which kinds were seen (1 `\n`, 2 `\r`, 4 `\r\n`).
pub fn translate(text: Vec<u8>, newline: Newline, seen: &mut u8) -> Vec<u8> {
    if !matches!(newline, Newline::Universal | Newline::Keep) {
        return text;
    }
    if memchr::memchr(b'\r', &text).is_none() {
        if memchr::memchr(b'\n', &text).is_some() {
            *seen |= 1;
        }
        return text;
    }
    let mut out = Vec::with_capacity(text.len());
    let mut i = 0;
    while let Some(b) = text.get(i) {
        i += 1;
        match b {
            b'\r' if text.get(i) == Some(&b'\n') => {
                *seen |= 4;
                i += 1;
                out.push(b'\n');
            }
            b'\r' => {
                *seen |= 2;
                out.push(b'\n');
            }
            b'\n' => {
                *seen |= 1;
                out.push(b'\n');
            }
            b => out.push(*b),
        }
    }
    if newline == Newline::Keep { text } else { out }
}

/// The `newlines` attribute.
pub fn seen_newlines(vm: &mut Vm, seen: u8) -> PyResult {
    let all = [(1, "\n"), (2, "\r"), (4, "\r\n")];
    // CPython lists them in the order \r, \n, \r\n.
    let order = [all[1], all[0], all[2]];
    let mut found = Vec::new();
    for (bit, text) in order {
        if seen & bit != 0 {
            found.push(vm.new_str(text)?);
        }
    }
    match found.len() {
        0 => Ok(Value::NONE),
        1 => Ok(found.pop().unwrap_or_default()),
        _ => vm.new_tuple(found),
    }
}

pub struct TextFile {
    /// None before `__init__` and after `detach`.
    pub buffer: Option<Value>,
    codec: Codec,
    encoding: Value,
    errors: Value,
    newline: Newline,
    line_buffering: bool,
    write_through: bool,
    /// Encoded text on its way to the buffer.
    pending: Vec<u8>,
    /// Decoded text; what comes before `at` has been given out.
    text: Vec<u8>,
    at: usize,
    /// Bytes of an incomplete character.
    undecoded: Vec<u8>,
    /// A `\r` at the end of a chunk, which may be half of `\r\n`.
    held_cr: bool,
    seen: u8,
    at_end: bool,
    /// The bytes that `text` was made of (and those not decoded yet), for `tell`.
    chunk: Vec<u8>,
    /// `next()` was called: `tell` is refused, as positions may be wrong.
    iterating: bool,
    pub mode: Option<Value>,
    closing: bool,
}

impl Trace for TextFile {
    fn trace(&self, visit: &mut Visitor<'_>) {
        self.buffer.trace(visit);
        self.mode.trace(visit);
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        Trace::take(&mut self.buffer, out);
        Trace::take(&mut self.mode, out);
    }
}

impl Payload for TextFile {
    const KIND: Kind = Kind::Other;
    const NAME: &'static str = "TextIOWrapper";
    const TRACKED: bool = true;
    const NEEDS_FINALIZER: Option<unsafe fn(*mut Header) -> bool> = Some(needs_close);
}

unsafe fn needs_close(header: *mut Header) -> bool {
    // SAFETY: called by the heap with an object of this layout.
    let file = unsafe { &*(header.add(1) as *const TextFile) };
    !file.closing && file.buffer.is_some()
}

pub fn make(vm: &mut Vm, base: &Ref<Type>) -> Ref<Type> {
    let ty = new_native_type::<TextFile>(vm, "TextIOWrapper", "_io", Some(base));
    TypeBuilder::new(vm, &ty)
        .doc("Character and line based layer over a BufferedIOBase object, buffer.")
        .signature("(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)")
        .with_dict()
        .weakrefable()
        .slots(|s| {
            s.new = Some(text_new);
            s.init = Some(text_init);
            s.repr = Some(text_repr);
            s.finalize = Some(text_finalize);
            s.iter = Some(super::base::base_iter);
            s.iternext = Some(text_next);
        })
        .getset("buffer", get_buffer, None, "")
        .getset("encoding", get_encoding, None, "")
        .getset("errors", get_errors, None, "")
        .getset("newlines", get_newlines, None, "")
        .getset("line_buffering", get_line_buffering, None, "")
        .getset("write_through", get_write_through, None, "")
        .getset("closed", get_closed, None, "")
        .getset("name", get_name, None, "")
        .getset("mode", get_mode, Some(set_mode), "")
        .method("write(self, text, /)", text_write, "Write string s to stream.")
        .method("read(self, size=-1, /)", text_read, "Read at most size characters from stream.")
        .method("readline(self, size=-1, /)", text_readline, "Read until newline or EOF.")
        .method("flush(self, /)", text_flush, "")
        .method("__getstate__(self, /)", super::base::base_getstate, "")
        .method("close(self, /)", text_close, "")
        .method("detach(self, /)", text_detach, "Separate the underlying buffer from the TextIOBase and return it.")
        .method("fileno(self, /)", text_fileno, "")
        .method("isatty(self, /)", text_isatty, "")
        .method("readable(self, /)", text_readable, "")
        .method("writable(self, /)", text_writable, "")
        .method("seekable(self, /)", text_seekable, "")
        .method("seek(self, cookie, whence=0, /)", text_seek, "Set the stream position, and return the new stream position.")
        .method("tell(self, /)", text_tell, "Return the stream position as an opaque number.")
        .method("truncate(self, pos=None, /)", text_truncate, "")
        .method(
            "reconfigure(self, *, encoding=None, errors=None, newline=<unrepresentable>, line_buffering=None, write_through=None)",
            text_reconfigure,
            "Reconfigure the text stream with new parameters.",
        )
        .ready()
}

fn empty() -> TextFile {
    TextFile {
        buffer: None,
        codec: Codec::Utf8,
        encoding: Value::NONE,
        errors: Value::NONE,
        newline: Newline::Universal,
        line_buffering: false,
        write_through: false,
        pending: Vec::new(),
        text: Vec::new(),
        at: 0,
        undecoded: Vec::new(),
        held_cr: false,
        seen: 0,
        at_end: false,
        chunk: Vec::new(),
        iterating: false,
        mode: None,
        closing: false,
    }
}

/// How a text stream treats its bytes.
pub struct TextOptions {
    pub encoding: String,
    pub errors: String,
    pub newline: Newline,
    pub line_buffering: bool,
    pub write_through: bool,
}

/// A text stream over a buffer.
pub fn new_text(vm: &mut Vm, ty: &Ref<Type>, buffer: Value, options: &TextOptions, mode: Option<&str>) -> PyResult {
    let mut file = empty();
    apply(vm, &mut file, options)?;
    file.buffer = Some(buffer);
    file.mode = match mode {
        Some(mode) => Some(vm.new_str(mode)?),
        None => None,
    };
    Ok(vm.alloc(ty, file)?.into_value())
}

fn apply(vm: &mut Vm, file: &mut TextFile, options: &TextOptions) -> PyResult<()> {
    file.codec = Codec::of(&options.encoding);
    file.encoding = vm.new_str(&options.encoding)?;
    file.errors = vm.new_str(&options.errors)?;
    file.newline = options.newline;
    file.line_buffering = options.line_buffering;
    file.write_through = options.write_through;
    if file.codec == Codec::Other {
        // LookupError for an encoding that nobody knows.
        let probe = vm.new_str("")?;
        vm.call_method_str(&probe, "encode", std::slice::from_ref(&file.encoding))?;
    }
    Ok(())
}

fn text_new(vm: &mut Vm, class: &Ref<Type>, _args: Args<'_>) -> PyResult {
    Ok(vm.alloc(class, empty())?.into_value())
}

fn text_init(vm: &mut Vm, value: &Value, args: Args<'_>) -> PyResult<()> {
    const NAMES: [&str; 6] = ["buffer", "encoding", "errors", "newline", "line_buffering", "write_through"];
    let mut given = [const { Value::UNSET }; 6];
    for (slot, v) in given.iter_mut().zip(args.pos()) {
        *slot = v.clone();
    }
    for (key, v) in args.keywords() {
        let key = key.downcast::<Str>().map(|k| k.to_lossy().into_owned()).unwrap_or_default();
        match NAMES.iter().position(|n| *n == key).and_then(|i| given.get_mut(i)) {
            Some(slot) => *slot = v.clone(),
            None => return Err(vm.type_error(format!("TextIOWrapper() got an unexpected keyword argument '{key}'"))),
        }
    }
    let [buffer, encoding, errors, newline, line_buffering, write_through] = given;
    if buffer.is_unset() {
        return Err(vm.type_error("TextIOWrapper() missing required argument 'buffer' (pos 1)"));
    }
    let options = TextOptions {
        encoding: encoding_name(vm, &encoding)?,
        errors: errors_name(vm, &errors)?,
        newline: Newline::parse(vm, &newline, "TextIOWrapper")?,
        line_buffering: !line_buffering.is_unset() && vm.truthy(&line_buffering)?,
        write_through: !write_through.is_unset() && vm.truthy(&write_through)?,
    };
    let mut file = empty();
    apply(vm, &mut file, &options)?;
    file.buffer = Some(buffer);
    let this = this(vm, value)?;
    let old = std::mem::replace(this.get_mut(vm), file);
    drop(old);
    Ok(())
}

/// The encoding argument; UTF-8 when left out.
pub fn encoding_name(vm: &mut Vm, value: &Value) -> PyResult<String> {
    if value.is_none() || value.is_unset() {
        return Ok("UTF-8".to_owned());
    }
    match value.downcast::<Str>() {
        Some(name) if name.bytes() == b"locale" => Ok("UTF-8".to_owned()),
        Some(name) => Ok(name.to_lossy().into_owned()),
        None => {
            let ty = vm.type_name(value);
            Err(vm.type_error(format!("TextIOWrapper() argument 'encoding' must be str or None, not {ty}")))
        }
    }
}

pub fn errors_name(vm: &mut Vm, value: &Value) -> PyResult<String> {
    if value.is_none() || value.is_unset() {
        return Ok("strict".to_owned());
    }
    match value.downcast::<Str>() {
        Some(name) => Ok(name.to_lossy().into_owned()),
        None => {
            let ty = vm.type_name(value);
            Err(vm.type_error(format!("TextIOWrapper() argument 'errors' must be str or None, not {ty}")))
        }
    }
}

fn this<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Ref<TextFile>> {
    match value.downcast::<TextFile>() {
        Some(file) => Ok(file),
        None => Err(vm.type_error("TextIOWrapper object required")),
    }
}

fn buffer_of(vm: &Vm, file: &Ref<TextFile>) -> PyResult<Value> {
    match file.get(vm).buffer.clone() {
        Some(buffer) => Ok(buffer),
        None if file.get(vm).encoding.is_none() => Err(vm.value_error("I/O operation on uninitialized object")),
        None => Err(vm.value_error("underlying buffer has been detached")),
    }
}

fn buffer_closed(vm: &mut Vm, buffer: &Value) -> PyResult<bool> {
    if let Some(b) = buffer.downcast::<Buffered>()
        && let Some(raw) = b.get(vm).raw.as_ref().and_then(|r| r.downcast::<super::raw::RawFile>())
    {
        return Ok(raw.get(vm).fd < 0);
    }
    is_closed(vm, buffer)
}

/// The buffer, or ValueError if it is closed.
fn open_buffer(vm: &mut Vm, file: &Ref<TextFile>) -> PyResult {
    let buffer = buffer_of(vm, file)?;
    if buffer_closed(vm, &buffer)? { Err(vm.value_error("I/O operation on closed file.")) } else { Ok(buffer) }
}

/// Hands encoded text over to the buffer.
fn drain(vm: &mut Vm, file: &Ref<TextFile>) -> PyResult<()> {
    if file.get(vm).pending.is_empty() {
        return Ok(());
    }
    let buffer = buffer_of(vm, file)?;
    let data = std::mem::take(&mut file.get_mut(vm).pending);
    if let Some(b) = buffer.downcast::<Buffered>() {
        return buffered::write_bytes(vm, b, &data);
    }
    let data = vm.new_bytes(data)?;
    vm.call_method_str(&buffer, "write", &[data]).map(drop)
}

/// Hands everything over and flushes the buffer.
pub fn flush(vm: &mut Vm, file: &Ref<TextFile>) -> PyResult<()> {
    drain(vm, file)?;
    let buffer = buffer_of(vm, file)?;
    match buffer.downcast::<Buffered>() {
        Some(b) => buffered::flush_writes(vm, b),
        None => vm.call_method_str(&buffer, "flush", &[]).map(drop),
    }
}

/// Writes WTF-8 text: the way of `print`.
pub fn write_bytes(vm: &mut Vm, file: &Ref<TextFile>, data: &[u8]) -> PyResult<()> {
    let f = file.get(vm);
    let simple = match f.codec {
        Codec::Utf8 => std::str::from_utf8(data).is_ok(),
        Codec::Ascii | Codec::Latin1 => data.is_ascii(),
        Codec::Other => false,
    };
    if !simple || matches!(f.newline, Newline::Cr | Newline::CrLf) {
        let text = vm.new_str_wtf8(data)?;
        return match text.into_ref::<Str>() {
            Ok(text) => write(vm, file, &text),
            Err(_) => Ok(()),
        };
    }
    check_writable(vm, file)?;
    let f = file.get_mut(vm);
    if f.pending.try_reserve(data.len()).is_err() {
        return Err(vm.memory_error());
    }
    f.pending.extend_from_slice(data);
    written(vm, file, data)
}

/// ValueError for a closed stream, UnsupportedOperation for one that is only read.
fn check_writable(vm: &mut Vm, file: &Ref<TextFile>) -> PyResult<()> {
    let buffer = open_buffer(vm, file)?;
    if !writable_directly(vm, &buffer) && !call_bool(vm, &buffer, "writable")? {
        return Err(unsupported(vm, "not writable"));
    }
    Ok(())
}

/// After `text` was added to what waits: passes it on as the buffering demands.
fn written(vm: &mut Vm, file: &Ref<TextFile>, text: &[u8]) -> PyResult<()> {
    let f = file.get_mut(vm);
    if !f.text.is_empty() || f.at_end {
        reset_reading(f);
    }
    if f.line_buffering && text.iter().any(|b| matches!(b, b'\n' | b'\r')) {
        return flush(vm, file);
    }
    if f.pending.len() >= CHUNK || f.write_through {
        return drain(vm, file);
    }
    Ok(())
}

/// Writes a str.
pub fn write(vm: &mut Vm, file: &Ref<TextFile>, text: &Ref<Str>) -> PyResult<()> {
    check_writable(vm, file)?;
    let f = file.get(vm);
    let (codec, newline) = (f.codec, f.newline);
    let has_newline = text.bytes().contains(&b'\n');
    let mut text = text.clone();
    if has_newline && let Newline::Cr | Newline::CrLf = newline {
        let end: &[u8] = if newline == Newline::Cr { b"\r" } else { b"\r\n" };
        let mut replaced = Vec::with_capacity(text.byte_len() + 8);
        for b in text.bytes() {
            if *b == b'\n' { replaced.extend_from_slice(end) } else { replaced.push(*b) }
        }
        let replaced = vm.new_str_wtf8(&replaced)?;
        if let Ok(replaced) = replaced.into_ref::<Str>() {
            text = replaced;
        }
    }
    let (encoding, errors) = (f_encoding(vm, file), f_errors(vm, file));
    let mut pending = std::mem::take(&mut file.get_mut(vm).pending);
    let start = pending.len();
    let encoded = codec::encode(vm, codec, (&encoding, &errors), &text, &mut pending);
    if encoded.is_err() {
        pending.truncate(start);
    }
    let f = file.get_mut(vm);
    // An encoder in Python may have written here too.
    pending.append(&mut f.pending);
    f.pending = pending;
    encoded?;
    written(vm, file, text.bytes())
}

/// A stream of ours that is known to be writable.
fn writable_directly(vm: &Vm, buffer: &Value) -> bool {
    buffer.downcast::<Buffered>().is_some_and(|b| b.get(vm).role != buffered::Role::Reader)
}

fn f_encoding(vm: &Vm, file: &Ref<TextFile>) -> Value {
    file.get(vm).encoding.clone()
}

fn f_errors(vm: &Vm, file: &Ref<TextFile>) -> Value {
    file.get(vm).errors.clone()
}

fn reset_reading(f: &mut TextFile) {
    f.text.clear();
    f.at = 0;
    f.undecoded.clear();
    f.held_cr = false;
    f.at_end = false;
    f.chunk.clear();
}

fn text_write(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    let Some(text) = arg(args, 1).downcast::<Str>() else {
        let ty = vm.type_name(arg(args, 1));
        return Err(vm.type_error(format!("write() argument must be str, not {ty}")));
    };
    write(vm, &file, &text.clone())?;
    Ok(vm.int(text.char_len() as i64))
}

/// Reads and decodes the next chunk; false at the end.
fn read_chunk(vm: &mut Vm, file: &Ref<TextFile>, everything: bool) -> PyResult<bool> {
    drain(vm, file)?;
    let buffer = buffer_of(vm, file)?;
    let data = if let Some(b) = buffer.downcast::<Buffered>() {
        if b.get(vm).role == buffered::Role::Writer {
            return Err(unsupported(vm, "not readable"));
        }
        if everything { buffered::read_all(vm, b)? } else { buffered::read_chunk(vm, b, CHUNK)? }
    } else {
        if !call_bool(vm, &buffer, "readable")? {
            return Err(unsupported(vm, "not readable"));
        }
        let name = vm.intern("read1");
        let (method, size) = match everything {
            true => ("read", Value::small_int(-1)),
            false if vm.getattr_opt(&buffer, &name)?.is_some() => ("read1", vm.int(CHUNK as i64)),
            false => ("read", vm.int(CHUNK as i64)),
        };
        let data = vm.call_method_str(&buffer, method, &[size])?;
        match data.downcast::<Bytes>() {
            Some(data) => data.data().to_vec(),
            None => {
                let ty = vm.type_name(&data);
                return Err(vm.type_error(format!(
                    "underlying {method}() should have returned a bytes-like object, not '{ty}'"
                )));
            }
        }
    };
    let at_end = data.is_empty() || everything;
    let more = !data.is_empty();
    let (encoding, errors, codec) = (f_encoding(vm, file), f_errors(vm, file), file.get(vm).codec);
    let f = file.get_mut(vm);
    if f.at >= f.text.len() {
        // Everything given out: the chunk begins where the bytes not decoded yet begin.
        f.chunk = f.undecoded.clone();
        if f.held_cr {
            f.chunk.insert(0, b'\r');
        }
    } else {
        let used = source_length(&f.chunk, f.text.get(..f.at).unwrap_or(&[]), codec, f.newline).min(f.chunk.len());
        f.chunk.drain(..used);
    }
    if everything {
        // All of it is given out at once: the position is the end.
        f.chunk.clear();
    } else {
        f.chunk.extend_from_slice(&data);
    }
    let mut undecoded = std::mem::take(&mut f.undecoded);
    undecoded.extend_from_slice(&data);
    let decoded = codec::decode(vm, codec, (&encoding, &errors), &mut undecoded, at_end)?;
    let f = file.get_mut(vm);
    f.undecoded = undecoded;
    f.at_end = at_end;
    let mut text = decoded;
    if f.held_cr {
        text.insert(0, b'\r');
        f.held_cr = false;
    }
    let universal = matches!(f.newline, Newline::Universal | Newline::Keep);
    if universal && !at_end && text.last() == Some(&b'\r') {
        text.pop();
        f.held_cr = true;
    }
    let text = translate(text, f.newline, &mut f.seen);
    if f.at >= f.text.len() {
        f.text = text;
        f.at = 0;
    } else {
        f.text.drain(..f.at);
        f.at = 0;
        f.text.extend_from_slice(&text);
    }
    Ok(more)
}

/// Removes text from the front of what is decoded.
fn take_text(vm: &mut Vm, file: &Ref<TextFile>, length: usize) -> PyResult {
    let f = file.get_mut(vm);
    let end = f.text.len().min(f.at.saturating_add(length));
    let start = std::mem::replace(&mut f.at, end);
    let f = file.get(vm);
    vm.new_str_wtf8(f.text.get(start..end).unwrap_or(&[]))
}

fn text_read(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    let size = size_arg(vm, arg(args, 1))?;
    open_buffer(vm, &file)?;
    let Some(size) = size else {
        read_chunk(vm, &file, true)?;
        return take_text(vm, &file, usize::MAX);
    };
    loop {
        let f = file.get(vm);
        let available = f.text.get(f.at..).unwrap_or(&[]);
        if let Some(length) = bytes_of_chars(available, size) {
            return take_text(vm, &file, length);
        }
        if f.at_end || !read_chunk(vm, &file, false)? {
            let f = file.get(vm);
            let available = f.text.get(f.at..).unwrap_or(&[]);
            let length = bytes_of_chars(available, size).unwrap_or(available.len());
            file.get_mut(vm).at_end = false;
            return take_text(vm, &file, length);
        }
        vm.poll()?;
    }
}

/// Bytes of the first `chars` characters, if there are as many.
fn bytes_of_chars(text: &[u8], chars: usize) -> Option<usize> {
    let mut at = 0;
    for _ in 0..chars {
        at += wtf8_width(*text.get(at)?);
    }
    Some(at.min(text.len()))
}

/// The next line; empty at the end.
pub fn read_line(vm: &mut Vm, file: &Ref<TextFile>, limit: Option<usize>) -> PyResult {
    open_buffer(vm, file)?;
    // Where the search goes on after more text came.
    let mut searched = 0;
    loop {
        let f = file.get(vm);
        let available = f.text.get(f.at..).unwrap_or(&[]);
        let rest = available.get(searched..).unwrap_or(&[]);
        let mut length = f.newline.line_length(rest, f.at_end).map(|n| n + searched);
        if let Some(most) = limit.and_then(|n| bytes_of_chars(available, n)) {
            length = Some(length.map_or(most, |n| n.min(most)));
        }
        if let Some(length) = length {
            return take_text(vm, file, length);
        }
        searched = available.len().saturating_sub(1);
        if f.at_end || !read_chunk(vm, file, false)? {
            let f = file.get(vm);
            let available = f.text.get(f.at..).unwrap_or(&[]);
            let length = f.newline.line_length(available, true).unwrap_or(available.len());
            file.get_mut(vm).at_end = false;
            return take_text(vm, file, length);
        }
        vm.poll()?;
    }
}

fn text_readline(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    let limit: i64 = vm.extract(arg(args, 1))?;
    read_line(vm, &file, usize::try_from(limit).ok())
}

fn text_next(vm: &mut Vm, value: &Value) -> PyResult<Option<Value>> {
    let ty = vm.type_of(value).clone();
    if ty.get(vm).core.is_heap_type {
        return super::base::base_next(vm, value);
    }
    let file = this(vm, value)?.clone();
    file.get_mut(vm).iterating = true;
    let line = read_line(vm, &file, None)?;
    if line.downcast::<Str>().is_some_and(|s| s.byte_len() > 0) {
        return Ok(Some(line));
    }
    file.get_mut(vm).iterating = false;
    Ok(None)
}

fn text_flush(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    open_buffer(vm, &file)?;
    flush(vm, &file)?;
    Ok(Value::NONE)
}

fn text_close(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    let buffer = buffer_of(vm, &file)?;
    if buffer_closed(vm, &buffer)? {
        return Ok(Value::NONE);
    }
    file.get_mut(vm).closing = true;
    let flushed = vm.call_method_str(arg(args, 0), "flush", &[]);
    let closed = vm.call_method_str(&buffer, "close", &[]);
    flushed?;
    closed
}

fn text_finalize(vm: &mut Vm, value: &Value) -> PyResult {
    let file = this(vm, value)?.clone();
    file.get_mut(vm).closing = true;
    match file.get(vm).buffer.clone() {
        Some(buffer) if !buffer_closed(vm, &buffer)? => {
            let raw = buffer.downcast::<Buffered>().and_then(|b| b.get(vm).raw.clone());
            if raw.is_some_and(|raw| super::raw::is_leaked(vm, &raw)) {
                super::base::warn_unclosed(vm, value)?;
            }
            vm.call_method_str(value, "close", &[])
        }
        _ => Ok(Value::NONE),
    }
}

fn text_detach(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    buffer_of(vm, &file)?;
    vm.call_method_str(arg(args, 0), "flush", &[])?;
    Ok(file.get_mut(vm).buffer.take().unwrap_or_default())
}

fn call_bool(vm: &mut Vm, object: &Value, method: &str) -> PyResult<bool> {
    let result = vm.call_method_str(object, method, &[])?;
    vm.truthy(&result)
}

fn forward(vm: &mut Vm, args: &[Value], method: &str) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    let buffer = buffer_of(vm, &file)?;
    vm.call_method_str(&buffer, method, &[])
}

fn text_fileno(vm: &mut Vm, args: &[Value]) -> PyResult {
    forward(vm, args, "fileno")
}

fn text_isatty(vm: &mut Vm, args: &[Value]) -> PyResult {
    forward(vm, args, "isatty")
}

fn text_readable(vm: &mut Vm, args: &[Value]) -> PyResult {
    forward(vm, args, "readable")
}

fn text_writable(vm: &mut Vm, args: &[Value]) -> PyResult {
    forward(vm, args, "writable")
}

fn text_seekable(vm: &mut Vm, args: &[Value]) -> PyResult {
    forward(vm, args, "seekable")
}

fn buffer_seek(vm: &mut Vm, buffer: &Value, offset: i64, whence: i32) -> PyResult<i64> {
    if let Some(b) = buffer.downcast::<Buffered>() {
        return buffered::seek(vm, b, offset, whence);
    }
    let args = [vm.int(offset), vm.int(whence as i64)];
    let at = vm.call_method_str(buffer, "seek", &args)?;
    vm.extract(&at)
}

fn text_seek(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    let buffer = open_buffer(vm, &file)?;
    if !call_bool(vm, &buffer, "seekable")? {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    let whence: i64 = vm.extract(arg(args, 2))?;
    let cookie: i64 = vm.extract(arg(args, 1))?;
    match whence {
        0 if cookie < 0 => return Err(vm.value_error(format!("negative seek position {cookie}"))),
        0 => {}
        1 if cookie != 0 => return Err(unsupported(vm, "can't do nonzero cur-relative seeks")),
        2 if cookie != 0 => return Err(unsupported(vm, "can't do nonzero end-relative seeks")),
        1 => {
            // To where it is: what was read ahead is forgotten.
            let at = text_position(vm, &file)?;
            flush(vm, &file)?;
            reset_reading(file.get_mut(vm));
            let at = buffer_seek(vm, &buffer, at, libc::SEEK_SET)?;
            return Ok(vm.int(at));
        }
        2 => {}
        _ => return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    }
    flush(vm, &file)?;
    let f = file.get_mut(vm);
    reset_reading(f);
    f.iterating = false;
    let at = buffer_seek(vm, &buffer, cookie, whence as i32)?;
    Ok(vm.int(at))
}

/// The position in bytes of the next character to be read.
fn text_position(vm: &mut Vm, file: &Ref<TextFile>) -> PyResult<i64> {
    let buffer = buffer_of(vm, file)?;
    let end = match buffer.downcast::<Buffered>() {
        Some(b) => buffered::tell(vm, b)?,
        None => {
            let at = vm.call_method_str(&buffer, "tell", &[])?;
            vm.extract(&at)?
        }
    };
    let f = file.get(vm);
    if f.chunk.is_empty() {
        return Ok(end);
    }
    let given = f.text.get(..f.at).unwrap_or(&[]);
    let used = match f.codec {
        Codec::Other => {
            let text = vm.new_str_wtf8(given)?;
            let encoded = vm.call_method_str(&text, "encode", &[f_encoding(vm, file), f_errors(vm, file)])?;
            super::bytes_like(vm, &encoded)?.data().len()
        }
        codec => source_length(&f.chunk, given, codec, f.newline),
    };
    Ok(end - file.get(vm).chunk.len() as i64 + used as i64)
}

/// How many bytes of `chunk` the decoded text `given` came from.
fn source_length(chunk: &[u8], given: &[u8], codec: Codec, newline: Newline) -> usize {
    let (mut from, mut to) = (0, 0);
    while to < given.len() {
        let Some(b) = chunk.get(from) else { break };
        let width = given.get(to).map_or(1, |b| wtf8_width(*b));
        to += width;
        if newline == Newline::Universal && *b == b'\r' && chunk.get(from + 1) == Some(&b'\n') {
            from += 2;
        } else {
            from += if codec == Codec::Utf8 { width } else { 1 };
        }
    }
    from
}

fn text_tell(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    let buffer = open_buffer(vm, &file)?;
    if !call_bool(vm, &buffer, "seekable")? {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    if file.get(vm).iterating {
        return Err(vm.os_error_text("telling position disabled by next() call"));
    }
    flush(vm, &file)?;
    let at = text_position(vm, &file)?;
    Ok(vm.int(at))
}

fn text_truncate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    flush(vm, &file)?;
    let buffer = buffer_of(vm, &file)?;
    let size = if arg(args, 1).is_none() {
        let at = text_position(vm, &file)?;
        vm.int(at)
    } else {
        arg(args, 1).clone()
    };
    vm.call_method_str(&buffer, "truncate", &[size])
}

fn text_reconfigure(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    let f = file.get(vm);
    let (line_buffering, write_through, newline) = (f.line_buffering, f.write_through, f.newline);
    let old_encoding = f.encoding.clone();
    let old_errors = f.errors.clone();
    let reading = !f.text.is_empty() || f.at_end;
    let changes_text = !arg(args, 1).is_none() || !arg(args, 3).is_unset();
    if reading && changes_text {
        return Err(unsupported(
            vm,
            "It is not possible to set the encoding or newline of stream after the first read",
        ));
    }
    let options = TextOptions {
        encoding: match arg(args, 1) {
            none if none.is_none() => encoding_name(vm, &old_encoding)?,
            given => encoding_name(vm, given)?,
        },
        errors: match (arg(args, 2), arg(args, 1)) {
            (none, kept) if none.is_none() && kept.is_none() => errors_name(vm, &old_errors)?,
            (given, _) => errors_name(vm, given)?,
        },
        newline: if arg(args, 3).is_unset() { newline } else { Newline::parse(vm, arg(args, 3), "reconfigure")? },
        line_buffering: if arg(args, 4).is_none() { line_buffering } else { vm.truthy(arg(args, 4))? },
        write_through: if arg(args, 5).is_none() { write_through } else { vm.truthy(arg(args, 5))? },
    };
    flush(vm, &file)?;
    let mut fresh = empty();
    apply(vm, &mut fresh, &options)?;
    let f = file.get_mut(vm);
    f.codec = fresh.codec;
    std::mem::swap(&mut f.encoding, &mut fresh.encoding);
    std::mem::swap(&mut f.errors, &mut fresh.errors);
    f.newline = fresh.newline;
    f.line_buffering = fresh.line_buffering;
    f.write_through = fresh.write_through;
    Ok(Value::NONE)
}

fn get_buffer(vm: &mut Vm, value: &Value) -> PyResult {
    buffer_of(vm, this(vm, value)?)
}

fn get_encoding(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(this(vm, value)?.get(vm).encoding.clone())
}

fn get_errors(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(this(vm, value)?.get(vm).errors.clone())
}

fn get_newlines(vm: &mut Vm, value: &Value) -> PyResult {
    let seen = this(vm, value)?.get(vm).seen;
    seen_newlines(vm, seen)
}

fn get_line_buffering(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(vm, value)?.get(vm).line_buffering))
}

fn get_write_through(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(vm, value)?.get(vm).write_through))
}

fn get_closed(vm: &mut Vm, value: &Value) -> PyResult {
    let buffer = buffer_of(vm, this(vm, value)?)?;
    Ok(Value::bool(buffer_closed(vm, &buffer)?))
}

fn get_name(vm: &mut Vm, value: &Value) -> PyResult {
    let buffer = buffer_of(vm, this(vm, value)?)?;
    vm.getattr_str(&buffer, "name")
}

fn get_mode(vm: &mut Vm, value: &Value) -> PyResult {
    match this(vm, value)?.get(vm).mode.clone() {
        Some(mode) => Ok(mode),
        None => {
            let name = vm.intern("mode");
            Err(vm.no_attribute(value, &name))
        }
    }
}

fn set_mode(vm: &mut Vm, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let file = this(vm, value)?;
    let old = std::mem::replace(&mut file.get_mut(vm).mode, new.cloned());
    drop(old);
    Ok(())
}

fn text_repr(vm: &mut Vm, value: &Value) -> PyResult {
    let file = this(vm, value)?.clone();
    let ty = vm.type_of(value).clone();
    let mut text = format!("<{}", super::shown_name(vm, &ty));
    if file.get(vm).buffer.is_some()
        && let Ok(name) = get_name(vm, value)
    {
        text.push_str(&format!(" name={}", vm.repr_lossy(&name)?));
    }
    if let Some(mode) = file.get(vm).mode.clone() {
        text.push_str(&format!(" mode={}", vm.repr_lossy(&mode)?));
    }
    let encoding = f_encoding(vm, &file);
    text.push_str(&format!(" encoding={}>", vm.repr_lossy(&encoding)?));
    vm.new_str(&text)
}
