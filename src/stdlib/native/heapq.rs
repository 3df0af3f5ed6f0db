//! `_heapq`: priority queues in lists. The functions ending in `_max` keep the largest item first.
//!
//! Items are compared with no borrow held; a comparison that changes the list's length is an error.

use crate::gc::{Ref, Value};
use crate::native::{ModuleBuilder, arg};
use crate::object::List;
use crate::object::module::Module;
use crate::object::slots::{CompareOp, PyResult};
use crate::vm::Vm;

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let module = ModuleBuilder::new(vm, "_heapq", "Heap queue algorithm (a.k.a. priority queue).")?
        .function(
            "heappush(heap, item, /)",
            |vm, args| heappush(vm, args, MIN),
            "Push item onto heap, maintaining the heap invariant.",
        )
        .function(
            "heappushpop(heap, item, /)",
            |vm, args| heappushpop(vm, args, MIN),
            "Push item on the heap, then pop and return the smallest item from the heap.",
        )
        .function(
            "heappop(heap, /)",
            |vm, args| heappop(vm, args, MIN),
            "Pop the smallest item off the heap, maintaining the heap invariant.",
        )
        .function(
            "heapreplace(heap, item, /)",
            |vm, args| heapreplace(vm, args, MIN),
            "Pop and return the current smallest value, and add the new item.",
        )
        .function(
            "heapify(heap, /)",
            |vm, args| heapify(vm, args, MIN),
            "Transform list into a heap, in-place, in O(len(heap)) time.",
        )
        .function(
            "heappush_max(heap, item, /)",
            |vm, args| heappush(vm, args, MAX),
            "Push item onto max heap, maintaining the heap invariant.",
        )
        .function(
            "heappushpop_max(heap, item, /)",
            |vm, args| heappushpop(vm, args, MAX),
            "Maxheap variant of heappushpop.",
        )
        .function("heappop_max(heap, /)", |vm, args| heappop(vm, args, MAX), "Maxheap variant of heappop.")
        .function(
            "heapreplace_max(heap, item, /)",
            |vm, args| heapreplace(vm, args, MAX),
            "Maxheap variant of heapreplace.",
        )
        .function("heapify_max(heap, /)", |vm, args| heapify(vm, args, MAX), "Maxheap variant of heapify.");
    Ok(module.build())
}

/// Which item comes first, and the names of the functions in errors.
struct Order {
    largest: bool,
    suffix: &'static str,
}

const MIN: &Order = &Order { largest: false, suffix: "" };
const MAX: &Order = &Order { largest: true, suffix: "_max" };

fn heap_of(vm: &Vm, args: &[Value], name: &str, order: &Order, two: bool) -> PyResult<Ref<List>> {
    match arg(args, 0).downcast::<List>() {
        Some(list) => Ok(list.clone()),
        None => {
            let (ty, number) = (vm.type_name(arg(args, 0)), if two { " 1" } else { "" });
            let suffix = order.suffix;
            Err(vm.type_error(format!("{name}{suffix}() argument{number} must be list, not {ty}")))
        }
    }
}

fn out_of_range<T>(vm: &Vm) -> PyResult<T> {
    Err(vm.index_error("index out of range"))
}

/// Whether the item at `i` goes before that at `j`; the list must keep its length.
fn before(vm: &mut Vm, heap: &Ref<List>, i: usize, j: usize, order: &Order) -> PyResult<bool> {
    let items = &heap.get(vm).items;
    let len = items.len();
    let (Some(a), Some(b)) = (items.get(i), items.get(j)) else { return out_of_range(vm) };
    let (a, b) = if order.largest { (b.clone(), a.clone()) } else { (a.clone(), b.clone()) };
    let result = vm.compare_bool(&a, &b, CompareOp::Lt)?;
    if heap.get(vm).items.len() != len {
        return Err(vm.runtime_error("list changed size during iteration"));
    }
    vm.poll()?;
    Ok(result)
}

/// Moves the item at `pos` towards `start` until its parent goes before it.
fn sift_down(vm: &mut Vm, heap: &Ref<List>, start: usize, mut pos: usize, order: &Order) -> PyResult<()> {
    if pos >= heap.get(vm).items.len() {
        return out_of_range(vm);
    }
    while pos > start {
        let parent = (pos - 1) / 2;
        if !before(vm, heap, pos, parent, order)? {
            break;
        }
        heap.get_mut(vm).items.swap(parent, pos);
        pos = parent;
    }
    Ok(())
}

/// Moves the item at `pos` to the bottom along the children that go first, then to its place.
fn sift_up(vm: &mut Vm, heap: &Ref<List>, mut pos: usize, order: &Order) -> PyResult<()> {
    let (start, end) = (pos, heap.get(vm).items.len());
    if pos >= end {
        return out_of_range(vm);
    }
    while pos < end / 2 {
        let mut child = 2 * pos + 1;
        if child + 1 < end && !before(vm, heap, child, child + 1, order)? {
            child += 1;
        }
        heap.get_mut(vm).items.swap(child, pos);
        pos = child;
    }
    sift_down(vm, heap, start, pos, order)
}

fn heappush(vm: &mut Vm, args: &[Value], order: &Order) -> PyResult {
    let heap = heap_of(vm, args, "heappush", order, true)?;
    vm.list_append(&heap, arg(args, 1).clone())?;
    let last = heap.get(vm).items.len() - 1;
    sift_down(vm, &heap, 0, last, order)?;
    Ok(Value::NONE)
}

fn heappop(vm: &mut Vm, args: &[Value], order: &Order) -> PyResult {
    let heap = heap_of(vm, args, "heappop", order, false)?;
    let items = &mut heap.get_mut(vm).items;
    let Some(last) = items.pop() else { return out_of_range(vm) };
    let Some(first) = items.first_mut() else { return Ok(last) };
    let result = std::mem::replace(first, last);
    sift_up(vm, &heap, 0, order)?;
    Ok(result)
}

fn heapreplace(vm: &mut Vm, args: &[Value], order: &Order) -> PyResult {
    let heap = heap_of(vm, args, "heapreplace", order, true)?;
    let Some(first) = heap.get_mut(vm).items.first_mut() else { return out_of_range(vm) };
    let result = std::mem::replace(first, arg(args, 1).clone());
    sift_up(vm, &heap, 0, order)?;
    Ok(result)
}

fn heappushpop(vm: &mut Vm, args: &[Value], order: &Order) -> PyResult {
    let heap = heap_of(vm, args, "heappushpop", order, true)?;
    let item = arg(args, 1);
    let Some(top) = heap.get(vm).items.first().cloned() else { return Ok(item.clone()) };
    let (a, b) = if order.largest { (item, &top) } else { (&top, item) };
    if !vm.compare_bool(a, b, CompareOp::Lt)? {
        return Ok(item.clone());
    }
    // The comparison may have emptied the list.
    let Some(first) = heap.get_mut(vm).items.first_mut() else { return out_of_range(vm) };
    let result = std::mem::replace(first, item.clone());
    sift_up(vm, &heap, 0, order)?;
    Ok(result)
}

fn heapify(vm: &mut Vm, args: &[Value], order: &Order) -> PyResult {
    let heap = heap_of(vm, args, "heapify", order, false)?;
    for i in (0..heap.get(vm).items.len() / 2).rev() {
        sift_up(vm, &heap, i, order)?;
    }
    Ok(Value::NONE)
}
