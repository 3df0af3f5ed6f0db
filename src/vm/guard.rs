//! Guards: native recursion, interrupts, finalisers and collections at instruction boundaries.

use super::Vm;
use crate::gc::{Value, breaker};
use crate::object::PyResult;

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
            let full = self.heap.full_collection_due();
            self.collect_garbage(if full { 2 } else { 0 })?;
        }
        if reasons & breaker::FINALIZERS != 0 {
            self.run_finalizers();
        }
        Ok(())
    }

    /// Runs finalisers and weakref callbacks that wait; their exceptions are reported, not raised.
    #[cold]
    pub fn run_finalizers(&mut self) {
        loop {
            let dying = self.heap.take_finalizers();
            let callbacks = self.heap.take_dead_weakrefs();
            if dying.is_empty() && callbacks.is_empty() {
                return;
            }
            for weak in callbacks {
                self.weakref_died(&weak);
            }
            for object in dying {
                self.finalize(&object);
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

    /// Collects cycles of a generation (0, 1 or 2). Returns the number of unreachable objects found.
    pub fn collect_garbage(&mut self, generation: usize) -> PyResult<usize> {
        let mut garbage = self.heap.find_garbage(generation > 0);
        let count = garbage.objects.len();
        if count > 0 {
            let mut finalized = false;
            for object in &garbage.objects {
                if let Some(h) = object.header() {
                    // SAFETY: `garbage` keeps the object alive.
                    unsafe {
                        if (*h).has_flag(crate::gc::flag::WEAKREFS) {
                            self.heap.clear_weakrefs(h);
                        }
                    }
                }
            }
            for object in &garbage.objects {
                if let Some(h) = object.header() {
                    // SAFETY: as above.
                    let header = unsafe { &*h };
                    let core = header.core();
                    // SAFETY: the layout's hook is for objects of this layout.
                    let needs = core.has_del.get() || core.layout.needs_finalizer.is_some_and(|f| unsafe { f(h) });
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
            self.heap.clear_garbage(garbage);
            self.run_finalizers();
        }
        self.heap.record_collection(generation, count);
        Ok(count)
    }
}
