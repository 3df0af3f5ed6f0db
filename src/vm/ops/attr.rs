//! Attribute operations: the slow paths, which fill the inline caches when what they find may be cached.

use super::cache::Access;
use super::{Outcome, cache, consume, look, name_at, special, take};
use crate::bytecode::{B_TEMP, C_TEMP, Code, FLAG, FLAG2};
use crate::gc::{AttrHead, Header, Kind, Raw, Ref, Value};
use crate::object::descriptor::{ClassMethod, StaticMethod};
use crate::object::native::{Member, MethodDescriptor, SlotWrapper};
use crate::object::slots::PyResult;
use crate::object::ty::type_flag;
use crate::object::{Dict, Function, Str, Type};
use crate::protocol::attr::inline_values;
use crate::vm::Vm;
use crate::vm::frame::{FrameHead, frame_flag};
use crate::vm::run::{field_a, field_b, field_c, flags, payload};
use std::cell::Cell;

/// Writes cache words.
unsafe fn fill(pc: *const Cell<u64>, words: &[u64]) {
    for (i, w) in words.iter().enumerate() {
        // SAFETY: `pc` has at least as many cache words.
        unsafe { (*pc.add(i)).set(*w) };
    }
}

/// Enters a shape and the place of its attribute in the cache of a load. The shape that was there goes to the second place:
/// many instructions see instances of two classes in turn.
unsafe fn fill_slot(pc: *const Cell<u64>, guard: u64, at: u64) {
    // SAFETY: loads have four cache words.
    unsafe {
        let [first, first_at, second, second_at] = [0, 1, 2, 3].map(|i| &*pc.add(i));
        if first.get() >> 32 != cache::SLOT {
            second.set(0);
        } else if first.get() != guard {
            second.set(first.get());
            second_at.set(first_at.get());
        }
        first.set(guard);
        first_at.set(at);
    }
}

/// The same for a store; only one that leaves the shape as it is goes to the second place, in one word.
unsafe fn fill_store(pc: *const Cell<u64>, guard: u64, at: u64) {
    // SAFETY: stores have three cache words.
    unsafe {
        let [first, first_at, second] = [0, 1, 2].map(|i| &*pc.add(i));
        let before = first.get();
        if before as u32 == 0 {
            second.set(0);
        } else if before != guard && before as u32 as u64 == before >> 32 && first_at.get() >> 32 == 0 {
            second.set(before as u32 as u64 | first_at.get() << 32);
        }
        first.set(guard);
        first_at.set(at);
    }
}

/// `R[a] = R[b].name`; the loop drops the source. Null if a frame was entered that will give the result.
#[cold]
#[inline(never)]
pub unsafe fn load(vm: &mut Vm, word: u64, base: *mut Raw, pc: *const Cell<u64>) -> Outcome {
    // SAFETY: as the caller promises.
    unsafe { load_result(vm, word, base, pc) }.into()
}

