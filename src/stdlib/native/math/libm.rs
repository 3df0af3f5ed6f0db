//! Functions of the C library that Rust's standard library does not offer, or computes in another way.
//!
//! unsafe: declarations of foreign functions, and one looked up by name. They take and return plain numbers, and the C
//! standard gives them these very signatures; nothing else is promised to the compiler.

use std::ffi::c_int;
use std::sync::OnceLock;

// SAFETY: the signatures are those of C99's math.h.
unsafe extern "C" {
    pub safe fn acosh(x: f64) -> f64;
    pub safe fn asinh(x: f64) -> f64;
    pub safe fn atanh(x: f64) -> f64;
    pub safe fn erf(x: f64) -> f64;
    pub safe fn erfc(x: f64) -> f64;
    pub safe fn ldexp(x: f64, exponent: c_int) -> f64;
    pub safe fn nextafter(x: f64, y: f64) -> f64;
    pub safe fn remainder(x: f64, y: f64) -> f64;
}

/// The C library's cube root. Rust's is another one, whose last digit differs, and it takes the name at link time; so
/// this is looked up at run time.
pub fn cbrt(x: f64) -> f64 {
    type Function = unsafe extern "C" fn(f64) -> f64;
    static FOUND: OnceLock<Option<Function>> = OnceLock::new();
    let found = FOUND.get_or_init(|| {
        // SAFETY: the name is a C string; dlsym has no other condition.
        let address = unsafe { libc::dlsym(libc::RTLD_DEFAULT, c"cbrt".as_ptr()) };
        // SAFETY: a symbol of this name is C99's `double cbrt(double)`; null is `None`.
        unsafe { std::mem::transmute::<*mut libc::c_void, Option<Function>>(address) }
    });
    match found {
        // SAFETY: as above; it takes and returns a number.
        Some(f) => unsafe { f(x) },
        None => x.cbrt(),
    }
}
