//! The `pyrope` program; so far it only checks syntax: `pyrope [--dump|--time] files`.

use pyrope::source::SourceFile;
use pyrope::syntax::{self, Mode, ParseOptions};

fn main() {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let flag = if args.first().is_some_and(|a| a.starts_with("--")) { args.remove(0) } else { String::new() };
    let (mut bytes, mut best_total) = (0usize, 0f64);
    for path in args {
        let text = match std::fs::read(&path).map(|b| syntax::decode_source(&b)) {
            Ok(Ok(text)) => text,
            Ok(Err(e)) => {
                println!("{path}: {}: {}", e.kind.name(), e.message);
                continue;
            }
            Err(_) => continue,
        };
        let source = SourceFile::new(&*path, text);
        if flag == "--time" {
            let mut best = f64::MAX;
            for _ in 0..5 {
                let start = std::time::Instant::now();
                let result = syntax::parse(&source, Mode::File, ParseOptions::default());
                best = best.min(start.elapsed().as_secs_f64());
                drop(result);
            }
            bytes += source.text().len();
            best_total += best;
            continue;
        }
        match syntax::parse(&source, Mode::File, ParseOptions::default()) {
            Ok(module) if flag == "--dump" => print!("{}", syntax::dump::dump(&source, &module)),
            Ok(module) if flag == "--warn" => {
                for w in &module.warnings {
                    println!("{path}:{:?} {}", w.location(&source), w.message);
                }
            }
            Ok(_) => {}
            Err(e) => {
                let at = e.location(&source);
                println!("{}:{}:{}:{}:{}: {}: {}", path, at.lineno, at.offset, at.end_lineno, at.end_offset, e.kind.name(), e.message);
            }
        }
    }
    if flag == "--time" {
        println!("{bytes} bytes, {:.1} ms, {:.1} MB/s", best_total * 1e3, bytes as f64 / best_total / 1e6);
    }
}
