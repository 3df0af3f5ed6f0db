//! Weak references: the types `weakref.ref`, `weakref.proxy` and the `_weakref` module. The collections built on them are
//! in Python (`stdlib/lib/weakref.py`).
//!
//! The heap keeps the list of an object's weak references: first the plain reference and the plain proxy, which are
//! shared by all who ask for one without callback, then the others, newest first.

mod proxy;
mod reference;

use crate::gc::{Header, Raw, Ref, Value};
use crate::native::bind::arg;
use crate::native::build::ModuleBuilder;
use crate::object::module::Module;
use crate::object::weak::Weakref;
use crate::object::{Dict, PyResult, Type};
use crate::vm::Vm;

/// Fills the types.
pub fn init(vm: &mut Vm) -> PyResult<()> {
    vm.heap.on_weakref_callback(crate::object::weak::has_callback);
    let t = &vm.types;
    for ty in [
        &t.type_,
        &t.function,
        &t.method,
        &t.builtin_function,
        &t.code,
        &t.module,
        &t.set,
        &t.frozenset,
        &t.memoryview,
        &t.generic_alias,
        &t.union,
    ] {
        ty.get(vm).core.weakrefable.set(true);
    }
    reference::init(vm);
    proxy::init(vm);
    Ok(())
}

/// Makes the `_weakref` module.
pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let (reference, plain, callable) =
        (vm.types.weakref.to_value(), vm.types.weak_proxy.to_value(), vm.types.weak_callable_proxy.to_value());
    Ok(ModuleBuilder::new(vm, "_weakref", "Weak-reference support module.")?
        .value("ref", reference.clone())
        .value("ReferenceType", reference)
        .value("ProxyType", plain)
        .value("CallableProxyType", callable)
        .function("getweakrefcount(object, /)", getweakrefcount, "Return the number of weak references to 'object'.")
        .function(
            "getweakrefs(object, /)",
            getweakrefs,
            "Return a list of all weak reference objects pointing to 'object'.",
        )
        .function("proxy(object, callback=None, /)", proxy, "Create a proxy object that weakly references 'object'.")
        .function(
            "_remove_dead_weakref(dct, key, /)",
            remove_dead_weakref,
            "Remove key from a dict if its value is a dead weak reference.",
        )
        .build())
}

fn header_of(value: &Value) -> Option<&Header> {
    // SAFETY: `value` keeps the object alive.
    value.header().map(|h| unsafe { &*h })
}

/// A weak reference on the heap's list as an object, unless it is dying.
fn listed(weak: *mut Header) -> Option<Value> {
    // SAFETY: listed weak references have not been freed; one without references is on its way there.
    unsafe {
        let header = &*weak;
        if header.refcount() == Some(0) {
            return None;
        }
        header.incref();
        Some(Raw { meta: header.core().instance_tag as u64, bits: weak as u64 }.into_value())
    }
}

/// A weak reference without callback to an object, as a `weakref.ref`.
pub fn new_reference(vm: &mut Vm, referent: &Value) -> PyResult {
    let class = vm.types.weakref.clone();
    make(vm, &class, referent, &Value::NONE)
}

