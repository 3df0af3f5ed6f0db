//! What bytearray has beyond bytes: changing in place.

use super::construct::{byte_value, collect_bytes};
use super::{buffer_copy, copy_slice};
use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::slots::{CompareOp, PyResult};
use crate::object::{ByteArray, Raised, Slice, Str};
use crate::vm::Vm;

pub fn methods(b: TypeBuilder<'_>) -> TypeBuilder<'_> {
    b.method("append(self, item, /)", bytearray_append, "Append a single item to the end of the bytearray.\n\n  item\n    The item to be appended.")
        .method("extend(self, iterable_of_ints, /)", bytearray_extend, "Append all the items from the iterator or sequence to the end of the bytearray.\n\n  iterable_of_ints\n    The iterable of items to append.")
        .method("insert(self, index, item, /)", bytearray_insert, "Insert a single item into the bytearray before the given index.\n\n  index\n    The index where the value is to be inserted.\n  item\n    The item to be inserted.")
        .method("pop(self, index=-1, /)", bytearray_pop, "Remove and return a single item from B.\n\n  index\n    The index from where to remove the item.\n    -1 (the default value) means remove the last item.\n\nIf no index argument is given, will pop the last item.")
        .method("remove(self, value, /)", bytearray_remove, "Remove the first occurrence of a value in the bytearray.\n\n  value\n    The value to remove.")
        .method("reverse(self, /)", bytearray_reverse, "Reverse the order of the values in B in place.")
        .method("clear(self, /)", bytearray_clear, "Remove all items from the bytearray.")
        .method("copy(self, /)", bytearray_copy, "Return a copy of B.")
        .method("resize(self, size, /)", bytearray_resize, "Resize the internal buffer of bytearray to len.\n\n  size\n    New size to resize to.")
        .method("__alloc__(self, /)", bytearray_alloc, "B.__alloc__() -> int\n\nReturn the number of bytes actually allocated.")
        .method("__reduce__(self, /)", bytearray_reduce, "Return state information for pickling.")
        .method("__reduce_ex__(self, proto=0, /)", bytearray_reduce_ex, "Return state information for pickling.")
        .method("__sizeof__(self, /)", bytearray_sizeof, "Returns the size of the bytearray object in memory, in bytes.")
}

/// The error for changing the size while a memoryview looks.
#[cold]
pub fn exported(vm: &Vm) -> Raised {
    vm.buffer_error("Existing exports of data: object cannot be re-sized")
}

fn this<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a Ref<ByteArray>> {
    vm.receiver::<ByteArray>(args)
}

/// The contents, to be made larger or smaller.
fn resizable<'a>(vm: &'a mut Vm, array: &'a Ref<ByteArray>) -> PyResult<&'a mut Vec<u8>> {
    if array.get(vm).is_exported() {
        return Err(exported(vm));
    }
    Ok(&mut array.get_mut(vm).data)
}

/// Makes room for `n` more bytes; MemoryError otherwise.
fn reserve(vm: &mut Vm, array: &Ref<ByteArray>, n: usize) -> PyResult<()> {
    match resizable(vm, array)?.try_reserve(n) {
        Ok(()) => Ok(()),
        Err(_) => Err(vm.memory_error()),
    }
}

pub fn bytearray_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let mut out = vm.type_of(v).get(vm).name.bytes().to_vec();
    out.push(b'(');
    super::quote_bytes(vm, &mut out, super::data(vm, v)?, true)?;
    out.push(b')');
    vm.new_str_wtf8(&out)
}

