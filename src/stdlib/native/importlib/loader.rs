//! Loaders of files: `SourceFileLoader`, which subclasses change by overriding its steps, and `NamespaceLoader`.

use super::{cannot_handle, plain_type, text};
use crate::bytecode::Code;
use crate::gc::{Ref, Value};
use crate::native::arg;
use crate::object::slots::{Args, PyResult};
use crate::object::{Str, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> [Ref<Type>; 2] {
    const MODULE: &str = "_frozen_importlib_external";
    let basics = plain_type(vm, "_LoaderBasics", MODULE, None)
        .doc("Base class of common code needed by loaders of source.")
        .slots(|s| s.new = Some(|vm, class, _| vm.new_instance(class)))
        .method(
            "is_package(self, fullname)",
            is_package,
            "Whether the module is a package: the file's name is __init__.",
        )
        .method("create_module(self, spec)", |_, _| Ok(Value::NONE), "Use default semantics for module creation.")
        .method("exec_module(self, module)", exec_module, "Execute the module.")
        .method("load_module(self, fullname)", load_module, "This method is deprecated.")
        .ready();
    let source = plain_type(vm, "SourceLoader", MODULE, Some(&basics))
        .slots(|s| s.new = Some(|vm, class, _| vm.new_instance(class)))
        .method("get_code(self, fullname)", get_code, "The code object of the module.")
        .method("get_source(self, fullname)", get_source, "The source text of the module.")
        .method(
            "source_to_code(self, data, path, *, _optimize=-1)",
            source_to_code,
            "Return the code object compiled from source.",
        )
        .ready();
    let file = plain_type(vm, "SourceFileLoader", MODULE, Some(&source))
        .doc("Concrete implementation of SourceLoader using the file system.")
        .signature("(fullname, path)")
        .slots(|s| {
            s.new = Some(|vm, class, _| vm.new_instance(class));
            s.init = Some(file_init);
        })
        .method("get_filename(self, name=None)", get_filename, "The path of the module's file.")
        .method("get_data(self, path)", get_data, "The contents of a file, as bytes.")
        .method("path_stats(self, path)", path_stats, "The file's modification time and size, in a dict.")
        .method("path_mtime(self, path)", path_mtime, "The file's modification time.")
        .ready();
    let namespace = plain_type(vm, "NamespaceLoader", MODULE, None)
        .signature("(name, path, path_finder=None)")
        .slots(|s| {
            s.new = Some(|vm, class, _| vm.new_instance(class));
            s.init = Some(namespace_init);
        })
        .method("is_package(self, fullname)", |_, _| Ok(Value::TRUE), "")
        .method("get_source(self, fullname)", |vm, _| vm.new_str(""), "")
        .method("get_code(self, fullname)", namespace_code, "")
        .method("create_module(self, spec)", |_, _| Ok(Value::NONE), "Use default semantics for module creation.")
        .method("exec_module(self, module)", |_, _| Ok(Value::NONE), "")
        .method("load_module(self, fullname)", load_module, "Load a namespace module. This method is deprecated.")
        .ready();
    [file, namespace]
}

fn file_init(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult<()> {
    let bound = vm.bind_args("SourceFileLoader(fullname, path)", args)?;
    for (name, value) in ["name", "path"].into_iter().zip(bound) {
        let name = vm.intern(name);
        vm.instance_set(this, &name, value)?;
    }
    Ok(())
}

fn namespace_init(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult<()> {
    let bound = vm.bind_args("NamespaceLoader(name, path, path_finder=None)", args)?;
    let name = vm.intern("_path");
    vm.instance_set(this, &name, arg(&bound, 1).clone())
}

fn namespace_code(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(vm.compile_source("", "<string>", crate::syntax::Mode::File, 0)?.into_value())
}

/// The path of a loader; it must be the loader of this module.
fn get_filename(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = arg(args, 0);
    let own = vm.getattr_str(this, "name")?;
    let name = arg(args, 1);
    if !name.is_none() && !vm.equals(&own, name)? {
        let (own, name) = (text(vm, &own)?, text(vm, name)?);
        return Err(cannot_handle(vm, &own, &name));
    }
    vm.getattr_str(this, "path")
}

fn get_data(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = fs_path(vm, arg(args, 1))?;
    let name = path.to_string_lossy();
    if let Some(text) = crate::stdlib::embedded_text(&name) {
        return vm.new_bytes(text.as_bytes());
    }
    match crate::host::fs::read(&path) {
        Ok(data) => vm.new_bytes(data),
        Err(error) => Err(vm.os_error(&error, Some(arg(args, 1).clone()))),
    }
}

fn path_stats(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = fs_path(vm, arg(args, 1))?;
    let dict = vm.new_dict();
    let (time, size) = match crate::stdlib::embedded_text(&path.to_string_lossy()) {
        Some(text) => (0.0, text.len() as i64),
        None => match crate::host::fs::modified(&path) {
            Ok(found) => found,
            Err(error) => return Err(vm.os_error(&error, Some(arg(args, 1).clone()))),
        },
    };
    for (name, value) in [("mtime", vm.float(time)), ("size", vm.int(size))] {
        let name = vm.intern(name);
        drop(dict.get_mut(vm).set_str(&name, value));
    }
    Ok(dict.into_value())
}

fn path_mtime(vm: &mut Vm, args: &[Value]) -> PyResult {
    let stats = vm.call_method_str(arg(args, 0), "path_stats", &[arg(args, 1).clone()])?;
    let key = vm.str("mtime");
    vm.getitem(&stats, &key)
}

fn is_package(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = vm.call_method_str(arg(args, 0), "get_filename", &[arg(args, 1).clone()])?;
    let (path, name) = (text(vm, &path)?, text(vm, arg(args, 1))?);
    let file = path.rsplit('/').next().unwrap_or("");
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    Ok(Value::bool(stem == "__init__" && name.rsplit('.').next() != Some("__init__")))
}

fn get_code(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = arg(args, 0);
    let path = vm.call_method_str(this, "get_filename", &[arg(args, 1).clone()])?;
    let data = vm.call_method_str(this, "get_data", std::slice::from_ref(&path))?;
    vm.call_method_str(this, "source_to_code", &[data, path])
}

fn source_to_code(vm: &mut Vm, args: &[Value]) -> PyResult {
    let key = vm.intern("compile");
    let compile = vm.builtins.get(vm).get_str(&key).cloned().unwrap_or_default();
    let mode = vm.str("exec");
    let (flags, alone) = (vm.int(0), Value::TRUE);
    vm.call(&compile, &[arg(args, 1).clone(), arg(args, 2).clone(), mode, flags, alone, arg(args, 3).clone()])
}

fn get_source(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = arg(args, 0);
    let path = vm.call_method_str(this, "get_filename", &[arg(args, 1).clone()])?;
    let data = match vm.call_method_str(this, "get_data", std::slice::from_ref(&path)) {
        Ok(data) => crate::stdlib::native::io::bytes_like(vm, &data)?,
        Err(raised) if vm.raised_is(&raised, |e| &e.OSError) => {
            let error = vm.import_error("source not available through get_data()", Some(arg(args, 1)), None);
            let cause = raised.0.into_value();
            vm.set_cause(&error.0, Some(cause));
            return Err(error);
        }
        Err(raised) => return Err(raised),
    };
    let file = path.downcast::<Str>().map(|p| p.to_lossy().into_owned()).unwrap_or_default();
    let source = vm.decode_source(data.data(), &file)?;
    vm.new_str(&source.replace("\r\n", "\n").replace('\r', "\n"))
}

fn exec_module(vm: &mut Vm, args: &[Value]) -> PyResult {
    let module = arg(args, 1);
    let name = vm.getattr_str(module, "__name__")?;
    let code = vm.call_method_str(arg(args, 0), "get_code", std::slice::from_ref(&name))?;
    let Some(code) = code.downcast::<Code>().cloned() else {
        let shown = vm.repr_lossy(&name)?;
        return Err(vm.import_error(format!("cannot load module {shown} when get_code() returns None"), None, None));
    };
    let dict = vm.getattr_str(module, "__dict__")?;
    let Ok(globals) = dict.clone().into_ref::<crate::object::Dict>() else {
        return Err(vm.type_error("the module has no namespace"));
    };
    vm.run_code(&code, &globals, &dict)?;
    Ok(Value::NONE)
}

/// The old way to load: finds the module's spec by its loader, and executes a module that is there already anew.
fn load_module(vm: &mut Vm, args: &[Value]) -> PyResult {
    let util = vm.import_module("importlib.util")?;
    let spec = vm.call_method_str(&util, "spec_from_loader", &[arg(args, 1).clone(), arg(args, 0).clone()])?;
    let name = text(vm, arg(args, 1))?;
    let key = vm.intern(&name);
    match vm.modules.get(vm).get_str(&key).cloned() {
        Some(module) => {
            vm.init_module_attributes(&spec, &module, true)?;
            vm.call_method_str(arg(args, 0), "exec_module", std::slice::from_ref(&module))?;
            Ok(vm.modules.get(vm).get_str(&key).cloned().unwrap_or(module))
        }
        None => vm.load_from_spec(&spec),
    }
}

fn fs_path(vm: &mut Vm, value: &Value) -> PyResult<std::path::PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    let bytes = crate::stdlib::native::io::path_bytes(vm, value)?;
    Ok(std::ffi::OsString::from_vec(bytes).into())
}
