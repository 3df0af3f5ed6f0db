//! The import system: `sys.modules`, native and embedded modules, packages and modules on `sys.path`.

use super::Vm;
use crate::gc::{Ref, Value};
use crate::host::fs;
use crate::object::slots::PyResult;
use crate::object::{Dict, List, NativeFunction, Str, Tuple};
use crate::stdlib;
use crate::stdlib::native::importlib;
use std::path::{Path, PathBuf};

/// Where a module was found.
enum Found {
    Native(stdlib::NativeInit),
    Embedded { path: &'static str, text: &'static str, package: bool },
    File { path: PathBuf, package: Option<PathBuf> },
    Namespace(Vec<PathBuf>),
}

/// What a finder answers: ours with a place, those of programs with a spec.
enum Located {
    Found(Found),
    Spec(Value),
}

/// The package or module of this name in a folder; a folder without `__init__.py` is a portion of a namespace package.
fn find_in_folder(folder: &Path, last: &str) -> Option<Found> {
    let base = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let package = base.join(last);
    let init = package.join("__init__.py");
    if fs::is_file(&init) {
        return Some(Found::File { path: init, package: Some(package) });
    }
    let file = base.join(format!("{last}.py"));
    if fs::is_file(&file) {
        return Some(Found::File { path: file, package: None });
    }
    fs::is_dir(&package).then(|| Found::Namespace(vec![package]))
}

impl Vm {
    /// `__import__`: the module for `import a.b` is `a`, unless names are wanted from it.
    pub fn import(&mut self, name: &Ref<Str>, globals: Option<&Ref<Dict>>, fromlist: &Value, level: usize) -> PyResult {
        let name = name.to_lossy().into_owned();
        let absolute = if level > 0 { self.resolve_relative(&name, globals, level)? } else { name.clone() };
        if absolute.is_empty() {
            return Err(self.value_error("Empty module name"));
        }
        let module = self.import_module(&absolute)?;
        let wants_names = !fromlist.is_none() && self.truthy(fromlist)?;
        if wants_names {
            self.import_submodules(&module, &absolute, fromlist)?;
            return Ok(module);
        }
        if name.is_empty() {
            return Ok(module);
        }
        // `import a.b.c` binds `a`; a relative import strips the same number of parts.
        let head = match name.find('.') {
            None => return Ok(module),
            Some(cut) => &absolute[..absolute.len() - (name.len() - cut)],
        };
        self.import_module(head)
    }

    /// Imports a module by its absolute name, parents first.
    pub fn import_module(&mut self, name: &str) -> PyResult {
        if let Some(module) = self.loaded_module(name)? {
            return Ok(module);
        }
        self.with_native_depth(|vm| vm.load_module(name))
    }

    /// The entry of `sys.modules`; None there blocks the import.
    fn loaded_module(&mut self, name: &str) -> PyResult<Option<Value>> {
        let key = self.intern(name);
        match self.modules.get(self).get_str(&key).cloned() {
            Some(v) if v.is_none() => {
                let text = format!("import of {name} halted; None in sys.modules");
                let n = self.str(name);
                Err(self.import_error_of(&self.exc.ModuleNotFoundError, &text, Some(&n), None))
            }
            other => Ok(other),
        }
    }

