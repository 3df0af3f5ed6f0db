//! `_struct`: values packed into bytes as C has them in memory.

mod format;
mod item;

use crate::gc::{Kind, Ref, Value};
use crate::native::build::{TypeBuilder, new_native_type};
use crate::native::{ModuleBuilder, arg};
use crate::object::module::Module;
use crate::object::slots::{Args, PyResult};
use crate::object::{Bytes, Raised, Str, Tuple, Type};
use crate::payload;
use crate::vm::Vm;
use format::Layout;
use std::any::TypeId;
use std::collections::HashMap;
use std::rc::Rc;

struct State {
    error: Value,
    iterator: Ref<Type>,
    /// Formats read before, by their text.
    cache: HashMap<Box<[u8]>, Rc<Layout>>,
}

/// Formats kept.
const MOST_CACHED: usize = 100;

/// `_struct.Struct`; without layout until `__init__` has run.
struct Struct {
    format: Value,
    layout: Option<Rc<Layout>>,
}

payload!(Struct, Kind::Other, "_struct.Struct", tracked { format });

/// What `iter_unpack` returns.
struct UnpackIter {
    layout: Rc<Layout>,
    buffer: Option<Value>,
    index: usize,
}

payload!(UnpackIter, Kind::Other, "_struct.unpack_iterator", tracked { buffer });

fn state(vm: &mut Vm) -> PyResult<&mut State> {
    let missing = vm.runtime_error("_struct is not imported");
    let state = vm.module_state.get_mut(&TypeId::of::<State>()).and_then(|s| s.downcast_mut::<State>());
    state.ok_or(missing)
}

/// `struct.error`
fn struct_error(vm: &mut Vm, message: &str) -> Raised {
    let made = state(vm).map(|state| state.error.clone()).and_then(|class| {
        let message = vm.new_str(message)?;
        vm.call(&class, &[message])
    });
    match made.map(Value::into_ref::<crate::object::Exception>) {
        Ok(Ok(exception)) => Raised(exception),
        Ok(Err(_)) => vm.type_error("exceptions must derive from BaseException"),
        Err(raised) => raised,
    }
}

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let names = vm.new_dict();
    let (key, value) = (vm.intern("__module__"), vm.new_str("struct")?);
    drop(names.get_mut(vm).set_str(&key, value));
    let name = vm.new_str("error")?;
    let bases = vm.new_tuple(vec![vm.exc.Exception.to_value()])?;
    let error = vm.call(&vm.types.type_.to_value(), &[name, bases, names.into_value()])?;
    let iterator = new_native_type::<UnpackIter>(vm, "unpack_iterator", "_struct", None);
    iterator.get(vm).set_flag(crate::object::ty::type_flag::NO_INSTANTIATION, true);
    let iterator = TypeBuilder::new(vm, &iterator)
        .slots(|s| {
            s.iter = Some(crate::builtins::iter::iter_self);
            s.iternext = Some(iterator_next);
        })
        .method("__length_hint__(self, /)", iterator_hint, "")
        .ready();
    let shared = State { error: error.clone(), iterator, cache: HashMap::new() };
    vm.module_state.insert(TypeId::of::<State>(), Box::new(shared));
    let class = struct_type(vm);
    let module = ModuleBuilder::new(vm, "_struct", DOC)?
        .value("error", error)
        .class(&class)
        .function("calcsize(format, /)", calcsize, "Return size in bytes of the struct described by the format string.")
        .function("pack(*values)", pack, "pack(format, v1, v2, ...) -> bytes\n\nReturn a bytes object containing the values v1, v2, ... packed according\nto the format string.")
        .function("pack_into(*values)", pack_into, "pack_into(format, buffer, offset, v1, v2, ...)\n\nPack the values v1, v2, ... according to the format string and write\nthe packed bytes into the writable buffer starting at offset.")
        .function("unpack(format, buffer, /)", |vm, args| {
            let layout = layout_of(vm, arg(args, 0))?;
            unpack_exactly(vm, &layout, arg(args, 1))
        }, "Return a tuple containing values unpacked according to the format string.")
        .function("unpack_from(format, /, buffer, offset=0)", |vm, args| {
            let layout = layout_of(vm, arg(args, 0))?;
            unpack_at(vm, &layout, arg(args, 1), arg(args, 2))
        }, "Return a tuple containing values unpacked according to the format string,\nfrom the buffer's bytes starting at offset.")
        .function("iter_unpack(format, buffer, /)", |vm, args| {
            let layout = layout_of(vm, arg(args, 0))?;
            iter_unpack(vm, layout, arg(args, 1))
        }, "Return an iterator yielding tuples unpacked from the given bytes.")
        .function("_clearcache()", |vm, _| {
            state(vm).map(|state| state.cache.clear())?;
            Ok(Value::NONE)
        }, "Clear the internal cache.");
    Ok(module.build())
}

