//! Signals: the handler only sets flags; the interpreter looks at its next instruction boundary or after EINTR.
//!
//! `unsafe` because of `sigaction` and of the handler, which runs at any point of the program: it touches nothing but
//! atomics, one of which is the interpreter's breaker word seen through an atomic pointer.

use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicU64, Ordering};

/// Signals that arrived and wait, by number.
static PENDING: AtomicU64 = AtomicU64::new(0);
/// The breaker word of the interpreter that handles signals.
static BREAKER: AtomicPtr<AtomicU32> = AtomicPtr::new(std::ptr::null_mut());
/// The bit to set there.
static REASON: AtomicU32 = AtomicU32::new(0);

extern "C" fn on_signal(number: libc::c_int) {
    PENDING.fetch_or(1u64 << (number as u32 & 63), Ordering::SeqCst);
    let breaker = BREAKER.load(Ordering::SeqCst);
    if !breaker.is_null() {
        // SAFETY: `watch` was given a word that lives as long as the process, or `unwatch` came before its end.
        unsafe { (*breaker).fetch_or(REASON.load(Ordering::SeqCst), Ordering::SeqCst) };
    }
}

/// From now on a signal sets `reason` in the word at `breaker`.
///
/// # Safety
/// The word stays valid until `unwatch`, and is only accessed from the thread that the signals are delivered to.
pub unsafe fn watch(breaker: *mut u32, reason: u32) {
    REASON.store(reason, Ordering::SeqCst);
    BREAKER.store(breaker.cast(), Ordering::SeqCst);
}

pub fn unwatch() {
    BREAKER.store(std::ptr::null_mut(), Ordering::SeqCst);
}

/// Catches a signal by number; blocking calls return with EINTR.
pub fn catch(number: i32) -> bool {
    install(number, on_signal as *const () as usize)
}

/// The system's own reaction to a signal.
pub fn set_default(number: i32) -> bool {
    install(number, libc::SIG_DFL)
}

/// Ignores a signal.
pub fn ignore(number: i32) -> bool {
    install(number, libc::SIG_IGN)
}

fn install(number: i32, handler: usize) -> bool {
    // SAFETY: a zeroed `sigaction` is an empty mask without flags; the handler is a function or a constant of libc.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handler;
        libc::sigaction(number, &action, std::ptr::null_mut()) == 0
    }
}

/// Whether a signal is ignored already (as SIGINT is in background jobs).
pub fn is_ignored(number: i32) -> bool {
    // SAFETY: only asks for the present action.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        libc::sigaction(number, std::ptr::null(), &mut action) == 0 && action.sa_sigaction == libc::SIG_IGN
    }
}

/// Whether any signal waits.
#[inline]
pub fn is_pending() -> bool {
    PENDING.load(Ordering::Relaxed) != 0
}

/// Whether a Ctrl-C waits: for work that knows no interpreter, and ends early then.
#[inline]
pub fn is_interrupted() -> bool {
    PENDING.load(Ordering::Relaxed) & 1 << libc::SIGINT != 0
}

/// Takes the numbers of the signals that wait, lowest first.
pub fn take_pending() -> Vec<i32> {
    let mask = PENDING.swap(0, Ordering::SeqCst);
    (0..64).filter(|n| mask & 1 << n != 0).collect()
}

/// Takes one signal, if it waits.
pub fn take(number: i32) -> bool {
    let bit = 1u64 << (number as u32 & 63);
    PENDING.fetch_and(!bit, Ordering::SeqCst) & bit != 0
}

/// Marks a signal as arrived without one.
pub fn simulate(number: i32) {
    on_signal(number);
}

/// Keeps a signal away from the calling thread, so that another one gets it.
pub fn block_in_this_thread(number: i32) {
    // SAFETY: an initialised set with one signal.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut set);
        libc::sigaddset(&mut set, number);
        libc::pthread_sigmask(libc::SIG_BLOCK, &set, std::ptr::null_mut());
    }
}

/// Keeps all signals away from the calling thread.
pub fn block_all_in_this_thread() {
    // SAFETY: an initialised set with all signals.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigfillset(&mut set);
        libc::pthread_sigmask(libc::SIG_BLOCK, &set, std::ptr::null_mut());
    }
}

/// Ends the process by a signal, so that a shell sees the cause.
pub fn die_by(number: i32) {
    set_default(number);
    // SAFETY: plain numbers; the signal is unblocked first, as it may be blocked in this thread.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut set);
        libc::sigaddset(&mut set, number);
        libc::pthread_sigmask(libc::SIG_UNBLOCK, &set, std::ptr::null_mut());
        libc::kill(libc::getpid(), number);
    }
}
