//! `type.__new__`: making a class from name, bases and namespace.
//!
//! The steps are those of the language reference (3.3.3): the most derived metaclass, the base that gives the layout,
//! `__slots__`, the namespace's special entries, the MRO, the slots, then `__set_name__` and `__init_subclass__`.

use crate::gc::{Kind, Ref, TypeCore, Value};
use crate::native::build::attrs_offset;
use crate::object::descriptor::MappingProxy;
use crate::object::native::{GetSet, Member};
use crate::object::slots::{Args, NewFn, PyResult};
use crate::object::ty::{Name, NameMap, Type, type_flag};
use crate::object::{Cell as PyCell, Dict, Function, Raised, Str, Tuple};
use crate::vm::Vm;
use std::cell::Cell;

/// Inline attributes that instances have room for at first, and at most.
const INLINE_MIN: u16 = 4;
const INLINE_MAX: usize = 30;

/// `slots.new` of `type`.
pub fn type_new(vm: &mut Vm, metaclass: &Ref<Type>, args: Args<'_>) -> PyResult {
    let [name, bases, namespace] = args.pos() else {
        let n = args.pos().len();
        return Err(vm.type_error(format!("type.__new__() takes exactly 3 arguments ({n} given)")));
    };
    let wrong = |vm: &Vm, i: usize, expected: &str, v: &Value| {
        let ty = vm.type_name(v);
        vm.type_error(format!("type.__new__() argument {i} must be {expected}, not {ty}"))
    };
    let Some(name) = name.downcast::<Str>() else { return Err(wrong(vm, 1, "str", name)) };
    let Some(bases) = bases.downcast::<Tuple>() else { return Err(wrong(vm, 2, "tuple", bases)) };
    let Some(namespace) = namespace.downcast::<Dict>() else { return Err(wrong(vm, 3, "dict", namespace)) };
    for base in bases.items() {
        let key = vm.names.__mro_entries__.clone();
        if base.downcast::<Type>().is_none() && vm.getattr_opt(base, &key)?.is_some() {
            return Err(vm.type_error("type() doesn't support MRO entry resolution; use types.new_class()"));
        }
    }
    let winner = vm.winning_metaclass(metaclass, bases.items())?;
    if !winner.ptr_eq(metaclass) {
        let new = winner.get(vm).slots.new;
        let own = new.is_some_and(|f| std::ptr::fn_addr_eq(f, type_new as NewFn));
        if !own && let Some(new) = new {
            return new(vm, &winner, args);
        }
    }
    let ty = make_class(vm, &winner, name, bases, namespace)?;
    announce(vm, &ty, args)?;
    Ok(ty.into_value())
}

/// What `__slots__` asks for.
struct SlotPlan {
    /// Mangled and sorted.
    names: Vec<Ref<Str>>,
    dict: bool,
    weak: bool,
}