    fn load_module(&mut self, name: &str) -> PyResult {
        let mut search: Option<Value> = None;
        let parent = match name.rsplit_once('.') {
            Some((parent, _)) => {
                let module = self.import_module(parent)?;
                // Importing the parent may have imported the child.
                if let Some(module) = self.loaded_module(name)? {
                    return Ok(module);
                }
                let key = self.names.__path__.clone();
                match self.getattr_opt(&module, &key)? {
                    Some(path) => search = Some(path),
                    None => {
                        let text = format!("No module named '{name}'; '{parent}' is not a package");
                        let n = self.str(name);
                        return Err(self.import_error_of(&self.exc.ModuleNotFoundError, &text, Some(&n), None));
                    }
                }
                Some(module)
            }
            None => None,
        };
        let module = match self.find_on_meta_path(name, search.as_ref())? {
            Some(Located::Found(found)) => self.load_found(name, found)?,
            Some(Located::Spec(spec)) => self.load_from_spec(&spec)?,
            None => {
                let n = self.str(name);
                let text = format!("No module named '{name}'");
                return Err(self.import_error_of(&self.exc.ModuleNotFoundError, &text, Some(&n), None));
            }
        };
        if let Some(parent) = parent {
            let child = name.rsplit('.').next().unwrap_or(name);
            let key = self.intern(child);
            self.setattr(&parent, &key, Some(&module))?;
        }
        Ok(module)
    }

    /// Asks the finders of `sys.meta_path` in turn; ours answer without objects.
    fn find_on_meta_path(&mut self, name: &str, search: Option<&Value>) -> PyResult<Option<Located>> {
        let finders = match self.sys_attribute("meta_path") {
            Some(list) if !list.is_none() => importlib::list_items(self, &list),
            _ => return Err(self.import_error("sys.meta_path is None, Python is likely shutting down", None, None)),
        };
        for finder in finders {
            let own = {
                let state = importlib::state(self)?;
                [&state.builtin, &state.frozen, &state.path_finder].map(|ty| finder.is(&ty.to_value()))
            };
            match own {
                [true, ..] => {
                    if let Some(init) = stdlib::native_module(name) {
                        return Ok(Some(Located::Found(Found::Native(init))));
                    }
                }
                [_, true, _] => {}
                [.., true] => {
                    if let Some(located) = self.find_on_path(name, search)? {
                        return Ok(Some(located));
                    }
                }
                _ => {
                    let key = self.intern("find_spec");
                    let Some(method) = self.getattr_opt(&finder, &key)? else { continue };
                    let name = self.new_str(name)?;
                    let spec = self.call(&method, &[name, search.cloned().unwrap_or_default(), Value::NONE])?;
                    if !spec.is_none() {
                        return Ok(Some(Located::Spec(spec)));
                    }
                }
            }
        }
        Ok(None)
    }

    /// Looks for a module in the entries of `sys.path`, or of a package's `__path__`; then among the embedded ones.
    fn find_on_path(&mut self, name: &str, search: Option<&Value>) -> PyResult<Option<Located>> {
        let entries = match search {
            Some(path) => self.collect(path)?,
            None => match self.sys_attribute("path") {
                Some(path) => self.collect(&path)?,
                None => Vec::new(),
            },
        };
        let hooked = self.has_foreign_hooks()?;
        let last = name.rsplit('.').next().unwrap_or(name);
        let mut portions = Vec::new();
        for entry in entries {
            let Some(text) = entry.downcast::<Str>() else { continue };
            let mut folder = PathBuf::from(text.to_lossy().into_owned());
            if hooked {
                let finder = self.entry_finder(&entry)?;
                if finder.is_none() {
                    continue;
                }
                if self.type_of(&finder).ptr_eq(&importlib::state(self)?.file_finder) {
                    let path = self.getattr_str(&finder, "path")?;
                    folder = PathBuf::from(self.to_str(&path)?.to_lossy().into_owned());
                } else {
                    let name = self.new_str(name)?;
                    let spec = self.call_method_str(&finder, "find_spec", &[name])?;
                    if spec.is_none() {
                        continue;
                    }
                    if !self.getattr_str(&spec, "loader")?.is_none() {
                        return Ok(Some(Located::Spec(spec)));
                    }
                    let more = self.getattr_str(&spec, "submodule_search_locations")?;
                    if !more.is_none() {
                        portions.extend(self.path_entries(&more)?);
                    }
                    continue;
                }
            }
            match find_in_folder(&folder, last) {
                Some(Found::Namespace(more)) => portions.extend(more),
                Some(found) => return Ok(Some(Located::Found(found))),
                None => {}
            }
        }
        if let Some((path, text, package)) = stdlib::source_module(name) {
            return Ok(Some(Located::Found(Found::Embedded { path, text, package })));
        }
        Ok((!portions.is_empty()).then_some(Located::Found(Found::Namespace(portions))))
    }

