//! The standard library: one list of native modules (`native/`), one of modules written in Python and embedded in
//! the binary (`lib/`).

pub mod codecs;
pub mod native;

use crate::gc::Ref;
use crate::object::PyResult;
use crate::object::module::Module;
use crate::vm::Vm;

/// Makes a native module on its first import.
pub type NativeInit = fn(&mut Vm) -> PyResult<Ref<Module>>;

/// Native modules by name.
#[rustfmt::skip]
const NATIVE: &[(&str, NativeInit)] = &[
    ("_codecs", native::codecs::module),
    ("_abc", native::abc::module),
    ("_collections", native::collections::init),
    ("_bisect", native::bisect::module),
    ("_copy", native::copy::module),
    ("_datetime", native::datetime::module),
    ("_functools", native::functools::module),
    ("_frozen_importlib", native::importlib::module),
    ("_frozen_importlib_external", native::importlib::external),
    ("_hashes", native::hashes::module),
    ("_heapq", native::heapq::module),
    ("_io", native::io::module),
    ("_warnings", native::warnings::module),
    ("itertools", native::itertools::init),
    ("math", native::math::module),
    ("_json", native::json::module),
    ("_operator", native::operator::module),
    ("_traceback", native::traceback::module),
    ("_typing", crate::builtins::typing_::module),
    ("_random", native::random::module),
    ("_sre", native::sre::module),
    ("_struct", native::structs::module),
    ("_weakref", native::weakref::module),
    ("posix", native::posix::module),
    ("errno", native::errno::module),
    ("binascii", native::binascii::module),
    ("_ast_tree", native::ast::module),
    ("atexit", native::atexit::module),
    ("time", native::time::module),
    ("gc", native::gc::module),
    ("pyrope", crate::lens::module::module),
];

