//! Pickling and copying of plain objects: `__reduce__`, `__reduce_ex__`, `__getstate__`.

use crate::gc::{Kind, Ref, Value};
use crate::native::TypeBuilder;
use crate::object::slots::PyResult;
use crate::object::ty::Type;
use crate::object::{Dict, List, Str, Tuple};
use crate::vm::Vm;

/// Adds the methods to `object`.
pub fn add(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    builder
        .method(
            "__reduce_ex__(self, protocol, /)",
            object_reduce_ex,
            "What pickle and copy use to make this object again.",
        )
        .method("__reduce__(self, /)", object_reduce, "What pickle uses to make this object again (protocol 0).")
        .method("__getstate__(self, /)", object_getstate, "The attributes to be pickled.")
}

impl Vm {
    /// A function of the `copyreg` module.
    fn copyreg(&mut self, name: &str) -> PyResult {
        let module = self.import_module("copyreg")?;
        self.getattr_str(&module, name)
    }
}

/// The methods' own `__reduce__` wins; else protocol 2 and above is done here and older ones by `copyreg`.
fn object_reduce_ex(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [this, protocol] = args else { return Err(vm.type_error("__reduce_ex__() takes exactly one argument")) };
    let protocol = vm.extract::<i64>(protocol)?;
    let name = vm.names.__reduce__.clone();
    let object = vm.types.object.clone();
    if let Some(reduce) = vm.getattr_opt(this, &name)? {
        let ty = vm.type_of(this).clone();
        let mine = vm.lookup(&ty, &name);
        let default = vm.lookup(&object, &name);
        let overridden = match (&mine, &default) {
            (Some(m), Some(d)) => !m.is(d),
            _ => true,
        };
        if overridden {
            return vm.call(&reduce, &[]);
        }
    }
    common_reduce(vm, this, protocol)
}

fn object_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = args.first().cloned().unwrap_or_default();
    common_reduce(vm, &this, 0)
}

fn common_reduce(vm: &mut Vm, this: &Value, protocol: i64) -> PyResult {
    if protocol >= 2 {
        return reduce_newobj(vm, this);
    }
    let function = vm.copyreg("_reduce_ex")?;
    let protocol = vm.int(protocol);
    vm.call(&function, &[this.clone(), protocol])
}

fn reduce_newobj(vm: &mut Vm, this: &Value) -> PyResult {
    let class = vm.type_of(this).clone();
    if class.get(vm).slots.new.is_none() {
        let name = class.get(vm).name.to_lossy().into_owned();
        return Err(vm.type_error(format!("cannot pickle '{name}' object")));
    }
    let (new_args, new_kwargs) = new_arguments(vm, this)?;
    let has_args = new_args.is_some();
    let keywords = new_kwargs.filter(|k| !k.get(vm).is_empty());
    let class_value = class.to_value();
    let (function, arguments) = match keywords {
        None => {
            let mut items = vec![class_value];
            items.extend(new_args.iter().flat_map(|t| t.items().iter().cloned()));
            (vm.copyreg("__newobj__")?, vm.new_tuple(items)?)
        }
        Some(keywords) => {
            let positional = match new_args {
                Some(t) => t.into_value(),
                None => vm.empty_tuple.to_value(),
            };
            let items = vec![class_value, positional, keywords.into_value()];
            (vm.copyreg("__newobj_ex__")?, vm.new_tuple(items)?)
        }
    };
    let is_list = this.downcast::<List>().is_some();
    let is_dict = this.downcast::<Dict>().is_some();
    let state = get_state(vm, this, !(has_args || is_list || is_dict))?;
    let list_items = if is_list { vm.iter(this)? } else { Value::NONE };
    let dict_items = if is_dict {
        let items = vm.call_method_str(this, "items", &[])?;
        vm.iter(&items)?
    } else {
        Value::NONE
    };
    vm.new_tuple(vec![function, arguments, state, list_items, dict_items])
}

