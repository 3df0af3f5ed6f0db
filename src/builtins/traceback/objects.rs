//! The attributes of traceback and frame objects.

use crate::gc::{Ref, Value};
use crate::native::build::TypeBuilder;
use crate::object::slots::Args;
use crate::object::traceback::{Frame, FrameLocals, Traceback};
use crate::object::{PyResult, Str, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) {
    let ty = vm.types.traceback.clone();
    TypeBuilder::new(vm, &ty)
        .doc("Create a new traceback object.")
        .signature("(tb_next, tb_frame, tb_lasti, tb_lineno)")
        .slots(|s| s.new = Some(traceback_new))
        .getset("tb_frame", get_tb_frame, None, "")
        .getset("tb_lasti", get_tb_lasti, None, "")
        .getset("tb_lineno", get_tb_lineno, None, "")
        .getset("tb_next", get_tb_next, Some(set_tb_next), "")
        .method("__dir__(self, /)", traceback_dir, "")
        .ready();
    let ty = vm.types.frame.clone();
    TypeBuilder::new(vm, &ty)
        .doc("")
        .slots(|s| s.repr = Some(frame_repr))
        .getset("f_back", get_f_back, None, "")
        .getset("f_code", get_f_code, None, "")
        .getset("f_globals", get_f_globals, None, "")
        .getset("f_builtins", get_f_builtins, None, "")
        .getset("f_locals", get_f_locals, None, "")
        .getset("f_lineno", get_f_lineno, None, "")
        .getset("f_lasti", get_f_lasti, None, "")
        .getset("f_trace", get_f_trace, Some(set_f_trace), "")
        .getset("f_trace_lines", get_true, None, "")
        .getset("f_trace_opcodes", get_false, None, "")
        .method("clear(self, /)", frame_clear, "Clear all references held by the frame.")
        .ready();
}

fn traceback<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Ref<Traceback>> {
    match value.downcast::<Traceback>() {
        Some(traceback) => Ok(traceback),
        None => Err(vm.type_error("a traceback is required")),
    }
}

fn frame<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Ref<Frame>> {
    match value.downcast::<Frame>() {
        Some(frame) => Ok(frame),
        None => Err(vm.type_error("a frame is required")),
    }
}

/// Byte offset of an instruction: what CPython's `tb_lasti` and `f_lasti` count in.
const WORD: i64 = 2;

fn traceback_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    const NAMES: [&str; 4] = ["tb_next", "tb_frame", "tb_lasti", "tb_lineno"];
    let mut given: [Option<Value>; 4] = [const { None }; 4];
    for (slot, value) in given.iter_mut().zip(args.pos()) {
        *slot = Some(value.clone());
    }
    for (key, value) in args.keywords() {
        let position = NAMES.iter().position(|n| key.downcast::<Str>().is_some_and(|k| k.bytes() == n.as_bytes()));
        if let Some(slot) = position.and_then(|i| given.get_mut(i)) {
            *slot = Some(value.clone());
        }
    }
    let [Some(next), Some(frame_value), Some(lasti), Some(line)] = given else {
        let missing = NAMES.iter().zip(&given).position(|(_, g)| g.is_none()).unwrap_or(0);
        let name = NAMES.get(missing).copied().unwrap_or("");
        let position = missing + 1;
        return Err(vm.type_error(format!("traceback() missing required argument '{name}' (pos {position})")));
    };
    let next = match next.downcast::<Traceback>() {
        Some(next) => Some(next.clone()),
        None if next.is_none() => None,
        None => {
            let ty = vm.type_name(&next);
            return Err(vm.type_error(format!("expected traceback object or None, got '{ty}'")));
        }
    };
    let Some(frame) = frame_value.downcast::<Frame>() else {
        let ty = vm.type_name(&frame_value);
        return Err(vm.type_error(format!("traceback() argument 'tb_frame' must be frame, not {ty}")));
    };
    let lasti: i64 = vm.extract(&lasti)?;
    let line: i64 = vm.extract(&line)?;
    let instruction = u32::try_from(lasti / WORD).unwrap_or(0);
    let payload = Traceback { frame: frame.clone(), instruction, line: u32::try_from(line).unwrap_or(0), next };
    Ok(vm.alloc(class, payload)?.into_value())
}

fn get_tb_frame(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(traceback(vm, value)?.get(vm).frame.to_value())
}

fn get_tb_lasti(vm: &mut Vm, value: &Value) -> PyResult {
    let instruction = traceback(vm, value)?.get(vm).instruction;
    Ok(vm.int(instruction as i64 * WORD))
}

