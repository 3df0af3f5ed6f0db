//! `docs/CHAPTERS.md`: what works of each chapter. Made from the demos and the test programs, all of them run here;
//! `PYROPE_UPDATE=1 cargo test --test chapters` writes it, otherwise it is compared. The README's table of chapters is made
//! in the same way.
//!
//! A chapter works when all its demos print what CPython prints, all its test programs pass, and nothing of it is known
//! to be missing; "partly" when something of that is not so; "not yet" without demos.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};

struct Chapter {
    numbers: &'static str,
    title: &'static str,
    /// Test programs below `tests/py`.
    tests: &'static [&'static str],
    /// What is missing, in words.
    missing: &'static str,
    /// What differs from CPython on purpose.
    differs: &'static str,
}

const fn chapter(numbers: &'static str, title: &'static str, tests: &'static [&'static str]) -> Chapter {
    Chapter { numbers, title, tests, missing: "", differs: "" }
}

impl Chapter {
    const fn missing(self, missing: &'static str) -> Chapter {
        Chapter { missing, ..self }
    }

    const fn differs(self, differs: &'static str) -> Chapter {
        Chapter { differs, ..self }
    }
}

#[rustfmt::skip]
const CHAPTERS: &[Chapter] = &[
    chapter("1", "module search path (配置模块导入路径)", &["lang/imports", "modules/importlib_tools"]).differs("no compiled files are read or written"),
    chapter("2", "reload (重新导入模块)", &["modules/importlib_tools", "modules/old_names"]).differs("`imp` still exists"),
    chapter("3", "circular imports (模块循环导入问题)", &["lang/imports"]),
    chapter("4", "== and is (==与is的区别)", &["identity/numbers_and_strings", "protocol/rich_comparison", "types/none_ellipsis_notimplemented"]),
    chapter("5", "copies (深拷贝与浅拷贝)", &["copy/shallow", "copy/deep", "protocol/copy_protocol", "limits/deep_copies"]),
    chapter("6", "bases and bit operations (进制和位运算)", &["types/int_conversion", "types/int_arithmetic", "lang/integers_literals", "modules/enum_basics"]),
    chapter("7", "privacy (私有化)", &["lang/name_mangling", "lang/imports"]),
    chapter("8", "property (property的使用)", &["types/property_objects", "protocol/data_descriptors", "modules/functools_tools"]),
    chapter("9", "iterables, iterators (可迭代对象和迭代器)", &["protocol/special_methods_in_loops", "modules/itertools_tools", "modules/old_names"]).differs("`collections` still has the abstract classes"),
    chapter("10", "closures (闭包)", &["lang/closure_cells", "lang/global_nonlocal"]),
    chapter("11", "commenting in vi (VIM注释多行方法)", &[]),
    chapter("12", "decorators (装饰器)", &["lang/decorators", "modules/functools_tools"]),
    chapter("13", "scopes (作用域)", &["lang/builtin_namespaces", "lang/class_scope", "lang/comprehension_scope", "lang/global_nonlocal", "lang/exec_eval_compile"]).differs("`__builtin__` still exists"),
    chapter("14", "dynamic attributes (动态添加属性和方法)", &["types/static_and_class_methods", "protocol/slots", "types/function_and_method_objects"]),
    chapter("15", "generators (生成器)", &["async/generators", "async/generator_details", "lang/yield_from", "lang/generator_protocol", "lang/generator_expressions"]),
    chapter("16", "`__call__` (对象的__call__方法)", &["protocol/call_and_callable", "lang/call_binding"]),
    chapter("17", "a class as decorator (类当装饰器)", &["lang/decorators", "protocol/data_descriptors"]),
    chapter("18", "metaclasses (元类)", &["protocol/metaclasses", "protocol/init_subclass_set_name", "protocol/mro_c3", "types/type_calls"]).differs("classes of `__main__` take `__metaclass__`, with a warning"),
    chapter("19", "small integers (小整数对象池)", &["identity/numbers_and_strings"]),
    chapter("20", "large integers (大整数对象池)", &["types/int_big", "identity/numbers_and_strings", "limits/overflow_and_domain"]),
    chapter("21", "interning (intern机制)", &["identity/numbers_and_strings"]),
    chapter("22", "garbage collection (GC垃圾回收)", &["gc/module_functions", "gc/lifetime", "gc/counts_of_garbage", "gc/order_of_finalizers", "gc/cycles_through_every_container", "identity/reference_counts", "weakref/references", "weakref/dictionaries", "weakref/finalize_objects"]),
    chapter("23", "built-in attributes (内建属性)", &["protocol/getattribute", "protocol/class_assignment", "types/object_base"]),
    chapter("24", "built-in functions (内建方法)", &["builtins/getattr_family", "builtins/number_functions", "builtins/map_filter_zip_enumerate", "builtins/sorted_min_max", "builtins/print_and_text_output"]),
    chapter("25", "sets (集合)", &["types/set_methods", "protocol/hashing"]),
    chapter("26", "partial functions (偏函数)", &["modules/functools_tools"]),
    chapter("27", "common modules (常用模块)", &["modules/json_text", "modules/re_basics", "modules/os_files", "modules/logging_basics", "modules/random_numbers", "modules/hashes_and_encodings"]),
    chapter("28", "third-party libraries (常用扩展库)", &[]),
    chapter("29", "PDB (PDB调试)", &[]),
    chapter("30", "PEP 8 (PEP8编码规范)", &[]),
    chapter("31-33", "processes (多进程)", &[]),
    chapter("34, 35", "threads (多线程)", &[]),
    chapter("36", "mutable and immutable arguments (可变类型和不可变类型当实参)", &["lang/default_arguments", "lang/augmented_assignment"]),
    chapter("37-39", "locks, producers and consumers, threading.local (互斥锁)", &[]),
    chapter("40, 41", "sync and async, the GIL (同步与异步)", &[]),
    chapter("42-48", "sockets (socket网络编程)", &["modules/struct_formats"]),
    chapter("49-64", "networks", &[]),
    chapter("65-69", "TCP servers (TCP服务器)", &[]),
    chapter("70", "coroutines (协程)", &["async/generators", "async/async_generators_and_coroutines", "lang/async_by_hand"]).missing("the half with asyncio"),
    chapter("71", "CPU-bound and IO-bound (计算密集型和IO密集型)", &[]),
    chapter("72, 73", "greenlet, gevent", &[]),
    chapter("74, 75", "layers, HTTP (网络层级关系, HTTP协议)", &[]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pyrope(arguments: &[&str]) -> (String, bool) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyrope"));
    command.args(arguments).current_dir(root()).env("NO_COLOR", "1").env("PYTHONHASHSEED", "0").stdin(Stdio::null());
    let output = command.output().expect("the program runs");
    (String::from_utf8(output.stdout).expect("text"), output.status.success())
}

/// Chapter -> (demo, whether it prints what CPython prints).
fn demos() -> BTreeMap<String, Vec<(String, bool)>> {
    let mut out: BTreeMap<String, Vec<(String, bool)>> = BTreeMap::new();
    for line in pyrope(&["demo", "--all"]).0.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [number, name, .., state] = words.as_slice() else { continue };
        let Some((chapter, _)) = number.split_once('.').filter(|n| n.1.parse::<u32>().is_ok()) else { continue };
        out.entry(chapter.to_owned()).or_default().push(((*name).to_owned(), *state == "ok"));
    }
    out
}

