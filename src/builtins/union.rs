//! `typing.Union`: `int | str`.

use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::descriptor::{GenericAlias, Union};
use crate::object::slots::{BinaryOp, CompareOp, PyResult};
use crate::object::{Tuple, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.union.clone();
    TypeBuilder::new(vm, &ty)
        .doc("Represent a union type\n\nE.g. for int | str")
        .weakrefable()
        .slots(|s| {
            s.repr = Some(union_repr);
            s.hash = Some(union_hash);
            s.compare = Some(union_compare);
            s.getitem = Some(union_getitem);
            s.binary[BinaryOp::Or as usize] = Some(union_or);
        })
        .flag(crate::object::ty::type_flag::NO_INSTANTIATION)
        .class_method("__class_getitem__(cls, params, /)", union_class_getitem, "See PEP 585")
        .method("__mro_entries__(self, bases, /)", union_mro_entries, "")
        .member("__args__", |vm, u| Ok(args_of(vm, u)?.into_value()), None, "")
        .getset("__parameters__", union_parameters, None, "Type variables in the types.UnionType.")
        .getset("__origin__", |vm, _| Ok(vm.types.union.to_value()), None, "Always returns the type")
        .getset("__name__", |vm, _| vm.new_str("Union"), None, "Name of the type")
        .getset("__qualname__", |vm, _| vm.new_str("Union"), None, "Qualified name of the type")
        .ready();
    // `(int | str).__module__` is that of the class.
    let module = vm.str("typing");
    let key = crate::object::ty::Name(vm.names.__module__.clone());
    ty.get_mut(vm).dict.insert(key, module);
    Ok(())
}

fn args_of(vm: &Vm, this: &Value) -> PyResult<Ref<Tuple>> {
    Ok(vm.payload::<Union>(this)?.get(vm).args.clone())
}

/// What `|` takes for a type: classes, None, aliases, unions, type aliases.
fn is_unionable(vm: &Vm, v: &Value) -> bool {
    v.is_none()
        || v.downcast::<Type>().is_some()
        || v.downcast::<GenericAlias>().is_some()
        || v.downcast::<Union>().is_some()
        || vm.type_name(v) == "typing.TypeAliasType"
}

/// `|` of classes and unions. One side may be anything if the other is a union already.
pub fn union_or(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let has_union = a.downcast::<Union>().is_some() || b.downcast::<Union>().is_some();
    if !has_union && !(is_unionable(vm, a) && is_unionable(vm, b)) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    vm.make_union(&[a.clone(), b.clone()])
}

impl Vm {
    /// The union of types: nested unions are flattened, equal members kept once, None is its type. One member alone
    /// is itself.
    pub fn make_union(&mut self, members: &[Value]) -> PyResult {
        let mut flat: Vec<Value> = Vec::new();
        for member in members {
            match member.downcast::<Union>() {
                Some(union) => flat.extend_from_slice(union.get(self).args.items()),
                None if member.is_none() => flat.push(self.types.none_type.to_value()),
                None => flat.push(member.clone()),
            }
        }
        let mut unique: Vec<Value> = Vec::with_capacity(flat.len());
        for member in flat {
            let mut known = false;
            for other in &unique {
                if self.equals(other, &member)? {
                    known = true;
                    break;
                }
            }
            if !known {
                unique.push(member);
            }
        }
        match unique.len() {
            0 => Err(self.type_error("Cannot take a Union of no types.")),
            1 => Ok(unique.remove(0)),
            _ => {
                let args = self.new_tuple_ref(unique)?;
                Ok(self.alloc(&self.types.union, Union { args, parameters: None })?.into_value())
            }
        }
    }
}

fn union_class_getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [_, key] = args else { return Err(vm.type_error("__class_getitem__() takes exactly one argument")) };
    let members = match key.downcast::<Tuple>() {
        Some(tuple) => tuple.items().to_vec(),
        None => vec![key.clone()],
    };
    let mut checked = Vec::with_capacity(members.len());
    for member in members {
        // Strings become forward references; what cannot be a type at all is refused by `typing`.
        let checkable = !is_unionable(vm, &member);
        if checkable {
            let typing = vm.import_module("typing")?;
            let check = vm.getattr_str(&typing, "_type_check")?;
            let message = vm.str("Union[arg, ...]: each arg must be a type.");
            checked.push(vm.call(&check, &[member, message])?);
        } else {
            checked.push(member);
        }
    }
    vm.make_union(&checked)
}

fn union_mro_entries(vm: &mut Vm, args: &[Value]) -> PyResult {
    let shown = vm.repr_lossy(args.first().unwrap_or(&Value::NONE))?;
    Err(vm.type_error(format!("Cannot subclass {shown}")))
}

fn union_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let args = args_of(vm, this)?;
    let none = vm.types.none_type.to_value();
    let mut text = String::new();
    for (i, arg) in args.items().iter().enumerate() {
        if i > 0 {
            text += " | ";
        }
        if arg.is(&none) {
            text += "None";
        } else {
            text += &vm.with_native_depth(|vm| vm.type_argument_repr(arg))?;
        }
    }
    vm.new_str(&text)
}

/// Independent of the order.
fn union_hash(vm: &mut Vm, this: &Value) -> PyResult<i64> {
    let args = args_of(vm, this)?;
    let mut h = 0x51_7cc1i64;
    for arg in args.items() {
        h = h.wrapping_add(vm.hash(arg)?.wrapping_mul(0x9e37_79b9_7f4a_7c15_u64 as i64));
    }
    Ok(if h == -1 { -2 } else { h })
}

fn union_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) || b.downcast::<Union>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (x, y) = (args_of(vm, a)?, args_of(vm, b)?);
    let mut equal = x.len() == y.len();
    for member in x.items() {
        let mut found = false;
        for other in y.items().iter().filter(|_| equal) {
            found = found || vm.equals(member, other)?;
        }
        equal = equal && found;
    }
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn union_parameters(vm: &mut Vm, this: &Value) -> PyResult {
    let union = vm.payload::<Union>(this)?;
    if let Some(known) = &union.get(vm).parameters {
        return Ok(known.to_value());
    }
    let args = union.get(vm).args.clone();
    let parameters = vm.type_parameters(args.items())?;
    let parameters = vm.new_tuple_ref(parameters)?;
    union.get_mut(vm).parameters = Some(parameters.clone());
    Ok(parameters.into_value())
}

fn union_getitem(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    let args = args_of(vm, this)?;
    let parameters = union_parameters(vm, this)?;
    let parameters = parameters.downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
    let new = vm.substitute(this, &args, &parameters, key)?;
    vm.make_union(&new)
}
