//! The process and its surroundings: environment, numbers, terminal, machine, commands.

use super::path::system_text;
use super::{done, int_arg, types};
use crate::gc::{Ref, Value};
use crate::host::system;
use crate::native::arg;
use crate::native::build::ModuleBuilder;
use crate::native::structseq::StructSeq;
use crate::object::{Bytes, PyResult, Type};
use crate::vm::Vm;
use crate::vm::guard::PIECE;

const TERMINAL_SIZE: StructSeq = StructSeq {
    name: "os.terminal_size",
    module: "os",
    doc: "A tuple of (columns, lines) for holding terminal window size",
    fields: &[
        ("columns", "width of the terminal window in characters"),
        ("lines", "height of the terminal window in characters"),
    ],
    visible: 2,
    constructible: true,
};

const UNAME: StructSeq = StructSeq {
    name: "posix.uname_result",
    module: "posix",
    doc: "uname_result: Result from os.uname().",
    fields: &[
        ("sysname", "operating system name"),
        ("nodename", "name of machine on network (implementation-defined)"),
        ("release", "operating system release"),
        ("version", "operating system version"),
        ("machine", "hardware identifier"),
    ],
    visible: 5,
    constructible: true,
};

const TIMES: StructSeq = StructSeq {
    name: "posix.times_result",
    module: "posix",
    doc: "times_result: Result from os.times().",
    fields: &[
        ("user", "user time"),
        ("system", "system time"),
        ("children_user", "user time of children"),
        ("children_system", "system time of children"),
        ("elapsed", "elapsed time since an arbitrary point in the past"),
    ],
    visible: 5,
    constructible: true,
};

pub fn terminal_size_type(vm: &mut Vm) -> Ref<Type> {
    TERMINAL_SIZE.make(vm)
}

pub fn uname_result(vm: &mut Vm) -> Ref<Type> {
    UNAME.make(vm)
}

pub fn times_result(vm: &mut Vm) -> Ref<Type> {
    TIMES.make(vm)
}

