//! `isinstance` and `issubclass` with their hooks, and the checks for objects that only look like classes.

use crate::gc::{Ref, Value};
use crate::object::descriptor::Union;
use crate::object::slots::PyResult;
use crate::object::ty::type_flag;
use crate::object::{Str, Tuple, Type};
use crate::vm::Vm;

const NO_CLASS_FOR_INSTANCE: &str = "isinstance() arg 2 must be a type, a tuple of types, or a union";
const NO_CLASS: &str = "issubclass() arg 1 must be a class";
const NO_CLASS_FOR_SUBCLASS: &str = "issubclass() arg 2 must be a class, a tuple of classes, or a union";

impl Vm {
    /// `isinstance(obj, class)`
    pub fn isinstance(&mut self, obj: &Value, class: &Value) -> PyResult<bool> {
        if let Some(ty) = class.downcast::<Type>() {
            if self.type_of(obj).ptr_eq(ty) {
                return Ok(true);
            }
            if self.type_of(class).ptr_eq(&self.types.type_) {
                return self.isinstance_plain(obj, class);
            }
        }
        if let Some(options) = self.class_options(class) {
            for option in options.items() {
                if self.with_native_depth(|vm| vm.isinstance(obj, option))? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        let name = self.names.__instancecheck__.clone();
        match self.call_special(class, &name, std::slice::from_ref(obj))? {
            Some(result) => self.truthy(&result),
            None => self.isinstance_plain(obj, class),
        }
    }

    /// `issubclass(class, of)`
    pub fn issubclass(&mut self, class: &Value, of: &Value) -> PyResult<bool> {
        if of.downcast::<Type>().is_some() && self.type_of(of).ptr_eq(&self.types.type_) {
            if class.is(of) {
                return Ok(true);
            }
            return self.issubclass_plain(class, of);
        }
        if let Some(options) = self.class_options(of) {
            for option in options.items() {
                if self.with_native_depth(|vm| vm.issubclass(class, option))? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        let name = self.names.__subclasscheck__.clone();
        match self.call_special(of, &name, std::slice::from_ref(class))? {
            Some(result) => self.truthy(&result),
            None => self.issubclass_plain(class, of),
        }
    }

    /// The members of a tuple of classes or a union.
    fn class_options(&self, class: &Value) -> Option<Ref<Tuple>> {
        match class.downcast::<Union>() {
            Some(union) => Some(union.get(self).args.clone()),
            None => class.downcast::<Tuple>().cloned(),
        }
    }

    /// `isinstance` without hooks: the type, else what `__class__` says.
    pub fn isinstance_plain(&mut self, obj: &Value, class: &Value) -> PyResult<bool> {
        let key = self.names.__class__.clone();
        if let Some(ty) = class.downcast::<Type>() {
            if self.is_instance_of(obj, ty) {
                return Ok(true);
            }
            // Proxies and mocks lie about their class; plain objects cannot.
            if self.is_class_honest(obj) {
                return Ok(false);
            }
            return Ok(match self.getattr_opt(obj, &key)? {
                Some(claimed) => match claimed.downcast::<Type>() {
                    Some(claimed) if !claimed.ptr_eq(self.type_of(obj)) => self.is_subtype(claimed, ty),
                    _ => false,
                },
                None => false,
            });
        }
        self.check_class(class, NO_CLASS_FOR_INSTANCE)?;
        match self.getattr_opt(obj, &key)? {
            Some(claimed) => self.abstract_issubclass(&claimed, class),
            None => Ok(false),
        }
    }

    /// Whether `obj.__class__` can only be its type.
    fn is_class_honest(&self, obj: &Value) -> bool {
        let t = self.type_of(obj).get(self);
        t.has_flag(if t.core.is_heap_type { type_flag::HONEST_CLASS } else { type_flag::PLAIN_GETATTR })
    }

    /// `issubclass` without hooks.
    pub fn issubclass_plain(&mut self, class: &Value, of: &Value) -> PyResult<bool> {
        if let (Some(class), Some(of)) = (class.downcast::<Type>(), of.downcast::<Type>()) {
            return Ok(self.is_subtype(class, of));
        }
        self.check_class(class, NO_CLASS)?;
        self.check_class(of, NO_CLASS_FOR_SUBCLASS)?;
        self.abstract_issubclass(class, of)
    }

    /// The `__bases__` of something that acts as a class: a tuple, or it is no class.
    fn abstract_bases(&mut self, class: &Value) -> PyResult<Option<Ref<Tuple>>> {
        let key: Ref<Str> = self.names.__bases__.clone();
        Ok(self.getattr_opt(class, &key)?.and_then(|b| b.into_ref::<Tuple>().ok()))
    }

    fn check_class(&mut self, class: &Value, message: &str) -> PyResult<()> {
        match self.abstract_bases(class)? {
            Some(_) => Ok(()),
            None => Err(self.type_error(message)),
        }
    }

    /// Walks `__bases__`.
    fn abstract_issubclass(&mut self, class: &Value, of: &Value) -> PyResult<bool> {
        if class.is(of) {
            return Ok(true);
        }
        let Some(bases) = self.abstract_bases(class)? else { return Ok(false) };
        for base in bases.items() {
            if self.with_native_depth(|vm| vm.abstract_issubclass(base, of))? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// `type.__instancecheck__`
pub fn type_instancecheck(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [class, obj] = args else { return Err(vm.type_error("__instancecheck__() takes exactly one argument")) };
    vm.isinstance_plain(obj, class).map(Value::bool)
}

/// `type.__subclasscheck__`
pub fn type_subclasscheck(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [of, class] = args else { return Err(vm.type_error("__subclasscheck__() takes exactly one argument")) };
    vm.issubclass_plain(class, of).map(Value::bool)
}
