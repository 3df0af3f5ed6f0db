//! Values of type parameters that are computed late, and `NoDefault`.

use super::param_of;
use crate::gc::{Ref, Value};
use crate::native::build::TypeBuilder;
use crate::object::registry::Plain;
use crate::object::typing::{ConstEvaluator, Lazy, TypeParam};
use crate::object::{Args, PyResult, Tuple, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    TypeBuilder::new(vm, &vm.types.const_evaluator.clone())
        .slots(|s| {
            s.call = Some(evaluator_call);
            s.repr = Some(evaluator_repr);
        })
        .ready();
    TypeBuilder::new(vm, &vm.types.no_default_type.clone())
        .slots(|s| {
            s.new = Some(no_default_new);
            s.repr = Some(|vm, _| vm.new_str("typing.NoDefault"));
        })
        .method("__reduce__(self, /)", |vm, _| vm.new_str("NoDefault"), "")
        .ready();
    let made = vm.alloc(&vm.types.no_default_type, Plain)?.into_value();
    vm.module_state.insert(std::any::TypeId::of::<NoDefault>(), Box::new(NoDefault(made)));
    Ok(())
}

struct NoDefault(Value);

impl Vm {
    /// `typing.NoDefault`
    pub fn no_default(&self) -> Value {
        let state = self.module_state.get(&std::any::TypeId::of::<NoDefault>());
        state.and_then(|s| s.downcast_ref::<NoDefault>()).map_or(Value::NONE, |n| n.0.clone())
    }
}

fn no_default_new(vm: &mut Vm, _class: &Ref<Type>, args: Args<'_>) -> PyResult {
    if !args.values.is_empty() {
        return Err(vm.type_error("NoDefaultType takes no arguments"));
    }
    Ok(vm.no_default())
}

/// A late value of a type parameter: computed now if it has not been yet, and kept. `None` if there is none.
pub(super) fn get(vm: &mut Vm, this: &Value, field: fn(&mut TypeParam) -> &mut Lazy) -> PyResult<Option<Value>> {
    let param = vm.payload::<TypeParam>(this)?.clone();
    let lazy = field(param.get_mut(vm));
    if lazy.value.is_some() || lazy.evaluate.is_none() {
        return Ok(lazy.value.clone());
    }
    let function = lazy.evaluate.clone();
    let value = evaluate(vm, function)?;
    let old = field(param.get_mut(vm)).value.replace(value.clone());
    drop(old);
    Ok(Some(value))
}

/// Calls the function of a late value for the value itself.
pub(super) fn evaluate(vm: &mut Vm, function: Option<Value>) -> PyResult {
    const VALUE: Value = Value::small_int(1);
    vm.call(&function.unwrap_or_default(), &[VALUE])
}

/// `evaluate_bound` and the like: the function of a late value, or one for a value that was given.
pub(super) fn evaluator(vm: &mut Vm, this: &Value, field: fn(&TypeParam) -> &Lazy) -> PyResult {
    let lazy = field(param_of(vm, this)?);
    let (value, evaluate) = (lazy.value.clone(), lazy.evaluate.clone());
    evaluator_of(vm, value, evaluate)
}

pub(super) fn evaluator_of(vm: &mut Vm, value: Option<Value>, evaluate: Option<Value>) -> PyResult {
    match (evaluate, value) {
        (Some(function), _) => Ok(function),
        (None, Some(value)) => Ok(vm.alloc(&vm.types.const_evaluator, ConstEvaluator { value })?.into_value()),
        (None, None) => Ok(Value::NONE),
    }
}

fn evaluator_call(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult {
    const STRING: i64 = 4;
    if !args.names.is_empty() {
        return Err(vm.type_error("constevaluator.__call__() takes no keyword arguments"));
    }
    let [format] = args.values else {
        let n = args.values.len();
        return Err(vm.type_error(format!("constevaluator.__call__() takes exactly 1 argument ({n} given)")));
    };
    let format: i64 = vm.extract(format)?;
    let value = vm.payload::<ConstEvaluator>(this)?.get(vm).value.clone();
    if format != STRING {
        return Ok(value);
    }
    let text = match value.downcast::<Tuple>() {
        None => vm.type_argument_repr(&value)?,
        Some(tuple) => {
            let shown: PyResult<Vec<String>> = tuple.items().iter().map(|v| vm.type_argument_repr(v)).collect();
            let comma = if tuple.items().len() == 1 { "," } else { "" };
            format!("({}{comma})", shown?.join(", "))
        }
    };
    vm.new_str(&text)
}

fn evaluator_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let value = vm.payload::<ConstEvaluator>(this)?.get(vm).value.clone();
    let text = format!("<constevaluator {}>", vm.repr_lossy(&value)?);
    vm.new_str(&text)
}
