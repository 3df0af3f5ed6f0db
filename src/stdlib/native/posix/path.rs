//! Paths as arguments and results: str, bytes, objects with `__fspath__`, descriptors.

use crate::gc::Value;
use crate::host::system::Target;
use crate::native::arg;
use crate::native::build::ModuleBuilder;
use crate::object::{Bytes, PyResult, Str};
use crate::vm::Vm;

/// A converted path: what the system gets, what errors name, and whether results are bytes.
pub struct PathArg {
    pub target: Target,
    pub object: Value,
    pub as_bytes: bool,
}

impl PathArg {
    pub fn bytes(&self) -> &[u8] {
        match &self.target {
            Target::Path(path) => path,
            Target::Descriptor(_) => b"",
        }
    }
}

/// What a parameter takes beside paths.
#[derive(Clone, Copy, PartialEq)]
pub enum Also {
    Nothing,
    Descriptor,
    DescriptorOrNone,
}

pub fn add(builder: ModuleBuilder<'_>) -> ModuleBuilder<'_> {
    builder.function("fspath(path)", fspath, "Return the file system path representation of the object.").function(
        "_path_normpath(path)",
        normpath,
        "Normalize path, eliminating double slashes, etc.",
    )
}

/// `os.fspath`
pub fn fspath_of(vm: &mut Vm, value: &Value) -> PyResult {
    if value.downcast::<Str>().is_some() || value.downcast::<Bytes>().is_some() {
        return Ok(value.clone());
    }
    let name = vm.intern("__fspath__");
    let ty = vm.type_name(value);
    match vm.call_special(value, &name, &[])? {
        Some(path) if path.downcast::<Str>().is_some() || path.downcast::<Bytes>().is_some() => Ok(path),
        Some(path) => {
            let got = vm.type_name(&path);
            Err(vm.type_error(format!("expected {ty}.__fspath__() to return str or bytes, not {got}")))
        }
        None => Err(vm.type_error(format!("expected str, bytes or os.PathLike object, not {ty}"))),
    }
}

fn fspath(vm: &mut Vm, args: &[Value]) -> PyResult {
    fspath_of(vm, arg(args, 0))
}

/// Converts the argument `name` of `function`.
pub fn path_arg(vm: &mut Vm, function: &str, name: &str, value: &Value, also: Also) -> PyResult<PathArg> {
    let expected = match also {
        Also::Nothing => "string, bytes or os.PathLike",
        Also::Descriptor => "string, bytes, os.PathLike or integer",
        Also::DescriptorOrNone => "string, bytes, os.PathLike, integer or None",
    };
    if value.is_none() && also == Also::DescriptorOrNone {
        return Ok(PathArg { target: Target::Path(b".".to_vec()), object: Value::NONE, as_bytes: false });
    }
    let mut object = value.clone();
    if object.downcast::<Str>().is_none() && object.downcast::<Bytes>().is_none() {
        let index = vm.type_of(value).get(vm).slots.index.is_some();
        if also != Also::Nothing && index {
            let fd = super::int_arg(vm, value)?;
            return Ok(PathArg { target: Target::Descriptor(fd), object, as_bytes: false });
        }
        let special = vm.intern("__fspath__");
        match vm.call_special(value, &special, &[])? {
            Some(path) => object = path,
            None => {
                let ty = vm.type_name(value);
                return Err(vm.type_error(format!("{function}: {name} should be {expected}, not {ty}")));
            }
        }
        if object.downcast::<Str>().is_none() && object.downcast::<Bytes>().is_none() {
            let (ty, got) = (vm.type_name(value), vm.type_name(&object));
            return Err(vm.type_error(format!("expected {ty}.__fspath__() to return str or bytes, not {got}")));
        }
    }
    let as_bytes = object.downcast::<Bytes>().is_some();
    let bytes = match crate::stdlib::native::io::path_bytes(vm, &object) {
        Ok(bytes) => bytes,
        Err(raised) if vm.raised_is(&raised, |e| &e.ValueError) => {
            return Err(vm.value_error(format!("{function}: embedded null character in {name}")));
        }
        Err(raised) => return Err(raised),
    };
    Ok(PathArg { target: Target::Path(bytes), object, as_bytes })
}

/// A path or name from the system: text with escapes, or bytes.
pub fn system_text(vm: &mut Vm, bytes: &[u8], as_bytes: bool) -> PyResult {
    use std::os::unix::ffi::OsStrExt;
    match as_bytes {
        true => vm.new_bytes(bytes),
        false => crate::stdlib::native::sys::os_text(vm, std::ffi::OsStr::from_bytes(bytes)),
    }
}

/// `os.path.normpath`: without empty and `.` parts, `x/..` taken out as text.
fn normpath(vm: &mut Vm, args: &[Value]) -> PyResult {
    let object = fspath_of(vm, arg(args, 0))?;
    let as_bytes = object.downcast::<Bytes>().is_some();
    let bytes = match (object.downcast::<Str>(), object.downcast::<Bytes>()) {
        (Some(text), _) => text.bytes().to_vec(),
        (_, Some(bytes)) => bytes.data().to_vec(),
        _ => Vec::new(),
    };
    let slashes = bytes.iter().take_while(|b| **b == b'/').count();
    // Exactly two slashes at the start may mean something to the system.
    let initial = if slashes == 2 { 2 } else { slashes.min(1) };
    let mut parts: Vec<&[u8]> = Vec::new();
    for part in bytes.split(|b| *b == b'/') {
        match part {
            b"" | b"." => {}
            b".." => match parts.last() {
                Some(last) if *last != b".." => drop(parts.pop()),
                None if initial > 0 => {}
                _ => parts.push(part),
            },
            part => parts.push(part),
        }
    }
    let mut out = vec![b'/'; initial];
    out.extend_from_slice(&parts.join(&b'/'));
    if out.is_empty() {
        out.push(b'.');
    }
    match as_bytes {
        true => vm.new_bytes(out),
        false => vm.new_str_wtf8(&out),
    }
}
