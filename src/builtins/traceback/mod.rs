//! Tracebacks: the text of an uncaught exception, the attributes of traceback and frame objects, suggestions.

mod suggest;

pub use suggest::closest;

use crate::object::PyResult;
use crate::vm::Vm;

impl Vm {
    /// The candidate nearest to a name, for "Did you mean".
    pub fn closest_name(&self, name: &str, candidates: Vec<String>) -> Option<String> {
        closest(name, candidates.iter().map(String::as_str)).map(str::to_owned)
    }
}

pub fn init(_vm: &mut Vm) -> PyResult<()> {
    Ok(())
}

impl Vm {
    pub fn format_exception(&mut self, value: &crate::gc::Value) -> String {
        let t = self.type_name(value);
        let s = self.to_str(value).map(|s| s.to_lossy().into_owned()).unwrap_or_default();
        format!("{t}: {s}\n")
    }
    pub fn register_source(&mut self, _filename: &str, _text: &str) {}
    pub fn traceback_here(&mut self) -> Option<crate::gc::Ref<crate::object::traceback::Traceback>> {
        None
    }
}
