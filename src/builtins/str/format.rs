//! `str.format`, `str.format_map` and `str.__format__`.
//!
//! `Template` reads a format string piece by piece; it is also what the `_string` module (for `string.Formatter`)
//! is made from. Replacement fields are looked up, converted and formatted by `Formatter`.

use super::{this, unicode};
use crate::gc::{Ref, Value, tag};
use crate::native::{TypeBuilder, arg};
use crate::object::slots::PyResult;
use crate::object::str::{code_points, wtf8_width};
use crate::object::{Dict, List, Raised, Str, Tuple};
use crate::vm::Vm;

pub fn methods(b: TypeBuilder<'_>) -> TypeBuilder<'_> {
    b.method("format(self, /, *args, **kwargs)", str_format, "Return a formatted version of the string, using substitutions from args and kwargs.\n\nThe substitutions are identified by braces ('{' and '}').")
        .method("format_map(self, mapping, /)", str_format_map, "Return a formatted version of the string, using substitutions from mapping.\n\nThe substitutions are identified by braces ('{' and '}').")
        .method("__format__(self, format_spec, /)", str_dunder_format, "Return a formatted version of the string as described by format_spec.")
}

fn str_format(vm: &mut Vm, args: &[Value]) -> PyResult {
    let template = this(vm, args)?.clone();
    let positional = arg(args, 1).downcast::<Tuple>().cloned();
    let formatter = Formatter { positional, named: Some(arg(args, 2).clone()), auto: Auto::default(), whole: None };
    formatter.format(vm, &template)
}

fn str_format_map(vm: &mut Vm, args: &[Value]) -> PyResult {
    let template = this(vm, args)?.clone();
    let formatter =
        Formatter { positional: None, named: Some(arg(args, 1).clone()), auto: Auto::default(), whole: None };
    formatter.format(vm, &template)
}

fn str_dunder_format(vm: &mut Vm, args: &[Value]) -> PyResult {
    let spec = super::only_str_arg(vm, args, "__format__")?;
    if spec.byte_len() == 0 {
        return match arg(args, 0).downcast_exact::<Str>() {
            Some(text) => Ok(text.to_value()),
            None => Ok(vm.to_str(arg(args, 0))?.into_value()),
        };
    }
    crate::builtins::format_spec::format_str(vm, arg(args, 0), arg(args, 1))
}

impl Vm {
    /// `format(v, spec)` of exact numbers and text, whose method needs no look-up. `None` for all else.
    pub(crate) fn format_exact(&mut self, v: &Value, spec: &Ref<Str>) -> Option<PyResult> {
        use crate::builtins::format_spec::{format_float, format_int, format_str};
        if spec.byte_len() == 0 && has_plain_format(v) {
            return Some(self.to_str(v).map(Ref::into_value));
        }
        match v.tag() {
            tag::INT => Some(format_int(self, v, &spec.to_value())),
            tag::FLOAT => Some(format_float(self, v, &spec.to_value())),
            _ if v.downcast_exact::<Str>().is_some() => Some(format_str(self, v, &spec.to_value())),
            _ => None,
        }
    }
}

/// Whether an empty specification gives `str(v)`: so it is for numbers, and for the types that have `object.__format__`.
fn has_plain_format(v: &Value) -> bool {
    matches!(v.tag(), tag::INT | tag::FLOAT | tag::BOOL | tag::NONE)
        || v.downcast_exact::<List>().is_some()
        || v.downcast_exact::<Tuple>().is_some()
        || v.downcast_exact::<Dict>().is_some()
}

/// One piece of a format string: literal text, then perhaps a replacement field.
pub struct Piece<'a> {
    pub literal: &'a [u8],
    pub field: Option<Field<'a>>,
}

pub struct Field<'a> {
    pub name: &'a [u8],
    pub conversion: Option<u32>,
    pub spec: &'a [u8],
    /// The specification holds replacement fields itself.
    pub nested: bool,
}

/// Reads pieces off a format string.
pub struct Template<'a> {
    rest: &'a [u8],
}