fn make_class(
    vm: &mut Vm,
    metaclass: &Ref<Type>,
    name: &Ref<Str>,
    bases: &Ref<Tuple>,
    namespace: &Ref<Dict>,
) -> PyResult<Ref<Type>> {
    let base = super::super::object_::layout::best_base(vm, bases.items())?;
    check_name(vm, name)?;
    let plan = plan_slots(vm, name, &base, bases.items(), namespace)?;
    let mut dict = copy_namespace(vm, namespace);
    let cell = take_cell(vm, &mut dict, "__classcell__")?;
    let dict_cell = take_cell(vm, &mut dict, "__classdictcell__")?;
    let qualname = take_qualname(vm, &mut dict, name)?;
    let (inline, guessed) = inline_capacity(vm, &base, &dict);
    let name = vm.intern_str(name);

    let core = class_core(vm, &base, &plan, inline, guessed)?;
    let mut payload = vm.new_type_payload(core, name, "");
    payload.qualname = qualname;
    let inherited = type_flag::SEQUENCE | type_flag::MAPPING | type_flag::MATCH_SELF;
    payload.flags.set(type_flag::BASETYPE | base.get(vm).flags.get() & inherited);
    payload.base = Some(base.clone());
    payload.bases = bases.items().iter().filter_map(|b| b.downcast::<Type>().cloned()).collect();
    if payload.bases.is_empty() {
        payload.bases.push(base.clone());
    }
    payload.slot_names = plan.names.iter().map(|n| Name(n.clone())).collect();
    payload.dict = dict;
    let ty = vm.alloc(metaclass, payload)?;

    fill_namespace(vm, &ty)?;
    add_layout_descriptors(vm, &ty, &base, &plan)?;
    let doc = Name(vm.names.__doc__.clone());
    ty.get_mut(vm).dict.entry(doc).or_insert(Value::NONE);
    set_hash_none(vm, &ty);
    if let Some(cell) = &cell {
        drop(cell.get_mut(vm).value.replace(ty.to_value()));
    }
    if let Some(cell) = &dict_cell {
        let view = MappingProxy { mapping: ty.to_value() };
        let view = vm.alloc(&vm.types.mappingproxy, view)?.into_value();
        drop(cell.get_mut(vm).value.replace(view));
    }

    for base in ty.get(vm).bases.clone() {
        base.get_mut(vm).subclasses.push(ty.header_ptr());
    }
    let mro = vm.compute_mro(&ty)?;
    ty.get_mut(vm).mro = mro;
    vm.update_slots(&ty);
    ty.get(vm).set_flag(type_flag::READY, true);
    let version = vm.fresh_type_version();
    ty.get(vm).version.set(version);
    Ok(ty)
}

/// A class's name: no NUL, no lone surrogates.
pub fn check_name(vm: &mut Vm, name: &Ref<Str>) -> PyResult<()> {
    if name.bytes().contains(&0) {
        return Err(vm.value_error("type name must not contain null characters"));
    }
    if name.as_str().is_none() {
        // The encoder words the error.
        vm.call_method_str(&name.to_value(), "encode", &[])?;
    }
    Ok(())
}

fn plan_slots(
    vm: &mut Vm,
    class_name: &Ref<Str>,
    base: &Ref<Type>,
    bases: &[Value],
    namespace: &Ref<Dict>,
) -> PyResult<SlotPlan> {
    let (base_dict, base_weak, items, base_name) = {
        let b = base.get(vm);
        (b.core.has_dict.get() || keeps_own_dict(b), b.core.weakrefable.get(), b.item_size(), b.name.clone())
    };
    let may_dict = !base_dict;
    let may_weak = !base_weak && items == 0;
    let key = vm.names.__slots__.clone();
    let Some(slots) = namespace.get(vm).get_str(&key).cloned() else {
        return Ok(SlotPlan { names: Vec::new(), dict: may_dict, weak: may_weak });
    };
    let items_given = if slots.downcast::<Str>().is_some() { vec![slots.clone()] } else { vm.collect(&slots)? };
    if !items_given.is_empty() && items != 0 {
        let text = format!("nonempty __slots__ not supported for subtype of '{}'", base_name.to_lossy());
        return Err(vm.type_error(text));
    }
    let mut plan = SlotPlan { names: Vec::new(), dict: false, weak: false };
    for item in &items_given {
        let Some(slot) = item.downcast::<Str>() else {
            let ty = vm.type_name(item);
            return Err(vm.type_error(format!("__slots__ items must be strings, not '{ty}'")));
        };
        if !is_identifier(slot) {
            return Err(vm.type_error("__slots__ must be identifiers"));
        }
        match slot.bytes() {
            b"__dict__" => {
                if !may_dict || plan.dict {
                    return Err(vm.type_error("__dict__ slot disallowed: we already got one"));
                }
                plan.dict = true;
            }
            b"__weakref__" => {
                if !may_weak || plan.weak {
                    return Err(vm.type_error("__weakref__ slot disallowed: we already got one"));
                }
                plan.weak = true;
            }
            _ => {
                let slot = mangle(vm, class_name, slot);
                let special = [b"__qualname__".as_slice(), b"__classcell__", b"__classdictcell__"];
                if !special.contains(&slot.bytes()) && namespace.get(vm).get_str(&slot).is_some() {
                    let shown = vm.repr_lossy(&slot.to_value())?;
                    return Err(vm.value_error(format!("{shown} in __slots__ conflicts with class variable")));
                }
                plan.names.push(slot);
            }
        }
    }
    plan.names.sort_by(|a, b| a.bytes().cmp(b.bytes()));
    plan.names.dedup_by(|a, b| a.ptr_eq(b));
    for other in bases.iter().filter_map(|b| b.downcast::<Type>()).filter(|b| !b.ptr_eq(base)) {
        let core = &other.get(vm).core;
        plan.dict |= may_dict && core.has_dict.get();
        plan.weak |= may_weak && core.weakrefable.get();
    }
    Ok(plan)
}

