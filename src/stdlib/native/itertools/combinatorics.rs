//! `product`, `permutations`, `combinations`, `combinations_with_replacement`
//!
//! Each keeps the positions of the current choice; `None` for the choice means that none was given out yet, `done`
//! that there is no other.

use super::iterator;
use crate::gc::{Kind, Ref, Value};
use crate::native::arg;
use crate::object::slots::{Args, PyResult};
use crate::object::{Tuple, Type};
use crate::payload;
use crate::vm::Vm;

pub fn types(vm: &mut Vm) -> Vec<Ref<Type>> {
    let product = iterator::<Product>(
        vm,
        "product",
        "(*iterables, repeat=1)",
        "Cartesian product of input iterables.  Equivalent to nested for-loops.\n\nThe rightmost element changes fastest. With repeat, the iterables are taken that many times.",
        Some(product_new),
        product_next,
    )
    .ready();
    let permutations = iterator::<Permutations>(
        vm,
        "permutations",
        "(iterable, r=None)",
        "Return successive r-length permutations of elements in the iterable.\n\npermutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)",
        Some(permutations_new),
        permutations_next,
    )
    .ready();
    let combinations = iterator::<Combinations>(
        vm,
        "combinations",
        "(iterable, r)",
        "Return successive r-length combinations of elements in the iterable.\n\ncombinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)",
        Some(combinations_new),
        combinations_next,
    )
    .ready();
    let with_replacement = iterator::<Combinations>(
        vm,
        "combinations_with_replacement",
        "(iterable, r)",
        "Return successive r-length combinations of elements in the iterable allowing individual elements to have successive repeats.",
        Some(with_replacement_new),
        with_replacement_next,
    )
    .ready();
    vec![product, permutations, combinations, with_replacement]
}

struct Product {
    pools: Vec<Ref<Tuple>>,
    positions: Vec<usize>,
    /// The items at the positions.
    current: Option<Vec<Value>>,
    done: bool,
}

payload!(Product, Kind::Other, "product", tracked { pools, current });

fn product_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("product(*iterables, repeat=1)", args)?;
    let repeat = vm.extract::<i64>(arg(&bound, 1))?;
    let Ok(repeat) = usize::try_from(repeat) else {
        return Err(vm.value_error("repeat argument cannot be negative"));
    };
    let iterables = arg(&bound, 0).downcast::<Tuple>().cloned();
    let iterables = if repeat == 0 { &[] } else { iterables.as_ref().map_or(&[][..], |t| t.items()) };
    let total = match iterables.len().checked_mul(repeat) {
        Some(total) if total <= isize::MAX as usize / 8 => total,
        _ => return Err(vm.overflow_error("repeat argument too large")),
    };
    let mut own = Vec::with_capacity(iterables.len());
    for iterable in iterables {
        let items = vm.collect(iterable)?;
        own.push(vm.new_tuple_ref(items)?);
    }
    let (mut pools, mut positions) = (Vec::new(), Vec::new());
    if pools.try_reserve_exact(total).is_err() || positions.try_reserve_exact(total).is_err() {
        return Err(vm.memory_error());
    }
    for _ in 0..if own.is_empty() { 0 } else { repeat } {
        pools.extend(own.iter().cloned());
    }
    positions.resize(total, 0);
    Ok(vm.alloc(class, Product { pools, positions, current: None, done: false })?.into_value())
}

fn product_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<Product>(std::slice::from_ref(v))?.clone();
    let p = this.get_mut(vm);
    if p.done {
        return Ok(None);
    }
    let Some(current) = &mut p.current else {
        let first: Option<Vec<Value>> = p.pools.iter().map(|pool| pool.items().first().cloned()).collect();
        p.done = first.is_none() || p.pools.is_empty();
        let Some(first) = first else { return Ok(None) };
        p.current = Some(first.clone());
        return vm.new_tuple(first).map(Some);
    };
    // Like the wheels of a counter, from the right.
    let mut moved = false;
    for ((pool, position), item) in p.pools.iter().zip(&mut p.positions).zip(current.iter_mut()).rev() {
        *position += 1;
        if *position >= pool.len() {
            *position = 0;
        } else {
            moved = true;
        }
        if let Some(new) = pool.items().get(*position) {
            *item = new.clone();
        }
        if moved {
            break;
        }
    }
    if !moved {
        p.done = true;
        let released = (p.current.take(), std::mem::take(&mut p.pools));
        drop(released);
        return Ok(None);
    }
    let items = current.clone();
    vm.new_tuple(items).map(Some)
}

/// The items of a pool at these positions.
fn pick(vm: &Vm, pool: &Ref<Tuple>, positions: &[usize]) -> PyResult<Option<Value>> {
    let items = positions.iter().filter_map(|i| pool.items().get(*i).cloned()).collect();
    vm.new_tuple(items).map(Some)
}

