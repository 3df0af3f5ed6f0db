//! Constructors of bytes and bytearray; decode.

use super::{copy_slice, this};
use crate::builtins::str::{codec_arg, is_plain_utf8};
use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::slots::{Args, PyResult};
use crate::object::{ByteArray, Bytes, List, Str, Tuple, Type};
use crate::vm::Vm;
use crate::vm::guard::PIECE;

pub fn methods(b: TypeBuilder<'_>) -> TypeBuilder<'_> {
    b.method("decode(self, /, encoding='utf-8', errors='strict')", bytes_decode, "Decode the bytes using the codec registered for encoding.\n\n  encoding\n    The encoding with which to decode the bytes.\n  errors\n    The error handling scheme to use for the handling of decoding errors.\n    The default is 'strict' meaning that decoding errors raise a\n    UnicodeDecodeError. Other possible values are 'ignore' and 'replace'\n    as well as any other name registered with codecs.register_error that\n    can handle UnicodeDecodeErrors.")
}

fn bytes_decode(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(bytes) = arg(args, 0).downcast::<Bytes>()
        && is_plain_utf8(args)
        && bytes.data().len() <= PIECE
        && bytes.data().is_ascii()
    {
        return vm.new_str_ascii(bytes.data());
    }
    let encoding = codec_arg(vm, arg(args, 1), "decode", "encoding", "utf-8")?;
    let errors = codec_arg(vm, arg(args, 2), "decode", "errors", "strict")?;
    let receiver = arg(args, 0);
    let text = match receiver.downcast::<Bytes>() {
        Some(bytes) => {
            let bytes = bytes.clone();
            vm.decode_bytes(bytes.data(), Some(receiver), &encoding, &errors)?
        }
        None => {
            let copy = copy_slice(vm, this(vm, args)?)?;
            vm.decode_bytes(&copy, None, &encoding, &errors)?
        }
    };
    Ok(text.into_value())
}

/// `v.__bytes__()`, if there is such a method.
pub fn dunder_bytes(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let name = vm.names.__bytes__.clone();
    let Some(result) = vm.call_special(v, &name, &[])? else { return Ok(None) };
    if result.downcast::<Bytes>().is_none() {
        let ty = vm.type_name(&result);
        return Err(vm.type_error(format!("__bytes__ returned non-bytes (type {ty})")));
    }
    Ok(Some(result))
}

pub fn bytes_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    const SIGNATURE: &str = "bytes(source=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)";
    let bound = vm.bind_args(SIGNATURE, args)?;
    let exact = class.ptr_eq(&vm.types.bytes);
    let source = arg(&bound, 0);
    let plain = arg(&bound, 1).is_unset() && arg(&bound, 2).is_unset();
    if exact && plain && source.downcast_exact::<Bytes>().is_some() {
        return Ok(source.clone());
    }
    let data = if plain
        && !source.is_unset()
        && let Some(made) = dunder_bytes(vm, source)?
    {
        if exact {
            return Ok(made);
        }
        copy_slice(vm, super::data(vm, &made)?)?
    } else {
        contents(vm, &bound, "bytes")?
    };
    if exact {
        return vm.new_bytes(data);
    }
    vm.new_bytes_of(class, data)
}

pub fn bytearray_new(vm: &mut Vm, class: &Ref<Type>, _args: Args<'_>) -> PyResult {
    Ok(vm.alloc(class, ByteArray::default())?.into_value())
}

pub fn bytearray_init(vm: &mut Vm, v: &Value, args: Args<'_>) -> PyResult<()> {
    const SIGNATURE: &str = "bytearray(source=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)";
    let bound = vm.bind_args(SIGNATURE, args)?;
    let data = contents(vm, &bound, "bytearray")?;
    let Some(array) = v.downcast::<ByteArray>() else { return Ok(()) };
    if array.get(vm).is_exported() && array.get(vm).data.len() != data.len() {
        return Err(super::bytearray::exported(vm));
    }
    let old = std::mem::replace(&mut array.get_mut(vm).data, data);
    drop(old);
    Ok(())
}

