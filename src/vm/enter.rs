//! Entering Python code from native code: functions, modules, class bodies, `exec`.

use super::Vm;
use super::frame::{FrameHead, frame_flag};
use super::run::eval;
use crate::bytecode::{Code, code_flag};
use crate::gc::{Raw, Ref, Value};
use crate::object::slots::{Args, PyResult};
use crate::object::{Dict, Function};

impl Vm {
    /// The first free register of the thread's stack.
    #[inline]
    pub(crate) fn stack_top(&self) -> *mut Raw {
        if self.thread.base.is_null() {
            self.thread.stack.as_ptr() as *mut Raw
        } else {
            // SAFETY: `base` is the running frame.
            unsafe { (*FrameHead::of(self.thread.base)).top }
        }
    }

    /// Calls a Python function from native code.
    #[inline]
    pub fn call_function(&mut self, function: &Ref<Function>, args: Args<'_>) -> PyResult {
        self.call_function_with(function, None, args)
    }

    /// As `call_function`, with `first` (if any) before the arguments.
    pub fn call_function_with(&mut self, function: &Ref<Function>, first: Option<&Value>, args: Args<'_>) -> PyResult {
        self.check_native_depth()?;
        let code = function.get(self).code.clone();
        if code.flags & code_flag::ANY_GENERATOR != 0 {
            let mut values = self.copy_items(args.values)?;
            if let Some(first) = first {
                values.insert(0, first.clone());
            }
            return self.call_generator_function(function, values, args.names);
        }
        // SAFETY: the registers from `top` on are free; there is room for all of the frame's.
        unsafe {
            let given = args.values.len() + first.is_some() as usize;
            let nb = self.frame_room(&code, given)?;
            for (i, v) in first.into_iter().chain(args.values).enumerate() {
                *nb.add(i) = v.clone().into_raw();
            }
            if !code.simple || code.argcount as usize != given || !args.names.is_empty() {
                self.bind_registers(function, nb, given, args.names)?;
            }
            self.run_frame(function, &code, nb, code.nparams as usize)
        }
    }

    /// Room for a frame with `given` arguments, or RecursionError.
    unsafe fn frame_room(&mut self, code: &Code, given: usize) -> PyResult<*mut Raw> {
        // SAFETY: the stack's end is checked.
        unsafe {
            let nb = self.stack_top().add(2);
            let need = (code.nregs as usize).max(given) + 2;
            if self.thread.outside(nb.add(need)) || self.thread.depth >= self.thread.recursion_limit {
                return Err(self.recursion_error("maximum recursion depth exceeded"));
            }
            Ok(nb)
        }
    }

    /// Runs a frame whose first `given` registers are filled.
    unsafe fn run_frame(&mut self, function: &Ref<Function>, code: &Ref<Code>, nb: *mut Raw, given: usize) -> PyResult {
        // SAFETY: the registers are free and there is room.
        unsafe {
            for i in given..code.nlocals as usize {
                *nb.add(i) = Raw::NULL;
            }
            let saved = (self.thread.base, self.thread.pc);
            *FrameHead::of(nb) = FrameHead {
                return_pc: saved.1,
                caller: saved.0 as usize | frame_flag::ENTRY,
                function: function.clone().into_value().into_raw().header(),
                top: nb.add(code.nregs as usize),
            };
            self.thread.depth += 1;
            let pc = code.stream.as_ptr();
            let result = eval(self, nb, pc);
            self.thread.base = saved.0;
            self.thread.pc = saved.1;
            result
        }
    }

    /// Runs the body of a module, class or `exec` with its namespace in the first register.
    pub fn run_in_namespace(&mut self, function: &Ref<Function>, namespace: &Value) -> PyResult {
        let code = function.get(self).code.clone();
        if code.flags & code_flag::ANY_GENERATOR != 0 {
            return self.call_generator_function(function, vec![namespace.clone()], &[]);
        }
        self.with_native_depth(|vm| {
            // SAFETY: as in `call_function`.
            unsafe {
                let nb = vm.frame_room(&code, 1)?;
                *nb = namespace.clone().into_raw();
                vm.run_frame(function, &code, nb, 1)
            }
        })
    }

    /// Runs a class body.
    pub fn call_class_body(&mut self, body: &Value, namespace: &Value) -> PyResult {
        match body.downcast_exact::<Function>() {
            Some(function) => self.run_in_namespace(&function.clone(), namespace),
            None => self.call(body, &[]),
        }
    }

    /// Runs compiled code: `exec` and `eval`. `locals` may be any mapping.
    pub fn run_code(&mut self, code: &Ref<Code>, globals: &Ref<Dict>, locals: &Value) -> PyResult {
        let builtins = self.builtins_of(globals)?;
        let function = self.make_function_in(code.clone(), globals.clone(), builtins)?;
        if code.flags & code_flag::OPTIMIZED != 0 {
            return self.call_function(&function, Args::NONE);
        }
        self.run_in_namespace(&function, locals)
    }

    /// As `run_code`, for code with free variables: `closure` is the tuple of their cells.
    pub fn run_code_with_closure(
        &mut self,
        code: &Ref<Code>,
        globals: &Ref<Dict>,
        locals: &Value,
        closure: &Value,
    ) -> PyResult {
        let builtins = self.builtins_of(globals)?;
        let function = self.make_function_in(code.clone(), globals.clone(), builtins)?;
        function.get_mut(self).closure = closure.downcast::<crate::object::Tuple>().cloned();
        if code.flags & code_flag::OPTIMIZED != 0 {
            return self.call_function(&function, Args::NONE);
        }
        self.run_in_namespace(&function, locals)
    }

    /// The builtins that code with these globals sees; added to the globals if they name none.
    pub fn builtins_of(&mut self, globals: &Ref<Dict>) -> PyResult<Ref<Dict>> {
        let key = self.names.__builtins__.clone();
        match globals.get(self).get_str(&key).cloned() {
            Some(v) => {
                if let Some(module) = v.downcast::<crate::object::module::Module>() {
                    return Ok(module.get(self).dict.clone());
                }
                match v.downcast::<Dict>() {
                    Some(dict) => Ok(dict.clone()),
                    None => Ok(self.builtins.clone()),
                }
            }
            None => {
                // The dict; only `__main__` has the module itself.
                let builtins = self.builtins.clone();
                drop(globals.get_mut(self).set_str(&key, builtins.to_value()));
                Ok(builtins)
            }
        }
    }

    /// The `builtins` module object.
    pub fn builtins_module(&self) -> Value {
        let key = &self.names.builtins;
        match self.modules.get(self).get_str(key) {
            Some(m) => m.clone(),
            None => self.builtins.to_value(),
        }
    }
}