impl<'a> Template<'a> {
    pub fn new(text: &'a [u8]) -> Template<'a> {
        Template { rest: text }
    }

    /// The next piece; `None` at the end.
    pub fn next(&mut self, vm: &Vm) -> PyResult<Option<Piece<'a>>> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let Some(at) = memchr::memchr2(b'{', b'}', self.rest) else {
            let literal = std::mem::take(&mut self.rest);
            return Ok(Some(Piece { literal, field: None }));
        };
        let brace = self.rest.get(at).copied();
        let next = self.rest.get(at + 1).copied();
        if brace == Some(b'}') && next != Some(b'}') {
            return Err(vm.value_error("Single '}' encountered in format string"));
        }
        if next.is_none() {
            return Err(vm.value_error("Single '{' encountered in format string"));
        }
        if next == brace {
            // A doubled brace: one of them is part of the literal.
            let literal = self.rest.get(..at + 1).unwrap_or(&[]);
            self.rest = self.rest.get(at + 2..).unwrap_or(&[]);
            return Ok(Some(Piece { literal, field: None }));
        }
        let literal = self.rest.get(..at).unwrap_or(&[]);
        self.rest = self.rest.get(at + 1..).unwrap_or(&[]);
        let field = self.field(vm)?;
        Ok(Some(Piece { literal, field: Some(field) }))
    }

    /// The field whose opening brace was just read.
    fn field(&mut self, vm: &Vm) -> PyResult<Field<'a>> {
        let text = self.rest;
        let mut at = 0;
        let end = loop {
            match text.get(at) {
                None => return Err(vm.value_error("expected '}' before end of string")),
                Some(b'{') => return Err(vm.value_error("unexpected '{' in field name")),
                Some(b'[') => {
                    // Anything may stand between brackets.
                    at += memchr::memchr(b']', text.get(at..).unwrap_or(&[])).unwrap_or(text.len());
                }
                Some(end @ (b'}' | b':' | b'!')) => break *end,
                Some(_) => at += 1,
            }
        };
        let mut field = Field { name: text.get(..at).unwrap_or(&[]), conversion: None, spec: &[], nested: false };
        at += 1;
        if end == b'}' {
            self.rest = text.get(at..).unwrap_or(&[]);
            return Ok(field);
        }
        if end == b'!' {
            let rest = text.get(at..).unwrap_or(&[]);
            let Some(conversion) = code_points(rest).next() else {
                return Err(vm.value_error("end of string while looking for conversion specifier"));
            };
            field.conversion = Some(conversion);
            at += rest.first().map_or(0, |lead| wtf8_width(*lead));
            match text.get(at) {
                Some(b'}') => {
                    self.rest = text.get(at + 1..).unwrap_or(&[]);
                    return Ok(field);
                }
                Some(b':') => at += 1,
                Some(_) => return Err(vm.value_error("expected ':' after conversion specifier")),
                None => {}
            }
        }
        let start = at;
        let mut depth = 1;
        while let Some(b) = text.get(at) {
            match b {
                b'{' => {
                    field.nested = true;
                    depth += 1;
                }
                b'}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                field.spec = text.get(start..at).unwrap_or(&[]);
                self.rest = text.get(at + 1..).unwrap_or(&[]);
                return Ok(field);
            }
            at += 1;
        }
        Err(vm.value_error("unmatched '{' in format spec"))
    }
}

/// One step of a field name behind its first part.
pub enum Step<'a> {
    Attribute(&'a [u8]),
    Index(i64),
    Key(&'a [u8]),
}

/// Splits a field name into its first part and the steps behind it.
pub fn split_field_name(name: &[u8]) -> (&[u8], Steps<'_>) {
    let at = memchr::memchr2(b'.', b'[', name).unwrap_or(name.len());
    let (first, rest) = name.split_at(at);
    (first, Steps { rest })
}

pub struct Steps<'a> {
    rest: &'a [u8],
}

