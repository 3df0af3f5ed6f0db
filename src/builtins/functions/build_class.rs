//! `__build_class__`: what a class statement does with its body, bases and keywords.

use super::arg;
use crate::gc::{Ref, Value};
use crate::native::build::ModuleBuilder;
use crate::object::slots::Args;
use crate::object::{Cell, Dict, Function, PyResult, Str, Tuple, Type};
use crate::vm::Vm;

pub fn add(builder: ModuleBuilder<'_>) -> ModuleBuilder<'_> {
    builder.function(
        "__build_class__(*args, **kwds)",
        builtin_build_class,
        "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nInternal helper function used by the class statement.",
    )
}

fn builtin_build_class(vm: &mut Vm, args: &[Value]) -> PyResult {
    let values = match arg(args, 0).downcast::<Tuple>() {
        Some(values) => values.items().to_vec(),
        None => Vec::new(),
    };
    let keywords: Vec<(Value, Value)> = match arg(args, 1).downcast::<Dict>() {
        Some(dict) => dict.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect(),
        None => Vec::new(),
    };
    let [function, name, bases @ ..] = values.as_slice() else {
        return Err(vm.type_error("__build_class__: not enough arguments"));
    };
    let Some(function) = function.downcast::<Function>() else {
        return Err(vm.type_error("__build_class__: func must be a function"));
    };
    let Some(name) = name.downcast::<Str>() else {
        return Err(vm.type_error("__build_class__: name is not a string"));
    };
    let (names, values) = keywords.into_iter().unzip();
    vm.build_class(function, name, bases, names, values)
}

impl Vm {
    /// Makes a class from the function of its body, its name, bases and keyword arguments.
    pub fn build_class(
        &mut self,
        function: &Ref<Function>,
        name: &Ref<Str>,
        bases: &[Value],
        mut keyword_names: Vec<Value>,
        mut keyword_values: Vec<Value>,
    ) -> PyResult {
        let original = self.copy_items(bases)?;
        let bases = self.resolve_bases(bases)?;
        let changed = bases.len() != original.len() || bases.iter().zip(&original).any(|(a, b)| !a.is(b));
        let metaclass_name = self.names.metaclass.clone();
        let given = keyword_names.iter().position(|k| k.downcast::<Str>().is_some_and(|k| k.equals(&metaclass_name)));
        let mut metaclass = match given {
            Some(i) => {
                keyword_names.remove(i);
                keyword_values.remove(i)
            }
            None => match bases.first() {
                Some(base) => self.type_of(base).to_value(),
                None => self.types.type_.to_value(),
            },
        };
        if let Some(ty) = metaclass.downcast::<Type>() {
            metaclass = self.winning_metaclass(&ty.clone(), &bases)?.into_value();
        }
        let bases = self.new_tuple(bases)?;
        let positional = [name.to_value(), bases.clone()];
        let namespace = self.prepare_namespace(&metaclass, &positional, &keyword_names, &keyword_values)?;
        let cell = self.call_class_body(&function.to_value(), &namespace)?;
        if given.is_none()
            && let Some(old) = self.old_metaclass(&namespace, &bases)?
        {
            metaclass = old;
        }
        if changed {
            let key = self.names.__orig_bases__.to_value();
            let original = self.new_tuple(original)?;
            self.setitem(&namespace, &key, &original)?;
        }
        let mut values = vec![name.to_value(), bases, namespace];
        values.append(&mut keyword_values);
        let class = self.call_args(&metaclass, Args { values: &values, names: &keyword_names })?;
        if class.downcast::<Type>().is_some()
            && let Some(cell) = cell.downcast::<Cell>()
        {
            self.check_class_cell(cell, &class, name)?;
        }
        Ok(class)
    }

    /// Python 2's spelling, `__metaclass__ = M` in the body of a class: taken for classes of `__main__`, where the programs of
    /// old courses run, with a warning. Libraries for both versions have it, too; there it means nothing, as in CPython 3.
    fn old_metaclass(&mut self, namespace: &Value, bases: &Value) -> PyResult<Option<Value>> {
        let Some(dict) = namespace.downcast_exact::<Dict>() else { return Ok(None) };
        let found = dict.get(self).get_str(&self.names.__metaclass__).cloned();
        let Some(found) = found.filter(|f| !f.is_none()) else { return Ok(None) };
        let module = dict.get(self).get_str(&self.names.__module__).cloned();
        if !module.is_some_and(|m| m.downcast_exact::<Str>().is_some_and(|m| m.equals(&self.names.__main__))) {
            return Ok(None);
        }
        let text = "__metaclass__ is Python 2's spelling, taken here; CPython 3 ignores it: write class C(metaclass=M)";
        self.warn(&self.exc.DeprecationWarning.clone(), text)?;
        match (found.downcast::<Type>().cloned(), bases.downcast::<Tuple>().cloned()) {
            (Some(ty), Some(bases)) => Ok(Some(self.winning_metaclass(&ty, bases.items())?.into_value())),
            _ => Ok(Some(found)),
        }
    }

    /// Bases with `__mro_entries__` taken for those that are no classes.
    pub fn resolve_bases(&mut self, bases: &[Value]) -> PyResult<Vec<Value>> {
        let mut resolved = Vec::with_capacity(bases.len());
        let name = self.names.__mro_entries__.clone();
        for base in bases {
            if base.downcast::<Type>().is_some() {
                resolved.push(base.clone());
                continue;
            }
            let Some(method) = self.getattr_opt(base, &name)? else {
                resolved.push(base.clone());
                continue;
            };
            let all = self.copy_items(bases)?;
            let all = self.new_tuple(all)?;
            let entries = self.call(&method, &[all])?;
            match entries.downcast::<Tuple>() {
                Some(entries) => resolved.extend_from_slice(entries.items()),
                None => return Err(self.type_error("__mro_entries__ must return a tuple")),
            }
        }
        Ok(resolved)
    }

    /// The most derived metaclass of a proposed one and those of the bases.
    pub fn winning_metaclass(&mut self, proposed: &Ref<Type>, bases: &[Value]) -> PyResult<Ref<Type>> {
        let mut winner = proposed.clone();
        for base in bases {
            let ty = self.type_of(base).clone();
            if self.is_subtype(&winner, &ty) {
                continue;
            }
            if self.is_subtype(&ty, &winner) {
                winner = ty;
                continue;
            }
            let text = "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases";
            return Err(self.type_error(text));
        }
        Ok(winner)
    }

    fn prepare_namespace(
        &mut self,
        metaclass: &Value,
        positional: &[Value],
        names: &[Value],
        values: &[Value],
    ) -> PyResult {
        let key = self.names.__prepare__.clone();
        // `type.__prepare__` gives an empty dict.
        if metaclass.downcast::<Type>().is_some_and(|t| t.ptr_eq(&self.types.type_)) {
            return Ok(self.new_dict().into_value());
        }
        let Some(prepare) = self.getattr_opt(metaclass, &key)? else { return Ok(self.new_dict().into_value()) };
        let mut all = positional.to_vec();
        all.extend_from_slice(values);
        let namespace = self.call_args(&prepare, Args { values: &all, names })?;
        if self.type_of(&namespace).get(self).slots.getitem.is_none() {
            let maker = match metaclass.downcast::<Type>() {
                Some(ty) => ty.get(self).name.to_lossy().into_owned(),
                None => "<metaclass>".to_owned(),
            };
            let ty = self.type_name(&namespace);
            return Err(self.type_error(format!("{maker}.__prepare__() must return a mapping, not {ty}")));
        }
        Ok(namespace)
    }

    /// `type.__new__` fills the cell of `__class__`; a metaclass that does not pass it on breaks `super()`.
    fn check_class_cell(&mut self, cell: &Ref<Cell>, class: &Value, name: &Ref<Str>) -> PyResult<()> {
        let content = cell.get(self).value.clone();
        let name = name.to_value();
        match content {
            Some(content) if content.is(class) => Ok(()),
            Some(content) => {
                let (set, name, class) = (self.repr_lossy(&content)?, self.repr_lossy(&name)?, self.repr_lossy(class)?);
                Err(self.type_error(format!("__class__ set to {set} defining {name} as {class}")))
            }
            None => {
                let (name, class) = (self.repr_lossy(&name)?, self.repr_lossy(class)?);
                Err(self.runtime_error(format!(
                    "__class__ not set defining {name} as {class}. Was __classcell__ propagated to type.__new__?"
                )))
            }
        }
    }
}
