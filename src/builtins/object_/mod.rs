//! `object`: construction, identity comparison, default texts, `__class__`, `__dir__`.
//!
//! Attribute access is `protocol/attr.rs`; pickling support is in `reduce.rs`, layout rules of `__class__` and
//! `__bases__` assignment in `layout.rs`.

pub mod layout;
mod reduce;
mod sizes;

use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::hash::hash_pointer;
use crate::object::slots::{Args, CompareOp, InitFn, NewFn, PyResult};
use crate::object::ty::{Type, type_flag};
use crate::object::{List, Str};
use crate::protocol::attr::{generic_getattr, generic_setattr};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let object = vm.types.object.clone();
    let builder = TypeBuilder::new(vm, &object)
        .doc("The base class of all classes.\n\nCalled without arguments it makes an instance that has no attributes and can have none.\n")
        .signature("()")
        .slots(|s| {
            s.repr = Some(object_repr);
            s.str = Some(object_str);
            s.hash = Some(object_hash);
            s.compare = Some(object_compare);
            s.getattro = Some(generic_getattr);
            s.setattro = Some(generic_setattr);
            s.new = Some(object_new);
            s.init = Some(object_init);
        })
        .method("__format__(self, format_spec, /)", object_format, "Return str(self); any format_spec is an error.")
        .method("__sizeof__(self, /)", object_sizeof, "Size of the object in memory, in bytes.")
        .method("__dir__(self, /)", object_dir, "List of the names of all attributes.")
        .class_method("__init_subclass__(cls, /)", object_init_subclass, "Called for each new subclass; does nothing here.")
        .class_method(
            "__subclasshook__(cls, object, /)",
            object_subclasshook,
            "Abstract classes override this to customize issubclass(); NotImplemented means the usual algorithm.",
        )
        .getset("__class__", object_class, Some(object_set_class), "the object's class");
    reduce::add(builder).ready();
    Ok(())
}

/// `<module.Class object at 0x...>`, without the module for builtins.
fn object_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let ty = vm.type_of(this).clone();
    let name = vm.full_type_name(&ty);
    vm.new_str(&format!("<{name} object at {:#x}>", this.id()))
}

fn object_str(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.repr(this)?.into_value())
}

pub fn object_hash(_vm: &mut Vm, this: &Value) -> PyResult<i64> {
    Ok(hash_pointer(this.id()))
}

/// Identity; `!=` is the inverse of whatever the type's `==` says.
pub fn object_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    match op {
        CompareOp::Eq => Ok(if a.is(b) { Value::TRUE } else { Value::NOT_IMPLEMENTED }),
        CompareOp::Ne => {
            let Some(compare) = vm.type_of(a).get(vm).slots.compare else { return Ok(Value::NOT_IMPLEMENTED) };
            let equal = compare(vm, a, b, CompareOp::Eq)?;
            if equal.is_not_implemented() {
                return Ok(equal);
            }
            Ok(Value::bool(!vm.truthy(&equal)?))
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

pub fn is_object_new(f: Option<NewFn>) -> bool {
    f.is_some_and(|f| std::ptr::fn_addr_eq(f, object_new as NewFn))
}

pub fn is_object_init(f: Option<InitFn>) -> bool {
    f.is_some_and(|f| std::ptr::fn_addr_eq(f, object_init as InitFn))
}

/// Surplus arguments are an error unless exactly one of `__new__` and `__init__` is overridden and so wants them.
pub fn object_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    if !args.values.is_empty() {
        let slots = &class.get(vm).slots;
        if !is_object_new(slots.new) {
            return Err(vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)"));
        }
        if is_object_init(slots.init) {
            let name = class.get(vm).name.to_lossy().into_owned();
            return Err(vm.type_error(format!("{name}() takes no arguments")));
        }
    }
    if class.get(vm).has_flag(type_flag::ABSTRACT) {
        return Err(vm.abstract_error(class)?);
    }
    vm.new_instance(class)
}

pub fn object_init(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult<()> {
    if args.values.is_empty() {
        return Ok(());
    }
    let class = vm.type_of(this).get(vm);
    if !is_object_init(class.slots.init) {
        return Err(vm.type_error("object.__init__() takes exactly one argument (the instance to initialize)"));
    }
    if is_object_new(class.slots.new) {
        let name = class.name.to_lossy().into_owned();
        return Err(vm.type_error(format!("{name}.__init__() takes exactly one argument (the instance to initialize)")));
    }
    Ok(())
}

fn object_format(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [this, spec] = args else { return Err(vm.type_error("__format__() takes exactly one argument")) };
    let Some(spec) = spec.downcast::<Str>() else {
        let ty = vm.arg_type_name(spec);
        return Err(vm.type_error(format!("__format__() argument must be str, not {ty}")));
    };
    if spec.byte_len() > 0 {
        let ty = vm.type_name(this);
        return Err(vm.type_error(format!("unsupported format string passed to {ty}.__format__")));
    }
    Ok(vm.to_str(this)?.into_value())
}

fn object_sizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(this) = args.first() else { return Ok(vm.int(0)) };
    let ty = vm.type_of(this).get(vm);
    let items = match this.downcast::<crate::object::Tuple>() {
        Some(tuple) => tuple.len() * ty.item_size(),
        None if this.downcast::<crate::object::MemoryView>().is_some() => 3 * size_of::<usize>(),
        None => 0,
    };
    Ok(vm.int((ty.basic_size(vm) + items) as i64))
}

fn object_init_subclass(_vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(Value::NONE)
}

fn object_subclasshook(_vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(Value::NOT_IMPLEMENTED)
}

fn object_class(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.type_of(this).to_value())
}

