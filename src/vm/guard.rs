//! Guards: native recursion, interrupts, finalisers and collections at instruction boundaries.

use super::Vm;
use crate::gc::{AttrHead, Garbage, Generation, Header, Kind, Raw, Ref, Value, breaker, flag, trace_object};
use crate::object::generator::{GenState, Generator};
use crate::object::ty::Type;
use crate::object::weak::Weakref;
use crate::object::{Dict, List, PyResult};
use std::collections::HashSet;

/// Bytes that a native loop works on at once: some milliseconds, on a slow machine and with fresh memory.
pub const PIECE: usize = 4 << 20;
/// Small steps of a native loop between two looks for a Ctrl-C.
pub const STEPS: usize = 1 << 16;

impl Vm {
    /// Runs `f` unless the native stack is nearly used up (RecursionError).
    #[inline]
    pub fn with_native_depth<T>(&mut self, f: impl FnOnce(&mut Vm) -> PyResult<T>) -> PyResult<T> {
        let marker = 0u8;
        if (&raw const marker as usize) < self.thread.native_limit {
            return Err(self.recursion_error("maximum recursion depth exceeded"));
        }
        f(self)
    }

    /// RecursionError if the native stack is nearly used up.
    #[inline(always)]
    pub fn check_native_depth(&self) -> PyResult<()> {
        let marker = 0u8;
        if (&raw const marker as usize) < self.thread.native_limit {
            return Err(self.recursion_error("maximum recursion depth exceeded"));
        }
        Ok(())
    }

    /// To be called by native loops that may run long: signals, limits, pending finalisers.
    #[inline(always)]
    pub fn poll(&mut self) -> PyResult<()> {
        if self.heap.breaker.get() == 0 { Ok(()) } else { self.service() }
    }

    /// As `poll`, for loops that only borrow the interpreter: nothing but a Ctrl-C for which the program has no handler.
    #[inline(always)]
    pub fn check_interrupt(&self) -> PyResult<()> {
        if crate::host::signal::is_pending() { self.interrupted() } else { Ok(()) }
    }

    /// As `check_interrupt`, now and then among the small steps of a loop.
    #[inline(always)]
    pub fn check_step(&self, step: usize) -> PyResult<()> {
        if step.is_multiple_of(STEPS) { self.check_interrupt() } else { Ok(()) }
    }

    /// Hands out bytes in pieces, looking for a Ctrl-C before each.
    pub fn in_pieces<'b>(&self, bytes: &'b [u8], mut each: impl FnMut(&'b [u8])) -> PyResult<()> {
        for piece in bytes.chunks(PIECE) {
            self.check_interrupt()?;
            each(piece);
        }
        Ok(())
    }

    /// Does what the eval breaker asks for.
    #[cold]
    #[inline(never)]
    pub fn service(&mut self) -> PyResult<()> {
        let reasons = self.heap.breaker.replace(0);
        // The handler may have set its bit between the two halves of a change to the word; the flags never lie.
        if reasons & breaker::SIGNAL != 0 || crate::host::signal::is_pending() {
            self.run_signal_handlers()?;
        }
        if reasons & breaker::COLLECT != 0 {
            let full = self.heap.full_collection_due() || self.config.gc_stress && self.heap.runs().0 > 50;
            self.collect_garbage(if full { 2 } else { 0 })?;
        }
        if reasons & breaker::FINALIZERS != 0 {
            self.run_finalizers();
        }
        Ok(())
    }

    /// Runs finalisers and weakref callbacks that wait; their exceptions are reported, not raised. What dies with an object
    /// is finalised before the next one, as if freeing were recursive.
    #[cold]
    pub fn run_finalizers(&mut self) {
        // The next one last.
        let mut waiting: Vec<Value> = Vec::new();
        loop {
            let callbacks = self.heap.take_dead_weakrefs();
            let called = !callbacks.is_empty();
            for weak in callbacks {
                self.weakref_died(&weak);
            }
            waiting.extend(self.heap.take_finalizers().into_iter().rev());
            match waiting.pop() {
                Some(object) => {
                    let outer = self.gc_state.finalizing.replace(object.id());
                    self.finalize(&object);
                    self.gc_state.finalizing = outer;
                }
                None if !called => return,
                None => {}
            }
        }
    }

