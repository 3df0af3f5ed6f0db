//! The attributes and methods that `type` defines for all classes.

use super::instance_check::{type_instancecheck, type_subclasscheck};
use super::mro::type_mro;
use crate::builtins::object_::{NameSet, layout};
use crate::gc::{Kind, Ref, Value};
use crate::native::TypeBuilder;
use crate::object::descriptor::MappingProxy;
use crate::object::slots::PyResult;
use crate::object::ty::{Name, Type, type_flag};
use crate::object::{Dict, Str, Tuple};
use crate::vm::Vm;

pub fn add(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    builder
        .method("mro(self, /)", type_mro, "The method resolution order of the class, as a list.")
        .method("__subclasses__(self, /)", type_subclasses, "List of the immediate subclasses.")
        .class_method(
            "__prepare__(cls, /, *args, **kwargs)",
            type_prepare,
            "Make the namespace that a class statement fills.",
        )
        .method("__instancecheck__(self, instance, /)", type_instancecheck, "Whether an object is an instance.")
        .method("__subclasscheck__(self, subclass, /)", type_subclasscheck, "Whether a class is a subclass.")
        .method("__dir__(self, /)", type_dir, "List of the names of all attributes of the class and its bases.")
        .method("__sizeof__(self, /)", type_sizeof, "Size of the type object in memory, in bytes.")
        .member("__basicsize__", basic_size, None, "")
        .member("__itemsize__", |vm, t| number(vm, t, |t| t.item_size() as i64), None, "")
        .member("__flags__", |vm, t| number(vm, t, visible_flags), None, "")
        .member(
            "__weakrefoffset__",
            |vm, t| number(vm, t, |t| if t.core.weakrefable.get() { -32 } else { 0 }),
            None,
            "",
        )
        .member("__dictoffset__", |vm, t| number(vm, t, |t| if t.core.has_dict.get() { -1 } else { 0 }), None, "")
        .member("__base__", type_base, None, "")
        .getset("__name__", type_name, Some(type_set_name), "")
        .getset("__qualname__", type_qualname, Some(type_set_qualname), "")
        .getset("__bases__", type_bases, Some(type_set_bases), "")
        .getset("__mro__", type_get_mro, None, "")
        .getset("__module__", type_get_module, Some(type_set_module), "")
        .getset("__abstractmethods__", type_abstractmethods, Some(type_set_abstractmethods), "")
        .getset("__dict__", type_dict, None, "")
        .getset("__doc__", type_doc, Some(type_set_doc), "")
        .getset("__text_signature__", type_text_signature, None, "")
        .getset("__annotations__", type_annotations, Some(type_set_annotations), "")
        .getset("__annotate__", type_annotate, Some(type_set_annotate), "")
        .getset("__type_params__", type_type_params, Some(type_set_type_params), "")
}

fn number(vm: &mut Vm, this: &Value, of: impl FnOnce(&Type) -> i64) -> PyResult {
    let n = of(vm.payload::<Type>(this)?.get(vm));
    Ok(vm.int(n))
}

/// `__flags__` with CPython's bits.
fn visible_flags(ty: &Type) -> i64 {
    let heap = ty.core.is_heap_type;
    let managed = heap && ty.core.attrs_offset.get() != 0 && ty.core.has_dict.get();
    let family = match ty.core.layout.kind {
        Kind::BigInt => 1 << 24,
        Kind::List => 1 << 25,
        Kind::Tuple => 1 << 26,
        Kind::Bytes => 1 << 27,
        Kind::Str => 1 << 28,
        Kind::Dict => 1 << 29,
        Kind::Exception => 1 << 30,
        Kind::Type => 1 << 31 | 1 << 23 | 1 << 11,
        _ => 0,
    };
    let collected =
        ty.core.layout.tracked && !matches!(ty.core.layout.kind, Kind::Instance) || managed || ty.core.nslots > 0;
    let bits: [(bool, i64); 13] = [
        (!heap, 1 << 1),
        (managed, 1 << 2),
        (heap && ty.core.weakrefable.get(), 1 << 3),
        (managed, 1 << 4),
        (ty.has_flag(type_flag::SEQUENCE), 1 << 5),
        (ty.has_flag(type_flag::MAPPING), 1 << 6),
        (ty.has_flag(type_flag::NO_INSTANTIATION), 1 << 7),
        (ty.has_flag(type_flag::IMMUTABLE), 1 << 8),
        (heap, 1 << 9),
        (ty.has_flag(type_flag::BASETYPE), 1 << 10),
        (collected, 1 << 14),
        (ty.has_flag(type_flag::METHOD_DESCRIPTOR), 1 << 17),
        (ty.has_flag(type_flag::ABSTRACT), 1 << 20),
    ];
    let match_self = if ty.has_flag(type_flag::MATCH_SELF) { 1 << 22 } else { 0 };
    bits.iter().fold(1 << 12 | family | match_self, |all, (on, bit)| if *on { all | bit } else { all })
}

