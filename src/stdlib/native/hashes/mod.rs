//! Hash functions.

pub mod sha2;

/// Feeds data to a function block by block; what is left over stays in the buffer.
fn in_blocks<const SIZE: usize>(buffer: &mut Vec<u8>, data: &[u8], mut compress: impl FnMut(&[u8])) {
    let mut data = data;
    if !buffer.is_empty() {
        let taken = (SIZE - buffer.len()).min(data.len());
        let (head, tail) = data.split_at(taken);
        buffer.extend_from_slice(head);
        data = tail;
        if buffer.len() < SIZE {
            return;
        }
        compress(buffer);
        buffer.clear();
    }
    let (blocks, rest) = data.as_chunks::<SIZE>();
    for block in blocks {
        compress(block);
    }
    buffer.extend_from_slice(rest);
}
