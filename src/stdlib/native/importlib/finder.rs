//! Finders: the three of `sys.meta_path`, and the one for the modules of a folder.

use super::{plain_type, state, text};
use crate::gc::{Ref, Value};
use crate::native::arg;
use crate::object::native::{NativeDef, NativeFunction};
use crate::object::slots::{Args, PyResult};
use crate::object::ty::Name;
use crate::object::{Raised, Str, Type};
use crate::vm::Vm;
use std::path::PathBuf;
use std::rc::Rc;

pub fn init(vm: &mut Vm) -> [Ref<Type>; 4] {
    const EXTERNAL: &str = "_frozen_importlib_external";
    let builtin = plain_type(vm, "BuiltinImporter", "_frozen_importlib", None)
        .doc("Meta path import for built-in modules.\n\nAll methods are either class or static methods to avoid the need to\ninstantiate the class.")
        .slots(|s| s.new = Some(|vm, class, _| vm.new_instance(class)))
        .class_method("find_spec(cls, fullname, path=None, target=None)", builtin_find_spec, "")
        .static_method("create_module(spec)", builtin_create, "Create a built-in module.")
        .static_method("exec_module(module)", |_, _| Ok(Value::NONE), "Exec a built-in module.")
        .class_method("get_code(cls, fullname)", nothing_of_builtin, "Return None as built-in modules do not have code objects.")
        .class_method("get_source(cls, fullname)", nothing_of_builtin, "Return None as built-in modules do not have source code.")
        .class_method("is_package(cls, fullname)", builtin_is_package, "Return False as built-in modules are never packages.")
        .class_method("load_module(cls, fullname)", builtin_load, "Load a built-in module. This method is deprecated.")
        .ready();
    let frozen = plain_type(vm, "FrozenImporter", "_frozen_importlib", None)
        .doc("Meta path import for frozen modules; there are none.")
        .slots(|s| s.new = Some(|vm, class, _| vm.new_instance(class)))
        .class_method("find_spec(cls, fullname, path=None, target=None)", |_, _| Ok(Value::NONE), "")
        .ready();
    let path = plain_type(vm, "PathFinder", EXTERNAL, None)
        .doc("Meta path finder for sys.path and package __path__ attributes.")
        .slots(|s| s.new = Some(|vm, class, _| vm.new_instance(class)))
        .class_method(
            "find_spec(cls, fullname, path=None, target=None)",
            path_find_spec,
            "Try to find a spec for 'fullname' on sys.path or 'path'.",
        )
        .static_method(
            "invalidate_caches()",
            path_invalidate,
            "Call the invalidate_caches() method on all path entry finders.",
        )
        .ready();
    let file = plain_type(vm, "FileFinder", EXTERNAL, None)
        .doc("File-based finder for the modules of a folder.")
        .signature("(path, *loader_details)")
        .slots(|s| {
            s.new = Some(|vm, class, _| vm.new_instance(class));
            s.init = Some(file_init);
            s.repr = Some(file_repr);
        })
        .method(
            "find_spec(self, fullname, target=None)",
            file_find_spec,
            "Try to find a spec for the specified module.",
        )
        .method("invalidate_caches(self)", |_, _| Ok(Value::NONE), "Invalidate the directory mtime: nothing is cached.")
        .class_method(
            "path_hook(cls, *loader_details)",
            file_path_hook,
            "A function for sys.path_hooks that makes finders of folders.",
        )
        .ready();
    [builtin, frozen, path, file]
}

/// The function in `sys.path_hooks` that takes folders.
pub fn folder_hook(vm: &mut Vm) -> PyResult {
    let def = Rc::new(NativeDef::new("path_hook_for_FileFinder(path)", hook_call, "Path hook for FileFinder."));
    let name = Name(vm.intern("path_hook_for_FileFinder"));
    let module = vm.str("_frozen_importlib_external");
    let function = NativeFunction { def, name, this: None, module };
    Ok(vm.alloc(&vm.types.builtin_function, function)?.into_value())
}

