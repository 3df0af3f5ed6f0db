//! Rich comparison, truth, hashing.

use crate::gc::{Value, tag};
use crate::object::hash::{hash_float, hash_int, hash_pointer};
use crate::object::slots::{CompareOp, PyResult};
use crate::object::{BigInt, Str};
use crate::vm::Vm;

impl Vm {
    /// `a op b` as an object.
    pub fn compare(&mut self, a: &Value, b: &Value, op: CompareOp) -> PyResult {
        if let (Some(x), Some(y)) = (a.as_small(), b.as_small()) {
            return Ok(Value::bool(op.accepts(x.cmp(&y))));
        }
        self.with_native_depth(|vm| vm.compare_slots(a, b, op))
    }

    fn compare_slots(&mut self, a: &Value, b: &Value, op: CompareOp) -> PyResult {
        let (ta, tb) = (self.type_of(a), self.type_of(b));
        let left = ta.get(self).slots.compare;
        let right = tb.get(self).slots.compare;
        let mut try_right = true;
        if !ta.ptr_eq(tb)
            && let Some(f) = right
            && self.is_subtype(tb, ta)
        {
            try_right = false;
            let result = f(self, b, a, op.swapped())?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        if let Some(f) = left {
            let result = f(self, a, b, op)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        if try_right && let Some(f) = right {
            let result = f(self, b, a, op.swapped())?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        self.compare_default(a, b, op)
    }

    /// `a op b` after the left operand's own method gave NotImplemented. Only for operands where it went first.
    pub fn compare_after_left(&mut self, a: &Value, b: &Value, op: CompareOp) -> PyResult {
        if let Some(f) = self.type_of(b).get(self).slots.compare {
            let result = self.with_native_depth(|vm| f(vm, b, a, op.swapped()))?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        self.compare_default(a, b, op)
    }

    fn compare_default(&mut self, a: &Value, b: &Value, op: CompareOp) -> PyResult {
        match op {
            CompareOp::Eq => Ok(Value::bool(a.is(b))),
            CompareOp::Ne => Ok(Value::bool(!a.is(b))),
            _ => {
                let (ta, tb) = (self.type_name(a), self.type_name(b));
                let symbol = op.symbol();
                Err(self.type_error(format!("'{symbol}' not supported between instances of '{ta}' and '{tb}'")))
            }
        }
    }

    /// `bool(a op b)`.
    pub fn compare_bool(&mut self, a: &Value, b: &Value, op: CompareOp) -> PyResult<bool> {
        let result = self.compare(a, b, op)?;
        self.truthy(&result)
    }

    /// Equality as containers mean it: identical objects are equal.
    #[inline]
    pub fn equals(&mut self, a: &Value, b: &Value) -> PyResult<bool> {
        if a.is(b) {
            return Ok(true);
        }
        match (a.tag(), b.tag()) {
            (tag::INT, tag::INT) => return Ok(a.bits() == b.bits()),
            (x, y) if x == y && x == <Str as crate::gc::Payload>::KIND.tag() => {
                if let (Some(x), Some(y)) = (a.downcast_exact::<Str>(), b.downcast_exact::<Str>()) {
                    return Ok(x.equals(y));
                }
            }
            _ => {}
        }
        self.compare_bool(a, b, CompareOp::Eq)
    }

    /// `bool(v)`.
    #[inline]
    pub fn truthy(&mut self, v: &Value) -> PyResult<bool> {
        match v.tag() {
            tag::BOOL => Ok(v.bits() != 0),
            tag::NONE => Ok(false),
            tag::INT => Ok(v.bits() != 0),
            tag::FLOAT => Ok(f64::from_bits(v.bits()) != 0.0),
            _ => self.truthy_slots(v),
        }
    }

    fn truthy_slots(&mut self, v: &Value) -> PyResult<bool> {
        if v.is_not_implemented() {
            return Err(self.type_error("NotImplemented should not be used in a boolean context"));
        }
        let slots = &self.type_of(v).get(self).slots;
        if let Some(f) = slots.bool {
            return f(self, v);
        }
        match slots.len {
            Some(f) => Ok(f(self, v)? != 0),
            None => Ok(true),
        }
    }

    /// `hash(v)`.
    #[inline]
    pub fn hash(&mut self, v: &Value) -> PyResult<i64> {
        match v.tag() {
            tag::INT => return Ok(hash_int(v.bits() as i64)),
            tag::BOOL => return Ok(v.bits() as i64),
            _ => {}
        }
        if let Some(s) = v.downcast_exact::<Str>() {
            return Ok(s.hash());
        }
        match self.type_of(v).get(self).slots.hash {
            Some(f) => f(self, v),
            None => hash_not_implemented(self, v),
        }
    }

    /// Hash of any int.
    pub fn hash_of_int(&self, v: &Value) -> i64 {
        match self.int_value(v) {
            Some(i) => hash_int(i),
            None => v.downcast::<BigInt>().map_or(0, |b| hash_big(b.view())),
        }
    }

    /// Hash of a float; NaN hashes by identity.
    pub fn hash_of_float(&self, v: &Value, f: f64) -> i64 {
        if f.is_nan() { hash_pointer(v.id()) } else { hash_float(f) }
    }
}

fn hash_big(view: crate::object::number::IntView<'_>) -> i64 {
    use crate::object::hash::MODULUS;
    use crate::object::number::IntView;
    use num_traits::ToPrimitive;
    let h = match view {
        IntView::Wide(i) => (i % MODULUS as i128) as i64,
        IntView::Big(big) => {
            let m = (big.magnitude() % MODULUS).to_i64().unwrap_or(0);
            if big.sign() == num_bigint::Sign::Minus { -m } else { m }
        }
    };
    if h == -1 { -2 } else { h }
}

/// The hash slot of unhashable types.
pub fn hash_not_implemented(vm: &mut Vm, v: &Value) -> PyResult<i64> {
    let ty = vm.type_name(v);
    Err(vm.type_error(format!("unhashable type: '{ty}'")))
}
