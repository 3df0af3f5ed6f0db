//! What happens in Python when a signal arrived.

use crate::gc::Value;
use crate::host::signal;
use crate::object::PyResult;
use crate::vm::Vm;
use std::collections::HashMap;

/// The handlers that the `signal` module has set, by signal number; in `Vm::module_state`.
#[derive(Default)]
pub struct SignalHandlers(pub HashMap<i32, Value>);

impl Vm {
    /// KeyboardInterrupt if SIGINT waits and no handler would be called for it.
    #[cold]
    #[inline(never)]
    pub fn interrupted(&self) -> PyResult<()> {
        let key = std::any::TypeId::of::<SignalHandlers>();
        let handlers = self.module_state.get(&key).and_then(|s| s.downcast_ref::<SignalHandlers>());
        let handled = handlers.is_some_and(|h| h.0.contains_key(&libc::SIGINT));
        if !handled && signal::take(libc::SIGINT) {
            return Err(self.new_error_args(&self.exc.KeyboardInterrupt, Vec::new()));
        }
        Ok(())
    }

    /// Calls the handlers of the signals that arrived. SIGINT without one raises KeyboardInterrupt.
    pub fn run_signal_handlers(&mut self) -> PyResult<()> {
        let mut waiting = signal::take_pending().into_iter();
        while let Some(number) = waiting.next() {
            let key = std::any::TypeId::of::<SignalHandlers>();
            let handlers = self.module_state.get(&key).and_then(|s| s.downcast_ref::<SignalHandlers>());
            let handler = handlers.and_then(|h| h.0.get(&number)).cloned();
            let result = match handler {
                Some(handler) => {
                    let frame = self.frame_at(0)?.map(crate::gc::Ref::into_value).unwrap_or_default();
                    let number = self.int(number as i64);
                    self.call(&handler, &[number, frame]).map(drop)
                }
                None if number == libc::SIGINT => Err(self.new_error_args(&self.exc.KeyboardInterrupt, Vec::new())),
                None => Ok(()),
            };
            if result.is_err() {
                // The others come at the next boundary.
                waiting.for_each(signal::simulate);
                return result;
            }
        }
        Ok(())
    }
}
