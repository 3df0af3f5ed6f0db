//! Ctrl-C while native code runs, in a real pseudo-terminal: answered in time, and the session goes on.

mod screen;

use screen::Setup;
use std::time::{Duration, Instant};

/// How long an answer may take, on a machine that does other things as well. (What it takes is in `docs/REPL.md`.)
const LIMIT: Duration = Duration::from_millis(if cfg!(debug_assertions) { 3000 } else { 600 });

const IMPORTS: &str =
    "import itertools, collections, functools, heapq, math, re, copy, json, random, time, os, sys, io, struct, ast";

/// Each would run for many seconds.
const LINES: &[&str] = &[
    // Iteration without end.
    "list(itertools.count())",
    "tuple(itertools.count())",
    "[*itertools.count()]",
    "a, *b = itertools.count()",
    "sum(range(10 ** 12))",
    "max(itertools.count())",
    "any(itertools.repeat(0))",
    "all(itertools.repeat(1))",
    "-1 in (x for x in itertools.count())",
    "0.5 in range(10 ** 15)",
    "list(zip(itertools.count(), itertools.count()))",
    "list(map(str, itertools.count()))",
    "next(filter(None, itertools.repeat(0)))",
    "list(enumerate(itertools.count()))",
    "[x for x in itertools.count() if x < 0]",
    "next(itertools.dropwhile(lambda x: True, itertools.count()))",
    "next(itertools.islice(itertools.count(), 10 ** 12, None))",
    "next(itertools.compress(itertools.count(), itertools.repeat(0)))",
    "list(itertools.chain.from_iterable(itertools.repeat(())))",
    "list(itertools.accumulate(itertools.repeat(0)))",
    "for x in itertools.product(range(100), repeat=8): pass",
    "sum(1 for x in itertools.permutations(range(20)))",
    "list(itertools.groupby(itertools.repeat(1)))",
    "collections.deque(itertools.count(), maxlen=5)",
    "collections.Counter(itertools.repeat(1))",
    "functools.reduce(lambda a, b: a, itertools.repeat(1))",
    "heapq.nlargest(5, itertools.count())",
    "b''.join(itertools.repeat(b''))",
    "bytes(itertools.repeat(0))",
    "print(*itertools.count())",
    "{i: i for i in itertools.count()}",
    "set(itertools.repeat(0))",
    // Numbers.
    "7 ** 10 ** 9",
    "pow(3, 7 ** 300000, 7 ** 100000)",
    "7 ** 3000000 // 3 ** 2000000",
    "7 ** 3000000 % 3 ** 2000000",
    "math.factorial(10 ** 8)",
    "for _ in forever: large * large",
    "for _ in forever: large * (large >> 6 * 10 ** 6)",
    "str(large ** 2)",
    "for _ in forever: int('f' * 10 ** 8, 16)",
    "for _ in forever: bin(large << 10 ** 8)",
    // Waiting.
    "time.sleep(1000)",
    "input('? ')",
    "os.read(0, 1)",
];

/// The same, of texts, bytes, streams and containers.
const CONTAINERS: &[&str] = &[
    // Texts.
    "'a' * 10 ** 9",
    "'ab' * 10 ** 9",
    "b'a' * 10 ** 9",
    "('ab' * 10 ** 7).count('ba') + ('ab' * 10 ** 8).count('ba')",
    "('ab' * 10 ** 8).replace('ab', 'ba')",
    "('ab' * 10 ** 8).split('a')",
    "('ab' * 10 ** 8).title()",
    "('ab' * 10 ** 8).isalnum() and repr('ab' * 10 ** 8)",
    "(' ' * 10 ** 8 * 3).strip()",
    "'x'.ljust(10 ** 9)",
    "'%0*d' % (10 ** 9, 1)",
    "f'{1:>{10 ** 9}}'",
    "(b'ab' * 10 ** 8).hex()",
    "for _ in forever: wide.encode('latin-1')",
    "for _ in forever: text.encode('utf-16')",
    "for _ in forever: text.encode('unicode_escape')",
    "for _ in forever: data.decode('utf-16-le')",
    "for _ in forever: (b'\\xe9' * 10 ** 8).decode('latin-1')",
    "for _ in forever: wide.encode('ascii', 'backslashreplace')",
    "for _ in forever: data.title()",
    "for _ in forever: data.islower()",
    "for _ in forever: data.expandtabs(3) + data.zfill(10 ** 9)",
    "for _ in forever: bytes(10 ** 9)",
    "bytes([0] * 10 ** 8)",
    "for _ in forever: memoryview(data).tolist()",
    "for _ in forever: memoryview(data)[::2].tobytes()",
    "for _ in forever: memoryview(data).cast('i') == memoryview(data).cast('I')",
    "for _ in forever: struct.unpack('<50000000i', data)",
    "for _ in forever: struct.pack('<50000000i', *struct.unpack('<50000000i', data))",
    "for _ in forever: re.sub('a', 'b', text)",
    "for _ in forever: re.sub('(a)', r'\\1\\1', text)",
    "for _ in forever: re.findall('a', text)",
    "for _ in forever: re.split('a', text)",
    "for _ in forever: io.StringIO('ab\\n' * 10 ** 8).readlines()",
    "for _ in forever: io.StringIO().writelines([''] * 10 ** 8)",
    "for _ in forever: io.StringIO(newline='\\r\\n').write('ab\\n' * 10 ** 8)",
    "for _ in forever: io.BytesIO().write(data * 5)",
    "for _ in forever: compile(rows, 'a', 'exec')",
    "for _ in forever: exec(rows)",
    "for _ in forever: ast.parse(rows)",
    "eval('[' + 'x,' * 10 ** 6 + ']')",
    "re.match('(a|a)*b', 'a' * 40)",
    "re.match('(x+x+)+y', 'x' * 60)",
    "re.sub('(?=q)|b', '', 'ab' * 10 ** 7)",
    // Lists.
    "[None] * 3 * 10 ** 8",
    "for _ in forever: nones.copy()",
    "for _ in forever: list(nones)",
    "for _ in forever: tuple(nones)",
    "for _ in forever: nones[:]",
    "for _ in forever: nones + nones",
    "for _ in forever: [].extend(nones)",
    "for _ in forever: [*nones]",
    "x = [None] * 2; x *= 10 ** 8",
    "for _ in forever: sorted(numbers)",
    "for _ in forever: numbers[:].sort(reverse=True)",
    "for _ in forever: keys.copy()",
    "for _ in forever: list(keys) + list(members)",
    "for _ in forever: members.copy()",
    "for _ in forever: {**keys} | keys",
    "collections.deque([0]) * 10 ** 9",
    "sorted(iter(int, 1))",
    "sorted(range(10 ** 7), key=lambda x: -x)",
    "sorted([7 * i % 5000011 for i in range(10 ** 7)])",
    "for _ in forever: copy.deepcopy([[i] for i in range(10 ** 5)] * 20)",
    "json.dumps([[1, 2, 3] * 100] * 100000)",
    "json.loads('[' + '1,' * 10 ** 7 + '1]')",
    "random.shuffle(list(range(10 ** 8)))",
];

