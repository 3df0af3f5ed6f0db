//! One uncaught exception with what is known about it: its message, the failing frame, the place in the source.

use super::tree::Tree;
use crate::builtins::traceback::{Lines, safe_str};
use crate::diag::report::{Report, Role};
use crate::gc::{Ref, Value};
use crate::object::traceback::Frame;
use crate::object::ty::Type;
use crate::object::{Exception, Str};
use crate::source::{SourceFile, Span};
use crate::syntax::ast::{Expr, Stmt};
use crate::vm::{ExcTypes, Vm};
use std::rc::Rc;

pub struct Case<'v> {
    pub vm: &'v mut Vm,
    pub error: Value,
    /// The name of the exception's class.
    pub class: String,
    pub message: String,
    /// The innermost frame that runs code of the program, not of the library.
    pub frame: Option<Ref<Frame>>,
    pub site: Option<Rc<Site>>,
    /// The call that made this frame, if it is in the same file: its place.
    pub call: Option<Span>,
    /// Whether the exception was raised in that very frame.
    pub here: bool,
}

/// The failing place in the source.
pub struct Site {
    pub source: SourceFile,
    pub tree: Option<Tree>,
    pub span: Span,
}

impl Site {
    /// The failing expression.
    pub fn expr(&self) -> Option<&Expr> {
        self.tree.as_ref()?.expr_at(self.span)
    }

    /// The innermost statement around it.
    pub fn stmt(&self) -> Option<&Stmt> {
        self.tree.as_ref()?.path(self.span).last().copied()
    }
}