/// Refuses to change (or delete) an attribute of a builtin class, and to delete it at all.
fn check_set<'a>(vm: &mut Vm, ty: &Ref<Type>, value: Option<&'a Value>, attribute: &str) -> PyResult<&'a Value> {
    let name = vm.dotted_type_name(ty);
    if ty.get(vm).has_flag(type_flag::IMMUTABLE) {
        return Err(vm.type_error(format!("cannot set '{attribute}' attribute of immutable type '{name}'")));
    }
    match value {
        Some(value) => Ok(value),
        None => Err(vm.type_error(format!("cannot delete '{attribute}' attribute of immutable type '{name}'"))),
    }
}

fn own(vm: &Vm, ty: &Ref<Type>, name: &str) -> Option<Value> {
    ty.get(vm).own(&vm.intern(name)).cloned()
}

fn set_own(vm: &mut Vm, ty: &Ref<Type>, name: &str, value: Option<Value>) -> bool {
    let name = vm.intern(name);
    vm.set_class_entry(ty, &name, value)
}

fn type_subclasses(vm: &mut Vm, args: &[Value]) -> PyResult {
    let ty = vm.arg::<Type>(args, 0)?;
    let subclasses = ty.subclass_refs(vm).into_iter().map(Ref::into_value).collect();
    vm.new_list(subclasses)
}

fn type_prepare(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(vm.new_dict().into_value())
}

fn type_dir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut names = NameSet::default();
    if let Some(class) = args.first() {
        vm.merge_class_names(class, &mut names)?;
    }
    vm.new_list(names.names)
}

/// As CPython counts: a class made at run time has room for methods of all protocols, and the names of its instances'
/// attributes.
fn type_sizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let heap_type = vm.arg::<Type>(args, 0)?.get(vm).core.is_heap_type;
    Ok(vm.int(if heap_type { 1704 } else { 416 }))
}

fn basic_size(vm: &mut Vm, this: &Value) -> PyResult {
    let size = vm.payload::<Type>(this)?.get(vm).basic_size(vm);
    Ok(vm.int(size as i64))
}

fn type_base(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.payload::<Type>(this)?.get(vm).base.as_ref().map(Ref::to_value).unwrap_or_default())
}

fn type_name(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.payload::<Type>(this)?.get(vm).name.to_value())
}

fn type_qualname(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.payload::<Type>(this)?.get(vm).qualname.to_value())
}

fn assigned_name(vm: &mut Vm, ty: &Ref<Type>, value: Option<&Value>, attribute: &str) -> PyResult<Ref<Str>> {
    let value = check_set(vm, ty, value, attribute)?;
    match value.downcast::<Str>() {
        Some(text) => Ok(text.clone()),
        None => {
            let (name, kind) = (ty.get(vm).name.to_lossy().into_owned(), vm.type_name(value));
            Err(vm.type_error(format!("can only assign string to {name}.{attribute}, not '{kind}'")))
        }
    }
}

fn type_set_name(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let ty = vm.payload::<Type>(this)?;
    let name = assigned_name(vm, ty, value, "__name__")?;
    super::create::check_name(vm, &name)?;
    let name = vm.intern_str(&name);
    ty.get_mut(vm).name = name;
    Ok(())
}

fn type_set_qualname(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let ty = vm.payload::<Type>(this)?;
    let name = assigned_name(vm, ty, value, "__qualname__")?;
    ty.get_mut(vm).qualname = name;
    Ok(())
}

fn type_bases(vm: &mut Vm, this: &Value) -> PyResult {
    let bases = vm.payload::<Type>(this)?.get(vm).bases.iter().map(Ref::to_value).collect();
    vm.new_tuple(bases)
}

fn type_get_mro(vm: &mut Vm, this: &Value) -> PyResult {
    let mro: Vec<Value> = vm.payload::<Type>(this)?.get(vm).mro.iter().map(Ref::to_value).collect();
    // While a metaclass's `mro()` runs there is none yet.
    if mro.is_empty() { Ok(Value::NONE) } else { vm.new_tuple(mro) }
}