    /// Whether a program has put something of its own into `sys.path_hooks` or `sys.path_importer_cache`.
    fn has_foreign_hooks(&mut self) -> PyResult<bool> {
        let hooks = self.sys_attribute("path_hooks").map(|list| importlib::list_items(self, &list)).unwrap_or_default();
        let own = importlib::state(self)?.hook.clone();
        if hooks.len() != 1 || !hooks.iter().all(|h| h.is(&own)) {
            return Ok(true);
        }
        let cache = self.sys_attribute("path_importer_cache");
        Ok(cache.and_then(|c| c.downcast::<Dict>().map(|d| d.get(self).len())).is_some_and(|n| n > 0))
    }

    /// The finder of an entry of a path: from the cache, or made by the first hook that takes the entry.
    fn entry_finder(&mut self, entry: &Value) -> PyResult {
        let cache = self.sys_attribute("path_importer_cache").unwrap_or_default();
        let known = cache.downcast::<Dict>().cloned();
        if let Some(dict) = &known
            && let Some(finder) = self.dict_get(dict, entry)?
        {
            return Ok(finder);
        }
        let hooks = self.sys_attribute("path_hooks").map(|list| importlib::list_items(self, &list)).unwrap_or_default();
        let mut finder = Value::NONE;
        for hook in hooks {
            match self.call(&hook, std::slice::from_ref(entry)) {
                Ok(made) => {
                    finder = made;
                    break;
                }
                Err(raised) if self.raised_is(&raised, |e| &e.ImportError) => {}
                Err(raised) => return Err(raised),
            }
        }
        if known.is_some() {
            self.setitem(&cache, entry, &finder)?;
        }
        Ok(finder)
    }

    fn path_entries(&mut self, path: &Value) -> PyResult<Vec<PathBuf>> {
        let items = self.collect(path)?;
        Ok(items.iter().filter_map(|v| v.downcast::<Str>()).map(|s| PathBuf::from(s.to_lossy().into_owned())).collect())
    }

    /// The spec of a module, as `import` would find it.
    pub(crate) fn find_spec(&mut self, name: &str, search: Option<&Value>) -> PyResult<Option<Value>> {
        let located = self.find_on_meta_path(name, search)?;
        located.map(|located| self.spec_of(name, located)).transpose()
    }

    /// As `find_spec`, of the path only.
    pub(crate) fn find_spec_on_path(&mut self, name: &str, search: Option<&Value>) -> PyResult<Option<Value>> {
        let located = self.find_on_path(name, search)?;
        located.map(|located| self.spec_of(name, located)).transpose()
    }

    /// As `find_spec`, of one folder.
    pub(crate) fn find_spec_in_folder(&mut self, name: &str, folder: PathBuf) -> PyResult<Option<Value>> {
        let last = name.rsplit('.').next().unwrap_or(name);
        match find_in_folder(&folder, last) {
            Some(Found::Namespace(portions)) => {
                Ok(Some(self.new_spec(name, Value::NONE, None, false, Some(&portions))?))
            }
            Some(found) => Ok(Some(self.spec_of(name, Located::Found(found))?)),
            None => Ok(None),
        }
    }

