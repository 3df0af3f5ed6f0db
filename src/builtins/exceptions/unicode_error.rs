//! UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError: what was converted, where it failed and why.

use super::fields::*;
use crate::gc::{Ref, Value};
use crate::native::build::TypeBuilder;
use crate::object::slots::Args;
use crate::object::{Bytes, Exception, PyResult, Str};
use crate::vm::Vm;

fn shared(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    builder
        .getset("encoding", get_object::<ENCODING>, Some(set_object::<ENCODING>), "exception encoding")
        .getset("object", get_object::<OBJECT>, Some(set_object::<OBJECT>), "exception object")
        .getset("start", get_integer::<START>, Some(set_integer::<START>), "exception start")
        .getset("end", get_integer::<END>, Some(set_integer::<END>), "exception end")
        .getset("reason", get_object::<REASON>, Some(set_object::<REASON>), "exception reason")
}

pub fn decode(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    shared(builder).slots(|s| {
        s.init = Some(decode_init);
        s.str = Some(decode_str);
    })
}

pub fn encode(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    shared(builder).slots(|s| {
        s.init = Some(encode_init);
        s.str = Some(encode_str);
    })
}

pub fn translate(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    shared(builder).slots(|s| {
        s.init = Some(translate_init);
        s.str = Some(translate_str);
    })
}

/// A parameter of the constructor: its kind, and the field it is kept in.
#[derive(Clone, Copy)]
enum Part {
    Text(usize),
    Bytes(usize),
    Index(usize),
}

fn fill(vm: &mut Vm, value: &Value, args: Args<'_>, parts: &[Part]) -> PyResult<()> {
    let class = vm.type_of(value).clone();
    let exception = this(vm, value)?;
    no_keywords(vm, &class, &args)?;
    set_args(vm, exception, args.pos())?;
    let (given, wanted) = (args.pos().len(), parts.len());
    if given != wanted {
        return Err(vm.type_error(format!("function takes exactly {wanted} arguments ({given} given)")));
    }
    let mut fields = Vec::with_capacity(wanted);
    for (i, (part, arg)) in parts.iter().zip(args.pos()).enumerate() {
        fields.push(match *part {
            Part::Text(index) if arg.downcast::<Str>().is_some() => (index, arg.clone()),
            Part::Text(_) => {
                let ty = vm.type_name(arg);
                return Err(vm.type_error(format!("argument {} must be str, not {ty}", i + 1)));
            }
            Part::Index(index) => {
                let number: i64 = vm.extract(arg)?;
                (index, vm.int(number))
            }
            // Anything with bytes inside is kept as bytes.
            Part::Bytes(index) => (index, arg.clone()),
        });
    }
    for (part, (index, item)) in parts.iter().zip(fields) {
        let item = match part {
            Part::Bytes(_) if item.downcast_exact::<Bytes>().is_none() => as_bytes(vm, &item)?,
            _ => item,
        };
        set_field(vm, exception, index, Some(item));
    }
    Ok(())
}

fn decode_init(vm: &mut Vm, value: &Value, args: Args<'_>) -> PyResult<()> {
    const PARTS: [Part; 5] =
        [Part::Text(ENCODING), Part::Bytes(OBJECT), Part::Index(START), Part::Index(END), Part::Text(REASON)];
    fill(vm, value, args, &PARTS)
}

fn encode_init(vm: &mut Vm, value: &Value, args: Args<'_>) -> PyResult<()> {
    const PARTS: [Part; 5] =
        [Part::Text(ENCODING), Part::Text(OBJECT), Part::Index(START), Part::Index(END), Part::Text(REASON)];
    fill(vm, value, args, &PARTS)
}

fn translate_init(vm: &mut Vm, value: &Value, args: Args<'_>) -> PyResult<()> {
    const PARTS: [Part; 4] = [Part::Text(OBJECT), Part::Index(START), Part::Index(END), Part::Text(REASON)];
    fill(vm, value, args, &PARTS)
}

/// The bytes of a bytes-like object as a bytes object.
fn as_bytes(vm: &mut Vm, value: &Value) -> PyResult {
    let ty = vm.type_name(value);
    if value.downcast::<Bytes>().is_none() && !matches!(ty.as_str(), "bytearray" | "memoryview" | "array" | "mmap") {
        return Err(vm.type_error(format!("a bytes-like object is required, not '{ty}'")));
    }
    let bytes = vm.types.bytes.to_value();
    vm.call(&bytes, std::slice::from_ref(value))
}

/// Start, end, and the texts of encoding and reason; `None` for an object that was never initialised.
fn place(vm: &mut Vm, exception: &Ref<Exception>) -> PyResult<Option<(i64, i64, String, String, Value)>> {
    let Some(object) = field(vm, exception, OBJECT) else { return Ok(None) };
    let number = |vm: &Vm, index| field(vm, exception, index).and_then(|v| v.as_small()).unwrap_or(0);
    let (start, end) = (number(vm, START), number(vm, END));
    let mut texts = [String::new(), String::new()];
    for (text, index) in texts.iter_mut().zip([ENCODING, REASON]) {
        if let Some(value) = field(vm, exception, index) {
            *text = vm.to_str(&value)?.to_lossy().into_owned();
        }
    }
    let [encoding, reason] = texts;
    Ok(Some((start, end, encoding, reason, object)))
}

fn decode_str(vm: &mut Vm, value: &Value) -> PyResult {
    let exception = this(vm, value)?;
    let Some((start, end, encoding, reason, object)) = place(vm, exception)? else { return vm.new_str("") };
    let byte = match object.downcast::<Bytes>() {
        Some(bytes) if end == start.saturating_add(1) => {
            usize::try_from(start).ok().and_then(|i| bytes.data().get(i).copied())
        }
        _ => None,
    };
    let text = match byte {
        Some(byte) => format!("'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}"),
        None => {
            let last = end.saturating_sub(1);
            format!("'{encoding}' codec can't decode bytes in position {start}-{last}: {reason}")
        }
    };
    vm.new_str(&text)
}

/// The single character at fault, in the notation of escapes.
fn character(object: &Value, start: i64, end: i64) -> Option<String> {
    let text = object.downcast::<Str>()?;
    if end != start.checked_add(1)? {
        return None;
    }
    let point = text.code_points().nth(usize::try_from(start).ok()?)?;
    Some(match point {
        0..=0xff => format!("\\x{point:02x}"),
        0x100..=0xffff => format!("\\u{point:04x}"),
        _ => format!("\\U{point:08x}"),
    })
}

fn encode_str(vm: &mut Vm, value: &Value) -> PyResult {
    let exception = this(vm, value)?;
    let Some((start, end, encoding, reason, object)) = place(vm, exception)? else { return vm.new_str("") };
    let text = match character(&object, start, end) {
        Some(char) => format!("'{encoding}' codec can't encode character '{char}' in position {start}: {reason}"),
        None => {
            let last = end.saturating_sub(1);
            format!("'{encoding}' codec can't encode characters in position {start}-{last}: {reason}")
        }
    };
    vm.new_str(&text)
}

fn translate_str(vm: &mut Vm, value: &Value) -> PyResult {
    let exception = this(vm, value)?;
    let Some((start, end, _, reason, object)) = place(vm, exception)? else { return vm.new_str("") };
    let text = match character(&object, start, end) {
        Some(char) => format!("can't translate character '{char}' in position {start}: {reason}"),
        None => {
            let last = end.saturating_sub(1);
            format!("can't translate characters in position {start}-{last}: {reason}")
        }
    };
    vm.new_str(&text)
}
