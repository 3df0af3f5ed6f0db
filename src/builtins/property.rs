//! `property`: attributes computed by functions.

use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::descriptor::Property;
use crate::object::slots::{Args, PyResult};
use crate::object::{Raised, Tuple, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.property.clone();
    TypeBuilder::new(vm, &ty)
        .doc("An attribute that is computed by functions.\n\nUsed as a decorator: @property, then @name.setter and @name.deleter.")
        .signature("(fget=None, fset=None, fdel=None, doc=None)")
        .slots(|s| {
            s.new = Some(property_new);
            s.init = Some(property_init);
            s.descr_get = Some(property_get);
            s.descr_set = Some(property_set);
        })
        .method("getter(self, object, /)", property_getter, "A copy with another getter.")
        .method("setter(self, object, /)", property_setter, "A copy with another setter.")
        .method("deleter(self, object, /)", property_deleter, "A copy with another deleter.")
        .method("__set_name__(self, /, *args)", property_set_name, "Tells the property its name in the class.")
        .member("fget", |vm, p| part(vm, p, |p| &p.getter), None, "")
        .member("fset", |vm, p| part(vm, p, |p| &p.setter), None, "")
        .member("fdel", |vm, p| part(vm, p, |p| &p.deleter), None, "")
        .member("__doc__", |vm, p| part(vm, p, |p| &p.doc), Some(property_set_doc), "")
        .getset("__name__", property_name, Some(property_assign_name), "")
        .getset("__isabstractmethod__", property_is_abstract, None, "")
        .ready();
    Ok(())
}

impl Vm {
    /// The getter of a plain property, for the attribute caches.
    /// The setter of an exact property.
    pub fn property_setter(&self, v: &Value) -> Option<Value> {
        v.downcast_exact::<Property>()?.get(self).setter.clone()
    }

    pub fn property_getter(&self, v: &Value) -> Option<Value> {
        v.downcast_exact::<Property>()?.get(self).getter.clone()
    }
}

fn part(vm: &mut Vm, this: &Value, of: impl FnOnce(&Property) -> &Option<Value>) -> PyResult {
    Ok(of(vm.payload::<Property>(this)?.get(vm)).clone().unwrap_or_default())
}

fn property_new(vm: &mut Vm, class: &Ref<Type>, _args: Args<'_>) -> PyResult {
    Ok(vm.alloc(class, Property::default())?.into_value())
}