#[inline(always)]
unsafe fn load_result(vm: &mut Vm, word: u64, base: *mut Raw, pc: *const Cell<u64>) -> PyResult<Raw> {
    // SAFETY: operands and cache words of the instruction.
    unsafe {
        let name = name_at(base, field_c(word));
        let x = *base.add(field_b(word));
        let guard = (*pc).get();
        if matches!(guard >> 32, cache::DESCRIPTOR | cache::HOOK)
            && cache::shape_and_type(x, guard, pc)
            && (guard != cache::HOOK << 32 || hook_still_applies(x, name))
        {
            let bits = (*pc.add(2)).get();
            if guard >> 32 == cache::DESCRIPTOR {
                let descriptor = Raw { meta: Kind::Instance.tag() as u64, bits };
                special::enter_get(vm, descriptor, (*pc.add(3)).get() as *mut Header, word, base)?;
            } else {
                let name = name.clone();
                special::enter_hook(vm, bits as *mut Header, &name, word, base)?;
            }
            return Ok(Raw::NULL);
        }
        if let Some(shape) = instance_shape(x)
            && let Some((words, refill)) = vm.sites.get(shape, name.header_ptr() as usize, Access::Load)
        {
            let at = match words[0] >> 32 {
                cache::SLOT => (x.bits as usize + words[1] as usize) as *const Raw,
                cache::CLASS_VALUE if cache::type_version(x) == words[1] => words[2] as *const Raw,
                _ => std::ptr::null(),
            };
            if !at.is_null() && !(*at).is_null() {
                if refill && words[0] >> 32 == cache::SLOT {
                    fill_slot(pc, words[0], words[1]);
                } else if refill {
                    fill(pc, &words);
                }
                (*at).incref();
                return Ok(*at);
            }
        }
        let name = name.clone();
        if x.tag() == Kind::Instance.tag() && load_by_method(vm, &name, word, base)? {
            return Ok(Raw::NULL);
        }
        let obj = look(base, field_b(word));
        cache_load(vm, &obj, &name, pc);
        if let Some(shape) = instance_shape(x) {
            let words = std::array::from_fn::<u64, 4, _>(|i| (*pc.add(i)).get());
            if words[0] as u32 == shape && matches!(words[0] >> 32, cache::SLOT | cache::CLASS_VALUE) {
                vm.sites.set(shape, name.header_ptr() as usize, Access::Load, &words);
            }
        }
        Ok(vm.getattr(&obj, &name)?.into_raw())
    }
}

/// Whether an attribute of an instance with a dict is still the business of a cached `__getattribute__` or `__getattr__`.
unsafe fn hook_still_applies(x: Raw, name: &Ref<Str>) -> bool {
    // SAFETY: an instance, of which the guard says that its attributes are in no shape.
    unsafe {
        let ty = payload::<Type>(Raw { meta: 0, bits: (*x.header()).type_header() as u64 });
        !ty.has_flag(type_flag::PLAIN_GETATTR)
            || cache::attribute_dict(x).is_none_or(|dict| matches!(dict.find_str(name), Ok(None)))
    }
}

/// The shape of an instance with attributes in a shape.
#[inline(always)]
unsafe fn instance_shape(x: Raw) -> Option<u32> {
    if x.tag() != Kind::Instance.tag() {
        return None;
    }
    // SAFETY: instances have their attributes behind the header.
    let shape = unsafe { (*(x.header().add(1) as *const AttrHead)).shape.get() };
    (shape != 0).then_some(shape)
}

