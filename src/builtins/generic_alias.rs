//! `types.GenericAlias`: `list[int]`. Attributes other than its own are those of the origin.

use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::descriptor::GenericAlias;
use crate::object::slots::{Args, BinaryOp, CompareOp, PyResult};
use crate::object::{List, Str, Tuple, Type};
use crate::protocol::attr::generic_getattr;
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.generic_alias.clone();
    TypeBuilder::new(vm, &ty)
        .doc("A type with type arguments, such as list[int].\n\nThe arguments are not checked.")
        .signature("(origin, args, /)")
        .weakrefable()
        .flag(crate::object::ty::type_flag::BASETYPE)
        .slots(|s| {
            s.new = Some(alias_new);
            s.repr = Some(alias_repr);
            s.hash = Some(alias_hash);
            s.compare = Some(alias_compare);
            s.call = Some(alias_call);
            s.getattro = Some(alias_getattro);
            s.getitem = Some(alias_getitem);
            s.iter = Some(alias_iter);
            s.binary[BinaryOp::Or as usize] = Some(super::union::union_or);
        })
        .method(
            "__mro_entries__(self, bases, /)",
            |vm, args| {
                let origin = vm.receiver::<GenericAlias>(args)?.get(vm).origin.clone();
                vm.new_tuple(vec![origin])
            },
            "",
        )
        .method(
            "__instancecheck__(self, instance, /)",
            |vm, _| Err(vm.type_error("isinstance() argument 2 cannot be a parameterized generic")),
            "",
        )
        .method(
            "__subclasscheck__(self, subclass, /)",
            |vm, _| Err(vm.type_error("issubclass() argument 2 cannot be a parameterized generic")),
            "",
        )
        .method("__reduce__(self, /)", alias_reduce, "")
        .method("__dir__(self, /)", alias_dir, "")
        .member("__origin__", |vm, a| Ok(vm.payload::<GenericAlias>(a)?.get(vm).origin.clone()), None, "")
        .member("__args__", |vm, a| Ok(vm.payload::<GenericAlias>(a)?.get(vm).args.to_value()), None, "")
        .member("__unpacked__", |vm, a| Ok(Value::bool(vm.payload::<GenericAlias>(a)?.get(vm).starred)), None, "")
        .getset("__parameters__", alias_parameters, None, "Type variables in the GenericAlias.")
        .getset("__typing_unpacked_tuple_args__", alias_unpacked_tuple, None, "")
        .ready();
    Ok(())
}

/// Attributes that are the alias's own.
const OWN: [&str; 11] = [
    "__class__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__copy__",
    "__deepcopy__",
];

impl Vm {
    /// `origin[key]` for a class that only records its arguments.
    pub fn generic_alias(&mut self, origin: &Value, key: &Value) -> PyResult {
        let args = match key.downcast::<Tuple>() {
            Some(tuple) => tuple.clone(),
            None => self.new_tuple_ref(vec![key.clone()])?,
        };
        self.new_generic_alias(origin.clone(), args, false)
    }

    pub fn new_generic_alias(&mut self, origin: Value, args: Ref<Tuple>, starred: bool) -> PyResult {
        let payload = GenericAlias { origin, args, parameters: None, starred };
        Ok(self.alloc(&self.types.generic_alias, payload)?.into_value())
    }

    /// How a type argument looks in the repr of an alias or union.
    pub fn type_argument_repr(&mut self, item: &Value) -> PyResult<String> {
        if matches!(item.tag(), crate::gc::tag::ELLIPSIS) {
            return Ok("...".into());
        }
        if let Some(list) = item.downcast::<List>() {
            let items = list.get(self).items.clone();
            let shown: PyResult<Vec<String>> = items.iter().map(|i| self.type_argument_repr(i)).collect();
            return Ok(format!("[{}]", shown?.join(", ")));
        }
        let (origin, args) = (self.names.__origin__.clone(), self.names.__args__.clone());
        if self.getattr_opt(item, &origin)?.is_some() && self.getattr_opt(item, &args)?.is_some() {
            return self.repr_lossy(item);
        }
        let (qualname, module) = (self.names.__qualname__.clone(), self.names.__module__.clone());
        let Some(qualname) = self.getattr_opt(item, &qualname)? else { return self.repr_lossy(item) };
        let module = match self.getattr_opt(item, &module)? {
            Some(module) if !module.is_none() => module,
            _ => return self.repr_lossy(item),
        };
        let qualname = self.to_str(&qualname)?.to_lossy().into_owned();
        match module.downcast::<Str>() {
            Some(module) if module.bytes() == b"builtins" => Ok(qualname),
            _ => Ok(format!("{}.{qualname}", self.to_str(&module)?.to_lossy())),
        }
    }

