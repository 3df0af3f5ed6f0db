//! BaseExceptionGroup and ExceptionGroup: exceptions that travel together, and how a group is split.

use super::fields::*;
use crate::gc::{Ref, Value};
use crate::native::build::TypeBuilder;
use crate::object::slots::Args;
use crate::object::{Exception, List, PyResult, Str, Tuple, Type};
use crate::vm::Vm;

pub fn fill(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    builder
        .slots(|s| {
            s.new = Some(group_new);
            s.init = Some(group_init);
            s.str = Some(group_str);
            s.repr = Some(group_repr);
        })
        .getset("message", get_object::<GROUP_MESSAGE>, Some(read_only), "exception message")
        .getset("exceptions", get_object::<GROUP_EXCEPTIONS>, Some(read_only), "nested exceptions")
        .method("derive(self, excs, /)", group_derive, "")
        .method("split(self, matcher_value, /)", group_split, "")
        .method("subgroup(self, matcher_value, /)", group_subgroup, "")
        .class_method(
            "__class_getitem__(cls, object, /)",
            group_class_getitem,
            "Exception groups are generic over the type of their contained exceptions",
        )
}

/// `ExceptionGroup(BaseExceptionGroup, Exception)`: the one builtin type with two bases.
pub fn add_second_base(vm: &mut Vm, ty: &Ref<Type>) {
    let (group, exception, root) =
        (vm.exc.BaseExceptionGroup.clone(), vm.exc.Exception.clone(), vm.types.base_exception.clone());
    let object = vm.types.object.clone();
    exception.get_mut(vm).subclasses.push(ty.header_ptr());
    let t = ty.get_mut(vm);
    t.bases = vec![group.clone(), exception.clone()];
    t.mro = vec![ty.clone(), group, exception, root, object];
}

/// Members of an object that are set once have an error of their own.
fn read_only(vm: &mut Vm, _value: &Value, _new: Option<&Value>) -> PyResult<()> {
    Err(vm.attribute_error("readonly attribute"))
}

