//! `str`: constructor, slots, indexing, and what the interpreter itself does with text. The methods are in the
//! files beside this one, by subject.
//!
//! Text is WTF-8 (lone surrogates keep their three bytes, pairs of them are not joined), so byte order is code point
//! order, and searching bytes finds characters. Most functions have a short way for ASCII, where a byte is a character.

mod affix;
pub(crate) use affix::{pad, push_repeated};
pub(crate) use encode::{codec_arg, is_plain_utf8};
mod case;
mod encode;
pub mod format;
mod index;
pub mod iter;
mod join;
pub mod percent;
mod predicate;
pub mod replace;
pub mod repr;
pub mod search;
pub mod split;
mod strip;
mod translate;
pub mod unicode;

use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::slots::{Args, BinaryOp, CompareOp, PyResult};
use crate::object::{Str, Type};
use crate::vm::Vm;

const DOC: &str = "str(object='') -> str
str(bytes_or_buffer[, encoding[, errors]]) -> str

Create a new string object from the given object. If encoding or
errors is specified, then the object must expose a data buffer
that will be decoded using the given encoding and error handler.
Otherwise, returns the result of object.__str__() (if defined)
or repr(object).";

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.str.clone();
    let mut builder = TypeBuilder::new(vm, &ty).doc(DOC).slots(|s| {
        s.new = Some(str_new);
        s.repr = Some(repr::str_repr);
        s.str = Some(str_str);
        s.hash = Some(str_hash);
        s.compare = Some(str_compare);
        s.iter = Some(iter::str_iter);
        s.len = Some(str_len);
        s.getitem = Some(index::str_getitem);
        s.contains = Some(search::str_contains);
        s.concat = Some(str_concat_slot);
        s.repeat = Some(str_repeat);
        s.binary[BinaryOp::Mod as usize] = Some(percent::str_mod);
    });
    for add in [
        affix::methods,
        case::methods,
        encode::methods,
        format::methods,
        join::methods,
        predicate::methods,
        replace::methods,
        search::methods,
        split::methods,
        strip::methods,
        translate::methods,
    ] {
        builder = add(builder);
    }
    builder
        .method("__getnewargs__(self, /)", str_getnewargs, "")
        .method("__sizeof__(self, /)", str_sizeof, "Return the size of the string in memory, in bytes.")
        .ready();
    iter::init(vm)
}

/// The object whose method is called.
pub(crate) fn this<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a Ref<Str>> {
    vm.receiver::<Str>(args)
}

/// Argument `i` as text; the error is the one of CPython's argument parser, which counts without `self`.
pub(crate) fn str_arg<'a>(vm: &Vm, args: &'a [Value], i: usize, function: &str) -> PyResult<&'a Ref<Str>> {
    let v = arg(args, i);
    match v.downcast::<Str>() {
        Some(text) => Ok(text),
        None => {
            let ty = vm.arg_type_name(v);
            Err(vm.type_error(format!("{function}() argument {i} must be str, not {ty}")))
        }
    }
}

/// As `str_arg` for functions that have only one argument.
pub(crate) fn only_str_arg<'a>(vm: &Vm, args: &'a [Value], function: &str) -> PyResult<&'a Ref<Str>> {
    let v = arg(args, 1);
    match v.downcast::<Str>() {
        Some(text) => Ok(text),
        None => {
            let ty = vm.arg_type_name(v);
            Err(vm.type_error(format!("{function}() argument must be str, not {ty}")))
        }
    }
}

/// Argument text for the functions whose error is only "must be str, not X".
pub(crate) fn must_be_str<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<Str>> {
    match v.downcast::<Str>() {
        Some(text) => Ok(text),
        None => {
            let ty = vm.type_name(v);
            Err(vm.type_error(format!("must be str, not {ty}")))
        }
    }
}

impl Vm {
    /// The type's name as CPython's argument parser reports it: None goes by its own name.
    pub fn arg_type_name(&self, v: &Value) -> String {
        if v.is_none() { "None".to_owned() } else { self.type_name(v) }
    }

    /// An argument that CPython takes as a C int.
    pub fn c_int(&mut self, v: &Value) -> PyResult<i32> {
        let index = self.index(v)?;
        match index.as_small().and_then(|i| i32::try_from(i).ok()) {
            Some(i) => Ok(i),
            None => Err(self.overflow_error("Python int too large to convert to C int")),
        }
    }

