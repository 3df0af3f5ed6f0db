//! Attribute access: the MRO walk, the descriptor protocol, instance attributes in shapes or dicts.

use crate::gc::{AttrHead, Header, Kind, Raw, Ref, Value, flag};
use crate::object::slots::PyResult;
use crate::object::ty::{Name, Type, type_flag};
use crate::object::{Dict, Raised, Str};
use crate::vm::Vm;

impl Vm {
    /// Looks a name up along a type's MRO. No descriptor is bound.
    pub fn lookup(&self, ty: &Ref<Type>, name: &Ref<Str>) -> Option<Value> {
        self.lookup_ref(ty, name).cloned()
    }

    /// As `lookup`, borrowed from the class's dict.
    #[inline]
    pub fn lookup_ref<'a>(&'a self, ty: &'a Ref<Type>, name: &Ref<Str>) -> Option<&'a Value> {
        let version = ty.get(self).version.get();
        let entry = self.method_cache.entry(version, name);
        let (known, at) = entry.get();
        if known == (version, name.header_ptr() as usize) && version != 0 {
            // SAFETY: a version stands for one state of the classes of the MRO; while it lasts the value stays in
            // its class's dict, at its place, and `ty` keeps the classes alive.
            return unsafe { at.as_ref() };
        }
        let key = Name(name.clone());
        let found = ty.get(self).mro.iter().find_map(|t| t.get(self).dict.get(&key));
        if ty.get(self).has_flag(type_flag::READY) && Str::is_interned(name) {
            let at = found.map_or(std::ptr::null(), std::ptr::from_ref);
            entry.set(((version, name.header_ptr() as usize), at));
        }
        found
    }

