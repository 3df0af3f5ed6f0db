//! Binding of arguments to the parameters of Python functions, with CPython's error texts.

use super::Vm;
use super::ops::{clear, take_window};
use crate::bytecode::{Code, code_flag};
use crate::gc::{Raw, Ref, Value};
use crate::object::slots::PyResult;
use crate::object::{Dict, Function, Raised, Str};

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
            let code = function.get(self).code.clone();
            let argcount = code.argcount as usize;
            let plain = code.nparams as usize == argcount;
            if names.is_empty() && plain && count == argcount {
                return Ok(());
            }
            if names.is_empty() && plain && count <= argcount {
                // Only defaults are missing.
                let defaults = function.get(self).defaults.clone();
                let given = defaults.as_ref().map_or(&[][..], |d| d.items());
                let missing = argcount - count;
                if missing <= given.len() {
                    for (i, v) in given[given.len() - missing..].iter().enumerate() {
                        *at.add(count + i) = v.clone().into_raw();
                    }
                    return Ok(());
                }
            }
            if names.is_empty() && self.bind_rest(&code, at, count)? {
                return Ok(());
            }
            if plain && code.posonlyargcount == 0 && self.bind_keywords(function, &code, at, count, names) {
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

    /// Positional arguments for `def f(a, *args, **kwargs)`: what is too many becomes a tuple. False if there is
    /// more to it.
    unsafe fn bind_rest(&mut self, code: &Code, at: *mut Raw, count: usize) -> PyResult<bool> {
        let argcount = code.argcount as usize;
        if code.flags & code_flag::VARARGS == 0 || code.kwonlyargcount > 0 || count < argcount {
            return Ok(false);
        }
        // SAFETY: the surplus arguments move into the tuple; there is room for all parameters.
        unsafe {
            let rest = super::ops::build::tuple(self, at.add(argcount), count - argcount)?;
            *at.add(argcount) = rest;
            if code.flags & code_flag::VARKEYWORDS != 0 {
                *at.add(argcount + 1) = self.new_dict().into_value().into_raw();
            }
        }
        Ok(true)
    }

    /// Keyword arguments of a function with plain parameters only, when each names a parameter that was not given yet
    /// and defaults fill the rest. False, with nothing changed, if there is more to it.
    unsafe fn bind_keywords(
        &mut self,
        function: &Ref<Function>,
        code: &Code,
        at: *mut Raw,
        count: usize,
        names: &[Value],
    ) -> bool {
        const MOST: usize = 12;
        let argcount = code.argcount as usize;
        if names.is_empty() || argcount > MOST || count > argcount {
            return false;
        }
        let given = count - names.len();
        let mut sources = [usize::MAX; MOST];
        for (i, name) in names.iter().enumerate() {
            let bits = name.bits();
            let found = code.varnames.iter().take(argcount).position(|p| p.header_ptr() as u64 == bits);
            match found {
                Some(target) if target >= given && sources[target] == usize::MAX => sources[target] = given + i,
                _ => return false,
            }
        }
        let defaults = function.get(self).defaults.clone();
        let defaults = defaults.as_ref().map_or(&[][..], |d| d.items());
        let first_default = argcount - defaults.len().min(argcount);
        if (given..argcount).any(|i| sources[i] == usize::MAX && i < first_default) {
            return false;
        }
        // SAFETY: each argument moves to its parameter; the rest are copies of defaults.
        unsafe {
            let mut moved = [Raw::NULL; MOST];
            for (i, slot) in moved.iter_mut().enumerate().take(count).skip(given) {
                *slot = *at.add(i);
            }
            for i in given..argcount {
                *at.add(i) = match sources[i] {
                    usize::MAX => defaults[i - first_default].clone().into_raw(),
                    source => moved[source],
                };
            }
        }
        true
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

const _: fn(Ref<Dict>) = drop;
