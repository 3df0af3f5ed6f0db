//! SHA-2 (FIPS 180-4): SHA-224, SHA-256, SHA-384, SHA-512.
//!
//! The constants are the fractions of square and cube roots of the first primes, computed here.

use std::sync::LazyLock;

/// The first primes.
fn primes(count: usize) -> Vec<u64> {
    let mut primes: Vec<u64> = Vec::with_capacity(count);
    let mut n = 2;
    while primes.len() < count {
        if primes.iter().all(|p| n % p != 0) {
            primes.push(n);
        }
        n += 1;
    }
    primes
}

/// The first 64 bits behind the point of a root: the largest x with x^degree <= n * 2^(64 * degree), modulo 2^64.
fn root_fraction(n: u64, degree: u32) -> u64 {
    use num_bigint::BigUint;
    let scaled = BigUint::from(n) << (64 * degree);
    let root = scaled.nth_root(degree);
    root.iter_u64_digits().next().unwrap_or(0)
}

struct Constants {
    k512: Vec<u64>,
    k256: Vec<u32>,
    /// Of the first eight primes, and of the ninth to sixteenth.
    roots: Vec<u64>,
}

static CONSTANTS: LazyLock<Constants> = LazyLock::new(|| {
    let primes = primes(80);
    let k512: Vec<u64> = primes.iter().map(|p| root_fraction(*p, 3)).collect();
    let k256 = k512.iter().take(64).map(|k| (k >> 32) as u32).collect();
    let roots = primes.iter().take(16).map(|p| root_fraction(*p, 2)).collect();
    Constants { k512, k256, roots }
});

/// The state of SHA-224 and SHA-256.
#[derive(Clone)]
pub struct Sha256 {
    state: [u32; 8],
    buffer: Vec<u8>,
    length: u64,
    size: usize,
}

/// The state of SHA-384 and SHA-512.
#[derive(Clone)]
pub struct Sha512 {
    state: [u64; 8],
    buffer: Vec<u8>,
    length: u128,
    size: usize,
}

fn eight<T: Copy + Default>(values: impl Iterator<Item = T>) -> [T; 8] {
    let mut out = [T::default(); 8];
    for (slot, value) in out.iter_mut().zip(values) {
        *slot = value;
    }
    out
}

impl Sha256 {
    pub fn new(size: usize) -> Sha256 {
        let roots = &CONSTANTS.roots;
        let state = match size {
            28 => eight(roots.iter().skip(8).map(|r| *r as u32)),
            _ => eight(roots.iter().map(|r| (r >> 32) as u32)),
        };
        // SHA-224 starts with the second halves of the roots of the ninth to sixteenth prime.
        Sha256 { state, buffer: Vec::new(), length: 0, size }
    }

    pub fn update(&mut self, data: &[u8]) {
        self.length = self.length.wrapping_add(data.len() as u64);
        super::in_blocks::<64>(&mut self.buffer, data, |block| compress256(&mut self.state, block));
    }

    pub fn digest(&self) -> Vec<u8> {
        let mut last = self.clone();
        let bits = self.length.wrapping_mul(8);
        let mut padding = vec![0x80];
        padding.resize(1 + (119 - (self.length % 64) as usize) % 64, 0);
        padding.extend(bits.to_be_bytes());
        last.update(&padding);
        let mut out: Vec<u8> = last.state.iter().flat_map(|word| word.to_be_bytes()).collect();
        out.truncate(self.size);
        out
    }
}

fn compress256(state: &mut [u32; 8], block: &[u8]) {
    let mut w = [0u32; 64];
    for (slot, chunk) in w.iter_mut().zip(block.as_chunks::<4>().0) {
        *slot = u32::from_be_bytes(*chunk);
    }
    for i in 16..64 {
        let s0 = w[i - 15].rotate_right(7) ^ w[i - 15].rotate_right(18) ^ w[i - 15] >> 3;
        let s1 = w[i - 2].rotate_right(17) ^ w[i - 2].rotate_right(19) ^ w[i - 2] >> 10;
        w[i] = w[i - 16].wrapping_add(s0).wrapping_add(w[i - 7]).wrapping_add(s1);
    }
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    for (k, w) in CONSTANTS.k256.iter().zip(w) {
        let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
        let choice = e & f ^ !e & g;
        let t1 = h.wrapping_add(s1).wrapping_add(choice).wrapping_add(*k).wrapping_add(w);
        let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
        let t2 = s0.wrapping_add(a & b ^ a & c ^ b & c);
        (h, g, f, e, d, c, b, a) = (g, f, e, d.wrapping_add(t1), c, b, a, t1.wrapping_add(t2));
    }
    for (slot, value) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
        *slot = slot.wrapping_add(value);
    }
}

impl Sha512 {
    pub fn new(size: usize) -> Sha512 {
        let roots = &CONSTANTS.roots;
        let state = eight(roots.iter().skip(if size == 48 { 8 } else { 0 }).copied());
        Sha512 { state, buffer: Vec::new(), length: 0, size }
    }

    pub fn update(&mut self, data: &[u8]) {
        self.length = self.length.wrapping_add(data.len() as u128);
        super::in_blocks::<128>(&mut self.buffer, data, |block| compress512(&mut self.state, block));
    }

    pub fn digest(&self) -> Vec<u8> {
        let mut last = self.clone();
        let bits = self.length.wrapping_mul(8);
        let mut padding = vec![0x80];
        padding.resize(1 + (239 - (self.length % 128) as usize) % 128, 0);
        padding.extend(bits.to_be_bytes());
        last.update(&padding);
        let mut out: Vec<u8> = last.state.iter().flat_map(|word| word.to_be_bytes()).collect();
        out.truncate(self.size);
        out
    }
}

fn compress512(state: &mut [u64; 8], block: &[u8]) {
    let mut w = [0u64; 80];
    for (slot, chunk) in w.iter_mut().zip(block.as_chunks::<8>().0) {
        *slot = u64::from_be_bytes(*chunk);
    }
    for i in 16..80 {
        let s0 = w[i - 15].rotate_right(1) ^ w[i - 15].rotate_right(8) ^ w[i - 15] >> 7;
        let s1 = w[i - 2].rotate_right(19) ^ w[i - 2].rotate_right(61) ^ w[i - 2] >> 6;
        w[i] = w[i - 16].wrapping_add(s0).wrapping_add(w[i - 7]).wrapping_add(s1);
    }
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    for (k, w) in CONSTANTS.k512.iter().zip(w) {
        let s1 = e.rotate_right(14) ^ e.rotate_right(18) ^ e.rotate_right(41);
        let choice = e & f ^ !e & g;
        let t1 = h.wrapping_add(s1).wrapping_add(choice).wrapping_add(*k).wrapping_add(w);
        let s0 = a.rotate_right(28) ^ a.rotate_right(34) ^ a.rotate_right(39);
        let t2 = s0.wrapping_add(a & b ^ a & c ^ b & c);
        (h, g, f, e, d, c, b, a) = (g, f, e, d.wrapping_add(t1), c, b, a, t1.wrapping_add(t2));
    }
    for (slot, value) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
        *slot = slot.wrapping_add(value);
    }
}

/// The start values of SHA-512.
pub fn start_values() -> [u64; 8] {
    eight(CONSTANTS.roots.iter().copied())
}
