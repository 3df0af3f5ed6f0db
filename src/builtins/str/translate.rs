//! maketrans and translate.

use super::this;
use crate::gc::Value;
use crate::native::{TypeBuilder, arg};
use crate::object::slots::PyResult;
use crate::object::str::{code_points, push_code_point};
use crate::object::{Dict, Str};
use crate::vm::Vm;
use crate::vm::guard::STEPS;

pub fn methods(b: TypeBuilder<'_>) -> TypeBuilder<'_> {
    b.method("translate(self, table, /)", str_translate, "Replace each character in the string using the given translation table.\n\n  table\n    Translation table, which must be a mapping of Unicode ordinals to\n    Unicode ordinals, strings, or None.\n\nThe table must implement lookup/indexing via __getitem__, for instance a\ndictionary or list.  If this operation raises LookupError, the character is\nleft untouched.  Characters mapped to None are deleted.")
        .static_method("maketrans(x, y=<unrepresentable>, z=<unrepresentable>, /)", str_maketrans, "Return a translation table usable for str.translate().\n\nIf there is only one argument, it must be a dictionary mapping Unicode\nordinals (integers) or characters to Unicode ordinals, strings or None.\nCharacter keys will be then converted to ordinals.\nIf there are two arguments, they must be strings of equal length, and\nin the resulting dictionary, each character in x will be mapped to the\ncharacter at the same position in y. If there is a third argument, it\nmust be a string, whose characters will be mapped to None in the result.")
}

fn set(vm: &mut Vm, table: &Value, key: u32, value: Value) -> PyResult<()> {
    let key = vm.int(key as i64);
    vm.setitem(table, &key, &value)
}

fn str_maketrans(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (x, y, z) = (arg(args, 0), arg(args, 1), arg(args, 2));
    let table = vm.new_dict().into_value();
    if y.is_unset() {
        let Some(dict) = x.downcast::<Dict>() else {
            return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
        };
        let pairs: Vec<(Value, Value)> = dict.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect();
        for (key, value) in pairs {
            if let Some(text) = key.downcast::<Str>() {
                let point = match (text.char_len(), text.code_points().next()) {
                    (1, Some(p)) => p,
                    _ => return Err(vm.value_error("string keys in translatetable must be of length 1")),
                };
                set(vm, &table, point, value)?;
            } else if vm.is_int(&key) {
                vm.setitem(&table, &key, &value)?;
            } else {
                return Err(vm.type_error("keys in translate table mustbe strings or integers"));
            }
        }
        return Ok(table);
    }
    let (to, deleted) = {
        let parse = |i: usize| -> PyResult<Option<crate::gc::Ref<Str>>> {
            match arg(args, i) {
                v if v.is_unset() => Ok(None),
                v => match v.downcast::<Str>() {
                    Some(text) => Ok(Some(text.clone())),
                    None => {
                        let ty = vm.arg_type_name(v);
                        Err(vm.type_error(format!("maketrans() argument {} must be str, not {ty}", i + 1)))
                    }
                },
            }
        };
        (parse(1)?, if z.is_unset() { None } else { parse(2)? })
    };
    let Some(from) = x.downcast::<Str>() else {
        return Err(vm.type_error("first maketrans argument must be a string if there is a second argument"));
    };
    let Some(to) = to else { return Ok(table) };
    if from.char_len() != to.char_len() {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    for (a, b) in from.code_points().zip(to.code_points()) {
        let b = vm.int(b as i64);
        set(vm, &table, a, b)?;
    }
    if let Some(deleted) = deleted {
        for p in deleted.code_points() {
            set(vm, &table, p, Value::NONE)?;
        }
    }
    Ok(table)
}

/// What a table says about one character.
#[derive(Clone)]
enum Target {
    Same,
    Point(u32),
    Text(Box<[u8]>),
}

/// What an exact dict makes of the characters of short ASCII text, where each becomes one ASCII character and only ints have to
/// be compared. `None` for all else.
fn single_targets(vm: &Vm, text: &Str, table: &Value) -> Option<[u8; 128]> {
    let dict = table.downcast_exact::<Dict>()?.get(vm);
    if !text.is_ascii() || text.byte_len() > STEPS {
        return None;
    }
    let mut single = [0u8; 128];
    for b in text.bytes() {
        let slot = single.get_mut(*b as usize)?;
        if *slot != 0 {
            continue;
        }
        let point = match dict.find_int(*b as i64, *b as i64).ok()? {
            None => *b as i64,
            Some(index) => dict.entry(index)?.value.as_small()?,
        };
        // 0 stands for what is not known yet.
        *slot = u8::try_from(point).ok().filter(|to| (1..128).contains(to))?;
    }
    Some(single)
}

fn str_translate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = this(vm, args)?.clone();
    if let Some(single) = single_targets(vm, &text, arg(args, 1)) {
        return vm.new_ascii(text.byte_len(), |out| {
            for (to, from) in out.iter_mut().zip(text.bytes()) {
                *to = single.get(*from as usize).copied().unwrap_or(*from);
            }
        });
    }
    let table = arg(args, 1).clone();
    let mut out = vm.buffer(text.byte_len())?;
    // Each ASCII character is looked up once, as CPython does for ASCII text.
    let mut known: Vec<Option<Target>> = Vec::new();
    // The same again for those that stay one ASCII character; 0 for all others.
    let mut single = [0u8; 128];
    let mut points = text.code_points();
    let mut steps = 0usize;
    loop {
        // A run of what is known to become one character each.
        let rest = points.rest();
        let piece = rest.get(..rest.len().min(STEPS)).unwrap_or(&[]);
        let start = out.len();
        out.extend(piece.iter().map_while(|b| single.get(*b as usize).copied().filter(|to| *to != 0)));
        let run = out.len() - start;
        points = code_points(rest.get(run..).unwrap_or(&[]));
        steps += run;
        let Some(p) = points.next() else { break };
        if steps >= STEPS {
            steps = 0;
            vm.poll()?;
        }
        steps += 1;
        let target = match known.get(p as usize) {
            Some(Some(target)) => target.clone(),
            _ => {
                let target = look_up(vm, &table, p)?;
                let byte = match &target {
                    Target::Same => u8::try_from(p).ok(),
                    Target::Point(point) => u8::try_from(*point).ok(),
                    Target::Text(text) => match &text[..] {
                        [byte] => Some(*byte),
                        _ => None,
                    },
                };
                match byte.filter(|b| b.is_ascii() && *b != 0) {
                    Some(byte) if p < 128 => {
                        if let Some(slot) = single.get_mut(p as usize) {
                            *slot = byte;
                        }
                    }
                    _ if p < 128 => {
                        known.resize(known.len().max(p as usize + 1), None);
                        if let Some(slot) = known.get_mut(p as usize) {
                            *slot = Some(target.clone());
                        }
                    }
                    _ => {}
                }
                target
            }
        };
        match target {
            Target::Same => push_code_point(&mut out, p),
            Target::Point(point) => push_code_point(&mut out, point),
            Target::Text(text) => {
                if out.try_reserve(text.len()).is_err() {
                    return Err(vm.memory_error());
                }
                out.extend_from_slice(&text);
            }
        }
    }
    vm.new_str_wtf8(&out)
}

fn look_up(vm: &mut Vm, table: &Value, point: u32) -> PyResult<Target> {
    if let Some(dict) = table.downcast_exact::<Dict>() {
        let dict = dict.get(vm);
        match dict.find_int(point as i64, point as i64) {
            Ok(None) => return Ok(Target::Same),
            Ok(Some(index)) => {
                let found = dict.entry(index).and_then(|e| e.value.as_small());
                if let Some(point) = found.and_then(|i| u32::try_from(i).ok()).filter(|p| *p < 0x11_0000) {
                    return Ok(Target::Point(point));
                }
            }
            Err(_) => {}
        }
    }
    let key = vm.int(point as i64);
    let found = match vm.getitem(table, &key) {
        Ok(found) => found,
        Err(raised) if vm.raised_is(&raised, |e| &e.LookupError) => return Ok(Target::Same),
        Err(raised) => return Err(raised),
    };
    if found.is_none() {
        return Ok(Target::Text(Box::default()));
    }
    if let Some(text) = found.downcast::<Str>() {
        return Ok(Target::Text(text.bytes().into()));
    }
    if !vm.is_int(&found) {
        return Err(vm.type_error("character mapping must return integer, None or str"));
    }
    match vm.int_value(&found).and_then(|i| u32::try_from(i).ok()).filter(|p| *p < 0x11_0000) {
        Some(p) => Ok(Target::Point(p)),
        None => Err(vm.value_error("character mapping must be in range(0x110000)")),
    }
}
