//! Expressions, piece by piece.

use super::super::sugar;
use super::Steps;
use crate::gc::Value;
use crate::object::slots::Args;
use crate::object::{Function, PyResult, Type};
use crate::syntax::ast::*;

impl Steps<'_> {
    /// The value of an expression; each operation in it is a step.
    pub(super) fn reduce(&mut self, e: &Expr) -> PyResult {
        self.vm.check_native_depth()?;
        match &e.kind {
            ExprKind::Constant { .. } => self.evaluate(e.span),
            ExprKind::Name { id, .. } => {
                let name = self.name(*id);
                self.check_bound(&name)?;
                let value = self.evaluate(e.span)?;
                self.put(e.span, &value);
                let told = self.told(&value);
                // Names of functions and classes say enough by themselves.
                let callable = value.downcast::<Type>().is_some()
                    || value.downcast_exact::<Function>().is_some()
                    || value.downcast_exact::<crate::object::NativeFunction>().is_some();
                if callable {
                    self.put_text(e.span, name);
                } else {
                    let text = format!("{name} is {told}");
                    if !self.looked_up.contains(&text) {
                        self.looked_up.push(text);
                    }
                }
                Ok(value)
            }
            ExprKind::BinOp { left, op, right } => {
                let a = self.reduce(left)?;
                let b = self.reduce(right)?;
                self.flush_names();
                let (value, what) = self.binary(*op, &a, &b)?;
                self.step(e.span, &value, &what);
                Ok(value)
            }
            ExprKind::UnaryOp { op, operand } => {
                let a = self.reduce(operand)?;
                self.flush_names();
                let (value, method) = match op {
                    UnaryOp::Not => (Value::bool(!self.vm.truthy(&a)?), self.truth(&a)),
                    UnaryOp::USub => (self.vm.neg(&a)?, self.method(&a, "__neg__")),
                    UnaryOp::UAdd => (self.vm.pos(&a)?, self.method(&a, "__pos__")),
                    UnaryOp::Invert => (self.vm.invert(&a)?, self.method(&a, "__invert__")),
                };
                self.step(e.span, &value, &method);
                Ok(value)
            }
            ExprKind::BoolOp { op, values } => self.bool_op(e, *op, values),
            ExprKind::Compare { left, ops, comparators } => self.comparison(e, left, ops, comparators),
            ExprKind::IfExp { test, body, orelse } => {
                let truth = self.reduce(test)?;
                self.flush_names();
                let taken = self.vm.truthy(&truth)?;
                let why = self.truth(&truth);
                let (chosen, word) = if taken { (body, "true") } else { (orelse, "false") };
                let state = self.state();
                self.row(&state, &format!("{why}: {word}, only this branch is evaluated"));
                let value = self.reduce(chosen)?;
                self.flush_names();
                self.step(e.span, &value, "");
                Ok(value)
            }
            ExprKind::Attribute { value: object, attr, .. } => {
                let o = self.reduce(object)?;
                let name = self.name(attr.name);
                let key = self.vm.intern(&name);
                let value = self.vm.getattr(&o, &key)?;
                self.put(e.span, &value);
                let is_method = value.downcast_exact::<crate::object::function::BoundMethod>().is_some()
                    || value.downcast_exact::<crate::object::NativeFunction>().is_some();
                if is_method {
                    let told = self.told(&o);
                    self.put_text(e.span, format!("{told}.{name}"));
                } else {
                    self.flush_names();
                    let state = self.state();
                    self.row(&state, &format!("attribute {name}"));
                }
                Ok(value)
            }
            ExprKind::Subscript { value: object, slice, .. } if !matches!(slice.kind, ExprKind::Slice { .. }) => {
                let o = self.reduce(object)?;
                let index = self.reduce(slice)?;
                self.flush_names();
                let value = self.vm.getitem(&o, &index)?;
                let what = self.method(&o, "__getitem__");
                self.step(e.span, &value, &what);
                Ok(value)
            }
            ExprKind::Call { func, args, keywords } => self.call(e, func, args, keywords),
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. }
                if !elts.iter().any(|x| matches!(x.kind, ExprKind::Starred { .. })) =>
            {
                let mut items = Vec::new();
                for elt in elts {
                    items.push(self.reduce(elt)?);
                }
                let is_list = matches!(e.kind, ExprKind::List { .. });
                let value = if is_list { self.vm.new_list(items)? } else { self.vm.new_tuple(items)? };
                self.flush_names();
                if elts.iter().any(|x| !matches!(x.kind, ExprKind::Constant { .. })) {
                    self.step(e.span, &value, if is_list { "a new list" } else { "a new tuple" });
                } else {
                    self.put(e.span, &value);
                }
                Ok(value)
            }
            ExprKind::NamedExpr { target, value } => {
                let v = self.reduce(value)?;
                self.flush_names();
                let target = self.source.slice(target.span).to_owned();
                self.bind(&target, &v)?;
                self.step(e.span, &v, &format!("{target} is bound"));
                Ok(v)
            }
            _ => {
                let value = self.evaluate(e.span)?;
                self.flush_names();
                self.step(e.span, &value, kind_of(&e.kind));
                Ok(value)
            }
        }
    }

    fn bool_op(&mut self, e: &Expr, op: BoolOp, values: &[Expr]) -> PyResult {
        let stops_at = op == BoolOp::Or;
        let mut last = Value::NONE;
        for (i, expr) in values.iter().enumerate() {
            last = self.reduce(expr)?;
            self.flush_names();
            if i + 1 == values.len() {
                break;
            }
            if self.vm.truthy(&last)? == stops_at {
                let why = self.truth(&last);
                let word = if stops_at { "true" } else { "false" };
                self.step(e.span, &last, &format!("{why}: {word}, the rest is never evaluated"));
                return Ok(last);
            }
        }
        self.step(e.span, &last, "the last operand is the value");
        Ok(last)
    }

    fn comparison(&mut self, e: &Expr, left: &Expr, ops: &[CmpOp], comparators: &[Expr]) -> PyResult {
        let mut a = self.reduce(left)?;
        for (i, (op, right)) in ops.iter().zip(comparators).enumerate() {
            let b = self.reduce(right)?;
            self.flush_names();
            let (value, what) = self.compare(*op, &a, &b)?;
            let last = i + 1 == ops.len();
            if last || !self.vm.truthy(&value)? {
                let rest = if last { "" } else { "; the rest is never evaluated" };
                self.step(e.span, &value, &format!("{what}{rest}"));
                return Ok(value);
            }
            let (x, y) = (self.told(&a), self.told(&b));
            let state = self.state();
            self.row(&state, &format!("{x} {} {y}: {what} → True", sugar::comparison(*op)));
            a = b;
        }
        Ok(a)
    }

    fn call(&mut self, e: &Expr, func: &Expr, args: &[Expr], keywords: &[Keyword]) -> PyResult {
        let spread = args.iter().any(|a| matches!(a.kind, ExprKind::Starred { .. } | ExprKind::GeneratorExp { .. }))
            || keywords.iter().any(|k| k.arg.is_none());
        let zero_super =
            matches!(&func.kind, ExprKind::Name { id, .. } if self.name(*id) == "super") && args.is_empty();
        // Functions that look at the frame of their caller must have it.
        let looks = matches!(&func.kind, ExprKind::Name { id, .. }
            if matches!(self.name(*id).as_str(), "locals" | "globals" | "vars" | "dir" | "eval" | "exec"));
        if spread || zero_super || looks {
            let value = self.evaluate(e.span)?;
            self.flush_names();
            self.step(e.span, &value, "call");
            return Ok(value);
        }
        let f = self.reduce(func)?;
        let mut values = Vec::new();
        let mut names = Vec::new();
        for arg in args {
            values.push(self.reduce(arg)?);
        }
        for keyword in keywords {
            values.push(self.reduce(&keyword.value)?);
            if let Some(name) = keyword.arg {
                let name = self.name(name.name);
                names.push(self.vm.intern(&name).into_value());
            }
        }
        self.flush_names();
        if let Some((value, what)) = self.enter(&f, &values, &names)? {
            self.step(e.span, &value, &what);
            return Ok(value);
        }
        let what = self.callee(&f);
        let value = match self.construct(&f, &values, &names)? {
            Some(value) => value,
            None => self.vm.call_args(&f, Args { values: &values, names: &names })?,
        };
        self.step(e.span, &value, &what);
        Ok(value)
    }

    /// Makes an instance whose `__init__` can be entered.
    fn construct(&mut self, f: &Value, values: &[Value], names: &[Value]) -> PyResult<Option<Value>> {
        let Some(class) = f.downcast::<Type>().cloned() else { return Ok(None) };
        let usual = self.vm.types.type_.clone();
        let object = self.vm.types.object.clone();
        let (new_key, init_key) = (self.vm.names.__new__.clone(), self.vm.names.__init__.clone());
        let plain_new = self.vm.lookup_where(&class, &new_key).is_some_and(|(owner, _)| owner.ptr_eq(&object));
        if !self.vm.type_of(f).ptr_eq(&usual) || !plain_new {
            return Ok(None);
        }
        let Some((_, init)) = self.vm.lookup_where(&class, &init_key) else { return Ok(None) };
        if init.downcast_exact::<Function>().is_none() || self.depth >= super::MOST_DEPTH {
            return Ok(None);
        }
        let new = self.vm.getattr(f, &new_key)?;
        let instance = self.vm.call_args(&new, Args { values: std::slice::from_ref(f), names: &[] })?;
        let mut all = vec![instance.clone()];
        all.extend_from_slice(values);
        if self.enter(&init, &all, names)?.is_none() {
            let done = self.vm.call_args(&init, Args { values: &all, names })?;
            if !done.is_none() {
                return Err(self
                    .vm
                    .type_error(format!("__init__() should return None, not '{}'", self.vm.type_name(&done))));
            }
        }
        Ok(Some(instance))
    }

    /// What a call of this runs.
    fn callee(&mut self, f: &Value) -> String {
        if let Some(class) = f.downcast::<Type>().cloned() {
            let name = class.get(self.vm).name.to_lossy().into_owned();
            let meta = self.vm.type_of(f).get(self.vm).name.to_lossy().into_owned();
            let owner = |s: &Self, key: &crate::gc::Ref<crate::object::Str>| {
                s.vm.lookup_where(&class, key).map(|(o, _)| o.get(s.vm).name.to_lossy().into_owned())
            };
            let (new, init) = (self.vm.names.__new__.clone(), self.vm.names.__init__.clone());
            let new = owner(self, &new).unwrap_or_default();
            let init = owner(self, &init).unwrap_or_default();
            return format!("{meta}.__call__: {new}.__new__({name}, …), then {init}.__init__");
        }
        if let Some(method) = f.downcast_exact::<crate::object::function::BoundMethod>() {
            let func = method.get(self.vm).func.clone();
            if let Some(function) = func.downcast_exact::<Function>() {
                return format!(
                    "call of {} with the object as first argument",
                    function.get(self.vm).qualname.to_lossy()
                );
            }
        }
        if let Some(function) = f.downcast_exact::<Function>() {
            return format!("call of {}", function.get(self.vm).qualname.to_lossy());
        }
        if f.downcast_exact::<crate::object::NativeFunction>().is_some() {
            return "call of a builtin".to_owned();
        }
        self.method(f, "__call__")
    }

    /// `Class.__method__`, where the class is the one that has it.
    pub(super) fn method(&mut self, v: &Value, name: &str) -> String {
        let key = self.vm.intern(name);
        let class = self.vm.type_of(v).clone();
        match self.vm.lookup_where(&class, &key) {
            Some((owner, _)) => format!("{}.{name}", owner.get(self.vm).name.to_lossy()),
            None => String::new(),
        }
    }

    /// How a value's truth is found.
    pub(super) fn truth(&mut self, v: &Value) -> String {
        for name in ["__bool__", "__len__"] {
            let found = self.method(v, name);
            if !found.is_empty() {
                return found;
            }
        }
        if v.is_none() { "None is false".to_owned() } else { "objects are true".to_owned() }
    }
}

fn kind_of(kind: &ExprKind) -> &'static str {
    match kind {
        ExprKind::ListComp { .. } | ExprKind::SetComp { .. } | ExprKind::DictComp { .. } => "comprehension",
        ExprKind::GeneratorExp { .. } => "a generator: nothing runs yet",
        ExprKind::Lambda(_) => "a new function",
        ExprKind::JoinedStr { .. } => "format() of each field",
        ExprKind::Dict { .. } => "a new dict",
        ExprKind::Set { .. } => "a new set",
        ExprKind::Subscript { .. } => "__getitem__ with a slice",
        _ => "",
    }
}
