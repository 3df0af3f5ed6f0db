//! `open()`: which of the three layers a file gets.

use super::buffered::{Role, new_buffered};
use super::raw::open_raw;
use super::text::{Newline, TextOptions, encoding_name, errors_name, new_text};
use super::{DEFAULT_BUFFER_SIZE, arg, types};
use crate::gc::Value;
use crate::host::fd;
use crate::native::build::ModuleBuilder;
use crate::object::{PyResult, Str};
use crate::vm::Vm;

/// Adds `open` to a module: `_io` and `builtins`.
pub fn add_open(builder: ModuleBuilder<'_>) -> ModuleBuilder<'_> {
    builder.function(
        "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
        builtin_open,
        "Open file and return a stream.  Raise OSError upon failure.",
    )
}

pub fn add(builder: ModuleBuilder<'_>) -> ModuleBuilder<'_> {
    add_open(builder)
        .function("open_code(path)", open_code, "Opens the provided file with the intent to import the contents.")
        .function(
            "text_encoding(encoding, stacklevel=2, /)",
            text_encoding,
            "A helper function to choose the text encoding.",
        )
}

/// The arguments of `open()` after the file.
pub struct OpenOptions {
    pub mode: String,
    pub buffering: i64,
    pub encoding: Value,
    pub errors: Value,
    pub newline: Value,
    pub close_fd: bool,
    pub opener: Value,
}

impl Default for OpenOptions {
    fn default() -> OpenOptions {
        OpenOptions {
            mode: "r".to_owned(),
            buffering: -1,
            encoding: Value::NONE,
            errors: Value::NONE,
            newline: Value::NONE,
            close_fd: true,
            opener: Value::NONE,
        }
    }
}

fn open_code(vm: &mut Vm, args: &[Value]) -> PyResult {
    let options = OpenOptions { mode: "rb".to_owned(), ..OpenOptions::default() };
    open_file(vm, arg(args, 0), options)
}

fn text_encoding(vm: &mut Vm, args: &[Value]) -> PyResult {
    if arg(args, 0).is_none() { vm.new_str("locale") } else { Ok(arg(args, 0).clone()) }
}

fn builtin_open(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(mode) = arg(args, 1).downcast::<Str>() else {
        let ty = vm.type_name(arg(args, 1));
        return Err(vm.type_error(format!("open() argument 'mode' must be str, not {ty}")));
    };
    for (index, name) in [(3, "encoding"), (4, "errors"), (5, "newline")] {
        if !arg(args, index).is_none() && arg(args, index).downcast::<Str>().is_none() {
            let ty = vm.type_name(arg(args, index));
            return Err(vm.type_error(format!("open() argument '{name}' must be str or None, not {ty}")));
        }
    }
    let options = OpenOptions {
        mode: mode.to_lossy().into_owned(),
        buffering: vm.extract(arg(args, 2))?,
        encoding: arg(args, 3).clone(),
        errors: arg(args, 4).clone(),
        newline: arg(args, 5).clone(),
        close_fd: vm.truthy(arg(args, 6))?,
        opener: arg(args, 7).clone(),
    };
    open_file(vm, arg(args, 0), options)
}

/// Opens a file by path or descriptor.
pub fn open_file(vm: &mut Vm, file: &Value, options: OpenOptions) -> PyResult {
    let mode = options.mode.as_str();
    let path;
    let file = match vm.type_of(file).get(vm).slots.index {
        Some(_) => file,
        None => {
            path = vm.fs_path(file)?;
            &path
        }
    };
    let has = |c: char| mode.contains(c);
    let repeated = mode.chars().enumerate().any(|(i, c)| mode.chars().take(i).any(|d| c == d));
    if repeated || mode.chars().any(|c| !"rwaxbt+".contains(c)) {
        return Err(vm.value_error(format!("invalid mode: '{mode}'")));
    }
    let (text, binary) = (!has('b'), has('b'));
    if has('t') && binary {
        return Err(vm.value_error("can't have text and binary mode at once"));
    }
    let kinds = ['r', 'w', 'a', 'x'].iter().filter(|c| has(**c)).count();
    if kinds > 1 {
        return Err(vm.value_error("must have exactly one of create/read/write/append mode"));
    }
    if kinds == 0 {
        return Err(vm.value_error("Must have exactly one of create/read/write/append mode and at most one plus"));
    }
    for (value, name) in
        [(&options.encoding, "an encoding"), (&options.errors, "an errors"), (&options.newline, "a newline")]
    {
        if binary && !value.is_none() {
            return Err(vm.value_error(format!("binary mode doesn't take {name} argument")));
        }
    }
    let newline = Newline::parse(vm, &options.newline, "open")?;
    if binary && options.buffering == 1 {
        let category = vm.exc.RuntimeWarning.clone();
        let message =
            "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used";
        vm.warn(&category, message)?;
    }
    let raw_mode: String = mode.chars().filter(|c| !matches!(c, 'b' | 't')).collect();
    let raw = open_raw(vm, file, &raw_mode, options.close_fd, &options.opener)?;
    let number = raw.fd;
    let t = types(vm);
    let raw = vm.alloc(&t.file, raw)?.into_value();
    let (mut buffering, mut line_buffering) = (options.buffering, false);
    let is_tty = buffering < 0 && fd::is_tty(number);
    if buffering == 1 && text || is_tty {
        buffering = -1;
        line_buffering = true;
    }
    if buffering < 0 || buffering == 1 {
        let block = fd::status(number).map_or(0, |s| s.block_size);
        buffering = block.clamp(DEFAULT_BUFFER_SIZE as i64, 8 << 20);
    }
    if buffering == 0 {
        if binary {
            return Ok(raw);
        }
        vm.call_method_str(&raw, "close", &[])?;
        return Err(vm.value_error("can't have unbuffered text I/O"));
    }
    let (role, ty) = if has('+') {
        (Role::Random, &t.random)
    } else if has('r') {
        (Role::Reader, &t.reader)
    } else {
        (Role::Writer, &t.writer)
    };
    let buffer = new_buffered(vm, ty, role, raw, buffering as usize)?;
    if binary {
        return Ok(buffer);
    }
    let options = TextOptions {
        encoding: encoding_name(vm, &options.encoding)?,
        errors: errors_name(vm, &options.errors)?,
        newline,
        line_buffering,
        write_through: false,
    };
    new_text(vm, &t.text, buffer, &options, Some(mode))
}
