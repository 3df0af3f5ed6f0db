//! From source text to code objects: parse, compile, make constants and link.

use super::Vm;
use crate::bytecode::{Code, CodeParts};
use crate::compile::{self, CodeUnit, CompileOptions, Const, First};
use crate::diag::Diagnostic;
use crate::gc::{Ref, Value};
use crate::object::slots::PyResult;
use crate::object::{Raised, Str};
use crate::source::SourceFile;
use crate::syntax;
use crate::syntax::Mode;
use std::collections::HashMap;

/// `PyCF` flags that `compile()` passes on.
pub mod compile_flag {
    pub const FUTURE_ANNOTATIONS: u32 = 0x100_0000;
    pub const ALLOW_TOP_LEVEL_AWAIT: u32 = 0x2000;
}

/// Native stack given to the front end, which recurses on nested source.
const FRONT_END_STACK: usize = 64 << 20;

impl Vm {
    /// Compiles source text.
    pub fn compile_source(&mut self, text: &str, filename: &str, mode: Mode, flags: u32) -> PyResult<Ref<Code>> {
        let optimize = self.config.optimize;
        self.compile_source_at(text, filename, mode, flags, optimize)
    }

    /// As `compile_source` with an explicit optimisation level.
    pub fn compile_source_at(
        &mut self,
        text: &str,
        filename: &str,
        mode: Mode,
        flags: u32,
        optimize: u8,
    ) -> PyResult<Ref<Code>> {
        if text.contains('\0') {
            return Err(self.syntax_error_plain("source code string cannot contain null bytes"));
        }
        let source = SourceFile::new(filename, text);
        let options = CompileOptions {
            mode: match mode {
                Mode::File => compile::Mode::Exec,
                Mode::Eval => compile::Mode::Eval,
                Mode::Single => compile::Mode::Single,
            },
            optimize,
            future_annotations: flags & compile_flag::FUTURE_ANNOTATIONS != 0,
            filename: filename.to_owned(),
            top_level_await: flags & compile_flag::ALLOW_TOP_LEVEL_AWAIT != 0,
        };
        let compiled = loop {
            let compiled = stacker::maybe_grow(FRONT_END_STACK / 2, FRONT_END_STACK, || {
                let module = syntax::parse(&source, mode, syntax::ParseOptions::default())?;
                compile::compile(&module, &source, options.clone())
            });
            // The front end ends early when a Ctrl-C waits; a handler of the program may let it go on.
            if compiled.is_ok() || !crate::host::signal::is_interrupted() {
                break compiled;
            }
            self.service()?;
        };
        let compiled = match compiled {
            Ok(compiled) => compiled,
            Err(diagnostic) if mode == Mode::File => return Err(self.diagnostic_error(&diagnostic, &source)),
            Err(diagnostic) => return Err(self.fragment_error(&diagnostic, &source)),
        };
        for warning in &compiled.warnings {
            self.syntax_warning(warning, &source)?;
        }
        self.load_unit(compiled.unit)
    }

    /// Decodes a source file's bytes.
    pub fn decode_source(&mut self, bytes: &[u8], filename: &str) -> PyResult<String> {
        match syntax::decode_source(bytes) {
            Ok(text) => Ok(text),
            Err(mut diagnostic) => {
                let source = SourceFile::new(filename, String::from_utf8_lossy(bytes).into_owned());
                if diagnostic.message.starts_with("Non-UTF-8 code") {
                    diagnostic.message =
                        diagnostic.message.replacen(" on line", &format!(" in file {filename} on line"), 1);
                }
                Err(self.diagnostic_error(&diagnostic, &source))
            }
        }
    }

    /// Makes a code object of the compiler's product.
    pub fn load_unit(&mut self, unit: CodeUnit) -> PyResult<Ref<Code>> {
        let mut pool = HashMap::new();
        self.load_with_pool(unit, &mut pool)
    }