impl<'a> Steps<'a> {
    pub fn next(&mut self, vm: &Vm) -> PyResult<Option<Step<'a>>> {
        let Some((lead, rest)) = self.rest.split_first() else { return Ok(None) };
        let step = match lead {
            b'.' => {
                let end = memchr::memchr2(b'.', b'[', rest).unwrap_or(rest.len());
                let (name, rest) = rest.split_at(end);
                self.rest = rest;
                (name, true)
            }
            b'[' => {
                let Some(end) = memchr::memchr(b']', rest) else {
                    return Err(vm.value_error("Missing ']' in format string"));
                };
                let (name, rest) = rest.split_at(end);
                self.rest = rest.get(1..).unwrap_or(&[]);
                (name, false)
            }
            _ => return Err(vm.value_error("Only '.' or '[' may follow ']' in format field specifier")),
        };
        if step.0.is_empty() {
            return Err(vm.value_error("Empty attribute in format string"));
        }
        Ok(Some(match step {
            (name, true) => Step::Attribute(name),
            (name, false) => match field_number(vm, name)? {
                Some(i) => Step::Index(i),
                None => Step::Key(name),
            },
        }))
    }
}

/// The number that a field name is, if it consists of digits.
pub fn field_number(vm: &Vm, name: &[u8]) -> PyResult<Option<i64>> {
    if name.is_empty() {
        return Ok(None);
    }
    let mut n = 0i64;
    for p in code_points(name) {
        let Some(digit) = unicode::decimal_value(p) else { return Ok(None) };
        n = match n.checked_mul(10).and_then(|n| n.checked_add(digit as i64)) {
            Some(n) => n,
            None => return Err(vm.value_error("Too many decimal digits in format string")),
        };
    }
    Ok(Some(n))
}

/// Fields without a number are numbered; the two ways do not mix.
#[derive(Default)]
struct Auto {
    next: i64,
    manual: Option<bool>,
}

struct Formatter {
    /// Absent in `format_map`.
    positional: Option<Ref<Tuple>>,
    named: Option<Value>,
    auto: Auto,
    /// The text of a field that is the whole result.
    whole: Option<Ref<Str>>,
}

impl Formatter {
    fn format(mut self, vm: &mut Vm, template: &Ref<Str>) -> PyResult {
        let out = self.run(vm, template.bytes(), 2)?;
        match self.whole {
            Some(text) => Ok(text.into_value()),
            None if memchr::memchr2(b'{', b'}', template.bytes()).is_none() => vm.exact_str(template),
            None => vm.new_str_wtf8(&out),
        }
    }

    fn run(&mut self, vm: &mut Vm, text: &[u8], depth: u32) -> PyResult<Vec<u8>> {
        if depth == 0 {
            return Err(vm.value_error("Max string recursion exceeded"));
        }
        let mut out = vm.buffer(text.len().saturating_add(32))?;
        let mut template = Template::new(text);
        while let Some(piece) = template.next(vm)? {
            out.extend_from_slice(piece.literal);
            if let Some(field) = piece.field {
                let alone = depth == 2 && out.is_empty() && template.rest.is_empty();
                if let Some(text) = self.field(vm, &field, &mut out, depth, alone)?
                    // Single characters are the shared ones.
                    && alone
                    && text.byte_len() > 1
                {
                    self.whole = Some(text);
                }
            }
        }
        Ok(out)
    }

    /// Appends a field. Its text is returned where there is an object for it, always so if it is `alone`.
    fn field(
        &mut self,
        vm: &mut Vm,
        field: &Field<'_>,
        out: &mut Vec<u8>,
        depth: u32,
        alone: bool,
    ) -> PyResult<Option<Ref<Str>>> {
        let mut value = self.look_up(vm, field.name)?;
        if let Some(conversion) = field.conversion {
            value = convert(vm, &value, conversion)?;
        }
        if !alone && !field.nested && crate::builtins::format_spec::push_exact(vm, out, &value, field.spec)? {
            return Ok(None);
        }
        let text = if field.spec.is_empty() {
            let spec = vm.empty_str.clone();
            vm.format(&value, &spec)?
        } else if field.nested {
            let spec = self.run(vm, field.spec, depth - 1)?;
            let spec = vm.text_ref(&spec)?;
            vm.format(&value, &spec)?
        } else {
            let spec = vm.text_ref(field.spec)?;
            vm.format(&value, &spec)?
        };
        if out.try_reserve(text.byte_len()).is_err() {
            return Err(vm.memory_error());
        }
        out.extend_from_slice(text.bytes());
        Ok(Some(text))
    }

