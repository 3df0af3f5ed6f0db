//! `itemgetter`, `attrgetter`, `methodcaller`

use crate::gc::{Kind, Ref, Value};
use crate::native::build::new_native_type;
use crate::native::{TypeBuilder, arg};
use crate::object::slots::{Args, PyResult};
use crate::object::{Raised, Str, Tuple, Type};
use crate::payload;
use crate::vm::Vm;

pub fn types(vm: &mut Vm) -> [Ref<Type>; 3] {
    let itemgetter = new_native_type::<ItemGetter>(vm, "itemgetter", "operator", None);
    let itemgetter = TypeBuilder::new(vm, &itemgetter)
        .doc("Return a callable object that fetches the given item(s) from its operand.\nAfter f = itemgetter(2), the call f(r) returns r[2]. Of several items it returns a tuple.")
        .signature("(item, /, *items)")
        .slots(|s| {
            s.new = Some(itemgetter_new);
            s.call = Some(itemgetter_call);
            s.repr = Some(itemgetter_repr);
        })
        .method("__reduce__(self, /)", itemgetter_reduce, "Return state information for pickling")
        .ready();
    let attrgetter = new_native_type::<AttrGetter>(vm, "attrgetter", "operator", None);
    let attrgetter = TypeBuilder::new(vm, &attrgetter)
        .doc("Return a callable object that fetches the given attribute(s) from its operand.\nAfter f = attrgetter('name'), the call f(r) returns r.name; names may have dots. Of several attributes it returns a tuple.")
        .signature("(attr, /, *attrs)")
        .slots(|s| {
            s.new = Some(attrgetter_new);
            s.call = Some(attrgetter_call);
            s.repr = Some(attrgetter_repr);
        })
        .method("__reduce__(self, /)", attrgetter_reduce, "Return state information for pickling")
        .ready();
    let methodcaller = new_native_type::<MethodCaller>(vm, "methodcaller", "operator", None);
    let methodcaller = TypeBuilder::new(vm, &methodcaller)
        .doc("Return a callable object that calls the given method on its operand.\nAfter f = methodcaller('name', 1, x=2), the call f(r) returns r.name(1, x=2).")
        .signature("(name, /, *args, **kwargs)")
        .slots(|s| {
            s.new = Some(methodcaller_new);
            s.call = Some(methodcaller_call);
            s.repr = Some(methodcaller_repr);
        })
        .method("__reduce__(self, /)", methodcaller_reduce, "Return state information for pickling")
        .ready();
    [itemgetter, attrgetter, methodcaller]
}

/// The one argument of a call of a getter.
fn operand<'a>(vm: &Vm, args: Args<'a>, name: &str) -> PyResult<&'a Value> {
    if !args.names.is_empty() {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    match args.values {
        [one] => Ok(one),
        values => Err(vm.type_error(format!("{name} expected 1 argument, got {}", values.len()))),
    }
}

/// The arguments of a getter's constructor: at least one, no keywords.
fn wanted(vm: &Vm, args: Args<'_>, name: &str) -> PyResult<Vec<Value>> {
    if !args.names.is_empty() {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    if args.values.is_empty() {
        return Err(vm.type_error(format!("{name} expected 1 argument, got 0")));
    }
    Ok(args.values.to_vec())
}

/// `operator.itemgetter(1, 'a')`
fn show(vm: &mut Vm, v: &Value, parts: &[Value], keywords: &[(Value, Value)]) -> PyResult {
    if !vm.repr_enter(v) {
        let name = vm.type_name(v);
        return vm.new_str(&format!("{name}(...)"));
    }
    let result = show_parts(vm, v, parts, keywords);
    vm.repr_leave(v);
    let text = result?;
    vm.new_str_wtf8(&text)
}

fn show_parts(vm: &mut Vm, v: &Value, parts: &[Value], keywords: &[(Value, Value)]) -> PyResult<Vec<u8>> {
    let mut out = vm.type_name(v).into_bytes();
    out.push(b'(');
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            out.extend_from_slice(b", ");
        }
        vm.repr_into(part, &mut out)?;
    }
    for (name, value) in keywords {
        out.extend_from_slice(b", ");
        out.extend_from_slice(name.downcast::<Str>().map_or(&b""[..], |s| s.bytes()));
        out.push(b'=');
        vm.repr_into(value, &mut out)?;
    }
    out.push(b')');
    Ok(out)
}

struct ItemGetter {
    items: Vec<Value>,
}

payload!(ItemGetter, Kind::Other, "itemgetter", tracked { items });

fn itemgetter_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let items = wanted(vm, args, "itemgetter")?;
    Ok(vm.alloc(class, ItemGetter { items })?.into_value())
}

fn itemgetter_call(vm: &mut Vm, v: &Value, args: Args<'_>) -> PyResult {
    let obj = operand(vm, args, "itemgetter")?;
    let this = vm.receiver::<ItemGetter>(std::slice::from_ref(v))?.get(vm);
    if let [item] = this.items.as_slice() {
        if let (Some(i), Some(tuple)) = (item.as_small(), obj.downcast_exact::<Tuple>())
            && let Some(found) = usize::try_from(i).ok().and_then(|i| tuple.items().get(i))
        {
            return Ok(found.clone());
        }
        let item = item.clone();
        return vm.getitem(obj, &item);
    }
    let items = this.items.clone();
    let mut found = Vec::with_capacity(items.len());
    for item in &items {
        found.push(vm.getitem(obj, item)?);
    }
    vm.new_tuple(found)
}

