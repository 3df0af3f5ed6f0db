//! Values for reports: what an expression had as its value when the program failed, found without running any Python,
//! and short texts for values.
//!
//! Only what cannot have an effect is evaluated: names, constants, attributes of instances, items of builtin containers,
//! `len`, arithmetic on small numbers. Texts are made from builtin types alone, so that no `__repr__` of the program runs.

use super::case::Case;
use super::tree::Tree;
use crate::gc::{Ref, Value};
use crate::object::bytes::Bytes;
use crate::object::module::Module;
use crate::object::sequence::Range;
use crate::object::set::FrozenSet;
use crate::object::traceback::{Frame, FrameLocals};
use crate::object::{BigInt, BoundMethod, Dict, Function, List, NativeFunction, Set, Str, Tuple, Type};
use crate::syntax::ast::{Constant, Expr, ExprKind, Operator, UnaryOp};
use crate::vm::Vm;

/// Longest text of a value.
pub const LONGEST: usize = 40;
/// Nesting of the expressions that are evaluated.
const DEEPEST: u32 = 20;
/// Items of the displays that are evaluated.
const MOST_ITEMS: usize = 20;

/// Names of variables whose values are not shown.
const SECRETS: &[&str] = &["password", "passwd", "secret", "token", "api_key", "apikey", "private_key", "credential"];

/// Whether a variable looks like one that holds a secret.
pub fn is_secret(name: &str) -> bool {
    let name = name.to_lowercase();
    SECRETS.iter().any(|s| name.contains(s))
}

/// A value as text of at most `LONGEST` characters.
pub fn short(vm: &Vm, value: &Value) -> String {
    let mut writer = Writer { vm, out: String::new(), room: LONGEST };
    let whole = writer.value(value, 0).is_some();
    let mut text = writer.out;
    if !whole || text.chars().count() > LONGEST {
        text = text.chars().take(LONGEST - 1).collect::<String>() + "…";
    }
    text
}

/// Type and value: `int  30`, `str  'Age: '`.
pub fn typed(vm: &Vm, value: &Value) -> String {
    if value.is_none() {
        return "None".to_owned();
    }
    let name = vm.type_of(value).get(vm).name.to_lossy().into_owned();
    if value.downcast::<Type>().is_some() || value.downcast::<Module>().is_some() {
        return short(vm, value);
    }
    if is_plain_object(vm, value) {
        return format!("{name} object");
    }
    if let Some(function) = function_name(vm, value) {
        return format!("function {function}");
    }
    format!("{name}  {}", short(vm, value))
}

/// The name of a function, method or builtin.
pub fn function_name(vm: &Vm, value: &Value) -> Option<String> {
    if let Some(f) = value.downcast_exact::<Function>() {
        return Some(f.get(vm).name.to_lossy().into_owned());
    }
    if let Some(f) = value.downcast_exact::<NativeFunction>() {
        return Some(f.get(vm).name.0.to_lossy().into_owned());
    }
    let method = value.downcast_exact::<BoundMethod>()?;
    function_name(vm, &method.get(vm).func)
}

/// Whether the text of a value would say no more than its type.
fn is_plain_object(vm: &Vm, value: &Value) -> bool {
    let mut writer = Writer { vm, out: String::new(), room: LONGEST };
    writer.value(value, 0);
    writer.out.starts_with('<')
}

struct Writer<'v> {
    vm: &'v Vm,
    out: String,
    room: usize,
}

