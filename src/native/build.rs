//! Builders that fill builtin types and modules: one line for each slot, method or attribute.

use crate::gc::{Kind, Payload, Ref, Value};
use crate::object::module::Module;
use crate::object::native::{
    Field, GetSet, Getter, Member, MethodDescriptor, NativeDef, NativeFn, NativeFunction, PlainFn, Setter,
};
use crate::object::slots::Slots;
use crate::object::ty::{Name, Type, type_flag};
use crate::object::{Dict, PyResult, Raised, Str};
use crate::vm::Vm;
use std::rc::Rc;

/// Adds slots and attributes to a builtin type, then makes it ready.
pub struct TypeBuilder<'vm> {
    vm: &'vm mut Vm,
    ty: Ref<Type>,
}

impl<'vm> TypeBuilder<'vm> {
    pub fn new(vm: &'vm mut Vm, ty: &Ref<Type>) -> TypeBuilder<'vm> {
        TypeBuilder { ty: ty.clone(), vm }
    }

    pub fn base(self, base: &Ref<Type>) -> Self {
        self.ty.get_mut(self.vm).base = Some(base.clone());
        self
    }

    /// The text of `__doc__`; a first line such as `range(stop)` is the signature of the constructor.
    pub fn doc(self, doc: &'static str) -> Self {
        self.ty.get_mut(self.vm).doc = Some(doc);
        self
    }

    /// The constructor's text signature, as `inspect.signature` reads it: `(iterable=(), /)`.
    pub fn signature(self, text: &'static str) -> Self {
        self.ty.get_mut(self.vm).signature = Some(text);
        self
    }

    pub fn slots(self, fill: impl FnOnce(&mut Slots)) -> Self {
        fill(&mut self.ty.get_mut(self.vm).slots);
        self
    }

    pub fn flag(self, flag: u32) -> Self {
        self.ty.get(self.vm).set_flag(flag, true);
        self
    }

    /// Instances have a `__dict__`.
    pub fn with_dict(self) -> Self {
        {
            let ty = self.ty.get(self.vm);
            ty.core.has_dict.set(true);
            ty.core.attrs_offset.set(attrs_offset(ty));
            ty.core.inline_cap.set(0);
        }
        self
    }

    /// Instances can be weakly referenced.
    pub fn weakrefable(self) -> Self {
        self.ty.get(self.vm).core.weakrefable.set(true);
        self
    }

    /// Attributes that each instance has room for, as with `__slots__`; see `Vm::first_member_offset`.
    pub fn members(self, names: &[&str]) -> Self {
        {
            let ty = self.ty.get_mut(self.vm);
            ty.core.nslots = names.len() as u32;
            ty.core.attrs_offset.set(attrs_offset(ty));
        }
        let head = self.ty.get(self.vm).core.attrs_offset.get() as usize + size_of::<crate::gc::AttrHead>();
        for (i, name) in names.iter().enumerate() {
            let name = Name(self.vm.intern(name));
            let offset = (head + i * size_of::<Value>()) as u32;
            let payload = Member { name: name.clone(), owner: self.ty.clone(), offset, field: None };
            let value = self.vm.alloc_startup(&self.vm.types.member_descriptor, payload);
            self.ty.get_mut(self.vm).dict.insert(name, value);
        }
        self
    }

    /// A method; the signature's first parameter is `self`.
    pub fn method(self, text: &'static str, func: NativeFn, doc: &'static str) -> Self {
        let def = Rc::new(NativeDef::new(text, func, doc));
        self.descriptor(def, false)
    }

    /// A class method; the signature's first parameter is the class.
    pub fn class_method(self, text: &'static str, func: NativeFn, doc: &'static str) -> Self {
        let def = Rc::new(NativeDef::new(text, func, doc));
        self.descriptor(def, true)
    }

    fn descriptor(self, def: Rc<NativeDef>, of_class: bool) -> Self {
        let name = Name(self.vm.intern(def.name()));
        let payload = MethodDescriptor { def, name: name.clone(), owner: self.ty.clone() };
        let ty = if of_class { &self.vm.types.classmethod_descriptor } else { &self.vm.types.method_descriptor };
        let value = self.vm.alloc_startup(ty, payload);
        self.ty.get_mut(self.vm).dict.insert(name, value);
        self
    }

    pub fn static_method(self, text: &'static str, func: NativeFn, doc: &'static str) -> Self {
        let def = Rc::new(NativeDef::new(text, func, doc));
        let name = Name(self.vm.intern(def.name()));
        // No `this` is passed; the class in the place of the module is what `__self__` shows.
        let payload = NativeFunction { def, name: name.clone(), this: None, module: self.ty.to_value() };
        let function = self.vm.alloc_startup(&self.vm.types.builtin_function, payload);
        let value = self.vm.new_static_method(function);
        self.ty.get_mut(self.vm).dict.insert(name, value);
        self
    }

    /// A computed attribute.
    pub fn getset(self, name: &str, getter: Getter, setter: Option<Setter>, doc: &'static str) -> Self {
        let name = Name(self.vm.intern(name));
        let payload = GetSet { name: name.clone(), owner: self.ty.clone(), getter, setter, doc };
        let value = self.vm.alloc_startup(&self.vm.types.getset_descriptor, payload);
        self.ty.get_mut(self.vm).dict.insert(name, value);
        self
    }

    /// A field of the payload: as `getset`, but Python sees a member descriptor, and the error of setting a field
    /// without setter is "readonly attribute".
    pub fn member(self, name: &str, getter: Getter, setter: Option<Setter>, doc: &'static str) -> Self {
        let name = Name(self.vm.intern(name));
        let field = Field { getter, setter, doc };
        let payload = Member { name: name.clone(), owner: self.ty.clone(), offset: 0, field: Some(field) };
        let value = self.vm.alloc_startup(&self.vm.types.member_descriptor, payload);
        self.ty.get_mut(self.vm).dict.insert(name, value);
        self
    }

    pub fn value(self, name: &str, value: Value) -> Self {
        let name = Name(self.vm.intern(name));
        self.ty.get_mut(self.vm).dict.insert(name, value);
        self
    }

    /// Completes MRO, inherited slots and slot wrappers.
    pub fn ready(self) -> Ref<Type> {
        self.vm.ready_builtin_type(&self.ty);
        self.ty
    }
}

/// Where the attributes of instances begin: behind the payload and, for contents of variable size, the
/// address of the contents.
pub fn attrs_offset(ty: &Type) -> u32 {
    let variable = matches!(ty.core.layout.kind, Kind::Str | Kind::Tuple | Kind::Bytes | Kind::BigInt);
    (size_of::<crate::gc::Header>() + ty.core.layout.size.next_multiple_of(8) + 8 * variable as usize) as u32
}

/// Builds a module of native functions and values.
pub struct ModuleBuilder<'vm> {
    vm: &'vm mut Vm,
    module: Ref<Module>,
    name: Value,
}