pub fn bytearray_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    match (vm.bytes_of(a), vm.bytes_of(b)) {
        (Some(x), Some(y)) => Ok(Value::bool(op.accepts(x.cmp(&y)))),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

pub fn bytearray_iadd(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    vm.check_view(b)?;
    let Some(tail) = buffer_copy(vm, b) else {
        let (left, right) = (vm.type_name(a), vm.type_name(b));
        return Err(vm.type_error(format!("can't concat {right} to {left}")));
    };
    let array = this(vm, std::slice::from_ref(a))?;
    if !tail.is_empty() {
        reserve(vm, array, tail.len())?;
        array.get_mut(vm).data.extend_from_slice(&tail);
    }
    Ok(a.clone())
}

pub fn bytearray_imul(vm: &mut Vm, a: &Value, count: &Value) -> PyResult {
    let n = vm.repeat_count(count)?.max(0) as usize;
    let array = this(vm, std::slice::from_ref(a))?;
    if n == 1 {
        return Ok(a.clone());
    }
    resizable(vm, array)?;
    let repeated = super::repeated(vm, &array.get(vm).data, n)?;
    array.get_mut(vm).data = repeated;
    Ok(a.clone())
}

pub fn bytearray_setitem(vm: &mut Vm, v: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let array = this(vm, std::slice::from_ref(v))?;
    if key.downcast_exact::<Slice>().is_some() {
        return set_slice(vm, array, key, value);
    }
    if !vm.is_int(key) && vm.type_of(key).get(vm).slots.index.is_none() {
        let ty = vm.type_name(key);
        return Err(vm.type_error(format!("bytearray indices must be integers or slices, not {ty}")));
    }
    let len = array.get(vm).data.len();
    let Some(i) = vm.sequence_index(key, len)? else {
        return Err(vm.index_error("bytearray index out of range"));
    };
    match value {
        Some(value) => {
            let b = byte_value(vm, value, "byte")?;
            match array.get_mut(vm).data.get_mut(i) {
                Some(slot) => *slot = b,
                None => return Err(vm.index_error("bytearray index out of range")),
            }
        }
        None => {
            let data = resizable(vm, array)?;
            if i < data.len() {
                data.remove(i);
            }
        }
    }
    Ok(())
}

fn set_slice(vm: &mut Vm, array: &Ref<ByteArray>, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let new = match value {
        None => Vec::new(),
        Some(value) => match buffer_copy(vm, value) {
            Some(bytes) => bytes,
            None => {
                let slots = &vm.type_of(value).get(vm).slots;
                let iterable = slots.iter.is_some() || slots.getitem.is_some();
                if value.downcast::<Str>().is_some() || vm.is_int(value) || !iterable {
                    let text = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
                    return Err(vm.type_error(text));
                }
                collect_bytes(vm, value, "byte")?
            }
        },
    };
    let Some(s) = key.downcast_exact::<Slice>() else { return Ok(()) };
    let (start, stop, step) = vm.slice_unpack(s)?;
    let (start, stop, step, count) = crate::builtins::slice::slice_adjust(start, stop, step, array.get(vm).data.len());
    if step == 1 {
        let (from, to) = (start as usize, stop.max(start) as usize);
        if new.len() == to - from {
            if let Some(target) = array.get_mut(vm).data.get_mut(from..to) {
                target.copy_from_slice(&new);
            }
            return Ok(());
        }
        reserve(vm, array, new.len())?;
        let data = resizable(vm, array)?;
        data.splice(from..to.min(data.len()), new);
        return Ok(());
    }
    // As in CPython, nothing assigned to an extended slice deletes it.
    if new.is_empty() {
        if count > 0 {
            let data = resizable(vm, array)?;
            let mut doomed: Vec<usize> = (0..count as i64).map(|i| (start + i * step) as usize).collect();
            doomed.sort_unstable();
            let mut next = doomed.into_iter().peekable();
            let mut i = 0;
            data.retain(|_| {
                let drop = next.next_if_eq(&i).is_some();
                i += 1;
                !drop
            });
        }
        return Ok(());
    }
    if new.len() != count {
        let n = new.len();
        return Err(vm.value_error(format!("attempt to assign bytes of size {n} to extended slice of size {count}")));
    }
    let data = &mut array.get_mut(vm).data;
    for (i, b) in new.iter().enumerate() {
        if let Some(slot) = data.get_mut((start + i as i64 * step) as usize) {
            *slot = *b;
        }
    }
    Ok(())
}

fn bytearray_append(vm: &mut Vm, args: &[Value]) -> PyResult {
    let b = byte_value(vm, arg(args, 1), "byte")?;
    let array = this(vm, args)?;
    reserve(vm, array, 1)?;
    array.get_mut(vm).data.push(b);
    Ok(Value::NONE)
}

fn bytearray_extend(vm: &mut Vm, args: &[Value]) -> PyResult {
    let items = arg(args, 1);
    vm.check_view(items)?;
    let new = match buffer_copy(vm, items) {
        Some(bytes) => bytes,
        None => {
            let ty = vm.type_name(items);
            if items.downcast::<Str>().is_some() {
                return Err(vm.type_error(format!("expected iterable of integers; got: '{ty}'")));
            }
            let slots = &vm.type_of(items).get(vm).slots;
            if slots.iter.is_none() && slots.getitem.is_none() {
                return Err(vm.type_error(format!("can't extend bytearray with {ty}")));
            }
            collect_bytes(vm, items, "byte")?
        }
    };
    let array = this(vm, args)?;
    if !new.is_empty() {
        reserve(vm, array, new.len())?;
        array.get_mut(vm).data.extend_from_slice(&new);
    }
    Ok(Value::NONE)
}

fn bytearray_insert(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = vm.extract::<i64>(arg(args, 1))?;
    let b = byte_value(vm, arg(args, 2), "byte")?;
    let array = this(vm, args)?;
    reserve(vm, array, 1)?;
    let data = &mut array.get_mut(vm).data;
    let len = data.len() as i64;
    let at = if index < 0 { index.saturating_add(len).max(0) } else { index.min(len) };
    data.insert(at as usize, b);
    Ok(Value::NONE)
}

fn bytearray_pop(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = vm.extract::<i64>(arg(args, 1))?;
    let array = this(vm, args)?;
    let len = array.get(vm).data.len() as i64;
    if len == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let at = if index < 0 { index.saturating_add(len) } else { index };
    if !(0..len).contains(&at) {
        return Err(vm.index_error("pop index out of range"));
    }
    let b = resizable(vm, array)?.remove(at as usize);
    Ok(Value::small_int(b as i64))
}

fn bytearray_remove(vm: &mut Vm, args: &[Value]) -> PyResult {
    let b = byte_value(vm, arg(args, 1), "byte")?;
    let array = this(vm, args)?;
    let Some(at) = memchr::memchr(b, &array.get(vm).data) else {
        return Err(vm.value_error("value not found in bytearray"));
    };
    resizable(vm, array)?.remove(at);
    Ok(Value::NONE)
}

fn bytearray_reverse(vm: &mut Vm, args: &[Value]) -> PyResult {
    this(vm, args)?.get_mut(vm).data.reverse();
    Ok(Value::NONE)
}

fn bytearray_clear(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = resizable(vm, this(vm, args)?)?;
    *data = Vec::new();
    Ok(Value::NONE)
}

fn bytearray_copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    let copy = copy_slice(vm, &this(vm, args)?.get(vm).data)?;
    vm.new_bytearray(copy)
}