/// Fills the cache of an attribute load, if the attribute is of a kind that can be cached.
unsafe fn cache_load(vm: &mut Vm, obj: &Value, name: &Ref<Str>, pc: *const Cell<u64>) {
    // SAFETY: cache words of the instruction; heads of live objects.
    unsafe {
        if obj.tag() == Kind::Instance.tag() {
            let ty = vm.type_of(obj).clone();
            if !ty.get(vm).has_flag(type_flag::PLAIN_GETATTR) {
                return;
            }
            let Some(head) = vm.attr_head(obj) else { return };
            let shape = (*head).shape.get();
            let found = vm.lookup(&ty, name);
            let version = ty.get(vm).version.get() as u64;
            let data_descriptor = found.as_ref().is_some_and(|d| vm.type_of(d).get(vm).slots.descr_set.is_some());
            let member = found.as_ref().and_then(|d| d.downcast_exact::<Member>());
            if let Some(member) = member.filter(|m| m.get(vm).field.is_none()) {
                fill(pc, &[cache::MEMBER << 32, member.get(vm).offset as u64, version]);
                return;
            }
            // The class alone decides, wherever the instance has its attributes.
            if let Some(found) = found.as_ref().filter(|_| data_descriptor) {
                // An AttributeError of the getter goes to `__getattr__`.
                if vm.lookup_ref(&ty, &vm.names.__getattr__).is_none()
                    && let Some(getter) = vm.property_getter(found)
                    && let Some(f) = getter.downcast_exact::<Function>()
                    && f.get(vm).code.simple
                    && f.get(vm).code.argcount == 1
                {
                    fill(pc, &[shape as u64 | cache::PROPERTY << 32, version, getter.bits()]);
                }
                return;
            }
            if shape == 0 {
                if let Some(dict) = cache::attribute_dict(obj.raw())
                    && let Some(index) = own_entry(dict, name)
                {
                    fill(pc, &[cache::DICT << 32, version, index as u64, name.header_ptr() as u64]);
                }
                return;
            }
            if let Some(index) = vm.shapes.index_of(shape, name) {
                let at = inline_values(head).add(index as usize) as u64 - obj.bits();
                fill_slot(pc, shape as u64 | cache::SLOT << 32, at);
                return;
            }
            let Some(found) = found else { return };
            if vm.type_of(&found).get(vm).slots.descr_get.is_none()
                && let Some(at) = vm.lookup_ref(&ty, name)
            {
                fill(pc, &[shape as u64 | cache::CLASS_VALUE << 32, version, std::ptr::from_ref(at) as u64]);
            }
        } else if let Some(ty) = obj.downcast_exact::<Type>() {
            let meta = vm.type_of(obj).clone();
            if !meta.ptr_eq(&vm.types.type_) || vm.lookup_ref(&meta, name).is_some() {
                return;
            }
            let Some(found) = vm.lookup_ref(ty, name) else { return };
            let plain = vm.type_of(found).get(vm).slots.descr_get.is_none();
            // A function got from its class is the function itself.
            if plain || found.downcast_exact::<Function>().is_some() {
                let version = ty.get(vm).version.get() as u64;
                fill(pc, &[version | cache::TYPE_VALUE << 32, obj.bits(), std::ptr::from_ref(found) as u64]);
            }
        } else if let Some(module) = obj.downcast_exact::<crate::object::module::Module>() {
            let meta = vm.type_of(obj).clone();
            if vm.lookup_ref(&meta, name).is_some() {
                return;
            }
            let dict = module.get(vm).dict.get(vm);
            if let Ok(Some(i)) = dict.find_str(name)
                && dict.entry(i).is_some_and(|e| e.key.bits() == name.header_ptr() as u64)
            {
                fill(pc, &[cache::MODULE << 32, i as u64, name.header_ptr() as u64]);
            }
        }
    }
}

/// The number of the entry whose key is this very name.
fn own_entry(dict: &Dict, name: &Ref<Str>) -> Option<usize> {
    let index = dict.find_str(name).ok().flatten()?;
    dict.entry(index).filter(|e| e.key.bits() == name.header_ptr() as u64).map(|_| index)
}

