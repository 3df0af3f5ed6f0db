//! The `sys` module: what a program can see and set of its interpreter.

mod functions;
mod hooks;
mod info;
mod names;
mod signals;
mod streams;

pub use hooks::{Reported, last_error_exit};
pub use names::STDLIB_NAMES;
pub use signals::SignalHandlers;
pub use streams::flush_std_streams;

use crate::gc::Value;
use crate::native::build::ModuleBuilder;
use crate::object::set::SetTable;
use crate::object::{PyResult, Raised};
use crate::vm::Vm;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

/// Version of the language, in the form of `sys.hexversion`.
pub const HEX_VERSION: i64 = 0x030e_00f0;

/// `sys.version`: says that this is no CPython.
pub fn version_text() -> String {
    format!("3.14.0 (pyrope {})", env!("CARGO_PKG_VERSION"))
}

/// Fills the `sys` module. `builtins` must be complete.
pub fn init(owner: &mut Vm) -> PyResult<()> {
    let dict = owner.sys.clone();
    let config = owner.config.clone();
    let mut builder = ModuleBuilder::over(
        owner,
        "sys",
        "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.",
        dict,
    )?;
    builder = functions::add(builder);
    builder = hooks::add(builder);
    builder = crate::builtins::generator::hooks::add(builder);
    builder = info::add(builder)?;
    let vm = builder.vm();
    let argv: Vec<Value> = config.argv.iter().map(|a| os_text(vm, a)).collect::<PyResult<_>>()?;
    let argv = vm.new_list(argv)?;
    let orig: Vec<Value> = config.orig_argv.iter().map(|a| os_text(vm, a)).collect::<PyResult<_>>()?;
    let orig = vm.new_list(orig)?;
    let path: Vec<Value> = config.path.iter().map(|p| vm.new_str(p)).collect::<PyResult<_>>()?;
    let path = vm.new_list(path)?;
    let executable = vm.new_str(&config.executable)?;
    let prefix = vm.new_str(prefix(&config.executable))?;
    let warn_options: Vec<Value> = config.warn_options.iter().map(|o| vm.new_str(o)).collect::<PyResult<_>>()?;
    let warn_options = vm.new_list(warn_options)?;
    let x_options = vm.new_dict();
    for (name, value) in &config.x_options {
        let name = vm.intern(name);
        let value = match value {
            Some(value) => vm.new_str(value)?,
            None => Value::TRUE,
        };
        drop(x_options.get_mut(vm).set_str(&name, value));
    }
    let version = vm.new_str(&version_text())?;
    let texts = [
        ("platform", "linux"),
        ("byteorder", "little"),
        ("float_repr_style", "short"),
        ("abiflags", ""),
        ("platlibdir", "lib"),
    ]
    .map(|(name, text)| (name, vm.str(text)));
    let copyright = vm.str("Copyright (c) the authors of Pyrope.");
    let maxsize = vm.int(i64::MAX);
    let maxunicode = vm.int(0x10_ffff);
    let hex = vm.int(HEX_VERSION);
    let api = vm.int(1013);
    let modules = vm.modules.to_value();
    let importer_cache = vm.new_dict().into_value();
    let stdlib_names = frozenset(vm, STDLIB_NAMES.iter().copied())?;
    let builtin: Vec<Value> = {
        let mut names: Vec<&str> = crate::stdlib::native_names().chain(["builtins", "sys"]).collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter().map(|n| vm.intern(n).into_value()).collect()
    };
    let builtin = vm.new_tuple(builtin)?;
    for (name, value) in texts {
        builder = builder.value(name, value);
    }
    let builder = builder
        .value("argv", argv)
        .value("orig_argv", orig)
        .value("path", path)
        .value("executable", executable.clone())
        .value("_base_executable", executable)
        .value("prefix", prefix.clone())
        .value("exec_prefix", prefix.clone())
        .value("base_prefix", prefix.clone())
        .value("base_exec_prefix", prefix)
        .value("warnoptions", warn_options)
        .value("_xoptions", x_options.into_value())
        .value("version", version)
        .value("copyright", copyright)
        .value("maxsize", maxsize)
        .value("maxunicode", maxunicode)
        .value("hexversion", hex)
        .value("api_version", api)
        .value("modules", modules)
        .value("path_importer_cache", importer_cache)
        .value("stdlib_module_names", stdlib_names)
        .value("builtin_module_names", builtin)
        .value("dont_write_bytecode", Value::bool(config.dont_write_bytecode))
        .value("pycache_prefix", Value::NONE);
    let module = streams::add(builder)?.build().into_value();
    let name = owner.intern("sys");
    let modules = owner.modules.clone();
    drop(modules.get_mut(owner).set_str(&name, module));
    Ok(())
}

fn prefix(executable: &str) -> &str {
    let bin = executable.rsplit_once('/').map_or("", |(dir, _)| dir);
    bin.rsplit_once('/').map_or("/usr", |(dir, _)| if dir.is_empty() { "/usr" } else { dir })
}

/// Text from the system: bytes that are no UTF-8 become lone surrogates (`surrogateescape`).
pub fn os_text(vm: &mut Vm, text: &OsStr) -> PyResult {
    let bytes = text.as_bytes();
    if std::str::from_utf8(bytes).is_ok() {
        return vm.new_str_wtf8(bytes);
    }
    let mut out = Vec::with_capacity(bytes.len() * 2);
    for chunk in bytes.utf8_chunks() {
        out.extend_from_slice(chunk.valid().as_bytes());
        for byte in chunk.invalid() {
            crate::object::str::push_code_point(&mut out, 0xdc00 + *byte as u32);
        }
    }
    vm.new_str_wtf8(&out)
}

fn frozenset<'a>(vm: &mut Vm, names: impl Iterator<Item = &'a str>) -> PyResult {
    let set = vm.new_set(SetTable::default())?;
    for name in names {
        let name = vm.intern(name).into_value();
        vm.set_add(&set, &name)?;
    }
    let table = std::mem::take(&mut set.get_mut(vm).table);
    vm.new_frozenset(table)
}

impl Vm {
    /// An attribute of the `sys` module, as programs may have replaced it.
    pub fn sys_attribute(&self, name: &str) -> Option<Value> {
        let name = self.intern(name);
        self.sys.get(self).get_str(&name).cloned()
    }

    pub fn set_sys_attribute(&mut self, name: &str, value: Value) {
        let name = self.intern(name);
        let old = self.sys.clone().get_mut(self).set_str(&name, value);
        drop(old);
    }

    /// SystemExit with this status.
    pub fn system_exit(&mut self, status: Value) -> Raised {
        let class = self.exc.SystemExit.to_value();
        let args = if status.is_none() { Vec::new() } else { vec![status] };
        match self.call(&class, &args).and_then(|made| self.make_exception(&made)) {
            Ok(exception) => Raised(exception),
            Err(raised) => raised,
        }
    }
}
