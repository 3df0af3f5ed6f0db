//! Warnings: the filters, the registries of what was shown, and how a warning is shown. The module `_warnings`; the rest of
//! `warnings` is in Python (`lib/warnings.py`) and, once imported, owns the filters and the way of showing.

use crate::builtins::traceback::source_line;
use crate::gc::{Ref, Value};
use crate::native::build::ModuleBuilder;
use crate::object::module::Module;
use crate::object::{Dict, List, PyResult, Raised, Str, Tuple, Type};
use crate::vm::Vm;
use std::rc::Rc;

/// What the filters are while no program has imported `warnings`, and the version that registries compare.
struct State {
    filters: Ref<List>,
    once: Ref<Dict>,
    version: i64,
}

fn state(vm: &mut Vm) -> PyResult<(Ref<List>, Ref<Dict>, i64)> {
    let key = std::any::TypeId::of::<State>();
    if let Some(state) = vm.module_state.get(&key).and_then(|s| s.downcast_ref::<State>()) {
        return Ok((state.filters.clone(), state.once.clone(), state.version));
    }
    let main = vm.names.__main__.to_value();
    let e = &vm.exc;
    let lines = [
        ("default", e.DeprecationWarning.to_value(), main),
        ("ignore", e.DeprecationWarning.to_value(), Value::NONE),
        ("ignore", e.PendingDeprecationWarning.to_value(), Value::NONE),
        ("ignore", e.ImportWarning.to_value(), Value::NONE),
        ("ignore", e.ResourceWarning.to_value(), Value::NONE),
    ];
    let mut items = Vec::new();
    for (action, category, module) in lines {
        let action = vm.intern(action).into_value();
        items.push(vm.new_tuple(vec![action, Value::NONE, category, module, Value::small_int(0)])?);
    }
    let filters = vm.alloc(&vm.types.list, List { items })?;
    let once = vm.new_dict();
    vm.module_state.insert(key, Box::new(State { filters: filters.clone(), once: once.clone(), version: 0 }));
    Ok((filters, once, 0))
}

/// The module `_warnings`.
pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let (filters, once, _) = state(vm)?;
    let default = vm.new_str("default")?;
    let builder = ModuleBuilder::new(vm, "_warnings", "Low-level interface to warnings functionality.")?
        .function(
            "warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=<unrepresentable>)",
            warn,
            "Issue a warning, or maybe ignore it or raise an exception.",
        )
        .function(
            "warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)",
            warn_explicit,
            "Issue a warning, or maybe ignore it or raise an exception.",
        )
        .function("_filters_mutated_lock_held()", filters_mutated, "")
        .function("_source_line(filename, lineno, /)", source_line_of, "")
        .function("_acquire_lock()", nothing, "")
        .function("_release_lock()", nothing, "")
        .value("filters", filters.into_value())
        .value("_onceregistry", once.into_value())
        .value("_defaultaction", default);
    Ok(builder.build())
}

fn arg(args: &[Value], index: usize) -> &Value {
    static NONE: Value = Value::NONE;
    args.get(index).unwrap_or(&NONE)
}

fn nothing(_vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(Value::NONE)
}

/// The source line that is shown below a warning, or None.
fn source_line_of(vm: &mut Vm, args: &[Value]) -> PyResult {
    let filename = arg(args, 0).downcast::<Str>().map(|f| f.to_lossy().into_owned());
    let line = vm.int_value(arg(args, 1)).and_then(|n| u32::try_from(n).ok());
    match filename.zip(line).and_then(|(filename, line)| source_line(&filename, line)) {
        Some(line) => vm.new_str(&line),
        None => Ok(Value::NONE),
    }
}

/// What was shown under the old filters may be shown again.
fn filters_mutated(vm: &mut Vm, _args: &[Value]) -> PyResult {
    state(vm)?;
    let key = std::any::TypeId::of::<State>();
    if let Some(state) = vm.module_state.get_mut(&key).and_then(|s| s.downcast_mut::<State>()) {
        state.version += 1;
    }
    Ok(Value::NONE)
}

/// The category of a warning: that of a message which is a Warning itself, else the given one.
fn category_of(vm: &mut Vm, message: &Value, category: &Value) -> PyResult<Ref<Type>> {
    if vm.is_instance_of(message, &vm.exc.Warning) {
        return Ok(vm.type_of(message).clone());
    }
    if category.is_none() || category.is_unset() {
        return Ok(vm.exc.UserWarning.clone());
    }
    match category.downcast::<Type>() {
        Some(ty) if vm.is_subtype(ty, &vm.exc.Warning) => Ok(ty.clone()),
        _ => {
            let ty = vm.type_name(category);
            Err(vm.type_error(format!("category must be a Warning subclass, not '{ty}'")))
        }
    }
}

