//! Type slots: the native functions behind the operators and protocols of a type.
//!
//! A builtin type fills its slots with Rust functions; a Python class gets generic ones that call the `__dunder__`
//! methods found along its MRO. `protocol/` goes through slots only. The correspondence between slots and
//! dunder names is the table in `protocol/slotdefs.rs`.

use crate::gc::{Ref, Value};
use crate::object::{exception::Raised, str::Str, ty::Type};
use crate::vm::Vm;

pub type PyResult<T = Value> = Result<T, Raised>;

/// Arguments of a call: positional values, then one value for each of `names`.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    pub values: &'a [Value],
    /// Exact str objects, the keywords of the last `names.len()` values.
    pub names: &'a [Value],
}

impl<'a> Args<'a> {
    pub const NONE: Args<'static> = Args { values: &[], names: &[] };

    pub fn positional(values: &'a [Value]) -> Args<'a> {
        Args { values, names: &[] }
    }

    /// The positional values.
    #[inline]
    pub fn pos(&self) -> &'a [Value] {
        let n = self.values.len() - self.names.len();
        self.values.get(..n).unwrap_or(&[])
    }

    /// The keyword arguments as (name, value).
    pub fn keywords(&self) -> impl ExactSizeIterator<Item = (&'a Value, &'a Value)> + use<'a> {
        let n = self.values.len() - self.names.len();
        self.names.iter().zip(self.values.get(n..).unwrap_or(&[]))
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum CompareOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl CompareOp {
    pub fn swapped(self) -> CompareOp {
        match self {
            CompareOp::Lt => CompareOp::Gt,
            CompareOp::Le => CompareOp::Ge,
            CompareOp::Gt => CompareOp::Lt,
            CompareOp::Ge => CompareOp::Le,
            same => same,
        }
    }

    pub fn symbol(self) -> &'static str {
        match self {
            CompareOp::Lt => "<",
            CompareOp::Le => "<=",
            CompareOp::Eq => "==",
            CompareOp::Ne => "!=",
            CompareOp::Gt => ">",
            CompareOp::Ge => ">=",
        }
    }

    /// Whether the operator accepts this ordering.
    #[inline]
    pub fn accepts(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            CompareOp::Lt => ordering.is_lt(),
            CompareOp::Le => ordering.is_le(),
            CompareOp::Eq => ordering.is_eq(),
            CompareOp::Ne => ordering.is_ne(),
            CompareOp::Gt => ordering.is_gt(),
            CompareOp::Ge => ordering.is_ge(),
        }
    }
}

/// Binary arithmetic operators, in the order of the opcode table (ORDER BINOP).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    MatMul,
    TrueDiv,
    FloorDiv,
    Mod,
    Pow,
    LShift,
    RShift,
    And,
    Or,
    Xor,
    DivMod,
}

pub const BINARY_OPS: usize = 14;

impl BinaryOp {
    pub const ALL: [BinaryOp; BINARY_OPS] = [
        BinaryOp::Add,
        BinaryOp::Sub,
        BinaryOp::Mul,
        BinaryOp::MatMul,
        BinaryOp::TrueDiv,
        BinaryOp::FloorDiv,
        BinaryOp::Mod,
        BinaryOp::Pow,
        BinaryOp::LShift,
        BinaryOp::RShift,
        BinaryOp::And,
        BinaryOp::Or,
        BinaryOp::Xor,
        BinaryOp::DivMod,
    ];

    /// The operator in messages: `+`, or `+=` in place.
    pub fn symbol(self, in_place: bool) -> &'static str {
        const PLAIN: [&str; BINARY_OPS] =
            ["+", "-", "*", "@", "/", "//", "%", "** or pow()", "<<", ">>", "&", "|", "^", "divmod()"];
        const IN_PLACE: [&str; BINARY_OPS] =
            ["+=", "-=", "*=", "@=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=", "divmod()"];
        if in_place { IN_PLACE[self as usize] } else { PLAIN[self as usize] }
    }
}