    /// Equal constants of one compilation are one object.
    fn load_with_pool(&mut self, unit: CodeUnit, pool: &mut HashMap<Vec<u8>, Value>) -> PyResult<Ref<Code>> {
        let mut constants = Vec::with_capacity(unit.constants.len());
        for constant in unit.constants {
            constants.push(self.load_constant(constant, pool)?);
        }
        let names = |vm: &Vm, list: &[Box<str>]| list.iter().map(|n| vm.intern(n)).collect::<Vec<Ref<Str>>>();
        let docstring = match &unit.docstring {
            Some(text) => Some(self.load_constant(Const::Str(text.clone()), pool)?),
            None => None,
        };
        let first_constant = match unit.first_constant {
            _ if docstring.is_some() => None,
            Some(First::Pool(index)) => constants.get(index as usize).cloned(),
            Some(First::Unused(constant)) => Some(self.load_constant(constant, pool)?),
            None => None,
        };
        let parts = CodeParts {
            name: self.intern(&unit.name),
            qualname: self.intern(&unit.qualname),
            filename: self.intern(&unit.filename),
            flags: unit.flags,
            argcount: unit.argcount,
            posonlyargcount: unit.posonlyargcount,
            kwonlyargcount: unit.kwonlyargcount,
            first_line: unit.first_line,
            nlocals: unit.nlocals,
            nregs: unit.nregs,
            varnames: names(self, &unit.varnames),
            cellvars: unit.cellvars.iter().map(|(n, r)| (self.intern(n), *r)).collect(),
            freevars: names(self, &unit.freevars),
            names: names(self, &unit.names),
            constants,
            words: unit.words,
            handlers: unit.handlers,
            locations: unit.locations,
            docstring,
            first_constant,
            static_attributes: names(self, &unit.static_attributes),
        };
        let code = Code::link(parts);
        self.alloc(&self.types.code, code)
    }

    fn load_constant(&mut self, constant: Const, pool: &mut HashMap<Vec<u8>, Value>) -> PyResult {
        let key = constant.key();
        if let Some(found) = key.as_ref().and_then(|k| pool.get(k)) {
            return Ok(found.clone());
        }
        let value = match constant {
            Const::None => Value::NONE,
            Const::True => Value::TRUE,
            Const::False => Value::FALSE,
            Const::Ellipsis => Value::ELLIPSIS,
            Const::Int(i) => self.int(i),
            Const::BigInt { negative, digits, radix } => {
                let Some(big) = num_bigint::BigInt::parse_bytes(digits.as_bytes(), radix) else {
                    return Err(self.system_error("malformed int constant"));
                };
                self.new_int(if negative { -big } else { big })?
            }
            Const::Float(f) => self.float(f),
            Const::Complex(re, im) => self.new_complex(re, im)?,
            Const::Str(bytes) => match std::str::from_utf8(&bytes) {
                Ok(text) if is_identifier_like(text) => self.intern(text).into_value(),
                _ => self.new_str_wtf8(&bytes)?,
            },
            Const::Bytes(bytes) => self.new_bytes(bytes)?,
            Const::Tuple(items) => {
                let mut values = Vec::with_capacity(items.len());
                for item in items {
                    values.push(self.load_constant(item, pool)?);
                }
                self.new_tuple(values)?
            }
            Const::FrozenSet(items) => {
                let set = self.new_set(Default::default())?;
                for item in items {
                    let value = self.load_constant(item, pool)?;
                    self.set_add(&set, &value)?;
                }
                let table = std::mem::take(&mut set.get_mut(self).table);
                self.new_frozenset(table)?
            }
            Const::Code(unit) => self.load_with_pool(*unit, pool)?.into_value(),
        };
        if let Some(key) = key {
            pool.insert(key, value.clone());
        }
        Ok(value)
    }

    pub(crate) fn syntax_error_plain(&mut self, message: &str) -> Raised {
        let ty = self.exc.SyntaxError.clone();
        let message = self.str(message);
        match self.call(&ty.to_value(), &[message]).and_then(|e| self.make_exception(&e)) {
            Ok(exception) => Raised(exception),
            Err(raised) => raised,
        }
    }

    /// Issues a SyntaxWarning found while compiling.
    fn syntax_warning(&mut self, warning: &Diagnostic, source: &SourceFile) -> PyResult<()> {
        let line = warning.location(source).lineno;
        let category = self.exc.SyntaxWarning.clone();
        match self.warn_explicit(&category, &warning.message, source.name(), line) {
            // A warning that the filters make an error is a SyntaxError, with its place.
            Err(raised) if self.raised_is(&raised, |e| &e.SyntaxWarning) => {
                let mut error = warning.clone();
                error.message = error.message.replace(" Such sequences will not work in the future.", "");
                Err(self.diagnostic_error(&error, source))
            }
            other => other,
        }
    }
}

/// Strings that look like identifiers are interned, as CPython does with constants.
fn is_identifier_like(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}