    /// Runs one object's finaliser.
    pub fn finalize(&mut self, object: &Value) {
        let Some(f) = self.type_of(object).get(self).slots.finalize else { return };
        let handled = std::mem::replace(&mut self.thread.handled, vec![None]);
        if let Err(raised) = f(self, object) {
            self.unraisable(raised, object);
        }
        self.thread.handled = handled;
    }

    /// Collects cycles of a generation (0, 1 or 2). Returns the number of unreachable objects that were freed. A
    /// collection asked for by a finaliser or callback of another one does nothing.
    pub fn collect_garbage(&mut self, generation: usize) -> PyResult<usize> {
        if std::mem::replace(&mut self.gc_state.collecting, true) {
            return Ok(0);
        }
        self.call_gc_callbacks("start", generation, 0);
        let collected = self.collect_cycles(generation);
        // In CPython the program's namespace moves behind its objects in the first full collection, and stays there.
        if generation == 2 && !std::mem::replace(&mut self.gc_state.collected_once, true) {
            self.rank_survivors();
        }
        self.heap.record_collection(generation, collected);
        self.call_gc_callbacks("stop", generation, collected);
        self.gc_state.collecting = false;
        Ok(collected)
    }

    /// Orders the survivors of a collection as they can be reached from the modules.
    pub fn rank_survivors(&mut self) {
        if self.heap.has_ranked() {
            // SAFETY: the dict of modules lives as long as the interpreter.
            unsafe { self.heap.rank_by_reach(self.modules.header_ptr()) };
        }
    }

    /// Whether letting go of everything would run no code of the program: no finaliser, no callback, nothing to be closed
    /// but these objects.
    pub fn ends_silently(&self, apart: &[Value]) -> bool {
        let mut silent = true;
        self.heap.for_each(|header| {
            // SAFETY: the heap passes live objects; the layout tells the payload.
            let noticed = unsafe {
                let core = (*header).core();
                let layout = core.layout;
                core.has_del.get()
                    || layout.needs_finalizer.is_some_and(|needs| needs(header))
                    || layout.type_id == std::any::TypeId::of::<Weakref>()
                        && (*(header.add(1) as *const Weakref)).callback.is_some()
            };
            silent &= !noticed || apart.iter().any(|v| v.header() == Some(header));
        });
        silent
    }

    fn collect_cycles(&mut self, generation: usize) -> usize {
        let debug = self.gc_state.debug;
        let begun = (debug & GcState::STATS != 0).then(|| {
            self.show_generations(generation);
            std::time::Instant::now()
        });
        let count = self.collect_unreachable(match generation {
            0 => Generation::Young,
            1 => Generation::Middle,
            _ => Generation::All,
        });
        if let Some(begun) = begun {
            let seconds = begun.elapsed().as_secs_f64();
            let text = format!("gc: done, {count} unreachable, 0 uncollectable, {seconds:.4}s elapsed\n");
            self.write_stderr(&text);
        }
        count
    }

    fn collect_unreachable(&mut self, generation: Generation) -> usize {
        let mut garbage = self.heap.find_garbage(generation);
        if garbage.is_empty() {
            return 0;
        }
        if self.gc_state.debug & GcState::COLLECTABLE != 0 {
            let texts: Vec<String> = garbage.headers().map(describe).collect();
            self.write_stderr(&texts.concat());
        }
        self.heap.clear_garbage_weakrefs(&garbage);
        self.run_finalizers();
        if self.finalize_garbage(&garbage) {
            self.run_finalizers();
            garbage = self.heap.still_garbage(garbage);
        }
        let count = garbage.headers().map(objects_in_cpython).sum();
        if self.gc_state.debug & GcState::SAVE_ALL != 0
            && let Some(list) = self.gc_state.garbage.clone()
        {
            let objects: Vec<Value> = (0..garbage.len()).filter_map(|i| garbage.get(i)).collect();
            list.get_mut(self).items.extend(objects);
            return count;
        }
        self.heap.clear_garbage(garbage);
        self.run_finalizers();
        count
    }

