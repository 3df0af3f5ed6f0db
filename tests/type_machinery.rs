//! Class creation and attribute access driven from Rust, without the compiler.

use pyrope::gc::Value;
use pyrope::object::PyResult;
use pyrope::object::slots::Args;
use pyrope::vm::{Config, Vm};

fn with_vm(test: impl FnOnce(&mut Vm) -> PyResult<()>) {
    let mut vm = Vm::new(Config::default()).expect("the interpreter starts");
    if let Err(raised) = test(&mut vm) {
        let text = vm.repr_lossy(&raised.0.to_value()).unwrap_or_default();
        panic!("raised {text}");
    }
}

fn class(vm: &mut Vm, name: &str, bases: &[Value], entries: &[(&str, Value)]) -> PyResult {
    let namespace = vm.new_dict();
    for (key, value) in entries {
        let key = vm.intern(key);
        namespace.get_mut(vm).set_str(&key, value.clone());
    }
    let name = vm.new_str(name)?;
    let bases = vm.new_tuple(bases.to_vec())?;
    let ty = vm.types.type_.to_value();
    vm.call(&ty, &[name, bases, namespace.into_value()])
}

fn error_text(vm: &mut Vm, result: PyResult) -> String {
    match result {
        Ok(_) => "no error".into(),
        Err(raised) => {
            let exception = raised.0.to_value();
            vm.to_str(&exception).map(|s| s.to_lossy().into_owned()).unwrap_or_default()
        }
    }
}

#[test]
fn classes_and_instances() {
    with_vm(|vm| {
        let a = class(vm, "A", &[], &[("x", vm.int(1)), ("__module__", vm.str("m"))])?;
        assert_eq!(vm.repr_lossy(&a)?, "<class 'm.A'>");
        let object = vm.call(&a, &[])?;
        assert!(vm.repr_lossy(&object)?.starts_with("<m.A object at 0x"));
        let (x, y) = (vm.intern("x"), vm.intern("y"));
        assert_eq!(vm.getattr(&object, &x)?.as_small(), Some(1));
        vm.setattr(&object, &y, Some(&Value::small_int(5)))?;
        assert_eq!(vm.getattr(&object, &y)?.as_small(), Some(5));
        let r = vm.getattr(&object, &vm.intern("z"));
        assert_eq!(error_text(vm, r), "'A' object has no attribute 'z'");
        let r = vm.call(&a, &[Value::NONE]);
        assert_eq!(error_text(vm, r), "A() takes no arguments");
        Ok(())
    });
}

#[test]
fn slots_and_layout() {
    with_vm(|vm| {
        let slots = vm.str("a");
        let s = class(vm, "S", &[], &[("__slots__", slots)])?;
        let object = vm.call(&s, &[])?;
        let a = vm.intern("a");
        let r = vm.getattr(&object, &a);
        assert_eq!(error_text(vm, r), "'S' object has no attribute 'a'");
        vm.setattr(&object, &a, Some(&Value::small_int(7)))?;
        assert_eq!(vm.getattr(&object, &a)?.as_small(), Some(7));
        let slots = vm.str("b");
        let t = class(vm, "T", &[], &[("__slots__", slots)])?;
        let r = class(vm, "X", &[s.clone(), t], &[]);
        assert_eq!(error_text(vm, r), "multiple bases have instance lay-out conflict");
        let object_type = vm.types.object.to_value();
        let r = class(vm, "X", &[object_type, s], &[]);
        assert_eq!(error_text(vm, r), "Cannot create a consistent method resolution order (MRO) for bases object, S");
        Ok(())
    });
}

#[test]
fn calls_of_builtin_descriptors() {
    with_vm(|vm| {
        let list = vm.types.list.to_value();
        let append = vm.getattr_str(&list, "append")?;
        assert_eq!(vm.repr_lossy(&append)?, "<method 'append' of 'list' objects>");
        let r = vm.call(&append, &[]);
        assert_eq!(error_text(vm, r), "unbound method list.append() needs an argument");
        let r = vm.call(&append, &[Value::NONE]);
        assert_eq!(error_text(vm, r), "descriptor 'append' for 'list' objects doesn't apply to a 'NoneType' object");
        let object = vm.new_list(vec![])?;
        vm.call(&append, &[object.clone(), Value::NONE])?;
        assert_eq!(vm.len(&object)?, 1);
        let new = vm.getattr_str(&vm.types.object.to_value(), "__new__")?;
        let r = vm.call(&new, &[list]);
        assert_eq!(error_text(vm, r), "object.__new__(list) is not safe, use list.__new__()");
        let none_type = vm.types.none_type.to_value();
        assert!(vm.call(&none_type, &[])?.is_none());
        let r = vm.call_args(&none_type, Args::positional(&[Value::TRUE]));
        assert_eq!(error_text(vm, r), "NoneType takes no arguments");
        Ok(())
    });
}
