//! The list of builtin types and the names that the interpreter itself uses.
//!
//! Each line makes a type object when an interpreter starts; slots and methods are added by `builtins/`. A type
//! that only one stdlib module uses is made by that module instead.

use crate::gc::{Header, Heap, Kind, Layout, Payload, Raw, Ref, TypeCore};
use crate::object::slots::Slots;
use crate::object::str::Str;
use crate::object::ty::{NameMap, Type, type_flag};
use std::cell::Cell;

/// The payload of plain instances: nothing but their attributes.
pub struct Plain;

crate::payload!(Plain, Kind::Instance, "object", tracked {});

macro_rules! registry {
    ($($field:ident = $name:literal in $module:literal: $payload:ty $(, $flag:ident)*;)*) => {
        /// The builtin types.
        pub struct Types { $(pub $field: Ref<Type>,)* }

        impl Types {
            /// Makes all builtin type objects, with `object` as base and no methods yet.
            pub fn bootstrap(heap: &Heap, intern: &mut dyn FnMut(&str, *mut Header) -> Ref<Str>) -> Types {
                let ty = raw_type(heap);
                let str_type = raw_type(heap);
                // Names are str objects: the core of `str` must be readable before `str` is filled.
                // SAFETY: the memory has room for a type, which begins with its core.
                unsafe { std::ptr::write(str_type.add(1) as *mut TypeCore, core(<Str as Payload>::LAYOUT, false)) };
                let mut make = |field: &str, name: &'static str, module: &'static str, layout: &'static Layout, flags: u32| {
                    let header = match field {
                        "type_" => ty,
                        "str" => str_type,
                        _ => raw_type(heap),
                    };
                    let text = intern(name, str_type);
                    // SAFETY: `header` has room for a type and is filled here, once; `ty` is the type of types.
                    unsafe { fill_type(heap, header, ty, text, module, layout, flags) }
                };
                Types { $($field: make(stringify!($field), $name, $module, <$payload as Payload>::LAYOUT, 0 $(| registry!(@ $flag))*),)* }
            }

            /// All of them, in order.
            pub fn all(&self) -> Vec<Ref<Type>> {
                vec![$(self.$field.clone(),)*]
            }
        }
    };
    (@ base) => { type_flag::BASETYPE };
    (@ no_new) => { type_flag::NO_INSTANTIATION };
    (@ sequence) => { type_flag::SEQUENCE };
    (@ mapping) => { type_flag::MAPPING };
    (@ match_self) => { type_flag::MATCH_SELF };
    (@ method) => { type_flag::METHOD_DESCRIPTOR };
    (@ not_exact) => { NOT_EXACT };
}

/// Instances carry the generic object tag although the type is builtin.
const NOT_EXACT: u32 = 1 << 31;

