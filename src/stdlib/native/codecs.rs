//! The `_codecs` module: the registry of codecs and error handlers, and the builtin codecs as functions.

use crate::gc::{Ref, Value};
use crate::native::bind::arg;
use crate::native::build::ModuleBuilder;
use crate::object::module::Module;
use crate::object::str::push_code_point;
use crate::object::{Bytes, PyResult, Str};
use crate::stdlib::codecs::{
    Codec, CodecState, Decoder, Encoder, Errors, Order, escape_bytes, find_codec, handler, unescape_bytes,
};
use crate::vm::Vm;
use std::collections::HashMap;

macro_rules! codec_functions {
    ($builder:expr, $($codec:expr, $encode:literal, $decode:literal;)*) => {
        $builder
            $(.function($encode, |vm, args| encode_as(vm, args, $codec), "")
            .function($decode, |vm, args| decode_as(vm, args, $codec), ""))*
    };
}

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    register_builtin_handlers(vm)?;
    let builder = ModuleBuilder::new(vm, "_codecs", "")?
        .function("register(search_function, /)", register, "Register a codec search function.\n\nSearch functions are expected to take one argument, the encoding name in\nall lower case letters, and either return None, or a tuple of functions\n(encoder, decoder, stream_reader, stream_writer) (or a CodecInfo object).")
        .function("unregister(search_function, /)", unregister, "Unregister a codec search function and clear the registry's cache.\n\nIf the search function is not registered, do nothing.")
        .function("lookup(encoding, /)", lookup, "Looks up a codec tuple in the Python codec registry and returns a CodecInfo object.")
        .function("encode(obj, encoding='utf-8', errors='strict')", encode, "Encodes obj using the codec registered for encoding.\n\nThe default encoding is 'utf-8'.  errors may be given to set a\ndifferent error handling scheme.  Default is 'strict' meaning that encoding\nerrors raise a ValueError.  Other possible values are 'ignore', 'replace'\nand 'backslashreplace' as well as any other name registered with\ncodecs.register_error that can handle ValueErrors.")
        .function("decode(obj, encoding='utf-8', errors='strict')", decode, "Decodes obj using the codec registered for encoding.\n\nDefault encoding is 'utf-8'.  errors may be given to set a\ndifferent error handling scheme.  Default is 'strict' meaning that encoding\nerrors raise a ValueError.  Other possible values are 'ignore', 'replace'\nand 'backslashreplace' as well as any other name registered with\ncodecs.register_error that can handle ValueErrors.")
        .function("register_error(errors, handler, /)", register_error, "Register the specified error handler under the name errors.\n\nhandler must be a callable object, that\nwill be called with an exception instance containing\ninformation about the location of the encoding/decoding\nerror and must return a (replacement, new position) tuple.")
        .function("_unregister_error(errors, /)", unregister_error, "Un-register the specified error handler for the error handling `errors'.\n\nOnly custom handlers can be un-registered. An exception is raised if the\nerror handling is a built-in one (e.g., 'strict'), or if an error occurs.\n\nOtherwise, this returns True if a custom handler has been successfully\nun-registered, and False if no custom handler for the specified error\nhandling exists.")
        .function("lookup_error(name, /)", lookup_error, "lookup_error(errors) -> handler\n\nReturn the error handler for the specified error handling name or raise a\nLookupError, if no handler exists under this name.")
        .function("_builtin(name, /)", builtin, "The canonical name of a builtin codec, or None.")
        .function("_encode_with(name, text, errors=None, /)", encode_with, "Encode with a builtin codec: (bytes, number of characters).")
        .function("_decode_with(name, data, errors=None, final=True, /)", decode_with, "Decode with a builtin codec: (text, number of bytes).")
        .function("utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /)", utf_16_ex_decode, "")
        .function("utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /)", utf_32_ex_decode, "")
        .function("readbuffer_encode(data, errors=None, /)", readbuffer_encode, "")
        .function("escape_decode(data, errors=None, /)", escape_decode, "")
        .function("escape_encode(data, errors=None, /)", escape_encode, "")
        .function("charmap_build(map, /)", charmap_build, "")
        .function("charmap_decode(data, errors=None, mapping=None, /)", charmap_decode, "")
        .function("charmap_encode(str, errors=None, mapping=None, /)", charmap_encode, "");
    let builder = codec_functions! { builder,
        Codec::Utf8, "utf_8_encode(str, errors=None, /)", "utf_8_decode(data, errors=None, final=False, /)";
        Codec::Utf7, "utf_7_encode(str, errors=None, /)", "utf_7_decode(data, errors=None, final=False, /)";
        Codec::Utf16(Order::Mark), "utf_16_encode(str, errors=None, byteorder=0, /)", "utf_16_decode(data, errors=None, final=False, /)";
        Codec::Utf16(Order::Little), "utf_16_le_encode(str, errors=None, /)", "utf_16_le_decode(data, errors=None, final=False, /)";
        Codec::Utf16(Order::Big), "utf_16_be_encode(str, errors=None, /)", "utf_16_be_decode(data, errors=None, final=False, /)";
        Codec::Utf32(Order::Mark), "utf_32_encode(str, errors=None, byteorder=0, /)", "utf_32_decode(data, errors=None, final=False, /)";
        Codec::Utf32(Order::Little), "utf_32_le_encode(str, errors=None, /)", "utf_32_le_decode(data, errors=None, final=False, /)";
        Codec::Utf32(Order::Big), "utf_32_be_encode(str, errors=None, /)", "utf_32_be_decode(data, errors=None, final=False, /)";
        Codec::Ascii, "ascii_encode(str, errors=None, /)", "ascii_decode(data, errors=None, /)";
        Codec::Latin1, "latin_1_encode(str, errors=None, /)", "latin_1_decode(data, errors=None, /)";
        Codec::UnicodeEscape, "unicode_escape_encode(str, errors=None, /)", "unicode_escape_decode(data, errors=None, final=True, /)";
        Codec::RawUnicodeEscape, "raw_unicode_escape_encode(str, errors=None, /)", "raw_unicode_escape_decode(data, errors=None, final=True, /)";
    };
    Ok(builder.build())
}

