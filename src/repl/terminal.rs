//! What the terminal can do, found out once: size, colours, character set.

use crate::host::{env, fd};

#[derive(Clone, Debug)]
pub struct Terminal {
    pub colours: bool,
    /// Only ASCII may be drawn: the locale's character set is not UTF-8.
    pub ascii: bool,
    /// No cursor movement: lines are read as they come.
    pub dumb: bool,
}

impl Terminal {
    pub fn find(ignore_environment: bool) -> Terminal {
        let term = env::var("TERM").unwrap_or_default();
        let input = fd::is_tty(0) && fd::is_tty(1);
        let dumb = !input || matches!(term.as_str(), "" | "dumb" | "cons25" | "emacs");
        let basic = env::var("PYTHON_BASIC_REPL").is_some() && !ignore_environment;
        let wish = if ignore_environment { None } else { env::var("PYTHON_COLORS") };
        let colours = match wish.as_deref() {
            Some("0") => false,
            Some("1") => true,
            _ if env::var("NO_COLOR").is_some() => false,
            _ => env::var("FORCE_COLOR").is_some() || !dumb,
        };
        Terminal { colours, ascii: !utf8_locale(), dumb: dumb || basic }
    }

    /// Columns and rows; 80 and 24 where nobody knows.
    pub fn size(&self) -> (usize, usize) {
        let number = |name: &str| env::var(name).and_then(|v| v.parse::<usize>().ok()).filter(|n| *n > 0);
        let (columns, rows) = fd::terminal_size(1).unwrap_or((0, 0));
        let or = |known: usize, name: &str, usual: usize| if known > 0 { known } else { number(name).unwrap_or(usual) };
        (or(columns, "COLUMNS", 80), or(rows, "LINES", 24))
    }
}

/// Whether the locale's character set is UTF-8; no locale counts as UTF-8, as in Python.
fn utf8_locale() -> bool {
    let Some(locale) = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|n| env::var(n)) else { return true };
    match locale.split_once('.') {
        Some((_, set)) => {
            let set = set.split('@').next().unwrap_or("").to_ascii_lowercase();
            set == "utf-8" || set == "utf8"
        }
        None => matches!(locale.as_str(), "C" | "POSIX"),
    }
}