/// `cls.__bases__ = (...)`: checks the layout, then recomputes the MROs of the class and all its subclasses; if one
/// fails, everything is as before.
fn type_set_bases(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let ty = vm.payload::<Type>(this)?.clone();
    let value = check_set(vm, &ty, value, "__bases__")?;
    let name = ty.get(vm).name.to_lossy().into_owned();
    let Some(tuple) = value.downcast::<Tuple>() else {
        let kind = vm.type_name(value);
        return Err(vm.type_error(format!("can only assign tuple to {name}.__bases__, not {kind}")));
    };
    if tuple.is_empty() {
        return Err(vm.type_error(format!("can only assign non-empty tuple to {name}.__bases__, not ()")));
    }
    let mut bases = Vec::new();
    for base in tuple.items() {
        let Some(base) = base.downcast::<Type>() else {
            let kind = vm.type_name(base);
            return Err(vm.type_error(format!("{name}.__bases__ must be tuple of classes, not '{kind}'")));
        };
        if vm.is_subtype(base, &ty) {
            return Err(vm.type_error("a __bases__ item causes an inheritance cycle"));
        }
        bases.push(base.clone());
    }
    let base = layout::best_base(vm, tuple.items())?;
    let old_base = ty.get(vm).base.clone();
    if let Some(old) = &old_base {
        layout::check_assignable(vm, &base, old, "__bases__")?;
    }
    let old_bases = std::mem::replace(&mut ty.get_mut(vm).bases, bases);
    ty.get_mut(vm).base = Some(base);
    let mut undo: Vec<(Ref<Type>, Vec<Ref<Type>>)> = Vec::new();
    let mut pending = vec![ty.clone()];
    while let Some(class) = pending.pop() {
        match vm.compute_mro(&class) {
            Ok(mro) => {
                let old = std::mem::replace(&mut class.get_mut(vm).mro, mro);
                let mut subclasses = class.subclass_refs(vm);
                subclasses.reverse();
                pending.extend(subclasses);
                undo.push((class, old));
            }
            Err(raised) => {
                for (class, mro) in undo.into_iter().rev() {
                    class.get_mut(vm).mro = mro;
                }
                let t = ty.get_mut(vm);
                let tried = (std::mem::replace(&mut t.bases, old_bases), std::mem::replace(&mut t.base, old_base));
                drop(tried);
                return Err(raised);
            }
        }
    }
    for old in &old_bases {
        old.get_mut(vm).subclasses.retain(|s| *s != ty.header_ptr());
    }
    for new in ty.get(vm).bases.clone() {
        new.get_mut(vm).subclasses.push(ty.header_ptr());
    }
    let any_dunder = vm.names.__init__.clone();
    vm.type_modified(&ty, Some(&any_dunder));
    vm.attributes_changed_meaning(&ty);
    Ok(())
}

fn type_get_module(vm: &mut Vm, this: &Value) -> PyResult {
    let ty = vm.payload::<Type>(this)?;
    match vm.type_module(ty) {
        Some(module) => Ok(module),
        None => Err(vm.attribute_error("__module__")),
    }
}

fn type_set_module(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let ty = vm.payload::<Type>(this)?.clone();
    let value = check_set(vm, &ty, value, "__module__")?.clone();
    set_own(vm, &ty, "__firstlineno__", None);
    set_own(vm, &ty, "__module__", Some(value));
    Ok(())
}

fn type_abstractmethods(vm: &mut Vm, this: &Value) -> PyResult {
    let ty = vm.payload::<Type>(this)?;
    let found = if ty.ptr_eq(&vm.types.type_) { None } else { own(vm, ty, "__abstractmethods__") };
    found.ok_or_else(|| vm.attribute_error("__abstractmethods__"))
}

fn type_set_abstractmethods(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let ty = vm.payload::<Type>(this)?.clone();
    let abstract_ = match value {
        Some(value) => vm.truthy(value)?,
        None => false,
    };
    if !set_own(vm, &ty, "__abstractmethods__", value.cloned()) {
        return Err(vm.attribute_error("__abstractmethods__"));
    }
    ty.get(vm).set_flag(type_flag::ABSTRACT, abstract_);
    ty.get(vm).plain_init.set((0, 0));
    Ok(())
}

fn type_dict(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.alloc(&vm.types.mappingproxy, MappingProxy { mapping: this.clone() })?.into_value())
}

fn type_doc(vm: &mut Vm, this: &Value) -> PyResult {
    let ty = vm.payload::<Type>(this)?;
    let Some(doc) = own(vm, ty, "__doc__") else { return Ok(Value::NONE) };
    // `type.__doc__` itself is this getset; asked on `type` it would find itself.
    if ty.ptr_eq(&vm.types.type_) {
        let text = ty.get(vm).doc.unwrap_or_default();
        return vm.new_str(text);
    }
    match vm.type_of(&doc).get(vm).slots.descr_get {
        Some(get) => get(vm, &doc, None, this),
        None => Ok(doc),
    }
}

fn type_set_doc(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let ty = vm.payload::<Type>(this)?.clone();
    let value = check_set(vm, &ty, value, "__doc__")?.clone();
    set_own(vm, &ty, "__doc__", Some(value));
    Ok(())
}

