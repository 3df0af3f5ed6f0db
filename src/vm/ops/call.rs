//! Calls other than those of simple Python functions, and the making of functions.

use super::{Outcome, clear, code_of, function_of, take_window};
use crate::bytecode::{Code, code_flag};
use crate::gc::{Header, Raw, Ref, Value};
use crate::object::function::{BoundMethod, Function};
use crate::object::native::{Intrinsic, MethodDescriptor, NativeDef, NativeFunction};
use crate::object::slots::{Args, PyResult};
use crate::object::{Dict, Kind, List, Raised, Str, Tuple, Type};
use crate::vm::Vm;
use crate::vm::frame::{FrameHead, frame_flag};
use smallvec::SmallVec;
use std::cell::Cell;

/// The call behind the word before `pc` has a result: stores it and goes on.
unsafe fn done(vm: &mut Vm, pc: *const Cell<u64>, result: Value) -> PyResult<()> {
    // SAFETY: `vm.thread.base` is the calling frame.
    unsafe {
        let (dst, next) = super::resumption(pc);
        let old = std::mem::replace(&mut *vm.thread.base.add(dst), result.into_raw());
        vm.thread.pc = next;
        super::drop_raw(old);
        Ok(())
    }
}

/// Enters a Python function, `given` of whose registers at `nb` are filled.
pub unsafe fn enter(
    vm: &mut Vm,
    pc: *const Cell<u64>,
    function: *mut Header,
    nb: *mut Raw,
    given: usize,
    flags: usize,
) -> PyResult<()> {
    // SAFETY: the function is alive, and the callers have checked that the stack has room.
    unsafe {
        let code: &Code = &(*(function.add(1) as *const Function)).code;
        let top = nb.add(code.nregs as usize);
        if vm.thread.depth >= vm.thread.recursion_limit {
            clear(nb, 0..given);
            drop(Ref::<Function>::from_owned(function));
            if flags & frame_flag::INIT != 0 {
                clear(nb.sub(3), 0..1);
            }
            return Err(too_deep(vm));
        }
        vm.thread.depth += 1;
        *FrameHead::of(nb) = FrameHead { return_pc: pc, caller: vm.thread.base as usize | flags, function, top };
        for i in given..code.nlocals as usize {
            (*nb.add(i)).meta = 0;
        }
        vm.thread.base = nb;
        vm.thread.pc = code.stream.as_ptr();
        Ok(())
    }
}

