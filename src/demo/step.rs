//! `--step`: code and output in alternation. The work is done by `step.py`, a program in Python, since what it shows is a
//! program that runs beside it in the same interpreter.

use super::Demo;
use crate::bytecode::Code;
use crate::compile::{self, CompileOptions};
use crate::gc::{Ref, Value};
use crate::object::{Dict, PyResult};
use crate::source::{SourceFile, Span};
use crate::syntax::ast::{Constant, Expr, ExprContext, ExprKind, Stmt, StmtKind, Symbol};
use crate::syntax::{self, Mode, ParseOptions};
use crate::vm::Vm;

const STEP: &str = include_str!("step.py");

/// How it is shown.
pub struct Show {
    /// The source with colours, if there are any.
    pub painted: String,
    /// Wait for Enter before each statement, and take the question away afterwards.
    pub wait: bool,
    pub ascii: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// What tracebacks call the file of a demo.
pub fn demo_file(demo: &Demo) -> String {
    format!("<demo {}>", demo.name)
}

/// The demo, with a call of `__step__` in front of each statement, which tells the statement's last line. It is compiled
/// as a whole: piece by piece it would not share its constants, and `is` would answer otherwise.
fn compile_with_stops(vm: &mut Vm, demo: &Demo) -> PyResult<Ref<Code>> {
    let filename = demo_file(demo);
    let source = SourceFile::new(filename.as_str(), demo.source);
    let parsed = syntax::parse(&source, Mode::File, ParseOptions { no_warnings: true });
    let compiled = parsed.and_then(|mut module| {
        let name = module.interner.intern("__step__");
        let mut body = Vec::with_capacity(2 * module.body.len());
        for (i, statement) in std::mem::take(&mut module.body).into_iter().enumerate() {
            let last = source.line_of(statement.span.end.saturating_sub(1).max(statement.span.start));
            let stop = stop(name, last, Span::new(statement.span.start, statement.span.start));
            // The docstring stays the first statement.
            body.extend(if i == 0 { [statement, stop] } else { [stop, statement] });
        }
        module.body = body;
        let options = CompileOptions { filename: filename.clone(), ..CompileOptions::default() };
        compile::compile(&module, &source, options)
    });
    let code = match compiled {
        Ok(compiled) => vm.load_unit(compiled.unit)?,
        Err(diagnostic) => return Err(vm.diagnostic_error(&diagnostic, &source)),
    };
    vm.register_code_source(&code, &filename, demo.source);
    Ok(code)
}

/// `__step__(last)`
fn stop(name: Symbol, last: u32, span: Span) -> Stmt {
    let leaf = |kind| Expr { span, depth: 1, kind };
    let func = Box::new(leaf(ExprKind::Name { id: name, ctx: ExprContext::Load }));
    let last = leaf(ExprKind::Constant { value: Constant::Int(i64::from(last)), kind_u: false });
    let call = Expr { span, depth: 2, kind: ExprKind::Call { func, args: vec![last], keywords: Vec::new() } };
    Stmt { span, kind: StmtKind::Expr { value: Box::new(call) } }
}

/// Runs a demo in a namespace, statement by statement.
pub fn step_through(vm: &mut Vm, demo: &Demo, namespace: &Ref<Dict>, show: &Show) -> PyResult<()> {
    let code = vm.compile_source(STEP, "<step>", Mode::File, 0)?;
    let stops = compile_with_stops(vm, demo)?;
    let space = vm.new_dict();
    let (gutter, mark) = if show.ascii { ("|", ":") } else { ("│", "┊") };
    // Up one row, and clear it.
    let erase = if show.wait { "\x1b[A\x1b[2K" } else { "" };
    let values = [
        ("__name__", vm.new_str("<step>")?),
        ("__builtins__", vm.builtins_module()),
        ("SOURCE", vm.new_str(demo.source)?),
        ("SHOWN", vm.new_str(&show.painted)?),
        ("CODE", stops.to_value()),
        ("NAMESPACE", namespace.to_value()),
        ("WAIT", Value::bool(show.wait)),
        ("ERASE", vm.new_str(erase)?),
        ("GUTTER", vm.new_str(gutter)?),
        ("MARK", vm.new_str(mark)?),
        ("WIDTH", vm.int(show.width.saturating_sub(7).max(40) as i64)),
        ("ASCII", Value::bool(show.ascii)),
    ];
    for (name, value) in values {
        let key = vm.intern(name);
        drop(space.get_mut(vm).set_str(&key, value));
    }
    vm.run_code(&code, &space, &space.to_value())?;
    Ok(())
}
