//! The objects of the import system: specs, loaders, finders; the modules `_frozen_importlib` and `_frozen_importlib_external`.
//!
//! The work itself is in `vm/import.rs`; these are its results and doors as programs see them. `importlib` and its
//! submodules, in Python, are built on them.

mod finder;
mod loader;
mod spec;

use crate::gc::{Ref, Value};
use crate::native::build::ModuleBuilder;
use crate::native::{TypeBuilder, arg};
use crate::object::module::Module;
use crate::object::registry::Plain;
use crate::object::{List, PyResult, Raised, Str, Type};
use crate::vm::Vm;
use std::path::PathBuf;

/// The types, and the path hook that stands for folders.
pub struct Importlib {
    pub spec: Ref<Type>,
    pub builtin: Ref<Type>,
    pub frozen: Ref<Type>,
    pub path_finder: Ref<Type>,
    pub file_finder: Ref<Type>,
    pub source_loader: Ref<Type>,
    pub namespace_loader: Ref<Type>,
    pub namespace_path: Ref<Type>,
    pub hook: Value,
}

/// Makes the types, `sys.meta_path` and `sys.path_hooks`; at start, before the first import.
pub fn init(vm: &mut Vm) -> PyResult<()> {
    let spec = spec::init(vm);
    let [builtin, frozen, path_finder, file_finder] = finder::init(vm);
    let [source_loader, namespace_loader] = loader::init(vm);
    let hook = finder::folder_hook(vm)?;
    let meta_path = vm.new_list(vec![builtin.to_value(), frozen.to_value(), path_finder.to_value()])?;
    let hooks = vm.new_list(vec![hook.clone()])?;
    vm.set_sys_attribute("meta_path", meta_path);
    vm.set_sys_attribute("path_hooks", hooks);
    let list = vm.types.list.clone();
    let ty =
        crate::native::build::new_native_type::<List>(vm, "_NamespacePath", "_frozen_importlib_external", Some(&list));
    let namespace_path = TypeBuilder::new(vm, &ty)
        .doc("The folders of a namespace package.")
        .slots(|s| s.repr = Some(namespace_path_repr))
        .ready();
    let state = Importlib {
        namespace_path,
        spec,
        builtin,
        frozen,
        path_finder,
        file_finder,
        source_loader,
        namespace_loader,
        hook,
    };
    vm.module_state.insert(std::any::TypeId::of::<Importlib>(), Box::new(state));
    let loaded: Vec<(Value, Value)> = vm.modules.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect();
    for (name, module) in loaded {
        let name = vm.to_str(&name)?.to_lossy().into_owned();
        if name != "__main__" {
            vm.set_builtin_spec(&name, &module)?;
        }
    }
    Ok(())
}

/// A handle that is made anew from a type of the state.
pub(crate) fn state(vm: &Vm) -> PyResult<&Importlib> {
    match vm.module_state.get(&std::any::TypeId::of::<Importlib>()).and_then(|s| s.downcast_ref::<Importlib>()) {
        Some(state) => Ok(state),
        None => Err(vm.runtime_error("importlib is not initialised")),
    }
}

fn namespace_path_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let items = vm.new_list(list_items(vm, this))?;
    let items = vm.repr_lossy(&items)?;
    vm.new_str(&format!("_NamespacePath({items})"))
}

/// The class for instances with nothing but attributes.
fn plain_type<'vm>(vm: &'vm mut Vm, name: &str, module: &'static str, base: Option<&Ref<Type>>) -> TypeBuilder<'vm> {
    let ty = crate::native::build::new_native_type::<Plain>(vm, name, module, base);
    TypeBuilder::new(vm, &ty).with_dict().weakrefable().member(
        "__dict__",
        crate::builtins::type_::instance_dict_get,
        None,
        "",
    )
}

/// The module `_frozen_importlib`.
pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let (types, hook) = {
        let s = state(vm)?;
        ([s.spec.clone(), s.builtin.clone(), s.frozen.clone()], s.hook.clone())
    };
    let mut builder = ModuleBuilder::new(vm, "_frozen_importlib", "The objects of the import system.")?;
    for ty in &types {
        builder = builder.class(ty);
    }
    Ok(builder
        .value("_folder_hook", hook)
        .function("_gcd_import(name, /)", gcd_import, "Import a module by its absolute name.")
        .function("_find_spec(name, path, /)", find_spec, "The spec of a module that is not loaded, or None.")
        .function(
            "module_from_spec(spec, /)",
            |vm, args| vm.module_from_spec(arg(args, 0)),
            "Make the module of a spec.",
        )
        .function("_load(spec, /)", |vm, args| vm.load_from_spec(arg(args, 0)), "Load the module of a spec.")
        .function(
            "_init_module_attrs(spec, module, override, /)",
            init_attributes,
            "Set the attributes of a spec's module.",
        )
        .function("_embedded(filename, /)", embedded, "The text of a module of the library, or None.")
        .function("_decode_source(data, filename, /)", decode_source, "Decode source text as its first lines say.")
        .build())
}