fn bytearray_resize(vm: &mut Vm, args: &[Value]) -> PyResult {
    let size = vm.extract::<i64>(arg(args, 1))?;
    let Ok(size) = usize::try_from(size) else {
        return Err(vm.value_error(format!("Can only resize to positive sizes, got {size}")));
    };
    let array = this(vm, args)?;
    let len = array.get(vm).data.len();
    if size != len {
        reserve(vm, array, size.saturating_sub(len))?;
        array.get_mut(vm).data.resize(size, 0);
    }
    Ok(Value::NONE)
}

fn bytearray_alloc(vm: &mut Vm, args: &[Value]) -> PyResult {
    let n = match this(vm, args)?.get(vm).data.len() {
        0 => 0,
        n => n + 1,
    };
    Ok(vm.int(n as i64))
}

fn bytearray_sizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let n = match this(vm, args)?.get(vm).data.len() {
        0 => 56,
        n => 57 + n,
    };
    Ok(vm.int(n as i64))
}

fn bytearray_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    reduce(vm, args, 2)
}

fn bytearray_reduce_ex(vm: &mut Vm, args: &[Value]) -> PyResult {
    let protocol = match arg(args, 1) {
        v if v.is_unset() => 0,
        v => vm.extract::<i64>(v)?,
    };
    reduce(vm, args, protocol)
}

/// The type, what makes an equal array of it, and the instance's attributes. Old protocols know no bytes.
fn reduce(vm: &mut Vm, args: &[Value], protocol: i64) -> PyResult {
    let receiver = arg(args, 0);
    let class = vm.type_of(receiver).to_value();
    let name = vm.names.__dict__.clone();
    let state = vm.getattr_opt(receiver, &name)?.unwrap_or_default();
    let data = copy_slice(vm, super::data(vm, receiver)?)?;
    let contents = if protocol >= 3 {
        if data.is_empty() { Vec::new() } else { vec![vm.new_bytes(data)?] }
    } else {
        let text = vm.decode_bytes(&data, None, "latin-1", "strict")?;
        vec![text.into_value(), vm.str("latin-1")]
    };
    let contents = vm.new_tuple(contents)?;
    vm.new_tuple(vec![class, contents, state])
}