/// Modules and classes keep their attributes in their payload.
fn keeps_own_dict(ty: &Type) -> bool {
    matches!(ty.core.layout.kind, Kind::Module | Kind::Type)
}

fn is_identifier(text: &Str) -> bool {
    let Some(text) = text.as_str() else { return false };
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c))
        && chars.all(unicode_ident::is_xid_continue)
}

/// `__name` in class `C` is `_C__name`.
pub fn mangle(vm: &Vm, class: &Str, name: &Ref<Str>) -> Ref<Str> {
    let (class, text) = (class.to_lossy(), name.to_lossy());
    let stripped = class.trim_start_matches('_');
    if !text.starts_with("__") || text.ends_with("__") || stripped.is_empty() {
        return vm.intern_str(name);
    }
    vm.intern(&format!("_{stripped}{text}"))
}

/// The entries of the namespace under interned names. Keys that are no strings cannot be looked up and are left out.
fn copy_namespace(vm: &Vm, namespace: &Ref<Dict>) -> NameMap<Value> {
    let source = namespace.get(vm);
    let mut dict = NameMap::default();
    dict.reserve(source.len() + 4);
    for entry in source.iter() {
        if let Some(key) = entry.key.downcast::<Str>() {
            dict.insert(Name(vm.intern_str(key)), entry.value.clone());
        }
    }
    dict
}

fn take_cell(vm: &mut Vm, dict: &mut NameMap<Value>, name: &str) -> PyResult<Option<Ref<PyCell>>> {
    let key = Name(vm.intern(name));
    let Some(value) = dict.shift_remove(&key) else { return Ok(None) };
    match value.into_ref::<PyCell>() {
        Ok(cell) => Ok(Some(cell)),
        Err(other) => {
            let ty = vm.type_of(&other).to_value();
            let shown = vm.repr_lossy(&ty)?;
            Err(vm.type_error(format!("{name} must be a nonlocal cell, not {shown}")))
        }
    }
}

fn take_qualname(vm: &mut Vm, dict: &mut NameMap<Value>, name: &Ref<Str>) -> PyResult<Ref<Str>> {
    let key = Name(vm.names.__qualname__.clone());
    match dict.shift_remove(&key) {
        None => Ok(vm.intern_str(name)),
        Some(value) => match value.into_ref::<Str>() {
            Ok(qualname) => Ok(qualname),
            Err(other) => {
                let ty = vm.type_name(&other);
                Err(vm.type_error(format!("type __qualname__ must be a str, not {ty}")))
            }
        },
    }
}

/// Instances get room for the attributes that the methods of the class body and of the base classes assign. Where there are
/// none it is a guess, which the collector takes back when it sees instances without attributes.
fn inline_capacity(vm: &Vm, base: &Ref<Type>, dict: &NameMap<Value>) -> (u16, bool) {
    let key = Name(vm.names.__static_attributes__.clone());
    let own = dict.get(&key);
    let inherited = base.get(vm).mro.iter().filter_map(|t| t.get(vm).dict.get(&key));
    let mut known: Vec<&Value> = Vec::new();
    for names in own.into_iter().chain(inherited).filter_map(|v| v.downcast::<Tuple>()) {
        for name in names.items().iter().take(INLINE_MAX) {
            if known.len() < INLINE_MAX && !known.iter().any(|k| k.is(name)) {
                known.push(name);
            }
        }
    }
    let most = known.len().max(base.get(vm).core.inline_cap.get() as usize).min(INLINE_MAX) as u16;
    if known.is_empty() { (most.max(INLINE_MIN), true) } else { (most, false) }
}

