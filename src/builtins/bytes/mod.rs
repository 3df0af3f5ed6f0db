//! `bytes` and `bytearray`: constructors, slots, and what both share with memoryview. The methods are functions over
//! byte slices which make a result of the receiver's type, in the files beside this one, by subject.

mod bytearray;
mod construct;
pub mod hex;
mod index;
pub mod item;
mod iter;
mod memoryview;
mod search;
mod split;
mod transform;

pub use construct::{byte_value, collect_bytes};

use crate::gc::Value;
use crate::native::{TypeBuilder, arg};
use crate::object::hash::hash_bytes;
use crate::object::slots::{BinaryOp, BufferSlots, CompareOp, Export, PyResult};
use crate::object::{ByteArray, Bytes, MemoryView};
use crate::vm::Vm;
use std::borrow::Cow;

const BYTES_DOC: &str = "bytes(iterable_of_ints) -> bytes
bytes(string, encoding[, errors]) -> bytes
bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer
bytes(int) -> bytes object of size given by the parameter initialized with null bytes
bytes() -> empty bytes object

Construct an immutable array of bytes from:
  - an iterable yielding integers in range(256)
  - a text string encoded using the specified encoding
  - any object implementing the buffer API.
  - an integer";

const BYTEARRAY_DOC: &str = "bytearray(iterable_of_ints) -> bytearray
bytearray(string, encoding[, errors]) -> bytearray
bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer
bytearray(int) -> bytes array of size given by the parameter initialized with null bytes
bytearray() -> empty bytes array

Construct a mutable bytearray object from:
  - an iterable yielding integers in range(256)
  - a text string encoded using the specified encoding
  - a bytes or a buffer object
  - any object implementing the buffer API.
  - an integer";

static BYTES_BUFFER: BufferSlots = BufferSlots {
    bytes: |_, v| v.downcast::<Bytes>().map_or(&[], |b| b.data()),
    bytes_mut: None,
    format: |_, _| b'B',
    export: |_, _| Export::default(),
};

static BYTEARRAY_BUFFER: BufferSlots = BufferSlots {
    bytes: |vm, v| v.downcast::<ByteArray>().map_or(&[], |b| &b.get(vm).data),
    bytes_mut: Some(|vm, v| v.downcast::<ByteArray>().map_or(&mut [], |b| &mut b.get_mut(vm).data)),
    format: |_, _| b'B',
    export: |vm, v| match v.downcast::<ByteArray>() {
        Some(b) => Export::of(b.get_mut(vm).exports.get_or_insert_default()),
        None => Export::default(),
    },
};

/// A view's own buffer: its items, where they lie in one piece.
static VIEW_BUFFER: BufferSlots = BufferSlots {
    bytes: |vm, v| match v.downcast::<MemoryView>().map(|m| m.get(vm).contents(vm)) {
        Some(Cow::Borrowed(bytes)) => bytes,
        _ => &[],
    },
    bytes_mut: None,
    format: |vm, v| v.downcast::<MemoryView>().map_or(b'B', |m| m.get(vm).format),
    export: |vm, v| match v.downcast::<MemoryView>().and_then(|m| m.get(vm).owner.clone()) {
        Some(owner) => vm.export_buffer(&owner),
        None => Export::default(),
    },
};

