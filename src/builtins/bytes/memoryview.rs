//! `memoryview`: views of the bytes behind other objects, sliced and cast without copying.

use super::item;
use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::memory::{MemoryIter, MemoryView};
use crate::object::slots::{Args, CompareOp, PyResult};
use crate::object::{List, Raised, Slice, Str, Tuple, Type};
use crate::vm::Vm;
use crate::vm::guard::PIECE;
use std::borrow::Cow;

const DOC: &str = "memoryview(object)
--

Create a new memoryview object which references the given object.";

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.memoryview.clone();
    TypeBuilder::new(vm, &ty)
        .doc(DOC)
        .slots(|s| {
            s.new = Some(memoryview_new);
            s.repr = Some(memoryview_repr);
            s.hash = Some(memoryview_hash);
            s.compare = Some(memoryview_compare);
            s.len = Some(memoryview_len);
            s.iter = Some(memoryview_iter);
            s.getitem = Some(memoryview_getitem);
            s.setitem = Some(memoryview_setitem);
            s.buffer = Some(&super::VIEW_BUFFER);
        })
        .method("release(self, /)", memoryview_release, "Release the underlying buffer exposed by the memoryview object.")
        .method("tobytes(self, /, order='C')", memoryview_tobytes, "Return the data in the buffer as a byte string.\n\nOrder can be {'C', 'F', 'A'}. When order is 'C' or 'F', the data of the\noriginal array is converted to C or Fortran order. For contiguous views,\n'A' returns an exact copy of the physical memory. In particular, in-memory\nFortran order is preserved. For non-contiguous views, the data is converted\nto C first. order=None is the same as order='C'.")
        .method("tolist(self, /)", memoryview_tolist, "Return the data in the buffer as a list of elements.")
        .method("toreadonly(self, /)", memoryview_toreadonly, "Return a readonly version of the memoryview.")
        .method("cast(self, /, format, shape=<unrepresentable>)", memoryview_cast, "Cast a memoryview to a new format or shape.")
        .method(super::hex::HEX_SIGNATURE, memoryview_hex, "Return the data in the buffer as a str of hexadecimal numbers.\n\n  sep\n    An optional single character or byte to separate hex bytes.\n  bytes_per_sep\n    How many bytes between separators.  Positive values count from the\n    right, negative values count from the left.\n\nExample:\n>>> value = memoryview(b'\\xb9\\x01\\xef')\n>>> value.hex()\n'b901ef'\n>>> value.hex(':')\n'b9:01:ef'\n>>> value.hex(':', 2)\n'b9:01ef'\n>>> value.hex(':', -2)\n'b901:ef'")
        .method("count(self, value, /)", memoryview_count, "Count the number of occurrences of a value.")
        .method("index(self, value, start=0, stop=sys.maxsize, /)", memoryview_index, "Return the index of the first occurrence of a value.\n\nRaises ValueError if the value is not present.")
        .method("__buffer__(self, flags, /)", dunder_buffer, BUFFER_DOC)
        .method("__enter__(self, /)", memoryview_enter, "")
        .method("__exit__(self, /, *exc_info)", memoryview_release, "Release the underlying buffer exposed by the memoryview object.")
        .class_method("__class_getitem__(type, object, /)", class_getitem, "memoryviews are generic over the type of their underlying data")
        .getset("obj", |vm, v| Ok(live(vm, v)?.get(vm).owner.clone().unwrap_or_default()), None, "The underlying object of the memoryview.")
        .getset("nbytes", |vm, v| number(vm, v, |m| m.items() * m.itemsize), None, "The amount of space in bytes that the array would use in\na contiguous representation.")
        .getset("itemsize", |vm, v| number(vm, v, |m| m.itemsize), None, "The size in bytes of each element of the memoryview.")
        .getset("ndim", |vm, v| number(vm, v, |m| m.shape.len()), None, "An integer indicating how many dimensions of a multi-dimensional\narray the memory represents.")
        .getset("readonly", |vm, v| Ok(Value::bool(live(vm, v)?.get(vm).readonly)), None, "A bool indicating whether the memory is read only.")
        .getset("format", get_format, None, "A string containing the format (in struct module style)\n for each element in the view.")
        .getset("shape", |vm, v| tuple_of(vm, v, |m| m.shape.iter().map(|n| *n as i64).collect()), None, "A tuple of ndim integers giving the shape of the memory\nas an N-dimensional array.")
        .getset("strides", |vm, v| tuple_of(vm, v, |m| m.strides.iter().map(|n| *n as i64).collect()), None, "A tuple of ndim integers giving the size in bytes to access\neach element for each dimension of the array.")
        .getset("suboffsets", |vm, v| tuple_of(vm, v, |_| Vec::new()), None, "A tuple of integers used internally for PIL-style arrays.")
        .getset("c_contiguous", |vm, v| Ok(Value::bool(live(vm, v)?.get(vm).is_c_contiguous())), None, "A bool indicating whether the memory is C contiguous.")
        .getset("f_contiguous", |vm, v| Ok(Value::bool(is_f_contiguous(live(vm, v)?.get(vm)))), None, "A bool indicating whether the memory is Fortran contiguous.")
        .getset("contiguous", |vm, v| {
            let view = live(vm, v)?.get(vm);
            Ok(Value::bool(view.is_c_contiguous() || is_f_contiguous(view)))
        }, None, "A bool indicating whether the memory is contiguous.")
        .ready();
    let ty = vm.types.memory_iterator.clone();
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.iter = Some(|_, v| Ok(v.clone()));
            s.iternext = Some(memory_iterator_next);
        })
        .ready();
    Ok(())
}

