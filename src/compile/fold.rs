//! Constant folding, with CPython's limits on the size of results.
//!
//! What is folded is visible through identity (`2**10 is 2**10` in one block), so the choice follows CPython 3.14. Whatever
//! would raise, or would grow large, is left to run time.

use super::Const;
use crate::syntax::ast::*;
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};

const MAX_INT_BITS: u64 = 128;
const MAX_ITEMS: usize = 256;
const MAX_TEXT: usize = 4096;

/// The value of an expression that is constant.
pub(super) fn fold(e: &Expr, optimize: u8) -> Option<Const> {
    match &e.kind {
        ExprKind::Constant { value, .. } => Some(constant(value)),
        ExprKind::Name { .. } | ExprKind::Call { .. } | ExprKind::Attribute { .. } => None,
        _ => stacker::maybe_grow(64 * 1024, 2 * 1024 * 1024, || fold_inner(e, optimize)),
    }
}

fn fold_inner(e: &Expr, optimize: u8) -> Option<Const> {
    match &e.kind {
        ExprKind::Tuple { elts, ctx: ExprContext::Load } => fold_all(elts, optimize).map(Const::Tuple),
        ExprKind::UnaryOp { op, operand } => match operand.kind {
            ExprKind::Constant { .. } | ExprKind::UnaryOp { .. } | ExprKind::BinOp { .. } => {
                unary(*op, fold(operand, optimize)?)
            }
            _ => None,
        },
        ExprKind::BinOp { left, op, right } => {
            // The right operand is shallow in a chain: asking it first keeps this linear.
            let r = fold(right, optimize)?;
            binary(fold(left, optimize)?, *op, r)
        }
        ExprKind::Subscript { value, slice, ctx: ExprContext::Load } => {
            let Const::Int(i) = fold(slice, optimize)? else { return None };
            match fold(value, optimize)? {
                Const::Tuple(items) => items.get(index(i, items.len())?).cloned(),
                Const::Str(s) if s.is_ascii() => s.get(index(i, s.len())?).map(|&b| Const::Str([b].into())),
                Const::Str(s) => {
                    // Characters begin where no continuation byte stands.
                    let starts: Vec<usize> =
                        (0..s.len()).filter(|&at| s.get(at).is_some_and(|b| b & 0xc0 != 0x80)).collect();
                    let place = index(i, starts.len())?;
                    let end = starts.get(place + 1).copied().unwrap_or(s.len());
                    s.get(*starts.get(place)?..end).map(|c| Const::Str(c.into()))
                }
                Const::Bytes(s) => s.get(index(i, s.len())?).map(|&b| Const::Int(b as i64)),
                _ => None,
            }
        }
        _ => None,
    }
}

fn index(i: i64, len: usize) -> Option<usize> {
    let i = if i < 0 { i.checked_add(len as i64)? } else { i };
    usize::try_from(i).ok()
}

pub(super) fn fold_all(elts: &[Expr], optimize: u8) -> Option<Vec<Const>> {
    // Looking at the kinds first avoids copying a long display of constants that ends in a variable.
    let simple = |e: &Expr| {
        matches!(
            e.kind,
            ExprKind::Constant { .. }
                | ExprKind::Tuple { .. }
                | ExprKind::UnaryOp { .. }
                | ExprKind::BinOp { .. }
                | ExprKind::Subscript { .. }
        )
    };
    if !elts.iter().all(simple) {
        return None;
    }
    elts.iter().map(|e| fold(e, optimize)).collect()
}

