//! Imports and files that are not found.

use super::case::Case;
use super::near::near;
use super::value;
use crate::diag::report::{Report, Role};
use crate::host::fs;
use crate::object::Str;
use crate::source::Span;
use crate::stdlib::native::sys::STDLIB_NAMES;
use crate::syntax::ast::ExprKind;
use crate::vm::errors::field;

/// Packages that learners know, which are no part of Python.
const PACKAGES: &[&str] = &[
    "numpy",
    "pandas",
    "matplotlib",
    "requests",
    "scipy",
    "sklearn",
    "flask",
    "django",
    "pygame",
    "PIL",
    "bs4",
    "pytest",
    "tensorflow",
    "torch",
    "seaborn",
    "yaml",
    "cv2",
    "openpyxl",
    "selenium",
    "rich",
    "pydantic",
    "fastapi",
];

pub fn explain(case: &mut Case<'_>) -> Option<Report> {
    match case.class.as_str() {
        "ModuleNotFoundError" => no_module(case),
        "ImportError" => no_name(case),
        "FileNotFoundError" | "IsADirectoryError" | "NotADirectoryError" => file(case),
        _ => None,
    }
}

/// The place of a module's name in the failing import.
fn import_span(case: &Case<'_>, name: &str) -> Span {
    let Some(site) = &case.site else { return Span::new(0, 0) };
    let text = site.source.slice(site.span);
    match text.find(name) {
        Some(at) => Span::new(site.span.start + at as u32, site.span.start + (at + name.len()) as u32),
        None => site.span,
    }
}

fn no_module(case: &mut Case<'_>) -> Option<Report> {
    let name = case.text_field(field::NAME)?;
    let top = name.split('.').next().unwrap_or(&name).to_owned();
    let span = import_span(case, &name);
    if case.message.contains("is not a package") {
        let title = format!("`{top}` is a single module: there is nothing inside of it to import");
        let report = case.report("P0802", title).label(span, Role::Fault, "no such submodule");
        let part = name.split('.').nth(1).unwrap_or("name").to_owned();
        return Some(report.fix(format!("from {top} import {part}")));
    }
    let report = case.report("P0801", format!("no module is named `{name}`")).label(span, Role::Fault, "not found");
    if STDLIB_NAMES.binary_search(&top.as_str()).is_ok() {
        let mut report = report.note("it belongs to Python's library, but this interpreter does not have it yet");
        report.title = format!("the module `{name}` is not part of this interpreter");
        return Some(report);
    }
    let mut names: Vec<String> = crate::stdlib::module_names().map(str::to_owned).collect();
    names.extend(beside(case));
    if let Some(found) = near(&name, &names) {
        let mut report = report.fix(format!("import {found}"));
        report.title = format!("no module is named `{name}`, but there is `{found}`");
        return Some(report);
    }
    if PACKAGES.contains(&top.as_str()) {
        let mut report = report.note("this interpreter runs packages written in Python only");
        report.title = format!("`{top}` is a package of its own, and not installed here");
        return Some(report.fix("write this part with Python's own library"));
    }
    let folder = case.vm.config.path.first().cloned().unwrap_or_default();
    let folder = if folder.is_empty() { "the current folder".to_owned() } else { folder };
    Some(report.fix(format!("put {top}.py into {folder}")))
}

/// Modules in the folder of the program.
fn beside(case: &Case<'_>) -> Vec<String> {
    let folder = case.vm.config.path.first().cloned().unwrap_or_default();
    let folder = if folder.is_empty() { ".".to_owned() } else { folder };
    fs::names_in(&folder).into_iter().filter_map(|n| n.strip_suffix(".py").map(str::to_owned)).collect()
}

