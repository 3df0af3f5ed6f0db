//! What an expression means, found without running anything: names, attributes in dicts, constant subscripts of builtin
//! containers, literals; of a call only the class that it instantiates.

use super::{Item, item};
use crate::gc::{Ref, Value};
use crate::object::descriptor::{ClassMethod, Property, StaticMethod};
use crate::object::function::BoundMethod;
use crate::object::module::Module;
use crate::object::native::{GetSet, Member, MethodDescriptor, SlotWrapper};
use crate::object::{Dict, Function, List, NativeFunction, Str, Tuple, Type};
use crate::source::SourceFile;
use crate::syntax::ast::{Constant, Expr, ExprKind, Interner, StmtKind, UnaryOp};
use crate::syntax::{self, Mode, ParseOptions};
use crate::vm::Vm;

/// What is known about an expression.
pub enum Found {
    Value(Value),
    /// Some instance of this class.
    Instance(Ref<Type>),
    /// A function that is called with an object before its arguments.
    Method(Value),
}

pub fn resolve(vm: &mut Vm, globals: &Ref<Dict>, text: &str) -> Option<Found> {
    if text.is_empty() {
        return None;
    }
    let source = SourceFile::new("<input>", text);
    let module = syntax::parse(&source, Mode::Eval, ParseOptions { no_warnings: true }).ok()?;
    let StmtKind::Expr { value } = &module.body.first()?.kind else { return None };
    walk(vm, globals, &module.interner, value, 0)
}

fn walk(vm: &mut Vm, globals: &Ref<Dict>, names: &Interner, e: &Expr, depth: usize) -> Option<Found> {
    if depth > 50 {
        return None;
    }
    let class = |ty: &Ref<Type>| Some(Found::Instance(ty.clone()));
    match &e.kind {
        ExprKind::Name { id, .. } => {
            let key = vm.intern(names.resolve(*id));
            let found = globals.get(vm).get_str(&key).or_else(|| vm.builtins.get(vm).get_str(&key));
            found.cloned().map(Found::Value)
        }
        ExprKind::Attribute { value, attr, .. } => {
            let object = walk(vm, globals, names, value, depth + 1)?;
            let key = vm.intern(names.resolve(attr.name));
            attribute(vm, &object, &key)
        }
        ExprKind::Subscript { value, slice, .. } => match walk(vm, globals, names, value, depth + 1)? {
            Found::Value(object) => subscript(vm, &object, slice),
            _ => None,
        },
        ExprKind::Call { func, .. } => match walk(vm, globals, names, func, depth + 1)? {
            Found::Value(f) => f.downcast::<Type>().map(|t| Found::Instance(t.clone())),
            _ => None,
        },
        ExprKind::Constant { value, .. } => match value {
            Constant::Str(_) => class(&vm.types.str),
            Constant::Bytes(_) => class(&vm.types.bytes),
            Constant::Int(_) | Constant::BigInt { .. } => class(&vm.types.int),
            Constant::Float(_) => class(&vm.types.float),
            Constant::Imaginary(_) => class(&vm.types.complex),
            Constant::True | Constant::False => class(&vm.types.bool),
            Constant::None => class(&vm.types.none_type),
            Constant::Ellipsis => None,
        },
        ExprKind::JoinedStr { .. } => class(&vm.types.str),
        ExprKind::List { .. } | ExprKind::ListComp { .. } => class(&vm.types.list),
        ExprKind::Dict { .. } | ExprKind::DictComp { .. } => class(&vm.types.dict),
        ExprKind::Set { .. } | ExprKind::SetComp { .. } => class(&vm.types.set),
        ExprKind::Tuple { .. } => class(&vm.types.tuple),
        ExprKind::GeneratorExp { .. } => class(&vm.types.generator),
        _ => None,
    }
}

/// An attribute as it is stored: no descriptor is called, no `__getattr__` asked.
fn attribute(vm: &mut Vm, object: &Found, name: &Ref<Str>) -> Option<Found> {
    let class = match object {
        Found::Value(value) => {
            if let Some(found) = vm.instance_get(value, name) {
                return Some(unwrapped(vm, found, false));
            }
            if let Some(class) = value.downcast::<Type>()
                && let Some(found) = vm.lookup(class, name)
            {
                return Some(unwrapped(vm, found, false));
            }
            vm.type_of(value).clone()
        }
        Found::Instance(class) => class.clone(),
        Found::Method(_) => return None,
    };
    let found = vm.lookup(&class, name)?;
    if found.downcast_exact::<Property>().is_some()
        || found.downcast_exact::<GetSet>().is_some()
        || found.downcast_exact::<Member>().is_some()
    {
        return match (object, found.downcast_exact::<Member>()) {
            (Found::Value(value), Some(member)) => vm.slot_value(value, member.get(vm).offset).map(Found::Value),
            _ => None,
        };
    }
    Some(unwrapped(vm, found, true))
}

