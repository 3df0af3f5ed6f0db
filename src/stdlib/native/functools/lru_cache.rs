//! `_lru_cache_wrapper`: a function with a cache. The cache is a dict in order of use, so that the first entry is the one
//! to be dropped.

use crate::gc::{Kind, Ref, Value};
use crate::native::build::new_native_type;
use crate::native::{TypeBuilder, arg};
use crate::object::registry::Plain;
use crate::object::slots::{Args, PyResult};
use crate::object::{Dict, Str, Type};
use crate::payload;
use crate::vm::Vm;

struct Wrapper {
    function: Value,
    cache: Ref<Dict>,
    /// `None` is unbounded.
    maxsize: Option<usize>,
    typed: bool,
    hits: u64,
    misses: u64,
    /// Makes the result of `cache_info`.
    info: Value,
    /// Stands between positional and keyword arguments in a key.
    mark: Value,
}

payload!(Wrapper, Kind::Other, "_lru_cache_wrapper", tracked { function, cache, info, mark });

const DOC: &str = "Create a cached callable that wraps another function.

user_function:      the function being cached
maxsize:  0         for no caching
          None      for unlimited cache size
          n         for a bounded cache
typed:    whether arguments of different type are different
cache_info_type:    makes what cache_info() returns of hits, misses, maxsize, currsize";

pub fn init(vm: &mut Vm) -> Ref<Type> {
    let ty = new_native_type::<Wrapper>(vm, "_lru_cache_wrapper", "functools", None);
    TypeBuilder::new(vm, &ty)
        .doc(DOC)
        .with_dict()
        .weakrefable()
        .getset(
            "__dict__",
            crate::builtins::type_::instance_dict_get,
            Some(crate::builtins::type_::builtin_dict_set),
            "",
        )
        .slots(|s| {
            s.new = Some(wrapper_new);
            s.call = Some(wrapper_call);
            s.descr_get = Some(wrapper_get);
        })
        .method("cache_info(self, /)", cache_info, "Report cache statistics")
        .method("cache_clear(self, /)", cache_clear, "Clear the cache and cache statistics")
        .method("__reduce__(self, /)", wrapper_reduce, "")
        .method("__copy__(self, /)", |_, args| Ok(arg(args, 0).clone()), "")
        .method("__deepcopy__(self, memo, /)", |_, args| Ok(arg(args, 0).clone()), "")
        .ready()
}

fn wrapper_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("_lru_cache_wrapper(user_function, maxsize, typed, cache_info_type)", args)?;
    let function = arg(&bound, 0);
    if vm.type_of(function).get(vm).slots.call.is_none() {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let maxsize = match arg(&bound, 1).is_none() {
        true => None,
        false if vm.is_int(arg(&bound, 1)) => Some(vm.extract::<i64>(arg(&bound, 1))?.max(0) as usize),
        false => return Err(vm.type_error("maxsize should be integer or None")),
    };
    let typed = vm.truthy(arg(&bound, 2))?;
    let mark = vm.alloc(&vm.types.object, Plain)?.into_value();
    let payload = Wrapper {
        function: function.clone(),
        cache: vm.new_dict(),
        maxsize,
        typed,
        hits: 0,
        misses: 0,
        info: arg(&bound, 3).clone(),
        mark,
    };
    Ok(vm.alloc(class, payload)?.into_value())
}

/// The key of a call: a single int or str stands for itself, all else is a tuple.
fn make_key(vm: &Vm, args: Args<'_>, typed: bool, mark: &Value) -> PyResult {
    if !typed
        && let ([one], []) = (args.values, args.names)
        && (one.as_small().is_some() || one.downcast_exact::<Str>().is_some())
    {
        return Ok(one.clone());
    }
    let mut parts = args.pos().to_vec();
    if !args.names.is_empty() {
        parts.push(mark.clone());
        for (name, value) in args.keywords() {
            parts.push(name.clone());
            parts.push(value.clone());
        }
    }
    if typed {
        parts.extend(args.values.iter().map(|v| vm.type_of(v).to_value()));
    }
    vm.new_tuple(parts)
}

fn wrapper_call(vm: &mut Vm, v: &Value, args: Args<'_>) -> PyResult {
    let this = vm.receiver::<Wrapper>(std::slice::from_ref(v))?.clone();
    let w = this.get(vm);
    let (function, cache, maxsize) = (w.function.clone(), w.cache.clone(), w.maxsize);
    if maxsize == Some(0) {
        this.get_mut(vm).misses += 1;
        return vm.call_args(&function, args);
    }
    let key = make_key(vm, args, w.typed, &w.mark)?;
    let hash = vm.hash(&key)?;
    if let Some(index) = vm.dict_find(&cache, &key, hash)?
        && let Some(value) = cache.get(vm).entry(index).map(|e| e.value.clone())
    {
        this.get_mut(vm).hits += 1;
        if maxsize.is_some() && !cache.get_mut(vm).move_to_back(index) {
            return Err(vm.memory_error());
        }
        return Ok(value);
    }
    this.get_mut(vm).misses += 1;
    let value = vm.call_args(&function, args)?;
    // The function may have filled or cleared the cache itself.
    if let Some(maxsize) = maxsize {
        if vm.dict_find(&cache, &key, hash)?.is_some() {
            return Ok(value);
        }
        let c = cache.get_mut(vm);
        if c.len() >= maxsize
            && let Some((oldest, _)) = c.next_from(0)
        {
            let old = c.remove_at(oldest);
            drop(old);
        }
    }
    vm.dict_set_hashed(&cache, &key, hash, value.clone())?;
    Ok(value)
}

/// As of a function: access through an instance binds.
fn wrapper_get(vm: &mut Vm, v: &Value, instance: Option<&Value>, _owner: &Value) -> PyResult {
    match instance.filter(|i| !i.is_none()) {
        Some(instance) => vm.new_bound_method(v.clone(), instance.clone()),
        None => Ok(v.clone()),
    }
}

fn cache_info(vm: &mut Vm, args: &[Value]) -> PyResult {
    let w = vm.receiver::<Wrapper>(args)?.get(vm);
    let maxsize = w.maxsize.map_or(Value::NONE, |n| vm.int(n as i64));
    let numbers = [vm.int(w.hits as i64), vm.int(w.misses as i64), maxsize, vm.int(w.cache.get(vm).len() as i64)];
    let info = w.info.clone();
    vm.call(&info, &numbers)
}

fn cache_clear(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = vm.receiver::<Wrapper>(args)?.clone();
    let w = this.get_mut(vm);
    w.hits = 0;
    w.misses = 0;
    let cache = w.cache.clone();
    let entries = cache.get_mut(vm).take_all();
    drop(entries);
    Ok(Value::NONE)
}

fn wrapper_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.getattr_str(arg(args, 0), "__qualname__")
}
