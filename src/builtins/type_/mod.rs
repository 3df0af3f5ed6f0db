//! `type`: calling classes, attributes of classes, and the `__new__` entries of builtin types.
//!
//! Class creation is in `create.rs`, linearisation in `mro.rs`, the attributes
//! that `type` itself defines in `attributes.rs`, isinstance and issubclass in `instance_check.rs`.

mod attributes;
mod create;
mod instance_check;
mod mro;

use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::native::{NativeDef, NativeFunction};
use crate::object::slots::{Args, NewFn, PyResult};
use crate::object::ty::{Name, Type, type_flag};
use crate::object::{Dict, NativeFn, Str, Tuple};
use crate::vm::Vm;
use std::rc::Rc;

pub use create::{builtin_dict_set, instance_dict_get, type_new};

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.type_.clone();
    // The attributes of classes are in the payload: there is no attribute head.
    ty.get(vm).core.has_dict.set(true);
    let builder = TypeBuilder::new(vm, &ty)
        .doc("type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type")
        .weakrefable()
        .slots(|s| {
            s.repr = Some(type_repr);
            s.call = Some(type_call);
            s.getattro = Some(type_getattro);
            s.setattro = Some(type_setattro);
            s.new = Some(type_new);
            s.init = Some(type_init);
            s.binary[crate::object::BinaryOp::Or as usize] = Some(super::union::union_or);
        });
    attributes::add(builder).ready();
    Ok(())
}

/// `<class 'module.Name'>`
fn type_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let ty = vm.payload::<Type>(this)?;
    let name = vm.full_type_name(ty);
    vm.new_str(&format!("<class '{name}'>"))
}

