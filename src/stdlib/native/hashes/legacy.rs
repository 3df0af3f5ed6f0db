//! MD5 (RFC 1321) and SHA-1 (FIPS 180-4).

#[derive(Clone)]
pub struct Md5 {
    state: [u32; 4],
    buffer: Vec<u8>,
    length: u64,
}

#[derive(Clone)]
pub struct Sha1 {
    state: [u32; 5],
    buffer: Vec<u8>,
    length: u64,
}

/// A one bit, zeros up to eight bytes before the end of a block, the number of bits.
fn padding(length: u64, bits: [u8; 8]) -> Vec<u8> {
    let mut padding = vec![0x80];
    padding.resize(1 + (119 - (length % 64) as usize) % 64, 0);
    padding.extend(bits);
    padding
}

impl Md5 {
    pub fn start() -> Md5 {
        Md5 { state: [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476], buffer: Vec::new(), length: 0 }
    }

    pub fn update(&mut self, data: &[u8]) {
        self.length = self.length.wrapping_add(data.len() as u64);
        super::in_blocks::<64>(&mut self.buffer, data, |block| md5_block(&mut self.state, block));
    }

    pub fn digest(&self) -> Vec<u8> {
        let mut last = self.clone();
        last.update(&padding(self.length, self.length.wrapping_mul(8).to_le_bytes()));
        last.state.iter().flat_map(|word| word.to_le_bytes()).collect()
    }
}

fn md5_block(state: &mut [u32; 4], block: &[u8]) {
    const SHIFTS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    let mut words = [0u32; 16];
    for (slot, chunk) in words.iter_mut().zip(block.as_chunks::<4>().0) {
        *slot = u32::from_le_bytes(*chunk);
    }
    let [mut a, mut b, mut c, mut d] = *state;
    for i in 0..64 {
        let (mixed, word) = match i / 16 {
            0 => (b & c | !b & d, i),
            1 => (d & b | !d & c, (5 * i + 1) % 16),
            2 => (b ^ c ^ d, (3 * i + 5) % 16),
            _ => (c ^ (b | !d), 7 * i % 16),
        };
        // The constants are sines of whole radians.
        let constant = (((i + 1) as f64).sin().abs() * 4_294_967_296.0) as u32;
        let sum = a.wrapping_add(mixed).wrapping_add(constant).wrapping_add(words[word]);
        (a, d, c, b) = (d, c, b, b.wrapping_add(sum.rotate_left(SHIFTS[i / 16][i % 4])));
    }
    for (slot, value) in state.iter_mut().zip([a, b, c, d]) {
        *slot = slot.wrapping_add(value);
    }
}

impl Sha1 {
    pub fn start() -> Sha1 {
        let state = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
        Sha1 { state, buffer: Vec::new(), length: 0 }
    }

    pub fn update(&mut self, data: &[u8]) {
        self.length = self.length.wrapping_add(data.len() as u64);
        super::in_blocks::<64>(&mut self.buffer, data, |block| sha1_block(&mut self.state, block));
    }

    pub fn digest(&self) -> Vec<u8> {
        let mut last = self.clone();
        last.update(&padding(self.length, self.length.wrapping_mul(8).to_be_bytes()));
        last.state.iter().flat_map(|word| word.to_be_bytes()).collect()
    }
}

fn sha1_block(state: &mut [u32; 5], block: &[u8]) {
    let mut w = [0u32; 80];
    for (slot, chunk) in w.iter_mut().zip(block.as_chunks::<4>().0) {
        *slot = u32::from_be_bytes(*chunk);
    }
    for i in 16..80 {
        w[i] = (w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16]).rotate_left(1);
    }
    let [mut a, mut b, mut c, mut d, mut e] = *state;
    for (i, word) in w.iter().enumerate() {
        let (mixed, constant) = match i / 20 {
            0 => (b & c | !b & d, 0x5a82_7999u32),
            1 => (b ^ c ^ d, 0x6ed9_eba1),
            2 => (b & c | b & d | c & d, 0x8f1b_bcdc),
            _ => (b ^ c ^ d, 0xca62_c1d6),
        };
        let sum = a.rotate_left(5).wrapping_add(mixed).wrapping_add(e).wrapping_add(constant).wrapping_add(*word);
        (e, d, c, b, a) = (d, c, b.rotate_left(30), a, sum);
    }
    for (slot, value) in state.iter_mut().zip([a, b, c, d, e]) {
        *slot = slot.wrapping_add(value);
    }
}
