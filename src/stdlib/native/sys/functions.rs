//! The functions of `sys`.

use crate::gc::{Value, flag};
use crate::native::build::ModuleBuilder;
use crate::object::{Exception, PyResult, Str, Type};
use crate::vm::Vm;

/// Settings of `sys` that have no other home.
struct Settings {
    switch_interval: f64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { switch_interval: 0.005 }
    }
}

fn settings(vm: &mut Vm) -> &mut Settings {
    let entry =
        vm.module_state.entry(std::any::TypeId::of::<Settings>()).or_insert_with(|| Box::new(Settings::default()));
    if !entry.is::<Settings>() {
        *entry = Box::new(Settings::default());
    }
    match entry.downcast_mut::<Settings>() {
        Some(settings) => settings,
        // Just made sure of.
        None => unreachable!(),
    }
}

fn arg(args: &[Value], index: usize) -> &Value {
    static NONE: Value = Value::NONE;
    args.get(index).unwrap_or(&NONE)
}

pub fn add(builder: ModuleBuilder<'_>) -> ModuleBuilder<'_> {
    builder
        .function("exit(status=None, /)", sys_exit, "Exit the interpreter by raising SystemExit(status).")
        .function("exc_info()", sys_exc_info, "Return current exception information: (type, value, traceback).")
        .function("exception()", sys_exception, "Return the current exception.")
        .function("getrecursionlimit()", sys_getrecursionlimit, "Return the current value of the recursion limit.")
        .function(
            "setrecursionlimit(limit, /)",
            sys_setrecursionlimit,
            "Set the maximum depth of the Python interpreter stack to n.",
        )
        .function("getrefcount(object, /)", sys_getrefcount, "Return the reference count of object.")
        .function("getsizeof(object, default=<unrepresentable>)", sys_getsizeof, "Return the size of object in bytes.")
        .function("intern(string, /)", sys_intern, "``Intern'' the given string.")
        .function("_is_interned(string, /)", sys_is_interned, "Return True if the given string is \"interned\".")
        .function("_is_immortal(op, /)", sys_is_immortal, "Return True if the given object is \"immortal\".")
        .function(
            "getdefaultencoding()",
            sys_utf8,
            "Return the current default encoding used by the Unicode implementation.",
        )
        .function(
            "getfilesystemencoding()",
            sys_utf8,
            "Return the encoding used to convert Unicode filenames to OS filenames.",
        )
        .function(
            "getfilesystemencodeerrors()",
            sys_surrogateescape,
            "Return the error mode used for Unicode to OS filename conversion.",
        )
        .function("_getframe(depth=0, /)", sys_getframe, "Return a frame object from the call stack.")
        .function(
            "_getframemodulename(depth=0)",
            sys_getframemodulename,
            "Return the name of the module for a calling frame.",
        )
        .function(
            "_current_frames()",
            sys_current_frames,
            "Return a dict mapping each thread's thread id to its current stack frame.",
        )
        .function("is_finalizing()", sys_is_finalizing, "Return True if Python is exiting.")
        .function(
            "getswitchinterval()",
            sys_getswitchinterval,
            "Return the current thread switch interval; see sys.setswitchinterval().",
        )
        .function(
            "setswitchinterval(interval, /)",
            sys_setswitchinterval,
            "Set the ideal thread switching delay inside the Python interpreter.",
        )
        .function("settrace(function, /)", sys_settrace, "Set the global debug tracing function.")
        .function("gettrace()", sys_none, "Return the global debug tracing function set with sys.settrace.")
        .function("setprofile(function, /)", sys_setprofile, "Set the profiling function.")
        .function("getprofile()", sys_none, "Return the profiling function set with sys.setprofile.")
        .function(
            "get_int_max_str_digits()",
            sys_get_int_max_str_digits,
            "Return the maximum string digits limit for non-binary int<->str conversions.",
        )
        .function(
            "set_int_max_str_digits(maxdigits)",
            sys_set_int_max_str_digits,
            "Set the maximum string digits limit for non-binary int<->str conversions.",
        )
        .function("audit(event, /, *args)", sys_audit, "Passes the event to any hooks that are attached.")
        .function("addaudithook(hook)", sys_addaudithook, "Adds a new audit hook callback.")
        .function(
            "getallocatedblocks()",
            sys_getallocatedblocks,
            "Return the number of memory blocks currently allocated.",
        )
        .function("_clear_type_cache()", sys_none, "Clear the internal type lookup cache.")
        .function("_clear_internal_caches()", sys_none, "Clear all internal performance-related caches.")
        .function("_is_gil_enabled()", sys_true, "Return True if the GIL is currently enabled.")
        .function(
            "getdlopenflags()",
            sys_getdlopenflags,
            "Return the current value of the flags used for dlopen calls.",
        )
        .function(
            "setdlopenflags(flags, /)",
            sys_setdlopenflags,
            "Set the flags used by the interpreter for dlopen calls.",
        )
        .function("is_stack_trampoline_active()", sys_false, "Return *True* if a stack profiler trampoline is active.")
        .function(
            "is_remote_debug_enabled()",
            sys_false,
            "Return True if remote debugging is enabled, False otherwise.",
        )
        .function("call_tracing(func, args, /)", sys_call_tracing, "Call func(*args), while tracing is enabled.")
}

fn sys_exit(vm: &mut Vm, args: &[Value]) -> PyResult {
    Err(vm.system_exit(arg(args, 0).clone()))
}

fn sys_exc_info(vm: &mut Vm, _args: &[Value]) -> PyResult {
    let Some(exc) = vm.handled_exception() else {
        return vm.new_tuple(vec![Value::NONE, Value::NONE, Value::NONE]);
    };
    let class = vm.type_of(&exc).to_value();
    let traceback = match exc.downcast::<Exception>() {
        Some(e) => e.get(vm).traceback.as_ref().map(|t| t.to_value()).unwrap_or_default(),
        None => Value::NONE,
    };
    vm.new_tuple(vec![class, exc, traceback])
}

fn sys_exception(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(vm.handled_exception().unwrap_or_default())
}

fn sys_getrecursionlimit(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(vm.int(vm.thread.recursion_limit as i64))
}

fn sys_setrecursionlimit(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = vm.index(arg(args, 0))?;
    let Some(limit) = index.as_small().and_then(|n| i32::try_from(n).ok()) else {
        return Err(vm.overflow_error("Python int too large to convert to C int"));
    };
    if limit < 1 {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    }
    let depth = vm.thread.depth;
    if depth >= limit as usize {
        let text =
            format!("cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low");
        return Err(vm.recursion_error(text));
    }
    vm.thread.recursion_limit = limit as usize;
    Ok(Value::NONE)
}

/// As CPython 3.14 counts: a local variable of a function lends its reference to a call, everything else adds one. Numbers
/// that need no object of their own have no count: those of the shared pool are immortal, the others show what a number in one
/// variable would.
fn sys_getrefcount(vm: &mut Vm, args: &[Value]) -> PyResult {
    let object = arg(args, 0);
    let pooled = object.as_small().is_some_and(|i| (-5..=256).contains(&i));
    if !pooled && (object.as_small().is_some() || object.as_float().is_some()) {
        return Ok(vm.int(2));
    }
    let Some(count) = vm.reference_count(object) else { return Ok(vm.int(crate::gc::IMMORTAL as i64)) };
    // The argument's own reference counts unless a variable lends it.
    let lent = vm.lent_references(object);
    Ok(vm.int(count as i64 - lent as i64))
}

fn sys_getsizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (object, default) = (arg(args, 0), arg(args, 1));
    let name = vm.names.__sizeof__.clone();
    let size = match vm.call_special(object, &name, &[]) {
        Ok(Some(size)) => size,
        Ok(None) => {
            let ty = vm.type_name(object);
            return Err(vm.type_error(format!("Type {ty} doesn't define __sizeof__")));
        }
        Err(raised) if !default.is_unset() && vm.raised_is(&raised, |e| &e.TypeError) => return Ok(default.clone()),
        Err(raised) => return Err(raised),
    };
    let size = match vm.is_int(&size) {
        true => vm.extract::<i64>(&size),
        false => Err(vm.type_error("an integer is required")),
    };
    let size = match size {
        Ok(size) if size < 0 => return Err(vm.value_error("__sizeof__() should return >= 0")),
        Ok(size) => size,
        Err(raised) if !default.is_unset() && vm.raised_is(&raised, |e| &e.TypeError) => return Ok(default.clone()),
        Err(raised) => return Err(raised),
    };
    // CPython counts the header of objects that its collector looks at.
    let ty = vm.type_of(object).get(vm);
    let builtin_class = object.downcast::<Type>().is_some_and(|t| !t.get(vm).core.is_heap_type);
    let bare = ty.base.is_none() || builtin_class;
    let collected = ty.core.tracked && object.header().is_some() && !bare;
    let front = if collected { 16 } else { 0 } + ty.managed_size(vm);
    Ok(vm.int(size + front as i64))
}

