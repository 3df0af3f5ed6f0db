//! `_json.make_scanner`: reads one JSON value from a place in a text.
//!
//! The text is gone through in bytes; indices are converted where Python gives or gets them.

use super::decode_error;
use crate::gc::{Kind, Ref, Value};
use crate::native::arg;
use crate::native::build::{TypeBuilder, new_native_type};
use crate::object::hash::hash_bytes;
use crate::object::slots::{Args, PyResult};
use crate::object::str::push_code_point;
use crate::object::{Raised, Str, Type};
use crate::payload;
use crate::vm::Vm;

pub struct Scanner {
    strict: bool,
    object_hook: Value,
    object_pairs_hook: Value,
    parse_float: Value,
    parse_int: Value,
    parse_constant: Value,
}

payload!(
    Scanner,
    Kind::Other,
    "_json.Scanner",
    tracked { object_hook, object_pairs_hook, parse_float, parse_int, parse_constant }
);

pub fn init(vm: &mut Vm) -> Ref<Type> {
    let ty = new_native_type::<Scanner>(vm, "Scanner", "_json", None);
    TypeBuilder::new(vm, &ty)
        .doc("JSON scanner object")
        .slots(|s| {
            s.new = Some(scanner_new);
            s.call = Some(scanner_call);
        })
        .member("strict", |vm, v| Ok(Value::bool(this(vm, v)?.get(vm).strict)), None, "strict")
        .member("object_hook", |vm, v| Ok(this(vm, v)?.get(vm).object_hook.clone()), None, "object_hook")
        .member(
            "object_pairs_hook",
            |vm, v| Ok(this(vm, v)?.get(vm).object_pairs_hook.clone()),
            None,
            "object_pairs_hook",
        )
        .member("parse_float", |vm, v| Ok(this(vm, v)?.get(vm).parse_float.clone()), None, "parse_float")
        .member("parse_int", |vm, v| Ok(this(vm, v)?.get(vm).parse_int.clone()), None, "parse_int")
        .member("parse_constant", |vm, v| Ok(this(vm, v)?.get(vm).parse_constant.clone()), None, "parse_constant")
        .ready()
}

fn this<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<Scanner>> {
    vm.receiver::<Scanner>(std::slice::from_ref(v))
}

fn scanner_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("make_scanner(context)", args)?;
    let context = arg(&bound, 0);
    let strict = vm.getattr_str(context, "strict")?;
    let payload = Scanner {
        strict: vm.truthy(&strict)?,
        object_hook: vm.getattr_str(context, "object_hook")?,
        object_pairs_hook: vm.getattr_str(context, "object_pairs_hook")?,
        parse_float: vm.getattr_str(context, "parse_float")?,
        parse_int: vm.getattr_str(context, "parse_int")?,
        parse_constant: vm.getattr_str(context, "parse_constant")?,
    };
    Ok(vm.alloc(class, payload)?.into_value())
}

/// `scan_once(string, index)`: the value and the index behind it.
fn scanner_call(vm: &mut Vm, v: &Value, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("scan_once(string, idx)", args)?;
    let Some(text) = arg(&bound, 0).downcast::<Str>().cloned() else {
        let ty = vm.type_name(arg(&bound, 0));
        return Err(vm.type_error(format!("first argument must be a string, not {ty}")));
    };
    let index = vm.extract::<i64>(arg(&bound, 1))?;
    let Ok(index) = usize::try_from(index) else { return Err(vm.value_error("idx cannot be negative")) };
    if index > text.char_len() {
        return Err(vm.stop_iteration(Some(vm.int(index as i64))));
    }
    let s = this(vm, v)?.get(vm);
    let hook = |hook: &Value| (!hook.is_none()).then(|| hook.clone());
    let mut reader = Reader {
        text: text.clone(),
        strict: s.strict,
        object_hook: hook(&s.object_hook),
        object_pairs_hook: hook(&s.object_pairs_hook),
        parse_float: (!s.parse_float.is(&vm.types.float.to_value())).then(|| s.parse_float.clone()),
        parse_int: (!s.parse_int.is(&vm.types.int.to_value())).then(|| s.parse_int.clone()),
        parse_constant: s.parse_constant.clone(),
        keys: vec![const { None }; KEYS],
    };
    let (value, end) = reader.value(vm, text.byte_offset(index))?;
    let end = vm.int(text.char_index(end) as i64);
    vm.new_pair(value, end)
}

