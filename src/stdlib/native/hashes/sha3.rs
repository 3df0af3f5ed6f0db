//! SHA-3 and SHAKE (FIPS 202): the Keccak sponge.

#[derive(Clone)]
pub struct Sha3 {
    state: [u64; 25],
    /// Bytes absorbed into the present block.
    filled: usize,
    /// Bytes of a block.
    pub rate: usize,
    /// What marks the end: 6 for SHA-3, 31 for SHAKE.
    suffix: u8,
}

impl Sha3 {
    pub fn new(rate: usize, suffix: u8) -> Sha3 {
        Sha3 { state: [0; 25], filled: 0, rate, suffix }
    }

    fn mix(&mut self, at: usize, byte: u8) {
        if let Some(lane) = self.state.get_mut(at / 8) {
            *lane ^= (byte as u64) << (at % 8 * 8);
        }
    }

    pub fn update(&mut self, data: &[u8]) {
        for byte in data {
            self.mix(self.filled, *byte);
            self.filled += 1;
            if self.filled == self.rate {
                permute(&mut self.state);
                self.filled = 0;
            }
        }
    }

    pub fn digest(&self, size: usize) -> Vec<u8> {
        let mut last = self.clone();
        last.mix(last.filled, last.suffix);
        last.mix(last.rate - 1, 0x80);
        let mut out = Vec::with_capacity(size.min(1 << 20));
        while out.len() < size {
            permute(&mut last.state);
            let block = last.state.iter().flat_map(|lane| lane.to_le_bytes()).take(last.rate);
            out.extend(block.take(size - out.len()));
        }
        out
    }
}

fn permute(state: &mut [u64; 25]) {
    // The round constants come from a shift register, the rotations from triangular numbers.
    let mut register = 1u8;
    for _ in 0..24 {
        let mut columns = [0u64; 5];
        for (i, lane) in state.iter().enumerate() {
            columns[i % 5] ^= lane;
        }
        for (i, lane) in state.iter_mut().enumerate() {
            *lane ^= columns[(i + 4) % 5] ^ columns[(i + 1) % 5].rotate_left(1);
        }
        let (mut x, mut y) = (1, 0);
        let mut carried = state[1];
        for t in 0..24u32 {
            (x, y) = (y, (2 * x + 3 * y) % 5);
            let place = x + 5 * y;
            let rotated = carried.rotate_left((t + 1) * (t + 2) / 2 % 64);
            carried = std::mem::replace(&mut state[place], rotated);
        }
        for row in state.as_chunks_mut::<5>().0 {
            let old = *row;
            for (i, lane) in row.iter_mut().enumerate() {
                *lane = old[i] ^ !old[(i + 1) % 5] & old[(i + 2) % 5];
            }
        }
        for j in 0..7 {
            if register & 1 != 0 {
                state[0] ^= 1 << ((1u32 << j) - 1);
            }
            register = if register & 0x80 != 0 { register << 1 ^ 0x71 } else { register << 1 };
        }
    }
}
