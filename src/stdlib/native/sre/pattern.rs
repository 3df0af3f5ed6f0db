//! `re.Pattern` and the scanner behind `finditer`.

use super::match_object::new_match;
use super::matcher::{Kind as Search, Matcher};
use super::program::Program;
use super::subject::{Matches, Subject, keep_matcher, take_matcher};
use super::substitute;
use super::syntax::flag;
use crate::gc::{Frozen, Kind, Ref, Value};
use crate::native::build::new_native_type;
use crate::native::{TypeBuilder, arg};
use crate::object::slots::{CompareOp, PyResult};
use crate::object::ty::type_flag;
use crate::object::{Dict, Type};
use crate::payload;
use crate::vm::Vm;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

pub struct Pattern {
    pub program: Box<Program>,
    /// The text that was compiled.
    pub pattern: Value,
    pub flags: u32,
    /// Whether it matches text; none for a pattern that was put together from others.
    pub is_text: Option<bool>,
    /// Group numbers by name.
    pub group_index: Ref<Dict>,
    /// The same, in the order of the numbers.
    pub names: Vec<(Value, usize)>,
    /// The matcher used last.
    pub scratch: Cell<Option<Box<Matcher>>>,
    pub match_type: Ref<Type>,
    /// The replacement template used last.
    pub template: RefCell<Option<(Value, Rc<super::template::Template>)>>,
}

payload!(Pattern, Kind::Other, "re.Pattern", tracked { pattern, group_index });

impl Frozen for Pattern {}

/// `_sre.SRE_Scanner`: finds one match after the other.
pub struct Scanner {
    pattern: Ref<Pattern>,
    string: Value,
    /// Where the next search begins, in bytes; none when there is nothing left.
    next: Option<usize>,
    must_advance: bool,
    pos: i64,
    endpos: i64,
}

/// What `finditer` returns: in CPython an iterator that calls a scanner.
pub struct FindIter {
    pattern: Ref<Pattern>,
    /// None when there is nothing left.
    subject: Option<Subject>,
    next: usize,
    must_advance: bool,
}

payload!(FindIter, Kind::Other, "callable_iterator", tracked { pattern, subject });

payload!(Scanner, Kind::Other, "_sre.SRE_Scanner", tracked { pattern, string });

pub fn init(vm: &mut Vm) -> Ref<Type> {
    let ty = new_native_type::<Pattern>(vm, "Pattern", "re", None);
    ty.get(vm).set_flag(type_flag::BASETYPE, false);
    ty.get(vm).set_flag(type_flag::NO_INSTANTIATION, true);
    TypeBuilder::new(vm, &ty)
        .doc("Compiled regular expression object.")
        .weakrefable()
        .slots(|s| {
            s.repr = Some(pattern_repr);
            s.hash = Some(pattern_hash);
            s.compare = Some(pattern_compare);
        })
        .method("match(self, /, string, pos=0, endpos=sys.maxsize)", |vm, args| once(vm, args, Search::Match), "Matches zero or more characters at the beginning of the string.")
        .method("fullmatch(self, /, string, pos=0, endpos=sys.maxsize)", |vm, args| once(vm, args, Search::FullMatch), "Matches against all of the string.")
        .method("search(self, /, string, pos=0, endpos=sys.maxsize)", |vm, args| once(vm, args, Search::Search), "Scan through string looking for a match, and return a corresponding match object instance.\n\nReturn None if no position in the string matches.")
        .method("sub(self, /, repl, string, count=0)", |vm, args| pattern_sub(vm, args, false), "Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the replacement repl.")
        .method("subn(self, /, repl, string, count=0)", |vm, args| pattern_sub(vm, args, true), "Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences of pattern with the replacement repl.")
        .method("split(self, /, string, maxsplit=0)", pattern_split, "Split string by the occurrences of pattern.")
        .method("findall(self, /, string, pos=0, endpos=sys.maxsize)", pattern_findall, "Return a list of all non-overlapping matches of pattern in string.")
        .method("finditer(self, /, string, pos=0, endpos=sys.maxsize)", pattern_finditer, "Return an iterator over all non-overlapping matches for the RE pattern in string.\n\nFor each match, the iterator returns a match object.")
        .method("scanner(self, /, string, pos=0, endpos=sys.maxsize)", pattern_scanner, "")
        .method("__copy__(self, /)", |_, args| Ok(arg(args, 0).clone()), "")
        .method("__reduce__(self, /)", pattern_reduce, "")
        .method("__deepcopy__(self, memo, /)", |_, args| Ok(arg(args, 0).clone()), "")
        .class_method("__class_getitem__(type, object, /)", |vm, args| vm.generic_alias(arg(args, 0), arg(args, 1)), "See PEP 585")
        .member("pattern", |vm, v| Ok(this(vm, v)?.pattern.clone()), None, "The pattern string from which the RE object was compiled.")
        .member("flags", |vm, v| Ok(vm.int(this(vm, v)?.flags as i64)), None, "The regex matching flags.")
        .member("groups", |vm, v| Ok(vm.int(this(vm, v)?.program.groups as i64)), None, "The number of capturing groups in the pattern.")
        .getset("groupindex", pattern_groupindex, None, "A dictionary mapping group names to group numbers.")
        .ready()
}

