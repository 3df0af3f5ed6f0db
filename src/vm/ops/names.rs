//! Globals, namespaces of module and class bodies, cells.

use super::{code_of, function_payload, look, name_at};
use crate::gc::{Raw, Ref, Value};
use crate::object::dict::namespace_epoch;
use crate::object::slots::PyResult;
use crate::object::{Dict, Raised, Str};
use crate::vm::Vm;
use crate::vm::run::{field_b, field_c};
use std::cell::Cell;

/// Whether the namespace of a module-like frame is its globals.
#[inline(always)]
pub unsafe fn in_globals(base: *mut Raw) -> bool {
    // SAFETY: `base` is a frame of module or class code: R[0] is the namespace.
    unsafe { (*base).bits == function_payload(base).globals.header_ptr() as u64 }
}

/// Looks a global up and fills the cache at `pc`.
#[cold]
#[inline(never)]
pub unsafe fn load_global(vm: &mut Vm, base: *mut Raw, index: usize, pc: *const Cell<u64>) -> PyResult<Raw> {
    // SAFETY: `base` is a frame, `pc` its instruction's cache words.
    unsafe {
        let name = name_at(base, index);
        let function = function_payload(base);
        let globals = function.globals.get(vm);
        let builtins = function.builtins.get(vm);
        if globals_are_special(vm, function) {
            return global_of_subclass(vm, base, name);
        }
        for namespace in [globals, builtins] {
            if let Ok(Some(i)) = namespace.find_str(name)
                && let Some(e) = namespace.entry(i)
            {
                if function.code.caches_globals(&function.globals) {
                    globals.mark_namespace();
                    builtins.mark_namespace();
                    (*pc).set(namespace_epoch());
                    (*pc.add(1)).set(&raw const e.value as u64);
                }
                return Ok(e.value.clone().into_raw());
            }
        }
        global_slow(vm, base, name)
    }
}

/// Whether the globals are of a subclass of dict, which may know names through `__missing__`, as annotationlib's do.
fn globals_are_special(vm: &Vm, function: &crate::object::Function) -> bool {
    !vm.type_of(&function.globals.to_value()).ptr_eq(&vm.types.dict)
}

/// A global name in globals that may be of a subclass of dict.
unsafe fn global_of_subclass(vm: &mut Vm, base: *mut Raw, name: &Ref<Str>) -> PyResult<Raw> {
    // SAFETY: `base` is a frame.
    unsafe {
        let function = function_payload(base);
        if globals_are_special(vm, function) {
            let globals = function.globals.to_value();
            if let Some(value) = mapping_get(vm, &globals, name)? {
                return Ok(value.into_raw());
            }
        }
        global_slow(vm, base, name)
    }
}

/// The dict of the globals itself, whatever its class, then the builtins.
unsafe fn global_slow(vm: &mut Vm, base: *mut Raw, name: &Ref<Str>) -> PyResult<Raw> {
    // SAFETY: `base` is a frame.
    let function = unsafe { function_payload(base) };
    let key = name.to_value();
    if let Some(v) = vm.dict_get(&function.globals.clone(), &key)? {
        return Ok(v.into_raw());
    }
    match vm.dict_get(&function.builtins.clone(), &key)? {
        Some(v) => Ok(v.into_raw()),
        None => Err(vm.name_error(name)),
    }
}

#[cold]
#[inline(never)]
pub unsafe fn store_global(vm: &mut Vm, base: *mut Raw, index: usize, value: Value) {
    // SAFETY: `base` is a frame.
    let (name, function) = unsafe { (name_at(base, index), function_payload(base)) };
    let old = function.globals.get_mut(vm).set_str(name, value);
    drop(old);
}

#[cold]
#[inline(never)]
pub unsafe fn delete_global(vm: &mut Vm, base: *mut Raw, index: usize) -> PyResult<()> {
    // SAFETY: `base` is a frame.
    let (name, function) = unsafe { (name_at(base, index), function_payload(base)) };
    match function.globals.get_mut(vm).remove_str(name) {
        Some(_) => Ok(()),
        None => Err(vm.name_error(name)),
    }
}

/// A name in a namespace mapping: a dict directly, any other mapping through `__getitem__`.
fn mapping_get(vm: &mut Vm, mapping: &Value, name: &Ref<Str>) -> PyResult<Option<Value>> {
    if let Some(dict) = mapping.downcast_exact::<Dict>()
        && let Ok(found) = dict.get(vm).find_str(name)
    {
        return Ok(found.and_then(|i| dict.get(vm).entry(i)).map(|e| e.value.clone()));
    }
    match vm.getitem(mapping, &name.to_value()) {
        Ok(v) => Ok(Some(v)),
        Err(raised) if vm.raised_is(&raised, |e| &e.KeyError) => Ok(None),
        Err(raised) => Err(raised),
    }
}

#[cold]
#[inline(never)]
pub unsafe fn load_name(vm: &mut Vm, base: *mut Raw, index: usize) -> PyResult<Raw> {
    // SAFETY: `base` is a frame of module or class code: R[0] is the namespace.
    unsafe {
        let name = name_at(base, index);
        let namespace = look(base, 0);
        if let Some(v) = mapping_get(vm, &namespace, name)? {
            return Ok(v.into_raw());
        }
        global_slow(vm, base, name)
    }
}