#[cold]
fn released(vm: &Vm) -> Raised {
    vm.value_error("operation forbidden on released memoryview object")
}

/// The view, if it was not released.
fn live<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<MemoryView>> {
    let view = vm.receiver::<MemoryView>(std::slice::from_ref(v))?;
    if view.get(vm).owner.is_none() {
        return Err(released(vm));
    }
    Ok(view)
}

fn number(vm: &mut Vm, v: &Value, get: impl Fn(&MemoryView) -> usize) -> PyResult {
    let n = get(live(vm, v)?.get(vm));
    Ok(vm.int(n as i64))
}

fn tuple_of(vm: &mut Vm, v: &Value, get: impl Fn(&MemoryView) -> Vec<i64>) -> PyResult {
    let numbers = get(live(vm, v)?.get(vm));
    vm.new_tuple(numbers.into_iter().map(|n| vm.int(n)).collect())
}

fn get_format(vm: &mut Vm, v: &Value) -> PyResult {
    let view = live(vm, v)?.get(vm);
    let text = [b'@', view.format];
    vm.new_str_wtf8(if view.prefixed { &text } else { text.get(1..).unwrap_or(&[]) })
}

fn is_f_contiguous(view: &MemoryView) -> bool {
    let mut expected = view.itemsize as isize;
    view.shape.iter().zip(&view.strides).all(|(n, stride)| {
        let fits = *n <= 1 || *stride == expected;
        expected *= *n as isize;
        fits
    })
}

fn memoryview_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("memoryview(object)", args)?;
    let object = arg(&bound, 0);
    let payload = match object.downcast::<MemoryView>() {
        Some(_) => view_of(vm, live(vm, object)?),
        None => new_view(vm, object)?,
    };
    Ok(vm.alloc(class, payload)?.into_value())
}

pub const BUFFER_DOC: &str = "Return a buffer object that exposes the underlying memory of the object.";