    /// An empty buffer with room for `n` bytes, or MemoryError.
    pub fn buffer(&self, n: usize) -> PyResult<Vec<u8>> {
        let mut out = Vec::new();
        match out.try_reserve_exact(n) {
            Ok(()) if n <= isize::MAX as usize => Ok(out),
            _ => Err(self.memory_error()),
        }
    }

    /// `text` itself if it is an exact str, else a copy of type str.
    pub fn exact_str(&self, text: &Ref<Str>) -> PyResult {
        if text.header().type_header() == self.types.str.header_ptr() {
            Ok(text.to_value())
        } else {
            self.new_str_wtf8(text.bytes())
        }
    }

    /// The one-character str of a code point.
    pub fn new_char(&self, point: u32) -> PyResult {
        let mut bytes = Vec::with_capacity(4);
        crate::object::str::push_code_point(&mut bytes, point);
        self.new_str_wtf8(&bytes)
    }
}

fn str_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let exact = class.ptr_eq(&vm.types.str);
    let text = match args {
        Args { values: [object], names: [] } => vm.to_str(object)?,
        _ => {
            if args.names.is_empty() && args.values.len() > 3 {
                let n = args.values.len();
                return Err(vm.type_error(format!("str expected at most 3 arguments, got {n}")));
            }
            let bound = vm.bind_args(
                "str(object=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)",
                args,
            )?;
            str_from(vm, arg(&bound, 0), arg(&bound, 1), arg(&bound, 2))?
        }
    };
    if exact { Ok(text.into_value()) } else { vm.new_str_of(class, text.bytes()) }
}

fn str_from(vm: &mut Vm, object: &Value, encoding: &Value, errors: &Value) -> PyResult<Ref<Str>> {
    for (name, v) in [("encoding", encoding), ("errors", errors)] {
        if !v.is_unset() && v.downcast::<Str>().is_none() {
            let ty = vm.arg_type_name(v);
            return Err(vm.type_error(format!("str() argument '{name}' must be str, not {ty}")));
        }
    }
    if object.is_unset() {
        return Ok(vm.empty_str.clone());
    }
    if encoding.is_unset() && errors.is_unset() {
        return vm.to_str(object);
    }
    encode::decode_object(vm, object, encoding.downcast::<Str>(), errors.downcast::<Str>())
}

fn str_str(vm: &mut Vm, v: &Value) -> PyResult {
    let text = this(vm, std::slice::from_ref(v))?;
    vm.exact_str(text)
}

fn str_hash(vm: &mut Vm, v: &Value) -> PyResult<i64> {
    Ok(this(vm, std::slice::from_ref(v))?.hash())
}

fn str_len(vm: &mut Vm, v: &Value) -> PyResult<usize> {
    Ok(this(vm, std::slice::from_ref(v))?.char_len())
}

fn str_compare(_vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<Str>(), b.downcast::<Str>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::bool(match op {
        CompareOp::Eq => x.equals(y),
        CompareOp::Ne => !x.equals(y),
        _ => op.accepts(x.bytes().cmp(y.bytes())),
    }))
}

fn str_concat_slot(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    vm.str_concat(a, b)
}

fn str_repeat(vm: &mut Vm, v: &Value, count: &Value) -> PyResult {
    let text = this(vm, std::slice::from_ref(v))?;
    let n = vm.repeat_count(count)?.max(0) as usize;
    if n == 1 {
        return vm.exact_str(text);
    }
    if n == 0 || text.byte_len() == 0 {
        return Ok(vm.empty_str.to_value());
    }
    vm.new_str_repeated(text, n)
}

fn str_getnewargs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = this(vm, args)?.clone();
    let copy = vm.new_str_wtf8(text.bytes())?;
    vm.new_tuple(vec![copy])
}

/// What CPython's representation takes: a header, then 1, 2 or 4 bytes a character and a terminator.
fn str_sizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = this(vm, args)?;
    let chars = text.char_len() + 1;
    let size = match text.code_points().max().unwrap_or(0) {
        0..=0x7f => 40 + chars,
        // A shared one-character string has its UTF-8 form beside it.
        0x80..=0xff => 56 + chars + if chars == 2 { 3 } else { 0 },
        0x100..=0xffff => 56 + 2 * chars,
        _ => 56 + 4 * chars,
    };
    Ok(vm.int(size as i64))
}
