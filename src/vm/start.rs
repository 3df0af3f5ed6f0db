//! Starting an interpreter: the first types, the names, the exception types, then everything in `builtins/`.

use super::frame::Thread;
use super::make::bootstrap_intern;
use super::{Config, ExcTypes, Vm};
use crate::gc::{Heap, Payload, Ref, STAMP_UNIT, TypeCore, Value};
use crate::object::registry::{Names, Types};
use crate::object::shape::Shapes;
use crate::object::slots::PyResult;
use crate::object::ty::{NameMap, Type, type_flag};
use crate::object::{Dict, Exception, Kind, Str, Tuple};
use crate::protocol::slotdefs::SLOTDEFS;
use hashbrown::HashTable;
use std::cell::{Cell, RefCell};

impl Vm {
    /// A new interpreter, ready to run code.
    pub fn new(config: Config) -> PyResult<Box<Vm>> {
        let heap = Heap::new();
        let mut table = HashTable::with_capacity(4096);
        let types = Types::bootstrap(&heap, &mut |text, str_type| bootstrap_intern(&heap, &mut table, str_type, text));
        let str_type = types.str.header_ptr();
        let mut intern = |text: &str| bootstrap_intern(&heap, &mut table, str_type, text);
        let names = Names::new(&mut intern);
        let slot_names: Vec<Ref<Str>> = SLOTDEFS.iter().map(|d| intern(d.name)).collect();
        let slot_indices =
            slot_names.iter().enumerate().map(|(i, n)| (crate::object::ty::Name(n.clone()), i)).collect();
        let empty_str = intern("");
        let latin1: Vec<Ref<Str>> = (0..=255u8).map(|b| intern((b as char).encode_utf8(&mut [0; 4]))).collect();
        for text in latin1.iter().chain([&empty_str]) {
            text.header().immortalize();
        }
        let exc = ExcTypes::new(types.base_exception.clone(), |name, base| {
            let ty = exception_type(&heap, &types, intern(name));
            // SAFETY: the new type is not visible yet.
            unsafe { (*ty.payload_ptr()).base = Some(base.clone()) };
            ty
        });
        let dict = |heap: &Heap| alloc(heap, &types.dict, Dict::new());
        let (modules, builtins, sys) = (dict(&heap), dict(&heap), dict(&heap));
        // SAFETY: `types.tuple` is tuple.
        let empty_tuple = match unsafe { Tuple::alloc(&heap, types.tuple.header_ptr(), Vec::new()) } {
            Ok(tuple) => tuple,
            Err(_) => std::process::abort(),
        };
        empty_tuple.header().immortalize();
        let memory_error = Exception {
            args: empty_tuple.to_value(),
            traceback: None,
            cause: None,
            context: None,
            suppress_context: false,
            fields: Vec::new(),
        };
        let last_memory_error = alloc(&heap, &exc.MemoryError, memory_error);
        let mut vm = Box::new(Vm {
            thread: Thread::new(last_memory_error),
            heap,
            types,
            exc,
            names,
            shapes: Shapes::new(),
            slot_names,
            interned: RefCell::new(table),
            latin1,
            empty_str,
            empty_tuple,
            empty_bytes: Value::NONE,
            single_bytes: Vec::new(),
            empty_frozenset: Value::NONE,
            method_cache: crate::protocol::attr::LookupCache::new(4096),
            sites: Default::default(),
            super_cache: crate::protocol::attr::LookupCache::new(256),
            slot_indices,
            stamp: Cell::new(STAMP_UNIT),
            next_type_version: Cell::new(1),
            modules,
            builtins,
            builtin_count: 0,
            sys,
            config,
            int_max_str_digits: Cell::new(crate::builtins::int::text::DEFAULT_MAX_STR_DIGITS),
            gc_state: Default::default(),
            module_state: std::collections::HashMap::new(),
        });
        crate::builtins::init(&mut vm)?;
        if vm.config.gc_stress {
            vm.heap.set_threshold(1);
        }
        Ok(vm)
    }
}

fn alloc<T: Payload>(heap: &Heap, ty: &Ref<Type>, payload: T) -> Ref<T> {
    // SAFETY: the registry makes each type with the layout of its payload.
    match unsafe { heap.alloc(ty.header_ptr(), payload) } {
        Ok(object) => object,
        Err(_) => std::process::abort(),
    }
}

/// An exception type without base; all share the layout of `BaseException`.
fn exception_type(heap: &Heap, types: &Types, name: Ref<Str>) -> Ref<Type> {
    let core = TypeCore {
        layout: <Exception as Payload>::LAYOUT,
        attrs_offset: Cell::new(0),
        nslots: 0,
        inline_cap: Cell::new(0),
        instance_tag: Kind::Exception.tag(),
        is_heap_type: false,
        has_dict: Cell::new(false),
        weakrefable: Cell::new(false),
        has_del: Cell::new(false),
        tracked: true,
    };
    let payload = Type {
        core,
        slots: Default::default(),
        version: Cell::new(0),
        plain_init: Cell::new((0, 0)),
        flags: Cell::new(type_flag::BASETYPE | type_flag::IMMUTABLE),
        root_shape: Cell::new(0),
        qualname: name.clone(),
        name,
        module: "builtins",
        doc: None,
        signature: None,
        base: None,
        bases: Vec::new(),
        mro: Vec::new(),
        dict: NameMap::default(),
        subclasses: Vec::new(),
        slot_names: Vec::new(),
    };
    let ty = alloc(heap, &types.type_, payload);
    ty.header().immortalize();
    // From the beginning: an instance is made before the types are ready.
    // SAFETY: the new type is not visible yet.
    unsafe {
        let t = &*ty.payload_ptr();
        t.core.has_dict.set(true);
        t.core.attrs_offset.set(crate::native::build::attrs_offset(t));
    }
    ty
}