/// `__buffer__` of builtin types: a view, writable if that is asked for and possible.
pub fn dunder_buffer(vm: &mut Vm, args: &[Value]) -> PyResult {
    const WRITABLE: i64 = 1;
    let object = arg(args, 0);
    let flags = vm.extract::<i64>(arg(args, 1))?;
    let view = match object.downcast::<MemoryView>() {
        Some(_) => view_of(vm, live(vm, object)?),
        None => new_view(vm, object)?,
    };
    if flags & WRITABLE != 0 && view.readonly {
        return Err(match object.downcast::<MemoryView>() {
            Some(_) => vm.buffer_error("memoryview: underlying buffer is not writable"),
            None => vm.buffer_error("Object is not writable."),
        });
    }
    made(vm, view)
}

fn new_view(vm: &mut Vm, object: &Value) -> PyResult<MemoryView> {
    let Some(slots) = vm.type_of(object).get(vm).slots.buffer else {
        // PEP 688: a class of Python code gives a view of something else.
        const FULL_READ_ONLY: i64 = 284;
        let name = vm.intern("__buffer__");
        let flags = vm.int(FULL_READ_ONLY);
        if let Some(given) = vm.call_special(object, &name, &[flags])? {
            if given.downcast::<MemoryView>().is_none() {
                return Err(vm.type_error("__buffer__ returned non-memoryview object"));
            }
            return Ok(view_of(vm, live(vm, &given)?));
        }
        let ty = vm.type_name(object);
        return Err(vm.type_error(format!("memoryview: a bytes-like object is required, not '{ty}'")));
    };
    let len = (slots.bytes)(vm, object).len();
    let format = (slots.format)(vm, object);
    let itemsize = item::size_of_format(format).unwrap_or(1);
    let export = (slots.export)(vm, object);
    Ok(MemoryView {
        owner: Some(object.clone()),
        offset: 0,
        shape: vec![len / itemsize],
        strides: vec![itemsize as isize],
        format,
        prefixed: false,
        itemsize,
        readonly: slots.bytes_mut.is_none(),
        export,
        hash: -1,
    })
}

/// Another view of the same items.
fn view_of(vm: &mut Vm, view: &Ref<MemoryView>) -> MemoryView {
    let export = match view.get(vm).owner.clone() {
        Some(owner) => vm.export_buffer(&owner),
        None => Default::default(),
    };
    let v = view.get(vm);
    MemoryView {
        owner: v.owner.clone(),
        offset: v.offset,
        shape: v.shape.clone(),
        strides: v.strides.clone(),
        format: v.format,
        prefixed: v.prefixed,
        itemsize: v.itemsize,
        readonly: v.readonly,
        export,
        hash: -1,
    }
}

fn made(vm: &Vm, payload: MemoryView) -> PyResult {
    Ok(vm.alloc(&vm.types.memoryview, payload)?.into_value())
}

fn memoryview_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let view = vm.receiver::<MemoryView>(std::slice::from_ref(v))?;
    let word = if view.get(vm).owner.is_none() { "released memory" } else { "memory" };
    vm.new_str(&format!("<{word} at {:#x}>", v.id()))
}

fn memoryview_release(vm: &mut Vm, args: &[Value]) -> PyResult {
    let view = vm.receiver::<MemoryView>(args)?.get_mut(vm);
    let owner = view.owner.take();
    let export = std::mem::take(&mut view.export);
    drop((owner, export));
    Ok(Value::NONE)
}

fn memoryview_enter(vm: &mut Vm, args: &[Value]) -> PyResult {
    live(vm, arg(args, 0))?;
    Ok(arg(args, 0).clone())
}

fn class_getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.generic_alias(arg(args, 0), arg(args, 1))
}