/// The contents that constructor arguments (source, encoding, errors) describe.
fn contents(vm: &mut Vm, bound: &[Value], what: &str) -> PyResult<Vec<u8>> {
    let (source, encoding, errors) = (arg(bound, 0), arg(bound, 1), arg(bound, 2));
    for (name, v) in [("encoding", encoding), ("errors", errors)] {
        if !v.is_unset() && v.downcast::<Str>().is_none() {
            let ty = vm.arg_type_name(v);
            return Err(vm.type_error(format!("{what}() argument '{name}' must be str, not {ty}")));
        }
    }
    let text = source.downcast::<Str>();
    if !encoding.is_unset() {
        let Some(text) = text else { return Err(vm.type_error("encoding without a string argument")) };
        let encoding = codec_arg(vm, encoding, what, "encoding", "utf-8")?;
        let errors = codec_arg(vm, errors, what, "errors", "strict")?;
        return vm.encode_text(text, &encoding, &errors);
    }
    if text.is_some() {
        return Err(vm.type_error("string argument without an encoding"));
    }
    if !errors.is_unset() {
        return Err(vm.type_error("errors without a string argument"));
    }
    if source.is_unset() {
        return Ok(Vec::new());
    }
    if let Some(n) = count(vm, source)? {
        let mut out = vm.buffer(n)?;
        crate::builtins::str::push_repeated(vm, &mut out, &[0], n)?;
        return Ok(out);
    }
    vm.check_view(source)?;
    if let Some(bytes) = vm.bytes_of(source) {
        return copy_slice(vm, &bytes);
    }
    let slots = &vm.type_of(source).get(vm).slots;
    if slots.iter.is_none() && slots.getitem.is_none() {
        let ty = vm.type_name(source);
        return Err(vm.type_error(format!("cannot convert '{ty}' object to {what}")));
    }
    collect_bytes(vm, source, if what == "bytes" { "bytes" } else { "byte" })
}

/// The number of zero bytes that an int asks for. `None` if the object is no int after all.
fn count(vm: &mut Vm, source: &Value) -> PyResult<Option<usize>> {
    if !vm.is_int(source) && vm.type_of(source).get(vm).slots.index.is_none() {
        return Ok(None);
    }
    let index = match vm.index(source) {
        Ok(index) => index,
        Err(raised) if vm.raised_is(&raised, |e| &e.TypeError) => return Ok(None),
        Err(raised) => return Err(raised),
    };
    match index.as_small() {
        Some(n) if n < 0 => Err(vm.value_error("negative count")),
        Some(n) => Ok(Some(n as usize)),
        None => Err(vm.overflow_error("cannot fit 'int' into an index-sized integer")),
    }
}

/// The byte that an int stands for. `subject` begins the message: "byte must be in range(0, 256)".
pub fn byte_value(vm: &mut Vm, v: &Value, subject: &str) -> PyResult<u8> {
    let index = match v.as_small() {
        Some(i) => Some(i),
        None => vm.index(v)?.as_small(),
    };
    match index.and_then(|i| u8::try_from(i).ok()) {
        Some(b) => Ok(b),
        None => Err(vm.value_error(format!("{subject} must be in range(0, 256)"))),
    }
}

/// The bytes that an iterable of ints yields.
pub fn collect_bytes(vm: &mut Vm, iterable: &Value, subject: &str) -> PyResult<Vec<u8>> {
    let mut out = Vec::new();
    let push = |vm: &mut Vm, out: &mut Vec<u8>, item: &Value| {
        let b = byte_value(vm, item, subject)?;
        if out.len() == out.capacity() && out.try_reserve(out.len().max(32)).is_err() {
            return Err(vm.memory_error());
        }
        out.push(b);
        Ok(())
    };
    if let Some(list) = iterable.downcast_exact::<List>() {
        // An item's `__index__` may change the list: look again each time.
        let mut i = 0;
        while let Some(item) = list.get(vm).items.get(i).cloned() {
            push(vm, &mut out, &item)?;
            i += 1;
            vm.poll()?;
        }
        return Ok(out);
    }
    if let Some(tuple) = iterable.downcast_exact::<Tuple>() {
        for item in tuple.clone().items() {
            push(vm, &mut out, item)?;
            vm.poll()?;
        }
        return Ok(out);
    }
    vm.for_each(iterable, |vm, item| push(vm, &mut out, &item))?;
    Ok(out)
}
