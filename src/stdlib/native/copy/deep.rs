//! `copy.deepcopy`, from a stack of its own, so that the depth of a structure has no limit.
//!
//! Objects with a single reference cannot be met twice and are not remembered. The memo is a table of ours until the
//! first object with a hook of its own, which must be given a dict.

use super::{helper, is_atomic, is_plain_class, is_plain_instance, is_registered};
use crate::gc::{Kind, Ref, Value};
use crate::native::arg;
use crate::object::generator::Generator;
use crate::object::set::{FrozenSet, Set};
use crate::object::slots::PyResult;
use crate::object::ty::{AddressHasher, Type};
use crate::object::{Dict, List, Str, Tuple};
use crate::protocol::instance_words::InstanceWords;
use crate::vm::{Resumed, Vm};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// Objects between two looks at signals and the collector.
const POLL_INTERVAL: u32 = 256;

enum Memo {
    /// Copies by the original's address; the originals are kept alive.
    Own(HashMap<usize, (Value, Value), BuildHasherDefault<AddressHasher>>),
    Dict(Ref<Dict>),
}

/// A container whose parts are being copied.
enum Frame {
    List {
        source: Ref<List>,
        next: usize,
        target: Ref<List>,
    },
    Tuple {
        source: Ref<Tuple>,
        items: Vec<Value>,
        changed: bool,
        shared: bool,
    },
    Dict(Box<DictFrame>),
    /// The elements of a set, which is made when all are there.
    Set {
        source: Value,
        items: Vec<Value>,
        next: usize,
    },
    Instance(Box<InstanceFrame>),
    /// A generator of `copy.py` that yields the parts it wants copied.
    Python(Ref<Generator>),
}

struct DictFrame {
    source: Ref<Dict>,
    /// The table index of the entry in work, and the source's length at the beginning.
    at: usize,
    len: usize,
    /// The copied value, while the key is copied.
    value: Option<Value>,
    target: Ref<Dict>,
    /// Keys were their own copies so far.
    same_keys: bool,
}

struct InstanceFrame {
    class: Ref<Type>,
    words: InstanceWords,
    next: usize,
    target: Value,
    /// The instance's `__dict__` object, and whether others have it too.
    dict: Option<(Ref<Dict>, bool)>,
}

/// What a frame does next.
enum Step {
    /// A part is to be copied; the number of references to it that are ours.
    Part(Value, u32),
    Done(Value),
}

struct Copier {
    memo: Memo,
    stack: Vec<Frame>,
    /// Classes looked at last, and whether their instances are plain.
    classes: [Option<(Ref<Type>, bool)>; 4],
    steps: u32,
    /// A dict from a caller or for a hook remembers all that CPython's would.
    remember_all: bool,
}

pub fn deepcopy(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (x, memo) = (arg(args, 0), arg(args, 1));
    if is_atomic(x) {
        return Ok(x.clone());
    }
    vm.check_native_depth()?;
    let memo = if memo.is_none() {
        Memo::Own(HashMap::default())
    } else if let Some(dict) = memo.downcast_exact::<Dict>() {
        Memo::Dict(dict.clone())
    } else {
        let general = helper(vm, "_deepcopy_with")?;
        return vm.call(&general, &[x.clone(), memo.clone()]);
    };
    let remember_all = matches!(memo, Memo::Dict(_));
    let mut copier = Copier { memo, stack: Vec::new(), classes: [const { None }; 4], steps: 0, remember_all };
    copier.run(vm, x)
}

/// The integer that `id()` gives for an object on the heap.
fn id_of(vm: &Vm, value: &Value) -> Value {
    vm.int(value.id() as i64)
}

impl Copier {
    fn run(&mut self, vm: &mut Vm, x: &Value) -> PyResult {
        // The caller's argument, and what it came from.
        let mut done = self.begin(vm, x, u32::MAX)?;
        loop {
            let Some(frame) = self.stack.last_mut() else { return Ok(done.unwrap_or_default()) };
            let step = match frame {
                Frame::List { source, next, target } => list_step(vm, source, next, target, done.take()),
                Frame::Tuple { source, items, changed, .. } => tuple_step(vm, source, items, changed, done.take())?,
                Frame::Dict(frame) => frame.step(vm, done.take())?,
                Frame::Set { source, items, next } => set_step(vm, source, items, next, done.take())?,
                Frame::Instance(frame) => frame.step(vm, done.take())?,
                Frame::Python(generator) => {
                    let generator = generator.clone();
                    match vm.resume_generator(&generator, Ok(done.take().unwrap_or_default()))? {
                        Resumed::Yielded(part) => Step::Part(part, 1),
                        Resumed::Returned(value) => Step::Done(value),
                    }
                }
            };
            done = match step {
                Step::Part(part, _) if is_atomic(&part) => Some(part),
                Step::Part(part, ours) => self.begin(vm, &part, ours)?,
                Step::Done(value) => Some(self.finish(vm, value)?),
            };
            self.steps += 1;
            if self.steps.is_multiple_of(POLL_INTERVAL) {
                vm.poll()?;
            }
        }
    }

