//! The unsafe core of the heap without an interpreter: allocation, reference counts, iterative freeing, cycles, weak
//! references, finalisers, large objects. Small enough to run under Miri (see docs/MEMORY.md).

use pyrope::gc::{Generation, Header, Heap, OwnedHeap, Ref, Value, flag};
use pyrope::object::registry::Types;
use pyrope::object::weak::{Weakref, has_callback};
use pyrope::object::{Bytes, Dict, List, Str, Tuple};
use std::collections::HashMap;

/// Objects in the larger tests.
const MANY: usize = if cfg!(miri) { 200 } else { 100_000 };

/// A heap with the builtin types.
struct World {
    types: Types,
    heap: OwnedHeap,
}

impl World {
    fn new() -> World {
        let heap = Heap::new();
        let mut names: HashMap<String, Ref<Str>> = HashMap::new();
        let types = Types::bootstrap(&heap, &mut |text, str_type| {
            let make = || {
                // SAFETY: `str_type` has its core filled.
                unsafe { Str::alloc(&heap, str_type, text.as_bytes()) }.expect("memory")
            };
            names.entry(text.to_owned()).or_insert_with(make).clone()
        });
        heap.on_weakref_callback(has_callback);
        World { types, heap }
    }

    fn list(&self, items: Vec<Value>) -> Ref<List> {
        // SAFETY: the type has the layout of the payload.
        unsafe { self.heap.alloc(self.types.list.header_ptr(), List { items }) }.expect("memory")
    }

    fn tuple(&self, items: Vec<Value>) -> Ref<Tuple> {
        // SAFETY: as above.
        unsafe { Tuple::alloc(&self.heap, self.types.tuple.header_ptr(), items) }.expect("memory")
    }

    fn text(&self, text: &str) -> Ref<Str> {
        // SAFETY: as above.
        unsafe { Str::alloc(&self.heap, self.types.str.header_ptr(), text.as_bytes()) }.expect("memory")
    }

    fn dict(&self, key: &str, value: Value) -> Ref<Dict> {
        let mut dict = Dict::new();
        drop(dict.set_str(&self.text(key), value));
        // SAFETY: as above.
        unsafe { self.heap.alloc(self.types.dict.header_ptr(), dict) }.expect("memory")
    }

    fn weak(&self, referent: &Value, callback: Option<Value>) -> Value {
        let weak = Weakref::new(callback);
        // SAFETY: as above; the referent is alive.
        unsafe {
            let weak = self.heap.alloc(self.types.weakref.header_ptr(), weak).expect("memory");
            self.heap.add_weakref(&*referent.header().expect("a heap object"), weak.header_ptr(), 0);
            weak.into_value()
        }
    }

    /// Objects on the heap, types apart.
    fn live(&self) -> usize {
        let mut n = 0;
        // SAFETY: the heap passes live objects.
        self.heap.for_each(|h| n += usize::from(unsafe { (*h).refcount() }.is_some()));
        n
    }

    fn collect(&self, generation: Generation) -> usize {
        let garbage = self.heap.find_garbage(generation);
        let n = garbage.len();
        self.heap.clear_garbage_weakrefs(&garbage);
        self.heap.clear_garbage(garbage);
        n
    }
}

/// Adds an item to a list of a heap without an interpreter.
fn push(list: &Ref<List>, item: Value) {
    // SAFETY: nobody borrows the list.
    unsafe { (*list.payload_ptr()).items.push(item) };
}

fn header(value: &Value) -> &Header {
    // SAFETY: `value` keeps the object alive.
    unsafe { &*value.header().expect("a heap object") }
}

#[test]
fn counting_frees_at_the_last_reference() {
    let w = World::new();
    let before = w.live();
    let list = w.list(vec![Value::NONE, w.text("inner").into_value()]);
    let value = list.to_value();
    assert_eq!(header(&value).refcount(), Some(2));
    assert_eq!(w.live(), before + 2);
    drop(list);
    assert_eq!(header(&value).refcount(), Some(1));
    drop(value);
    assert_eq!(w.live(), before);
}

#[test]
fn cells_are_used_again() {
    let w = World::new();
    let first = w.list(Vec::new());
    let address = first.header_ptr();
    drop(first);
    assert_eq!(w.list(Vec::new()).header_ptr(), address);
}

#[test]
fn deep_chains_are_freed_without_recursion() {
    let w = World::new();
    let before = w.live();
    let mut chain = w.list(Vec::new()).into_value();
    for i in 0..MANY {
        chain = match i % 3 {
            0 => w.list(vec![chain]).into_value(),
            1 => w.tuple(vec![Value::NONE, chain]).into_value(),
            _ => w.dict("key", chain).into_value(),
        };
    }
    assert!(w.live() > before + MANY);
    drop(chain);
    assert_eq!(w.live(), before);
}

#[test]
fn wide_structures_are_freed() {
    let w = World::new();
    let before = w.live();
    let wide = w.list((0..MANY).map(|_| w.list(vec![w.tuple(vec![Value::TRUE]).into_value()]).into_value()).collect());
    drop(wide);
    assert_eq!(w.live(), before);
}

