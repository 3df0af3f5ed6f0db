//! Reads a pattern into the tree of `syntax.rs`, with the errors, positions and warnings of CPython.
//!
//! Recursion follows the nesting of the pattern and stops with a RecursionError where the native stack would end.

use super::escape;
use super::syntax::{At, Failure, Mode, Node, Seq, SetItem, UNBOUNDED, flag, width};
use super::tokens::{Token, Tokens, group_number, quoted, shown_number};
use crate::vm::Vm;

type Parsed<T> = Result<T, Failure>;

/// More groups than this are refused.
pub const MAX_GROUPS: u32 = 1_073_741_823;

/// A pattern's tree and what the parser learned besides.
pub struct Pattern {
    pub body: Seq,
    pub flags: u32,
    /// Group names in the order of their numbers.
    pub names: Vec<(Vec<u32>, u32)>,
    /// Widths by group number; as many as there are groups, and one for the whole.
    pub widths: Vec<Option<(u64, u64)>>,
}

/// Parses the code points of a pattern.
pub fn parse(vm: &mut Vm, points: &[u32], is_text: bool, flags: u32) -> Parsed<Pattern> {
    let source = Tokens::new(points, is_text)?;
    let widths = vec![None];
    let mut parser =
        Parser { vm, source, flags, names: Vec::new(), widths, lookbehind_groups: None, conditions: Vec::new() };
    let body = parser.alternatives(flags & flag::VERBOSE != 0, 0)?;
    parser.fix_flags()?;
    if parser.source.peek().is_some() {
        return Err(parser.source.error("unbalanced parenthesis", 0));
    }
    for (group, position) in &parser.conditions {
        if *group as usize >= parser.widths.len() {
            let message = format!("invalid group reference {group}");
            return Err(Failure::Syntax { message: message.into_bytes(), position: Some(*position) });
        }
    }
    Ok(Pattern { body, flags: parser.flags, names: parser.names, widths: parser.widths })
}

pub(super) struct Parser<'a> {
    pub vm: &'a mut Vm,
    pub source: Tokens<'a>,
    flags: u32,
    names: Vec<(Vec<u32>, u32)>,
    /// `None` while a group is open.
    widths: Vec<Option<(u64, u64)>>,
    /// The number of groups where the outermost lookbehind began.
    lookbehind_groups: Option<u32>,
    /// Groups that conditions ask for, and where.
    conditions: Vec<(u32, usize)>,
}

fn flag_of(c: char) -> Option<u32> {
    Some(match c {
        'i' => flag::IGNORECASE,
        'L' => flag::LOCALE,
        'm' => flag::MULTILINE,
        's' => flag::DOTALL,
        'x' => flag::VERBOSE,
        'a' => flag::ASCII,
        'u' => flag::UNICODE,
        _ => return None,
    })
}

fn is_letter(token: Token) -> bool {
    !token.escaped && crate::builtins::str::unicode::is_alpha(token.point)
}

/// The message with a token appended.
pub(super) fn with_token(message: &str, token: Token) -> Vec<u8> {
    let mut out = message.as_bytes().to_vec();
    token.push(&mut out);
    out
}