pub fn init(vm: &mut Vm) -> PyResult<()> {
    // The shared empty bytes object exists before anything asks for it.
    vm.empty_bytes = vm.fresh_bytes(Vec::new())?;
    if let Some(empty) = vm.empty_bytes.downcast::<Bytes>() {
        empty.header().immortalize();
    }
    for b in 0..=255u8 {
        let one = vm.fresh_bytes(vec![b])?;
        if let Some(bytes) = one.downcast::<Bytes>() {
            bytes.header().immortalize();
        }
        vm.single_bytes.push(one);
    }
    let ty = vm.types.bytes.clone();
    let builder = TypeBuilder::new(vm, &ty).doc(BYTES_DOC).slots(|s| {
        s.new = Some(construct::bytes_new);
        s.repr = Some(bytes_repr);
        s.str = Some(bytes_repr);
        s.hash = Some(bytes_hash);
        s.compare = Some(bytes_compare);
        s.iter = Some(iter::bytes_iter);
        s.len = Some(bytes_len);
        s.getitem = Some(index::bytes_getitem);
        s.contains = Some(search::bytes_contains);
        s.concat = Some(bytes_concat);
        s.repeat = Some(bytes_repeat);
        s.binary[BinaryOp::Mod as usize] = Some(bytes_mod);
        s.buffer = Some(&BYTES_BUFFER);
    });
    shared_methods(builder)
        .method("__getnewargs__(self, /)", bytes_getnewargs, "")
        .method("__bytes__(self, /)", bytes_bytes, "Convert this value to exact type bytes.")
        .method("__sizeof__(self, /)", bytes_sizeof, "Returns the size of the bytes object in memory, in bytes.")
        .ready();
    let ty = vm.types.bytearray.clone();
    let builder = TypeBuilder::new(vm, &ty).doc(BYTEARRAY_DOC).slots(|s| {
        s.new = Some(construct::bytearray_new);
        s.init = Some(construct::bytearray_init);
        s.repr = Some(bytearray::bytearray_repr);
        s.str = Some(bytearray::bytearray_repr);
        s.hash = Some(crate::protocol::hash_not_implemented);
        s.compare = Some(bytearray::bytearray_compare);
        s.iter = Some(iter::bytearray_iter);
        s.len = Some(bytes_len);
        s.getitem = Some(index::bytearray_getitem);
        s.setitem = Some(bytearray::bytearray_setitem);
        s.contains = Some(search::bytes_contains);
        s.concat = Some(bytes_concat);
        s.inplace_concat = Some(bytearray::bytearray_iadd);
        s.repeat = Some(bytes_repeat);
        s.inplace_repeat = Some(bytearray::bytearray_imul);
        s.binary[BinaryOp::Mod as usize] = Some(bytes_mod);
        s.buffer = Some(&BYTEARRAY_BUFFER);
    });
    bytearray::methods(shared_methods(builder)).ready();
    iter::init(vm)?;
    memoryview::init(vm)
}

fn shared_methods(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    let builder = builder.method("__buffer__(self, flags, /)", memoryview::dunder_buffer, memoryview::BUFFER_DOC);
    let builder = construct::methods(builder);
    let builder = hex::methods(builder);
    let builder = search::methods(builder);
    let builder = split::methods(builder);
    transform::methods(builder)
}

/// The bytes of a receiver (bytes or bytearray).
pub(crate) fn data<'a>(vm: &'a Vm, v: &'a Value) -> PyResult<&'a [u8]> {
    if let Some(bytes) = v.downcast::<Bytes>() {
        return Ok(bytes.data());
    }
    match v.downcast::<ByteArray>() {
        Some(array) => Ok(&array.get(vm).data),
        None => Err(vm.type_error("descriptor requires a 'bytes' object")),
    }
}

/// The receiver's bytes.
pub(crate) fn this<'a>(vm: &'a Vm, args: &'a [Value]) -> PyResult<&'a [u8]> {
    data(vm, arg(args, 0))
}

/// A new object of the receiver's kind: bytes or bytearray.
pub(crate) fn like(vm: &Vm, receiver: &Value, data: Vec<u8>) -> PyResult {
    if receiver.downcast::<ByteArray>().is_some() { vm.new_bytearray(data) } else { vm.new_bytes(data) }
}

/// What a method returns that changes nothing: an exact bytes object itself, else a copy.
pub(crate) fn unchanged(vm: &Vm, receiver: &Value) -> PyResult {
    if receiver.downcast_exact::<Bytes>().is_some() {
        return Ok(receiver.clone());
    }
    let copy = copy_slice(vm, data(vm, receiver)?)?;
    like(vm, receiver, copy)
}

