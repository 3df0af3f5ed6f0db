//! The methods behind operators, asked in Python's order: what each attempt gave is told.

use super::Steps;
use crate::gc::{Ref, Value};
use crate::object::slots::{BinaryOp, CompareOp};
use crate::object::{PyResult, Str, Type};
use crate::syntax::ast::{CmpOp, Operator};

pub fn binary_op(op: Operator) -> BinaryOp {
    match op {
        Operator::Add => BinaryOp::Add,
        Operator::Sub => BinaryOp::Sub,
        Operator::Mult => BinaryOp::Mul,
        Operator::MatMult => BinaryOp::MatMul,
        Operator::Div => BinaryOp::TrueDiv,
        Operator::Mod => BinaryOp::Mod,
        Operator::Pow => BinaryOp::Pow,
        Operator::LShift => BinaryOp::LShift,
        Operator::RShift => BinaryOp::RShift,
        Operator::BitOr => BinaryOp::Or,
        Operator::BitXor => BinaryOp::Xor,
        Operator::BitAnd => BinaryOp::And,
        Operator::FloorDiv => BinaryOp::FloorDiv,
    }
}

impl Steps<'_> {
    /// `a op b`: the value, and which method gave it.
    pub(super) fn binary(&mut self, op: Operator, a: &Value, b: &Value) -> PyResult<(Value, String)> {
        let op = binary_op(op);
        let (plain, reflected) = (self.vm.binary_name(op).clone(), self.vm.reflected_name(op).clone());
        if !self.is_python(a) && !self.is_python(b) {
            let value = self.vm.binary(op, a, b)?;
            let what = self.builtin_call(a, b, &plain, &reflected);
            return Ok((value, what));
        }
        let mut tried = Vec::new();
        for (object, other, name) in self.order(a, b, &plain, &reflected) {
            if let Some(value) = self.attempt(&object, &other, &name, &mut tried)? {
                return Ok((value, tried.join("; ")));
            }
        }
        // The error of the operator itself.
        let state = self.state();
        self.row(&state, &tried.join("; "));
        let value = self.vm.binary(op, a, b)?;
        Ok((value, tried.join("; ")))
    }

    pub(super) fn compare(&mut self, op: CmpOp, a: &Value, b: &Value) -> PyResult<(Value, String)> {
        let compare = match op {
            CmpOp::Is | CmpOp::IsNot => {
                let same = a.is(b) == (op == CmpOp::Is);
                let what = if a.is(b) { "one object" } else { "two objects" };
                return Ok((Value::bool(same), what.to_owned()));
            }
            CmpOp::In | CmpOp::NotIn => {
                let found = self.vm.contains(b, a)?;
                let class = self.vm.type_of(b).clone();
                let key = self.vm.names.__contains__.clone();
                let what = match self.vm.lookup_where(&class, &key) {
                    Some((owner, _)) => format!("{}.__contains__", owner.get(self.vm).name.to_lossy()),
                    None => "no __contains__: the items are compared one by one".to_owned(),
                };
                return Ok((Value::bool(found == (op == CmpOp::In)), what));
            }
            CmpOp::Eq => CompareOp::Eq,
            CmpOp::NotEq => CompareOp::Ne,
            CmpOp::Lt => CompareOp::Lt,
            CmpOp::LtE => CompareOp::Le,
            CmpOp::Gt => CompareOp::Gt,
            CmpOp::GtE => CompareOp::Ge,
        };
        let method = |op: CompareOp| match op {
            CompareOp::Lt => "__lt__",
            CompareOp::Le => "__le__",
            CompareOp::Eq => "__eq__",
            CompareOp::Ne => "__ne__",
            CompareOp::Gt => "__gt__",
            CompareOp::Ge => "__ge__",
        };
        let plain = self.vm.intern(method(compare));
        let reflected = self.vm.intern(method(compare.swapped()));
        if !self.is_python(a) && !self.is_python(b) {
            let value = self.vm.compare(a, b, compare)?;
            let what = self.builtin_call(a, b, &plain, &reflected);
            return Ok((value, what));
        }
        let mut tried = Vec::new();
        let (ta, tb) = (self.vm.type_of(a).clone(), self.vm.type_of(b).clone());
        let right_first = !ta.ptr_eq(&tb) && self.vm.is_subtype(&tb, &ta);
        let mut attempts = vec![(a.clone(), b.clone(), plain), (b.clone(), a.clone(), reflected)];
        if right_first {
            attempts.reverse();
        }
        for (object, other, name) in attempts {
            if let Some(value) = self.attempt(&object, &other, &name, &mut tried)? {
                return Ok((value, tried.join("; ")));
            }
        }
        let value = self.vm.compare(a, b, compare)?;
        tried.push("identity decides".to_owned());
        Ok((value, tried.join("; ")))
    }

    /// Whether a value's class was written in Python.
    fn is_python(&self, value: &Value) -> bool {
        self.vm.type_of(value).get(self.vm).core.is_heap_type
    }

    /// Which of two builtin values has answered.
    fn builtin_call(&mut self, a: &Value, b: &Value, plain: &Ref<Str>, reflected: &Ref<Str>) -> String {
        let owner = |s: &Self, v: &Value, name: &Ref<Str>| {
            let class: Ref<Type> = s.vm.type_of(v).clone();
            s.vm.lookup_where(&class, name).map(|(o, _)| o.get(s.vm).name.to_lossy().into_owned())
        };
        let (left, right) = (owner(self, a, plain), owner(self, b, reflected));
        // An int leaves arithmetic with a float or a complex to that.
        let rank = |s: &Self, v: &Value| match s.vm.type_of(v).get(s.vm).name.bytes() {
            b"bool" | b"int" => 1,
            b"float" => 2,
            b"complex" => 3,
            _ => 0,
        };
        let (x, y) = (rank(self, a), rank(self, b));
        let (told_a, told_b) = (self.told(a), self.told(b));
        match (left, right) {
            (Some(left), Some(right)) if x > 0 && y > x => format!(
                "{left}.{}({told_a}, {told_b}) → NotImplemented; {right}.{}({told_b}, {told_a})",
                plain.to_lossy(),
                reflected.to_lossy()
            ),
            (Some(left), _) => format!("{left}.{}({told_a}, {told_b})", plain.to_lossy()),
            (None, Some(right)) => format!("{right}.{}({told_b}, {told_a})", reflected.to_lossy()),
            (None, None) => String::new(),
        }
    }

    /// The attempts for two operands: the right one is first if its class is derived from the left one's and has its own
    /// reflected method.
    fn order(&mut self, a: &Value, b: &Value, plain: &Ref<Str>, reflected: &Ref<Str>) -> Vec<(Value, Value, Ref<Str>)> {
        let (ta, tb) = (self.vm.type_of(a).clone(), self.vm.type_of(b).clone());
        let left = (a.clone(), b.clone(), plain.clone());
        let right = (b.clone(), a.clone(), reflected.clone());
        if ta.ptr_eq(&tb) {
            return vec![left];
        }
        let differs = match (self.vm.lookup(&ta, reflected), self.vm.lookup(&tb, reflected)) {
            (Some(x), Some(y)) => !x.is(&y),
            (None, Some(_)) => true,
            _ => false,
        };
        let derived = self.vm.is_subtype(&tb, &ta) && differs;
        // The `+` of builtin sequences is no number's: the right operand is asked before.
        let sequence = [&self.vm.types.list, &self.vm.types.tuple, &self.vm.types.str, &self.vm.types.bytes];
        let sequence = sequence.iter().any(|t| self.vm.is_subtype(&ta, t));
        if derived || sequence { vec![right, left] } else { vec![left, right] }
    }

    /// Asks one method; `None` if there is none or it does not know the other operand.
    fn attempt(
        &mut self,
        object: &Value,
        other: &Value,
        name: &Ref<Str>,
        tried: &mut Vec<String>,
    ) -> PyResult<Option<Value>> {
        let class = self.vm.type_of(object).clone();
        let Some((owner, _)) = self.vm.lookup_where(&class, name) else { return Ok(None) };
        let owner = owner.get(self.vm).name.to_lossy().into_owned();
        let call = format!("{owner}.{}({}, {})", name.to_lossy(), self.told(object), self.told(other));
        let method = self.vm.lookup(&class, name).filter(|m| m.downcast_exact::<crate::object::Function>().is_some());
        let entered = match method {
            Some(method) => self.enter(&method, &[object.clone(), other.clone()], &[])?,
            None => None,
        };
        let value = match entered {
            Some((value, _)) => value,
            None => match self.vm.call_special(object, name, std::slice::from_ref(other))? {
                Some(value) => value,
                None => return Ok(None),
            },
        };
        if value.is_not_implemented() {
            tried.push(format!("{call} → NotImplemented"));
            return Ok(None);
        }
        tried.push(call);
        Ok(Some(value))
    }
}
