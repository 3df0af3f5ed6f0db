//! From text to tokens: lexing, layout and soft keywords in one pass.
//!
//! The whole text becomes one vector, so that the parser's post-failure diagnosis can look at
//! any token. NEWLINE, INDENT and DEDENT are made here (`layout`), strings and f-strings are
//! finished here (`strings`), numbers in `number`. The first error ends the stream with
//! `Tok::Error`; whether it is what the user sees is decided by the parser. The same token stands
//! for characters that no rule of the grammar knows; after these the stream goes on.

mod layout;
mod number;
mod strings;

use crate::diag::{Diagnostic, DiagnosticKind, Extent};
use crate::source::{SourceFile, Span};
use crate::syntax::token::{Tok, Token};
use logos::Logos;

/// Nesting of brackets that CPython's tokenizer accepts.
const MAX_BRACKETS: usize = 200;
/// Nesting of f-strings that CPython's tokenizer accepts.
const MAX_FSTRINGS: usize = 150;

/// Everything that the lexer found out about a text.
pub struct Lexed {
    pub tokens: Vec<Token>,
    pub error: Option<LexError>,
    /// Brackets that are still open at the end: character and offset, outermost first.
    pub unclosed: Vec<(u8, u32)>,
    pub warnings: Vec<Diagnostic>,
}

pub struct LexError {
    pub diagnostic: Diagnostic,
    /// CPython lets this error replace one that its parser finds earlier in the text.
    pub overrides_parser: bool,
    /// More text could mend it: an open triple-quoted string, a final backslash.
    pub incomplete: bool,
}

pub(super) struct Bracket {
    open: u8,
    offset: u32,
    /// Index of the token, when it is the parenthesis right after `with`.
    with_token: Option<u32>,
}

/// An f-string or t-string that is being lexed.
pub(super) struct FString {
    start: u32,
    quote: u8,
    triple: bool,
    raw: bool,
    template: bool,
    /// Replacement fields that are open, outermost first.
    fields: Vec<Field>,
}

pub(super) struct Field {
    /// Number of open brackets, the field's own brace included.
    depth: usize,
    in_spec: bool,
}

impl FString {
    fn letter(&self) -> char {
        if self.template { 't' } else { 'f' }
    }
}

pub(super) struct Lexer<'s> {
    source: &'s SourceFile,
    bytes: &'s [u8],
    logos: logos::Lexer<'s, Tok>,
    tokens: Vec<Token>,
    brackets: Vec<Bracket>,
    fstrings: Vec<FString>,
    /// Columns of the open blocks, counted with tabs of 8 and of 1, and "is a match block".
    indents: Vec<layout::Indent>,
    /// Index of the first token of the logical line.
    line_first: usize,
    /// Start of the comment that ends the current line.
    comment: Option<u32>,
    /// The line that just ended opens a match block.
    opens_match: bool,
    /// A `with (` whose closing parenthesis was the previous token.
    closed_with: Option<u32>,
    warnings: Vec<Diagnostic>,
    error: Option<LexError>,
}

/// Bytes between two looks for a Ctrl-C.
const LOOK_EVERY: u32 = 1 << 16;

/// The marker of a stopped lexer; the error itself is in `Lexer::error`.
pub(super) struct Stop;

/// Lexes a whole text; `start` becomes the first token.
pub fn lex(source: &SourceFile, start: Tok) -> Lexed {
    let text = source.text();
    let mut lexer = Lexer {
        source,
        bytes: text.as_bytes(),
        logos: Tok::lexer(text),
        tokens: Vec::with_capacity(text.len() / 5 + 16),
        brackets: Vec::new(),
        fstrings: Vec::new(),
        indents: Vec::new(),
        line_first: 1,
        comment: None,
        opens_match: false,
        closed_with: None,
        warnings: Vec::new(),
        error: None,
    };
    lexer.tokens.push((0, start, 0));
    if lexer.run().is_err() {
        let span = lexer.error.as_ref().map_or(Span::default(), |error| error.diagnostic.span);
        lexer.tokens.push((span.start, Tok::Error, span.end));
    }
    // Only the end of the text is missing from such a statement.
    for bracket in &lexer.brackets {
        if let Some(open) = bracket.with_token.and_then(|index| lexer.tokens.get_mut(index as usize)) {
            open.1 = Tok::WithLParen;
        }
    }
    Lexed {
        tokens: lexer.tokens,
        error: lexer.error,
        unclosed: lexer.brackets.iter().map(|b| (b.open, b.offset)).collect(),
        warnings: lexer.warnings,
    }
}