const DOC: &str = "Functions to convert between Python values and C structs.
Python bytes objects are used to hold the data representing the C struct
and also as format strings (explained below) to describe the layout of data
in the C struct.";

fn struct_type(vm: &mut Vm) -> Ref<Type> {
    let ty = new_native_type::<Struct>(vm, "Struct", "_struct", None);
    TypeBuilder::new(vm, &ty)
        .doc("Struct(format) -> compiled struct object\n\nCreate a new Struct object which writes and reads binary data according to\nthe format string.")
        .signature("(format)")
        .with_dict()
        .weakrefable()
        .slots(|s| {
            s.new = Some(|vm, class, _| Ok(vm.alloc(class, Struct { format: Value::NONE, layout: None })?.into_value()));
            s.init = Some(struct_init);
            s.repr = Some(struct_repr);
        })
        .method("pack(self, /, *values)", |vm, args| {
            let layout = own_layout(vm, arg(args, 0))?;
            let values = rest(vm, args, 1)?;
            pack_values(vm, &layout, &values, "pack")
        }, "Return a bytes object containing the values packed according to the format.")
        .method("pack_into(self, /, *values)", |vm, args| {
            let layout = own_layout(vm, arg(args, 0))?;
            let values = rest(vm, args, 1)?;
            pack_to(vm, &layout, &values)
        }, "Pack the values according to the format and write the bytes into the\nwritable buffer starting at offset.")
        .method("unpack(self, buffer, /)", |vm, args| {
            let layout = own_layout(vm, arg(args, 0))?;
            unpack_exactly(vm, &layout, arg(args, 1))
        }, "Return a tuple containing unpacked values.")
        .method("unpack_from(self, /, buffer, offset=0)", |vm, args| {
            let layout = own_layout(vm, arg(args, 0))?;
            unpack_at(vm, &layout, arg(args, 1), arg(args, 2))
        }, "Return a tuple containing unpacked values, from bytes starting at offset.")
        .method("iter_unpack(self, buffer, /)", |vm, args| {
            let layout = own_layout(vm, arg(args, 0))?;
            iter_unpack(vm, layout, arg(args, 1))
        }, "Return an iterator yielding tuples.")
        .getset("format", |vm, v| {
            own_layout(vm, v)?;
            Ok(this(vm, v)?.get(vm).format.clone())
        }, None, "struct format string")
        .getset("size", |vm, v| {
            let size = own_layout(vm, v)?.size;
            Ok(vm.int(size as i64))
        }, None, "struct size in bytes")
        .ready()
}

fn this<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<Struct>> {
    vm.receiver::<Struct>(std::slice::from_ref(v))
}

fn own_layout(vm: &mut Vm, v: &Value) -> PyResult<Rc<Layout>> {
    match this(vm, v)?.get(vm).layout.clone() {
        Some(layout) => Ok(layout),
        None => Err(vm.runtime_error("Struct object is not initialized")),
    }
}

fn rest(vm: &Vm, args: &[Value], i: usize) -> PyResult<Vec<Value>> {
    vm.copy_items(arg(args, i).downcast::<Tuple>().map_or(&[], |t| t.items()))
}

/// The bytes of a format given as str or bytes.
fn format_text(vm: &mut Vm, format: &Value) -> PyResult<Box<[u8]>> {
    if let Some(text) = format.downcast::<Str>() {
        if !text.is_ascii() {
            // Raises the error of the codec.
            let ascii = vm.new_str("ascii")?;
            vm.call_method_str(format, "encode", &[ascii])?;
        }
        return Ok(text.bytes().into());
    }
    match format.downcast::<Bytes>() {
        Some(bytes) => Ok(bytes.data().into()),
        None => Err(item::no_format(vm, format)),
    }
}