fn warn(vm: &mut Vm, args: &[Value]) -> PyResult {
    let category = category_of(vm, arg(args, 0), arg(args, 1))?;
    let level: i64 = vm.extract(arg(args, 2))?;
    let mut prefixes = Vec::new();
    if !arg(args, 4).is_unset() {
        let Some(tuple) = arg(args, 4).downcast::<Tuple>() else {
            let ty = vm.type_name(arg(args, 4));
            return Err(vm.type_error(format!("warn() argument 'skip_file_prefixes' must be tuple, not {ty}")));
        };
        prefixes.extend(tuple.items().iter().filter_map(|p| p.downcast::<Str>().map(|p| p.to_lossy().into_owned())));
    }
    let place = Place::of_frame(vm, level, &prefixes)?;
    issue(vm, &category, arg(args, 0), &place, arg(args, 3))?;
    Ok(Value::NONE)
}

fn warn_explicit(vm: &mut Vm, args: &[Value]) -> PyResult {
    let category = category_of(vm, arg(args, 0), arg(args, 1))?;
    let Some(filename) = arg(args, 2).downcast::<Str>() else {
        let ty = vm.type_name(arg(args, 2));
        return Err(vm.type_error(format!("warn_explicit() argument 'filename' must be str, not {ty}")));
    };
    let line: i64 = vm.extract(arg(args, 3))?;
    let module = match arg(args, 4) {
        none if none.is_none() => module_of_file(vm, &filename.to_lossy())?,
        module => module.clone(),
    };
    let registry = match arg(args, 5) {
        none if none.is_none() => None,
        registry => match registry.downcast::<Dict>() {
            Some(dict) => Some(dict.clone()),
            None => return Err(vm.type_error("'registry' must be a dict or None")),
        },
    };
    let place = Place { filename: filename.to_value(), line, module, registry };
    issue(vm, &category, arg(args, 0), &place, arg(args, 7))?;
    Ok(Value::NONE)
}

/// The module name that a file name stands for.
fn module_of_file(vm: &Vm, filename: &str) -> PyResult {
    match filename.strip_suffix(".py") {
        _ if filename.is_empty() => vm.new_str("<unknown>"),
        Some(name) => vm.new_str(name),
        None => vm.new_str(filename),
    }
}

/// Where a warning is issued.
struct Place {
    filename: Value,
    line: i64,
    module: Value,
    registry: Option<Ref<Dict>>,
}

impl Place {
    /// The place of the running frame, or of its callers for a level above 1.
    fn of_frame(vm: &mut Vm, level: i64, prefixes: &[String]) -> PyResult<Place> {
        let skip = usize::try_from(level.saturating_sub(1)).unwrap_or(0);
        let frames: Vec<_> = vm.running_frames().collect();
        let mut left = skip;
        let mut found = None;
        for (i, frame) in frames.iter().enumerate() {
            let function = vm.function_running_in(*frame);
            let file = function.get(vm).code.filename.to_lossy().into_owned();
            // The caller of a library is looked for behind all of its own files.
            if i > 0 && prefixes.iter().any(|p| file.starts_with(p.as_str())) {
                continue;
            }
            if left == 0 {
                found = Some((*frame, function));
                break;
            }
            left -= 1;
        }
        let Some((frame, function)) = found else {
            let dict = vm.sys.clone();
            return Ok(Place {
                filename: vm.new_str("<sys>")?,
                line: 0,
                module: vm.new_str("sys")?,
                registry: Some(registry_of(vm, &dict)),
            });
        };
        let (code, globals) = {
            let f = function.get(vm);
            (f.code.clone(), f.globals.clone())
        };
        // An instruction that belongs to no line, such as the entry of a handler, goes with what was before it.
        let mut at = vm.running_instruction(frame);
        let mut line = code.location_at(at).line;
        while line == 0 && at > 0 {
            at -= 1;
            line = code.location_at(at).line;
        }
        let module = match globals.get(vm).get_str(&vm.names.__name__).cloned() {
            Some(name) if !name.is_none() => name,
            _ => vm.new_str("<string>")?,
        };
        Ok(Place {
            filename: code.filename.to_value(),
            line: line as i64,
            module,
            registry: Some(registry_of(vm, &globals)),
        })
    }
}

