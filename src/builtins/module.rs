//! `types.ModuleType`: a namespace with a name. Attributes live in the module's own dict; `__getattr__` and `__dir__` in
//! that dict are hooks (PEP 562).

use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::module::Module;
use crate::object::slots::{Args, PyResult};
use crate::object::{Dict, Str, Type};
use crate::protocol::attr::{generic_getattr, generic_setattr};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.module.clone();
    // The attributes are in the payload's dict: there is no attribute head.
    ty.get(vm).core.has_dict.set(true);
    TypeBuilder::new(vm, &ty)
        .doc("A module: a namespace with a name.")
        .signature("(name, doc=None)")
        .weakrefable()
        .slots(|s| {
            s.new = Some(module_new);
            s.init = Some(module_init);
            s.repr = Some(module_repr);
            s.getattro = Some(module_getattro);
            s.setattro = Some(generic_setattr);
        })
        .method("__dir__(self, /)", module_dir, "List of the names in the module.")
        .member("__dict__", |vm, m| Ok(dict_of(vm, m)?.into_value()), None, "")
        .getset("__annotations__", module_annotations, Some(module_set_annotations), "")
        .getset("__annotate__", module_annotate, Some(module_set_annotate), "")
        .ready();
    Ok(())
}

fn dict_of(vm: &Vm, this: &Value) -> PyResult<Ref<Dict>> {
    Ok(vm.payload::<Module>(this)?.get(vm).dict.clone())
}

fn module_new(vm: &mut Vm, class: &Ref<Type>, _args: Args<'_>) -> PyResult {
    let dict = vm.new_dict();
    Ok(vm.alloc(class, Module { dict })?.into_value())
}

fn module_init(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult<()> {
    let bound = vm.bind_args("module(name, doc=None)", args)?;
    let [name, doc] = &bound[..] else { return Err(vm.type_error("module() takes 1 or 2 arguments")) };
    if name.downcast::<Str>().is_none() {
        let ty = vm.type_name(name);
        return Err(vm.type_error(format!("module() argument 'name' must be str, not {ty}")));
    }
    let dict = dict_of(vm, this)?;
    let n = &vm.names;
    let entries = [
        (n.__name__.clone(), name.clone()),
        (n.__doc__.clone(), doc.clone()),
        (n.__package__.clone(), Value::NONE),
        (n.__loader__.clone(), Value::NONE),
        (n.__spec__.clone(), Value::NONE),
    ];
    for (key, value) in entries {
        drop(dict.get_mut(vm).set_str(&key, value));
    }
    Ok(())
}

fn entry(vm: &Vm, dict: &Ref<Dict>, name: &Ref<Str>) -> Option<Value> {
    dict.get(vm).get_str(name).filter(|v| !v.is_none()).cloned()
}

/// `<module 'name' from 'file'>`, as the spec tells, or without one `__file__` and `__loader__`.
fn module_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let dict = dict_of(vm, this)?;
    let (spec, name, file, loader) = {
        let n = &vm.names;
        let of = |key| entry(vm, &dict, key);
        (of(&n.__spec__), of(&n.__name__), of(&n.__file__), of(&n.__loader__))
    };
    let mut name = name;
    let mut origin = file.map(|f| (f, true));
    let mut loader = loader;
    if let Some(spec) = spec {
        let attribute = |vm: &mut Vm, name: &str| {
            let key = vm.intern(name);
            Ok(vm.getattr_opt(&spec, &key)?.filter(|v| !v.is_none()))
        };
        name = attribute(vm, "name")?;
        loader = attribute(vm, "loader")?;
        origin = match attribute(vm, "origin")? {
            Some(origin) => {
                let located = match attribute(vm, "has_location")? {
                    Some(flag) => vm.truthy(&flag)?,
                    None => false,
                };
                Some((origin, located))
            }
            None => None,
        };
    }
    let name = match name {
        Some(name) => vm.repr_lossy(&name)?,
        None => "'?'".to_owned(),
    };
    let text = match (origin, loader) {
        (Some((origin, true)), _) => format!("<module {name} from {}>", vm.repr_lossy(&origin)?),
        (Some((origin, false)), _) => format!("<module {name} ({})>", vm.to_str(&origin)?.to_lossy()),
        (None, Some(loader)) => format!("<module {name} ({})>", vm.repr_lossy(&loader)?),
        (None, None) => format!("<module {name}>"),
    };
    vm.new_str(&text)
}

