//! `filter`

use super::iter::iter_self;
use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::Type;
use crate::object::iter::Filter;
use crate::object::slots::{Args, PyResult};
use crate::vm::Vm;

const DOC: &str = "Iterator over the items for which function(item) is true, or over the true items if the function
is None.";

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.filter.clone();
    TypeBuilder::new(vm, &ty)
        .doc(DOC)
        .signature("(function, iterable, /)")
        .slots(|s| {
            s.new = Some(filter_new);
            s.iter = Some(iter_self);
            s.iternext = Some(filter_next);
        })
        .method("__reduce__(self, /)", filter_reduce, "Return state information for pickling.")
        .ready();
    Ok(())
}

fn filter_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    if let ([function, iterable], []) = (args.values, args.names) {
        let iter = vm.iter(iterable)?;
        return Ok(vm.alloc(class, Filter { function: function.clone(), iter })?.into_value());
    }
    let bound = vm.bind_args("filter(function, iterable, /)", args)?;
    let iter = vm.iter(arg(&bound, 1))?;
    Ok(vm.alloc(class, Filter { function: arg(&bound, 0).clone(), iter })?.into_value())
}

fn filter_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<Filter>(std::slice::from_ref(v))?;
    let f = this.get(vm);
    let (function, iter) = (f.function.clone(), f.iter.clone());
    let truth_only = function.is_none() || function.downcast::<Type>().is_some_and(|t| t.ptr_eq(&vm.types.bool));
    while let Some(item) = vm.next(&iter)? {
        let keep = match truth_only {
            true => vm.truthy(&item)?,
            false => {
                let result = vm.call(&function, std::slice::from_ref(&item))?;
                vm.truthy(&result)?
            }
        };
        if keep {
            return Ok(Some(item));
        }
        vm.poll()?;
    }
    Ok(None)
}

fn filter_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = vm.receiver::<Filter>(args)?.get(vm);
    let parts = vec![this.function.clone(), this.iter.clone()];
    super::zip::reduce(vm, arg(args, 0), parts, false)
}