    fn spec_of(&mut self, name: &str, located: Located) -> PyResult {
        match located {
            Located::Spec(spec) => Ok(spec),
            Located::Found(Found::Native(_)) => {
                let loader = importlib::state(self)?.builtin.to_value();
                self.new_spec(name, loader, Some("built-in"), false, None)
            }
            Located::Found(Found::Embedded { path, package, .. }) => {
                let loader = self.new_source_loader(name, path)?;
                let folder = package.then(|| Path::new(path).parent().map(Path::to_path_buf)).flatten();
                self.new_spec(name, loader, Some(path), true, folder.as_ref().map(std::slice::from_ref))
            }
            Located::Found(Found::File { path, package }) => {
                let file = path.to_string_lossy().into_owned();
                let loader = self.new_source_loader(name, &file)?;
                self.new_spec(name, loader, Some(&file), true, package.as_ref().map(std::slice::from_ref))
            }
            Located::Found(Found::Namespace(portions)) => {
                let (ty, paths) = {
                    let state = importlib::state(self)?;
                    (state.namespace_loader.clone(), state.namespace_path.clone())
                };
                let list = self.path_list(&portions)?;
                let items = importlib::list_items(self, &list);
                let path = self.alloc(&paths, List { items })?.into_value();
                let loader = self.plain_instance(&ty, vec![("_path", path.clone())])?;
                let spec = self.new_spec(name, loader, None, false, None)?;
                let key = self.intern("submodule_search_locations");
                self.instance_set(&spec, &key, path)?;
                Ok(spec)
            }
        }
    }

    /// Sets the attributes of a module that its spec gives: those that are missing, or all.
    pub(crate) fn init_module_attributes(&mut self, spec: &Value, module: &Value, replace: bool) -> PyResult<()> {
        let name = self.getattr_str(spec, "name")?;
        let loader = self.getattr_str(spec, "loader")?;
        let parent = self.getattr_str(spec, "parent")?;
        let search = self.getattr_str(spec, "submodule_search_locations")?;
        let located = self.getattr_str(spec, "has_location")?;
        let mut attributes = vec![("__name__", name)];
        let loader = match loader {
            none if none.is_none() && !search.is_none() => {
                let ty = importlib::state(self)?.namespace_loader.clone();
                self.plain_instance(&ty, vec![("_path", search.clone())])?
            }
            loader => loader,
        };
        attributes.extend([("__loader__", loader), ("__package__", parent)]);
        if !search.is_none() {
            attributes.push(("__path__", search));
        }
        if self.truthy(&located)? {
            attributes.push(("__file__", self.getattr_str(spec, "origin")?));
            let cached = self.getattr_str(spec, "cached")?;
            if !cached.is_none() {
                attributes.push(("__cached__", cached));
            }
        }
        let key = self.names.__spec__.clone();
        self.setattr(module, &key, Some(spec))?;
        for (name, value) in attributes {
            let key = self.intern(name);
            if replace || self.getattr_opt(module, &key)?.is_none_or(|v| v.is_none()) {
                self.setattr(module, &key, Some(&value))?;
            }
        }
        Ok(())
    }

    /// `importlib.util.module_from_spec`
    pub(crate) fn module_from_spec(&mut self, spec: &Value) -> PyResult {
        let loader = self.getattr_str(spec, "loader")?;
        let mut module = Value::NONE;
        let key = self.intern("create_module");
        if let Some(create) = self.getattr_opt(&loader, &key)? {
            module = self.call(&create, std::slice::from_ref(spec))?;
        } else {
            let key = self.intern("exec_module");
            if !loader.is_none() && self.getattr_opt(&loader, &key)?.is_some() {
                let text = "loaders that define exec_module() must also define create_module()";
                return Err(self.import_error(text, None, None));
            }
        }
        if module.is_none() {
            let name = self.getattr_str(spec, "name")?;
            let name = self.to_str(&name)?.to_lossy().into_owned();
            module = self.new_module(&name)?.into_value();
        }
        self.init_module_attributes(spec, &module, false)?;
        Ok(module)
    }