/// Calls `w[0]` with the self in `w[3]` (if any) and `n` arguments from `w[4]` on, the last ones named by `names`. The
/// loop goes on at `vm.thread.base` and `pc`.
#[cold]
#[inline(never)]
pub unsafe fn call(
    vm: &mut Vm,
    w: *mut Raw,
    n: usize,
    names: Option<&Ref<Tuple>>,
    pc: *const Cell<u64>,
) -> PyResult<()> {
    // SAFETY: a call window of the running frame.
    unsafe {
        loop {
            let callable = *w;
            let has_self = !(*w.add(3)).is_null();
            let first = if has_self { w.add(3) } else { w.add(4) };
            let count = n + has_self as usize;
            let keywords: &[Value] = names.map_or(&[], |t| t.items());
            match callable.tag() {
                t if t == Kind::Function.tag() => {
                    // The window keeps the function alive until its frame owns it.
                    let header = callable.header();
                    let function: &Ref<Function> = &*(&raw const (*w).bits as *const Ref<Function>);
                    let code: &Code = &(*function.payload_ptr()).code;
                    let params = code.nparams as usize;
                    if code.flags & code_flag::ANY_GENERATOR != 0
                        && !vm.thread.outside(first.add(count.max(params) + 2))
                    {
                        if code.argcount != code.nparams || code.argcount as usize != count || !keywords.is_empty() {
                            vm.bind_registers(function, first, count, keywords)?;
                        }
                        let take = |i| std::mem::replace(&mut *first.add(i), Raw::NULL);
                        let result = vm.new_generator(function, (0..params).map(take))?;
                        clear(w, 0..1);
                        return done(vm, pc, result);
                    }
                    if code.flags & code_flag::ANY_GENERATOR != 0 {
                        let function = function.clone();
                        let values = take_window(first, count);
                        clear(w, 0..1);
                        *w.add(3) = Raw::NULL;
                        let result = vm.call_generator_function(&function, values, keywords)?;
                        return done(vm, pc, result);
                    }
                    let mut first = first;
                    if vm.thread.outside(first.add(code.nregs as usize + 1)) {
                        first = place(vm, vm.thread.base, first, count, code, 0)?;
                    }
                    if !code.simple || code.argcount as usize != count || !keywords.is_empty() {
                        vm.bind_registers(function, first, count, keywords)?;
                    }
                    let given = code.nparams as usize;
                    *w = Raw::NULL;
                    return enter(vm, pc, header, first, given, 0);
                }
                t if t == Kind::BoundMethod.tag() && !has_self => {
                    let method = super::payload::<BoundMethod>(callable);
                    *w.add(3) = method.this.clone().into_raw();
                    *w = method.func.clone().into_raw();
                    drop(callable.into_value());
                    continue;
                }
                t if t == Kind::Type.tag() && !has_self => {
                    // The window keeps the class alive, and the class its `__init__`.
                    let ty: &Ref<Type> = &*(&raw const (*w).bits as *const Ref<Type>);
                    if let Some(init) = vm.plain_init(ty) {
                        let code: &Code = &(*(init.add(1) as *const Function)).code;
                        let instance = vm.new_instance(ty)?;
                        (*init).incref();
                        *w.add(3) = instance.clone().into_raw();
                        // The instance waits in the callable's place, see `return_special`.
                        let class = std::mem::replace(&mut *w, instance.into_raw());
                        drop(class.into_value());
                        let mut first = w.add(3);
                        if vm.thread.outside(first.add(code.nregs as usize + 1)) {
                            match place(vm, vm.thread.base, first, n + 1, code, frame_flag::INIT) {
                                Ok(room) => first = room,
                                Err(raised) => {
                                    drop(Ref::<Function>::from_owned(init));
                                    return Err(raised);
                                }
                            }
                        }
                        if !code.simple || code.argcount as usize != n + 1 || !keywords.is_empty() {
                            let function = &*(&raw const init as *const Ref<Function>);
                            if let Err(raised) = vm.bind_registers(function, first, n + 1, keywords) {
                                drop(Ref::<Function>::from_owned(init));
                                return Err(raised);
                            }
                        }
                        return enter(vm, pc, init, first, code.nparams as usize, frame_flag::INIT);
                    }
                    if count == 1 && keywords.is_empty() {
                        let only = Raw::as_value(first);
                        let result = if callable.bits == vm.types.str.header_ptr() as u64 {
                            Some(vm.to_str(&only.clone())?.into_value())
                        } else if callable.bits == vm.types.type_.header_ptr() as u64 {
                            Some(vm.type_of(only).to_value())
                        } else {
                            None
                        };
                        if let Some(result) = result {
                            clear_window(vm, w, n);
                            return done(vm, pc, result);
                        }
                    }
                    if let Some(ty) = Raw::as_value(w).downcast_exact::<Type>().cloned()
                        && vm.has_plain_call(&ty)
                    {
                        let args =
                            Args { values: std::slice::from_raw_parts(first as *const Value, count), names: keywords };
                        let result = vm.with_native_depth(|vm| vm.call_type(&ty, args))?;
                        drop(ty);
                        clear_window(vm, w, n);
                        return done(vm, pc, result);
                    }
                }
                t if t == Kind::Instance.tag() && !has_self => {
                    let ty = vm.type_of(Raw::as_value(w)).clone();
                    if let Some(method) = vm.lookup_ref(&ty, &vm.names.__call__)
                        && method.downcast_exact::<Function>().is_some()
                    {
                        *w.add(3) = std::mem::replace(&mut *w, method.clone().into_raw());
                        continue;
                    }
                }
                t if t == Kind::NativeFunction.tag() && !has_self && keywords.is_empty() => {
                    let native = super::payload::<NativeFunction>(callable);
                    let def: *const NativeDef = &*native.def;
                    let called = match &native.this {
                        None => call_with_defaults(vm, def, first, count),
                        Some(this) => {
                            // The object takes the place of a method's self.
                            *w.add(3) = this.clone().into_raw();
                            call_with_defaults(vm, def, w.add(3), count + 1)
                        }
                    };
                    let result = called.result()?;
                    if !result.is_null() {
                        clear_window(vm, w, n);
                        return done(vm, pc, result.into_value());
                    }
                    super::clear(w, 3..4);
                }
                t if t == Kind::MethodDescriptor.tag() && has_self => {
                    let method = super::payload::<MethodDescriptor>(callable);
                    let def: *const NativeDef = &*method.def;
                    let result = match keywords.is_empty() {
                        true => call_with_defaults(vm, def, first, count).result()?,
                        false => Raw::NULL,
                    };
                    if !result.is_null() {
                        clear_window(vm, w, n);
                        return done(vm, pc, result.into_value());
                    }
                    let def = method.def.clone();
                    let args =
                        Args { values: std::slice::from_raw_parts(w.add(4) as *const Value, n), names: keywords };
                    let owner = method.owner.get(vm).qualname.clone();
                    let this = Raw::as_value(w.add(3)).clone();
                    let result = vm.call_native(&def, Some(&this), args, owner.as_str())?;
                    drop(this);
                    clear_window(vm, w, n);
                    return done(vm, pc, result);
                }
                _ => {}
            }
            let function = Raw::as_value(w).clone();
            let args = Args { values: std::slice::from_raw_parts(first as *const Value, count), names: keywords };
            let result = vm.call_args(&function, args)?;
            drop(function);
            clear_window(vm, w, n);
            return done(vm, pc, result);
        }
    }
}