    /// Takes the uppermost frame away, whose container is complete.
    fn finish(&mut self, vm: &mut Vm, value: Value) -> PyResult {
        match self.stack.pop() {
            Some(Frame::Tuple { source, shared, .. }) => {
                let source = source.into_value();
                if shared {
                    // The tuple may be part of a cycle, and be copied by now.
                    if let Some(known) = self.known(vm, &source)? {
                        return Ok(known);
                    }
                    if !value.is(&source) {
                        self.remember(vm, &source, &value)?;
                    }
                }
                Ok(value)
            }
            Some(Frame::Set { source, .. }) => {
                self.remember(vm, &source, &value)?;
                Ok(value)
            }
            _ => Ok(value),
        }
    }

    /// The copy of `x` if it can be had at once; else its frame is on the stack. `ours` of the references to it are those
    /// of its container and of this function's caller.
    fn begin(&mut self, vm: &mut Vm, x: &Value, ours: u32) -> PyResult<Option<Value>> {
        if is_atomic(x) {
            return Ok(Some(x.clone()));
        }
        let shared = self.remember_all || ours == u32::MAX || vm.reference_count(x) != Some(ours + 1);
        if shared && let Some(known) = self.known(vm, x)? {
            return Ok(Some(known));
        }
        if let Some(source) = x.downcast_exact::<List>() {
            let Some(target) = vm.new_list(Vec::new())?.downcast::<List>().cloned() else { return Ok(None) };
            if shared {
                self.remember(vm, x, &target.to_value())?;
            }
            self.stack.push(Frame::List { source: source.clone(), next: 0, target });
        } else if let Some(source) = x.downcast_exact::<Dict>() {
            let target = vm.new_dict();
            if shared {
                self.remember(vm, x, &target.to_value())?;
            }
            let len = source.get(vm).len();
            self.stack.push(Frame::Dict(Box::new(DictFrame {
                source: source.clone(),
                at: 0,
                len,
                value: None,
                target,
                same_keys: true,
            })));
        } else if let Some(source) = x.downcast_exact::<Tuple>() {
            if source.items().iter().all(is_atomic) {
                return Ok(Some(x.clone()));
            }
            let items = Vec::with_capacity(source.len());
            self.stack.push(Frame::Tuple { source: source.clone(), items, changed: false, shared });
        } else if x.downcast_exact::<Set>().is_some() || x.downcast_exact::<FrozenSet>().is_some() {
            let class = vm.type_of(x).clone();
            if is_registered(vm, &class)? {
                return self.begin_other(vm, x);
            }
            let items = match (x.downcast_exact::<Set>(), x.downcast_exact::<FrozenSet>()) {
                (Some(set), _) => set.get(vm).table.iter().cloned().collect(),
                (_, Some(set)) => set.get(vm).table.iter().cloned().collect(),
                _ => Vec::new(),
            };
            self.stack.push(Frame::Set { source: x.clone(), items, next: 0 });
        } else if x.tag() == Kind::Instance.tag() && self.is_plain(vm, x)? {
            self.begin_instance(vm, x, shared)?;
        } else {
            return self.begin_other(vm, x);
        }
        Ok(None)
    }

    fn is_plain(&mut self, vm: &mut Vm, x: &Value) -> PyResult<bool> {
        let class = vm.type_of(x);
        let known = self.classes.iter().flatten().find(|(c, _)| c.ptr_eq(class)).map(|(_, plain)| *plain);
        let plain = match known {
            Some(plain) => plain,
            None => {
                let class = class.clone();
                let plain = is_plain_class(vm, &class) && !is_registered(vm, &class)?;
                self.classes.rotate_right(1);
                if let Some(first) = self.classes.first_mut() {
                    *first = Some((class, plain));
                }
                plain
            }
        };
        Ok(plain && is_plain_instance(vm, x))
    }

