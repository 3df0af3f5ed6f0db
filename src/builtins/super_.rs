//! `super`: attribute lookup that starts behind a class in an object's MRO.

use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::descriptor::Super;
use crate::object::slots::{Args, PyResult};
use crate::object::{Raised, Str, Type};
use crate::protocol::attr::generic_getattr;
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.super_.clone();
    TypeBuilder::new(vm, &ty)
        .doc(
            "super() -> same as super(__class__, <first argument>)\n\
             super(type) -> unbound super object\n\
             super(type, obj) -> bound super object; requires isinstance(obj, type)\n\
             super(type, type2) -> bound super object; requires issubclass(type2, type)\n",
        )
        .slots(|s| {
            s.new = Some(super_new);
            s.init = Some(super_init);
            s.repr = Some(super_repr);
            s.getattro = Some(super_getattro);
            s.descr_get = Some(super_get);
        })
        .member("__thisclass__", super_thisclass, None, "the class invoking super()")
        .member("__self__", super_self, None, "the instance invoking super(); may be None")
        .member("__self_class__", super_self_class, None, "the type of the instance invoking super(); may be None")
        .ready();
    Ok(())
}

fn super_new(vm: &mut Vm, class: &Ref<Type>, _args: Args<'_>) -> PyResult {
    Ok(vm.alloc(class, Super::default())?.into_value())
}

