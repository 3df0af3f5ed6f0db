//! Making objects: allocation through the one fallible door, numbers with their stamps, interned text.

use super::Vm;
use super::guard::PIECE;
use crate::gc::{Header, Layout, Payload, Raw, Ref, STAMP_UNIT, TypeCore, Value, tag};
use crate::object::function::BoundMethod;
use crate::object::module::Module;
use crate::object::native::SlotWrapper;
use crate::object::sequence::RangeFast;
use crate::object::set::{FrozenSet, SetTable};
use crate::object::slots::{PyResult, Slots};
use crate::object::str::Totals;
use crate::object::ty::{Name, NameMap, Type, type_flag};
use crate::object::{BigInt, Bytes, Cell, Complex, Dict, List, Range, Set, Slice, Str, Tuple};
use num_traits::ToPrimitive;
use smallvec::SmallVec;
use std::cell::Cell as StdCell;

impl Vm {
    /// Makes an object of type `ty`, whose layout must be `T`'s.
    #[inline]
    pub fn alloc<T: Payload>(&self, ty: &Ref<Type>, payload: T) -> PyResult<Ref<T>> {
        match self.try_alloc(ty, payload) {
            Some(object) => Ok(object),
            None => Err(self.memory_error()),
        }
    }

    #[inline(always)]
    pub(crate) fn try_alloc<T: Payload>(&self, ty: &Ref<Type>, payload: T) -> Option<Ref<T>> {
        debug_assert!(ty.get(self).core.layout.type_id == std::any::TypeId::of::<T>(), "layout of {}", T::NAME);
        // SAFETY: the layout agrees (types are made with the layout of their payload).
        unsafe { self.heap.alloc(ty.header_ptr(), payload).ok() }
    }

    /// Makes an object while an interpreter starts, when failing means that there is nothing to run.
    pub fn alloc_startup<T: Payload>(&self, ty: &Ref<Type>, payload: T) -> Value {
        match self.try_alloc(ty, payload) {
            Some(object) => object.into_value(),
            None => std::process::abort(),
        }
    }

    /// A fresh identity stamp.
    #[inline(always)]
    pub fn next_stamp(&self) -> u64 {
        let stamp = self.stamp.get().wrapping_add(STAMP_UNIT);
        self.stamp.set(stamp);
        stamp
    }

    /// The cell of the stamp counter, for the evaluation loop.
    #[inline(always)]
    pub(crate) fn stamp_cell(&self) -> &StdCell<u64> {
        &self.stamp
    }

    /// A new int object.
    #[inline(always)]
    pub fn int(&self, i: i64) -> Value {
        Value::int_stamped(i, self.next_stamp())
    }

    /// A new float object.
    #[inline(always)]
    pub fn float(&self, f: f64) -> Value {
        Value::float_stamped(f, self.next_stamp())
    }

    /// A new int of any size.
    pub fn new_int(&self, big: num_bigint::BigInt) -> PyResult {
        let small = if big.bits() <= 64 { big.to_i64() } else { None };
        match small {
            Some(i) => Ok(self.int(i)),
            None => self.new_int_of(&self.types.int, big),
        }
    }

    /// An instance of `int` or a subclass; exact ints are outside of i64.
    pub fn new_int_of(&self, class: &Ref<Type>, big: num_bigint::BigInt) -> PyResult {
        debug_assert!(class.get(self).core.layout.type_id == std::any::TypeId::of::<BigInt>());
        // SAFETY: the class has the layout of int.
        match unsafe { BigInt::alloc(&self.heap, class.header_ptr(), big) } {
            Ok(int) => Ok(int.into_value()),
            Err(_) => Err(self.memory_error()),
        }
    }

    /// An exact int outside of i64.
    pub fn alloc_wide_int(&self, number: i128) -> PyResult {
        // SAFETY: the type has the layout of int.
        match unsafe { BigInt::alloc_wide(&self.heap, self.types.int.header_ptr(), number) } {
            Ok(int) => Ok(int.into_value()),
            Err(_) => Err(self.memory_error()),
        }
    }

    pub fn new_complex(&self, re: f64, im: f64) -> PyResult {
        Ok(self.alloc(&self.types.complex, Complex { re, im })?.into_value())
    }

    /// A str for start-up constants and messages; the empty one if there is no memory.
    pub fn str(&self, text: &str) -> Value {
        self.new_str(text).unwrap_or_else(|_| self.empty_str.to_value())
    }

