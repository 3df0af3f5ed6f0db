//! `enumerate`

use super::iter::iter_self;
use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::iter::Enumerate;
use crate::object::slots::{Args, PyResult};
use crate::object::{Raised, Str, Type};
use crate::vm::Vm;

const DOC: &str = "Iterator over pairs of a number, counted from start, and an item of the iterable.";

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.enumerate.clone();
    TypeBuilder::new(vm, &ty)
        .doc(DOC)
        .signature("(iterable, start=0)")
        .slots(|s| {
            s.new = Some(enumerate_new);
            s.iter = Some(iter_self);
            s.iternext = Some(enumerate_next);
        })
        .method("__reduce__(self, /)", enumerate_reduce, "Return state information for pickling.")
        .class_method(
            "__class_getitem__(type, object, /)",
            |vm, args| vm.generic_alias(arg(args, 0), arg(args, 1)),
            "See PEP 585",
        )
        .ready();
    Ok(())
}

fn enumerate_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let (mut iterable, mut start) = (args.pos().first().cloned(), args.pos().get(1).cloned());
    if args.values.len() > 2 {
        let n = args.values.len();
        return Err(vm.type_error(format!("enumerate() takes at most 2 arguments ({n} given)")));
    }
    for (name, value) in args.keywords() {
        let bytes = name.downcast::<Str>().map_or(&b""[..], |s| s.bytes());
        match bytes {
            b"iterable" if iterable.is_none() => iterable = Some(value.clone()),
            b"start" if start.is_none() => start = Some(value.clone()),
            _ => return Err(invalid_keyword(vm, name)),
        }
    }
    let Some(iterable) = iterable else {
        return match args.keywords().next() {
            Some((name, _)) => Err(invalid_keyword(vm, name)),
            None => Err(vm.type_error("enumerate() missing required argument 'iterable'")),
        };
    };
    let count = match start {
        Some(start) => vm.index(&start)?,
        None => Value::small_int(0),
    };
    let iter = vm.iter(&iterable)?;
    Ok(vm.alloc(class, Enumerate { iter, count })?.into_value())
}

fn invalid_keyword(vm: &Vm, name: &Value) -> Raised {
    let name = name.downcast::<Str>().map(|s| s.to_lossy().into_owned()).unwrap_or_default();
    vm.type_error(format!("'{name}' is an invalid keyword argument for enumerate()"))
}

fn enumerate_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<Enumerate>(std::slice::from_ref(v))?;
    let iter = this.get(vm).iter.clone();
    let Some(item) = vm.next(&iter)? else { return Ok(None) };
    let count = count(vm, this)?;
    vm.new_pair(count, item).map(Some)
}

/// The number of the next item; the one after it is put in its place.
pub fn count(vm: &mut Vm, this: &Ref<Enumerate>) -> PyResult {
    let count = this.get(vm).count.clone();
    let next = match count.as_small().and_then(|i| i.checked_add(1)) {
        Some(next) => vm.int(next),
        None => {
            let next = vm.big_value(&count).unwrap_or_default() + 1u8;
            vm.new_int(next)?
        }
    };
    this.get_mut(vm).count = next;
    Ok(count)
}

fn enumerate_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = vm.receiver::<Enumerate>(args)?.get(vm);
    let state = vm.new_pair(this.iter.clone(), this.count.clone())?;
    let class = vm.type_of(arg(args, 0)).to_value();
    vm.new_pair(class, state)
}