fn super_init(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult<()> {
    if !args.names.is_empty() {
        return Err(vm.type_error("super() takes no keyword arguments"));
    }
    let (class, obj) = match args.pos() {
        [] => {
            let (class, obj) = vm.super_context()?;
            (class, Some(obj))
        }
        [class, rest @ ..] if rest.len() < 2 => match class.downcast::<Type>() {
            Some(class) => (class.clone(), rest.first().filter(|v| !v.is_none()).cloned()),
            None => {
                let ty = vm.type_name(class);
                return Err(vm.type_error(format!("super() argument 1 must be a type, not {ty}")));
            }
        },
        other => {
            return Err(vm.type_error(format!("super() expected at most 2 arguments, got {}", other.len())));
        }
    };
    let obj_type = match &obj {
        Some(obj) => Some(vm.super_check(&class, obj)?),
        None => None,
    };
    let payload = vm.payload::<Super>(this)?;
    let old = std::mem::replace(payload.get_mut(vm), Super { class: Some(class), obj, obj_type });
    drop(old);
    Ok(())
}

impl Vm {
    /// `super(class, obj).name`, without making the super object.
    pub fn super_getattr(&mut self, class: &Ref<Type>, obj: &Value, name: &Ref<Str>) -> PyResult {
        let start = self.super_check(class, obj)?;
        match self.super_lookup(class, &start, name) {
            Some(found) => self.super_bind(found, obj, &start),
            None => self.super_own_attribute(class, obj, start, name),
        }
    }

    /// Attributes of super objects themselves: what is not found behind the class.
    #[cold]
    fn super_own_attribute(&mut self, class: &Ref<Type>, obj: &Value, start: Ref<Type>, name: &Ref<Str>) -> PyResult {
        let payload = Super { class: Some(class.clone()), obj: Some(obj.clone()), obj_type: Some(start) };
        let object = self.alloc(&self.types.super_, payload)?.into_value();
        generic_getattr(self, &object, name)
    }

    /// The class whose MRO `super(class, obj)` searches.
    pub fn super_check(&mut self, class: &Ref<Type>, obj: &Value) -> PyResult<Ref<Type>> {
        if let Some(of) = obj.downcast::<Type>()
            && self.is_subtype(of, class)
        {
            return Ok(of.clone());
        }
        let ty = self.type_of(obj);
        if self.is_subtype(ty, class) {
            return Ok(ty.clone());
        }
        // Proxies may claim to be of another class.
        let key = self.names.__class__.clone();
        if let Some(claimed) = self.getattr_opt(obj, &key)?
            && let Some(claimed) = claimed.downcast::<Type>()
            && !claimed.ptr_eq(self.type_of(obj))
            && self.is_subtype(claimed, class)
        {
            return Ok(claimed.clone());
        }
        Err(self.super_mismatch(class, obj))
    }

    #[cold]
    fn super_mismatch(&mut self, class: &Ref<Type>, obj: &Value) -> Raised {
        let shown = match obj.downcast::<Type>() {
            Some(of) => format!("type {}", of.get(self).name.to_lossy()),
            None => format!("instance of {}", self.type_name(obj)),
        };
        let class = class.get(self).name.to_lossy().into_owned();
        let text = format!("super(type, obj): obj ({shown}) is not an instance or subtype of type ({class}).");
        self.type_error(text)
    }

    /// Finds a name in the MRO of `start`, behind `class`.
    pub fn super_lookup(&self, class: &Ref<Type>, start: &Ref<Type>, name: &Ref<Str>) -> Option<Value> {
        if name.ptr_eq(&self.names.__class__) {
            return None;
        }
        self.lookup_behind(class, start, name).cloned()
    }

    /// Binds what was found to the object, or leaves it unbound when the object is the class itself.
    fn super_bind(&mut self, found: Value, obj: &Value, start: &Ref<Type>) -> PyResult {
        match self.type_of(&found).get(self).slots.descr_get {
            Some(get) => {
                let start = start.to_value();
                let instance = (!obj.is(&start)).then_some(obj);
                get(self, &found, instance, &start)
            }
            None => Ok(found),
        }
    }

    /// `__class__` and the first argument of the function that calls `super()`.
    fn super_context(&mut self) -> PyResult<(Ref<Type>, Value)> {
        let (class, first) = self.super_arguments()?;
        match class.downcast::<Type>() {
            Some(class) => Ok((class.clone(), first)),
            None => {
                let ty = self.type_name(&class);
                Err(self.runtime_error(format!("super(): __class__ is not a type ({ty})")))
            }
        }
    }

    /// Whether a value is the builtin `super`.
    pub fn is_builtin_super(&self, v: &Value) -> bool {
        v.downcast_exact::<Type>().is_some_and(|t| t.ptr_eq(&self.types.super_))
    }
}

fn super_getattro(vm: &mut Vm, this: &Value, name: &Ref<Str>) -> PyResult {
    let payload = vm.payload::<Super>(this)?.get(vm);
    if let (Some(class), Some(obj), Some(start)) =
        (payload.class.clone(), payload.obj.clone(), payload.obj_type.clone())
        && let Some(found) = vm.super_lookup(&class, &start, name)
    {
        return vm.super_bind(found, &obj, &start);
    }
    generic_getattr(vm, this, name)
}

/// Binds an unbound super object, so that it can be kept as a class attribute.
fn super_get(vm: &mut Vm, this: &Value, instance: Option<&Value>, _owner: &Value) -> PyResult {
    let payload = vm.payload::<Super>(this)?.get(vm);
    let Some(instance) = instance.filter(|_| payload.obj.is_none()) else { return Ok(this.clone()) };
    let ty = vm.type_of(this).clone();
    let Some(class) = payload.class.clone() else { return Ok(this.clone()) };
    if !ty.ptr_eq(&vm.types.super_) {
        return vm.call(&ty.to_value(), &[class.into_value(), instance.clone()]);
    }
    let start = vm.super_check(&class, instance)?;
    let bound = Super { class: Some(class), obj: Some(instance.clone()), obj_type: Some(start) };
    Ok(vm.alloc(&ty, bound)?.into_value())
}

fn super_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let payload = vm.payload::<Super>(this)?.get(vm);
    let name = |ty: &Option<Ref<Type>>| ty.as_ref().map(|t| t.get(vm).name.to_lossy().into_owned());
    let class = name(&payload.class).unwrap_or_else(|| "NULL".into());
    let text = match name(&payload.obj_type) {
        Some(start) => format!("<super: <class '{class}'>, <{start} object>>"),
        None => format!("<super: <class '{class}'>, NULL>"),
    };
    vm.new_str(&text)
}

fn super_thisclass(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.payload::<Super>(this)?.get(vm).class.as_ref().map(Ref::to_value).unwrap_or_default())
}

fn super_self(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.payload::<Super>(this)?.get(vm).obj.clone().unwrap_or_default())
}

fn super_self_class(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.payload::<Super>(this)?.get(vm).obj_type.as_ref().map(Ref::to_value).unwrap_or_default())
}
