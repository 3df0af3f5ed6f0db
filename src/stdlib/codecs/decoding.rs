//! The state of one decoding: where errors are handed to a handler.

use super::handler::{self, Errors};
use crate::gc::Value;
use crate::object::slots::PyResult;
use crate::object::{Bytes, Raised};
use crate::vm::Vm;
use crate::vm::guard::STEPS;

pub struct Decoder<'a> {
    /// The codec's name in exceptions.
    pub name: &'static str,
    pub data: &'a [u8],
    object: Option<Value>,
    errors: Errors<'a>,
    /// No more data follows, so that an unfinished character is an error.
    pub last: bool,
    /// The text so far, WTF-8.
    pub out: Vec<u8>,
    /// The position at which to look for a Ctrl-C again.
    look_at: usize,
}

impl<'a> Decoder<'a> {
    pub fn new(
        name: &'static str,
        data: &'a [u8],
        object: Option<&Value>,
        errors: Errors<'a>,
        last: bool,
    ) -> Decoder<'a> {
        Decoder {
            name,
            data,
            object: object.cloned(),
            errors,
            last,
            out: Vec::with_capacity(data.len()),
            look_at: STEPS,
        }
    }

    /// To be called at each step of a loop, with its position.
    #[inline]
    pub fn at(&mut self, vm: &mut Vm, at: usize) -> PyResult<()> {
        if at < self.look_at {
            return Ok(());
        }
        self.look_at = at.saturating_add(STEPS);
        vm.poll()
    }

    /// Bytes `start..end` cannot be decoded: applies the handler and returns where to go on.
    pub fn fail(&mut self, vm: &mut Vm, start: usize, end: usize, reason: &str) -> PyResult<usize> {
        let bad = self.data.get(start..end).unwrap_or(&[]);
        if let Some(used) =
            handler::decode_simple(&self.errors, self.name, bad, self.data.get(start..).unwrap_or(&[]), &mut self.out)
        {
            return Ok(start + used);
        }
        let raised = self.error(vm, start, end, reason)?;
        match &self.errors {
            Errors::Custom(name) => {
                let (text, next) = handler::call_custom(vm, name, raised, self.data.len())?;
                let Some(text) = text.downcast::<crate::object::Str>() else {
                    return Err(vm.type_error("decoding error handler must return (str, int) tuple"));
                };
                self.out.extend_from_slice(text.bytes());
                Ok(next)
            }
            Errors::XmlCharRefReplace | Errors::NameReplace => {
                let text = "don't know how to handle UnicodeDecodeError in error callback";
                Err(vm.type_error(text))
            }
            _ => Err(raised),
        }
    }

    /// The exception for bytes `start..end`.
    pub fn error(&mut self, vm: &mut Vm, start: usize, end: usize, reason: &str) -> PyResult<Raised> {
        let object = match &self.object {
            Some(object) if object.downcast::<Bytes>().is_some() => object.clone(),
            _ => {
                let object = vm.new_bytes(self.data)?;
                self.object = Some(object.clone());
                object
            }
        };
        Ok(vm.unicode_decode_error(self.name, &object, start, end, reason))
    }
}
