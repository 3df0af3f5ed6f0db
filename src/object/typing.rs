//! Payloads of type parameters and type aliases (PEP 695, PEP 696).

use crate::gc::{Kind, Ref, Value};
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::payload;

/// A value that is computed when it is first asked for, by a function of the wanted format (1 is "value").
#[derive(Default)]
pub struct Lazy {
    pub value: Option<Value>,
    pub evaluate: Option<Value>,
}

impl crate::gc::Trace for Lazy {
    fn trace(&self, visit: &mut crate::gc::Visitor<'_>) {
        self.value.trace(visit);
        self.evaluate.trace(visit);
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        crate::gc::Trace::take(&mut self.value, out);
        crate::gc::Trace::take(&mut self.evaluate, out);
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Variance {
    Invariant,
    Covariant,
    Contravariant,
    /// To be inferred: parameters of the `[T]` syntax.
    Inferred,
}

/// `TypeVar`, `ParamSpec` or `TypeVarTuple`.
pub struct TypeParam {
    pub name: Ref<Str>,
    pub bound: Lazy,
    pub constraints: Lazy,
    pub default: Lazy,
    pub variance: Variance,
}

payload!(TypeParam, Kind::Other, "typing.TypeVar", tracked { bound, constraints, default });

/// `ParamSpecArgs` or `ParamSpecKwargs`: `P.args`, `P.kwargs`.
pub struct ParamSpecPart {
    pub origin: Value,
}

payload!(ParamSpecPart, Kind::Other, "typing.ParamSpecArgs", tracked { origin });

/// `TypeAliasType`: what a `type` statement makes.
pub struct TypeAlias {
    pub name: Ref<Str>,
    pub params: Ref<Tuple>,
    pub value: Lazy,
    /// Of aliases that were made by a call; others take it from their function.
    pub module: Option<Value>,
}

payload!(TypeAlias, Kind::Other, "typing.TypeAliasType", tracked { params, value, module });

/// `Unpack[Ts]` without the `typing` module.
pub struct Unpacked {
    pub param: Value,
}

payload!(Unpacked, Kind::Other, "typing._UnpackGenericAlias", tracked { param });

/// A function that gives a value, or its text: `evaluate_bound` of a bound that was given as a value.
pub struct ConstEvaluator {
    pub value: Value,
}

payload!(ConstEvaluator, Kind::Other, "_typing._ConstEvaluator", tracked { value });
