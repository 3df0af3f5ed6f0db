//! `_count_elements`, the loop of `Counter.update`, and `_tuplegetter`, the fields of named tuples.

use crate::gc::{Kind, Ref, Value};
use crate::native::build::new_native_type;
use crate::native::{TypeBuilder, arg};
use crate::object::slots::{Args, BinaryOp, PyResult, SetItemFn};
use crate::object::{Dict, Tuple, Type};
use crate::payload;
use crate::vm::Vm;

/// Adds one to `mapping[item]` for each item.
pub fn count_elements(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (mapping, iterable) = (arg(args, 0), arg(args, 1));
    let iter = vm.iter(iterable)?;
    let one = Value::small_int(1);
    if let Some(dict) = plain_dict(vm, mapping) {
        while let Some(item) = vm.next(&iter)? {
            let (hash, found) = vm.dict_locate(&dict, &item)?;
            let old = found.and_then(|i| dict.get(vm).entry(i)).map(|e| e.value.clone());
            match old {
                None => vm.dict_store(&dict, &item, hash, None, one.clone())?,
                Some(old) => match old.as_small().and_then(|n| n.checked_add(1)) {
                    Some(n) => {
                        let n = vm.int(n);
                        vm.dict_store(&dict, &item, hash, found, n)?;
                    }
                    None => {
                        let new = vm.binary(BinaryOp::Add, &old, &one)?;
                        vm.dict_set(&dict, &item, new)?;
                    }
                },
            }
            vm.poll()?;
        }
        return Ok(Value::NONE);
    }
    let get = vm.getattr_str(mapping, "get")?;
    let zero = Value::small_int(0);
    while let Some(item) = vm.next(&iter)? {
        let old = vm.call(&get, &[item.clone(), zero.clone()])?;
        let new = vm.binary(BinaryOp::Add, &old, &one)?;
        vm.setitem(mapping, &item, &new)?;
        vm.poll()?;
    }
    Ok(Value::NONE)
}

/// The dict behind a mapping whose `get` and `__setitem__` are dict's.
fn plain_dict(vm: &Vm, mapping: &Value) -> Option<Ref<Dict>> {
    let dict = mapping.downcast::<Dict>()?;
    let ty = vm.type_of(mapping);
    let set: SetItemFn = ty.get(vm).slots.setitem?;
    let same_set = vm.types.dict.get(vm).slots.setitem.is_some_and(|f| std::ptr::fn_addr_eq(f, set));
    let get = &vm.names.get;
    let same_get = match (vm.lookup_ref(ty, get), vm.lookup_ref(&vm.types.dict, get)) {
        (Some(a), Some(b)) => a.is(b),
        _ => false,
    };
    (same_set && same_get).then(|| dict.clone())
}

/// `_tuplegetter(index, doc)`: an attribute that is an item of the tuple.
struct TupleGetter {
    index: i64,
    doc: Value,
}

payload!(TupleGetter, Kind::Other, "_tuplegetter", tracked { doc });

pub fn init_tuplegetter(vm: &mut Vm) -> Ref<Type> {
    let ty = new_native_type::<TupleGetter>(vm, "_tuplegetter", "collections", None);
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.new = Some(tuplegetter_new);
            s.repr = Some(tuplegetter_repr);
            s.descr_get = Some(tuplegetter_get);
            s.descr_set = Some(tuplegetter_set);
        })
        .method("__reduce__(self, /)", tuplegetter_reduce, "")
        .getset("__doc__", tuplegetter_doc, Some(tuplegetter_set_doc), "")
        .ready()
}

fn tuplegetter_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("_tuplegetter(index, doc, /)", args)?;
    let index = vm.extract::<i64>(arg(&bound, 0))?;
    Ok(vm.alloc(class, TupleGetter { index, doc: arg(&bound, 1).clone() })?.into_value())
}

fn tuplegetter_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let getter = vm.receiver::<TupleGetter>(std::slice::from_ref(v))?.get(vm);
    let (index, doc) = (getter.index, getter.doc.clone());
    let doc = vm.repr_lossy(&doc)?;
    let name = vm.type_of(v).get(vm).name.to_lossy().into_owned();
    vm.new_str(&format!("{name}({index}, {doc})"))
}

fn tuplegetter_get(vm: &mut Vm, v: &Value, instance: Option<&Value>, _owner: &Value) -> PyResult {
    let Some(instance) = instance.filter(|i| !i.is_none()) else { return Ok(v.clone()) };
    let index = vm.receiver::<TupleGetter>(std::slice::from_ref(v))?.get(vm).index;
    let Some(tuple) = instance.downcast::<Tuple>() else {
        let ty = vm.type_name(instance);
        return Err(vm.type_error(format!(
            "descriptor for index '{index}' for tuple subclasses doesn't apply to '{ty}' object"
        )));
    };
    match usize::try_from(index).ok().and_then(|i| tuple.items().get(i)) {
        Some(item) => Ok(item.clone()),
        None => Err(vm.index_error("tuple index out of range")),
    }
}

fn tuplegetter_set(vm: &mut Vm, _v: &Value, _instance: &Value, value: Option<&Value>) -> PyResult<()> {
    Err(vm.attribute_error(if value.is_some() { "can't set attribute" } else { "can't delete attribute" }))
}

fn tuplegetter_doc(vm: &mut Vm, v: &Value) -> PyResult {
    Ok(vm.receiver::<TupleGetter>(std::slice::from_ref(v))?.get(vm).doc.clone())
}

fn tuplegetter_set_doc(vm: &mut Vm, v: &Value, value: Option<&Value>) -> PyResult<()> {
    let getter = vm.receiver::<TupleGetter>(std::slice::from_ref(v))?;
    let old = std::mem::replace(&mut getter.get_mut(vm).doc, value.cloned().unwrap_or_default());
    drop(old);
    Ok(())
}

fn tuplegetter_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let getter = vm.receiver::<TupleGetter>(args)?.get(vm);
    let parts = vec![vm.int(getter.index), getter.doc.clone()];
    let class = vm.type_of(arg(args, 0)).to_value();
    let arguments = vm.new_tuple(parts)?;
    vm.new_tuple(vec![class, arguments])
}