fn layout_of(vm: &mut Vm, format: &Value) -> PyResult<Rc<Layout>> {
    let known = match (format.downcast::<Str>(), format.downcast::<Bytes>()) {
        (Some(text), _) => state(vm)?.cache.get(text.bytes()).cloned(),
        (_, Some(bytes)) => state(vm)?.cache.get(bytes.data()).cloned(),
        _ => None,
    };
    if let Some(layout) = known {
        return Ok(layout);
    }
    let text = format_text(vm, format)?;
    let parsed = if text.contains(&0) { Err("embedded null character") } else { format::parse(&text) };
    match parsed {
        Ok(layout) => {
            let layout = Rc::new(layout);
            let cache = &mut state(vm)?.cache;
            if cache.len() >= MOST_CACHED {
                cache.clear();
            }
            cache.insert(text, layout.clone());
            Ok(layout)
        }
        Err(message) => Err(struct_error(vm, message)),
    }
}

fn struct_init(vm: &mut Vm, v: &Value, args: Args<'_>) -> PyResult<()> {
    let bound = vm.bind_args("Struct(format)", args)?;
    let layout = layout_of(vm, arg(&bound, 0))?;
    let text = format_text(vm, arg(&bound, 0))?;
    let format = vm.new_str(&String::from_utf8_lossy(&text))?;
    let this = this(vm, v)?.get_mut(vm);
    let old = std::mem::replace(this, Struct { format, layout: Some(layout) });
    drop(old);
    Ok(())
}

fn struct_repr(vm: &mut Vm, v: &Value) -> PyResult {
    own_layout(vm, v)?;
    let format = this(vm, v)?.get(vm).format.clone();
    let shown = vm.repr_lossy(&format)?;
    let name = vm.type_of(v).get(vm).name.to_lossy().into_owned();
    vm.new_str(&format!("{name}({shown})"))
}

fn calcsize(vm: &mut Vm, args: &[Value]) -> PyResult {
    let size = layout_of(vm, arg(args, 0))?.size;
    Ok(vm.int(size as i64))
}

fn packed(vm: &mut Vm, layout: &Layout, values: &[Value], name: &str) -> PyResult<Vec<u8>> {
    if values.len() != layout.values {
        let text = format!("{name} expected {} items for packing (got {})", layout.values, values.len());
        return Err(struct_error(vm, &text));
    }
    let mut out = vm.buffer(layout.size)?;
    crate::builtins::str::push_repeated(vm, &mut out, &[0], layout.size)?;
    let mut values = values.iter();
    for item in &layout.items {
        for i in 0..item.count {
            let start = item.offset + i * item.size;
            if let (Some(value), Some(place)) = (values.next(), out.get_mut(start..start + item.size)) {
                item::pack(vm, item, layout, value, place)?;
                vm.poll()?;
            }
        }
    }
    Ok(out)
}

fn pack_values(vm: &mut Vm, layout: &Layout, values: &[Value], name: &str) -> PyResult {
    let out = packed(vm, layout, values, name)?;
    vm.new_bytes(out)
}

fn pack(vm: &mut Vm, args: &[Value]) -> PyResult {
    let values = rest(vm, args, 0)?;
    let Some((format, values)) = values.split_first() else {
        return Err(vm.type_error("missing format argument"));
    };
    let layout = layout_of(vm, format)?;
    pack_values(vm, &layout, values, "pack")
}

fn pack_into(vm: &mut Vm, args: &[Value]) -> PyResult {
    let values = rest(vm, args, 0)?;
    let Some((format, values)) = values.split_first() else {
        return Err(vm.type_error("missing format argument"));
    };
    let layout = layout_of(vm, format)?;
    pack_to(vm, &layout, values)
}

/// Buffer, offset, values.
fn pack_to(vm: &mut Vm, layout: &Layout, args: &[Value]) -> PyResult {
    let [buffer, offset, values @ ..] = args else {
        let what = if args.is_empty() { "buffer" } else { "offset" };
        return Err(struct_error(vm, &format!("pack_into expected {what} argument")));
    };
    if values.len() != layout.values {
        packed(vm, layout, values, "pack_into")?;
    }
    let Some(len) = vm.with_bytes_mut(buffer, |bytes| bytes.len()) else {
        let ty = vm.type_name(buffer);
        return Err(vm.type_error(format!("argument must be read-write bytes-like object, not {ty}")));
    };
    let given = vm.extract::<i64>(offset)?;
    let size = layout.size as i64;
    if given < 0 {
        if given.saturating_add(size) > 0 {
            return Err(struct_error(vm, &format!("no space to pack {size} bytes at offset {given}")));
        }
        out_of_range(vm, given, len)?;
    }
    let start = if given < 0 { (given + len as i64) as usize } else { given as usize };
    if len.saturating_sub(start) < layout.size || start > len {
        let text = format!(
            "pack_into requires a buffer of at least {} bytes for packing {size} bytes at offset {start} (actual buffer size is {len})",
            start.saturating_add(layout.size)
        );
        return Err(struct_error(vm, &text));
    }
    let out = packed(vm, layout, values, "pack_into")?;
    let written = vm.with_bytes_mut(buffer, |bytes| match bytes.get_mut(start..start + out.len()) {
        Some(place) => {
            place.copy_from_slice(&out);
            true
        }
        None => false,
    });
    match written {
        Some(true) => Ok(Value::NONE),
        _ => Err(vm.buffer_error("the buffer changed its size")),
    }
}

