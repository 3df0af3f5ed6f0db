//! `re.Match`

use super::matcher::NONE;
use super::pattern::Pattern;
use super::subject::{Matches, Subject, piece, subject_bytes};
use crate::gc::{Kind, Ref, Value};
use crate::native::build::new_native_type;
use crate::native::{TypeBuilder, arg};
use crate::object::slots::PyResult;
use crate::object::ty::type_flag;
use crate::object::{Raised, Str, Tuple, Type};
use crate::payload;
use crate::vm::Vm;

pub struct Match {
    pattern: Ref<Pattern>,
    string: Value,
    is_text: bool,
    /// Text that is not ASCII: positions are converted to characters.
    wide: bool,
    /// Bounds of the match and of each group in bytes; `NONE` where a group took no part.
    marks: Marks,
    /// The group closed last, 0 if there is none.
    last: usize,
    pos: usize,
    endpos: usize,
}

payload!(Match, Kind::Other, "re.Match", tracked { pattern, string });

impl crate::gc::Frozen for Match {}

/// Positions kept in the object itself: of the match and three groups.
const INLINE: usize = 8;

enum Marks {
    Few([usize; INLINE], u8),
    Many(Box<[usize]>),
}

impl Marks {
    fn new(start: usize, end: usize, groups: &[usize]) -> Marks {
        let count = groups.len() + 2;
        if count > INLINE {
            return Marks::Many([&[start, end], groups].concat().into());
        }
        let mut marks = [NONE; INLINE];
        for (slot, value) in marks.iter_mut().zip([start, end].iter().chain(groups)) {
            *slot = *value;
        }
        Marks::Few(marks, count as u8)
    }

    fn all(&self) -> &[usize] {
        match self {
            Marks::Few(marks, count) => marks.get(..*count as usize).unwrap_or(marks),
            Marks::Many(marks) => marks,
        }
    }
}

/// The bounds of a group in the registers of a matcher.
pub fn group_bounds(registers: &[usize], group: usize) -> Option<(usize, usize)> {
    let slot = group.checked_sub(1)? * 2;
    match (registers.get(slot), registers.get(slot + 1)) {
        (Some(&start), Some(&end)) if start != NONE && end != NONE => Some((start, end)),
        _ => None,
    }
}

impl Match {
    fn bounds(&self, group: usize) -> Option<(usize, usize)> {
        group_bounds(self.marks.all(), group + 1)
    }

    /// A position in characters.
    fn position(&self, at: usize) -> i64 {
        match self.string.downcast::<Str>() {
            Some(text) if self.wide => text.char_index(at) as i64,
            _ => at as i64,
        }
    }

    /// The bounds of a group in characters, -1 if it took no part.
    fn span(&self, group: usize) -> (i64, i64) {
        match self.bounds(group) {
            Some((start, end)) => (self.position(start), self.position(end)),
            None => (-1, -1),
        }
    }

    fn groups(&self) -> usize {
        self.marks.all().len() / 2 - 1
    }

    fn text(&self, vm: &Vm, group: usize, default: &Value) -> PyResult {
        match self.bounds(group) {
            Some((start, end)) => piece(vm, &self.string, self.is_text, start, end),
            None => Ok(default.clone()),
        }
    }
}

/// The object for a match that a matcher found.
pub fn new_match(
    vm: &mut Vm,
    pattern: &Ref<Pattern>,
    subject: &Subject,
    registers: &[usize],
    start: usize,
    end: usize,
) -> PyResult {
    let program = &pattern.program;
    let groups = program.groups as usize;
    let marks = Marks::new(start, end, registers.get(..groups * 2).unwrap_or(&[]));
    let last = registers.get(program.last_group_slot()).copied().filter(|n| *n != NONE).unwrap_or(0);
    let payload = Match {
        pattern: pattern.clone(),
        string: subject.value.clone(),
        is_text: subject.is_text,
        wide: subject.wide,
        marks,
        last,
        pos: subject.pos,
        endpos: subject.endpos,
    };
    Ok(vm.alloc(&pattern.match_type, payload)?.into_value())
}

