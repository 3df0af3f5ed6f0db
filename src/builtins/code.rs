//! `types.CodeType`: compiled code as an object. Offsets that Python sees count bytes of the instruction stream.

use crate::bytecode::{Code, Location};
use crate::gc::{Raw, Ref, Value};
use crate::native::TypeBuilder;
use crate::object::slots::{CompareOp, PyResult};
use crate::object::{Dict, Raised, Str, Tuple};
use crate::vm::Vm;
use std::cell::Cell;

/// Bytes of an instruction word.
const WORD: usize = 8;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.code.clone();
    TypeBuilder::new(vm, &ty)
        .doc("Compiled code. Not made by hand: see compile().")
        .weakrefable()
        .flag(crate::object::ty::type_flag::NO_INSTANTIATION)
        .slots(|s| {
            s.repr = Some(code_repr);
            s.compare = Some(code_compare);
            s.hash = Some(code_hash);
        })
        .method("co_lines(self, /)", code_lines, "Iterator of (start, end, line) of the instructions.")
        .method(
            "co_positions(self, /)",
            code_positions,
            "Iterator of (line, end line, column, end column) of each instruction.",
        )
        .method(
            "co_branches(self, /)",
            |vm, _| {
                let none = vm.new_list(Vec::new())?;
                vm.iter(&none)
            },
            "Iterator of branches.",
        )
        .method("replace(self, /, **changes)", code_replace, "A copy with some attributes replaced.")
        .method("__replace__(self, /, **changes)", code_replace, "The same as replace().")
        .method("__sizeof__(self, /)", code_sizeof, "Size of the object in memory, in bytes.")
        .method("_varname_from_oparg(self, /, oparg)", code_varname, "The name of a local variable.")
        .member("co_argcount", |vm, c| number(vm, c, |c| c.argcount as usize), None, "")
        .member("co_posonlyargcount", |vm, c| number(vm, c, |c| c.posonlyargcount as usize), None, "")
        .member("co_kwonlyargcount", |vm, c| number(vm, c, |c| c.kwonlyargcount as usize), None, "")
        .member("co_nlocals", |vm, c| number(vm, c, |c| c.varnames.len()), None, "")
        .member("co_stacksize", |vm, c| number(vm, c, |c| c.nregs as usize), None, "")
        .member("co_flags", |vm, c| number(vm, c, |c| c.flags as usize), None, "")
        .member("co_firstlineno", |vm, c| number(vm, c, |c| c.first_line as usize), None, "")
        .member("co_name", |vm, c| Ok(this(vm, c)?.name.to_value()), None, "")
        .member("co_qualname", |vm, c| Ok(this(vm, c)?.qualname.to_value()), None, "")
        .member("co_filename", |vm, c| Ok(this(vm, c)?.filename.to_value()), None, "")
        .getset("co_varnames", |vm, c| names(vm, this(vm, c)?.varnames.iter()), None, "")
        .getset("co_cellvars", |vm, c| names(vm, this(vm, c)?.cellvars.iter().map(|(n, _)| n)), None, "")
        .getset("co_freevars", |vm, c| names(vm, this(vm, c)?.freevars.iter()), None, "")
        .member("co_names", |vm, c| names(vm, this(vm, c)?.names.iter()), None, "")
        .member("co_consts", code_consts, None, "")
        .getset("co_code", code_bytes, None, "")
        .getset("_co_code_adaptive", code_bytes, None, "")
        .member("co_linetable", code_linetable, None, "")
        .member("co_exceptiontable", code_exceptiontable, None, "")
        .ready();
    Ok(())
}

fn this<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Ref<Code>> {
    vm.payload::<Code>(value)
}

fn number(vm: &mut Vm, value: &Value, of: impl FnOnce(&Code) -> usize) -> PyResult {
    let n = of(this(vm, value)?);
    Ok(vm.int(n as i64))
}

fn names<'a>(vm: &Vm, names: impl Iterator<Item = &'a Ref<Str>>) -> PyResult {
    vm.new_tuple(names.map(Ref::to_value).collect())
}