/// `R[a].name = R[c]`. The loop goes on at `vm.thread.base` and `pc`.
#[cold]
#[inline(never)]
pub unsafe fn store(vm: &mut Vm, word: u64, base: *mut Raw, pc: *const Cell<u64>) -> PyResult<()> {
    // SAFETY: operands and cache words of the instruction.
    unsafe {
        let name = name_at(base, field_b(word));
        let x = *base.add(field_a(word));
        let guard = (*pc).get();
        if guard == cache::DICT_STORE {
            if let Some(dict) = cache::attribute_dict(x)
                && cache::type_version(x) == (*pc.add(1)).get()
                && let Some(entry) = dict.entry_mut((*pc.add(2)).get() as usize)
                && entry.key.bits() == name.header_ptr() as u64
            {
                vm.thread.pc = pc.add(3);
                let old = std::mem::replace(&mut entry.value, take(word, C_TEMP, base, field_c(word)));
                drop(old);
                consume(word, base);
                return Ok(());
            }
        } else if special::cached_store(vm, &name.clone(), word, base)? {
            return Ok(());
        }
        if let Some(shape) = instance_shape(x)
            && let Some((words, refill)) = vm.sites.get(shape, name.header_ptr() as usize, Access::Store)
        {
            vm.thread.pc = pc.add(3);
            if refill {
                fill_store(pc, words[0], words[1]);
            }
            let at = (x.bits as usize + words[1] as usize) as *mut Raw;
            let new = take(word, C_TEMP, base, field_c(word)).into_raw();
            let old = std::mem::replace(&mut *at, new);
            (*(x.header().add(1) as *const AttrHead)).shape.set((words[0] >> 32) as u32);
            super::drop_raw(old);
            consume(word, base);
            return Ok(());
        }
        let name = name.clone();
        if x.tag() == Kind::Instance.tag() && store_by_method(vm, &name, word, base)? {
            return Ok(());
        }
        vm.thread.pc = pc.add(3);
        let obj = look(base, field_a(word));
        let value = look(base, field_c(word));
        let before = shape_of(vm, &obj);
        vm.setattr(&obj, &name, Some(&value))?;
        if obj.tag() == Kind::Instance.tag() {
            let ty = vm.type_of(&obj).clone();
            if ty.get(vm).has_flag(type_flag::PLAIN_SETATTR)
                && let Some(member) = vm.lookup(&ty, &name).as_ref().and_then(|d| d.downcast_exact::<Member>())
            {
                let version = ty.get(vm).version.get() as u64;
                fill(pc, &[cache::MEMBER << 32, member.get(vm).offset as u64, version]);
                drop((obj, value));
                consume(word, base);
                return Ok(());
            }
            if ty.get(vm).has_flag(type_flag::PLAIN_SETATTR)
                && let Some((_, (shape, _))) = &before
                && let Some(setter) = vm.lookup(&ty, &name).and_then(|p| vm.property_setter(&p))
                && let Some(f) = setter.downcast_exact::<Function>()
                && f.get(vm).code.simple
                && f.get(vm).code.argcount == 2
            {
                let version = ty.get(vm).version.get() as u64;
                fill(pc, &[1 << 63 | (*shape as u64) << 32, version, setter.bits()]);
            }
        }
        if let Some((ty, head)) = before
            && ty.get(vm).has_flag(type_flag::PLAIN_SETATTR)
        {
            if let Some(dict) = cache::attribute_dict(obj.raw())
                && let Some(index) = own_entry(dict, &name)
                && !vm.lookup(&ty, &name).is_some_and(|d| vm.type_of(&d).get(vm).slots.descr_set.is_some())
            {
                fill(pc, &[cache::DICT_STORE, ty.get(vm).version.get() as u64, index as u64]);
            }
            let (old, head) = head;
            let new = (*head).shape.get();
            let has_setter = vm.lookup(&ty, &name).is_some_and(|d| vm.type_of(&d).get(vm).slots.descr_set.is_some());
            if new != 0
                && old != 0
                && !has_setter
                && let Some(index) = vm.shapes.index_of(new, &name)
            {
                let at = inline_values(head).add(index as usize) as u64 - obj.bits();
                let words = [old as u64 | (new as u64) << 32, at];
                fill_store(pc, words[0], words[1]);
                vm.sites.set(old, name.header_ptr() as usize, Access::Store, &words);
            }
        }
        drop((obj, value));
        consume(word, base);
        Ok(())
    }
}

/// `R[a].name = R[c]` by a `__setattr__` or a descriptor's `__set__` written in Python, whose frame is entered.
unsafe fn store_by_method(vm: &mut Vm, name: &Ref<Str>, word: u64, base: *mut Raw) -> PyResult<bool> {
    // SAFETY: operands of the instruction; the object is an instance.
    unsafe {
        let ty = vm.type_of(Raw::as_value(base.add(field_a(word)))).clone();
        if !ty.get(vm).has_flag(type_flag::PLAIN_SETATTR) {
            return special::set_attr(vm, name, word, base);
        }
        match vm.lookup(&ty, name) {
            Some(found) => special::descriptor_set(vm, &found, word, base),
            None => Ok(false),
        }
    }
}

