//! The module `posix`: system calls as Python functions. `os` in Python is built on it.
//!
//! The calls themselves are in `host`; here arguments are converted and results and errors become objects.

mod files;
mod path;
mod process;
mod stat;

use crate::gc::{Ref, Value};
use crate::native::build::ModuleBuilder;
use crate::object::module::Module;
use crate::object::{PyResult, Type};
use crate::vm::Vm;

/// Types of results.
pub struct PosixTypes {
    stat_result: Ref<Type>,
    terminal_size: Ref<Type>,
    uname_result: Ref<Type>,
    times_result: Ref<Type>,
}

#[rustfmt::skip]
const NUMBERS: &[(&str, i64)] = &[
    ("F_OK", libc::F_OK as i64), ("R_OK", libc::R_OK as i64), ("W_OK", libc::W_OK as i64), ("X_OK", libc::X_OK as i64),
    ("O_RDONLY", libc::O_RDONLY as i64), ("O_WRONLY", libc::O_WRONLY as i64), ("O_RDWR", libc::O_RDWR as i64),
    ("O_NDELAY", libc::O_NDELAY as i64), ("O_NONBLOCK", libc::O_NONBLOCK as i64), ("O_APPEND", libc::O_APPEND as i64),
    ("O_DSYNC", libc::O_DSYNC as i64), ("O_RSYNC", libc::O_RSYNC as i64), ("O_SYNC", libc::O_SYNC as i64),
    ("O_NOCTTY", libc::O_NOCTTY as i64), ("O_CREAT", libc::O_CREAT as i64), ("O_EXCL", libc::O_EXCL as i64),
    ("O_TRUNC", libc::O_TRUNC as i64), ("O_DIRECTORY", libc::O_DIRECTORY as i64), ("O_NOFOLLOW", libc::O_NOFOLLOW as i64),
    ("O_CLOEXEC", libc::O_CLOEXEC as i64), ("O_ACCMODE", libc::O_ACCMODE as i64), ("O_PATH", libc::O_PATH as i64),
    ("O_TMPFILE", libc::O_TMPFILE as i64), ("O_DIRECT", libc::O_DIRECT as i64), ("O_NOATIME", libc::O_NOATIME as i64),
    ("EX_OK", 0), ("EX_USAGE", 64), ("EX_DATAERR", 65), ("EX_NOINPUT", 66), ("EX_NOUSER", 67), ("EX_NOHOST", 68),
    ("EX_UNAVAILABLE", 69), ("EX_SOFTWARE", 70), ("EX_OSERR", 71), ("EX_OSFILE", 72), ("EX_CANTCREAT", 73),
    ("EX_IOERR", 74), ("EX_TEMPFAIL", 75), ("EX_PROTOCOL", 76), ("EX_NOPERM", 77), ("EX_CONFIG", 78),
    ("WNOHANG", libc::WNOHANG as i64), ("WUNTRACED", libc::WUNTRACED as i64), ("WCONTINUED", libc::WCONTINUED as i64),
    ("SEEK_DATA", libc::SEEK_DATA as i64), ("SEEK_HOLE", libc::SEEK_HOLE as i64), ("TMP_MAX", 238_328),
    ("NGROUPS_MAX", 65_536), ("GRND_NONBLOCK", libc::GRND_NONBLOCK as i64), ("GRND_RANDOM", libc::GRND_RANDOM as i64),
];

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let types = PosixTypes {
        stat_result: stat::stat_result(vm),
        terminal_size: process::terminal_size_type(vm),
        uname_result: process::uname_result(vm),
        times_result: process::times_result(vm),
    };
    let shown =
        [&types.stat_result, &types.terminal_size, &types.uname_result, &types.times_result].map(|ty| ty.clone());
    vm.module_state.insert(std::any::TypeId::of::<PosixTypes>(), Box::new(types));
    let error = vm.exc.OSError.to_value();
    let mut builder = ModuleBuilder::new(
        vm,
        "posix",
        "This module provides access to operating system functionality that is\nstandardized by the C Standard and the POSIX standard (a thinly\ndisguised Unix interface).  Refer to the library manual and\ncorresponding Unix manual entries for more information on calls.",
    )?;
    for ty in &shown {
        builder = builder.class(ty);
    }
    builder = files::add(builder);
    builder = path::add(builder);
    builder = stat::add(builder);
    builder = process::add(builder)?;
    for (name, number) in NUMBERS {
        let number = builder.vm().int(*number);
        builder = builder.value(name, number);
    }
    Ok(builder.value("error", error).build())
}

fn types(vm: &Vm) -> PyResult<&PosixTypes> {
    match vm.module_state.get(&std::any::TypeId::of::<PosixTypes>()).and_then(|s| s.downcast_ref::<PosixTypes>()) {
        Some(types) => Ok(types),
        None => Err(vm.runtime_error("posix is not initialised")),
    }
}

/// The result of a call without one; errors carry the path as it was given.
fn done(vm: &mut Vm, result: std::io::Result<()>, name: Option<&Value>) -> PyResult {
    match result {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(vm.os_error(&error, name.cloned())),
    }
}

/// A C `int`.
fn int_arg(vm: &mut Vm, value: &Value) -> PyResult<i32> {
    let n: i64 = vm.extract(value)?;
    i32::try_from(n).map_err(|_| {
        let (what, limit) = if n < 0 {
            ("signed integer is less than minimum", "")
        } else {
            ("signed integer is greater than maximum", "")
        };
        vm.overflow_error(format!("{what}{limit}"))
    })
}
