//! Tracebacks: the text of an uncaught exception, the attributes of traceback and frame objects, suggestions.
//!
//! `render` is what the interpreter prints; the `traceback` module in Python has the same rules. `frame_text` shows one
//! level with its carets, which `anchors` finds by parsing the failing expression again.

mod anchors;
mod color;
mod frame_locals;
mod frame_text;
mod hints;
mod keywords;
mod objects;
mod render;
mod source;
mod suggest;
mod syntax;
mod text;

pub use frame_text::source_lines;
pub use render::safe_str;
pub use source::{Lines, source_line};
pub use suggest::closest;
pub use syntax::{Shown as SyntaxShown, shown as syntax_shown};

use crate::object::PyResult;
use crate::vm::Vm;

impl Vm {
    /// The candidate nearest to a name, for "Did you mean".
    pub fn closest_name(&self, name: &str, candidates: Vec<String>) -> Option<String> {
        closest(name, candidates.iter().map(String::as_str)).map(str::to_owned)
    }
}

pub fn init(vm: &mut Vm) -> PyResult<()> {
    objects::init(vm);
    frame_locals::init(vm);
    Ok(())
}