/// `R[b].name` by a method written in Python, whose frame is entered: a descriptor's `__get__`, `__getattribute__`, or
/// `__getattr__` when there is no such attribute.
unsafe fn load_by_method(vm: &mut Vm, name: &Ref<Str>, word: u64, base: *mut Raw) -> PyResult<bool> {
    // SAFETY: operands of the instruction; the object is an instance.
    unsafe {
        let obj = look(base, field_b(word));
        let ty = vm.type_of(&obj).clone();
        let getattr = vm.lookup_ref(&ty, &vm.names.__getattr__).is_some();
        if !ty.get(vm).has_flag(type_flag::PLAIN_GETATTR) {
            let hook = vm.names.__getattribute__.clone();
            drop(obj);
            return if getattr { Ok(false) } else { special::get_attr(vm, &hook, name, word, base) };
        }
        let found = vm.lookup(&ty, name);
        if let Some(found) = &found
            && found.tag() == Kind::Instance.tag()
            && !getattr
        {
            let is_data = vm.type_of(found).get(vm).slots.descr_set.is_some();
            if is_data || vm.instance_get(&obj, name).is_none() {
                drop(obj);
                return special::descriptor_get(vm, found, word, base);
            }
        }
        if found.is_none() && getattr && vm.instance_get(&obj, name).is_none() {
            let hook = vm.names.__getattr__.clone();
            drop(obj);
            return special::get_attr(vm, &hook, name, word, base);
        }
        Ok(false)
    }
}

/// Type, shape and attribute head of a plain instance.
unsafe fn shape_of(vm: &Vm, obj: &Value) -> Option<(Ref<Type>, (u32, *const AttrHead))> {
    if obj.tag() != Kind::Instance.tag() {
        return None;
    }
    let head = vm.attr_head(obj)?;
    // SAFETY: head of a live object.
    Some((vm.type_of(obj).clone(), unsafe { ((*head).shape.get(), head) }))
}

#[cold]
#[inline(never)]
/// Enters the Python setter of a cached property: `R[a].name = R[c]`.
pub unsafe fn call_setter(vm: &mut Vm, word: u64, pc: *const Cell<u64>) -> PyResult<()> {
    // SAFETY: the guards hold: word 2 is the setter, a simple function of two arguments.
    unsafe {
        let base = vm.thread.base;
        let setter = (*pc.add(2)).get() as *mut crate::gc::Header;
        let function: &Function = &*(setter.add(1) as *const Function);
        let nregs = function.code.nregs as usize;
        let nb = (*FrameHead::of(base)).top.add(2);
        if vm.thread.outside(nb.add(nregs + 2)) {
            return Err(super::call::too_deep(vm));
        }
        *nb = take(word, crate::bytecode::A_TEMP, base, field_a(word)).into_raw();
        *nb.add(1) = take(word, C_TEMP, base, field_c(word)).into_raw();
        (*setter).incref();
        super::call::enter(vm, pc, setter, nb, 2, frame_flag::DISCARD)
    }
}

