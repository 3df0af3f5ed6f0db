//! Binding of arguments to the parameters of Python functions, with CPython's error texts.

use super::Vm;
use super::ops::{clear, take_window};
use crate::bytecode::{Code, code_flag};
use crate::gc::{Raw, Ref, Value};
use crate::object::slots::PyResult;
use crate::object::{Function, Raised, Str};

/// Parameters in register order; `None` is not possible after binding.
pub type Bound = Vec<Option<Value>>;

impl Vm {
    /// Binds `count` arguments (the last ones named by `names`) that lie in the registers from `at` on, in place.
    /// On an error the arguments are dropped.
    pub(super) unsafe fn bind_registers(
        &mut self,
        function: &Ref<Function>,
        at: *mut Raw,
        count: usize,
        names: &[Value],
    ) -> PyResult<()> {
        // SAFETY: `count` registers hold arguments; there is room for all parameters.
        unsafe {
            // The caller keeps the function alive, and nothing here can change it: no Python code runs.
            let f: &Function = &*function.payload_ptr();
            let code: &Code = &f.code;
            if names.is_empty() {
                let bound = self.bind_positional(f, code, at, count);
                if let Some(done) = bound {
                    return done;
                }
            }
            if self.bind_in_place(f, code, at, count, names)? {
                return Ok(());
            }
            let values = take_window(at, count);
            let bound = match self.bind_values(function, values, names) {
                Ok(bound) => bound,
                Err(raised) => {
                    clear(at, 0..count);
                    return Err(raised);
                }
            };
            for (i, v) in bound.into_iter().enumerate() {
                *at.add(i) = v.map_or(Raw::NULL, Value::into_raw);
            }
            Ok(())
        }
    }

    /// Binds positional arguments that fit the parameters. `None`, with nothing changed, if something is wrong with them.
    unsafe fn bind_positional(
        &mut self,
        f: &Function,
        code: &Code,
        at: *mut Raw,
        count: usize,
    ) -> Option<PyResult<()>> {
        let argcount = code.argcount as usize;
        let kwonly = code.kwonlyargcount as usize;
        let takes_rest = code.flags & code_flag::VARARGS != 0;
        if count > argcount && !takes_rest {
            return None;
        }
        let missing = argcount.saturating_sub(count);
        let defaults = f.defaults.as_ref().map_or(&[][..], |d| d.items());
        if missing > defaults.len() {
            return None;
        }
        let named = argcount + kwonly;
        let kwdefault = |vm: &Vm, i: usize| f.kwdefaults.as_ref()?.get(vm).get_str(&code.varnames[i]).map(Value::raw);
        if (argcount..named).any(|i| kwdefault(self, i).is_none()) {
            return None;
        }
        // SAFETY: `count` registers hold arguments, and there is room for all parameters.
        unsafe {
            let rest = if takes_rest && count > argcount {
                match super::ops::build::tuple(self, at.add(argcount), count - argcount).result() {
                    Ok(rest) => Some(rest),
                    Err(raised) => {
                        clear(at, 0..count);
                        return Some(Err(raised));
                    }
                }
            } else {
                takes_rest.then(|| self.empty_tuple.to_value().into_raw())
            };
            for (i, v) in defaults[defaults.len() - missing..].iter().enumerate() {
                *at.add(count + i) = v.clone().into_raw();
            }
            for i in argcount..named {
                let value = kwdefault(self, i).unwrap_or(Raw::NULL);
                value.incref();
                *at.add(i) = value;
            }
            let mut next = named;
            if let Some(rest) = rest {
                *at.add(next) = rest;
                next += 1;
            }
            if code.flags & code_flag::VARKEYWORDS != 0 {
                *at.add(next) = self.new_dict_for(0).into_value().into_raw();
            }
        }
        Some(Ok(()))
    }

