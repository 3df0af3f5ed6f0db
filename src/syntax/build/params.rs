//! Parameters: from the list in source order to `Arguments`.

use super::Builder;
use crate::syntax::ast::*;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ParamKind {
    Plain,
    VarArg,
    KwArg,
    Slash,
    /// A lone `*`.
    Star,
}

pub struct ParamData {
    kind: ParamKind,
    /// Where the parameter starts, its star included.
    start: u32,
    arg: Arg,
    default: Option<Box<Expr>>,
}

pub type Param = Box<ParamData>;

impl Builder<'_> {
    /// `l..r` is the range of the name and its annotation.
    pub fn param(
        &mut self,
        kind: ParamKind,
        start: u32,
        l: u32,
        r: u32,
        annotation: Option<Box<Expr>>,
        default: Option<Box<Expr>>,
    ) -> Param {
        let name_end = if annotation.is_some() { self.name_end(l) } else { r };
        let arg = self.interner.intern(self.slice(l, name_end));
        Box::new(ParamData { kind, start, arg: Arg { span: Span::new(l, r), arg, annotation }, default })
    }

    /// The end of the identifier at `l`.
    fn name_end(&self, l: u32) -> u32 {
        let rest = self.text.as_bytes().get(l as usize..).unwrap_or(&[]);
        let length = rest.iter().position(|&b| !(b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80));
        l + length.unwrap_or(rest.len()) as u32
    }

    pub fn param_mark(&mut self, kind: ParamKind, l: u32) -> Param {
        let span = Span::new(l, l + 1);
        let arg = self.interner.intern("");
        Box::new(ParamData { kind, start: l, arg: Arg { span, arg, annotation: None }, default: None })
    }

    pub(super) fn arguments(&mut self, params: Vec<Param>, lambda: bool) -> Arguments {
        let mut out = Arguments::default();
        let mut slash = false;
        // Set once a `*` or `*args` was seen: its offset, and whether it was a lone star.
        let mut star: Option<(u32, bool)> = None;
        for param in params {
            let ParamData { kind, start, arg, default } = *param;
            if out.kwarg.is_some() {
                let span = match kind {
                    ParamKind::Plain => arg.span,
                    ParamKind::KwArg => Span::new(start, start + 2),
                    _ => Span::new(start, start + 1),
                };
                self.fail(span, "arguments cannot follow var-keyword argument");
                return out;
            }
            match kind {
                ParamKind::Plain if star.is_some() => {
                    out.kwonlyargs.push(arg);
                    out.kw_defaults.push(default.map(|e| *e));
                }
                ParamKind::Plain => {
                    match default {
                        Some(default) => out.defaults.push(*default),
                        None if !out.defaults.is_empty() => {
                            let message = "parameter without a default follows parameter with a default";
                            self.fail(arg.span, message);
                        }
                        None => {}
                    }
                    out.args.push(arg);
                }
                ParamKind::Slash => {
                    let message = if star.is_some() {
                        "/ must be ahead of *"
                    } else if slash {
                        "/ may appear only once"
                    } else if out.args.is_empty()
                        && !self.text.get(start as usize + 1..).unwrap_or("").trim_start().starts_with(',')
                    {
                        super::expr::GENERIC
                    } else if out.args.is_empty() {
                        "at least one argument must precede /"
                    } else {
                        slash = true;
                        out.posonlyargs = std::mem::take(&mut out.args);
                        continue;
                    };
                    self.fail(Span::new(start, start + 1), message);
                }
                ParamKind::Star | ParamKind::VarArg => {
                    if star.is_some() {
                        self.fail(Span::new(start, start + 1), "* argument may appear only once");
                    }
                    star = Some((start, kind == ParamKind::Star));
                    if kind == ParamKind::VarArg {
                        out.vararg = Some(Box::new(arg));
                    }
                }
                ParamKind::KwArg => out.kwarg = Some(Box::new(arg)),
            }
        }
        if let Some((at, true)) = star
            && out.kwonlyargs.is_empty()
        {
            // For lambda, CPython points at what follows the star (and its comma).
            let (start, length) = if lambda { self.after_star(at + 1) } else { (at, 1) };
            self.fail(Span::new(start, start + length), "named arguments must follow bare *");
        }
        out
    }

    fn after_star(&self, from: u32) -> (u32, u32) {
        let rest = self.text.as_bytes().get(from as usize..).unwrap_or(&[]);
        let skip = rest.iter().take_while(|&&b| b == b',' || b.is_ascii_whitespace()).count();
        let length = if rest.get(skip..).is_some_and(|rest| rest.starts_with(b"**")) { 2 } else { 1 };
        (from + skip as u32, length)
    }
}