/// A place for the frame of a call whose registers at `at`, the first `given` of them filled, do not fit where they are.
/// A generator's registers are not on the stack: its callees' frames begin at the stack's top instead.
#[cold]
#[inline(never)]
pub unsafe fn place(
    vm: &mut Vm,
    base: *mut Raw,
    at: *mut Raw,
    given: usize,
    code: &Code,
    flags: usize,
) -> PyResult<*mut Raw> {
    // SAFETY: `base` is the running frame; the registers beyond its top are free, and `at - 3` is the call's window.
    unsafe {
        let head = *FrameHead::of(base);
        let place = head.top.add(WINDOW);
        let elsewhere = head.flags() & frame_flag::GENERATOR != 0 && vm.thread.outside(at);
        let room = if elsewhere { place } else { at };
        if vm.thread.depth >= vm.thread.recursion_limit || vm.thread.outside(room.add(code.nregs as usize + 1)) {
            return Err(too_deep(vm));
        }
        if elsewhere {
            for i in 0..given {
                *place.add(i) = std::mem::replace(&mut *at.add(i), Raw::NULL);
            }
            if flags & frame_flag::INIT != 0 {
                *place.sub(WINDOW) = std::mem::replace(&mut *at.sub(WINDOW), Raw::NULL);
            }
        }
        Ok(room)
    }
}

/// As `place` for `need` registers, with no arguments to move. `None` if the stack has no room.
unsafe fn free_place(vm: &Vm, at: *mut Raw, need: usize) -> Option<*mut Raw> {
    // SAFETY: as in `place`.
    unsafe {
        let fits = |at: *mut Raw| !vm.thread.outside(at.add(need + 1));
        let room = if fits(at) { at } else { (*FrameHead::of(vm.thread.base)).top.add(WINDOW) };
        fits(room).then_some(room)
    }
}

/// Registers of a window before the first argument, of which the frame header takes two.
const WINDOW: usize = 3;