pub fn init_scanner(vm: &mut Vm) -> Ref<Type> {
    let ty = new_native_type::<Scanner>(vm, "SRE_Scanner", "_sre", None);
    ty.get(vm).set_flag(type_flag::BASETYPE, false);
    ty.get(vm).set_flag(type_flag::NO_INSTANTIATION, true);
    TypeBuilder::new(vm, &ty)
        .method("match(self, /)", |vm, args| scan(vm, args, Search::Match), "")
        .method("search(self, /)", |vm, args| scan(vm, args, Search::Search), "")
        .member("pattern", |vm, v| Ok(vm.payload::<Scanner>(v)?.get(vm).pattern.to_value()), None, "")
        .ready()
}

fn this<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<Pattern>> {
    vm.receiver::<Pattern>(std::slice::from_ref(v))
}

/// The bounds `pos` and `endpos`, numbers of any size.
fn bounds(vm: &mut Vm, args: &[Value]) -> PyResult<(i64, i64)> {
    let mut bound = |i: usize, default: i64| match arg(args, i) {
        v if v.is_unset() => Ok(default),
        v => match v.as_small() {
            Some(i) => Ok(i),
            None => {
                let index = vm.index(v)?;
                // As everywhere: what does not fit is an error.
                vm.extract::<i64>(&index)
            }
        },
    };
    Ok((bound(2, 0)?, bound(3, i64::MAX)?))
}

fn once(vm: &mut Vm, args: &[Value], kind: Search) -> PyResult {
    let pattern = this(vm, arg(args, 0))?.clone();
    let (pos, endpos) = bounds(vm, args)?;
    match_once(vm, &pattern, arg(args, 1), pos, endpos, kind)
}

/// One match, or None.
pub fn match_once(vm: &mut Vm, pattern: &Ref<Pattern>, value: &Value, pos: i64, endpos: i64, kind: Search) -> PyResult {
    let subject = Subject::new(vm, pattern, value, pos, endpos)?;
    let mut matcher = take_matcher(pattern);
    matcher.prepare(&pattern.program, subject.first);
    let result = match subject.run(vm, &pattern.program, &mut matcher, kind) {
        Ok(Some(end)) => new_match(vm, pattern, &subject, matcher.registers(), matcher.start, end),
        Ok(None) => Ok(Value::NONE),
        Err(raised) => Err(raised),
    };
    keep_matcher(pattern, matcher);
    result
}

