//! The builtin types and functions: one file or folder a type, each with an `init` that fills its type object.

pub mod bytes;
pub mod cell;
pub mod code;
pub mod complex;
pub mod container_repr;
pub mod descriptor;
pub mod exceptions;
pub mod float;
pub mod format_spec;
pub mod int;

pub mod dict;
pub mod enumerate;
pub mod filter;
pub mod function;
pub mod functions;
pub mod generator;
pub mod generic_alias;
pub mod iter;
pub mod list;
pub mod map_;
pub mod mapping_proxy;
pub mod method;
pub mod method_wrappers;
pub mod module;
pub mod native_function;
pub mod object_;
pub mod property;
pub mod range;
pub mod reversed;
pub mod sequence;
pub mod set;
pub mod simple_namespace;
pub mod singletons;
pub mod slice;
pub mod str;
pub mod super_;
pub mod template;
pub mod traceback;
pub mod tuple;
pub mod type_;
pub mod typing_;
pub mod union;
pub mod zip;

use crate::object::PyResult;
use crate::object::native::{Intrinsic, MethodDescriptor, NativeFunction};
use crate::vm::Vm;

/// Fills all builtin types and the `builtins` module of a new interpreter.
pub fn init(vm: &mut Vm) -> PyResult<()> {
    object_::init(vm)?;
    type_::init(vm)?;
    descriptor::init(vm)?;
    native_function::init(vm)?;
    function::init(vm)?;
    method::init(vm)?;
    method_wrappers::init(vm)?;
    property::init(vm)?;
    super_::init(vm)?;
    mapping_proxy::init(vm)?;
    generic_alias::init(vm)?;
    union::init(vm)?;
    module::init(vm)?;
    simple_namespace::init(vm)?;
    cell::init(vm)?;
    code::init(vm)?;
    crate::stdlib::native::weakref::init(vm)?;
    template::init(vm)?;
    typing_::init(vm)?;
    singletons::init(vm)?;
    int::init(vm)?;
    float::init(vm)?;
    complex::init(vm)?;
    str::init(vm)?;
    bytes::init(vm)?;
    slice::init(vm)?;
    iter::init(vm)?;
    list::init(vm)?;
    tuple::init(vm)?;
    exceptions::init(vm)?;
    traceback::init(vm)?;
    generator::init(vm)?;
    functions::init(vm)?;
    dict::init(vm)?;
    set::init(vm)?;
    range::init(vm)?;
    enumerate::init(vm)?;
    zip::init(vm)?;
    map_::init(vm)?;
    filter::init(vm)?;
    reversed::init(vm)?;
    crate::stdlib::native::sys::init(vm)?;
    crate::stdlib::native::importlib::init(vm)?;
    mark_intrinsics(vm);
    Ok(())
}

/// Tells the evaluation loop which functions it may answer itself.
fn mark_intrinsics(vm: &mut Vm) {
    let functions = [
        ("len", Intrinsic::Len),
        ("ord", Intrinsic::Ord),
        ("chr", Intrinsic::Chr),
        ("isinstance", Intrinsic::IsInstance),
    ];
    for (name, intrinsic) in functions {
        let name = vm.intern(name);
        let found = vm.builtins.get(vm).get_str(&name).and_then(|v| v.downcast_exact::<NativeFunction>());
        if let Some(function) = found {
            function.get(vm).def.intrinsic.set(intrinsic);
        }
    }
    let append = vm.intern("append");
    if let Some(method) = vm.types.list.get(vm).own(&append).and_then(|v| v.downcast_exact::<MethodDescriptor>()) {
        method.get(vm).def.intrinsic.set(Intrinsic::ListAppend);
    }
}
