//! How a SyntaxError is shown: the line, carets under the error, the message.

use super::color;
use super::render::safe_str;
use crate::gc::Value;
use crate::object::Str;
use crate::vm::Vm;

/// Everything but the notes.
pub fn format(vm: &mut Vm, exc: &Value, name: &str, color: bool) -> String {
    let mut error = Shown::of(vm, exc);
    let mut out = String::new();
    let mut suffix = String::new();
    match (&error.line, &error.filename) {
        (Some(line), filename) => {
            let filename = filename.as_deref().filter(|f| !f.is_empty()).unwrap_or("<string>");
            out.push_str(&color::place(filename, line, None, color));
        }
        (None, Some(filename)) => suffix = format!(" ({filename})"),
        (None, None) => {}
    }
    if error.text.is_some() {
        super::keywords::find_typo(&mut error);
        let mut shown = String::new();
        error.carets(&mut shown);
        out.push_str(&color::marked(&shown, color));
    }
    let message = match &error.message {
        Some(message) if !message.is_empty() => message.as_str(),
        _ => "<no detail available>",
    };
    let shown = color::last_line(name, message, color);
    out.push_str(&match suffix.is_empty() {
        true => shown,
        false => format!("{}{suffix}\n", shown.trim_end_matches('\n')),
    });
    out
}

/// What is shown of a SyntaxError: its attributes, with the suggestion of a misspelt keyword.
pub fn shown(vm: &mut Vm, exc: &Value) -> Shown {
    let mut shown = Shown::of(vm, exc);
    if shown.text.is_some() {
        super::keywords::find_typo(&mut shown);
    }
    shown
}

/// The attributes of the exception, as far as they are what one expects.
#[derive(Default)]
pub struct Shown {
    pub filename: Option<String>,
    /// As text: a program may have put anything there.
    pub line: Option<String>,
    pub end_line: Option<String>,
    pub text: Option<String>,
    pub offset: Option<i64>,
    pub end_offset: Option<i64>,
    pub message: Option<String>,
    /// The parser's own "invalid syntax" of a whole text: line, offset and source (None: look into the file).
    pub metadata: Option<(i64, Option<String>)>,
}

impl Shown {
    fn of(vm: &mut Vm, exc: &Value) -> Shown {
        let mut get = |name: &str| vm.getattr_str(exc, name).ok().filter(|v| !v.is_none());
        let values =
            ["filename", "lineno", "end_lineno", "text", "offset", "end_offset", "msg", "_metadata"].map(&mut get);
        let [filename, line, end_line, text, offset, end_offset, message, metadata] = values;
        let mut text_of = |value: Option<Value>| value.map(|v| safe_str(vm, &v, "value"));
        let mut shown = Shown {
            filename: text_of(filename),
            line: text_of(line),
            end_line: text_of(end_line),
            message: text_of(message),
            ..Shown::default()
        };
        shown.text = text.and_then(|t| t.downcast::<Str>().map(|t| t.to_lossy().into_owned()));
        shown.offset = offset.and_then(|o| vm.int_value(&o));
        shown.end_offset = end_offset.and_then(|o| vm.int_value(&o));
        if let Some(items) = metadata.and_then(|m| m.downcast::<crate::object::Tuple>().map(|t| t.items().to_vec())) {
            let line = items.first().and_then(|l| vm.int_value(l)).unwrap_or(0);
            let source = items.get(2).and_then(|s| s.downcast::<Str>()).map(|s| s.to_lossy().into_owned());
            shown.metadata = Some((line, source));
        }
        shown
    }

    /// The line without its indentation, and carets under it.
    fn carets(&self, out: &mut String) {
        let text = self.text.as_deref().unwrap_or("");
        let right = text.trim_end_matches('\n');
        let left = right.trim_start_matches([' ', '\n', '\x0c']);
        let count = |t: &str| t.chars().count() as i64;
        let spaces = count(right) - count(left);
        let Some(mut offset) = self.offset else {
            out.push_str(&format!("    {left}\n"));
            return;
        };
        let beyond = count(right) + 1;
        let mut end =
            if self.line == self.end_line { self.end_offset.filter(|e| *e != 0).unwrap_or(offset) } else { beyond };
        if !text.is_empty() && offset > count(text) {
            offset = beyond;
        }
        if !text.is_empty() && end > count(text) {
            end = beyond;
        }
        if offset >= end || end < 0 {
            end = offset + 1;
        }
        let (start, end) = (offset - 1 - spaces, end - 1 - spaces);
        out.push_str(&format!("    {left}\n"));
        if start >= 0 {
            // Tabs stay tabs, so that the carets stand where the text is.
            let gap: String =
                left.chars().take(start as usize).map(|c| if super::text::is_space(c) { c } else { ' ' }).collect();
            let carets = "^".repeat(usize::try_from(end - start).unwrap_or(1));
            out.push_str(&format!("    {gap}{carets}\n"));
        }
    }
}
