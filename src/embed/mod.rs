//! Python in a Rust program: run programs, hand values over and back, call functions, catch errors.
//!
//! ```
//! use pyrope::embed::Interpreter;
//!
//! let mut python = Interpreter::new()?;
//! python.set("names", vec!["Ann", "Bo"])?;
//! python.run("def greet(word):\n    return [f'{word}, {name}!' for name in names]")?;
//! let greetings: Vec<String> = python.call("greet", ("Hello",))?;
//! assert_eq!(greetings, ["Hello, Ann!", "Hello, Bo!"]);
//! # Ok::<(), pyrope::embed::Error>(())
//! ```
//!
//! A thin layer over `Vm`. No object leaves it: results are converted (`Plain`), errors are plain data. An interpreter
//! belongs to one thread.

use crate::gc::{Ref, Value};
use crate::native::convert::{FromPy, IntoPy};
use crate::object::{Dict, PyResult, Raised};
use crate::syntax::Mode;
use crate::vm::{Config, Vm};
use std::fmt;

/// An interpreter with a namespace, that of `__main__`.
pub struct Interpreter {
    // Objects go before the machine that owns their memory: fields are dropped in this order.
    globals: Ref<Dict>,
    /// What `capture_output` has put in the place of standard output.
    captured: Option<Value>,
    vm: Box<Vm>,
}

/// A Python exception that reached Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: String,
    message: String,
    traceback: String,
}

impl Error {
    /// The name of its class: `ZeroDivisionError`.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// Its text, as `str()` gives it.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What CPython would print.
    pub fn traceback(&self) -> &str {
        &self.traceback
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message.as_str() {
            "" => f.write_str(&self.kind),
            message => write!(f, "{}: {message}", self.kind),
        }
    }
}

impl std::error::Error for Error {}

pub type Result<T = ()> = std::result::Result<T, Error>;

/// What results can be converted to: numbers, texts, truth values, and options and lists of them. An object itself is none
/// of them, since it must not outlive its interpreter.
pub trait Plain: FromPy + sealed::Sealed {}

mod sealed {
    pub trait Sealed {}
}

macro_rules! plain {
    ($($ty:ty)*) => {
        $(impl sealed::Sealed for $ty {} impl Plain for $ty {})*
    };
}

plain!(() i64 usize f64 bool String);

impl<T: Plain> sealed::Sealed for Option<T> {}
impl<T: Plain> Plain for Option<T> {}
impl<T: Plain> sealed::Sealed for Vec<T> {}
impl<T: Plain> Plain for Vec<T> {}

/// Arguments of a call: a tuple of values.
pub trait Arguments {
    fn into_values(self, vm: &mut Vm) -> PyResult<Vec<Value>>;
}

macro_rules! arguments {
    ($($name:ident)*) => {
        impl<$($name: IntoPy),*> Arguments for ($($name,)*) {
            #[allow(non_snake_case, unused_variables)]
            fn into_values(self, vm: &mut Vm) -> PyResult<Vec<Value>> {
                let ($($name,)*) = self;
                Ok(vec![$($name.into_py(vm)?),*])
            }
        }
    };
}

arguments!();
arguments!(A);
arguments!(A B);
arguments!(A B C);
arguments!(A B C D);
arguments!(A B C D E);

impl Interpreter {
    /// An interpreter with the whole library, and no folders on `sys.path`.
    pub fn new() -> Result<Interpreter> {
        Interpreter::with(Config::default())
    }

    pub fn with(config: Config) -> Result<Interpreter> {
        let Ok(mut vm) = Vm::new(config) else {
            let message = "the interpreter cannot start".to_owned();
            return Err(Error { kind: "SystemError".to_owned(), traceback: message.clone(), message });
        };
        match vm.new_main_module() {
            Ok(main) => Ok(Interpreter { globals: main.get(&vm).dict.clone(), vm, captured: None }),
            Err(raised) => Err(error_of(&mut vm, raised)),
        }
    }

    /// Runs a program; its names stay.
    pub fn run(&mut self, program: &str) -> Result {
        self.run_named("<embedded>", program)
    }

    /// The same, with the name of a file for tracebacks.
    pub fn run_named(&mut self, filename: &str, program: &str) -> Result {
        self.execute(filename, program, Mode::File).map(drop)
    }

    /// The value of an expression.
    pub fn eval<T: Plain>(&mut self, expression: &str) -> Result<T> {
        let value = self.execute("<embedded>", expression.trim(), Mode::Eval)?;
        self.attempt(|vm| vm.extract(&value))
    }

    /// Gives a value a name.
    pub fn set(&mut self, name: &str, value: impl IntoPy) -> Result {
        let globals = self.globals.to_value();
        self.attempt(|vm| {
            let (name, value) = (vm.intern(name).into_value(), value.into_py(vm)?);
            vm.setitem(&globals, &name, &value)
        })
    }

    /// Calls what an expression stands for, usually a function by its name.
    pub fn call<T: Plain>(&mut self, function: &str, arguments: impl Arguments) -> Result<T> {
        let function = self.execute("<embedded>", function.trim(), Mode::Eval)?;
        self.attempt(|vm| {
            let arguments = arguments.into_values(vm)?;
            let value = vm.call(&function, &arguments)?;
            vm.extract(&value)
        })
    }

    /// From now on `print` writes to memory: `take_output` has it.
    pub fn capture_output(&mut self) -> Result {
        let stream = self.attempt(|vm| {
            let io = vm.import_module("io")?;
            let class = vm.getattr_str(&io, "StringIO")?;
            let stream = vm.call(&class, &[])?;
            vm.set_sys_attribute("stdout", stream.clone());
            Ok(stream)
        })?;
        self.captured = Some(stream);
        Ok(())
    }

    /// What was printed since the last time.
    pub fn take_output(&mut self) -> Result<String> {
        let Some(stream) = self.captured.clone() else { return Ok(String::new()) };
        self.attempt(|vm| {
            let text = vm.call_method_str(&stream, "getvalue", &[])?;
            let start = vm.int(0);
            vm.call_method_str(&stream, "seek", std::slice::from_ref(&start))?;
            vm.call_method_str(&stream, "truncate", &[])?;
            vm.extract(&text)
        })
    }

    fn execute(&mut self, filename: &str, text: &str, mode: Mode) -> Result<Value> {
        let globals = self.globals.clone();
        self.attempt(|vm| {
            let code = vm.compile_source(text, filename, mode, 0)?;
            // Registered texts are kept: not worth it for expressions.
            if let Mode::File = mode {
                vm.register_code_source(&code, filename, text);
            }
            vm.run_code(&code, &globals, &globals.to_value())
        })
    }

    fn attempt<T>(&mut self, action: impl FnOnce(&mut Vm) -> PyResult<T>) -> Result<T> {
        action(&mut self.vm).map_err(|raised| error_of(&mut self.vm, raised))
    }
}

fn error_of(vm: &mut Vm, raised: Raised) -> Error {
    let value = raised.0.into_value();
    let kind = vm.type_name(&value).to_string();
    // A `__str__` that fails must not hide what happened.
    let message = vm.to_str(&value).map(|text| text.to_lossy().into_owned()).unwrap_or_default();
    Error { kind, message, traceback: vm.format_exception(&value) }
}