#[test]
fn control_c_reaches_native_loops() {
    check(&["sys.set_int_max_str_digits(0); forever = itertools.repeat(0); large = (1 << 8 * 10 ** 6) - 1"], LINES);
}

#[test]
fn control_c_reaches_loops_over_containers() {
    let setup = [
        "forever = itertools.repeat(0); nones = [None] * 5 * 10 ** 7; numbers = list(range(10 ** 6)) * 10",
        "keys = dict.fromkeys(range(2 * 10 ** 6)); members = set(keys); rows = 'x = 1\\n' * 10 ** 6",
        "text = 'ab' * 10 ** 8; wide = 'aé' * 10 ** 8; data = b'ab' * 10 ** 8",
    ];
    check(&setup, CONTAINERS);
}

fn check(setup: &[&str], lines: &[&str]) {
    let mut s = Setup::default().size(30, 100).session();
    s.line(IMPORTS);
    for line in setup {
        s.line(line);
    }
    // `PYROPE_LINES=re.` takes some of the lines.
    let only = std::env::var("PYROPE_LINES").ok();
    let mut late = Vec::new();
    for line in lines {
        s.send("\x0c");
        s.wait("clear", |s| s.text() == ">>>");
        if only.as_ref().is_some_and(|only| !line.contains(only)) {
            continue;
        }
        s.send(line);
        s.settle();
        let before = s.raw.len();
        s.send(if line.starts_with("for ") { "\r\r" } else { "\r" });
        // It runs.
        s.wait("taken", |s| s.raw.get(before..).is_some_and(|new| new.windows(8).any(|w| w == b"\x1b[?2004l")));
        std::thread::sleep(Duration::from_millis(200));
        let before = s.raw.len();
        let begin = Instant::now();
        s.send("\x03");
        s.wait("the prompt", |s| {
            let new = String::from_utf8_lossy(s.raw.get(before..).unwrap_or(&[])).into_owned();
            new.contains("\x1b[?2004h")
        });
        let took = begin.elapsed();
        let new = String::from_utf8_lossy(s.raw.get(before..).unwrap_or(&[])).into_owned();
        if !new.contains("KeyboardInterrupt") {
            late.push(format!("{line}: ended by itself: {}", s.text()));
        }
        if took > LIMIT {
            late.push(format!("{line}: {took:?}"));
        }
        if std::env::var_os("PYROPE_TIMES").is_some() {
            eprintln!("{:>8.0} ms  {line}", took.as_secs_f64() * 1e3);
        }
        s.settle();
    }
    assert!(late.is_empty(), "{}", late.join("\n"));
    s.line("1 + 1");
    assert!(s.text().ends_with("2\n>>>"), "{}", s.text());
}

#[test]
fn a_handler_of_the_program_is_called() {
    let mut s = Setup::default().session();
    s.line("import sys, itertools");
    // Output is interrupted as well, and the prompt comes back whole.
    s.send("for i in itertools.count(): print(i)\r\r");
    s.wait_for("100\n");
    s.send("\x03");
    s.wait_for("KeyboardInterrupt\n>>>");
    s.send("try: 'a' * 10 ** 9 * 3\rexcept KeyboardInterrupt: print('caught')\r\r");
    s.settle();
    s.send("\x03");
    s.wait_for("caught\n>>>");
}