    /// As `lookup_ref` along the part of `start`'s MRO that is behind `class`: what `super` does.
    pub(crate) fn lookup_behind<'a>(
        &'a self,
        class: &Ref<Type>,
        start: &'a Ref<Type>,
        name: &Ref<Str>,
    ) -> Option<&'a Value> {
        let version = start.get(self).version.get();
        let class_address = class.header_ptr() as usize;
        let entry = self.super_cache.entry(version ^ (class_address >> 4) as u32, name);
        let (known, at) = entry.get();
        if known == (version, name.header_ptr() as usize, class_address) && version != 0 {
            // SAFETY: as in `lookup_ref`; while the version lasts the class is in the MRO.
            return unsafe { at.as_ref() };
        }
        let key = Name(name.clone());
        let behind = start.get(self).mro.iter().skip_while(|t| !t.ptr_eq(class)).skip(1);
        let found = behind.into_iter().find_map(|t| t.get(self).dict.get(&key));
        if start.get(self).has_flag(type_flag::READY) && Str::is_interned(name) {
            let at = found.map_or(std::ptr::null(), std::ptr::from_ref);
            entry.set(((version, name.header_ptr() as usize, class_address), at));
        }
        found
    }

    /// As `lookup`, with the class that has the name.
    pub fn lookup_where(&self, ty: &Ref<Type>, name: &Ref<Str>) -> Option<(Ref<Type>, Value)> {
        let key = Name(name.clone());
        ty.get(self).mro.iter().find_map(|t| t.get(self).dict.get(&key).map(|v| (t.clone(), v.clone())))
    }

    /// `getattr(obj, name)`.
    #[inline]
    pub fn getattr(&mut self, obj: &Value, name: &Ref<Str>) -> PyResult {
        match self.type_of(obj).get(self).slots.getattro {
            Some(f) => f(self, obj, name),
            None => generic_getattr(self, obj, name),
        }
    }

    /// `getattr(obj, name)` with a name that need not be interned.
    pub fn getattr_str(&mut self, obj: &Value, name: &str) -> PyResult {
        let name = self.intern(name);
        self.getattr(obj, &name)
    }

    /// `getattr(obj, name, None)`: AttributeError becomes `None`.
    pub fn getattr_opt(&mut self, obj: &Value, name: &Ref<Str>) -> PyResult<Option<Value>> {
        let getattro = self.type_of(obj).get(self).slots.getattro;
        if getattro.is_some_and(|f| std::ptr::fn_addr_eq(f, generic_getattr as crate::object::slots::GetAttrFn)) {
            return match find_attr(self, obj, name) {
                Err(raised) if self.raised_is(&raised, |e| &e.AttributeError) => Ok(None),
                other => other,
            };
        }
        match self.getattr(obj, name) {
            Ok(value) => Ok(Some(value)),
            Err(raised) if self.raised_is(&raised, |e| &e.AttributeError) => Ok(None),
            Err(raised) => Err(raised),
        }
    }

    /// `setattr(obj, name, value)`, or `delattr` without a value.
    pub fn setattr(&mut self, obj: &Value, name: &Ref<Str>, value: Option<&Value>) -> PyResult<()> {
        match self.type_of(obj).get(self).slots.setattro {
            Some(f) => f(self, obj, name, value),
            None => generic_setattr(self, obj, name, value),
        }
    }

    /// An attribute name given by a program, interned.
    pub fn attr_name(&mut self, name: &Value) -> PyResult<Ref<Str>> {
        match name.downcast::<Str>() {
            Some(s) => Ok(self.intern_str(s)),
            None => {
                let ty = self.type_name(name);
                Err(self.type_error(format!("attribute name must be string, not '{ty}'")))
            }
        }
    }

    /// Binds a value found on a type as an attribute of `obj` (or of the type itself, without `obj`).
    pub fn bind_descriptor(&mut self, found: Value, obj: Option<&Value>, owner: &Ref<Type>) -> PyResult {
        match self.type_of(&found).get(self).slots.descr_get {
            Some(get) => {
                let owner = owner.to_value();
                get(self, &found, obj, &owner)
            }
            None => Ok(found),
        }
    }

    /// The instance attributes of an object, if its type has any.
    #[inline(always)]
    pub(crate) fn attr_head(&self, obj: &Value) -> Option<*const AttrHead> {
        // SAFETY: `obj` keeps the object alive.
        obj.header().and_then(|h| unsafe { (*h).attrs() })
    }

    /// An attribute of the instance itself (its `__dict__`), without looking at the class.
    pub fn instance_get(&self, obj: &Value, name: &Ref<Str>) -> Option<Value> {
        let Some(head) = self.attr_head(obj) else { return self.own_namespace_get(obj, name) };
        // SAFETY: the head belongs to a live object; indices of a shape are below the capacity.
        unsafe {
            let shape = (*head).shape.get();
            if shape != 0 {
                let index = self.shapes.index_of(shape, name)?;
                let raw = inline_values(head).add(index as usize);
                return (!(*raw).is_null()).then(|| Raw::as_value(raw).clone());
            }
            let dict = dict_of(head)?;
            dict.get(self).get_str(name).cloned()
        }
    }

    /// Sets an attribute of the instance itself.
    pub fn instance_set(&mut self, obj: &Value, name: &Ref<Str>, value: Value) -> PyResult<()> {
        let Some(head) = self.attr_head(obj) else {
            if let Some(dict) = self.own_dict(obj) {
                drop(dict.get_mut(self).set_str(name, value));
            }
            return Ok(());
        };
        // SAFETY: as in `instance_get`; old values are dropped after the store.
        unsafe {
            self.ensure_shape(obj, head);
            let shape = (*head).shape.get();
            if shape != 0 {
                if let Some(index) = self.shapes.index_of(shape, name) {
                    let at = inline_values(head).add(index as usize);
                    let old = std::mem::replace(&mut *at, value.into_raw());
                    if !old.is_null() {
                        drop(old.into_value());
                    }
                    return Ok(());
                }
                let (count, cap) = self.shapes.get(shape).map_or((0, 0), |s| (s.names.len(), s.cap as usize));
                if count < cap {
                    let next = self.shapes.with(shape, name);
                    *inline_values(head).add(count) = value.into_raw();
                    (*head).shape.set(next);
                    return Ok(());
                }
                self.grow_capacity(obj);
            }
            let dict = self.instance_dict(obj)?;
            drop(dict.get_mut(self).set_str(name, value));
        }
        Ok(())
    }

    /// Deletes an attribute of the instance itself; false if it was not there.
    pub fn instance_delete(&mut self, obj: &Value, name: &Ref<Str>) -> PyResult<bool> {
        let Some(head) = self.attr_head(obj) else {
            let Some(dict) = self.own_dict(obj) else { return Ok(false) };
            let old = dict.get_mut(self).remove_str(name);
            return Ok(old.is_some());
        };
        // SAFETY: as above.
        unsafe {
            let shape = (*head).shape.get();
            if shape != 0 {
                let Some(index) = self.shapes.index_of(shape, name) else { return Ok(false) };
                let (count, parent) = match self.shapes.get(shape) {
                    Some(s) => (s.names.len(), s.parent),
                    None => (0, 0),
                };
                if index as usize + 1 == count {
                    let at = inline_values(head).add(index as usize);
                    let old = std::mem::replace(&mut *at, Raw::NULL);
                    (*head).shape.set(parent);
                    let had = !old.is_null();
                    if had {
                        drop(old.into_value());
                    }
                    return Ok(had);
                }
            } else if (*head).dict.get().is_null() {
                return Ok(false);
            }
            let dict = self.instance_dict(obj)?;
            let old = dict.get_mut(self).remove_str(name);
            Ok(old.is_some())
        }
    }

    /// The dict of an object that keeps its attributes in its payload: a module.
    fn own_dict(&self, obj: &Value) -> Option<Ref<Dict>> {
        obj.downcast::<crate::object::module::Module>().map(|m| m.get(self).dict.clone())
    }

    /// `instance_get` of objects without an attribute head: modules and classes keep attributes elsewhere.
    #[cold]
    fn own_namespace_get(&self, obj: &Value, name: &Ref<Str>) -> Option<Value> {
        if let Some(ty) = obj.downcast::<Type>() {
            return ty.get(self).own(name).cloned();
        }
        self.own_dict(obj)?.get(self).get_str(name).cloned()
    }

    /// A new instance of a Python class whose payload is plain: what `object.__new__` makes.
    #[inline]
    pub fn new_instance(&mut self, ty: &Ref<Type>) -> PyResult {
        let obj = self.alloc(ty, crate::object::registry::Plain)?.into_value();
        if ty.get(self).core.has_dict.get()
            && let Some(head) = self.attr_head(&obj)
        {
            let root = self.root_shape(ty);
            // SAFETY: the head belongs to the new object.
            unsafe { (*head).shape.set(root) };
        }
        Ok(obj)
    }

    /// The value of a `__slots__` member. The caller has checked that `obj` is an instance of the member's owner.
    #[inline]
    pub(crate) fn slot_value(&self, obj: &Value, offset: u32) -> Option<Value> {
        let header = obj.header()?;
        // SAFETY: instances of the owner have a value word at this offset, and `obj` is alive.
        unsafe {
            let at = (header as *const u8).add(offset as usize) as *const Raw;
            (!(*at).is_null()).then(|| Raw::as_value(at).clone())
        }
    }

    /// Sets (or with `None` unsets) a `__slots__` member; as `slot_value`. Returns the old value.
    #[inline]
    pub(crate) fn set_slot_value(&mut self, obj: &Value, offset: u32, value: Option<Value>) -> Option<Value> {
        let header = obj.header()?;
        let new = value.map_or(Raw::NULL, Value::into_raw);
        // SAFETY: as in `slot_value`; the word's reference is handed over.
        unsafe {
            let at = (header as *mut u8).add(offset as usize) as *mut Raw;
            let old = std::mem::replace(&mut *at, new);
            (!old.is_null()).then(|| old.into_value())
        }
    }

    /// Gives an object another class, whose layout the caller has found to be the same.
    pub(crate) fn set_type(&mut self, obj: &Value, new: &Ref<Type>) {
        let Some(header) = obj.header() else { return };
        let is_descriptor = |t: &Ref<Type>| {
            let slots = &t.get(self).slots;
            slots.descr_get.is_some() || slots.descr_set.is_some()
        };
        if is_descriptor(new) || is_descriptor(self.type_of(obj)) {
            self.forget_shapes();
        }
        // SAFETY: the object is alive; the reference that instances of heap types hold to their type moves.
        unsafe {
            let old = (*header).type_header();
            let old_counted = (*header).core().is_heap_type;
            let root = self.root_shape(new);
            let wanted = self.shapes.get(root).map_or(0, |s| s.cap);
            if let Some(head) = self.attr_head(obj)
                && (*head).cap < wanted
                && (*head).shape.get() != 0
            {
                // Too small for the shapes of the new class.
                drop(self.instance_dict(obj));
            }
            if let Some(head) = self.attr_head(obj)
                && let Some(shape) = self.shapes.get((*head).shape.get())
                && (*head).shape.get() != 0
            {
                // A shape belongs to one class: the same names, in the same order, under the new root.
                let names: Vec<Name> = shape.names.keys().cloned().collect();
                let mut shape = root;
                for name in names {
                    shape = self.shapes.with(shape, &name.0);
                }
                (*head).shape.set(shape);
            }
            if new.get(self).core.is_heap_type {
                new.header().incref();
            }
            (*header).set_type_header(new.header_ptr());
            if old_counted {
                crate::gc::release(old);
            }
        }
    }

    /// Gives a fresh instance the empty shape of its class.
    unsafe fn ensure_shape(&mut self, obj: &Value, head: *const AttrHead) {
        // SAFETY: `head` is the head of the live object `obj`.
        unsafe {
            if (*head).shape.get() == 0 && (*head).dict.get().is_null() {
                let ty = self.type_of(obj).clone();
                let root = self.root_shape(&ty);
                // An instance with less room than later ones keeps its attributes in a dict.
                if self.shapes.get(root).is_some_and(|s| s.cap <= (*head).cap) {
                    (*head).shape.set(root);
                }
            }
        }
    }

    /// The empty shape of instances made from now on.
    #[inline]
    pub(crate) fn root_shape(&mut self, ty: &Ref<Type>) -> u32 {
        let t = ty.get(self);
        let root = t.root_shape.get();
        if root != 0 && t.core.root_cap.get() == t.core.inline_cap.get() {
            return root;
        }
        self.new_root_shape(ty)
    }

    #[cold]
    fn new_root_shape(&mut self, ty: &Ref<Type>) -> u32 {
        let cap = ty.get(self).core.inline_cap.get();
        let root = self.shapes.new_root(ty.header_ptr(), cap);
        ty.get(self).core.root_cap.set(cap);
        ty.get(self).root_shape.set(root);
        root
    }

    /// Later instances of this class get more room: little more, since every instance would pay for what is not used.
    fn grow_capacity(&self, obj: &Value) {
        let core = &self.type_of(obj).get(self).core;
        core.guessed.set(false);
        let cap = &core.inline_cap;
        let now = cap.get();
        cap.set((now + (now / 4).max(1)).clamp(4, 30));
    }

    /// The instance's `__dict__` as a dict object; from now on the attributes live there.
    pub fn instance_dict(&mut self, obj: &Value) -> PyResult<Ref<Dict>> {
        let head = self.type_of(obj).get(self).core.has_dict.get().then(|| self.attr_head(obj)).flatten();
        let Some(head) = head else {
            if let Some(dict) = self.own_dict(obj) {
                return Ok(dict);
            }
            let ty = self.type_name(obj);
            return Err(self.attribute_error(format!("'{ty}' object has no attribute '__dict__'")));
        };
        // SAFETY: the head belongs to a live object; each inline value moves to the dict once.
        unsafe {
            if let Some(dict) = dict_of(head) {
                return Ok(dict.clone());
            }
            let mut dict = Dict::new();
            let shape = (*head).shape.get();
            if let Some(shape) = self.shapes.get(shape) {
                for (name, index) in &shape.names {
                    let at = inline_values(head).add(*index as usize);
                    let raw = std::mem::replace(&mut *at, Raw::NULL);
                    if !raw.is_null() {
                        dict.set_str(&name.0, raw.into_value());
                    }
                }
            }
            let dict = self.alloc(&self.types.dict, dict)?;
            let core = &self.type_of(obj).get(self).core;
            dict.header().set_flag(flag::UNSEEN, core.is_heap_type && core.layout.kind == Kind::Instance);
            (*head).shape.set(0);
            (*head).dict.set(dict.clone().into_value().into_raw().header());
            Ok(dict)
        }
    }

    /// Replaces the instance's `__dict__`.
    pub fn set_instance_dict(&mut self, obj: &Value, dict: Ref<Dict>) -> PyResult<()> {
        drop(self.instance_dict(obj)?);
        if let Some(head) = self.attr_head(obj) {
            // SAFETY: the old dict's reference is taken over and dropped.
            unsafe {
                let old = (*head).dict.replace(dict.into_value().into_raw().header());
                drop(Ref::<Dict>::from_owned(old));
            }
        }
        Ok(())
    }

    /// The names and values of the instance attributes, in order.
    pub fn instance_items(&self, obj: &Value) -> Vec<(Value, Value)> {
        let Some(head) = self.attr_head(obj) else {
            let Some(dict) = self.own_dict(obj) else { return Vec::new() };
            return dict.get(self).iter().map(|e| (e.key.clone(), e.value.clone())).collect();
        };
        // SAFETY: as above.
        unsafe {
            if let Some(dict) = dict_of(head) {
                return dict.get(self).iter().map(|e| (e.key.clone(), e.value.clone())).collect();
            }
            let Some(shape) = self.shapes.get((*head).shape.get()) else { return Vec::new() };
            let values = inline_values(head);
            shape
                .names
                .iter()
                .filter(|(_, i)| !(*values.add(**i as usize)).is_null())
                .map(|(n, i)| (n.0.to_value(), Raw::as_value(values.add(*i as usize)).clone()))
                .collect()
        }
    }

    /// AttributeError as CPython words it for an attribute that is missing.
    #[cold]
    pub fn no_attribute(&mut self, obj: &Value, name: &Ref<Str>) -> Raised {
        let text = match obj.downcast::<Type>() {
            Some(t) => format!("type object '{}' has no attribute '{}'", self.dotted_type_name(t), name.to_lossy()),
            None => match obj.downcast::<crate::object::module::Module>() {
                Some(_) => self.module_attribute_text(obj, name),
                None => format!("'{}' object has no attribute '{}'", self.type_name(obj), name.to_lossy()),
            },
        };
        self.attribute_error_for(obj, name, text)
    }
}