/// The module `_frozen_importlib_external`.
pub fn external(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let types = {
        let s = state(vm)?;
        [s.path_finder.clone(), s.file_finder.clone(), s.source_loader.clone(), s.namespace_loader.clone()]
    };
    let mut builder =
        ModuleBuilder::new(vm, "_frozen_importlib_external", "The objects of the import system for files.")?;
    for ty in &types {
        builder = builder.class(ty);
    }
    Ok(builder.build())
}

fn text(vm: &mut Vm, value: &Value) -> PyResult<String> {
    match value.downcast::<Str>() {
        Some(text) => Ok(text.to_lossy().into_owned()),
        None => {
            let ty = vm.type_name(value);
            Err(vm.type_error(format!("expected str, not {ty}")))
        }
    }
}

fn gcd_import(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = text(vm, arg(args, 0))?;
    vm.import_module(&name)
}

fn find_spec(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = text(vm, arg(args, 0))?;
    let path = Some(arg(args, 1).clone()).filter(|p| !p.is_none());
    Ok(vm.find_spec(&name, path.as_ref())?.unwrap_or_default())
}

fn init_attributes(vm: &mut Vm, args: &[Value]) -> PyResult {
    let replace = vm.truthy(arg(args, 2))?;
    vm.init_module_attributes(arg(args, 0), arg(args, 1), replace)?;
    Ok(arg(args, 1).clone())
}

fn embedded(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = text(vm, arg(args, 0))?;
    match crate::stdlib::embedded_text(&name) {
        Some(text) => vm.new_str(text),
        None => Ok(Value::NONE),
    }
}

fn decode_source(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = text(vm, arg(args, 1))?;
    let data = super::io::bytes_like(vm, arg(args, 0))?;
    let text = vm.decode_source(data.data(), &name)?;
    vm.new_str(&text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// `loader for x cannot handle y`
fn cannot_handle(vm: &mut Vm, own: &str, name: &str) -> Raised {
    let value = vm.str(name);
    vm.import_error(format!("loader for {own} cannot handle {name}"), Some(&value), None)
}

impl Vm {
    /// An instance of a plain type with these attributes.
    pub(crate) fn plain_instance(&mut self, ty: &Ref<Type>, attributes: Vec<(&str, Value)>) -> PyResult {
        let object = self.new_instance(ty)?;
        for (name, value) in attributes {
            let name = self.intern(name);
            self.instance_set(&object, &name, value)?;
        }
        Ok(object)
    }

    /// The spec of a module that is found natively.
    pub(crate) fn new_spec(
        &mut self,
        name: &str,
        loader: Value,
        origin: Option<&str>,
        located: bool,
        portions: Option<&[PathBuf]>,
    ) -> PyResult {
        let ty = state(self)?.spec.clone();
        let name = self.new_str(name)?;
        let origin = match origin {
            Some(origin) => self.new_str(origin)?,
            None => Value::NONE,
        };
        let search = match portions {
            Some(portions) => self.path_list(portions)?,
            None => Value::NONE,
        };
        let pending = self.new_list(Vec::new())?;
        self.plain_instance(
            &ty,
            vec![
                ("name", name),
                ("loader", loader),
                ("origin", origin),
                ("loader_state", Value::NONE),
                ("submodule_search_locations", search),
                ("_uninitialized_submodules", pending),
                ("_set_fileattr", Value::bool(located)),
                ("_cached", Value::NONE),
            ],
        )
    }

    pub(crate) fn path_list(&mut self, portions: &[PathBuf]) -> PyResult {
        let mut items = Vec::new();
        for portion in portions {
            items.push(super::sys::os_text(self, portion.as_os_str())?);
        }
        self.new_list(items)
    }

    /// A loader of the file of a module.
    pub(crate) fn new_source_loader(&mut self, name: &str, file: &str) -> PyResult {
        let ty = state(self)?.source_loader.clone();
        let (name, path) = (self.new_str(name)?, self.new_str(file)?);
        self.plain_instance(&ty, vec![("name", name), ("path", path)])
    }

    /// `__spec__` and `__loader__` of a native module.
    pub(crate) fn set_builtin_spec(&mut self, name: &str, module: &Value) -> PyResult<()> {
        let loader = state(self)?.builtin.to_value();
        let spec = self.new_spec(name, loader, Some("built-in"), false, None)?;
        self.init_module_attributes(&spec, module, true)
    }
}

/// The items of a list of paths; what is no list gives none.
pub(crate) fn list_items(vm: &Vm, list: &Value) -> Vec<Value> {
    list.downcast::<List>().map(|l| l.get(vm).items.clone()).unwrap_or_default()
}
