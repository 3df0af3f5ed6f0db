//! sys.stdin, stdout and stderr: made at start over descriptors 0 to 2, flushed at the end.

use crate::gc::Value;
use crate::host::{env, fd};
use crate::native::build::ModuleBuilder;
use crate::object::PyResult;
use crate::stdlib::native::io::{self, StdStream};
use crate::vm::Vm;

/// Adds the three streams and their dunder copies. A descriptor that is closed gives None.
pub fn add(mut builder: ModuleBuilder<'_>) -> PyResult<ModuleBuilder<'_>> {
    for (number, name) in [(0, "stdin"), (1, "stdout"), (2, "stderr")] {
        let vm = builder.vm();
        let stream = match fd::is_open(number) && fd::was_open_at_start(number) {
            false => Value::NONE,
            true => {
                let encoding = stream_encoding(vm, name == "stderr");
                io::std_stream(vm, &StdStream { fd: number, name, encoding: encoding.0, errors: encoding.1 })?
            }
        };
        let dunder = format!("__{name}__");
        builder = builder.value(name, stream.clone()).value(&dunder, stream);
    }
    Ok(builder)
}

/// Encoding and error handler: UTF-8 unless PYTHONIOENCODING says otherwise.
fn stream_encoding(vm: &Vm, is_stderr: bool) -> (String, String) {
    let wish = if vm.config.ignore_environment || vm.config.isolated { None } else { env::var("PYTHONIOENCODING") };
    let (encoding, errors) = match &wish {
        Some(wish) => match wish.split_once(':') {
            Some((encoding, errors)) => (encoding, errors),
            None => (wish.as_str(), ""),
        },
        None => ("", ""),
    };
    let usual = if c_locale() { "surrogateescape" } else { "strict" };
    let encoding = if encoding.is_empty() { "utf-8" } else { encoding };
    let errors = match (is_stderr, errors) {
        (true, _) => "backslashreplace",
        (false, "") => usual,
        (false, errors) => errors,
    };
    (encoding.to_owned(), errors.to_owned())
}

/// In the C locale bytes that are no UTF-8 pass through unharmed.
fn c_locale() -> bool {
    let value = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|n| env::var(n));
    value.is_none_or(|v| matches!(v.as_str(), "C" | "POSIX" | "C.UTF-8" | "C.utf8" | "UTF-8"))
}

/// Flushes stdout and stderr; false if one could not be written. A stream that fails is given up.
pub fn flush_std_streams(vm: &mut Vm) -> bool {
    let mut fine = true;
    for (name, reported) in [("stdout", true), ("stderr", false)] {
        let Some(stream) = vm.sys_attribute(name) else { continue };
        if stream.is_none() || is_closed(vm, &stream) {
            continue;
        }
        if let Err(raised) = vm.call_method_str(&stream, "flush", &[]) {
            fine = false;
            if reported {
                vm.unraisable_message(raised, Some("Exception ignored while flushing sys.stdout"), &Value::NONE);
            }
            vm.set_sys_attribute(name, Value::NONE);
        }
    }
    fine
}

fn is_closed(vm: &mut Vm, stream: &Value) -> bool {
    match vm.getattr_str(stream, "closed") {
        Ok(closed) => vm.truthy(&closed).unwrap_or(false),
        Err(_) => false,
    }
}
