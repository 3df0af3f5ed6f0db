//! min, max, sorted.

use super::arg;
use crate::gc::Value;
use crate::native::build::ModuleBuilder;
use crate::object::slots::{Args, CompareOp};
use crate::object::{PyResult, Tuple};
use crate::vm::Vm;

pub fn add(builder: ModuleBuilder<'_>) -> ModuleBuilder<'_> {
    builder
        .function(
            "max(*args, key=None, default=<unrepresentable>)",
            builtin_max,
            "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value\n\nThe biggest item of an iterable, or the biggest of two or more arguments.",
        )
        .function(
            "min(*args, key=None, default=<unrepresentable>)",
            builtin_min,
            "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value\n\nThe smallest item of an iterable, or the smallest of two or more arguments.",
        )
        .function(
            "sorted(iterable, /, *, key=None, reverse=False)",
            builtin_sorted,
            "Return a new list containing all items from the iterable in ascending order.",
        )
}

fn builtin_max(vm: &mut Vm, args: &[Value]) -> PyResult {
    extreme(vm, args, "max", CompareOp::Gt)
}

fn builtin_min(vm: &mut Vm, args: &[Value]) -> PyResult {
    extreme(vm, args, "min", CompareOp::Lt)
}

fn extreme(vm: &mut Vm, args: &[Value], name: &str, op: CompareOp) -> PyResult {
    let (key, default) = (arg(args, 1), arg(args, 2));
    let Some(values) = arg(args, 0).downcast::<Tuple>() else { return Ok(Value::NONE) };
    let iter = match values.items() {
        [] => return Err(vm.type_error(format!("{name} expected at least 1 argument, got 0"))),
        [only] => vm.iter(only)?,
        _ if !default.is_unset() => {
            let text = format!("Cannot specify a default for {name}() with multiple positional arguments");
            return Err(vm.type_error(text));
        }
        _ => vm.iter(arg(args, 0))?,
    };
    let mut best: Option<(Value, Value)> = None;
    while let Some(item) = vm.next(&iter)? {
        let measure = if key.is_none() { item.clone() } else { vm.call(key, std::slice::from_ref(&item))? };
        best = match best {
            None => Some((item, measure)),
            Some((best_item, best_measure)) => {
                if vm.compare_bool(&measure, &best_measure, op)? {
                    Some((item, measure))
                } else {
                    Some((best_item, best_measure))
                }
            }
        };
        vm.poll()?;
    }
    match best {
        Some((item, _)) => Ok(item),
        None if default.is_unset() => Err(vm.value_error(format!("{name}() iterable argument is empty"))),
        None => Ok(default.clone()),
    }
}

fn builtin_sorted(vm: &mut Vm, args: &[Value]) -> PyResult {
    let items = vm.collect(arg(args, 0))?;
    let list = vm.new_list(items)?;
    let sort = vm.getattr_str(&list, "sort")?;
    if arg(args, 1).is_none() && arg(args, 2).as_bool() == Some(false) {
        vm.call(&sort, &[])?;
        return Ok(list);
    }
    let names = [vm.names.key.to_value(), vm.str("reverse")];
    let values = [arg(args, 1).clone(), arg(args, 2).clone()];
    vm.call_args(&sort, Args { values: &values, names: &names })?;
    Ok(list)
}
