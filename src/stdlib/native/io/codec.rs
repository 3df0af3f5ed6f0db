//! Encoding and decoding of text streams: UTF-8, ASCII and Latin-1 here, all others through `str.encode` and `bytes.decode`.

use crate::gc::{Ref, Value};
use crate::object::{PyResult, Str};
use crate::vm::Vm;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Codec {
    Utf8,
    Ascii,
    Latin1,
    /// Known to the codec registry only.
    Other,
}

impl Codec {
    pub fn of(name: &str) -> Codec {
        let plain: String =
            name.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
        match plain.as_str() {
            "utf8" | "u8" | "utf" | "cp65001" => Codec::Utf8,
            "ascii" | "usascii" | "646" => Codec::Ascii,
            "latin1" | "iso88591" | "l1" | "latin" | "8859" | "cp819" => Codec::Latin1,
            _ => Codec::Other,
        }
    }
}

/// Appends the encoded text.
pub fn encode(vm: &mut Vm, codec: Codec, names: (&Value, &Value), text: &Ref<Str>, out: &mut Vec<u8>) -> PyResult<()> {
    let direct = match codec {
        Codec::Utf8 => text.as_str().is_some(),
        Codec::Ascii | Codec::Latin1 => text.is_ascii(),
        Codec::Other => false,
    };
    if direct {
        if out.try_reserve(text.byte_len()).is_err() {
            return Err(vm.memory_error());
        }
        out.extend_from_slice(text.bytes());
        return Ok(());
    }
    let encoded = vm.call_method_str(&text.to_value(), "encode", &[names.0.clone(), names.1.clone()])?;
    let bytes = super::bytes_like(vm, &encoded)?;
    out.extend_from_slice(bytes.data());
    Ok(())
}

/// Decodes bytes to WTF-8. Unless `last`, an incomplete character at the end is left in `data`, which is emptied otherwise.
pub fn decode(vm: &mut Vm, codec: Codec, names: (&Value, &Value), data: &mut Vec<u8>, last: bool) -> PyResult<Vec<u8>> {
    match codec {
        Codec::Utf8 => match std::str::from_utf8(data) {
            Ok(_) => return Ok(std::mem::take(data)),
            Err(e) if e.error_len().is_none() && !last => {
                let tail = data.split_off(e.valid_up_to());
                return Ok(std::mem::replace(data, tail));
            }
            Err(_) => {
                // Errors are for the codec; an incomplete character at the end waits for the rest.
                let keep = if last { 0 } else { incomplete_tail(data) };
                let tail = data.split_off(data.len() - keep);
                let head = std::mem::replace(data, tail);
                return through_codec(vm, names, head);
            }
        },
        Codec::Ascii if data.is_ascii() => return Ok(std::mem::take(data)),
        Codec::Latin1 => {
            let text: String = data.iter().map(|b| *b as char).collect();
            data.clear();
            return Ok(text.into_bytes());
        }
        _ => {}
    }
    if codec == Codec::Other && !last {
        // Other codecs may keep state between characters: they see the whole at the end.
        return Ok(Vec::new());
    }
    let head = std::mem::take(data);
    through_codec(vm, names, head)
}

/// Bytes at the end that begin a character without finishing it.
fn incomplete_tail(data: &[u8]) -> usize {
    for back in 1..=data.len().min(3) {
        let Some(tail) = data.get(data.len() - back..) else { break };
        if tail.first().is_some_and(|b| *b & 0xc0 != 0x80) {
            return match std::str::from_utf8(tail) {
                Err(e) if e.error_len().is_none() => back,
                _ => 0,
            };
        }
    }
    0
}

fn through_codec(vm: &mut Vm, names: (&Value, &Value), data: Vec<u8>) -> PyResult<Vec<u8>> {
    let bytes = vm.new_bytes(data)?;
    let text = vm.call_method_str(&bytes, "decode", &[names.0.clone(), names.1.clone()])?;
    match text.downcast::<Str>() {
        Some(text) => Ok(text.bytes().to_vec()),
        None => {
            let ty = vm.type_name(&text);
            Err(vm.type_error(format!("decoder should return a string result, not '{ty}'")))
        }
    }
}