fn code_repr(vm: &mut Vm, value: &Value) -> PyResult {
    let code = this(vm, value)?;
    let text = format!(
        "<code object {} at {:#x}, file \"{}\", line {}>",
        code.name.to_lossy(),
        value.id(),
        code.filename.to_lossy(),
        code.first_line
    );
    vm.new_str(&text)
}

/// The docstring comes first, as in CPython.
fn code_consts(vm: &mut Vm, value: &Value) -> PyResult {
    let code = this(vm, value)?;
    let shown = shown_constants(code).into_iter().map(|(_, value)| value.clone()).collect();
    vm.new_tuple(shown)
}

/// The constants as CPython shows them, with their places in the pool: the docstring or else the first constant, then what
/// instructions load. Small ints are operands of instructions there.
fn shown_constants(code: &Code) -> Vec<(Option<usize>, &Value)> {
    let mut shown: Vec<(Option<usize>, &Value)> = Vec::new();
    let first = code.docstring.as_ref().or(code.first_constant.as_ref());
    if let Some(first) = first {
        let place = code.constants.iter().position(|c| c.is(first));
        shown.push((place.filter(|_| code.docstring.is_none()), first));
    }
    for (place, value) in code.constants.iter().enumerate() {
        let small = value.as_small().is_some_and(|i| (0..256).contains(&i));
        if !small && shown.first().is_none_or(|(first, _)| *first != Some(place)) {
            shown.push((Some(place), value));
        }
    }
    shown
}

fn stream_bytes(code: &Code) -> Vec<u8> {
    code.stream.iter().take(code.length).flat_map(|w| w.get().to_le_bytes()).collect()
}

fn code_bytes(vm: &mut Vm, value: &Value) -> PyResult {
    let bytes = stream_bytes(this(vm, value)?);
    vm.new_bytes(bytes)
}

fn code_linetable(vm: &mut Vm, value: &Value) -> PyResult {
    let code = this(vm, value)?;
    let words = code.locations.iter().flat_map(|l| [l.start, l.line, l.end_line, l.col, l.end_col]);
    let bytes: Vec<u8> = words.flat_map(u32::to_le_bytes).collect();
    vm.new_bytes(bytes)
}

fn code_exceptiontable(vm: &mut Vm, value: &Value) -> PyResult {
    let code = this(vm, value)?;
    let words = code.handlers.iter().flat_map(|h| [h.start, h.end, h.target, h.exc as u32]);
    let bytes: Vec<u8> = words.flat_map(u32::to_le_bytes).collect();
    vm.new_bytes(bytes)
}

fn line_value(vm: &Vm, line: u32) -> Value {
    if line == 0 { Value::NONE } else { vm.int(line as i64) }
}

fn code_lines(vm: &mut Vm, args: &[Value]) -> PyResult {
    let code = vm.receiver::<Code>(args)?.clone();
    let mut rows: Vec<(usize, usize, u32)> = Vec::new();
    for (i, location) in code.locations.iter().enumerate() {
        let end = code.locations.get(i + 1).map_or(code.length, |next| next.start as usize);
        match rows.last_mut() {
            Some((_, last_end, line)) if *line == location.line => *last_end = end,
            _ => rows.push((location.start as usize, end, location.line)),
        }
    }
    let mut tuples = Vec::with_capacity(rows.len());
    for (start, end, line) in rows {
        let row = vec![vm.int((start * WORD) as i64), vm.int((end * WORD) as i64), line_value(vm, line)];
        tuples.push(vm.new_tuple(row)?);
    }
    let list = vm.new_list(tuples)?;
    vm.iter(&list)
}

fn code_positions(vm: &mut Vm, args: &[Value]) -> PyResult {
    let code = vm.receiver::<Code>(args)?.clone();
    let mut tuples = Vec::new();
    // One for each word, so that half of `tb_lasti` is an index.
    for at in 0..code.length {
        let Location { line, end_line, col, end_col, .. } = code.location_at(at);
        let row = if line == 0 {
            vec![Value::NONE; 4]
        } else {
            vec![vm.int(line as i64), vm.int(end_line as i64), vm.int(col as i64), vm.int(end_col as i64)]
        };
        tuples.push(vm.new_tuple(row)?);
    }
    let list = vm.new_list(tuples)?;
    vm.iter(&list)
}