struct Permutations {
    pool: Ref<Tuple>,
    r: usize,
    indices: Vec<usize>,
    cycles: Vec<usize>,
    started: bool,
    done: bool,
}

payload!(Permutations, Kind::Other, "permutations", tracked { pool });

fn new_pool(vm: &mut Vm, iterable: &Value) -> PyResult<Ref<Tuple>> {
    let items = vm.collect(iterable)?;
    vm.new_tuple_ref(items)
}

fn length(vm: &mut Vm, r: &Value) -> PyResult<usize> {
    let r = vm.extract::<i64>(r)?;
    usize::try_from(r).map_err(|_| vm.value_error("r must be non-negative"))
}

fn permutations_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("permutations(iterable, r=None)", args)?;
    let pool = new_pool(vm, arg(&bound, 0))?;
    let n = pool.len();
    let r = match arg(&bound, 1) {
        r if r.is_none() => n,
        r if !vm.is_int(r) => return Err(vm.type_error("Expected int as r")),
        r => length(vm, r)?,
    };
    let done = r > n;
    let cycles = if done { Vec::new() } else { (n - r + 1..=n).rev().collect() };
    let payload = Permutations { pool, r, indices: (0..n).collect(), cycles, started: false, done };
    Ok(vm.alloc(class, payload)?.into_value())
}

fn permutations_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<Permutations>(std::slice::from_ref(v))?.clone();
    let p = this.get_mut(vm);
    if p.done {
        return Ok(None);
    }
    if p.started {
        let n = p.indices.len();
        let mut moved = false;
        for i in (0..p.r).rev() {
            let Some(cycle) = p.cycles.get_mut(i) else { break };
            *cycle -= 1;
            if *cycle == 0 {
                *cycle = n - i;
                if let Some(tail) = p.indices.get_mut(i..) {
                    tail.rotate_left(1);
                }
            } else {
                let j = n - *cycle;
                p.indices.swap(i, j);
                moved = true;
                break;
            }
        }
        if !moved {
            p.done = true;
            return Ok(None);
        }
    }
    p.started = true;
    let p = this.get(vm);
    pick(vm, &p.pool, p.indices.get(..p.r).unwrap_or(&[]))
}

/// Of both kinds of combinations.
struct Combinations {
    pool: Ref<Tuple>,
    indices: Vec<usize>,
    started: bool,
    done: bool,
}

payload!(Combinations, Kind::Other, "combinations", tracked { pool });

fn combinations_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("combinations(iterable, r)", args)?;
    let pool = new_pool(vm, arg(&bound, 0))?;
    let r = length(vm, arg(&bound, 1))?;
    let done = r > pool.len();
    let indices = if done { Vec::new() } else { (0..r).collect() };
    Ok(vm.alloc(class, Combinations { pool, indices, started: false, done })?.into_value())
}

fn combinations_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<Combinations>(std::slice::from_ref(v))?.clone();
    let c = this.get_mut(vm);
    if c.done {
        return Ok(None);
    }
    if c.started {
        let (n, r) = (c.pool.len(), c.indices.len());
        // The rightmost position that is not as far right as it can be.
        let Some(at) = c.indices.iter().enumerate().rposition(|(i, index)| *index != i + n - r) else {
            c.done = true;
            return Ok(None);
        };
        let first = c.indices.get(at).map_or(0, |i| i + 1);
        for (i, index) in c.indices.iter_mut().skip(at).enumerate() {
            *index = first + i;
        }
    }
    c.started = true;
    let c = this.get(vm);
    pick(vm, &c.pool, &c.indices)
}

fn with_replacement_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("combinations_with_replacement(iterable, r)", args)?;
    let pool = new_pool(vm, arg(&bound, 0))?;
    let r = length(vm, arg(&bound, 1))?;
    let done = pool.is_empty() && r > 0;
    let mut indices = Vec::new();
    if !done {
        if indices.try_reserve_exact(r).is_err() {
            return Err(vm.memory_error());
        }
        indices.resize(r, 0);
    }
    Ok(vm.alloc(class, Combinations { pool, indices, started: false, done })?.into_value())
}

fn with_replacement_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<Combinations>(std::slice::from_ref(v))?.clone();
    let c = this.get_mut(vm);
    if c.done {
        return Ok(None);
    }
    if c.started {
        let n = c.pool.len();
        let Some(at) = c.indices.iter().rposition(|index| index + 1 != n) else {
            c.done = true;
            return Ok(None);
        };
        let next = c.indices.get(at).map_or(0, |i| i + 1);
        for index in c.indices.iter_mut().skip(at) {
            *index = next;
        }
    }
    c.started = true;
    let c = this.get(vm);
    pick(vm, &c.pool, &c.indices)
}
