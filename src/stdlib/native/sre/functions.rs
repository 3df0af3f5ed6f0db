//! The functions of the `re` module, and the cache of compiled patterns.

use super::matcher::Kind;
use super::parse;
use super::pattern::{self, Pattern};
use super::substitute;
use super::syntax::{Node, flag};
use crate::gc::{Ref, Value};
use crate::native::{ModuleBuilder, arg};
use crate::object::slots::PyResult;
use crate::object::{Bytes, Dict, Str, Tuple};
use crate::vm::Vm;
use std::collections::HashMap;

/// Patterns kept; the oldest go first.
const MOST_CACHED: usize = 512;
/// Patterns found by identity of their text, without looking at it.
const RECENT: usize = 8;

#[derive(Default)]
pub struct Cache {
    known: HashMap<(bool, u32, Box<[u8]>), Ref<Pattern>>,
    order: std::collections::VecDeque<(bool, u32, Box<[u8]>)>,
    recent: Vec<(Value, u32, Ref<Pattern>)>,
    next: usize,
}

impl Cache {
    fn find(&mut self, source: &Value, flags: u32) -> Option<Ref<Pattern>> {
        self.recent.iter().find(|(s, f, _)| *f == flags && s.is(source)).map(|(_, _, p)| p.clone())
    }

    fn remember(&mut self, source: &Value, flags: u32, pattern: &Ref<Pattern>) {
        let entry = (source.clone(), flags, pattern.clone());
        match self.recent.get_mut(self.next) {
            Some(slot) => *slot = entry,
            None => self.recent.push(entry),
        }
        self.next = (self.next + 1) % RECENT;
    }
}

/// The functions by name; they belong to the module `re`.
pub fn functions(vm: &mut Vm) -> PyResult<Vec<(String, Value)>> {
    let module = ModuleBuilder::new(vm, "re", "")?
        .function("compile(pattern, flags=0)", re_compile, "Compile a regular expression pattern, returning a Pattern object.")
        .function("match(pattern, string, flags=0)", |vm, args| once(vm, args, Kind::Match), "Try to apply the pattern at the start of the string, returning\na Match object, or None if no match was found.")
        .function("fullmatch(pattern, string, flags=0)", |vm, args| once(vm, args, Kind::FullMatch), "Try to apply the pattern to all of the string, returning\na Match object, or None if no match was found.")
        .function("search(pattern, string, flags=0)", |vm, args| once(vm, args, Kind::Search), "Scan through string looking for a match to the pattern, returning\na Match object, or None if no match was found.")
        .function("sub(pattern, repl, string, *args, count=<unrepresentable>, flags=<unrepresentable>)", |vm, args| re_sub(vm, args, false), "Return the string obtained by replacing the leftmost\nnon-overlapping occurrences of the pattern in string by the\nreplacement repl. repl can be a string, whose backslash escapes\nare processed, or a callable, which is passed the Match object\nand must return a replacement string.")
        .function("subn(pattern, repl, string, *args, count=<unrepresentable>, flags=<unrepresentable>)", |vm, args| re_sub(vm, args, true), "Return a 2-tuple containing (new_string, number): the string that\nsub() would return, and the number of substitutions made.")
        .function("split(pattern, string, *args, maxsplit=<unrepresentable>, flags=<unrepresentable>)", re_split, "Split the source string by the occurrences of the pattern,\nreturning a list containing the resulting substrings. The text of\nall groups in the pattern is part of the list. At most maxsplit\nsplits occur, if it is nonzero.")
        .function("findall(pattern, string, flags=0)", re_findall, "Return a list of all non-overlapping matches in the string.\n\nIf there are capturing groups in the pattern, return a list of\ngroups; of tuples if there is more than one.\n\nEmpty matches are included in the result.")
        .function("finditer(pattern, string, flags=0)", re_finditer, "Return an iterator over all non-overlapping matches in the\nstring. For each match, the iterator returns a Match object.\n\nEmpty matches are included in the result.")
        .function("escape(pattern)", re_escape, "Escape special characters in a string.")
        .function("purge()", re_purge, "Clear the regular expression caches")
        .function("_set_error(error, /)", set_error, "")
        .function("_lexicon(phrases, flags, /)", lexicon, "")
        .build();
    let dict: Ref<Dict> = module.get(vm).dict.clone();
    let entries = dict.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect::<Vec<_>>();
    let name = |key: &Value| key.downcast::<Str>().map(|s| s.to_lossy().into_owned()).unwrap_or_default();
    Ok(entries.into_iter().map(|(k, v)| (name(&k), v)).filter(|(name, _)| !name.starts_with("__")).collect())
}