/// Modules written in Python: name, file as `__file__` tells it, text, whether it is a package.
#[rustfmt::skip]
const SOURCES: &[(&str, &str, &str, bool)] = &[
    ("io", "<stdlib>/io.py", include_str!("lib/io.py"), false),
    ("warnings", "<stdlib>/warnings.py", include_str!("lib/warnings.py"), false),
    ("_weakrefset", "<stdlib>/_weakrefset.py", include_str!("lib/_weakrefset.py"), false),
    ("codecs", "<stdlib>/codecs.py", include_str!("lib/codecs.py"), false),
    ("encodings", "<stdlib>/encodings/__init__.py", include_str!("lib/encodings/__init__.py"), true),
    ("encodings.aliases", "<stdlib>/encodings/aliases.py", include_str!("lib/encodings/aliases.py"), false),
    ("encodings.base64_codec", "<stdlib>/encodings/base64_codec.py", include_str!("lib/encodings/base64_codec.py"), false),
    ("encodings.bz2_codec", "<stdlib>/encodings/bz2_codec.py", include_str!("lib/encodings/bz2_codec.py"), false),
    ("encodings.hex_codec", "<stdlib>/encodings/hex_codec.py", include_str!("lib/encodings/hex_codec.py"), false),
    ("encodings.idna", "<stdlib>/encodings/idna.py", include_str!("lib/encodings/idna.py"), false),
    ("encodings.punycode", "<stdlib>/encodings/punycode.py", include_str!("lib/encodings/punycode.py"), false),
    ("encodings.rot_13", "<stdlib>/encodings/rot_13.py", include_str!("lib/encodings/rot_13.py"), false),
    ("encodings.zlib_codec", "<stdlib>/encodings/zlib_codec.py", include_str!("lib/encodings/zlib_codec.py"), false),
    ("string", "<stdlib>/string/__init__.py", include_str!("lib/string/__init__.py"), true),
    ("string.templatelib", "<stdlib>/string/templatelib.py", include_str!("lib/string/templatelib.py"), false),
    ("weakref", "<stdlib>/weakref.py", include_str!("lib/weakref.py"), false),
    ("__future__", "<stdlib>/__future__.py", include_str!("lib/__future__.py"), false),
    ("_collections_abc", "<stdlib>/_collections_abc.py", include_str!("lib/_collections_abc.py"), false),
    ("_datetime_parts", "<stdlib>/_datetime_parts.py", include_str!("lib/_datetime_parts.py"), false),
    ("_re_extras", "<stdlib>/_re_extras.py", include_str!("lib/_re_extras.py"), false),
    ("_strptime", "<stdlib>/_strptime.py", include_str!("lib/_strptime.py"), false),
    ("abc", "<stdlib>/abc.py", include_str!("lib/abc.py"), false),
    ("base64", "<stdlib>/base64.py", include_str!("lib/base64.py"), false),
    ("bisect", "<stdlib>/bisect.py", include_str!("lib/bisect.py"), false),
    ("collections", "<stdlib>/collections/__init__.py", include_str!("lib/collections/__init__.py"), true),
    ("collections.abc", "<stdlib>/collections/abc.py", include_str!("lib/collections/abc.py"), false),
    ("contextlib", "<stdlib>/contextlib.py", include_str!("lib/contextlib.py"), false),
    ("datetime", "<stdlib>/datetime.py", include_str!("lib/datetime.py"), false),
    ("dataclasses", "<stdlib>/dataclasses.py", include_str!("lib/dataclasses.py"), false),
    ("typing", "<stdlib>/typing.py", include_str!("lib/typing.py"), false),
    ("copy", "<stdlib>/copy.py", include_str!("lib/copy.py"), false),
    ("copyreg", "<stdlib>/copyreg.py", include_str!("lib/copyreg.py"), false),
    ("annotationlib", "<stdlib>/annotationlib.py", include_str!("lib/annotationlib.py"), false),
    ("enum", "<stdlib>/enum.py", include_str!("lib/enum.py"), false),
    ("fractions", "<stdlib>/fractions.py", include_str!("lib/fractions.py"), false),
    ("functools", "<stdlib>/functools.py", include_str!("lib/functools.py"), false),
    ("hashlib", "<stdlib>/hashlib.py", include_str!("lib/hashlib.py"), false),
    ("heapq", "<stdlib>/heapq.py", include_str!("lib/heapq.py"), false),
    ("json", "<stdlib>/json/__init__.py", include_str!("lib/json/__init__.py"), true),
    ("json._pieces", "<stdlib>/json/_pieces.py", include_str!("lib/json/_pieces.py"), false),
    ("json.decoder", "<stdlib>/json/decoder.py", include_str!("lib/json/decoder.py"), false),
    ("json.encoder", "<stdlib>/json/encoder.py", include_str!("lib/json/encoder.py"), false),
    ("json.scanner", "<stdlib>/json/scanner.py", include_str!("lib/json/scanner.py"), false),
    ("keyword", "<stdlib>/keyword.py", include_str!("lib/keyword.py"), false),
    ("numbers", "<stdlib>/numbers.py", include_str!("lib/numbers.py"), false),
    ("operator", "<stdlib>/operator.py", include_str!("lib/operator.py"), false),
    ("pprint", "<stdlib>/pprint.py", include_str!("lib/pprint.py"), false),
    ("random", "<stdlib>/random.py", include_str!("lib/random.py"), false),
    ("re", "<stdlib>/re.py", include_str!("lib/re.py"), false),
    ("reprlib", "<stdlib>/reprlib.py", include_str!("lib/reprlib.py"), false),
    ("statistics", "<stdlib>/statistics.py", include_str!("lib/statistics.py"), false),
    ("struct", "<stdlib>/struct.py", include_str!("lib/struct.py"), false),
    ("textwrap", "<stdlib>/textwrap.py", include_str!("lib/textwrap.py"), false),
    ("types", "<stdlib>/types.py", include_str!("lib/types.py"), false),
    ("importlib", "<stdlib>/importlib/__init__.py", include_str!("lib/importlib/__init__.py"), true),
    ("importlib.util", "<stdlib>/importlib/util.py", include_str!("lib/importlib/util.py"), false),
    ("importlib.machinery", "<stdlib>/importlib/machinery.py", include_str!("lib/importlib/machinery.py"), false),
    ("importlib.abc", "<stdlib>/importlib/abc.py", include_str!("lib/importlib/abc.py"), false),
    ("imp", "<stdlib>/imp.py", include_str!("lib/imp.py"), false),
    ("__builtin__", "<stdlib>/__builtin__.py", include_str!("lib/__builtin__.py"), false),
    ("linecache", "<stdlib>/linecache.py", include_str!("lib/linecache.py"), false),
    ("inspect", "<stdlib>/inspect.py", include_str!("lib/inspect.py"), false),
    ("_inspect_signature", "<stdlib>/_inspect_signature.py", include_str!("lib/_inspect_signature.py"), false),
    ("_inspect_source", "<stdlib>/_inspect_source.py", include_str!("lib/_inspect_source.py"), false),
    ("traceback", "<stdlib>/traceback.py", include_str!("lib/traceback.py"), false),
    ("os", "<stdlib>/os.py", include_str!("lib/os.py"), false),
    ("posixpath", "<stdlib>/posixpath.py", include_str!("lib/posixpath.py"), false),
    ("genericpath", "<stdlib>/genericpath.py", include_str!("lib/genericpath.py"), false),
    ("stat", "<stdlib>/stat.py", include_str!("lib/stat.py"), false),
    ("fnmatch", "<stdlib>/fnmatch.py", include_str!("lib/fnmatch.py"), false),
    ("glob", "<stdlib>/glob.py", include_str!("lib/glob.py"), false),
    ("ntpath", "<stdlib>/ntpath.py", include_str!("lib/ntpath.py"), false),
    ("pathlib", "<stdlib>/pathlib/__init__.py", include_str!("lib/pathlib/__init__.py"), true),
    ("tempfile", "<stdlib>/tempfile.py", include_str!("lib/tempfile.py"), false),
    ("shutil", "<stdlib>/shutil.py", include_str!("lib/shutil.py"), false),
    ("pydoc", "<stdlib>/pydoc.py", include_str!("lib/pydoc.py"), false),
    ("codeop", "<stdlib>/codeop.py", include_str!("lib/codeop.py"), false),
    ("doctest", "<stdlib>/doctest.py", include_str!("lib/doctest.py"), false),
    ("unittest", "<stdlib>/unittest/__init__.py", include_str!("lib/unittest/__init__.py"), true),
    ("unittest.util", "<stdlib>/unittest/util.py", include_str!("lib/unittest/util.py"), false),
    ("unittest.case", "<stdlib>/unittest/case.py", include_str!("lib/unittest/case.py"), false),
    ("unittest._log", "<stdlib>/unittest/_log.py", include_str!("lib/unittest/_log.py"), false),
    ("unittest.result", "<stdlib>/unittest/result.py", include_str!("lib/unittest/result.py"), false),
    ("unittest.suite", "<stdlib>/unittest/suite.py", include_str!("lib/unittest/suite.py"), false),
    ("unittest.loader", "<stdlib>/unittest/loader.py", include_str!("lib/unittest/loader.py"), false),
    ("unittest.runner", "<stdlib>/unittest/runner.py", include_str!("lib/unittest/runner.py"), false),
    ("unittest.main", "<stdlib>/unittest/main.py", include_str!("lib/unittest/main.py"), false),
    ("unittest.__main__", "<stdlib>/unittest/__main__.py", include_str!("lib/unittest/__main__.py"), false),
    ("argparse", "<stdlib>/argparse.py", include_str!("lib/argparse.py"), false),
    ("_argparse_help", "<stdlib>/_argparse_help.py", include_str!("lib/_argparse_help.py"), false),
    ("getopt", "<stdlib>/getopt.py", include_str!("lib/getopt.py"), false),
    ("timeit", "<stdlib>/timeit.py", include_str!("lib/timeit.py"), false),
    ("platform", "<stdlib>/platform.py", include_str!("lib/platform.py"), false),
    ("sysconfig", "<stdlib>/sysconfig.py", include_str!("lib/sysconfig.py"), false),
    ("locale", "<stdlib>/locale.py", include_str!("lib/locale.py"), false),
    ("logging", "<stdlib>/logging/__init__.py", include_str!("lib/logging/__init__.py"), true),
    ("logging.handlers", "<stdlib>/logging/handlers.py", include_str!("lib/logging/handlers.py"), false),
    ("ast", "<stdlib>/ast.py", include_str!("lib/ast.py"), false),
    ("_ast", "<stdlib>/_ast.py", include_str!("lib/_ast.py"), false),
    ("_ast_unparse", "<stdlib>/_ast_unparse.py", include_str!("lib/_ast_unparse.py"), false),
];

/// The native module of this name.
pub fn native_module(name: &str) -> Option<NativeInit> {
    NATIVE.iter().find(|(n, _)| *n == name).map(|(_, init)| *init)
}

/// The embedded module of this name: file, text, whether it is a package.
pub fn source_module(name: &str) -> Option<(&'static str, &'static str, bool)> {
    SOURCES.iter().find(|(n, ..)| *n == name).map(|(_, path, text, package)| (*path, *text, *package))
}

/// The text of the embedded module in this file.
pub fn embedded_text(filename: &str) -> Option<&'static str> {
    SOURCES.iter().find(|(_, path, ..)| *path == filename).map(|(_, _, text, _)| *text)
}

/// Names of the native modules.
pub fn native_names() -> impl Iterator<Item = &'static str> {
    NATIVE.iter().map(|(n, _)| *n)
}

/// Names of all modules of the library.
pub fn module_names() -> impl Iterator<Item = &'static str> {
    NATIVE.iter().map(|(n, _)| *n).chain(SOURCES.iter().map(|(n, ..)| *n))
}