fn pattern_sub(vm: &mut Vm, args: &[Value], counted: bool) -> PyResult {
    let pattern = this(vm, arg(args, 0))?.clone();
    let count = vm.extract::<i64>(arg(args, 3))?;
    substitute::sub(vm, &pattern, arg(args, 1), arg(args, 2), count, counted)
}

fn pattern_split(vm: &mut Vm, args: &[Value]) -> PyResult {
    let pattern = this(vm, arg(args, 0))?.clone();
    let maxsplit = vm.extract::<i64>(arg(args, 2))?;
    substitute::split(vm, &pattern, arg(args, 1), maxsplit)
}

fn pattern_findall(vm: &mut Vm, args: &[Value]) -> PyResult {
    let pattern = this(vm, arg(args, 0))?.clone();
    let (pos, endpos) = bounds(vm, args)?;
    substitute::findall(vm, &pattern, arg(args, 1), pos, endpos)
}

fn pattern_finditer(vm: &mut Vm, args: &[Value]) -> PyResult {
    let pattern = this(vm, arg(args, 0))?.clone();
    let (pos, endpos) = bounds(vm, args)?;
    finditer(vm, &pattern, arg(args, 1), pos, endpos)
}

/// All matches, one after the other.
pub fn finditer(vm: &mut Vm, pattern: &Ref<Pattern>, string: &Value, pos: i64, endpos: i64) -> PyResult {
    let subject = Subject::new(vm, pattern, string, pos, endpos)?;
    let next = subject.first;
    let payload = FindIter { pattern: pattern.clone(), subject: Some(subject), next, must_advance: false };
    let ty = super::state(vm)?.iterator_type.clone();
    Ok(vm.alloc(&ty, payload)?.into_value())
}

fn finditer_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<FindIter>(std::slice::from_ref(v))?.clone();
    let (pattern, next, must_advance, subject) = {
        let iter = this.get_mut(vm);
        (iter.pattern.clone(), iter.next, iter.must_advance, iter.subject.take())
    };
    let Some(subject) = subject else { return Ok(None) };
    let mut matcher = take_matcher(&pattern);
    matcher.prepare(&pattern.program, next);
    matcher.must_advance = must_advance;
    let result = match subject.run(vm, &pattern.program, &mut matcher, Search::Search) {
        Ok(Some(end)) => {
            let made = new_match(vm, &pattern, &subject, matcher.registers(), matcher.start, end);
            let iter = this.get_mut(vm);
            (iter.next, iter.must_advance) = (end, end == matcher.start);
            iter.subject = Some(subject);
            made.map(Some)
        }
        Ok(None) => Ok(None),
        Err(raised) => Err(raised),
    };
    keep_matcher(&pattern, matcher);
    result
}

/// The type of what `finditer` returns.
pub fn init_iterator(vm: &mut Vm) -> Ref<Type> {
    let ty = new_native_type::<FindIter>(vm, "callable_iterator", "builtins", None);
    ty.get(vm).set_flag(type_flag::BASETYPE, false);
    ty.get(vm).set_flag(type_flag::NO_INSTANTIATION, true);
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.iter = Some(crate::builtins::iter::iter_self);
            s.iternext = Some(finditer_next);
        })
        .ready()
}

fn pattern_scanner(vm: &mut Vm, args: &[Value]) -> PyResult {
    let pattern = this(vm, arg(args, 0))?.clone();
    let (pos, endpos) = bounds(vm, args)?;
    new_scanner(vm, &pattern, arg(args, 1), pos, endpos)
}

fn new_scanner(vm: &mut Vm, pattern: &Ref<Pattern>, string: &Value, pos: i64, endpos: i64) -> PyResult {
    let subject = Subject::new(vm, pattern, string, pos, endpos)?;
    let payload = Scanner {
        pattern: pattern.clone(),
        string: string.clone(),
        next: Some(subject.first),
        must_advance: false,
        pos,
        endpos,
    };
    let ty = super::state(vm)?.scanner_type.clone();
    Ok(vm.alloc(&ty, payload)?.into_value())
}