/// A small int constant, as the immediate forms take it: -5..=256.
pub(super) fn small_int(e: &Expr) -> Option<i16> {
    match &e.kind {
        ExprKind::Constant { value: Constant::Int(i), .. } if (0..=256).contains(i) => i16::try_from(*i).ok(),
        ExprKind::UnaryOp { op: UnaryOp::USub, operand } => match operand.kind {
            ExprKind::Constant { value: Constant::Int(i), .. } if (0..=5).contains(&i) => i16::try_from(-i).ok(),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn constant(value: &Constant) -> Const {
    match value {
        Constant::None => Const::None,
        Constant::True => Const::True,
        Constant::False => Const::False,
        Constant::Ellipsis => Const::Ellipsis,
        Constant::Int(i) => Const::Int(*i),
        Constant::BigInt { digits, radix } => Const::BigInt { negative: false, digits: digits.clone(), radix: *radix },
        Constant::Float(f) => Const::Float(*f),
        Constant::Imaginary(f) => Const::Complex(0.0, *f),
        Constant::Str(s) => Const::Str(s.clone()),
        Constant::Bytes(s) => Const::Bytes(s.clone()),
    }
}

fn big(value: &Const) -> Option<BigInt> {
    match value {
        Const::Int(i) => Some(BigInt::from(*i)),
        Const::True => Some(BigInt::from(1)),
        Const::False => Some(BigInt::from(0)),
        Const::BigInt { negative, digits, radix } => {
            // Long literals are left alone: converting them is not linear.
            if digits.len() > 2000 {
                return None;
            }
            let n = BigInt::parse_bytes(digits.as_bytes(), *radix)?;
            Some(if *negative { -n } else { n })
        }
        _ => None,
    }
}

fn from_big(n: BigInt) -> Const {
    match n.to_i64() {
        Some(i) => Const::Int(i),
        None => {
            let negative = n.sign() == Sign::Minus;
            Const::BigInt { negative, digits: n.magnitude().to_str_radix(16).into(), radix: 16 }
        }
    }
}

fn unary(op: UnaryOp, value: Const) -> Option<Const> {
    Some(match (op, value) {
        (UnaryOp::Not, value) => Const::bool(!value.truth()),
        (UnaryOp::USub, Const::Int(i)) if i != i64::MIN => Const::Int(-i),
        (UnaryOp::USub, Const::Float(f)) => Const::Float(-f),
        (UnaryOp::USub, Const::Complex(re, im)) => Const::Complex(-re, -im),
        (UnaryOp::UAdd, value @ (Const::Int(_) | Const::Float(_) | Const::Complex(..) | Const::BigInt { .. })) => value,
        (UnaryOp::Invert, Const::Int(i)) => Const::Int(!i),
        (UnaryOp::USub, Const::BigInt { negative, digits, radix }) => {
            let flipped = Const::BigInt { negative: !negative, digits, radix };
            match big(&flipped) {
                Some(n) => from_big(n),
                None => flipped,
            }
        }
        (UnaryOp::USub, value) => from_big(-big(&value)?),
        (UnaryOp::UAdd, value) => from_big(big(&value)?),
        // `~True` warns at run time.
        (UnaryOp::Invert, Const::True | Const::False) => return None,
        (UnaryOp::Invert, value) => from_big(-big(&value)? - 1),
    })
}

fn float(value: &Const) -> Option<f64> {
    match value {
        Const::Float(f) => Some(*f),
        Const::Int(i) if i.unsigned_abs() <= 1 << 53 => Some(*i as f64),
        Const::True => Some(1.0),
        Const::False => Some(0.0),
        _ => None,
    }
}

fn binary(l: Const, op: Operator, r: Const) -> Option<Const> {
    if let (Some(a), Some(b)) = (big(&l), big(&r)) {
        return int_binary(a, op, b, &l, &r);
    }
    match (&l, &r) {
        (Const::Complex(..), _) | (_, Const::Complex(..)) => return complex_binary(&l, op, &r),
        (Const::Float(_), _) | (_, Const::Float(_)) => {
            let (Some(a), Some(b)) = (float(&l), float(&r)) else { return None };
            return float_binary(a, op, b);
        }
        _ => {}
    }
    match (op, l, r) {
        (Operator::Add, Const::Str(a), Const::Str(b)) => {
            // Halves of a surrogate pair must not meet in WTF-8.
            let meets = a.len() >= 3 && a[a.len() - 3] == 0xED && b.first() == Some(&0xED);
            (!meets).then(|| Const::Str([a, b].concat().into()))
        }
        (Operator::Add, Const::Bytes(a), Const::Bytes(b)) => Some(Const::Bytes([a, b].concat().into())),
        (Operator::Add, Const::Tuple(mut a), Const::Tuple(b)) => {
            a.extend(b);
            Some(Const::Tuple(a))
        }
        (Operator::Mult, Const::Int(n), seq) | (Operator::Mult, seq, Const::Int(n)) => repeat(seq, n),
        _ => None,
    }
}

fn repeat(seq: Const, n: i64) -> Option<Const> {
    let n = usize::try_from(n.max(0)).ok()?;
    match seq {
        Const::Str(s) => {
            let fits = s.len().checked_mul(n)? <= MAX_TEXT;
            (fits && s.first() != Some(&0xED)).then(|| Const::Str(s.repeat(n).into()))
        }
        Const::Bytes(s) => (s.len().checked_mul(n)? <= MAX_TEXT).then(|| Const::Bytes(s.repeat(n).into())),
        Const::Tuple(items) if items.len().checked_mul(n)? <= MAX_ITEMS => {
            let flat = items.iter().all(|i| !matches!(i, Const::Tuple(_)));
            flat.then(|| Const::Tuple((0..n).flat_map(|_| items.iter().cloned()).collect()))
        }
        _ => None,
    }
}

fn int_binary(a: BigInt, op: Operator, b: BigInt, l: &Const, r: &Const) -> Option<Const> {
    let logic = matches!((l, r), (Const::True | Const::False, Const::True | Const::False));
    Some(from_big(match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult if a.bits() + b.bits() <= MAX_INT_BITS => a * b,
        Operator::FloorDiv if !b.is_zero() => a.div_floor(&b),
        Operator::Mod if !b.is_zero() => a.mod_floor(&b),
        Operator::LShift => {
            let n = b.to_u64().filter(|&n| n <= MAX_INT_BITS)?;
            if a.bits() + n > MAX_INT_BITS {
                return None;
            }
            a << n
        }
        Operator::RShift => a >> b.to_u64().filter(|&n| n <= 100_000)?,
        Operator::BitAnd if !logic => a & b,
        Operator::BitOr if !logic => a | b,
        Operator::BitXor if !logic => a ^ b,
        Operator::BitAnd => return Some(Const::bool(!(a & b).is_zero())),
        Operator::BitOr => return Some(Const::bool(!(a | b).is_zero())),
        Operator::BitXor => return Some(Const::bool(!(a ^ b).is_zero())),
        Operator::Pow if b.sign() == Sign::Minus => return float_binary(float(l)?, op, float(r)?),
        Operator::Pow => {
            let n = b.to_u32()?;
            if a.bits().checked_mul(n as u64)? > MAX_INT_BITS {
                return None;
            }
            a.pow(n)
        }
        Operator::Div => return float_binary(float(l)?, op, float(r)?),
        _ => return None,
    }))
}

fn float_binary(a: f64, op: Operator, b: f64) -> Option<Const> {
    Some(Const::Float(match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult => a * b,
        Operator::Div if b != 0.0 => a / b,
        Operator::Pow if a > 0.0 && a.is_finite() && b.is_finite() => {
            let result = a.powf(b);
            if !result.is_finite() {
                return None;
            }
            result
        }
        _ => return None,
    }))
}

fn complex_binary(l: &Const, op: Operator, r: &Const) -> Option<Const> {
    // Mixed arithmetic keeps the real operand real, which matters for signed zeros.
    match (l, op, r) {
        (Const::Complex(a, b), Operator::Add, Const::Complex(c, d)) => Some(Const::Complex(a + c, b + d)),
        (Const::Complex(a, b), Operator::Sub, Const::Complex(c, d)) => Some(Const::Complex(a - c, b - d)),
        (Const::Complex(a, b), Operator::Add, r) => Some(Const::Complex(a + float(r)?, *b)),
        (Const::Complex(a, b), Operator::Sub, r) => Some(Const::Complex(a - float(r)?, *b)),
        (l, Operator::Add, Const::Complex(c, d)) => Some(Const::Complex(float(l)? + c, *d)),
        (l, Operator::Sub, Const::Complex(c, d)) => Some(Const::Complex(float(l)? - c, -d)),
        _ => None,
    }
}