impl Parser<'_> {
    pub fn groups(&self) -> u32 {
        self.widths.len() as u32
    }

    pub fn is_closed(&self, group: u32) -> bool {
        self.widths.get(group as usize).is_some_and(Option::is_some)
    }

    /// A group that a lookbehind refers to must be closed, and opened before the lookbehind.
    pub fn check_lookbehind_group(&self, group: u32) -> Parsed<()> {
        let Some(limit) = self.lookbehind_groups else { return Ok(()) };
        if !self.is_closed(group) {
            return Err(self.source.error("cannot refer to an open group", 0));
        }
        if group >= limit {
            let message = "cannot refer to group defined in the same lookbehind subpattern";
            return Err(self.source.error(message, 0));
        }
        Ok(())
    }

    fn group_named(&self, name: &[u32]) -> Option<u32> {
        self.names.iter().find(|(known, _)| known == name).map(|(_, group)| *group)
    }

    /// The kinds of flags that go with text and with bytes.
    fn fix_flags(&mut self) -> Parsed<()> {
        let problem = if self.source.is_text {
            if self.flags & flag::LOCALE != 0 {
                Some("cannot use LOCALE flag with a str pattern")
            } else if self.flags & flag::ASCII == 0 {
                self.flags |= flag::UNICODE;
                None
            } else if self.flags & flag::UNICODE != 0 {
                Some("ASCII and UNICODE flags are incompatible")
            } else {
                None
            }
        } else if self.flags & flag::UNICODE != 0 {
            Some("cannot use UNICODE flag with a bytes pattern")
        } else if self.flags & flag::LOCALE != 0 && self.flags & flag::ASCII != 0 {
            Some("ASCII and LOCALE flags are incompatible")
        } else {
            None
        };
        problem.map_or(Ok(()), |message| Err(self.vm.value_error(message).into()))
    }

    /// `a|b|c`
    fn alternatives(&mut self, verbose: bool, nested: u32) -> Parsed<Seq> {
        self.vm.check_native_depth()?;
        let mut verbose = verbose;
        let mut items: Vec<Seq> = Vec::new();
        loop {
            let first = nested == 0 && items.is_empty();
            let item = self.sequence(verbose, nested + 1, first)?;
            items.push(item);
            if !self.source.eat('|')? {
                break;
            }
            if nested == 0 {
                verbose = self.flags & flag::VERBOSE != 0;
            }
        }
        if items.len() == 1 {
            return Ok(items.pop().unwrap_or_default());
        }
        Ok(factored(items))
    }

    fn sequence(&mut self, verbose: bool, nested: u32, first: bool) -> Parsed<Seq> {
        let mut verbose = verbose;
        let mut seq: Seq = Vec::new();
        while let Some(this) = self.source.peek() {
            if this.is('|') || this.is(')') {
                break;
            }
            self.source.get()?;
            if verbose {
                if matches!(this.ascii(), Some(' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c')) {
                    continue;
                }
                if this.is('#') {
                    while self.source.get()?.is_some_and(|t| !t.is('\n')) {}
                    continue;
                }
            }
            if this.escaped {
                seq.push(escape::outside(self, this)?);
                continue;
            }
            match this.ascii() {
                Some('[') => seq.push(self.set()?),
                Some(c @ ('*' | '+' | '?' | '{')) => self.repeat(c, &mut seq)?,
                Some('.') => seq.push(Node::Any),
                Some('(') => {
                    if let Some(node) = self.group(&mut verbose, nested, first && seq.is_empty())? {
                        seq.push(node);
                    }
                }
                Some('^') => seq.push(Node::At(At::Beginning)),
                Some('$') => seq.push(Node::At(At::End)),
                _ => seq.push(Node::Literal(this.point)),
            }
        }
        // Groups without purpose leave their contents.
        if seq.iter().any(|node| matches!(node, Node::Group { group: None, add: 0, del: 0, .. })) {
            let mut flat = Vec::with_capacity(seq.len());
            for node in seq {
                match node {
                    Node::Group { group: None, add: 0, del: 0, body } => flat.extend(body),
                    node => flat.push(node),
                }
            }
            return Ok(flat);
        }
        Ok(seq)
    }

    /// The functions of the module are no frames here: the warning is about the innermost one.
    fn warn_set(&mut self, kind: &str, position: usize) -> Parsed<()> {
        let category = self.vm.exc.FutureWarning.clone();
        let text = format!("Possible {kind} at position {position}");
        Ok(self.vm.warn(&category, &text)?)
    }

    fn set(&mut self) -> Parsed<Node> {
        let here = self.source.tell() - 1;
        if self.source.at('[') {
            let position = self.source.tell();
            self.warn_set("nested set", position)?;
        }
        let negate = self.source.eat('^')?;
        let mut items: Vec<SetItem> = Vec::new();
        let mut push = |item: SetItem| {
            if !items.contains(&item) {
                items.push(item);
            }
        };
        let mut empty = true;
        loop {
            let unterminated = |p: &Parser<'_>| p.source.error("unterminated character set", p.source.tell() - here);
            let Some(this) = self.source.get()? else { return Err(unterminated(self)) };
            if this.is(']') && !empty {
                break;
            }
            let from = if this.escaped {
                escape::inside(self, this)?
            } else {
                if !empty
                    && let Some(c @ ('-' | '&' | '~' | '|')) = this.ascii()
                    && self.source.at(c)
                {
                    let kind = match c {
                        '-' => "set difference",
                        '&' => "set intersection",
                        '~' => "set symmetric difference",
                        _ => "set union",
                    };
                    let position = self.source.tell() - 1;
                    self.warn_set(kind, position)?;
                }
                SetItem::Literal(this.point)
            };
            empty = false;
            if !self.source.eat('-')? {
                push(from);
                continue;
            }
            let Some(that) = self.source.get()? else { return Err(unterminated(self)) };
            if that.is(']') {
                push(from);
                push(SetItem::Literal('-' as u32));
                break;
            }
            let to = if that.escaped {
                escape::inside(self, that)?
            } else {
                if that.is('-') {
                    let position = self.source.tell() - 2;
                    self.warn_set("set difference", position)?;
                }
                SetItem::Literal(that.point)
            };
            match (from, to) {
                (SetItem::Literal(lo), SetItem::Literal(hi)) if lo <= hi => push(SetItem::Range(lo, hi)),
                _ => {
                    // The message shows the beginnings of escapes only, as the tokens are.
                    let mut message = with_token("bad character range ", this);
                    message.push(b'-');
                    that.push(&mut message);
                    return Err(self.source.error(message, this.len() + 1 + that.len()));
                }
            }
        }
        Ok(match *items.as_slice() {
            [SetItem::Literal(point)] if negate => Node::NotLiteral(point),
            [SetItem::Literal(point)] => Node::Literal(point),
            _ => Node::Set { negate, items },
        })
    }

    fn repeat(&mut self, this: char, seq: &mut Seq) -> Parsed<()> {
        let here = self.source.tell();
        let (mut min, mut max) = match this {
            '?' => (0, 1),
            '+' => (1, UNBOUNDED),
            _ => (0, UNBOUNDED),
        };
        if this == '{' {
            if self.source.at('}') {
                seq.push(Node::Literal('{' as u32));
                return Ok(());
            }
            let lo = self.source.take_while(usize::MAX, |c| c.is_ascii_digit())?;
            let hi = match self.source.eat(',')? {
                true => self.source.take_while(usize::MAX, |c| c.is_ascii_digit())?,
                false => lo.clone(),
            };
            if !self.source.eat('}')? {
                seq.push(Node::Literal('{' as u32));
                return self.source.seek(here);
            }
            let number = |p: &Parser<'_>, digits: &str| match digits.trim_start_matches('0') {
                "" => Ok(0),
                digits => match digits.parse::<u32>() {
                    Ok(n) if n < UNBOUNDED => Ok(n),
                    _ => Err(Failure::from(p.vm.overflow_error("the repetition number is too large"))),
                },
            };
            if !lo.is_empty() {
                min = number(self, &lo)?;
            }
            if !hi.is_empty() {
                max = number(self, &hi)?;
                if max < min {
                    let offset = self.source.tell() - here;
                    return Err(self.source.error("min repeat greater than max repeat", offset));
                }
            }
        }
        let offset = self.source.tell() - here + 1;
        match seq.last() {
            None | Some(Node::At(_)) => return Err(self.source.error("nothing to repeat", offset)),
            Some(Node::Repeat { .. }) => return Err(self.source.error("multiple repeat", offset)),
            Some(_) => {}
        }
        let mode = if self.source.eat('?')? {
            Mode::Lazy
        } else if self.source.eat('+')? {
            Mode::Possessive
        } else {
            Mode::Greedy
        };
        let body = match seq.pop() {
            Some(Node::Group { group: None, add: 0, del: 0, body }) => body,
            item => item.into_iter().collect(),
        };
        seq.push(Node::Repeat { mode, min, max, body });
        Ok(())
    }

    /// What stands in parentheses; nothing for comments and global flags.
    fn group(&mut self, verbose: &mut bool, nested: u32, first: bool) -> Parsed<Option<Node>> {
        let start = self.source.tell() - 1;
        let (mut capture, mut atomic, mut name) = (true, false, None);
        let (mut add, mut del) = (0, 0);
        if self.source.eat('?')? {
            let Some(this) = self.source.get()? else { return Err(self.unexpected_end()) };
            match this.ascii() {
                Some('P') => {
                    if self.source.eat('<')? {
                        let found = self.source.until('>', "group name")?;
                        self.source.check_group_name(&found, 1)?;
                        name = Some(found);
                    } else if self.source.eat('=')? {
                        return self.named_reference().map(Some);
                    } else {
                        let Some(this) = self.source.get()? else { return Err(self.unexpected_end()) };
                        return Err(self.source.error(with_token("unknown extension ?P", this), this.len() + 2));
                    }
                }
                Some(':') => capture = false,
                Some('#') => loop {
                    match self.source.get()? {
                        None => return Err(self.missing("unterminated comment", start)),
                        Some(t) if t.is(')') => return Ok(None),
                        Some(_) => {}
                    }
                },
                Some(c @ ('=' | '!' | '<')) => return self.assertion(c, *verbose, nested, start).map(Some),
                Some('(') => return self.conditional(*verbose, nested, start).map(Some),
                Some('>') => (capture, atomic) = (false, true),
                Some(c) if flag_of(c).is_some() || c == '-' => {
                    match self.flag_letters(c)? {
                        None => {
                            if !first {
                                let offset = self.source.tell() - start;
                                let message = "global flags not at the start of the expression";
                                return Err(self.source.error(message, offset));
                            }
                            *verbose = self.flags & flag::VERBOSE != 0;
                            return Ok(None);
                        }
                        Some(flags) => (add, del) = flags,
                    }
                    capture = false;
                }
                _ => return Err(self.source.error(with_token("unknown extension ?", this), this.len() + 1)),
            }
        }
        let group = if capture { Some(self.open_group(name)?) } else { None };
        let verbose = (*verbose || add & flag::VERBOSE != 0) && del & flag::VERBOSE == 0;
        let body = self.alternatives(verbose, nested + 1)?;
        if !self.source.eat(')')? {
            return Err(self.missing("unterminated subpattern", start));
        }
        if let Some(group) = group {
            let found = width(&body, &self.widths);
            if let Some(slot) = self.widths.get_mut(group as usize) {
                *slot = Some(found);
            }
        }
        Ok(Some(if atomic { Node::Atomic(body) } else { Node::Group { group, add, del, body } }))
    }

    fn unexpected_end(&self) -> Failure {
        self.source.error("unexpected end of pattern", 0)
    }

    fn missing(&self, what: &str, start: usize) -> Failure {
        self.source.error(format!("missing ), {what}"), self.source.tell() - start)
    }

    fn open_group(&mut self, name: Option<Vec<u32>>) -> Parsed<u32> {
        let group = self.groups();
        self.widths.push(None);
        if self.groups() > MAX_GROUPS {
            return Err(self.source.error("too many groups", name.map_or(0, |n| n.len() + 1)));
        }
        if let Some(name) = name {
            if let Some(other) = self.group_named(&name) {
                let mut message = b"redefinition of group name ".to_vec();
                message.extend(quoted(&name));
                message.extend(format!(" as group {group}; was group {other}").into_bytes());
                return Err(self.source.error(message, name.len() + 1));
            }
            self.names.push((name, group));
        }
        Ok(group)
    }

    fn unknown_name(&self, name: &[u32]) -> Failure {
        let message = [b"unknown group name ".as_slice(), &quoted(name)].concat();
        self.source.error(message, name.len() + 1)
    }

    fn named_reference(&mut self) -> Parsed<Node> {
        let name = self.source.until(')', "group name")?;
        self.source.check_group_name(&name, 1)?;
        let Some(group) = self.group_named(&name) else { return Err(self.unknown_name(&name)) };
        if !self.is_closed(group) {
            return Err(self.source.error("cannot refer to an open group", name.len() + 1));
        }
        self.check_lookbehind_group(group)?;
        Ok(Node::Reference(group))
    }

    fn assertion(&mut self, kind: char, verbose: bool, nested: u32, start: usize) -> Parsed<Node> {
        let (mut kind, mut ahead) = (kind, true);
        let outer = self.lookbehind_groups;
        if kind == '<' {
            let Some(this) = self.source.get()? else { return Err(self.unexpected_end()) };
            kind = match this.ascii() {
                Some(c @ ('=' | '!')) => c,
                _ => return Err(self.source.error(with_token("unknown extension ?<", this), this.len() + 2)),
            };
            ahead = false;
            self.lookbehind_groups = outer.or(Some(self.groups()));
        }
        let body = self.alternatives(verbose, nested + 1)?;
        self.lookbehind_groups = outer;
        if !self.source.eat(')')? {
            return Err(self.missing("unterminated subpattern", start));
        }
        let negate = kind == '!';
        if negate && body.is_empty() {
            return Ok(Node::Failure);
        }
        Ok(Node::Assert { ahead, negate, body })
    }

    fn conditional(&mut self, verbose: bool, nested: u32, start: usize) -> Parsed<Node> {
        let name = self.source.until(')', "group name")?;
        let group = match group_number(&name) {
            None => {
                self.source.check_group_name(&name, 1)?;
                match self.group_named(&name) {
                    Some(group) => group,
                    None => return Err(self.unknown_name(&name)),
                }
            }
            Some(0) => return Err(self.source.error("bad group number", name.len() + 1)),
            Some(group) if group >= MAX_GROUPS => {
                let message = format!("invalid group reference {}", shown_number(&name));
                return Err(self.source.error(message, name.len() + 1));
            }
            Some(group) => {
                if !self.conditions.iter().any(|(known, _)| *known == group) {
                    self.conditions.push((group, self.source.tell() - name.len() - 1));
                }
                group
            }
        };
        self.check_lookbehind_group(group)?;
        self.vm.check_native_depth()?;
        let yes = self.sequence(verbose, nested + 1, false)?;
        let no = if self.source.eat('|')? {
            let no = self.sequence(verbose, nested + 1, false)?;
            if self.source.at('|') {
                return Err(self.source.error("conditional backref with more than two branches", 0));
            }
            Some(no)
        } else {
            None
        };
        if !self.source.eat(')')? {
            return Err(self.missing("unterminated subpattern", start));
        }
        Ok(Node::Conditional { group, yes, no })
    }

    /// `(?i)`, `(?i:`, `(?i-s:`: the flags turned on and off for a group; none for those of the whole pattern.
    fn flag_letters(&mut self, first: char) -> Parsed<Option<(u32, u32)>> {
        let (mut add, mut del) = (0, 0);
        let mut end = first;
        if first != '-' {
            let mut letter = first;
            loop {
                let new = flag_of(letter).unwrap_or(0);
                if self.source.is_text && letter == 'L' {
                    let message = "bad inline flags: cannot use 'L' flag with a str pattern";
                    return Err(self.source.error(message, 0));
                }
                if !self.source.is_text && letter == 'u' {
                    let message = "bad inline flags: cannot use 'u' flag with a bytes pattern";
                    return Err(self.source.error(message, 0));
                }
                add |= new;
                if new & flag::TYPES != 0 && add & flag::TYPES != new {
                    let message = "bad inline flags: flags 'a', 'u' and 'L' are incompatible";
                    return Err(self.source.error(message, 0));
                }
                let Some(this) = self.source.get()? else { return Err(self.source.error("missing -, : or )", 0)) };
                match this.ascii() {
                    Some(c @ (')' | '-' | ':')) => {
                        end = c;
                        break;
                    }
                    Some(c) if flag_of(c).is_some() => letter = c,
                    _ => {
                        let message = if is_letter(this) { "unknown flag" } else { "missing -, : or )" };
                        return Err(self.source.error(message, this.len()));
                    }
                }
            }
        }
        if end == ')' {
            self.flags |= add;
            return Ok(None);
        }
        if end == '-' {
            let Some(this) = self.source.get()? else { return Err(self.source.error("missing flag", 0)) };
            let Some(mut letter) = this.ascii().filter(|c| flag_of(*c).is_some()) else {
                let message = if is_letter(this) { "unknown flag" } else { "missing flag" };
                return Err(self.source.error(message, this.len()));
            };
            loop {
                let new = flag_of(letter).unwrap_or(0);
                if new & flag::TYPES != 0 {
                    let message = "bad inline flags: cannot turn off flags 'a', 'u' and 'L'";
                    return Err(self.source.error(message, 0));
                }
                del |= new;
                let Some(this) = self.source.get()? else { return Err(self.source.error("missing :", 0)) };
                match this.ascii() {
                    Some(':') => break,
                    Some(c) if flag_of(c).is_some() => letter = c,
                    _ => {
                        let message = if is_letter(this) { "unknown flag" } else { "missing :" };
                        return Err(self.source.error(message, this.len()));
                    }
                }
            }
        }
        if add & del != 0 {
            return Err(self.source.error("bad inline flags: flag turned on and off", 1));
        }
        Ok(Some((add, del)))
    }
}

/// Takes out what all alternatives begin with, and makes one set of alternatives that are single characters.
fn factored(mut items: Vec<Seq>) -> Seq {
    let mut seq = Vec::new();
    let mut common = 0;
    // Only simple nodes: what repeats or captures tries the alternatives in another order when taken out.
    while let Some(node) = items.first().and_then(|item| item.get(common)) {
        let simple = node.is_unit() || matches!(node, Node::At(_) | Node::Reference(_));
        if !simple || !items.iter().all(|item| item.get(common) == Some(node)) {
            break;
        }
        seq.push(node.clone());
        common += 1;
    }
    if common > 0 {
        for item in &mut items {
            item.drain(..common);
        }
    }
    let mut set: Vec<SetItem> = Vec::new();
    for item in &items {
        let new: &[SetItem] = match item.as_slice() {
            [Node::Literal(point)] => &[SetItem::Literal(*point)],
            [Node::Set { negate: false, items }] => items,
            _ => {
                seq.push(Node::Branch(items));
                return seq;
            }
        };
        for item in new {
            if !set.contains(item) {
                set.push(*item);
            }
        }
    }
    seq.push(Node::Set { negate: false, items: set });
    seq
}
