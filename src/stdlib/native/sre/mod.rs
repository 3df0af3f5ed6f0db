//! `_sre`: regular expressions. The pattern goes through `parse` -> `compile` to a program that `matcher` runs.
//!
//! The functions of the `re` module are here, too, so that they are called without detour; the Python side has the
//! flags, the error type and the scanner class.

mod analysis;
mod charset;
mod compile;
mod escape;
mod functions;
mod match_object;
mod matcher;
mod parse;
mod pattern;
mod program;
mod subject;
mod substitute;
mod syntax;
mod template;
mod tokens;
mod units;

use crate::gc::{Ref, Value};
use crate::native::ModuleBuilder;
use crate::object::module::Module;
use crate::object::slots::PyResult;
use crate::object::{Raised, Str, Type};
use crate::vm::Vm;
use pattern::Pattern;
use std::any::TypeId;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use syntax::Failure;

/// What the natives of this module share.
struct State {
    pattern_type: Ref<Type>,
    match_type: Ref<Type>,
    scanner_type: Ref<Type>,
    iterator_type: Ref<Type>,
    /// `re.PatternError`, once the Python side has given it.
    error: Value,
    cache: functions::Cache,
}

fn state(vm: &Vm) -> PyResult<&State> {
    let state = vm.module_state.get(&TypeId::of::<State>()).and_then(|s| s.downcast_ref::<State>());
    state.ok_or_else(|| vm.runtime_error("_sre is not imported"))
}

fn state_mut(vm: &mut Vm) -> Option<&mut State> {
    vm.module_state.get_mut(&TypeId::of::<State>()).and_then(|s| s.downcast_mut::<State>())
}

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let pattern_type = pattern::init(vm);
    let match_type = match_object::init(vm);
    let scanner_type = pattern::init_scanner(vm);
    let state = State {
        pattern_type: pattern_type.clone(),
        match_type: match_type.clone(),
        scanner_type,
        iterator_type: pattern::init_iterator(vm),
        error: Value::NONE,
        cache: functions::Cache::default(),
    };
    vm.module_state.insert(TypeId::of::<State>(), Box::new(state));
    let functions = functions::functions(vm)?;
    let (most_repeats, most_groups) = (vm.int(syntax::UNBOUNDED as i64), vm.int(parse::MAX_GROUPS as i64));
    let mut module = ModuleBuilder::new(vm, "_sre", "The engine of regular expressions.")?
        .class(&pattern_type)
        .class(&match_type)
        .value("MAXREPEAT", most_repeats)
        .value("MAXGROUPS", most_groups)
        .value("CODESIZE", Value::small_int(4));
    for (name, function) in functions {
        module = module.value(&name, function);
    }
    Ok(module.build())
}

/// The characters of a pattern or template: code points of text, bytes as they are.
fn code_points_of(vm: &Vm, source: &Value) -> PyResult<(Vec<u32>, bool)> {
    if let Some(text) = source.downcast::<Str>() {
        return Ok((text.code_points().collect(), true));
    }
    match vm.bytes_of(source) {
        Some(bytes) => Ok((bytes.iter().map(|b| *b as u32).collect(), false)),
        None => {
            let ty = vm.type_name(source);
            Err(vm.type_error(format!("decoding to str: need a bytes-like object, {ty} found")))
        }
    }
}

/// The exception for what went wrong with a pattern or template.
fn raise(vm: &mut Vm, failure: Failure, source: &Value) -> Raised {
    let (message, position) = match failure {
        Failure::Raised(raised) => return raised,
        Failure::Syntax { message, position } => (message, position),
    };
    let error = match state(vm) {
        Ok(state) => state.error.clone(),
        Err(raised) => return raised,
    };
    let made = vm.new_str_wtf8(&message).and_then(|message| match position {
        Some(position) => {
            let position = vm.int(position as i64);
            vm.call(&error, &[message, source.clone(), position])
        }
        None => vm.call(&error, &[message]),
    });
    match made.map(Value::into_ref::<crate::object::Exception>) {
        Ok(Ok(exception)) => Raised(exception),
        Ok(Err(_)) => vm.type_error("exceptions must derive from BaseException"),
        Err(raised) => raised,
    }
}

/// Compiles a pattern of text or bytes.
fn new_pattern(vm: &mut Vm, source: &Value, flags: u32) -> PyResult<Ref<Pattern>> {
    let (points, is_text) = code_points_of(vm, source)?;
    let parsed = match parse::parse(vm, &points, is_text, flags) {
        Ok(parsed) => parsed,
        Err(failure) => return Err(raise(vm, failure, source)),
    };
    make_pattern(vm, source, parsed, is_text, Some(is_text))
}

fn make_pattern(
    vm: &mut Vm,
    source: &Value,
    parsed: parse::Pattern,
    reads_text: bool,
    is_text: Option<bool>,
) -> PyResult<Ref<Pattern>> {
    let program = match compile::compile(vm, &parsed, reads_text) {
        Ok(program) => program,
        Err(failure) => return Err(raise(vm, failure, source)),
    };
    let group_index = vm.new_dict();
    let mut names = Vec::with_capacity(parsed.names.len());
    for (name, group) in &parsed.names {
        let name = vm.new_str_wtf8(&tokens::wtf8(name))?;
        let number = vm.int(*group as i64);
        vm.dict_set(&group_index, &name, number)?;
        names.push((name, *group as usize));
    }
    let payload = Pattern {
        program: Box::new(program),
        pattern: source.clone(),
        flags: parsed.flags,
        is_text,
        group_index,
        names,
        scratch: Cell::new(None),
        match_type: state(vm)?.match_type.clone(),
        template: RefCell::new(None::<(Value, Rc<template::Template>)>),
    };
    let ty = state(vm)?.pattern_type.clone();
    vm.alloc(&ty, payload)
}