    fn begin_instance(&mut self, vm: &mut Vm, x: &Value, shared: bool) -> PyResult<()> {
        let class = vm.type_of(x).clone();
        let target = vm.new_instance(&class)?;
        if shared {
            self.remember(vm, x, &target)?;
        }
        let words = vm.instance_words(x).unwrap_or_default();
        let dict = vm.existing_instance_dict(x).map(|dict| {
            let others = vm.reference_count(&dict.to_value()) != Some(3);
            (dict, others)
        });
        let frame = InstanceFrame { class, words, next: 0, target, dict };
        self.stack.push(Frame::Instance(Box::new(frame)));
        Ok(())
    }

    /// Objects with hooks of their own, and types that only `copy.py` knows.
    fn begin_other(&mut self, vm: &mut Vm, x: &Value) -> PyResult<Option<Value>> {
        let memo = self.memo_dict(vm)?;
        // Classes may change from here on.
        self.classes = [const { None }; 4];
        let start = helper(vm, "_start")?;
        let class = vm.type_of(x).to_value();
        let result = vm.call(&start, &[x.clone(), class, memo.into_value()])?;
        match result.downcast_exact::<Generator>() {
            Some(generator) => {
                self.stack.push(Frame::Python(generator.clone()));
                Ok(None)
            }
            None => Ok(Some(result)),
        }
    }

    fn known(&mut self, vm: &mut Vm, x: &Value) -> PyResult<Option<Value>> {
        match &self.memo {
            Memo::Own(table) => Ok(table.get(&(x.id() as usize)).map(|(copy, _)| copy.clone())),
            Memo::Dict(dict) => {
                let (dict, id) = (dict.clone(), id_of(vm, x));
                vm.dict_get(&dict, &id)
            }
        }
    }

    fn remember(&mut self, vm: &mut Vm, x: &Value, copy: &Value) -> PyResult<()> {
        match &mut self.memo {
            Memo::Own(table) => {
                table.insert(x.id() as usize, (copy.clone(), x.clone()));
                Ok(())
            }
            Memo::Dict(dict) => {
                let dict = dict.clone();
                let id = id_of(vm, x);
                vm.dict_set(&dict, &id, copy.clone())?;
                keep_alive(vm, &dict, x)
            }
        }
    }

    /// The memo as a dict, as hooks get it.
    fn memo_dict(&mut self, vm: &mut Vm) -> PyResult<Ref<Dict>> {
        if let Memo::Dict(dict) = &self.memo {
            return Ok(dict.clone());
        }
        let dict = vm.new_dict();
        if let Memo::Own(table) = std::mem::replace(&mut self.memo, Memo::Dict(dict.clone())) {
            for (id, (copy, original)) in table {
                let id = vm.int(id as i64);
                vm.dict_set(&dict, &id, copy)?;
                keep_alive(vm, &dict, &original)?;
            }
        }
        self.remember_all = true;
        Ok(dict)
    }
}

/// Keeps an original alive until the memo dies, since its id is in there.
fn keep_alive(vm: &mut Vm, memo: &Ref<Dict>, x: &Value) -> PyResult<()> {
    let id = id_of(vm, &memo.to_value());
    match vm.dict_get(memo, &id)? {
        Some(list) => match list.downcast_exact::<List>() {
            Some(list) => list.get_mut(vm).push(x.clone()),
            None => drop(vm.call_method_str(&list, "append", std::slice::from_ref(x))?),
        },
        None => {
            let list = vm.new_list(vec![x.clone()])?;
            vm.dict_set(memo, &id, list)?;
        }
    }
    Ok(())
}

fn list_step(vm: &mut Vm, source: &Ref<List>, next: &mut usize, target: &Ref<List>, done: Option<Value>) -> Step {
    if let Some(value) = done {
        target.get_mut(vm).push(value);
    }
    loop {
        let Some(item) = source.get(vm).items.get(*next) else { return Step::Done(target.to_value()) };
        *next += 1;
        let item = item.clone();
        if !is_atomic(&item) {
            return Step::Part(item, 1);
        }
        target.get_mut(vm).push(item);
    }
}

fn tuple_step(
    vm: &mut Vm,
    source: &Ref<Tuple>,
    items: &mut Vec<Value>,
    changed: &mut bool,
    done: Option<Value>,
) -> PyResult<Step> {
    if let Some(value) = done {
        *changed |= source.items().get(items.len()).is_none_or(|item| !item.is(&value));
        items.push(value);
    }
    loop {
        let Some(item) = source.items().get(items.len()) else {
            return Ok(Step::Done(match changed {
                true => vm.new_tuple(std::mem::take(items))?,
                false => source.to_value(),
            }));
        };
        if !is_atomic(item) {
            return Ok(Step::Part(item.clone(), 1));
        }
        items.push(item.clone());
    }
}

