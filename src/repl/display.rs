//! Showing values: `sys.displayhook` of a session, with `_`, `__` and `Out`.

use super::terminal::Terminal;
use crate::gc::{Ref, Value};
use crate::native::build::ModuleBuilder;
use crate::object::{Dict, PyResult};
use crate::vm::Vm;
use std::any::TypeId;

/// What the hook keeps, in `Vm::module_state`.
struct Display {
    out: Ref<Dict>,
    /// Number of the present input.
    number: i64,
    terminal: Terminal,
}

fn state(vm: &mut Vm) -> Option<&mut Display> {
    vm.module_state.get_mut(&TypeId::of::<Display>()).and_then(|s| s.downcast_mut())
}

/// Makes the hook of this session.
pub fn install(vm: &mut Vm, terminal: &Terminal) {
    let out = vm.new_dict();
    vm.module_state
        .insert(TypeId::of::<Display>(), Box::new(Display { out: out.clone(), number: 0, terminal: terminal.clone() }));
    let name = vm.intern("Out");
    drop(vm.builtins.clone().get_mut(vm).set_str(&name, out.into_value()));
    let doc = "Print an object to sys.stdout and keep it in builtins._ and Out.";
    let made =
        ModuleBuilder::new(vm, "sys", "").map(|b| b.function("displayhook(object, /)", displayhook, doc).build());
    if let Ok(module) = made {
        let name = vm.intern("displayhook");
        if let Some(hook) = module.get(vm).dict.get(vm).get_str(&name).cloned() {
            vm.set_sys_attribute("displayhook", hook);
        }
    }
}

/// The number under which the next values are kept.
pub fn set_number(vm: &mut Vm, number: usize) {
    if let Some(display) = state(vm) {
        display.number = number as i64;
    }
}

fn displayhook(vm: &mut Vm, args: &[Value]) -> PyResult {
    static NONE: Value = Value::NONE;
    let object = args.first().unwrap_or(&NONE);
    if object.is_none() {
        return Ok(Value::NONE);
    }
    let Some(stdout) = vm.sys_attribute("stdout").filter(|s| !s.is_none()) else {
        return Err(vm.runtime_error("lost sys.stdout"));
    };
    let terminal = state(vm).map(|d| d.terminal.clone());
    let columns = terminal.as_ref().map_or(80, |t| t.size().0);
    let text = if plain(object) {
        // As it is: it may hold what Rust's text cannot.
        vm.repr(object)?.into_value()
    } else {
        let colours = terminal.is_some_and(|t| t.colours);
        let shown = super::layout::render(vm, object, columns, colours)?;
        vm.new_str(&shown)?
    };
    vm.write_text(&stdout, &text)?;
    let newline = vm.new_str("\n")?;
    vm.write_text(&stdout, &newline)?;
    keep(vm, object)
}

/// Whether a value is no builtin container.
fn plain(object: &Value) -> bool {
    use crate::object::set::FrozenSet;
    use crate::object::{List, Set, Tuple};
    object.downcast_exact::<List>().is_none()
        && object.downcast_exact::<Tuple>().is_none()
        && object.downcast_exact::<Dict>().is_none()
        && object.downcast_exact::<Set>().is_none()
        && object.downcast_exact::<FrozenSet>().is_none()
}

/// `_` becomes `__`, the value becomes `_` and `Out[n]`.
fn keep(vm: &mut Vm, object: &Value) -> PyResult {
    let (last, before) = (vm.intern("_"), vm.intern("__"));
    let builtins = vm.builtins.clone();
    if let Some(old) = builtins.get(vm).get_str(&last).cloned() {
        drop(builtins.get_mut(vm).set_str(&before, old));
    }
    drop(builtins.get_mut(vm).set_str(&last, object.clone()));
    let Some((out, number)) = state(vm).map(|d| (d.out.clone(), d.number)) else { return Ok(Value::NONE) };
    let number = vm.int(number);
    vm.setitem(&out.into_value(), &number, object)?;
    Ok(Value::NONE)
}