/// A text argument, or TypeError in the words of CPython's argument parser.
fn text_arg<'a>(vm: &Vm, args: &'a [Value], i: usize, what: &str) -> PyResult<&'a Ref<Str>> {
    match arg(args, i).downcast::<Str>() {
        Some(text) => Ok(text),
        None => {
            let ty = vm.arg_type_name(arg(args, i));
            Err(vm.type_error(format!("{what} must be str, not {ty}")))
        }
    }
}

fn errors_arg(vm: &Vm, args: &[Value], i: usize) -> PyResult<String> {
    match arg(args, i) {
        v if v.is_none() || v.is_unset() => Ok("strict".to_owned()),
        _ => Ok(text_arg(vm, args, i, "argument 'errors'")?.to_lossy().into_owned()),
    }
}

/// `(result, length)`, as all codec functions return.
fn with_length(vm: &Vm, result: Value, length: usize) -> PyResult {
    vm.new_tuple(vec![result, vm.int(length as i64)])
}

fn encode_as(vm: &mut Vm, args: &[Value], codec: Codec) -> PyResult {
    let text = text_arg(vm, args, 0, "argument 1")?.clone();
    let errors = errors_arg(vm, args, 1)?;
    let codec = match arg(args, 2) {
        v if v.is_unset() => codec,
        v => ordered(codec, vm.extract::<i64>(v)?),
    };
    let bytes = vm.encode_with(codec, &text, &errors)?;
    let bytes = vm.new_bytes(bytes)?;
    with_length(vm, bytes, text.char_len())
}

/// The variant of a codec with this byte order: -1 little, 1 big, 0 as marked.
fn ordered(codec: Codec, order: i64) -> Codec {
    let order = match order {
        0 => Order::Mark,
        n if n < 0 => Order::Little,
        _ => Order::Big,
    };
    match codec {
        Codec::Utf16(_) => Codec::Utf16(order),
        Codec::Utf32(_) => Codec::Utf32(order),
        other => other,
    }
}

/// The bytes to decode: those of a bytes-like object; text stands for its UTF-8.
fn data_arg(vm: &mut Vm, v: &Value) -> PyResult<Vec<u8>> {
    if let Some(text) = v.downcast::<Str>() {
        return vm.encode_text(&text.clone(), "utf-8", "strict");
    }
    Ok(vm.bytes_like(v)?.into_owned())
}

