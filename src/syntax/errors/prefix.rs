//! Whether the last line of an unfinished text is wrong already, whatever may follow.
//!
//! The grammar reads some wrong texts for the sake of their messages and refuses them when a construct is whole:
//! `f(a.b=`, `def f(*, **k`, `[x for 1 in`. At the prompt that is too late, and `codeop` says it at once. So the
//! tokens are walked through with what is known about each open bracket; targets are parsed again with a dummy behind them.

use super::look::Look;
use crate::source::SourceFile;
use crate::syntax::build::Builder;
use crate::syntax::parser::{self, Outcome};
use crate::syntax::token::{Tok, Token};
use std::cell::Cell;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Outside of all brackets.
    Line,
    /// Brackets in which `=` has no meaning.
    Plain,
    /// Arguments; those of a class allow no generator expression.
    Call {
        class: bool,
    },
    Parameters,
    TypeParameters,
    /// Names behind `from x import`.
    Import,
    /// A replacement field of an f-string, or the string itself.
    Field,
    FString,
}

/// An open bracket, or the line.
struct Context {
    kind: Kind,
    /// Index of the first token of the element.
    element: usize,
    /// Elements before it.
    commas: usize,
    /// The `for` whose targets are being read.
    pending_for: Option<usize>,
    /// A comprehension stands in it.
    comprehension: bool,
    /// `name=` or `**` was seen; `**` was.
    keyword: bool,
    double: bool,
    /// Lambdas whose colon has not come: their start and parameters.
    lambdas: Vec<(usize, Parameters)>,
    parameters: Parameters,
}

impl Context {
    fn new(kind: Kind, element: usize) -> Context {
        Context {
            kind,
            element,
            commas: 0,
            pending_for: None,
            comprehension: false,
            keyword: false,
            double: false,
            lambdas: Vec::new(),
            parameters: Parameters::default(),
        }
    }

    /// Whether a name alone is an argument behind a keyword argument.
    fn ends_bare(&self, before: Tok, index: usize) -> bool {
        self.keyword && before == Tok::Name && index == self.element + 1
    }
}

/// A list of parameters, as far as it was read.
#[derive(Default)]
struct Parameters {
    count: usize,
    slash: bool,
    star: bool,
    /// A `*` without a name, and no parameter behind it yet.
    bare: bool,
    double: bool,
    /// One of the positional ones has a default.
    default: bool,
    now: Now,
}

/// Where in a parameter the walk is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Now {
    #[default]
    Start,
    Slash,
    Star,
    DoubleStar,
    /// Behind the name, or in the annotation; whether the name stands behind stars.
    Name {
        starred: bool,
    },
    Default,
}

impl Parameters {
    /// Takes a token outside of nested brackets; whether it is wrong.
    fn take(&mut self, tok: Tok) -> bool {
        match (self.now, tok) {
            (Now::Start, Tok::Slash) => {
                let wrong = self.slash || self.star || self.count == 0;
                self.slash = true;
                self.now = Now::Slash;
                wrong || self.double
            }
            (Now::Start, Tok::Star) => {
                let wrong = self.star || self.double;
                self.star = true;
                self.now = Now::Star;
                wrong
            }
            (Now::Start, Tok::DoubleStar) => {
                let wrong = self.bare || self.double;
                self.double = true;
                self.now = Now::DoubleStar;
                wrong
            }
            (Now::Start, Tok::Comma) => true,
            (Now::Start, _) => {
                self.now = Now::Name { starred: false };
                self.count += 1;
                self.bare = false;
                self.double
            }
            (Now::Star, Tok::Comma) => {
                self.bare = true;
                self.now = Now::Start;
                false
            }
            (Now::Star | Now::DoubleStar, _) => {
                self.now = Now::Name { starred: true };
                false
            }
            (Now::Name { starred }, Tok::Equal) => {
                self.now = Now::Default;
                self.default |= !self.star;
                starred
            }
            (Now::Name { .. } | Now::Default | Now::Slash, Tok::Comma) => {
                let wrong = self.lacks_default();
                self.now = Now::Start;
                wrong
            }
            _ => false,
        }
    }

    /// Whether the parameter just read needs a default.
    fn lacks_default(&self) -> bool {
        self.now == Now::Name { starred: false } && self.default && !self.star
    }

    /// Whether the list may not end here.
    fn ends_wrong(&self) -> bool {
        self.bare || self.now == Now::Star || self.lacks_default()
    }
}

/// The walk through the tokens of the last logical line.
struct Walk<'a> {
    source: &'a SourceFile,
    tokens: &'a [Token],
    /// Where the statement begins.
    statement: usize,
    stack: Vec<Context>,
}

/// Whether no text behind the tokens before `at` can make them a program. (They fit the grammar so far.)
pub(super) fn is_wrong(look: &Look<'_>) -> bool {
    let mut walk = Walk {
        source: look.source,
        tokens: look.tokens,
        statement: look.line,
        stack: vec![Context::new(Kind::Line, look.line)],
    };
    (look.line..look.at).any(|index| walk.take(index))
}