    /// A new str object. Empty and one-character Latin-1 strings are shared.
    pub fn new_str(&self, text: &str) -> PyResult {
        self.new_str_wtf8(text.as_bytes())
    }

    /// A new str from WTF-8 bytes, which the caller knows to be well-formed.
    pub fn new_str_wtf8(&self, bytes: &[u8]) -> PyResult {
        if bytes.len() < 3
            && let Some(shared) = self.shared_str(bytes)
        {
            return Ok(shared.to_value());
        }
        if bytes.len() > 2 * PIECE {
            // SAFETY: as below; what was not filled to its end is dropped.
            return self.made_unless_stopped(|go_on| unsafe {
                Str::alloc_in_pieces(&self.heap, self.types.str.header_ptr(), bytes, PIECE, go_on)
            });
        }
        // SAFETY: `types.str` is str; the bytes are WTF-8.
        match unsafe { Str::alloc(&self.heap, self.types.str.header_ptr(), bytes) } {
            Ok(text) => Ok(text.into_value()),
            Err(_) => Err(self.memory_error()),
        }
    }

    /// As `new_str_wtf8`, but single characters are objects of their own, as those are that CPython computes.
    pub fn fresh_str(&self, bytes: &[u8]) -> PyResult {
        if bytes.is_empty() {
            return Ok(self.empty_str.to_value());
        }
        // SAFETY: as there.
        self.made_str(unsafe { Str::alloc(&self.heap, self.types.str.header_ptr(), bytes) })
    }

    /// A str of type `class`, which is `str` or a subclass.
    pub fn new_str_of(&self, class: &Ref<Type>, bytes: &[u8]) -> PyResult {
        debug_assert!(class.get(self).core.layout.type_id == std::any::TypeId::of::<Str>());
        // SAFETY: the class has the layout of str; the bytes are WTF-8.
        self.made_str(unsafe { Str::alloc(&self.heap, class.header_ptr(), bytes) })
    }