fn decode_as(vm: &mut Vm, args: &[Value], codec: Codec) -> PyResult {
    let data = data_arg(vm, arg(args, 0))?;
    let errors = errors_arg(vm, args, 1)?;
    let last = match arg(args, 2) {
        v if v.is_unset() => true,
        v => vm.truthy(v)?,
    };
    let (text, used) = vm.decode_with(codec, &data, Some(arg(args, 0)), &errors, last)?;
    with_length(vm, text.into_value(), used)
}

fn named_codec(vm: &Vm, args: &[Value]) -> PyResult<Codec> {
    let name = text_arg(vm, args, 0, "argument 1")?.to_lossy();
    find_codec(&name).ok_or_else(|| vm.lookup_error(format!("unknown encoding: {name}")))
}

fn builtin(vm: &mut Vm, args: &[Value]) -> PyResult {
    match find_codec(&text_arg(vm, args, 0, "argument 1")?.to_lossy()) {
        Some(codec) => vm.new_str(&codec.canonical_name()),
        None => Ok(Value::NONE),
    }
}

fn encode_with(vm: &mut Vm, args: &[Value]) -> PyResult {
    let codec = named_codec(vm, args)?;
    encode_as(vm, args.get(1..3).unwrap_or(&[]), codec)
}

fn decode_with(vm: &mut Vm, args: &[Value]) -> PyResult {
    let codec = named_codec(vm, args)?;
    decode_as(vm, args.get(1..).unwrap_or(&[]), codec)
}

fn utf_16_ex_decode(vm: &mut Vm, args: &[Value]) -> PyResult {
    ex_decode(vm, args, Codec::Utf16(Order::Mark), b"\xff\xfe", b"\xfe\xff")
}

fn utf_32_ex_decode(vm: &mut Vm, args: &[Value]) -> PyResult {
    ex_decode(vm, args, Codec::Utf32(Order::Mark), b"\xff\xfe\0\0", b"\0\0\xfe\xff")
}

/// Decodes and tells the byte order that was found, for the pieces that follow.
fn ex_decode(vm: &mut Vm, args: &[Value], codec: Codec, little: &[u8], big: &[u8]) -> PyResult {
    let data = data_arg(vm, arg(args, 0))?;
    let errors = errors_arg(vm, args, 1)?;
    let mut order = match arg(args, 2) {
        v if v.is_unset() => 0,
        v => vm.extract::<i64>(v)?,
    };
    let last = !arg(args, 3).is_unset() && vm.truthy(arg(args, 3))?;
    let (text, used) = vm.decode_with(ordered(codec, order), &data, Some(arg(args, 0)), &errors, last)?;
    if order == 0 {
        order = match &data {
            d if d.starts_with(little) => -1,
            d if d.starts_with(big) => 1,
            d if d.len() >= little.len() => -1,
            _ => 0,
        };
    }
    vm.new_tuple(vec![text.into_value(), vm.int(used as i64), vm.int(order)])
}

fn readbuffer_encode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = data_arg(vm, arg(args, 0))?;
    let n = data.len();
    let bytes = vm.new_bytes(data)?;
    with_length(vm, bytes, n)
}

fn escape_decode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = data_arg(vm, arg(args, 0))?;
    let errors = errors_arg(vm, args, 1)?;
    let out = unescape_bytes(vm, &data, &errors)?;
    let bytes = vm.new_bytes(out)?;
    with_length(vm, bytes, data.len())
}

fn escape_encode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(bytes) = arg(args, 0).downcast::<Bytes>() else {
        let ty = vm.arg_type_name(arg(args, 0));
        return Err(vm.type_error(format!("escape_encode() argument 1 must be bytes, not {ty}")));
    };
    let (out, n) = (escape_bytes(vm, bytes.data())?, bytes.data().len());
    let bytes = vm.new_bytes(out)?;
    with_length(vm, bytes, n)
}

fn charmap_build(vm: &mut Vm, args: &[Value]) -> PyResult {
    let map = text_arg(vm, args, 0, "charmap_build() argument")?.clone();
    let table = vm.new_dict().into_value();
    for (i, p) in map.code_points().take(256).enumerate().filter(|(_, p)| *p != 0xfffe) {
        let (key, value) = (vm.int(p as i64), vm.int(i as i64));
        vm.setitem(&table, &key, &value)?;
    }
    Ok(table)
}