fn unwrapped(vm: &Vm, found: Value, of_instance: bool) -> Found {
    if let Some(s) = found.downcast_exact::<StaticMethod>() {
        return Found::Value(s.get(vm).callable.clone());
    }
    if let Some(c) = found.downcast_exact::<ClassMethod>() {
        return Found::Method(c.get(vm).callable.clone());
    }
    let is_function =
        found.downcast_exact::<Function>().is_some() || found.downcast_exact::<MethodDescriptor>().is_some();
    if of_instance && is_function { Found::Method(found) } else { Found::Value(found) }
}

fn subscript(vm: &mut Vm, object: &Value, index: &Expr) -> Option<Found> {
    let (negative, constant) = match &index.kind {
        ExprKind::Constant { value, .. } => (false, value),
        ExprKind::UnaryOp { op: UnaryOp::USub, operand } => match &operand.kind {
            ExprKind::Constant { value, .. } => (true, value),
            _ => return None,
        },
        _ => return None,
    };
    if let Constant::Int(i) = constant {
        let items = match (object.downcast_exact::<List>(), object.downcast_exact::<Tuple>()) {
            (Some(list), _) => Some(list.get(vm).items.as_slice()),
            (_, Some(tuple)) => Some(tuple.items()),
            _ => None,
        };
        if let Some(items) = items {
            let i = usize::try_from(*i).ok()?;
            let at = if negative { items.len().checked_sub(i)? } else { i };
            return items.get(at).cloned().map(Found::Value);
        }
    }
    let dict = object.downcast_exact::<Dict>()?.clone();
    let found = dict.get(vm).iter().find(|e| match (constant, e.key.as_small(), e.key.downcast_exact::<Str>()) {
        (Constant::Int(i), Some(k), _) => k == if negative { -i } else { *i },
        (Constant::Str(text), _, Some(k)) => k.bytes() == &**text,
        _ => false,
    });
    found.map(|e| Found::Value(e.value.clone()))
}

/// The attributes of something, with their kinds.
pub fn attributes(vm: &mut Vm, found: &Found) -> Vec<Item> {
    let mut out = Vec::new();
    let class = match found {
        Found::Value(value) | Found::Method(value) => {
            for (name, v) in vm.instance_items(value) {
                if let Some(name) = name.downcast::<Str>() {
                    out.push(item(name.to_lossy(), kind(vm, &v)));
                }
            }
            if let Some(class) = value.downcast::<Type>().cloned() {
                class_attributes(vm, &class, &mut out);
            }
            vm.type_of(value).clone()
        }
        Found::Instance(class) => class.clone(),
    };
    let is_module = matches!(found, Found::Value(v) if v.downcast::<Module>().is_some());
    if !is_module {
        class_attributes(vm, &class, &mut out);
    }
    out.sort_by(|a, b| a.text.cmp(&b.text));
    out
}

fn class_attributes(vm: &mut Vm, class: &Ref<Type>, out: &mut Vec<Item>) {
    for base in class.get(vm).mro.clone() {
        let entries: Vec<(String, Value)> =
            base.get(vm).dict.iter().map(|(n, v)| (n.0.to_lossy().into_owned(), v.clone())).collect();
        for (name, value) in entries {
            if out.iter().any(|i| i.text == name) {
                continue;
            }
            let what = match value.downcast_exact::<Function>().is_some()
                || value.downcast_exact::<MethodDescriptor>().is_some()
                || value.downcast_exact::<SlotWrapper>().is_some()
            {
                true => "method".to_owned(),
                false => kind(vm, &value),
            };
            out.push(item(name, what));
        }
    }
}

/// The kind of a value in a word.
pub fn kind(vm: &Vm, value: &Value) -> String {
    if value.downcast::<Type>().is_some() {
        return "class".to_owned();
    }
    if value.downcast::<Module>().is_some() {
        return "module".to_owned();
    }
    if value.downcast_exact::<Function>().is_some() || value.downcast_exact::<NativeFunction>().is_some() {
        return "function".to_owned();
    }
    if value.downcast_exact::<BoundMethod>().is_some() {
        return "method".to_owned();
    }
    if value.downcast_exact::<GetSet>().is_some() || value.downcast_exact::<Member>().is_some() {
        return "attribute".to_owned();
    }
    vm.type_of(value).get(vm).name.to_lossy().into_owned()
}