fn sys_intern(vm: &mut Vm, args: &[Value]) -> PyResult {
    match arg(args, 0).downcast_exact::<Str>() {
        Some(text) => Ok(vm.intern_str(text).into_value()),
        None => {
            let ty = vm.type_name(arg(args, 0));
            if arg(args, 0).downcast::<Str>().is_some() {
                return Err(vm.type_error(format!("can't intern {ty}")));
            }
            Err(vm.type_error(format!("intern() argument must be str, not {ty}")))
        }
    }
}

fn sys_is_interned(vm: &mut Vm, args: &[Value]) -> PyResult {
    match arg(args, 0).downcast::<Str>() {
        Some(text) => Ok(Value::bool(text.header().has_flag(flag::INTERNED))),
        None => {
            let ty = vm.type_name(arg(args, 0));
            Err(vm.type_error(format!("_is_interned() argument must be str, not {ty}")))
        }
    }
}

fn sys_is_immortal(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(vm.reference_count(arg(args, 0)).is_none()))
}

fn sys_utf8(vm: &mut Vm, _args: &[Value]) -> PyResult {
    vm.new_str("utf-8")
}

fn sys_surrogateescape(vm: &mut Vm, _args: &[Value]) -> PyResult {
    vm.new_str("surrogateescape")
}

