//! Binds call arguments to a native function's parameters, with the error texts of CPython's argument parser.

use super::signature::{Default, Param, ParamKind, Signature};
use crate::gc::{Payload, Ref, Value};
use crate::object::native::NativeDef;
use crate::object::slots::{Args, PyResult};
use crate::object::{Raised, Str};
use crate::vm::Vm;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::cell::RefCell;

static UNSET: Value = Value::UNSET;

thread_local! {
    /// Parsed signatures of constructors, by the address of their text. There are as many as such texts in the program.
    static SIGNATURES: RefCell<FxHashMap<(usize, usize), &'static Signature>> = RefCell::new(FxHashMap::default());
}

/// The argument bound to parameter `i`; `UNSET` if there are not so many, which binding rules out.
#[inline(always)]
pub fn arg(args: &[Value], i: usize) -> &Value {
    args.get(i).unwrap_or(&UNSET)
}

/// Bound parameters are kept on the stack up to this many.
const INLINE: usize = 6;

/// One value for each parameter.
pub type BoundArgs = SmallVec<[Value; INLINE]>;

impl Vm {
    /// Calls a native with `this` (if any) before the arguments. `qualname` names it in errors.
    pub fn call_native(
        &mut self,
        def: &NativeDef,
        this: Option<&Value>,
        args: Args<'_>,
        owner: Option<&str>,
    ) -> PyResult {
        if args.names.is_empty()
            && this.is_none()
            && let Some(plain) = def.plain
            && let Some(result) = plain(self, args.values)
        {
            return result;
        }
        let signature = def.signature();
        let given = args.values.len() + this.is_some() as usize;
        if args.names.is_empty() && signature.plain && given <= signature.positional && given >= signature.required {
            if given == signature.positional && this.is_none() {
                return (def.func)(self, args.values);
            }
            if signature.positional <= INLINE {
                let mut buffer = [const { Value::UNSET }; INLINE];
                let slots = buffer.iter_mut();
                for (slot, value) in slots.zip(this.into_iter().chain(args.values)) {
                    *slot = value.clone();
                }
                for (slot, param) in buffer.iter_mut().zip(&signature.params).skip(given) {
                    *slot = param.default.value(self);
                }
                return (def.func)(self, buffer.get(..signature.positional).unwrap_or(&[]));
            }
        }
        let bound = self.bind(signature, this, args, owner)?;
        (def.func)(self, &bound)
    }

