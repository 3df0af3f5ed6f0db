//! Attributes that are not there: words of other types and languages, items instead of their container, private and
//! inner attributes, shadowed modules.

use super::case::Case;
use super::operators::{a, with_origin};
use super::value;
use crate::diag::report::{Report, Role};
use crate::gc::Value;
use crate::object::module::Module;
use crate::object::{List, Str, Type};
use crate::source::Span;
use crate::stdlib::native::sys::STDLIB_NAMES;
use crate::syntax::ast::{Expr, ExprKind};
use crate::vm::errors::field;

/// Type, word that it does not know, what to write (`{}` is the object, `{a}` are the arguments).
const WORDS: &[(&str, &str, &str)] = &[
    ("list", "push", "{}.append({a})"),
    ("list", "add", "{}.append({a})"),
    ("list", "push_back", "{}.append({a})"),
    ("list", "appendleft", "{}.insert(0, {a})"),
    ("list", "unshift", "{}.insert(0, {a})"),
    ("list", "shift", "{}.pop(0)"),
    ("list", "length", "len({})"),
    ("list", "size", "len({})"),
    ("list", "len", "len({})"),
    ("list", "count_all", "len({})"),
    ("list", "contains", "{a} in {}"),
    ("list", "includes", "{a} in {}"),
    ("list", "has", "{a} in {}"),
    ("list", "find", "{}.index({a})"),
    ("list", "indexOf", "{}.index({a})"),
    ("list", "sorted", "sorted({})"),
    ("list", "sum", "sum({})"),
    ("list", "map", "[f(x) for x in {}]"),
    ("list", "filter", "[x for x in {} if ...]"),
    ("list", "forEach", "for x in {}: ..."),
    ("list", "join", "\", \".join({})"),
    ("list", "delete", "del {}[{a}]"),
    ("list", "keys", "range(len({}))"),
    ("list", "items", "enumerate({})"),
    ("list", "get", "{}[{a}]"),
    ("str", "length", "len({})"),
    ("str", "size", "len({})"),
    ("str", "len", "len({})"),
    ("str", "toUpperCase", "{}.upper()"),
    ("str", "toLowerCase", "{}.lower()"),
    ("str", "uppercase", "{}.upper()"),
    ("str", "lowercase", "{}.lower()"),
    ("str", "trim", "{}.strip()"),
    ("str", "contains", "{a} in {}"),
    ("str", "includes", "{a} in {}"),
    ("str", "indexOf", "{}.find({a})"),
    ("str", "substring", "{}[start:end]"),
    ("str", "charAt", "{}[{a}]"),
    ("str", "reverse", "{}[::-1]"),
    ("str", "reversed", "{}[::-1]"),
    ("str", "append", "{} += {a}"),
    ("str", "push", "{} += {a}"),
    ("str", "add", "{} += {a}"),
    ("str", "sort", "\"\".join(sorted({}))"),
    ("str", "decode", "{}    is text already"),
    ("str", "isnumber", "{}.isdigit()"),
    ("str", "concat", "{} + {a}"),
    ("dict", "has_key", "{a} in {}"),
    ("dict", "has", "{a} in {}"),
    ("dict", "contains", "{a} in {}"),
    ("dict", "containsKey", "{a} in {}"),
    ("dict", "iteritems", "{}.items()"),
    ("dict", "itervalues", "{}.values()"),
    ("dict", "iterkeys", "{}.keys()"),
    ("dict", "entries", "{}.items()"),
    ("dict", "append", "{}[key] = value"),
    ("dict", "add", "{}[key] = value"),
    ("dict", "push", "{}[key] = value"),
    ("dict", "put", "{}[key] = value"),
    ("dict", "set", "{}[key] = value"),
    ("dict", "remove", "del {}[{a}]"),
    ("dict", "delete", "del {}[{a}]"),
    ("dict", "length", "len({})"),
    ("dict", "size", "len({})"),
    ("dict", "sort", "dict(sorted({}.items()))"),
    ("dict", "key", "{}.keys()"),
    ("set", "append", "{}.add({a})"),
    ("set", "push", "{}.add({a})"),
    ("set", "extend", "{}.update({a})"),
    ("set", "contains", "{a} in {}"),
    ("set", "length", "len({})"),
    ("set", "size", "len({})"),
    ("set", "sort", "sorted({})"),
    ("tuple", "append", "{} + ({a},)"),
    ("tuple", "add", "{} + ({a},)"),
    ("tuple", "sort", "sorted({})"),
    ("tuple", "length", "len({})"),
    ("tuple", "remove", "tuple(x for x in {} if x != {a})"),
    ("int", "length", "len(str({}))"),
    ("int", "append", "[{}]    a list that holds it"),
    ("int", "toString", "str({})"),
    ("int", "split", "str({}).split({a})"),
    ("int", "sqrt", "{} ** 0.5"),
    ("float", "toFixed", "round({}, {a})"),
    ("float", "round", "round({}, {a})"),
    ("int", "round", "round({}, {a})"),
    ("float", "toString", "str({})"),
    ("generator", "append", "list({})"),
    ("generator", "next", "next({})"),
    ("map", "append", "list({}).append({a})"),
    ("map", "sort", "sorted({})"),
    ("filter", "sort", "sorted({})"),
    ("range", "append", "list({})"),
    ("dict_keys", "sort", "sorted({})"),
    ("dict_values", "sort", "sorted({})"),
    ("dict_items", "sort", "sorted({})"),
    ("dict_keys", "append", "list({})"),
    ("bytes", "format", "{}.decode().format({a})"),
    ("bytes", "encode", "{}    is bytes already"),
];

