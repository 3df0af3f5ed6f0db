//! Whether explanations are printed, and how: `--hints`, `--ascii`, `--error-format`, the terminal's abilities.

use crate::diag::json;
use crate::diag::report::Style;
use crate::gc::Value;
use crate::host::{env, fd};
use crate::object::{Exception, PyResult};
use crate::vm::{ErrorFormat, Hints, Vm};

/// Lines of a report that is not asked for in full.
const LINES: usize = 12;

impl Vm {
    /// What is printed on `sys.stderr` for an uncaught exception: its traceback, and the explanation if that is wanted.
    pub fn exception_report(&mut self, error: &Value) -> String {
        if self.config.error_format == ErrorFormat::Json {
            return self.exception_json(error) + "\n";
        }
        let style = self.report_style();
        let mut text = self.format_exception_in(error, style.color);
        if self.shows_hints()
            && let Some(explanation) = self.explanation_text(error, &style)
        {
            text.push_str(&explanation);
        }
        text
    }

    /// Whether explanations are printed: always, never, or on a terminal.
    fn shows_hints(&self) -> bool {
        match self.config.hints {
            Hints::Always | Hints::Full => true,
            Hints::Never => false,
            Hints::Auto => self.stderr_is_terminal(),
        }
    }

    /// Whether `sys.stderr` is the process's own, and a terminal.
    fn stderr_is_terminal(&self) -> bool {
        let own = match (self.sys_attribute("stderr"), self.sys_attribute("__stderr__")) {
            (Some(now), Some(first)) => now.is(&first),
            _ => false,
        };
        own && fd::is_tty(2)
    }

    /// How explanations are drawn on standard error.
    pub fn report_style(&self) -> Style {
        let set = |name: &str| env::var(name).is_some_and(|v| !v.is_empty());
        let wish = if self.config.ignore_environment { None } else { env::var("PYTHON_COLORS") };
        let color = match wish.as_deref() {
            Some("0") => false,
            Some("1") => true,
            _ if set("NO_COLOR") => false,
            _ => set("FORCE_COLOR") || env::var("TERM").is_none_or(|t| t != "dumb") && self.stderr_is_terminal(),
        };
        let width = env::var("COLUMNS").and_then(|c| c.parse::<usize>().ok()).filter(|c| *c >= 40).unwrap_or(80);
        let lines = if self.config.hints == Hints::Full { usize::MAX } else { LINES };
        Style { color, ascii: self.config.ascii, width: width.min(100), lines }
    }

    /// The exception as one line of JSON, for tools.
    fn exception_json(&mut self, error: &Value) -> String {
        let class = self.type_name(error);
        let message = crate::builtins::traceback::safe_str(self, error, "exception");
        let mut out = format!("{{\"type\":{},\"message\":{}", json::quoted(&class), json::quoted(&message));
        let frames = self.json_frames(error).unwrap_or_default();
        out.push_str(&format!(",\"frames\":[{}]", frames.join(",")));
        let text = self.format_exception(error);
        out.push_str(&format!(",\"traceback\":{}", json::quoted(&text)));
        match self.explain(error) {
            Some(report) => out.push_str(&format!(",\"explanation\":{}}}", json::report(&report))),
            None => out.push_str(",\"explanation\":null}"),
        }
        out
    }

    /// The levels of the traceback, outermost first; for a SyntaxError its place.
    fn json_frames(&mut self, error: &Value) -> PyResult<Vec<String>> {
        let mut frames = Vec::new();
        let mut next = error.downcast::<Exception>().and_then(|e| e.get(self).traceback.clone());
        while let Some(level) = next {
            let t = level.get(self);
            let code = t.frame.get(self).code.clone();
            let at = code.location_at(t.instruction as usize);
            let line = if at.line == 0 { t.line } else { at.line };
            frames.push(format!(
                "{{\"file\":{},\"function\":{},\"line\":{line},\"column\":{},\"end_line\":{},\"end_column\":{}}}",
                json::quoted(&code.filename.to_lossy()),
                json::quoted(&code.qualname.to_lossy()),
                at.col + 1,
                at.end_line.max(line),
                at.end_col + 1
            ));
            next = t.next.clone();
        }
        if self.is_instance_of(error, &self.exc.SyntaxError) {
            let file = self.getattr_str(error, "filename")?;
            let file = file.downcast::<crate::object::Str>().map(|f| f.to_lossy().into_owned()).unwrap_or_default();
            let mut numbers = Vec::new();
            for name in ["lineno", "offset", "end_lineno", "end_offset"] {
                let value = self.getattr_str(error, name)?;
                numbers.push(self.int_value(&value).unwrap_or(0));
            }
            if let [line, column, end_line, end_column] = numbers.as_slice() {
                frames.push(format!(
                    "{{\"file\":{},\"line\":{line},\"column\":{column},\"end_line\":{end_line},\"end_column\":{end_column}}}",
                    json::quoted(&file)
                ));
            }
        }
        Ok(frames)
    }
}