registry! {
    object = "object" in "builtins": Plain, base;
    type_ = "type" in "builtins": Type, base;
    str = "str" in "builtins": Str, base, match_self;
    int = "int" in "builtins": crate::object::BigInt, base, match_self;
    bool = "bool" in "builtins": crate::object::BigInt, match_self;
    float = "float" in "builtins": crate::object::Float, base, match_self;
    complex = "complex" in "builtins": crate::object::Complex, base;
    bytes = "bytes" in "builtins": crate::object::Bytes, base, match_self;
    bytearray = "bytearray" in "builtins": crate::object::ByteArray, base, match_self;
    memoryview = "memoryview" in "builtins": crate::object::MemoryView, sequence;
    memory_iterator = "memory_iterator" in "builtins": crate::object::memory::MemoryIter, no_new;
    bytes_iterator = "bytes_iterator" in "builtins": crate::object::memory::BytesIter, no_new;
    bytearray_iterator = "bytearray_iterator" in "builtins": crate::object::memory::ByteArrayIter, no_new;
    tuple = "tuple" in "builtins": crate::object::Tuple, base, match_self, sequence;
    list = "list" in "builtins": crate::object::List, base, match_self, sequence;
    dict = "dict" in "builtins": crate::object::Dict, base, match_self, mapping;
    set = "set" in "builtins": crate::object::Set, base, match_self;
    frozenset = "frozenset" in "builtins": crate::object::set::FrozenSet, base, match_self;
    range = "range" in "builtins": crate::object::Range, sequence;
    slice = "slice" in "builtins": crate::object::Slice;
    none_type = "NoneType" in "builtins": Plain;
    not_implemented_type = "NotImplementedType" in "builtins": Plain;
    ellipsis = "ellipsis" in "builtins": Plain;
    function = "function" in "builtins": crate::object::Function, method;
    method = "method" in "builtins": crate::object::BoundMethod;
    builtin_function = "builtin_function_or_method" in "builtins": crate::object::NativeFunction, no_new;
    method_descriptor = "method_descriptor" in "builtins": crate::object::native::MethodDescriptor, no_new, method;
    classmethod_descriptor = "classmethod_descriptor" in "builtins": crate::object::native::MethodDescriptor, no_new, not_exact;
    getset_descriptor = "getset_descriptor" in "builtins": crate::object::native::GetSet, no_new;
    member_descriptor = "member_descriptor" in "builtins": crate::object::native::Member, no_new;
    wrapper_descriptor = "wrapper_descriptor" in "builtins": crate::object::native::SlotWrapper, no_new, method;
    method_wrapper = "method-wrapper" in "builtins": crate::object::native::MethodWrapper, no_new;
    cell = "cell" in "builtins": crate::object::Cell;
    code = "code" in "builtins": crate::bytecode::Code;
    frame = "frame" in "builtins": crate::object::traceback::Frame, no_new;
    traceback = "traceback" in "builtins": crate::object::traceback::Traceback;
    frame_locals = "FrameLocalsProxy" in "builtins": crate::object::traceback::FrameLocals, mapping;
    module = "module" in "builtins": crate::object::module::Module, base;
    generator = "generator" in "builtins": crate::object::generator::Generator, no_new;
    coroutine = "coroutine" in "builtins": crate::object::generator::Generator, no_new, not_exact;
    async_generator = "async_generator" in "builtins": crate::object::generator::Generator, no_new, not_exact;
    async_generator_asend = "async_generator_asend" in "builtins": crate::object::generator::AsyncSend, no_new;
    async_generator_athrow = "async_generator_athrow" in "builtins": crate::object::generator::AsyncThrow, no_new;
    coroutine_wrapper = "coroutine_wrapper" in "builtins": crate::object::generator::CoroutineWrapper, no_new;
    anext_awaitable = "anext_awaitable" in "builtins": crate::object::generator::AnextAwaitable, no_new;
    list_iterator = "list_iterator" in "builtins": crate::object::iter::ListIter, no_new;
    tuple_iterator = "tuple_iterator" in "builtins": crate::object::iter::TupleIter, no_new;
    range_iterator = "range_iterator" in "builtins": crate::object::iter::RangeIter, no_new;
    str_iterator = "str_iterator" in "builtins": crate::object::iter::StrIter, no_new;
    iterator = "iterator" in "builtins": crate::object::iter::SeqIter, no_new;
    callable_iterator = "callable_iterator" in "builtins": crate::object::iter::CallIter, no_new;
    property = "property" in "builtins": crate::object::descriptor::Property, base;
    classmethod = "classmethod" in "builtins": crate::object::descriptor::ClassMethod, base;
    staticmethod = "staticmethod" in "builtins": crate::object::descriptor::StaticMethod, base;
    super_ = "super" in "builtins": crate::object::descriptor::Super, base;
    mappingproxy = "mappingproxy" in "builtins": crate::object::descriptor::MappingProxy, mapping;
    generic_alias = "GenericAlias" in "types": crate::object::descriptor::GenericAlias, base, not_exact;
    union = "Union" in "typing": crate::object::descriptor::Union, not_exact;
    simple_namespace = "SimpleNamespace" in "types": Plain, base;
    list_reverseiterator = "list_reverseiterator" in "builtins": crate::object::iter::ListReverseIter, no_new;
    longrange_iterator = "longrange_iterator" in "builtins": crate::object::iter::LongRangeIter, no_new;
    set_iterator = "set_iterator" in "builtins": crate::object::iter::SetIter, no_new;
    dict_keys = "dict_keys" in "builtins": crate::object::iter::DictKeys, no_new;
    dict_values = "dict_values" in "builtins": crate::object::iter::DictValues, no_new;
    dict_items = "dict_items" in "builtins": crate::object::iter::DictItems, no_new;
    dict_keyiterator = "dict_keyiterator" in "builtins": crate::object::iter::DictIter, no_new;
    dict_valueiterator = "dict_valueiterator" in "builtins": crate::object::iter::DictIter, no_new;
    dict_itemiterator = "dict_itemiterator" in "builtins": crate::object::iter::DictIter, no_new;
    dict_reversekeyiterator = "dict_reversekeyiterator" in "builtins": crate::object::iter::DictIter, no_new;
    dict_reversevalueiterator = "dict_reversevalueiterator" in "builtins": crate::object::iter::DictIter, no_new;
    dict_reverseitemiterator = "dict_reverseitemiterator" in "builtins": crate::object::iter::DictIter, no_new;
    enumerate = "enumerate" in "builtins": crate::object::iter::Enumerate, base;
    zip = "zip" in "builtins": crate::object::iter::Zip, base;
    map = "map" in "builtins": crate::object::iter::Map, base;
    filter = "filter" in "builtins": crate::object::iter::Filter, base;
    reversed = "reversed" in "builtins": crate::object::iter::Reversed, base;
    template = "Template" in "string.templatelib": crate::object::template::Template;
    interpolation = "Interpolation" in "string.templatelib": crate::object::template::Interpolation;
    template_iter = "TemplateIter" in "string.templatelib": crate::object::template::TemplateIter, no_new;
    type_var = "TypeVar" in "typing": crate::object::typing::TypeParam;
    param_spec = "ParamSpec" in "typing": crate::object::typing::TypeParam;
    type_var_tuple = "TypeVarTuple" in "typing": crate::object::typing::TypeParam;
    param_spec_args = "ParamSpecArgs" in "typing": crate::object::typing::ParamSpecPart;
    param_spec_kwargs = "ParamSpecKwargs" in "typing": crate::object::typing::ParamSpecPart;
    type_alias = "TypeAliasType" in "typing": crate::object::typing::TypeAlias;
    generic = "Generic" in "typing": Plain, base;
    typing_alias = "_GenericAlias" in "typing": crate::object::descriptor::GenericAlias, base, not_exact;
    unpacked = "_UnpackGenericAlias" in "typing": crate::object::typing::Unpacked, no_new;
    const_evaluator = "_ConstEvaluator" in "_typing": crate::object::typing::ConstEvaluator, no_new;
    no_default_type = "NoDefaultType" in "builtins": Plain;
    weakref = "ReferenceType" in "weakref": crate::object::weak::Weakref, base;
    weak_proxy = "ProxyType" in "weakref": crate::object::weak::Weakref, no_new;
    weak_callable_proxy = "CallableProxyType" in "weakref": crate::object::weak::Weakref, no_new;
    base_exception = "BaseException" in "builtins": crate::object::Exception, base;
}

