//! Attributes that live in `Exception::fields`, and what all exception slots share.
//!
//! An index means something only within one family of exceptions; `vm/errors.rs::field` repeats those that
//! native code sets when it raises.

use crate::gc::{Ref, Value};
use crate::object::slots::Args;
use crate::object::{Exception, PyResult, Str, Type};
use crate::vm::Vm;

pub const ERRNO: usize = 0;
pub const STRERROR: usize = 1;
pub const FILENAME: usize = 2;
pub const FILENAME2: usize = 3;
pub const CHARACTERS_WRITTEN: usize = 4;

pub const SYNTAX_MSG: usize = 0;
pub const SYNTAX_FILENAME: usize = 1;
pub const SYNTAX_LINENO: usize = 2;
pub const SYNTAX_OFFSET: usize = 3;
pub const SYNTAX_TEXT: usize = 4;
pub const SYNTAX_END_LINENO: usize = 5;
pub const SYNTAX_END_OFFSET: usize = 6;
pub const SYNTAX_PRINT_FILE_AND_LINE: usize = 7;
pub const SYNTAX_METADATA: usize = 8;

pub const ENCODING: usize = 0;
pub const OBJECT: usize = 1;
pub const START: usize = 2;
pub const END: usize = 3;
pub const REASON: usize = 4;

pub const GROUP_MESSAGE: usize = 0;
pub const GROUP_EXCEPTIONS: usize = 1;

/// The exception in the receiver's place.
pub fn this<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Ref<Exception>> {
    match value.downcast::<Exception>() {
        Some(exception) => Ok(exception),
        None => {
            let ty = vm.type_name(value);
            Err(vm.type_error(format!("an exception is required, not '{ty}'")))
        }
    }
}

/// The receiver of a method.
pub fn receiver<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a Ref<Exception>> {
    static NONE: Value = Value::NONE;
    this(vm, args.first().unwrap_or(&NONE))
}

/// A field, if it is set.
pub fn field(vm: &Vm, exception: &Ref<Exception>, index: usize) -> Option<Value> {
    exception.get(vm).fields.get(index).cloned().flatten()
}

pub fn set_field(vm: &mut Vm, exception: &Ref<Exception>, index: usize, value: Option<Value>) {
    let fields = &mut exception.get_mut(vm).fields;
    if fields.len() <= index {
        fields.resize_with(index + 1, || None);
    }
    let old = fields.get_mut(index).and_then(|slot| std::mem::replace(slot, value));
    drop(old);
}

/// Getter of a field that reads as None when unset.
pub fn get_object<const INDEX: usize>(vm: &mut Vm, value: &Value) -> PyResult {
    let exception = this(vm, value)?;
    Ok(field(vm, exception, INDEX).unwrap_or_default())
}

pub fn set_object<const INDEX: usize>(vm: &mut Vm, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let exception = this(vm, value)?;
    set_field(vm, exception, INDEX, new.cloned());
    Ok(())
}

/// Getter of a field that holds a machine integer.
pub fn get_integer<const INDEX: usize>(vm: &mut Vm, value: &Value) -> PyResult {
    let exception = this(vm, value)?;
    Ok(field(vm, exception, INDEX).unwrap_or(Value::small_int(0)))
}

pub fn set_integer<const INDEX: usize>(vm: &mut Vm, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let exception = this(vm, value)?;
    let Some(new) = new else { return Err(vm.type_error("can't delete numeric/char attribute")) };
    if !vm.is_int(new) {
        return Err(vm.type_error("an integer is required"));
    }
    let number: i64 = vm.extract(new)?;
    let number = vm.int(number);
    set_field(vm, exception, INDEX, Some(number));
    Ok(())
}

/// An exception object of class `class`, not yet initialised beyond its arguments.
pub fn new_exception(vm: &mut Vm, class: &Ref<Type>, args: &[Value]) -> PyResult<Ref<Exception>> {
    let args = vm.tuple_of(args)?;
    let payload =
        Exception { args, traceback: None, cause: None, context: None, suppress_context: false, fields: Vec::new() };
    vm.alloc(class, payload)
}

/// TypeError if there are keyword arguments.
pub fn no_keywords(vm: &mut Vm, class: &Ref<Type>, args: &Args<'_>) -> PyResult<()> {
    if args.names.is_empty() {
        return Ok(());
    }
    let name = class.get(vm).name.to_lossy().into_owned();
    Err(vm.type_error(format!("{name}() takes no keyword arguments")))
}

/// Sets `args` to the positional arguments of the constructor.
pub fn set_args(vm: &mut Vm, exception: &Ref<Exception>, args: &[Value]) -> PyResult<()> {
    let args = vm.tuple_of(args)?;
    let old = std::mem::replace(&mut exception.get_mut(vm).args, args);
    drop(old);
    Ok(())
}

/// Stores keyword arguments in fields: `names` gives each keyword its index. `function` is the name in errors.
pub fn keyword_fields(
    vm: &mut Vm,
    exception: &Ref<Exception>,
    function: &str,
    names: &[(&str, usize)],
    args: &Args<'_>,
) -> PyResult<()> {
    let given = args.names.len();
    if given > names.len() {
        let (most, s) = (names.len(), if names.len() == 1 { "" } else { "s" });
        return Err(vm.type_error(format!("{function}() takes at most {most} keyword argument{s} ({given} given)")));
    }
    for (key, value) in args.keywords() {
        let key = key.downcast::<Str>().map(|k| k.to_lossy().into_owned()).unwrap_or_default();
        match names.iter().find(|(name, _)| *name == key) {
            Some((_, index)) => set_field(vm, exception, *index, Some(value.clone())),
            None => {
                let candidates: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
                let hint = match crate::builtins::traceback::closest(&key, candidates.iter().copied()) {
                    Some(near) => format!(". Did you mean '{near}'?"),
                    None => String::new(),
                };
                return Err(vm.type_error(format!("{function}() got an unexpected keyword argument '{key}'{hint}")));
            }
        }
    }
    Ok(())
}