    /// The type variables in type arguments, in order of appearance.
    pub fn type_parameters(&mut self, args: &[Value]) -> PyResult<Vec<Value>> {
        let (subst, parameters) = (self.intern("__typing_subst__"), self.names.__parameters__.clone());
        let mut found: Vec<Value> = Vec::new();
        for arg in args {
            // Classes have `__parameters__` of their own that are not meant here.
            if arg.downcast::<Type>().is_some() {
                continue;
            }
            if let Some(items) = sequence_items(self, arg) {
                for parameter in self.type_parameters(&items)? {
                    add_new(&mut found, parameter);
                }
                continue;
            }
            if self.getattr_opt(arg, &subst)?.is_some() {
                add_new(&mut found, arg.clone());
                continue;
            }
            if let Some(nested) = self.getattr_opt(arg, &parameters)?
                && let Some(nested) = nested.downcast::<Tuple>()
            {
                nested.items().iter().for_each(|p| add_new(&mut found, p.clone()));
            }
        }
        Ok(found)
    }

    /// Puts `key` for the parameters in type arguments: what `alias[key]` does.
    pub fn substitute(
        &mut self,
        alias: &Value,
        args: &Ref<Tuple>,
        parameters: &[Value],
        key: &Value,
    ) -> PyResult<Vec<Value>> {
        if parameters.is_empty() {
            let shown = self.repr_lossy(alias)?;
            return Err(self.type_error(format!("{shown} is not a generic class")));
        }
        let given = match key.downcast::<Tuple>() {
            Some(tuple) => tuple.items().to_vec(),
            None => vec![key.clone()],
        };
        let mut given = unpack_arguments(self, given)?;
        let prepare = self.intern("__typing_prepare_subst__");
        for parameter in parameters {
            if let Some(prepare) = self.getattr_opt(parameter, &prepare)?
                && !prepare.is_none()
            {
                let tuple = self.new_tuple(given.clone())?;
                let result = self.call(&prepare, &[alias.clone(), tuple])?;
                given = match result.downcast::<Tuple>() {
                    Some(tuple) => tuple.items().to_vec(),
                    None => vec![result],
                };
            }
        }
        if given.len() != parameters.len() {
            let (shown, actual, expected) = (self.repr_lossy(alias)?, given.len(), parameters.len());
            let (word, least) = if actual > expected { ("many", "") } else { ("few", "at least ") };
            let text = format!("Too {word} arguments for {shown}; actual {actual}, expected {least}{expected}");
            return Err(self.type_error(text));
        }
        let items = args.items().to_vec();
        self.substitute_items(&items, parameters, &given)
    }

    fn substitute_items(&mut self, items: &[Value], parameters: &[Value], given: &[Value]) -> PyResult<Vec<Value>> {
        let (subst, unpacked) = (self.intern("__typing_subst__"), self.intern("__typing_is_unpacked_typevartuple__"));
        let mut new = Vec::with_capacity(items.len());
        for item in items {
            if item.downcast::<Type>().is_some() {
                new.push(item.clone());
                continue;
            }
            if let Some(nested) = sequence_items(self, item) {
                let nested = self.with_native_depth(|vm| vm.substitute_items(&nested, parameters, given))?;
                new.push(if item.downcast::<Tuple>().is_some() {
                    self.new_tuple(nested)?
                } else {
                    self.new_list(nested)?
                });
                continue;
            }
            let spread = match self.getattr_opt(item, &unpacked)? {
                Some(flag) => self.truthy(&flag)?,
                None => false,
            };
            let value = match self.getattr_opt(item, &subst)? {
                Some(subst) => match parameters.iter().position(|p| p.is(item)).and_then(|i| given.get(i)) {
                    Some(argument) => self.call(&subst, std::slice::from_ref(argument))?,
                    None => item.clone(),
                },
                None => self.substitute_nested(item, parameters, given)?,
            };
            match value.downcast::<Tuple>() {
                Some(values) if spread => new.extend_from_slice(values.items()),
                _ => new.push(value),
            }
        }
        Ok(new)
    }