#[rustfmt::skip]
pub fn add(mut builder: ModuleBuilder<'_>) -> PyResult<ModuleBuilder<'_>> {
    let environment = environment(builder.vm())?;
    Ok(builder
        .value("environ", environment)
        .function("_create_environ()", |vm, _| environment_again(vm), "The environment as a dict of bytes.")
        .function("putenv(name, value, /)", putenv, "Change or add an environment variable.")
        .function("unsetenv(name, /)", unsetenv, "Delete an environment variable.")
        .function("getpid()", |vm, _| id(vm, 0), "Return the current process id.")
        .function("getppid()", |vm, _| id(vm, 1), "Return the parent's process id.")
        .function("getuid()", |vm, _| id(vm, 2), "Return the current process's user id.")
        .function("geteuid()", |vm, _| id(vm, 3), "Return the current process's effective user id.")
        .function("getgid()", |vm, _| id(vm, 4), "Return the current process's group id.")
        .function("getegid()", |vm, _| id(vm, 5), "Return the current process's effective group id.")
        .function("getlogin()", getlogin, "Return the actual login name.")
        .function("kill(pid, signal, /)", kill, "Kill a process with a signal.")
        .function("umask(mask, /)", umask, "Set the current numeric umask and return the previous umask.")
        .function("urandom(size, /)", urandom, "Return a bytes object containing random bytes suitable for cryptographic use.")
        .function("getrandom(size, flags=0)", urandom, "Obtain a series of random bytes.")
        .function("cpu_count()", cpu_count, "Return the number of logical CPUs in the system.")
        .function("_usable_cpus()", usable_cpus, "The number of logical CPUs that the process may use.")
        .function("strerror(code, /)", strerror, "Translate an error code to a message string.")
        .function("get_terminal_size(fd=<unrepresentable>, /)", get_terminal_size, "Return the size of the terminal window as (columns, lines).")
        .function("uname()", uname, "Return an object identifying the current operating system.")
        .function("times()", times, "Return a collection containing process timing information.")
        .function("getloadavg()", getloadavg, "Return average recent system load information.")
        .function("_exit(status)", exit, "Exit to the system with specified status, without normal exit processing.")
        .function("abort()", |vm, _| { crate::host::signal::die_by(libc::SIGABRT); let _ = vm; Ok(Value::NONE) }, "Abort the interpreter immediately.")
        .function("system(command)", system_, "Execute the command in a subshell.")
        .function("_shell(command, input=None, /)", shell, "Status and output of a command in a subshell.")
        .function("_user(key, /)", user, "Name and home of a user by number or name, or None.")
        .function("waitstatus_to_exitcode(status)", exit_code, "Convert a wait status to an exit code."))
}

fn environment(vm: &mut Vm) -> PyResult {
    let dict = vm.new_dict();
    for (name, value) in system::variables() {
        let (name, value) = (vm.new_bytes(name)?, vm.new_bytes(value)?);
        vm.dict_set(&dict, &name, value)?;
    }
    Ok(dict.into_value())
}

fn environment_again(vm: &mut Vm) -> PyResult {
    environment(vm)
}

/// A name or value for the environment.
fn text(vm: &mut Vm, value: &Value) -> PyResult<Vec<u8>> {
    let path = super::path::fspath_of(vm, value)?;
    crate::stdlib::native::io::path_bytes(vm, &path)
}

fn putenv(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (name, value) = (text(vm, arg(args, 0))?, text(vm, arg(args, 1))?);
    if name.contains(&b'=') {
        return Err(vm.value_error("illegal environment variable name"));
    }
    done(vm, system::set_variable(&name, Some(&value)), None)
}

fn unsetenv(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = text(vm, arg(args, 0))?;
    done(vm, system::set_variable(&name, None), None)
}

fn id(vm: &mut Vm, which: usize) -> PyResult {
    let id = system::ids().get(which).copied().unwrap_or(0);
    Ok(vm.int(id))
}

fn getlogin(vm: &mut Vm, _args: &[Value]) -> PyResult {
    match system::login_name() {
        Ok(name) => vm.new_str(&name),
        Err(error) => Err(vm.os_error(&error, None)),
    }
}

fn kill(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (pid, signal) = (int_arg(vm, arg(args, 0))?, int_arg(vm, arg(args, 1))?);
    let result = done(vm, system::kill(pid, signal), None);
    vm.poll()?;
    result
}

fn umask(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mask = int_arg(vm, arg(args, 0))?;
    Ok(vm.int(system::umask(mask as u32) as i64))
}

fn urandom(vm: &mut Vm, args: &[Value]) -> PyResult {
    let size: i64 = vm.extract(arg(args, 0))?;
    let Ok(size) = usize::try_from(size) else { return Err(vm.value_error("negative argument not allowed")) };
    let mut buffer = vm.buffer(size)?;
    while buffer.len() < size {
        vm.check_interrupt()?;
        let start = buffer.len();
        buffer.resize(size.min(start + PIECE), 0);
        if let Err(error) = system::random(buffer.get_mut(start..).unwrap_or_default()) {
            return Err(vm.os_error(&error, None));
        }
    }
    vm.new_bytes(buffer)
}

fn cpu_count(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(system::processors().0.map(|n| vm.int(n)).unwrap_or_default())
}

fn usable_cpus(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(system::processors().1.map(|n| vm.int(n)).unwrap_or_default())
}

fn strerror(vm: &mut Vm, args: &[Value]) -> PyResult {
    let code = int_arg(vm, arg(args, 0))?;
    vm.new_str(&system::error_text(code))
}

fn get_terminal_size(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = match arg(args, 0) {
        unset if unset.is_unset() => 1,
        fd => int_arg(vm, fd)?,
    };
    match system::terminal_size(fd) {
        Ok((columns, lines)) => {
            let ty = types(vm)?.terminal_size.clone();
            let values = vec![vm.int(columns), vm.int(lines)];
            vm.new_struct_seq(&ty, values)
        }
        Err(error) => Err(vm.os_error(&error, None)),
    }
}

fn uname(vm: &mut Vm, _args: &[Value]) -> PyResult {
    match system::uname() {
        Ok(fields) => {
            let ty = types(vm)?.uname_result.clone();
            let values = fields.iter().map(|f| vm.new_str(f)).collect::<PyResult<Vec<_>>>()?;
            vm.new_struct_seq(&ty, values)
        }
        Err(error) => Err(vm.os_error(&error, None)),
    }
}

fn times(vm: &mut Vm, _args: &[Value]) -> PyResult {
    match system::times() {
        Ok(fields) => {
            let ty = types(vm)?.times_result.clone();
            let values = fields.iter().map(|f| vm.float(*f)).collect();
            vm.new_struct_seq(&ty, values)
        }
        Err(error) => Err(vm.os_error(&error, None)),
    }
}

fn getloadavg(vm: &mut Vm, _args: &[Value]) -> PyResult {
    match system::load_average() {
        Some(numbers) => {
            let items = numbers.iter().map(|n| vm.float(*n)).collect();
            vm.new_tuple(items)
        }
        None => Err(vm.new_error(&vm.exc.OSError, "Load averages are unobtainable")),
    }
}

fn exit(vm: &mut Vm, args: &[Value]) -> PyResult {
    let status = int_arg(vm, arg(args, 0))?;
    system::exit_now(status)
}

fn system_(vm: &mut Vm, args: &[Value]) -> PyResult {
    let command = text(vm, arg(args, 0))?;
    match system::shell(&command, None, false) {
        Ok((status, _)) => Ok(vm.int(status as i64)),
        Err(error) => Err(vm.os_error(&error, None)),
    }
}

fn shell(vm: &mut Vm, args: &[Value]) -> PyResult {
    let command = text(vm, arg(args, 0))?;
    let input = arg(args, 1).downcast::<Bytes>().map(|b| b.data().to_vec());
    match system::shell(&command, input.as_deref(), input.is_none()) {
        Ok((status, output)) => {
            let pair = vec![vm.int(status as i64), vm.new_bytes(output)?];
            vm.new_tuple(pair)
        }
        Err(error) => Err(vm.os_error(&error, None)),
    }
}

fn user(vm: &mut Vm, args: &[Value]) -> PyResult {
    let found = match vm.int_value(arg(args, 0)) {
        Some(uid) => u32::try_from(uid).ok().and_then(system::user_by_id),
        None => {
            let name = text(vm, arg(args, 0))?;
            system::user_by_name(&name)
        }
    };
    match found {
        Some((name, home)) => {
            let pair = vec![system_text(vm, &name, false)?, system_text(vm, &home, false)?];
            vm.new_tuple(pair)
        }
        None => Ok(Value::NONE),
    }
}

fn exit_code(vm: &mut Vm, args: &[Value]) -> PyResult {
    let status = int_arg(vm, arg(args, 0))?;
    let signal = status & 0x7f;
    if signal == 0 {
        return Ok(vm.int((status >> 8 & 0xff) as i64));
    }
    if status & 0xff == 0x7f {
        let stop = status >> 8 & 0xff;
        return Err(vm.value_error(format!("process stopped by delivery of signal {stop}")));
    }
    Ok(vm.int(-(signal as i64)))
}
