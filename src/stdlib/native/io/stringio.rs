//! `StringIO`: a text stream in memory. Positions count characters.

use super::text::{Newline, seen_newlines, translate};
use super::{arg, size_arg};
use crate::builtins::str::replace::replace_bytes;
use crate::gc::{Kind, Ref, Value};
use crate::native::build::{TypeBuilder, new_native_type};
use crate::object::slots::Args;
use crate::object::{PyResult, Str, Type};
use crate::payload;
use crate::vm::Vm;
use std::borrow::Cow;

pub struct StringFile {
    /// WTF-8.
    data: Vec<u8>,
    /// Characters in `data`.
    chars: usize,
    /// Position in characters, and in bytes where it is known (appending and sequential reading keep it).
    at: usize,
    byte_at: Option<usize>,
    newline: Newline,
    seen: u8,
    closed: bool,
}

payload!(StringFile, Kind::Other, "StringIO", tracked {});

pub fn make(vm: &mut Vm, base: &Ref<Type>) -> Ref<Type> {
    let ty = new_native_type::<StringFile>(vm, "StringIO", "_io", Some(base));
    TypeBuilder::new(vm, &ty)
        .doc("Text I/O implementation using an in-memory buffer.")
        .signature("(initial_value='', newline='\\n')")
        .with_dict()
        .weakrefable()
        .slots(|s| {
            s.new = Some(string_new);
            s.init = Some(string_init);
            s.iter = Some(super::base::base_iter);
            s.iternext = Some(string_next);
        })
        .getset("closed", get_closed, None, "")
        .getset("newlines", get_newlines, None, "")
        .getset("line_buffering", get_line_buffering, None, "")
        .method("read(self, size=-1, /)", string_read, "Read at most size characters, returned as a string.")
        .method("readline(self, size=-1, /)", string_readline, "Read until newline or EOF.")
        .method("write(self, s, /)", string_write, "Write string to file.")
        .method("getvalue(self, /)", string_getvalue, "Retrieve the entire contents of the object.")
        .method("seek(self, pos, whence=0, /)", string_seek, "Change stream position.")
        .method("tell(self, /)", string_tell, "Tell the current file position.")
        .method("truncate(self, pos=None, /)", string_truncate, "Truncate size to pos.")
        .method("close(self, /)", string_close, "Close the IO object.")
        .method("flush(self, /)", string_flush, "")
        .method("readable(self, /)", string_true, "Returns True if the IO object can be read.")
        .method("writable(self, /)", string_true, "Returns True if the IO object can be written.")
        .method("seekable(self, /)", string_true, "Returns True if the IO object can be seeked.")
        .method("__getstate__(self, /)", string_getstate, "")
        .method("__setstate__(self, state, /)", string_setstate, "")
        .ready()
}

fn string_new(vm: &mut Vm, class: &Ref<Type>, _args: Args<'_>) -> PyResult {
    let payload = StringFile {
        data: Vec::new(),
        chars: 0,
        at: 0,
        byte_at: Some(0),
        newline: Newline::Lf,
        seen: 0,
        closed: false,
    };
    Ok(vm.alloc(class, payload)?.into_value())
}

fn string_init(vm: &mut Vm, value: &Value, args: Args<'_>) -> PyResult<()> {
    let keyword = |name: &str| {
        args.keywords()
            .find(|(k, _)| k.downcast::<Str>().is_some_and(|k| k.bytes() == name.as_bytes()))
            .map(|(_, v)| v.clone())
    };
    let initial = args.pos().first().cloned().or_else(|| keyword("initial_value"));
    let newline = args.pos().get(1).cloned().or_else(|| keyword("newline"));
    let newline = match newline {
        Some(newline) => Newline::parse(vm, &newline, "StringIO")?,
        None => Newline::Lf,
    };
    let file = this(vm, value)?.clone();
    {
        let f = file.get_mut(vm);
        f.newline = newline;
        f.data.clear();
        f.chars = 0;
        f.at = 0;
        f.byte_at = Some(0);
        f.seen = 0;
    }
    match initial {
        None => {}
        Some(initial) if initial.is_none() => {}
        Some(initial) => {
            let Some(text) = initial.downcast::<Str>() else {
                let ty = vm.type_name(&initial);
                return Err(vm.type_error(format!("initial_value must be str or None, not {ty}")));
            };
            put(vm, &file, text)?;
            let f = file.get_mut(vm);
            f.at = 0;
            f.byte_at = Some(0);
        }
    }
    Ok(())
}

fn this<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Ref<StringFile>> {
    match value.downcast::<StringFile>() {
        Some(file) => Ok(file),
        None => Err(vm.type_error("StringIO object required")),
    }
}

fn open<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a Ref<StringFile>> {
    let file = this(vm, arg(args, 0))?;
    if file.get(vm).closed { Err(vm.value_error("I/O operation on closed file")) } else { Ok(file) }
}

