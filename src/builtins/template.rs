//! Template strings: `string.templatelib.Template` and `Interpolation` (PEP 750).

use crate::gc::{Ref, Value};
use crate::native::bind::arg;
use crate::native::build::TypeBuilder;
use crate::object::template::{Interpolation, Template, TemplateIter};
use crate::object::{Args, PyResult, Str, Tuple, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    TypeBuilder::new(vm, &vm.types.template.clone())
        .doc("Template object")
        .slots(|s| {
            s.new = Some(template_new);
            s.repr = Some(template_repr);
            s.iter = Some(template_iter);
            s.concat = Some(template_concat);
        })
        .method("__reduce__(self, /)", template_reduce, "")
        .class_method("__class_getitem__(type, item, /)", class_getitem, "See PEP 585.")
        .member("strings", template_strings, None, "Strings")
        .member("interpolations", template_interpolations, None, "Interpolations")
        .getset("values", template_values, None, "Values of interpolations")
        .ready();
    let names = ["value", "expression", "conversion", "format_spec"].map(|n| vm.intern(n).into_value());
    let match_args = vm.new_tuple(names.to_vec())?;
    TypeBuilder::new(vm, &vm.types.interpolation.clone())
        .doc("Interpolation object")
        .slots(|s| {
            s.new = Some(interpolation_new);
            s.repr = Some(interpolation_repr);
        })
        .method("__reduce__(self, /)", interpolation_reduce, "")
        .class_method("__class_getitem__(type, item, /)", class_getitem, "See PEP 585.")
        .member("value", |vm, v| field(vm, v, |p| p.value.clone()), None, "Value")
        .member("expression", |vm, v| field(vm, v, |p| p.expression.to_value()), None, "Expression")
        .member("conversion", |vm, v| field(vm, v, |p| p.conversion.clone()), None, "Conversion")
        .member("format_spec", |vm, v| field(vm, v, |p| p.format_spec.to_value()), None, "Format specifier")
        .value("__match_args__", match_args)
        .ready();
    TypeBuilder::new(vm, &vm.types.template_iter.clone())
        .slots(|s| {
            s.iter = Some(|_, this| Ok(this.clone()));
            s.iternext = Some(template_iter_next);
        })
        .ready();
    Ok(())
}

impl Vm {
    /// The interpolation of a t-string's field: value, expression, conversion or None, format specification.
    pub fn new_interpolation(&mut self, parts: Vec<Value>) -> PyResult {
        let mut parts = parts.into_iter();
        let mut next = || parts.next().unwrap_or_default();
        let (value, expression, conversion, format_spec) = (next(), next(), next(), next());
        let expression = self.payload::<Str>(&expression)?.clone();
        let format_spec = self.payload::<Str>(&format_spec)?.clone();
        let payload = Interpolation { value, expression, conversion, format_spec };
        Ok(self.alloc(&self.types.interpolation, payload)?.into_value())
    }

    /// A t-string of its tuple of strings and its tuple of interpolations.
    pub fn new_template(&mut self, strings: Value, interpolations: Value) -> PyResult {
        let strings = self.payload::<Tuple>(&strings)?.clone();
        let interpolations = self.payload::<Tuple>(&interpolations)?.clone();
        Ok(self.alloc(&self.types.template, Template { strings, interpolations })?.into_value())
    }
}

fn class_getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.generic_alias(arg(args, 0), arg(args, 1))
}

fn template_new(vm: &mut Vm, _class: &Ref<Type>, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error("Template.__new__ only accepts *args arguments"));
    }
    let (mut strings, mut interpolations) = (Vec::new(), Vec::new());
    // The string that is being gathered.
    let mut open: Option<Value> = None;
    for part in args.values {
        if part.downcast::<Interpolation>().is_some() {
            strings.push(open.take().unwrap_or_else(|| vm.empty_str.to_value()));
            interpolations.push(part.clone());
        } else if part.downcast::<Str>().is_some() {
            open = Some(match open {
                Some(before) => joined(vm, &before, part)?,
                None => part.clone(),
            });
        } else {
            let ty = vm.type_of(part).clone();
            let ty = vm.dotted_type_name(&ty);
            let text = format!("Template.__new__ *args need to be of type 'str' or 'Interpolation', got {ty}");
            return Err(vm.type_error(text));
        }
    }
    strings.push(open.unwrap_or_else(|| vm.empty_str.to_value()));
    let (strings, interpolations) = (vm.new_tuple(strings)?, vm.new_tuple(interpolations)?);
    vm.new_template(strings, interpolations)
}

fn joined(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    vm.build_string(&[a.clone(), b.clone()])
}

fn parts(vm: &Vm, this: &Value) -> PyResult<(Ref<Tuple>, Ref<Tuple>)> {
    let t = vm.payload::<Template>(this)?.get(vm);
    Ok((t.strings.clone(), t.interpolations.clone()))
}