    /// Makes the module of a spec, puts it into `sys.modules` and executes it.
    pub(crate) fn load_from_spec(&mut self, spec: &Value) -> PyResult {
        let loader = self.getattr_str(spec, "loader")?;
        let name = self.getattr_str(spec, "name")?;
        let key = self.attr_name(&name)?;
        let execute = self.intern("exec_module");
        if !loader.is_none() && self.getattr_opt(&loader, &execute)?.is_none() {
            // The way of Python 2 and of the first versions of Python 3.
            self.call_method_str(&loader, "load_module", std::slice::from_ref(&name))?;
            let loaded = self.modules.get(self).get_str(&key).cloned().unwrap_or_default();
            self.init_module_attributes(spec, &loaded, false)?;
            return Ok(loaded);
        }
        let module = self.module_from_spec(spec)?;
        drop(self.modules.clone().get_mut(self).set_str(&key, module.clone()));
        self.thread.importing.push(module.clone());
        let result = if loader.is_none() {
            match self.getattr_str(spec, "submodule_search_locations") {
                Ok(none) if none.is_none() => Err(self.import_error("missing loader", Some(&name), None)),
                other => other,
            }
        } else {
            self.call_method_str(&loader, "exec_module", std::slice::from_ref(&module))
        };
        if let Some(i) = self.thread.importing.iter().rposition(|m| m.is(&module)) {
            self.thread.importing.remove(i);
        }
        match result {
            Ok(_) => Ok(self.modules.get(self).get_str(&key).cloned().unwrap_or(module)),
            Err(raised) => {
                drop(self.modules.clone().get_mut(self).remove_str(&key));
                Err(raised)
            }
        }
    }

    /// The source of a module that can be run as a program: its file, text, and whether it is a package. Its parent
    /// packages are imported.
    pub fn find_source(&mut self, name: &str) -> PyResult<Option<(String, String, bool)>> {
        let mut search = None;
        if let Some((parent, _)) = name.rsplit_once('.') {
            let module = match self.import_module(parent) {
                Ok(module) => module,
                Err(raised)
                    if self.raised_is(&raised, |e| &e.ModuleNotFoundError) && self.is_about(&raised, parent) =>
                {
                    return Ok(None);
                }
                Err(raised) => return Err(raised),
            };
            let key = self.names.__path__.clone();
            match self.getattr_opt(&module, &key)? {
                Some(path) => search = Some(path),
                None => return Ok(None),
            }
        }
        match self.find_on_path(name, search.as_ref())? {
            Some(Located::Found(Found::Embedded { path, text, package })) => {
                Ok(Some((path.to_owned(), text.to_owned(), package)))
            }
            Some(Located::Found(Found::File { path, package })) => {
                let file = path.to_string_lossy().into_owned();
                match fs::read(&path) {
                    Ok(bytes) => {
                        let text = self.decode_source(&bytes, &file)?;
                        Ok(Some((file, text, package.is_some())))
                    }
                    Err(error) => {
                        let name = self.str(&file);
                        Err(self.os_error(&error, Some(name)))
                    }
                }
            }
            Some(Located::Found(Found::Namespace(_))) => Ok(Some((String::new(), String::new(), true))),
            Some(Located::Spec(spec)) => {
                let loader = self.getattr_str(&spec, "loader")?;
                let shown = self.new_str(name)?;
                let source = self.call_method_str(&loader, "get_source", &[shown])?;
                let origin = self.getattr_str(&spec, "origin")?;
                let search = self.getattr_str(&spec, "submodule_search_locations")?;
                let (origin, source) = (self.to_str(&origin)?, self.to_str(&source)?);
                Ok(Some((origin.to_lossy().into_owned(), source.to_lossy().into_owned(), !search.is_none())))
            }
            Some(Located::Found(Found::Native(_))) | None => Ok(None),
        }
    }