    /// Runs the finalisers of garbage that has any; tells whether there were some.
    fn finalize_garbage(&mut self, garbage: &Garbage) -> bool {
        let mut found = false;
        let mut members: HashSet<*mut Header> = HashSet::new();
        for i in 0..garbage.len() {
            let Some(header) = garbage.header(i) else { continue };
            // SAFETY: `garbage` keeps the object alive; the layout's hook is for objects of this layout.
            let (needs, suspended) = unsafe {
                let core = (*header).core();
                let hook = core.layout.needs_finalizer;
                (core.has_del.get() || hook.is_some_and(|f| f(header)), hook.is_some())
            };
            // SAFETY: as above.
            if (!needs && !suspended) || unsafe { (*header).has_flag(flag::FINALIZED) } {
                continue;
            }
            let Some(object) = garbage.get(i) else { continue };
            if needs {
                // SAFETY: as above.
                unsafe { (*header).set_flag(flag::FINALIZED, true) };
            } else if !self.is_suspended_generator(&object) {
                continue;
            }
            found = true;
            let held = finalizable_children(header);
            self.finalize(&object);
            // What only this object referred to dies when it lets go: now, not when its turn comes.
            for child in held {
                let Some(header) = child.header() else { continue };
                // SAFETY: `child` keeps it alive.
                let header_ref = unsafe { &*header };
                if header_ref.refcount() != Some(2) || header_ref.has_flag(flag::FINALIZED) {
                    continue;
                }
                if members.is_empty() {
                    members.extend(garbage.headers());
                }
                if members.contains(&header) {
                    header_ref.set_flag(flag::FINALIZED, true);
                    self.finalize(&child);
                }
            }
        }
        found
    }

    /// Whether the object is a generator that has not ended: closing it may break the cycle.
    fn is_suspended_generator(&self, object: &Value) -> bool {
        let generator = object.downcast::<Generator>();
        generator.is_some_and(|g| matches!(g.get(self).state, GenState::Created | GenState::Suspended))
    }

    /// `gc.DEBUG_STATS`: what there is before a collection.
    fn show_generations(&mut self, generation: usize) {
        let mut counts = [0usize; 4];
        self.heap.for_each(|h| {
            // SAFETY: the heap passes live objects.
            let h = unsafe { &*h };
            let place = match () {
                () if !h.has_flag(flag::TRACKED) => return,
                () if h.has_flag(flag::FROZEN) => 3,
                () if h.has_flag(flag::YOUNG) => 0,
                () if h.has_flag(flag::MIDDLE) => 1,
                () => 2,
            };
            if let Some(n) = counts.get_mut(place) {
                *n += 1;
            }
        });
        let [young, middle, old, frozen] = counts;
        let text = format!(
            "gc: collecting generation {generation}...\ngc: objects in each generation: {young} {middle} {old}\n\
             gc: objects in permanent generation: {frozen}\n"
        );
        self.write_stderr(&text);
    }

    /// `gc.callbacks`; their exceptions are reported, not raised.
    fn call_gc_callbacks(&mut self, phase: &str, generation: usize, collected: usize) {
        let Some(list) = self.gc_state.callbacks.clone() else { return };
        let callbacks = list.get(self).items.clone();
        if callbacks.is_empty() {
            return;
        }
        let info = self.new_dict();
        for (name, n) in [("generation", generation), ("collected", collected), ("uncollectable", 0)] {
            let (name, n) = (self.intern(name), self.int(n as i64));
            drop(info.get_mut(self).set_str(&name, n));
        }
        let args = [self.intern(phase).into_value(), info.into_value()];
        for callback in callbacks {
            if let Err(raised) = self.call(&callback, &args) {
                self.unraisable_while(raised, "while calling GC callback", &callback);
            }
        }
    }
}