impl<'v> Case<'v> {
    /// `None` for exceptions that no rule is about: those of the program's own classes.
    pub fn new(vm: &'v mut Vm, error: &Value) -> Option<Case<'v>> {
        let exception = error.downcast::<Exception>()?.clone();
        let ty = vm.type_of(error).clone();
        if ty.get(vm).core.is_heap_type {
            return None;
        }
        let class = ty.get(vm).name.to_lossy().into_owned();
        let message = safe_str(vm, error, "exception");
        let mut case =
            Case { vm, error: error.clone(), class, message, frame: None, site: None, call: None, here: false };
        if case.is(|e| &e.SyntaxError) {
            return Some(case);
        }
        let mut lines = Lines::default();
        let mut next = exception.get(case.vm).traceback.clone();
        let (mut found, mut before) = (None, None);
        while let Some(level) = next {
            let t = level.get(case.vm);
            let code = t.frame.get(case.vm).code.clone();
            case.here = crate::stdlib::embedded_text(&code.filename.to_lossy()).is_none();
            if case.here {
                before = found.take();
                found = Some((t.frame.clone(), code.location_at(t.instruction as usize), code));
            }
            next = t.next.clone();
        }
        let (frame, location, code) = found?;
        if location.line > 0
            && !too_large(&code.filename.to_lossy())
            && let Some(source) = lines.of(case.vm, &code).or_else(|| case.vm.hidden_source(&code))
        {
            let start = source.line_start(location.line) + location.col;
            let end = source.line_start(location.end_line.max(location.line)) + location.end_col;
            let span = match end > start {
                true => Span::new(start, end),
                false => line_span(&source, location.line),
            };
            case.call = before.filter(|(_, _, caller)| caller.filename.equals(&code.filename)).map(|(_, at, _)| {
                let start = source.line_start(at.line) + at.col;
                Span::new(start, source.line_start(at.end_line.max(at.line)) + at.end_col)
            });
            case.site = Some(Rc::new(Site { source: (*source).clone(), tree: Tree::parse(&source, span), span }));
        }
        case.frame = Some(frame);
        Some(case)
    }

    /// Whether a `raise` of the program made the exception: its message says what its author wants to say.
    pub fn raised_by_program(&self) -> bool {
        let derived = self.message == "exceptions must derive from BaseException";
        let stmt = self.site.as_ref().and_then(|s| s.stmt());
        self.here
            && !derived
            && stmt.is_some_and(|s| matches!(s.kind, crate::syntax::ast::StmtKind::Raise { exc: Some(_), .. }))
    }

    pub fn is(&self, ty: impl FnOnce(&ExcTypes) -> &Ref<Type>) -> bool {
        let ty = ty(&self.vm.exc).clone();
        self.vm.is_instance_of(&self.error, &ty)
    }

    /// A field of the exception object.
    pub fn field(&self, index: usize) -> Option<Value> {
        self.error.downcast::<Exception>()?.get(self.vm).fields.get(index).cloned().flatten()
    }

    /// A field that is a str.
    pub fn text_field(&self, index: usize) -> Option<String> {
        self.field(index)?.downcast::<Str>().map(|s| s.to_lossy().into_owned())
    }

    /// The first of the exception's arguments.
    pub fn argument(&self) -> Option<Value> {
        let args = self.error.downcast::<Exception>()?.get(self.vm).args.clone();
        args.downcast::<crate::object::Tuple>()?.items().first().cloned()
    }

    /// The site with its tree, if the source was found and parses.
    pub fn site(&self) -> Option<Rc<Site>> {
        self.site.clone().filter(|s| s.tree.is_some())
    }

    /// A report about the failing place.
    pub fn report(&self, code: &'static str, title: impl Into<String>) -> Report {
        let mut report = Report::new(code, title);
        if let Some(site) = &self.site {
            report.source = Some(site.source.clone());
            report.place = site.span;
        }
        report
    }

    /// The parts of the message between the given fixed texts: `parts(&["", " object is not ", ""])`.
    pub fn parts<const N: usize>(&self, fixed: [&str; N]) -> Option<Vec<String>> {
        parts(&self.message, &fixed)
    }

    /// Labels an operand with its type and value.
    pub fn with_operand(&mut self, report: Report, tree: &Tree, e: &Expr, role: Role) -> Report {
        match self.operand(tree, e) {
            Some(text) => report.label(e.span, role, text),
            None => report,
        }
    }
}

/// Whether a file is so large that reading it alone would take too long: its lines are not shown, then.
pub fn too_large(filename: &str) -> bool {
    const LARGEST: i64 = 600_000;
    crate::host::fs::modified(filename).is_ok_and(|(_, size)| size > LARGEST)
}

/// The texts between fixed pieces: `parts("a: 'x' and 'y'", &["a: '", "' and '", "'"])` is `["x", "y"]`.
pub fn parts(text: &str, fixed: &[&str]) -> Option<Vec<String>> {
    let (first, rest) = fixed.split_first()?;
    let mut remaining = text.strip_prefix(first)?;
    let mut found = Vec::new();
    for (i, piece) in rest.iter().enumerate() {
        if piece.is_empty() {
            found.push(remaining.to_owned());
            remaining = "";
            continue;
        }
        let last = i + 1 == rest.len();
        let at = if last { remaining.rfind(piece)? } else { remaining.find(piece)? };
        found.push(remaining.get(..at)?.to_owned());
        remaining = remaining.get(at + piece.len()..)?;
    }
    remaining.is_empty().then_some(found)
}

/// A line without its indentation.
pub fn line_span(source: &SourceFile, line: u32) -> Span {
    let text = source.line_text(line);
    let start = source.line_start(line);
    let indent = text.len() - text.trim_start().len();
    Span::new(start + indent as u32, start + text.trim_end().len().max(indent) as u32)
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn messages_are_taken_apart() {
        let fixed = ["can only concatenate ", " (not \"", "\") to ", ""];
        let found = parts("can only concatenate str (not \"int\") to str", &fixed);
        assert_eq!(found, Some(vec!["str".to_owned(), "int".to_owned(), "str".to_owned()]));
        assert_eq!(parts("other", &fixed), None);
        assert_eq!(parts("'a' object", &["'", "' object"]), Some(vec!["a".to_owned()]));
    }
}
