//! JSON strings: quoting.

use crate::gc::Value;
use crate::native::arg;
use crate::object::Str;
use crate::object::slots::PyResult;
use crate::object::str::code_points;
use crate::vm::Vm;

/// Whether a byte can stand in a JSON string as it is.
const PLAIN: [bool; 128] = {
    let mut plain = [true; 128];
    let mut i = 0;
    while i < 0x20 {
        plain[i] = false;
        i += 1;
    }
    plain[b'"' as usize] = false;
    plain[b'\\' as usize] = false;
    plain
};

fn is_plain(byte: u8) -> bool {
    PLAIN.get(byte as usize).copied().unwrap_or(false)
}

/// Appends a text in quotes; with `ascii` everything else is escaped.
pub fn push_quoted(vm: &Vm, out: &mut Vec<u8>, text: &Str, ascii: bool) -> PyResult<()> {
    let bytes = text.bytes();
    out.push(b'"');
    if text.is_ascii() || !ascii {
        let special = |b: &u8| *b < 0x80 && !is_plain(*b) || ascii && *b == 0x7f;
        vm.in_pieces(bytes, |mut rest| {
            while let Some(at) = rest.iter().position(special) {
                let (plain, tail) = rest.split_at(at);
                out.extend_from_slice(plain);
                if let Some((special, tail)) = tail.split_first() {
                    push_escape(out, *special as u32);
                    rest = tail;
                }
            }
            out.extend_from_slice(rest);
        })?;
    } else {
        for (i, point) in code_points(bytes).enumerate() {
            vm.check_step(i)?;
            match u8::try_from(point) {
                Ok(byte) if is_plain(byte) && byte < 0x7f => out.push(byte),
                _ => push_escape(out, point),
            }
        }
    }
    out.push(b'"');
    Ok(())
}

fn push_escape(out: &mut Vec<u8>, point: u32) {
    let short = match point {
        0x22 => b'"',
        0x5c => b'\\',
        8 => b'b',
        9 => b't',
        10 => b'n',
        12 => b'f',
        13 => b'r',
        0x1_0000.. => {
            let offset = point - 0x1_0000;
            push_unit(out, 0xd800 + (offset >> 10));
            push_unit(out, 0xdc00 + (offset & 0x3ff));
            return;
        }
        _ => {
            push_unit(out, point);
            return;
        }
    };
    out.extend([b'\\', short]);
}

fn push_unit(out: &mut Vec<u8>, unit: u32) {
    out.extend_from_slice(b"\\u");
    for shift in [12, 8, 4, 0] {
        let digit = (unit >> shift & 15) as u8;
        out.push(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 });
    }
}

pub fn encode_basestring(vm: &mut Vm, args: &[Value], ascii: bool) -> PyResult {
    let Some(text) = arg(args, 0).downcast::<Str>() else {
        let ty = vm.type_name(arg(args, 0));
        return Err(vm.type_error(format!("first argument must be a string, not {ty}")));
    };
    let mut out = vm.buffer(text.byte_len().saturating_add(2))?;
    push_quoted(vm, &mut out, text, ascii)?;
    vm.new_str_wtf8(&out)
}