    /// A generic alias within the arguments takes its own parameters' values.
    fn substitute_nested(&mut self, item: &Value, parameters: &[Value], given: &[Value]) -> PyResult {
        let key = self.names.__parameters__.clone();
        let Some(own) = self.getattr_opt(item, &key)? else { return Ok(item.clone()) };
        let Some(own) = own.downcast::<Tuple>().filter(|t| !t.is_empty()) else { return Ok(item.clone()) };
        let mut arguments = Vec::new();
        for parameter in own.items() {
            match parameters.iter().position(|p| p.is(parameter)).and_then(|i| given.get(i)) {
                Some(argument) => {
                    let is_pack = self.type_of(parameter).get(self).slots.iter.is_some();
                    match argument.downcast::<Tuple>() {
                        Some(values) if is_pack => arguments.extend_from_slice(values.items()),
                        _ => arguments.push(argument.clone()),
                    }
                }
                None => arguments.push(parameter.clone()),
            }
        }
        let arguments = self.new_tuple(arguments)?;
        self.getitem(item, &arguments)
    }
}

fn add_new(list: &mut Vec<Value>, value: Value) {
    if !list.iter().any(|v| v.is(&value)) {
        list.push(value);
    }
}

/// The items of a tuple or list among the arguments (`Callable`'s parameter lists).
fn sequence_items(vm: &Vm, value: &Value) -> Option<Vec<Value>> {
    if let Some(tuple) = value.downcast::<Tuple>() {
        return Some(tuple.items().to_vec());
    }
    value.downcast::<List>().map(|l| l.get(vm).items.clone())
}

/// Replaces `*tuple[a, b]` by `a, b`, unless it ends in `...`.
fn unpack_arguments(vm: &mut Vm, given: Vec<Value>) -> PyResult<Vec<Value>> {
    let key = vm.intern("__typing_unpacked_tuple_args__");
    let mut all = Vec::with_capacity(given.len());
    for item in given {
        if item.downcast::<Type>().is_none()
            && let Some(inner) = vm.getattr_opt(&item, &key)?
            && let Some(inner) = inner.downcast::<Tuple>()
            && !inner.items().last().is_some_and(|l| l.tag() == crate::gc::tag::ELLIPSIS)
        {
            all.extend_from_slice(inner.items());
            continue;
        }
        all.push(item);
    }
    Ok(all)
}

fn alias_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error("GenericAlias() takes no keyword arguments"));
    }
    let [origin, key] = args.pos() else {
        return Err(vm.type_error(format!("GenericAlias expected 2 arguments, got {}", args.pos().len())));
    };
    let args = match key.downcast::<Tuple>() {
        Some(tuple) => tuple.clone(),
        None => vm.new_tuple_ref(vec![key.clone()])?,
    };
    let payload = GenericAlias { origin: origin.clone(), args, parameters: None, starred: false };
    Ok(vm.alloc(class, payload)?.into_value())
}

fn parts(vm: &Vm, this: &Value) -> PyResult<(Value, Ref<Tuple>, bool)> {
    let alias = vm.payload::<GenericAlias>(this)?.get(vm);
    Ok((alias.origin.clone(), alias.args.clone(), alias.starred))
}

fn alias_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let (origin, args, starred) = parts(vm, this)?;
    let mut text = String::from(if starred { "*" } else { "" });
    text += &vm.type_argument_repr(&origin)?;
    text.push('[');
    for (i, arg) in args.items().iter().enumerate() {
        if i > 0 {
            text += ", ";
        }
        text += &vm.with_native_depth(|vm| vm.type_argument_repr(arg))?;
    }
    text += if args.is_empty() { "()]" } else { "]" };
    vm.new_str(&text)
}