pub type UnaryFn = fn(&mut Vm, &Value) -> PyResult;
/// Either operand may be of the type that owns the slot; `NotImplemented` means "not for me".
pub type BinaryFn = fn(&mut Vm, &Value, &Value) -> PyResult;
pub type TernaryFn = fn(&mut Vm, &Value, &Value, &Value) -> PyResult;
pub type CompareFn = fn(&mut Vm, &Value, &Value, CompareOp) -> PyResult;
pub type HashFn = fn(&mut Vm, &Value) -> PyResult<i64>;
pub type LenFn = fn(&mut Vm, &Value) -> PyResult<usize>;
pub type BoolFn = fn(&mut Vm, &Value) -> PyResult<bool>;
pub type IterNextFn = fn(&mut Vm, &Value) -> PyResult<Option<Value>>;
pub type ContainsFn = fn(&mut Vm, &Value, &Value) -> PyResult<bool>;
/// Container, key, new value; `None` deletes.
pub type SetItemFn = fn(&mut Vm, &Value, &Value, Option<&Value>) -> PyResult<()>;
pub type GetAttrFn = fn(&mut Vm, &Value, &Ref<Str>) -> PyResult;
/// Object, name, new value; `None` deletes.
pub type SetAttrFn = fn(&mut Vm, &Value, &Ref<Str>, Option<&Value>) -> PyResult<()>;
/// Descriptor, instance (`None` on class access), owner.
pub type DescrGetFn = fn(&mut Vm, &Value, Option<&Value>, &Value) -> PyResult;
/// Descriptor, instance, new value; `None` deletes.
pub type DescrSetFn = fn(&mut Vm, &Value, &Value, Option<&Value>) -> PyResult<()>;
pub type CallFn = fn(&mut Vm, &Value, Args<'_>) -> PyResult;
pub type NewFn = fn(&mut Vm, &Ref<Type>, Args<'_>) -> PyResult;
pub type InitFn = fn(&mut Vm, &Value, Args<'_>) -> PyResult<()>;

/// All slots of a type; `None` means the type does not support the operation.
#[derive(Clone, Default)]
pub struct Slots {
    pub repr: Option<UnaryFn>,
    pub str: Option<UnaryFn>,
    /// `None` means inherited before the type is ready; unhashable types have `hash_not_implemented`.
    pub hash: Option<HashFn>,
    pub call: Option<CallFn>,
    pub getattro: Option<GetAttrFn>,
    pub setattro: Option<SetAttrFn>,
    pub compare: Option<CompareFn>,
    pub iter: Option<UnaryFn>,
    pub iternext: Option<IterNextFn>,
    pub descr_get: Option<DescrGetFn>,
    pub descr_set: Option<DescrSetFn>,
    pub new: Option<NewFn>,
    pub init: Option<InitFn>,
    /// `__del__`
    pub finalize: Option<UnaryFn>,
    pub len: Option<LenFn>,
    pub getitem: Option<BinaryFn>,
    pub setitem: Option<SetItemFn>,
    pub contains: Option<ContainsFn>,
    pub binary: [Option<BinaryFn>; BINARY_OPS],
    pub inplace: [Option<BinaryFn>; BINARY_OPS],
    /// Three-argument `pow`.
    pub power: Option<TernaryFn>,
    pub neg: Option<UnaryFn>,
    pub pos: Option<UnaryFn>,
    pub abs: Option<UnaryFn>,
    pub invert: Option<UnaryFn>,
    pub bool: Option<BoolFn>,
    pub int: Option<UnaryFn>,
    pub float: Option<UnaryFn>,
    pub index: Option<UnaryFn>,
    pub await_: Option<UnaryFn>,
    pub aiter: Option<UnaryFn>,
    pub anext: Option<UnaryFn>,
    /// `+` and `*` of sequences, tried after the numeric slots as CPython does (`sq_concat`, `sq_repeat`).
    pub concat: Option<BinaryFn>,
    pub inplace_concat: Option<BinaryFn>,
    pub repeat: Option<BinaryFn>,
    pub inplace_repeat: Option<BinaryFn>,
    /// Access to the bytes behind an object (PEP 3118).
    pub buffer: Option<&'static BufferSlots>,
}

/// How an object's bytes are reached; see `protocol/buffer`.
pub struct BufferSlots {
    /// The bytes, as they lie in memory.
    pub bytes: for<'a> fn(&'a Vm, &'a Value) -> &'a [u8],
    /// The bytes to be changed; `None` for types that are read-only.
    pub bytes_mut: Option<for<'a> fn(&'a mut Vm, &'a Value) -> &'a mut [u8]>,
    /// How the bytes are to be read: a character of the `struct` module.
    pub format: fn(&Vm, &Value) -> u8,
    /// Holds the bytes at their place and the object at its size, as long as the result lives.
    pub export: fn(&mut Vm, &Value) -> Export,
}

/// One use of a buffer by somebody who may look at it later; counts in the exporter while it lives.
#[derive(Default)]
pub struct Export(Option<std::rc::Rc<std::cell::Cell<usize>>>);

impl Export {
    /// Counts one more export.
    pub fn of(count: &std::rc::Rc<std::cell::Cell<usize>>) -> Export {
        count.set(count.get() + 1);
        Export(Some(count.clone()))
    }
}

impl Drop for Export {
    fn drop(&mut self) {
        if let Some(count) = &self.0 {
            count.set(count.get().saturating_sub(1));
        }
    }
}