impl Writer<'_> {
    /// Appends text; `None` once there is no room.
    fn push(&mut self, text: &str) -> Option<()> {
        let count = text.chars().take(self.room + 1).count();
        if count > self.room {
            self.out.extend(text.chars().take(self.room));
            self.room = 0;
            return None;
        }
        self.room -= count;
        self.out.push_str(text);
        Some(())
    }

    fn value(&mut self, v: &Value, depth: usize) -> Option<()> {
        let vm = self.vm;
        if v.is_none() {
            return self.push("None");
        }
        if let Some(b) = v.as_bool() {
            return self.push(if b { "True" } else { "False" });
        }
        if let Some(i) = v.as_small() {
            return self.push(&i.to_string());
        }
        if let Some(f) = v.as_float() {
            let mut bytes = Vec::new();
            crate::builtins::float::digits::push_repr(&mut bytes, f, true);
            return self.push(&String::from_utf8_lossy(&bytes));
        }
        if let Some(text) = v.downcast_exact::<Str>() {
            // Nobody sees more than the first characters.
            let end = text.byte_offset(text.char_len().min(2 * LONGEST));
            let mut bytes = Vec::new();
            crate::builtins::str::repr::quote(&mut bytes, text.bytes().get(..end).unwrap_or(&[]));
            return self.push(&String::from_utf8_lossy(&bytes));
        }
        if depth > 4 {
            return self.push("…");
        }
        if let Some(list) = v.downcast_exact::<List>() {
            return self.items("[", list.get(vm).items.iter(), "]", depth);
        }
        if let Some(tuple) = v.downcast_exact::<Tuple>() {
            let close = if tuple.len() == 1 { ",)" } else { ")" };
            return self.items("(", tuple.items().iter(), close, depth);
        }
        if let Some(set) = v.downcast_exact::<Set>() {
            if set.get(vm).table.is_empty() {
                return self.push("set()");
            }
            return self.items("{", set.get(vm).table.iter(), "}", depth);
        }
        if let Some(set) = v.downcast_exact::<FrozenSet>() {
            self.push("frozenset(")?;
            self.items("{", set.get(vm).table.iter(), "}", depth)?;
            return self.push(")");
        }
        if let Some(dict) = v.downcast_exact::<Dict>() {
            self.push("{")?;
            for (i, entry) in dict.get(vm).iter().enumerate() {
                if i > 0 {
                    self.push(", ")?;
                }
                self.value(&entry.key, depth + 1)?;
                self.push(": ")?;
                let hidden = entry.key.downcast_exact::<Str>().is_some_and(|k| is_secret(&k.to_lossy()));
                if hidden {
                    self.push("…")?;
                } else {
                    self.value(&entry.value, depth + 1)?;
                }
            }
            return self.push("}");
        }
        self.other(v)
    }

    fn items<'i>(
        &mut self,
        open: &str,
        items: impl Iterator<Item = &'i Value>,
        close: &str,
        depth: usize,
    ) -> Option<()> {
        self.push(open)?;
        for (i, item) in items.enumerate() {
            if i > 0 {
                self.push(", ")?;
            }
            self.value(item, depth + 1)?;
        }
        self.push(close)
    }

    fn other(&mut self, v: &Value) -> Option<()> {
        let vm = self.vm;
        if let Some(bytes) = v.downcast_exact::<Bytes>() {
            let data: String =
                bytes.data().iter().take(LONGEST).map(|b| std::ascii::escape_default(*b).to_string()).collect();
            return self.push(&format!("b'{data}'"));
        }
        if let Some(range) = v.downcast_exact::<Range>() {
            self.push("range(")?;
            self.value(&range.start, 9)?;
            self.push(", ")?;
            self.value(&range.stop, 9)?;
            return self.push(")");
        }
        if let Some(big) = v.downcast_exact::<BigInt>() {
            // The text of a huge number takes long to make.
            let big = big.number();
            if big.bits() > 256 {
                return self.push("a huge number");
            }
            return self.push(&big.to_string());
        }
        if let Some(class) = v.downcast::<Type>() {
            return self.push(&format!("class {}", class.get(vm).name.to_lossy()));
        }
        if let Some(module) = v.downcast::<Module>() {
            let name = module.get(vm).dict.get(vm).get_str(&vm.names.__name__).cloned();
            let name = name.and_then(|n| n.downcast::<Str>().map(|n| n.to_lossy().into_owned())).unwrap_or_default();
            return self.push(&format!("module {name}"));
        }
        let name = vm.type_of(v).get(vm).name.to_lossy().into_owned();
        self.push(&format!("<{name} object>"))
    }
}

/// A variable of a frame, a global or a builtin.
pub fn variable(vm: &mut Vm, frame: &Ref<Frame>, name: &str) -> Option<Value> {
    let key = vm.intern(name);
    if let Some(found) = local(vm, frame, name) {
        return Some(found);
    }
    // A local without value is not what a global of the same name is.
    let optimized = frame.get(vm).namespace.is_none();
    if optimized && frame.get(vm).code.varnames.iter().any(|n| n.equals(&key)) {
        return None;
    }
    let (globals, builtins) = {
        let f = frame.get(vm);
        (f.globals.clone(), f.builtins.clone())
    };
    globals.get(vm).get_str(&key).or_else(|| builtins.get(vm).get_str(&key)).cloned()
}

/// A local variable of a frame (a name of the class or module body that it runs).
pub fn local(vm: &mut Vm, frame: &Ref<Frame>, name: &str) -> Option<Value> {
    let key = vm.intern(name);
    let locals = vm.frame_locals(frame).ok()?;
    if locals.downcast::<FrameLocals>().is_some() {
        return None;
    }
    // Other mappings would run the program's code.
    let dict = locals.downcast_exact::<Dict>()?;
    dict.get(vm).get_str(&key).cloned()
}

