//! Files and folders by path, and descriptors.

use super::path::{Also, path_arg, system_text};
use super::stat::no_dir_fd;
use super::{done, int_arg};
use crate::gc::Value;
use crate::host::fd;
use crate::host::system::{self, Target};
use crate::native::arg;
use crate::native::build::ModuleBuilder;
use crate::object::{PyResult, Tuple};
use crate::vm::Vm;

#[rustfmt::skip]
pub fn add(builder: ModuleBuilder<'_>) -> ModuleBuilder<'_> {
    builder
        .function("getcwd()", |vm, _| current(vm, false), "Return a unicode string representing the current working directory.")
        .function("getcwdb()", |vm, _| current(vm, true), "Return a bytes string representing the current working directory.")
        .function("chdir(path)", chdir, "Change the current working directory to the specified path.")
        .function("fchdir(fd)", chdir, "Change to the directory of the given file descriptor.")
        .function("listdir(path=None)", listdir, "Return a list containing the names of the files in the directory.")
        .function("mkdir(path, mode=511, *, dir_fd=None)", mkdir, "Create a directory.")
        .function("mkfifo(path, mode=438, *, dir_fd=None)", mkfifo, "Create a \"fifo\" (a POSIX named pipe).")
        .function("rmdir(path, *, dir_fd=None)", rmdir, "Remove a directory.")
        .function("unlink(path, *, dir_fd=None)", |vm, a| remove(vm, a, "unlink"), "Remove a file (same as remove()).")
        .function("remove(path, *, dir_fd=None)", |vm, a| remove(vm, a, "remove"), "Remove a file (same as unlink()).")
        .function("rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", |vm, a| two_paths(vm, a, "rename", system::rename), "Rename a file or directory.")
        .function("replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", |vm, a| two_paths(vm, a, "replace", system::rename), "Rename a file or directory, overwriting the destination.")
        .function("link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)", |vm, a| two_paths(vm, a, "link", system::link), "Create a hard link to a file.")
        .function("symlink(src, dst, target_is_directory=False, *, dir_fd=None)", |vm, a| two_paths(vm, a, "symlink", system::symlink), "Create a symbolic link pointing to src named dst.")
        .function("readlink(path, *, dir_fd=None)", readlink, "Return a string representing the path to which the symbolic link points.")
        .function("chmod(path, mode, *, dir_fd=None, follow_symlinks=True)", chmod, "Change the access permissions of a file.")
        .function("fchmod(fd, mode)", chmod, "Change the access permissions of the file given by file descriptor fd.")
        .function("chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True)", chown, "Change the owner and group id of path to the numeric uid and gid.")
        .function("access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", access, "Use the real uid/gid to test for access to a path.")
        .function("utime(path, times=None, *, ns=<unrepresentable>, dir_fd=None, follow_symlinks=True)", utime, "Set the access and modified time of path.")
        .function("truncate(path, length)", truncate, "Truncate a file, specified by path, to a specific length.")
        .function("open(path, flags, mode=511, *, dir_fd=None)", open, "Open a file for low level IO.  Returns a file descriptor (integer).")
        .function("close(fd)", close, "Close a file descriptor.")
        .function("closerange(fd_low, fd_high, /)", closerange, "Closes all file descriptors in [fd_low, fd_high), ignoring errors.")
        .function("read(fd, length, /)", read, "Read from a file descriptor.  Returns a bytes object.")
        .function("write(fd, data, /)", write, "Write a bytes object to a file descriptor.")
        .function("lseek(fd, position, whence, /)", lseek, "Set the position of a file descriptor.  Return the new position.")
        .function("ftruncate(fd, length, /)", ftruncate, "Truncate a file, specified by file descriptor, to a specific length.")
        .function("fsync(fd)", fsync, "Force write of fd to disk.")
        .function("isatty(fd, /)", isatty, "Return True if the fd is connected to a terminal.")
        .function("dup(fd, /)", dup, "Return a duplicate of a file descriptor.")
        .function("dup2(fd, fd2, inheritable=True)", dup2, "Duplicate file descriptor.")
        .function("pipe()", pipe, "Create a pipe.\n\nReturns a tuple of two file descriptors:\n  (read_fd, write_fd)")
        .function("get_inheritable(fd, /)", get_inheritable, "Get the close-on-exe flag of the specified file descriptor.")
        .function("set_inheritable(fd, inheritable, /)", set_inheritable, "Set the inheritable flag of the specified file descriptor.")
}

fn current(vm: &mut Vm, as_bytes: bool) -> PyResult {
    match system::current_dir() {
        Ok(path) => system_text(vm, &path, as_bytes),
        Err(error) => Err(vm.os_error(&error, None)),
    }
}

fn chdir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_arg(vm, "chdir", "path", arg(args, 0), Also::Descriptor)?;
    let result = match &path.target {
        Target::Path(bytes) => system::change_dir(bytes),
        Target::Descriptor(fd) => system::change_dir_to(*fd),
    };
    done(vm, result, Some(&path.object))
}