/// A copy of a slice, or MemoryError.
pub(crate) fn copy_slice(vm: &Vm, bytes: &[u8]) -> PyResult<Vec<u8>> {
    let mut out = vm.buffer(bytes.len())?;
    vm.in_pieces(bytes, |piece| out.extend_from_slice(piece))?;
    Ok(out)
}

pub fn is_bytes_or_bytearray(v: &Value) -> bool {
    v.downcast::<Bytes>().is_some() || v.downcast::<ByteArray>().is_some()
}

/// A copy of the bytes behind a bytes-like object.
pub fn buffer_copy(vm: &Vm, v: &Value) -> Option<Vec<u8>> {
    vm.bytes_of(v).map(Cow::into_owned)
}

impl Vm {
    pub fn new_bytearray(&self, data: Vec<u8>) -> PyResult {
        Ok(self.alloc(&self.types.bytearray, ByteArray { data, exports: None })?.into_value())
    }
}

/// Appends `b'…'`. bytearray escapes single quotes also where double ones enclose the text.
pub fn quote_bytes(vm: &Vm, out: &mut Vec<u8>, bytes: &[u8], escape_single: bool) -> PyResult<()> {
    let quote = crate::builtins::str::repr::quote_mark(bytes);
    out.extend_from_slice(&[b'b', quote]);
    vm.in_pieces(bytes, |piece| push_escaped(out, piece, |b| b == quote || escape_single && b == b'\''))?;
    out.push(quote);
    Ok(())
}

fn push_escaped(out: &mut Vec<u8>, bytes: &[u8], is_quote: impl Fn(u8) -> bool) {
    for b in bytes {
        match *b {
            b'\\' => out.extend_from_slice(b"\\\\"),
            b if is_quote(b) => out.extend_from_slice(&[b'\\', b]),
            b @ 0x20..=0x7e => out.push(b),
            b => crate::builtins::str::repr::push_escape(out, b as u32),
        }
    }
}

fn bytes_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let bytes = data(vm, v)?;
    let mut out = vm.buffer(bytes.len().saturating_add(3))?;
    quote_bytes(vm, &mut out, bytes, false)?;
    vm.new_str_wtf8(&out)
}

fn bytes_hash(vm: &mut Vm, v: &Value) -> PyResult<i64> {
    let Some(bytes) = v.downcast::<Bytes>() else { return crate::protocol::hash_not_implemented(vm, v) };
    if bytes.hash.get() == -1 {
        bytes.hash.set(hash_bytes(bytes.data()));
    }
    Ok(bytes.hash.get())
}

