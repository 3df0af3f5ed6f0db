//! Output that comes while a line is being edited: from threads of a program that embeds the interpreter.
//!
//! Written to the terminal as it is, it would go through the line being typed. So the editor takes it over for that time
//! (`divert`): whole rows are handed to it, and it writes them above the line. What has no end yet waits for it, or for the
//! end of editing. It knows neither editor nor interpreter.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

static DIVERTED: AtomicBool = AtomicBool::new(false);
static STATE: Mutex<State> = Mutex::new(State { rows: None, part: Vec::new() });

/// Takes rows; false if it takes no more.
pub type Rows = Box<dyn FnMut(String) -> bool + Send>;

struct State {
    rows: Option<Rows>,
    /// A row without its end.
    part: Vec<u8>,
}

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on rows go to `rows`.
pub fn divert(rows: Rows) {
    state().rows = Some(rows);
    DIVERTED.store(true, Ordering::SeqCst);
}

/// From now on output goes to the terminal; what waited for the end of its row goes there now.
pub fn restore() {
    DIVERTED.store(false, Ordering::SeqCst);
    let part = {
        let mut state = state();
        state.rows = None;
        std::mem::take(&mut state.part)
    };
    let mut rest: &[u8] = &part;
    while let Ok(n @ 1..) = super::fd::write(1, rest) {
        rest = rest.get(n..).unwrap_or(&[]);
    }
}

/// Takes output for the terminal, if the editor wants it.
pub(super) fn take(fd: i32, data: &[u8]) -> bool {
    if !DIVERTED.load(Ordering::Relaxed) || !matches!(fd, 1 | 2) || !super::fd::is_tty(fd) {
        return false;
    }
    let mut state = state();
    if state.rows.is_none() {
        return false;
    }
    state.part.extend_from_slice(data);
    let Some(end) = state.part.iter().rposition(|b| *b == b'\n') else { return true };
    let whole: Vec<u8> = state.part.drain(..=end).collect();
    // The editor's terminal does not return by itself at the end of a row.
    let text = String::from_utf8_lossy(&whole).replace("\r\n", "\n").replace('\n', "\r\n");
    let taken = state.rows.as_mut().is_some_and(|rows| rows(text));
    if !taken {
        state.part.splice(..0, whole).for_each(drop);
    }
    true
}
