//! Error handlers: the builtin ones by name, others through the registry of `codecs.register_error`.

use super::registry::CodecState;
use crate::builtins::str::repr::push_hex;
use crate::gc::Value;
use crate::object::slots::PyResult;
use crate::object::str::push_code_point;
use crate::object::{Raised, Tuple};
use crate::vm::Vm;
use crate::vm::errors::field;

/// An error handler, by its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Errors<'a> {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    NameReplace,
    SurrogateEscape,
    SurrogatePass,
    Custom(&'a str),
}

impl<'a> Errors<'a> {
    pub fn parse(name: &'a str) -> Errors<'a> {
        match name {
            "strict" => Errors::Strict,
            "ignore" => Errors::Ignore,
            "replace" => Errors::Replace,
            "backslashreplace" => Errors::BackslashReplace,
            "xmlcharrefreplace" => Errors::XmlCharRefReplace,
            "namereplace" => Errors::NameReplace,
            "surrogateescape" => Errors::SurrogateEscape,
            "surrogatepass" => Errors::SurrogatePass,
            other => Errors::Custom(other),
        }
    }
}

/// What stands for characters that could not be encoded.
pub enum Replacement {
    /// Text, to be encoded in turn.
    Text(Vec<u32>),
    /// Bytes as they are.
    Bytes(Vec<u8>),
}

/// How a UTF stores a lone surrogate: bytes a character and byte order.
fn utf_width(codec: &str) -> Option<(usize, bool)> {
    match codec {
        "utf-8" => Some((3, false)),
        "utf-16" | "utf-16-le" => Some((2, false)),
        "utf-16-be" => Some((2, true)),
        "utf-32" | "utf-32-le" => Some((4, false)),
        "utf-32-be" => Some((4, true)),
        _ => None,
    }
}

/// Applies a builtin handler to undecodable bytes. Returns how many bytes of `rest` (which begins with them) are done
/// with; `None` if this is an error.
pub fn decode_simple(errors: &Errors<'_>, codec: &str, bad: &[u8], rest: &[u8], out: &mut Vec<u8>) -> Option<usize> {
    match errors {
        Errors::Ignore => Some(bad.len()),
        Errors::Replace => {
            push_code_point(out, 0xfffd);
            Some(bad.len())
        }
        Errors::BackslashReplace => {
            bad.iter().for_each(|b| push_hex(out, b"\\x", *b as u32, 2));
            Some(bad.len())
        }
        Errors::SurrogateEscape => {
            let high = bad.iter().take(4).take_while(|b| **b >= 0x80).count();
            bad.iter().take(high).for_each(|b| push_code_point(out, 0xdc00 + *b as u32));
            (high > 0).then_some(high)
        }
        Errors::SurrogatePass => {
            let (width, big) = utf_width(codec)?;
            let point = match (width, rest) {
                (3, [0xed, b @ 0xa0..=0xbf, c @ 0x80..=0xbf, ..]) => {
                    0xd000 | (*b as u32 & 0x3f) << 6 | (*c as u32 & 0x3f)
                }
                (2, [a, b, ..]) if big => (*a as u32) << 8 | *b as u32,
                (2, [a, b, ..]) => (*b as u32) << 8 | *a as u32,
                (4, [a, b, c, d, ..]) if big => u32::from_be_bytes([*a, *b, *c, *d]),
                (4, [a, b, c, d, ..]) => u32::from_le_bytes([*a, *b, *c, *d]),
                _ => return None,
            };
            if !(0xd800..=0xdfff).contains(&point) {
                return None;
            }
            push_code_point(out, point);
            Some(width)
        }
        _ => None,
    }
}

/// Applies a builtin handler to characters that cannot be encoded. Returns what stands for them and how many of them
/// are done with; `None` if this is an error.
pub fn encode_simple(errors: &Errors<'_>, codec: &str, bad: &[u32]) -> Option<(Replacement, usize)> {
    let mut text: Vec<u32> = Vec::new();
    match errors {
        Errors::Ignore => {}
        Errors::Replace => text.resize(bad.len(), '?' as u32),
        Errors::BackslashReplace => bad.iter().for_each(|p| push_backslashed(&mut text, *p)),
        Errors::XmlCharRefReplace => {
            bad.iter().for_each(|p| text.extend(format!("&#{p};").bytes().map(u32::from)));
        }
        Errors::NameReplace => {
            for p in bad {
                match char::from_u32(*p).and_then(unicode_names2::name) {
                    Some(name) => text.extend(format!("\\N{{{name}}}").bytes().map(u32::from)),
                    None => push_backslashed(&mut text, *p),
                }
            }
        }
        Errors::SurrogateEscape => {
            let bytes: Option<Vec<u8>> =
                bad.iter().map(|p| (0xdc80..=0xdcff).contains(p).then(|| (p - 0xdc00) as u8)).collect();
            return Some((Replacement::Bytes(bytes?), bad.len()));
        }
        Errors::SurrogatePass => {
            let (width, big) = utf_width(codec)?;
            let mut bytes = Vec::new();
            for p in bad {
                if !(0xd800..=0xdfff).contains(p) {
                    return None;
                }
                match (width, big) {
                    (3, _) => push_code_point(&mut bytes, *p),
                    (2, false) => bytes.extend((*p as u16).to_le_bytes()),
                    (2, true) => bytes.extend((*p as u16).to_be_bytes()),
                    (_, false) => bytes.extend(p.to_le_bytes()),
                    (_, true) => bytes.extend(p.to_be_bytes()),
                }
            }
            return Some((Replacement::Bytes(bytes), bad.len()));
        }
        Errors::Strict | Errors::Custom(_) => return None,
    }
    Some((Replacement::Text(text), bad.len()))
}

fn push_backslashed(text: &mut Vec<u32>, point: u32) {
    let mut bytes = Vec::new();
    match point {
        0..=0xff => push_hex(&mut bytes, b"\\x", point, 2),
        0x100..=0xffff => push_hex(&mut bytes, b"\\u", point, 4),
        _ => push_hex(&mut bytes, b"\\U", point, 8),
    }
    text.extend(bytes.iter().map(|b| *b as u32));
}

/// Calls a handler registered under `name`. Returns its replacement and the position to go on at, in 0..=len.
pub fn call_custom(vm: &mut Vm, name: &str, raised: Raised, len: usize) -> PyResult<(Value, usize)> {
    let found = vm.state::<CodecState>().handlers.get(name).cloned();
    let Some(handler) = found else {
        return Err(vm.lookup_error(format!("unknown error handler name '{name}'")));
    };
    let decoding = vm.raised_is(&raised, |e| &e.UnicodeDecodeError);
    let result = vm.call(&handler, &[raised.0.to_value()])?;
    let expected = match decoding {
        true => "decoding error handler must return (str, int) tuple",
        false => "encoding error handler must return (str/bytes, int) tuple",
    };
    let Some([replacement, next]) = result.downcast::<Tuple>().map(|t| t.items()) else {
        return Err(vm.type_error(expected));
    };
    let (replacement, next) = (replacement.clone(), next.clone());
    if !vm.is_int(&next) {
        return Err(vm.type_error(expected));
    }
    let at = vm.extract::<i64>(&next)?;
    let from_end = if at < 0 { at + len as i64 } else { at };
    match usize::try_from(from_end).ok().filter(|i| *i <= len) {
        Some(i) => Ok((replacement, i)),
        None => Err(vm.index_error(format!("position {at} from error handler out of bounds"))),
    }
}

impl Vm {
    /// UnicodeDecodeError for bytes `start..end` of `object`.
    #[cold]
    pub fn unicode_decode_error(
        &self,
        encoding: &str,
        object: &Value,
        start: usize,
        end: usize,
        reason: &str,
    ) -> Raised {
        let ty = self.exc.UnicodeDecodeError.clone();
        self.unicode_error(&ty, encoding, object, start, end, reason)
    }

    /// UnicodeEncodeError for characters `start..end` of `object`.
    #[cold]
    pub fn unicode_encode_error(
        &self,
        encoding: &str,
        object: &Value,
        start: usize,
        end: usize,
        reason: &str,
    ) -> Raised {
        let ty = self.exc.UnicodeEncodeError.clone();
        self.unicode_error(&ty, encoding, object, start, end, reason)
    }

    fn unicode_error(
        &self,
        ty: &crate::gc::Ref<crate::object::Type>,
        encoding: &str,
        object: &Value,
        start: usize,
        end: usize,
        reason: &str,
    ) -> Raised {
        let parts =
            [self.str(encoding), object.clone(), self.int(start as i64), self.int(end as i64), self.str(reason)];
        let raised = self.new_error_args(ty, parts.to_vec());
        let fields = [
            field::UNICODE_ENCODING,
            field::UNICODE_OBJECT,
            field::UNICODE_START,
            field::UNICODE_END,
            field::UNICODE_REASON,
        ];
        for (index, value) in fields.into_iter().zip(parts) {
            self.set_exception_field(&raised, index, value);
        }
        raised
    }
}
