//! Structural pattern matching.

use super::{look, take};
use crate::bytecode::C_TEMP;
use crate::gc::{Raw, Ref, Value};
use crate::object::slots::PyResult;
use crate::object::ty::type_flag;
use crate::object::{Dict, Str, Tuple, Type};
use crate::vm::Vm;
use crate::vm::run::{field_b, field_c};
use smallvec::SmallVec;

#[cold]
#[inline(never)]
pub unsafe fn len(vm: &mut Vm, at: *mut Raw) -> PyResult<Raw> {
    // SAFETY: a register with a value.
    let value = unsafe { Raw::as_value(at).clone() };
    let n = vm.len(&value)?;
    Ok(vm.int(n as i64).into_raw())
}

#[cold]
#[inline(never)]
pub unsafe fn kind(vm: &mut Vm, at: *mut Raw, sequence: bool) -> bool {
    // SAFETY: a register with a value.
    let value = unsafe { Raw::as_value(at) };
    vm.type_of(value).get(vm).has_flag(if sequence { type_flag::SEQUENCE } else { type_flag::MAPPING })
}

/// The values of the subject's keys, or None.
#[cold]
#[inline(never)]
pub unsafe fn keys(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: operands of the instruction.
    unsafe {
        let subject = look(base, field_b(word));
        let keys = take(word, C_TEMP, base, field_c(word));
        let Some(keys) = keys.downcast_exact::<Tuple>() else { return Err(vm.system_error("MatchKeys without keys")) };
        let keys = keys.items();
        for (i, key) in keys.iter().enumerate() {
            for old in keys.iter().take(i) {
                if vm.equals(old, key)? {
                    let text = vm.repr_lossy(key)?;
                    return Err(vm.value_error(format!("mapping pattern checks duplicate key ({text})")));
                }
            }
        }
        let mut values: SmallVec<[Value; 6]> = SmallVec::new();
        let get = vm.names.get.clone();
        for key in keys {
            let value = match subject.downcast_exact::<Dict>() {
                Some(dict) => vm.dict_get(dict, key)?,
                None => {
                    let marker = vm.new_list(Vec::new())?;
                    let v = vm.call_method(&subject, &get, &[key.clone(), marker.clone()])?;
                    (!v.is(&marker)).then_some(v)
                }
            };
            match value {
                Some(v) => values.push(v),
                None => return Ok(Raw::NONE),
            }
        }
        Ok(vm.tuple_of(&values)?.into_raw())
    }
}

/// What `**rest` binds.
#[cold]
#[inline(never)]
pub unsafe fn rest(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: operands of the instruction.
    unsafe {
        let subject = look(base, field_b(word));
        let keys = take(word, C_TEMP, base, field_c(word));
        let dict = vm.new_dict();
        vm.dict_update(&dict, &subject)?;
        let keys: Vec<Value> = keys.downcast::<Tuple>().map_or(Vec::new(), |t| t.items().to_vec());
        for key in keys {
            vm.delitem(&dict.to_value(), &key)?;
        }
        Ok(dict.into_value().into_raw())
    }
}

/// Attributes for the sub-patterns of a class pattern, or None.
#[cold]
#[inline(never)]
pub unsafe fn class(vm: &mut Vm, word: u64, base: *mut Raw, positional: usize) -> PyResult<Raw> {
    // SAFETY: operands of the instruction.
    unsafe {
        let subject = look(base, field_b(word));
        let window = base.add(field_c(word));
        let [class, keywords] = [0, 1].map(|i| std::mem::replace(&mut *window.add(i), Raw::NULL).into_value());
        let Some(ty) = class.downcast::<Type>().cloned() else {
            return Err(vm.type_error("called match pattern must be a class"));
        };
        if !vm.type_of(&subject).ptr_eq(&ty) && !vm.isinstance(&subject, &class)? {
            return Ok(Raw::NONE);
        }
        let mut values: SmallVec<[Value; 6]> = SmallVec::new();
        let mut seen: Seen = SmallVec::new();
        if positional > 0 {
            let name = vm.names.__match_args__.clone();
            let mut match_self = false;
            // The attribute of a plain class needs no binding: a tuple is no descriptor.
            let plain = vm.type_of(&class).ptr_eq(&vm.types.type_);
            let found = match plain.then(|| vm.lookup(&ty, &name)) {
                Some(Some(args)) if args.downcast_exact::<Tuple>().is_some() => Some(args),
                Some(None) => None,
                _ => vm.getattr_opt(&class, &name)?,
            };
            let args = match found {
                Some(args) => match args.into_ref::<Tuple>() {
                    Ok(t) => t,
                    Err(args) => {
                        let class_name = ty.get(vm).name.to_lossy().into_owned();
                        let t = vm.type_name(&args);
                        return Err(vm.type_error(format!("{class_name}.__match_args__ must be a tuple (got {t})")));
                    }
                },
                None => {
                    match_self = ty.get(vm).has_flag(type_flag::MATCH_SELF);
                    vm.empty_tuple.clone()
                }
            };
            let allowed = if match_self { 1 } else { args.len() };
            if positional > allowed {
                let s = if allowed == 1 { "" } else { "s" };
                let class_name = ty.get(vm).name.to_lossy().into_owned();
                return Err(vm.type_error(format!(
                    "{class_name}() accepts {allowed} positional sub-pattern{s} ({positional} given)"
                )));
            }
            if match_self {
                values.push(subject.clone());
            } else {
                for arg in args.items().iter().take(positional) {
                    if arg.downcast::<Str>().is_none() {
                        let t = vm.type_name(arg);
                        return Err(vm.type_error(format!("__match_args__ elements must be strings (got {t})")));
                    }
                    match attribute(vm, &subject, arg, &mut seen, &ty)? {
                        Some(v) => values.push(v),
                        None => return Ok(Raw::NONE),
                    }
                }
            }
        }
        let names = keywords.downcast::<Tuple>().unwrap_or(&vm.empty_tuple).clone();
        for name in names.items() {
            match attribute(vm, &subject, name, &mut seen, &ty)? {
                Some(v) => values.push(v),
                None => return Ok(Raw::NONE),
            }
        }
        Ok(vm.tuple_of(&values)?.into_raw())
    }
}

/// Attributes that sub-patterns have asked for.
type Seen = SmallVec<[Value; 6]>;

fn attribute(
    vm: &mut Vm,
    subject: &Value,
    name: &Value,
    seen: &mut Seen,
    class: &Ref<Type>,
) -> PyResult<Option<Value>> {
    for old in seen.iter() {
        if old.is(name) || vm.equals(old, name)? {
            let text = vm.repr_lossy(name)?;
            let class = class.get(vm).name.to_lossy().into_owned();
            return Err(vm.type_error(format!("{class}() got multiple sub-patterns for attribute {text}")));
        }
    }
    seen.push(name.clone());
    if let Some(name) = name.downcast_exact::<Str>()
        && Str::is_interned(name)
    {
        return vm.getattr_opt(subject, name);
    }
    let name = vm.attr_name(name)?;
    vm.getattr_opt(subject, &name)
}
