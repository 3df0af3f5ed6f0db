//! What a backslash and the characters behind it mean, outside of sets and in them.

use super::parse::{Parser, with_token};
use super::syntax::{At, Category, Class, Failure, Node, SetItem};
use super::tokens::{Token, wtf8};

/// The control characters and the backslash.
pub fn control(letter: char) -> Option<u32> {
    Some(match letter {
        'a' => 7,
        'b' => 8,
        't' => 9,
        'n' => 10,
        'v' => 11,
        'f' => 12,
        'r' => 13,
        '\\' => 92,
        _ => return None,
    })
}

fn category(letter: char) -> Option<Category> {
    let class = match letter.to_ascii_lowercase() {
        'd' => Class::Digit,
        's' => Class::Space,
        'w' => Class::Word,
        _ => return None,
    };
    Some(Category { class, negated: letter.is_ascii_uppercase() })
}

/// An escape in the pattern, outside of sets.
pub fn outside(parser: &mut Parser<'_>, token: Token) -> Result<Node, Failure> {
    let Some(letter) = char::from_u32(token.point).filter(char::is_ascii) else {
        return Ok(Node::Literal(token.point));
    };
    let at = match letter {
        'A' => Some(At::BeginningOfText),
        'b' => Some(At::Boundary),
        'B' => Some(At::NotBoundary),
        'z' | 'Z' => Some(At::EndOfText),
        _ => None,
    };
    if let Some(at) = at {
        return Ok(Node::At(at));
    }
    if let Some(category) = category(letter) {
        return Ok(Node::Set { negate: false, items: vec![SetItem::Category(category)] });
    }
    match letter {
        '0' => {
            let more = parser.source.take_while(2, |c| c.is_digit(8))?;
            Ok(Node::Literal(octal(&more)))
        }
        '1'..='9' => number(parser, letter),
        _ => match common(parser, letter)? {
            Some(point) => Ok(Node::Literal(point)),
            None => Err(bad(parser, letter)),
        },
    }
}

/// An escape in a set.
pub fn inside(parser: &mut Parser<'_>, token: Token) -> Result<SetItem, Failure> {
    let Some(letter) = char::from_u32(token.point).filter(char::is_ascii) else {
        return Ok(SetItem::Literal(token.point));
    };
    if let Some(category) = category(letter) {
        return Ok(SetItem::Category(category));
    }
    match letter {
        '0'..='7' => {
            let mut digits = letter.to_string();
            digits += &parser.source.take_while(2, |c| c.is_digit(8))?;
            octal_byte(parser, &digits).map(SetItem::Literal)
        }
        '8' | '9' => Err(bad(parser, letter)),
        _ => match common(parser, letter)? {
            Some(point) => Ok(SetItem::Literal(point)),
            None => Err(bad(parser, letter)),
        },
    }
}

fn bad(parser: &Parser<'_>, letter: char) -> Failure {
    parser.source.error(with_token("bad escape ", Token { escaped: true, point: letter as u32 }), 2)
}

fn octal(digits: &str) -> u32 {
    digits.chars().filter_map(|c| c.to_digit(8)).fold(0, |n, d| n * 8 + d)
}

fn octal_byte(parser: &Parser<'_>, digits: &str) -> Result<u32, Failure> {
    let value = octal(digits);
    if value > 0o377 {
        let message = format!("octal escape value \\{digits} outside of range 0-0o377");
        return Err(parser.source.error(message, digits.len() + 1));
    }
    Ok(value)
}

/// Escapes with the same meaning everywhere; none for letters that mean nothing.
fn common(parser: &mut Parser<'_>, letter: char) -> Result<Option<u32>, Failure> {
    if let Some(point) = control(letter) {
        return Ok(Some(point));
    }
    let is_text = parser.source.is_text;
    match letter {
        'x' => hex(parser, letter, 2),
        'u' if is_text => hex(parser, letter, 4),
        'U' if is_text => hex(parser, letter, 8),
        'N' if is_text => named(parser).map(Some),
        c if c.is_ascii_alphabetic() => Ok(None),
        c => Ok(Some(c as u32)),
    }
}

fn hex(parser: &mut Parser<'_>, letter: char, count: usize) -> Result<Option<u32>, Failure> {
    let digits = parser.source.take_while(count, |c| c.is_ascii_hexdigit())?;
    if digits.len() != count {
        let message = format!("incomplete escape \\{letter}{digits}");
        return Err(parser.source.error(message, digits.len() + 2));
    }
    match u32::from_str_radix(&digits, 16) {
        Ok(point) if point <= 0x10_ffff => Ok(Some(point)),
        _ => Err(parser.source.error(format!("bad escape \\{letter}{digits}"), digits.len() + 2)),
    }
}

fn named(parser: &mut Parser<'_>) -> Result<u32, Failure> {
    if !parser.source.eat('{')? {
        return Err(parser.source.error("missing {", 0));
    }
    let name = parser.source.until('}', "character name")?;
    let text: Option<String> = name.iter().map(|p| char::from_u32(*p)).collect();
    match text.and_then(|text| unicode_names2::character(&text)) {
        Some(c) => Ok(c as u32),
        None => {
            let mut message = b"undefined character name ".to_vec();
            crate::builtins::str::repr::quote(&mut message, &wtf8(&name));
            Err(parser.source.error(message, name.len() + 4))
        }
    }
}

/// A group reference, or an octal escape of three digits.
fn number(parser: &mut Parser<'_>, first: char) -> Result<Node, Failure> {
    let mut digits = first.to_string();
    digits += &parser.source.take_while(1, |c| c.is_ascii_digit())?;
    if digits.len() == 2 && digits.chars().all(|c| c.is_digit(8)) {
        let third = parser.source.take_while(1, |c| c.is_digit(8))?;
        if !third.is_empty() {
            digits += &third;
            return octal_byte(parser, &digits).map(Node::Literal);
        }
    }
    let group: u32 = digits.parse().unwrap_or(0);
    if group < parser.groups() {
        if !parser.is_closed(group) {
            return Err(parser.source.error("cannot refer to an open group", digits.len() + 1));
        }
        parser.check_lookbehind_group(group)?;
        return Ok(Node::Reference(group));
    }
    Err(parser.source.error(format!("invalid group reference {group}"), digits.len()))
}