impl<'s> Lexer<'s> {
    fn run(&mut self) -> Result<(), Stop> {
        self.start_of_line()?;
        let mut looked = 0;
        loop {
            let Some(result) = self.logos.next() else { return self.end_of_file() };
            let span = self.logos.span();
            let (start, end) = (span.start as u32, span.end as u32);
            if start - looked > LOOK_EVERY {
                looked = start;
                if let Err(diagnostic) = Diagnostic::unless_interrupted() {
                    return self.stop(diagnostic, true, false);
                }
            }
            let Ok(tok) = result else {
                self.unknown_character(start)?;
                continue;
            };
            match tok {
                Tok::Name => {
                    self.check_name(start, end)?;
                    self.push(start, Tok::Name, end);
                }
                Tok::Number => {
                    let end = self.number(start)?;
                    self.push(start, Tok::Number, end);
                }
                Tok::String => {
                    let end = self.string(start, end)?;
                    self.push(start, Tok::String, end);
                }
                Tok::FStart => {
                    self.open_fstring(start, end)?;
                    self.fstring_middle(end)?;
                }
                Tok::Comment => self.comment = Some(start),
                Tok::Newline => {
                    // CPython's NEWLINE starts where the comment before it does.
                    let start = self.comment.take().unwrap_or(start);
                    if self.brackets.is_empty() {
                        self.end_of_line(start, end);
                        self.start_of_line()?;
                    }
                }
                Tok::Backslash => self.continuation(start)?,
                Tok::LParen | Tok::LBracket | Tok::LBrace => self.open_bracket(start, tok)?,
                Tok::RParen | Tok::RBracket | Tok::RBrace => self.close_bracket(start, tok)?,
                Tok::Colon | Tok::ColonEqual if self.at_field_level() => {
                    // `:=` directly in a field is a format specification that starts with `=`.
                    self.push(start, Tok::Colon, start + 1);
                    self.enter_spec(start + 1)?;
                }
                _ => self.push(start, tok, end),
            }
        }
    }

    /// Appends a token and settles soft keywords that depend on it.
    #[inline]
    fn push(&mut self, start: u32, tok: Tok, end: u32) {
        let mut tok = tok;
        if let Some(index) = self.closed_with.take()
            && tok == Tok::Colon
            && let Some(open) = self.tokens.get_mut(index as usize)
        {
            open.1 = Tok::WithLParen;
        }
        match tok {
            // An expression has no statements.
            Tok::Match | Tok::Case | Tok::Type if self.is_eval() => tok = Tok::Name,
            // `match` stays open until the line ends; `case` needs a match block around it.
            Tok::Match if self.tokens.len() != self.line_first => tok = Tok::Name,
            Tok::Case => {
                let in_match = self.indents.last().is_some_and(|indent| indent.is_match);
                if !in_match || self.tokens.len() != self.line_first {
                    tok = Tok::Name;
                }
            }
            Tok::Type => {
                let at_start = self.tokens.len() == self.line_first
                    || (self.brackets.is_empty() && matches!(self.last(), Tok::Semicolon | Tok::Colon));
                if !at_start {
                    tok = Tok::Name;
                }
            }
            _ => {}
        }
        // `type` is a keyword only before a name, which is known now.
        if let Some(previous) = self.tokens.last_mut()
            && previous.1 == Tok::Type
        {
            if !matches!(tok, Tok::Name | Tok::Match | Tok::Case | Tok::Type) {
                previous.1 = Tok::Name;
            }
            if tok == Tok::Type {
                tok = Tok::Name;
            }
        }
        self.tokens.push((start, tok, end));
    }

    fn is_eval(&self) -> bool {
        self.tokens.first().is_some_and(|token| token.1 == Tok::StartEval)
    }

