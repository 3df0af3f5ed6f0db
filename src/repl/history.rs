//! The history: what was typed, whole blocks as one entry, kept in a file between sessions.
//!
//! The file is text, one entry a row with `\` and line breaks escaped, readable by its owner alone. A file that cannot
//! be read or written never stops a session: the trouble is told once.

use std::io::Write;
use std::path::{Path, PathBuf};

/// Entries that are kept.
const MOST: usize = 10_000;

#[derive(Default)]
pub struct History {
    /// Oldest first.
    entries: Vec<String>,
    /// Entries that the file has.
    saved: usize,
    path: Option<PathBuf>,
}

impl History {
    /// Reads the file. The text is what the user should know: why there is no history.
    pub fn load(path: Option<PathBuf>) -> (History, Option<String>) {
        let mut history = History { path, ..History::default() };
        let Some(path) = history.path.clone() else { return (history, None) };
        match crate::host::fs::read(&path) {
            Ok(bytes) => {
                if bytes.contains(&0) {
                    history.path = None;
                    return (history, Some(format!("{} is no history file: this session's is not kept", shown(&path))));
                }
                let text = String::from_utf8_lossy(&bytes);
                let newest = text.lines().rev().filter(|l| !l.is_empty()).take(MOST);
                history.entries = newest.map(unescape).collect();
                history.entries.reverse();
                history.saved = history.entries.len();
                (history, None)
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => (history, None),
            Err(error) => {
                history.path = None;
                (history, Some(format!("{}: {}: this session's history is not kept", shown(&path), reason(&error))))
            }
        }
    }

    pub fn entries(&self) -> &[String] {
        &self.entries
    }

    /// Adds an entry unless it is blank or the same as the last one, and appends it to the file.
    pub fn add(&mut self, text: &str) -> Result<(), String> {
        let text = text.trim_end();
        if text.trim().is_empty() || self.entries.last().is_some_and(|last| last == text) {
            return Ok(());
        }
        self.entries.push(text.to_owned());
        self.append()
    }

    /// Appends what the file has not. After a failure nothing more is written.
    fn append(&mut self) -> Result<(), String> {
        let Some(path) = self.path.clone() else { return Ok(()) };
        let new: String = self.entries.iter().skip(self.saved).map(|e| escape(e) + "\n").collect();
        match crate::host::fs::append_private(&path).and_then(|mut file| file.write_all(new.as_bytes())) {
            Ok(()) => {
                self.saved = self.entries.len();
                Ok(())
            }
            Err(error) => {
                self.path = None;
                Err(format!("{}: {}: history is no longer kept", shown(&path), reason(&error)))
            }
        }
    }

    /// The newest entry before `index` that begins with `prefix` and is not `current`.
    pub fn before(&self, index: usize, prefix: &str, current: &str) -> Option<(usize, &str)> {
        let older = self.entries.get(..index.min(self.entries.len()))?;
        older
            .iter()
            .enumerate()
            .rev()
            .find(|(_, e)| e.starts_with(prefix) && *e != current)
            .map(|(i, e)| (i, e.as_str()))
    }

    /// The oldest entry after `index` that begins with `prefix` and is not `current`.
    pub fn after(&self, index: usize, prefix: &str, current: &str) -> Option<(usize, &str)> {
        let newer = self.entries.iter().enumerate().skip(index.saturating_add(1));
        newer.into_iter().find(|(_, e)| e.starts_with(prefix) && *e != current).map(|(i, e)| (i, e.as_str()))
    }

    /// What the newest entry that begins with `text` has behind it, for ghost text; the first row only.
    pub fn suggestion(&self, text: &str) -> Option<&str> {
        let entry = self.entries.iter().rev().find(|e| e.len() > text.len() && e.starts_with(text))?;
        let rest = entry.get(text.len()..)?.split('\n').next()?;
        (!rest.is_empty()).then_some(rest)
    }
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// An error of the system without its number.
pub fn reason(error: &std::io::Error) -> String {
    let mut text = error.to_string();
    if let Some(cut) = text.find(" (os error") {
        text.truncate(cut);
    }
    text
}

fn escape(entry: &str) -> String {
    entry.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r")
}

fn unescape(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('r') => out.push('\r'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history(entries: &[&str]) -> History {
        let mut history = History::default();
        for e in entries {
            history.add(e).unwrap();
        }
        history
    }

    #[test]
    fn entries_survive_the_file() {
        for entry in ["if x:\n    y", r"print('a\nb')", "\\", "a\\\nb"] {
            assert_eq!(unescape(&escape(entry)), entry);
        }
    }

    #[test]
    fn prefix_search() {
        let history = history(&["import a", "x = 1", "import b", "x = 1", "x = 1"]);
        assert_eq!(history.entries().len(), 4);
        assert_eq!(history.before(4, "import", "import"), Some((2, "import b")));
        assert_eq!(history.before(2, "import", "import b"), Some((0, "import a")));
        assert_eq!(history.before(0, "import", ""), None);
        assert_eq!(history.after(0, "import", "import a"), Some((2, "import b")));
        assert_eq!(history.suggestion("imp"), Some("ort b"));
        assert_eq!(history.suggestion("import b"), None);
    }
}
