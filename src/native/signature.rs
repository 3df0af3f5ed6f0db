//! Parses signature texts such as `sorted(iterable, /, *, key=None, reverse=False)`.

use crate::gc::Value;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParamKind {
    PositionalOnly,
    Positional,
    VarPositional,
    KeywordOnly,
    VarKeyword,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Default {
    Required,
    /// Optional, without a value to show; the function sees `Value::UNSET`. Written `=<unrepresentable>` or `=...`.
    Unset,
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(Box<str>),
}

#[derive(Clone, Debug)]
pub struct Param {
    pub name: Box<str>,
    pub kind: ParamKind,
    pub default: Default,
}

#[derive(Clone, Debug)]
pub struct Signature {
    pub name: Box<str>,
    pub params: Vec<Param>,
    /// Number of parameters that take positional arguments.
    pub positional: usize,
    /// Of these, how many must be given.
    pub required: usize,
    /// No keyword can match.
    pub positional_only: bool,
    pub var_positional: Option<usize>,
    pub var_keyword: Option<usize>,
    /// Only plain positional parameters: binding is a count and defaults.
    pub plain: bool,
    /// Of a type's constructor, whose errors about the number of arguments are worded differently.
    pub constructor: bool,
}

impl Signature {
    pub fn parse(text: &str) -> Signature {
        let (name, rest) = text.split_once('(').unwrap_or((text, ")"));
        let inner = rest.strip_suffix(')').unwrap_or(rest);
        let mut params: Vec<Param> = Vec::new();
        let mut kind = ParamKind::Positional;
        for piece in split_params(inner) {
            match piece {
                "/" => params.iter_mut().for_each(|p| p.kind = ParamKind::PositionalOnly),
                "*" => kind = ParamKind::KeywordOnly,
                piece => {
                    let (kind_here, piece) = if let Some(rest) = piece.strip_prefix("**") {
                        (ParamKind::VarKeyword, rest)
                    } else if let Some(rest) = piece.strip_prefix('*') {
                        kind = ParamKind::KeywordOnly;
                        (ParamKind::VarPositional, rest)
                    } else {
                        (kind, piece)
                    };
                    let (name, default) = match piece.split_once('=') {
                        None => (piece, Default::Required),
                        Some((name, value)) => (name, parse_default(value)),
                    };
                    params.push(Param { name: name.trim().into(), kind: kind_here, default });
                }
            }
        }
        let is_positional = |p: &&Param| matches!(p.kind, ParamKind::PositionalOnly | ParamKind::Positional);
        let positional = params.iter().filter(is_positional).count();
        let required = params.iter().filter(is_positional).take_while(|p| p.default == Default::Required).count();
        let position = |k| params.iter().position(|p: &Param| p.kind == k);
        Signature {
            name: name.trim().into(),
            positional,
            required,
            positional_only: params
                .iter()
                .all(|p| matches!(p.kind, ParamKind::PositionalOnly | ParamKind::VarPositional)),
            var_positional: position(ParamKind::VarPositional),
            var_keyword: position(ParamKind::VarKeyword),
            plain: positional == params.len(),
            constructor: false,
            params,
        }
    }
}

/// Splits at commas outside of quotes and brackets.
fn split_params(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut depth, mut quote, mut start) = (0i32, None, 0);
    for (i, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), _) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, '(' | '[' | '{' | '<') => depth += 1,
            (None, ')' | ']' | '}' | '>') => depth -= 1,
            (None, ',') if depth == 0 => {
                pieces.push(text.get(start..i).unwrap_or("").trim());
                start = i + 1;
            }
            _ => {}
        }
    }
    pieces.push(text.get(start..).unwrap_or("").trim());
    pieces.retain(|p| !p.is_empty());
    pieces
}

fn parse_default(text: &str) -> Default {
    let text = text.trim();
    match text {
        "None" => Default::None,
        "True" => Default::Bool(true),
        "False" => Default::Bool(false),
        "sys.maxsize" => Default::Int(i64::MAX),
        _ => {
            if let Some(s) = text.strip_prefix('\'').and_then(|t| t.strip_suffix('\'')) {
                Default::Str(s.replace("\\n", "\n").into())
            } else if let Ok(i) = text.parse() {
                Default::Int(i)
            } else if let Ok(f) = text.parse() {
                Default::Float(f)
            } else {
                Default::Unset
            }
        }
    }
}

impl Default {
    /// The value bound when the argument is left out.
    pub fn value(&self, vm: &crate::vm::Vm) -> Value {
        match self {
            Default::Required | Default::Unset => Value::UNSET,
            Default::None => Value::NONE,
            Default::Bool(b) => Value::bool(*b),
            Default::Int(i) => vm.int(*i),
            Default::Float(f) => vm.float(*f),
            Default::Str(s) => vm.intern(s).into_value(),
        }
    }
}