#[cold]
#[inline(never)]
pub unsafe fn store_name(
    vm: &mut Vm,
    base: *mut Raw,
    index: usize,
    value: Value,
    pc: *const Cell<u64>,
) -> PyResult<()> {
    // SAFETY: as above; `pc` are the instruction's cache words.
    unsafe {
        let name = name_at(base, index);
        let namespace = look(base, 0);
        match namespace.downcast_exact::<Dict>() {
            Some(dict) => {
                let old = dict.get_mut(vm).set_str(name, value);
                let function = function_payload(base);
                if in_globals(base)
                    && function.code.caches_globals(&function.globals)
                    && let Ok(Some(i)) = dict.get(vm).find_str(name)
                    && let Some(e) = dict.get(vm).entry(i)
                {
                    dict.get(vm).mark_namespace();
                    (*pc).set(namespace_epoch());
                    (*pc.add(1)).set(&raw const e.value as u64);
                }
                drop(old);
                Ok(())
            }
            None => vm.setitem(&namespace, &name.to_value(), &value),
        }
    }
}

#[cold]
#[inline(never)]
pub unsafe fn delete_name(vm: &mut Vm, base: *mut Raw, index: usize) -> PyResult<()> {
    // SAFETY: as above.
    unsafe {
        let name = name_at(base, index);
        let namespace = look(base, 0);
        if let Some(dict) = namespace.downcast_exact::<Dict>() {
            return match dict.get_mut(vm).remove_str(name) {
                Some(_) => Ok(()),
                None => Err(vm.name_error(name)),
            };
        }
        match vm.delitem(&namespace, &name.to_value()) {
            Err(raised) if vm.raised_is(&raised, |e| &e.KeyError) => Err(vm.name_error(name)),
            other => other,
        }
    }
}

#[cold]
#[inline(never)]
pub unsafe fn load_from_dict_or_globals(vm: &mut Vm, base: *mut Raw, word: u64) -> PyResult<Raw> {
    // SAFETY: `base` is a frame.
    unsafe {
        let name = name_at(base, field_c(word));
        let mapping = look(base, field_b(word));
        match mapping_get(vm, &mapping, name)? {
            Some(v) => Ok(v.into_raw()),
            None => global_of_subclass(vm, base, name),
        }
    }
}

#[cold]
#[inline(never)]
pub unsafe fn load_from_dict_or_free(vm: &mut Vm, base: *mut Raw, word: u64) -> PyResult<Raw> {
    // SAFETY: `base` is a frame.
    unsafe {
        let index = field_c(word);
        let name = &code_of(base).freevars[index];
        let mapping = look(base, field_b(word));
        if let Some(v) = mapping_get(vm, &mapping, name)? {
            return Ok(v.into_raw());
        }
        let cell = super::free_cell(base, index);
        match &super::payload::<crate::object::Cell>(cell).value {
            Some(v) => Ok(v.clone().into_raw()),
            None => Err(unbound_free(vm, base, index)),
        }
    }
}

#[cold]
#[inline(never)]
pub unsafe fn load_build_class(vm: &mut Vm, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: `base` is a frame.
    let function = unsafe { function_payload(base) };
    let name = vm.names.__build_class__.clone();
    match function.builtins.get(vm).get_str(&name) {
        Some(v) => Ok(v.clone().into_raw()),
        None => Err(vm.new_error(&vm.exc.NameError, "__build_class__ not found")),
    }
}

#[cold]
#[inline(never)]
pub unsafe fn make_cell(vm: &mut Vm, at: *mut Raw) -> PyResult<()> {
    // SAFETY: a register of the frame.
    unsafe {
        let old = std::mem::replace(&mut *at, Raw::NULL);
        let value = if old.is_null() { None } else { Some(old.into_value()) };
        let cell = vm.new_cell(value)?;
        *at = cell.into_value().into_raw();
        Ok(())
    }
}

#[cold]
pub unsafe fn unbound_cell(vm: &mut Vm, base: *mut Raw, register: usize) -> Raised {
    // SAFETY: `base` is a frame.
    let code = unsafe { code_of(base) };
    match code.cellvars.iter().find(|(_, r)| *r as usize == register) {
        Some((name, _)) => vm.unbound_local(name),
        None => match code.varnames.get(register) {
            Some(name) => vm.unbound_local(name),
            None => vm.system_error("empty cell without a name"),
        },
    }
}

#[cold]
pub unsafe fn unbound_free(vm: &mut Vm, base: *mut Raw, index: usize) -> Raised {
    // SAFETY: `base` is a frame.
    let code = unsafe { code_of(base) };
    vm.unbound_free(&code.freevars[index])
}

/// `__annotations__` of a module or class body whose annotations are strings: an empty dict, if it is not there yet.
#[cold]
#[inline(never)]
pub unsafe fn setup_annotations(vm: &mut Vm, base: *mut Raw) -> PyResult<()> {
    // SAFETY: R[0] is the namespace.
    let namespace = unsafe { look(base, 0) };
    let name = vm.names.__annotations__.clone();
    if mapping_get(vm, &namespace, &name)?.is_none() {
        let dict = vm.new_dict().into_value();
        vm.setitem(&namespace, &name.to_value(), &dict)?;
    }
    Ok(())
}