/// `type(x)`, and the call of any class.
fn type_call(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult {
    let ty = vm.payload::<Type>(this)?;
    vm.call_type(ty, args)
}

/// `type.__init__` only checks its arguments.
fn type_init(vm: &mut Vm, _this: &Value, args: Args<'_>) -> PyResult<()> {
    match (args.pos().len(), args.names.is_empty()) {
        (1, false) => Err(vm.type_error("type.__init__() takes no keyword arguments")),
        (1 | 3, _) => Ok(()),
        _ => Err(vm.type_error("type.__init__() takes 1 or 3 arguments")),
    }
}

impl Vm {
    /// Calls a class whose metaclass does not override `__call__`: `__new__`, then `__init__` if the result is an
    /// instance of the class.
    pub fn call_type(&mut self, ty: &Ref<Type>, args: Args<'_>) -> PyResult {
        if ty.ptr_eq(&self.types.type_) {
            match (args.pos(), args.names.is_empty()) {
                ([object], true) => return Ok(self.type_of(object).to_value()),
                ([_], false) => return Err(self.type_error("type() takes no keyword arguments")),
                ([_, _, _], _) => {}
                _ => return Err(self.type_error("type() takes 1 or 3 arguments")),
            }
        }
        if ty.ptr_eq(&self.types.str)
            && let ([object], []) = (args.values, args.names)
        {
            return Ok(self.to_str(object)?.into_value());
        }
        let t = ty.get(self);
        let (new, init) = (t.slots.new, t.slots.init);
        let obj = if super::object_::is_object_new(new)
            && !super::object_::is_object_init(init)
            && !t.has_flag(type_flag::ABSTRACT)
        {
            self.new_instance(ty)?
        } else {
            match new {
                Some(new) if !t.has_flag(type_flag::NO_INSTANTIATION) => new(self, ty, args)?,
                _ => {
                    let name = self.dotted_type_name(ty);
                    return Err(self.type_error(format!("cannot create '{name}' instances")));
                }
            }
        };
        let made = self.type_of(&obj);
        if !made.ptr_eq(ty) && !self.is_subtype(made, ty) {
            return Ok(obj);
        }
        if let Some(init) = made.get(self).slots.init {
            init(self, &obj, args)?;
        }
        Ok(obj)
    }

    /// Whether instances of a class are made by `object.__new__` alone.
    pub fn has_plain_new(&self, ty: &Ref<Type>) -> bool {
        super::object_::is_object_new(ty.get(self).slots.new)
    }

    /// The name of a type in messages: builtin types of other modules carry their module.
    pub fn dotted_type_name(&self, ty: &Ref<Type>) -> String {
        let t = ty.get(self);
        let name = t.name.to_lossy();
        let plain = t.core.is_heap_type && t.flags.get() & type_flag::DOTTED == 0 || t.module == "builtins";
        if plain { name.into_owned() } else { format!("{}.{name}", t.module) }
    }

    /// Gives a builtin type with a constructor of its own its `__new__` entry.
    pub fn add_new_entry(&mut self, ty: &Ref<Type>) {
        if ty.get(self).slots.new.is_none() {
            return;
        }
        let def = Rc::new(NativeDef::new(
            "__new__(type, /, *args, **kwargs)",
            call_new,
            "Create and return a new object.  See help(type) for accurate signature.",
        ));
        let name = Name(self.names.__new__.clone());
        let payload = NativeFunction { def, name: name.clone(), this: Some(ty.to_value()), module: Value::NONE };
        let entry = self.alloc_startup(&self.types.builtin_function, payload);
        ty.get_mut(self).dict.entry(name).or_insert(entry);
    }

    /// The type whose constructor a `__new__` entry made by `add_new_entry` stands for.
    pub fn native_new_owner(&self, found: &Value) -> Option<Ref<Type>> {
        let function = found.downcast::<NativeFunction>()?.get(self);
        if !std::ptr::fn_addr_eq(function.def.func, call_new as NativeFn) {
            return None;
        }
        function.this.as_ref()?.downcast::<Type>().cloned()
    }
}

/// `T.__new__(cls, ...)` for a builtin `T`: `cls` must be a subtype of `T` whose nearest builtin base is made the
/// same way as `T`.
fn call_new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (Some(owner), Some(rest)) = (args.first(), args.get(1).and_then(|a| a.downcast::<Tuple>())) else {
        return Err(vm.type_error("__new__() called without its type"));
    };
    let owner = vm.payload::<Type>(owner)?.clone();
    let owner_name = vm.dotted_type_name(&owner);
    let Some((class, rest)) = rest.items().split_first() else {
        return Err(vm.type_error(format!("{owner_name}.__new__(): not enough arguments")));
    };
    let Some(class) = class.downcast::<Type>() else {
        let ty = vm.type_name(class);
        return Err(vm.type_error(format!("{owner_name}.__new__(X): X is not a type object ({ty})")));
    };
    let class_name = vm.dotted_type_name(class);
    if !vm.is_subtype(class, &owner) {
        let text = format!("{owner_name}.__new__({class_name}): {class_name} is not a subtype of {owner_name}");
        return Err(vm.type_error(text));
    }
    let mut native = class.clone();
    while is_python_new(native.get(vm).slots.new)
        && let Some(base) = native.get(vm).base.clone()
    {
        native = base;
    }
    let mine = owner.get(vm).slots.new;
    let theirs = native.get(vm).slots.new;
    let same = match (mine, theirs) {
        (Some(a), Some(b)) => std::ptr::fn_addr_eq(a, b),
        _ => false,
    };
    if !same {
        let native = vm.dotted_type_name(&native);
        let text = format!("{owner_name}.__new__({class_name}) is not safe, use {native}.__new__()");
        return Err(vm.type_error(text));
    }
    let Some(new) = mine else { return Err(vm.type_error(format!("cannot create '{class_name}' instances"))) };
    let mut values = rest.to_vec();
    let mut names = Vec::new();
    if let Some(keywords) = args.get(2).and_then(|k| k.downcast::<Dict>()) {
        for entry in keywords.get(vm).iter() {
            names.push(entry.key.clone());
            values.push(entry.value.clone());
        }
    }
    new(vm, class, Args { values: &values, names: &names })
}

fn is_python_new(f: Option<NewFn>) -> bool {
    f.is_some_and(|f| std::ptr::fn_addr_eq(f, crate::protocol::generic::slot_new as NewFn))
}

fn is_dunder(name: &Ref<Str>) -> bool {
    name.bytes().starts_with(b"__") && name.bytes().ends_with(b"__")
}

/// An attribute of a class: data descriptors of the metaclass, then the class's MRO, then the metaclass.
pub fn type_getattro(vm: &mut Vm, this: &Value, name: &Ref<Str>) -> PyResult {
    let ty = vm.payload::<Type>(this)?;
    let meta = vm.type_of(this).clone();
    let of_meta = vm.lookup(&meta, name);
    let mut meta_get = None;
    if let Some(found) = &of_meta {
        let slots = &vm.type_of(found).get(vm).slots;
        meta_get = slots.descr_get;
        if slots.descr_set.is_some()
            && let Some(get) = meta_get
        {
            return get(vm, found, Some(this), &meta.to_value());
        }
    }
    if let Some(found) = vm.lookup(ty, name) {
        return match vm.type_of(&found).get(vm).slots.descr_get {
            Some(get) => get(vm, &found, None, this),
            None => Ok(found),
        };
    }
    match (of_meta, meta_get) {
        (Some(found), Some(get)) => get(vm, &found, Some(this), &meta.to_value()),
        (Some(found), None) => Ok(found),
        (None, _) => Err(vm.no_attribute(this, name)),
    }
}