    /// Binds arguments that fit the parameters, without moving them through vectors. False, with nothing changed, if
    /// something is wrong with them, which is for `bind_values` to say, or they are too many.
    unsafe fn bind_in_place(
        &mut self,
        f: &Function,
        code: &Code,
        at: *mut Raw,
        count: usize,
        names: &[Value],
    ) -> PyResult<bool> {
        const MOST: usize = 12;
        /// The target of a keyword that no parameter has.
        const EXTRA: usize = usize::MAX;
        let argcount = code.argcount as usize;
        let named = argcount + code.kwonlyargcount as usize;
        let (takes_rest, takes_extra) =
            (code.flags & code_flag::VARARGS != 0, code.flags & code_flag::VARKEYWORDS != 0);
        let given = count - names.len();
        if given > argcount && !takes_rest || names.len() > MOST || named > 64 {
            return Ok(false);
        }
        // Which parameters are given: a bit each.
        let mut filled: u64 = if given >= 64 { u64::MAX } else { (1 << given.min(argcount)) - 1 };
        let mut targets = [EXTRA; MOST];
        for (target, name) in targets.iter_mut().zip(names) {
            let Some(key) = name.downcast_exact::<Str>() else { return Ok(false) };
            let params = &code.varnames[..named];
            let found = params.iter().position(|p| p.ptr_eq(key));
            let found = if found.is_none() && !Str::is_interned(key) {
                params.iter().position(|p| p.equals(key))
            } else {
                found
            };
            match found {
                Some(i) if i >= code.posonlyargcount as usize && filled & 1 << i == 0 => {
                    filled |= 1 << i;
                    *target = i;
                }
                Some(i) if i >= code.posonlyargcount as usize => return Ok(false),
                _ if takes_extra => {}
                _ => return Ok(false),
            }
        }
        let kwdefaults = f.kwdefaults.as_ref();
        let defaults = f.defaults.as_ref().map_or(&[][..], |d| d.items());
        let first_default = argcount - defaults.len().min(argcount);
        if (0..first_default).any(|i| filled & 1 << i == 0) {
            return Ok(false);
        }
        let kwdefault = |vm: &Vm, i: usize| kwdefaults.and_then(|d| d.get(vm).get_str(&code.varnames[i]).cloned());
        if (argcount..named).any(|i| filled & 1 << i == 0 && kwdefault(self, i).is_none()) {
            return Ok(false);
        }
        // SAFETY: `count` registers hold arguments, and there is room for all parameters; each argument moves once.
        unsafe {
            let mut keyword_values = [Raw::NULL; MOST];
            for (i, slot) in keyword_values.iter_mut().enumerate().take(names.len()) {
                *slot = std::mem::replace(&mut *at.add(given + i), Raw::NULL);
            }
            let rest = if takes_rest {
                let surplus = given.saturating_sub(argcount);
                Some(super::ops::build::tuple(self, at.add(argcount), surplus).result())
            } else {
                None
            };
            let extra = takes_extra.then(|| {
                let extras = targets.iter().take(names.len()).filter(|t| **t == EXTRA).count();
                self.new_dict_for(extras)
            });
            for i in given.min(argcount)..named {
                *at.add(i) = Raw::NULL;
            }
            for ((raw, target), name) in keyword_values.into_iter().zip(targets).zip(names) {
                match &extra {
                    _ if target != EXTRA => *at.add(target) = raw,
                    Some(dict) => {
                        if let Some(name) = name.downcast_exact::<Str>() {
                            let name = if Str::is_interned(name) { name.clone() } else { self.intern_str(name) };
                            drop(dict.get_mut(self).set_str(&name, raw.into_value()));
                        }
                    }
                    None => drop(raw.into_value()),
                }
            }
            for i in (0..named).filter(|i| filled & 1 << i == 0) {
                let value = match i < argcount {
                    true => defaults.get(i - first_default).cloned(),
                    false => kwdefault(self, i),
                };
                *at.add(i) = value.map_or(Raw::NULL, Value::into_raw);
            }
            let mut next = named;
            match rest {
                Some(Ok(rest)) => {
                    *at.add(next) = rest;
                    next += 1;
                }
                Some(Err(raised)) => {
                    clear(at, 0..given.max(named));
                    return Err(raised);
                }
                None => {}
            }
            if let Some(dict) = extra {
                *at.add(next) = dict.into_value().into_raw();
            }
        }
        Ok(true)
    }

