//! OSError: errno chooses the subclass, two file names, and the old rules of what stays in `args`.
//!
//! The arguments are taken apart by `__new__`, because it decides the class; for a subclass that overrides only
//! `__init__`, by `__init__`, so that such a class may have a constructor of its own.

use super::base::{args_of, exception_str, reduced, state_of};
use super::fields::*;
use crate::gc::{Ref, Value};
use crate::native::build::TypeBuilder;
use crate::object::slots::{Args, InitFn, NewFn};
use crate::object::{Exception, PyResult, Type};
use crate::vm::Vm;

pub fn fill(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    builder
        .slots(|s| {
            s.new = Some(os_error_new);
            s.init = Some(os_error_init);
            s.str = Some(os_error_str);
        })
        .getset("errno", get_object::<ERRNO>, Some(set_object::<ERRNO>), "POSIX exception code")
        .getset("strerror", get_object::<STRERROR>, Some(set_object::<STRERROR>), "exception strerror")
        .getset("filename", get_object::<FILENAME>, Some(set_object::<FILENAME>), "exception filename")
        .getset("filename2", get_object::<FILENAME2>, Some(set_object::<FILENAME2>), "second exception filename")
        .getset("characters_written", get_characters_written, Some(set_characters_written), "")
        .method("__reduce__(self, /)", os_error_reduce, "")
}

/// The class for an error number.
pub fn class_of(vm: &Vm, errno: i32) -> &Ref<Type> {
    let e = &vm.exc;
    match errno {
        libc::EAGAIN | libc::EALREADY | libc::EINPROGRESS => &e.BlockingIOError,
        libc::EPIPE | libc::ESHUTDOWN => &e.BrokenPipeError,
        libc::ECHILD => &e.ChildProcessError,
        libc::ECONNABORTED => &e.ConnectionAbortedError,
        libc::ECONNREFUSED => &e.ConnectionRefusedError,
        libc::ECONNRESET => &e.ConnectionResetError,
        libc::EEXIST => &e.FileExistsError,
        libc::ENOENT => &e.FileNotFoundError,
        libc::EINTR => &e.InterruptedError,
        libc::EISDIR => &e.IsADirectoryError,
        libc::ENOTDIR => &e.NotADirectoryError,
        libc::EACCES | libc::EPERM => &e.PermissionError,
        libc::ESRCH => &e.ProcessLookupError,
        libc::ETIMEDOUT => &e.TimeoutError,
        _ => &e.OSError,
    }
}

/// Whether `__init__` is the one to take the arguments apart.
fn init_parses(vm: &Vm, class: &Ref<Type>) -> bool {
    let slots = &class.get(vm).slots;
    let own_init = slots.init.is_some_and(|f| std::ptr::fn_addr_eq(f, os_error_init as InitFn));
    let own_new = slots.new.is_some_and(|f| std::ptr::fn_addr_eq(f, os_error_new as NewFn));
    !own_init && own_new
}

fn os_error_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    if init_parses(vm, class) {
        return Ok(new_exception(vm, class, &[])?.into_value());
    }
    no_keywords(vm, class, &args)?;
    let values = args.pos();
    let mut class = class.clone();
    if class.ptr_eq(&vm.exc.OSError)
        && (2..=5).contains(&values.len())
        && let Some(errno) = values.first().and_then(|v| vm.int_value(v))
        && let Ok(errno) = i32::try_from(errno)
    {
        class = class_of(vm, errno).clone();
    }
    let exception = new_exception(vm, &class, values)?;
    os_error_fill(vm, &class, &exception, values)?;
    Ok(exception.into_value())
}

fn os_error_init(vm: &mut Vm, value: &Value, args: Args<'_>) -> PyResult<()> {
    let class = vm.type_of(value).clone();
    if !init_parses(vm, &class) {
        return Ok(());
    }
    no_keywords(vm, &class, &args)?;
    let exception = this(vm, value)?;
    set_args(vm, exception, args.pos())?;
    os_error_fill(vm, &class, exception, args.pos())
}

