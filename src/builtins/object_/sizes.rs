//! Sizes of objects as CPython 3.14 counts them, so that `sys.getsizeof` and `__basicsize__` tell what programs expect.
//!
//! Our objects have other sizes; docs/MEMORY.md has the measured ones. Builtin types that are not listed show ours.

use crate::object::ty::Type;
use crate::vm::Vm;

/// `__basicsize__` of builtin types, sorted by name. What is an exception and not listed has the size of its base.
#[rustfmt::skip]
const BASIC_SIZES: &[(&str, usize)] = &[
    ("AttributeError", 88),
    ("BaseException", 72),
    ("BaseExceptionGroup", 96),
    ("BlockingIOError", 112),
    ("BrokenPipeError", 112),
    ("CallableProxyType", 64),
    ("ChildProcessError", 112),
    ("ConnectionAbortedError", 112),
    ("ConnectionError", 112),
    ("ConnectionRefusedError", 112),
    ("ConnectionResetError", 112),
    ("ExceptionGroup", 96),
    ("FileExistsError", 112),
    ("FileNotFoundError", 112),
    ("GenericAlias", 64),
    ("ImportError", 104),
    ("IndentationError", 144),
    ("InterruptedError", 112),
    ("IsADirectoryError", 112),
    ("ModuleNotFoundError", 104),
    ("NameError", 80),
    ("NoneType", 16),
    ("NotADirectoryError", 112),
    ("NotImplementedType", 16),
    ("OSError", 112),
    ("OrderedDict", 112),
    ("PermissionError", 112),
    ("ProcessLookupError", 112),
    ("ProxyType", 64),
    ("ReferenceType", 64),
    ("SimpleNamespace", 24),
    ("StopIteration", 80),
    ("SyntaxError", 144),
    ("SystemExit", 80),
    ("TabError", 144),
    ("TimeoutError", 112),
    ("UnboundLocalError", 80),
    ("UnicodeDecodeError", 112),
    ("UnicodeEncodeError", 112),
    ("UnicodeTranslateError", 112),
    ("Union", 56),
    ("_IncompleteInputError", 144),
    ("_deque_iterator", 56),
    ("async_generator", 152),
    ("async_generator_asend", 40),
    ("bool", 24),
    ("builtin_function_or_method", 56),
    ("bytearray", 56),
    ("bytearray_iterator", 32),
    ("bytes", 33),
    ("bytes_iterator", 32),
    ("callable_iterator", 32),
    ("cell", 24),
    ("classmethod", 32),
    ("classmethod_descriptor", 56),
    ("code", 208),
    ("complex", 32),
    ("coroutine", 152),
    ("dict", 48),
    ("dict_itemiterator", 56),
    ("dict_items", 24),
    ("dict_keyiterator", 56),
    ("dict_keys", 24),
    ("dict_reversekeyiterator", 56),
    ("dict_valueiterator", 56),
    ("dict_values", 24),
    ("ellipsis", 16),
    ("enumerate", 56),
    ("filter", 32),
    ("float", 24),
    ("frame", 152),
    ("frozenset", 200),
    ("function", 152),
    ("generator", 152),
    ("getset_descriptor", 48),
    ("int", 24),
    ("list", 40),
    ("list_iterator", 32),
    ("list_reverseiterator", 32),
    ("map", 40),
    ("mappingproxy", 24),
    ("member_descriptor", 48),
    ("memory_iterator", 48),
    ("memoryview", 144),
    ("method", 48),
    ("method-wrapper", 32),
    ("method_descriptor", 56),
    ("module", 56),
    ("object", 16),
    ("property", 64),
    ("range", 48),
    ("range_iterator", 40),
    ("reversed", 32),
    ("set", 200),
    ("set_iterator", 48),
    ("slice", 40),
    ("staticmethod", 32),
    ("str", 64),
    ("str_ascii_iterator", 32),
    ("str_iterator", 32),
    ("super", 40),
    ("traceback", 40),
    ("tuple", 32),
    ("tuple_iterator", 32),
    ("type", 936),
    ("wrapper_descriptor", 56),
    ("zip", 48),
];

/// Bytes of one `__slots__` value.
const SLOT: usize = 8;
/// What precedes instances that have a `__dict__` or weak references through a class statement.
const MANAGED: usize = 16;

impl Type {
    /// `__basicsize__`: bytes of an instance without variable parts.
    pub fn basic_size(&self, vm: &Vm) -> usize {
        let mut slots = 0;
        let mut ty = self;
        loop {
            if !ty.core.is_heap_type
                && let Ok(at) = BASIC_SIZES.binary_search_by(|(name, _)| (*name).cmp(&*ty.name.to_lossy()))
                && let Some((_, size)) = BASIC_SIZES.get(at)
            {
                return size + slots * SLOT;
            }
            let Some(base) = &ty.base else { break };
            let base = base.get(vm);
            let same_payload = base.core.layout.type_id == ty.core.layout.type_id;
            if !same_payload {
                break;
            }
            slots += (ty.core.nslots - base.core.nslots.min(ty.core.nslots)) as usize;
            ty = base;
        }
        size_of::<crate::gc::Header>() + ty.core.layout.size + slots * SLOT
    }

    /// Bytes in front of an instance that CPython counts beside the collector's.
    pub fn managed_size(&self, vm: &Vm) -> usize {
        let mut ty = self;
        while ty.core.is_heap_type {
            let Some(base) = &ty.base else { return 0 };
            let base = base.get(vm);
            let dict = ty.core.has_dict.get() && !base.core.has_dict.get();
            if dict || ty.core.weakrefable.get() && !base.core.weakrefable.get() {
                return MANAGED;
            }
            ty = base;
        }
        0
    }
}
