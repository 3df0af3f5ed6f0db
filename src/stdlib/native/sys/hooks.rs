//! sys.excepthook, unraisablehook, displayhook, breakpointhook, and how an uncaught exception ends a program.

use crate::gc::Value;
use crate::native::build::ModuleBuilder;
use crate::native::structseq::StructSeq;
use crate::object::traceback::Traceback;
use crate::object::{Exception, PyResult, Raised, Str, Type};
use crate::vm::Vm;
use crate::vm::errors::field;

pub fn add(builder: ModuleBuilder<'_>) -> ModuleBuilder<'_> {
    const EXCEPT: &str = "Handle an exception by displaying it with a traceback on sys.stderr.";
    const UNRAISABLE: &str = "Handle an unraisable exception.";
    const DISPLAY: &str = "Print an object to sys.stdout and also save it in builtins._";
    const BREAK: &str = "This hook function is called by built-in breakpoint().";
    builder
        .function("excepthook(exctype, value, traceback, /)", sys_excepthook, EXCEPT)
        .function("unraisablehook(unraisable, /)", sys_unraisablehook, UNRAISABLE)
        .function("displayhook(object, /)", sys_displayhook, DISPLAY)
        .function("breakpointhook(*args, **kwargs)", sys_breakpointhook, BREAK)
        .alias("__excepthook__", "excepthook")
        .alias("__unraisablehook__", "unraisablehook")
        .alias("__displayhook__", "displayhook")
        .alias("__breakpointhook__", "breakpointhook")
}

fn arg(args: &[Value], index: usize) -> &Value {
    static NONE: Value = Value::NONE;
    args.get(index).unwrap_or(&NONE)
}

fn sys_excepthook(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = arg(args, 1);
    let Some(exception) = value.downcast::<Exception>() else {
        let ty = vm.type_name(value);
        write_stderr(vm, &format!("TypeError: print_exception(): Exception expected for value, {ty} found\n"));
        return Ok(Value::NONE);
    };
    if let Some(traceback) = arg(args, 2).downcast::<Traceback>()
        && exception.get(vm).traceback.is_none()
    {
        exception.get_mut(vm).traceback = Some(traceback.clone());
    }
    vm.print_exception(value);
    Ok(Value::NONE)
}

impl Vm {
    /// Writes to sys.stderr; errors there cannot be reported anywhere.
    pub fn write_stderr(&mut self, text: &str) {
        write_stderr(self, text);
    }
}

fn write_stderr(vm: &mut Vm, text: &str) {
    let Some(stderr) = vm.sys_attribute("stderr").filter(|s| !s.is_none()) else { return };
    if let Ok(text) = vm.new_str(text) {
        let _ = vm.write_text(&stderr, &text);
        let _ = vm.call_method_str(&stderr, "flush", &[]);
    }
}

fn sys_displayhook(vm: &mut Vm, args: &[Value]) -> PyResult {
    let object = arg(args, 0);
    if object.is_none() {
        return Ok(Value::NONE);
    }
    let name = vm.intern("_");
    let builtins = vm.builtins.clone();
    drop(builtins.get_mut(vm).set_str(&name, Value::NONE));
    let Some(stdout) = vm.sys_attribute("stdout").filter(|s| !s.is_none()) else {
        return Err(vm.runtime_error("lost sys.stdout"));
    };
    let text = vm.repr(object)?.into_value();
    vm.write_text(&stdout, &text)?;
    let newline = vm.new_str("\n")?;
    vm.write_text(&stdout, &newline)?;
    drop(builtins.get_mut(vm).set_str(&name, object.clone()));
    Ok(Value::NONE)
}

fn sys_breakpointhook(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Err(vm.not_implemented_error("breakpoint() is not supported by this interpreter yet"))
}

const UNRAISABLE_HOOK_ARGS: StructSeq = StructSeq {
    name: "sys.UnraisableHookArgs",
    module: "sys",
    doc: "UnraisableHookArgs\n\nType used to pass arguments to sys.unraisablehook.",
    fields: &[
        ("exc_type", "Exception type"),
        ("exc_value", "Exception value"),
        ("exc_traceback", "Exception traceback"),
        ("err_msg", "Error message"),
        ("object", "Object causing the exception"),
    ],
    visible: 5,
    constructible: false,
};

/// The type of the argument of `sys.unraisablehook`, once made.
struct HookArgs(crate::gc::Ref<Type>);

fn sys_unraisablehook(vm: &mut Vm, args: &[Value]) -> PyResult {
    let get = |vm: &mut Vm, name: &str| vm.getattr_str(arg(args, 0), name);
    let value = get(vm, "exc_value")?;
    let message = get(vm, "err_msg")?;
    let object = get(vm, "object")?;
    let message = message.downcast::<Str>().map(|m| m.to_lossy().into_owned());
    report_unraisable(vm, &value, message.as_deref(), &object);
    Ok(Value::NONE)
}

fn report_unraisable(vm: &mut Vm, value: &Value, message: Option<&str>, object: &Value) {
    let mut text = String::new();
    if !object.is_none() {
        let shown = match vm.repr_lossy(object) {
            Ok(shown) => shown,
            Err(_) => "<object repr() failed>".to_owned(),
        };
        match message {
            Some(message) => text.push_str(&format!("{message}: {shown}\n")),
            None => text.push_str(&format!("Exception ignored in: {shown}\n")),
        }
    } else if let Some(message) = message {
        text.push_str(&format!("{message}:\n"));
    }
    if value.downcast::<Exception>().is_some() {
        text.push_str(&vm.format_unraisable(value));
    }
    write_stderr(vm, &text);
}

impl Vm {
    /// Reports an exception that a finaliser raised: `sys.unraisablehook`.
    pub fn unraisable(&mut self, raised: Raised, object: &Value) {
        // The method is named, not the object that is gone.
        let del = self.names.__del__.clone();
        let ty = self.type_of(object).clone();
        let what = self.lookup(&ty, &del).unwrap_or_else(|| object.clone());
        let shown = match self.repr_lossy(&what) {
            Ok(shown) => shown,
            Err(_) => "<object repr() failed>".to_owned(),
        };
        self.unraisable_message(
            raised,
            Some(&format!("Exception ignored while calling deallocator {shown}")),
            &Value::NONE,
        );
    }

    /// As `unraisable`, from elsewhere: "Exception ignored {where} {object!r}".
    pub fn unraisable_while(&mut self, raised: Raised, what: &str, object: &Value) {
        let shown = self.repr_lossy(object).unwrap_or_else(|_| "<object repr() failed>".to_owned());
        self.unraisable_message(raised, Some(&format!("Exception ignored {what} {shown}")), &Value::NONE);
    }

    /// As `unraisable`, with the first words of the report and the object that is to be named in it (or None).
    pub fn unraisable_message(&mut self, raised: Raised, message: Option<&str>, object: &Value) {
        // One that was raised by native code is shown where that was called.
        if raised.0.get(self).traceback.is_none()
            && let Some(here) = self.traceback_here()
        {
            raised.0.get_mut(self).traceback = Some(here);
        }
        let value = raised.0.to_value();
        let hook = self.sys_attribute("unraisablehook");
        let own = match &hook {
            Some(hook) => is_native_named(self, hook, "unraisablehook"),
            None => true,
        };
        if own {
            report_unraisable(self, &value, message, object);
            return;
        }
        let Some(hook) = hook.filter(|h| !h.is_none()) else { return };
        let called = self.unraisable_args(&value, message, object).and_then(|args| self.call(&hook, &[args]));
        if let Err(failed) = called {
            let failed = failed.0.into_value();
            report_unraisable(self, &failed, Some("Exception ignored in sys.unraisablehook"), &hook);
        }
    }

    fn unraisable_args(&mut self, value: &Value, message: Option<&str>, object: &Value) -> PyResult {
        let key = std::any::TypeId::of::<HookArgs>();
        let known = self.module_state.get(&key).and_then(|s| s.downcast_ref::<HookArgs>()).map(|h| h.0.clone());
        let ty = match known {
            Some(ty) => ty,
            None => {
                let ty = UNRAISABLE_HOOK_ARGS.make(self);
                self.module_state.insert(key, Box::new(HookArgs(ty.clone())));
                ty
            }
        };
        let traceback = match value.downcast::<Exception>() {
            Some(e) => e.get(self).traceback.as_ref().map(|t| t.to_value()).unwrap_or_default(),
            None => Value::NONE,
        };
        let message = match message {
            Some(message) => self.new_str(message)?,
            None => Value::NONE,
        };
        let class = self.type_of(value).to_value();
        self.new_struct_seq(&ty, vec![class, value.clone(), traceback, message, object.clone()])
    }

    /// The value of an expression statement at a prompt: `sys.displayhook`.
    pub fn display(&mut self, value: &Value) -> PyResult<()> {
        match self.sys_attribute("displayhook") {
            Some(hook) => self.call(&hook, std::slice::from_ref(value)).map(drop),
            None => Err(self.runtime_error("lost sys.displayhook")),
        }
    }

    /// Prints an exception with its traceback on sys.stderr.
    pub fn print_exception(&mut self, value: &Value) {
        let text = self.exception_report(value);
        write_stderr(self, &text);
    }
}

/// Whether this is a native function of ours with this name.
fn is_native_named(vm: &Vm, value: &Value, name: &str) -> bool {
    value.downcast_exact::<crate::object::NativeFunction>().is_some_and(|f| f.get(vm).name.0.bytes() == name.as_bytes())
}

/// How an exception that nobody caught ends the program.
pub enum Reported {
    /// Exit with this status.
    Exit(i32),
    /// End by SIGINT, as the shell expects after Ctrl-C.
    Interrupted,
}

/// Reports an exception that reached the top: SystemExit ends the program, others go to `sys.excepthook`.
pub fn last_error_exit(vm: &mut Vm, raised: Raised) -> Reported {
    if vm.raised_is(&raised, |e| &e.SystemExit) {
        return Reported::Exit(exit_status(vm, &raised));
    }
    let interrupted = vm.raised_is(&raised, |e| &e.KeyboardInterrupt);
    let value = raised.0.to_value();
    let class = vm.type_of(&value).to_value();
    let traceback = raised.0.get(vm).traceback.as_ref().map(|t| t.to_value()).unwrap_or_default();
    for (name, item) in
        [("last_exc", &value), ("last_type", &class), ("last_value", &value), ("last_traceback", &traceback)]
    {
        vm.set_sys_attribute(name, item.clone());
    }
    let hook = vm.sys_attribute("excepthook");
    match hook {
        Some(hook) if !is_native_named(vm, &hook, "excepthook") => {
            match vm.call(&hook, &[class, value.clone(), traceback]) {
                Ok(_) => {}
                Err(failed) if vm.raised_is(&failed, |e| &e.SystemExit) => {
                    return Reported::Exit(exit_status(vm, &failed));
                }
                Err(failed) => {
                    write_stderr(vm, "Error in sys.excepthook:\n");
                    let failed = failed.0.into_value();
                    vm.print_exception(&failed);
                    write_stderr(vm, "\nOriginal exception was:\n");
                    vm.print_exception(&value);
                }
            }
        }
        Some(_) => vm.print_exception(&value),
        None => {
            write_stderr(vm, "sys.excepthook is missing\n");
            vm.print_exception(&value);
        }
    }
    if interrupted { Reported::Interrupted } else { Reported::Exit(1) }
}

/// The status of SystemExit: its code, or 1 after printing a code that is no int.
fn exit_status(vm: &mut Vm, raised: &Raised) -> i32 {
    let code = raised.0.get(vm).fields.get(field::SYSTEM_EXIT_CODE).cloned().flatten().unwrap_or_default();
    if code.is_none() {
        return 0;
    }
    if vm.is_int(&code) {
        // The system keeps the low eight bits; numbers that do not fit a C long become -1.
        return vm.int_value(&code).map_or(-1, |n| n as i32);
    }
    let Ok(text) = vm.to_str(&code) else { return 1 };
    let text = text.to_lossy().into_owned();
    write_stderr(vm, &format!("{text}\n"));
    1
}