/// What a mapping says about one item; `None` if it leaves it undefined.
fn mapped(vm: &mut Vm, mapping: &Value, key: i64) -> PyResult<Option<Value>> {
    let key = vm.int(key);
    match vm.getitem(mapping, &key) {
        Ok(v) if v.is_none() => Ok(None),
        Ok(v) => Ok(Some(v)),
        Err(raised) if vm.raised_is(&raised, |e| &e.LookupError) => Ok(None),
        Err(raised) => Err(raised),
    }
}

fn charmap_decode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mapping = arg(args, 2).clone();
    if mapping.is_none() || mapping.is_unset() {
        return decode_as(vm, args.get(..2).unwrap_or(&[]), Codec::Latin1);
    }
    let data = data_arg(vm, arg(args, 0))?;
    let errors = errors_arg(vm, args, 1)?;
    let mut d = Decoder::new("charmap", &data, Some(arg(args, 0)), Errors::parse(&errors), true);
    let table: Option<Vec<u32>> = mapping.downcast::<Str>().map(|t| t.code_points().collect());
    let mut at = 0;
    while let Some(b) = data.get(at) {
        let text = match &table {
            Some(table) => match table.get(*b as usize).filter(|p| **p != 0xfffe) {
                Some(p) => Some(vm.new_char(*p)?),
                None => None,
            },
            None => mapped(vm, &mapping, *b as i64)?,
        };
        let point = text.as_ref().and_then(|v| vm.int_value(v));
        match (text.as_ref().and_then(|v| v.downcast::<Str>()), point) {
            (Some(text), _) if text.code_points().eq([0xfffe]) => {}
            (Some(text), _) => {
                d.out.extend_from_slice(text.bytes());
                at += 1;
                continue;
            }
            (None, Some(0xfffe)) => {}
            (None, Some(p @ 0..=0x10_ffff)) => {
                push_code_point(&mut d.out, p as u32);
                at += 1;
                continue;
            }
            (None, Some(_)) => return Err(vm.type_error("character mapping must be in range(0x110000)")),
            (None, None) if text.is_some() => {
                return Err(vm.type_error("character mapping must return integer, None or str"));
            }
            (None, None) => {}
        }
        at = d.fail(vm, at, at + 1, "character maps to <undefined>")?;
    }
    let out = std::mem::take(&mut d.out);
    let text = vm.new_str_wtf8(&out)?;
    with_length(vm, text, data.len())
}

fn charmap_encode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mapping = arg(args, 2).clone();
    if mapping.is_none() || mapping.is_unset() {
        return encode_as(vm, args.get(..2).unwrap_or(&[]), Codec::Latin1);
    }
    let text = text_arg(vm, args, 0, "charmap_encode() argument 1")?.clone();
    let errors = errors_arg(vm, args, 1)?;
    // Replacements are encoded too: what handlers may insert is looked up as well.
    let inserted = "\\xuUN{}&#;?0123456789abcdefABCDEFGHIJKLMNOPQRSTUVWXYZ -".chars().map(u32::from);
    let mut codes: HashMap<u32, Option<Vec<u8>>> = HashMap::new();
    for p in text.code_points().chain(inserted) {
        if codes.contains_key(&p) {
            continue;
        }
        let code = match mapped(vm, &mapping, p as i64)? {
            None => None,
            Some(v) => match (v.downcast::<Bytes>(), vm.int_value(&v)) {
                (Some(bytes), _) => Some(bytes.data().to_vec()),
                (None, Some(n)) => match u8::try_from(n) {
                    Ok(b) => Some(vec![b]),
                    Err(_) => return Err(vm.type_error("character mapping must be in range(256)")),
                },
                (None, None) => {
                    let ty = vm.type_name(&v);
                    let text = format!("character mapping must return integer, bytes or None, not {ty}");
                    return Err(vm.type_error(text));
                }
            },
        };
        codes.insert(p, code);
    }
    let mut e = Encoder::new("charmap", &text, Errors::parse(&errors));
    e.run(vm, "character maps to <undefined>", true, 1, |p, out| match codes.get(&p) {
        Some(Some(code)) => {
            out.extend_from_slice(code);
            true
        }
        _ => false,
    })?;
    let out = std::mem::take(&mut e.out);
    let bytes = vm.new_bytes(out)?;
    with_length(vm, bytes, text.char_len())
}

fn register(vm: &mut Vm, args: &[Value]) -> PyResult {
    let search = arg(args, 0);
    if vm.type_of(search).get(vm).slots.call.is_none() {
        return Err(vm.type_error("argument must be callable"));
    }
    vm.state::<CodecState>().searches.push(search.clone());
    Ok(Value::NONE)
}