fn type_text_signature(vm: &mut Vm, this: &Value) -> PyResult {
    match vm.payload::<Type>(this)?.get(vm).signature {
        Some(text) => vm.new_str(text),
        None => Ok(Value::NONE),
    }
}

/// `__annotations__`: assigned, cached, or computed by `__annotate__` (PEP 649).
fn type_annotations(vm: &mut Vm, this: &Value) -> PyResult {
    let ty = vm.payload::<Type>(this)?.clone();
    if !ty.get(vm).core.is_heap_type {
        let name = vm.names.__annotations__.clone();
        return Err(vm.no_attribute(this, &name));
    }
    if let Some(found) = own(vm, &ty, "__annotations__").or_else(|| own(vm, &ty, "__annotations_cache__")) {
        return match vm.type_of(&found).get(vm).slots.descr_get {
            Some(get) => get(vm, &found, None, this),
            None => Ok(found),
        };
    }
    let annotate = type_annotate(vm, this)?;
    let annotations = if vm.type_of(&annotate).get(vm).slots.call.is_some() {
        let format = vm.int(1);
        let result = vm.call(&annotate, &[format])?;
        if result.downcast::<Dict>().is_none() {
            let kind = vm.type_name(&result);
            return Err(vm.type_error(format!("__annotate__ returned non-dict of type '{kind}'")));
        }
        result
    } else {
        vm.new_dict().into_value()
    };
    set_own(vm, &ty, "__annotations_cache__", Some(annotations.clone()));
    Ok(annotations)
}

fn type_set_annotations(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let ty = vm.payload::<Type>(this)?.clone();
    if ty.get(vm).has_flag(type_flag::IMMUTABLE) {
        let name = vm.dotted_type_name(&ty);
        return Err(vm.type_error(format!("cannot set '__annotations__' attribute of immutable type '{name}'")));
    }
    let key = if own(vm, &ty, "__annotations__").is_some() { "__annotations__" } else { "__annotations_cache__" };
    if !set_own(vm, &ty, key, value.cloned()) {
        return Err(vm.attribute_error("__annotations__"));
    }
    if key == "__annotations__" {
        set_own(vm, &ty, "__annotations_cache__", None);
    }
    set_own(vm, &ty, "__annotate_func__", None);
    set_own(vm, &ty, "__annotate__", None);
    Ok(())
}

fn type_annotate(vm: &mut Vm, this: &Value) -> PyResult {
    let ty = vm.payload::<Type>(this)?.clone();
    if !ty.get(vm).core.is_heap_type {
        let name = vm.names.__annotate__.clone();
        return Err(vm.no_attribute(this, &name));
    }
    match own(vm, &ty, "__annotate_func__").or_else(|| own(vm, &ty, "__annotate__")) {
        Some(found) => match vm.type_of(&found).get(vm).slots.descr_get {
            Some(get) => get(vm, &found, None, this),
            None => Ok(found),
        },
        None => {
            set_own(vm, &ty, "__annotate_func__", Some(Value::NONE));
            Ok(Value::NONE)
        }
    }
}

fn type_set_annotate(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let ty = vm.payload::<Type>(this)?.clone();
    let Some(value) = value else { return Err(vm.type_error("cannot delete __annotate__ attribute")) };
    if ty.get(vm).has_flag(type_flag::IMMUTABLE) {
        let name = vm.dotted_type_name(&ty);
        return Err(vm.type_error(format!("cannot set '__annotate__' attribute of immutable type '{name}'")));
    }
    if !value.is_none() && vm.type_of(value).get(vm).slots.call.is_none() {
        return Err(vm.type_error("__annotate__ must be callable or None"));
    }
    set_own(vm, &ty, "__annotate_func__", Some(value.clone()));
    if !value.is_none() {
        set_own(vm, &ty, "__annotations__", None);
        set_own(vm, &ty, "__annotations_cache__", None);
    }
    Ok(())
}

fn type_type_params(vm: &mut Vm, this: &Value) -> PyResult {
    let ty = vm.payload::<Type>(this)?;
    // On `type` itself the entry is this getset.
    let found = if ty.get(vm).core.is_heap_type { own(vm, ty, "__type_params__") } else { None };
    Ok(found.unwrap_or_else(|| vm.empty_tuple.to_value()))
}

fn type_set_type_params(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let ty = vm.payload::<Type>(this)?.clone();
    let value = check_set(vm, &ty, value, "__type_params__")?.clone();
    set_own(vm, &ty, "__type_params__", Some(value));
    Ok(())
}

impl Vm {
    /// `__module__` of a class.
    pub fn type_module(&self, ty: &Ref<Type>) -> Option<Value> {
        let t = ty.get(self);
        if t.core.is_heap_type {
            return t.dict.get(&Name(self.names.__module__.clone())).cloned();
        }
        Some(self.intern(t.module).into_value())
    }
}