    fn load_found(&mut self, name: &str, found: Found) -> PyResult {
        let key = self.intern(name);
        match found {
            Found::Native(init) => {
                let module = init(self)?.into_value();
                self.set_builtin_spec(name, &module)?;
                drop(self.modules.clone().get_mut(self).set_str(&key, module.clone()));
                Ok(module)
            }
            Found::Namespace(_) => {
                let module = self.new_module(name)?.into_value();
                let spec = self.spec_of(name, Located::Found(found))?;
                self.init_module_attributes(&spec, &module, true)?;
                drop(self.modules.clone().get_mut(self).set_str(&key, module.clone()));
                Ok(module)
            }
            Found::Embedded { path, text, .. } => {
                let spec = self.spec_of(name, Located::Found(found))?;
                self.run_module_source(name, &spec, path, text)
            }
            Found::File { path, package } => {
                let file = path.to_string_lossy().into_owned();
                let bytes = match fs::read(&path) {
                    Ok(bytes) => bytes,
                    Err(error) => {
                        let name = self.str(&file);
                        return Err(self.os_error(&error, Some(name)));
                    }
                };
                let text = self.decode_source(&bytes, &file)?;
                let spec = self.spec_of(name, Located::Found(Found::File { path, package }))?;
                self.run_module_source(name, &spec, &file, &text)
            }
        }
    }

    /// Runs a module's source in a fresh module that is in `sys.modules` meanwhile.
    fn run_module_source(&mut self, name: &str, spec: &Value, file: &str, text: &str) -> PyResult {
        let key = self.intern(name);
        let module = self.new_module(name)?;
        let dict = module.get(self).dict.clone();
        let value = module.to_value();
        self.init_module_attributes(spec, &value, true)?;
        drop(self.modules.clone().get_mut(self).set_str(&key, value.clone()));
        self.thread.importing.push(value.clone());
        let result = match self.compile_source(text, file, crate::syntax::Mode::File, 0) {
            Ok(code) => self.run_code(&code, &dict, &dict.to_value()),
            Err(raised) => Err(raised),
        };
        if let Some(i) = self.thread.importing.iter().rposition(|m| m.is(&value)) {
            self.thread.importing.remove(i);
        }
        match result {
            Ok(_) => {
                // A module may replace itself in `sys.modules`.
                Ok(self.modules.get(self).get_str(&key).cloned().unwrap_or(value))
            }
            Err(raised) => {
                drop(self.modules.clone().get_mut(self).remove_str(&key));
                Err(raised)
            }
        }
    }

    /// The absolute name of a relative import.
    fn resolve_relative(&mut self, name: &str, globals: Option<&Ref<Dict>>, level: usize) -> PyResult<String> {
        let get = |vm: &Vm, key: &Ref<Str>| globals.and_then(|g| g.get(vm).get_str(key).cloned());
        let package = match get(self, &self.names.__package__) {
            Some(p) if !p.is_none() => p.downcast::<Str>().map(|s| s.to_lossy().into_owned()),
            _ => {
                let module = get(self, &self.names.__name__);
                let module = module.and_then(|n| n.downcast::<Str>().map(|s| s.to_lossy().into_owned()));
                let is_package = get(self, &self.names.__path__).is_some();
                module.map(|m| match (is_package, m.rsplit_once('.')) {
                    (true, _) => m,
                    (false, Some((parent, _))) => parent.to_owned(),
                    (false, None) => String::new(),
                })
            }
        };
        let Some(package) = package.filter(|p| !p.is_empty()) else {
            return Err(self.import_error("attempted relative import with no known parent package", None, None));
        };
        let mut base = package.as_str();
        for _ in 1..level {
            match base.rsplit_once('.') {
                Some((parent, _)) => base = parent,
                None => {
                    return Err(self.import_error("attempted relative import beyond top-level package", None, None));
                }
            }
        }
        Ok(if name.is_empty() { base.to_owned() } else { format!("{base}.{name}") })
    }