fn unregister(vm: &mut Vm, args: &[Value]) -> PyResult {
    let search = arg(args, 0);
    let state = vm.state::<CodecState>();
    let at = state.searches.iter().position(|s| s.is(search));
    let dropped = at.map(|at| (state.searches.remove(at), std::mem::take(&mut state.cache)));
    drop(dropped);
    Ok(Value::NONE)
}

fn lookup(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = text_arg(vm, args, 0, "lookup() argument")?.to_lossy().into_owned();
    if name.contains('\0') {
        return Err(vm.value_error("embedded null character"));
    }
    vm.python_codec_info(&name)
}

fn encode(vm: &mut Vm, args: &[Value]) -> PyResult {
    convert(vm, args, 0)
}

fn decode(vm: &mut Vm, args: &[Value]) -> PyResult {
    convert(vm, args, 1)
}

fn convert(vm: &mut Vm, args: &[Value], which: usize) -> PyResult {
    let function = if which == 0 { "encode" } else { "decode" };
    let name = |vm: &Vm, i: usize, name: &str, default: &'static str| {
        crate::builtins::str::codec_arg(vm, arg(args, i), function, name, default)
    };
    let encoding = name(vm, 1, "encoding", "utf-8")?;
    let errors = name(vm, 2, "errors", "strict")?;
    let object = arg(args, 0);
    if which == 0
        && let (Some(text), Some(codec)) = (object.downcast::<Str>().cloned(), find_codec(&encoding))
    {
        let bytes = vm.encode_with(codec, &text, &errors)?;
        return vm.new_bytes(bytes);
    }
    vm.python_codec(&encoding, which, object, &errors)
}

fn register_error(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = text_arg(vm, args, 0, "register_error() argument 1")?.to_lossy().into_owned();
    let handler = arg(args, 1);
    if vm.type_of(handler).get(vm).slots.call.is_none() {
        return Err(vm.type_error("handler must be callable"));
    }
    let old = vm.state::<CodecState>().handlers.insert(name, handler.clone());
    drop(old);
    Ok(Value::NONE)
}

fn unregister_error(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = text_arg(vm, args, 0, "_unregister_error() argument")?.to_lossy().into_owned();
    if !matches!(Errors::parse(&name), Errors::Custom(_)) {
        return Err(vm.value_error(format!("cannot un-register built-in error handler '{name}'")));
    }
    let old = vm.state::<CodecState>().handlers.remove(&name);
    Ok(Value::bool(old.is_some()))
}

fn lookup_error(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = text_arg(vm, args, 0, "lookup_error() argument")?.to_lossy().into_owned();
    match vm.state::<CodecState>().handlers.get(&name).cloned() {
        Some(handler) => Ok(handler),
        None => Err(vm.lookup_error(format!("unknown error handler name '{name}'"))),
    }
}

/// The builtin error handlers as functions, for `codecs.lookup_error`.
fn register_builtin_handlers(vm: &mut Vm) -> PyResult<()> {
    let module = ModuleBuilder::new(vm, "_codecs", "")?
        .function("strict_errors(exc, /)", |vm, args| apply(vm, args, "strict"), "Implements the 'strict' error handling, which raises a UnicodeError on coding errors.")
        .function("ignore_errors(exc, /)", |vm, args| apply(vm, args, "ignore"), "Implements the 'ignore' error handling, which ignores malformed data and continues.")
        .function("replace_errors(exc, /)", |vm, args| apply(vm, args, "replace"), "Implements the 'replace' error handling, which replaces malformed data with a replacement marker.")
        .function("xmlcharrefreplace_errors(exc, /)", |vm, args| apply(vm, args, "xmlcharrefreplace"), "Implements the 'xmlcharrefreplace' error handling, which replaces an unencodable character with the appropriate XML character reference.")
        .function("backslashreplace_errors(exc, /)", |vm, args| apply(vm, args, "backslashreplace"), "Implements the 'backslashreplace' error handling, which replaces malformed data with a backslashed escape sequence.")
        .function("namereplace_errors(exc, /)", |vm, args| apply(vm, args, "namereplace"), "Implements the 'namereplace' error handling, which replaces an unencodable character with a \\N{...} escape sequence.")
        .function("surrogatepass(exc, /)", |vm, args| apply(vm, args, "surrogatepass"), "")
        .function("surrogateescape(exc, /)", |vm, args| apply(vm, args, "surrogateescape"), "")
        .build();
    for name in [
        "strict",
        "ignore",
        "replace",
        "xmlcharrefreplace",
        "backslashreplace",
        "namereplace",
        "surrogatepass",
        "surrogateescape",
    ] {
        let function =
            vm.intern(&if name.starts_with("surrogate") { name.to_owned() } else { format!("{name}_errors") });
        let found = module.get(vm).dict.get(vm).get_str(&function).cloned();
        if let Some(found) = found {
            vm.state::<CodecState>().handlers.insert(name.to_owned(), found);
        }
    }
    Ok(())
}