fn listdir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_arg(vm, "listdir", "path", arg(args, 0), Also::DescriptorOrNone)?;
    match system::entries(&path.target) {
        Ok(entries) => {
            let mut names = Vec::with_capacity(entries.len());
            for entry in entries {
                names.push(system_text(vm, &entry.name, path.as_bytes)?);
            }
            vm.new_list(names)
        }
        Err(error) => Err(vm.os_error(&error, Some(path.object).filter(|o| !o.is_none()))),
    }
}

fn mkdir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_arg(vm, "mkdir", "path", arg(args, 0), Also::Nothing)?;
    no_dir_fd(vm, arg(args, 2))?;
    let mode = int_arg(vm, arg(args, 1))?;
    done(vm, system::make_dir(path.bytes(), mode as u32), Some(&path.object))
}

fn mkfifo(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_arg(vm, "mkfifo", "path", arg(args, 0), Also::Nothing)?;
    no_dir_fd(vm, arg(args, 2))?;
    let mode = int_arg(vm, arg(args, 1))?;
    done(vm, system::make_fifo(path.bytes(), mode as u32), None)
}

fn rmdir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_arg(vm, "rmdir", "path", arg(args, 0), Also::Nothing)?;
    no_dir_fd(vm, arg(args, 1))?;
    done(vm, system::remove_dir(path.bytes()), Some(&path.object))
}

fn remove(vm: &mut Vm, args: &[Value], function: &str) -> PyResult {
    let path = path_arg(vm, function, "path", arg(args, 0), Also::Nothing)?;
    no_dir_fd(vm, arg(args, 1))?;
    done(vm, system::remove(path.bytes()), Some(&path.object))
}

fn two_paths(vm: &mut Vm, args: &[Value], function: &str, call: fn(&[u8], &[u8]) -> std::io::Result<()>) -> PyResult {
    let from = path_arg(vm, function, "src", arg(args, 0), Also::Nothing)?;
    let to = path_arg(vm, function, "dst", arg(args, 1), Also::Nothing)?;
    if function != "symlink" {
        no_dir_fd(vm, arg(args, 2))?;
    }
    no_dir_fd(vm, arg(args, 3))?;
    match call(from.bytes(), to.bytes()) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => {
            let raised = vm.os_error(&error, Some(from.object));
            let name = vm.intern("filename2");
            let value = raised.0.to_value();
            vm.setattr(&value, &name, Some(&to.object))?;
            Err(raised)
        }
    }
}

fn readlink(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_arg(vm, "readlink", "path", arg(args, 0), Also::Nothing)?;
    no_dir_fd(vm, arg(args, 1))?;
    match system::read_link(path.bytes()) {
        Ok(target) => system_text(vm, &target, path.as_bytes),
        Err(error) => Err(vm.os_error(&error, Some(path.object))),
    }
}

fn chmod(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_arg(vm, "chmod", "path", arg(args, 0), Also::Descriptor)?;
    let mode = int_arg(vm, arg(args, 1))? as u32;
    let result = match &path.target {
        Target::Path(bytes) => system::change_mode(bytes, mode),
        Target::Descriptor(fd) => system::change_mode_of(*fd, mode),
    };
    done(vm, result, Some(&path.object))
}