impl Matches {
    /// The object for the match found last.
    pub fn object(&self, vm: &mut Vm, start: usize, end: usize) -> PyResult {
        new_match(vm, &self.pattern, &self.subject, self.matcher.registers(), start, end)
    }
}

pub fn init(vm: &mut Vm) -> Ref<Type> {
    let ty = new_native_type::<Match>(vm, "Match", "re", None);
    ty.get(vm).set_flag(type_flag::BASETYPE, false);
    ty.get(vm).set_flag(type_flag::NO_INSTANTIATION, true);
    TypeBuilder::new(vm, &ty)
        .doc("The result of re.match() and re.search().\nMatch objects always have a boolean value of True.")
        .slots(|s| {
            s.repr = Some(match_repr);
            s.getitem = Some(match_getitem);
        })
        .method("group(self, /, *groups)", match_group, "group([group1, ...]) -> str or tuple.\n\nReturn subgroup(s) of the match by indices or names.\nFor 0 returns the entire match.")
        .method("start(self, group=0, /)", |vm, args| span_part(vm, args, 0), "Return index of the start of the substring matched by group.")
        .method("end(self, group=0, /)", |vm, args| span_part(vm, args, 1), "Return index of the end of the substring matched by group.")
        .method("span(self, group=0, /)", match_span, "For match object m, return the 2-tuple (m.start(group), m.end(group)).")
        .method("groups(self, /, default=None)", match_groups, "Return a tuple containing all the subgroups of the match, from 1.\n\nGroups that did not participate in the match have the default.")
        .method("groupdict(self, /, default=None)", match_groupdict, "Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name.\n\nGroups that did not participate in the match have the default.")
        .method("expand(self, /, template)", match_expand, "Return the string obtained by doing backslash substitution on the string template, as done by the sub() method.")
        .method("__copy__(self, /)", |_, args| Ok(arg(args, 0).clone()), "")
        .method("__deepcopy__(self, memo, /)", |_, args| Ok(arg(args, 0).clone()), "")
        .class_method("__class_getitem__(type, object, /)", |vm, args| vm.generic_alias(arg(args, 0), arg(args, 1)), "See PEP 585")
        .member("string", |vm, v| Ok(this(vm, v)?.string.clone()), None, "The string passed to match() or search().")
        .member("re", |vm, v| Ok(this(vm, v)?.pattern.to_value()), None, "The regular expression object.")
        .member("pos", |vm, v| Ok(vm.int(this(vm, v)?.pos as i64)), None, "The index into the string at which the RE engine started looking for a match.")
        .member("endpos", |vm, v| Ok(vm.int(this(vm, v)?.endpos as i64)), None, "The index into the string beyond which the RE engine will not go.")
        .getset("lastindex", match_lastindex, None, "The integer index of the last matched capturing group.")
        .getset("lastgroup", match_lastgroup, None, "The name of the last matched capturing group.")
        .getset("regs", match_regs, None, "")
        .ready()
}

fn this<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<Match>> {
    vm.receiver::<Match>(std::slice::from_ref(v))
}

fn no_such_group(vm: &Vm) -> Raised {
    vm.index_error("no such group")
}

/// The number of the group that a key (number or name) stands for.
fn group_index(vm: &mut Vm, this: &Ref<Match>, key: &Value) -> PyResult<usize> {
    let index = match key.as_small() {
        Some(i) => Some(i),
        None if vm.is_int(key) || vm.type_of(key).get(vm).slots.index.is_some() => vm.index(key)?.as_small(),
        None => {
            let names = this.pattern.group_index.clone();
            vm.dict_get(&names, key)?.and_then(|v| v.as_small())
        }
    };
    match index.and_then(|i| usize::try_from(i).ok()).filter(|i| *i <= this.groups()) {
        Some(i) => Ok(i),
        None => Err(no_such_group(vm)),
    }
}

fn match_getitem(vm: &mut Vm, v: &Value, key: &Value) -> PyResult {
    let this = this(vm, v)?.clone();
    let group = group_index(vm, &this, key)?;
    this.text(vm, group, &Value::NONE)
}