/// Applies a builtin handler to an exception: `(replacement, position)`, or the exception is raised.
fn apply(vm: &mut Vm, args: &[Value], name: &str) -> PyResult {
    let exception = arg(args, 0);
    let Some(raised) = exception.downcast::<crate::object::Exception>().map(|e| crate::object::Raised(e.clone()))
    else {
        if name == "strict" {
            return Err(vm.type_error("codec must pass exception instance"));
        }
        let ty = vm.type_name(exception);
        return Err(vm.type_error(format!("don't know how to handle {ty} in error callback")));
    };
    if name == "strict" {
        return Err(raised);
    }
    let errors = Errors::parse(name);
    let unknown = |vm: &mut Vm| {
        let ty = vm.type_name(exception);
        Err(vm.type_error(format!("don't know how to handle {ty} in error callback")))
    };
    let number = |vm: &mut Vm, name: &str| {
        let name = vm.intern(name);
        let v = vm.getattr(exception, &name)?;
        vm.extract::<i64>(&v)
    };
    let is = |vm: &Vm, which: fn(&crate::vm::ExcTypes) -> &Ref<crate::object::Type>| vm.raised_is(&raised, which);
    let (encoding, decoding, translating) =
        (is(vm, |e| &e.UnicodeEncodeError), is(vm, |e| &e.UnicodeDecodeError), is(vm, |e| &e.UnicodeTranslateError));
    if !(encoding || decoding || translating) {
        return unknown(vm);
    }
    let (start, end) = (number(vm, "start")?.max(0) as usize, number(vm, "end")?.max(0) as usize);
    let attribute = vm.intern("object");
    let object = vm.getattr(exception, &attribute)?;
    let attribute = vm.names.encoding.clone();
    let codec = match translating {
        true => String::new(),
        false => {
            vm.getattr(exception, &attribute)?.downcast::<Str>().map(|t| t.to_lossy().into_owned()).unwrap_or_default()
        }
    };
    if decoding {
        if matches!(errors, Errors::XmlCharRefReplace | Errors::NameReplace) {
            return unknown(vm);
        }
        let data = vm.bytes_like(&object)?.into_owned();
        let (bad, rest) = (data.get(start..end).unwrap_or(&[]), data.get(start..).unwrap_or(&[]));
        let mut out = Vec::new();
        return match handler::decode_simple(&errors, &codec, bad, rest, &mut out) {
            Some(used) => {
                let text = vm.new_str_wtf8(&out)?;
                with_length(vm, text, start + used)
            }
            None => Err(raised),
        };
    }
    let bad: Vec<u32> = match object.downcast::<Str>() {
        Some(text) => text.code_points().skip(start).take(end.saturating_sub(start)).collect(),
        None => return unknown(vm),
    };
    if translating && matches!(errors, Errors::Replace) {
        let text = vm.new_str(&"\u{fffd}".repeat(bad.len()))?;
        return with_length(vm, text, end);
    }
    if translating && !matches!(errors, Errors::Ignore | Errors::BackslashReplace) {
        return unknown(vm);
    }
    match handler::encode_simple(&errors, &codec, &bad) {
        Some((handler::Replacement::Text(points), used)) => {
            let mut out = Vec::new();
            points.iter().for_each(|p| push_code_point(&mut out, *p));
            let text = vm.new_str_wtf8(&out)?;
            with_length(vm, text, start + used)
        }
        Some((handler::Replacement::Bytes(bytes), used)) => {
            let bytes = vm.new_bytes(bytes)?;
            with_length(vm, bytes, start + used)
        }
        None => Err(raised),
    }
}