pub fn type_setattro(vm: &mut Vm, this: &Value, name: &Ref<Str>, value: Option<&Value>) -> PyResult<()> {
    let ty = vm.payload::<Type>(this)?;
    if ty.get(vm).has_flag(type_flag::IMMUTABLE) {
        let text =
            format!("cannot set '{}' attribute of immutable type '{}'", name.to_lossy(), vm.dotted_type_name(ty));
        return Err(vm.type_error(text));
    }
    let meta = vm.type_of(this).clone();
    if let Some(found) = vm.lookup(&meta, name)
        && let Some(set) = vm.type_of(&found).get(vm).slots.descr_set
    {
        set(vm, &found, this, value)?;
        vm.type_modified(ty, None);
        return Ok(());
    }
    if vm.set_class_entry(ty, name, value.cloned()) { Ok(()) } else { Err(vm.no_attribute(this, name)) }
}

impl Vm {
    /// Sets or deletes an entry of a class's own dict and renews what depends on it. False if there was nothing to
    /// delete.
    pub fn set_class_entry(&mut self, ty: &Ref<Type>, name: &Ref<Str>, value: Option<Value>) -> bool {
        let key = Name(self.intern_str(name));
        let (mut same_kind, mut data_descriptor) = (false, false);
        let old = match value {
            Some(value) => {
                same_kind = ty.get(self).dict.get(&key).is_some_and(|old| self.is_plain(old)) && self.is_plain(&value);
                data_descriptor = self.type_of(&value).get(self).slots.descr_set.is_some();
                ty.get_mut(self).dict.insert(key, value)
            }
            None => match ty.get_mut(self).dict.shift_remove(&key) {
                Some(old) => Some(old),
                None => return false,
            },
        };
        // Caches know where a plain value is, not what it is. Dunders mean more than their value.
        if !same_kind || is_dunder(name) {
            self.type_modified(ty, Some(name));
            let n = &self.names;
            if [&n.__get__, &n.__set__, &n.__delete__].iter().any(|d| d.ptr_eq(name)) {
                // Instances of the class may be attributes of any class.
                self.invalidate_attribute_caches();
            } else if data_descriptor
                || [&n.__getattribute__, &n.__setattr__, &n.__delattr__].iter().any(|d| d.ptr_eq(name))
            {
                self.attributes_changed_meaning(ty);
            }
        }
        drop(old);
        true
    }

    /// Whether a value in a class's dict is got as it is, not as a descriptor.
    fn is_plain(&self, value: &Value) -> bool {
        let slots = &self.type_of(value).get(self).slots;
        slots.descr_get.is_none() && slots.descr_set.is_none()
    }

    /// Makes the caches forget all classes: for changes of objects in class dicts that caches look into.
    pub fn invalidate_attribute_caches(&mut self) {
        let object = self.types.object.clone();
        self.type_modified(&object, None);
        self.forget_shapes();
    }

    /// Caches of instance attributes go by shape alone: they ask no more what the class has under the name. So when a
    /// class with instances gets a data descriptor, other bases or another way to reach attributes, all of them are
    /// emptied.
    pub fn attributes_changed_meaning(&mut self, ty: &Ref<Type>) {
        let mut pending = vec![ty.clone()];
        while let Some(ty) = pending.pop() {
            if ty.get(self).root_shape.get() != 0 {
                return self.forget_shapes();
            }
            pending.extend(ty.subclass_refs(self));
        }
    }

    /// Makes the caches forget a class and its subclasses, and fills their slots anew if `name` is a dunder.
    pub fn type_modified(&mut self, ty: &Ref<Type>, name: Option<&Ref<Str>>) {
        let dunder = name.is_some_and(is_dunder);
        let mut pending = vec![ty.clone()];
        while let Some(ty) = pending.pop() {
            let version = self.fresh_type_version();
            ty.get(self).version.set(version);
            if dunder {
                self.update_slots(&ty);
            }
            pending.extend(ty.subclass_refs(self));
        }
    }
}
