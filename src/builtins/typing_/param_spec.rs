//! `ParamSpec`, and its `args` and `kwargs`.

use super::*;
use crate::native::build::TypeBuilder;
use crate::object::typing::ParamSpecPart;
use crate::object::{Args, BinaryOp, CompareOp};

pub fn init(vm: &mut Vm) {
    TypeBuilder::new(vm, &vm.types.param_spec.clone())
        .doc("Parameter specification variable.")
        .slots(|s| {
            s.new = Some(param_spec_new);
            s.repr = Some(param_repr);
            s.binary[BinaryOp::Or as usize] = Some(typing_or);
        })
        .with_dict()
        .weakrefable()
        .member("__name__", get_name, None, "")
        .member("__bound__", |vm, v| Ok(param_of(vm, v)?.bound.value.clone().unwrap_or_default()), None, "")
        .member("__covariant__", |vm, v| has_variance(vm, v, Variance::Covariant), None, "")
        .member("__contravariant__", |vm, v| has_variance(vm, v, Variance::Contravariant), None, "")
        .member("__infer_variance__", |vm, v| has_variance(vm, v, Variance::Inferred), None, "")
        .getset("args", |vm, v| part(vm, v, false), None, "Represents positional arguments.")
        .getset("kwargs", |vm, v| part(vm, v, true), None, "Represents keyword arguments.")
        .getset("__default__", get_default, None, "")
        .getset("evaluate_default", get_evaluate_default, None, "")
        .method("__typing_subst__(self, arg, /)", |vm, args| subst::for_param_spec(vm, arg(args, 1)), "")
        .method("__typing_prepare_subst__(self, alias, args, /)", subst::prepare_param_spec, "")
        .method("__reduce__(self, /)", param_reduce, "")
        .method("has_default(self, /)", has_default, "")
        .method("__mro_entries__(self, bases, /)", mro_entries, "")
        .ready();
    for class in [vm.types.param_spec_args.clone(), vm.types.param_spec_kwargs.clone()] {
        TypeBuilder::new(vm, &class)
            .slots(|s| {
                s.new = Some(part_new);
                s.repr = Some(part_repr);
                s.compare = Some(part_compare);
                s.hash = Some(crate::protocol::hash_not_implemented);
            })
            .weakrefable()
            .member("__origin__", |vm, v| Ok(vm.payload::<ParamSpecPart>(v)?.get(vm).origin.clone()), None, "")
            .method("__mro_entries__(self, bases, /)", mro_entries, "")
            .ready();
    }
}

fn param_spec_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let given = vm.bind_args(
        "paramspec(name, *, bound=None, default=<unrepresentable>, covariant=False, contravariant=False, infer_variance=False)",
        args,
    )?;
    let name = name_argument(vm, "paramspec", arg(&given, 0))?;
    let variance = variance_argument(vm, arg(&given, 3), arg(&given, 4), arg(&given, 5))?;
    let mut bound = Lazy::default();
    if !arg(&given, 1).is_none() {
        bound.value = Some(subst::type_check(vm, arg(&given, 1), "Bound must be a type.")?);
    }
    let default = default_argument(arg(&given, 2));
    new_param(vm, class, TypeParam { name, bound, constraints: Lazy::default(), default, variance })
}

fn part(vm: &mut Vm, this: &Value, keywords: bool) -> PyResult {
    let class = if keywords { &vm.types.param_spec_kwargs } else { &vm.types.param_spec_args };
    Ok(vm.alloc(class, ParamSpecPart { origin: this.clone() })?.into_value())
}

fn part_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let text =
        if class.ptr_eq(&vm.types.param_spec_args) { "paramspecargs(origin)" } else { "paramspeckwargs(origin)" };
    let given = vm.bind_args(text, args)?;
    Ok(vm.alloc(class, ParamSpecPart { origin: arg(&given, 0).clone() })?.into_value())
}

fn part_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let origin = vm.payload::<ParamSpecPart>(this)?.get(vm).origin.clone();
    let suffix = if vm.type_of(this).ptr_eq(&vm.types.param_spec_args) { "args" } else { "kwargs" };
    let name = match origin.downcast::<TypeParam>() {
        Some(param) => param.get(vm).name.to_lossy().into_owned(),
        None => vm.repr_lossy(&origin)?,
    };
    vm.new_str(&format!("{name}.{suffix}"))
}

fn part_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) || !vm.type_of(a).ptr_eq(vm.type_of(b)) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (
        vm.payload::<ParamSpecPart>(a)?.get(vm).origin.clone(),
        vm.payload::<ParamSpecPart>(b)?.get(vm).origin.clone(),
    );
    vm.compare(&a, &b, op)
}
