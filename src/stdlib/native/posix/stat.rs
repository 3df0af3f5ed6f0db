//! `stat` and its result.

use super::path::{Also, path_arg};
use super::types;
use crate::gc::{Ref, Value};
use crate::host::system::{self, Stat};
use crate::native::arg;
use crate::native::build::{ModuleBuilder, TypeBuilder};
use crate::native::structseq::StructSeq;
use crate::object::{PyResult, Type};
use crate::vm::Vm;
use num_bigint::BigInt;

const RESULT: StructSeq = StructSeq {
    name: "os.stat_result",
    module: "os",
    doc: "stat_result: Result from stat, fstat, or lstat.\n\nThis object may be accessed either as a tuple of\n  (mode, ino, dev, nlink, uid, gid, size, atime, mtime, ctime)\nor via the attributes st_mode, st_ino, st_dev, st_nlink, st_uid, and so on.",
    fields: &[
        ("st_mode", "protection bits"),
        ("st_ino", "inode"),
        ("st_dev", "device"),
        ("st_nlink", "number of hard links"),
        ("st_uid", "user ID of owner"),
        ("st_gid", "group ID of owner"),
        ("st_size", "total size, in bytes"),
        ("st_atime", "time of last access"),
        ("st_mtime", "time of last modification"),
        ("st_ctime", "time of last change"),
        ("st_atime_ns", "time of last access in nanoseconds"),
        ("st_mtime_ns", "time of last modification in nanoseconds"),
        ("st_ctime_ns", "time of last change in nanoseconds"),
        ("st_blksize", "blocksize for filesystem I/O"),
        ("st_blocks", "number of blocks allocated"),
        ("st_rdev", "device type (if inode device)"),
    ],
    visible: 10,
    constructible: true,
};

pub fn stat_result(vm: &mut Vm) -> Ref<Type> {
    let ty = RESULT.make(vm);
    // As items the times are whole seconds, as attributes they have fractions.
    TypeBuilder::new(vm, &ty)
        .getset("st_atime", |vm, v| seconds(vm, v, "st_atime_ns", 7), None, "time of last access")
        .getset("st_mtime", |vm, v| seconds(vm, v, "st_mtime_ns", 8), None, "time of last modification")
        .getset("st_ctime", |vm, v| seconds(vm, v, "st_ctime_ns", 9), None, "time of last change")
        .getset("st_atime_ns", |vm, v| hidden(vm, v, "st_atime_ns"), None, "time of last access in nanoseconds")
        .getset("st_mtime_ns", |vm, v| hidden(vm, v, "st_mtime_ns"), None, "time of last modification in nanoseconds")
        .getset("st_ctime_ns", |vm, v| hidden(vm, v, "st_ctime_ns"), None, "time of last change in nanoseconds")
        .getset("st_blksize", |vm, v| hidden(vm, v, "st_blksize"), None, "blocksize for filesystem I/O")
        .getset("st_blocks", |vm, v| hidden(vm, v, "st_blocks"), None, "number of blocks allocated")
        .getset("st_rdev", |vm, v| hidden(vm, v, "st_rdev"), None, "device type (if inode device)")
        .value("n_fields", Value::small_int(19))
        .value("n_unnamed_fields", Value::small_int(3));
    ty
}

fn hidden(vm: &mut Vm, value: &Value, name: &str) -> PyResult {
    let name = vm.intern(name);
    Ok(vm.instance_get(value, &name).unwrap_or_default())
}

fn seconds(vm: &mut Vm, value: &Value, name: &str, index: i64) -> PyResult {
    let name = vm.intern(name);
    match vm.instance_get(value, &name) {
        Some(ns) if !ns.is_none() => {
            let ns: i64 = vm.extract(&ns)?;
            let (whole, rest) = (ns.div_euclid(1_000_000_000), ns.rem_euclid(1_000_000_000));
            Ok(vm.float(whole as f64 + rest as f64 * 1e-9))
        }
        _ => vm.getitem(value, &Value::small_int(index)),
    }
}

pub fn add(builder: ModuleBuilder<'_>) -> ModuleBuilder<'_> {
    builder
        .function(
            "stat(path, *, dir_fd=None, follow_symlinks=True)",
            stat,
            "Perform a stat system call on the given path.",
        )
        .function(
            "lstat(path, *, dir_fd=None)",
            lstat,
            "Perform a stat system call on the given path, without following symbolic links.",
        )
        .function("fstat(fd)", fstat, "Perform a stat system call on the given file descriptor.")
        .function("_listdir_kinds(path=None)", list_kinds, "Triples of name, inode and kind of a folder's entries.")
}

fn make(vm: &mut Vm, s: &Stat) -> PyResult {
    let ty = types(vm)?.stat_result.clone();
    let plain = [s.mode, s.ino, s.dev, s.nlink, s.uid, s.gid, s.size, s.atime.0, s.mtime.0, s.ctime.0];
    let mut values: Vec<Value> = plain.iter().map(|n| vm.int(*n)).collect();
    for (sec, ns) in [s.atime, s.mtime, s.ctime] {
        values.push(vm.new_int(BigInt::from(sec) * 1_000_000_000 + ns)?);
    }
    values.extend([s.block_size, s.blocks, s.rdev].map(|n| vm.int(n)));
    vm.new_struct_seq(&ty, values)
}

/// Refuses a folder's descriptor as base of a relative path, which is not supported.
pub fn no_dir_fd(vm: &mut Vm, value: &Value) -> PyResult<()> {
    match value.is_none() || value.is_unset() {
        true => Ok(()),
        false => Err(vm.new_error(&vm.exc.NotImplementedError, "dir_fd unavailable on this platform")),
    }
}

fn stat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_arg(vm, "stat", "path", arg(args, 0), Also::Descriptor)?;
    no_dir_fd(vm, arg(args, 1))?;
    let follow = vm.truthy(arg(args, 2))?;
    match system::stat(&path.target, follow) {
        Ok(found) => make(vm, &found),
        Err(error) => Err(vm.os_error(&error, Some(path.object))),
    }
}

fn lstat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_arg(vm, "lstat", "path", arg(args, 0), Also::Nothing)?;
    no_dir_fd(vm, arg(args, 1))?;
    match system::stat(&path.target, false) {
        Ok(found) => make(vm, &found),
        Err(error) => Err(vm.os_error(&error, Some(path.object))),
    }
}

fn fstat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = super::int_arg(vm, arg(args, 0))?;
    match system::stat(&system::Target::Descriptor(fd), true) {
        Ok(found) => make(vm, &found),
        Err(error) => Err(vm.os_error(&error, None)),
    }
}

fn list_kinds(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_arg(vm, "scandir", "path", arg(args, 0), Also::DescriptorOrNone)?;
    let entries = match system::entries(&path.target) {
        Ok(entries) => entries,
        Err(error) => return Err(vm.os_error(&error, Some(path.object).filter(|o| !o.is_none()))),
    };
    let mut items = Vec::with_capacity(entries.len());
    for entry in entries {
        let name = super::path::system_text(vm, &entry.name, path.as_bytes)?;
        let (inode, kind) = (vm.int(entry.inode), vm.int(entry.kind as i64));
        items.push(vm.new_tuple(vec![name, inode, kind])?);
    }
    vm.new_list(items)
}
