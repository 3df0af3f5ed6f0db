//! Type parameters and aliases: what the `[T]` syntax and the `type` statement make, and the classes behind them. The rest of
//! `typing` is no part of the language and lives in that module.

mod alias;
mod generic;
mod generic_alias;
mod lazy;
mod param_spec;
mod subst;
mod type_var;
mod type_var_tuple;

use crate::gc::{Ref, Value};
use crate::native::bind::arg;
use crate::native::build::ModuleBuilder;
use crate::object::module::Module;
use crate::object::typing::{Lazy, TypeParam, Variance};
use crate::object::{Name, PyResult, Str, Tuple, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    lazy::init(vm)?;
    type_var::init(vm);
    param_spec::init(vm);
    type_var_tuple::init(vm);
    alias::init(vm);
    generic::init(vm);
    generic_alias::init(vm);
    // Instances may have a module of their own, which hides that of the class.
    let (key, typing) = (Name(vm.names.__module__.clone()), vm.intern("typing"));
    let t = &vm.types;
    for class in [&t.type_var, &t.param_spec, &t.type_var_tuple, &t.generic].map(Ref::clone) {
        class.get_mut(vm).dict.insert(key.clone(), typing.to_value());
    }
    Ok(())
}

/// Makes the `_typing` module.
pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let t = &vm.types;
    let classes = [
        &t.type_var,
        &t.param_spec,
        &t.param_spec_args,
        &t.param_spec_kwargs,
        &t.type_var_tuple,
        &t.type_alias,
        &t.generic,
        &t.union,
    ]
    .map(Ref::clone);
    let no_default = vm.no_default();
    let mut builder = ModuleBuilder::new(vm, "_typing", "Primitives of the typing module.")?
        .function("_idfunc(x, /)", |_, args| Ok(arg(args, 0).clone()), "Return the argument.")
        .value("NoDefault", no_default);
    for class in classes {
        builder = builder.class(&class);
    }
    Ok(builder.build())
}

impl Vm {
    /// What the `TypeParam` instruction makes; `parts` as `bytecode::TypeParamKind` says.
    pub fn new_type_param(&mut self, kind: usize, parts: Vec<Value>) -> PyResult {
        let mut parts = parts.into_iter();
        let mut next = || parts.next().unwrap_or_default();
        match kind {
            0..=2 => {
                let name = self.payload::<Str>(&next())?.clone();
                let mut lazy = || Lazy { value: None, evaluate: Some(next()).filter(|f| !f.is_none()) };
                let (bound, constraints, default) = (lazy(), lazy(), lazy());
                let payload = TypeParam { name, bound, constraints, default, variance: Variance::Inferred };
                let class = match kind {
                    0 => &self.types.type_var,
                    1 => &self.types.param_spec,
                    _ => &self.types.type_var_tuple,
                };
                Ok(self.alloc(class, payload)?.into_value())
            }
            3 => {
                let (name, params, evaluate) = (next(), next(), next());
                let name = self.payload::<Str>(&name)?.clone();
                let params = params.downcast::<Tuple>().cloned().unwrap_or_else(|| self.empty_tuple.clone());
                self.new_type_alias(name, params, Lazy { value: None, evaluate: Some(evaluate) }, None)
            }
            _ => {
                let params = next();
                self.generic_base(&params)
            }
        }
    }

    /// Whether a value is a type parameter of one of the three kinds.
    pub(crate) fn is_type_param(&self, v: &Value) -> bool {
        v.downcast::<TypeParam>().is_some()
    }

    fn is_type_var_tuple(&self, v: &Value) -> bool {
        self.type_of(v).ptr_eq(&self.types.type_var_tuple)
    }

    /// Notes the module of the caller on a type parameter that was made by a call.
    fn set_caller_module(&mut self, made: &Value) -> PyResult<()> {
        if let Some(module) = self.caller_module() {
            let key = self.names.__module__.clone();
            self.setattr(made, &key, Some(&module))?;
        }
        Ok(())
    }

    fn caller_module(&self) -> Option<Value> {
        let globals = self.current_frame_globals()?;
        globals.get(self).get_str(&self.names.__name__).cloned()
    }
}

/// The name that a constructor was given.
fn name_argument(vm: &mut Vm, function: &str, value: &Value) -> PyResult<Ref<Str>> {
    match value.downcast::<Str>() {
        Some(name) => Ok(name.clone()),
        None => {
            let ty = vm.type_name(value);
            Err(vm.type_error(format!("{function}() argument 'name' must be str, not {ty}")))
        }
    }
}

fn variance_argument(vm: &mut Vm, covariant: &Value, contravariant: &Value, inferred: &Value) -> PyResult<Variance> {
    let (co, contra, infer) = (vm.truthy(covariant)?, vm.truthy(contravariant)?, vm.truthy(inferred)?);
    match (co, contra, infer) {
        (true, true, _) => Err(vm.value_error("Bivariant types are not supported.")),
        (_, _, true) if co || contra => Err(vm.value_error("Variance cannot be specified with infer_variance.")),
        (_, _, true) => Ok(Variance::Inferred),
        (true, ..) => Ok(Variance::Covariant),
        (_, true, _) => Ok(Variance::Contravariant),
        _ => Ok(Variance::Invariant),
    }
}

fn param_of<'a>(vm: &'a Vm, this: &'a Value) -> PyResult<&'a TypeParam> {
    Ok(vm.payload::<TypeParam>(this)?.get(vm))
}

fn has_variance(vm: &mut Vm, this: &Value, variance: Variance) -> PyResult {
    Ok(Value::bool(param_of(vm, this)?.variance == variance))
}

fn get_name(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(param_of(vm, this)?.name.to_value())
}

/// The name, with a sign for its variance unless that is inferred.
fn param_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let p = param_of(vm, this)?;
    let sign = match p.variance {
        Variance::Inferred => return Ok(p.name.to_value()),
        Variance::Covariant => '+',
        Variance::Contravariant => '-',
        Variance::Invariant => '~',
    };
    let text = format!("{sign}{}", p.name.to_lossy());
    vm.new_str(&text)
}

fn param_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    get_name(vm, arg(args, 0))
}

fn get_default(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(lazy::get(vm, this, |p| &mut p.default)?.unwrap_or_else(|| vm.no_default()))
}

fn get_evaluate_default(vm: &mut Vm, this: &Value) -> PyResult {
    lazy::evaluator(vm, this, |p| &p.default)
}

fn has_default(vm: &mut Vm, args: &[Value]) -> PyResult {
    let no_default = vm.no_default();
    let default = &param_of(vm, arg(args, 0))?.default;
    let has = default.evaluate.is_some() || default.value.as_ref().is_some_and(|v| !v.is(&no_default));
    Ok(Value::bool(has))
}

/// `|` with a type parameter or alias on either side.
fn typing_or(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (a, b) = (subst::type_convert(vm, a)?, subst::type_convert(vm, b)?);
    vm.make_union(&[a, b])
}

fn mro_entries(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(arg(args, 0)).get(vm).name.to_lossy().into_owned();
    Err(vm.type_error(format!("Cannot subclass an instance of {class}")))
}

fn new_param(vm: &mut Vm, class: &Ref<Type>, payload: TypeParam) -> PyResult {
    let made = vm.alloc(class, payload)?.into_value();
    vm.set_caller_module(&made)?;
    Ok(made)
}

/// A default that was given to a constructor; left out, there is none.
fn default_argument(value: &Value) -> Lazy {
    Lazy { value: (!value.is_unset()).then(|| value.clone()), evaluate: None }
}