fn code_sizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let code = vm.receiver::<Code>(args)?;
    let size = size_of::<Code>() + code.stream.len() * WORD + code.locations.len() * size_of::<Location>();
    Ok(vm.int(size as i64))
}

fn code_varname(vm: &mut Vm, args: &[Value]) -> PyResult {
    let code = vm.receiver::<Code>(args)?.clone();
    let index = vm.extract::<i64>(args.get(1).unwrap_or(&Value::NONE))?;
    let all = code.varnames.iter().chain(code.cellvars.iter().map(|(n, _)| n)).chain(code.freevars.iter());
    match usize::try_from(index).ok().and_then(|i| all.into_iter().nth(i)) {
        Some(name) => Ok(name.to_value()),
        None => Err(vm.index_error("tuple index out of range")),
    }
}

fn same_names(a: &[Ref<Str>], b: &[Ref<Str>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(x, y)| x.equals(y))
}

/// Code is equal if it was compiled from the same text at the same place, whatever its file.
fn code_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<Code>(), b.downcast::<Code>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let mut equal = x.ptr_eq(y)
        || x.name.equals(&y.name)
            && (x.flags, x.argcount, x.posonlyargcount, x.kwonlyargcount)
                == (y.flags, y.argcount, y.posonlyargcount, y.kwonlyargcount)
            && (x.first_line, x.nregs, x.length) == (y.first_line, y.nregs, y.length)
            && x.locations == y.locations
            && same_names(&x.varnames, &y.varnames)
            && same_names(&x.freevars, &y.freevars)
            && same_names(&x.names, &y.names)
            && x.constants.len() == y.constants.len();
    if equal && !x.ptr_eq(y) {
        for (p, q) in x.constants.iter().zip(y.constants.iter()) {
            let same_type = vm.type_of(p).ptr_eq(vm.type_of(q));
            equal = equal && same_type && vm.with_native_depth(|vm| vm.equals(p, q))?;
        }
    }
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn code_hash(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    let code = this(vm, value)?;
    let mut h = code.name.hash();
    for part in [code.first_line, code.argcount, code.flags, code.length as u32] {
        h = h.wrapping_mul(1_000_003) ^ part as i64;
    }
    Ok(if h == -1 { -2 } else { h })
}

/// A copy with the attributes in `changes`. The instructions themselves cannot be replaced.
fn code_replace(vm: &mut Vm, args: &[Value]) -> PyResult {
    let code = vm.receiver::<Code>(args)?.clone();
    let Some(changes) = args.get(1).and_then(|c| c.downcast::<Dict>()) else {
        return Err(vm.type_error("replace() takes no positional arguments"));
    };
    let mut copy = copy_code(&code);
    let entries: Vec<(Value, Value)> = changes.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect();
    for (key, value) in entries {
        let key = key.downcast::<Str>().map(|k| k.to_lossy().into_owned()).unwrap_or_default();
        match key.as_str() {
            "co_name" => copy.name = text_change(vm, &key, &value)?,
            "co_qualname" => copy.qualname = text_change(vm, &key, &value)?,
            "co_filename" => copy.filename = text_change(vm, &key, &value)?,
            "co_flags" => copy.flags = number_change(vm, &value)?,
            "co_firstlineno" => copy.first_line = number_change(vm, &value)?,
            "co_consts" => replace_constants(vm, &mut copy, &value)?,
            "co_varnames" => copy.varnames = names_change(vm, &key, &value, code.varnames.len())?,
            "co_names" => copy.names = names_change(vm, &key, &value, code.names.len())?,
            "co_freevars" => copy.freevars = names_change(vm, &key, &value, code.freevars.len())?,
            "co_code" => {
                let same = value.downcast::<crate::object::Bytes>().is_some_and(|b| *b.data() == *stream_bytes(&code));
                if !same {
                    return Err(vm.value_error("code: the instructions cannot be replaced"));
                }
            }
            "co_argcount" | "co_posonlyargcount" | "co_kwonlyargcount" | "co_nlocals" | "co_stacksize"
            | "co_cellvars" | "co_linetable" | "co_exceptiontable" => {
                let now = vm.getattr_str(&code.to_value(), &key)?;
                if !vm.equals(&now, &value)? {
                    return Err(vm.value_error(format!("code: {key} cannot be replaced")));
                }
            }
            _ => return Err(vm.type_error(format!("replace() got an unexpected keyword argument '{key}'"))),
        }
    }
    Ok(vm.alloc(&vm.types.code, copy)?.into_value())
}