fn memoryview_hash(vm: &mut Vm, v: &Value) -> PyResult<i64> {
    let view = vm.receiver::<MemoryView>(std::slice::from_ref(v))?;
    if view.get(vm).hash != -1 {
        return Ok(view.get(vm).hash);
    }
    let m = live(vm, v)?.get(vm);
    if !m.readonly {
        return Err(vm.value_error("cannot hash writable memoryview object"));
    }
    if !item::is_byte_format(m.format) {
        return Err(vm.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
    }
    // The owner must be hashable too: a read-only view of something mutable is not.
    if let Some(owner) = m.owner.clone() {
        vm.hash(&owner)?;
    }
    let hash = crate::object::hash::hash_bytes(&view.get(vm).contents(vm));
    view.get_mut(vm).hash = hash;
    Ok(hash)
}

fn memoryview_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    Ok(match equal_views(vm, a, b)? {
        Some(equal) => Value::bool(equal == (op == CompareOp::Eq)),
        None => Value::NOT_IMPLEMENTED,
    })
}

/// The items of a bytes-like object: shape, format and bytes. `None` if it is none, or a released view.
fn items_of<'a>(vm: &'a Vm, v: &'a Value) -> Option<(Vec<usize>, u8, usize, Cow<'a, [u8]>)> {
    if let Some(view) = v.downcast::<MemoryView>() {
        let m = view.get(vm);
        m.owner.as_ref()?;
        return Some((m.shape.clone(), m.format, m.itemsize, m.contents(vm)));
    }
    let slots = vm.type_of(v).get(vm).slots.buffer?;
    let (bytes, format) = ((slots.bytes)(vm, v), (slots.format)(vm, v));
    let size = item::size_of_format(format).unwrap_or(1);
    Some((vec![bytes.len() / size], format, size, Cow::Borrowed(bytes)))
}

fn equal_views(vm: &mut Vm, a: &Value, b: &Value) -> PyResult<Option<bool>> {
    if a.is(b) && items_of(vm, a).is_none() {
        return Ok(Some(true));
    }
    let is_released = |vm: &Vm, v: &Value| v.downcast::<MemoryView>().is_some_and(|m| m.get(vm).owner.is_none());
    if is_released(vm, a) || is_released(vm, b) {
        return Ok(Some(a.is(b)));
    }
    let (Some(x), Some(y)) = (items_of(vm, a), items_of(vm, b)) else { return Ok(None) };
    if x.0 != y.0 {
        return Ok(Some(false));
    }
    if x.1 == y.1 && !matches!(x.1, b'f' | b'd' | b'e' | b'?') {
        for (p, q) in x.3.chunks(PIECE).zip(y.3.chunks(PIECE)) {
            vm.check_interrupt()?;
            if p != q {
                return Ok(Some(false));
            }
        }
        return Ok(Some(true));
    }
    let ((_, f, n, x), (_, g, m, y)) = (x, y);
    let (x, y) = (super::copy_slice(vm, &x)?, super::copy_slice(vm, &y)?);
    for (p, q) in x.chunks(n.max(1)).zip(y.chunks(m.max(1))) {
        vm.poll()?;
        let (p, q) = (item::unpack(vm, f, p)?, item::unpack(vm, g, q)?);
        if !vm.compare_bool(&p, &q, CompareOp::Eq)? {
            return Ok(Some(false));
        }
    }
    Ok(Some(true))
}

fn memoryview_len(vm: &mut Vm, v: &Value) -> PyResult<usize> {
    match live(vm, v)?.get(vm).shape.first() {
        Some(n) => Ok(*n),
        None => Err(vm.type_error("0-dim memory has no length")),
    }
}

/// Byte position of an item of a one-dimensional view.
fn position(vm: &Vm, view: &MemoryView, dimension: usize, index: i64) -> PyResult<isize> {
    let n = view.shape.get(dimension).copied().unwrap_or(0) as i64;
    let at = if index < 0 { index.saturating_add(n) } else { index };
    if !(0..n).contains(&at) {
        return Err(vm.index_error(format!("index out of bounds on dimension {}", dimension + 1)));
    }
    Ok(at as isize * view.strides.get(dimension).copied().unwrap_or(0))
}