/// What `__new__` of a weak reference and `proxy()` have in common: without callback the existing one is shared.
fn make(vm: &mut Vm, class: &Ref<Type>, referent: &Value, callback: &Value) -> PyResult {
    let ty = vm.type_of(referent).clone();
    let header = match header_of(referent) {
        Some(header) if ty.get(vm).core.weakrefable.get() => header,
        _ => {
            let ty = vm.dotted_type_name(&ty);
            return Err(vm.type_error(format!("cannot create weak reference to '{ty}' object")));
        }
    };
    let callback = (!callback.is_none()).then(|| callback.clone());
    let is_reference = class.ptr_eq(&vm.types.weakref);
    let is_proxy = !is_reference && !vm.is_subtype(class, &vm.types.weakref);
    let first = vm.heap.weakrefs_to(header, 2);
    let shared: Vec<Value> = first.iter().filter_map(|w| listed(*w)).collect();
    let mut place = shared.iter().take_while(|w| is_plain_reference(vm, w) || is_plain_proxy(vm, w)).count();
    if callback.is_none() && (is_reference || is_proxy) {
        let plain = |vm: &Vm, w: &&Value| {
            let (ty, bare) = (vm.type_of(w), w.downcast::<Weakref>().is_some_and(|w| w.get(vm).callback.is_none()));
            bare && if is_reference { ty.ptr_eq(&vm.types.weakref) } else { is_plain_proxy(vm, w) }
        };
        if let Some(found) = shared.iter().find(|w| plain(vm, w)) {
            return Ok(found.clone());
        }
        place = usize::from(is_proxy && shared.first().is_some_and(|w| is_plain_reference(vm, w)));
    }
    let weak = vm.alloc(class, Weakref::new(callback))?;
    // SAFETY: a fresh weak reference, which unregisters when it is dropped.
    unsafe { vm.heap.add_weakref(header, weak.header_ptr(), place) };
    Ok(weak.into_value())
}

fn is_plain_reference(vm: &Vm, v: &Value) -> bool {
    vm.type_of(v).ptr_eq(&vm.types.weakref) && v.downcast::<Weakref>().is_some_and(|w| w.get(vm).callback.is_none())
}

fn is_plain_proxy(vm: &Vm, v: &Value) -> bool {
    proxy::is_proxy(vm, v) && v.downcast::<Weakref>().is_some_and(|w| w.get(vm).callback.is_none())
}

/// The weak references to an object as `getweakrefs` lists them: the shared ones, then the newest first.
fn all(vm: &Vm, referent: &Value) -> Vec<Value> {
    let Some(header) = header_of(referent) else { return Vec::new() };
    vm.heap.weakrefs_to(header, usize::MAX).into_iter().filter_map(listed).collect()
}

impl Vm {
    /// The first weak reference to an object, which `__weakref__` shows.
    pub fn first_weakref(&mut self, object: &Value) -> Option<Value> {
        all(self, object).into_iter().next()
    }

    /// The referent of a weak reference is gone: calls the callback.
    pub fn weakref_died(&mut self, weak: &Value) {
        let Some(handle) = weak.downcast::<Weakref>() else { return };
        let Some(callback) = handle.get_mut(self).callback.take() else { return };
        let handled = std::mem::replace(&mut self.thread.handled, vec![None]);
        if let Err(raised) = self.call(&callback, std::slice::from_ref(weak)) {
            self.unraisable_while(raised, "while calling weakref callback", &callback);
        }
        self.thread.handled = handled;
    }
}

fn getweakrefcount(vm: &mut Vm, args: &[Value]) -> PyResult {
    let count = all(vm, arg(args, 0)).len();
    Ok(vm.int(count as i64))
}

fn getweakrefs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = all(vm, arg(args, 0));
    vm.new_list(list)
}

fn proxy(vm: &mut Vm, args: &[Value]) -> PyResult {
    let object = arg(args, 0);
    let callable = vm.type_of(object).get(vm).slots.call.is_some();
    let class = if callable { vm.types.weak_callable_proxy.clone() } else { vm.types.weak_proxy.clone() };
    make(vm, &class, object, arg(args, 1))
}

fn remove_dead_weakref(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = vm.arg::<Dict>(args, 0)?.clone();
    let key = arg(args, 1);
    match vm.dict_get(&dict, key)? {
        None => Ok(Value::NONE),
        Some(value) => {
            let Some(weak) = value.downcast::<Weakref>() else { return Err(vm.type_error("not a weakref")) };
            if weak.get(vm).is_dead() {
                vm.delitem(&dict.into_value(), key)?;
            }
            Ok(Value::NONE)
        }
    }
}