fn set_error(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(state) = super::state_mut(vm) {
        state.error = arg(args, 0).clone();
    }
    Ok(Value::NONE)
}

fn flag_bits(vm: &mut Vm, flags: &Value) -> PyResult<u32> {
    if flags.is_unset() {
        return Ok(0);
    }
    match vm.int_value(flags) {
        Some(bits) => Ok(bits as u32),
        None => {
            let ty = vm.type_name(flags);
            Err(vm.type_error(format!("unsupported operand type(s) for &: '{ty}' and 'int'")))
        }
    }
}

/// The compiled form of a pattern, from the cache if it is there.
fn compiled(vm: &mut Vm, source: &Value, flags: &Value) -> PyResult<Ref<Pattern>> {
    let bits = flag_bits(vm, flags)?;
    if let Some(found) = super::state_mut(vm).and_then(|state| state.cache.find(source, bits)) {
        return Ok(found);
    }
    if let Some(pattern) = source.downcast::<Pattern>() {
        if bits != 0 {
            return Err(vm.value_error("cannot process flags argument with a compiled pattern"));
        }
        return Ok(pattern.clone());
    }
    let key = if let Some(text) = source.downcast::<Str>() {
        (true, bits, Box::from(text.bytes()))
    } else if let Some(bytes) = source.downcast::<Bytes>() {
        (false, bits, Box::from(bytes.data()))
    } else {
        // What cannot be a key of the cache is refused as such, as CPython does.
        let pair = vm.new_tuple(vec![source.clone()])?;
        let dict = vm.new_dict();
        vm.dict_get(&dict, &pair)?;
        return Err(vm.type_error("first argument must be string or compiled pattern"));
    };
    let exact = source.downcast_exact::<Str>().is_some() || source.downcast_exact::<Bytes>().is_some();
    if bits & flag::DEBUG != 0 {
        return Err(vm.not_implemented_error("the flag re.DEBUG is not supported: patterns cannot be dumped"));
    }
    if !exact {
        return super::new_pattern(vm, source, bits);
    }
    let found = super::state(vm)?.cache.known.get(&key).cloned();
    let pattern = match found {
        Some(pattern) => pattern,
        None => {
            let pattern = super::new_pattern(vm, source, bits)?;
            let mut dropped = None;
            if let Some(state) = super::state_mut(vm) {
                let cache = &mut state.cache;
                if cache.known.len() >= MOST_CACHED
                    && let Some(oldest) = cache.order.pop_front()
                {
                    dropped = cache.known.remove(&oldest);
                }
                cache.order.push_back(key.clone());
                cache.known.insert(key, pattern.clone());
            }
            drop(dropped);
            pattern
        }
    };
    if let Some(state) = super::state_mut(vm) {
        state.cache.remember(source, bits, &pattern);
    }
    Ok(pattern)
}

fn re_compile(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(compiled(vm, arg(args, 0), arg(args, 1))?.into_value())
}

fn once(vm: &mut Vm, args: &[Value], kind: Kind) -> PyResult {
    let pattern = compiled(vm, arg(args, 0), arg(args, 2))?;
    pattern::match_once(vm, &pattern, arg(args, 1), 0, i64::MAX, kind)
}

fn re_findall(vm: &mut Vm, args: &[Value]) -> PyResult {
    let pattern = compiled(vm, arg(args, 0), arg(args, 2))?;
    substitute::findall(vm, &pattern, arg(args, 1), 0, i64::MAX)
}

fn re_finditer(vm: &mut Vm, args: &[Value]) -> PyResult {
    let pattern = compiled(vm, arg(args, 0), arg(args, 2))?;
    pattern::finditer(vm, &pattern, arg(args, 1), 0, i64::MAX)
}

