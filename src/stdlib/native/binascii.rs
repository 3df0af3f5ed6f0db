//! `binascii`: bytes to text and back: hexadecimal, base64, uuencode; checksums.

use crate::builtins::bytes::copy_slice;
use crate::builtins::bytes::hex::{hex_arguments, to_hex};
use crate::gc::{Ref, Value};
use crate::native::{ModuleBuilder, arg};
use crate::object::module::Module;
use crate::object::slots::PyResult;
use crate::object::{Raised, Str};
use crate::vm::Vm;
use std::any::TypeId;

struct State {
    error: Value,
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let error = new_class(vm, "Error", vm.exc.ValueError.to_value())?;
    let incomplete = new_class(vm, "Incomplete", vm.exc.Exception.to_value())?;
    vm.module_state.insert(TypeId::of::<State>(), Box::new(State { error: error.clone() }));
    let module = ModuleBuilder::new(vm, "binascii", "Conversion between binary data and ASCII")?
        .value("Error", error)
        .value("Incomplete", incomplete)
        .function("a2b_hex(hexstr, /)", unhexlify, "Binary data of hexadecimal representation.")
        .function("unhexlify(hexstr, /)", unhexlify, "Binary data of hexadecimal representation.")
        .function(
            "b2a_hex(data, sep=<unrepresentable>, bytes_per_sep=1)",
            hexlify,
            "Hexadecimal representation of binary data.",
        )
        .function(
            "hexlify(data, sep=<unrepresentable>, bytes_per_sep=1)",
            hexlify,
            "Hexadecimal representation of binary data.",
        )
        .function("a2b_base64(data, /, *, strict_mode=False)", a2b_base64, "Decode a line of base64 data.")
        .function("b2a_base64(data, /, *, newline=True)", b2a_base64, "Base64-code line of data.")
        .function("a2b_uu(data, /)", a2b_uu, "Decode a line of uuencoded data.")
        .function("b2a_uu(data, /, *, backtick=False)", b2a_uu, "Uuencode line of data.")
        .function("crc32(data, crc=0, /)", crc32, "Compute CRC-32 incrementally.")
        .function("crc_hqx(data, crc, /)", crc_hqx, "Compute CRC-CCITT incrementally.");
    Ok(module.build())
}

fn new_class(vm: &mut Vm, name: &str, base: Value) -> PyResult {
    let names = vm.new_dict();
    let (key, module) = (vm.intern("__module__"), vm.new_str("binascii")?);
    drop(names.get_mut(vm).set_str(&key, module));
    let name = vm.new_str(name)?;
    let bases = vm.new_tuple(vec![base])?;
    vm.call(&vm.types.type_.to_value(), &[name, bases, names.into_value()])
}

fn error(vm: &mut Vm, message: &str) -> Raised {
    let class = vm.module_state.get(&TypeId::of::<State>()).and_then(|s| s.downcast_ref::<State>());
    let class = class.map(|state| state.error.clone()).unwrap_or_default();
    let made = vm.new_str(message).and_then(|message| vm.call(&class, &[message]));
    match made.map(Value::into_ref::<crate::object::Exception>) {
        Ok(Ok(exception)) => Raised(exception),
        Ok(Err(_)) => vm.type_error("exceptions must derive from BaseException"),
        Err(raised) => raised,
    }
}

/// The bytes of a bytes-like object or of ASCII text.
fn ascii(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(text) = value.downcast::<Str>() {
        return match text.is_ascii() {
            true => copy_slice(vm, text.bytes()),
            false => Err(vm.value_error("string argument should contain only ASCII characters")),
        };
    }
    match vm.bytes_of(value) {
        Some(bytes) => copy_slice(vm, &bytes),
        None => {
            let ty = vm.type_name(value);
            Err(vm.type_error(format!("argument should be bytes, buffer or ASCII string, not '{ty}'")))
        }
    }
}

fn binary(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    copy_slice(vm, &vm.bytes_like(value)?)
}

fn unhexlify(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = ascii(vm, arg(args, 0))?;
    if text.len() % 2 != 0 {
        return Err(error(vm, "Odd-length string"));
    }
    let digit = |byte: u8| (byte as char).to_digit(16).map(|d| d as u8);
    let mut bytes = vm.buffer(text.len() / 2)?;
    for (i, [a, b]) in text.as_chunks::<2>().0.iter().enumerate() {
        vm.check_step(i)?;
        let (Some(a), Some(b)) = (digit(*a), digit(*b)) else {
            return Err(error(vm, "Non-hexadecimal digit found"));
        };
        bytes.push(a << 4 | b);
    }
    vm.new_bytes(bytes)
}

fn hexlify(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = binary(vm, arg(args, 0))?;
    let (separator, group) = hex_arguments(vm, args)?;
    let text = to_hex(vm, &data, separator, group)?;
    vm.new_bytes(text)
}