fn hook_call(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = text(vm, arg(args, 0))?;
    let folder = if path.is_empty() { "." } else { path.as_str() };
    if !crate::host::fs::is_dir(folder) {
        return Err(vm.import_error("only directories are supported", None, Some(arg(args, 0))));
    }
    let ty = state(vm)?.file_finder.to_value();
    vm.call(&ty, &[arg(args, 0).clone()])
}

fn file_path_hook(vm: &mut Vm, args: &[Value]) -> PyResult {
    let details = vm.collect(arg(args, 1))?;
    if details.is_empty() {
        return Ok(state(vm)?.hook.clone());
    }
    let machinery = vm.import_module("importlib.machinery")?;
    vm.call_method_str(&machinery, "_path_hook", &[arg(args, 0).clone(), arg(args, 1).clone()])
}

fn not_builtin(vm: &mut Vm, name: &str) -> Raised {
    let value = vm.str(name);
    let shown = vm.repr_lossy(&value).unwrap_or_default();
    vm.import_error(format!("{shown} is not a built-in module"), Some(&value), None)
}

fn is_builtin(name: &str) -> bool {
    matches!(name, "sys" | "builtins") || crate::stdlib::native_module(name).is_some()
}

fn builtin_find_spec(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = text(vm, arg(args, 1))?;
    if !is_builtin(&name) {
        return Ok(Value::NONE);
    }
    let loader = state(vm)?.builtin.to_value();
    vm.new_spec(&name, loader, Some("built-in"), false, None)
}

fn builtin_create(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.getattr_str(arg(args, 0), "name")?;
    let name = text(vm, &name)?;
    let key = vm.intern(&name);
    if let Some(module) = vm.modules.get(vm).get_str(&key).cloned() {
        return Ok(module);
    }
    match crate::stdlib::native_module(&name) {
        Some(init) => Ok(init(vm)?.into_value()),
        None => Err(not_builtin(vm, &name)),
    }
}

fn nothing_of_builtin(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = text(vm, arg(args, 1))?;
    if is_builtin(&name) { Ok(Value::NONE) } else { Err(not_builtin(vm, &name)) }
}

fn builtin_is_package(vm: &mut Vm, args: &[Value]) -> PyResult {
    nothing_of_builtin(vm, args).map(|_| Value::FALSE)
}

fn builtin_load(vm: &mut Vm, args: &[Value]) -> PyResult {
    nothing_of_builtin(vm, args)?;
    let name = text(vm, arg(args, 1))?;
    vm.import_module(&name)
}

fn path_find_spec(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = text(vm, arg(args, 1))?;
    let path = Some(arg(args, 2).clone()).filter(|p| !p.is_none());
    Ok(vm.find_spec_on_path(&name, path.as_ref())?.unwrap_or_default())
}

fn path_invalidate(vm: &mut Vm, _args: &[Value]) -> PyResult {
    let Some(cache) = vm.sys_attribute("path_importer_cache") else { return Ok(Value::NONE) };
    let finders = vm.call_method_str(&cache, "values", &[])?;
    let name = vm.intern("invalidate_caches");
    for finder in vm.collect(&finders)? {
        if let Some(method) = vm.getattr_opt(&finder, &name)? {
            vm.call(&method, &[])?;
        }
    }
    Ok(Value::NONE)
}

fn file_init(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult<()> {
    let bound = vm.bind_args("FileFinder(path, *loader_details)", args)?;
    let path = match arg(&bound, 0).downcast::<Str>() {
        Some(path) if path.bytes().is_empty() => vm.str("."),
        _ => arg(&bound, 0).clone(),
    };
    for (name, value) in [("_loaders", arg(&bound, 1).clone()), ("path", path)] {
        let name = vm.intern(name);
        vm.instance_set(this, &name, value)?;
    }
    Ok(())
}

fn file_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let path = vm.getattr_str(this, "path")?;
    let (name, path) = (vm.type_name(this), vm.repr_lossy(&path)?);
    vm.new_str(&format!("{name}({path})"))
}

fn file_find_spec(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = vm.getattr_str(arg(args, 0), "path")?;
    let name = text(vm, arg(args, 1))?;
    let path = PathBuf::from(text(vm, &path)?);
    Ok(vm.find_spec_in_folder(&name, path)?.unwrap_or_default())
}
