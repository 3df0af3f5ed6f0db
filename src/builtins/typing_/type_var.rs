//! `TypeVar`.

use super::*;
use crate::native::build::TypeBuilder;
use crate::object::{Args, BinaryOp};

pub fn init(vm: &mut Vm) {
    TypeBuilder::new(vm, &vm.types.type_var.clone())
        .doc("Type variable.")
        .slots(|s| {
            s.new = Some(type_var_new);
            s.repr = Some(param_repr);
            s.binary[BinaryOp::Or as usize] = Some(typing_or);
        })
        .with_dict()
        .weakrefable()
        .member("__name__", get_name, None, "")
        .member("__covariant__", |vm, v| has_variance(vm, v, Variance::Covariant), None, "")
        .member("__contravariant__", |vm, v| has_variance(vm, v, Variance::Contravariant), None, "")
        .member("__infer_variance__", |vm, v| has_variance(vm, v, Variance::Inferred), None, "")
        .getset("__bound__", get_bound, None, "")
        .getset("__constraints__", get_constraints, None, "")
        .getset("__default__", get_default, None, "")
        .getset("evaluate_bound", |vm, v| lazy::evaluator(vm, v, |p| &p.bound), None, "")
        .getset("evaluate_constraints", |vm, v| lazy::evaluator(vm, v, |p| &p.constraints), None, "")
        .getset("evaluate_default", get_evaluate_default, None, "")
        .method("__typing_subst__(self, arg, /)", |vm, args| subst::for_type_var(vm, arg(args, 1)), "")
        .method("__typing_prepare_subst__(self, alias, args, /)", subst::prepare_type_var, "")
        .method("__reduce__(self, /)", param_reduce, "")
        .method("has_default(self, /)", has_default, "")
        .method("__mro_entries__(self, bases, /)", mro_entries, "")
        .ready();
}

fn type_var_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args(
        "typevar(name, *constraints, bound=None, default=<unrepresentable>, covariant=False, contravariant=False, infer_variance=False)",
        args,
    )?;
    let name = name_argument(vm, "typevar", arg(&bound, 0))?;
    let constraints = arg(&bound, 1).downcast::<Tuple>().cloned().unwrap_or_else(|| vm.empty_tuple.clone());
    let variance = variance_argument(vm, arg(&bound, 4), arg(&bound, 5), arg(&bound, 6))?;
    let mut limit = Lazy::default();
    if !arg(&bound, 2).is_none() {
        limit.value = Some(subst::type_check(vm, arg(&bound, 2), "Bound must be a type.")?);
    }
    if constraints.items().len() == 1 {
        return Err(vm.type_error("A single constraint is not allowed"));
    }
    if !constraints.is_empty() && limit.value.is_some() {
        return Err(vm.type_error("Constraints cannot be combined with bound=..."));
    }
    let given = (!constraints.is_empty()).then(|| constraints.into_value());
    let payload = TypeParam {
        name,
        bound: limit,
        constraints: Lazy { value: given, evaluate: None },
        default: default_argument(arg(&bound, 3)),
        variance,
    };
    new_param(vm, class, payload)
}

fn get_bound(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(lazy::get(vm, this, |p| &mut p.bound)?.unwrap_or_default())
}

fn get_constraints(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(lazy::get(vm, this, |p| &mut p.constraints)?.unwrap_or_else(|| vm.empty_tuple.to_value()))
}