fn a2b_base64(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = ascii(vm, arg(args, 0))?;
    let strict = vm.truthy(arg(args, 1))?;
    if strict && text.first() == Some(&b'=') {
        return Err(error(vm, "Leading padding not allowed"));
    }
    let value_of = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let mut out = vm.buffer(text.len() / 4 * 3 + 3)?;
    let (mut place, mut left, mut pads, mut padding) = (0, 0u8, 0, false);
    for (i, byte) in text.iter().enumerate() {
        vm.check_step(i)?;
        if *byte == b'=' {
            if strict && (place == 0 || place + pads >= 4) {
                return Err(error(vm, "Excess padding not allowed"));
            }
            if strict && place == 1 {
                break;
            }
            pads += 1;
            padding = true;
            continue;
        }
        let Some(value) = value_of(*byte) else {
            if strict {
                return Err(error(vm, "Only base64 data is allowed"));
            }
            continue;
        };
        if strict && padding {
            let complete = place + pads >= 4;
            let text = if complete { "Excess data after padding" } else { "Discontinuous padding not allowed" };
            return Err(error(vm, text));
        }
        pads = 0;
        match place {
            0 => left = value,
            1 => {
                out.push(left << 2 | value >> 4);
                left = value & 15;
            }
            2 => {
                out.push(left << 4 | value >> 2);
                left = value & 3;
            }
            _ => out.push(left << 6 | value),
        }
        place = (place + 1) % 4;
    }
    match place {
        0 => vm.new_bytes(out),
        1 => {
            let count = out.len() / 3 * 4 + 1;
            let text = format!(
                "Invalid base64-encoded string: number of data characters ({count}) cannot be 1 more than a multiple of 4"
            );
            Err(error(vm, &text))
        }
        _ if place + pads >= 4 => vm.new_bytes(out),
        _ => Err(error(vm, "Incorrect padding")),
    }
}

fn b2a_base64(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = binary(vm, arg(args, 0))?;
    let newline = vm.truthy(arg(args, 1))?;
    let mut out = vm.buffer(data.len().div_ceil(3).saturating_mul(4).saturating_add(1))?;
    let letter = |bits: u32| ALPHABET.get(bits as usize & 63).copied().unwrap_or(b'=');
    for (i, chunk) in data.chunks(3).enumerate() {
        if i.is_multiple_of(crate::vm::guard::STEPS) {
            vm.check_interrupt()?;
        }
        let [a, b, c] = [0, 1, 2].map(|i| chunk.get(i).copied().unwrap_or(0) as u32);
        let bits = a << 16 | b << 8 | c;
        let letters = [letter(bits >> 18), letter(bits >> 12), letter(bits >> 6), letter(bits)];
        out.extend_from_slice(letters.get(..chunk.len() + 1).unwrap_or(&letters));
        out.extend(std::iter::repeat_n(b'=', 3 - chunk.len()));
    }
    if newline {
        out.push(b'\n');
    }
    vm.new_bytes(out)
}

fn a2b_uu(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = ascii(vm, arg(args, 0))?;
    let Some((first, rest)) = text.split_first() else { return vm.new_bytes(vec![0; 32]) };
    let length = (first.wrapping_sub(b' ') & 0x3f) as usize;
    let mut bits = 0u32;
    let mut count = 0;
    let mut out = Vec::new();
    let mut rest = rest.iter();
    while out.len() < length {
        let value = match rest.next() {
            // Some mailers drop blanks at the end.
            None | Some(b'\n' | b'\r') => 0,
            Some(byte) if (b' '..=b' ' + 64).contains(byte) => (byte - b' ') as u32 & 0x3f,
            Some(_) => return Err(error(vm, "Illegal char")),
        };
        bits = bits << 6 | value;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    // Blanks and backticks may fill the line.
    if rest.any(|byte| !matches!(byte, b' ' | b'`' | b'\n' | b'\r')) {
        return Err(error(vm, "Trailing garbage"));
    }
    vm.new_bytes(out)
}

fn b2a_uu(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = binary(vm, arg(args, 0))?;
    let backtick = vm.truthy(arg(args, 1))?;
    if data.len() > 45 {
        return Err(error(vm, "At most 45 bytes at once"));
    }
    let letter = |value: u32| if value == 0 && backtick { b'`' } else { value as u8 + b' ' };
    let mut out = vec![letter(data.len() as u32)];
    for (i, chunk) in data.chunks(3).enumerate() {
        if i.is_multiple_of(crate::vm::guard::STEPS) {
            vm.check_interrupt()?;
        }
        let [a, b, c] = [0, 1, 2].map(|i| chunk.get(i).copied().unwrap_or(0) as u32);
        let bits = a << 16 | b << 8 | c;
        out.extend([18, 12, 6, 0].map(|shift| letter(bits >> shift & 63)));
    }
    out.push(b'\n');
    vm.new_bytes(out)
}

/// An argument of which the lowest 32 bits count.
fn mask(vm: &mut Vm, value: &Value) -> PyResult<u32> {
    let index = vm.index(value)?;
    let mask = num_bigint::BigInt::from(u32::MAX);
    let low = vm.big_value(&index).map(|big| big & mask);
    Ok(low.and_then(|n| u32::try_from(n).ok()).unwrap_or(0))
}

fn crc32(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = binary(vm, arg(args, 0))?;
    let start = mask(vm, arg(args, 1))?;
    let mut table = [0u32; 256];
    for (i, slot) in table.iter_mut().enumerate() {
        let mut value = i as u32;
        for _ in 0..8 {
            value = if value & 1 != 0 { value >> 1 ^ 0xedb8_8320 } else { value >> 1 };
        }
        *slot = value;
    }
    let mut crc = !start;
    for piece in data.chunks(1 << 20) {
        for byte in piece {
            crc = table.get(((crc ^ *byte as u32) & 0xff) as usize).copied().unwrap_or(0) ^ crc >> 8;
        }
        vm.poll()?;
    }
    Ok(vm.int(!crc as i64))
}

fn crc_hqx(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = binary(vm, arg(args, 0))?;
    let mut crc = mask(vm, arg(args, 1))? as u16;
    for (i, byte) in data.into_iter().enumerate() {
        vm.check_step(i)?;
        crc ^= (byte as u16) << 8;
        for _ in 0..8 {
            crc = if crc & 0x8000 != 0 { crc << 1 ^ 0x1021 } else { crc << 1 };
        }
    }
    Ok(vm.int(crc as i64))
}
