//! Arithmetic operators with reflection, and conversions between numbers.

use crate::gc::{Ref, Value};
use crate::object::slots::{BinaryOp, PyResult, UnaryFn};
use crate::object::{BigInt, Complex, Float, Raised, Str};
use crate::vm::Vm;

impl Vm {
    /// `a op b`.
    pub fn binary(&mut self, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
        let result = self.binary_slots(op, a, b)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
        if let Some(result) = self.sequence_op(op, a, b, false)? {
            return Ok(result);
        }
        Err(self.operand_error(op, a, b, false))
    }

    /// `a op= b`: the in-place method, else the plain operator.
    pub fn inplace(&mut self, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
        if let Some(f) = self.type_of(a).get(self).slots.inplace[op as usize] {
            let result = f(self, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        let result = self.binary_slots(op, a, b)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
        if let Some(result) = self.sequence_op(op, a, b, true)? {
            return Ok(result);
        }
        Err(self.operand_error(op, a, b, true))
    }

    /// `a op b` after the left operand's own method gave NotImplemented. Only for operands where it went first.
    pub fn binary_after_left(&mut self, op: BinaryOp, a: &Value, b: &Value, in_place: bool) -> PyResult {
        let (ta, tb) = (self.type_of(a), self.type_of(b));
        if !ta.ptr_eq(tb)
            && let Some(f) = tb.get(self).slots.binary[op as usize]
        {
            let result = f(self, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        if let Some(result) = self.sequence_op(op, a, b, in_place)? {
            return Ok(result);
        }
        Err(self.operand_error(op, a, b, in_place))
    }

    /// The numeric slots of both operands; the right one first if its type is a subclass with another slot.
    pub fn binary_slots(&mut self, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
        let (ta, tb) = (self.type_of(a), self.type_of(b));
        let mut left = ta.get(self).slots.binary[op as usize];
        let mut right = None;
        if !ta.ptr_eq(tb) {
            right = tb.get(self).slots.binary[op as usize];
            if let (Some(l), Some(r)) = (left, right)
                && std::ptr::fn_addr_eq(l, r)
            {
                right = None;
            }
        }
        if let (Some(_), Some(r)) = (left, right)
            && self.is_subtype(tb, ta)
        {
            let result = r(self, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
            right = None;
        }
        if let Some(f) = left.take() {
            let result = f(self, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        match right {
            Some(f) => f(self, a, b),
            None => Ok(Value::NOT_IMPLEMENTED),
        }
    }

    /// `+` and `*` of sequences.
    fn sequence_op(&mut self, op: BinaryOp, a: &Value, b: &Value, in_place: bool) -> PyResult<Option<Value>> {
        let (sa, sb) = (&self.type_of(a).get(self).slots, &self.type_of(b).get(self).slots);
        match op {
            BinaryOp::Add => {
                let f = if in_place { sa.inplace_concat.or(sa.concat) } else { sa.concat };
                f.map(|f| f(self, a, b)).transpose()
            }
            BinaryOp::Mul => {
                let left = if in_place { sa.inplace_repeat.or(sa.repeat) } else { sa.repeat };
                if let Some(f) = left {
                    self.check_count(b)?;
                    return f(self, a, b).map(Some);
                }
                if let Some(f) = sb.repeat {
                    self.check_count(a)?;
                    return f(self, b, a).map(Some);
                }
                Ok(None)
            }
            _ => Ok(None),
        }
    }

    fn check_count(&mut self, n: &Value) -> PyResult<()> {
        if self.type_of(n).get(self).slots.index.is_some() {
            return Ok(());
        }
        let ty = self.type_name(n);
        Err(self.type_error(format!("can't multiply sequence by non-int of type '{ty}'")))
    }

    #[cold]
    fn operand_error(&mut self, op: BinaryOp, a: &Value, b: &Value, in_place: bool) -> Raised {
        let (ta, tb) = (self.type_name(a), self.type_name(b));
        let symbol = op.symbol(in_place);
        self.type_error(format!("unsupported operand type(s) for {symbol}: '{ta}' and '{tb}'"))
    }

    /// `pow(a, b, modulus)`.
    pub fn power(&mut self, a: &Value, b: &Value, modulus: &Value) -> PyResult {
        if modulus.is_none() {
            return self.binary(BinaryOp::Pow, a, b);
        }
        let slot = |vm: &Vm, v: &Value| vm.type_of(v).get(vm).slots.power;
        let (first, second, third) = (slot(self, a), slot(self, b), slot(self, modulus));
        let subclass = self.is_subtype(self.type_of(b), self.type_of(a)) && !self.type_of(b).ptr_eq(self.type_of(a));
        let order = if subclass { [second, first, third] } else { [first, second, third] };
        for (i, f) in order.iter().enumerate() {
            let Some(f) = *f else { continue };
            let tried = order.iter().take(i).flatten().any(|earlier| std::ptr::fn_addr_eq(*earlier, f));
            if tried {
                continue;
            }
            let result = f(self, a, b, modulus)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        let (ta, tb, tc) = (self.type_name(a), self.type_name(b), self.type_name(modulus));
        Err(self.type_error(format!("unsupported operand type(s) for ** or pow(): '{ta}', '{tb}', '{tc}'")))
    }

    fn unary(&mut self, slot: Option<UnaryFn>, a: &Value, symbol: &str) -> PyResult {
        match slot {
            Some(f) => f(self, a),
            None => {
                let ty = self.type_name(a);
                Err(self.type_error(format!("bad operand type for {symbol}: '{ty}'")))
            }
        }
    }

    pub fn neg(&mut self, a: &Value) -> PyResult {
        let slot = self.type_of(a).get(self).slots.neg;
        self.unary(slot, a, "unary -")
    }

    pub fn pos(&mut self, a: &Value) -> PyResult {
        let slot = self.type_of(a).get(self).slots.pos;
        self.unary(slot, a, "unary +")
    }

    pub fn invert(&mut self, a: &Value) -> PyResult {
        let slot = self.type_of(a).get(self).slots.invert;
        self.unary(slot, a, "unary ~")
    }

    pub fn abs(&mut self, a: &Value) -> PyResult {
        let slot = self.type_of(a).get(self).slots.abs;
        self.unary(slot, a, "abs()")
    }

    /// Whether this is an int or an instance of a subclass (bool included).
    #[inline]
    pub fn is_int(&self, v: &Value) -> bool {
        v.as_small().is_some() || v.as_bool().is_some() || v.downcast::<BigInt>().is_some()
    }

    /// The i64 value of an int, bool or int subclass instance, if it fits.
    #[inline]
    pub fn int_value(&self, v: &Value) -> Option<i64> {
        match v.as_small().or(v.as_bool().map(i64::from)) {
            Some(i) => Some(i),
            None => v.downcast::<BigInt>().and_then(|b| b.to_i64()),
        }
    }

    /// Any int as a big one.
    pub fn big_value(&self, v: &Value) -> Option<num_bigint::BigInt> {
        match v.as_small().or(v.as_bool().map(i64::from)) {
            Some(i) => Some(i.into()),
            None => v.downcast::<BigInt>().map(|b| b.number().into_owned()),
        }
    }

    pub fn is_negative_int(&self, v: &Value) -> bool {
        match v.as_small() {
            Some(i) => i < 0,
            None => v.downcast::<BigInt>().is_some_and(|b| b.is_negative()),
        }
    }

    /// `operator.index`: an exact int from anything with `__index__`.
    pub fn index(&mut self, v: &Value) -> PyResult {
        if v.as_small().is_some() || v.downcast_exact::<BigInt>().is_some() {
            return Ok(v.clone());
        }
        if let Some(b) = v.as_bool() {
            return Ok(Value::small_int(b as i64));
        }
        if let Some(big) = v.downcast::<BigInt>() {
            let big = big.number().into_owned();
            return self.new_int(big);
        }
        let Some(f) = self.type_of(v).get(self).slots.index else {
            let ty = self.type_name(v);
            return Err(self.type_error(format!("'{ty}' object cannot be interpreted as an integer")));
        };
        let result = f(self, v)?;
        if result.as_small().is_some() || result.downcast_exact::<BigInt>().is_some() {
            return Ok(result);
        }
        if !self.is_int(&result) {
            let ty = self.type_name(&result);
            return Err(self.type_error(format!("__index__ returned non-int (type {ty})")));
        }
        let ty = self.type_name(&result);
        self.warn_deprecated(&format!(
            "__index__ returned non-int (type {ty}).  The ability to return an instance of a strict subclass of int is deprecated, and may not be supported in a future version of Python."
        ))?;
        self.index(&result)
    }

    /// An index into a sequence of `len` items; negative ones count from the end. `None` if it is out of range,
    /// also when it does not fit in 64 bits.
    pub fn sequence_index(&mut self, v: &Value, len: usize) -> PyResult<Option<usize>> {
        let i = match v.as_small() {
            Some(i) => i,
            None => {
                let index = self.index(v)?;
                match index.as_small() {
                    Some(i) => i,
                    None => {
                        return Err(self.index_error("cannot fit 'int' into an index-sized integer"));
                    }
                }
            }
        };
        let i = if i < 0 { i + len as i64 } else { i };
        Ok((i >= 0 && i < len as i64).then_some(i as usize))
    }

    /// A real number as f64: float, `__float__`, `__index__`.
    pub fn to_f64(&mut self, v: &Value) -> PyResult<f64> {
        if let Some(f) = v.as_float() {
            return Ok(f);
        }
        if let Some(i) = v.as_small() {
            return Ok(i as f64);
        }
        if let Some(f) = v.downcast::<Float>() {
            return Ok(f.0);
        }
        if let Some(f) = self.type_of(v).get(self).slots.float {
            let result = f(self, v)?;
            if let Some(f) = result.as_float() {
                return Ok(f);
            }
            if let Some(f) = result.downcast::<Float>() {
                let value = f.0;
                let (t, r) = (self.type_name(v), self.type_name(&result));
                self.warn_deprecated(&format!(
                    "{t}.__float__ returned non-float (type {r}).  The ability to return an instance of a strict subclass of float is deprecated, and may not be supported in a future version of Python."
                ))?;
                return Ok(value);
            }
            let (t, r) = (self.type_name(v), self.type_name(&result));
            return Err(self.type_error(format!("{t}.__float__ returned non-float (type {r})")));
        }
        if self.type_of(v).get(self).slots.index.is_some() {
            let index = self.index(v)?;
            return self.int_to_f64(&index);
        }
        let ty = self.type_name(v);
        Err(self.type_error(format!("must be real number, not {ty}")))
    }

    /// An exact int as f64; OverflowError beyond its range.
    pub fn int_to_f64(&self, v: &Value) -> PyResult<f64> {
        use num_traits::ToPrimitive;
        if let Some(i) = v.as_small() {
            return Ok(i as f64);
        }
        match v.downcast::<BigInt>().and_then(|b| b.number().to_f64()) {
            Some(f) if f.is_finite() => Ok(f),
            _ => Err(self.overflow_error("int too large to convert to float")),
        }
    }

    /// An operand of complex arithmetic, if it is a number.
    pub fn complex_value(&mut self, v: &Value) -> PyResult<Option<Complex>> {
        if let Some(c) = v.downcast::<Complex>() {
            return Ok(Some(**c));
        }
        let re = match v.as_float() {
            Some(f) => f,
            None if v.downcast::<Float>().is_some() => self.to_f64(v)?,
            None if self.is_int(v) => {
                let index = self.index(v)?;
                self.int_to_f64(&index)?
            }
            None => return Ok(None),
        };
        Ok(Some(Complex { re, im: 0.0 }))
    }

    /// `__add__` and the like, by operator.
    pub fn binary_name(&self, op: BinaryOp) -> &Ref<Str> {
        let n = &self.names;
        match op {
            BinaryOp::Add => &n.__add__,
            BinaryOp::Sub => &n.__sub__,
            BinaryOp::Mul => &n.__mul__,
            BinaryOp::MatMul => &n.__matmul__,
            BinaryOp::TrueDiv => &n.__truediv__,
            BinaryOp::FloorDiv => &n.__floordiv__,
            BinaryOp::Mod => &n.__mod__,
            BinaryOp::Pow => &n.__pow__,
            BinaryOp::LShift => &n.__lshift__,
            BinaryOp::RShift => &n.__rshift__,
            BinaryOp::And => &n.__and__,
            BinaryOp::Or => &n.__or__,
            BinaryOp::Xor => &n.__xor__,
            BinaryOp::DivMod => &n.__divmod__,
        }
    }

    /// `__radd__` and the like.
    pub fn reflected_name(&self, op: BinaryOp) -> &Ref<Str> {
        let n = &self.names;
        match op {
            BinaryOp::Add => &n.__radd__,
            BinaryOp::Sub => &n.__rsub__,
            BinaryOp::Mul => &n.__rmul__,
            BinaryOp::MatMul => &n.__rmatmul__,
            BinaryOp::TrueDiv => &n.__rtruediv__,
            BinaryOp::FloorDiv => &n.__rfloordiv__,
            BinaryOp::Mod => &n.__rmod__,
            BinaryOp::Pow => &n.__rpow__,
            BinaryOp::LShift => &n.__rlshift__,
            BinaryOp::RShift => &n.__rrshift__,
            BinaryOp::And => &n.__rand__,
            BinaryOp::Or => &n.__ror__,
            BinaryOp::Xor => &n.__rxor__,
            BinaryOp::DivMod => &n.__rdivmod__,
        }
    }

    /// `__iadd__` and the like (`divmod` has none: its plain name).
    pub fn inplace_name(&self, op: BinaryOp) -> &Ref<Str> {
        let n = &self.names;
        match op {
            BinaryOp::Add => &n.__iadd__,
            BinaryOp::Sub => &n.__isub__,
            BinaryOp::Mul => &n.__imul__,
            BinaryOp::MatMul => &n.__imatmul__,
            BinaryOp::TrueDiv => &n.__itruediv__,
            BinaryOp::FloorDiv => &n.__ifloordiv__,
            BinaryOp::Mod => &n.__imod__,
            BinaryOp::Pow => &n.__ipow__,
            BinaryOp::LShift => &n.__ilshift__,
            BinaryOp::RShift => &n.__irshift__,
            BinaryOp::And => &n.__iand__,
            BinaryOp::Or => &n.__ior__,
            BinaryOp::Xor => &n.__ixor__,
            BinaryOp::DivMod => &n.__divmod__,
        }
    }
}