fn set_step(vm: &mut Vm, source: &Value, items: &mut [Value], next: &mut usize, done: Option<Value>) -> PyResult<Step> {
    if let Some(value) = done {
        if let Some(place) = items.get_mut(*next) {
            *place = value;
        }
        *next += 1;
    }
    while let Some(item) = items.get(*next) {
        if !is_atomic(item) {
            // The set and the list of elements refer to it.
            return Ok(Step::Part(item.clone(), 2));
        }
        *next += 1;
    }
    let class = vm.type_of(source).to_value();
    let list = vm.new_list(items.to_vec())?;
    Ok(Step::Done(vm.call(&class, &[list])?))
}

impl DictFrame {
    fn step(&mut self, vm: &mut Vm, done: Option<Value>) -> PyResult<Step> {
        let mut done = done;
        loop {
            let source = self.source.get(vm);
            if source.len() != self.len {
                return Err(vm.runtime_error("dictionary changed size during iteration"));
            }
            let Some((at, entry)) = source.next_from(self.at) else { return Ok(Step::Done(self.target.to_value())) };
            self.at = at;
            let (hash, key) = (entry.hash, entry.key.clone());
            // The value is copied before its key.
            let (value, key_copy) = match (self.value.take(), done.take()) {
                (Some(value), Some(key)) => (value, key),
                (None, Some(value)) if !is_atomic(&key) => {
                    self.value = Some(value);
                    return Ok(Step::Part(key, 1));
                }
                (None, Some(value)) => (value, key.clone()),
                _ if is_atomic(&entry.value) => {
                    let value = entry.value.clone();
                    if !is_atomic(&key) {
                        self.value = Some(value);
                        return Ok(Step::Part(key, 1));
                    }
                    (value, key.clone())
                }
                _ => return Ok(Step::Part(entry.value.clone(), 1)),
            };
            self.same_keys &= key_copy.is(&key);
            self.at += 1;
            let fresh = self.same_keys && self.target.get(vm).slots() < self.at;
            if fresh && self.target.get_mut(vm).make_room(&key_copy) {
                self.target.get_mut(vm).insert_new(hash, key_copy, value);
            } else {
                vm.dict_set(&self.target, &key_copy, value)?;
            }
        }
    }
}

impl InstanceFrame {
    fn step(&mut self, vm: &mut Vm, done: Option<Value>) -> PyResult<Step> {
        if let Some(value) = done {
            if let Some(place) = self.words.values.get_mut(self.next) {
                *place = Some(value);
                self.next += 1;
            } else if let Some((_, others)) = self.dict.take() {
                self.fill_from_dict(vm, &value, others)?;
                return Ok(Step::Done(self.target.clone()));
            }
        }
        while let Some(word) = self.words.values.get(self.next) {
            match word {
                // The instance and the list of words refer to it.
                Some(value) if !is_atomic(value) => return Ok(Step::Part(value.clone(), 2)),
                _ => self.next += 1,
            }
        }
        if let Some((dict, _)) = &self.dict {
            // The instance and this frame.
            return Ok(Step::Part(dict.to_value(), 2));
        }
        if !vm.fill_instance(&self.target, &self.class, &mut self.words) {
            self.set_one_by_one(vm)?;
        }
        Ok(Step::Done(self.target.clone()))
    }

    /// The state was a dict object: its copy becomes the target's, unless others may refer to it.
    fn fill_from_dict(&mut self, vm: &mut Vm, state: &Value, others: bool) -> PyResult<()> {
        if let Some(dict) = state.downcast_exact::<Dict>()
            && !dict.get(vm).is_empty()
        {
            let dict = if others { vm.dict_copy(dict)? } else { dict.clone() };
            vm.set_instance_dict(&self.target, dict)?;
        }
        super::set_slots(vm, &self.target, &self.class, &mut self.words)
    }

    /// The new instance has other room than the old one, or got attributes meanwhile.
    fn set_one_by_one(&mut self, vm: &mut Vm) -> PyResult<()> {
        let slots = vm.slot_count(&self.target);
        let names: Vec<Ref<Str>> = vm.shape_names(&self.words);
        let mut values = std::mem::take(&mut self.words.values);
        let inline = values.split_off(slots.min(values.len()));
        self.words.values = values;
        super::set_slots(vm, &self.target, &self.class, &mut self.words)?;
        for (name, value) in names.iter().zip(inline) {
            if let Some(value) = value {
                vm.instance_set(&self.target, name, value)?;
            }
        }
        Ok(())
    }
}