/// The inline attributes, behind the slots.
///
/// # Safety
/// `head` is the attribute head of a live object.
#[inline(always)]
pub(crate) unsafe fn inline_values(head: *const AttrHead) -> *mut Raw {
    // SAFETY: slots come first.
    unsafe { AttrHead::values(head).add((*head).nslots as usize) }
}

/// # Safety
/// `head` is the attribute head of a live object, which outlives the result.
#[inline(always)]
unsafe fn dict_of<'a>(head: *const AttrHead) -> Option<&'a Ref<Dict>> {
    // SAFETY: a non-null dict word is an owned reference to a dict, laid out like `Ref<Dict>`.
    unsafe {
        let word: *mut *mut Header = (*head).dict.as_ptr();
        if (*word).is_null() { None } else { Some(&*(word as *const Ref<Dict>)) }
    }
}

/// `object.__getattribute__`: data descriptor, instance attribute, other class attribute.
pub fn generic_getattr(vm: &mut Vm, obj: &Value, name: &Ref<Str>) -> PyResult {
    match find_attr(vm, obj, name)? {
        Some(value) => Ok(value),
        None => Err(vm.no_attribute(obj, name)),
    }
}

/// As `generic_getattr`; `None` if there is no such attribute.
pub fn find_attr(vm: &mut Vm, obj: &Value, name: &Ref<Str>) -> PyResult<Option<Value>> {
    if let Some(value) = vm.own_slot(obj, name) {
        return Ok(Some(value));
    }
    let ty = vm.type_of(obj).clone();
    let found = vm.lookup(&ty, name);
    if let Some(descriptor) = &found {
        let slots = &vm.type_of(descriptor).get(vm).slots;
        if slots.descr_set.is_some()
            && let Some(get) = slots.descr_get
        {
            return get(vm, descriptor, Some(obj), &ty.to_value()).map(Some);
        }
    }
    if let Some(value) = vm.instance_get(obj, name) {
        vm.note_own_slot(obj, name);
        return Ok(Some(value));
    }
    match found {
        Some(found) => vm.bind_descriptor(found, Some(obj), &ty).map(Some),
        None => Ok(None),
    }
}

