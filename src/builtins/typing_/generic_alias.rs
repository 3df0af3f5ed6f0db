//! `typing._GenericAlias`: a class derived from `Generic` with its arguments.

use super::*;
use crate::native::build::TypeBuilder;
use crate::object::descriptor::GenericAlias;

pub fn init(vm: &mut Vm) {
    let base = vm.types.generic_alias.clone();
    TypeBuilder::new(vm, &vm.types.typing_alias.clone())
        .base(&base)
        .slots(|s| {
            s.repr = Some(alias_repr);
            s.getitem = Some(alias_getitem);
        })
        .weakrefable()
        .method("__mro_entries__(self, bases, /)", alias_mro_entries, "")
        .method("__instancecheck__(self, obj, /)", refuse_check, "")
        .method("__subclasscheck__(self, cls, /)", refuse_check, "")
        .ready();
}

impl Vm {
    pub(super) fn new_typing_alias(&mut self, origin: Value, args: Ref<Tuple>) -> PyResult {
        let payload = GenericAlias { origin, args, parameters: None, starred: false };
        Ok(self.alloc(&self.types.typing_alias, payload)?.into_value())
    }
}

fn parts(vm: &Vm, this: &Value) -> PyResult<(Value, Ref<Tuple>)> {
    let alias = vm.payload::<GenericAlias>(this)?.get(vm);
    Ok((alias.origin.clone(), alias.args.clone()))
}

/// An argument that is a tuple stands for parameters of a function.
fn argument_repr(vm: &mut Vm, argument: &Value) -> PyResult<String> {
    match argument.downcast::<Tuple>() {
        Some(tuple) => {
            let shown: PyResult<Vec<String>> = tuple.items().iter().map(|v| argument_repr(vm, v)).collect();
            Ok(format!("[{}]", shown?.join(", ")))
        }
        None if argument.downcast::<crate::object::List>().is_some() => vm.repr_lossy(argument),
        None => vm.with_native_depth(|vm| vm.type_argument_repr(argument)),
    }
}

fn alias_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let (origin, args) = parts(vm, this)?;
    let shown: PyResult<Vec<String>> = args.items().iter().map(|v| argument_repr(vm, v)).collect();
    let shown = if args.is_empty() { "()".to_owned() } else { shown?.join(", ") };
    let text = format!("{}[{shown}]", vm.type_argument_repr(&origin)?);
    vm.new_str(&text)
}

fn alias_getitem(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    let (origin, args) = parts(vm, this)?;
    if origin.is(&vm.types.generic.to_value()) || is_protocol(vm, &origin) {
        let shown = vm.repr_lossy(this)?;
        return Err(vm.type_error(format!("Cannot subscript already-subscripted {shown}")));
    }
    let parameters = vm.type_parameters(args.items())?;
    let args = vm.substitute(this, &args, &parameters, key)?;
    let args = vm.new_tuple_ref(args)?;
    vm.new_typing_alias(origin, args)
}

/// The class itself; nothing for `Generic[...]` if a later base brings `Generic` along.
fn alias_mro_entries(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = arg(args, 0);
    let (origin, _) = parts(vm, this)?;
    if origin.is(&vm.types.generic.to_value()) {
        let bases = vm.collect(arg(args, 1))?;
        let mut later = bases.iter().skip_while(|b| !b.is(this)).skip(1);
        if bases.iter().any(|b| is_protocol(vm, b)) || later.any(|b| vm.type_of(b).ptr_eq(&vm.types.typing_alias)) {
            return Ok(vm.empty_tuple.to_value());
        }
    }
    vm.new_tuple(vec![origin])
}

/// Whether this is the class `typing.Protocol`.
pub(super) fn is_protocol(vm: &Vm, base: &Value) -> bool {
    base.downcast::<Type>().is_some_and(|t| {
        let t = t.get(vm);
        t.name.bytes() == b"Protocol" && t.bases.iter().any(|b| b.ptr_eq(&vm.types.generic))
    })
}

fn refuse_check(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Err(vm.type_error("Subscripted generics cannot be used with class and instance checks"))
}
