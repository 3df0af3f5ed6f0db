//! Times of the interactive session in a pseudo-terminal: start to prompt, Enter to result, a key in a long block, Tab.
//!
//! `cargo bench --bench repl`; medians of several runs. Times include the terminal model that reads the output.

#[path = "../tests/screen/mod.rs"]
mod screen;

use screen::{Screen, Setup};
use std::time::{Duration, Instant};

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times.get(times.len() / 2).map_or(0.0, Duration::as_secs_f64) * 1e3
}

fn row(what: &str, times: Vec<Duration>) {
    use std::io::Write;
    let _ = writeln!(std::io::stdout(), "{what:<44} {:8.2} ms", median(times));
}

/// The time from sending keys until the program has answered.
fn answered(s: &mut Screen, keys: &str, good: impl FnMut(&Screen) -> bool) -> Duration {
    let begin = Instant::now();
    s.send(keys);
    s.wait(keys, good);
    begin.elapsed()
}

fn main() {
    let starts = (0..15).map(|_| {
        let begin = Instant::now();
        let s = Setup::default().session();
        let took = begin.elapsed();
        drop(s);
        took
    });
    row("start to prompt", starts.collect());

    let mut s = Setup::default().session();
    let mut number = 1000;
    let enters = (0..21).map(|_| {
        number += 1;
        let expected = format!("{number}\n>>>");
        answered(&mut s, &format!("{} + 1\r", number - 1), |s| s.text().ends_with(&expected))
    });
    row("Enter to result", enters.collect());

    let mut s = Setup::default().size(50, 100).session();
    let block: String = (0..500).map(|i| format!("value_{i} = [{i}, 'text {i}', (1, 2)]  # comment\n")).collect();
    let pasted = answered(&mut s, &format!("\x1b[200~{}\x1b[201~", block.replace('\n', "\r")), |s| {
        s.text().contains("value_499")
    });
    row("paste of 500 rows", vec![pasted]);
    s.settle();
    let mut typed = String::new();
    let keys = (0..41).map(|i| {
        let key = char::from(b'a' + (i % 26) as u8);
        typed.push(key);
        let expected = typed.clone();
        answered(&mut s, &key.to_string(), |s| s.last_row().ends_with(&expected))
    });
    row("a key in a block of 500 rows", keys.collect());
    let moves = (0..41).map(|i| {
        let before = s.raw.len();
        answered(&mut s, if i % 2 == 0 { "\x1b[A" } else { "\x1b[B" }, |s| s.raw.len() > before)
    });
    row("a cursor key in a block of 500 rows", moves.collect());

    let mut s = Setup::default().session();
    let tabs = (0..21).map(|_| {
        let took = answered(&mut s, "isinst\t", |s| s.last_row() == ">>> isinstance");
        s.send("\x15");
        s.wait("empty", |s| s.last_row() == ">>>");
        took
    });
    row("Tab to completion", tabs.collect());
}