pub fn explain(case: &mut Case<'_>) -> Option<Report> {
    if case.class != "AttributeError" {
        return None;
    }
    if case.message.starts_with("property '") && case.message.ends_with(" has no setter") {
        let name = case.message.split('\'').nth(1)?.to_owned();
        return read_only(case, &name);
    }
    let name = case.text_field(field::NAME)?;
    let object = case.field(field::ATTR_OBJ)?;
    if object.downcast::<Module>().is_some() {
        return module(case, &object, &name);
    }
    let kind = case.vm.type_of(&object).get(case.vm).name.to_lossy().into_owned();
    if matches!(kind.as_str(), "function" | "method" | "builtin_function_or_method") {
        return function(case, &object, &name);
    }
    let mut report = case.report("P0306", format!("{} has no attribute `{name}`", a(&kind)));
    let site = case.site();
    let (target, attribute) = match site.as_ref().and_then(|s| s.expr()).map(|e| &e.kind) {
        Some(ExprKind::Attribute { value, attr, .. }) => (Some(&**value), Some(attr.span)),
        _ => (None, None),
    };
    if let (Some(site), Some(target)) = (&site, target)
        && let (Some(tree), Some(stmt)) = (&site.tree, site.stmt())
    {
        report = report.label(attribute.unwrap_or(site.span), Role::Fault, "not there");
        let shown = value::typed(case.vm, &object);
        report = report.label(target.span, Role::Operand, shown);
        report = with_origin(case, report, tree, target, stmt);
    }
    let text = |e: Option<&Expr>| match (&site, e) {
        (Some(site), Some(e)) => site.source.slice(e.span).to_owned(),
        _ => "x".to_owned(),
    };
    let target_text = text(target);
    if let Some((_, _, instead)) = WORDS.iter().find(|(t, w, _)| *t == kind && *w == name) {
        let arguments = site.as_ref().map(|s| call_arguments(s)).unwrap_or_default();
        report.code = "P0307";
        report.title = format!("{} has no `{name}`; Python writes this another way", a(&kind));
        return Some(report.fix(instead.replace("{a}", &arguments).replace("{}", &target_text)));
    }
    if let Some(items) = items_have(case, &object, &name) {
        report.code = "P0305";
        report.title = format!("`{name}` belongs to the items ({items}), not to the {kind}");
        return Some(report.fix(format!("[item.{name}() for item in {target_text}]")));
    }
    if let Some((inner, ty)) = inner(case, &object, &name) {
        report.code = "P0308";
        report.title = format!("`{name}` is an attribute of `.{inner}` ({}), not of {}", a(&ty), a(&kind));
        return Some(report.fix(format!("{target_text}.{inner}.{name}")));
    }
    let attributes = attributes(case, &object);
    let private = format!("_{name}");
    if attributes.contains(&private) {
        report.code = "P0309";
        report.title = format!("there is no `{name}`, but there is `{private}`");
        let report = report.note("the underscore says: meant for the class itself");
        return Some(report.fix(format!("{target_text}.{private}")));
    }
    let public: Vec<String> = attributes.into_iter().filter(|n| !n.starts_with('_')).collect();
    if let Some(near) = case.vm.closest_name(&name, public.clone()) {
        report.title = format!("{} has no `{name}`, but it has `{near}`", a(&kind));
        return Some(report.fix(format!("{target_text}.{near}")));
    }
    let own = case.vm.type_of(&object).get(case.vm).core.is_heap_type;
    if own && !public.is_empty() {
        let shown: Vec<&str> = public.iter().take(6).map(String::as_str).collect();
        report = report.note(format!("it has: {}", shown.join(", ")));
    }
    if own && object.downcast::<Type>().is_none() {
        report = report.fix(format!("self.{name} = ...    in `__init__` of {kind}"));
    }
    Some(report)
}

