//! `docs/CHAPTERS.md`: what works of each chapter. Made from the demos, run here, and from the test programs that are
//! there; `PYROPE_UPDATE=1 cargo test --test chapters` writes it, otherwise it is compared.
//!
//! A chapter works when all its demos print what CPython prints, none of its test programs is listed as failing, and
//! nothing is known to be missing; "partly" when something of that is not so; "not yet" without demos.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};

struct Chapter {
    numbers: &'static str,
    title: &'static str,
    /// Test programs below `tests/py`.
    tests: &'static [&'static str],
    /// What differs or is missing, in words.
    known: &'static str,
}

const fn chapter(
    numbers: &'static str,
    title: &'static str,
    tests: &'static [&'static str],
    known: &'static str,
) -> Chapter {
    Chapter { numbers, title, tests, known }
}

const NO_DEMO: &str = "no demo yet";

const CHAPTERS: &[Chapter] = &[
    chapter("1", "module search path (配置模块导入路径)", &["lang/imports", "modules/importlib_tools"], ""),
    chapter("2", "reload (重新导入模块)", &["modules/importlib_tools", "modules/old_names"], ""),
    chapter("3", "circular imports (模块循环导入问题)", &["lang/imports"], ""),
    chapter("4", "== and is (==与is的区别)", &["identity/numbers_and_strings", "protocol/rich_comparison"], ""),
    chapter("5", "copies (深拷贝与浅拷贝)", &["copy/shallow", "copy/deep", "protocol/copy_protocol"], ""),
    chapter("6", "bases and bit operations (进制和位运算)", &["types/int_conversion", "types/int_arithmetic"], ""),
    chapter("7", "privacy (私有化)", &["lang/name_mangling"], ""),
    chapter("8", "property (property的使用)", &["types/property_objects"], ""),
    chapter(
        "9",
        "iterables, iterators (可迭代对象和迭代器)",
        &["protocol/special_methods_in_loops", "modules/old_names"],
        "",
    ),
    chapter("10", "closures (闭包)", &["lang/closure_cells"], ""),
    chapter("11", "commenting in vi (VIM注释多行方法)", &[], NO_DEMO),
    chapter("12", "decorators (装饰器)", &["lang/decorators", "modules/functools_tools"], ""),
    chapter("13", "scopes (作用域)", &["lang/builtin_namespaces", "lang/class_scope", "lang/global_nonlocal"], ""),
    chapter("14", "dynamic attributes (动态添加属性和方法)", &["types/static_and_class_methods", "protocol/slots"], ""),
    chapter("15", "generators (生成器)", &["async/generators", "lang/yield_from", "lang/generator_protocol"], ""),
    chapter("16", "`__call__` (对象的__call__方法)", &["protocol/call_and_callable"], ""),
    chapter("17", "a class as decorator (类当装饰器)", &["lang/decorators"], ""),
    chapter("18", "metaclasses (元类)", &["protocol/metaclasses", "protocol/init_subclass_set_name"], ""),
    chapter("19", "small integers (小整数对象池)", &["identity/numbers_and_strings"], ""),
    chapter("20", "large integers (大整数对象池)", &["types/int_big", "identity/numbers_and_strings"], ""),
    chapter("21", "interning (intern机制)", &["identity/numbers_and_strings"], ""),
    chapter(
        "22",
        "garbage collection (GC垃圾回收)",
        &["gc/module_functions", "gc/lifetime", "identity/reference_counts", "weakref/references"],
        "",
    ),
    chapter("23", "built-in attributes (内建属性)", &["protocol/getattribute"], ""),
    chapter("24", "built-in functions (内建方法)", &["builtins/getattr_family", "builtins/number_functions"], ""),
    chapter("25", "sets (集合)", &["types/set_methods"], ""),
    chapter("26", "partial functions (偏函数)", &["modules/functools_tools"], ""),
    chapter("27", "common modules (常用模块)", &["modules/json_text", "modules/re_basics"], NO_DEMO),
    chapter("28", "third-party libraries (常用扩展库)", &[], NO_DEMO),
    chapter("29", "PDB (PDB调试)", &[], NO_DEMO),
    chapter("30", "PEP 8 (PEP8编码规范)", &[], NO_DEMO),
    chapter("31-33", "processes (多进程)", &[], NO_DEMO),
    chapter("34, 35", "threads (多线程)", &[], NO_DEMO),
    chapter("36", "mutable and immutable arguments (可变类型和不可变类型当实参)", &["lang/default_arguments"], ""),
    chapter("37-39", "locks, producers and consumers, threading.local (互斥锁)", &[], NO_DEMO),
    chapter("40, 41", "sync and async, the GIL (同步与异步)", &[], NO_DEMO),
    chapter("42-48", "sockets (socket网络编程)", &["modules/struct_formats"], NO_DEMO),
    chapter("49-64", "networks", &[], NO_DEMO),
    chapter("65-69", "TCP servers (TCP服务器)", &[], NO_DEMO),
    chapter("70", "coroutines (协程)", &["async/generators"], "the half with asyncio has no demo yet"),
    chapter("71", "CPU-bound and IO-bound (计算密集型和IO密集型)", &[], NO_DEMO),
    chapter("72, 73", "greenlet, gevent", &[], NO_DEMO),
    chapter("74, 75", "layers, HTTP (网络层级关系, HTTP协议)", &[], NO_DEMO),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pyrope(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyrope"));
    let output = command.args(arguments).env("NO_COLOR", "1").stdin(Stdio::null()).output().expect("the program runs");
    String::from_utf8(output.stdout).expect("text")
}

/// Chapter -> (demo, whether it prints what CPython prints).
fn demos() -> BTreeMap<String, Vec<(String, bool)>> {
    let mut out: BTreeMap<String, Vec<(String, bool)>> = BTreeMap::new();
    for line in pyrope(&["demo", "--all"]).lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [number, name, .., state] = words.as_slice() else { continue };
        let Some((chapter, _)) = number.split_once('.').filter(|n| n.1.parse::<u32>().is_ok()) else { continue };
        out.entry(chapter.to_owned()).or_default().push(((*name).to_owned(), *state == "ok"));
    }
    out
}

