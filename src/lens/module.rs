//! The module `pyrope`: `see(text)` for programs, and the object it returns.

use super::doc::Doc;
use super::text::Style;
use super::{Scope, json, svg, text};
use crate::gc::{Kind, Ref, Value};
use crate::native::TypeBuilder;
use crate::native::build::{ModuleBuilder, new_native_type};
use crate::object::module::Module;
use crate::object::{Dict, PyResult, Str, Type};
use crate::vm::Vm;
use std::any::TypeId;

/// What `see` returns.
pub struct View {
    doc: Doc,
    style: Style,
}

crate::payload!(View, Kind::Other, "View", untracked);

/// The type of views, once made.
struct ViewType(Ref<Type>);

/// A view of what a lens found.
pub fn view(vm: &mut Vm, doc: Doc, style: Style) -> PyResult {
    let ty = view_type(vm);
    Ok(vm.alloc(&ty, View { doc, style })?.into_value())
}

fn view_type(vm: &mut Vm) -> Ref<Type> {
    let key = TypeId::of::<ViewType>();
    if let Some(known) = vm.module_state.get(&key).and_then(|s| s.downcast_ref::<ViewType>()) {
        return known.0.clone();
    }
    let ty = new_native_type::<View>(vm, "View", "pyrope", None);
    let ty = TypeBuilder::new(vm, &ty)
        .doc("What a lens found out; str() is its text.")
        .flag(crate::object::ty::type_flag::NO_INSTANTIATION)
        .slots(|s| {
            s.repr = Some(view_text);
            s.str = Some(view_text);
        })
        .method("svg(self, /)", view_svg, "The picture, as the text of an SVG file.")
        .method("json(self, /)", view_json, "What was found, as JSON.")
        .method("text(self, /, width=80, ascii=False)", view_text_with, "The text, so many columns wide.")
        .method("_repr_svg_(self, /)", view_svg, "The picture, for notebooks.")
        .getset(
            "kind",
            |vm, v| {
                let kind = vm.payload::<View>(v)?.get(vm).doc.kind;
                vm.new_str(kind)
            },
            None,
            "Which lens it was.",
        )
        .ready();
    vm.module_state.insert(key, Box::new(ViewType(ty.clone())));
    ty
}

fn view_text(vm: &mut Vm, this: &Value) -> PyResult {
    let view = vm.payload::<View>(this)?.get(vm);
    let rendered = text::render(&view.doc, view.style);
    vm.new_str(rendered.trim_end_matches('\n'))
}

fn view_text_with(vm: &mut Vm, args: &[Value]) -> PyResult {
    let width: usize = match args.get(1) {
        Some(width) => vm.extract(width)?,
        None => 80,
    };
    let ascii = match args.get(2) {
        Some(ascii) => vm.truthy(ascii)?,
        None => false,
    };
    let view = vm.arg::<View>(args, 0)?.get(vm);
    let rendered = text::render(&view.doc, Style { width: width.max(20), ascii });
    vm.new_str(rendered.trim_end_matches('\n'))
}

fn view_svg(vm: &mut Vm, args: &[Value]) -> PyResult {
    let rendered = svg::render(&vm.arg::<View>(args, 0)?.get(vm).doc);
    vm.new_str(&rendered)
}

fn view_json(vm: &mut Vm, args: &[Value]) -> PyResult {
    let rendered = json::render(&vm.arg::<View>(args, 0)?.get(vm).doc);
    vm.new_str(&rendered)
}

/// `pyrope.see`
fn see(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(what) = args.first().and_then(|a| a.downcast::<Str>()) else {
        return Err(vm.type_error("see() wants the kind of lens and what to look at as text: see('graph a b')"));
    };
    let what = what.to_lossy().into_owned();
    let scope = Scope::caller(vm)?;
    let doc = super::see(vm, &scope, &what)?;
    view(vm, doc, Style::default())
}

/// `pyrope._see_in`: for programs that look on behalf of others.
fn see_in(vm: &mut Vm, args: &[Value]) -> PyResult {
    let what = args.first().and_then(|a| a.downcast::<Str>());
    let (Some(what), Some(namespace)) = (what, args.get(1).and_then(|a| a.downcast::<Dict>())) else {
        return Err(vm.type_error("_see_in() wants a text and a dict"));
    };
    let (what, scope) = (what.to_lossy().into_owned(), Scope::module(namespace));
    let doc = super::see(vm, &scope, &what)?;
    view(vm, doc, Style::default())
}

/// `import pyrope`
pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let ty = view_type(vm);
    let version = vm.new_str(env!("CARGO_PKG_VERSION"))?;
    Ok(ModuleBuilder::new(vm, "pyrope", "Lenses: ways to look at a running program.")?
        .function(
            "see(what, /)",
            see,
            "Look at something: see('graph a b'), see('mro C'), see('steps f(1) + 2').\n\n\
             The first word is the lens, the rest are names and expressions of the caller.\n\
             The result is shown by print(); .svg() gives a picture, .json() the data.",
        )
        .function("_see_in(what, namespace, /)", see_in, "Look at something with the names of a dict.")
        .function("_stop()", super::place::stop, "Where `pyrope see KIND FILE:LINE` looks from.")
        .class(&ty)
        .value("__version__", version)
        .build())
}