fn itemgetter_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let items = vm.receiver::<ItemGetter>(std::slice::from_ref(v))?.get(vm).items.clone();
    show(vm, v, &items, &[])
}

fn itemgetter_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let items = vm.receiver::<ItemGetter>(args)?.get(vm).items.clone();
    let class = vm.type_of(arg(args, 0)).to_value();
    let items = vm.new_tuple(items)?;
    vm.new_pair(class, items)
}

struct AttrGetter {
    /// The names as they were given.
    names: Vec<Value>,
    /// Of each, the interned names between its dots.
    paths: Vec<Vec<Ref<Str>>>,
}

payload!(AttrGetter, Kind::Other, "attrgetter", untracked);

fn attrgetter_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let names = wanted(vm, args, "attrgetter")?;
    let mut paths = Vec::with_capacity(names.len());
    for name in &names {
        let Some(text) = name.downcast::<Str>() else {
            return Err(vm.type_error("attribute name must be a string"));
        };
        let mut path = Vec::new();
        for piece in text.bytes().split(|b| *b == b'.') {
            let piece = vm.new_str_wtf8(piece)?;
            path.push(vm.attr_name(&piece)?);
        }
        paths.push(path);
    }
    Ok(vm.alloc(class, AttrGetter { names, paths })?.into_value())
}

fn attrgetter_call(vm: &mut Vm, v: &Value, args: Args<'_>) -> PyResult {
    let obj = operand(vm, args, "attrgetter")?;
    let this = vm.receiver::<AttrGetter>(std::slice::from_ref(v))?.get(vm);
    if let [path] = this.paths.as_slice() {
        if let [name] = path.as_slice() {
            let name = name.clone();
            return vm.getattr(obj, &name);
        }
        let path = path.clone();
        return follow(vm, obj, &path);
    }
    let paths = this.paths.clone();
    let mut found = Vec::with_capacity(paths.len());
    for path in &paths {
        found.push(follow(vm, obj, path)?);
    }
    vm.new_tuple(found)
}

fn follow(vm: &mut Vm, obj: &Value, path: &[Ref<Str>]) -> PyResult {
    let mut at = obj.clone();
    for name in path {
        at = vm.getattr(&at, name)?;
    }
    Ok(at)
}

fn attrgetter_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let names = vm.receiver::<AttrGetter>(std::slice::from_ref(v))?.get(vm).names.clone();
    show(vm, v, &names, &[])
}

fn attrgetter_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let names = vm.receiver::<AttrGetter>(args)?.get(vm).names.clone();
    let class = vm.type_of(arg(args, 0)).to_value();
    let names = vm.new_tuple(names)?;
    vm.new_pair(class, names)
}

struct MethodCaller {
    name: Ref<Str>,
    /// Positional arguments, then one for each keyword.
    values: Vec<Value>,
    keywords: Vec<Value>,
}

payload!(MethodCaller, Kind::Other, "methodcaller", tracked { values });

fn methodcaller_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let Some(name) = args.pos().first() else {
        return Err(vm.type_error("methodcaller needs at least one argument, the method name"));
    };
    if name.downcast::<Str>().is_none() {
        return Err(vm.type_error("method name must be a string"));
    }
    let name = vm.attr_name(name)?;
    let values = args.values.get(1..).unwrap_or(&[]).to_vec();
    Ok(vm.alloc(class, MethodCaller { name, values, keywords: args.names.to_vec() })?.into_value())
}

fn parts(vm: &Vm, v: &Value) -> Result<(Ref<Str>, Vec<Value>, Vec<Value>), Raised> {
    let this = vm.receiver::<MethodCaller>(std::slice::from_ref(v))?.get(vm);
    Ok((this.name.clone(), this.values.clone(), this.keywords.clone()))
}

fn methodcaller_call(vm: &mut Vm, v: &Value, args: Args<'_>) -> PyResult {
    let obj = operand(vm, args, "methodcaller")?;
    let (name, values, keywords) = parts(vm, v)?;
    if keywords.is_empty() {
        return vm.call_method(obj, &name, &values);
    }
    let method = vm.getattr(obj, &name)?;
    vm.call_args(&method, Args { values: &values, names: &keywords })
}

fn methodcaller_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let (name, mut values, keywords) = parts(vm, v)?;
    let given = values.split_off(values.len() - keywords.len());
    values.insert(0, name.into_value());
    let pairs: Vec<(Value, Value)> = keywords.into_iter().zip(given).collect();
    show(vm, v, &values, &pairs)
}

/// `(class, arguments)`; with keywords `(partial(class, name, **keywords), arguments)`.
fn methodcaller_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (name, mut values, keywords) = parts(vm, arg(args, 0))?;
    let given = values.split_off(values.len() - keywords.len());
    let class = vm.type_of(arg(args, 0)).to_value();
    if keywords.is_empty() {
        values.insert(0, name.into_value());
        let values = vm.new_tuple(values)?;
        return vm.new_pair(class, values);
    }
    let functools = vm.import_module("functools")?;
    let partial = vm.getattr_str(&functools, "partial")?;
    let mut bound = vec![class, name.into_value()];
    bound.extend(given);
    let maker = vm.call_args(&partial, Args { values: &bound, names: &keywords })?;
    let values = vm.new_tuple(values)?;
    vm.new_pair(maker, values)
}