fn scan(vm: &mut Vm, args: &[Value], kind: Search) -> PyResult {
    let this = vm.receiver::<Scanner>(args)?.clone();
    let (pattern, string, next, must_advance, pos, endpos) = {
        let s = this.get(vm);
        (s.pattern.clone(), s.string.clone(), s.next, s.must_advance, s.pos, s.endpos)
    };
    let Some(start) = next else { return Ok(Value::NONE) };
    let mut matches = Matches::new(vm, &pattern, &string, pos, endpos)?;
    matches.matcher.restart(start);
    matches.matcher.must_advance = must_advance;
    let result = matches.next(vm, kind).and_then(|found| match found {
        Some((start, end)) => {
            let object = matches.object(vm, start, end)?;
            let scanner = this.get_mut(vm);
            scanner.next = Some(end);
            scanner.must_advance = start == end;
            Ok(object)
        }
        None => {
            this.get_mut(vm).next = None;
            Ok(Value::NONE)
        }
    });
    keep_matcher(&pattern, matches.matcher);
    result
}

/// For pickling: the pattern is compiled again.
fn pattern_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = this(vm, arg(args, 0))?.clone();
    let module = vm.import_module("re")?;
    let compile = vm.getattr_str(&module, "compile")?;
    let arguments = vm.new_pair(this.pattern.clone(), vm.int(this.flags as i64))?;
    vm.new_pair(compile, arguments)
}

fn pattern_groupindex(vm: &mut Vm, v: &Value) -> PyResult {
    let mapping = this(vm, v)?.group_index.to_value();
    let payload = crate::object::descriptor::MappingProxy { mapping };
    Ok(vm.alloc(&vm.types.mappingproxy, payload)?.into_value())
}

fn pattern_hash(vm: &mut Vm, v: &Value) -> PyResult<i64> {
    let this = this(vm, v)?.clone();
    let hash = vm.hash(&this.pattern)?;
    Ok((hash ^ this.flags as i64 ^ (this.program.groups as i64) << 16).max(0))
}

fn pattern_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<Pattern>().cloned(), b.downcast::<Pattern>().cloned()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let same = x.ptr_eq(&y)
        || x.flags == y.flags && x.is_text == y.is_text && vm.equals(&x.pattern.clone(), &y.pattern.clone())?;
    Ok(Value::bool(same == (op == CompareOp::Eq)))
}

fn pattern_repr(vm: &mut Vm, v: &Value) -> PyResult {
    const NAMES: &[(u32, &str)] = &[
        (flag::IGNORECASE, "re.IGNORECASE"),
        (flag::LOCALE, "re.LOCALE"),
        (flag::MULTILINE, "re.MULTILINE"),
        (flag::DOTALL, "re.DOTALL"),
        (flag::UNICODE, "re.UNICODE"),
        (flag::VERBOSE, "re.VERBOSE"),
        (flag::DEBUG, "re.DEBUG"),
        (flag::ASCII, "re.ASCII"),
    ];
    let this = this(vm, v)?.clone();
    let shown = vm.repr(&this.pattern)?;
    let cut = shown.byte_offset(200);
    let mut out = b"re.compile(".to_vec();
    out.extend_from_slice(shown.bytes().get(..cut).unwrap_or(&[]));
    let mut flags = this.flags;
    if this.is_text == Some(true) && flags & flag::TYPES == flag::UNICODE {
        flags &= !flag::UNICODE;
    }
    let mut names: Vec<String> = Vec::new();
    for (bit, name) in NAMES {
        if flags & bit != 0 {
            names.push((*name).to_string());
            flags &= !bit;
        }
    }
    if flags != 0 {
        names.push(format!("{flags:#x}"));
    }
    if !names.is_empty() {
        out.extend_from_slice(b", ");
        out.extend_from_slice(names.join("|").as_bytes());
    }
    out.push(b')');
    vm.new_str_wtf8(&out)
}
