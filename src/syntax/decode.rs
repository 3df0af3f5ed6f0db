//! From bytes to source text: byte order mark and coding declaration (PEP 263).

use crate::diag::Diagnostic;
use crate::source::Span;

/// Decodes a source file. UTF-8 (the default), Latin-1 and ASCII are known.
pub fn decode_source(bytes: &[u8]) -> Result<String, Diagnostic> {
    let (marked, body) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => (true, rest),
        None => (false, bytes),
    };
    if body.contains(&0) {
        return Err(error("source code cannot contain null bytes".to_owned()));
    }
    let declared = coding_cookie(body);
    let encoding = declared.as_deref().map_or("utf-8", normal_name);
    if marked && encoding != "utf-8" {
        let name = declared.unwrap_or_default();
        return Err(error(format!("encoding problem: {name} with BOM")));
    }
    match encoding {
        "utf-8" => decode_utf8(body, declared.is_some()),
        "iso-8859-1" => Ok(body.iter().map(|&b| b as char).collect()),
        "ascii" => match body.iter().position(|b| !b.is_ascii()) {
            None => Ok(String::from_utf8_lossy(body).into_owned()),
            Some(at) => {
                let byte = body.get(at).copied().unwrap_or(0);
                Err(error(format!(
                    "(unicode error) 'ascii' codec can't decode byte 0x{byte:02x} in position {at}: ordinal not in range(128)"
                )))
            }
        },
        _ => Err(error(format!("unknown encoding: {}", declared.unwrap_or_default()))),
    }
}

fn error(message: String) -> Diagnostic {
    Diagnostic::syntax_error(message, Span::new(0, 0))
}

fn decode_utf8(body: &[u8], declared: bool) -> Result<String, Diagnostic> {
    match std::str::from_utf8(body) {
        Ok(text) => Ok(text.to_owned()),
        Err(problem) => {
            let at = problem.valid_up_to();
            let byte = body.get(at).copied().unwrap_or(0);
            let valid = body.get(..at).unwrap_or(&[]);
            let line = 1 + valid.iter().filter(|&&b| b == b'\n').count();
            let message = if declared {
                let reason = match problem.error_len() {
                    None => "unexpected end of data",
                    Some(_) if !(0xC2..=0xF4).contains(&byte) => "invalid start byte",
                    Some(_) => "invalid continuation byte",
                };
                format!("(unicode error) 'utf-8' codec can't decode byte 0x{byte:02x} in position {at}: {reason}")
            } else {
                format!(
                    "Non-UTF-8 code starting with '\\x{byte:02x}' on line {line}, but no encoding declared; \
                     see https://peps.python.org/pep-0263/ for details"
                )
            };
            Err(error(message))
        }
    }
}

/// The encoding named in a comment of the first two lines, if any. The second line counts only
/// when the first is blank or a comment.
fn coding_cookie(bytes: &[u8]) -> Option<String> {
    for line in bytes.split(|&b| b == b'\n').take(2) {
        let text = line.trim_ascii();
        let Some(comment) = text.strip_prefix(b"#") else {
            if text.is_empty() {
                continue;
            }
            return None;
        };
        if let Some(name) = cookie_in(comment) {
            return Some(name);
        }
    }
    None
}

/// `coding[:=]\s*([-\w.]+)` somewhere in a comment.
fn cookie_in(comment: &[u8]) -> Option<String> {
    let mut rest = comment;
    while let Some(at) = find(rest, b"coding") {
        rest = rest.get(at + 6..).unwrap_or(&[]);
        if let [b':' | b'=', value @ ..] = rest {
            let value = value.trim_ascii_start();
            let name: String = value
                .iter()
                .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
                .map(|&b| b as char)
                .collect();
            if !name.is_empty() {
                return Some(name);
            }
        }
    }
    None
}

fn find(text: &[u8], word: &[u8]) -> Option<usize> {
    text.windows(word.len()).position(|window| window == word)
}

/// The name under which the decoder knows an encoding; unknown names stay as they are.
fn normal_name(name: &str) -> &str {
    let lower = name.to_ascii_lowercase().replace('_', "-");
    let is = |known: &str| lower == known || lower.strip_prefix(known).is_some_and(|rest| rest.starts_with('-'));
    if is("utf-8") || lower == "utf8" {
        "utf-8"
    } else if is("latin-1")
        || is("iso-8859-1")
        || is("iso-latin-1")
        || matches!(&*lower, "latin1" | "l1" | "iso8859-1" | "8859")
    {
        "iso-8859-1"
    } else if matches!(&*lower, "ascii" | "us-ascii" | "646") {
        "ascii"
    } else {
        name
    }
}