#[cold]
#[inline(never)]
pub unsafe fn delete(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<()> {
    // SAFETY: operands of the instruction.
    unsafe {
        let name = name_at(base, field_b(word)).clone();
        let obj = look(base, field_a(word));
        vm.setattr(&obj, &name, None)?;
        drop(obj);
        consume(word, base);
        Ok(())
    }
}

/// The method form of `R[b].name`: function and self, or the attribute and nothing.
#[cold]
#[inline(never)]
pub unsafe fn load_method(vm: &mut Vm, word: u64, base: *mut Raw, pc: *const Cell<u64>) -> PyResult<()> {
    // SAFETY: operands and cache words of the instruction.
    unsafe {
        let name = name_at(base, field_c(word));
        let a = field_a(word);
        let x = *base.add(field_b(word));
        let guard = (*pc).get();
        let bound = match guard >> 32 {
            kind @ (cache::TYPE_CLASS_METHOD | cache::TYPE_STATIC)
                if x.tag() == Kind::Type.tag()
                    && x.bits == (*pc.add(1)).get()
                    && payload::<Type>(x).version.get() == guard as u32 =>
            {
                Some(if kind == cache::TYPE_STATIC { Raw::NULL } else { x })
            }
            cache::DICT_METHOD
                if cache::attribute_dict(x).is_some_and(|d| matches!(d.find_str(name), Ok(None)))
                    && cache::type_version(x) == (*pc.add(1)).get() =>
            {
                Some(x)
            }
            cache::STATIC if cache::shape_and_type(x, guard, pc) => Some(Raw::NULL),
            cache::CLASS_METHOD if cache::shape_and_type(x, guard, pc) => {
                Some(Raw { meta: Kind::Type.tag() as u64, bits: (*x.header()).type_header() as u64 })
            }
            _ => None,
        };
        if let Some(this) = bound {
            let func = Raw { meta: (*pc.add(2)).get(), bits: (*pc.add(3)).get() };
            func.incref();
            this.incref();
            drop(take(word, B_TEMP, base, field_b(word)));
            *base.add(a) = func;
            *base.add(a + 3) = this;
            return Ok(());
        }
        if let Some(shape) = instance_shape(x)
            && let Some((words, refill)) = vm.sites.get(shape, name.header_ptr() as usize, Access::Method)
            && cache::type_version(x) == words[1]
        {
            if refill {
                fill(pc, &words);
            }
            let func = Raw { meta: words[2], bits: words[3] };
            func.incref();
            let this = take(word, B_TEMP, base, field_b(word));
            *base.add(a) = func;
            *base.add(a + 3) = this.into_raw();
            return Ok(());
        }
        let name = name.clone();
        let obj = look(base, field_b(word));
        let ty = vm.type_of(&obj).clone();
        let plain = ty.get(vm).has_flag(type_flag::PLAIN_GETATTR);
        if plain
            && let Some(found) = vm.lookup(&ty, &name)
            && vm.is_method_like(&found)
            && vm.instance_get(&obj, &name).is_none()
        {
            let version = ty.get(vm).version.get() as u64;
            if obj.tag() == Kind::Instance.tag() {
                if let Some(head) = vm.attr_head(&obj)
                    && (*head).shape.get() != 0
                {
                    let shape = (*head).shape.get();
                    let words = [shape as u64 | cache::METHOD << 32, version, found.meta(), found.bits()];
                    fill(pc, &words);
                    vm.sites.set(shape, name.header_ptr() as usize, Access::Method, &words);
                } else if cache::attribute_dict(obj.raw()).is_some() {
                    fill(pc, &[cache::DICT_METHOD << 32, version, found.meta(), found.bits()]);
                }
            } else if obj.is_heap()
                && obj.tag() == ty.get(vm).core.instance_tag
                && obj.tag() != Kind::Other.tag()
                && !ty.get(vm).core.is_heap_type
                && found.downcast_exact::<MethodDescriptor>().is_some()
                && unique_tag(obj.tag())
            {
                fill(pc, &[obj.tag() as u64 | cache::BUILTIN_METHOD << 32, 0, found.meta(), found.bits()]);
            }
            drop(take(word, B_TEMP, base, field_b(word)));
            *base.add(a) = found.into_raw();
            *base.add(a + 3) = obj.into_raw();
            return Ok(());
        }
        cache_bound(vm, &obj, &ty, &name, pc);
        let value = vm.getattr(&obj, &name)?;
        drop(obj);
        drop(take(word, B_TEMP, base, field_b(word)));
        *base.add(a) = value.into_raw();
        *base.add(a + 3) = Raw::NULL;
        Ok(())
    }
}

/// Fills the cache for class methods and static methods, and for methods asked of the class itself.
unsafe fn cache_bound(vm: &mut Vm, obj: &Value, ty: &Ref<Type>, name: &Ref<Str>, pc: *const Cell<u64>) {
    let function = |vm: &Vm, found: &Value| {
        let class_method = found.downcast_exact::<ClassMethod>().map(|c| c.get(vm).callable.clone());
        let callable = match found.downcast_exact::<StaticMethod>() {
            Some(s) => Some(s.get(vm).callable.clone()),
            None => class_method.clone(),
        };
        callable.filter(|c| c.downcast_exact::<Function>().is_some()).map(|c| (c, class_method.is_some()))
    };
    // SAFETY: cache words of the instruction; a live object.
    unsafe {
        if let Some(class) = obj.downcast_exact::<Type>() {
            if !ty.ptr_eq(&vm.types.type_) || vm.lookup_ref(ty, name).is_some() {
                return;
            }
            let Some(found) = vm.lookup(class, name) else { return };
            let (function, kind) = match function(vm, &found) {
                Some((function, true)) => (function, cache::TYPE_CLASS_METHOD),
                Some((function, false)) => (function, cache::TYPE_STATIC),
                // These are got from their class as they are.
                None if found.downcast_exact::<Function>().is_some()
                    || found.downcast_exact::<SlotWrapper>().is_some()
                    || found.downcast_exact::<MethodDescriptor>().is_some()
                        && vm.type_of(&found).ptr_eq(&vm.types.method_descriptor) =>
                {
                    (found, cache::TYPE_STATIC)
                }
                None => return,
            };
            let version = class.get(vm).version.get() as u64;
            fill(pc, &[version | kind << 32, obj.bits(), function.meta(), function.bits()]);
        } else if let Some(shape) = instance_shape(obj.raw())
            && ty.get(vm).has_flag(type_flag::PLAIN_GETATTR)
            && let Some(found) = vm.lookup(ty, name)
            && let Some((function, of_class)) = function(vm, &found)
            && vm.instance_get(obj, name).is_none()
        {
            let kind = if of_class { cache::CLASS_METHOD } else { cache::STATIC };
            let version = ty.get(vm).version.get() as u64;
            fill(pc, &[shape as u64 | kind << 32, version, function.meta(), function.bits()]);
        }
    }
}

/// Tags that belong to exactly one immutable builtin type.
fn unique_tag(tag: u8) -> bool {
    const MANY: [Kind; 3] = [Kind::Exception, Kind::MethodDescriptor, Kind::Type];
    !MANY.iter().any(|k| k.tag() == tag)
}

/// `super().name` and `super(a, b).name`.
#[cold]
#[inline(never)]
pub unsafe fn load_super(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<()> {
    // SAFETY: the window holds `super`, the class and the object.
    unsafe {
        let name = name_at(base, field_c(word));
        let a = field_a(word);
        let w = base.add(field_b(word));
        if flags(word) & FLAG != 0
            && (*w).bits == vm.types.super_.header_ptr() as u64
            && let Some(class) = Raw::as_value(w.add(1)).downcast::<Type>()
            && let obj = Raw::as_value(w.add(2))
            && obj.downcast::<Type>().is_none()
            && !name.ptr_eq(&vm.names.__class__)
            && let start = vm.type_of(obj)
            && let Some(found) = vm.lookup_behind(class, start, name)
            && vm.is_method_like(found)
        {
            // Only a class of the object's MRO has something behind it.
            let found = found.clone();
            let obj = std::mem::replace(&mut *w.add(2), Raw::NULL);
            super::clear(w, 0..2);
            *base.add(a) = found.into_raw();
            *base.add(a + 3) = obj;
            return Ok(());
        }
        let name = name.clone();
        let (sup, class, obj) = (look(w, 0), look(w, 1), look(w, 2));
        let is_builtin = vm.is_builtin_super(&sup);
        let value = match class.downcast::<Type>() {
            Some(ty) if is_builtin => {
                let ty = ty.clone();
                if flags(word) & FLAG != 0
                    && vm.is_instance_of(&obj, &ty)
                    && obj.downcast::<Type>().is_none()
                    && let Some(found) = vm.super_lookup(&ty, &vm.type_of(&obj).clone(), &name)
                    && vm.is_method_like(&found)
                {
                    drop((sup, class));
                    super::clear(w, 0..3);
                    *base.add(a) = found.into_raw();
                    *base.add(a + 3) = obj.into_raw();
                    return Ok(());
                }
                vm.super_getattr(&ty, &obj, &name)?
            }
            _ if is_builtin && flags(word) & FLAG2 != 0 => {
                return Err(vm.runtime_error("super(): __class__ is not a type"));
            }
            _ => {
                let zero = flags(word) & FLAG2 != 0;
                let proxy = if zero { vm.call(&sup, &[])? } else { vm.call(&sup, &[class.clone(), obj.clone()])? };
                vm.getattr(&proxy, &name)?
            }
        };
        drop((sup, class, obj));
        super::clear(w, 0..3);
        let old = std::mem::replace(&mut *base.add(a), value.into_raw());
        super::drop_raw(old);
        if flags(word) & FLAG != 0 {
            *base.add(a + 3) = Raw::NULL;
        }
        Ok(())
    }
}

/// Special methods of `with` statements, in method form.
#[cold]
#[inline(never)]
pub unsafe fn load_special(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<()> {
    // SAFETY: operands of the instruction.
    unsafe {
        let a = field_a(word);
        let obj = look(base, field_b(word));
        let kind = field_c(word);
        let n = &vm.names;
        let name = [&n.__enter__, &n.__exit__, &n.__aenter__, &n.__aexit__][kind.min(3)].clone();
        let ty = vm.type_of(&obj).clone();
        let Some(found) = vm.lookup(&ty, &name) else {
            let t = vm.message_type_name(&obj);
            let protocol = if kind < 2 { "context manager" } else { "asynchronous context manager" };
            let other = if kind < 2 { &vm.names.__aenter__ } else { &vm.names.__enter__ };
            let mut text = format!("'{t}' object does not support the {protocol} protocol");
            // Exit methods are asked for first.
            let exit = if kind < 2 { &vm.names.__exit__ } else { &vm.names.__aexit__ };
            let missed = if vm.lookup_ref(&ty, exit).is_none() { exit } else { &name };
            text += &format!(" (missed {} method)", missed.to_lossy());
            if vm.lookup_ref(&ty, other).is_some() {
                let (s, a) = if kind < 2 { ("asynchronous ", "async with") } else { ("", "with") };
                text += &format!(" but it supports the {s}context manager protocol. Did you mean to use '{a}'?");
            }
            return Err(vm.type_error(text));
        };
        if vm.is_method_like(&found) {
            *base.add(a) = found.into_raw();
            *base.add(a + 3) = obj.into_raw();
        } else {
            let bound = vm.bind_descriptor(found, Some(&obj), &ty)?;
            *base.add(a) = bound.into_raw();
            *base.add(a + 3) = Raw::NULL;
        }
        Ok(())
    }
}

impl Vm {
    /// An attribute in the instance itself that no data descriptor hides, if it was found there before.
    #[inline]
    pub(crate) fn own_slot(&self, obj: &Value, name: &Ref<Str>) -> Option<Value> {
        // SAFETY: an entry tells the place for all instances of a shape; an unset attribute is a null word.
        unsafe {
            let shape = instance_shape(obj.raw())?;
            let (words, _) = self.sites.get(shape, name.header_ptr() as usize, Access::Own)?;
            let at = (obj.bits() as usize + words[1] as usize) as *const Raw;
            (!(*at).is_null()).then(|| Raw::as_value(at).clone())
        }
    }

    /// Remembers that an instance has the attribute in its shape, and its class no data descriptor of that name.
    pub(crate) fn note_own_slot(&self, obj: &Value, name: &Ref<Str>) {
        // SAFETY: the head of a live instance.
        unsafe {
            if let Some(shape) = instance_shape(obj.raw())
                && Str::is_interned(name)
                && let Some(index) = self.shapes.index_of(shape, name)
                && let Some(head) = self.attr_head(obj)
            {
                let at = inline_values(head).add(index as usize) as u64 - obj.bits();
                self.sites.set(shape, name.header_ptr() as usize, Access::Own, &[shape as u64 | cache::SLOT << 32, at]);
            }
        }
    }

    /// Empties all caches of attributes that go by shape.
    #[cold]
    pub(crate) fn forget_shapes(&mut self) {
        self.sites = Default::default();
        self.heap.for_each(|header| {
            // SAFETY: a live object of this heap; code objects have their payload behind the header.
            unsafe {
                if (*header).core().layout.kind == Kind::Code {
                    (*(header.add(1) as *const Code)).forget_attributes();
                }
            }
        });
    }
}