/// `(contents, newline, position, attributes)`
fn string_getstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = open(vm, args)?.clone();
    let f = file.get(vm);
    let (data, at, newline) = (f.data.clone(), f.at, f.newline);
    let newline = match newline {
        Newline::Universal => Value::NONE,
        Newline::Keep => vm.new_str("")?,
        Newline::Lf => vm.new_str("\n")?,
        Newline::Cr => vm.new_str("\r")?,
        Newline::CrLf => vm.new_str("\r\n")?,
    };
    let attributes = super::state::attributes(vm, arg(args, 0))?;
    let state = vec![vm.new_str_wtf8(&data)?, newline, vm.int(at as i64), attributes];
    vm.new_tuple(state)
}

fn string_setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    let items = super::state::items_of(vm, args, "StringIO", 4)?;
    let newline = Newline::parse(vm, arg(&items, 1), "StringIO")?;
    let text = arg(&items, 0);
    let Some(text) = text.downcast::<Str>().map(|t| t.bytes().to_vec()) else {
        let given = vm.type_name(text);
        return Err(vm.type_error(format!("initial_value must be str or None, not {given}")));
    };
    let at = super::state::position(vm, arg(&items, 2), "third item of state must be an integer, got ")?;
    let f = file.get_mut(vm);
    f.chars = crate::object::str::count_chars(&text);
    // The contents have been translated when they were written.
    (f.data, f.newline, f.at, f.byte_at, f.seen) = (text, newline, at, None, 0);
    super::state::restore(vm, arg(args, 0), arg(&items, 3), "fourth")?;
    Ok(Value::NONE)
}

impl StringFile {
    /// Byte offset of a character.
    fn offset(&self, chars: usize) -> usize {
        if self.chars == self.data.len() {
            return chars.min(self.data.len());
        }
        let mut at = 0;
        for _ in 0..chars.min(self.chars) {
            at += self.data.get(at).map_or(1, |b| crate::object::str::wtf8_width(*b));
        }
        at.min(self.data.len())
    }

    fn here(&mut self) -> usize {
        let at = match self.byte_at {
            Some(at) => at,
            None => self.offset(self.at),
        };
        self.byte_at = Some(at);
        at
    }
}

fn put(vm: &mut Vm, file: &Ref<StringFile>, text: &Ref<Str>) -> PyResult<()> {
    let (mut data, mut added) = (Cow::Borrowed(text.bytes()), text.char_len());
    let f = file.get_mut(vm);
    if f.newline != Newline::Lf {
        let mut seen = f.seen;
        let newline = f.newline;
        let translated = match newline {
            Newline::Cr | Newline::CrLf => {
                let end: &[u8] = if newline == Newline::Cr { b"\r" } else { b"\r\n" };
                replace_bytes(vm, text.bytes(), b"\n", end, usize::MAX, |_| 1)?
            }
            _ => Some(translate(text.bytes().to_vec(), newline, &mut seen)),
        };
        if let Some(translated) = translated {
            added = crate::object::str::count_chars(&translated);
            data = Cow::Owned(translated);
        }
        file.get_mut(vm).seen = seen;
    }
    let f = file.get_mut(vm);
    if f.data.try_reserve(data.len() + f.at.saturating_sub(f.chars)).is_err() {
        return Err(vm.memory_error());
    }
    if f.at > f.chars {
        // A position behind the end: filled with null characters.
        let gap = f.at - f.chars;
        f.data.resize(f.data.len() + gap, 0);
        f.chars = f.at;
        f.byte_at = Some(f.data.len());
    }
    let start = f.here();
    if start >= f.data.len() {
        f.data.extend_from_slice(&data);
        f.chars += added;
    } else {
        let replaced = added.min(f.chars - f.at);
        let end = f.offset(f.at + replaced);
        f.data.splice(start..end, data.iter().copied());
        f.chars += added - replaced;
    }
    f.at += added;
    f.byte_at = Some(start + data.len());
    Ok(())
}

fn string_write(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.clone();
    let Some(text) = arg(args, 1).downcast::<Str>() else {
        let ty = vm.type_name(arg(args, 1));
        return Err(vm.type_error(format!("string argument expected, got '{ty}'")));
    };
    open(vm, args)?;
    put(vm, &file, text)?;
    Ok(vm.int(text.char_len() as i64))
}

/// The next `length` bytes as a str.
fn take(vm: &mut Vm, file: &Ref<StringFile>, length: usize) -> PyResult {
    let f = file.get_mut(vm);
    if f.at >= f.chars {
        return vm.new_str("");
    }
    let start = f.here();
    let end = f.data.len().min(start.saturating_add(length));
    let count = match f.chars == f.data.len() {
        true => end - start,
        false => crate::object::str::count_chars(f.data.get(start..end).unwrap_or(&[])),
    };
    f.at += count;
    f.byte_at = Some(end);
    let f = file.get(vm);
    vm.new_str_wtf8(f.data.get(start..end).unwrap_or(&[]))
}

