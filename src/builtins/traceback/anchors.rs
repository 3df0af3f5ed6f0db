//! Which part of an expression a traceback marks with `^` among `~`: the operator of a binary operation, the brackets
//! of a subscript or call.

use super::text::{char_offset, is_space};
use crate::source::SourceFile;
use crate::syntax::ast::{Expr, ExprKind, Stmt, StmtKind};
use crate::syntax::{self, Mode, ParseOptions};

/// From (line, character) to (line, character), the latter excluded; lines count from 0 in the segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchors {
    pub left: (usize, usize),
    pub right: (usize, usize),
}

fn parse(text: &str) -> Option<(SourceFile, Vec<Stmt>)> {
    let source = SourceFile::new("<segment>", text);
    let options = ParseOptions { no_warnings: true };
    let module = stacker::maybe_grow(1 << 20, 64 << 20, || syntax::parse(&source, Mode::File, options)).ok()?;
    Some((source, module.body))
}

/// The anchors of an expression's source text, if it is of a kind that has them.
pub fn find(segment: &str) -> Option<Anchors> {
    // In brackets of its own a part of a longer expression is an expression, even over several lines.
    let (source, body) = parse(&format!("(\n{segment}\n)"))?;
    let [Stmt { kind: StmtKind::Expr { value: expr }, .. }] = body.as_slice() else { return None };
    let lines: Vec<&str> = segment.split('\n').collect();
    let chars: Vec<Vec<char>> = lines.iter().map(|l| l.chars().collect()).collect();
    let walk = Walk { source: &source, lines: &lines, chars: &chars };
    match &expr.kind {
        ExprKind::BinOp { left, right, .. } => {
            let start = walk.valid(walk.end_of(left)?)?;
            let start = walk.until(start, |c| !is_space(c) && c != ')')?;
            let (line, column) = start;
            let mut end = column + 1;
            // Operators have one or two characters; the second is no part of the right operand.
            let next = chars.get(line)?.get(end).copied();
            let (right_line, right_column) = walk.place(right.span.start)?;
            if let Some(c) = next
                && (right_line > line || end < right_column)
                && !is_space(c)
                && !matches!(c, '\\' | '#')
            {
                end += 1;
            }
            Some(Anchors { left: start, right: (line, end) })
        }
        ExprKind::Subscript { value, .. } => walk.bracket(value, expr, '['),
        ExprKind::Call { func, .. } => walk.bracket(func, expr, '('),
        _ => None,
    }
}

/// Positions in the lines of a segment.
struct Walk<'a> {
    source: &'a SourceFile,
    lines: &'a [&'a str],
    chars: &'a [Vec<char>],
}

impl Walk<'_> {
    /// Line and character in the segment of a byte offset in the parsed text, which has one line more in front.
    fn place(&self, offset: u32) -> Option<(usize, usize)> {
        let position = self.source.position(offset);
        let line = (position.line as usize).checked_sub(2)?;
        Some((line, char_offset(self.lines.get(line)?, position.column_bytes as usize)))
    }

    fn end_of(&self, expr: &Expr) -> Option<(usize, usize)> {
        self.place(expr.span.end)
    }

    /// The position itself, or the first character after it if a line ends there.
    fn valid(&self, (mut line, mut column): (usize, usize)) -> Option<(usize, usize)> {
        while column >= self.chars.get(line)?.len() {
            column = 0;
            line += 1;
        }
        Some((line, column))
    }

    /// The first character from a position on that satisfies `stop`; comments and line continuations are skipped.
    fn until(&self, start: (usize, usize), stop: impl Fn(char) -> bool) -> Option<(usize, usize)> {
        let mut at = start;
        loop {
            let c = *self.chars.get(at.0)?.get(at.1)?;
            at = if matches!(c, '\\' | '#') {
                self.valid((at.0 + 1, 0))?
            } else if stop(c) {
                return Some(at);
            } else {
                self.valid((at.0, at.1 + 1))?
            };
        }
    }

    /// From the bracket after `head` to the end of the expression.
    fn bracket(&self, head: &Expr, whole: &Expr, bracket: char) -> Option<Anchors> {
        let start = self.valid(self.end_of(head)?)?;
        let left = self.until(start, |c| c == bracket)?;
        Some(Anchors { left, right: self.end_of(whole)? })
    }
}

/// Whether these lines are `return name(...)` or `name = name(...)`-like statements whose call spans from `start` on the
/// first line to `end` on the last: marking all of the call would say nothing.
pub fn is_plain_call(lines: &[String], start: usize, end: usize) -> Option<bool> {
    let (source, body) = parse(&lines.join("\n"))?;
    let Some(statement) = body.first() else { return Some(true) };
    let call = match &statement.kind {
        StmtKind::Return { value: Some(value) } => match &value.kind {
            ExprKind::Call { func, .. } if matches!(func.kind, ExprKind::Name { .. }) => value,
            _ => return Some(false),
        },
        StmtKind::Assign { targets, value } => match targets.as_slice() {
            [Expr { kind: ExprKind::Name { .. }, .. }] if matches!(value.kind, ExprKind::Call { .. }) => value,
            _ => return Some(false),
        },
        _ => return Some(false),
    };
    let (first, last) = (source.position(call.span.start), source.position(call.span.end));
    Some(
        first.line == 1
            && last.line as usize == lines.len()
            && first.column_bytes as usize == start
            && last.column_bytes as usize == end,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_and_brackets() {
        assert_eq!(find("a + b"), Some(Anchors { left: (0, 2), right: (0, 3) }));
        assert_eq!(find("(a) // (b)"), Some(Anchors { left: (0, 4), right: (0, 6) }));
        assert_eq!(find("f(x, y)"), Some(Anchors { left: (0, 1), right: (0, 7) }));
        assert_eq!(find("a[1][2]"), Some(Anchors { left: (0, 4), right: (0, 7) }));
        assert_eq!(find("a.b"), None);
    }
}