fn sys_getframe(vm: &mut Vm, args: &[Value]) -> PyResult {
    let depth: i64 = vm.extract(arg(args, 0))?;
    match vm.frame_at(depth.max(0) as usize)? {
        Some(frame) => Ok(frame.into_value()),
        None => Err(vm.value_error("call stack is not deep enough")),
    }
}

fn sys_getframemodulename(vm: &mut Vm, args: &[Value]) -> PyResult {
    let depth: i64 = vm.extract(arg(args, 0))?;
    let Some(running) = vm.running_frames().nth(depth.max(0) as usize) else { return Ok(Value::NONE) };
    let function = vm.function_running_in(running);
    Ok(function.get(vm).module.clone())
}

fn sys_current_frames(vm: &mut Vm, _args: &[Value]) -> PyResult {
    let dict = vm.new_dict();
    if let Some(frame) = vm.frame_at(0)? {
        let key = vm.int(1);
        let dict = dict.to_value();
        vm.setitem(&dict, &key, &frame.into_value())?;
    }
    Ok(dict.into_value())
}

fn sys_is_finalizing(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(Value::bool(vm.module_state.contains_key(&std::any::TypeId::of::<Finalizing>())))
}

/// In `Vm::module_state` once the interpreter ends.
pub struct Finalizing;

fn sys_getswitchinterval(vm: &mut Vm, _args: &[Value]) -> PyResult {
    let interval = settings(vm).switch_interval;
    Ok(vm.float(interval))
}

fn sys_setswitchinterval(vm: &mut Vm, args: &[Value]) -> PyResult {
    let interval: f64 = vm.extract(arg(args, 0))?;
    if interval <= 0.0 {
        return Err(vm.value_error("switch interval must be strictly positive"));
    }
    settings(vm).switch_interval = interval;
    Ok(Value::NONE)
}

fn sys_settrace(vm: &mut Vm, args: &[Value]) -> PyResult {
    if arg(args, 0).is_none() {
        return Ok(Value::NONE);
    }
    Err(vm.not_implemented_error("sys.settrace() is not supported by this interpreter yet"))
}

fn sys_setprofile(vm: &mut Vm, args: &[Value]) -> PyResult {
    if arg(args, 0).is_none() {
        return Ok(Value::NONE);
    }
    Err(vm.not_implemented_error("sys.setprofile() is not supported by this interpreter yet"))
}

fn sys_none(_vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(Value::NONE)
}

fn sys_false(_vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(Value::FALSE)
}

fn sys_true(_vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(Value::TRUE)
}

fn sys_get_int_max_str_digits(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(vm.int(vm.int_max_str_digits.get() as i64))
}

fn sys_set_int_max_str_digits(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = vm.index(arg(args, 0))?;
    let Some(digits) = vm.int_value(&index).and_then(|i| i32::try_from(i).ok()) else {
        return Err(vm.overflow_error("Python int too large to convert to C int"));
    };
    match usize::try_from(digits) {
        Ok(digits) if digits == 0 || digits >= crate::builtins::int::text::MIN_MAX_STR_DIGITS => {
            vm.int_max_str_digits.set(digits);
            Ok(Value::NONE)
        }
        _ => {
            let least = crate::builtins::int::text::MIN_MAX_STR_DIGITS;
            Err(vm.value_error(format!("maxdigits must be >= {least} or 0 for unlimited")))
        }
    }
}

fn sys_audit(vm: &mut Vm, args: &[Value]) -> PyResult {
    if arg(args, 0).downcast::<Str>().is_none() {
        let ty = vm.type_name(arg(args, 0));
        return Err(vm.type_error(format!("audit() argument 1 must be str, not {ty}")));
    }
    Ok(Value::NONE)
}

/// Hooks are accepted and never called: nothing is audited.
fn sys_addaudithook(_vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(Value::NONE)
}

fn sys_getallocatedblocks(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(vm.int(0))
}

fn sys_getdlopenflags(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(vm.int(libc::RTLD_NOW as i64))
}

/// Nothing is loaded by dlopen, so the flags only have to be ints.
fn sys_setdlopenflags(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.index(arg(args, 0))?;
    Ok(Value::NONE)
}

fn sys_call_tracing(vm: &mut Vm, args: &[Value]) -> PyResult {
    match arg(args, 1).downcast::<crate::object::Tuple>() {
        Some(values) => {
            let values = values.items().to_vec();
            vm.call(arg(args, 0), &values)
        }
        None => {
            let ty = vm.type_name(arg(args, 1));
            Err(vm.type_error(format!("call_tracing() argument 2 must be tuple, not {ty}")))
        }
    }
}