fn class_core(vm: &mut Vm, base: &Ref<Type>, plan: &SlotPlan, inline: u16, guessed: bool) -> PyResult<TypeCore> {
    let b = base.get(vm);
    let (base_core, own_dict) = (&b.core, keeps_own_dict(b));
    let has_dict = base_core.has_dict.get() || plan.dict;
    let head_dict = has_dict && !own_dict;
    let nslots = base_core.nslots as usize + plan.names.len();
    if nslots > u16::MAX as usize {
        return Err(vm.value_error("too many __slots__"));
    }
    let offset = match base_core.attrs_offset.get() {
        0 if head_dict || nslots > 0 => attrs_offset(b),
        offset => offset,
    };
    // The generic instance tag promises the evaluation loop that the attributes follow the header at once.
    let plain = base_core.layout.kind == Kind::Instance && offset as usize == size_of::<crate::gc::Header>();
    Ok(TypeCore {
        layout: base_core.layout,
        attrs_offset: Cell::new(offset),
        nslots: nslots as u32,
        inline_cap: Cell::new(if head_dict { inline } else { 0 }),
        guessed: Cell::new(guessed && head_dict),
        root_cap: Cell::new(0),
        instance_tag: if plain { Kind::Instance.tag() } else { Kind::Other.tag() },
        is_heap_type: true,
        has_dict: Cell::new(has_dict || own_dict),
        weakrefable: Cell::new(base_core.weakrefable.get() || plan.weak),
        has_del: Cell::new(false),
        tracked: true,
    })
}

/// Entries that `type.__new__` adds or wraps: `__module__`, implicit static and class methods.
fn fill_namespace(vm: &mut Vm, ty: &Ref<Type>) -> PyResult<()> {
    let module = Name(vm.names.__module__.clone());
    if !ty.get(vm).dict.contains_key(&module) {
        let name = vm.names.__name__.clone();
        if let Some(value) = vm.current_frame_globals().and_then(|g| g.get(vm).get_str(&name).cloned()) {
            ty.get_mut(vm).dict.insert(module, value);
        }
    }
    let new = Name(vm.names.__new__.clone());
    if let Some(function) = own_function(vm, ty, &new) {
        let wrapped = vm.new_static_method(function);
        drop(ty.get_mut(vm).dict.insert(new, wrapped));
    }
    for name in [vm.names.__init_subclass__.clone(), vm.names.__class_getitem__.clone()] {
        let name = Name(name);
        if let Some(function) = own_function(vm, ty, &name) {
            let wrapped = vm.new_class_method(function)?;
            drop(ty.get_mut(vm).dict.insert(name, wrapped));
        }
    }
    Ok(())
}

fn own_function(vm: &Vm, ty: &Ref<Type>, name: &Name) -> Option<Value> {
    ty.get(vm).dict.get(name).filter(|v| v.downcast_exact::<Function>().is_some()).cloned()
}

/// Member descriptors for `__slots__`, and `__dict__` and `__weakref__` where this class adds them.
fn add_layout_descriptors(vm: &mut Vm, ty: &Ref<Type>, base: &Ref<Type>, plan: &SlotPlan) -> PyResult<()> {
    let head = ty.get(vm).core.attrs_offset.get() as usize + size_of::<crate::gc::AttrHead>();
    let first = base.get(vm).core.nslots as usize;
    for (i, name) in plan.names.iter().enumerate() {
        let offset = (head + size_of::<Value>() * (first + i)) as u32;
        let name = Name(name.clone());
        let member = Member { name: name.clone(), owner: ty.clone(), offset, field: None };
        let member = vm.alloc(&vm.types.member_descriptor, member)?.into_value();
        drop(ty.get_mut(vm).dict.insert(name, member));
    }
    if plan.dict {
        let name = Name(vm.names.__dict__.clone());
        let getset = GetSet {
            name: name.clone(),
            owner: ty.clone(),
            getter: instance_dict_get,
            setter: Some(instance_dict_set),
            doc: "dictionary for instance variables",
        };
        let getset = vm.alloc(&vm.types.getset_descriptor, getset)?.into_value();
        ty.get_mut(vm).dict.entry(name).or_insert(getset);
    }
    if plan.weak {
        let name = Name(vm.names.__weakref__.clone());
        let getset = GetSet {
            name: name.clone(),
            owner: ty.clone(),
            getter: instance_weakref,
            setter: None,
            doc: "list of weak references to the object",
        };
        let getset = vm.alloc(&vm.types.getset_descriptor, getset)?.into_value();
        ty.get_mut(vm).dict.entry(name).or_insert(getset);
    }
    Ok(())
}