    fn last(&self) -> Tok {
        self.tokens.last().map_or(Tok::StartFile, |token| token.1)
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// Moves the position of the underlying lexer to `to`.
    fn advance_to(&mut self, to: u32) {
        let at = self.logos.span().end;
        self.logos.bump((to as usize).saturating_sub(at));
    }

    fn at_field_level(&self) -> bool {
        self.fstrings
            .last()
            .and_then(|string| string.fields.last())
            .is_some_and(|field| field.depth == self.brackets.len() && !field.in_spec)
    }

    /// Stops with a syntax error that CPython's tokenizer would raise at once.
    fn fail<T>(&mut self, message: impl Into<String>, span: Span) -> Result<T, Stop> {
        let mut diagnostic = Diagnostic::syntax_error(message, span);
        diagnostic.from_lexer = true;
        self.stop(diagnostic, true, false)
    }

    fn stop<T>(&mut self, diagnostic: Diagnostic, overrides_parser: bool, incomplete: bool) -> Result<T, Stop> {
        self.error = Some(LexError { diagnostic, overrides_parser, incomplete });
        Err(Stop)
    }

    /// The empty span before the last character before `end`: CPython's tokenizer points at the
    /// character that it consumed last, with an equal end.
    fn point_before(&self, end: u32) -> Span {
        let mut at = (end as usize).saturating_sub(1);
        while at > 0 && self.byte(at) & 0xC0 == 0x80 {
            at -= 1;
        }
        Span::new(at as u32, at as u32)
    }

    fn unknown_character(&mut self, start: u32) -> Result<(), Stop> {
        let text = self.source.text().get(start as usize..).unwrap_or("");
        let Some(c) = text.chars().next() else {
            return self.fail("invalid syntax", Span::new(start, start));
        };
        let span = Span::new(start, start);
        if c == '\0' {
            return self.fail("source code cannot contain null bytes", span);
        }
        if c.is_control() {
            let message = format!("invalid non-printable character U+{:04X}", c as u32);
            return self.fail(message, span);
        }
        // `$`, `?` and the back quote are single tokens that no rule of the grammar knows.
        self.push(start, Tok::Error, start + c.len_utf8() as u32);
        Ok(())
    }

    fn check_name(&mut self, start: u32, end: u32) -> Result<(), Stop> {
        let source = self.source;
        let name = source.slice(Span::new(start, end));
        if name.is_ascii() {
            if name.len() <= 4 && matches!(self.byte(end as usize), b'"' | b'\'') {
                return self.check_prefix(start, end);
            }
            return Ok(());
        }
        for (index, c) in name.char_indices() {
            let valid =
                if index == 0 { c == '_' || unicode_ident::is_xid_start(c) } else { unicode_ident::is_xid_continue(c) };
            if !valid {
                let at = start + index as u32;
                let span = Span::new(at, at);
                let message = if c.is_control() || is_unprintable(c) {
                    format!("invalid non-printable character U+{:04X}", c as u32)
                } else {
                    format!("invalid character '{c}' (U+{:04X})", c as u32)
                };
                return self.fail(message, span);
            }
        }
        Ok(())
    }

    fn open_bracket(&mut self, start: u32, tok: Tok) -> Result<(), Stop> {
        if self.brackets.len() >= MAX_BRACKETS {
            let span = self.point_before(start + 1);
            return self.fail("too many nested parentheses", span);
        }
        let with_token = (tok == Tok::LParen && self.last() == Tok::With).then_some(self.tokens.len() as u32);
        self.brackets.push(Bracket { open: self.byte(start as usize), offset: start, with_token });
        self.push(start, tok, start + 1);
        Ok(())
    }

    fn close_bracket(&mut self, start: u32, tok: Tok) -> Result<(), Stop> {
        let close = self.byte(start as usize) as char;
        let span = Span::new(start, start);
        let field_depth = self.fstrings.last().and_then(|s| s.fields.last()).map(|field| field.depth);
        let Some(bracket) = self.brackets.pop() else {
            return self.fail(format!("unmatched '{close}'"), span);
        };
        let matches = matches!((bracket.open, close), (b'(', ')') | (b'[', ']') | (b'{', '}'));
        if !matches {
            if bracket.open == b'{' && field_depth == Some(self.brackets.len() + 1) {
                let letter = self.fstrings.last().map_or('f', FString::letter);
                return self.fail(format!("{letter}-string: unmatched '{close}'"), span);
            }
            let mut message =
                format!("closing parenthesis '{close}' does not match opening parenthesis '{}'", bracket.open as char);
            let (open_line, line) = (self.source.line_of(bracket.offset), self.source.line_of(start));
            if open_line != line {
                message.push_str(&format!(" on line {open_line}"));
            }
            return self.fail(message, span);
        }
        self.push(start, tok, start + 1);
        self.closed_with = bracket.with_token;
        if tok == Tok::RBrace && field_depth == Some(self.brackets.len() + 1) {
            if let Some(string) = self.fstrings.last_mut() {
                string.fields.pop();
            }
            self.fstring_middle(start + 1)?;
        }
        Ok(())
    }
}

/// Characters that Python's `str.isprintable` refuses, as far as they meet source texts:
/// spaces other than ASCII, format characters, separators, private use.
fn is_unprintable(c: char) -> bool {
    use unicode_general_category::{GeneralCategory as G, get_general_category};
    matches!(
        get_general_category(c),
        G::Control
            | G::Format
            | G::Surrogate
            | G::PrivateUse
            | G::Unassigned
            | G::LineSeparator
            | G::ParagraphSeparator
            | G::SpaceSeparator
    )
}

impl Lexer<'_> {
    /// An indentation-like error: the parser's own earlier error stays.
    fn fail_layout<T>(&mut self, kind: DiagnosticKind, message: &str, span: Span) -> Result<T, Stop> {
        self.stop(Diagnostic::new(kind, message, span).with_extent(Extent::Open), false, false)
    }
}
