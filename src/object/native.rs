//! Payloads of functions written in Rust and the descriptors that hold them.

use crate::gc::{Kind, Ref, Value};
use crate::native::signature::Signature;
use crate::object::slots::PyResult;
use crate::object::ty::{Name, Type};
use crate::payload;
use crate::vm::Vm;
use std::cell::OnceCell;
use std::rc::Rc;

/// A native function gets its parameters bound: one value for each parameter of its signature, `Value::UNSET`
/// where an optional one without a default was left out, a tuple for `*args`, a dict for `**kwargs`.
pub type NativeFn = fn(&mut Vm, &[Value]) -> PyResult;

/// See `NativeDef::plain`.
pub type PlainFn = fn(&mut Vm, &[Value]) -> Option<PyResult>;

/// What a native function is, shared by its bound and unbound forms.
pub struct NativeDef {
    /// Called instead of `func` with the arguments as they come, when all are positional: for functions whose signature
    /// asks for a tuple and defaults that the usual call has no need of. `None` leaves the call to `func`.
    pub plain: Option<PlainFn>,
    pub intrinsic: std::cell::Cell<Intrinsic>,
    /// CPython's notation, name first: `pop(self, index=-1, /)`.
    pub text: &'static str,
    pub doc: &'static str,
    pub func: NativeFn,
    /// Parsed on first use.
    pub signature: OnceCell<Signature>,
    /// See `arity`; 0 until computed.
    arity: std::cell::Cell<u32>,
    /// See `defaults`.
    defaults: OnceCell<Defaults>,
}

/// What stands for arguments that are not given, one value a parameter: the same one at each call.
pub struct Defaults {
    pub required: usize,
    pub values: Box<[Value]>,
    /// Some of them are texts; all others refer to no object.
    pub texts: bool,
}

/// Functions that the evaluation loop answers itself for the commonest operands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Intrinsic {
    None,
    Len,
    Ord,
    Chr,
    IsInstance,
    ListAppend,
}

impl NativeDef {
    pub fn new(text: &'static str, func: NativeFn, doc: &'static str) -> NativeDef {
        NativeDef {
            plain: None,
            intrinsic: std::cell::Cell::new(Intrinsic::None),
            text,
            doc,
            func,
            signature: OnceCell::new(),
            arity: std::cell::Cell::new(0),
            defaults: OnceCell::new(),
        }
    }

    pub fn name(&self) -> &'static str {
        self.text.split('(').next().unwrap_or(self.text)
    }

    /// The number of positional arguments with which the function can be called as it is; `usize::MAX` if it
    /// needs binding in any case.
    #[inline(always)]
    pub fn arity(&self) -> usize {
        match self.arity.get() {
            0 => self.compute_arity(),
            u32::MAX => usize::MAX,
            n => n as usize - 1,
        }
    }

    /// Whether the function can be called as it is with `count` positional arguments, and that is known already.
    #[inline(always)]
    pub fn takes(&self, count: usize) -> bool {
        self.arity.get() as usize == count + 1
    }

    /// The defaults, for calls with positional arguments only.
    #[inline(always)]
    pub fn defaults(&self, vm: &Vm) -> &Defaults {
        match self.defaults.get() {
            Some(known) => known,
            None => self.compute_defaults(vm),
        }
    }

    #[cold]
    fn compute_defaults(&self, vm: &Vm) -> &Defaults {
        self.defaults.get_or_init(|| {
            let s = self.signature();
            let values: Box<[Value]> = s.params.iter().map(|p| p.default.value(vm)).collect();
            Defaults { required: s.required, texts: values.iter().any(Value::is_heap), values }
        })
    }

    #[cold]
    fn compute_arity(&self) -> usize {
        let s = self.signature();
        self.arity.set(if s.plain { s.positional as u32 + 1 } else { u32::MAX });
        self.arity()
    }

    #[inline]
    pub fn signature(&self) -> &Signature {
        self.signature.get_or_init(|| Signature::parse(self.text))
    }
}

/// `builtin_function_or_method`: a module's function, or a builtin type's method bound to an object.
pub struct NativeFunction {
    pub def: Rc<NativeDef>,
    pub name: Name,
    /// The object of a bound method (first argument), or the class of a class method.
    pub this: Option<Value>,
    /// The module's name, or None; the class of a static method.
    pub module: Value,
}

payload!(NativeFunction, Kind::NativeFunction, "builtin_function_or_method", tracked { this, module });

/// `method_descriptor` and `classmethod_descriptor`: a method in a builtin type's dict.
pub struct MethodDescriptor {
    pub def: Rc<NativeDef>,
    pub name: Name,
    pub owner: Ref<Type>,
}

payload!(MethodDescriptor, Kind::MethodDescriptor, "method_descriptor", tracked { owner });

pub type Getter = fn(&mut Vm, &Value) -> PyResult;
/// `None` deletes.
pub type Setter = fn(&mut Vm, &Value, Option<&Value>) -> PyResult<()>;

/// `getset_descriptor`: a computed attribute of a builtin type.
pub struct GetSet {
    pub name: Name,
    pub owner: Ref<Type>,
    pub getter: Getter,
    pub setter: Option<Setter>,
    pub doc: &'static str,
}

payload!(GetSet, Kind::GetSet, "getset_descriptor", tracked { owner });

/// `member_descriptor`: a `__slots__` entry, at a fixed offset from the object's header; or a field of a builtin
/// type's payload.
pub struct Member {
    pub name: Name,
    pub owner: Ref<Type>,
    /// Zero for a field of the payload.
    pub offset: u32,
    pub field: Option<Field>,
}

/// How a field of a payload is read, and set where that is allowed.
#[derive(Clone, Copy)]
pub struct Field {
    pub getter: Getter,
    pub setter: Option<Setter>,
    pub doc: &'static str,
}

payload!(Member, Kind::Member, "member_descriptor", tracked { owner });

/// `wrapper_descriptor`: a slot of a builtin type as a method (`int.__add__`).
pub struct SlotWrapper {
    /// Index into the table of slot definitions.
    pub slot: usize,
    pub owner: Ref<Type>,
}

payload!(SlotWrapper, Kind::SlotWrapper, "wrapper_descriptor", tracked { owner });

/// `method-wrapper`: a slot wrapper bound to an object.
pub struct MethodWrapper {
    pub wrapper: Ref<SlotWrapper>,
    pub this: Value,
}

payload!(MethodWrapper, Kind::MethodWrapper, "method-wrapper", tracked { wrapper, this });