    /// Binds the arguments of a constructor to a signature such as `int(x=0, /, base=10)` (the class not among them).
    pub fn bind_args(&mut self, text: &'static str, args: Args<'_>) -> PyResult<BoundArgs> {
        let key = (text.as_ptr() as usize, text.len());
        let signature: &'static Signature = SIGNATURES.with(|table| {
            let parse = || -> &'static Signature {
                Box::leak(Box::new(Signature { constructor: true, ..Signature::parse(text) }))
            };
            *table.borrow_mut().entry(key).or_insert_with(parse)
        });
        self.bind(signature, None, args, None)
    }

    #[inline]
    fn bind(
        &mut self,
        signature: &Signature,
        this: Option<&Value>,
        args: Args<'_>,
        owner: Option<&str>,
    ) -> PyResult<BoundArgs> {
        match self.bind_regular(signature, this, &args)? {
            Some(bound) => Ok(bound),
            None => self.bind_native(signature, this, args, owner),
        }
    }

    /// Binds arguments that fit. `None` if something is wrong with them, which is for `bind_native` to say.
    fn bind_regular(
        &mut self,
        signature: &Signature,
        this: Option<&Value>,
        args: &Args<'_>,
    ) -> PyResult<Option<BoundArgs>> {
        let positional = args.pos();
        let given = positional.len() + this.is_some() as usize;
        if given > signature.positional && signature.var_positional.is_none() {
            return Ok(None);
        }
        let mut bound = BoundArgs::new();
        let mut source = this.into_iter().chain(positional);
        let mut used = 0;
        for (i, param) in signature.params.iter().enumerate() {
            match param.kind {
                ParamKind::PositionalOnly | ParamKind::Positional if i < given => {
                    bound.extend(source.next().cloned());
                }
                ParamKind::VarPositional => {
                    let rest: Vec<Value> = source.by_ref().cloned().collect();
                    bound.push(if rest.is_empty() { self.empty_tuple.to_value() } else { self.new_tuple(rest)? });
                }
                ParamKind::VarKeyword => {
                    let dict = self.new_dict();
                    for (name, value) in args.keywords() {
                        if !is_param(signature, name)
                            && let Some(name) = name.downcast::<Str>()
                        {
                            drop(dict.get_mut(self).set_str(name, value.clone()));
                            used += 1;
                        }
                    }
                    bound.push(dict.into_value());
                }
                _ => {
                    let by_name = param.kind != ParamKind::PositionalOnly && !args.names.is_empty();
                    match args.keywords().find(|(name, _)| by_name && str_is(name, &param.name)) {
                        Some((_, value)) => {
                            used += 1;
                            bound.push(value.clone());
                        }
                        None if param.default == Default::Required => return Ok(None),
                        None => bound.push(param.default.value(self)),
                    }
                }
            }
        }
        Ok((used == args.names.len()).then_some(bound))
    }

    /// The object whose method is called, as a typed handle.
    #[inline]
    pub fn receiver<'a, T: Payload>(&self, args: &'a [Value]) -> PyResult<&'a Ref<T>> {
        match args.first().and_then(Value::downcast::<T>) {
            Some(this) => Ok(this),
            None => Err(self.type_error(format!("descriptor requires a '{}' object", T::NAME))),
        }
    }

    #[cold]
    fn bind_native(
        &mut self,
        signature: &Signature,
        this: Option<&Value>,
        args: Args<'_>,
        owner: Option<&str>,
    ) -> PyResult<BoundArgs> {
        let hidden = this.is_some() as usize;
        let positional: Vec<&Value> = this.into_iter().chain(args.pos()).collect();
        let given = positional.len();
        if signature.positional_only && !args.names.is_empty() {
            let name = qualified(signature, owner);
            return Err(self.type_error(format!("{name}() takes no keyword arguments")));
        }
        if given != 1 && &*signature.name == "sorted" {
            // It counts its arguments itself, in the words of positional-only functions.
            return Err(self.type_error(format!("sorted expected 1 argument, got {given}")));
        }
        let closed = signature.var_positional.is_none() && signature.var_keyword.is_none();
        if given > signature.positional && signature.var_positional.is_none()
            || signature.positional_only && given < signature.required
            || closed && !signature.positional_only && given + args.names.len() > signature.params.len()
        {
            return Err(self.count_error(signature, owner, given, hidden, args.names.len()));
        }
        let mut bound = BoundArgs::new();
        let mut used = 0;
        for (i, param) in signature.params.iter().enumerate() {
            match param.kind {
                ParamKind::PositionalOnly | ParamKind::Positional if i < given => {
                    bound.push(positional[i].clone());
                }
                ParamKind::VarPositional => {
                    let rest = positional.get(signature.positional..).unwrap_or(&[]);
                    bound.push(self.new_tuple(rest.iter().map(|v| (*v).clone()).collect())?);
                }
                ParamKind::VarKeyword => {
                    let dict = self.new_dict();
                    for (name, value) in args.keywords() {
                        if !is_param(signature, name)
                            && let Some(name) = name.downcast::<Str>()
                        {
                            dict.get_mut(self).set_str(name, value.clone());
                            used += 1;
                        }
                    }
                    bound.push(dict.into_value());
                }
                ParamKind::PositionalOnly => match &param.default {
                    Default::Required if !signature.positional_only => {
                        let only = |p: &&Param| p.kind == ParamKind::PositionalOnly && p.default == Default::Required;
                        let least = signature.params.iter().filter(only).count() - hidden;
                        let how = if least + hidden < signature.positional { "at least" } else { "exactly" };
                        let (name, s) = (&signature.name, plural(least));
                        let given = given - hidden;
                        return Err(self.type_error(format!(
                            "{name}() takes {how} {least} positional argument{s} ({given} given)"
                        )));
                    }
                    Default::Required => {
                        return Err(self.count_error(signature, owner, given, hidden, args.names.len()));
                    }
                    default => bound.push(default.value(self)),
                },
                ParamKind::Positional | ParamKind::KeywordOnly => {
                    let found = args.keywords().find(|(n, _)| str_is(n, &param.name));
                    match (found, &param.default) {
                        (Some((_, value)), _) => {
                            used += 1;
                            bound.push(value.clone());
                        }
                        (None, Default::Required) => {
                            let name = &signature.name;
                            let text = match param.kind {
                                ParamKind::KeywordOnly => {
                                    format!("{name}() missing required keyword-only argument: '{}'", param.name)
                                }
                                _ => format!(
                                    "{name}() missing required argument '{}' (pos {})",
                                    param.name,
                                    i + 1 - hidden
                                ),
                            };
                            return Err(self.type_error(text));
                        }
                        (None, default) => bound.push(default.value(self)),
                    }
                }
            }
        }
        if used < args.names.len() {
            return Err(self.keyword_error(signature, &args, given, hidden));
        }
        Ok(bound)
    }

    /// A keyword that matches no parameter, or one that was given by position too.
    fn keyword_error(&mut self, signature: &Signature, args: &Args<'_>, given: usize, hidden: usize) -> Raised {
        let name = &signature.name;
        for (key, _) in args.keywords() {
            let position =
                signature.params.iter().position(|p| matches!(p.kind, ParamKind::Positional) && str_is(key, &p.name));
            if let Some(i) = position
                && i < given
            {
                let pos = i + 1 - hidden;
                let text = format!("argument for {name}() given by name ('{}') and position ({pos})", show(key));
                return self.type_error(text);
            }
        }
        let unknown = args.keywords().find(|(k, _)| {
            !signature
                .params
                .iter()
                .any(|p| matches!(p.kind, ParamKind::Positional | ParamKind::KeywordOnly) && str_is(k, &p.name))
        });
        let key = unknown.map(|(k, _)| show(k)).unwrap_or_default();
        // The options of `sorted` are those of `list.sort`, which finds the error.
        let name = if &**name == "sorted" { "sort" } else { name };
        let known =
            signature.params.iter().filter(|p| matches!(p.kind, ParamKind::Positional | ParamKind::KeywordOnly));
        let hint = match self.closest_name(&key, known.map(|p| p.name.to_string()).collect()) {
            Some(near) => format!(". Did you mean '{near}'?"),
            None => String::new(),
        };
        self.type_error(format!("{name}() got an unexpected keyword argument '{key}'{hint}"))
    }

    fn count_error(
        &mut self,
        signature: &Signature,
        owner: Option<&str>,
        given: usize,
        hidden: usize,
        keywords: usize,
    ) -> Raised {
        let most = signature.positional - hidden.min(signature.positional);
        let least = signature.required - hidden.min(signature.required);
        let given = given - hidden;
        let name = &signature.name;
        let qualified = qualified(signature, owner);
        let text = if most == 0 && !signature.positional_only && signature.var_positional.is_none() {
            format!("{name}() takes no positional arguments")
        } else if !signature.positional_only {
            let all = signature.params.len() - hidden;
            let total = given + keywords;
            let (bound, word, given) = if given > most && total <= all {
                (most, "positional argument", given)
            } else if given == 0 {
                (all, "keyword argument", total)
            } else {
                (all, "argument", total)
            };
            let exact = least == bound && word != "argument" && word != "keyword argument";
            let how = if exact { "exactly" } else { "at most" };
            format!("{name}() takes {how} {bound} {word}{} ({given} given)", plural(bound))
        } else if signature.var_positional.is_none() && most == 0 && !signature.constructor {
            format!("{qualified}() takes no arguments ({given} given)")
        } else if signature.var_positional.is_none() && most == 1 && least == 1 && !signature.constructor {
            format!("{qualified}() takes exactly one argument ({given} given)")
        } else if signature.var_positional.is_none() && most == least {
            format!("{name} expected {most} argument{}, got {given}", plural(most))
        } else if given < least {
            format!("{name} expected at least {least} argument{}, got {given}", plural(least))
        } else {
            format!("{name} expected at most {most} argument{}, got {given}", plural(most))
        };
        self.type_error(text)
    }
}

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

fn qualified(signature: &Signature, owner: Option<&str>) -> String {
    match owner {
        Some(owner) => format!("{owner}.{}", signature.name),
        None => signature.name.to_string(),
    }
}

fn is_param(signature: &Signature, key: &Value) -> bool {
    signature
        .params
        .iter()
        .any(|p| matches!(p.kind, ParamKind::Positional | ParamKind::KeywordOnly) && str_is(key, &p.name))
}

fn str_is(value: &Value, text: &str) -> bool {
    value.downcast::<Str>().is_some_and(|s| s.bytes() == text.as_bytes())
}

fn show(value: &Value) -> String {
    value.downcast::<Str>().map(|s| s.to_lossy().into_owned()).unwrap_or_default()
}