/// Memory for a type object, filled by `fill_type`.
fn raw_type(heap: &Heap) -> *mut Header {
    match heap.alloc_bare(size_of::<Header>() + size_of::<Type>()) {
        Ok(header) => header,
        // There is no interpreter yet that could raise MemoryError.
        Err(_) => std::process::abort(),
    }
}

fn core(layout: &'static Layout, not_exact: bool) -> TypeCore {
    TypeCore {
        layout,
        attrs_offset: Cell::new(0),
        nslots: 0,
        inline_cap: Cell::new(0),
        instance_tag: if not_exact || layout.kind == Kind::Instance { Kind::Other.tag() } else { layout.kind.tag() },
        is_heap_type: false,
        has_dict: Cell::new(false),
        weakrefable: Cell::new(false),
        has_del: Cell::new(false),
        tracked: layout.tracked,
    }
}

unsafe fn fill_type(
    heap: &Heap,
    header: *mut Header,
    metatype: *mut Header,
    name: Ref<Str>,
    module: &'static str,
    layout: &'static Layout,
    flags: u32,
) -> Ref<Type> {
    let payload = Type {
        core: core(layout, flags & NOT_EXACT != 0),
        slots: Slots::default(),
        version: Cell::new(0),
        plain_init: Cell::new((0, 0)),
        flags: Cell::new(flags & !NOT_EXACT | type_flag::IMMUTABLE),
        root_shape: Cell::new(0),
        name: name.clone(),
        qualname: name,
        module,
        doc: None,
        signature: None,
        base: None,
        bases: Vec::new(),
        mro: Vec::new(),
        dict: NameMap::default(),
        subclasses: Vec::new(),
        slot_names: Vec::new(),
    };
    // SAFETY: by contract of the caller, memory of the right size, not yet visible.
    unsafe { heap.init_bare(header, metatype, payload) }
}