/// Slots of the cache of keys.
const KEYS: usize = 64;

struct Reader {
    text: Ref<Str>,
    strict: bool,
    object_hook: Option<Value>,
    object_pairs_hook: Option<Value>,
    /// `None` for the builtin types.
    parse_float: Option<Value>,
    parse_int: Option<Value>,
    parse_constant: Value,
    /// Keys read lately, so that equal ones are one object.
    keys: Vec<Option<Ref<Str>>>,
}

type Scanned<T = Value> = PyResult<(T, usize)>;

fn skip(bytes: &[u8], at: usize) -> usize {
    let mut at = at;
    while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
        at += 1;
    }
    at
}

impl Reader {
    fn error<T>(&self, vm: &mut Vm, message: &str, at: usize) -> PyResult<T> {
        Err(decode_error(vm, message, &self.text, at))
    }

    /// There is no value here.
    fn nothing(&self, vm: &Vm, at: usize) -> Raised {
        vm.stop_iteration(Some(vm.int(self.text.char_index(at) as i64)))
    }

    fn value(&mut self, vm: &mut Vm, at: usize) -> Scanned {
        vm.poll()?;
        let text = self.text.clone();
        let bytes = text.bytes();
        let Some(first) = bytes.get(at) else { return Err(self.nothing(vm, at)) };
        let rest = bytes.get(at..).unwrap_or(&[]);
        match first {
            b'"' => {
                let (end, escaped) = self.string_end(bytes, at + 1);
                let (value, end) = read_string(vm, &text, at + 1, end, escaped, self.strict)?;
                return Ok((value, end));
            }
            b'{' | b'[' => {
                let marker = 0u8;
                if (&raw const marker as usize) < vm.thread.native_limit {
                    let what = if *first == b'{' { "object" } else { "array" };
                    return Err(vm.recursion_error(format!(
                        "maximum recursion depth exceeded while decoding a JSON {what} from a unicode string"
                    )));
                }
                return if *first == b'{' { self.object(vm, at + 1) } else { self.array(vm, at + 1) };
            }
            b'n' if rest.starts_with(b"null") => return Ok((Value::NONE, at + 4)),
            b't' if rest.starts_with(b"true") => return Ok((Value::bool(true), at + 4)),
            b'f' if rest.starts_with(b"false") => return Ok((Value::bool(false), at + 5)),
            _ => {}
        }
        for name in ["NaN", "Infinity", "-Infinity"] {
            if rest.starts_with(name.as_bytes()) {
                let constant = vm.new_str(name)?;
                let value = vm.call(&self.parse_constant.clone(), &[constant])?;
                return Ok((value, at + name.len()));
            }
        }
        self.number(vm, bytes, at)
    }

    /// The end of a string without escapes, or where its first escape or bad character is.
    fn string_end(&self, bytes: &[u8], at: usize) -> (usize, bool) {
        let rest = bytes.get(at..).unwrap_or(&[]);
        let plain = rest.iter().position(|b| *b == b'"' || *b == b'\\' || *b < 0x20).unwrap_or(rest.len());
        (at + plain, bytes.get(at + plain) != Some(&b'"'))
    }

    fn key(&mut self, vm: &mut Vm, at: usize) -> Scanned<Ref<Str>> {
        let text = self.text.clone();
        let bytes = text.bytes();
        let (end, escaped) = self.string_end(bytes, at);
        if escaped {
            let (value, end) = read_string(vm, &text, at, end, true, self.strict)?;
            return match value.into_ref::<Str>() {
                Ok(key) => Ok((key, end)),
                Err(_) => Err(vm.type_error("a string is required")),
            };
        }
        let name = bytes.get(at..end).unwrap_or(&[]);
        let slot = hash_short(name) % KEYS;
        if let Some(Some(known)) = self.keys.get(slot)
            && known.bytes() == name
        {
            return Ok((known.clone(), end + 1));
        }
        let made = vm.new_str_wtf8(name)?;
        match made.into_ref::<Str>() {
            Ok(key) => {
                if let Some(place) = self.keys.get_mut(slot) {
                    *place = Some(key.clone());
                }
                Ok((key, end + 1))
            }
            Err(_) => Err(vm.type_error("a string is required")),
        }
    }

