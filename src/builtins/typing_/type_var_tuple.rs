//! `TypeVarTuple`, and its unpacked form.

use super::*;
use crate::native::build::TypeBuilder;
use crate::object::iter::TupleIter;
use crate::object::typing::Unpacked;
use crate::object::{Args, CompareOp};

pub fn init(vm: &mut Vm) {
    TypeBuilder::new(vm, &vm.types.type_var_tuple.clone())
        .doc("Type variable tuple.")
        .slots(|s| {
            s.new = Some(type_var_tuple_new);
            s.repr = Some(get_name);
            s.iter = Some(unpacked_iter);
        })
        .with_dict()
        .weakrefable()
        .member("__name__", get_name, None, "")
        .getset("__default__", get_default, None, "")
        .getset("evaluate_default", get_evaluate_default, None, "")
        .method("__typing_subst__(self, arg, /)", refuse_subst, "")
        .method("__typing_prepare_subst__(self, alias, args, /)", subst::prepare_type_var_tuple, "")
        .method("__reduce__(self, /)", param_reduce, "")
        .method("has_default(self, /)", has_default, "")
        .method("__mro_entries__(self, bases, /)", mro_entries, "")
        .ready();
    TypeBuilder::new(vm, &vm.types.unpacked.clone())
        .slots(|s| {
            s.repr = Some(unpacked_repr);
            s.getitem = Some(unpacked_getitem);
            s.compare = Some(unpacked_compare);
            s.hash = Some(|vm, v| {
                let param = vm.payload::<Unpacked>(v)?.get(vm).param.clone();
                vm.hash(&param)
            });
        })
        .weakrefable()
        .member("__args__", unpacked_args, None, "")
        .member("__parameters__", unpacked_args, None, "")
        .member(
            "__typing_is_unpacked_typevartuple__",
            |vm, v| {
                let param = vm.payload::<Unpacked>(v)?.get(vm).param.clone();
                Ok(Value::bool(vm.is_type_var_tuple(&param)))
            },
            None,
            "",
        )
        .member("__typing_unpacked_tuple_args__", |_, _| Ok(Value::NONE), None, "")
        .ready();
}

fn type_var_tuple_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let given = vm.bind_args("typevartuple(name, *, default=<unrepresentable>)", args)?;
    let name = name_argument(vm, "typevartuple", arg(&given, 0))?;
    let default = default_argument(arg(&given, 1));
    let (bound, constraints) = (Lazy::default(), Lazy::default());
    new_param(vm, class, TypeParam { name, bound, constraints, default, variance: Variance::Inferred })
}

fn refuse_subst(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Err(vm.type_error("Substitution of bare TypeVarTuple is not supported"))
}

impl Vm {
    /// `Unpack[param]`: that of the `typing` module, or a stand-in where there is none.
    pub(super) fn unpacked(&mut self, param: &Value) -> PyResult {
        match self.import_module("typing") {
            Ok(typing) => {
                let unpack = self.getattr_str(&typing, "Unpack")?;
                self.getitem(&unpack, param)
            }
            Err(raised) if self.raised_is(&raised, |e| &e.ModuleNotFoundError) => {
                Ok(self.alloc(&self.types.unpacked, Unpacked { param: param.clone() })?.into_value())
            }
            Err(raised) => Err(raised),
        }
    }

    /// Type parameters as arguments of a generic class: tuples of type variables are unpacked.
    pub(super) fn unpacked_params(&mut self, params: &Ref<Tuple>) -> PyResult<Ref<Tuple>> {
        if !params.items().iter().any(|p| self.is_type_var_tuple(p)) {
            return Ok(params.clone());
        }
        let mut items = Vec::with_capacity(params.items().len());
        for param in params.items() {
            items.push(if self.is_type_var_tuple(param) { self.unpacked(param)? } else { param.clone() });
        }
        self.new_tuple_ref(items)
    }
}

/// `*Ts` in a subscript iterates over one item.
pub(super) fn unpacked_iter(vm: &mut Vm, this: &Value) -> PyResult {
    let unpacked = vm.unpacked(this)?;
    let tuple = vm.new_tuple_ref(vec![unpacked])?;
    Ok(vm.alloc(&vm.types.tuple_iterator, TupleIter { tuple: Some(tuple), index: 0 })?.into_value())
}

fn unpacked_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let param = vm.payload::<Unpacked>(this)?.get(vm).param.clone();
    let text = format!("typing.Unpack[{}]", vm.repr_lossy(&param)?);
    vm.new_str(&text)
}

fn unpacked_args(vm: &mut Vm, this: &Value) -> PyResult {
    let param = vm.payload::<Unpacked>(this)?.get(vm).param.clone();
    vm.new_tuple(vec![param])
}

/// Substitution: the arguments take the place of the tuple.
fn unpacked_getitem(vm: &mut Vm, _this: &Value, key: &Value) -> PyResult {
    match key.downcast::<Tuple>() {
        Some(_) => Ok(key.clone()),
        None => vm.new_tuple(vec![key.clone()]),
    }
}

fn unpacked_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    match (a.downcast::<Unpacked>(), b.downcast::<Unpacked>()) {
        (Some(a), Some(b)) if matches!(op, CompareOp::Eq | CompareOp::Ne) => {
            let (a, b) = (a.get(vm).param.clone(), b.get(vm).param.clone());
            vm.compare(&a, &b, op)
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}