    /// Joins texts.
    pub fn new_str_concat<'a>(&self, parts: impl Iterator<Item = &'a Str> + Clone) -> PyResult {
        let mut totals = Totals::default();
        parts.clone().for_each(|part| totals.add(part));
        self.new_str_joined(&totals, parts)
    }

    /// Joins texts whose totals are known.
    #[inline]
    pub fn new_str_joined<'a>(&self, totals: &Totals, parts: impl Iterator<Item = &'a Str>) -> PyResult {
        if totals.len.is_some_and(|n| n < 3) {
            let bytes: SmallVec<[u8; 4]> = parts.flat_map(Str::bytes).copied().collect();
            return self.new_str_wtf8(&bytes);
        }
        if totals.len.is_some_and(|n| n > PIECE) {
            let ty = self.types.str.header_ptr();
            // SAFETY: as below; what was not filled to its end is dropped.
            return self.made_unless_stopped(|go_on| unsafe {
                Str::concat_in_pieces(&self.heap, ty, totals, parts, PIECE, go_on)
            });
        }
        // SAFETY: `types.str` is str; the totals are those of the parts.
        self.made_str(unsafe { Str::concat(&self.heap, self.types.str.header_ptr(), totals, parts) })
    }

    /// A str of `len` ASCII characters, which `fill` writes over zeros: at once, so that it is for up to `PIECE` of them.
    #[inline]
    pub fn new_ascii(&self, len: usize, fill: impl FnOnce(&mut [u8])) -> PyResult {
        if len < 3 {
            let mut bytes = [0; 3];
            let bytes = bytes.get_mut(..len).unwrap_or_default();
            fill(bytes);
            return self.new_str_wtf8(bytes);
        }
        // SAFETY: `types.str` is str; the closure writes `len` bytes, ASCII by contract.
        self.made_str(unsafe {
            Str::alloc_with(&self.heap, self.types.str.header_ptr(), len, true, |at| {
                std::ptr::write_bytes(at, 0, len);
                let bytes = std::slice::from_raw_parts_mut(at, len);
                fill(bytes);
                debug_assert!(bytes.is_ascii());
            })
        })
    }

    /// As `new_str_wtf8`, of bytes known to be ASCII.
    #[inline]
    pub fn new_str_ascii(&self, bytes: &[u8]) -> PyResult {
        debug_assert!(bytes.is_ascii());
        if bytes.len() < 2 {
            return self.new_str_wtf8(bytes);
        }
        // SAFETY: `types.str` is str; ASCII is WTF-8.
        self.made_str(unsafe { Str::alloc_ascii(&self.heap, self.types.str.header_ptr(), bytes) })
    }

    /// `text` repeated `n` times.
    pub fn new_str_repeated(&self, text: &Str, n: usize) -> PyResult {
        // SAFETY: `types.str` is str; what was not filled to its end is dropped.
        self.made_unless_stopped(|go_on| unsafe {
            Str::repeat(&self.heap, self.types.str.header_ptr(), text, n, PIECE, go_on)
        })
    }

    /// A str whose making asks whether to go on: not after a Ctrl-C.
    fn made_unless_stopped(
        &self,
        make: impl FnOnce(&mut dyn FnMut() -> bool) -> Result<Ref<Str>, crate::gc::OutOfMemory>,
    ) -> PyResult {
        let mut stopped = None;
        let made = make(&mut || {
            stopped = self.check_interrupt().err();
            stopped.is_none()
        });
        match stopped {
            Some(raised) => Err(raised),
            None => self.made_str(made),
        }
    }

    fn made_str(&self, made: Result<Ref<Str>, crate::gc::OutOfMemory>) -> PyResult {
        match made {
            Ok(text) => Ok(text.into_value()),
            Err(_) => Err(self.memory_error()),
        }
    }

    /// As `new_str`, as a typed handle.
    pub fn new_str_ref(&self, text: &str) -> PyResult<Ref<Str>> {
        match self.new_str(text)?.into_ref::<Str>() {
            Ok(text) => Ok(text),
            Err(_) => Ok(self.empty_str.clone()),
        }
    }

    /// The shared object for empty and one-character Latin-1 text.
    #[inline]
    pub fn shared_str(&self, bytes: &[u8]) -> Option<&Ref<Str>> {
        match *bytes {
            [] => Some(&self.empty_str),
            [b] if b < 0x80 => self.latin1.get(b as usize),
            [a @ (0xc2 | 0xc3), b] => self.latin1.get((a as usize & 3) << 6 | (b as usize & 0x3f)),
            _ => None,
        }
    }

    /// The interned str of this text.
    pub fn intern(&self, text: &str) -> Ref<Str> {
        intern_bytes(self, text.as_bytes(), None)
    }

    /// The interned str equal to `text` (subclass instances give an exact str).
    pub fn intern_str(&self, text: &Ref<Str>) -> Ref<Str> {
        if Str::is_interned(text) {
            return text.clone();
        }
        let exact = text.header().type_header() == self.types.str.header_ptr();
        intern_bytes(self, text.bytes(), exact.then_some(text))
    }

    pub fn new_tuple(&self, items: Vec<Value>) -> PyResult {
        if items.is_empty() {
            return Ok(self.empty_tuple.to_value());
        }
        // SAFETY: `types.tuple` is tuple.
        match unsafe { Tuple::alloc(&self.heap, self.types.tuple.header_ptr(), items) } {
            Ok(tuple) => Ok(tuple.into_value()),
            Err(_) => Err(self.memory_error()),
        }
    }

    /// A tuple of copies of these values.
    pub fn tuple_of(&self, items: &[Value]) -> PyResult {
        if items.is_empty() {
            return Ok(self.empty_tuple.to_value());
        }
        // SAFETY: `types.tuple` is tuple.
        match unsafe { Tuple::alloc_copy(&self.heap, self.types.tuple.header_ptr(), items) } {
            Ok(tuple) => Ok(tuple.into_value()),
            Err(_) => Err(self.memory_error()),
        }
    }

    /// A tuple of a class that is `tuple` or derived from it.
    pub fn new_tuple_of(&self, class: &Ref<Type>, items: Vec<Value>) -> PyResult {
        if class.ptr_eq(&self.types.tuple) {
            return self.new_tuple(items);
        }
        if !self.is_subtype(class, &self.types.tuple) {
            return Err(self.type_error("a subclass of tuple is required"));
        }
        // SAFETY: checked.
        match unsafe { Tuple::alloc(&self.heap, class.header_ptr(), items) } {
            Ok(tuple) => Ok(tuple.into_value()),
            Err(_) => Err(self.memory_error()),
        }
    }

    /// A tuple of two values.
    #[inline]
    pub fn new_pair(&self, a: Value, b: Value) -> PyResult {
        let pair = [a.into_raw(), b.into_raw()];
        // SAFETY: `types.tuple` is tuple; the two references move into it, or are dropped.
        unsafe {
            match Tuple::alloc_from_raw(&self.heap, self.types.tuple.header_ptr(), pair.as_ptr(), 2) {
                Ok(tuple) => Ok(tuple.into_value()),
                Err(_) => {
                    drop(pair.map(|raw| raw.into_value()));
                    Err(self.memory_error())
                }
            }
        }
    }

    /// As `new_tuple`, as a typed handle.
    pub fn new_tuple_ref(&self, items: Vec<Value>) -> PyResult<Ref<Tuple>> {
        match self.new_tuple(items)?.into_ref::<Tuple>() {
            Ok(tuple) => Ok(tuple),
            Err(_) => Ok(self.empty_tuple.clone()),
        }
    }

    pub fn new_list(&self, items: Vec<Value>) -> PyResult {
        Ok(self.alloc(&self.types.list, List { items })?.into_value())
    }

    /// An empty dict. Aborts only if not even a few words can be had.
    pub fn new_dict(&self) -> Ref<Dict> {
        self.new_dict_for(0)
    }

    /// An empty dict with room for `n` entries, if there is so much memory.
    #[inline]
    pub fn new_dict_for(&self, n: usize) -> Ref<Dict> {
        match self.try_alloc(&self.types.dict, Dict::with_capacity(n)) {
            Some(dict) => dict,
            None => std::process::abort(),
        }
    }

    pub fn new_set(&self, table: SetTable) -> PyResult<Ref<Set>> {
        self.alloc(&self.types.set, Set { table })
    }

    pub fn new_frozenset(&self, table: SetTable) -> PyResult {
        Ok(self.alloc(&self.types.frozenset, FrozenSet { table, hash: StdCell::new(-1) })?.into_value())
    }

    /// A new bytes object. Empty ones and single bytes are shared.
    pub fn new_bytes(&self, data: impl Into<Vec<u8>>) -> PyResult {
        let data = data.into();
        match *data {
            [] if !self.empty_bytes.is_none() => return Ok(self.empty_bytes.clone()),
            [b] => {
                if let Some(shared) = self.single_bytes.get(b as usize) {
                    return Ok(shared.clone());
                }
            }
            _ => {}
        }
        self.fresh_bytes(data)
    }

    /// A bytes object that is shared with nobody.
    pub fn fresh_bytes(&self, data: impl Into<Vec<u8>>) -> PyResult {
        self.new_bytes_of(&self.types.bytes, data.into())
    }

    /// A bytes object of type `class`, which is `bytes` or a subclass.
    pub fn new_bytes_of(&self, class: &Ref<Type>, data: Vec<u8>) -> PyResult {
        debug_assert!(class.get(self).core.layout.type_id == std::any::TypeId::of::<Bytes>());
        // SAFETY: the class has the layout of bytes.
        match unsafe { Bytes::alloc(&self.heap, class.header_ptr(), data) } {
            Ok(bytes) => Ok(bytes.into_value()),
            Err(_) => Err(self.memory_error()),
        }
    }

    pub fn new_slice(&self, start: Value, stop: Value, step: Value) -> PyResult {
        Ok(self.alloc(&self.types.slice, Slice { start, stop, step })?.into_value())
    }

    /// A range whose length and bounds fit in i64.
    pub fn new_range(&self, start: i64, stop: i64, step: i64, fast: RangeFast) -> PyResult {
        let payload = Range {
            start: self.int(start),
            stop: self.int(stop),
            step: self.int(step),
            length: self.int(fast.len),
            fast: Some(fast),
        };
        Ok(self.alloc(&self.types.range, payload)?.into_value())
    }

    pub fn new_cell(&self, value: Option<Value>) -> PyResult<Ref<Cell>> {
        self.alloc(&self.types.cell, Cell { value })
    }

    pub fn new_bound_method(&self, func: Value, this: Value) -> PyResult {
        Ok(self.alloc(&self.types.method, BoundMethod { func, this })?.into_value())
    }

    /// The module `__main__`, known to `sys.modules`.
    pub fn new_main_module(&mut self) -> PyResult<Ref<Module>> {
        let main = self.new_module("__main__")?;
        let (dict, builtins) = (main.get(self).dict.clone(), self.builtins_module());
        let key = self.names.__builtins__.clone();
        drop(dict.get_mut(self).set_str(&key, builtins));
        let name = self.names.__main__.clone();
        drop(self.modules.clone().get_mut(self).set_str(&name, main.to_value()));
        Ok(main)
    }

    /// A module with its standard attributes, not yet in `sys.modules`.
    pub fn new_module(&self, name: &str) -> PyResult<Ref<Module>> {
        let dict = self.new_dict();
        let name = self.intern(name).into_value();
        let n = &self.names;
        // SAFETY: the dict is new, nobody else sees it.
        let d = unsafe { &mut *dict.payload_ptr() };
        d.set_str(&n.__name__, name);
        for attr in [&n.__doc__, &n.__package__, &n.__loader__, &n.__spec__] {
            d.set_str(attr, Value::NONE);
        }
        self.alloc(&self.types.module, Module { dict })
    }

    /// The type of any object.
    #[inline(always)]
    pub fn type_of<'a>(&'a self, v: &'a Value) -> &'a Ref<Type> {
        match v.heap_type() {
            Some(ty) => ty,
            None => match v.tag() {
                tag::INT => &self.types.int,
                tag::FLOAT => &self.types.float,
                tag::BOOL => &self.types.bool,
                tag::ELLIPSIS => &self.types.ellipsis,
                tag::NOT_IMPLEMENTED => &self.types.not_implemented_type,
                _ => &self.types.none_type,
            },
        }
    }

    /// The name of an object's type, for messages: builtin types of modules carry the module's name.
    pub fn type_name(&self, v: &Value) -> String {
        self.dotted_type_name(self.type_of(v))
    }

    /// `issubclass` by MRO, without hooks.
    #[inline]
    pub fn is_subtype(&self, ty: &Ref<Type>, base: &Ref<Type>) -> bool {
        ty.ptr_eq(base) || ty.get(self).mro.iter().any(|t| t.ptr_eq(base))
    }

    /// `isinstance` by type, without hooks.
    #[inline]
    pub fn is_instance_of(&self, v: &Value, ty: &Ref<Type>) -> bool {
        self.is_subtype(self.type_of(v), ty)
    }

    /// A version for a type's caches, never used before.
    pub fn fresh_type_version(&self) -> u32 {
        let v = self.next_type_version.get();
        self.next_type_version.set(v.wrapping_add(1).max(1));
        v
    }

    /// A builtin type made at run time by a stdlib module, not ready yet.
    pub fn alloc_native_type(&self, layout: &'static Layout, name: &str, module: &'static str) -> Ref<Type> {
        let name = self.intern(name);
        let core = TypeCore {
            layout,
            attrs_offset: StdCell::new(0),
            nslots: 0,
            inline_cap: StdCell::new(0),
            guessed: StdCell::new(false),
            root_cap: StdCell::new(0),
            instance_tag: match layout.kind {
                crate::gc::Kind::Exception => layout.kind.tag(),
                _ => crate::gc::Kind::Other.tag(),
            },
            is_heap_type: false,
            has_dict: StdCell::new(false),
            weakrefable: StdCell::new(false),
            has_del: StdCell::new(false),
            tracked: layout.tracked,
        };
        let payload = self.new_type_payload(core, name, module);
        let ty = match self.try_alloc(&self.types.type_, payload) {
            Some(ty) => ty,
            None => std::process::abort(),
        };
        ty.header().immortalize();
        ty
    }

    /// The contents of a type object without bases.
    pub fn new_type_payload(&self, core: TypeCore, name: Ref<Str>, module: &'static str) -> Type {
        Type {
            core,
            slots: Slots::default(),
            plain_init: StdCell::new((0, 0)),
            version: StdCell::new(self.fresh_type_version()),
            flags: StdCell::new(type_flag::BASETYPE),
            root_shape: StdCell::new(0),
            qualname: name.clone(),
            name,
            module,
            doc: None,
            signature: None,
            base: None,
            bases: Vec::new(),
            mro: Vec::new(),
            dict: NameMap::default(),
            subclasses: Vec::new(),
            slot_names: Vec::new(),
        }
    }

    /// Completes a builtin type: base, MRO, own wrappers, inherited slots, `__new__`, `__doc__`.
    pub fn ready_builtin_type(&mut self, ty: &Ref<Type>) {
        let is_object = ty.ptr_eq(&self.types.object);
        if !is_object {
            let base = ty.get(self).base.clone().unwrap_or_else(|| self.types.object.clone());
            let mut mro = vec![ty.clone()];
            mro.extend(base.get(self).mro.iter().cloned());
            let t = ty.get_mut(self);
            t.base = Some(base.clone());
            t.bases = vec![base.clone()];
            t.mro = mro;
            base.get_mut(self).subclasses.push(ty.header_ptr());
        } else {
            ty.get_mut(self).mro = vec![ty.clone()];
        }
        let key = Name(self.names.__doc__.clone());
        let doc = match ty.get(self).doc {
            Some(doc) => self.str(doc),
            None => Value::NONE,
        };
        // `__new__` and the wrappers come first in the dict; methods of the same name replace them.
        let methods = std::mem::take(&mut ty.get_mut(self).dict);
        self.add_new_entry(ty);
        self.add_slot_wrappers(ty);
        let dict = &mut ty.get_mut(self).dict;
        dict.extend(methods);
        dict.entry(key).or_insert(doc);
        if let Some(base) = ty.get(self).base.clone() {
            let theirs = base.get(self).slots.clone();
            let (flags, has_dict, weakrefable) = {
                let b = base.get(self);
                (b.flags.get(), b.core.has_dict.get(), b.core.weakrefable.get())
            };
            let t = ty.get_mut(self);
            crate::protocol::slotdefs::inherit(&mut t.slots, &theirs);
            t.flags.set(t.flags.get() | flags & (type_flag::SEQUENCE | type_flag::MAPPING | type_flag::MATCH_SELF));
            if has_dict && t.core.attrs_offset.get() == 0 {
                t.core.has_dict.set(true);
                t.core.attrs_offset.set(crate::native::build::attrs_offset(t));
            }
            if weakrefable {
                t.core.weakrefable.set(true);
            }
        }
        let version = self.fresh_type_version();
        let t = ty.get(self);
        t.version.set(version);
        t.set_flag(type_flag::READY, true);
        let plain_get = t.slots.getattro.is_some_and(|f| {
            std::ptr::fn_addr_eq(f, crate::protocol::attr::generic_getattr as crate::object::slots::GetAttrFn)
        });
        t.set_flag(type_flag::PLAIN_GETATTR, plain_get);
        let plain_set = t.slots.setattro.is_some_and(|f| {
            std::ptr::fn_addr_eq(f, crate::protocol::attr::generic_setattr as crate::object::slots::SetAttrFn)
        });
        t.set_flag(type_flag::PLAIN_SETATTR, plain_set);
    }

    /// Whether `found` wraps a slot (and is not overridden in Python).
    pub fn is_slot_wrapper(&self, found: &Value) -> bool {
        found.downcast_exact::<SlotWrapper>().is_some()
    }
}