/// Bytes of the next `chars` characters.
fn bytes_ahead(vm: &mut Vm, file: &Ref<StringFile>, chars: usize) -> usize {
    let f = file.get_mut(vm);
    let start = f.here();
    let rest = f.data.get(start..).unwrap_or(&[]);
    if f.chars == f.data.len() {
        return chars.min(rest.len());
    }
    let mut at = 0;
    for _ in 0..chars {
        let Some(b) = rest.get(at) else { break };
        at += crate::object::str::wtf8_width(*b);
    }
    at.min(rest.len())
}

fn string_read(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = open(vm, args)?.clone();
    let length = match size_arg(vm, arg(args, 1))? {
        None => usize::MAX,
        Some(size) => bytes_ahead(vm, &file, size),
    };
    take(vm, &file, length)
}

fn line(vm: &mut Vm, file: &Ref<StringFile>, limit: Option<usize>) -> PyResult {
    let f = file.get_mut(vm);
    let start = f.here();
    let rest = f.data.get(start..).unwrap_or(&[]);
    let mut length = f.newline.line_length(rest, true).unwrap_or(rest.len());
    if let Some(limit) = limit {
        length = length.min(bytes_ahead(vm, file, limit));
    }
    take(vm, file, length)
}

fn string_readline(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = open(vm, args)?.clone();
    let limit = size_arg(vm, arg(args, 1))?;
    line(vm, &file, limit)
}

fn string_next(vm: &mut Vm, value: &Value) -> PyResult<Option<Value>> {
    let ty = vm.type_of(value).clone();
    if ty.get(vm).core.is_heap_type {
        return super::base::base_next(vm, value);
    }
    let file = open(vm, std::slice::from_ref(value))?.clone();
    let line = line(vm, &file, None)?;
    Ok(if vm.truthy(&line)? { Some(line) } else { None })
}

fn string_getvalue(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = open(vm, args)?;
    vm.new_str_wtf8(&file.get(vm).data)
}

fn string_seek(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = open(vm, args)?.clone();
    let offset: i64 = vm.extract(arg(args, 1))?;
    let whence: i64 = vm.extract(arg(args, 2))?;
    if !(0..=2).contains(&whence) {
        return Err(vm.value_error(format!("Invalid whence ({whence}, should be 0, 1 or 2)")));
    }
    if offset < 0 && whence == 0 {
        return Err(vm.value_error(format!("Negative seek position {offset}")));
    }
    if whence != 0 && offset != 0 {
        return Err(vm.os_error_text("Can't do nonzero cur-relative seeks"));
    }
    let f = file.get_mut(vm);
    let at = match whence {
        0 => offset as usize,
        1 => f.at,
        _ => f.chars,
    };
    f.at = at;
    f.byte_at = if at >= f.chars { Some(f.data.len()) } else { None };
    Ok(vm.int(at as i64))
}

fn string_tell(vm: &mut Vm, args: &[Value]) -> PyResult {
    let at = open(vm, args)?.get(vm).at;
    Ok(vm.int(at as i64))
}

fn string_truncate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = open(vm, args)?.clone();
    let size = match arg(args, 1) {
        none if none.is_none() => file.get(vm).at as i64,
        size => vm.extract(size)?,
    };
    let Ok(chars) = usize::try_from(size) else { return Err(vm.value_error(format!("Negative size value {size}"))) };
    let f = file.get_mut(vm);
    if chars < f.chars {
        let end = f.offset(chars);
        f.data.truncate(end);
        f.chars = chars;
        f.byte_at = None;
        if f.at >= chars {
            f.byte_at = Some(end);
        }
    }
    Ok(vm.int(size))
}

fn string_close(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = this(vm, arg(args, 0))?.get_mut(vm);
    file.closed = true;
    file.data = Vec::new();
    Ok(Value::NONE)
}

fn string_flush(vm: &mut Vm, args: &[Value]) -> PyResult {
    open(vm, args)?;
    Ok(Value::NONE)
}

fn string_true(vm: &mut Vm, args: &[Value]) -> PyResult {
    open(vm, args)?;
    Ok(Value::TRUE)
}

fn get_closed(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(vm, value)?.get(vm).closed))
}

fn get_newlines(vm: &mut Vm, value: &Value) -> PyResult {
    let seen = this(vm, value)?.get(vm).seen;
    seen_newlines(vm, seen)
}

fn get_line_buffering(_vm: &mut Vm, _value: &Value) -> PyResult {
    Ok(Value::FALSE)
}
