//! The `generator` type.

use super::*;
use crate::native::build::TypeBuilder;

pub fn init(vm: &mut Vm) {
    TypeBuilder::new(vm, &vm.types.generator.clone())
        .slots(|s| {
            s.repr = Some(generator_repr);
            s.iter = Some(|_, this| Ok(this.clone()));
            s.iternext = Some(generator_next);
            s.finalize = Some(generator_finalize);
        })
        .weakrefable()
        .method(
            "send(self, value, /)",
            generator_send,
            "Resume the generator with a value and return the next one it yields.",
        )
        .method(
            "throw(self, type, value=<unrepresentable>, traceback=<unrepresentable>, /)",
            generator_throw,
            "Raise an exception where the generator is suspended and return the next value it yields.",
        )
        .method("close(self, /)", generator_close, "Raise GeneratorExit where the generator is suspended.")
        .method("__del__(self, /)", del, "Called when the instance is about to be destroyed.")
        .method("__sizeof__(self, /)", sizeof, "Return the size of the generator in memory.")
        .class_method("__class_getitem__(type, item, /)", class_getitem, "See PEP 585.")
        .getset("__name__", get_name, Some(set_name), "name of the generator")
        .getset("__qualname__", get_qualname, Some(set_qualname), "qualified name of the generator")
        .getset("gi_yieldfrom", get_delegate, None, "The iterator of a `yield from` in progress, or None.")
        .getset("gi_running", get_running, None, "")
        .getset("gi_frame", get_frame, None, "")
        .getset("gi_suspended", get_suspended, None, "")
        .getset("gi_code", get_code, None, "")
        .ready();
}

fn generator_next(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let g = vm.payload::<Generator>(this)?.clone();
    vm.step_generator(&g)
}

pub(super) fn generator_send(vm: &mut Vm, args: &[Value]) -> PyResult {
    let g = vm.receiver::<Generator>(args)?.clone();
    let value = args.get(1).cloned().unwrap_or_default();
    let outcome = vm.resume_generator(&g, Ok(value));
    value_or_stop(vm, outcome)
}

pub(super) fn generator_throw(vm: &mut Vm, args: &[Value]) -> PyResult {
    let g = vm.receiver::<Generator>(args)?.clone();
    let given = thrown_warned(vm, "throw", args)?;
    let outcome = vm.throw_into_generator(&g, &given, true);
    value_or_stop(vm, outcome)
}

pub(super) fn generator_close(vm: &mut Vm, args: &[Value]) -> PyResult {
    let g = vm.receiver::<Generator>(args)?.clone();
    vm.close_generator(&g)
}
