//! Substitution of type parameters in generic aliases: what each kind accepts, and how arguments are distributed.

use crate::gc::{Ref, Value, tag};
use crate::native::bind::arg;
use crate::object::typing::TypeParam;
use crate::object::{List, PyResult, Str, Tuple, Type};
use crate::vm::Vm;

/// None means its type, text a reference to be resolved later.
pub fn type_convert(vm: &mut Vm, value: &Value) -> PyResult {
    if value.is_none() {
        return Ok(vm.types.none_type.to_value());
    }
    if value.downcast::<Str>().is_none() {
        return Ok(value.clone());
    }
    match vm.import_module("annotationlib") {
        Ok(module) => vm.call_method_str(&module, "ForwardRef", std::slice::from_ref(value)),
        Err(raised) if vm.raised_is(&raised, |e| &e.ModuleNotFoundError) => Ok(value.clone()),
        Err(raised) => Err(raised),
    }
}

/// A type argument; what cannot be one is an error that begins with `message`.
pub fn type_check(vm: &mut Vm, value: &Value, message: &str) -> PyResult {
    let value = type_convert(vm, value)?;
    if value.downcast::<Tuple>().is_some() {
        let shown = vm.repr_lossy(&value)?;
        return Err(vm.type_error(format!("{message} Got {shown}.")));
    }
    Ok(value)
}

pub fn for_type_var(vm: &mut Vm, argument: &Value) -> PyResult {
    let argument = type_check(vm, argument, "Parameters to generic types must be types.")?;
    for flag in ["__typing_is_unpacked_typevartuple__", "__unpacked__"] {
        let flag = vm.intern(flag);
        if argument.downcast::<Type>().is_none()
            && let Some(unpacked) = vm.getattr_opt(&argument, &flag)?
            && vm.truthy(&unpacked)?
        {
            let shown = vm.repr_lossy(&argument)?;
            return Err(vm.type_error(format!("{shown} is not valid as type argument")));
        }
    }
    Ok(argument)
}

pub fn for_param_spec(vm: &mut Vm, argument: &Value) -> PyResult {
    if let Some(items) = sequence(vm, argument) {
        let checked: PyResult<Vec<Value>> = items.iter().map(|v| type_check(vm, v, "Expected a type.")).collect();
        return vm.new_tuple(checked?);
    }
    if !is_param_expression(vm, argument) {
        let shown = vm.to_str(argument)?;
        let text =
            format!("Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {}", shown.to_lossy());
        return Err(vm.type_error(text));
    }
    Ok(argument.clone())
}

fn sequence(vm: &Vm, value: &Value) -> Option<Vec<Value>> {
    match value.downcast::<Tuple>() {
        Some(tuple) => Some(tuple.items().to_vec()),
        None => value.downcast::<List>().map(|l| l.get(vm).items.clone()),
    }
}

/// What can stand for the parameters of a function.
fn is_param_expression(vm: &Vm, value: &Value) -> bool {
    value.tag() == tag::ELLIPSIS
        || sequence(vm, value).is_some()
        || vm.type_of(value).ptr_eq(&vm.types.param_spec)
        || vm.type_of(value).get(vm).name.bytes() == b"_ConcatenateGenericAlias"
}

/// The alias's parameters, the place of this one among them, and the arguments.
struct Place {
    params: Vec<Value>,
    index: usize,
    args: Vec<Value>,
}

fn place(vm: &mut Vm, args: &[Value]) -> PyResult<Place> {
    let (this, alias) = (arg(args, 0), arg(args, 1));
    let key = vm.names.__parameters__.clone();
    let params = vm.getattr(alias, &key)?;
    let params = sequence(vm, &params).unwrap_or_default();
    let Some(index) = params.iter().position(|p| p.is(this)) else {
        return Err(vm.value_error("tuple.index(x): x not in tuple"));
    };
    let args = vm.collect(arg(args, 2))?;
    Ok(Place { params, index, args })
}

fn default_of(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let default = super::get_default(vm, this)?;
    Ok((!default.is(&vm.no_default())).then_some(default))
}

fn too_few(vm: &mut Vm, alias: &Value, counts: Option<(usize, usize)>) -> PyResult {
    let shown = vm.to_str(alias)?.to_lossy().into_owned();
    let counts = counts.map(|(actual, least)| format!("; actual {actual}, expected at least {least}"));
    Err(vm.type_error(format!("Too few arguments for {shown}{}", counts.unwrap_or_default())))
}

/// A missing argument is taken from the default.
pub fn prepare_type_var(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut p = place(vm, args)?;
    if p.index >= p.args.len() {
        match default_of(vm, arg(args, 0))? {
            Some(default) if p.index == p.args.len() => p.args.push(default),
            _ => {
                // Counted are the parameters that must be given.
                let mut least = p.params.len();
                for param in p.params.iter().skip(p.args.len()) {
                    if let Some(t) = param.downcast::<TypeParam>() {
                        let default = &t.get(vm).default;
                        least -= (default.value.is_some() || default.evaluate.is_some()) as usize;
                    }
                }
                return too_few(vm, arg(args, 1), Some((p.args.len(), least.min(p.index + 1))));
            }
        }
    }
    vm.new_tuple(p.args)
}

