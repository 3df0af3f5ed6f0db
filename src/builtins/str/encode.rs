//! encode, and the decoding done by `str(object, encoding, errors)`.

use super::this;
use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::Str;
use crate::object::slots::PyResult;
use crate::vm::Vm;
use crate::vm::guard::PIECE;
use std::borrow::Cow;

pub fn methods(b: TypeBuilder<'_>) -> TypeBuilder<'_> {
    b.method("encode(self, /, encoding='utf-8', errors='strict')", str_encode, "Encode the string using the codec registered for encoding.\n\n  encoding\n    The encoding in which to encode the string.\n  errors\n    The error handling scheme to use for encoding errors.\n    The default is 'strict' meaning that encoding errors raise a\n    UnicodeEncodeError.  Other possible values are 'ignore', 'replace' and\n    'xmlcharrefreplace' as well as any other name registered with\n    codecs.register_error that can handle UnicodeEncodeErrors.")
}

/// An argument that names an encoding or error handler.
pub fn codec_arg<'a>(
    vm: &Vm,
    v: &'a Value,
    function: &str,
    name: &str,
    default: &'static str,
) -> PyResult<Cow<'a, str>> {
    if v.is_unset() {
        return Ok(Cow::Borrowed(default));
    }
    match v.downcast::<Str>() {
        Some(text) if memchr::memchr(0, text.bytes()).is_some() => Err(vm.value_error("embedded null character")),
        Some(text) => Ok(text.to_lossy()),
        None => {
            let ty = vm.arg_type_name(v);
            Err(vm.type_error(format!("{function}() argument '{name}' must be str, not {ty}")))
        }
    }
}

/// Whether the arguments for encoding and errors are UTF-8 and strict: what they are by default.
pub fn is_plain_utf8(args: &[Value]) -> bool {
    let is = |v: &Value, name: &[u8]| v.is_unset() || v.downcast_exact::<Str>().is_some_and(|t| t.bytes() == name);
    is(arg(args, 1), b"utf-8") && is(arg(args, 2), b"strict")
}

fn str_encode(vm: &mut Vm, args: &[Value]) -> PyResult {
    if is_plain_utf8(args)
        && let text = this(vm, args)?
        && text.is_ascii()
        && text.byte_len() <= PIECE
    {
        let mut bytes = vm.buffer(text.byte_len())?;
        bytes.extend_from_slice(text.bytes());
        return vm.new_bytes(bytes);
    }
    let text = this(vm, args)?.clone();
    let encoding = codec_arg(vm, arg(args, 1), "encode", "encoding", "utf-8")?;
    let errors = codec_arg(vm, arg(args, 2), "encode", "errors", "strict")?;
    let bytes = vm.encode_text(&text, &encoding, &errors)?;
    vm.new_bytes(bytes)
}

/// `str(object, encoding, errors)` with at least one of the latter.
pub fn decode_object(
    vm: &mut Vm,
    object: &Value,
    encoding: Option<&Ref<Str>>,
    errors: Option<&Ref<Str>>,
) -> PyResult<Ref<Str>> {
    if object.downcast::<Str>().is_some() {
        return Err(vm.type_error("decoding str is not supported"));
    }
    let Some(data) = crate::builtins::bytes::buffer_copy(vm, object) else {
        let ty = vm.type_name(object);
        return Err(vm.type_error(format!("decoding to str: need a bytes-like object, {ty} found")));
    };
    let name = |text: Option<&Ref<Str>>, default: &str| text.map_or(default.to_owned(), |t| t.to_lossy().into_owned());
    let (encoding, errors) = (name(encoding, "utf-8"), name(errors, "strict"));
    vm.decode_bytes(&data, Some(object), &encoding, &errors)
}