fn alias_hash(vm: &mut Vm, this: &Value) -> PyResult<i64> {
    let (origin, args, _) = parts(vm, this)?;
    let h = vm.hash(&origin)? ^ vm.hash(&args.into_value())?;
    Ok(if h == -1 { -2 } else { h })
}

fn alias_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) || b.downcast::<GenericAlias>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let ((o1, a1, s1), (o2, a2, s2)) = (parts(vm, a)?, parts(vm, b)?);
    let equal = s1 == s2 && vm.equals(&o1, &o2)? && vm.equals(&a1.into_value(), &a2.into_value())?;
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

/// Makes an instance of the origin, which remembers the alias if it can.
fn alias_call(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult {
    let (origin, _, _) = parts(vm, this)?;
    let object = vm.call_args(&origin, args)?;
    let name = vm.names.__orig_class__.clone();
    match vm.setattr(&object, &name, Some(this)) {
        Err(raised) if !vm.raised_is(&raised, |e| &e.AttributeError) && !vm.raised_is(&raised, |e| &e.TypeError) => {
            Err(raised)
        }
        _ => Ok(object),
    }
}

fn alias_getattro(vm: &mut Vm, this: &Value, name: &Ref<Str>) -> PyResult {
    let own = OWN.iter().chain(&["__bases__"]).any(|n| name.bytes() == n.as_bytes());
    if own {
        return generic_getattr(vm, this, name);
    }
    let (origin, _, _) = parts(vm, this)?;
    vm.getattr(&origin, name)
}

fn alias_getitem(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    let (origin, args, starred) = parts(vm, this)?;
    let parameters = alias_parameters(vm, this)?;
    let parameters = parameters.downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
    let new = vm.substitute(this, &args, &parameters, key)?;
    let new = vm.new_tuple_ref(new)?;
    vm.new_generic_alias(origin, new, starred)
}

/// `*list[int]` is one starred alias.
fn alias_iter(vm: &mut Vm, this: &Value) -> PyResult {
    let (origin, args, _) = parts(vm, this)?;
    let starred = vm.new_generic_alias(origin, args, true)?;
    let one = vm.new_tuple(vec![starred])?;
    vm.iter(&one)
}

fn alias_parameters(vm: &mut Vm, this: &Value) -> PyResult {
    let alias = vm.payload::<GenericAlias>(this)?;
    if let Some(known) = &alias.get(vm).parameters {
        return Ok(known.to_value());
    }
    let args = alias.get(vm).args.clone();
    let parameters = vm.type_parameters(args.items())?;
    let parameters = vm.new_tuple_ref(parameters)?;
    alias.get_mut(vm).parameters = Some(parameters.clone());
    Ok(parameters.into_value())
}

fn alias_unpacked_tuple(vm: &mut Vm, this: &Value) -> PyResult {
    let (origin, args, starred) = parts(vm, this)?;
    Ok(if starred && origin.is(&vm.types.tuple.to_value()) { args.into_value() } else { Value::NONE })
}

fn alias_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = args.first().cloned().unwrap_or_default();
    let (origin, arguments, starred) = parts(vm, &this)?;
    let class = vm.types.generic_alias.to_value();
    if starred {
        let next = vm.builtin("next")?;
        let plain = vm.new_generic_alias(origin, arguments, false)?;
        let iter = vm.iter(&plain)?;
        let one = vm.new_tuple(vec![iter])?;
        return vm.new_tuple(vec![next, one]);
    }
    let pair = vm.new_tuple(vec![origin, arguments.into_value()])?;
    vm.new_tuple(vec![class, pair])
}

fn alias_dir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = args.first().cloned().unwrap_or_default();
    let (origin, _, _) = parts(vm, &this)?;
    let mut names = super::object_::NameSet::default();
    for name in vm.dir_names(&origin)? {
        names.add(&name);
    }
    for name in OWN {
        names.add(&vm.intern(name).into_value());
    }
    vm.new_list(names.names)
}
