//! min, max, sorted.

use super::arg;
use crate::gc::Value;
use crate::native::build::ModuleBuilder;
use crate::object::slots::{Args, CompareOp};
use crate::object::{List, PyResult, Tuple};
use crate::vm::Vm;

pub fn add(builder: ModuleBuilder<'_>) -> ModuleBuilder<'_> {
    builder
        .function_plain(
            "max(*args, key=None, default=<unrepresentable>)",
            builtin_max,
            |vm, args| plain_extreme(vm, args, "max", CompareOp::Gt),
            "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value\n\nThe biggest item of an iterable, or the biggest of two or more arguments.",
        )
        .function_plain(
            "min(*args, key=None, default=<unrepresentable>)",
            builtin_min,
            |vm, args| plain_extreme(vm, args, "min", CompareOp::Lt),
            "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value\n\nThe smallest item of an iterable, or the smallest of two or more arguments.",
        )
        .function_plain(
            "sorted(iterable, /, *, key=None, reverse=False)",
            builtin_sorted,
            plain_sorted,
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

/// `max` and `min` of positional arguments only.
fn plain_extreme(vm: &mut Vm, args: &[Value], name: &str, op: CompareOp) -> Option<PyResult> {
    match args {
        [] => None,
        [only] => match only.downcast_exact::<List>() {
            Some(list) => {
                let mut best: Option<Value> = None;
                let mut at = 0;
                while let Some(item) = list.get(vm).items.get(at) {
                    let item = item.clone();
                    at += 1;
                    if let Some(known) = &best {
                        match vm.compare_bool(&item, known, op) {
                            Ok(true) => {}
                            Ok(false) => continue,
                            Err(raised) => return Some(Err(raised)),
                        }
                    }
                    best = Some(item);
                    if let Err(raised) = vm.poll() {
                        return Some(Err(raised));
                    }
                }
                Some(best.ok_or_else(|| vm.value_error(format!("{name}() iterable argument is empty"))))
            }
            None => None,
        },
        [first, rest @ ..] => {
            let mut best = first;
            for item in rest {
                match vm.compare_bool(item, best, op) {
                    Ok(true) => best = item,
                    Ok(false) => {}
                    Err(raised) => return Some(Err(raised)),
                }
            }
            Some(Ok(best.clone()))
        }
    }
}

fn plain_sorted(vm: &mut Vm, args: &[Value]) -> Option<PyResult> {
    let [iterable] = args else { return None };
    Some(sorted_list(vm, iterable))
}

fn sorted_list(vm: &mut Vm, iterable: &Value) -> PyResult {
    let items = vm.collect(iterable)?;
    let list = vm.new_list(items)?;
    if let Some(list) = list.downcast_exact::<List>() {
        vm.list_sort(list, None, false)?;
    }
    Ok(list)
}

fn builtin_sorted(vm: &mut Vm, args: &[Value]) -> PyResult {
    if arg(args, 1).is_none() && arg(args, 2).as_bool() == Some(false) {
        return sorted_list(vm, arg(args, 0));
    }
    let items = vm.collect(arg(args, 0))?;
    let list = vm.new_list(items)?;
    let sort = vm.getattr_str(&list, "sort")?;
    let names = [vm.names.key.to_value(), vm.str("reverse")];
    let values = [arg(args, 1).clone(), arg(args, 2).clone()];
    vm.call_args(&sort, Args { values: &values, names: &names })?;
    Ok(list)
}