    fn object(&mut self, vm: &mut Vm, at: usize) -> Scanned {
        let text = self.text.clone();
        let bytes = text.bytes();
        let pairs_wanted = self.object_pairs_hook.is_some();
        let dict = vm.new_dict();
        let mut pairs: Vec<Value> = Vec::new();
        let mut at = skip(bytes, at);
        if bytes.get(at) != Some(&b'}') {
            loop {
                if bytes.get(at) != Some(&b'"') {
                    return self.error(vm, "Expecting property name enclosed in double quotes", at);
                }
                let (key, end) = self.key(vm, at + 1)?;
                at = skip(bytes, end);
                if bytes.get(at) != Some(&b':') {
                    return self.error(vm, "Expecting ':' delimiter", at);
                }
                at = skip(bytes, at + 1);
                let (value, end) = self.value(vm, at)?;
                if pairs_wanted {
                    pairs.push(vm.new_pair(key.into_value(), value)?);
                } else {
                    let table = dict.get_mut(vm);
                    if !table.make_room(&key.to_value()) {
                        return Err(vm.memory_error());
                    }
                    drop(table.set_str(&key, value));
                }
                at = skip(bytes, end);
                match bytes.get(at) {
                    Some(b'}') => break,
                    Some(b',') => {}
                    _ => return self.error(vm, "Expecting ',' delimiter", at),
                }
                let comma = at;
                at = skip(bytes, at + 1);
                if bytes.get(at) == Some(&b'}') {
                    return self.error(vm, "Illegal trailing comma before end of object", comma);
                }
            }
        }
        at += 1;
        if let Some(hook) = self.object_pairs_hook.clone() {
            let list = vm.new_list(pairs)?;
            return Ok((vm.call(&hook, &[list])?, at));
        }
        match self.object_hook.clone() {
            Some(hook) => Ok((vm.call(&hook, &[dict.into_value()])?, at)),
            None => Ok((dict.into_value(), at)),
        }
    }

    fn array(&mut self, vm: &mut Vm, at: usize) -> Scanned {
        let text = self.text.clone();
        let bytes = text.bytes();
        let mut items: Vec<Value> = Vec::new();
        let mut at = skip(bytes, at);
        if bytes.get(at) != Some(&b']') {
            loop {
                let (value, end) = self.value(vm, at)?;
                if items.try_reserve(1).is_err() {
                    return Err(vm.memory_error());
                }
                items.push(value);
                at = skip(bytes, end);
                match bytes.get(at) {
                    Some(b']') => break,
                    Some(b',') => {}
                    _ => return self.error(vm, "Expecting ',' delimiter", at),
                }
                let comma = at;
                at = skip(bytes, at + 1);
                if bytes.get(at) == Some(&b']') {
                    return self.error(vm, "Illegal trailing comma before end of array", comma);
                }
            }
        }
        Ok((vm.new_list(items)?, at + 1))
    }

    fn number(&mut self, vm: &mut Vm, bytes: &[u8], start: usize) -> Scanned {
        let digits = |at: usize| {
            let rest = bytes.get(at..).unwrap_or(&[]);
            at + rest.iter().position(|b| !b.is_ascii_digit()).unwrap_or(rest.len())
        };
        let first = start + (bytes.get(start) == Some(&b'-')) as usize;
        let mut end = match bytes.get(first) {
            Some(b'0') => first + 1,
            Some(b'1'..=b'9') => digits(first),
            _ => return Err(self.nothing(vm, start)),
        };
        let mut is_float = false;
        if bytes.get(end) == Some(&b'.') && digits(end + 1) > end + 1 {
            end = digits(end + 1);
            is_float = true;
        }
        if matches!(bytes.get(end), Some(b'e' | b'E')) {
            let sign = matches!(bytes.get(end + 1), Some(b'+' | b'-')) as usize;
            let after = digits(end + 1 + sign);
            if after > end + 1 + sign {
                end = after;
                is_float = true;
            }
        }
        let part = bytes.get(start..end).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("0");
        let parse = if is_float { &self.parse_float } else { &self.parse_int };
        if let Some(parse) = parse.clone() {
            let part = vm.new_str(part)?;
            return Ok((vm.call(&parse, &[part])?, end));
        }
        if is_float {
            let value = part.parse::<f64>().unwrap_or(f64::NAN);
            return Ok((vm.float(value), end));
        }
        if let Ok(value) = part.parse::<i64>() {
            return Ok((vm.int(value), end));
        }
        let (int, part) = (vm.types.int.to_value(), vm.new_str(part)?);
        Ok((vm.call(&int, &[part])?, end))
    }
}