/// Takes `(errno, strerror, filename, winerror, filename2)` apart.
fn os_error_fill(vm: &mut Vm, class: &Ref<Type>, exception: &Ref<Exception>, values: &[Value]) -> PyResult<()> {
    let (Some(errno), Some(strerror), 2..=5) = (values.first(), values.get(1), values.len()) else { return Ok(()) };
    set_field(vm, exception, ERRNO, Some(errno.clone()));
    set_field(vm, exception, STRERROR, Some(strerror.clone()));
    let Some(filename) = values.get(2).filter(|f| !f.is_none()) else { return Ok(()) };
    let is_number = {
        let slots = &vm.type_of(filename).get(vm).slots;
        slots.index.is_some() || slots.int.is_some() || slots.float.is_some()
    };
    if class.ptr_eq(&vm.exc.BlockingIOError) && is_number {
        // The third argument of BlockingIOError is the number of characters written.
        let written = characters(vm, filename)?;
        set_field(vm, exception, CHARACTERS_WRITTEN, Some(written));
        return Ok(());
    }
    set_field(vm, exception, FILENAME, Some(filename.clone()));
    if let Some(second) = values.get(4).filter(|f| !f.is_none()) {
        set_field(vm, exception, FILENAME2, Some(second.clone()));
    }
    // File names are attributes only.
    set_args(vm, exception, values.get(..2).unwrap_or(values))
}

fn characters(vm: &mut Vm, value: &Value) -> PyResult {
    let index = vm.index(value)?;
    match index.as_small() {
        Some(n) => Ok(vm.int(n)),
        None => Err(vm.value_error("cannot fit 'int' into an index-sized integer")),
    }
}

fn os_error_str(vm: &mut Vm, value: &Value) -> PyResult {
    let exception = this(vm, value)?;
    let (errno, strerror) = (field(vm, exception, ERRNO), field(vm, exception, STRERROR));
    let (first, second) = (field(vm, exception, FILENAME), field(vm, exception, FILENAME2));
    if first.is_none() && (errno.is_none() || strerror.is_none()) {
        return exception_str(vm, value);
    }
    let mut text = b"[Errno ".to_vec();
    text.extend_from_slice(vm.to_str(&errno.unwrap_or_default())?.bytes());
    text.extend_from_slice(b"] ");
    text.extend_from_slice(vm.to_str(&strerror.unwrap_or_default())?.bytes());
    if let Some(first) = first {
        text.extend_from_slice(b": ");
        text.extend_from_slice(vm.repr(&first)?.bytes());
        if let Some(second) = second {
            text.extend_from_slice(b" -> ");
            text.extend_from_slice(vm.repr(&second)?.bytes());
        }
    }
    vm.new_str_wtf8(&text)
}

fn get_characters_written(vm: &mut Vm, value: &Value) -> PyResult {
    let exception = this(vm, value)?;
    match field(vm, exception, CHARACTERS_WRITTEN) {
        Some(n) => Ok(n),
        None => Err(vm.attribute_error("characters_written")),
    }
}

fn set_characters_written(vm: &mut Vm, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let exception = this(vm, value)?;
    let new = match new {
        Some(new) => Some(characters(vm, new)?),
        None if field(vm, exception, CHARACTERS_WRITTEN).is_none() => {
            return Err(vm.attribute_error("characters_written"));
        }
        None => None,
    };
    set_field(vm, exception, CHARACTERS_WRITTEN, new);
    Ok(())
}

fn os_error_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let exception = receiver(vm, args)?;
    let value = exception.to_value();
    let mut arguments = args_of(vm, exception);
    if arguments.len() == 2
        && let Some(filename) = field(vm, exception, FILENAME)
    {
        arguments.push(filename);
        if let Some(second) = field(vm, exception, FILENAME2) {
            arguments.extend([Value::NONE, second]);
        }
    }
    let arguments = vm.new_tuple(arguments)?;
    let state = state_of(vm, &value)?;
    reduced(vm, &value, arguments, state)
}