fn intern_bytes(vm: &Vm, bytes: &[u8], object: Option<&Ref<Str>>) -> Ref<Str> {
    let hash = table_hash(bytes);
    let mut table = vm.interned.borrow_mut();
    if let Some(found) = table.find(hash, |s| s.bytes() == bytes) {
        return found.clone();
    }
    let text = match (object, vm.shared_str(bytes)) {
        (_, Some(shared)) => shared.clone(),
        (Some(text), None) => text.clone(),
        // SAFETY: `types.str` is str; interned bytes come from str objects or Rust text.
        (None, None) => match unsafe { Str::alloc(&vm.heap, vm.types.str.header_ptr(), bytes) } {
            Ok(text) => text,
            Err(_) => return vm.empty_str.clone(),
        },
    };
    text.header().set_flag(crate::gc::flag::INTERNED, true);
    table.insert_unique(hash, text.clone(), |s| table_hash(s.bytes()));
    text
}

/// A hash for the table of interned strings, independent of Python's seed.
pub(super) fn table_hash(bytes: &[u8]) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325u64 ^ bytes.len() as u64;
    let (words, tail) = bytes.as_chunks::<8>();
    for w in words {
        h = (h ^ u64::from_le_bytes(*w)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    }
    for b in tail {
        h = (h ^ *b as u64).wrapping_mul(0x0100_0000_01b3);
    }
    let h = h.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    h ^ h >> 32
}

/// Interning before there is a VM: only for the first types' names.
pub(super) fn bootstrap_intern(
    heap: &crate::gc::Heap,
    table: &mut hashbrown::HashTable<Ref<Str>>,
    str_type: *mut Header,
    text: &str,
) -> Ref<Str> {
    let hash = table_hash(text.as_bytes());
    if let Some(found) = table.find(hash, |s| s.bytes() == text.as_bytes()) {
        return found.clone();
    }
    // SAFETY: `str_type` has its core filled.
    let new = match unsafe { Str::alloc(heap, str_type, text.as_bytes()) } {
        Ok(text) => text,
        Err(_) => std::process::abort(),
    };
    new.header().set_flag(crate::gc::flag::INTERNED, true);
    table.insert_unique(hash, new.clone(), |s| table_hash(s.bytes()));
    new
}

const _: () = assert!(size_of::<Raw>() == 16);