fn out_of_range(vm: &mut Vm, offset: i64, len: usize) -> PyResult<()> {
    match offset.saturating_add(len as i64) < 0 {
        true => Err(struct_error(vm, &format!("offset {offset} out of range for {len}-byte buffer"))),
        false => Ok(()),
    }
}

fn values_of(vm: &mut Vm, layout: &Layout, bytes: &[u8]) -> PyResult {
    let mut values: Vec<Value> = Vec::new();
    if values.try_reserve(layout.values).is_err() {
        return Err(vm.memory_error());
    }
    for item in &layout.items {
        for i in 0..item.count {
            let start = item.offset + i * item.size;
            vm.check_step(values.len())?;
            values.push(item::unpack(vm, item, layout, bytes.get(start..start + item.size).unwrap_or(&[]))?);
        }
    }
    vm.new_tuple(values)
}

fn unpack_exactly(vm: &mut Vm, layout: &Layout, buffer: &Value) -> PyResult {
    let bytes = vm.bytes_like(buffer)?;
    if bytes.len() != layout.size {
        return Err(struct_error(vm, &format!("unpack requires a buffer of {} bytes", layout.size)));
    }
    let bytes = bytes.into_owned();
    values_of(vm, layout, &bytes)
}

fn unpack_at(vm: &mut Vm, layout: &Layout, buffer: &Value, offset: &Value) -> PyResult {
    let given = vm.extract::<i64>(offset)?;
    let len = vm.bytes_like(buffer)?.len();
    let size = layout.size as i64;
    if given < 0 {
        if given.saturating_add(size) > 0 {
            return Err(struct_error(vm, &format!("not enough data to unpack {size} bytes at offset {given}")));
        }
        out_of_range(vm, given, len)?;
    }
    let start = if given < 0 { (given + len as i64) as usize } else { given as usize };
    if start > len || len - start < layout.size {
        let text = format!(
            "unpack_from requires a buffer of at least {} bytes for unpacking {size} bytes at offset {start} (actual buffer size is {len})",
            start.saturating_add(layout.size)
        );
        return Err(struct_error(vm, &text));
    }
    let bytes = vm.bytes_like(buffer)?.get(start..start + layout.size).unwrap_or(&[]).to_vec();
    values_of(vm, layout, &bytes)
}

fn iter_unpack(vm: &mut Vm, layout: Rc<Layout>, buffer: &Value) -> PyResult {
    if layout.size == 0 {
        return Err(struct_error(vm, "cannot iteratively unpack with a struct of length 0"));
    }
    if vm.bytes_like(buffer)?.len() % layout.size != 0 {
        let text = format!("iterative unpacking requires a buffer of a multiple of {} bytes", layout.size);
        return Err(struct_error(vm, &text));
    }
    let ty = state(vm)?.iterator.clone();
    Ok(vm.alloc(&ty, UnpackIter { layout, buffer: Some(buffer.clone()), index: 0 })?.into_value())
}

fn iterator_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<UnpackIter>(std::slice::from_ref(v))?.clone();
    let (layout, buffer, index) = {
        let iter = this.get(vm);
        (iter.layout.clone(), iter.buffer.clone(), iter.index)
    };
    let Some(buffer) = buffer else { return Ok(None) };
    let bytes = vm.bytes_like(&buffer)?.get(index..index + layout.size).map(<[u8]>::to_vec);
    let Some(bytes) = bytes else {
        let old = this.get_mut(vm).buffer.take();
        drop(old);
        return Ok(None);
    };
    this.get_mut(vm).index = index + layout.size;
    values_of(vm, &layout, &bytes).map(Some)
}

fn iterator_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = vm.receiver::<UnpackIter>(args)?.clone();
    let (buffer, size, index) = {
        let iter = this.get(vm);
        (iter.buffer.clone(), iter.layout.size, iter.index)
    };
    let len = match &buffer {
        Some(buffer) => vm.bytes_like(buffer)?.len(),
        None => index,
    };
    Ok(vm.int((len.saturating_sub(index) / size.max(1)) as i64))
}
