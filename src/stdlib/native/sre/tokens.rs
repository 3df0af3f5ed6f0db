//! The characters of a pattern or template, with a backslash and what follows it as one token.
//!
//! Bytes patterns are read as Latin-1. Positions count characters.

use super::syntax::Failure;
use crate::builtins::str::{repr, unicode};
use crate::object::str::push_code_point;

/// One character, or a backslash with the character behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub escaped: bool,
    pub point: u32,
}

impl Token {
    /// A token without backslash that is this ASCII character.
    pub fn is(self, c: char) -> bool {
        !self.escaped && self.point == c as u32
    }

    /// The ASCII character, if the token is one without backslash.
    pub fn ascii(self) -> Option<char> {
        if self.escaped || self.point > 0x7f { None } else { char::from_u32(self.point) }
    }

    pub fn len(self) -> usize {
        1 + self.escaped as usize
    }

    pub fn push(self, out: &mut Vec<u8>) {
        if self.escaped {
            out.push(b'\\');
        }
        push_code_point(out, self.point);
    }
}

pub struct Tokens<'a> {
    points: &'a [u32],
    pub is_text: bool,
    index: usize,
    next: Option<Token>,
}

impl<'a> Tokens<'a> {
    pub fn new(points: &'a [u32], is_text: bool) -> Result<Tokens<'a>, Failure> {
        let mut tokens = Tokens { points, is_text, index: 0, next: None };
        tokens.advance()?;
        Ok(tokens)
    }

    fn advance(&mut self) -> Result<(), Failure> {
        let mut index = self.index;
        let Some(mut point) = self.points.get(index).copied() else {
            self.next = None;
            return Ok(());
        };
        let escaped = point == '\\' as u32;
        if escaped {
            index += 1;
            point = match self.points.get(index) {
                Some(point) => *point,
                None => {
                    let message = b"bad escape (end of pattern)".to_vec();
                    return Err(Failure::Syntax { message, position: Some(self.points.len() - 1) });
                }
            };
        }
        self.index = index + 1;
        self.next = Some(Token { escaped, point });
        Ok(())
    }

    pub fn peek(&self) -> Option<Token> {
        self.next
    }

    /// Whether the next token is this character.
    pub fn at(&self, c: char) -> bool {
        self.next.is_some_and(|t| t.is(c))
    }

    /// Steps over the next token if it is this character.
    pub fn eat(&mut self, c: char) -> Result<bool, Failure> {
        let found = self.at(c);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    pub fn get(&mut self) -> Result<Option<Token>, Failure> {
        let this = self.next;
        self.advance()?;
        Ok(this)
    }

    /// Takes up to `n` characters that `accept` accepts.
    pub fn take_while(&mut self, n: usize, accept: impl Fn(char) -> bool) -> Result<String, Failure> {
        let mut taken = String::new();
        while taken.len() < n
            && let Some(c) = self.next.and_then(Token::ascii).filter(|c| accept(*c))
        {
            taken.push(c);
            self.advance()?;
        }
        Ok(taken)
    }

    /// Takes everything up to `terminator`, which is stepped over. `name` says what is missing if there is nothing.
    pub fn until(&mut self, terminator: char, name: &str) -> Result<Vec<u32>, Failure> {
        let mut taken = Vec::new();
        loop {
            let Some(token) = self.get()? else {
                if taken.is_empty() {
                    return Err(self.error(format!("missing {name}"), 0));
                }
                return Err(self.error(format!("missing {terminator}, unterminated name"), taken.len()));
            };
            if token.is(terminator) {
                if taken.is_empty() {
                    return Err(self.error(format!("missing {name}"), 1));
                }
                return Ok(taken);
            }
            if token.escaped {
                taken.push('\\' as u32);
            }
            taken.push(token.point);
        }
    }

    pub fn tell(&self) -> usize {
        self.index - self.next.map_or(0, Token::len)
    }

    pub fn seek(&mut self, index: usize) -> Result<(), Failure> {
        self.index = index;
        self.advance()
    }

    /// An error `offset` characters before the present position.
    pub fn error(&self, message: impl Into<Vec<u8>>, offset: usize) -> Failure {
        self.error_at(message, self.tell().saturating_sub(offset))
    }

    pub fn error_at(&self, message: impl Into<Vec<u8>>, position: usize) -> Failure {
        let mut message: Vec<u8> = message.into();
        if !self.is_text && !message.is_ascii() {
            let mut plain = Vec::new();
            for point in crate::object::str::code_points(&message) {
                match point {
                    0..=0x7f => plain.push(point as u8),
                    0x80..=0xff => repr::push_hex(&mut plain, b"\\x", point, 2),
                    _ => repr::push_escape(&mut plain, point),
                }
            }
            message = plain;
        }
        Failure::Syntax { message, position: Some(position) }
    }

    /// Names of groups are identifiers, and in bytes patterns ASCII.
    pub fn check_group_name(&self, name: &[u32], offset: usize) -> Result<(), Failure> {
        let bad = |shown: Vec<u8>| {
            let message = [b"bad character in group name ".as_slice(), &shown].concat();
            Err(self.error(message, name.len() + offset))
        };
        if !self.is_text && name.iter().any(|p| *p > 0x7f) {
            let mut shown = vec![b'\''];
            for p in name {
                match p {
                    0x27 | 0x5c => shown.extend([b'\\', *p as u8]),
                    0x20..=0x7e => shown.push(*p as u8),
                    p => repr::push_escape(&mut shown, *p),
                }
            }
            shown.push(b'\'');
            return bad(shown);
        }
        let mut points = name.iter();
        let starts = points.next().is_some_and(|p| unicode::is_identifier_start(*p));
        if !starts || !points.all(|p| unicode::is_identifier_part(*p)) {
            return bad(quoted(name));
        }
        Ok(())
    }
}

/// A name as in `%r`.
pub fn quoted(name: &[u32]) -> Vec<u8> {
    let mut out = Vec::new();
    repr::quote(&mut out, &wtf8(name));
    out
}

pub fn wtf8(points: &[u32]) -> Vec<u8> {
    let mut out = Vec::with_capacity(points.len());
    for p in points {
        push_code_point(&mut out, *p);
    }
    out
}

/// The number, if the name is one: digits only. Numbers beyond u32 give its largest.
pub fn group_number(name: &[u32]) -> Option<u32> {
    let mut number = 0u32;
    for p in name {
        let digit = char::from_u32(*p)?.to_digit(10)?;
        number = number.saturating_mul(10).saturating_add(digit);
    }
    Some(number)
}

/// The digits of a group number without leading zeros, for messages.
pub fn shown_number(name: &[u32]) -> String {
    let digits: String = name.iter().filter_map(|p| char::from_u32(*p)).collect();
    let trimmed = digits.trim_start_matches('0');
    if trimmed.is_empty() { "0".to_string() } else { trimmed.to_string() }
}