impl Walk<'_> {
    fn kind(&self, index: usize) -> Tok {
        self.tokens.get(index).map_or(Tok::End, |token| token.1)
    }

    fn before(&self, index: usize) -> Tok {
        if index > self.statement { self.kind(index - 1) } else { Tok::End }
    }

    /// Takes a token; whether it is wrong.
    fn take(&mut self, index: usize) -> bool {
        let tok = self.kind(index);
        if tok.is_close_bracket() || tok == Tok::FEnd {
            return self.close(index);
        }
        let wrong = self.in_lambda(index, tok) || self.in_context(index, tok);
        if tok.is_open_bracket() || tok == Tok::FStart {
            let kind = self.kind_of_bracket(index, tok);
            self.stack.push(Context::new(kind, index + 1));
        }
        wrong
    }

    fn close(&mut self, index: usize) -> bool {
        let before = self.before(index);
        let Some(context) = self.stack.pop() else { return false };
        if self.stack.is_empty() {
            self.stack.push(context);
            return false;
        }
        match context.kind {
            Kind::Parameters => context.parameters.ends_wrong(),
            Kind::Call { .. } => context.ends_bare(before, index),
            _ => false,
        }
    }

    /// Parameters of a lambda are no arguments of what is around it.
    fn in_lambda(&mut self, index: usize, tok: Tok) -> bool {
        let Some(context) = self.stack.last_mut() else { return false };
        if tok == Tok::Lambda {
            context.lambdas.push((index, Parameters::default()));
            return false;
        }
        match context.lambdas.last_mut() {
            Some((_, parameters)) if tok == Tok::Colon => {
                let wrong = parameters.ends_wrong();
                context.lambdas.pop();
                // Not taken as a colon of the context.
                wrong
            }
            Some((_, parameters)) => parameters.take(tok),
            None => false,
        }
    }

    fn in_context(&mut self, index: usize, tok: Tok) -> bool {
        // A lambda's own tokens, and the colon that has just ended its parameters.
        let (before, two_before) = (self.before(index), self.before(index.saturating_sub(1)));
        let statement = self.statement;
        let Some(context) = self.stack.last_mut() else { return false };
        if !context.lambdas.is_empty() || tok == Tok::Lambda {
            if let Kind::Call { .. } = context.kind
                && index == context.element
            {
                return context.keyword;
            }
            return false;
        }
        let kind = context.kind;
        let starts = index == context.element;
        match tok {
            Tok::ColonEqual => {
                let named = before == Tok::Name && two_before != Tok::Dot;
                return !named || matches!(kind, Kind::Call { .. }) && context.keyword;
            }
            Tok::For => {
                let starred =
                    matches!(self.tokens.get(context.element).map(|t| t.1), Some(Tok::Star | Tok::DoubleStar));
                let first = !context.comprehension;
                context.pending_for = Some(index);
                if kind == Kind::Line {
                    return false;
                }
                context.comprehension = true;
                let alone = context.commas == 0 && !context.keyword;
                return match kind {
                    Kind::Call { class } => class || first && (starred || !alone),
                    _ => first && starred,
                };
            }
            Tok::In => {
                let Some(from) = context.pending_for.take() else { return false };
                return self.is_refused(from, index + 1, &[Tok::Name, Tok::Colon, Tok::Pass]);
            }
            _ => {}
        }
        match kind {
            Kind::Line => self.in_line(index, tok),
            Kind::Parameters => context.parameters.take(tok),
            Kind::Import => tok == Tok::Dot,
            Kind::Call { .. } if tok == Tok::Comma => {
                let wrong = context.comprehension || context.ends_bare(before, index);
                context.commas += 1;
                context.element = index + 1;
                wrong
            }
            Kind::Call { .. } if tok == Tok::Equal => {
                let named = before == Tok::Name && index == context.element + 1;
                context.keyword = true;
                !named
            }
            Kind::Call { .. } => {
                let wrong = match tok {
                    // Behind a keyword argument.
                    Tok::Star if starts => context.double,
                    Tok::Name | Tok::DoubleStar if starts => false,
                    _ if starts => context.keyword,
                    _ => context.ends_bare(before, index),
                };
                if starts && tok == Tok::DoubleStar {
                    context.keyword = true;
                    context.double = true;
                }
                wrong
            }
            Kind::Plain => match tok {
                Tok::Equal => true,
                Tok::Comma => {
                    let element = context.element;
                    // `{**rest}` of a pattern is the last.
                    let mapping = self.tokens.get(element).map(|t| t.1) == Some(Tok::DoubleStar);
                    context.commas += 1;
                    context.element = index + 1;
                    context.double |= mapping;
                    false
                }
                _ if starts => context.double && self.kind(statement) == Tok::Case,
                _ => false,
            },
            Kind::TypeParameters | Kind::Field | Kind::FString => false,
        }
    }

    /// A token outside of brackets.
    fn in_line(&mut self, index: usize, tok: Tok) -> bool {
        let first = self.kind(self.statement);
        let statement = self.statement;
        match tok {
            Tok::Semicolon => {
                self.statement = index + 1;
                false
            }
            Tok::Colon if self.before(index) != Tok::End && is_header(first) => {
                self.statement = index + 1;
                false
            }
            Tok::Colon if first == Tok::Else || first == Tok::Try || first == Tok::Finally => {
                self.statement = index + 1;
                false
            }
            // That of a lambda that began on this level was taken before.
            Tok::Colon if first == Tok::Lambda => false,
            Tok::Colon => {
                !self.closes_lambda(index) && self.is_refused(statement, index + 1, &[Tok::Name, Tok::Newline])
            }
            Tok::Equal if first == Tok::Type => false,
            _ if tok == Tok::Equal || is_augmented(tok) => {
                is_keyword(first) || self.is_refused(statement, index + 1, &[Tok::Name, Tok::Newline])
            }
            Tok::As if first == Tok::Except => self.has_seen(statement, Tok::Comma, index),
            Tok::Comma if first == Tok::Del => self.is_refused(statement, index, &[Tok::Newline]),
            _ if first == Tok::Case && self.before(index) == Tok::As => tok != Tok::Name,
            _ => false,
        }
    }

    /// Whether a colon belongs to a lambda of the statement.
    fn closes_lambda(&self, index: usize) -> bool {
        let mut depth = 0usize;
        let mut lambdas = 0usize;
        for at in self.statement..index {
            match self.kind(at) {
                tok if tok.is_open_bracket() || tok == Tok::FStart => depth += 1,
                tok if tok.is_close_bracket() || tok == Tok::FEnd => depth = depth.saturating_sub(1),
                Tok::Lambda if depth == 0 => lambdas += 1,
                Tok::Colon if depth == 0 => lambdas = lambdas.saturating_sub(1),
                _ => {}
            }
        }
        lambdas > 0
    }

    fn kind_of_bracket(&self, index: usize, tok: Tok) -> Kind {
        let before = self.before(index);
        let first = self.kind(self.statement);
        match tok {
            Tok::FStart => return Kind::FString,
            Tok::LBrace
                if self.stack.last().is_some_and(|c| {
                    c.kind == Kind::FString || c.kind == Kind::Field && matches!(before, Tok::FMiddle | Tok::Colon)
                }) =>
            {
                return Kind::Field;
            }
            _ => {}
        }
        let outermost = self.stack.len() == 1;
        let definition = self.stack.iter().all(|c| c.kind == Kind::Line);
        let at = self.statement + usize::from(first == Tok::Async);
        match (tok, self.kind(at)) {
            (Tok::LParen, Tok::Def) if definition && index > at && !self.has_seen(at, Tok::LParen, index) => {
                Kind::Parameters
            }
            (Tok::LBracket, Tok::Def | Tok::Class | Tok::Type) if outermost && index == at + 2 => Kind::TypeParameters,
            (Tok::LParen, Tok::Class) if outermost && !self.has_seen(at, Tok::LParen, index) => {
                Kind::Call { class: true }
            }
            (Tok::LParen, Tok::From) if before == Tok::Import => Kind::Import,
            (Tok::LParen, _) if super::ends_operand(before) => Kind::Call { class: false },
            _ => Kind::Plain,
        }
    }

    /// Whether a token stands outside of brackets in a part of the line.
    fn has_seen(&self, from: usize, wanted: Tok, to: usize) -> bool {
        let mut depth = 0usize;
        for index in from..to {
            let tok = self.kind(index);
            if depth == 0 && tok == wanted {
                return true;
            }
            if tok.is_open_bracket() {
                depth += 1;
            } else if tok.is_close_bracket() {
                depth = depth.saturating_sub(1);
            }
        }
        false
    }

    /// Whether some tokens with dummies behind them are no statement.
    fn is_refused(&self, from: usize, to: usize, behind: &[Tok]) -> bool {
        let Some(tokens) = self.tokens.get(from..to) else { return false };
        let start = tokens.first().map_or(0, |t| t.0);
        let end = tokens.last().map_or(start, |t| t.2);
        let mut probe = vec![(start, Tok::StartFile, start)];
        probe.extend_from_slice(tokens);
        probe.extend(behind.iter().map(|tok| (end, *tok, end)));
        if behind.last() != Some(&Tok::Newline) {
            probe.push((end, Tok::Newline, end));
        }
        probe.push((end, Tok::End, end));
        let stop = Cell::new(false);
        let mut builder = Builder::new(self.source, &stop);
        !matches!(parser::run(&probe, &mut builder, &stop), Outcome::Complete)
    }
}

/// Statements with a block whose header holds something before the colon.
fn is_header(tok: Tok) -> bool {
    matches!(
        tok,
        Tok::If
            | Tok::Elif
            | Tok::While
            | Tok::For
            | Tok::With
            | Tok::Except
            | Tok::Def
            | Tok::Class
            | Tok::Async
            | Tok::Match
            | Tok::Case
    )
}

fn is_augmented(tok: Tok) -> bool {
    (Tok::PlusEqual as u8..=Tok::AtEqual as u8).contains(&(tok as u8))
}

fn is_keyword(tok: Tok) -> bool {
    (Tok::False as u8..=Tok::Case as u8).contains(&(tok as u8))
}
