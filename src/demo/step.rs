//! `--step`: code and output in alternation. The work is done by `step.py`, a program in Python, since what it shows is a
//! program that runs beside it in the same interpreter.

use super::Demo;
use crate::gc::{Ref, Value};
use crate::object::{Dict, PyResult};
use crate::syntax::Mode;
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

/// Runs a demo in a namespace, statement by statement.
pub fn step_through(vm: &mut Vm, demo: &Demo, namespace: &Ref<Dict>, show: &Show) -> PyResult<()> {
    let code = vm.compile_source(STEP, "<step>", Mode::File, 0)?;
    let space = vm.new_dict();
    let (gutter, mark) = if show.ascii { ("|", ":") } else { ("│", "┊") };
    // Up one row, and clear it.
    let erase = if show.wait { "\x1b[A\x1b[2K" } else { "" };
    let values = [
        ("__name__", vm.new_str("<step>")?),
        ("__builtins__", vm.builtins_module()),
        ("SOURCE", vm.new_str(demo.source)?),
        ("SHOWN", vm.new_str(&show.painted)?),
        ("FILENAME", vm.new_str(&demo_file(demo))?),
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