fn table() -> String {
    let failing = std::fs::read_to_string(root().join("tests/known_failures.txt")).unwrap_or_default();
    let mut demos = demos();
    let count: usize = demos.values().map(Vec::len).sum();
    let equal = demos.values().flatten().filter(|d| d.1).count();
    let mut rows = String::new();
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for chapter in CHAPTERS {
        let mine = demos.remove(chapter.numbers).unwrap_or_default();
        let mut known: Vec<String> = Some(chapter.known.to_owned()).into_iter().filter(|k| !k.is_empty()).collect();
        known.extend(mine.iter().filter(|d| !d.1).map(|d| format!("demo {} differs", d.0)));
        for test in chapter.tests {
            let path = format!("tests/py/{test}.py");
            assert!(root().join(&path).is_file(), "chapter {} names {path}", chapter.numbers);
            let listed = failing.lines().filter_map(|l| l.strip_prefix(&format!("{path}: ")));
            known.extend(listed.map(|reason| format!("`{test}`: {reason}")));
        }
        let status = match (mine.is_empty(), known.is_empty()) {
            (true, _) => "not yet",
            (false, true) => "works",
            (false, false) => "partly",
        };
        *states.entry(status).or_default() += 1;
        let code = |names: Vec<&str>| names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
        let names = code(mine.iter().map(|d| d.0.as_str()).collect());
        let tests = code(chapter.tests.to_vec());
        let _ = writeln!(
            rows,
            "| {} | {} | {status} | {names} | {tests} | {} |",
            chapter.numbers,
            chapter.title,
            known.join("; ")
        );
    }
    assert!(demos.is_empty(), "demos of chapters that have no row: {demos:?}");
    let states: Vec<String> = states.iter().map(|(state, n)| format!("{n} {state}")).collect();
    format!(
        "# Chapters\n\n\
         Made by `PYROPE_UPDATE=1 cargo test --test chapters`; the test compares it with what the programs do.\n\n\
         `pyrope demo NAME` runs a demo. {equal} of {count} demos print what CPython 3.14 prints. A chapter works when \
         all its demos\ndo, none of its test programs (in `tests/py`) is listed as failing, and nothing is known to be \
         missing: {}.\n\n\
         | # | Chapter | Status | Demos | Tests | Known divergences |\n|---|---|---|---|---|---|\n{rows}",
        states.join(", ")
    )
}

#[test]
fn chapters_are_as_documented() {
    let path = root().join("docs/CHAPTERS.md");
    let (made, kept) = (table(), std::fs::read_to_string(&path).unwrap_or_default());
    if std::env::var_os("PYROPE_UPDATE").is_some() {
        std::fs::write(&path, made).expect("the table is written");
    } else {
        assert_eq!(made, kept, "docs/CHAPTERS.md is old: PYROPE_UPDATE=1 cargo test --test chapters");
    }
}