/// `__warningregistry__` of a namespace.
fn registry_of(vm: &mut Vm, globals: &Ref<Dict>) -> Ref<Dict> {
    let key = vm.intern("__warningregistry__");
    if let Some(dict) = globals.get(vm).get_str(&key).and_then(|v| v.downcast::<Dict>()).cloned() {
        return dict;
    }
    let dict = vm.new_dict();
    let value = dict.to_value();
    drop(globals.get_mut(vm).set_str(&key, value));
    dict
}

/// An attribute of the `warnings` module, if a program has imported it.
fn imported(vm: &mut Vm, name: &str) -> Option<Value> {
    let key = vm.intern("warnings");
    let module = vm.modules.get(vm).get_str(&key).cloned()?;
    let name = vm.intern(name);
    vm.getattr_opt(&module, &name).ok().flatten()
}

/// The action for a warning: that of the first filter that fits.
fn action_for(vm: &mut Vm, category: &Ref<Type>, text: &Value, place: &Place) -> PyResult<(Rc<str>, Value)> {
    let filters = match imported(vm, "filters") {
        Some(filters) => filters,
        None => state(vm)?.0.into_value(),
    };
    let filters = match filters.downcast::<List>() {
        Some(list) => list.get(vm).items.clone(),
        None => return Err(vm.value_error("warnings.filters must be a list")),
    };
    for filter in filters {
        let Some([action, message, kind, module, line]) = filter.downcast::<Tuple>().map(|t| t.items()) else {
            return Err(vm.value_error("warnings.filters item isn't a 5-tuple"));
        };
        let Some(action_text) = action.downcast::<Str>() else {
            let ty = vm.type_name(action);
            return Err(vm.type_error(format!("action must be a string, not '{ty}'")));
        };
        let wanted: i64 = vm.extract(line)?;
        if (wanted == 0 || wanted == place.line)
            && vm.issubclass(&category.to_value(), kind)?
            && fits(vm, message, text)?
            && fits(vm, module, &place.module)?
        {
            return Ok((action_text.to_lossy().into(), filter.clone()));
        }
    }
    let default = imported(vm, "defaultaction").and_then(|d| d.downcast::<Str>().map(|s| Rc::from(&*s.to_lossy())));
    Ok((default.unwrap_or_else(|| Rc::from("default")), Value::NONE))
}

/// Whether a filter's pattern fits: None fits all, text must be equal, a compiled pattern match.
fn fits(vm: &mut Vm, pattern: &Value, text: &Value) -> PyResult<bool> {
    if pattern.is_none() {
        return Ok(true);
    }
    if pattern.downcast_exact::<Str>().is_some() {
        return vm.equals(pattern, text);
    }
    let found = vm.call_method_str(pattern, "match", std::slice::from_ref(text))?;
    vm.truthy(&found)
}

/// Issues a warning at a place: shows it, raises it or does nothing, as the filters say.
fn issue(vm: &mut Vm, category: &Ref<Type>, message: &Value, place: &Place, source: &Value) -> PyResult<()> {
    let (text, message) = if vm.is_instance_of(message, &vm.exc.Warning) {
        (vm.to_str(message)?.into_value(), message.clone())
    } else {
        let made = vm.call(&category.to_value(), std::slice::from_ref(message))?;
        (message.clone(), made)
    };
    let line = vm.int(place.line);
    let key = vm.new_tuple(vec![text.clone(), category.to_value(), line])?;
    if let Some(registry) = &place.registry
        && was_shown(vm, registry, &key, false)?
    {
        return Ok(());
    }
    let (action, filter) = action_for(vm, category, &text, place)?;
    match &*action {
        "error" => {
            let exception = vm.make_exception(&message)?;
            return Err(Raised(exception));
        }
        "ignore" => return Ok(()),
        "always" | "all" => {}
        "default" | "once" | "module" => {
            if let Some(registry) = &place.registry {
                vm.setitem(&registry.to_value(), &key, &Value::TRUE)?;
            }
            // For these two the line does not count. "once" is once for a module, as long as the module is known.
            let registry = match (&*action, &place.registry) {
                ("default", _) | ("module", None) => None,
                (_, Some(registry)) => Some(registry.clone()),
                (_, None) => match imported(vm, "onceregistry").and_then(|o| o.downcast::<Dict>().cloned()) {
                    Some(once) => Some(once),
                    None => Some(state(vm)?.1),
                },
            };
            if let Some(registry) = registry {
                let key = vm.new_tuple(vec![text.clone(), category.to_value()])?;
                if was_shown(vm, &registry, &key, true)? {
                    return Ok(());
                }
            }
        }
        other => {
            let shown = vm.repr_lossy(&filter)?;
            return Err(vm.runtime_error(format!("Unrecognized action ({other}) in warnings.filters:\n {shown}")));
        }
    }
    show(vm, category, &message, &text, place, source)
}

