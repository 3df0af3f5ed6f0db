//! Guards: native recursion, interrupts, finalisers and collections at instruction boundaries.

use super::Vm;
use crate::gc::{Ref, Value, breaker};
use crate::object::{List, PyResult};

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
            let full = self.heap.full_collection_due() || self.config.gc_stress && self.heap.young_runs() > 50;
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
                Some(object) => self.finalize(&object),
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
        self.heap.record_collection(generation, collected);
        self.call_gc_callbacks("stop", generation, collected);
        self.gc_state.collecting = false;
        Ok(collected)
    }

    fn collect_cycles(&mut self, generation: usize) -> usize {
        let mut garbage = self.heap.find_garbage(generation > 0);
        if garbage.objects.is_empty() {
            return 0;
        }
        self.heap.clear_garbage_weakrefs(&garbage);
        self.run_finalizers();
        let mut finalized = false;
        for object in &garbage.objects {
            if let Some(h) = object.header() {
                // SAFETY: `garbage` keeps the object alive; the layout's hook is for objects of this layout.
                let (header, needs) = unsafe {
                    let core = (*h).core();
                    (&*h, core.has_del.get() || core.layout.needs_finalizer.is_some_and(|f| f(h)))
                };
                if needs && !header.has_flag(crate::gc::flag::FINALIZED) {
                    header.set_flag(crate::gc::flag::FINALIZED, true);
                    finalized = true;
                    self.finalize(object);
                }
            }
        }
        self.run_finalizers();
        if finalized {
            garbage = self.heap.still_garbage(garbage);
        }
        let count = garbage.objects.len();
        if self.gc_state.debug & GcState::SAVE_ALL != 0
            && let Some(list) = self.gc_state.garbage.clone()
        {
            list.get_mut(self).items.extend(garbage.objects);
            return count;
        }
        self.heap.clear_garbage(garbage);
        self.run_finalizers();
        count
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

/// What the `gc` module sets and shows beside the heap's own counters.
pub struct GcState {
    /// A collection is running.
    pub collecting: bool,
    /// `gc.set_debug`
    pub debug: i64,
    /// The thresholds as shown; the first is the heap's too, unless every allocation is to collect (`gc_stress`).
    pub thresholds: [i64; 3],
    /// `gc.callbacks` and `gc.garbage`, once the module was imported.
    pub callbacks: Option<Ref<List>>,
    pub garbage: Option<Ref<List>>,
}

impl GcState {
    /// `gc.DEBUG_SAVEALL`
    pub const SAVE_ALL: i64 = 32;
}

impl Default for GcState {
    fn default() -> GcState {
        GcState { collecting: false, debug: 0, thresholds: [2000, 10, 10], callbacks: None, garbage: None }
    }
}
