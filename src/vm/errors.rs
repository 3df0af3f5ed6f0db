//! The exception types and the constructors of exceptions that native code raises.

use super::Vm;
use crate::gc::{Ref, Value};
use crate::object::{Exception, PyResult, Raised, Str, Type};

macro_rules! exceptions {
    ($($name:ident: $base:ident;)*) => {
        /// The builtin exception types, by name.
        #[allow(non_snake_case)]
        pub struct ExcTypes { pub BaseException: Ref<Type>, $(pub $name: Ref<Type>,)* }

        impl ExcTypes {
            /// Makes them; each line's base stands above it. `make` is given the name and the base.
            pub fn new(base: Ref<Type>, mut make: impl FnMut(&'static str, &Ref<Type>) -> Ref<Type>) -> ExcTypes {
                let mut made = std::collections::HashMap::from([("BaseException", base.clone())]);
                ExcTypes {
                    BaseException: base.clone(),
                    $($name: {
                        let above = made.get(stringify!($base)).unwrap_or(&base).clone();
                        let ty = make(stringify!($name), &above);
                        made.insert(stringify!($name), ty.clone());
                        ty
                    },)*
                }
            }

            /// All but `BaseException`, in order, so that bases come first.
            pub fn all(&self) -> Vec<Ref<Type>> {
                vec![$(self.$name.clone(),)*]
            }
        }
    };
}

exceptions! {
    Exception: BaseException;
    BaseExceptionGroup: BaseException;
    ExceptionGroup: BaseExceptionGroup;
    GeneratorExit: BaseException;
    KeyboardInterrupt: BaseException;
    SystemExit: BaseException;
    ArithmeticError: Exception;
    FloatingPointError: ArithmeticError;
    OverflowError: ArithmeticError;
    ZeroDivisionError: ArithmeticError;
    AssertionError: Exception;
    AttributeError: Exception;
    BufferError: Exception;
    EOFError: Exception;
    ImportError: Exception;
    ModuleNotFoundError: ImportError;
    LookupError: Exception;
    IndexError: LookupError;
    KeyError: LookupError;
    MemoryError: Exception;
    NameError: Exception;
    UnboundLocalError: NameError;
    OSError: Exception;
    BlockingIOError: OSError;
    ChildProcessError: OSError;
    ConnectionError: OSError;
    BrokenPipeError: ConnectionError;
    ConnectionAbortedError: ConnectionError;
    ConnectionRefusedError: ConnectionError;
    ConnectionResetError: ConnectionError;
    FileExistsError: OSError;
    FileNotFoundError: OSError;
    InterruptedError: OSError;
    IsADirectoryError: OSError;
    NotADirectoryError: OSError;
    PermissionError: OSError;
    ProcessLookupError: OSError;
    TimeoutError: OSError;
    ReferenceError: Exception;
    RuntimeError: Exception;
    NotImplementedError: RuntimeError;
    PythonFinalizationError: RuntimeError;
    RecursionError: RuntimeError;
    StopAsyncIteration: Exception;
    StopIteration: Exception;
    SyntaxError: Exception;
    IndentationError: SyntaxError;
    TabError: IndentationError;
    IncompleteInputError: SyntaxError;
    SystemError: Exception;
    TypeError: Exception;
    ValueError: Exception;
    UnicodeError: ValueError;
    UnicodeDecodeError: UnicodeError;
    UnicodeEncodeError: UnicodeError;
    UnicodeTranslateError: UnicodeError;
    Warning: Exception;
    BytesWarning: Warning;
    DeprecationWarning: Warning;
    EncodingWarning: Warning;
    FutureWarning: Warning;
    ImportWarning: Warning;
    PendingDeprecationWarning: Warning;
    ResourceWarning: Warning;
    RuntimeWarning: Warning;
    SyntaxWarning: Warning;
    UnicodeWarning: Warning;
    UserWarning: Warning;
}

/// Indices into `Exception::fields`, by exception family (`builtins/exceptions` gives them names).
pub mod field {
    pub const STOP_VALUE: usize = 0;
    pub const SYSTEM_EXIT_CODE: usize = 0;
    pub const NAME: usize = 0;
    pub const ATTR_OBJ: usize = 1;
    pub const IMPORT_PATH: usize = 1;
    pub const IMPORT_NAME_FROM: usize = 2;
    pub const IMPORT_MSG: usize = 3;
    pub const UNICODE_ENCODING: usize = 0;
    pub const UNICODE_OBJECT: usize = 1;
    pub const UNICODE_START: usize = 2;
    pub const UNICODE_END: usize = 3;
    pub const UNICODE_REASON: usize = 4;
}

macro_rules! shorthand {
    ($($method:ident $ty:ident;)*) => { $(
        #[cold]
        pub fn $method(&self, message: impl AsRef<str>) -> Raised {
            self.new_error(&self.exc.$ty, message.as_ref())
        }
    )* };
}

impl Vm {
    shorthand! {
        type_error TypeError;
        value_error ValueError;
        index_error IndexError;
        overflow_error OverflowError;
        zero_division ZeroDivisionError;
        runtime_error RuntimeError;
        recursion_error RecursionError;
        system_error SystemError;
        lookup_error LookupError;
        buffer_error BufferError;
        assertion_error AssertionError;
        not_implemented_error NotImplementedError;
        eof_error EOFError;
    }

    /// An exception of a builtin type with a message.
    #[cold]
    pub fn new_error(&self, ty: &Ref<Type>, message: &str) -> Raised {
        match self.new_str(message) {
            Ok(text) => self.new_error_args(ty, vec![text]),
            Err(raised) => raised,
        }
    }

    /// An exception of a builtin type with these `args`.
    #[cold]
    pub fn new_error_args(&self, ty: &Ref<Type>, args: Vec<Value>) -> Raised {
        match self.new_tuple(args) {
            Ok(args) => self.new_exception_object(ty, args),
            Err(raised) => raised,
        }
    }

    fn new_exception_object(&self, ty: &Ref<Type>, args: Value) -> Raised {
        let payload = Exception {
            args,
            traceback: None,
            cause: None,
            context: None,
            suppress_context: false,
            fields: Vec::new(),
        };
        match self.try_alloc(ty, payload) {
            Some(exception) => Raised(exception),
            None => self.memory_error(),
        }
    }

    /// MemoryError; a ready-made one where even that cannot be allocated.
    #[cold]
    pub fn memory_error(&self) -> Raised {
        let payload = Exception {
            args: self.empty_tuple.to_value(),
            traceback: None,
            cause: None,
            context: None,
            suppress_context: false,
            fields: Vec::new(),
        };
        match self.try_alloc(&self.exc.MemoryError, payload) {
            Some(exception) => Raised(exception),
            None => Raised(self.thread.last_memory_error.clone()),
        }
    }

    /// Sets a field of an exception (see `field`).
    pub fn set_exception_field(&self, raised: &Raised, index: usize, value: Value) {
        // SAFETY: the exception was just made by this function's callers and is not borrowed by anybody.
        let exception = unsafe { &mut *raised.0.payload_ptr() };
        if exception.fields.len() <= index {
            exception.fields.resize_with(index + 1, || None);
        }
        exception.fields[index] = Some(value);
    }

    /// KeyError with the key as its argument.
    #[cold]
    pub fn key_error(&self, key: &Value) -> Raised {
        self.new_error_args(&self.exc.KeyError, vec![key.clone()])
    }

    #[cold]
    pub fn attribute_error(&self, message: impl AsRef<str>) -> Raised {
        self.new_error(&self.exc.AttributeError, message.as_ref())
    }

    /// AttributeError that knows its object and name, for suggestions.
    #[cold]
    pub fn attribute_error_for(&self, obj: &Value, name: &Ref<Str>, message: impl AsRef<str>) -> Raised {
        let raised = self.attribute_error(message);
        self.set_exception_field(&raised, field::NAME, name.to_value());
        self.set_exception_field(&raised, field::ATTR_OBJ, obj.clone());
        raised
    }

    /// NameError that knows its name.
    #[cold]
    pub fn name_error(&self, name: &Ref<Str>) -> Raised {
        let raised = self.new_error(&self.exc.NameError, &format!("name '{}' is not defined", name.to_lossy()));
        self.set_exception_field(&raised, field::NAME, name.to_value());
        raised
    }

    #[cold]
    pub fn unbound_local(&self, name: &Ref<Str>) -> Raised {
        let text =
            format!("cannot access local variable '{}' where it is not associated with a value", name.to_lossy());
        // Its `name` stays unset, so that no other name is suggested.
        self.new_error(&self.exc.UnboundLocalError, &text)
    }

    #[cold]
    pub fn unbound_free(&self, name: &Ref<Str>) -> Raised {
        let text = format!(
            "cannot access free variable '{}' where it is not associated with a value in enclosing scope",
            name.to_lossy()
        );
        let raised = self.new_error(&self.exc.NameError, &text);
        self.set_exception_field(&raised, field::NAME, name.to_value());
        raised
    }

    #[cold]
    pub fn import_error(&self, message: impl AsRef<str>, name: Option<&Value>, path: Option<&Value>) -> Raised {
        self.import_error_of(&self.exc.ImportError, message.as_ref(), name, path)
    }

    #[cold]
    pub fn import_error_of(&self, ty: &Ref<Type>, message: &str, name: Option<&Value>, path: Option<&Value>) -> Raised {
        let raised = self.new_error(ty, message);
        if let Ok(text) = self.new_str(message) {
            self.set_exception_field(&raised, field::IMPORT_MSG, text);
        }
        self.set_exception_field(&raised, field::NAME, name.cloned().unwrap_or_default());
        self.set_exception_field(&raised, field::IMPORT_PATH, path.cloned().unwrap_or_default());
        raised
    }

    /// StopIteration, carrying a generator's return value.
    pub fn stop_iteration(&self, value: Option<Value>) -> Raised {
        let args = match &value {
            Some(v) if !v.is_none() => vec![v.clone()],
            _ => Vec::new(),
        };
        let raised = self.new_error_args(&self.exc.StopIteration, args);
        self.set_exception_field(&raised, field::STOP_VALUE, value.unwrap_or_default());
        raised
    }

    /// The return value in a StopIteration.
    pub fn stop_value(&self, raised: &Raised) -> Value {
        raised.0.get(self).fields.get(field::STOP_VALUE).cloned().flatten().unwrap_or_default()
    }

    /// Whether an exception is an instance of a builtin exception type.
    pub fn raised_is(&self, raised: &Raised, ty: impl FnOnce(&ExcTypes) -> &Ref<Type>) -> bool {
        let value = Value::from_ref(&raised.0);
        self.is_subtype(self.type_of(&value), ty(&self.exc))
    }

    /// Raises an OSError from the system's; the subclass follows from errno.
    #[cold]
    pub fn os_error(&self, error: &std::io::Error, filename: Option<Value>) -> Raised {
        let errno = error.raw_os_error().unwrap_or(0);
        let mut text = error.to_string();
        if let Some(cut) = text.find(" (os error") {
            text.truncate(cut);
        }
        let e = &self.exc;
        let ty = match errno {
            libc::EAGAIN | libc::EALREADY | libc::EINPROGRESS => &e.BlockingIOError,
            libc::EPIPE | libc::ESHUTDOWN => &e.BrokenPipeError,
            libc::ECHILD => &e.ChildProcessError,
            libc::ECONNABORTED => &e.ConnectionAbortedError,
            libc::ECONNREFUSED => &e.ConnectionRefusedError,
            libc::ECONNRESET => &e.ConnectionResetError,
            libc::EEXIST => &e.FileExistsError,
            libc::ENOENT => &e.FileNotFoundError,
            libc::EINTR => &e.InterruptedError,
            libc::EISDIR => &e.IsADirectoryError,
            libc::ENOTDIR => &e.NotADirectoryError,
            libc::EACCES | libc::EPERM => &e.PermissionError,
            libc::ESRCH => &e.ProcessLookupError,
            libc::ETIMEDOUT => &e.TimeoutError,
            _ => &e.OSError,
        };
        let text = match self.new_str(&text) {
            Ok(text) => text,
            Err(raised) => return raised,
        };
        let errno = self.int(errno as i64);
        let raised = self.new_error_args(ty, vec![errno.clone(), text.clone()]);
        self.set_exception_field(&raised, 0, errno);
        self.set_exception_field(&raised, 1, text);
        if let Some(filename) = filename {
            self.set_exception_field(&raised, 2, filename);
        }
        raised
    }

    /// Issues a DeprecationWarning (an exception if the filters say so).
    pub fn warn_deprecated(&mut self, message: &str) -> PyResult<()> {
        let category = self.exc.DeprecationWarning.clone();
        self.warn(&category, message)
    }

    /// `module 'm' has no attribute 'x'`, with the hints for circular imports and shadowing.
    pub(crate) fn module_attribute_text(&mut self, module: &Value, name: &Ref<Str>) -> String {
        let key = self.names.__name__.clone();
        let module_name = module
            .downcast::<crate::object::module::Module>()
            .and_then(|m| m.get(self).dict.get(self).get_str(&key).cloned());
        let name = name.to_lossy();
        let Some(module_name) = module_name.and_then(|n| n.into_ref::<Str>().ok()) else {
            return format!("module has no attribute '{name}'");
        };
        let module_name = module_name.to_lossy().into_owned();
        if self.module_is_initializing(module) {
            return format!(
                "partially initialized module '{module_name}' has no attribute '{name}' (most likely due to a circular import)"
            );
        }
        format!("module '{module_name}' has no attribute '{name}'")
    }

    /// Whether a module's body is still running.
    fn module_is_initializing(&self, module: &Value) -> bool {
        self.thread.importing.iter().any(|m| m.is(module))
    }
}
