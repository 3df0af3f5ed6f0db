//! The `io` module: raw files, buffers, text files, and the same in memory.
//!
//! Three layers as in Python: `FileIO` (a descriptor), `Buffered*` (bytes), `TextIOWrapper` (text). Each works with any
//! object of the layer below, and takes a short way when that is one of ours. Descriptors are touched in `host/fd.rs` only.

mod base;
mod buffered;
mod bytesio;
mod codec;
mod open;
mod raw;
mod state;
mod std_stream;
mod stringio;
pub mod text;

pub use open::{OpenOptions, add_open, open_file};
pub use raw::path_bytes;
pub use std_stream::{StdStream, std_stream};
pub use text::TextFile;

use crate::gc::{Ref, Value};
use crate::native::build::ModuleBuilder;
use crate::object::module::Module;
use crate::object::{Bytes, PyResult, Raised, Str, Type};
use crate::vm::Vm;

/// The types of the module.
pub struct Types {
    pub io_base: Ref<Type>,
    pub raw_base: Ref<Type>,
    pub buffered_base: Ref<Type>,
    pub text_base: Ref<Type>,
    pub file: Ref<Type>,
    pub reader: Ref<Type>,
    pub writer: Ref<Type>,
    pub random: Ref<Type>,
    pub text: Ref<Type>,
    pub bytes_io: Ref<Type>,
    pub string_io: Ref<Type>,
}

/// Bytes of a buffer, if the device has no larger blocks.
pub const DEFAULT_BUFFER_SIZE: usize = 128 * 1024;

/// The types, made on first use.
pub fn types(vm: &mut Vm) -> std::rc::Rc<Types> {
    let key = std::any::TypeId::of::<Types>();
    if let Some(found) = vm.module_state.get(&key).and_then(|s| s.downcast_ref::<std::rc::Rc<Types>>()) {
        return found.clone();
    }
    let [io_base, raw_base, buffered_base, text_base] = base::make(vm);
    let file = raw::make(vm, &raw_base);
    let [reader, writer, random] = buffered::make(vm, &buffered_base);
    let made = std::rc::Rc::new(Types {
        text: text::make(vm, &text_base),
        bytes_io: bytesio::make(vm, &buffered_base),
        string_io: stringio::make(vm, &text_base),
        io_base,
        raw_base,
        buffered_base,
        text_base,
        file,
        reader,
        writer,
        random,
    });
    vm.module_state.insert(key, Box::new(made.clone()));
    made
}

/// The module object of `_io`; `io` adds its abstract classes in Python.
pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let t = types(vm);
    let unsupported = unsupported_class(vm)?;
    let mut builder = ModuleBuilder::new(vm, "_io", "Text and binary streams.")?;
    for ty in [
        &t.io_base,
        &t.raw_base,
        &t.buffered_base,
        &t.text_base,
        &t.file,
        &t.reader,
        &t.writer,
        &t.random,
        &t.text,
        &t.bytes_io,
        &t.string_io,
    ] {
        builder = builder.class(ty);
    }
    builder = builder.value("UnsupportedOperation", unsupported);
    let size = builder.vm().int(DEFAULT_BUFFER_SIZE as i64);
    builder = builder.value("DEFAULT_BUFFER_SIZE", size);
    let blocking = builder.vm().exc.BlockingIOError.to_value();
    builder = builder.value("BlockingIOError", blocking);
    builder = open::add(builder);
    Ok(builder.build())
}

struct Unsupported(Value);

/// `io.UnsupportedOperation`: an OSError that is a ValueError too.
fn unsupported_class(vm: &mut Vm) -> PyResult {
    let key = std::any::TypeId::of::<Unsupported>();
    if let Some(found) = vm.module_state.get(&key).and_then(|s| s.downcast_ref::<Unsupported>()) {
        return Ok(found.0.clone());
    }
    let name = vm.new_str("UnsupportedOperation")?;
    let bases = vm.new_tuple(vec![vm.exc.OSError.to_value(), vm.exc.ValueError.to_value()])?;
    let namespace = vm.new_dict();
    let (key_module, module) = (vm.names.__module__.clone(), vm.new_str("io")?);
    drop(namespace.get_mut(vm).set_str(&key_module, module));
    let metaclass = vm.types.type_.to_value();
    let class = vm.call(&metaclass, &[name, bases, namespace.into_value()])?;
    vm.module_state.insert(key, Box::new(Unsupported(class.clone())));
    Ok(class)
}