fn chown(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_arg(vm, "chown", "path", arg(args, 0), Also::Nothing)?;
    let (user, group) = (int_arg(vm, arg(args, 1))? as u32, int_arg(vm, arg(args, 2))? as u32);
    no_dir_fd(vm, arg(args, 3))?;
    let follow = vm.truthy(arg(args, 4))?;
    done(vm, system::change_owner(path.bytes(), user, group, follow), Some(&path.object))
}

fn access(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_arg(vm, "access", "path", arg(args, 0), Also::Nothing)?;
    let mode = int_arg(vm, arg(args, 1))?;
    no_dir_fd(vm, arg(args, 2))?;
    let (effective, follow) = (vm.truthy(arg(args, 3))?, vm.truthy(arg(args, 4))?);
    Ok(Value::bool(system::access(path.bytes(), mode, effective, follow)))
}

/// A pair of times, in seconds with fractions or in nanoseconds.
fn time_pair(vm: &mut Vm, value: &Value, ns: bool) -> PyResult<[(i64, i64); 2]> {
    const BILLION: i64 = 1_000_000_000;
    let items = match value.downcast::<Tuple>() {
        Some(tuple) if tuple.items().len() == 2 => tuple.items().to_vec(),
        _ if ns => return Err(vm.type_error("utime: 'ns' must be a tuple of two ints")),
        _ => return Err(vm.type_error("utime: 'times' must be either a tuple of two ints or None")),
    };
    let mut pair = [(0, 0); 2];
    for (slot, item) in pair.iter_mut().zip(&items) {
        *slot = match item.as_float() {
            Some(seconds) if !ns => {
                let whole = seconds.floor();
                (whole as i64, ((seconds - whole) * 1e9) as i64)
            }
            _ => {
                let n: i64 = vm.extract(item)?;
                if ns { (n.div_euclid(BILLION), n.rem_euclid(BILLION)) } else { (n, 0) }
            }
        };
    }
    Ok(pair)
}

fn utime(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_arg(vm, "utime", "path", arg(args, 0), Also::Descriptor)?;
    no_dir_fd(vm, arg(args, 3))?;
    let follow = vm.truthy(arg(args, 4))?;
    let (times, ns) = (arg(args, 1), arg(args, 2));
    let pair = match (times.is_none(), ns.is_unset()) {
        (true, true) => None,
        (false, true) => Some(time_pair(vm, times, false)?),
        (true, false) => Some(time_pair(vm, ns, true)?),
        (false, false) => {
            return Err(vm.value_error("utime: you may specify either 'times' or 'ns' but not both"));
        }
    };
    done(vm, system::set_times(&path.target, pair, follow), Some(&path.object))
}

fn truncate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_arg(vm, "truncate", "path", arg(args, 0), Also::Descriptor)?;
    let length: i64 = vm.extract(arg(args, 1))?;
    let result = match &path.target {
        Target::Path(bytes) => system::truncate(bytes, length),
        Target::Descriptor(descriptor) => fd::truncate(*descriptor, length),
    };
    done(vm, result, Some(&path.object))
}

fn open(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_arg(vm, "open", "path", arg(args, 0), Also::Nothing)?;
    let (flags, mode) = (int_arg(vm, arg(args, 1))?, int_arg(vm, arg(args, 2))?);
    no_dir_fd(vm, arg(args, 3))?;
    match fd::open(path.bytes(), flags, mode as u32) {
        Ok(descriptor) => Ok(vm.int(descriptor as i64)),
        Err(error) => Err(vm.os_error(&error, Some(path.object))),
    }
}

fn close(vm: &mut Vm, args: &[Value]) -> PyResult {
    let descriptor = int_arg(vm, arg(args, 0))?;
    done(vm, fd::close(descriptor), None)
}

fn closerange(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (low, high) = (int_arg(vm, arg(args, 0))?, int_arg(vm, arg(args, 1))?);
    for descriptor in low.max(0)..high {
        let _ = fd::close(descriptor);
    }
    Ok(Value::NONE)
}