/// The count and the flags, which may be given by position with a warning.
fn count_and_flags(vm: &mut Vm, args: &[Value], first: usize, name: &str, count_name: &str) -> PyResult<(i64, Value)> {
    let (mut count, mut flags) = (arg(args, first + 1).clone(), arg(args, first + 2).clone());
    let rest: Vec<Value> = arg(args, first).downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
    if let Some((given, more)) = rest.split_first() {
        if !count.is_unset() {
            return Err(vm.type_error(format!("{name}() got multiple values for argument '{count_name}'")));
        }
        count = given.clone();
        if let Some((given, more)) = more.split_first() {
            if !flags.is_unset() {
                return Err(vm.type_error(format!("{name}() got multiple values for argument 'flags'")));
            }
            flags = given.clone();
            if !more.is_empty() {
                let (least, most) = (first, first + 2);
                let n = most + more.len();
                let text = format!("{name}() takes from {least} to {most} positional arguments but {n} were given");
                return Err(vm.type_error(text));
            }
        }
        vm.warn_deprecated(&format!("'{count_name}' is passed as positional argument"))?;
    }
    let count = if count.is_unset() { 0 } else { vm.extract::<i64>(&count)? };
    Ok((count, flags))
}

fn re_sub(vm: &mut Vm, args: &[Value], counted: bool) -> PyResult {
    let name = if counted { "subn" } else { "sub" };
    let (count, flags) = count_and_flags(vm, args, 3, name, "count")?;
    let pattern = compiled(vm, arg(args, 0), &flags)?;
    substitute::sub(vm, &pattern, arg(args, 1), arg(args, 2), count, counted)
}

fn re_split(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (maxsplit, flags) = count_and_flags(vm, args, 2, "split", "maxsplit")?;
    let pattern = compiled(vm, arg(args, 0), &flags)?;
    substitute::split(vm, &pattern, arg(args, 1), maxsplit)
}

fn re_escape(vm: &mut Vm, args: &[Value]) -> PyResult {
    let source = arg(args, 0);
    let is_text = source.downcast::<Str>().is_some();
    if !is_text && !vm.has_buffer(source) {
        let ty = vm.type_name(source);
        return Err(vm.type_error(format!("decoding to str: need a bytes-like object, {ty} found")));
    }
    let mut out = Vec::new();
    for byte in super::subject::subject_bytes(vm, source).iter() {
        if b"()[]{}?*+-|^$\\.&~# \t\n\r\x0b\x0c".contains(byte) {
            out.push(b'\\');
        }
        out.push(*byte);
    }
    if is_text { vm.new_str_wtf8(&out) } else { vm.new_bytes(out) }
}

fn re_purge(vm: &mut Vm, _args: &[Value]) -> PyResult {
    let old = super::state_mut(vm).map(|state| std::mem::take(&mut state.cache));
    drop(old);
    Ok(Value::NONE)
}

/// A pattern of alternatives, each a group of its own: what `re.Scanner` matches with.
fn lexicon(vm: &mut Vm, args: &[Value]) -> PyResult {
    let flags = flag_bits(vm, arg(args, 1))?;
    let phrases = vm.collect(arg(args, 0))?;
    let (mut items, mut reads_text) = (Vec::with_capacity(phrases.len()), true);
    let mut widths = vec![None];
    for (i, phrase) in phrases.iter().enumerate() {
        let (points, is_text) = super::code_points_of(vm, phrase)?;
        reads_text = is_text;
        let parsed = match parse::parse(vm, &points, is_text, flags) {
            Ok(parsed) => parsed,
            Err(failure) => return Err(super::raise(vm, failure, phrase)),
        };
        widths.push(Some(super::syntax::width(&parsed.body, &parsed.widths)));
        // Groups inside of phrases have the numbers of the first phrases, as in CPython.
        items.push(vec![Node::Group { group: Some(i as u32 + 1), add: 0, del: 0, body: parsed.body }]);
    }
    let body = vec![Node::Branch(items)];
    let parsed = parse::Pattern { body, flags, names: Vec::new(), widths };
    Ok(super::make_pattern(vm, &Value::NONE, parsed, reads_text, None)?.into_value())
}