/// `UnsupportedOperation` with this text.
pub fn unsupported(vm: &mut Vm, text: &str) -> Raised {
    let made = unsupported_class(vm).and_then(|class| {
        let text = vm.new_str(text)?;
        let made = vm.call(&class, &[text])?;
        vm.make_exception(&made)
    });
    match made {
        Ok(exception) => Raised(exception),
        Err(raised) => raised,
    }
}

/// The contents of a bytes-like object.
pub fn bytes_like(vm: &mut Vm, value: &Value) -> PyResult<Ref<Bytes>> {
    if let Some(bytes) = value.downcast::<Bytes>() {
        return Ok(bytes.clone());
    }
    let ty = vm.type_name(value);
    if matches!(ty.as_str(), "bytearray" | "memoryview" | "array" | "mmap") {
        let class = vm.types.bytes.to_value();
        let made = vm.call(&class, std::slice::from_ref(value))?;
        if let Ok(bytes) = made.into_ref::<Bytes>() {
            return Ok(bytes);
        }
    }
    Err(vm.type_error(format!("a bytes-like object is required, not '{ty}'")))
}

/// A size argument: None and negative numbers mean "all".
pub fn size_arg(vm: &mut Vm, value: &Value) -> PyResult<Option<usize>> {
    if value.is_none() || value.is_unset() {
        return Ok(None);
    }
    if vm.type_of(value).get(vm).slots.index.is_none() {
        let ty = vm.type_name(value);
        return Err(vm.type_error(format!("argument should be integer or None, not '{ty}'")));
    }
    let n: i64 = vm.extract(value)?;
    Ok(usize::try_from(n).ok())
}

/// Runs a system call again while signals interrupt it, after the handlers of those have run.
pub fn retry<T>(vm: &mut Vm, mut call: impl FnMut() -> std::io::Result<T>) -> PyResult<std::io::Result<T>> {
    loop {
        match call() {
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => vm.poll()?,
            result => return Ok(result),
        }
    }
}

impl Vm {
    /// The stream, if it is a text stream of ours whose methods nobody has overridden.
    pub fn own_text_stream(&self, file: &Value) -> Option<Ref<TextFile>> {
        let stream = file.downcast::<TextFile>()?;
        (!self.type_of(file).get(self).core.is_heap_type).then(|| stream.clone())
    }

    /// Writes a str to a text stream: straight into the buffer of one of ours.
    pub fn write_text(&mut self, file: &Value, text: &Value) -> PyResult<()> {
        if let (Some(stream), Some(text)) = (self.own_text_stream(file), text.downcast::<Str>()) {
            return text::write(self, &stream, &text.clone());
        }
        self.call_method_str(file, "write", std::slice::from_ref(text)).map(drop)
    }
}

/// A type's name as reprs show it: with its module, unless it was written in Python.
fn shown_name(vm: &Vm, ty: &Ref<Type>) -> String {
    let t = ty.get(vm);
    match t.core.is_heap_type {
        true => t.name.to_lossy().into_owned(),
        false => format!("{}.{}", t.module, t.name.to_lossy()),
    }
}

fn arg(args: &[Value], index: usize) -> &Value {
    static NONE: Value = Value::NONE;
    args.get(index).unwrap_or(&NONE)
}

/// Whether the object's `closed` attribute is true.
fn is_closed(vm: &mut Vm, file: &Value) -> PyResult<bool> {
    let closed = vm.getattr_str(file, "closed")?;
    vm.truthy(&closed)
}

/// Copies bytes into a writable bytes-like object; returns how many there were.
fn copy_into(vm: &mut Vm, target: &Value, data: &[u8]) -> PyResult {
    let length = vm.int(data.len() as i64);
    let slice = vm.new_slice(Value::small_int(0), length.clone(), Value::NONE)?;
    let data = vm.new_bytes(data)?;
    vm.setitem(target, &slice, &data)?;
    Ok(length)
}
