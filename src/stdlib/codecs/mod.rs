//! Encodings: what `str.encode`, `bytes.decode` and the `codecs` module are built on.
//!
//! `Vm::encode_text` and `Vm::decode_bytes` find the codec by name (`alias`), run it, and apply the error handler
//! (`handler`) where something cannot be converted. Codecs written in Python, registered with `codecs.register`, are
//! tried when no builtin one has the name.

mod alias;
mod charmap;
mod charmap_tables;
mod decoding;
mod encoding;
mod escape;
pub mod handler;
mod multibyte;
mod registry;
mod simple;
mod utf16;
mod utf7;
mod utf8;

pub use alias::{Codec, Order, find_codec, normalize};
pub use decoding::Decoder;
pub use encoding::Encoder;
pub use escape::{escape_bytes, unescape_bytes};
pub use handler::Errors;
pub use registry::CodecState;

use crate::gc::{Ref, Value};
use crate::object::slots::PyResult;
use crate::object::{Bytes, Str};
use crate::vm::Vm;

impl Vm {
    /// `bytes.decode(encoding, errors)`. `object` is the bytes object for exceptions; without one it is made of `data`.
    pub fn decode_bytes(
        &mut self,
        data: &[u8],
        object: Option<&Value>,
        encoding: &str,
        errors: &str,
    ) -> PyResult<Ref<Str>> {
        match find_codec(encoding) {
            Some(codec) => {
                let (text, _) = self.decode_with(codec, data, object, errors, true)?;
                Ok(text)
            }
            None => {
                let object = match object {
                    Some(object) => object.clone(),
                    None => self.new_bytes(data)?,
                };
                let result = self.python_text_codec(encoding, 1, &object, errors)?;
                match result.into_ref::<Str>() {
                    Ok(text) => Ok(text),
                    Err(other) => {
                        let ty = self.type_name(&other);
                        let text = format!(
                            "'{encoding}' decoder returned '{ty}' instead of 'str'; use codecs.decode() to decode to arbitrary types"
                        );
                        Err(self.type_error(text))
                    }
                }
            }
        }
    }

    /// `str.encode(encoding, errors)`.
    pub fn encode_text(&mut self, text: &Ref<Str>, encoding: &str, errors: &str) -> PyResult<Vec<u8>> {
        match find_codec(encoding) {
            Some(codec) => self.encode_with(codec, text, errors),
            None => {
                let result = self.python_text_codec(encoding, 0, &text.to_value(), errors)?;
                match result.downcast::<Bytes>() {
                    Some(bytes) => Ok(bytes.data().to_vec()),
                    None => {
                        let ty = self.type_name(&result);
                        let text = format!(
                            "'{encoding}' encoder returned '{ty}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types"
                        );
                        Err(self.type_error(text))
                    }
                }
            }
        }
    }

    /// Decodes with a builtin codec. Returns the text and how many bytes it took: fewer than given only when `last`
    /// is false, for incremental decoding, and the data ends inside of a character.
    pub fn decode_with(
        &mut self,
        codec: Codec,
        data: &[u8],
        object: Option<&Value>,
        errors: &str,
        last: bool,
    ) -> PyResult<(Ref<Str>, usize)> {
        // Nearly all text is valid UTF-8 or ASCII: no decoder state is needed then.
        let valid = match codec {
            Codec::Utf8 => std::str::from_utf8(data).is_ok(),
            Codec::Ascii | Codec::Latin1 | Codec::Charmap(_) | Codec::Multibyte(_) => {
                data.is_ascii() && codec.is_ascii_superset()
            }
            _ => false,
        };
        if valid {
            return Ok((self.text_ref(data)?, data.len()));
        }
        let mut d = Decoder::new(codec.error_name(), data, object, Errors::parse(errors), last);
        let used = match codec {
            Codec::Utf8 => utf8::decode(self, &mut d, 0)?,
            Codec::Utf8Sig => {
                let skip = if data.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
                utf8::decode(self, &mut d, skip)?
            }
            Codec::Utf16(order) => utf16::decode16(self, &mut d, order)?,
            Codec::Utf32(order) => utf16::decode32(self, &mut d, order)?,
            Codec::Utf7 => utf7::decode(self, &mut d)?,
            Codec::Ascii => simple::decode_ascii(self, &mut d)?,
            Codec::Latin1 => simple::decode_latin1(self, &mut d)?,
            Codec::Charmap(map) => charmap::decode(self, &mut d, map)?,
            Codec::Multibyte(set) => multibyte::decode(self, &mut d, set)?,
            Codec::UnicodeEscape => escape::decode_unicode(self, &mut d)?,
            Codec::RawUnicodeEscape => escape::decode_raw_unicode(self, &mut d)?,
        };
        let out = std::mem::take(&mut d.out);
        Ok((self.text_ref(&out)?, used))
    }

    /// Encodes with a builtin codec.
    pub fn encode_with(&mut self, codec: Codec, text: &Ref<Str>, errors: &str) -> PyResult<Vec<u8>> {
        let plain = match codec {
            Codec::Utf8 => text.as_str().is_some(),
            Codec::Ascii | Codec::Latin1 | Codec::Charmap(_) | Codec::Multibyte(_) => {
                text.is_ascii() && codec.is_ascii_superset()
            }
            _ => false,
        };
        if plain {
            let mut out = self.buffer(text.byte_len())?;
            self.in_pieces(text.bytes(), |piece| out.extend_from_slice(piece))?;
            return Ok(out);
        }
        let errors = Errors::parse(errors);
        let mut e = Encoder::new(codec.error_name(), text, errors);
        match codec {
            Codec::Utf8 => utf8::encode(self, &mut e)?,
            Codec::Utf8Sig => {
                e.out.extend_from_slice(b"\xef\xbb\xbf");
                utf8::encode(self, &mut e)?;
            }
            Codec::Utf16(order) => utf16::encode16(self, &mut e, order)?,
            Codec::Utf32(order) => utf16::encode32(self, &mut e, order)?,
            Codec::Utf7 => utf7::encode(self, &mut e)?,
            Codec::Ascii => simple::encode_below(self, &mut e, 0x80, "ordinal not in range(128)")?,
            Codec::Latin1 => simple::encode_below(self, &mut e, 0x100, "ordinal not in range(256)")?,
            Codec::Charmap(map) => charmap::encode(self, &mut e, map)?,
            Codec::Multibyte(set) => multibyte::encode(self, &mut e, set)?,
            Codec::UnicodeEscape => escape::encode_unicode(self, &mut e, false)?,
            Codec::RawUnicodeEscape => escape::encode_unicode(self, &mut e, true)?,
        }
        Ok(std::mem::take(&mut e.out))
    }

    /// A new str from WTF-8 bytes, as a typed handle.
    pub fn text_ref(&self, bytes: &[u8]) -> PyResult<Ref<Str>> {
        match self.new_str_wtf8(bytes)?.into_ref::<Str>() {
            Ok(text) => Ok(text),
            Err(_) => Ok(self.empty_str.clone()),
        }
    }
}