/// Calls a native with positional arguments only and defaults for the rest, which are put behind the arguments. Nothing
/// if its signature asks for more. The registers at `first` or its callable keep the definition alive.
#[inline(never)]
pub unsafe fn call_with_defaults(vm: &mut Vm, def: *const NativeDef, first: *mut Raw, count: usize) -> Outcome {
    // SAFETY: alive by contract. The registers behind the arguments are dead or free; while the native runs the frame
    // reaches behind them.
    unsafe {
        let func = (*def).func;
        let arity = (*def).arity();
        if arity == count {
            return func(vm, std::slice::from_raw_parts(first as *const Value, count)).into();
        }
        if arity == usize::MAX
            && let Some(plain) = (*def).plain
        {
            return match plain(vm, std::slice::from_raw_parts(first as *const Value, count)) {
                Some(result) => result.into(),
                None => Outcome::NOTHING,
            };
        }
        if arity == usize::MAX || count > arity {
            return Outcome::NOTHING;
        }
        let defaults = (*def).defaults(vm);
        if count < defaults.required {
            return Outcome::NOTHING;
        }
        let default = |i: usize| {
            let raw = defaults.values.get_unchecked(i).raw();
            raw.incref();
            raw
        };
        // In a generator the registers are not on the stack, and end somewhere: copies go to the native, which borrows them.
        if vm.thread.outside(first.add(arity + 2)) {
            const MOST: usize = 8;
            if arity > MOST {
                return Outcome::NOTHING;
            }
            let mut copies = [Raw::NULL; MOST];
            for (i, copy) in copies.iter_mut().enumerate().take(arity) {
                *copy = if i < count { *first.add(i) } else { default(i) };
            }
            let result = func(vm, std::slice::from_raw_parts(copies.as_ptr() as *const Value, arity));
            if defaults.texts {
                clear(copies.as_mut_ptr(), count..arity);
            }
            return result.into();
        }
        let head = FrameHead::of(vm.thread.base);
        let top = (*head).top;
        for i in count..arity {
            *first.add(i) = default(i);
        }
        (*head).top = top.max(first.add(arity));
        let result = func(vm, std::slice::from_raw_parts(first as *const Value, arity));
        (*head).top = top;
        if defaults.texts {
            clear(first, count..arity);
        }
        result.into()
    }
}

/// What a builtin function that the loop knows gives for the `n` arguments at `first`, if they are of the commonest types.
#[inline]
pub unsafe fn intrinsic(vm: &mut Vm, which: Intrinsic, first: *mut Raw, n: usize) -> Option<Raw> {
    // SAFETY: `n` registers hold arguments, and the function has at least one parameter.
    unsafe {
        let x = Raw::as_value(first);
        match which {
            Intrinsic::Len if n == 1 => {
                let len = if let Some(list) = x.downcast_exact::<List>() {
                    list.get(vm).items.len()
                } else if let Some(text) = x.downcast_exact::<Str>() {
                    text.char_len()
                } else if let Some(dict) = x.downcast_exact::<Dict>() {
                    dict.get(vm).len()
                } else {
                    x.downcast_exact::<Tuple>()?.len()
                };
                Some(vm.int(len as i64).into_raw())
            }
            Intrinsic::Ord if n == 1 => match x.downcast_exact::<Str>()?.bytes() {
                [b @ ..0x80] => Some(vm.int(*b as i64).into_raw()),
                _ => None,
            },
            Intrinsic::Chr if n == 1 => {
                let i = usize::try_from(x.as_small()?).ok()?;
                vm.latin1.get(i).map(|character| character.to_value().into_raw())
            }
            Intrinsic::IsInstance if n == 2 => {
                let class = Raw::as_value(first.add(1)).downcast_exact::<Type>()?;
                vm.type_of(x).ptr_eq(class).then_some(Raw::TRUE)
            }
            _ => None,
        }
    }
}

/// Drops callable, self and arguments of a finished call.
#[inline]
pub unsafe fn clear_window(_vm: &mut Vm, w: *mut Raw, n: usize) {
    // SAFETY: the window's registers own what they hold.
    unsafe {
        clear(w, 3..4 + n);
        clear(w, 0..1);
    }
}

/// `f(*args, **kwargs)`.
#[cold]
#[inline(never)]
pub unsafe fn call_ex(vm: &mut Vm, w: *mut Raw, has_keywords: bool, pc: *const Cell<u64>) -> PyResult<()> {
    // SAFETY: a call window of the running frame.
    unsafe {
        if let Some(entered) = enter_ex(vm, w, has_keywords, pc) {
            return entered;
        }
        let callable = Raw::as_value(w).clone();
        let this = if (*w.add(3)).is_null() { None } else { Some(Raw::as_value(w.add(3)).clone()) };
        let positional = Raw::as_value(w.add(4)).clone();
        let mut values: SmallVec<[Value; 8]> = this.into_iter().collect();
        let is_iterable = {
            let slots = &vm.type_of(&positional).get(vm).slots;
            slots.iter.is_some() || slots.getitem.is_some()
        };
        if !is_iterable {
            let (name, ty) = (vm.callable_text(&callable)?, vm.type_name(&positional));
            return Err(vm.type_error(format!("{name} argument after * must be an iterable, not {ty}")));
        }
        match positional.downcast_exact::<Tuple>() {
            Some(tuple) => values.extend(tuple.items().iter().cloned()),
            None => values.extend(vm.collect(&positional)?),
        }
        let mut names: SmallVec<[Value; 8]> = SmallVec::new();
        if has_keywords && let Some(dict) = Raw::as_value(w.add(5)).downcast::<Dict>() {
            for e in dict.get(vm).iter() {
                names.push(e.key.clone());
                values.push(e.value.clone());
            }
        }
        for name in &names {
            if name.downcast::<Str>().is_none() {
                return Err(vm.type_error("keywords must be strings"));
            }
        }
        let result = vm.call_args(&callable, Args { values: &values, names: &names })?;
        drop((callable, positional, values));
        clear(w, 0..1);
        clear(w, 3..5 + has_keywords as usize);
        done(vm, pc, result)
    }
}

