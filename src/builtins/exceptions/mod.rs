//! The exception types: `BaseException` and what its subclasses add.
//!
//! The types themselves are made at start (`vm/errors.rs`); here they get docs, slots and attributes. All share the payload
//! `Exception`; what a family keeps beside the arguments is in `Exception::fields`, by the indices in `fields.rs`.
//! Raising (context, cause, matching) is in `raising.rs`, `except*` in `star.rs`.

mod base;
mod fields;
mod group;
mod import_error;
mod os_error;
mod raising;
mod simple;
mod star;
mod syntax_error;
mod unicode_error;

pub use group::exceptions_of;

use crate::gc::Ref;
use crate::native::build::TypeBuilder;
use crate::object::ty::type_flag;
use crate::object::{PyResult, Type};
use crate::vm::Vm;

/// Readies all exception types and puts them into `builtins`.
pub fn init(vm: &mut Vm) -> PyResult<()> {
    base::init(vm);
    for ty in vm.exc.all() {
        let name = ty.get(vm).name.to_lossy().into_owned();
        if name == "IncompleteInputError" {
            // Known to programs by a private name only.
            let hidden = vm.intern("_IncompleteInputError");
            let t = ty.get_mut(vm);
            t.name = hidden.clone();
            t.qualname = hidden;
        }
        let mut builder = TypeBuilder::new(vm, &ty);
        if let Some(doc) = doc(&name) {
            builder = builder.doc(doc);
        }
        let fill: Option<fn(TypeBuilder<'_>) -> TypeBuilder<'_>> = match name.as_str() {
            "StopIteration" => Some(simple::stop_iteration),
            "SystemExit" => Some(simple::system_exit),
            "NameError" => Some(simple::name_error),
            "AttributeError" => Some(simple::attribute_error),
            "ImportError" => Some(import_error::fill),
            "OSError" => Some(os_error::fill),
            "SyntaxError" => Some(syntax_error::fill),
            "UnicodeDecodeError" => Some(unicode_error::decode),
            "UnicodeEncodeError" => Some(unicode_error::encode),
            "UnicodeTranslateError" => Some(unicode_error::translate),
            "BaseExceptionGroup" => Some(group::fill),
            _ => None,
        };
        builder = match fill {
            Some(fill) => fill(builder).flag(type_flag::OWN_FIELDS),
            None if name == "KeyError" => simple::key_error(builder),
            None => builder,
        };
        builder.ready();
        if name == "ExceptionGroup" {
            group::add_second_base(vm, &ty);
        }
    }
    publish(vm);
    Ok(())
}

/// Puts the types into the namespace of `builtins`, with the two old names of OSError.
fn publish(vm: &mut Vm) {
    let mut all: Vec<Ref<Type>> = vec![vm.types.base_exception.clone()];
    all.extend(vm.exc.all());
    let builtins = vm.builtins.clone();
    for ty in all {
        let name = ty.get(vm).name.clone();
        drop(builtins.get_mut(vm).set_str(&name, ty.to_value()));
    }
    for alias in ["EnvironmentError", "IOError"] {
        let name = vm.intern(alias);
        let ty = vm.exc.OSError.to_value();
        drop(builtins.get_mut(vm).set_str(&name, ty));
    }
}

/// `__doc__` by the type's name.
fn doc(name: &str) -> Option<&'static str> {
    Some(match name {
        "Exception" => "Common base class for all non-exit exceptions.",
        "BaseExceptionGroup" => "A combination of multiple unrelated exceptions.",
        "GeneratorExit" => "Request that a generator exit.",
        "KeyboardInterrupt" => "Program interrupted by user.",
        "SystemExit" => "Request to exit from the interpreter.",
        "ArithmeticError" => "Base class for arithmetic errors.",
        "FloatingPointError" => "Floating-point operation failed.",
        "OverflowError" => "Result too large to be represented.",
        "ZeroDivisionError" => "Second argument to a division or modulo operation was zero.",
        "AssertionError" => "Assertion failed.",
        "AttributeError" => "Attribute not found.",
        "BufferError" => "Buffer error.",
        "EOFError" => "Read beyond end of file.",
        "ImportError" => "Import can't find module, or can't find name in module.",
        "ModuleNotFoundError" => "Module not found.",
        "LookupError" => "Base class for lookup errors.",
        "IndexError" => "Sequence index out of range.",
        "KeyError" => "Mapping key not found.",
        "MemoryError" => "Out of memory.",
        "NameError" => "Name not found globally.",
        "UnboundLocalError" => "Local name referenced but not bound to a value.",
        "OSError" => "Base class for I/O related errors.",
        "BlockingIOError" => "I/O operation would block.",
        "ChildProcessError" => "Child process error.",
        "ConnectionError" => "Connection error.",
        "BrokenPipeError" => "Broken pipe.",
        "ConnectionAbortedError" => "Connection aborted.",
        "ConnectionRefusedError" => "Connection refused.",
        "ConnectionResetError" => "Connection reset.",
        "FileExistsError" => "File already exists.",
        "FileNotFoundError" => "File not found.",
        "InterruptedError" => "Interrupted by signal.",
        "IsADirectoryError" => "Operation doesn't work on directories.",
        "NotADirectoryError" => "Operation only works on directories.",
        "PermissionError" => "Not enough permissions.",
        "ProcessLookupError" => "Process not found.",
        "TimeoutError" => "Timeout expired.",
        "ReferenceError" => "Weak ref proxy used after referent went away.",
        "RuntimeError" => "Unspecified run-time error.",
        "NotImplementedError" => "Method or function hasn't been implemented yet.",
        "PythonFinalizationError" => "Operation blocked during Python finalization.",
        "RecursionError" => "Recursion limit exceeded.",
        "StopAsyncIteration" => "Signal the end from iterator.__anext__().",
        "StopIteration" => "Signal the end from iterator.__next__().",
        "SyntaxError" => "Invalid syntax.",
        "IndentationError" => "Improper indentation.",
        "TabError" => "Improper mixture of spaces and tabs.",
        "IncompleteInputError" => "incomplete input.",
        "SystemError" => "Internal error in the interpreter: please report it with the traceback.",
        "TypeError" => "Inappropriate argument type.",
        "ValueError" => "Inappropriate argument value (of correct type).",
        "UnicodeError" => "Unicode related error.",
        "UnicodeDecodeError" => "Unicode decoding error.",
        "UnicodeEncodeError" => "Unicode encoding error.",
        "UnicodeTranslateError" => "Unicode translation error.",
        "Warning" => "Base class for warning categories.",
        "BytesWarning" => "Base class for warnings about bytes and text that are compared or mixed.",
        "DeprecationWarning" => "Base class for warnings about deprecated features.",
        "EncodingWarning" => "Base class for warnings about encodings.",
        "FutureWarning" => "Base class for warnings about constructs whose meaning will change.",
        "ImportWarning" => "Base class for warnings about probable mistakes in module imports",
        "PendingDeprecationWarning" => {
            "Base class for warnings about features which will be deprecated\nin the future."
        }
        "ResourceWarning" => "Base class for warnings about resource usage.",
        "RuntimeWarning" => "Base class for warnings about dubious runtime behavior.",
        "SyntaxWarning" => "Base class for warnings about dubious syntax.",
        "UnicodeWarning" => "Base class for warnings about Unicode related problems.",
        "UserWarning" => "Base class for warnings generated by user code.",
        _ => return None,
    })
}