    /// Imports those names of a `from` list that are submodules of a package.
    fn import_submodules(&mut self, module: &Value, name: &str, fromlist: &Value) -> PyResult<()> {
        let path = self.names.__path__.clone();
        if self.getattr_opt(module, &path)?.is_none() {
            return Ok(());
        }
        let mut items = self.collect(fromlist)?;
        if items.iter().any(|i| i.downcast::<Str>().is_some_and(|s| s.bytes() == b"*")) {
            let all = self.names.__all__.clone();
            if let Some(all) = self.getattr_opt(module, &all)? {
                items.extend(self.collect(&all)?);
            }
        }
        for item in items {
            let Some(text) = item.downcast::<Str>() else {
                let ty = self.type_name(&item);
                return Err(self.type_error(format!("Item in ``from list'' must be str, not {ty}")));
            };
            if text.bytes() == b"*" {
                continue;
            }
            let key = self.intern_str(text);
            if self.getattr_opt(module, &key)?.is_some() {
                continue;
            }
            let child = format!("{name}.{}", key.to_lossy());
            match self.import_module(&child) {
                Ok(_) => {}
                // Not a submodule: `from` itself reports the missing name.
                Err(raised)
                    if self.raised_is(&raised, |e| &e.ModuleNotFoundError) && self.is_about(&raised, &child) => {}
                Err(raised) => return Err(raised),
            }
        }
        Ok(())
    }

    fn is_about(&self, raised: &crate::object::Raised, name: &str) -> bool {
        raised
            .0
            .get(self)
            .fields
            .first()
            .and_then(Option::as_ref)
            .and_then(|n| n.downcast::<Str>())
            .is_some_and(|n| n.bytes() == name.as_bytes())
    }

    /// `from module import name`.
    pub fn import_from(&mut self, module: &Value, name: &Ref<Str>) -> PyResult {
        if let Some(value) = self.getattr_opt(module, name)? {
            return Ok(value);
        }
        let key = self.names.__name__.clone();
        let module_name = self.getattr_opt(module, &key)?;
        let module_name = module_name.and_then(|n| n.downcast::<Str>().map(|s| s.to_lossy().into_owned()));
        if let Some(m) = &module_name {
            let key = self.intern(&format!("{m}.{}", name.to_lossy()));
            if let Some(value) = self.modules.get(self).get_str(&key).cloned() {
                return Ok(value);
            }
        }
        let file_key = self.names.__file__.clone();
        let file = self.getattr_opt(module, &file_key)?;
        let file_text = file.as_ref().and_then(|f| f.downcast::<Str>().map(|s| s.to_lossy().into_owned()));
        let place = file_text.unwrap_or_else(|| "unknown location".into());
        let shown = module_name.clone().unwrap_or_else(|| "<unknown module name>".into());
        let partially = self.thread.importing.iter().any(|m| m.is(module));
        let text = match self.renaming_hint(module, &shown, partially)? {
            Some(hint) => format!("cannot import name '{}' from '{shown}' ({hint})", name.to_lossy()),
            None if partially => format!(
                "cannot import name '{}' from partially initialized module '{shown}' (most likely due to a circular import) ({place})",
                name.to_lossy()
            ),
            None => format!("cannot import name '{}' from '{shown}' ({place})", name.to_lossy()),
        };
        let shown = self.str(&shown);
        let raised = self.import_error(text, Some(&shown), file.as_ref());
        self.set_exception_field(&raised, super::errors::field::IMPORT_NAME_FROM, name.to_value());
        Err(raised)
    }

    /// The message for an attribute that a module lacks, if there is more to say than that.
    pub(crate) fn why_missing(&mut self, module: &Value, name: &Ref<Str>) -> PyResult<Option<String>> {
        let key = self.names.__name__.clone();
        let Some(shown) = self.instance_get(module, &key) else { return Ok(None) };
        let Some(shown) = shown.downcast::<Str>().map(|n| n.to_lossy().into_owned()) else { return Ok(None) };
        let partially = self.thread.importing.iter().any(|m| m.is(module));
        let name = name.to_lossy();
        if let Some(hint) = self.renaming_hint(module, &shown, partially)? {
            return Ok(Some(format!("module '{shown}' has no attribute '{name}' ({hint})")));
        }
        if partially {
            let from = self.module_origin(module).map_or(String::new(), |origin| format!(" from '{origin}'"));
            return Ok(Some(format!(
                "partially initialized module '{shown}'{from} has no attribute '{name}' (most likely due to a circular import)"
            )));
        }
        let child = self.intern(&format!("{shown}.{name}"));
        let child = self.modules.get(self).get_str(&child).cloned();
        if child.is_some_and(|child| self.thread.importing.iter().any(|m| m.is(&child))) {
            return Ok(Some(format!(
                "cannot access submodule '{name}' of module '{shown}' (most likely due to a circular import)"
            )));
        }
        Ok(None)
    }

