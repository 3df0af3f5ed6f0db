//! Hash functions with CPython's 64-bit values: SipHash-1-3 for text and bytes (seeded), modular for numbers,
//! xxHash mixing for tuples, and the order-free mix of frozensets.

use std::sync::atomic::{AtomicU64, Ordering};

/// The modulus of numeric hashing: 2**61 - 1.
pub const MODULUS: u64 = (1 << 61) - 1;

static KEY: [AtomicU64; 2] = [AtomicU64::new(0), AtomicU64::new(0)];

/// Sets the process's key for text hashing (zero under PYTHONHASHSEED=0).
pub fn set_hash_key(k0: u64, k1: u64) {
    KEY[0].store(k0, Ordering::Relaxed);
    KEY[1].store(k1, Ordering::Relaxed);
}

/// Hash of text or bytes; never -1, and 0 for empty input.
pub fn hash_bytes(bytes: &[u8]) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    let h = sip13(KEY[0].load(Ordering::Relaxed), KEY[1].load(Ordering::Relaxed), bytes) as i64;
    if h == -1 { -2 } else { h }
}

fn sip13(k0: u64, k1: u64, bytes: &[u8]) -> u64 {
    let mut v = [
        k0 ^ 0x736f_6d65_7073_6575,
        k1 ^ 0x646f_7261_6e64_6f6d,
        k0 ^ 0x6c79_6765_6e65_7261,
        k1 ^ 0x7465_6462_7974_6573,
    ];
    let (words, tail) = bytes.as_chunks::<8>();
    for word in words {
        let m = u64::from_le_bytes(*word);
        v[3] ^= m;
        round(&mut v);
        v[0] ^= m;
    }
    let mut last = (bytes.len() as u64) << 56;
    for (i, b) in tail.iter().enumerate() {
        last |= (*b as u64) << (8 * i);
    }
    v[3] ^= last;
    round(&mut v);
    v[0] ^= last;
    v[2] ^= 0xff;
    for _ in 0..3 {
        round(&mut v);
    }
    v[0] ^ v[1] ^ v[2] ^ v[3]
}

#[inline(always)]
fn round(v: &mut [u64; 4]) {
    v[0] = v[0].wrapping_add(v[1]);
    v[2] = v[2].wrapping_add(v[3]);
    v[1] = v[1].rotate_left(13) ^ v[0];
    v[3] = v[3].rotate_left(16) ^ v[2];
    v[0] = v[0].rotate_left(32);
    v[2] = v[2].wrapping_add(v[1]);
    v[0] = v[0].wrapping_add(v[3]);
    v[1] = v[1].rotate_left(17) ^ v[2];
    v[3] = v[3].rotate_left(21) ^ v[0];
    v[2] = v[2].rotate_left(32);
}

/// Hash of an int that fits in 64 bits.
#[inline(always)]
pub fn hash_int(i: i64) -> i64 {
    if (0..MODULUS as i64).contains(&i) {
        return i;
    }
    let m = (i.unsigned_abs() % MODULUS) as i64;
    match if i < 0 { -m } else { m } {
        -1 => -2,
        h => h,
    }
}

/// Hash of a finite float, equal to that of the int or fraction of the same value; infinities hash to +-314159.
/// NaN hashes by identity, which the caller sees to.
pub fn hash_float(f: f64) -> i64 {
    if f.is_infinite() {
        return if f > 0.0 { 314_159 } else { -314_159 };
    }
    if f.fract() == 0.0 && f.abs() < 9e18 {
        return hash_int(f as i64);
    }
    let bits = f.to_bits();
    let raw_exponent = (bits >> 52 & 0x7ff) as i32;
    let (mantissa, exponent) = match raw_exponent {
        0 => (bits & ((1 << 52) - 1), -1074),
        e => (bits & ((1 << 52) - 1) | 1 << 52, e - 1075),
    };
    // The value is mantissa * 2**exponent, and 2**61 is 1 modulo 2**61 - 1.
    let shift = exponent.rem_euclid(61) as u32;
    let m = mantissa % MODULUS;
    let x = ((m as u128) << shift) % MODULUS as u128;
    let h = if f < 0.0 { -(x as i64) } else { x as i64 };
    if h == -1 { -2 } else { h }
}

/// Folds the hashes of a tuple's items.
pub fn hash_tuple(hashes: impl ExactSizeIterator<Item = i64>) -> i64 {
    const P1: u64 = 11_400_714_785_074_694_791;
    const P2: u64 = 14_029_467_366_897_019_727;
    const P5: u64 = 2_870_177_450_012_600_261;
    let len = hashes.len() as u64;
    let mut acc = P5;
    for h in hashes {
        acc = acc.wrapping_add((h as u64).wrapping_mul(P2));
        acc = acc.rotate_left(31).wrapping_mul(P1);
    }
    acc = acc.wrapping_add(len ^ (P5 ^ 3_527_539));
    match acc as i64 {
        -1 => 1_546_275_796,
        h => h,
    }
}

/// Hash of an address, as CPython's default `__hash__` computes it.
pub fn hash_pointer(p: u64) -> i64 {
    match p.rotate_right(4) as i64 {
        -1 => -2,
        h => h,
    }
}