fn bytes_compare(_vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    match (a.downcast::<Bytes>(), b.downcast::<Bytes>()) {
        (Some(x), Some(y)) => Ok(Value::bool(op.accepts(x.data().cmp(y.data())))),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn bytes_len(vm: &mut Vm, v: &Value) -> PyResult<usize> {
    Ok(data(vm, v)?.len())
}

fn bytes_concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    vm.check_view(b)?;
    let Some(tail) = vm.bytes_of(b) else {
        let (left, right) = (vm.type_name(a), vm.type_name(b));
        return Err(vm.type_error(format!("can't concat {right} to {left}")));
    };
    let head = data(vm, a)?;
    if tail.is_empty() && a.downcast_exact::<Bytes>().is_some() {
        return Ok(a.clone());
    }
    if head.is_empty() && a.downcast::<Bytes>().is_some() && b.downcast_exact::<Bytes>().is_some() {
        return Ok(b.clone());
    }
    let mut out = vm.buffer(head.len().saturating_add(tail.len()))?;
    vm.in_pieces(head, |piece| out.extend_from_slice(piece))?;
    vm.in_pieces(&tail, |piece| out.extend_from_slice(piece))?;
    like(vm, a, out)
}

fn bytes_repeat(vm: &mut Vm, v: &Value, count: &Value) -> PyResult {
    let n = vm.repeat_count(count)?.max(0) as usize;
    if n == 1 {
        return unchanged(vm, v);
    }
    let out = repeated(vm, data(vm, v)?, n)?;
    match v.downcast::<Bytes>() {
        // As in CPython, an empty result is an object of its own.
        Some(_) => vm.fresh_bytes(out),
        None => vm.new_bytearray(out),
    }
}

/// `bytes * n`.
pub(crate) fn repeated(vm: &Vm, bytes: &[u8], n: usize) -> PyResult<Vec<u8>> {
    let Some(len) = bytes.len().checked_mul(n) else { return Err(vm.memory_error()) };
    let mut out = vm.buffer(len)?;
    crate::builtins::str::push_repeated(vm, &mut out, bytes, if len == 0 { 0 } else { n })?;
    Ok(out)
}

fn bytes_mod(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    if !is_bytes_or_bytearray(a) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let template = copy_slice(vm, data(vm, a)?)?;
    let out = crate::builtins::str::percent::percent_format(
        vm,
        &template,
        b,
        crate::builtins::str::percent::Flavour::Bytes,
        &mut None,
    )?;
    like(vm, a, out)
}

/// The bytes that `%s` and `%b` insert for an object.
pub fn bytes_for_percent(vm: &mut Vm, v: &Value) -> PyResult<Vec<u8>> {
    if is_bytes_or_bytearray(v) {
        return copy_slice(vm, data(vm, v)?);
    }
    if let Some(bytes) = construct::dunder_bytes(vm, v)? {
        return copy_slice(vm, data(vm, &bytes)?);
    }
    match buffer_copy(vm, v) {
        Some(bytes) => Ok(bytes),
        None => {
            let ty = vm.type_name(v);
            let text = format!("%b requires a bytes-like object, or an object that implements __bytes__, not '{ty}'");
            Err(vm.type_error(text))
        }
    }
}

/// The byte that `%c` inserts.
pub fn byte_for_percent(vm: &mut Vm, v: &Value) -> PyResult<Vec<u8>> {
    if is_bytes_or_bytearray(v) {
        let bytes = data(vm, v)?;
        if let [b] = bytes {
            return Ok(vec![*b]);
        }
        let (n, ty) = (bytes.len(), if v.downcast::<Bytes>().is_some() { "bytes" } else { "bytearray" });
        return Err(vm.type_error(format!(
            "%c requires an integer in range(256) or a single byte, not a {ty} object of length {n}"
        )));
    }
    if !vm.is_int(v) && vm.type_of(v).get(vm).slots.index.is_none() {
        let ty = vm.type_name(v);
        return Err(vm.type_error(format!("%c requires an integer in range(256) or a single byte, not {ty}")));
    }
    let index = vm.index(v)?;
    match index.as_small().and_then(|i| u8::try_from(i).ok()) {
        Some(b) => Ok(vec![b]),
        None => Err(vm.overflow_error("%c arg not in range(256)")),
    }
}

fn bytes_getnewargs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let copy = vm.new_bytes(copy_slice(vm, this(vm, args)?)?)?;
    vm.new_tuple(vec![copy])
}

fn bytes_bytes(vm: &mut Vm, args: &[Value]) -> PyResult {
    unchanged(vm, arg(args, 0))
}

fn bytes_sizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let n = this(vm, args)?.len() + 33;
    Ok(vm.int(n as i64))
}

/// A separator, prefix or the like: the bytes of a bytes-like argument.
pub(crate) fn bytes_arg<'a>(vm: &'a Vm, args: &'a [Value], i: usize) -> PyResult<Cow<'a, [u8]>> {
    vm.bytes_like(arg(args, i))
}