/// How many objects the collector of CPython counts for one of ours.
fn objects_in_cpython(header: *mut Header) -> usize {
    // SAFETY: callers pass live objects.
    let (core, attributes) = unsafe { ((*header).core(), (*header).attrs()) };
    match core.layout.kind {
        // A class made at run time has a dict, its bases and its MRO beside it.
        Kind::Type => 4,
        // Instances have their attributes inside of them there, too, unless their size varies.
        Kind::BigInt | Kind::Tuple | Kind::Bytes | Kind::Exception if core.is_heap_type => {
            let has_values = attributes.is_some_and(|attrs| {
                // SAFETY: the attributes of a live object.
                let (n, at) = unsafe { ((*attrs).nslots as usize + (*attrs).cap as usize, AttrHead::values(attrs)) };
                (0..n).any(|i| unsafe { !(*at.add(i)).is_null() })
            });
            1 + usize::from(has_values)
        }
        // The dict of an instance that no program has seen is not there.
        Kind::Dict if !core.is_heap_type => {
            // SAFETY: a dict.
            let (unseen, dict) = unsafe { ((*header).has_flag(flag::UNSEEN), &*(header.add(1) as *const Dict)) };
            usize::from(!unseen || dict.len() > INLINE_MAX)
        }
        _ => 1,
    }
}

/// Attributes that instances hold without a dict in CPython.
const INLINE_MAX: usize = 30;

/// The objects with `__del__` that an object refers to.
fn finalizable_children(header: *mut Header) -> Vec<Value> {
    let mut children = Vec::new();
    // SAFETY: the caller keeps the object alive, and it its children.
    unsafe {
        trace_object(header, &mut |child: *mut Header| {
            if (*child).core().has_del.get() && !(*child).has_flag(flag::FINALIZED) {
                (*child).incref();
                let tag = (*child).core().instance_tag;
                children.push(Raw { meta: tag as u64, bits: child as u64 }.into_value());
            }
        });
    }
    children
}

/// A line of `gc.DEBUG_COLLECTABLE`.
fn describe(header: *mut Header) -> String {
    // SAFETY: the caller passes a live object; a type's name is never changed while Python code does not run.
    let name = unsafe {
        let ty = (*header).type_header().add(1) as *const Type;
        (*ty).name.to_lossy().into_owned()
    };
    format!("gc: collectable <{name} {header:p}>\n")
}

/// What the `gc` module sets and shows beside the heap's own counters.
pub struct GcState {
    /// A collection is running.
    pub collecting: bool,
    /// There has been a full collection.
    pub collected_once: bool,
    /// The object whose last reference is gone and whose finaliser runs.
    pub finalizing: Option<u64>,
    /// `gc.set_debug`
    pub debug: i64,
    /// The thresholds as shown; the first is the heap's too, unless every allocation is to collect (`gc_stress`).
    pub thresholds: [i64; 3],
    /// `gc.callbacks` and `gc.garbage`, once the module was imported.
    pub callbacks: Option<Ref<List>>,
    pub garbage: Option<Ref<List>>,
}

impl GcState {
    /// `gc.DEBUG_STATS`
    pub const STATS: i64 = 1;
    /// `gc.DEBUG_COLLECTABLE`
    pub const COLLECTABLE: i64 = 2;
    /// `gc.DEBUG_SAVEALL`
    pub const SAVE_ALL: i64 = 32;
}

impl Default for GcState {
    fn default() -> GcState {
        GcState {
            collecting: false,
            collected_once: false,
            finalizing: None,
            debug: 0,
            thresholds: [2000, 10, 10],
            callbacks: None,
            garbage: None,
        }
    }
}
