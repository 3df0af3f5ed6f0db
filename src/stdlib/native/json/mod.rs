//! `_json`: the scanner and the encoder behind the `json` package.

mod encoder;
mod scanner;
mod string;

use crate::gc::Ref;
use crate::native::ModuleBuilder;
use crate::object::Raised;
use crate::object::module::Module;
use crate::object::slots::PyResult;
use crate::object::{Exception, Str};
use crate::vm::Vm;

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let scanner = scanner::init(vm);
    let encoder = encoder::init(vm);
    let module = ModuleBuilder::new(vm, "_json", "json speedups")?
        .value("make_scanner", scanner.to_value())
        .value("make_encoder", encoder.to_value())
        .function("scanstring(string, end, strict=True, /)", scanner::scanstring, "Scan the string s for a JSON string.\n\nEnd is the index of the character in s after the quote that started the JSON string.\nReturns a tuple of the decoded string and the index of the character after the end quote.")
        .function("skip_whitespace(string, index, /)", scanner::skip_whitespace, "The index of the first character from `index` on that is not white space.")
        .function("encode_basestring(string, /)", |vm, args| string::encode_basestring(vm, args, false), "Return a JSON representation of a Python string")
        .function("encode_basestring_ascii(string, /)", |vm, args| string::encode_basestring(vm, args, true), "Return an ASCII-only JSON representation of a Python string");
    Ok(module.build())
}

/// `JSONDecodeError` for a place in a text, given in bytes.
fn decode_error(vm: &mut Vm, message: &str, text: &Ref<Str>, at: usize) -> Raised {
    let place = text.char_index(at.min(text.byte_len())) as i64;
    let made = (|| {
        let module = vm.import_module("json.decoder")?;
        let class = vm.getattr_str(&module, "JSONDecodeError")?;
        let message = vm.new_str(message)?;
        let place = vm.int(place);
        vm.call(&class, &[message, text.to_value(), place])
    })();
    match made.map(|value| value.into_ref::<Exception>()) {
        Ok(Ok(exception)) => Raised(exception),
        Ok(Err(_)) => vm.type_error("exceptions must derive from BaseException"),
        Err(raised) => raised,
    }
}