/// An attribute as it is stored, without descriptors: of the instance, else (for modules and classes) of the object.
pub fn stored_attribute(vm: &mut Vm, object: &Value, name: &str) -> Option<Value> {
    let key = vm.intern(name);
    if let Some(module) = object.downcast_exact::<Module>() {
        return module.get(vm).dict.get(vm).get_str(&key).cloned();
    }
    if let Some(class) = object.downcast::<Type>() {
        return vm.lookup(class, &key).filter(|v| v.downcast::<Function>().is_some() || !v.is_heap());
    }
    vm.instance_get(object, &key)
}

/// The length of a builtin container.
pub fn length(vm: &Vm, value: &Value) -> Option<usize> {
    if let Some(list) = value.downcast::<List>() {
        return Some(list.get(vm).items.len());
    }
    if let Some(tuple) = value.downcast::<Tuple>() {
        return Some(tuple.len());
    }
    if let Some(text) = value.downcast::<Str>() {
        return Some(text.char_len());
    }
    if let Some(dict) = value.downcast_exact::<Dict>() {
        return Some(dict.get(vm).len());
    }
    if let Some(bytes) = value.downcast_exact::<Bytes>() {
        return Some(bytes.data().len());
    }
    if let Some(range) = value.downcast_exact::<Range>() {
        return range.length.as_small().and_then(|n| usize::try_from(n).ok());
    }
    let set = value.downcast_exact::<Set>()?;
    Some(set.get(vm).table.len())
}

impl Case<'_> {
    /// The value that an expression had, if that can be told.
    pub fn value_of(&mut self, tree: &Tree, e: &Expr) -> Option<Value> {
        self.evaluate(tree, e, 0)
    }

    fn evaluate(&mut self, tree: &Tree, e: &Expr, depth: u32) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        match &e.kind {
            ExprKind::Name { id, .. } => {
                let frame = self.frame.clone()?;
                variable(self.vm, &frame, tree.name(*id))
            }
            ExprKind::Constant { value, .. } => match value {
                Constant::None => Some(Value::NONE),
                Constant::True => Some(Value::TRUE),
                Constant::False => Some(Value::FALSE),
                Constant::Ellipsis => Some(Value::ELLIPSIS),
                Constant::Int(i) => Some(self.vm.int(*i)),
                Constant::Float(f) => Some(self.vm.float(*f)),
                Constant::Str(bytes) => self.vm.new_str_wtf8(bytes).ok(),
                _ => None,
            },
            ExprKind::Attribute { value, attr, .. } => {
                let object = self.evaluate(tree, value, depth + 1)?;
                stored_attribute(self.vm, &object, tree.name(attr.name))
            }
            ExprKind::Subscript { value, slice, .. } => {
                let container = self.evaluate(tree, value, depth + 1)?;
                let key = self.evaluate(tree, slice, depth + 1)?;
                self.item(&container, &key)
            }
            ExprKind::Call { func, args, keywords } if keywords.is_empty() => {
                let [arg] = args.as_slice() else { return None };
                if tree.as_name(func) != Some("len") {
                    return None;
                }
                let value = self.evaluate(tree, arg, depth + 1)?;
                let n = length(self.vm, &value)?;
                Some(self.vm.int(n as i64))
            }
            ExprKind::UnaryOp { op: UnaryOp::USub, operand } => {
                let value = self.evaluate(tree, operand, depth + 1)?;
                match (value.as_small(), value.as_float()) {
                    (Some(i), _) => Some(self.vm.int(i.checked_neg()?)),
                    (_, Some(f)) => Some(self.vm.float(-f)),
                    _ => None,
                }
            }
            ExprKind::BinOp { left, op, right } => {
                let a = self.evaluate(tree, left, depth + 1)?;
                let b = self.evaluate(tree, right, depth + 1)?;
                self.arithmetic(&a, *op, &b)
            }
            ExprKind::NamedExpr { value, .. } => self.evaluate(tree, value, depth + 1),
            ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } if elts.len() <= MOST_ITEMS => {
                let items: Option<Vec<Value>> = elts.iter().map(|e| self.evaluate(tree, e, depth + 1)).collect();
                match e.kind {
                    ExprKind::List { .. } => self.vm.new_list(items?).ok(),
                    _ => self.vm.new_tuple(items?).ok(),
                }
            }
            _ => None,
        }
    }

    fn arithmetic(&self, a: &Value, op: Operator, b: &Value) -> Option<Value> {
        if let (Operator::Add, Some(x), Some(y)) = (op, a.downcast_exact::<Str>(), b.downcast_exact::<Str>()) {
            let short = x.byte_len() + y.byte_len() < 1000;
            return short.then(|| self.vm.new_str_wtf8(&[x.bytes(), y.bytes()].concat()).ok()).flatten();
        }
        if let (Some(a), Some(b)) = (a.as_small(), b.as_small()) {
            return match op {
                Operator::Add => Some(self.vm.int(a.checked_add(b)?)),
                Operator::Sub => Some(self.vm.int(a.checked_sub(b)?)),
                Operator::Mult => Some(self.vm.int(a.checked_mul(b)?)),
                Operator::FloorDiv if b > 0 => Some(self.vm.int(a.div_euclid(b))),
                Operator::Mod if b > 0 => Some(self.vm.int(a.rem_euclid(b))),
                Operator::Div if b != 0 => Some(self.vm.float(a as f64 / b as f64)),
                _ => None,
            };
        }
        let number = |v: &Value| v.as_float().or_else(|| v.as_small().map(|i| i as f64));
        let (a, b) = (number(a)?, number(b)?);
        match op {
            Operator::Add => Some(self.vm.float(a + b)),
            Operator::Sub => Some(self.vm.float(a - b)),
            Operator::Mult => Some(self.vm.float(a * b)),
            Operator::Div if b != 0.0 => Some(self.vm.float(a / b)),
            _ => None,
        }
    }

    /// An item of an exact list, tuple or dict.
    pub fn item(&mut self, container: &Value, key: &Value) -> Option<Value> {
        if let Some(dict) = container.downcast_exact::<Dict>() {
            let key = key.downcast_exact::<Str>()?;
            let key = self.vm.intern_str(key);
            return dict.get(self.vm).get_str(&key).cloned();
        }
        let index = key.as_small()?;
        let at = |n: usize| usize::try_from(if index < 0 { index + n as i64 } else { index }).ok();
        if let Some(list) = container.downcast_exact::<List>() {
            let items = &list.get(self.vm).items;
            return items.get(at(items.len())?).cloned();
        }
        let tuple = container.downcast_exact::<Tuple>()?;
        tuple.items().get(at(tuple.len())?).cloned()
    }

    /// The label of an operand: type and value, or what can be told from the code.
    pub fn operand(&mut self, tree: &Tree, e: &Expr) -> Option<String> {
        let secret = match &e.kind {
            ExprKind::Name { id, .. } => is_secret(tree.name(*id)),
            ExprKind::Attribute { attr, .. } => is_secret(tree.name(attr.name)),
            _ => false,
        };
        match self.value_of(tree, e) {
            Some(value) if secret => Some(format!("{}  (not shown)", self.vm.type_name(&value))),
            Some(value) => Some(typed(self.vm, &value)),
            None => static_type(tree, e).map(str::to_owned),
        }
    }
}

