//! BLAKE2b and BLAKE2s (RFC 7693), with key, salt and personalisation; no trees.

/// What BLAKE2b and BLAKE2s differ in.
macro_rules! blake2 {
    ($name:ident, $word:ty, $bytes:literal, $rounds:literal, $rotations:expr, $shift:literal) => {
        #[derive(Clone)]
        pub struct $name {
            state: [$word; 8],
            buffer: Vec<u8>,
            counter: u128,
            size: usize,
        }

        impl $name {
            pub const BLOCK: usize = 16 * $bytes;
            /// The longest digest and key.
            pub const MOST: usize = 8 * $bytes;
            /// The length of salt and personalisation.
            pub const SALT: usize = 2 * $bytes;

            pub fn new(size: usize, key: &[u8], salt: &[u8], person: &[u8]) -> $name {
                let mut parameters = vec![0u8; Self::MOST];
                let head = [size as u8, key.len() as u8, 1, 1];
                let places = [(0, head.as_slice()), (4 * $bytes, salt), (6 * $bytes, person)];
                for (at, bytes) in places {
                    for (slot, byte) in parameters.iter_mut().skip(at).zip(bytes) {
                        *slot = *byte;
                    }
                }
                let mut state = initial().map(|word| (word >> $shift) as $word);
                for (slot, chunk) in state.iter_mut().zip(parameters.as_chunks::<$bytes>().0) {
                    *slot ^= <$word>::from_le_bytes(*chunk);
                }
                let mut hash = $name { state, buffer: Vec::new(), counter: 0, size };
                if !key.is_empty() {
                    let mut block = key.to_vec();
                    block.resize(Self::BLOCK, 0);
                    hash.update(&block);
                }
                hash
            }

            pub fn update(&mut self, data: &[u8]) {
                let mut data = data;
                // The last block waits, even if it is full.
                while self.buffer.len() + data.len() > Self::BLOCK {
                    let (head, tail) = data.split_at(Self::BLOCK - self.buffer.len());
                    self.buffer.extend_from_slice(head);
                    data = tail;
                    self.counter += Self::BLOCK as u128;
                    let block = std::mem::take(&mut self.buffer);
                    self.compress(&block, false);
                }
                self.buffer.extend_from_slice(data);
            }

            fn compress(&mut self, block: &[u8], last: bool) {
                let mut m = [0 as $word; 16];
                for (slot, chunk) in m.iter_mut().zip(block.as_chunks::<$bytes>().0) {
                    *slot = <$word>::from_le_bytes(*chunk);
                }
                let mut v = [0 as $word; 16];
                let start = initial().map(|word| (word >> $shift) as $word);
                for (slot, word) in v.iter_mut().zip(self.state.iter().chain(&start)) {
                    *slot = *word;
                }
                v[12] ^= self.counter as $word;
                v[13] ^= (self.counter >> ($bytes * 8)) as $word;
                if last {
                    v[14] = !v[14];
                }
                const ROTATIONS: [u32; 4] = $rotations;
                let mut mix = |a: usize, b: usize, c: usize, d: usize, x: $word, y: $word| {
                    v[a] = v[a].wrapping_add(v[b]).wrapping_add(x);
                    v[d] = (v[d] ^ v[a]).rotate_right(ROTATIONS[0]);
                    v[c] = v[c].wrapping_add(v[d]);
                    v[b] = (v[b] ^ v[c]).rotate_right(ROTATIONS[1]);
                    v[a] = v[a].wrapping_add(v[b]).wrapping_add(y);
                    v[d] = (v[d] ^ v[a]).rotate_right(ROTATIONS[2]);
                    v[c] = v[c].wrapping_add(v[d]);
                    v[b] = (v[b] ^ v[c]).rotate_right(ROTATIONS[3]);
                };
                for round in 0..$rounds {
                    let s = &SIGMA[round % 10];
                    for i in 0..4 {
                        mix(i, i + 4, i + 8, i + 12, m[s[2 * i]], m[s[2 * i + 1]]);
                    }
                    for i in 0..4 {
                        let (x, y) = (m[s[8 + 2 * i]], m[s[9 + 2 * i]]);
                        mix(i, (i + 1) % 4 + 4, (i + 2) % 4 + 8, (i + 3) % 4 + 12, x, y);
                    }
                }
                for (i, slot) in self.state.iter_mut().enumerate() {
                    *slot ^= v[i] ^ v[i + 8];
                }
            }

            pub fn digest(&self) -> Vec<u8> {
                let mut last = self.clone();
                last.counter += last.buffer.len() as u128;
                let mut block = std::mem::take(&mut last.buffer);
                block.resize(Self::BLOCK, 0);
                last.compress(&block, true);
                last.state.iter().flat_map(|word| word.to_le_bytes()).take(self.size).collect()
            }
        }
    };
}

/// The order of the words in each round.
const SIGMA: [[usize; 16]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

/// The start values of SHA-512; their upper halves are those of SHA-256.
fn initial() -> [u64; 8] {
    super::sha2::start_values()
}

blake2!(Blake2b, u64, 8, 12, [32, 24, 16, 63], 0);
blake2!(Blake2s, u32, 4, 10, [16, 12, 8, 7], 32);