fn read(vm: &mut Vm, args: &[Value]) -> PyResult {
    let descriptor = int_arg(vm, arg(args, 0))?;
    let length: i64 = vm.extract(arg(args, 1))?;
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.os_error(&std::io::Error::from_raw_os_error(libc::EINVAL), None));
    };
    let mut buffer = Vec::new();
    if buffer.try_reserve_exact(length).is_err() {
        return Err(vm.memory_error());
    }
    buffer.resize(length, 0);
    loop {
        match fd::read(descriptor, &mut buffer) {
            Ok(n) => {
                buffer.truncate(n);
                return vm.new_bytes(buffer);
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => vm.poll()?,
            Err(error) => return Err(vm.os_error(&error, None)),
        }
    }
}

fn write(vm: &mut Vm, args: &[Value]) -> PyResult {
    let descriptor = int_arg(vm, arg(args, 0))?;
    let data = crate::stdlib::native::io::bytes_like(vm, arg(args, 1))?;
    loop {
        match fd::write(descriptor, data.data()) {
            Ok(n) => return Ok(vm.int(n as i64)),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => vm.poll()?,
            Err(error) => return Err(vm.os_error(&error, None)),
        }
    }
}

fn lseek(vm: &mut Vm, args: &[Value]) -> PyResult {
    let descriptor = int_arg(vm, arg(args, 0))?;
    let offset: i64 = vm.extract(arg(args, 1))?;
    let whence = int_arg(vm, arg(args, 2))?;
    match fd::seek(descriptor, offset, whence) {
        Ok(at) => Ok(vm.int(at)),
        Err(error) => Err(vm.os_error(&error, None)),
    }
}

fn ftruncate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let descriptor = int_arg(vm, arg(args, 0))?;
    let length: i64 = vm.extract(arg(args, 1))?;
    done(vm, fd::truncate(descriptor, length), None)
}

fn fsync(vm: &mut Vm, args: &[Value]) -> PyResult {
    let descriptor = int_arg(vm, arg(args, 0))?;
    done(vm, system::sync(descriptor), None)
}

fn isatty(vm: &mut Vm, args: &[Value]) -> PyResult {
    let descriptor = int_arg(vm, arg(args, 0))?;
    Ok(Value::bool(fd::is_tty(descriptor)))
}

fn descriptor_result(vm: &mut Vm, result: std::io::Result<i32>) -> PyResult {
    match result {
        Ok(descriptor) => Ok(vm.int(descriptor as i64)),
        Err(error) => Err(vm.os_error(&error, None)),
    }
}

fn dup(vm: &mut Vm, args: &[Value]) -> PyResult {
    let descriptor = int_arg(vm, arg(args, 0))?;
    descriptor_result(vm, system::duplicate(descriptor))
}

fn dup2(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (from, to) = (int_arg(vm, arg(args, 0))?, int_arg(vm, arg(args, 1))?);
    let inheritable = vm.truthy(arg(args, 2))?;
    descriptor_result(vm, system::duplicate_to(from, to, inheritable))
}

fn pipe(vm: &mut Vm, _args: &[Value]) -> PyResult {
    match system::pipe() {
        Ok((from, to)) => {
            let ends = vec![vm.int(from as i64), vm.int(to as i64)];
            vm.new_tuple(ends)
        }
        Err(error) => Err(vm.os_error(&error, None)),
    }
}

fn get_inheritable(vm: &mut Vm, args: &[Value]) -> PyResult {
    let descriptor = int_arg(vm, arg(args, 0))?;
    match system::is_inheritable(descriptor) {
        Ok(flag) => Ok(Value::bool(flag)),
        Err(error) => Err(vm.os_error(&error, None)),
    }
}

fn set_inheritable(vm: &mut Vm, args: &[Value]) -> PyResult {
    let descriptor = int_arg(vm, arg(args, 0))?;
    let flag = vm.truthy(arg(args, 1))?;
    done(vm, system::set_inheritable(descriptor, flag), None)
}