/// A class whose only parameter is a ParamSpec takes the types of the list without its brackets too.
pub fn prepare_param_spec(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut p = place(vm, args)?;
    if p.index == p.args.len()
        && let Some(default) = default_of(vm, arg(args, 0))?
    {
        p.args.push(default);
    }
    let Some(argument) = p.args.get(p.index).cloned() else { return too_few(vm, arg(args, 1), None) };
    if p.params.len() == 1 && !p.args.first().is_some_and(|a| is_param_expression(vm, a)) {
        let all = vm.new_tuple(p.args)?;
        return vm.new_tuple(vec![all]);
    }
    if argument.downcast::<List>().is_some()
        && let Some(items) = sequence(vm, &argument)
        && let Some(slot) = p.args.get_mut(p.index)
    {
        *slot = vm.new_tuple(items)?;
    }
    vm.new_tuple(p.args)
}

/// The arguments between those of the parameters to the left and to the right become one tuple. An argument
/// `*tuple[X, ...]` fills up whatever is missing around it with X.
pub fn prepare_type_var_tuple(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (this, alias) = (arg(args, 0), arg(args, 1));
    let p = place(vm, args)?;
    if p.params.iter().skip(p.index + 1).any(|other| vm.is_type_var_tuple(other)) {
        let shown = vm.to_str(alias)?.to_lossy().into_owned();
        return Err(vm.type_error(format!("More than one TypeVarTuple parameter in {shown}")));
    }
    let given = p.args.len();
    let (mut left, mut right) = (p.index, p.params.len() - p.index - 1);
    let mut filler: Option<(usize, Value)> = None;
    let key = vm.intern("__typing_unpacked_tuple_args__");
    for (i, argument) in p.args.iter().enumerate() {
        if argument.downcast::<Type>().is_some() {
            continue;
        }
        let Some(inner) = vm.getattr_opt(argument, &key)? else { continue };
        if let Some([item, last]) = inner.downcast::<Tuple>().map(|t| t.items())
            && last.tag() == tag::ELLIPSIS
        {
            if filler.is_some() {
                return Err(vm.type_error("More than one unpacked arbitrary-length tuple argument"));
            }
            filler = Some((i, item.clone()));
        }
    }
    let (mut before, mut behind) = (0, 0);
    if let Some((i, _)) = &filler {
        left = left.min(*i);
        right = right.min(given - i - 1);
        before = p.index - left;
        // As CPython counts them, which is one too few in some cases.
        behind = p.params.len().saturating_sub(right + left + p.index + 1);
    } else if left + right > given {
        return too_few(vm, alias, Some((given, p.params.len() - 1)));
    }
    let middle = p.args.get(left..given - right).unwrap_or(&[]).to_vec();
    let replacement = match default_of(vm, this)? {
        Some(default) if middle.is_empty() => unpack_default(vm, default)?,
        _ => middle,
    };
    let filler = filler.map(|(_, item)| item).unwrap_or_default();
    let mut all = p.args.get(..left).unwrap_or(&[]).to_vec();
    all.extend(std::iter::repeat_n(filler.clone(), before));
    all.push(vm.new_tuple(replacement)?);
    all.extend(std::iter::repeat_n(filler, behind));
    all.extend_from_slice(p.args.get(given - right..).unwrap_or(&[]));
    vm.new_tuple(all)
}

/// The types of a default such as `*tuple[int, str]`.
fn unpack_default(vm: &mut Vm, default: Value) -> PyResult<Vec<Value>> {
    let default = match default.downcast::<Tuple>().map(|t| t.items()) {
        Some([one]) => one.clone(),
        _ => default,
    };
    let key = vm.intern("__typing_unpacked_tuple_args__");
    if default.downcast::<Type>().is_none()
        && let Some(inner) = vm.getattr_opt(&default, &key)?
        && let Some(inner) = inner.downcast::<Tuple>()
        && !inner.items().last().is_some_and(|l| l.tag() == tag::ELLIPSIS)
    {
        return Ok(inner.items().to_vec());
    }
    Ok(vec![default])
}

/// The parameters of a generic class in the order of `params`, given a subscript; as `class[...]` checks it.
pub fn class_arguments(vm: &mut Vm, class: &Value, params: &Ref<Tuple>, mut given: Vec<Value>) -> PyResult<Vec<Value>> {
    let prepare = vm.intern("__typing_prepare_subst__");
    for param in params.items() {
        if let Some(prepare) = vm.getattr_opt(param, &prepare)? {
            let tuple = vm.new_tuple(given)?;
            let prepared = vm.call(&prepare, &[class.clone(), tuple])?;
            given = vm.collect(&prepared)?;
        }
    }
    let (expected, actual) = (params.items().len(), given.len());
    if expected == 0 {
        let shown = vm.repr_lossy(class)?;
        return Err(vm.type_error(format!("{shown} is not a generic class")));
    }
    if actual > expected {
        let shown = vm.repr_lossy(class)?;
        return Err(vm.type_error(format!("Too many arguments for {shown}; actual {actual}, expected {expected}")));
    }
    if actual < expected {
        return too_few(vm, class, Some((actual, expected))).map(|_| Vec::new());
    }
    let mut all = Vec::with_capacity(actual);
    for (param, argument) in params.items().iter().zip(given) {
        match argument.downcast::<Tuple>() {
            Some(tuple) if vm.is_type_var_tuple(param) => all.extend_from_slice(tuple.items()),
            _ => all.push(argument),
        }
    }
    Ok(all)
}
