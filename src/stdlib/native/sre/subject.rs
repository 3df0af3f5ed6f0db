//! What is searched: text or bytes, with positions in characters outside and in bytes inside.

use super::matcher::{Kind, Matcher, Outcome};
use super::pattern::Pattern;
use super::program::Program;
use super::units::{Narrow, Wide};
use crate::gc::{Ref, Trace, Value, Visitor};
use crate::object::slots::{Export, PyResult};
use crate::object::{Bytes, Str};
use crate::vm::Vm;
use std::borrow::Cow;

/// A subject and the part of it that is searched.
pub struct Subject {
    pub value: Value,
    pub is_text: bool,
    /// Text that is not ASCII: positions are converted.
    pub wide: bool,
    /// Bounds in characters, as `pos` and `endpos` show them.
    pub pos: usize,
    pub endpos: usize,
    /// The same in bytes.
    pub first: usize,
    pub end: usize,
    /// Keeps a bytearray at its size.
    _export: Export,
}

impl Subject {
    pub fn new(vm: &mut Vm, pattern: &Pattern, value: &Value, pos: i64, endpos: i64) -> PyResult<Subject> {
        let clip = |i: i64, len: usize| usize::try_from(i).map_or(0, |i| i.min(len));
        if let Some(text) = value.downcast::<Str>() {
            if pattern.is_text == Some(false) {
                return Err(vm.type_error("cannot use a bytes pattern on a string-like object"));
            }
            let len = text.char_len();
            let (pos, endpos) = (clip(pos, len), clip(endpos, len));
            let (first, end) = (text.byte_offset(pos), text.byte_offset(endpos));
            let wide = !text.is_ascii();
            let value = value.clone();
            return Ok(Subject { value, is_text: true, wide, pos, endpos, first, end, _export: Export::default() });
        }
        let len = match vm.bytes_of(value) {
            Some(bytes) => {
                vm.check_view(value)?;
                bytes.len()
            }
            None => {
                let ty = vm.type_name(value);
                return Err(vm.type_error(format!("expected string or bytes-like object, got '{ty}'")));
            }
        };
        if pattern.is_text == Some(true) {
            return Err(vm.type_error("cannot use a string pattern on a bytes-like object"));
        }
        let (pos, endpos) = (clip(pos, len), clip(endpos, len));
        let _export = vm.export_buffer(value);
        let value = value.clone();
        Ok(Subject { value, is_text: false, wide: false, pos, endpos, first: pos, end: endpos, _export })
    }

    /// The part from `start` to `end`, in bytes.
    pub fn piece(&self, vm: &Vm, start: usize, end: usize) -> PyResult {
        piece(vm, &self.value, self.is_text, start, end)
    }

    /// Runs the matcher, looking after interrupts: the end of the match, if there is one.
    pub fn run(&self, vm: &mut Vm, program: &Program, matcher: &mut Matcher, kind: Kind) -> PyResult<Option<usize>> {
        // CPython lets an empty match begin behind the end.
        if matcher.start > self.end && kind != Kind::Match {
            return Ok(None);
        }
        loop {
            let outcome = {
                let bytes = subject_bytes(vm, &self.value);
                let text = bytes.get(..self.end).unwrap_or(&bytes);
                match self.wide {
                    true => matcher.go::<Wide>(program, text, kind),
                    false => matcher.go::<Narrow>(program, text, kind),
                }
            };
            match outcome {
                Outcome::Match(end) => return Ok(Some(end)),
                Outcome::NoMatch => return Ok(None),
                Outcome::Paused => vm.poll()?,
                Outcome::OutOfMemory => return Err(vm.memory_error()),
            }
        }
    }
}

/// The bytes behind text or a bytes-like object.
pub fn subject_bytes<'a>(vm: &'a Vm, value: &'a Value) -> Cow<'a, [u8]> {
    if let Some(text) = value.downcast::<Str>() {
        return Cow::Borrowed(text.bytes());
    }
    vm.bytes_of(value).unwrap_or(Cow::Borrowed(&[]))
}

/// A part of a subject as an object of its own; the whole of an exact str or bytes is the object itself.
pub fn piece(vm: &Vm, value: &Value, is_text: bool, start: usize, end: usize) -> PyResult {
    if is_text {
        let Some(text) = value.downcast::<Str>() else { return vm.new_str("") };
        if start == 0 && end == text.byte_len() && value.downcast_exact::<Str>().is_some() {
            return Ok(value.clone());
        }
        return vm.new_str_wtf8(text.bytes().get(start..end).unwrap_or(&[]));
    }
    let bytes = subject_bytes(vm, value);
    if start == 0 && end == bytes.len() && value.downcast_exact::<Bytes>().is_some() {
        return Ok(value.clone());
    }
    vm.new_bytes(bytes.get(start..end).unwrap_or(&[]))
}

impl Trace for Option<Subject> {
    fn trace(&self, visit: &mut Visitor<'_>) {
        if let Some(subject) = self {
            subject.value.trace(visit);
        }
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        out.extend(Option::take(self).map(|subject| subject.value.clone()));
    }
}

/// The matcher that the pattern used last, so that its stacks need not be made anew; it goes back with `keep_matcher`.
pub fn take_matcher(pattern: &Pattern) -> Box<Matcher> {
    pattern.scratch.take().unwrap_or_default()
}

pub fn keep_matcher(pattern: &Pattern, mut matcher: Box<Matcher>) {
    matcher.shrink();
    pattern.scratch.set(Some(matcher));
}

/// Goes through the matches of a pattern in a subject, none of which overlap.
pub struct Matches {
    pub pattern: Ref<Pattern>,
    pub subject: Subject,
    pub matcher: Box<Matcher>,
}

impl Matches {
    pub fn new(vm: &mut Vm, pattern: &Ref<Pattern>, value: &Value, pos: i64, endpos: i64) -> PyResult<Matches> {
        let subject = Subject::new(vm, pattern, value, pos, endpos)?;
        let mut matcher = take_matcher(pattern);
        matcher.prepare(&pattern.program, subject.first);
        Ok(Matches { pattern: pattern.clone(), subject, matcher })
    }

    /// The next match: its beginning and end in bytes.
    pub fn next(&mut self, vm: &mut Vm, kind: Kind) -> PyResult<Option<(usize, usize)>> {
        let end = self.subject.run(vm, &self.pattern.program, &mut self.matcher, kind)?;
        Ok(end.map(|end| (self.matcher.start, end)))
    }

    /// Makes the next search begin behind the match that was found last.
    pub fn advance(&mut self, end: usize) {
        self.matcher.must_advance = end == self.matcher.start;
        self.matcher.restart(end);
    }

    /// The bounds of a group in bytes, if it took part in the match found last.
    pub fn group(&self, group: usize) -> Option<(usize, usize)> {
        super::match_object::group_bounds(self.matcher.registers(), group)
    }
}