#[test]
fn cycles_are_found_and_what_is_held_stays() {
    let w = World::new();
    let before = w.live();
    let kept = w.list(Vec::new());
    for _ in 0..50 {
        let (a, b) = (w.list(Vec::new()), w.list(Vec::new()));
        push(&a, b.to_value());
        push(&b, w.tuple(vec![w.dict("key", a.to_value()).into_value()]).into_value());
        push(&b, kept.to_value());
    }
    push(&kept, w.list(vec![kept.to_value()]).into_value());
    assert_eq!(w.collect(Generation::Young), 200);
    assert_eq!(w.collect(Generation::All), 0);
    // SAFETY: nobody borrows the list.
    assert_eq!(unsafe { (*kept.payload_ptr()).items.len() }, 1);
    drop(kept);
    assert_eq!(w.collect(Generation::All), 2);
    assert_eq!(w.live(), before);
}

#[test]
fn generations() {
    let w = World::new();
    let list = w.list(Vec::new());
    push(&list, list.to_value());
    let value = list.into_value();
    assert!(header(&value).has_flag(flag::YOUNG));
    assert_eq!(w.collect(Generation::Young), 0);
    assert!(!header(&value).has_flag(flag::YOUNG) && header(&value).has_flag(flag::MIDDLE));
    drop(value);
    assert_eq!(w.collect(Generation::Young), 0);
    assert_eq!(w.collect(Generation::Middle), 1);
}

#[test]
fn more_reached_objects_than_the_list_of_them_holds() {
    let w = World::new();
    let count = if cfg!(miri) { 300 } else { 200_000 };
    let wide = w.list((0..count).map(|_| w.list(vec![w.list(Vec::new()).into_value()]).into_value()).collect());
    assert_eq!(w.collect(Generation::All), 0);
    drop(wide);
    assert_eq!(w.collect(Generation::All), 0);
}

#[test]
fn a_long_ring_is_one_piece_of_garbage() {
    let w = World::new();
    let before = w.live();
    let first = w.list(Vec::new());
    let mut last = first.to_value();
    for _ in 1..MANY {
        last = w.list(vec![last]).into_value();
    }
    push(&first, last);
    drop(first);
    assert_eq!(w.collect(Generation::All), MANY);
    assert_eq!(w.live(), before);
}

#[test]
fn weak_references_are_cleared() {
    let w = World::new();
    let target = w.list(Vec::new()).into_value();
    let plain = w.weak(&target, None);
    let with_callback = w.weak(&target, Some(Value::TRUE));
    let dies_first = w.weak(&target, Some(Value::TRUE));
    assert_eq!(w.heap.weakrefs_to(header(&target), 9).len(), 3);
    drop(dies_first);
    assert_eq!(w.heap.weakrefs_to(header(&target), 9).len(), 2);
    drop(target);
    let due = w.heap.take_dead_weakrefs();
    assert!(due.len() == 1 && due[0].is(&with_callback));
    drop((plain, with_callback, due));
}

#[test]
fn weak_references_in_garbage_are_not_called() {
    let w = World::new();
    let list = w.list(Vec::new());
    let value = list.to_value();
    push(&list, list.to_value());
    let inside = w.weak(&value, Some(Value::TRUE));
    push(&list, inside);
    let outside = w.weak(&value, Some(Value::TRUE));
    drop((list, value));
    assert_eq!(w.collect(Generation::All), 2);
    let due = w.heap.take_dead_weakrefs();
    assert!(due.len() == 1 && due[0].is(&outside));
}

#[test]
fn large_objects() {
    let w = World::new();
    let before = w.live();
    let many = |n: usize| (0..n).map(|_| Value::NONE).collect::<Vec<_>>();
    let mut tuples: Vec<_> = (0..40).map(|i| w.tuple(many(60 + i))).collect();
    let list = w.list(Vec::new());
    let mut items = many(100);
    items.push(list.to_value());
    push(&list, w.tuple(items).into_value());
    tuples.retain(|t| t.len() % 3 == 0);
    drop(list);
    assert_eq!(w.collect(Generation::Young), 2);
    tuples.truncate(5);
    assert_eq!(w.live(), before + 5);
    drop(tuples);
    assert_eq!(w.live(), before);
}

#[test]
fn frozen_objects_are_left_alone() {
    let w = World::new();
    let list = w.list(Vec::new());
    push(&list, list.to_value());
    let address = list.header_ptr();
    list.header().set_flag(flag::FROZEN, true);
    drop(list);
    assert_eq!(w.collect(Generation::All), 0);
    // SAFETY: frozen, therefore alive.
    unsafe { (*address).set_flag(flag::FROZEN, false) };
    assert_eq!(w.collect(Generation::All), 1);
}

#[test]
fn bytes_inside_of_the_object_and_apart() {
    let w = World::new();
    let before = w.live();
    for n in [0, 1, 7, 1024, 1025, 5000] {
        // SAFETY: the type has the layout of the payload.
        let bytes = unsafe { Bytes::alloc(&w.heap, w.types.bytes.header_ptr(), vec![7; n]) }.expect("memory");
        assert!(bytes.data().len() == n && bytes.data().iter().all(|b| *b == 7));
    }
    assert_eq!(w.live(), before);
}

#[test]
fn following_what_can_be_reached_leaves_no_marks() {
    let w = World::new();
    let before = w.live();
    let root = w.list(Vec::new());
    push(&root, w.tuple(vec![root.to_value(), w.dict("key", root.to_value()).into_value()]).into_value());
    push(&root, w.types.list.to_value());
    for _ in 0..2 {
        // SAFETY: alive.
        unsafe { w.heap.rank_by_reach(root.header_ptr()) };
        assert_eq!(w.collect(Generation::All), 0);
    }
    drop(root);
    assert_eq!(w.collect(Generation::All), 3);
    assert_eq!(w.live(), before);
}
