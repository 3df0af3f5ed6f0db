//! Completion at the cursor.

use super::buffer::Text;
use crate::vm::Vm;

/// One completion: what is inserted, and how it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub text: String,
    pub shown: String,
}

impl Candidate {
    /// Stands for an edit that a key has prepared.
    pub fn edit() -> Candidate {
        Candidate { text: String::new(), shown: String::new() }
    }
}

impl rustyline::completion::Candidate for Candidate {
    fn display(&self) -> &str {
        &self.shown
    }

    fn replacement(&self) -> &str {
        &self.text
    }
}

/// Where the completed word starts, and its completions.
pub fn candidates(_vm: &mut Vm, text: &Text) -> (usize, Vec<Candidate>) {
    (text.pos, Vec::new())
}
