//! `docs/COMPAT.md`: every spelling of old courses that it names is tried here, and none that is tried is missing there.

use std::path::Path;
use std::process::{Command, Stdio};

/// A row's first column, and a program that fails when the spelling does not work as the document says.
#[rustfmt::skip]
const SPELLINGS: &[(&str, &str)] = &[
    ("`from collections import Iterable` and the other abstract base classes", "
from collections import Iterable, Iterator, Callable, Mapping, MutableMapping, Sequence, Set, Hashable, Sized
import collections, collections.abc
assert isinstance([], Iterable) and not isinstance([], Iterator)
for name in collections.abc.__all__:
    assert getattr(collections, name) is getattr(collections.abc, name), name
    assert name not in dir(collections), name
assert hasattr(collections, 'Iterable')
"),
    ("`import imp`, `from imp import reload`", "
import sys, tempfile, os
from imp import reload
import imp
folder = tempfile.TemporaryDirectory()
sys.path.insert(0, folder.name)
def write(text):
    with open(os.path.join(folder.name, 'xxoo.py'), 'w') as file:
        file.write(text)
write('VERSION = 1')
import xxoo
write('VERSION = 2')
assert reload(xxoo) is xxoo and xxoo.VERSION == 2
assert imp.new_module('fresh').__name__ == 'fresh'
for name in 'find_module load_module load_source load_package is_builtin get_suffixes PY_SOURCE'.split():
    assert hasattr(imp, name), name
for load in (imp.load_compiled, imp.load_dynamic):
    try:
        load('x', 'x.so')
    except ImportError:
        pass
    else:
        raise AssertionError(load)
"),
    ("`import __builtin__`", "
import __builtin__
import builtins
assert __builtin__ is builtins
"),
    ("`__metaclass__ = M` in the body of a class", "
import types, warnings
warnings.simplefilter('error', DeprecationWarning)
class M(type):
    pass
try:
    class Warned(object):
        __metaclass__ = M
except DeprecationWarning as warning:
    assert 'CPython 3 ignores it' in str(warning)
else:
    raise AssertionError('no warning')
warnings.simplefilter('ignore')
class C(object):
    __metaclass__ = M
class D(C):
    pass
assert type(C) is M and type(D) is M and C.__metaclass__ is M
def upper(name, bases, namespace):
    return type(name, bases, {k if k[0] == '_' else k.upper(): v for k, v in namespace.items()})
class E(object):
    __metaclass__ = upper
    bar = 1
assert E.BAR == 1 and not hasattr(E, 'bar')
class F(metaclass=M):
    __metaclass__ = upper
assert type(F) is M
space = {'M': M, '__name__': 'library'}
exec('class C:\\n    __metaclass__ = M', space)
assert type(space['C']) is type, 'only classes of __main__'
"),
];

#[test]
fn old_spellings_work_as_documented() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/COMPAT.md");
    let text = std::fs::read_to_string(path).expect("the document");
    let (_, rest) = text.split_once("## Spellings").expect("the section");
    let section = rest.split("\n## ").next().expect("its text");
    let rows = section.lines().filter_map(|l| l.strip_prefix("| ")).skip(1);
    let rows: Vec<&str> = rows.filter_map(|l| l.split(" | ").next()).collect();
    assert_eq!(rows, SPELLINGS.iter().map(|s| s.0).collect::<Vec<_>>());
    for (spelling, program) in SPELLINGS {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pyrope"));
        let output = command.args(["-c", program]).stdin(Stdio::null()).output().expect("the program runs");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && errors.is_empty(), "{spelling}: {errors}");
    }
}

const BEGIN: &str = "<!-- missing names -->\n";
const END: &str = "<!-- end of missing names -->";

/// The public names of the chapters' modules and of their classes that CPython 3.14 has (`tests/golden/module_names.txt`,
/// made by it) and Pyrope has not: exactly those that the document lists.
#[test]
fn missing_names_are_documented() {
    use std::collections::{BTreeMap, BTreeSet};
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fn names(text: &str) -> BTreeMap<&str, BTreeSet<&str>> {
        let rows = text.lines().filter_map(|l| {
            let mut words = l.split(' ');
            Some((words.next()?, words.collect()))
        });
        rows.collect()
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyrope"));
    let output = command.arg(root.join("tests/golden/module_names.py")).output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let ours = String::from_utf8(output.stdout).expect("text");
    let theirs = std::fs::read_to_string(root.join("tests/golden/module_names.txt")).expect("the names");
    let (ours, theirs) = (names(&ours), names(&theirs));
    assert!(theirs.len() > 200 && theirs.values().map(BTreeSet::len).sum::<usize>() > 2000);
    let mut table = "| Module or class | Missing |\n|---|---|\n".to_owned();
    for (place, wanted) in &theirs {
        // A class that is missing is told with its module.
        let Some(here) = ours.get(place) else { continue };
        let missing: Vec<String> = wanted.difference(here).map(|n| format!("`{n}`")).collect();
        if !missing.is_empty() {
            table += &format!("| `{place}` | {} |\n", missing.join(", "));
        }
    }
    let path = root.join("docs/COMPAT.md");
    let text = std::fs::read_to_string(&path).expect("the document");
    let (head, rest) = text.split_once(BEGIN).expect("the mark where the table begins");
    let (kept, tail) = rest.split_once(END).expect("the mark where it ends");
    if std::env::var_os("PYROPE_UPDATE").is_some() {
        std::fs::write(&path, format!("{head}{BEGIN}{table}{END}{tail}")).expect("it is written");
    } else {
        assert_eq!(table, kept, "docs/COMPAT.md: PYROPE_UPDATE=1 cargo test --test compat");
    }
}
