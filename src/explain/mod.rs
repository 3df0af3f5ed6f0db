//! Explanations of uncaught exceptions: the code with its values, where a wrong value came from, one repair.
//!
//! `Vm::explain` turns an exception into a `diag::report::Report`; the traceback's own text is CPython's and is made
//! elsewhere. A file for each family of mistakes holds its rules; each rule has a stable code with a page (`pages`) that
//! `pyrope explain CODE` shows. Nothing here runs Python, and nothing is done before an exception is to be printed.

mod attributes;
mod calls;
mod case;
mod classes;
mod items;
mod modules;
mod names;
mod near;
mod none;
mod operators;
mod origin;
pub mod pages;
mod show;
mod syntax;
mod tree;
mod value;
mod values;

pub use case::Case;

use crate::diag::render;
use crate::diag::report::{Report, Role, Style};
use crate::gc::Value;
use crate::vm::Vm;

/// The families of mistakes, in the order in which they are asked.
const FAMILIES: &[fn(&mut Case<'_>) -> Option<Report>] = &[
    syntax::explain,
    none::explain,
    names::explain,
    attributes::explain,
    calls::explain,
    items::explain,
    operators::explain,
    classes::explain,
    values::explain,
    modules::explain,
];

/// Characters of a value that are shown.
const LONGEST: usize = 40;

/// A title without words that are longer than values may be: it may repeat one from the message.
fn cut_words(title: &str) -> String {
    if title.split(' ').all(|word| word.chars().count() <= LONGEST + 2) {
        return title.to_owned();
    }
    let cut = |word: &str| match word.chars().count() > LONGEST + 2 {
        true => format!("{}…", word.chars().take(LONGEST).collect::<String>()),
        false => word.to_owned(),
    };
    title.split(' ').map(cut).collect::<Vec<String>>().join(" ")
}

impl Vm {
    /// What an exception means for the code and the values at hand; `None` if there is nothing to say beyond its message.
    pub fn explain(&mut self, error: &Value) -> Option<Report> {
        let mut case = Case::new(self, error)?;
        if case.raised_by_program() {
            return None;
        }
        let mut report = FAMILIES.iter().find_map(|family| family(&mut case))?;
        if report.labels.is_empty() {
            let place = report.place;
            report = report.label(place, Role::Fault, "here");
        }
        report.title = cut_words(&report.title);
        // What failed is named as the place; without such a label it is the whole expression.
        if let Some(fault) = report.labels.iter().find(|l| l.role == Role::Fault) {
            report.place = fault.span;
        }
        Some(report)
    }

    /// The explanation drawn for a terminal.
    pub fn explanation_text(&mut self, error: &Value, style: &Style) -> Option<String> {
        self.explain(error).map(|report| render::draw(&report, style))
    }
}
