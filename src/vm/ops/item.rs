//! Subscription of anything but the loop's inline cases.

use super::{consume, look};
use crate::gc::Raw;
use crate::object::slots::PyResult;
use crate::object::{Dict, Type};
use crate::vm::Vm;
use crate::vm::run::{field_a, field_b, field_c};

#[cold]
#[inline(never)]
pub unsafe fn get(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: operands of the instruction.
    unsafe {
        let (x, y) = (look(base, field_b(word)), look(base, field_c(word)));
        let result = match x.downcast_exact::<Dict>() {
            Some(dict) => match vm.dict_get(dict, &y)? {
                Some(v) => v,
                None => return Err(vm.key_error(&y)),
            },
            None if x.downcast_exact::<Type>().is_some() => vm.getitem(&x, &y)?,
            None => vm.getitem(&x, &y)?,
        };
        drop((x, y));
        consume(word, base);
        Ok(result.into_raw())
    }
}

#[cold]
#[inline(never)]
pub unsafe fn set(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<()> {
    // SAFETY: as above.
    unsafe {
        let (x, y, z) = (look(base, field_a(word)), look(base, field_b(word)), look(base, field_c(word)));
        match x.downcast_exact::<Dict>() {
            Some(dict) => vm.dict_set(dict, &y, z)?,
            None => vm.setitem(&x, &y, &z)?,
        }
        drop((x, y));
        consume(word, base);
        Ok(())
    }
}

#[cold]
#[inline(never)]
pub unsafe fn delete(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<()> {
    // SAFETY: as above.
    unsafe {
        let (x, y) = (look(base, field_a(word)), look(base, field_b(word)));
        vm.delitem(&x, &y)?;
        drop((x, y));
        consume(word, base);
        Ok(())
    }
}