fn text_change(vm: &mut Vm, key: &str, value: &Value) -> PyResult<Ref<Str>> {
    match value.downcast::<Str>() {
        Some(text) => Ok(text.clone()),
        None => {
            let ty = vm.type_name(value);
            Err(vm.type_error(format!("replace() argument '{key}' must be str, not {ty}")))
        }
    }
}

fn number_change(vm: &mut Vm, value: &Value) -> PyResult<u32> {
    let n = vm.extract::<i64>(value)?;
    u32::try_from(n).map_err(|_| vm.value_error("code: argument out of range"))
}

fn names_change(vm: &mut Vm, key: &str, value: &Value, len: usize) -> PyResult<Box<[Ref<Str>]>> {
    let wrong = |vm: &Vm, value: &Value| -> Raised {
        let ty = vm.type_name(value);
        vm.type_error(format!("replace() argument '{key}' must be tuple, not {ty}"))
    };
    let Some(tuple) = value.downcast::<Tuple>() else { return Err(wrong(vm, value)) };
    let mut names = Vec::with_capacity(tuple.len());
    for name in tuple.items() {
        match name.downcast::<Str>() {
            Some(name) => names.push(vm.intern_str(name)),
            None => {
                let ty = vm.type_name(name);
                return Err(vm.type_error(format!("name tuples must contain only strings, not '{ty}'")));
            }
        }
    }
    if names.len() != len {
        return Err(vm.value_error(format!("code: {key} has the wrong length")));
    }
    Ok(names.into())
}

/// New constants in the places of the old ones: instructions find them by position.
fn replace_constants(vm: &mut Vm, code: &mut Code, value: &Value) -> PyResult<()> {
    let Some(tuple) = value.downcast::<Tuple>() else {
        let ty = vm.type_name(value);
        return Err(vm.type_error(format!("replace() argument 'co_consts' must be tuple, not {ty}")));
    };
    let items = tuple.items();
    let places: Vec<Option<usize>> = shown_constants(code).into_iter().map(|(place, _)| place).collect();
    if items.len() < places.len() {
        return Err(vm.value_error("code: co_consts is too short"));
    }
    let mut constants = code.constants.to_vec();
    for (item, place) in items.iter().zip(places) {
        match place.and_then(|p| constants.get_mut(p)) {
            Some(constant) => *constant = item.clone(),
            None if code.docstring.is_some() => code.docstring = Some(item.clone()),
            None => {}
        }
    }
    if code.first_constant.is_some() {
        code.first_constant = items.first().cloned();
    }
    let mut words: Vec<Cell<u64>> = code.stream.iter().take(code.length).cloned().collect();
    for constant in &constants {
        let Raw { meta, bits } = constant.raw();
        words.extend([Cell::new(meta), Cell::new(bits)]);
    }
    code.stream = words.into();
    code.constants = constants.into();
    Ok(())
}

fn copy_code(code: &Code) -> Code {
    // The copy takes the caches along, and may be used with other globals.
    crate::object::dict::new_namespace_epoch();
    Code {
        cached_globals: Default::default(),
        name: code.name.clone(),
        qualname: code.qualname.clone(),
        filename: code.filename.clone(),
        varnames: code.varnames.clone(),
        cellvars: code.cellvars.clone(),
        freevars: code.freevars.clone(),
        names: code.names.clone(),
        constants: code.constants.clone(),
        stream: code.stream.clone(),
        handlers: code.handlers.clone(),
        locations: code.locations.clone(),
        docstring: code.docstring.clone(),
        first_constant: code.first_constant.clone(),
        static_attributes: code.static_attributes.clone(),
        ..*code
    }
}
