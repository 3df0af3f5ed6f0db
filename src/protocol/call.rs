//! Calls from native code.

use crate::gc::{Ref, Value};
use crate::object::Str;
use crate::object::function::{BoundMethod, Function};
use crate::object::native::{MethodDescriptor, NativeFunction};
use crate::object::slots::{Args, PyResult};
use crate::object::ty::{Type, type_flag};
use crate::vm::Vm;
use smallvec::SmallVec;

impl Vm {
    /// `callable(*args)`.
    pub fn call(&mut self, callable: &Value, args: &[Value]) -> PyResult {
        self.call_args(callable, Args::positional(args))
    }

    /// `callable(*args, **keywords)`.
    pub fn call_args(&mut self, callable: &Value, args: Args<'_>) -> PyResult {
        if let Some(function) = callable.downcast_exact::<Function>() {
            return self.call_function(function, args);
        }
        if let Some(method) = callable.downcast_exact::<BoundMethod>() {
            let (func, this) = {
                let m = method.get(self);
                (m.func.clone(), m.this.clone())
            };
            return self.call_prepend(&func, &this, args);
        }
        if let Some(native) = callable.downcast_exact::<NativeFunction>()
            && args.names.is_empty()
            && let native = native.get(self)
            && native.this.is_none()
            && native.def.arity() == args.values.len()
        {
            let function = native.def.func;
            self.check_native_depth()?;
            return function(self, args.values);
        }
        match self.type_of(callable).get(self).slots.call {
            Some(f) => self.with_native_depth(|vm| f(vm, callable, args)),
            None => Err(self.not_callable(callable)),
        }
    }

    /// The error of calling what cannot be called; a module may contain what was meant.
    #[cold]
    fn not_callable(&mut self, callable: &Value) -> crate::object::Raised {
        let ty = self.type_name(callable);
        let mut text = format!("'{ty}' object is not callable");
        if let Some(module) = callable.downcast::<crate::object::module::Module>() {
            let dict = module.get(self).dict.clone();
            let name = dict.get(self).get_str(&self.names.__name__).and_then(|n| n.downcast::<Str>().cloned());
            if let Some(name) = name
                && let Some(found) = dict.get(self).get_str(&name).cloned()
                && self.type_of(&found).get(self).slots.call.is_some()
            {
                let name = name.to_lossy();
                text.push_str(&format!(". Did you mean: '{name}.{name}(...)'?"));
            }
        }
        self.type_error(text)
    }

    /// `callable(first, *args, **keywords)`.
    pub fn call_prepend(&mut self, callable: &Value, first: &Value, args: Args<'_>) -> PyResult {
        if let Some(function) = callable.downcast_exact::<Function>() {
            return self.call_function_with(function, Some(first), args);
        }
        let mut values: SmallVec<[Value; 6]> = SmallVec::with_capacity(args.values.len() + 1);
        values.push(first.clone());
        values.extend(args.values.iter().cloned());
        self.call_args(callable, Args { values: &values, names: args.names })
    }

    /// `obj.name(*args)`.
    pub fn call_method(&mut self, obj: &Value, name: &Ref<Str>, args: &[Value]) -> PyResult {
        let ty = self.type_of(obj).clone();
        if ty.get(self).has_flag(type_flag::PLAIN_GETATTR)
            && let Some(found) = self.lookup(&ty, name)
            && self.is_method_like(&found)
            && self.instance_get(obj, name).is_none()
        {
            return self.call_prepend(&found, obj, Args::positional(args));
        }
        let method = self.getattr(obj, name)?;
        self.call(&method, args)
    }

    /// `obj.name(*args)` with a name that need not be interned.
    pub fn call_method_str(&mut self, obj: &Value, name: &str, args: &[Value]) -> PyResult {
        let name = self.intern(name);
        self.call_method(obj, &name, args)
    }

    /// Whether binding this class attribute and calling it is the same as calling it with the object prepended.
    pub fn is_method_like(&self, found: &Value) -> bool {
        self.type_of(found).get(self).has_flag(type_flag::METHOD_DESCRIPTOR)
    }

    /// Calls a special method, looked up on the type only. `None` if there is none.
    pub fn call_special(&mut self, obj: &Value, name: &Ref<Str>, args: &[Value]) -> PyResult<Option<Value>> {
        let ty = self.type_of(obj).clone();
        match self.lookup(&ty, name) {
            None => Ok(None),
            Some(found) => self.call_found(found, obj, &ty, Args::positional(args)).map(Some),
        }
    }

    /// As `call_special` for a method known to exist, with keywords.
    pub fn call_special_args(&mut self, obj: &Value, name: &Ref<Str>, args: Args<'_>) -> PyResult {
        let ty = self.type_of(obj).clone();
        match self.lookup(&ty, name) {
            None => Err(self.no_attribute(obj, name)),
            Some(found) => self.call_found(found, obj, &ty, args),
        }
    }

    fn call_found(&mut self, found: Value, obj: &Value, ty: &Ref<Type>, args: Args<'_>) -> PyResult {
        // A builtin's own method with just its arguments: no binding, no vector.
        if let ([first], []) = (args.values, args.names)
            && let Some(method) = found.downcast_exact::<MethodDescriptor>()
        {
            let method = method.get(self);
            if method.def.arity() == 2 && self.is_subtype(ty, &method.owner) {
                let func = method.def.func;
                let both = [obj.clone(), first.clone()];
                return self.with_native_depth(|vm| func(vm, &both));
            }
        }
        if self.is_method_like(&found) {
            return self.with_native_depth(|vm| vm.call_prepend(&found, obj, args));
        }
        let bound = self.bind_descriptor(found, Some(obj), ty)?;
        self.call_args(&bound, args)
    }

    /// A special method of the type, bound: for those that are kept before they are called.
    pub fn special_method(&mut self, obj: &Value, name: &Ref<Str>) -> PyResult<Option<Value>> {
        let ty = self.type_of(obj).clone();
        match self.lookup(&ty, name) {
            None => Ok(None),
            Some(found) => self.bind_descriptor(found, Some(obj), &ty).map(Some),
        }
    }
}
