//! sum: machine integers as long as they fit, then floats with compensation (Neumaier), then `+`.

use super::arg;
use crate::gc::{Value, tag};
use crate::native::build::ModuleBuilder;
use crate::object::slots::BinaryOp;
use crate::object::{Complex, List, PyResult, Set, Str, Tuple};
use crate::vm::Vm;
use crate::vm::guard::STEPS;

pub fn add(builder: ModuleBuilder<'_>) -> ModuleBuilder<'_> {
    builder.function(
        "sum(iterable, /, start=0)",
        builtin_sum,
        "Return the sum of a 'start' value (default: 0) plus an iterable of numbers\n\nWhen the iterable is empty, return the start value.",
    )
}

/// A running sum with the error of its additions beside it.
#[derive(Clone, Copy, Default)]
struct Compensated {
    high: f64,
    error: f64,
}

impl Compensated {
    fn from(high: f64) -> Compensated {
        Compensated { high, error: 0.0 }
    }

    #[inline]
    fn add(&mut self, x: f64) {
        let total = self.high + x;
        if self.high.abs() >= x.abs() {
            self.error += (self.high - total) + x;
        } else {
            self.error += (x - total) + self.high;
        }
        self.high = total;
    }

    /// An infinite sum has no meaningful error.
    fn value(self) -> f64 {
        if self.error != 0.0 && self.error.is_finite() { self.high + self.error } else { self.high }
    }
}

/// The sum of ints in a builtin container, which needs no iterator. `None` if there is anything else, or an overflow.
fn sum_in_place(vm: &Vm, container: &Value, first: i64) -> PyResult<Option<i64>> {
    if let Some(list) = container.downcast_exact::<List>() {
        sum_slice(vm, &list.get(vm).items, first)
    } else if let Some(tuple) = container.downcast_exact::<Tuple>() {
        sum_slice(vm, tuple.items(), first)
    } else if let Some(set) = container.downcast_exact::<Set>() {
        let table = &set.get(vm).table;
        let (mut sum, mut at) = (first, 0);
        while let Some((slot, _, item)) = table.next_from(at) {
            vm.check_step(slot)?;
            match small(item).and_then(|n| sum.checked_add(n)) {
                Some(next) => sum = next,
                None => return Ok(None),
            }
            at = slot + 1;
        }
        Ok(Some(sum))
    } else {
        Ok(None)
    }
}

fn sum_slice(vm: &Vm, items: &[Value], first: i64) -> PyResult<Option<i64>> {
    let mut sum = first;
    for piece in items.chunks(STEPS) {
        vm.check_interrupt()?;
        for item in piece {
            match small(item).and_then(|n| sum.checked_add(n)) {
                Some(next) => sum = next,
                None => return Ok(None),
            }
        }
    }
    Ok(Some(sum))
}

#[inline(always)]
fn small(item: &Value) -> Option<i64> {
    matches!(item.tag(), tag::INT | tag::BOOL).then(|| item.bits() as i64)
}

fn builtin_sum(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(first) = arg(args, 1).as_small()
        && let Some(sum) = sum_in_place(vm, arg(args, 0), first)?
    {
        return Ok(vm.int(sum));
    }
    let iter = vm.iter(arg(args, 0))?;
    let start = arg(args, 1).clone();
    let refusal = if start.downcast::<Str>().is_some() {
        Some("sum() can't sum strings [use ''.join(seq) instead]")
    } else if start.downcast::<crate::object::Bytes>().is_some() {
        Some("sum() can't sum bytes [use b''.join(seq) instead]")
    } else if vm.type_name(&start) == "bytearray" {
        Some("sum() can't sum bytearray [use b''.join(seq) instead]")
    } else {
        None
    };
    if let Some(text) = refusal {
        return Err(vm.type_error(text));
    }
    let mut total = start;
    if let Some(first) = total.as_small() {
        match sum_ints(vm, &iter, first)? {
            (sum, None) => return Ok(vm.int(sum)),
            (sum, Some(item)) => {
                total = vm.int(sum);
                total = vm.binary(BinaryOp::Add, &total, &item)?;
            }
        }
    }
    if let Some(first) = total.as_float() {
        match sum_floats(vm, &iter, first)? {
            (sum, None) => return Ok(vm.float(sum)),
            (sum, Some(item)) => {
                total = vm.float(sum);
                total = vm.binary(BinaryOp::Add, &total, &item)?;
            }
        }
    }
    if let Some(first) = total.downcast_exact::<Complex>() {
        let first = **first;
        match sum_complex(vm, &iter, first)? {
            (sum, None) => return vm.new_complex(sum.re, sum.im),
            (sum, Some(item)) => {
                total = vm.new_complex(sum.re, sum.im)?;
                total = vm.binary(BinaryOp::Add, &total, &item)?;
            }
        }
    }
    while let Some(item) = vm.next(&iter)? {
        total = vm.binary(BinaryOp::Add, &total, &item)?;
        vm.poll()?;
    }
    Ok(total)
}

/// Adds ints until the end, or until an item that is none or does not fit.
fn sum_ints(vm: &mut Vm, iter: &Value, first: i64) -> PyResult<(i64, Option<Value>)> {
    let mut sum = first;
    while let Some(item) = vm.next(iter)? {
        let number = match item.tag() {
            tag::INT | tag::BOOL => Some(item.bits() as i64),
            _ => None,
        };
        match number.and_then(|n| sum.checked_add(n)) {
            Some(next) => sum = next,
            None => return Ok((sum, Some(item))),
        }
        vm.poll()?;
    }
    Ok((sum, None))
}

fn sum_floats(vm: &mut Vm, iter: &Value, first: f64) -> PyResult<(f64, Option<Value>)> {
    let mut sum = Compensated::from(first);
    while let Some(item) = vm.next(iter)? {
        if let Some(x) = item.as_float() {
            sum.add(x);
        } else if let tag::INT | tag::BOOL = item.tag() {
            sum.high += item.bits() as i64 as f64;
        } else {
            return Ok((sum.value(), Some(item)));
        }
        vm.poll()?;
    }
    Ok((sum.value(), None))
}

fn sum_complex(vm: &mut Vm, iter: &Value, first: Complex) -> PyResult<(Complex, Option<Value>)> {
    let (mut re, mut im) = (Compensated::from(first.re), Compensated::from(first.im));
    while let Some(item) = vm.next(iter)? {
        if let Some(z) = item.downcast_exact::<Complex>() {
            re.add(z.re);
            im.add(z.im);
        } else if let Some(x) = item.as_float() {
            re.add(x);
        } else if let tag::INT | tag::BOOL = item.tag() {
            re.high += item.bits() as i64 as f64;
        } else {
            return Ok((Complex { re: re.value(), im: im.value() }, Some(item)));
        }
        vm.poll()?;
    }
    Ok((Complex { re: re.value(), im: im.value() }, None))
}