fn no_name(case: &mut Case<'_>) -> Option<Report> {
    if case.message.starts_with("attempted relative import") {
        let report = case.report("P0805", "an import with a leading dot works only inside of a package");
        let span = case.site.as_ref().map_or(Span::new(0, 0), |s| s.span);
        let report = report.label(span, Role::Fault, "this file is run as a program");
        return Some(report.fix("import without the dot, or run: pyrope -m package.module"));
    }
    let name = case.text_field(field::IMPORT_NAME_FROM)?;
    let module = case.text_field(field::NAME)?;
    let span = import_span(case, &name);
    if is_circular(&case.message) {
        let title = format!("`{module}` is still being imported, and has no `{name}` yet");
        let report = case.report("P0804", title).label(span, Role::Fault, "not there yet");
        let report = report.note("two files import each other; what both need may go into a third one");
        return Some(report.fix("import it inside of the function that needs it"));
    }
    let report = case.report("P0803", format!("the module `{module}` has no `{name}`"));
    let mut report = report.label(span, Role::Fault, "not in this module");
    let key = case.vm.intern(&module);
    let found = case.vm.modules.get(case.vm).get_str(&key).cloned();
    let dict = found.and_then(|m| m.downcast::<crate::object::module::Module>().map(|m| m.get(case.vm).dict.clone()));
    let Some(dict) = dict else { return Some(report) };
    let names: Vec<String> = dict
        .get(case.vm)
        .iter()
        .filter_map(|e| e.key.downcast::<Str>().map(|s| s.to_lossy().into_owned()))
        .filter(|n| !n.starts_with('_'))
        .collect();
    let file = dict.get(case.vm).get_str(&case.vm.names.__file__).and_then(|f| f.downcast::<Str>().cloned());
    let file = file.map(|f| f.to_lossy().into_owned()).filter(|f| crate::stdlib::embedded_text(f).is_none());
    if let (Some(file), Ok(_)) = (file, STDLIB_NAMES.binary_search(&module.as_str())) {
        report.code = "P0310";
        report.title = format!("your own file `{module}.py` hides Python's module `{module}`");
        let report = report.note(format!("imported: {file}"));
        return Some(report.fix(format!("rename {module}.py, such as to my_{module}.py")));
    }
    if let Some(found) = near(&name, &names) {
        report.title = format!("the module `{module}` has no `{name}`, but it has `{found}`");
        return Some(report.fix(format!("from {module} import {found}")));
    }
    Some(report.fix(format!("import {module}; dir({module})    lists what it has")))
}

/// Whether a message is about a module that is still being imported.
pub fn is_circular(message: &str) -> bool {
    message.contains("circular import")
        || message.contains("if it has the same name as a library you intended to import")
}

fn file(case: &mut Case<'_>) -> Option<Report> {
    // OSError keeps the file's name in its third field.
    let path = case.field(2).filter(|p| !p.is_none())?;
    let shown = value::short(case.vm, &path);
    let path = path.downcast::<Str>().map(|s| s.to_lossy().into_owned())?;
    let (code, title) = match case.class.as_str() {
        "IsADirectoryError" => ("P0807", format!("{shown} is a folder, not a file")),
        "NotADirectoryError" => ("P0806", format!("a part of the path {shown} is a file, not a folder")),
        _ => ("P0806", format!("there is no file {shown}")),
    };
    let report = case.report(code, title);
    let mut report = report;
    if let Some(site) = case.site()
        && let Some(ExprKind::Call { args, .. }) = site.expr().map(|e| &e.kind)
        && let Some(arg) = args.first()
    {
        report = report.label(arg.span, Role::Fault, if code == "P0806" { "not found" } else { "this path" });
    }
    if code == "P0807" {
        return Some(report.fix("os.listdir(...)    gives the names in a folder"));
    }
    let (folder, name) = match path.rsplit_once('/') {
        Some((folder, name)) => (if folder.is_empty() { "/" } else { folder }.to_owned(), name.to_owned()),
        None => (".".to_owned(), path.clone()),
    };
    if !fs::is_dir(&folder) {
        report = report.note(format!("the folder {folder} does not exist either"));
        return Some(with_cwd(report, &path));
    }
    let names = fs::names_in(&folder);
    if let Some(found) = near(&name, &names) {
        let full = if folder == "." { found.clone() } else { format!("{folder}/{found}") };
        report.title = format!("there is no file {shown}, but there is '{found}'");
        return Some(report.fix(format!("\"{full}\"")));
    }
    Some(with_cwd(report, &path))
}

fn with_cwd(report: Report, path: &str) -> Report {
    if path.starts_with('/') {
        return report;
    }
    match fs::current_dir() {
        Ok(dir) => {
            let name = dir.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            report.note(format!("it is looked for in the folder where the program was started: {name}"))
        }
        Err(_) => report,
    }
}