/// `obj.__dict__`
pub fn instance_dict_get(vm: &mut Vm, this: &Value) -> PyResult {
    let dict = vm.instance_dict(this)?;
    dict.header().set_flag(crate::gc::flag::UNSEEN, false);
    Ok(dict.into_value())
}

/// `obj.__dict__ = d`; deleting gives the object a new, empty one.
pub fn instance_dict_set(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let dict = match value {
        None => vm.new_dict(),
        Some(value) => match value.downcast::<Dict>() {
            Some(dict) => dict.clone(),
            None => {
                let ty = vm.type_name(value);
                return Err(vm.type_error(format!("__dict__ must be set to a dictionary, not a '{ty}'")));
            }
        },
    };
    vm.set_instance_dict(this, dict)
}

/// As `instance_dict_set` for builtin types: their dict can be replaced but not deleted.
pub fn builtin_dict_set(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    match value {
        None => Err(vm.type_error("cannot delete __dict__")),
        value => instance_dict_set(vm, this, value),
    }
}

/// `obj.__weakref__`: the first weak reference to the object.
pub fn instance_weakref(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.first_weakref(this).unwrap_or_default())
}

/// A class that defines `__eq__` but no `__hash__` is unhashable.
fn set_hash_none(vm: &mut Vm, ty: &Ref<Type>) {
    let (eq, hash) = (Name(vm.names.__eq__.clone()), Name(vm.names.__hash__.clone()));
    let t = ty.get_mut(vm);
    if t.dict.contains_key(&eq) && !t.dict.contains_key(&hash) {
        t.dict.insert(hash, Value::NONE);
    }
}

/// `__set_name__` of the namespace's values, then the base's `__init_subclass__` with the class's keywords.
fn announce(vm: &mut Vm, ty: &Ref<Type>, args: Args<'_>) -> PyResult<()> {
    let set_name = vm.names.__set_name__.clone();
    let entries: Vec<(Name, Value)> = {
        let dict = &ty.get(vm).dict;
        let candidates = dict.iter().filter(|(_, v)| v.downcast_exact::<Function>().is_none() && v.is_heap());
        candidates.map(|(n, v)| (n.clone(), v.clone())).collect()
    };
    let class = ty.to_value();
    for (name, value) in entries {
        let result = vm.call_special(&value, &set_name, &[class.clone(), name.0.to_value()]);
        if let Err(raised) = result {
            return Err(note_set_name(vm, raised, ty, &name, &value));
        }
    }
    let hook = vm.names.__init_subclass__.clone();
    let hook = vm.super_getattr(ty, &class, &hook)?;
    let keywords = args.values.get(args.pos().len()..).unwrap_or(&[]);
    vm.call_args(&hook, Args { values: keywords, names: args.names })?;
    Ok(())
}

#[cold]
fn note_set_name(vm: &mut Vm, raised: Raised, ty: &Ref<Type>, name: &Name, value: &Value) -> Raised {
    let shown = match vm.repr_lossy(&name.0.to_value()) {
        Ok(shown) => shown,
        Err(other) => return other,
    };
    let (kind, class) = (vm.type_name(value), ty.get(vm).name.to_lossy().into_owned());
    let note = vm.str(&format!("Error calling __set_name__ on '{kind}' instance {shown} in '{class}'"));
    let exception = raised.0.to_value();
    match vm.call_method_str(&exception, "add_note", &[note]) {
        Ok(_) => raised,
        Err(other) => other,
    }
}