/// `object.__setattr__` and `object.__delattr__`.
pub fn generic_setattr(vm: &mut Vm, obj: &Value, name: &Ref<Str>, value: Option<&Value>) -> PyResult<()> {
    let ty = vm.type_of(obj).clone();
    let found = vm.lookup(&ty, name);
    if let Some(descriptor) = &found
        && let Some(set) = vm.type_of(descriptor).get(vm).slots.descr_set
    {
        return set(vm, descriptor, obj, value);
    }
    if !ty.get(vm).core.has_dict.get() {
        let (t, n) = (vm.type_name(obj), name.to_lossy().into_owned());
        let text = match found {
            Some(_) => format!("'{t}' object attribute '{n}' is read-only"),
            None if ty.get(vm).has_flag(crate::object::ty::type_flag::PLAIN_SETATTR) => {
                format!("'{t}' object has no attribute '{n}' and no __dict__ for setting new attributes")
            }
            None => format!("'{t}' object has no attribute '{n}'"),
        };
        return Err(vm.attribute_error_for(obj, name, text));
    }
    match value {
        Some(value) => vm.instance_set(obj, name, value.clone()),
        None => {
            if vm.instance_delete(obj, name)? {
                return Ok(());
            }
            let text = format!("'{}' object has no attribute '{}'", vm.type_name(obj), name.to_lossy());
            Err(vm.attribute_error_for(obj, name, text))
        }
    }
}

/// A cache of lookups along MROs. `K` is the key: version and address of the name, and for `super` the class; the
/// value is the address of what was found in its class's dict, null if no class has the name.
pub struct LookupCache<K> {
    entries: Box<[LookupEntry<K>]>,
}

type LookupEntry<K> = std::cell::Cell<(K, *const Value)>;

pub type MethodCache = LookupCache<(u32, usize)>;
pub type SuperCache = LookupCache<(u32, usize, usize)>;

impl<K: Copy + Default> LookupCache<K> {
    /// `size` is a power of two.
    pub fn new(size: usize) -> Self {
        let empty = || std::cell::Cell::new((K::default(), std::ptr::null()));
        LookupCache { entries: (0..size).map(|_| empty()).collect() }
    }

    #[inline(always)]
    fn entry(&self, version: u32, name: &Ref<Str>) -> &LookupEntry<K> {
        let address = name.header_ptr() as usize >> 4;
        let index = (version as usize).wrapping_mul(0x9e37_79b1) ^ address ^ address >> 9;
        &self.entries[index & (self.entries.len() - 1)]
    }
}