/// `call_ex` of a Python function that is no generator's, with a tuple and a dict: its frame is entered. `None`, with nothing
/// changed, for all else.
unsafe fn enter_ex(vm: &mut Vm, w: *mut Raw, has_keywords: bool, pc: *const Cell<u64>) -> Option<PyResult<()>> {
    // SAFETY: a call window of the running frame. The values taken from it live until they are dropped below, and no Python
    // code runs before that.
    unsafe {
        let function = Raw::as_value(w).downcast_exact::<Function>()?;
        let header = function.header_ptr();
        let code: &Code = &(*function.payload_ptr()).code;
        let items = Raw::as_value(w.add(4)).downcast_exact::<Tuple>()?.items();
        let dict = match has_keywords {
            true => Some(Raw::as_value(w.add(5)).downcast_exact::<Dict>()?.get(vm)),
            false => None,
        };
        if code.flags & code_flag::ANY_GENERATOR != 0 {
            return None;
        }
        let has_self = !(*w.add(3)).is_null();
        let named = dict.map_or(0, Dict::len);
        let count = has_self as usize + items.len() + named;
        let first = free_place(vm, w.add(4), count.max(code.nregs as usize))?;
        let mut names: SmallVec<[Value; 8]> = SmallVec::new();
        if named > 0
            && let Some(dict) = dict
        {
            for e in dict.iter() {
                e.key.downcast::<Str>()?;
                names.push(e.key.clone());
            }
        }
        // From here on the window's registers are free for the arguments.
        let [this, positional] = [3, 4].map(|i| std::mem::replace(&mut *w.add(i), Raw::NULL));
        let keywords = match has_keywords {
            true => std::mem::replace(&mut *w.add(5), Raw::NULL),
            false => Raw::NULL,
        };
        let mut at = first;
        if has_self {
            *at = this;
            at = at.add(1);
        }
        for v in items {
            let raw = v.raw();
            raw.incref();
            *at = raw;
            at = at.add(1);
        }
        if named > 0
            && let Some(dict) = dict
        {
            for e in dict.iter() {
                *at = e.value.clone().into_raw();
                at = at.add(1);
            }
        }
        // What `*args` and `**kwargs` held has other owners now: no finaliser runs here.
        super::drop_raw(keywords);
        super::drop_raw(positional);
        *w = Raw::NULL;
        if !code.simple || code.argcount as usize != count || !names.is_empty() {
            let function = &*(&raw const header as *const Ref<Function>);
            if let Err(raised) = vm.bind_registers(function, first, count, &names) {
                drop(Ref::<Function>::from_owned(header));
                return Some(Err(raised));
            }
        }
        Some(enter(vm, pc, header, first, code.nparams as usize, 0))
    }
}

/// RecursionError of the Python stack.
#[cold]
pub unsafe fn too_deep(vm: &mut Vm) -> Raised {
    vm.recursion_error("maximum recursion depth exceeded")
}

/// A function of the code constant at `index`, in the globals of the running one.
#[cold]
#[inline(never)]
pub unsafe fn make_function(vm: &mut Vm, base: *mut Raw, index: usize) -> PyResult<Raw> {
    // SAFETY: `base` is a frame.
    let (code, outer) = unsafe { (code_of(base), function_of(base)) };
    let Some(code) = code.constants.get(index).and_then(|c| c.downcast_exact::<Code>()) else {
        return Err(vm.system_error("MakeFunction without code"));
    };
    let (globals, builtins) = {
        let f = outer.get(vm);
        (f.globals.clone(), f.builtins.clone())
    };
    Ok(vm.make_function_in(code.clone(), globals, builtins)?.into_value().into_raw())
}