    /// The origin that a module's spec tells.
    fn module_origin(&mut self, module: &Value) -> Option<String> {
        let spec = self.names.__spec__.clone();
        let spec = self.instance_get(module, &spec)?;
        let key = self.intern("origin");
        let origin = self.instance_get(&spec, &key)?;
        origin.downcast::<Str>().map(|o| o.to_lossy().into_owned())
    }

    /// Advice to rename a file beside the program that hides a module of the library, or is likely to.
    fn renaming_hint(&mut self, module: &Value, name: &str, partially: bool) -> PyResult<Option<String>> {
        if self.config.safe_path {
            return Ok(None);
        }
        let (Some(origin), Some(folder)) = (self.module_origin(module), self.config.path.first().cloned()) else {
            return Ok(None);
        };
        let file = Path::new(&origin);
        let mut own = file.parent();
        if file.file_name().is_some_and(|f| f == "__init__.py") {
            own = own.and_then(Path::parent);
        }
        let folder = if folder.is_empty() { fs::current_dir().unwrap_or_default() } else { PathBuf::from(folder) };
        if own != Some(folder.as_path()) {
            return Ok(None);
        }
        let known = match self.sys_attribute("stdlib_module_names") {
            Some(names) => {
                let name = self.new_str(name)?;
                self.contains(&names, &name)?
            }
            None => false,
        };
        Ok(match (known, partially) {
            (true, _) => Some(format!(
                "consider renaming '{origin}' since it has the same name as the standard library module named '{name}' and prevents importing that standard library module"
            )),
            (false, true) => Some(format!(
                "consider renaming '{origin}' if it has the same name as a library you intended to import"
            )),
            (false, false) => None,
        })
    }

    /// `from module import *` into a namespace.
    pub fn import_star(&mut self, module: &Value, namespace: &Value) -> PyResult<()> {
        let all = self.names.__all__.clone();
        let names = match self.getattr_opt(module, &all)? {
            Some(all) => self.collect(&all)?,
            None => {
                let dict = self.names.__dict__.clone();
                let Some(dict) = self.getattr_opt(module, &dict)? else {
                    return Err(self.import_error("from-import-* object has no __dict__ and no __all__", None, None));
                };
                let keys = self.call_method_str(&dict, "keys", &[])?;
                let keys = self.collect(&keys)?;
                keys.into_iter().filter(|k| k.downcast::<Str>().is_some_and(|s| !s.bytes().starts_with(b"_"))).collect()
            }
        };
        for name in names {
            if name.downcast::<Str>().is_none() {
                let ty = self.type_name(&name);
                let key = self.names.__name__.clone();
                let m = self.getattr(module, &key)?;
                let m = self.to_str(&m)?.to_lossy().into_owned();
                return Err(self.type_error(format!("Item in {m}.__all__ must be str, not {ty}")));
            }
            let key = self.attr_name(&name)?;
            let value = self.getattr(module, &key)?;
            self.setitem(namespace, &name, &value)?;
        }
        Ok(())
    }

    /// Whether this is the builtin `__import__` itself.
    pub(crate) fn is_builtin_import(&self, f: &Value) -> bool {
        f.downcast_exact::<NativeFunction>().is_some_and(|f| f.get(self).name.0.bytes() == b"__import__")
    }
}

const _: fn(Ref<List>, Ref<Tuple>) = |_, _| {};
