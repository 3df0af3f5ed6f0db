//! Gamma and log-gamma by Lanczos' approximation, with the published coefficients for g = 6.0247 and 13 terms.
//!
//! The C library's functions would do, but their last digits differ from system to system.

use std::f64::consts::PI;

const G: f64 = 6.024_680_040_776_73;
const G_MINUS_HALF: f64 = G - 0.5;

/// Numerator and denominator of the approximation, constant terms first. The digits beyond a float's decide its
/// rounding.
#[allow(clippy::excessive_precision)]
const NUMERATOR: [f64; 13] = [
    23531376880.410759689,
    42919803642.649098769,
    35711959237.355668049,
    17921034426.037209700,
    6039542586.3520280051,
    1439720407.3117216737,
    248874557.86205415651,
    31426415.585400194381,
    2876370.6289353724413,
    186056.26539522349504,
    8071.6720023658162106,
    210.82427775157934587,
    2.5066282746310002702,
];
const DENOMINATOR: [f64; 13] = [
    0.0,
    39916800.0,
    120543840.0,
    150917976.0,
    105258076.0,
    45995730.0,
    13339535.0,
    2637558.0,
    357423.0,
    32670.0,
    1925.0,
    66.0,
    1.0,
];

/// Why there is no result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// At a pole, or at minus infinity.
    Domain,
    Overflow,
}

/// The rational part of the approximation, for x > 0.
fn lanczos_sum(x: f64) -> f64 {
    let (mut num, mut den) = (0.0, 0.0);
    if x < 5.0 {
        for (n, d) in NUMERATOR.iter().zip(&DENOMINATOR).rev() {
            num = num * x + n;
            den = den * x + d;
        }
    } else {
        // In powers of 1/x, so that nothing overflows.
        for (n, d) in NUMERATOR.iter().zip(&DENOMINATOR) {
            num = num / x + n;
            den = den / x + d;
        }
    }
    num / den
}

/// sin(pi * x), exact at whole and half numbers.
fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let s = match (2.0 * y).round() as i32 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        // Written so, the result is +0 at 1.
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1f64.copysign(x) * s
}

/// The gamma function.
pub fn gamma(x: f64) -> Result<f64, Trouble> {
    if x.is_nan() || x == f64::INFINITY {
        return Ok(x);
    }
    if x == 0.0 || x < 0.0 && x == x.floor() {
        return Err(Trouble::Domain);
    }
    // Factorials up to 22! are exact in a float.
    if x == x.floor() && x <= 23.0 {
        return Ok((1..x as u64).fold(1.0, |product, i| product * i as f64));
    }
    let size = x.abs();
    if size < 1e-20 {
        return finite(1.0 / x);
    }
    if size > 200.0 {
        return if x < 0.0 { Ok(0.0 / sin_pi(x)) } else { Err(Trouble::Overflow) };
    }
    let y = size + G_MINUS_HALF;
    // The rounding error of y, which the power below would magnify, is made good afterwards.
    let error = if size > G_MINUS_HALF { y - size - G_MINUS_HALF } else { y - G_MINUS_HALF - size };
    let correction = error * G / y;
    // The power is taken in two steps where it alone would overflow.
    let powers = if size < 140.0 { [y.powf(size - 0.5), 1.0] } else { [y.powf(size / 2.0 - 0.25); 2] };
    let mut r;
    if x < 0.0 {
        r = -PI / sin_pi(size) / size * y.exp() / lanczos_sum(size);
        r -= correction * r;
        for power in powers {
            r /= power;
        }
    } else {
        r = lanczos_sum(size) / y.exp();
        r += correction * r;
        for power in powers {
            r *= power;
        }
    }
    finite(r)
}

/// The logarithm of the absolute value of the gamma function.
pub fn lgamma(x: f64) -> Result<f64, Trouble> {
    if x.is_nan() {
        return Ok(x);
    }
    if x.is_infinite() {
        return Ok(f64::INFINITY);
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { Err(Trouble::Domain) } else { Ok(0.0) };
    }
    let size = x.abs();
    if size < 1e-20 {
        return Ok(-size.ln());
    }
    let mut r = lanczos_sum(size).ln() - G;
    r += (size - 0.5) * ((size + G - 0.5).ln() - 1.0);
    if x < 0.0 {
        const LOG_PI: f64 = 1.1447298858494002;
        r = LOG_PI - sin_pi(size).abs().ln() - size.ln() - r;
    }
    finite(r)
}

fn finite(r: f64) -> Result<f64, Trouble> {
    if r.is_infinite() { Err(Trouble::Overflow) } else { Ok(r) }
}