fn item_at(vm: &Vm, view: &MemoryView, at: usize) -> PyResult {
    item::unpack(vm, view.format, view.owner_bytes(vm).get(at..at + view.itemsize).unwrap_or(&[]))
}

/// What a subscript asks for.
enum Key {
    /// Byte position of one item.
    Item(usize),
    Slice,
    /// `...` or `()` on a view without dimensions.
    Whole,
}

fn resolve(vm: &mut Vm, v: &Value, key: &Value) -> PyResult<Key> {
    let ndim = live(vm, v)?.get(vm).shape.len();
    if ndim == 0 {
        return match key {
            k if k.tag() == crate::gc::tag::ELLIPSIS => Ok(Key::Whole),
            k if k.downcast::<Tuple>().is_some_and(|t| t.items().is_empty()) => {
                Ok(Key::Item(live(vm, v)?.get(vm).offset))
            }
            _ => Err(vm.type_error("invalid indexing of 0-dim memory")),
        };
    }
    let is_index = |vm: &Vm, k: &Value| vm.is_int(k) || vm.type_of(k).get(vm).slots.index.is_some();
    if is_index(vm, key) {
        let index = index_of(vm, key)?;
        let view = live(vm, v)?.get(vm);
        if ndim > 1 {
            return Err(vm.not_implemented_error("multi-dimensional sub-views are not implemented"));
        }
        return Ok(Key::Item((view.offset as isize + position(vm, view, 0, index)?) as usize));
    }
    if key.downcast_exact::<Slice>().is_some() {
        return Ok(Key::Slice);
    }
    if let Some(tuple) = key.downcast::<Tuple>() {
        let tuple = tuple.clone();
        let n = tuple.items().len();
        if tuple.items().iter().all(|k| is_index(vm, k)) {
            if n < ndim {
                return Err(vm.not_implemented_error("sub-views are not implemented"));
            }
            if n > ndim {
                return Err(vm.type_error(format!("cannot index {ndim}-dimension view with {n}-element tuple")));
            }
            let mut indices = Vec::with_capacity(n);
            for k in tuple.items() {
                indices.push(index_of(vm, k)?);
            }
            let view = live(vm, v)?.get(vm);
            let mut at = view.offset as isize;
            for (dimension, index) in indices.into_iter().enumerate() {
                at += position(vm, view, dimension, index)?;
            }
            return Ok(Key::Item(at as usize));
        }
        if tuple.items().iter().all(|k| k.downcast_exact::<Slice>().is_some()) {
            return Err(vm.not_implemented_error("multi-dimensional slicing is not implemented"));
        }
    }
    Err(vm.type_error("memoryview: invalid slice key"))
}

fn index_of(vm: &mut Vm, k: &Value) -> PyResult<i64> {
    match vm.index(k)?.as_small() {
        Some(i) => Ok(i),
        None => Err(vm.index_error("cannot fit 'int' into an index-sized integer")),
    }
}

/// The view of a slice of the first dimension.
fn sliced(vm: &mut Vm, v: &Value, key: &Value) -> PyResult<MemoryView> {
    let n = live(vm, v)?.get(vm).shape.first().copied().unwrap_or(0);
    let (start, _, step, count) = vm.slice_indices(key, n)?;
    let view = live(vm, v)?;
    let mut part = view_of(vm, view);
    let stride = part.strides.first().copied().unwrap_or(1);
    if count > 0 {
        part.offset = (part.offset as isize + start as isize * stride) as usize;
    }
    if let (Some(n), Some(s)) = (part.shape.first_mut(), part.strides.first_mut()) {
        (*n, *s) = (count, stride.saturating_mul(step as isize));
    }
    Ok(part)
}

fn memoryview_getitem(vm: &mut Vm, v: &Value, key: &Value) -> PyResult {
    match resolve(vm, v, key)? {
        Key::Item(at) => item_at(vm, live(vm, v)?.get(vm), at),
        Key::Slice => {
            let part = sliced(vm, v, key)?;
            made(vm, part)
        }
        Key::Whole => Ok(v.clone()),
    }
}