/// Sets what `MakeFunction` leaves open.
#[cold]
#[inline(never)]
pub unsafe fn set_function_attr(_vm: &mut Vm, function: Raw, value: Raw, kind: usize) {
    // SAFETY: the function was just made: nobody else has seen it.
    unsafe {
        let f = super::payload::<Function>(function);
        let value = value.into_value();
        match kind {
            1 => f.defaults = value.into_ref().ok(),
            2 => f.kwdefaults = value.into_ref().ok(),
            3 => f.notes_mut().annotate = Some(value),
            4 => f.closure = value.into_ref().ok(),
            _ => f.notes_mut().type_params = Some(value),
        }
    }
}

impl Vm {
    /// A function object for a code object.
    pub fn make_function_in(
        &mut self,
        code: Ref<Code>,
        globals: Ref<Dict>,
        builtins: Ref<Dict>,
    ) -> PyResult<Ref<Function>> {
        let key = self.names.__name__.clone();
        let module = globals.get(self).get_str(&key).cloned().unwrap_or_default();
        code.used_with(&globals, builtins.ptr_eq(&self.builtins));
        let payload = Function {
            name: code.name.clone(),
            qualname: code.qualname.clone(),
            doc: code.docstring.clone().unwrap_or_default(),
            module,
            code,
            globals,
            builtins,
            defaults: None,
            kwdefaults: None,
            closure: None,
            notes: None,
        };
        self.alloc(&self.types.function, payload)
    }

    /// `__init__` of a class whose instances are made by `object.__new__` alone, if it is a Python function: then
    /// the call can be done in the loop. The class keeps it alive.
    pub(crate) fn plain_init(&mut self, ty: &Ref<Type>) -> Option<*mut Header> {
        let t = ty.get(self);
        let (version, init) = t.plain_init.get();
        let init =
            if version == t.version.get() && version != 0 { init as *mut Header } else { self.find_plain_init(ty)? };
        // Its `__code__` may be another one each time.
        // SAFETY: while the class has this version its MRO holds the function.
        let code: &Code = unsafe { &(*(init.add(1) as *const Function)).code };
        (code.flags & code_flag::ANY_GENERATOR == 0).then_some(init)
    }

    #[cold]
    fn find_plain_init(&mut self, ty: &Ref<Type>) -> Option<*mut Header> {
        let t = ty.get(self);
        if !t.core.is_heap_type || t.has_flag(crate::object::ty::type_flag::ABSTRACT) {
            return None;
        }
        if !self.has_plain_new(ty) || !self.has_plain_call(ty) {
            return None;
        }
        let name = &self.names.__init__;
        let init = self.lookup_ref(ty, name)?.downcast_exact::<Function>()?.header_ptr();
        // What the metaclass says about calls can change without a new version of the class, unless it is `type`.
        if self.type_of(&ty.to_value()).ptr_eq(&self.types.type_) {
            let t = ty.get(self);
            t.plain_init.set((t.version.get(), init as usize));
        }
        Some(init)
    }

    /// Whether calling the class goes through `type.__call__`.
    fn has_plain_call(&self, ty: &Ref<Type>) -> bool {
        let class = ty.to_value();
        let (mine, plain) = (self.type_of(&class).get(self).slots.call, self.types.type_.get(self).slots.call);
        mine.zip(plain).is_some_and(|(a, b)| std::ptr::fn_addr_eq(a, b))
    }

    /// How a callable is named in messages about its arguments: `f()`.
    pub(crate) fn callable_text(&mut self, callable: &Value) -> PyResult<String> {
        let qualname = self.names.__qualname__.clone();
        match self.getattr_opt(callable, &qualname)? {
            Some(name) if name.downcast::<Str>().is_some() => {
                let module = self.names.__module__.clone();
                let name = name.downcast::<Str>().map(|s| s.to_lossy().into_owned()).unwrap_or_default();
                match self.getattr_opt(callable, &module)? {
                    Some(m) if m.downcast::<Str>().is_some_and(|m| m.bytes() != b"builtins") => {
                        let m = m.downcast::<Str>().map(|s| s.to_lossy().into_owned()).unwrap_or_default();
                        Ok(format!("{m}.{name}()"))
                    }
                    _ => Ok(format!("{name}()")),
                }
            }
            _ => Ok(self.to_str(callable)?.to_lossy().into_owned()),
        }
    }
}