/// A quick hash of a key; equal keys, equal hash.
fn hash_short(name: &[u8]) -> usize {
    match name {
        [] => 0,
        [first, .., last] if name.len() < 8 => {
            (*first as usize * 31 + *last as usize * 7 + name.len()) ^ name.len() << 3
        }
        _ => hash_bytes(name) as usize,
    }
}

/// Reads a string whose first character is at `start` and that is plain up to `plain`.
fn read_string(vm: &mut Vm, text: &Ref<Str>, start: usize, plain: usize, escaped: bool, strict: bool) -> Scanned {
    let bytes = text.bytes();
    let part = |from: usize, to: usize| bytes.get(from..to).unwrap_or(&[]);
    if !escaped {
        return Ok((vm.new_str_wtf8(part(start, plain))?, plain + 1));
    }
    let mut out = part(start, plain).to_vec();
    let (mut at, mut steps) = (plain, 0usize);
    let error = |vm: &mut Vm, message: &str, at: usize| Err(decode_error(vm, message, text, at));
    loop {
        steps += 1;
        vm.check_step(steps)?;
        match bytes.get(at) {
            None => return error(vm, "Unterminated string starting at", start.saturating_sub(1)),
            Some(b'"') => return Ok((vm.new_str_wtf8(&out)?, at + 1)),
            Some(b'\\') => {
                let Some(letter) = bytes.get(at + 1) else {
                    return error(vm, "Unterminated string starting at", start.saturating_sub(1));
                };
                let plain = match letter {
                    b'"' | b'\\' | b'/' => *letter,
                    b'b' => 8,
                    b'f' => 12,
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'u' => {
                        let Some(mut point) = four_digits(bytes, at + 2) else {
                            return error(vm, "Invalid \\uXXXX escape", at + 1);
                        };
                        at += 6;
                        if (0xd800..0xdc00).contains(&point) && part(at, at + 2) == b"\\u" && at + 6 <= bytes.len() {
                            let Some(low) = four_digits(bytes, at + 2) else {
                                return error(vm, "Invalid \\uXXXX escape", at + 1);
                            };
                            if (0xdc00..0xe000).contains(&low) {
                                point = 0x1_0000 + ((point - 0xd800) << 10) + (low - 0xdc00);
                                at += 6;
                            }
                        }
                        push_code_point(&mut out, point);
                        continue;
                    }
                    _ => return error(vm, "Invalid \\escape", at),
                };
                out.push(plain);
                at += 2;
            }
            Some(byte) if *byte < 0x20 && strict => return error(vm, "Invalid control character at", at),
            Some(_) => {
                let rest = bytes.get(at..).unwrap_or(&[]);
                let special = |b: &u8| *b == b'"' || *b == b'\\' || strict && *b < 0x20;
                let len = rest.iter().position(special).unwrap_or(rest.len());
                vm.append_bytes(&mut out, part(at, at + len))?;
                at += len;
            }
        }
    }
}

/// Four hexadecimal digits.
fn four_digits(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 4)?;
    digits.iter().try_fold(0, |n, b| Some(n * 16 + (*b as char).to_digit(16)?))
}

pub fn scanstring(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(text) = arg(args, 0).downcast::<Str>().cloned() else {
        let ty = vm.type_name(arg(args, 0));
        return Err(vm.type_error(format!("first argument must be a string, not {ty}")));
    };
    let end = vm.extract::<i64>(arg(args, 1))?;
    let strict = vm.truthy(arg(args, 2))?;
    let Some(index) = usize::try_from(end).ok().filter(|i| *i <= text.char_len()) else {
        return Err(vm.value_error("end is out of bounds"));
    };
    let start = text.byte_offset(index);
    let (value, end) = read_string(vm, &text, start, start, true, strict)?;
    let end = vm.int(text.char_index(end) as i64);
    vm.new_pair(value, end)
}

pub fn skip_whitespace(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(text) = arg(args, 0).downcast::<Str>() else {
        let ty = vm.type_name(arg(args, 0));
        return Err(vm.type_error(format!("expected string or bytes-like object, got '{ty}'")));
    };
    let index = vm.extract::<i64>(arg(args, 1))?.max(0) as usize;
    let end = skip(text.bytes(), text.byte_offset(index));
    Ok(vm.int(text.char_index(end) as i64))
}
