//! The session that `docs/REPL.md` shows is recorded here: what is on the screen must be what the document says
//! (PYROPE_UPDATE=1 writes it anew).

mod screen;

use screen::Setup;
use std::path::Path;

const BEGIN: &str = "<!-- recorded session -->\n```text\n";
const END: &str = "\n```\n<!-- end of the recorded session -->";

/// What is typed; `\r` is Enter, `\t` is Tab.
const TYPED: &[&str] = &[
    "grid = [[0] * 3] * 2\r",
    "grid\r",
    "grid[0][0] = 7\r",
    "%see graph grid\r",
    "def counter():\rn = 0\rdef step():\rnonlocal n\rn += 1\rreturn n\rreturn step\r\r",
    "a, b = counter(), counter()\r",
    "a(), a(), b()\r",
    "%see cells a b\r",
    "%see scope n in a\r",
    "%see steps (a() + 1) * 2 > 5\r",
    "class Celsius:\rdef __init__(self, t): self.t = t\r@property\rdef f(self): return self.t * 9 / 5 + 32\r\r",
    "c = Celsius(20)\r",
    "%see lookup c.f\r",
    "%see lookup c.f = 3\r",
    "class A: pass\r\r",
    "class B(A): pass\r\r",
    "class C(A): pass\r\r",
    "class D(B, C): pass\r\r",
    "%see mro D\r",
    "%see sugar for x in grid: print(x)\r",
    "counter?\r",
    "x = 257\r",
    "%see same x 257\r",
    "len(grid))\r",
    "\r",
    "list(range(40))\r",
    ":s/40/4/\r",
    "\r",
    "_\r",
];

#[test]
fn the_document_shows_a_real_session() {
    let mut s = Setup::default().size(230, 80).session();
    for keys in TYPED {
        s.send(keys);
        s.settle();
    }
    let recorded = s.text();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/REPL.md");
    let document = std::fs::read_to_string(&path).unwrap();
    let (head, rest) = document.split_once(BEGIN).expect("the mark where the session begins");
    let (shown, tail) = rest.split_once(END).expect("the mark where the session ends");
    if std::env::var_os("PYROPE_UPDATE").is_some() {
        std::fs::write(&path, format!("{head}{BEGIN}{recorded}{END}{tail}")).unwrap();
        return;
    }
    assert!(recorded == shown, "docs/REPL.md shows another session than this:\n{recorded}");
}
