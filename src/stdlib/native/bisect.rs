//! `_bisect`: search in sorted sequences.

use crate::gc::{Ref, Value};
use crate::native::{ModuleBuilder, arg};
use crate::object::List;
use crate::object::module::Module;
use crate::object::slots::{CompareOp, PyResult};
use crate::vm::Vm;

const RIGHT_DOC: &str = "Return the index where to insert item x in list a, assuming a is sorted.

Items before the index are not greater than x, those behind it are greater.
The key function is applied to the items of the list, not to x.";
const LEFT_DOC: &str = "Return the index where to insert item x in list a, assuming a is sorted.

Items before the index are less than x, those behind it are not less.
The key function is applied to the items of the list, not to x.";

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let module = ModuleBuilder::new(vm, "_bisect", "Bisection algorithms.")?
        .function("bisect_right(a, x, lo=0, hi=None, *, key=None)", |vm, args| bisect(vm, args, false), RIGHT_DOC)
        .function("bisect_left(a, x, lo=0, hi=None, *, key=None)", |vm, args| bisect(vm, args, true), LEFT_DOC)
        .function(
            "insort_right(a, x, lo=0, hi=None, *, key=None)",
            |vm, args| insort(vm, args, false),
            "Insert item x in list a, to the right of equal items, and keep it sorted assuming a is sorted.",
        )
        .function(
            "insort_left(a, x, lo=0, hi=None, *, key=None)",
            |vm, args| insort(vm, args, true),
            "Insert item x in list a, to the left of equal items, and keep it sorted assuming a is sorted.",
        );
    Ok(module.build())
}

fn bisect(vm: &mut Vm, args: &[Value], left: bool) -> PyResult {
    let at = search(vm, args, arg(args, 1), left)?;
    Ok(vm.int(at))
}

fn search(vm: &mut Vm, args: &[Value], x: &Value, left: bool) -> PyResult<i64> {
    let (a, key) = (arg(args, 0), arg(args, 4));
    let mut low = vm.extract::<i64>(arg(args, 2))?;
    let high = arg(args, 3);
    let mut high = if high.is_none() {
        -1
    } else if !vm.is_int(high) && vm.type_of(high).get(vm).slots.index.is_none() {
        let ty = vm.type_name(high);
        return Err(vm.type_error(format!("argument should be integer or None, not '{ty}'")));
    } else {
        let index = vm.index(high)?;
        match index.as_small() {
            Some(i) => i,
            None => return Err(vm.overflow_error("cannot fit 'int' into an index-sized integer")),
        }
    };
    if low < 0 {
        return Err(vm.value_error("lo must be non-negative"));
    }
    if high < 0 {
        high = vm.len(a)? as i64;
    }
    while low < high {
        let middle = low + (high - low) / 2;
        let mut item = match a.downcast_exact::<List>().and_then(|l| l.get(vm).items.get(middle as usize)) {
            Some(item) => item.clone(),
            None => {
                let index = vm.int(middle);
                vm.getitem(a, &index)?
            }
        };
        if !key.is_none() {
            item = vm.call(key, &[item])?;
        }
        if left {
            match vm.compare_bool(&item, x, CompareOp::Lt)? {
                true => low = middle + 1,
                false => high = middle,
            }
        } else {
            match vm.compare_bool(x, &item, CompareOp::Lt)? {
                true => high = middle,
                false => low = middle + 1,
            }
        }
        vm.poll()?;
    }
    Ok(low)
}

fn insort(vm: &mut Vm, args: &[Value], left: bool) -> PyResult {
    let (a, x, key) = (arg(args, 0), arg(args, 1), arg(args, 4));
    let wanted = match key.is_none() {
        true => x.clone(),
        false => vm.call(key, std::slice::from_ref(x))?,
    };
    let at = search(vm, args, &wanted, left)?;
    let index = vm.int(at);
    vm.call_method_str(a, "insert", &[index, x.clone()])?;
    Ok(Value::NONE)
}