impl<'vm> ModuleBuilder<'vm> {
    pub fn new(vm: &'vm mut Vm, name: &str, doc: &str) -> PyResult<ModuleBuilder<'vm>> {
        let module = vm.new_module(name)?;
        let name = Value::from_ref(&vm.intern(name));
        let doc = vm.new_str(doc)?;
        let dict = module.get(vm).dict.clone();
        let key = vm.names.__doc__.clone();
        dict.get_mut(vm).set_str(&key, doc);
        Ok(ModuleBuilder { vm, module, name })
    }

    /// Fills a module whose dict exists already (`builtins`, `sys`).
    pub fn over(vm: &'vm mut Vm, name: &str, doc: &str, dict: Ref<Dict>) -> PyResult<ModuleBuilder<'vm>> {
        let module = vm.new_module(name)?;
        let fresh = module.get(vm).dict.clone();
        let attributes: Vec<_> = fresh.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect();
        for (key, value) in attributes {
            if let Ok(key) = key.into_ref::<Str>() {
                drop(dict.get_mut(vm).set_str(&key, value));
            }
        }
        let doc = vm.new_str(doc)?;
        let key = vm.names.__doc__.clone();
        drop(dict.get_mut(vm).set_str(&key, doc));
        module.get_mut(vm).dict = dict;
        let name = Value::from_ref(&vm.intern(name));
        Ok(ModuleBuilder { vm, module, name })
    }

    pub fn vm(&mut self) -> &mut Vm {
        self.vm
    }

    pub fn function(self, text: &'static str, func: NativeFn, doc: &'static str) -> Self {
        self.function_of(Rc::new(NativeDef::new(text, func, doc)))
    }

    fn function_of(self, def: Rc<NativeDef>) -> Self {
        let name = Name(self.vm.intern(def.name()));
        let payload = NativeFunction { def, name: name.clone(), this: None, module: self.name.clone() };
        let value = self.vm.alloc_startup(&self.vm.types.builtin_function, payload);
        self.value_named(&name, value)
    }

    /// As `function`, with a short way for calls with positional arguments only, see `NativeDef::plain`.
    pub fn function_plain(self, text: &'static str, func: NativeFn, plain: PlainFn, doc: &'static str) -> Self {
        let mut def = NativeDef::new(text, func, doc);
        def.plain = Some(plain);
        self.function_of(Rc::new(def))
    }

    pub fn value(self, name: &str, value: Value) -> Self {
        let name = Name(self.vm.intern(name));
        self.value_named(&name, value)
    }

    /// A value that can be computed only with the VM at hand.
    pub fn value_with(self, name: &str, make: impl FnOnce(&mut Vm) -> PyResult) -> Result<Self, Raised> {
        let value = make(self.vm)?;
        Ok(self.value(name, value))
    }

    /// A second name for something added already.
    pub fn alias(self, name: &str, of: &str) -> Self {
        let of = self.vm.intern(of);
        let value = self.module.get(self.vm).dict.get(self.vm).get_str(&of).cloned().unwrap_or_default();
        self.value(name, value)
    }

    pub fn class(self, ty: &Ref<Type>) -> Self {
        let name = Name(ty.get(self.vm).name.clone());
        self.value_named(&name, ty.to_value())
    }

    fn value_named(self, name: &Name, value: Value) -> Self {
        let dict = self.module.get(self.vm).dict.clone();
        drop(dict.get_mut(self.vm).set_str(&name.0, value));
        self
    }

    pub fn build(self) -> Ref<Module> {
        self.module
    }
}

impl Vm {
    /// Where the first value of `TypeBuilder::members` is, for `slot_value` and `set_slot_value`.
    pub fn first_member_offset(&self, v: &Value) -> u32 {
        let offset = self.type_of(v).get(self).core.attrs_offset.get();
        offset + size_of::<crate::gc::AttrHead>() as u32
    }
}

impl Value {
    /// A new reference to a typed object.
    pub fn from_ref<T: Payload>(r: &Ref<T>) -> Value {
        r.to_value()
    }
}

/// A type made by a stdlib module at run time (not in the registry): layout `T`, base `object`.
pub fn new_native_type<T: Payload>(
    vm: &mut Vm,
    name: &str,
    module: &'static str,
    base: Option<&Ref<Type>>,
) -> Ref<Type> {
    let base = base.unwrap_or(&vm.types.object).clone();
    let ty = vm.alloc_native_type(T::LAYOUT, name, module);
    ty.get_mut(vm).base = Some(base);
    ty.get(vm).set_flag(type_flag::IMMUTABLE, true);
    ty
}
