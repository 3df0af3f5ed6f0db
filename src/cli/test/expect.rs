//! Programs that say what they print: `# expect: TEXT` for a line of output, `# expect error: TYPE: TEXT` for the
//! exception that ends the program, at its line; `# input: TEXT` gives a line to `input()`.

use crate::source::SourceFile;
use crate::syntax::classify::{Class, classify};

/// A line that is expected, and where the program says so.
#[derive(Debug, PartialEq, Eq)]
pub struct Expected {
    pub line: u32,
    pub text: String,
}

#[derive(Debug, Default)]
pub struct Program {
    pub output: Vec<Expected>,
    pub error: Option<Expected>,
    pub input: String,
}

impl Program {
    /// Reads the comments of a program; texts that only look like comments do not count.
    pub fn read(text: &str) -> Program {
        let mut program = Program::default();
        let source = SourceFile::new("<test>", text);
        for (span, class) in classify(text) {
            if class != Class::Comment {
                continue;
            }
            let comment = source.slice(span).trim_start_matches('#').trim_start();
            let line = source.line_of(span.start);
            // One blank behind the colon is no part of the text.
            let after = |word: &str| comment.strip_prefix(word).map(|t| t.strip_prefix(' ').unwrap_or(t).to_owned());
            if let Some(text) = after("expect:") {
                program.output.push(Expected { line, text: text.trim_end().to_owned() });
            } else if let Some(text) = after("expect error:") {
                program.error = Some(Expected { line, text: text.trim_end().to_owned() });
            } else if let Some(text) = after("input:") {
                program.input += &(text + "\n");
            }
        }
        program
    }

    pub fn is_empty(&self) -> bool {
        self.output.is_empty() && self.error.is_none()
    }

    pub fn checks(&self) -> usize {
        self.output.len() + usize::from(self.error.is_some())
    }