/// The type that an expression has whatever its values are.
pub fn static_type(tree: &Tree, e: &Expr) -> Option<&'static str> {
    match &e.kind {
        ExprKind::JoinedStr { .. } => Some("str"),
        ExprKind::List { .. } | ExprKind::ListComp { .. } => Some("list"),
        ExprKind::Dict { .. } | ExprKind::DictComp { .. } => Some("dict"),
        ExprKind::Set { .. } | ExprKind::SetComp { .. } => Some("set"),
        ExprKind::Tuple { .. } => Some("tuple"),
        ExprKind::Compare { .. } | ExprKind::UnaryOp { op: UnaryOp::Not, .. } => Some("bool"),
        ExprKind::GeneratorExp { .. } => Some("generator"),
        ExprKind::Lambda(_) => Some("function"),
        ExprKind::BinOp { left, op: Operator::Mod, .. } if static_type(tree, left) == Some("str") => Some("str"),
        ExprKind::Constant { value: Constant::Str(_), .. } => Some("str"),
        ExprKind::Constant { value: Constant::Bytes(_), .. } => Some("bytes"),
        ExprKind::Constant { value: Constant::Int(_), .. } => Some("int"),
        ExprKind::Constant { value: Constant::Float(_), .. } => Some("float"),
        ExprKind::Constant { value: Constant::None, .. } => Some("None"),
        ExprKind::Call { func, .. } => match &func.kind {
            ExprKind::Name { .. } => match tree.as_name(func)? {
                "input" | "str" | "repr" | "chr" | "format" | "hex" | "bin" => Some("str"),
                "int" | "len" | "ord" | "round" => Some("int"),
                "float" => Some("float"),
                "list" | "sorted" => Some("list"),
                "dict" => Some("dict"),
                "set" => Some("set"),
                "tuple" => Some("tuple"),
                "range" => Some("range"),
                "print" => Some("None"),
                _ => None,
            },
            ExprKind::Attribute { attr, .. } => match tree.name(attr.name) {
                "split" | "splitlines" => Some("list"),
                "join" | "upper" | "lower" | "strip" | "replace" | "format" | "title" | "capitalize" => Some("str"),
                "sort" | "append" | "extend" | "reverse" | "insert" | "clear" | "remove" => Some("None"),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}