/// Whether the test programs pass, each run once.
fn test_programs() -> BTreeMap<&'static str, bool> {
    let mut out = BTreeMap::new();
    for test in CHAPTERS.iter().flat_map(|c| c.tests) {
        let path = format!("tests/py/{test}.py");
        assert!(root().join(&path).is_file(), "{path} is named, but not there");
        out.entry(*test).or_insert_with(|| pyrope(&[&path]).1);
    }
    out
}

/// The document, and the table for the README.
fn tables() -> (String, String) {
    let (mut demos, tests) = (demos(), test_programs());
    let count: usize = demos.values().map(Vec::len).sum();
    let equal = demos.values().flatten().filter(|d| d.1).count();
    let passing = tests.values().filter(|passes| **passes).count();
    let (mut rows, mut short, mut later) = (String::new(), String::new(), Vec::new());
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for chapter in CHAPTERS {
        let mine = demos.remove(chapter.numbers).unwrap_or_default();
        let mut missing: Vec<String> = Some(chapter.missing.to_owned()).into_iter().filter(|k| !k.is_empty()).collect();
        missing.extend(mine.iter().filter(|d| !d.1).map(|d| format!("demo {} differs", d.0)));
        let good = chapter.tests.iter().filter(|t| tests.get(*t) == Some(&true)).count();
        missing.extend(chapter.tests.iter().filter(|t| tests.get(*t) == Some(&false)).map(|t| format!("`{t}` fails")));
        let status = match (mine.is_empty(), missing.is_empty()) {
            (true, _) => "not yet",
            (false, true) => "works",
            (false, false) => "partly",
        };
        *states.entry(status).or_default() += 1;
        let code = |names: Vec<&str>| names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
        let names = code(mine.iter().map(|d| d.0.as_str()).collect());
        let programs = match chapter.tests.len() {
            0 => String::new(),
            n => format!("{good} of {n}: {}", code(chapter.tests.to_vec())),
        };
        let known = match (mine.is_empty(), missing.is_empty()) {
            (true, _) => "no demo yet".to_owned(),
            (false, true) => chapter.differs.to_owned(),
            (false, false) => format!("missing: {}; {}", missing.join("; "), chapter.differs),
        };
        let known = known.trim_end_matches("; ");
        let _ =
            writeln!(rows, "| {} | {} | {status} | {names} | {programs} | {known} |", chapter.numbers, chapter.title);
        if mine.is_empty() {
            later.push(chapter.numbers);
        } else {
            let _ = writeln!(short, "| {} | {} | {status} | {} |", chapter.numbers, chapter.title, mine.len());
        }
    }
    assert!(demos.is_empty(), "demos of chapters that have no row: {demos:?}");
    let states: Vec<String> = states.iter().map(|(state, n)| format!("{n} {state}")).collect();
    let document = format!(
        "# Chapters\n\n\
         Made by `PYROPE_UPDATE=1 cargo test --test chapters`; the test compares it with what the programs do.\n\n\
         {equal} of {count} demos print what CPython 3.14 prints; {passing} of {} test programs named here (in `tests/py`; \
         they pass\non CPython, too, unless they are about old spellings) pass. `pyrope demo NAME` runs a demo. A chapter \
         works when all its\ndemos and test programs do, and nothing of it is known to be missing; \"not yet\" means that \
         it has no demo: {}.\n\n\
         | # | Chapter | Status | Demos | Test programs | Known divergences |\n|---|---|---|---|---|---|\n{rows}",
        tests.len(),
        states.join(", ")
    );
    let readme = format!(
        "| # | Chapter | Status | Demos |\n|---|---|---|---|\n{short}\n{equal} of {count} demos print what CPython 3.14 \
         prints, line by line. Not yet: chapters {}.\n",
        later.join(", ")
    );
    (document, readme)
}

const BEGIN: &str = "<!-- chapters -->\n";
const END: &str = "<!-- end of chapters -->";

#[test]
fn chapters_are_as_documented() {
    let (document, table) = tables();
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README");
    let (head, rest) = readme.split_once(BEGIN).expect("the mark where the table of chapters begins");
    let (_, tail) = rest.split_once(END).expect("the mark where it ends");
    for (path, made) in [("docs/CHAPTERS.md", document), ("README.md", format!("{head}{BEGIN}{table}{END}{tail}"))] {
        let path = root().join(path);
        if std::env::var_os("PYROPE_UPDATE").is_some() {
            std::fs::write(&path, made).expect("it is written");
        } else {
            let kept = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(made == kept, "{} is old: PYROPE_UPDATE=1 cargo test --test chapters", path.display());
        }
    }
}