fn module_getattro(vm: &mut Vm, this: &Value, name: &Ref<Str>) -> PyResult {
    let raised = match generic_getattr(vm, this, name) {
        Ok(value) => return Ok(value),
        Err(raised) => raised,
    };
    if !vm.raised_is(&raised, |e| &e.AttributeError) {
        return Err(raised);
    }
    let dict = dict_of(vm, this)?;
    let hook = vm.names.__getattr__.clone();
    match dict.get(vm).get_str(&hook).cloned() {
        Some(hook) => {
            drop(raised);
            vm.call(&hook, &[name.to_value()])
        }
        None => match vm.why_missing(this, name)? {
            Some(text) if vm.type_of(this).ptr_eq(&vm.types.module) => Err(vm.attribute_error_for(this, name, text)),
            _ => Err(raised),
        },
    }
}

fn module_dir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = args.first().cloned().unwrap_or_default();
    let key = vm.names.__dict__.clone();
    let dict = vm.getattr(&this, &key)?;
    let Some(dict) = dict.downcast::<Dict>().cloned() else {
        let name = vm.type_name(&dict);
        return Err(vm.type_error(format!("<module>.__dict__ is not a dictionary, but '{name}'")));
    };
    let hook = vm.names.__dir__.clone();
    if let Some(hook) = dict.get(vm).get_str(&hook).cloned() {
        return vm.call(&hook, &[]);
    }
    let keys = dict.get(vm).iter().map(|e| e.key.clone()).collect();
    vm.new_list(keys)
}

/// `__annotations__`: in the dict, or computed by `__annotate__` the first time.
fn module_annotations(vm: &mut Vm, this: &Value) -> PyResult {
    let dict = dict_of(vm, this)?;
    let key = vm.names.__annotations__.clone();
    if let Some(found) = dict.get(vm).get_str(&key) {
        return Ok(found.clone());
    }
    let annotate_key = vm.names.__annotate__.clone();
    let annotations = match entry(vm, &dict, &annotate_key) {
        Some(annotate) if vm.type_of(&annotate).get(vm).slots.call.is_some() => {
            let format = vm.int(1);
            let result = vm.call(&annotate, &[format])?;
            if result.downcast::<Dict>().is_none() {
                let ty = vm.type_name(&result);
                return Err(vm.type_error(format!("__annotate__ returned non-dict of type '{ty}'")));
            }
            result
        }
        _ => vm.new_dict().into_value(),
    };
    drop(dict.get_mut(vm).set_str(&key, annotations.clone()));
    Ok(annotations)
}

fn module_set_annotations(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let dict = dict_of(vm, this)?;
    let key = vm.names.__annotations__.clone();
    match value {
        Some(value) => drop(dict.get_mut(vm).set_str(&key, value.clone())),
        None => {
            if dict.get_mut(vm).remove_str(&key).is_none() {
                return Err(vm.attribute_error("__annotations__"));
            }
        }
    }
    let key = vm.names.__annotate__.clone();
    drop(dict.get_mut(vm).remove_str(&key));
    Ok(())
}

fn module_annotate(vm: &mut Vm, this: &Value) -> PyResult {
    let dict = dict_of(vm, this)?;
    let key = vm.names.__annotate__.clone();
    Ok(dict.get(vm).get_str(&key).cloned().unwrap_or_default())
}

fn module_set_annotate(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else { return Err(vm.type_error("cannot delete __annotate__ attribute")) };
    if !value.is_none() && vm.type_of(value).get(vm).slots.call.is_none() {
        return Err(vm.type_error("__annotate__ must be callable or None"));
    }
    let dict = dict_of(vm, this)?;
    let key = vm.names.__annotate__.clone();
    drop(dict.get_mut(vm).set_str(&key, value.clone()));
    if !value.is_none() {
        let key = vm.names.__annotations__.clone();
        drop(dict.get_mut(vm).remove_str(&key));
    }
    Ok(())
}
