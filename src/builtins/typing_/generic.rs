//! `Generic`: the base class that gives a class type parameters.

use super::*;
use crate::native::build::TypeBuilder;
use crate::object::descriptor::GenericAlias;
use crate::object::{Args, Dict};

pub fn init(vm: &mut Vm) {
    TypeBuilder::new(vm, &vm.types.generic.clone())
        .doc("Abstract base class for generic types.")
        .class_method("__class_getitem__(cls, params, /)", class_getitem, "Parameterizes a generic class.")
        .class_method(
            "__init_subclass__(cls, /, *args, **kwargs)",
            init_subclass,
            "Collects the type parameters of a subclass.",
        )
        .ready();
}

impl Vm {
    /// The base `Generic[...]` of a class with the `[T]` syntax.
    pub(super) fn generic_base(&mut self, params: &Value) -> PyResult {
        let params = self.payload::<Tuple>(params)?.clone();
        let params = self.unpacked_params(&params)?;
        self.new_typing_alias(self.types.generic.to_value(), params)
    }
}

fn class_getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (class, key) = (arg(args, 0), arg(args, 1));
    let given = match key.downcast::<Tuple>() {
        Some(tuple) => tuple.items().to_vec(),
        None => vec![key.clone()],
    };
    let given: PyResult<Vec<Value>> = given.iter().map(|v| subst::type_convert(vm, v)).collect();
    let given = given?;
    if class.is(&vm.types.generic.to_value()) {
        check_parameters(vm, &given)?;
        let args = vm.new_tuple_ref(given)?;
        return vm.new_typing_alias(class.clone(), args);
    }
    let key = vm.names.__parameters__.clone();
    let params = vm.getattr(class, &key)?;
    let params = vm.payload::<Tuple>(&params)?.clone();
    let args = subst::class_arguments(vm, class, &params, given)?;
    let args = vm.new_tuple_ref(args)?;
    vm.new_typing_alias(class.clone(), args)
}

/// The arguments of `Generic` itself: type parameters, each once.
fn check_parameters(vm: &mut Vm, given: &[Value]) -> PyResult<()> {
    if given.is_empty() {
        return Err(vm.type_error("Parameter list to Generic[...] cannot be empty"));
    }
    let unpacked = vm.intern("__typing_is_unpacked_typevartuple__");
    for (i, param) in given.iter().enumerate() {
        let fine = match vm.is_type_param(param) {
            true => !vm.is_type_var_tuple(param),
            false => match vm.getattr_opt(param, &unpacked)? {
                Some(flag) => vm.truthy(&flag)?,
                None => false,
            },
        };
        if !fine {
            let text = "Parameters to Generic[...] must all be type variables or parameter specification variables.";
            return Err(vm.type_error(text));
        }
        for other in given.iter().take(i) {
            if vm.equals(other, param)? {
                return Err(vm.type_error("Parameters to Generic[...] must all be unique"));
            }
        }
    }
    Ok(())
}

/// Sets `__parameters__` of a new class: those in its bases, in the order of a base `Generic[...]` if there is one.
fn init_subclass(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.arg::<Type>(args, 0)?.clone();
    let next = vm.names.__init_subclass__.clone();
    let generic = vm.types.generic.clone();
    let next = vm.super_getattr(&generic, &class.to_value(), &next)?;
    call_with(vm, &next, arg(args, 1), arg(args, 2))?;
    let bases = class.get(vm).own(&vm.names.__orig_bases__).cloned();
    let plain = match &bases {
        Some(bases) => vm.collect(bases)?.iter().any(|b| b.is(&generic.to_value())),
        None => {
            let own = class.get(vm);
            own.bases.iter().any(|b| b.ptr_eq(&generic)) && own.name.bytes() != b"Protocol"
        }
    };
    if plain {
        return Err(vm.type_error("Cannot inherit from plain Generic"));
    }
    let mut params = Vec::new();
    if let Some(bases) = bases {
        let bases = vm.collect(&bases)?;
        params = vm.type_parameters(&bases)?;
        if let Some(listed) = generic_parameters(vm, &bases)? {
            let missing: Vec<Value> = params.iter().filter(|p| !listed.iter().any(|l| l.is(p))).cloned().collect();
            if !missing.is_empty() {
                let (missing, listed) = (join(vm, &missing)?, join(vm, &listed)?);
                let text = format!("Some type variables ({missing}) are not listed in Generic[{listed}]");
                return Err(vm.type_error(text));
            }
            params = listed;
        }
    }
    let params = vm.new_tuple(params)?;
    let key = vm.names.__parameters__.clone();
    vm.setattr(&class.to_value(), &key, Some(&params))?;
    Ok(Value::NONE)
}

/// The parameters of the base `Generic[...]`.
fn generic_parameters(vm: &mut Vm, bases: &[Value]) -> PyResult<Option<Vec<Value>>> {
    let mut found = None;
    let generic = vm.types.generic.to_value();
    for base in bases {
        let Some(alias) = base.downcast::<GenericAlias>() else { continue };
        if !alias.get(vm).origin.is(&generic) {
            continue;
        }
        if found.is_some() {
            return Err(vm.type_error("Cannot inherit from Generic[...] multiple times."));
        }
        let args = alias.get(vm).args.clone();
        found = Some(vm.type_parameters(args.items())?);
    }
    Ok(found)
}

fn join(vm: &mut Vm, items: &[Value]) -> PyResult<String> {
    let shown: PyResult<Vec<String>> = items.iter().map(|v| Ok(vm.to_str(v)?.to_lossy().into_owned())).collect();
    Ok(shown?.join(", "))
}

fn call_with(vm: &mut Vm, function: &Value, args: &Value, kwargs: &Value) -> PyResult {
    let mut values = args.downcast::<Tuple>().map_or(Vec::new(), |t| t.items().to_vec());
    let mut names = Vec::new();
    if let Some(kwargs) = kwargs.downcast::<Dict>() {
        for entry in kwargs.get(vm).iter() {
            names.push(entry.key.clone());
            values.push(entry.value.clone());
        }
    }
    vm.call_args(function, Args { values: &values, names: &names })
}