/// `obj.__class__ = cls`: both classes must be made at run time (or be modules) and lay out instances alike.
fn object_set_class(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else { return Err(vm.type_error("can't delete __class__ attribute")) };
    let Some(new) = value.downcast::<Type>().cloned() else {
        let ty = vm.type_name(value);
        return Err(vm.type_error(format!("__class__ must be set to a class, not '{ty}' object")));
    };
    let old = vm.type_of(this).clone();
    let module = vm.types.module.clone();
    let both_modules = vm.is_subtype(&new, &module) && vm.is_subtype(&old, &module);
    let immutable = |vm: &Vm, ty: &Ref<Type>| ty.get(vm).has_flag(type_flag::IMMUTABLE);
    if !both_modules && (immutable(vm, &new) || immutable(vm, &old)) {
        return Err(vm.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses"));
    }
    layout::check_assignable(vm, &new, &old, "__class__")?;
    vm.set_type(this, &new);
    Ok(())
}

/// The names in the instance's dict, its class and the bases.
fn object_dir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(this) = args.first() else { return vm.new_list(Vec::new()) };
    let mut names = NameSet::default();
    let key = vm.names.__dict__.clone();
    if let Some(dict) = vm.getattr_opt(this, &key)?
        && let Some(dict) = dict.downcast::<crate::object::Dict>()
    {
        dict.get(vm).iter().for_each(|e| names.add(&e.key));
    }
    let key = vm.names.__class__.clone();
    if let Some(class) = vm.getattr_opt(this, &key)? {
        vm.merge_class_names(&class, &mut names)?;
    }
    vm.new_list(names.names)
}

/// Names in order of first appearance; keys that are no strings are kept as they are.
#[derive(Default)]
pub struct NameSet {
    seen: std::collections::HashSet<Vec<u8>>,
    pub names: Vec<Value>,
}

impl NameSet {
    pub fn add(&mut self, key: &Value) {
        let new = match key.downcast::<Str>() {
            Some(text) => self.seen.insert(text.bytes().to_vec()),
            None => true,
        };
        if new {
            self.names.push(key.clone());
        }
    }
}

impl Vm {
    /// `module.qualname` of a class as reprs show it: no module for builtins.
    pub fn full_type_name(&self, ty: &Ref<Type>) -> String {
        let t = ty.get(self);
        let qualname = t.qualname.to_lossy();
        let module = self.type_module(ty);
        match module.as_ref().and_then(|m| m.downcast::<Str>()) {
            Some(module) if module.bytes() != b"builtins" => format!("{}.{qualname}", module.to_lossy()),
            _ => qualname.into_owned(),
        }
    }

    /// The type of a value as some messages name it: with its module, unless that is `builtins` or `__main__`.
    pub fn message_type_name(&self, value: &Value) -> String {
        let name = self.full_type_name(self.type_of(value));
        name.strip_prefix("__main__.").map(str::to_owned).unwrap_or(name)
    }

    /// Adds the names of a class and its bases, through `__dict__` and `__bases__` as `dir()` does.
    pub fn merge_class_names(&mut self, class: &Value, names: &mut NameSet) -> PyResult<()> {
        if let Some(ty) = class.downcast::<Type>()
            && ty.get(self).mro.len() > 1
        {
            for ty in ty.get(self).mro.iter() {
                ty.get(self).dict.keys().for_each(|n| names.add(&n.0.to_value()));
            }
            return Ok(());
        }
        self.with_native_depth(|vm| {
            let key = vm.names.__dict__.clone();
            if let Some(dict) = vm.getattr_opt(class, &key)? {
                let keys = vm.call_method_str(&dict, "keys", &[])?;
                vm.for_each(&keys, |_, key| {
                    names.add(&key);
                    Ok(())
                })?;
            }
            let key = vm.names.__bases__.clone();
            if let Some(bases) = vm.getattr_opt(class, &key)?
                && let Some(bases) = bases.downcast::<crate::object::Tuple>()
            {
                for base in bases.items() {
                    vm.merge_class_names(base, names)?;
                }
            }
            Ok(())
        })
    }

    /// The error of instantiating an abstract class.
    fn abstract_error(&mut self, class: &Ref<Type>) -> PyResult<crate::object::Raised> {
        let key = self.names.__abstractmethods__.clone();
        let methods = self.getattr(&class.to_value(), &key)?;
        let list = self.collect(&methods)?;
        let list = self.new_list(list)?;
        self.call_method_str(&list, "sort", &[])?;
        let names: Vec<String> = match list.downcast::<List>() {
            Some(list) => {
                let items = list.get(self).items.iter();
                items.filter_map(|v| v.downcast::<Str>()).map(|s| format!("'{}'", s.to_lossy())).collect()
            }
            None => Vec::new(),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        let name = class.get(self).name.to_lossy().into_owned();
        let text = format!(
            "Can't instantiate abstract class {name} without an implementation for abstract method{plural} {}",
            names.join(", ")
        );
        Ok(self.type_error(text))
    }
}