/// The arguments of the call that the failing attribute is the function of.
fn call_arguments(site: &super::case::Site) -> String {
    let Some(stmt) = site.stmt() else { return String::new() };
    let Some(tree) = &site.tree else { return String::new() };
    super::tree::all_exprs(stmt)
        .into_iter()
        .find(|e| matches!(&e.kind, ExprKind::Call { func, .. } if func.span == site.span))
        .map(|call| super::calls::arguments_text(tree, call).to_owned())
        .unwrap_or_default()
}

/// Names of the attributes of an object and its class, without running code.
fn attributes(case: &mut Case<'_>, object: &Value) -> Vec<String> {
    let text = |v: &Value| v.downcast::<Str>().map(|s| s.to_lossy().into_owned());
    let mut names: Vec<String> = case.vm.instance_items(object).iter().filter_map(|(k, _)| text(k)).collect();
    let mut classes = vec![case.vm.type_of(object).clone()];
    classes.extend(object.downcast::<Type>().cloned());
    for class in classes {
        for base in &class.get(case.vm).mro {
            names.extend(base.get(case.vm).dict.keys().map(|n| n.0.to_lossy().into_owned()));
        }
    }
    names.sort();
    names.dedup();
    names
}

/// The type of a list's items, if they (but not the list) have the attribute.
fn items_have(case: &mut Case<'_>, object: &Value, name: &str) -> Option<String> {
    let first = match object.downcast_exact::<List>() {
        Some(list) => list.get(case.vm).items.first().cloned()?,
        None => object.downcast_exact::<crate::object::Tuple>()?.items().first()?.clone(),
    };
    let ty = case.vm.type_of(&first).clone();
    let key = case.vm.intern(name);
    case.vm.lookup(&ty, &key)?;
    Some(ty.get(case.vm).name.to_lossy().into_owned())
}

/// An attribute of the object whose value has the missing one.
fn inner(case: &mut Case<'_>, object: &Value, name: &str) -> Option<(String, String)> {
    let key = case.vm.intern(name);
    for (attribute, held) in case.vm.instance_items(object).into_iter().take(50) {
        let ty = case.vm.type_of(&held).clone();
        if !ty.get(case.vm).core.is_heap_type || held.downcast::<Type>().is_some() {
            continue;
        }
        if case.vm.instance_get(&held, &key).is_some() || case.vm.lookup(&ty, &key).is_some() {
            let attribute = attribute.downcast::<Str>()?.to_lossy().into_owned();
            return Some((attribute, ty.get(case.vm).name.to_lossy().into_owned()));
        }
    }
    None
}

