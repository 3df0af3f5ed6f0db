//! What an object is, in words: type, value, signature, documentation, where it was written. For `x?`, `help()` where there
//! is no pydoc, and the names of keyword arguments.

use super::cells::function_of;
use super::sugar::{dedent, source_of};
use super::text::cut;
use super::value::{brief, class_name};
use crate::bytecode::code_flag;
use crate::gc::{Ref, Value};
use crate::native::signature::{ParamKind, Signature};
use crate::object::function::BoundMethod;
use crate::object::native::MethodDescriptor;
use crate::object::{Dict, Function, NativeFunction, Str, Type};
use crate::vm::Vm;

/// Rows of a docstring and of source that are shown.
const MOST_ROWS: usize = 400;

/// The parameters of a callable that can be given by keyword, in order.
pub fn keyword_parameters(vm: &mut Vm, f: &Value) -> Vec<String> {
    if let Some((function, bound)) = python_function(vm, f) {
        let code = function.get(vm).code.clone();
        let (from, to) = (code.posonlyargcount as usize, (code.argcount + code.kwonlyargcount) as usize);
        let from = from.max(bound as usize);
        return code.varnames.iter().take(to).skip(from).map(|n| n.to_lossy().into_owned()).collect();
    }
    let Some(text) = native_text(vm, f) else { return Vec::new() };
    let signature = Signature::parse(&text);
    let by_keyword = |k: ParamKind| matches!(k, ParamKind::Positional | ParamKind::KeywordOnly);
    let own = signature.params.iter().filter(|p| by_keyword(p.kind) && !matches!(&*p.name, "self" | "type" | "cls"));
    own.map(|p| p.name.to_string()).collect()
}

/// The Python function that a call runs, and whether its first parameter is given by the call.
fn python_function(vm: &mut Vm, f: &Value) -> Option<(Ref<Function>, bool)> {
    if let Some(function) = f.downcast_exact::<Function>() {
        return Some((function.clone(), false));
    }
    if f.downcast_exact::<BoundMethod>().is_some() {
        return function_of(vm, f).map(|f| (f, true));
    }
    if let Some(class) = f.downcast::<Type>() {
        for name in ["__init__", "__new__"] {
            let name = vm.intern(name);
            if let Some(found) = vm.lookup(class, &name) {
                let found = match found.downcast_exact::<crate::object::descriptor::StaticMethod>() {
                    Some(s) => s.get(vm).callable.clone(),
                    None => found,
                };
                if let Some(function) = found.downcast_exact::<Function>() {
                    return Some((function.clone(), true));
                }
            }
        }
    }
    None
}

/// The signature text of something written in Rust, name first.
fn native_text(vm: &Vm, f: &Value) -> Option<String> {
    if let Some(native) = f.downcast_exact::<NativeFunction>() {
        return Some(native.get(vm).def.text.to_owned());
    }
    if let Some(method) = f.downcast_exact::<MethodDescriptor>() {
        return Some(method.get(vm).def.text.to_owned());
    }
    let class = f.downcast::<Type>()?.get(vm);
    class.signature.map(|s| format!("{}{s}", class.name.to_lossy()))
}

/// `name(parameters)` of a callable.
pub fn signature(vm: &mut Vm, f: &Value) -> Option<String> {
    if let Some((function, bound)) = python_function(vm, f) {
        let name = match f.downcast::<Type>() {
            Some(class) => class.get(vm).name.to_lossy().into_owned(),
            None => function.get(vm).name.to_lossy().into_owned(),
        };
        return Some(format!("{name}({})", python_parameters(vm, &function, bound)));
    }
    let text = native_text(vm, f)?;
    Some(
        text.replace("=<unrepresentable>", "=...")
            .replace("(self, /, ", "(")
            .replace("(self, /)", "()")
            .replace("(self, ", "("),
    )
}