fn match_group(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = this(vm, arg(args, 0))?.clone();
    let Some(keys) = arg(args, 1).downcast::<Tuple>() else { return this.text(vm, 0, &Value::NONE) };
    match keys.items() {
        [] => this.text(vm, 0, &Value::NONE),
        [key] => {
            let group = group_index(vm, &this, key)?;
            this.text(vm, group, &Value::NONE)
        }
        keys => {
            let mut items = Vec::with_capacity(keys.len());
            for key in keys {
                let group = group_index(vm, &this, key)?;
                items.push(this.text(vm, group, &Value::NONE)?);
            }
            vm.new_tuple(items)
        }
    }
}

fn span_part(vm: &mut Vm, args: &[Value], part: usize) -> PyResult {
    let this = this(vm, arg(args, 0))?.clone();
    let group = group_index(vm, &this, arg(args, 1))?;
    let place = this.bounds(group).map_or(-1, |(start, end)| this.position(if part == 0 { start } else { end }));
    Ok(vm.int(place))
}

fn pair(vm: &Vm, (a, b): (i64, i64)) -> PyResult {
    vm.new_pair(vm.int(a), vm.int(b))
}

fn match_span(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = this(vm, arg(args, 0))?.clone();
    let group = group_index(vm, &this, arg(args, 1))?;
    pair(vm, this.span(group))
}

fn match_regs(vm: &mut Vm, v: &Value) -> PyResult {
    let this = this(vm, v)?.clone();
    let mut items = Vec::with_capacity(this.groups() + 1);
    for group in 0..=this.groups() {
        items.push(pair(vm, this.span(group))?);
    }
    vm.new_tuple(items)
}

fn match_groups(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = this(vm, arg(args, 0))?.clone();
    let mut items = Vec::with_capacity(this.groups());
    for group in 1..=this.groups() {
        items.push(this.text(vm, group, arg(args, 1))?);
    }
    vm.new_tuple(items)
}

fn match_groupdict(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = this(vm, arg(args, 0))?.clone();
    let dict = vm.new_dict();
    let names: Vec<(Value, usize)> = this.pattern.names.iter().map(|(name, group)| (name.clone(), *group)).collect();
    for (name, group) in names {
        let text = this.text(vm, group, arg(args, 1))?;
        vm.dict_set(&dict, &name, text)?;
    }
    Ok(dict.into_value())
}

fn match_lastindex(vm: &mut Vm, v: &Value) -> PyResult {
    let last = this(vm, v)?.last;
    Ok(if last == 0 { Value::NONE } else { vm.int(last as i64) })
}

fn match_lastgroup(vm: &mut Vm, v: &Value) -> PyResult {
    let this = this(vm, v)?;
    let found = this.pattern.names.iter().find(|(_, group)| *group == this.last);
    Ok(found.map(|(name, _)| name.clone()).unwrap_or_default())
}

fn match_expand(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = this(vm, arg(args, 0))?.clone();
    let template = super::template::template_of(vm, &this.pattern, arg(args, 1))?;
    if template.is_text != this.is_text {
        return Err(super::substitute::wrong_item(vm, this.is_text, 0, arg(args, 1)));
    }
    let mut out = Vec::new();
    {
        let bytes = subject_bytes(vm, &this.string);
        template.expand(&bytes, |group| this.bounds(group), &mut out);
    }
    if this.is_text { vm.new_str_wtf8(&out) } else { vm.new_bytes(out) }
}

fn match_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let this = this(vm, v)?.clone();
    let text = this.text(vm, 0, &Value::NONE)?;
    let shown = vm.repr(&text)?;
    let (start, end) = this.span(0);
    let head = format!("<re.Match object; span=({start}, {end}), match=");
    // As `%.50R`: the first characters of the repr.
    let cut = shown.byte_offset(50);
    let shown = shown.bytes().get(..cut).unwrap_or(&[]);
    vm.new_str_wtf8(&[head.as_bytes(), shown, b">"].concat())
}
