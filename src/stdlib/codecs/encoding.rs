//! The state of one encoding: where errors are handed to a handler.

use super::handler::{self, Errors, Replacement};
use crate::gc::Ref;
use crate::object::slots::PyResult;
use crate::object::str::code_points;
use crate::object::{Raised, Str};
use crate::vm::Vm;
use crate::vm::guard::STEPS;

pub struct Encoder<'a> {
    /// The codec's name in exceptions.
    pub name: &'static str,
    pub text: &'a Ref<Str>,
    errors: Errors<'a>,
    pub out: Vec<u8>,
}

impl<'a> Encoder<'a> {
    pub fn new(name: &'static str, text: &'a Ref<Str>, errors: Errors<'a>) -> Encoder<'a> {
        Encoder { name, text, errors, out: Vec::with_capacity(text.byte_len()) }
    }

    /// Encodes all characters with `put`, which appends one or says that it cannot. Neighbouring characters that cannot
    /// be encoded make one error if `group` is set. `unit` is the number of bytes that replacements must be a multiple of.
    pub fn run(
        &mut self,
        vm: &mut Vm,
        reason: &str,
        group: bool,
        unit: usize,
        put: impl Fn(u32, &mut Vec<u8>) -> bool,
    ) -> PyResult<()> {
        let text = self.text;
        let mut points = code_points(text.bytes());
        let mut i = 0;
        while let Some(p) = points.next() {
            vm.check_step(i)?;
            if put(p, &mut self.out) {
                i += 1;
                continue;
            }
            let mut bad = vec![p];
            let before = self.out.len();
            let mut behind = points.rest();
            // What is replaced one by one may as well be replaced in parts.
            let whole = matches!(self.errors, Errors::Strict | Errors::Custom(_));
            while group
                && (whole || bad.len() < STEPS)
                && let Some(p) = points.next()
                && !put(p, &mut self.out)
            {
                vm.check_step(bad.len())?;
                bad.push(p);
                behind = points.rest();
            }
            self.out.truncate(before);
            let next = self.fail(vm, &bad, i, reason, unit, &put)?;
            vm.poll()?;
            points = match next == i + bad.len() {
                true => code_points(behind),
                false => code_points(text.bytes().get(text.byte_offset(next)..).unwrap_or(&[])),
            };
            i = next;
        }
        Ok(())
    }

    #[allow(clippy::too_many_arguments)]
    fn fail(
        &mut self,
        vm: &mut Vm,
        bad: &[u32],
        start: usize,
        reason: &str,
        unit: usize,
        put: &impl Fn(u32, &mut Vec<u8>) -> bool,
    ) -> PyResult<usize> {
        let end = start + bad.len();
        let (replacement, next) = match handler::encode_simple(&self.errors, self.name, bad) {
            Some((replacement, used)) => (replacement, start + used),
            None => {
                let raised = self.error(vm, start, end, reason);
                match &self.errors {
                    Errors::Custom(name) => {
                        let (result, next) = handler::call_custom(vm, name, raised, self.text.char_len())?;
                        let replacement = if let Some(text) = result.downcast::<Str>() {
                            Replacement::Text(text.code_points().collect())
                        } else if let Some(bytes) = result.downcast::<crate::object::Bytes>() {
                            Replacement::Bytes(bytes.data().to_vec())
                        } else {
                            return Err(vm.type_error("encoding error handler must return (str/bytes, int) tuple"));
                        };
                        (replacement, next)
                    }
                    _ => return Err(raised),
                }
            }
        };
        match replacement {
            Replacement::Bytes(bytes) if bytes.len() % unit == 0 => self.out.extend_from_slice(&bytes),
            Replacement::Text(text) if text.iter().all(|p| put(*p, &mut self.out)) => {}
            _ => return Err(self.error(vm, start, end, reason)),
        }
        Ok(next)
    }

    /// The exception for characters `start..end`.
    pub fn error(&self, vm: &mut Vm, start: usize, end: usize, reason: &str) -> Raised {
        vm.unicode_encode_error(self.name, &self.text.to_value(), start, end, reason)
    }
}
