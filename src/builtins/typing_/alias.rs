//! `TypeAliasType`: what a `type` statement makes.

use super::*;
use crate::native::build::TypeBuilder;
use crate::object::function::Function;
use crate::object::typing::TypeAlias;
use crate::object::{Args, BinaryOp};

pub fn init(vm: &mut Vm) {
    TypeBuilder::new(vm, &vm.types.type_alias.clone())
        .doc("Type alias, as a type statement makes it.")
        .slots(|s| {
            s.new = Some(alias_new);
            s.repr = Some(|vm, v| Ok(vm.payload::<TypeAlias>(v)?.get(vm).name.to_value()));
            s.getitem = Some(alias_getitem);
            s.iter = Some(type_var_tuple::unpacked_iter);
            s.binary[BinaryOp::Or as usize] = Some(typing_or);
        })
        .member("__name__", |vm, v| Ok(vm.payload::<TypeAlias>(v)?.get(vm).name.to_value()), None, "")
        .getset("__value__", get_value, None, "")
        .getset("evaluate_value", get_evaluate, None, "")
        .getset("__parameters__", get_parameters, None, "")
        .getset("__type_params__", |vm, v| Ok(vm.payload::<TypeAlias>(v)?.get(vm).params.to_value()), None, "")
        .getset("__module__", get_module, None, "")
        .method("__reduce__(self, /)", |vm, args| Ok(vm.receiver::<TypeAlias>(args)?.get(vm).name.to_value()), "")
        .ready();
}

impl Vm {
    pub(super) fn new_type_alias(
        &mut self,
        name: Ref<Str>,
        params: Ref<Tuple>,
        value: Lazy,
        module: Option<Value>,
    ) -> PyResult {
        Ok(self.alloc(&self.types.type_alias, TypeAlias { name, params, value, module })?.into_value())
    }
}

fn alias_new(vm: &mut Vm, _class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let given = vm.bind_args("typealias(name, value, *, type_params=<unrepresentable>)", args)?;
    let name = name_argument(vm, "typealias", arg(&given, 0))?;
    let params = match arg(&given, 2) {
        unset if unset.is_unset() => vm.empty_tuple.clone(),
        params => match params.downcast::<Tuple>() {
            Some(params) => params.clone(),
            None => return Err(vm.type_error("type_params must be a tuple")),
        },
    };
    let mut defaults = false;
    for param in params.items() {
        if !vm.is_type_param(param) {
            let shown = vm.repr_lossy(param)?;
            return Err(vm.type_error(format!("Expected a type param, got {shown}")));
        }
        let default = has_default(vm, std::slice::from_ref(param))?.is_true();
        if defaults && !default {
            let shown = vm.repr_lossy(param)?;
            let text = format!("non-default type parameter '{shown}' follows default type parameter");
            return Err(vm.type_error(text));
        }
        defaults |= default;
    }
    let value = Lazy { value: Some(arg(&given, 1).clone()), evaluate: None };
    let module = vm.caller_module();
    vm.new_type_alias(name, params, value, module)
}

fn get_value(vm: &mut Vm, this: &Value) -> PyResult {
    let alias = vm.payload::<TypeAlias>(this)?.clone();
    if let Some(value) = &alias.get(vm).value.value {
        return Ok(value.clone());
    }
    let function = alias.get(vm).value.evaluate.clone();
    let value = lazy::evaluate(vm, function)?;
    let old = alias.get_mut(vm).value.value.replace(value.clone());
    drop(old);
    Ok(value)
}

fn get_evaluate(vm: &mut Vm, this: &Value) -> PyResult {
    let lazy = &vm.payload::<TypeAlias>(this)?.get(vm).value;
    let (value, evaluate) = (lazy.value.clone(), lazy.evaluate.clone());
    lazy::evaluator_of(vm, value, evaluate)
}

fn get_parameters(vm: &mut Vm, this: &Value) -> PyResult {
    let params = vm.payload::<TypeAlias>(this)?.get(vm).params.clone();
    Ok(vm.unpacked_params(&params)?.into_value())
}

fn get_module(vm: &mut Vm, this: &Value) -> PyResult {
    let alias = vm.payload::<TypeAlias>(this)?.get(vm);
    let function = alias.value.evaluate.as_ref().and_then(|f| f.downcast::<Function>());
    Ok(match function {
        Some(function) => function.get(vm).module.clone(),
        None => alias.module.clone().unwrap_or_default(),
    })
}

fn alias_getitem(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    if vm.payload::<TypeAlias>(this)?.get(vm).params.is_empty() {
        return Err(vm.type_error("Only generic type aliases are subscriptable"));
    }
    vm.generic_alias(this, key)
}