fn memoryview_setitem(vm: &mut Vm, v: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let view = live(vm, v)?;
    if view.get(vm).readonly {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    let Some(value) = value else { return Err(vm.type_error("cannot delete memory")) };
    let format = view.get(vm).format;
    match resolve(vm, v, key)? {
        Key::Item(at) => {
            let bytes = item::pack(vm, format, value)?;
            write(vm, live(vm, v)?, at, &bytes);
            Ok(())
        }
        Key::Whole => {
            let at = view.get(vm).offset;
            let bytes = item::pack(vm, format, value)?;
            write(vm, live(vm, v)?, at, &bytes);
            Ok(())
        }
        Key::Slice => {
            if live(vm, v)?.get(vm).shape.len() > 1 {
                let text = "memoryview slice assignments are currently restricted to ndim = 1";
                return Err(vm.not_implemented_error(text));
            }
            vm.check_view(value)?;
            let Some((shape, given, size, bytes)) = items_of(vm, value) else {
                let ty = vm.type_name(value);
                return Err(vm.type_error(format!("a bytes-like object is required, not '{ty}'")));
            };
            let bytes = super::copy_slice(vm, &bytes)?;
            let part = sliced(vm, v, key)?;
            if given != part.format || shape != part.shape {
                let text = "memoryview assignment: lvalue and rvalue have different structures";
                return Err(vm.value_error(text));
            }
            let view = live(vm, v)?.clone();
            if part.is_c_contiguous() {
                write(vm, &view, part.offset, &bytes);
                return Ok(());
            }
            for (at, chunk) in part.positions().zip(bytes.chunks(size.max(1))) {
                write(vm, &view, at, chunk);
            }
            Ok(())
        }
    }
}

/// Writes into the owner's bytes.
fn write(vm: &mut Vm, view: &Ref<MemoryView>, at: usize, bytes: &[u8]) {
    let Some(owner) = view.get(vm).owner.clone() else { return };
    let Some(slots) = vm.type_of(&owner).get(vm).slots.buffer else { return };
    if let Some(target) = slots.bytes_mut.and_then(|f| f(vm, &owner).get_mut(at..at + bytes.len())) {
        target.copy_from_slice(bytes);
    }
}

fn memoryview_tobytes(vm: &mut Vm, args: &[Value]) -> PyResult {
    let order = arg(args, 1);
    let fortran = match order.downcast::<Str>().map(|t| t.bytes()) {
        _ if order.is_none() || order.is_unset() => false,
        Some(b"C") => false,
        Some(b"F") => true,
        Some(b"A") => {
            let view = live(vm, arg(args, 0))?.get(vm);
            !view.is_c_contiguous() && is_f_contiguous(view)
        }
        Some(_) => return Err(vm.value_error("order must be 'C', 'F' or 'A'")),
        None => {
            let ty = vm.arg_type_name(order);
            return Err(vm.type_error(format!("tobytes() argument 'order' must be str or None, not {ty}")));
        }
    };
    let view = live(vm, arg(args, 0))?.get(vm);
    if fortran && view.shape.len() > 1 {
        let bytes = view.owner_bytes(vm);
        let mut at: Vec<isize> = vec![view.offset as isize];
        for (n, stride) in view.shape.iter().zip(&view.strides).rev() {
            at = at.iter().flat_map(|base| (0..*n).map(move |i| base + i as isize * stride)).collect();
        }
        let mut out = Vec::new();
        for p in at {
            out.extend_from_slice(bytes.get(p as usize..p as usize + view.itemsize).unwrap_or(&[]));
        }
        return vm.new_bytes(out);
    }
    let copy = match view.is_c_contiguous() {
        true => super::copy_slice(vm, &view.contents(vm))?,
        false => {
            let bytes = view.owner_bytes(vm);
            let mut out = vm.buffer(view.items() * view.itemsize)?;
            for (i, at) in view.positions().enumerate() {
                vm.check_step(i)?;
                out.extend_from_slice(bytes.get(at..at + view.itemsize).unwrap_or(&[]));
            }
            out
        }
    };
    vm.new_bytes(copy)
}

fn memoryview_hex(vm: &mut Vm, args: &[Value]) -> PyResult {
    live(vm, arg(args, 0))?;
    let (sep, group) = super::hex::hex_arguments(vm, args)?;
    let view = live(vm, arg(args, 0))?.get(vm);
    let text = super::hex::to_hex(vm, &view.contents(vm), sep, group)?;
    vm.new_str_wtf8(&text)
}

fn memoryview_tolist(vm: &mut Vm, args: &[Value]) -> PyResult {
    let view = live(vm, arg(args, 0))?.get(vm);
    nested_list(vm, view, view.offset as isize, 0)
}

fn nested_list(vm: &Vm, view: &MemoryView, at: isize, dimension: usize) -> PyResult {
    let Some(n) = view.shape.get(dimension).copied() else { return item_at(vm, view, at as usize) };
    let stride = view.strides.get(dimension).copied().unwrap_or(0);
    let mut items = Vec::new();
    if items.try_reserve_exact(n).is_err() {
        return Err(vm.memory_error());
    }
    for i in 0..n as isize {
        vm.check_step(i as usize)?;
        items.push(nested_list(vm, view, at + i * stride, dimension + 1)?);
    }
    vm.new_list(items)
}

fn memoryview_toreadonly(vm: &mut Vm, args: &[Value]) -> PyResult {
    let view = live(vm, arg(args, 0))?;
    let mut copy = view_of(vm, view);
    copy.readonly = true;
    made(vm, copy)
}

fn memoryview_cast(vm: &mut Vm, args: &[Value]) -> PyResult {
    let view = live(vm, arg(args, 0))?;
    let Some(format) = arg(args, 1).downcast::<Str>() else {
        let ty = vm.arg_type_name(arg(args, 1));
        return Err(vm.type_error(format!("cast() argument 'format' must be str, not {ty}")));
    };
    let shape = arg(args, 2);
    if !shape.is_unset() && shape.downcast::<List>().is_none() && shape.downcast::<Tuple>().is_none() {
        return Err(vm.type_error("shape must be a list or a tuple"));
    }
    if !view.get(vm).is_c_contiguous() {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    let ndim = view.get(vm).shape.len();
    let dimensions = if shape.is_unset() { None } else { Some(vm.collect(shape)?) };
    if dimensions.as_ref().is_some_and(|d| d.len() != 1) && ndim != 1 {
        return Err(vm.type_error("memoryview: cast must be 1D -> ND or ND -> 1D"));
    }
    let Some((code, prefixed, size)) = item::parse_format(format.bytes()) else {
        return Err(vm.value_error(
            "memoryview: destination format must be a native single character format prefixed with an optional '@'",
        ));
    };
    let m = view.get(vm);
    if !item::is_byte_format(m.format) && !item::is_byte_format(code) {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let len = m.items() * m.itemsize;
    if len % size != 0 {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    let new_shape = match dimensions {
        None => vec![len / size],
        Some(dimensions) => cast_shape(vm, &dimensions, size, len)?,
    };
    let mut copy = view_of(vm, view);
    let mut strides = Vec::with_capacity(new_shape.len());
    let mut stride = size as isize;
    for n in new_shape.iter().rev() {
        strides.push(stride);
        stride = stride.saturating_mul(*n as isize);
    }
    strides.reverse();
    (copy.format, copy.prefixed, copy.itemsize) = (code, prefixed, size);
    (copy.shape, copy.strides) = (new_shape, strides);
    made(vm, copy)
}

fn cast_shape(vm: &mut Vm, dimensions: &[Value], size: usize, len: usize) -> PyResult<Vec<usize>> {
    if dimensions.len() > 64 {
        return Err(vm.value_error("memoryview: number of dimensions must not exceed 64"));
    }
    let mut shape = Vec::with_capacity(dimensions.len());
    let mut product = size;
    for d in dimensions {
        if !vm.is_int(d) {
            return Err(vm.type_error("memoryview.cast(): elements of shape must be integers"));
        }
        match vm.int_value(d) {
            Some(n) if n > 0 => shape.push(n as usize),
            _ => return Err(vm.value_error("memoryview.cast(): elements of shape must be integers > 0")),
        }
        let n = shape.last().copied().unwrap_or(0);
        product = match product.checked_mul(n) {
            Some(p) => p,
            None => return Err(vm.value_error("memoryview.cast(): product(shape) > SSIZE_MAX")),
        };
    }
    if product != len {
        return Err(vm.type_error("memoryview: product(shape) * itemsize != buffer size"));
    }
    Ok(shape)
}

fn memoryview_count(vm: &mut Vm, args: &[Value]) -> PyResult {
    let v = arg(args, 0);
    let mut n = 0;
    let iter = vm.iter(v)?;
    while let Some(item) = vm.next(&iter)? {
        n += vm.equals(&item, arg(args, 1))? as i64;
        vm.poll()?;
    }
    Ok(vm.int(n))
}

fn memoryview_index(vm: &mut Vm, args: &[Value]) -> PyResult {
    let v = arg(args, 0);
    let view = live(vm, v)?;
    if view.get(vm).shape.is_empty() {
        return Err(vm.type_error("invalid lookup on 0-dim memory"));
    }
    if view.get(vm).shape.len() > 1 {
        return Err(vm.not_implemented_error("multi-dimensional lookup is not implemented"));
    }
    let n = view.get(vm).shape.first().copied().unwrap_or(0) as i64;
    let clip = |i: i64| if i < 0 { i.saturating_add(n).max(0) } else { i.min(n) };
    let (start, stop) = (clip(vm.slice_number(arg(args, 2))?), clip(vm.slice_number(arg(args, 3))?));
    for i in start..stop {
        let view = live(vm, v)?.get(vm);
        let at = view.offset as isize + position(vm, view, 0, i)?;
        let item = item_at(vm, view, at as usize)?;
        if vm.equals(&item, arg(args, 1))? {
            return Ok(vm.int(i));
        }
        vm.poll()?;
    }
    Err(vm.value_error("memoryview.index(x): x not found"))
}

fn memoryview_iter(vm: &mut Vm, v: &Value) -> PyResult {
    let view = live(vm, v)?.clone();
    if view.get(vm).shape.is_empty() {
        return Err(vm.type_error("invalid indexing of 0-dim memory"));
    }
    if view.get(vm).shape.len() > 1 {
        return Err(vm.not_implemented_error("multi-dimensional sub-views are not implemented"));
    }
    Ok(vm.alloc(&vm.types.memory_iterator, MemoryIter { view: Some(view), index: 0 })?.into_value())
}

fn memory_iterator_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let iter = vm.receiver::<MemoryIter>(std::slice::from_ref(v))?;
    let (view, index) = match iter.get(vm) {
        MemoryIter { view: Some(view), index } => (view.clone(), *index),
        _ => return Ok(None),
    };
    if view.get(vm).owner.is_none() {
        return Err(released(vm));
    }
    let m = view.get(vm);
    if index >= m.shape.first().copied().unwrap_or(0) {
        drop(iter.get_mut(vm).view.take());
        return Ok(None);
    }
    let at = m.offset as isize + position(vm, m, 0, index as i64)?;
    let item = item_at(vm, m, at as usize)?;
    iter.get_mut(vm).index = index + 1;
    Ok(Some(item))
}