fn group_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let [message, sequence] = args.pos() else {
        let given = args.pos().len();
        return Err(vm.type_error(format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({given} given)")));
    };
    if message.downcast::<Str>().is_none() {
        let ty = vm.type_name(message);
        return Err(vm.type_error(format!("BaseExceptionGroup.__new__() argument 1 must be str, not {ty}")));
    }
    let is_sequence = {
        let slots = &vm.type_of(sequence).get(vm).slots;
        slots.getitem.is_some() && sequence.downcast::<crate::object::Dict>().is_none()
    };
    if !is_sequence {
        return Err(vm.type_error("second argument (exceptions) must be a sequence"));
    }
    let items = vm.collect(sequence)?;
    if items.is_empty() {
        return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    let mut all_ordinary = true;
    for (i, item) in items.iter().enumerate() {
        if item.downcast::<Exception>().is_none() {
            return Err(vm.value_error(format!("Item {i} of second argument (exceptions) is not an exception")));
        }
        all_ordinary &= vm.is_instance_of(item, &vm.exc.Exception);
    }
    let mut class = class.clone();
    if class.ptr_eq(&vm.exc.BaseExceptionGroup) {
        if all_ordinary {
            class = vm.exc.ExceptionGroup.clone();
        }
    } else if !all_ordinary {
        if class.ptr_eq(&vm.exc.ExceptionGroup) {
            return Err(vm.type_error("Cannot nest BaseExceptions in an ExceptionGroup"));
        }
        if vm.is_subtype(&class, &vm.exc.Exception) {
            let name = class.get(vm).name.to_lossy().into_owned();
            return Err(vm.type_error(format!("Cannot nest BaseExceptions in '{name}'")));
        }
    }
    let message = message.clone();
    let exception = new_exception(vm, &class, args.pos())?;
    let items = vm.new_tuple(items)?;
    set_field(vm, &exception, GROUP_MESSAGE, Some(message));
    set_field(vm, &exception, GROUP_EXCEPTIONS, Some(items));
    Ok(exception.into_value())
}

fn group_init(vm: &mut Vm, value: &Value, args: Args<'_>) -> PyResult<()> {
    let class = vm.type_of(value).clone();
    no_keywords(vm, &class, &args)?;
    let exception = this(vm, value)?;
    set_args(vm, exception, args.pos())
}

/// The exceptions of a group.
pub fn exceptions_of(vm: &Vm, group: &Ref<Exception>) -> Vec<Value> {
    field(vm, group, GROUP_EXCEPTIONS)
        .and_then(|v| v.downcast::<Tuple>().map(|t| t.items().to_vec()))
        .unwrap_or_default()
}

fn group_str(vm: &mut Vm, value: &Value) -> PyResult {
    let exception = this(vm, value)?;
    let message = field(vm, exception, GROUP_MESSAGE).unwrap_or_default();
    let count = exceptions_of(vm, exception).len();
    let mut text = vm.to_str(&message)?.bytes().to_vec();
    let s = if count == 1 { "" } else { "s" };
    text.extend_from_slice(format!(" ({count} sub-exception{s})").as_bytes());
    vm.new_str_wtf8(&text)
}

/// Shows the exceptions as the kind of sequence that was given, but as they are in the group.
fn group_repr(vm: &mut Vm, value: &Value) -> PyResult {
    let exception = this(vm, value)?;
    let message = field(vm, exception, GROUP_MESSAGE).unwrap_or_default();
    let given = super::base::args_of(vm, exception).get(1).cloned().unwrap_or_default();
    let kept = field(vm, exception, GROUP_EXCEPTIONS).unwrap_or_default();
    let shown = if given.downcast::<List>().is_some() {
        vm.new_list(exceptions_of(vm, exception))?
    } else if given.downcast::<Tuple>().is_some() || given.is_none() {
        kept
    } else {
        given
    };
    let mut text = vm.type_name(value).into_bytes();
    text.push(b'(');
    text.extend_from_slice(vm.repr(&message)?.bytes());
    text.extend_from_slice(b", ");
    text.extend_from_slice(vm.repr(&shown)?.bytes());
    text.push(b')');
    vm.new_str_wtf8(&text)
}

fn group_class_getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args {
        [class, key] => vm.generic_alias(class, key),
        _ => Err(vm.type_error("expected 1 argument, got 0")),
    }
}

fn group_derive(vm: &mut Vm, args: &[Value]) -> PyResult {
    let exception = receiver(vm, args)?;
    let message = field(vm, exception, GROUP_MESSAGE).unwrap_or_default();
    let items = args.get(1).cloned().unwrap_or_default();
    let class = vm.exc.BaseExceptionGroup.to_value();
    vm.call(&class, &[message, items])
}

/// What an exception of a group is compared with.
pub enum Matcher {
    /// A class or tuple of classes.
    Types(Value),
    Predicate(Value),
    /// These very exceptions.
    Instances(Vec<u64>),
}

impl Matcher {
    fn new(vm: &mut Vm, value: &Value) -> PyResult<Matcher> {
        if vm.check_except_types(value).is_ok() {
            return Ok(Matcher::Types(value.clone()));
        }
        let callable = vm.type_of(value).get(vm).slots.call.is_some();
        if callable && value.downcast::<Type>().is_none() {
            return Ok(Matcher::Predicate(value.clone()));
        }
        let text = "expected an exception type, a tuple of exception types, or a callable (other than a class)";
        Err(vm.type_error(text))
    }

    fn matches(&self, vm: &mut Vm, exc: &Value) -> PyResult<bool> {
        match self {
            Matcher::Types(types) => Ok(vm.matches_any(exc, types)),
            Matcher::Predicate(f) => {
                let result = vm.call(f, std::slice::from_ref(exc))?;
                vm.truthy(&result)
            }
            Matcher::Instances(ids) => Ok(exc.downcast::<Exception>().is_some() && ids.contains(&exc.id())),
        }
    }
}

/// Whether this is an exception group.
pub fn is_group(vm: &Vm, exc: &Value) -> bool {
    vm.is_instance_of(exc, &vm.exc.BaseExceptionGroup)
}

/// Splits an exception or group into the part that matches and the rest (made only if asked for).
pub fn split(vm: &mut Vm, exc: &Value, matcher: &Matcher, with_rest: bool) -> PyResult<(Option<Value>, Option<Value>)> {
    if matcher.matches(vm, exc)? {
        return Ok((Some(exc.clone()), None));
    }
    if !is_group(vm, exc) {
        return Ok((None, with_rest.then(|| exc.clone())));
    }
    let group = this(vm, exc)?.clone();
    let (mut matching, mut others) = (Vec::new(), Vec::new());
    for item in exceptions_of(vm, &group) {
        let (yes, no) = vm.with_native_depth(|vm| split(vm, &item, matcher, with_rest))?;
        matching.extend(yes);
        others.extend(no);
    }
    let yes = subset(vm, &group, matching)?;
    let no = if with_rest { subset(vm, &group, others)? } else { None };
    Ok((yes, no))
}

/// A group like `group` of only these exceptions: made by `derive`, with traceback, context, cause and notes.
fn subset(vm: &mut Vm, group: &Ref<Exception>, items: Vec<Value>) -> PyResult<Option<Value>> {
    if items.is_empty() {
        return Ok(None);
    }
    let items = vm.new_list(items)?;
    let derived = vm.call_method_str(&group.to_value(), "derive", &[items])?;
    if !is_group(vm, &derived) {
        return Err(vm.type_error("derive must return an instance of BaseExceptionGroup"));
    }
    let exception = this(vm, &derived)?;
    let (traceback, context, cause) = {
        let g = group.get(vm);
        (g.traceback.clone(), g.context.clone(), g.cause.clone())
    };
    {
        let e = exception.get_mut(vm);
        e.traceback = traceback;
        e.context = context;
    }
    vm.set_cause(exception, cause);
    let name = vm.names.__notes__.clone();
    if let Some(notes) = vm.getattr_opt(&group.to_value(), &name)? {
        let is_sequence = vm.type_of(&notes).get(vm).slots.getitem.is_some();
        // A strange value here is an error made earlier: not the place to report it.
        if is_sequence {
            let copy = vm.collect(&notes)?;
            let copy = vm.new_list(copy)?;
            vm.setattr(&derived, &name, Some(&copy))?;
        }
    }
    Ok(Some(derived))
}

fn group_split(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = receiver(vm, args)?.to_value();
    let matcher = Matcher::new(vm, args.get(1).unwrap_or(&Value::NONE))?;
    let (yes, no) = split(vm, &value, &matcher, true)?;
    vm.new_tuple(vec![yes.unwrap_or_default(), no.unwrap_or_default()])
}

fn group_subgroup(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = receiver(vm, args)?.to_value();
    let matcher = Matcher::new(vm, args.get(1).unwrap_or(&Value::NONE))?;
    let (yes, _) = split(vm, &value, &matcher, false)?;
    Ok(yes.unwrap_or_default())
}

impl Vm {
    /// A new group of a sequence of exceptions.
    pub fn new_exception_group(&mut self, message: &str, exceptions: Value) -> PyResult {
        let message = self.new_str(message)?;
        let class = self.exc.BaseExceptionGroup.to_value();
        self.call(&class, &[message, exceptions])
    }
}