fn get_tb_lineno(vm: &mut Vm, value: &Value) -> PyResult {
    let line = traceback(vm, value)?.get(vm).line;
    Ok(vm.int(line as i64))
}

fn get_tb_next(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(traceback(vm, value)?.get(vm).next.clone().map(Ref::into_value).unwrap_or_default())
}

fn set_tb_next(vm: &mut Vm, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let this = traceback(vm, value)?;
    let Some(new) = new else { return Err(vm.type_error("can't delete tb_next attribute")) };
    let next = match new.downcast::<Traceback>() {
        Some(next) => Some(next.clone()),
        None if new.is_none() => None,
        None => {
            let ty = vm.type_name(new);
            return Err(vm.type_error(format!("expected traceback object, got '{ty}'")));
        }
    };
    let mut link = next.clone();
    while let Some(here) = link {
        if here.ptr_eq(this) {
            return Err(vm.value_error("traceback loop detected"));
        }
        link = here.get(vm).next.clone();
    }
    let old = std::mem::replace(&mut this.get_mut(vm).next, next);
    drop(old);
    Ok(())
}

fn traceback_dir(vm: &mut Vm, _args: &[Value]) -> PyResult {
    let names = ["tb_frame", "tb_next", "tb_lasti", "tb_lineno"].map(|n| vm.intern(n).into_value());
    vm.new_list(names.to_vec())
}

fn frame_repr(vm: &mut Vm, value: &Value) -> PyResult {
    let this = frame(vm, value)?.clone();
    let code = this.get(vm).code.clone();
    let line = frame_line(vm, &this);
    let filename = code.filename.to_value();
    let filename = vm.repr_lossy(&filename)?;
    let name = code.name.to_lossy().into_owned();
    vm.new_str(&format!("<frame at {:#x}, file {filename}, line {line}, code {name}>", value.id()))
}

/// The line a frame is at.
fn frame_line(vm: &Vm, frame: &Ref<Frame>) -> u32 {
    let instruction = vm.frame_instruction(frame);
    let code = &frame.get(vm).code;
    match code.location_at(instruction).line {
        0 => code.first_line,
        line => line,
    }
}

fn get_f_back(vm: &mut Vm, value: &Value) -> PyResult {
    let this = frame(vm, value)?.clone();
    Ok(vm.frame_back(&this)?.map(Ref::into_value).unwrap_or_default())
}

fn get_f_code(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(frame(vm, value)?.get(vm).code.to_value())
}

fn get_f_globals(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(frame(vm, value)?.get(vm).globals.to_value())
}

fn get_f_builtins(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(frame(vm, value)?.get(vm).builtins.to_value())
}

fn get_f_locals(vm: &mut Vm, value: &Value) -> PyResult {
    let this = frame(vm, value)?.clone();
    match this.get(vm).namespace.clone() {
        Some(namespace) => Ok(namespace),
        None => Ok(vm.alloc(&vm.types.frame_locals, FrameLocals { frame: this })?.into_value()),
    }
}

fn get_f_lineno(vm: &mut Vm, value: &Value) -> PyResult {
    let this = frame(vm, value)?.clone();
    let line = frame_line(vm, &this);
    Ok(vm.int(line as i64))
}

fn get_f_lasti(vm: &mut Vm, value: &Value) -> PyResult {
    let this = frame(vm, value)?.clone();
    let instruction = vm.frame_instruction(&this);
    Ok(vm.int(instruction as i64 * WORD))
}

fn get_f_trace(_vm: &mut Vm, _value: &Value) -> PyResult {
    Ok(Value::NONE)
}

/// Accepted and without effect, as long as there is no tracing.
fn set_f_trace(_vm: &mut Vm, _value: &Value, _new: Option<&Value>) -> PyResult<()> {
    Ok(())
}

fn get_true(_vm: &mut Vm, _value: &Value) -> PyResult {
    Ok(Value::TRUE)
}

fn get_false(_vm: &mut Vm, _value: &Value) -> PyResult {
    Ok(Value::FALSE)
}

fn frame_clear(vm: &mut Vm, args: &[Value]) -> PyResult {
    static NONE: Value = Value::NONE;
    let this = frame(vm, args.first().unwrap_or(&NONE))?.clone();
    if !this.get(vm).live.is_null() {
        let text = if vm.running_frames().any(|r| r.is_frame(&this, vm)) {
            "cannot clear an executing frame"
        } else {
            "cannot clear a suspended frame"
        };
        return Err(vm.runtime_error(text));
    }
    let old = std::mem::take(&mut this.get_mut(vm).locals);
    drop(old);
    Ok(Value::NONE)
}
