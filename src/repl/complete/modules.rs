//! Modules and their contents behind `import` and `from`.

use super::resolve::{Found, attributes};
use super::{Item, item};
use crate::host::fs;
use crate::object::{List, Str};
use crate::stdlib;
use crate::vm::Vm;

/// If the row is an import statement: where the word starts, and its completions.
pub fn in_import(vm: &mut Vm, row: &str, end: usize) -> Option<(usize, Vec<Item>)> {
    let statement = row.rsplit(';').next()?.trim_start();
    let last = statement.rsplit(|c: char| c.is_whitespace() || c == ',' || c == '(').next().unwrap_or("");
    if let Some(rest) = statement.strip_prefix("import ") {
        if rest.contains(" as ") && rest.rsplit(',').next().is_some_and(|p| p.contains(" as ")) {
            return Some((end, Vec::new()));
        }
        return Some(modules(vm, last, end));
    }
    let rest = statement.strip_prefix("from ")?;
    match rest.split_once(" import ") {
        Some((module, _)) => {
            let module = module.trim().to_owned();
            let mut items = Vec::new();
            // An imported module is known; others are not imported by asking, except those that are no files.
            if stdlib::native_module(&module).is_some() {
                let _ = vm.import_module(&module);
            }
            let key = vm.intern(&module);
            let known = vm.modules.get(vm).get_str(&key).cloned();
            if let Some(known) = known {
                items = attributes(vm, &Found::Value(known));
            } else if let Some(init) = source_names(vm, &module) {
                items = init;
            }
            items.extend(submodules(vm, &module).into_iter().map(|n| item(n, "module")));
            Some((end - last.len(), items))
        }
        None if rest.contains(' ') => {
            let typed = rest.rsplit(' ').next().unwrap_or("");
            Some((end - typed.len(), vec![item("import", "keyword")]))
        }
        None => Some(modules(vm, last, end)),
    }
}

fn modules(vm: &mut Vm, typed: &str, end: usize) -> (usize, Vec<Item>) {
    match typed.rsplit_once('.') {
        Some((package, name)) => {
            let items = submodules(vm, package).into_iter().map(|n| item(n, "module")).collect();
            (end - name.len(), items)
        }
        None => {
            let mut names: Vec<String> = stdlib::module_names()
                .chain(["sys", "builtins"])
                .filter(|n| !n.contains('.') && (typed.starts_with('_') || !n.starts_with('_')))
                .map(str::to_owned)
                .collect();
            for folder in search_path(vm) {
                names.extend(in_folder(&folder));
            }
            names.sort();
            names.dedup();
            (end - typed.len(), names.into_iter().map(|n| item(n, "module")).collect())
        }
    }
}

fn search_path(vm: &mut Vm) -> Vec<String> {
    let Some(path) = vm.sys_attribute("path") else { return Vec::new() };
    let Some(list) = path.downcast::<List>() else { return Vec::new() };
    let texts = list.get(vm).items.iter().filter_map(|p| p.downcast::<Str>().map(|s| s.to_lossy().into_owned()));
    texts.map(|p| if p.is_empty() { ".".to_owned() } else { p }).collect()
}

/// Names of modules and packages in a folder.
fn in_folder(folder: &str) -> Vec<String> {
    let identifier = |n: &str| !n.is_empty() && n.chars().all(|c| c.is_alphanumeric() || c == '_');
    let mut out = Vec::new();
    for name in fs::list(folder).unwrap_or_default() {
        if let Some(module) = name.strip_suffix(".py") {
            if identifier(module) && module != "__init__" && module != "__main__" {
                out.push(module.to_owned());
            }
        } else if let Some(package) = name.strip_suffix('/')
            && identifier(package)
            && fs::is_file(format!("{folder}/{package}/__init__.py"))
        {
            out.push(package.to_owned());
        }
    }
    out
}

fn submodules(vm: &mut Vm, package: &str) -> Vec<String> {
    let prefix = format!("{package}.");
    let mut out: Vec<String> = stdlib::module_names()
        .filter_map(|n| n.strip_prefix(&prefix))
        .filter(|n| !n.contains('.'))
        .map(str::to_owned)
        .collect();
    let inner = package.replace('.', "/");
    for folder in search_path(vm) {
        out.extend(in_folder(&format!("{folder}/{inner}")));
    }
    out.sort();
    out.dedup();
    out
}

/// The names that a module's source defines at its top, found without running it.
fn source_names(vm: &mut Vm, module: &str) -> Option<Vec<Item>> {
    let (_, text, _) = vm.find_source(module).ok()??;
    let mut out = Vec::new();
    for line in text.lines() {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        match word {
            "def" => out.push(item(name, "function")),
            "class" => out.push(item(name, "class")),
            "import" if let Some((_, name)) = rest.split_once(" as ") => out.push(item(name.trim(), "module")),
            _ if rest.starts_with("= ") && word.chars().all(|c| c.is_alphanumeric() || c == '_') => {
                out.push(item(word, ""));
            }
            _ => {}
        }
    }
    Some(out)
}