/// Whether a warning is in a registry of the present filters; adds it if asked to.
fn was_shown(vm: &mut Vm, registry: &Ref<Dict>, key: &Value, add: bool) -> PyResult<bool> {
    let version = state(vm)?.2;
    let version_key = vm.intern("version");
    let known = registry.get(vm).get_str(&version_key).and_then(|v| v.as_small());
    if known != Some(version) {
        drop(registry.get_mut(vm).take_all());
        let version = vm.int(version);
        drop(registry.get_mut(vm).set_str(&version_key, version));
    }
    let registry = registry.to_value();
    if vm.contains(&registry, key)? {
        let seen = vm.getitem(&registry, key)?;
        return vm.truthy(&seen);
    }
    if add {
        vm.setitem(&registry, key, &Value::TRUE)?;
    }
    Ok(false)
}

/// Through `warnings._showwarnmsg` if the module is there, else straight to stderr.
fn show(
    vm: &mut Vm,
    category: &Ref<Type>,
    message: &Value,
    text: &Value,
    place: &Place,
    source: &Value,
) -> PyResult<()> {
    if !source.is_none() && !source.is_unset() {
        // Where the object was made is for the module to tell.
        vm.import_module("warnings")?;
    }
    if let Some(function) = imported(vm, "_showwarnmsg") {
        let Some(class) = imported(vm, "WarningMessage") else {
            return Err(vm.runtime_error("unable to get warnings.WarningMessage"));
        };
        let line = vm.int(place.line);
        let source = if source.is_unset() { Value::NONE } else { source.clone() };
        let args =
            [message.clone(), category.to_value(), place.filename.clone(), line, Value::NONE, Value::NONE, source];
        let record = vm.call(&class, &args)?;
        return vm.call(&function, &[record]).map(drop);
    }
    let Some(stderr) = vm.sys_attribute("stderr").filter(|s| !s.is_none()) else { return Ok(()) };
    let filename = vm.to_str(&place.filename)?.to_lossy().into_owned();
    let text = vm.to_str(text)?.to_lossy().into_owned();
    let name = category.get(vm).name.to_lossy().into_owned();
    let mut out = format!("{filename}:{}: {name}: {text}\n", place.line);
    if let Some(line) = u32::try_from(place.line).ok().and_then(|line| source_line(&filename, line)) {
        out.push_str(&format!("  {line}\n"));
    }
    if !source.is_none() && !source.is_unset() {
        out.push_str(&format!("{name}: Enable tracemalloc to get the object allocation traceback\n"));
    }
    let out = vm.new_str(&out)?;
    vm.write_text(&stderr, &out)
}

impl Vm {
    /// Issues a warning at the line that runs.
    pub fn warn(&mut self, category: &Ref<Type>, message: &str) -> PyResult<()> {
        self.warn_at_level(category, message, 1)
    }

    /// Issues a warning at the line of a caller: level 1 is the innermost frame.
    pub fn warn_at_level(&mut self, category: &Ref<Type>, message: &str, level: i64) -> PyResult<()> {
        let message = self.new_str(message)?;
        let place = Place::of_frame(self, level, &[])?;
        issue(self, category, &message, &place, &Value::NONE)
    }

    /// Issues a warning about an object (`source`), at the line that runs now.
    pub fn warn_about(&mut self, category: &Ref<Type>, message: &str, source: &Value) -> PyResult<()> {
        let message = self.new_str(message)?;
        let place = Place::of_frame(self, 1, &[])?;
        // When the program is over, nothing is said of the object.
        let source = if self.thread.base.is_null() { &Value::NONE } else { source };
        issue(self, category, &message, &place, source)
    }

    /// Issues a warning about a place in a source text.
    pub fn warn_explicit(&mut self, category: &Ref<Type>, message: &str, file: &str, line: u32) -> PyResult<()> {
        let message = self.new_str(message)?;
        let filename = self.new_str(file)?;
        let module = module_of_file(self, file)?;
        let place = Place { filename, line: line as i64, module, registry: None };
        issue(self, category, &message, &place, &Value::NONE)
    }
}
