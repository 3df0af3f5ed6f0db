//! Format strings of the `struct` module, read into the places of their items.

/// One kind of item, repeated.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    pub code: u8,
    /// Bytes of one item; of `s` and `p` the whole field.
    pub size: usize,
    pub offset: usize,
    /// How many values; 1 for `s` and `p`.
    pub count: usize,
}

#[derive(Debug)]
pub struct Layout {
    pub items: Box<[Item]>,
    pub size: usize,
    /// The number of values.
    pub values: usize,
    pub big_endian: bool,
}

/// Sizes and alignments on the machine, as of C.
fn native(code: u8) -> Option<(usize, usize)> {
    Some(match code {
        b'x' | b'b' | b'B' | b'c' | b's' | b'p' | b'?' => (1, 1),
        b'h' | b'H' | b'e' => (2, 2),
        b'i' | b'I' | b'f' => (4, 4),
        b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'P' | b'd' => (8, 8),
        b'F' => (8, 4),
        b'D' => (16, 8),
        _ => return None,
    })
}

/// Sizes that do not depend on the machine.
fn standard(code: u8) -> Option<(usize, usize)> {
    Some(match code {
        b'n' | b'N' | b'P' => return None,
        b'l' | b'L' => (4, 1),
        code => (native(code)?.0, 1),
    })
}

const TOO_LONG: &str = "total struct size too long";

/// Reads a format; the error is its text.
pub fn parse(text: &[u8]) -> Result<Layout, &'static str> {
    const LARGEST: usize = isize::MAX as usize;
    let (mut rest, mut is_native, mut big_endian) = (text, false, false);
    match text.first() {
        Some(b'<' | b'=') => rest = text.get(1..).unwrap_or(&[]),
        Some(b'>' | b'!') => (rest, big_endian) = (text.get(1..).unwrap_or(&[]), true),
        Some(b'@') => (rest, is_native) = (text.get(1..).unwrap_or(&[]), true),
        _ => is_native = true,
    }
    let mut items = Vec::new();
    let (mut size, mut values) = (0usize, 0usize);
    let mut bytes = rest.iter().copied().peekable();
    while let Some(first) = bytes.next() {
        if matches!(first, b' ' | b'\t' | b'\n' | b'\r' | 11 | 12) {
            continue;
        }
        let (mut code, mut count) = (first, 1usize);
        if first.is_ascii_digit() {
            count = (first - b'0') as usize;
            loop {
                let Some(next) = bytes.next() else { return Err("repeat count given without format specifier") };
                if !next.is_ascii_digit() {
                    code = next;
                    break;
                }
                let digit = (next - b'0') as usize;
                count = count
                    .checked_mul(10)
                    .and_then(|n| n.checked_add(digit))
                    .filter(|n| *n <= LARGEST)
                    .ok_or(TOO_LONG)?;
            }
        }
        let found = if is_native { native(code) } else { standard(code) };
        let Some((item_size, alignment)) = found else { return Err("bad char in struct format") };
        size = size.checked_next_multiple_of(alignment).ok_or(TOO_LONG)?;
        let total = item_size.checked_mul(count).filter(|n| *n <= LARGEST).ok_or(TOO_LONG)?;
        match code {
            b'x' => {}
            b's' | b'p' => {
                items.push(Item { code, size: count, offset: size, count: 1 });
                values += 1;
            }
            _ if count > 0 => {
                items.push(Item { code, size: item_size, offset: size, count });
                values += count;
            }
            _ => {}
        }
        size = size.checked_add(total).filter(|n| *n <= LARGEST).ok_or(TOO_LONG)?;
    }
    Ok(Layout { items: items.into(), size, values, big_endian })
}