fn property_init(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult<()> {
    let bound = vm.bind_args("property(fget=None, fset=None, fdel=None, doc=<unrepresentable>)", args)?;
    let given = |i: usize| bound.get(i).filter(|v| !v.is_none() && !v.is_unset()).cloned();
    let getter = given(0);
    let mut doc = given(3);
    let mut getter_doc = false;
    let doc_left_out = bound.get(3).is_none_or(|d| d.is_unset());
    if doc_left_out && let Some(getter) = &getter {
        let name = vm.names.__doc__.clone();
        doc = vm.getattr_opt(getter, &name)?.filter(|d| !d.is_none());
        getter_doc = doc.is_some();
    }
    let exact = vm.type_of(this).ptr_eq(&vm.types.property);
    let payload = Property {
        getter,
        setter: given(1),
        deleter: given(2),
        doc: if exact { doc.clone() } else { None },
        name: None,
        getter_doc,
    };
    let handle = vm.payload::<Property>(this)?;
    let old = std::mem::replace(handle.get_mut(vm), payload);
    if old.getter.is_some() || old.setter.is_some() {
        // The functions may be in attribute caches.
        vm.invalidate_attribute_caches();
    }
    drop(old);
    if !exact {
        // A subclass has a `__doc__` of its own in its dict, so the property's goes to the instance.
        let name = vm.names.__doc__.clone();
        match vm.setattr(this, &name, Some(&doc.unwrap_or_default())) {
            Err(raised) if !getter_doc && vm.raised_is(&raised, |e| &e.AttributeError) => drop(raised),
            other => return other,
        }
    }
    Ok(())
}

/// The name for messages and `__name__`: assigned, else the getter's.
fn name_of(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let (name, getter) = {
        let p = vm.payload::<Property>(this)?.get(vm);
        (p.name.clone(), p.getter.clone())
    };
    match (name, getter) {
        (Some(name), _) => Ok(Some(name)),
        (None, None) => Ok(None),
        (None, Some(getter)) => {
            let key = vm.names.__name__.clone();
            vm.getattr_opt(&getter, &key)
        }
    }
}

#[cold]
fn missing(vm: &mut Vm, this: &Value, instance: &Value, what: &str) -> Raised {
    let text = (|| {
        let name = match name_of(vm, this)? {
            Some(name) => format!(" {}", vm.repr_lossy(&name)?),
            None => String::new(),
        };
        let qualname = vm.type_of(instance).get(vm).qualname.to_value();
        let class = vm.repr_lossy(&qualname)?;
        Ok(if name.is_empty() {
            format!("property of {class} object has no {what}")
        } else {
            format!("property{name} of {class} object has no {what}")
        })
    })();
    match text {
        Ok(text) => vm.attribute_error(text),
        Err(raised) => raised,
    }
}

fn property_get(vm: &mut Vm, this: &Value, instance: Option<&Value>, _owner: &Value) -> PyResult {
    let Some(instance) = instance.filter(|i| !i.is_none()) else { return Ok(this.clone()) };
    match vm.payload::<Property>(this)?.get(vm).getter.clone() {
        Some(getter) => vm.call(&getter, std::slice::from_ref(instance)),
        None => Err(missing(vm, this, instance, "getter")),
    }
}

fn property_set(vm: &mut Vm, this: &Value, instance: &Value, value: Option<&Value>) -> PyResult<()> {
    let (setter, deleter) = {
        let p = vm.payload::<Property>(this)?.get(vm);
        (p.setter.clone(), p.deleter.clone())
    };
    match (value, setter, deleter) {
        (Some(value), Some(setter), _) => vm.call(&setter, &[instance.clone(), value.clone()]).map(drop),
        (None, _, Some(deleter)) => vm.call(&deleter, std::slice::from_ref(instance)).map(drop),
        (Some(_), None, _) => Err(missing(vm, this, instance, "setter")),
        (None, _, None) => Err(missing(vm, this, instance, "deleter")),
    }
}

/// A property of the same class with one function replaced. A docstring that came from the getter is taken anew.
fn property_copy(vm: &mut Vm, args: &[Value], replace: impl FnOnce(&mut [Value; 3], Value)) -> PyResult {
    let [this, function] = args else { return Err(vm.type_error("expected 1 argument")) };
    let (mut functions, doc, name) = {
        let p = vm.payload::<Property>(this)?.get(vm);
        let of = |v: &Option<Value>| v.clone().unwrap_or_default();
        let doc = if p.getter_doc && p.getter.is_some() { None } else { p.doc.clone() };
        ([of(&p.getter), of(&p.setter), of(&p.deleter)], doc, p.name.clone())
    };
    replace(&mut functions, function.clone());
    let class = vm.type_of(this).to_value();
    let mut arguments = functions.to_vec();
    // With no docstring given the new property looks at its getter.
    let has_getter = arguments.first().is_some_and(|g| !g.is_none());
    match doc {
        Some(doc) => arguments.push(doc),
        None if !has_getter => arguments.push(Value::NONE),
        None => {}
    }
    let copy = vm.call(&class, &arguments)?;
    if let Some(new) = copy.downcast::<Property>() {
        let old = std::mem::replace(&mut new.get_mut(vm).name, name);
        drop(old);
    }
    Ok(copy)
}

fn property_getter(vm: &mut Vm, args: &[Value]) -> PyResult {
    property_copy(vm, args, |[getter, _, _], new| {
        if !new.is_none() {
            *getter = new
        }
    })
}

fn property_setter(vm: &mut Vm, args: &[Value]) -> PyResult {
    property_copy(vm, args, |[_, setter, _], new| {
        if !new.is_none() {
            *setter = new
        }
    })
}

fn property_deleter(vm: &mut Vm, args: &[Value]) -> PyResult {
    property_copy(vm, args, |[_, _, deleter], new| {
        if !new.is_none() {
            *deleter = new
        }
    })
}

fn property_set_name(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = args.get(1).and_then(|a| a.downcast::<Tuple>()).map(|t| t.items().to_vec()).unwrap_or_default();
    let [_, name] = &given[..] else {
        let n = given.len();
        return Err(vm.type_error(format!("__set_name__() takes 2 positional arguments but {n} were given")));
    };
    let property = vm.receiver::<Property>(args)?;
    let old = property.get_mut(vm).name.replace(name.clone());
    drop(old);
    Ok(Value::NONE)
}

fn property_set_doc(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let property = vm.payload::<Property>(this)?;
    let old = std::mem::replace(&mut property.get_mut(vm).doc, value.cloned());
    drop(old);
    Ok(())
}

fn property_name(vm: &mut Vm, this: &Value) -> PyResult {
    match name_of(vm, this)? {
        Some(name) => Ok(name),
        None => {
            let key = vm.names.__name__.clone();
            Err(vm.attribute_error_for(this, &key, "'property' object has no attribute '__name__'"))
        }
    }
}

fn property_assign_name(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let property = vm.payload::<Property>(this)?;
    let old = std::mem::replace(&mut property.get_mut(vm).name, value.cloned());
    drop(old);
    Ok(())
}

fn property_is_abstract(vm: &mut Vm, this: &Value) -> PyResult {
    let functions = {
        let p = vm.payload::<Property>(this)?.get(vm);
        [p.getter.clone(), p.setter.clone(), p.deleter.clone()]
    };
    for function in functions.iter().flatten() {
        if vm.is_abstract(function)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}