    fn look_up(&mut self, vm: &mut Vm, name: &[u8]) -> PyResult {
        if let [digit @ b'0'..=b'9'] = name {
            self.numbered(vm, true)?;
            return self.item(vm, (digit - b'0') as i64);
        }
        let (first, mut steps) = split_field_name(name);
        let number = field_number(vm, first)?;
        let index = if first.is_empty() {
            self.numbered(vm, false)?;
            let n = self.auto.next;
            self.auto.next += 1;
            Some(n)
        } else {
            if number.is_some() {
                self.numbered(vm, true)?;
            }
            number
        };
        let mut value = match index {
            Some(i) => self.item(vm, i)?,
            None => {
                if let Some(found) = self.named.as_ref().and_then(|named| one_of_few(vm, named, first)) {
                    found
                } else {
                    let key = vm.new_str_wtf8(first)?;
                    match &self.named {
                        Some(named) => vm.getitem(named, &key)?,
                        None => return Err(vm.key_error(&key)),
                    }
                }
            }
        };
        while let Some(step) = steps.next(vm)? {
            value = match step {
                Step::Attribute(name) => {
                    let name = vm.text_ref(name)?;
                    let name = vm.intern_str(&name);
                    vm.getattr(&value, &name)?
                }
                Step::Index(i) => {
                    let key = vm.int(i);
                    vm.getitem(&value, &key)?
                }
                Step::Key(key) => {
                    let key = vm.new_str_wtf8(key)?;
                    vm.getitem(&value, &key)?
                }
            };
        }
        Ok(value)
    }

    fn item(&self, vm: &Vm, i: i64) -> PyResult {
        let Some(positional) = &self.positional else {
            return Err(vm.value_error("Format string contains positional fields"));
        };
        match usize::try_from(i).ok().and_then(|i| positional.items().get(i)) {
            Some(value) => Ok(value.clone()),
            None => Err(vm.index_error(format!("Replacement index {i} out of range for positional args tuple"))),
        }
    }

    fn numbered(&mut self, vm: &Vm, manual: bool) -> PyResult<()> {
        match self.auto.manual.replace(manual) {
            Some(before) if before != manual => Err(vm.value_error(match manual {
                true => "cannot switch from automatic field numbering to manual field specification",
                false => "cannot switch from manual field specification to automatic field numbering",
            })),
            _ => Ok(()),
        }
    }
}

/// The value of a name in a small dict of exact strs, which is found sooner than a key is made for it.
fn one_of_few(vm: &Vm, named: &Value, name: &[u8]) -> Option<Value> {
    let dict = named.downcast_exact::<Dict>()?.get(vm);
    if dict.len() > 4 {
        return None;
    }
    for entry in dict.iter() {
        // A key of another type may be equal to the name, too.
        if entry.key.downcast_exact::<Str>()?.bytes() == name {
            return Some(entry.value.clone());
        }
    }
    None
}

fn convert(vm: &mut Vm, value: &Value, conversion: u32) -> PyResult {
    match char::from_u32(conversion) {
        Some('r') => Ok(vm.repr(value)?.into_value()),
        Some('s') => Ok(vm.to_str(value)?.into_value()),
        Some('a') => Ok(vm.ascii(value)?.into_value()),
        _ => Err(unknown_conversion(vm, conversion)),
    }
}

fn unknown_conversion(vm: &Vm, conversion: u32) -> Raised {
    match conversion {
        0x21..=0x7e => vm.value_error(format!("Unknown conversion specifier {}", conversion as u8 as char)),
        _ => vm.value_error(format!("Unknown conversion specifier \\x{conversion:x}")),
    }
}
