//! The import system: `sys.modules`, native and embedded modules, packages and modules on `sys.path`.

use super::Vm;
use crate::gc::{Ref, Value};
use crate::object::module::Module;
use crate::object::slots::PyResult;
use crate::object::{Dict, List, NativeFunction, Str, Tuple};
use crate::stdlib;
use std::path::{Path, PathBuf};

/// Where a module was found.
enum Found {
    Native(stdlib::NativeInit),
    Embedded { path: &'static str, text: &'static str, package: bool },
    File { path: PathBuf, package: Option<PathBuf> },
    Namespace(Vec<PathBuf>),
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
        let mut search: Option<Vec<PathBuf>> = None;
        let parent = match name.rsplit_once('.') {
            Some((parent, _)) => {
                let module = self.import_module(parent)?;
                // Importing the parent may have imported the child.
                if let Some(module) = self.loaded_module(name)? {
                    return Ok(module);
                }
                let key = self.names.__path__.clone();
                match self.getattr_opt(&module, &key)? {
                    Some(path) => search = Some(self.path_entries(&path)?),
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
        let Some(found) = self.find_module(name, search.as_deref())? else {
            let n = self.str(name);
            let text = format!("No module named '{name}'");
            return Err(self.import_error_of(&self.exc.ModuleNotFoundError, &text, Some(&n), None));
        };
        let module = self.load_found(name, found)?;
        if let Some(parent) = parent {
            let child = name.rsplit('.').next().unwrap_or(name);
            let key = self.intern(child);
            self.setattr(&parent, &key, Some(&module))?;
        }
        Ok(module)
    }

    fn path_entries(&mut self, path: &Value) -> PyResult<Vec<PathBuf>> {
        let items = self.collect(path)?;
        Ok(items.iter().filter_map(|v| v.downcast::<Str>()).map(|s| PathBuf::from(s.to_lossy().into_owned())).collect())
    }

    fn find_module(&mut self, name: &str, search: Option<&[PathBuf]>) -> PyResult<Option<Found>> {
        let last = name.rsplit('.').next().unwrap_or(name);
        if let Some(init) = stdlib::native_module(name) {
            return Ok(Some(Found::Native(init)));
        }
        let own;
        let dirs = match search {
            Some(dirs) => dirs,
            None => {
                let key = self.intern("path");
                let path = self.sys.get(self).get_str(&key).cloned();
                own = match path {
                    Some(path) => self.path_entries(&path)?,
                    None => Vec::new(),
                };
                &own
            }
        };
        let mut portions = Vec::new();
        for dir in dirs {
            let base = if dir.as_os_str().is_empty() { PathBuf::from(".") } else { dir.clone() };
            let package = base.join(last);
            let init = package.join("__init__.py");
            if init.is_file() {
                return Ok(Some(Found::File { path: init, package: Some(package) }));
            }
            let file = base.join(format!("{last}.py"));
            if file.is_file() {
                return Ok(Some(Found::File { path: file, package: None }));
            }
            if package.is_dir() {
                portions.push(package);
            }
        }
        if let Some((path, text, package)) = stdlib::source_module(name) {
            return Ok(Some(Found::Embedded { path, text, package }));
        }
        Ok((!portions.is_empty()).then_some(Found::Namespace(portions)))
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
                Some(path) => search = Some(self.path_entries(&path)?),
                None => return Ok(None),
            }
        }
        match self.find_module(name, search.as_deref())? {
            Some(Found::Embedded { path, text, package }) => Ok(Some((path.to_owned(), text.to_owned(), package))),
            Some(Found::File { path, package }) => {
                let file = path.to_string_lossy().into_owned();
                match crate::host::fs::read(&path) {
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
            Some(Found::Namespace(_)) => Ok(Some((String::new(), String::new(), true))),
            Some(Found::Native(_)) | None => Ok(None),
        }
    }

    fn load_found(&mut self, name: &str, found: Found) -> PyResult {
        let key = self.intern(name);
        match found {
            Found::Native(init) => {
                let module = init(self)?.into_value();
                drop(self.modules.clone().get_mut(self).set_str(&key, module.clone()));
                Ok(module)
            }
            Found::Namespace(portions) => {
                let module = self.new_module(name)?;
                self.set_package(&module, name, Some(&portions))?;
                let module = module.into_value();
                drop(self.modules.clone().get_mut(self).set_str(&key, module.clone()));
                Ok(module)
            }
            Found::Embedded { path, text, package } => {
                let module = self.new_module(name)?;
                let portions: Vec<PathBuf> = package
                    .then(|| PathBuf::from(path).parent().map(Path::to_path_buf))
                    .flatten()
                    .into_iter()
                    .collect();
                self.set_package(&module, name, package.then_some(&portions))?;
                self.run_module_source(name, &module, path, text)
            }
            Found::File { path, package } => {
                let module = self.new_module(name)?;
                let portions: Vec<PathBuf> = package.into_iter().collect();
                self.set_package(&module, name, (!portions.is_empty()).then_some(&portions))?;
                let file = path.to_string_lossy().into_owned();
                let bytes = match crate::host::fs::read(&path) {
                    Ok(bytes) => bytes,
                    Err(error) => {
                        let name = self.str(&file);
                        return Err(self.os_error(&error, Some(name)));
                    }
                };
                let text = self.decode_source(&bytes, &file)?;
                self.run_module_source(name, &module, &file, &text)
            }
        }
    }

    /// Sets `__package__` and, for packages, `__path__`.
    fn set_package(&mut self, module: &Ref<Module>, name: &str, portions: Option<&Vec<PathBuf>>) -> PyResult<()> {
        let package = match portions {
            Some(_) => name,
            None => name.rsplit_once('.').map_or("", |(p, _)| p),
        };
        let package = self.new_str(package)?;
        let dict = module.get(self).dict.clone();
        let key = self.names.__package__.clone();
        dict.get_mut(self).set_str(&key, package);
        if let Some(portions) = portions {
            let mut items = Vec::new();
            for p in portions {
                items.push(self.new_str(&p.to_string_lossy())?);
            }
            let path = self.new_list(items)?;
            let key = self.names.__path__.clone();
            dict.get_mut(self).set_str(&key, path);
        }
        Ok(())
    }

    /// Runs a module's source in a fresh module that is in `sys.modules` meanwhile.
    fn run_module_source(&mut self, name: &str, module: &Ref<Module>, file: &str, text: &str) -> PyResult {
        let key = self.intern(name);
        let dict = module.get(self).dict.clone();
        let file_key = self.names.__file__.clone();
        let file_value = self.new_str(file)?;
        dict.get_mut(self).set_str(&file_key, file_value);
        let value = module.to_value();
        self.set_module_spec(name, &value)?;
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
        let shadowing = self.shadowing_file(module);
        let text = if let Some(hint) = self.shadowing_hint(module, &shown, shadowing.as_deref()) {
            format!("cannot import name '{}' from '{shown}'{hint}", name.to_lossy())
        } else if partially {
            format!(
                "cannot import name '{}' from partially initialized module '{shown}' (most likely due to a circular import) ({place})",
                name.to_lossy()
            )
        } else {
            format!("cannot import name '{}' from '{shown}' ({place})", name.to_lossy())
        };
        let shown = self.str(&shown);
        let raised = self.import_error(text, Some(&shown), file.as_ref());
        self.set_exception_field(&raised, super::errors::field::IMPORT_NAME_FROM, name.to_value());
        Err(raised)
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
