//! compile, eval, exec, globals, locals, __import__: the functions that reach into the interpreter.

use super::arg;
use crate::bytecode::Code;
use crate::gc::{Ref, Value};
use crate::native::build::ModuleBuilder;
use crate::object::module::Module;
use crate::object::{Bytes, Cell, Dict, PyResult, Str, Tuple, Type};
use crate::syntax::Mode;
use crate::vm::Vm;

pub fn add(builder: ModuleBuilder<'_>) -> ModuleBuilder<'_> {
    builder
        .function(
            "compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
            builtin_compile,
            "Compile source into a code object that can be executed by exec() or eval().",
        )
        .function(
            "eval(source, /, globals=None, locals=None)",
            builtin_eval,
            "Evaluate the given source in the context of globals and locals.",
        )
        .function(
            "exec(source, /, globals=None, locals=None, *, closure=None)",
            builtin_exec,
            "Execute the given source in the context of globals and locals.",
        )
        .function(
            "globals()",
            builtin_globals,
            "Return the dictionary containing the current scope's global variables.",
        )
        .function("locals()", builtin_locals, "Return a dictionary containing the current scope's local variables.")
        .function(
            "__import__(name, globals=None, locals=None, fromlist=(), level=0)",
            builtin_import,
            "Import a module.\n\nimportlib.import_module() is the better way to import by name.",
        )
}

/// Flags of `compile()` beside those of `__future__`.
mod flag {
    pub const ONLY_AST: i64 = 0x400;
    pub const DONT_IMPLY_DEDENT: i64 = 0x200;
    pub const TYPE_COMMENTS: i64 = 0x1000;
    pub const TOP_LEVEL_AWAIT: i64 = 0x2000;
    pub const ALLOW_INCOMPLETE_INPUT: i64 = 0x4000;
    pub const OPTIMIZED_AST: i64 = 0x8000 | ONLY_AST;
    pub const FUTURE: i64 = 0x1ff_0000 | 0x10;
    pub const ALL: i64 =
        OPTIMIZED_AST | DONT_IMPLY_DEDENT | TYPE_COMMENTS | TOP_LEVEL_AWAIT | ALLOW_INCOMPLETE_INPUT | FUTURE | 0x100;
}

/// The text of a source argument: str, bytes (decoded as a file would be), or what has bytes inside.
fn source_text(vm: &mut Vm, source: &Value, function: &str, wanted: &str) -> PyResult<String> {
    if let Some(text) = source.downcast::<Str>() {
        let Some(text) = text.as_str() else {
            let encoded = vm.call_method_str(source, "encode", &[])?;
            drop(encoded);
            return Err(vm.value_error("surrogates not allowed"));
        };
        return check_nulls(vm, text.to_owned());
    }
    let data = match source.downcast::<Bytes>() {
        Some(bytes) => bytes.data().to_vec(),
        None => {
            let ty = vm.type_name(source);
            if !matches!(ty.as_str(), "bytearray" | "memoryview") {
                return Err(vm.type_error(format!("{function}() arg 1 must be a {wanted}")));
            }
            let bytes = vm.types.bytes.to_value();
            let bytes = vm.call(&bytes, std::slice::from_ref(source))?;
            bytes.downcast::<Bytes>().map(|b| b.data().to_vec()).unwrap_or_default()
        }
    };
    match crate::syntax::decode_source(&data) {
        Ok(text) => check_nulls(vm, text),
        Err(diagnostic) => {
            let source = crate::source::SourceFile::new("<string>", "");
            Err(vm.diagnostic_error(&diagnostic, &source))
        }
    }
}

fn check_nulls(vm: &mut Vm, text: String) -> PyResult<String> {
    if !text.contains('\0') {
        return Ok(text);
    }
    let text = vm.new_str("source code string cannot contain null bytes")?;
    let class = vm.exc.SyntaxError.to_value();
    let made = vm.call(&class, &[text])?;
    let exception = vm.make_exception(&made)?;
    Err(crate::object::Raised(exception))
}

fn builtin_compile(vm: &mut Vm, args: &[Value]) -> PyResult {
    let filename = match arg(args, 1).downcast::<Str>() {
        Some(name) => name.to_lossy().into_owned(),
        None => match arg(args, 1).downcast::<Bytes>() {
            Some(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
            None => {
                let path = vm.fs_path(arg(args, 1))?;
                path.downcast::<Str>().map(|s| s.to_lossy().into_owned()).unwrap_or_default()
            }
        },
    };
    let Some(mode) = arg(args, 2).downcast::<Str>() else {
        let ty = vm.type_name(arg(args, 2));
        return Err(vm.type_error(format!("compile() argument 'mode' must be str, not {ty}")));
    };
    let flags: i64 = vm.extract(arg(args, 3))?;
    let optimize: i64 = vm.extract(arg(args, 5))?;
    if flags & !flag::ALL != 0 {
        return Err(vm.value_error("compile(): unrecognised flags"));
    }
    if !(-1..=2).contains(&optimize) {
        return Err(vm.value_error("compile(): invalid optimize value"));
    }
    let mode = match mode.bytes() {
        b"exec" => Mode::File,
        b"eval" => Mode::Eval,
        b"single" => Mode::Single,
        b"func_type" if flags & flag::ONLY_AST != 0 => {
            return Err(vm.value_error("compile() mode 'func_type' is not supported"));
        }
        b"func_type" => {
            return Err(vm.value_error("compile() mode 'func_type' requires flag PyCF_ONLY_AST"));
        }
        _ => {
            let text = match flags & flag::ONLY_AST != 0 {
                true => "compile() mode must be 'exec', 'eval', 'single' or 'func_type'",
                false => "compile() mode must be 'exec', 'eval' or 'single'",
            };
            return Err(vm.value_error(text));
        }
    };
    let mut source = arg(args, 0).clone();
    if is_tree(vm, &source) {
        // A tree is compiled by way of its text.
        let ast = vm.import_module("ast")?;
        source = vm.call_method_str(&ast, "_text_of", &[source, arg(args, 2).clone()])?;
    }
    let text = source_text(vm, &source, "compile", "string, bytes or AST object")?;
    if flags & flag::ONLY_AST != 0 {
        let ast = vm.import_module("ast")?;
        let (text, name) = (vm.new_str(&text)?, vm.new_str(&filename)?);
        return vm.call_method_str(&ast, "parse", &[text, name, arg(args, 2).clone()]);
    }
    if flags & flag::ALLOW_INCOMPLETE_INPUT != 0 {
        let source = crate::source::SourceFile::new(filename.as_str(), text.as_str());
        if let Some(short) = crate::syntax::cut_short(&source, mode, flags & flag::DONT_IMPLY_DEDENT == 0) {
            return Err(match mode {
                Mode::File => vm.diagnostic_error(&short, &source),
                Mode::Eval | Mode::Single => vm.fragment_error(&short, &source),
            });
        }
    }
    Ok(vm.compile_source(&text, &filename, mode, flags as u32)?.into_value())
}

/// Whether a value is a node of the module `ast`, which then is loaded.
fn is_tree(vm: &mut Vm, value: &Value) -> bool {
    let key = vm.intern("ast");
    let module = vm.modules.get(vm).get_str(&key).and_then(|m| m.downcast::<Module>().cloned());
    let Some(module) = module else { return false };
    let class = module.get(vm).dict.get(vm).get_str(&vm.intern("AST")).and_then(|c| c.downcast::<Type>().cloned());
    class.is_some_and(|class| vm.is_instance_of(value, &class))
}

/// Globals and locals of an `eval` or `exec`.
fn namespaces(vm: &mut Vm, args: &[Value], function: &str) -> PyResult<(Ref<Dict>, Value)> {
    let (globals, locals) = (arg(args, 1), arg(args, 2));
    if !locals.is_none() && !is_mapping(vm, locals) {
        let text = match function {
            "eval" => "locals must be a mapping".to_owned(),
            _ => format!("locals must be a mapping or None, not {}", vm.type_name(locals)),
        };
        return Err(vm.type_error(text));
    }
    if globals.is_none() {
        let Some(current) = vm.current_frame_globals() else {
            return Err(vm.system_error("globals and locals cannot be NULL"));
        };
        let locals = if locals.is_none() { vm.current_locals()? } else { locals.clone() };
        return Ok((current, locals));
    }
    let Some(dict) = globals.downcast::<Dict>() else {
        let text = match function {
            "eval" if is_mapping(vm, globals) => "globals must be a real dict; try eval(expr, {}, mapping)".to_owned(),
            "eval" => "globals must be a dict".to_owned(),
            _ => format!("exec() globals must be a dict, not {}", vm.type_name(globals)),
        };
        return Err(vm.type_error(text));
    };
    let key = vm.names.__builtins__.clone();
    if dict.get(vm).get_str(&key).is_none() {
        let builtins = vm.builtins.to_value();
        drop(dict.get_mut(vm).set_str(&key, builtins));
    }
    let locals = if locals.is_none() { globals.clone() } else { locals.clone() };
    Ok((dict.clone(), locals))
}

fn is_mapping(vm: &Vm, value: &Value) -> bool {
    vm.type_of(value).get(vm).slots.getitem.is_some()
}

fn builtin_eval(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (globals, locals) = namespaces(vm, args, "eval")?;
    let source = arg(args, 0);
    if let Some(code) = source.downcast::<Code>() {
        if !code.freevars.is_empty() {
            return Err(vm.type_error("code object passed to eval() may not contain free variables"));
        }
        return vm.run_code(&code.clone(), &globals, &locals);
    }
    let text = source_text(vm, source, "eval", "string, bytes or code object")?;
    let text = text.trim_start_matches([' ', '\t']);
    let code = vm.compile_source(text, "<string>", Mode::Eval, 0)?;
    vm.run_code(&code, &globals, &locals)
}

fn builtin_exec(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (globals, locals) = namespaces(vm, args, "exec")?;
    let (source, closure) = (arg(args, 0), arg(args, 3));
    if let Some(code) = source.downcast::<Code>() {
        let code = code.clone();
        let wanted = code.freevars.len();
        if wanted == 0 {
            if !closure.is_none() {
                return Err(vm.type_error("cannot use a closure with this code object"));
            }
            return vm.run_code(&code, &globals, &locals).map(|_| Value::NONE);
        }
        let fits = closure
            .downcast_exact::<Tuple>()
            .is_some_and(|t| t.len() == wanted && t.items().iter().all(|c| c.downcast::<Cell>().is_some()));
        if closure.is_none() || !fits {
            let text = format!("code object requires a closure of exactly length {wanted}");
            return Err(vm.type_error(text));
        }
        return vm.run_code_with_closure(&code, &globals, &locals, closure).map(|_| Value::NONE);
    }
    if !closure.is_none() {
        return Err(vm.type_error("closure can only be used when source is a code object"));
    }
    let text = source_text(vm, source, "exec", "string, bytes or code object")?;
    let code = vm.compile_source(&text, "<string>", Mode::File, 0)?;
    vm.run_code(&code, &globals, &locals).map(|_| Value::NONE)
}

fn builtin_globals(vm: &mut Vm, _args: &[Value]) -> PyResult {
    match vm.current_frame_globals() {
        Some(globals) => Ok(globals.into_value()),
        None => Err(vm.system_error("globals() without a running frame")),
    }
}

fn builtin_locals(vm: &mut Vm, _args: &[Value]) -> PyResult {
    vm.current_locals()
}

fn builtin_import(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = arg(args, 0);
    let Some(name) = name.downcast::<Str>() else { return Err(vm.type_error("module name must be a string")) };
    let name = name.clone();
    let level: i64 = vm.extract(arg(args, 4))?;
    if level < 0 {
        return Err(vm.value_error("level must be >= 0"));
    }
    let fromlist = if arg(args, 3).is_unset() { Value::NONE } else { arg(args, 3).clone() };
    let globals = arg(args, 1).downcast::<Dict>().cloned();
    vm.import(&name, globals.as_ref(), &fromlist, level as usize)
}

impl Vm {
    /// `os.fspath`: a str or bytes from a path-like object.
    pub fn fs_path(&mut self, path: &Value) -> PyResult {
        if path.downcast::<Str>().is_some() || path.downcast::<Bytes>().is_some() {
            return Ok(path.clone());
        }
        let name = self.intern("__fspath__");
        let ty = self.type_name(path);
        match self.call_special(path, &name, &[])? {
            Some(made) if made.downcast::<Str>().is_some() || made.downcast::<Bytes>().is_some() => Ok(made),
            Some(made) => {
                let made = self.type_name(&made);
                Err(self.type_error(format!("expected {ty}.__fspath__() to return str or bytes, not {made}")))
            }
            None => Err(self.type_error(format!("expected str, bytes or os.PathLike object, not {ty}"))),
        }
    }
}