/// What `__getnewargs_ex__` or `__getnewargs__` give.
fn new_arguments(vm: &mut Vm, this: &Value) -> PyResult<(Option<Ref<Tuple>>, Option<Ref<Dict>>)> {
    let name = vm.names.__getnewargs_ex__.clone();
    if let Some(both) = vm.call_special(this, &name, &[])? {
        let Some(pair) = both.downcast::<Tuple>() else {
            let ty = vm.type_name(&both);
            return Err(vm.type_error(format!("__getnewargs_ex__ should return a tuple, not '{ty}'")));
        };
        let [args, kwargs] = pair.items() else {
            let n = pair.len();
            return Err(vm.value_error(format!("__getnewargs_ex__ should return a tuple of length 2, not {n}")));
        };
        let Some(args) = args.downcast::<Tuple>() else {
            let ty = vm.type_name(args);
            let text = format!("first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '{ty}'");
            return Err(vm.type_error(text));
        };
        let Some(kwargs) = kwargs.downcast::<Dict>() else {
            let ty = vm.type_name(kwargs);
            let text = format!("second item of the tuple returned by __getnewargs_ex__ must be a dict, not '{ty}'");
            return Err(vm.type_error(text));
        };
        return Ok((Some(args.clone()), Some(kwargs.clone())));
    }
    let name = vm.names.__getnewargs__.clone();
    match vm.call_special(this, &name, &[])? {
        None => Ok((None, None)),
        Some(args) => match args.downcast::<Tuple>() {
            Some(args) => Ok((Some(args.clone()), None)),
            None => {
                let ty = vm.type_name(&args);
                Err(vm.type_error(format!("__getnewargs__ should return a tuple, not '{ty}'")))
            }
        },
    }
}

/// The object's `__getstate__`; object's own one is told whether the state must be complete.
fn get_state(vm: &mut Vm, this: &Value, required: bool) -> PyResult {
    let name = vm.names.__getstate__.clone();
    let ty = vm.type_of(this).clone();
    let object = vm.types.object.clone();
    let default = vm.lookup(&object, &name);
    let mine = vm.lookup(&ty, &name);
    let plain = matches!((&mine, &default), (Some(m), Some(d)) if m.is(d)) && vm.instance_get(this, &name).is_none();
    if plain {
        return default_state(vm, this, required);
    }
    let method = vm.getattr(this, &name)?;
    vm.call(&method, &[])
}

fn object_getstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = args.first().cloned().unwrap_or_default();
    default_state(vm, &this, false)
}

/// The instance's dict (None without one), or with slots the pair of the dict and the slots' values.
fn default_state(vm: &mut Vm, this: &Value, required: bool) -> PyResult {
    let class = vm.type_of(this).clone();
    let layout = class.get(vm).core.layout.kind;
    if required && (class.get(vm).item_size() != 0 || !matches!(layout, Kind::Instance | Kind::Exception)) {
        let name = class.get(vm).name.to_lossy().into_owned();
        return Err(vm.type_error(match class.get(vm).item_size() {
            0 => format!("cannot pickle '{name}' object"),
            _ => format!("cannot pickle {name} objects"),
        }));
    }
    let dict = if class.get(vm).core.has_dict.get() {
        let key = vm.names.__dict__.clone();
        vm.getattr_opt(this, &key)?.unwrap_or_default()
    } else {
        Value::NONE
    };
    // An instance without attributes has no state worth keeping.
    let state = match dict.downcast::<Dict>() {
        Some(d) if d.get(vm).is_empty() && class.get(vm).core.attrs_offset.get() != 0 => Value::NONE,
        _ => dict,
    };
    let names = slot_names(vm, &class);
    if names.is_empty() {
        return Ok(state);
    }
    let slots = vm.new_dict();
    for name in names {
        if let Some(value) = vm.getattr_opt(this, &name)? {
            drop(slots.get_mut(vm).set_str(&name, value));
        }
    }
    if slots.get(vm).is_empty() {
        return Ok(state);
    }
    vm.new_tuple(vec![state, slots.into_value()])
}

/// The `__slots__` of a class and its bases.
fn slot_names(vm: &Vm, class: &Ref<Type>) -> Vec<Ref<Str>> {
    class.get(vm).mro.iter().flat_map(|t| t.get(vm).slot_names.iter().map(|n| n.0.clone())).collect()
}