fn template_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let (strings, interpolations) = parts(vm, this)?;
    let strings = vm.repr(&strings.into_value())?;
    let interpolations = vm.repr(&interpolations.into_value())?;
    let mut text = b"Template(strings=".to_vec();
    text.extend_from_slice(strings.bytes());
    text.extend_from_slice(b", interpolations=");
    text.extend_from_slice(interpolations.bytes());
    text.push(b')');
    vm.new_str_wtf8(&text)
}

fn template_iter(vm: &mut Vm, this: &Value) -> PyResult {
    let template = vm.payload::<Template>(this)?.clone();
    Ok(vm.alloc(&vm.types.template_iter, TemplateIter { template, index: 0 })?.into_value())
}

fn template_iter_next(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let iter = vm.payload::<TemplateIter>(this)?.clone();
    let template = iter.get(vm).template.clone();
    loop {
        let index = iter.get(vm).index;
        let t = template.get(vm);
        let tuple = if index.is_multiple_of(2) { &t.strings } else { &t.interpolations };
        let Some(part) = tuple.items().get(index / 2).cloned() else { return Ok(None) };
        iter.get_mut(vm).index += 1;
        let empty = index.is_multiple_of(2) && part.downcast::<Str>().is_some_and(|s| s.byte_len() == 0);
        if !empty {
            return Ok(Some(part));
        }
    }
}

fn template_concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    if b.downcast::<Template>().is_none() {
        let ty = vm.type_of(b).clone();
        let ty = vm.dotted_type_name(&ty);
        let text =
            format!("can only concatenate string.templatelib.Template (not \"{ty}\") to string.templatelib.Template");
        return Err(vm.type_error(text));
    }
    let ((strings, interpolations), (more, more_interpolations)) = (parts(vm, a)?, parts(vm, b)?);
    let mut all = strings.items().to_vec();
    let (last, first) = (all.pop().unwrap_or_default(), more.items().first().cloned().unwrap_or_default());
    all.push(joined(vm, &last, &first)?);
    all.extend(more.items().iter().skip(1).cloned());
    let fields = interpolations.items().iter().chain(more_interpolations.items()).cloned().collect();
    let (strings, interpolations) = (vm.new_tuple(all)?, vm.new_tuple(fields)?);
    vm.new_template(strings, interpolations)
}

fn template_strings(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(parts(vm, this)?.0.into_value())
}

fn template_interpolations(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(parts(vm, this)?.1.into_value())
}

fn template_values(vm: &mut Vm, this: &Value) -> PyResult {
    let (_, interpolations) = parts(vm, this)?;
    let value = |v: &Value| v.downcast::<Interpolation>().map(|i| i.get(vm).value.clone()).unwrap_or_default();
    let values = interpolations.items().iter().map(value).collect();
    vm.new_tuple(values)
}

fn template_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (strings, interpolations) = parts(vm, arg(args, 0))?;
    let module = vm.import_module("string.templatelib")?;
    let unpickle = vm.getattr_str(&module, "_template_unpickle")?;
    let state = vm.new_tuple(vec![strings.into_value(), interpolations.into_value()])?;
    vm.new_tuple(vec![unpickle, state])
}

fn field(vm: &mut Vm, this: &Value, get: fn(&Interpolation) -> Value) -> PyResult {
    Ok(get(vm.payload::<Interpolation>(this)?.get(vm)))
}

fn interpolation_fields(vm: &mut Vm, this: &Value) -> PyResult<Vec<Value>> {
    let i = vm.payload::<Interpolation>(this)?.get(vm);
    Ok(vec![i.value.clone(), i.expression.to_value(), i.conversion.clone(), i.format_spec.to_value()])
}

fn interpolation_new(vm: &mut Vm, _class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let parts = vm.bind_args("Interpolation(value, expression='', conversion=None, format_spec='')", args)?;
    for (name, part) in ["value", "expression", "conversion", "format_spec"].into_iter().zip(&parts).skip(1) {
        if part.downcast::<Str>().is_none() && !(name == "conversion" && part.is_none()) {
            let ty = vm.type_name(part);
            return Err(vm.type_error(format!("Interpolation() argument '{name}' must be str, not {ty}")));
        }
    }
    let conversion = parts.get(2).and_then(|c| c.downcast::<Str>());
    if conversion.is_some_and(|c| !matches!(c.bytes(), b"s" | b"r" | b"a")) {
        return Err(vm.value_error("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'"));
    }
    vm.new_interpolation(parts.into_vec())
}

fn interpolation_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let fields = interpolation_fields(vm, this)?;
    let mut text = b"Interpolation(".to_vec();
    for (i, field) in fields.iter().enumerate() {
        if i > 0 {
            text.extend_from_slice(b", ");
        }
        text.extend_from_slice(vm.repr(field)?.bytes());
    }
    text.push(b')');
    vm.new_str_wtf8(&text)
}

fn interpolation_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = arg(args, 0);
    let fields = interpolation_fields(vm, this)?;
    let class = vm.type_of(this).to_value();
    let fields = vm.new_tuple(fields)?;
    vm.new_tuple(vec![class, fields])
}