fn python_parameters(vm: &mut Vm, function: &Ref<Function>, bound: bool) -> String {
    let (code, defaults, kwdefaults) = {
        let f = function.get(vm);
        (f.code.clone(), f.defaults.clone(), f.kwdefaults.clone())
    };
    let names: Vec<Ref<Str>> = code.varnames.iter().take(code.nparams as usize).cloned().collect();
    let (argcount, only) = (code.argcount as usize, code.kwonlyargcount as usize);
    let defaults: Vec<Value> = defaults.map(|d| d.items().to_vec()).unwrap_or_default();
    let first_default = argcount.saturating_sub(defaults.len());
    let mut parts = Vec::new();
    for (i, name) in names.iter().enumerate().take(argcount) {
        if i == 0 && bound {
            continue;
        }
        let mut part = name.to_lossy().into_owned();
        if let Some(value) = i.checked_sub(first_default).and_then(|k| defaults.get(k)) {
            part.push_str(&format!("={}", brief(vm, value)));
        }
        parts.push(part);
        if i + 1 == code.posonlyargcount as usize {
            parts.push("/".into());
        }
    }
    let mut rest = names.iter().skip(argcount + only);
    let star = (code.flags & code_flag::VARARGS != 0).then(|| rest.next()).flatten();
    match star {
        Some(name) => parts.push(format!("*{}", name.to_lossy())),
        None if only > 0 => parts.push("*".into()),
        None => {}
    }
    for name in names.iter().skip(argcount).take(only) {
        let mut part = name.to_lossy().into_owned();
        if let Some(value) = kwdefaults.as_ref().and_then(|d| d.get(vm).get_str(name).cloned()) {
            part.push_str(&format!("={}", brief(vm, &value)));
        }
        parts.push(part);
    }
    if let Some(name) = rest.next() {
        parts.push(format!("**{}", name.to_lossy()));
    }
    parts.join(", ")
}

/// The documentation of an object, without its margin.
fn doc_of(vm: &mut Vm, value: &Value) -> Option<String> {
    let key = vm.names.__doc__.clone();
    // Of an instance it is its class's.
    let doc = vm.getattr_opt(value, &key).ok()??;
    let text = doc.downcast::<Str>()?.to_lossy().into_owned();
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let text = format!("{}\n{}", first.trim(), dedent(rest));
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// What there is to know about an object; `more`: its source in place of the documentation.
pub fn describe(vm: &mut Vm, name: &str, value: &Value, more: bool) -> String {
    let mut out = Vec::new();
    let mut fact = |label: &str, text: String| out.push(format!("{:<10} {text}", format!("{label}:")));
    if let Some(signature) = signature(vm, value) {
        fact("Signature", signature);
    }
    fact("Type", class_name(vm, value));
    if value.downcast::<Type>().is_none() && function_of(vm, value).is_none() {
        let shown = match vm.repr_lossy(value) {
            Ok(text) => cut(&text, 200),
            Err(_) => brief(vm, value),
        };
        fact("Value", shown);
    }
    if let Some(dict) = value.downcast::<Dict>().map(|d| d.get(vm).len()) {
        fact("Length", dict.to_string());
    } else if vm.type_of(value).get(vm).slots.len.is_some()
        && let Ok(n) = vm.len(value)
    {
        fact("Length", n.to_string());
    }
    if let Some(class) = value.downcast::<Type>().cloned() {
        let bases: Vec<String> = class.get(vm).bases.iter().map(|b| b.get(vm).name.to_lossy().into_owned()).collect();
        if !bases.is_empty() {
            fact("Bases", bases.join(", "));
        }
    }
    if let Some(function) = function_of(vm, value) {
        let code = function.get(vm).code.clone();
        fact("Place", format!("{}, line {}", code.filename.to_lossy(), code.first_line));
    }
    let source = if more { source_of(vm, value) } else { None };
    match source {
        Some(source) => {
            out.push("Source:".to_owned());
            out.extend(dedent(&source).lines().take(MOST_ROWS).map(str::to_owned));
        }
        None => {
            if more {
                out.push(format!("{:<10} there is none: {name} was not written in Python", "Source:"));
            }
            if let Some(doc) = doc_of(vm, value) {
                out.push("Doc:".to_owned());
                out.extend(
                    doc.lines().take(MOST_ROWS).map(|l| if l.is_empty() { String::new() } else { format!("  {l}") }),
                );
            }
        }
    }
    out.join("\n")
}
