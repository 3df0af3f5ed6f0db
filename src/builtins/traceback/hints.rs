//! "Did you mean" and "Did you forget to import": what is appended to the messages of NameError, AttributeError
//! and ImportError in tracebacks.

use super::suggest::closest;
use crate::gc::{Ref, Value};
use crate::object::traceback::Frame;
use crate::object::{Dict, Exception, PyResult, Str};
use crate::stdlib::native::sys::STDLIB_NAMES;
use crate::vm::Vm;
use crate::vm::errors::field;

/// The addition to the message, if there is one. Errors on the way are ignored.
pub fn hint(vm: &mut Vm, exc: &Value) -> Option<String> {
    let exception = exc.downcast::<Exception>()?.clone();
    let get = |vm: &Vm, index: usize| exception.get(vm).fields.get(index).cloned().flatten();
    let text =
        |value: Option<Value>| value.and_then(|v| v.downcast::<Str>().and_then(|s| s.as_str().map(str::to_owned)));
    if vm.is_instance_of(exc, &vm.exc.ImportError) {
        let wrong = text(get(vm, field::IMPORT_NAME_FROM))?;
        let module = get(vm, field::NAME)?;
        let found = import_candidate(vm, &module, &wrong).ok()??;
        return Some(format!(". Did you mean: '{found}'?"));
    }
    let is_name_error = vm.is_instance_of(exc, &vm.exc.NameError);
    if !is_name_error && !vm.is_instance_of(exc, &vm.exc.AttributeError) {
        return None;
    }
    let wrong = text(get(vm, field::NAME))?;
    let frame = innermost_frame(vm, &exception);
    let found = if is_name_error {
        frame.and_then(|frame| name_candidate(vm, &frame, &wrong).ok().flatten())
    } else {
        let object = get(vm, field::ATTR_OBJ).unwrap_or_default();
        attribute_candidate(vm, &object, frame.as_ref(), &wrong).ok().flatten()
    };
    let mut hint = String::new();
    if let Some(found) = &found {
        hint.push_str(&format!(". Did you mean: '{found}'?"));
    }
    if is_name_error && STDLIB_NAMES.binary_search(&wrong.as_str()).is_ok() {
        match found {
            Some(_) => hint.push_str(&format!(" Or did you forget to import '{wrong}'?")),
            None => hint.push_str(&format!(". Did you forget to import '{wrong}'?")),
        }
    }
    (!hint.is_empty()).then_some(hint)
}

fn innermost_frame(vm: &Vm, exception: &Ref<Exception>) -> Option<Ref<Frame>> {
    let mut traceback = exception.get(vm).traceback.clone()?;
    while let Some(next) = traceback.get(vm).next.clone() {
        traceback = next;
    }
    Some(traceback.get(vm).frame.clone())
}

/// The names of `dir(object)`, in order.
fn dir_names(vm: &mut Vm, object: &Value) -> PyResult<Vec<String>> {
    let names = match vm.call_method_str(object, "__dir__", &[]) {
        Ok(names) => vm.collect(&names)?,
        // A class: its own `__dir__` wants an instance.
        Err(raised) if vm.raised_is(&raised, |e| &e.TypeError) => vm.dir_names(object)?,
        Err(raised) => return Err(raised),
    };
    let mut names: Vec<String> =
        names.iter().filter_map(|n| n.downcast::<Str>().and_then(|s| s.as_str().map(str::to_owned))).collect();
    names.sort_unstable();
    Ok(names)
}

fn nearest(wrong: &str, names: &[String]) -> Option<String> {
    closest(wrong, names.iter().map(String::as_str)).map(str::to_owned)
}

fn import_candidate(vm: &mut Vm, module: &Value, wrong: &str) -> PyResult<Option<String>> {
    let Some(name) = module.downcast::<Str>() else { return Ok(None) };
    let name = name.clone();
    let module = vm.import(&name, None, &Value::NONE, 0)?;
    let mut names = dir_names(vm, &module)?;
    if !wrong.starts_with('_') {
        names.retain(|n| !n.starts_with('_'));
    }
    Ok(nearest(wrong, &names))
}

fn attribute_candidate(
    vm: &mut Vm,
    object: &Value,
    frame: Option<&Ref<Frame>>,
    wrong: &str,
) -> PyResult<Option<String>> {
    let mut names = dir_names(vm, object)?;
    // Private names are suggested inside of the object's own methods only.
    if !wrong.starts_with('_') {
        let inside = match frame {
            Some(frame) => local(vm, frame, "self")?.is_some_and(|this| this.is(object)),
            None => false,
        };
        if !inside {
            names.retain(|n| !n.starts_with('_'));
        }
    }
    Ok(nearest(wrong, &names))
}

/// A local variable of a frame.
fn local(vm: &mut Vm, frame: &Ref<Frame>, name: &str) -> PyResult<Option<Value>> {
    let locals = vm.frame_locals(frame)?;
    let name = vm.new_str(name)?;
    if !vm.contains(&locals, &name)? {
        return Ok(None);
    }
    vm.getitem(&locals, &name).map(Some)
}

fn name_candidate(vm: &mut Vm, frame: &Ref<Frame>, wrong: &str) -> PyResult<Option<String>> {
    let locals = vm.frame_locals(frame)?;
    let keys = vm.collect(&locals)?;
    let mut names: Vec<String> = Vec::new();
    let mut add = |value: &Value| {
        if let Some(name) = value.downcast::<Str>().and_then(|s| s.as_str()) {
            names.push(name.to_owned());
        }
    };
    keys.iter().for_each(&mut add);
    let (globals, builtins) = {
        let f = frame.get(vm);
        (f.globals.clone(), f.builtins.clone())
    };
    for dict in [&globals, &builtins] {
        let dict: &Ref<Dict> = dict;
        dict.get(vm).iter().for_each(|e| add(&e.key));
    }
    if let Some(this) = local(vm, frame, "self")? {
        let name = vm.intern(wrong);
        if matches!(vm.getattr_opt(&this, &name), Ok(Some(_))) {
            return Ok(Some(format!("self.{wrong}")));
        }
    }
    Ok(nearest(wrong, &names))
}