fn function(case: &mut Case<'_>, object: &Value, name: &str) -> Option<Report> {
    let function = value::function_name(case.vm, object)?;
    let title = format!("`{function}` is a function: it must be called before `.{name}`");
    let report = case.report("P0508", title);
    let Some(site) = case.site() else { return Some(report) };
    let Some(Expr { kind: ExprKind::Attribute { value, .. }, .. }) = site.expr() else { return Some(report) };
    let text = site.source.slice(value.span);
    Some(report.label(value.span, Role::Fault, "the function itself").fix(format!("{text}().{name}")))
}

fn module(case: &mut Case<'_>, object: &Value, name: &str) -> Option<Report> {
    let module = object.downcast::<Module>()?;
    let dict = module.get(case.vm).dict.clone();
    let text = |v: Option<Value>| v.and_then(|v| v.downcast::<Str>().map(|s| s.to_lossy().into_owned()));
    let module_name = text(dict.get(case.vm).get_str(&case.vm.names.__name__).cloned())?;
    let file = text(dict.get(case.vm).get_str(&case.vm.names.__file__).cloned());
    let span = match case.site.as_ref().and_then(|s| s.expr()).map(|e| &e.kind) {
        Some(ExprKind::Attribute { attr, .. }) => attr.span,
        _ => case.site.as_ref().map_or(Span::new(0, 0), |s| s.span),
    };
    let own_file = file.filter(|f| crate::stdlib::embedded_text(f).is_none());
    if STDLIB_NAMES.binary_search(&module_name.as_str()).is_ok()
        && let Some(file) = own_file
    {
        let title = format!("your own file `{module_name}.py` hides Python's module `{module_name}`");
        let report = case.report("P0310", title).label(span, Role::Fault, "not in your file");
        let report = report.note(format!("imported: {file}"));
        return Some(report.fix(format!("rename {module_name}.py, such as to my_{module_name}.py")));
    }
    if super::modules::is_circular(&case.message) {
        let report = case.report("P0804", format!("`{module_name}` is still being imported, and has no `{name}` yet"));
        let report = report.label(span, Role::Fault, "not there yet");
        return Some(report.fix("import it inside of the function that needs it"));
    }
    let report = case.report("P0311", format!("the module `{module_name}` has no `{name}`"));
    let mut report = report.label(span, Role::Fault, "not in this module");
    let names: Vec<String> = dict
        .get(case.vm)
        .iter()
        .filter_map(|e| e.key.downcast::<Str>().map(|s| s.to_lossy().into_owned()))
        .filter(|n| !n.starts_with('_'))
        .collect();
    if let Some(near) = case.vm.closest_name(name, names) {
        report.title = format!("the module `{module_name}` has no `{name}`, but it has `{near}`");
        return Some(report.fix(format!("{module_name}.{near}")));
    }
    Some(report.fix(format!("dir({module_name})    lists what it has")))
}

fn read_only(case: &mut Case<'_>, name: &str) -> Option<Report> {
    let report = case.report("P0903", format!("`{name}` is a property that can only be read"));
    let span = case.site.as_ref().map_or(Span::new(0, 0), |s| s.span);
    let mut report = report.label(span, Role::Fault, "assigned here");
    if let Some(site) = case.site()
        && let Some(tree) = &site.tree
        && let Some(stmt) = tree.definition(name)
        && let crate::syntax::ast::StmtKind::FunctionDef(def) = &stmt.kind
    {
        report = report.label(def.name.span, Role::Related, "the property");
    }
    Some(report.fix(format!("@{name}.setter    and `def {name}(self, value):` below it")))
}