    /// Compares with what the program did. Returns the number of checks that hold and what is wrong; `file` is the end of
    /// the name that tracebacks show.
    pub fn judge(&self, stdout: &str, stderr: &str, ok: bool, file: &str) -> (usize, Vec<Trouble>) {
        let printed: Vec<&str> = stdout.lines().map(str::trim_end).collect();
        let same = self.output.iter().zip(&printed).take_while(|(e, p)| e.text == **p).count();
        let mut troubles = Vec::new();
        let mut trouble = |line: u32, rows: &[(&'static str, &str)]| {
            let rows = rows.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
            troubles.push(Trouble { line, rows });
        };
        const NO_MORE: &str = "(nothing more)";
        match (self.output.get(same), printed.get(same)) {
            (Some(expected), Some(got)) => trouble(expected.line, &[("expected", &expected.text), ("printed", got)]),
            // What ended the program is told below.
            (Some(_), None) if !ok && self.error.is_none() => {}
            (Some(expected), None) => trouble(expected.line, &[("expected", &expected.text), ("printed", NO_MORE)]),
            (None, Some(got)) => {
                let line = self.output.last().map_or(1, |e| e.line);
                trouble(line, &[("expected", NO_MORE), ("printed", got)]);
            }
            (None, None) => {}
        }
        let raised = stderr.lines().map(str::trim_end).rfind(|l| !l.is_empty()).unwrap_or("");
        // `File "...", line N, in ...`
        let frame_line = |row: &str| -> Option<u32> {
            let (path, rest) = row.trim_start().strip_prefix("File \"")?.split_once("\", line ")?;
            let digits = rest.split(',').next()?;
            path.ends_with(file).then(|| digits.trim_end().parse().ok())?
        };
        let mut good = same;
        match &self.error {
            Some(expected) => {
                let (line, wanted) = (expected.line, expected.text.as_str());
                let here = stderr.lines().filter_map(frame_line).any(|n| n == line);
                if ok {
                    trouble(line, &[("expected", wanted), ("raised", "(no error)")]);
                } else if !is_error(raised, wanted) {
                    trouble(line, &[("expected", wanted), ("raised", raised)]);
                } else if !here {
                    trouble(line, &[("expected", wanted), ("raised", "the same, at another line")]);
                } else {
                    good += 1;
                }
            }
            None if !ok => {
                let line = stderr.lines().filter_map(frame_line).next_back().unwrap_or(1);
                trouble(line, &[("raised", raised)]);
            }
            None => {}
        }
        (good, troubles)
    }
}

fn is_error(raised: &str, wanted: &str) -> bool {
    raised == wanted || (!wanted.contains(':') && raised.split(':').next() == Some(wanted))
}

/// What is wrong at a line of the file: names and texts.
#[derive(Debug, PartialEq, Eq)]
pub struct Trouble {
    pub line: u32,
    pub rows: Vec<(&'static str, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "n = int(input())  # input: 20\nprint(n + 1)  # expect: 21\nprint('# expect: no')\n\
                        # expect: # expect: no\n1 / 0  # expect error: ZeroDivisionError\n";
    const RAISED: &str = "Traceback (most recent call last):\n  File \"a.py\", line 5, in <module>\n    1 / 0\n\
                          ZeroDivisionError: division by zero\n";

    #[test]
    fn comments_are_read() {
        let program = Program::read(TEXT);
        let lines: Vec<(u32, &str)> = program.output.iter().map(|e| (e.line, e.text.as_str())).collect();
        assert_eq!(lines, [(2, "21"), (4, "# expect: no")]);
        assert_eq!(program.input, "20\n");
        assert_eq!(program.error.as_ref().map(|e| (e.line, e.text.as_str())), Some((5, "ZeroDivisionError")));
        assert_eq!(program.checks(), 3);
        assert!(Program::read("'# expect: 1'").is_empty());
    }

    #[test]
    fn runs_are_judged() {
        let program = Program::read(TEXT);
        let rows = |(good, troubles): (usize, Vec<Trouble>)| {
            let text = |t: &Trouble| t.rows.iter().map(|r| format!(" {} {}", r.0, r.1)).collect::<String>();
            (good, troubles.iter().map(|t| format!("{}:{}", t.line, text(t))).collect::<Vec<_>>().join("; "))
        };
        let judge = |stdout: &str, stderr: &str| rows(program.judge(stdout, stderr, stderr.is_empty(), "a.py"));
        let is = |good: usize, troubles: &str| (good, troubles.to_owned());
        assert_eq!(judge("21\n# expect: no\n", RAISED), is(3, ""));
        assert_eq!(judge("20\n# expect: no\n", RAISED), is(1, "2: expected 21 printed 20"));
        assert_eq!(judge("21\n", RAISED), is(2, "4: expected # expect: no printed (nothing more)"));
        assert_eq!(judge("21\n# expect: no\nx\n", RAISED), is(3, "4: expected (nothing more) printed x"));
        assert_eq!(judge("21\n# expect: no\n", ""), is(2, "5: expected ZeroDivisionError raised (no error)"));
        let elsewhere = RAISED.replace("line 5", "line 4").replace("a.py", "/home/a.py");
        let wanted = "5: expected ZeroDivisionError raised the same, at another line";
        assert_eq!(judge("21\n# expect: no\n", &elsewhere), is(2, wanted));
        let other = RAISED.replace("ZeroDivision", "Value").replace("a.py", "/home/a.py");
        let wanted = "5: expected ZeroDivisionError raised ValueError: division by zero";
        assert_eq!(judge("21\n# expect: no\n", &other), is(2, wanted));
        let simple = Program::read("print(1)  # expect: 1\nx");
        assert_eq!(rows(simple.judge("1\n", "NameError: x\n", false, "a.py")), is(1, "1: raised NameError: x"));
        assert_eq!(rows(simple.judge("1\n", &other, false, "a.py")), is(1, "5: raised ValueError: division by zero"));
    }
}
