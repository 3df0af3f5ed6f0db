//! Functions of the C library that Rust's standard library does not offer, or computes in another way.
//!
//! unsafe: declarations of foreign functions. They take and return plain numbers, and the C standard gives them these
//! very signatures; nothing else is promised to the compiler.

use std::ffi::c_int;

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
