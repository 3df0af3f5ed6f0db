//! Import statements. The import system itself is in `vm/import.rs`.

use super::{function_payload, look, name_at, take_window};
use crate::bytecode::A_TEMP;
use crate::gc::Raw;
use crate::object::slots::PyResult;
use crate::vm::Vm;
use crate::vm::run::{field_a, field_b, field_c};

/// `__import__(name, globals, locals, fromlist, level)`; a replaced `builtins.__import__` is honoured.
#[cold]
#[inline(never)]
pub unsafe fn name(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: operands of the instruction.
    unsafe {
        let name = name_at(base, field_b(word)).clone();
        let mut window = take_window(base.add(field_c(word)), 2).into_iter();
        let level = window.next().unwrap_or_default();
        let fromlist = window.next().unwrap_or_default();
        let function = function_payload(base);
        let globals = function.globals.clone();
        let key = vm.names.__import__.clone();
        let importer = function.builtins.get(vm).get_str(&key).cloned();
        match importer {
            Some(f) if !vm.is_builtin_import(&f) => {
                let args = [name.into_value(), globals.into_value(), crate::gc::Value::NONE, fromlist, level];
                Ok(vm.call(&f, &args)?.into_raw())
            }
            Some(_) => {
                let level = vm.int_value(&level).unwrap_or(0).max(0) as usize;
                Ok(vm.import(&name, Some(&globals), &fromlist, level)?.into_raw())
            }
            None => Err(vm.import_error("__import__ not found", None, None)),
        }
    }
}

/// `from m import name`.
#[cold]
#[inline(never)]
pub unsafe fn from(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: operands of the instruction.
    unsafe {
        let module = look(base, field_b(word));
        let name = name_at(base, field_c(word)).clone();
        Ok(vm.import_from(&module, &name)?.into_raw())
    }
}

/// `from m import *`.
#[cold]
#[inline(never)]
pub unsafe fn star(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<()> {
    // SAFETY: operands of the instruction; R[0] is the namespace.
    unsafe {
        let module = super::take(word, A_TEMP, base, field_a(word));
        let namespace = look(base, 0);
        vm.import_star(&module, &namespace)
    }
}
