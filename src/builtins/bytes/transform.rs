//! Case, padding, translation, and questions about all bytes (all ASCII only).

use super::split::is_space;
use super::{copy_slice, like, this, unchanged};
use crate::gc::Value;
use crate::native::{TypeBuilder, arg};
use crate::object::slots::PyResult;
use crate::vm::Vm;
use crate::vm::guard::STEPS;

pub fn methods(b: TypeBuilder<'_>) -> TypeBuilder<'_> {
    b.method("upper(self, /)", bytes_upper, "B.upper() -> copy of B\n\nReturn a copy of B with all ASCII characters converted to uppercase.")
        .method("lower(self, /)", bytes_lower, "B.lower() -> copy of B\n\nReturn a copy of B with all ASCII characters converted to lowercase.")
        .method("title(self, /)", bytes_title, "B.title() -> copy of B\n\nReturn a titlecased version of B, i.e. ASCII words start with uppercase\ncharacters, all remaining cased characters have lowercase.")
        .method("capitalize(self, /)", bytes_capitalize, "B.capitalize() -> copy of B\n\nReturn a copy of B with only its first character capitalized (ASCII)\nand the rest lower-cased.")
        .method("swapcase(self, /)", bytes_swapcase, "B.swapcase() -> copy of B\n\nReturn a copy of B with uppercase ASCII characters converted\nto lowercase ASCII and vice versa.")
        .method("isalnum(self, /)", bytes_isalnum, "B.isalnum() -> bool\n\nReturn True if all characters in B are alphanumeric\nand there is at least one character in B, False otherwise.")
        .method("isalpha(self, /)", bytes_isalpha, "B.isalpha() -> bool\n\nReturn True if all characters in B are alphabetic\nand there is at least one character in B, False otherwise.")
        .method("isascii(self, /)", bytes_isascii, "B.isascii() -> bool\n\nReturn True if B is empty or all characters in B are ASCII,\nFalse otherwise.")
        .method("isdigit(self, /)", bytes_isdigit, "B.isdigit() -> bool\n\nReturn True if all characters in B are digits\nand there is at least one character in B, False otherwise.")
        .method("isspace(self, /)", bytes_isspace, "B.isspace() -> bool\n\nReturn True if all characters in B are whitespace\nand there is at least one character in B, False otherwise.")
        .method("islower(self, /)", bytes_islower, "B.islower() -> bool\n\nReturn True if all cased characters in B are lowercase and there is\nat least one cased character in B, False otherwise.")
        .method("isupper(self, /)", bytes_isupper, "B.isupper() -> bool\n\nReturn True if all cased characters in B are uppercase and there is\nat least one cased character in B, False otherwise.")
        .method("istitle(self, /)", bytes_istitle, "B.istitle() -> bool\n\nReturn True if B is a titlecased string and there is at least one\ncharacter in B, i.e. uppercase characters may only follow uncased\ncharacters and lowercase characters only cased ones. Return False\notherwise.")
        .method("center(self, width, fillchar=b' ', /)", bytes_center, "Return a centered string of length width.\n\nPadding is done using the specified fill character.")
        .method("ljust(self, width, fillchar=b' ', /)", bytes_ljust, "Return a left-justified string of length width.\n\nPadding is done using the specified fill character.")
        .method("rjust(self, width, fillchar=b' ', /)", bytes_rjust, "Return a right-justified string of length width.\n\nPadding is done using the specified fill character.")
        .method("zfill(self, width, /)", bytes_zfill, "Pad a numeric string with zeros on the left, to fill a field of the given width.\n\nThe original string is never truncated.")
        .method("expandtabs(self, /, tabsize=8)", bytes_expandtabs, "Return a copy where all tab characters are expanded using spaces.\n\nIf tabsize is not given, a tab size of 8 characters is assumed.")
        .method("translate(self, table, /, delete=b'')", bytes_translate, "Return a copy with each character mapped by the given translation table.\n\n  table\n    Translation table, which must be a bytes object of length 256.\n\nAll characters occurring in the optional argument delete are removed.\nThe remaining characters are mapped through the given translation table.")
        .static_method("maketrans(frm, to, /)", bytes_maketrans, "Return a translation table usable for the bytes or bytearray translate method.\n\nThe returned table will be one where each byte in frm is mapped to the byte at\nthe same position in to.\n\nThe bytes objects frm and to must be of the same length.")
}

fn map(vm: &mut Vm, args: &[Value], mut f: impl FnMut(&u8) -> u8) -> PyResult {
    let bytes = this(vm, args)?;
    let mut out = vm.buffer(bytes.len())?;
    vm.in_pieces(bytes, |piece| out.extend(piece.iter().map(&mut f)))?;
    like(vm, arg(args, 0), out)
}

fn bytes_upper(vm: &mut Vm, args: &[Value]) -> PyResult {
    map(vm, args, u8::to_ascii_uppercase)
}

fn bytes_lower(vm: &mut Vm, args: &[Value]) -> PyResult {
    map(vm, args, u8::to_ascii_lowercase)
}

fn bytes_swapcase(vm: &mut Vm, args: &[Value]) -> PyResult {
    map(vm, args, |b| if b.is_ascii_alphabetic() { b ^ 0x20 } else { *b })
}

fn bytes_capitalize(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut first = true;
    map(vm, args, |b| match std::mem::take(&mut first) {
        true => b.to_ascii_uppercase(),
        false => b.to_ascii_lowercase(),
    })
}

fn bytes_title(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut in_word = false;
    map(vm, args, |b| {
        let mapped = if in_word { b.to_ascii_lowercase() } else { b.to_ascii_uppercase() };
        in_word = b.is_ascii_alphabetic();
        mapped
    })
}

/// Whether some byte satisfies `test`.
fn some(vm: &Vm, bytes: &[u8], mut test: impl FnMut(&u8) -> bool) -> PyResult<bool> {
    for piece in bytes.chunks(STEPS) {
        vm.check_interrupt()?;
        if piece.iter().any(&mut test) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether there are bytes and all satisfy `test`.
fn all(vm: &Vm, args: &[Value], test: fn(&u8) -> bool) -> PyResult {
    let bytes = this(vm, args)?;
    Ok(Value::bool(!bytes.is_empty() && !some(vm, bytes, |b| !test(b))?))
}

fn bytes_isalnum(vm: &mut Vm, args: &[Value]) -> PyResult {
    all(vm, args, u8::is_ascii_alphanumeric)
}

fn bytes_isalpha(vm: &mut Vm, args: &[Value]) -> PyResult {
    all(vm, args, u8::is_ascii_alphabetic)
}

fn bytes_isdigit(vm: &mut Vm, args: &[Value]) -> PyResult {
    all(vm, args, u8::is_ascii_digit)
}

fn bytes_isspace(vm: &mut Vm, args: &[Value]) -> PyResult {
    all(vm, args, |b| is_space(*b))
}

fn bytes_isascii(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(this(vm, args)?.is_ascii()))
}

fn bytes_islower(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bytes = this(vm, args)?;
    Ok(Value::bool(some(vm, bytes, u8::is_ascii_lowercase)? && !some(vm, bytes, u8::is_ascii_uppercase)?))
}

fn bytes_isupper(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bytes = this(vm, args)?;
    Ok(Value::bool(some(vm, bytes, u8::is_ascii_uppercase)? && !some(vm, bytes, u8::is_ascii_lowercase)?))
}

fn bytes_istitle(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (mut cased, mut in_word) = (false, false);
    let wrong = some(vm, this(vm, args)?, |b| {
        let wrong = b.is_ascii_alphabetic() && b.is_ascii_uppercase() == in_word;
        in_word = b.is_ascii_alphabetic();
        cased |= in_word;
        wrong
    })?;
    Ok(Value::bool(cased && !wrong))
}

/// Number of fill bytes to add, and the fill byte.
fn padding(vm: &mut Vm, args: &[Value], name: &str) -> PyResult<(usize, u8)> {
    let width = vm.extract::<i64>(arg(args, 1))?.max(0) as usize;
    let fill = match arg(args, 2) {
        v if v.is_unset() => b' ',
        v if super::is_bytes_or_bytearray(v) => match super::data(vm, v)? {
            [b] => *b,
            other => {
                let (n, ty) =
                    (other.len(), if v.downcast::<crate::object::Bytes>().is_some() { "bytes" } else { "bytearray" });
                return Err(vm.type_error(format!(
                    "{name}(): argument 2 must be a byte string of length 1, not a {ty} object of length {n}"
                )));
            }
        },
        v => {
            let ty = vm.arg_type_name(v);
            return Err(vm.type_error(format!("{name}() argument 2 must be a byte string of length 1, not {ty}")));
        }
    };
    Ok((width.saturating_sub(this(vm, args)?.len()), fill))
}

fn pad(vm: &mut Vm, args: &[Value], left: usize, right: usize, fill: u8) -> PyResult {
    if left == 0 && right == 0 {
        return unchanged(vm, arg(args, 0));
    }
    let bytes = this(vm, args)?;
    let mut out = vm.buffer(bytes.len().saturating_add(left).saturating_add(right))?;
    crate::builtins::str::push_repeated(vm, &mut out, &[fill], left)?;
    vm.in_pieces(bytes, |piece| out.extend_from_slice(piece))?;
    crate::builtins::str::push_repeated(vm, &mut out, &[fill], right)?;
    like(vm, arg(args, 0), out)
}

fn bytes_center(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (missing, fill) = padding(vm, args, "center")?;
    let width = missing + this(vm, args)?.len();
    let left = missing / 2 + (missing & width & 1);
    pad(vm, args, left, missing - left, fill)
}

fn bytes_ljust(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (missing, fill) = padding(vm, args, "ljust")?;
    pad(vm, args, 0, missing, fill)
}

fn bytes_rjust(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (missing, fill) = padding(vm, args, "rjust")?;
    pad(vm, args, missing, 0, fill)
}

fn bytes_zfill(vm: &mut Vm, args: &[Value]) -> PyResult {
    let width = vm.extract::<i64>(arg(args, 1))?.max(0) as usize;
    let bytes = this(vm, args)?;
    let missing = width.saturating_sub(bytes.len());
    if missing == 0 {
        return unchanged(vm, arg(args, 0));
    }
    let sign = bytes.first().is_some_and(|b| matches!(b, b'+' | b'-')) as usize;
    let (head, tail) = bytes.split_at(sign);
    let mut out = vm.buffer(bytes.len().saturating_add(missing))?;
    out.extend_from_slice(head);
    crate::builtins::str::push_repeated(vm, &mut out, b"0", missing)?;
    vm.in_pieces(tail, |piece| out.extend_from_slice(piece))?;
    like(vm, arg(args, 0), out)
}

fn bytes_expandtabs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let tabsize = match arg(args, 1) {
        v if v.is_unset() => 8,
        v => vm.c_int(v)? as i64,
    };
    // As for str, but each byte is a column.
    let bytes = this(vm, args)?;
    let tabs = memchr::memchr_iter(b'\t', bytes).count();
    let size = tabsize.max(0) as usize;
    let room = tabs.checked_mul(size).and_then(|n| n.checked_add(bytes.len()));
    let Some(room) = room.filter(|n| *n <= isize::MAX as usize) else {
        return Err(vm.overflow_error("result too long"));
    };
    let mut out = vm.buffer(room)?;
    let mut column = 0;
    for (i, b) in bytes.iter().enumerate() {
        vm.check_step(i)?;
        match *b {
            b'\t' if size == 0 => {}
            b'\t' => {
                let n = size - column % size;
                crate::builtins::str::push_repeated(vm, &mut out, b" ", n)?;
                column += n;
            }
            b => {
                out.push(b);
                column = if matches!(b, b'\n' | b'\r') { 0 } else { column + 1 };
            }
        }
    }
    like(vm, arg(args, 0), out)
}

fn bytes_translate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let table = match arg(args, 1) {
        v if v.is_none() => None,
        v => Some(vm.bytes_like(v)?),
    };
    if table.as_ref().is_some_and(|t| t.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let delete = match arg(args, 2) {
        v if v.is_unset() => Default::default(),
        v => vm.bytes_like(v)?,
    };
    let mut keep = [true; 256];
    for b in delete.iter() {
        keep[*b as usize] = false;
    }
    let bytes = this(vm, args)?;
    let mut out = vm.buffer(bytes.len())?;
    let kept = |b: &&u8| keep.get(**b as usize).copied().unwrap_or(true);
    let mapped = |b: &u8| table.as_ref().and_then(|t| t.get(*b as usize)).copied().unwrap_or(*b);
    vm.in_pieces(bytes, |piece| out.extend(piece.iter().filter(kept).map(mapped)))?;
    // A bytes object that no byte of changes is its own translation.
    match out == bytes {
        true => unchanged(vm, arg(args, 0)),
        false => like(vm, arg(args, 0), out),
    }
}

fn bytes_maketrans(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (from, to) = (vm.bytes_like(arg(args, 0))?, vm.bytes_like(arg(args, 1))?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (i, (a, b)) in from.iter().zip(to.iter()).enumerate() {
        vm.check_step(i)?;
        if let Some(slot) = table.get_mut(*a as usize) {
            *slot = *b;
        }
    }
    let table = copy_slice(vm, &table)?;
    vm.new_bytes(table)
}