macro_rules! names {
    ($($name:ident)*) => {
        /// Interned names that the interpreter itself uses, by their own spelling.
        #[allow(non_snake_case)]
        pub struct Names { $(pub $name: Ref<Str>,)* }

        impl Names {
            pub fn new(mut intern: impl FnMut(&str) -> Ref<Str>) -> Names {
                Names { $($name: intern(stringify!($name).trim_start_matches("r#")),)* }
            }
        }
    };
}

names! {
    __abs__ __abstractmethods__ __add__ __aenter__ __aexit__ __aiter__ __all__ __and__ __anext__ __annotate__ __annotate_func__ __annotations__
    __annotations_cache__ __await__ __bases__ __bool__ __build_class__ __builtins__ __bytes__ __call__ __cause__ __ceil__ __class__ __class_getitem__
    __classcell__ __classdict__ __classdictcell__ __closure__ __code__ __complex__ __conditional_annotations__ __contains__ __context__ __debug__
    __defaults__ __del__ __delattr__ __delete__ __delitem__ __dict__ __dir__ __divmod__ __doc__ __enter__ __eq__ __exit__ __file__ __firstlineno__
    __float__ __floor__ __floordiv__ __format__ __func__ __ge__ __get__ __getattr__ __getattribute__ __getitem__ __getnewargs__ __getnewargs_ex__
    __getstate__ __globals__ __gt__ __hash__ __iadd__ __iand__ __ifloordiv__ __ilshift__ __imatmul__ __imod__ __import__ __imul__ __index__ __init__
    __init_subclass__ __instancecheck__ __int__ __invert__ __ior__ __ipow__ __irshift__ __isub__ __iter__ __itruediv__ __ixor__ __kwdefaults__
    __le__ __len__ __length_hint__ __loader__ __lshift__ __lt__ __main__ __match_args__ __matmul__ __missing__ __mod__ __module__ __mro__
    __mro_entries__ __mul__ __name__ __ne__ __neg__ __new__ __next__ __notes__ __or__ __orig_bases__ __orig_class__ __package__ __parameters__ __path__ __pos__
    __pow__ __prepare__ __qualname__ __radd__ __rand__ __rdivmod__ __reduce__ __reduce_ex__ __repr__ __reversed__ __rfloordiv__ __rlshift__
    __rmatmul__ __rmod__ __rmul__ __ror__ __round__ __rpow__ __rrshift__ __rshift__ __rsub__ __rtruediv__ __rxor__ __self__ __set__
    __set_name__ __setattr__ __setitem__ __setstate__ __sizeof__ __slots__ __spec__ __static_attributes__ __str__ __sub__ __subclasscheck__ __subclasses__
    __subclasshook__ __suppress_context__ __text_signature__ __traceback__ __truediv__ __trunc__ __type_params__ __typing_subst__ __weakref__ __wrapped__ __xor__
    _fields _initializing args big builtins clear close copy displayhook encoding end errors excepthook fget file flush get items iter join key keys last_exc last_traceback last_type last_value
    little mro msg name name_from modules obj path print print_file_and_line real send sep signed stderr stdin stdout sys text throw update value values write
    unraisablehook offset lineno end_lineno end_offset filename metaclass default stop start step
    __objclass__ __isabstractmethod__ __basicsize__ __origin__ __args__ __unpacked__ __slotnames__ fset fdel
    __copy__ __deepcopy__ __metaclass__
}

/// A register word for the interned empty constants; see `Vm`.
pub type Word = Raw;