    /// Binds arguments to parameters.
    pub(super) fn bind_values(
        &mut self,
        function: &Ref<Function>,
        mut values: Vec<Value>,
        names: &[Value],
    ) -> PyResult<Bound> {
        let code = function.get(self).code.clone();
        let argcount = code.argcount as usize;
        let kwonly = code.kwonlyargcount as usize;
        let keyword_values = values.split_off(values.len() - names.len().min(values.len()));
        let given = values.len();
        let mut bound: Bound = Vec::with_capacity(code.nparams as usize);
        let mut rest = values.into_iter();
        bound.extend(rest.by_ref().take(argcount).map(Some));
        bound.resize_with(argcount + kwonly, || None);
        let extra: Vec<Value> = rest.collect();
        let extra_count = extra.len();
        if code.flags & code_flag::VARARGS != 0 {
            bound.push(Some(self.new_tuple(extra)?));
        } else if extra_count > 0 {
            // Reported below, after the keywords, as CPython does.
            drop(extra);
        }
        let keywords = (code.flags & code_flag::VARKEYWORDS != 0).then(|| self.new_dict());
        for (name, value) in names.iter().zip(keyword_values) {
            let Some(key) = name.downcast::<Str>() else {
                return Err(self.type_error(format!("{}() keywords must be strings", self.qualname(function))));
            };
            let position = code.varnames.iter().take(argcount + kwonly).position(|p| p.ptr_eq(key) || p.equals(key));
            match position {
                Some(i) if i >= code.posonlyargcount as usize => {
                    let slot = &mut bound[i];
                    if slot.is_some() {
                        let text = format!(
                            "{}() got multiple values for argument '{}'",
                            self.qualname(function),
                            key.to_lossy()
                        );
                        return Err(self.type_error(text));
                    }
                    *slot = Some(value);
                }
                _ => match &keywords {
                    Some(dict) => {
                        let key = self.intern_str(key);
                        dict.get_mut(self).set_str(&key, value);
                    }
                    None => return Err(self.unexpected_keyword(function, &code, key, names)),
                },
            }
        }
        if extra_count > 0 && code.flags & code_flag::VARARGS == 0 {
            return Err(self.too_many_positional(function, &code, given, &bound));
        }
        let defaults = function.get(self).defaults.clone();
        let defaults = defaults.as_ref().map_or(&[][..], |d| d.items());
        let required = argcount - defaults.len().min(argcount);
        let missing: Vec<usize> = (given.min(required)..required).filter(|i| bound[*i].is_none()).collect();
        if !missing.is_empty() {
            return Err(self.missing_arguments(function, &code, &missing, "positional"));
        }
        for (i, slot) in bound.iter_mut().enumerate().take(argcount).skip(required) {
            if slot.is_none() {
                *slot = defaults.get(i - required).cloned();
            }
        }
        let mut missing = Vec::new();
        let kwdefaults = function.get(self).kwdefaults.clone();
        for (i, slot) in bound.iter_mut().enumerate().skip(argcount).take(kwonly) {
            if slot.is_none() {
                *slot = kwdefaults.as_ref().and_then(|d| d.get(self).get_str(&code.varnames[i]).cloned());
                if slot.is_none() {
                    missing.push(i);
                }
            }
        }
        if !missing.is_empty() {
            return Err(self.missing_arguments(function, &code, &missing, "keyword-only"));
        }
        bound.extend(keywords.map(|d| Some(d.into_value())));
        Ok(bound)
    }

    fn qualname(&self, function: &Ref<Function>) -> String {
        function.get(self).qualname.to_lossy().into_owned()
    }

    #[cold]
    fn missing_arguments(&self, function: &Ref<Function>, code: &Code, missing: &[usize], kind: &str) -> Raised {
        let names: Vec<String> = missing.iter().map(|i| format!("'{}'", code.varnames[*i].to_lossy())).collect();
        let list = match names.as_slice() {
            [one] => one.clone(),
            [a, b] => format!("{a} and {b}"),
            [first @ .., last] => format!("{}, and {last}", first.join(", ")),
            [] => String::new(),
        };
        let s = if names.len() == 1 { "" } else { "s" };
        let name = self.qualname(function);
        self.type_error(format!("{name}() missing {} required {kind} argument{s}: {list}", names.len()))
    }

    #[cold]
    fn too_many_positional(&self, function: &Ref<Function>, code: &Code, given: usize, bound: &Bound) -> Raised {
        let argcount = code.argcount as usize;
        let defaults = function.get(self).defaults.as_ref().map_or(0, |d| d.len());
        let kw_given = bound.iter().skip(argcount).take(code.kwonlyargcount as usize).filter(|b| b.is_some()).count();
        let name = self.qualname(function);
        let (takes, plural) = if defaults > 0 {
            (format!("from {} to {argcount}", argcount - defaults.min(argcount)), true)
        } else {
            (argcount.to_string(), argcount != 1)
        };
        let s = if plural { "s" } else { "" };
        let was = if kw_given > 0 {
            format!(
                "{given} positional argument{} (and {kw_given} keyword-only argument{}) were",
                if given == 1 { "" } else { "s" },
                if kw_given == 1 { "" } else { "s" }
            )
        } else {
            format!("{given} {}", if given == 1 { "was" } else { "were" })
        };
        self.type_error(format!("{name}() takes {takes} positional argument{s} but {was} given"))
    }

    #[cold]
    fn unexpected_keyword(&mut self, function: &Ref<Function>, code: &Code, key: &Ref<Str>, names: &[Value]) -> Raised {
        let name = self.qualname(function);
        let posonly = code.varnames.iter().take(code.posonlyargcount as usize);
        let wrong: Vec<String> = posonly
            .filter(|p| names.iter().any(|n| n.downcast::<Str>().is_some_and(|n| n.equals(p))))
            .map(|p| p.to_lossy().into_owned())
            .collect();
        if !wrong.is_empty() {
            let list = wrong.join(", ");
            return self.type_error(format!(
                "{name}() got some positional-only arguments passed as keyword arguments: '{list}'"
            ));
        }
        let skip = code.posonlyargcount as usize;
        let take = (code.argcount + code.kwonlyargcount) as usize - skip;
        let candidates = code.varnames.iter().skip(skip).take(take).map(|p| p.to_lossy().into_owned()).collect();
        let hint = match self.closest_name(&key.to_lossy(), candidates) {
            Some(best) => format!(". Did you mean '{best}'?"),
            None => String::new(),
        };
        self.type_error(format!("{name}() got an unexpected keyword argument '{}'{hint}", key.to_lossy()))
    }
}
