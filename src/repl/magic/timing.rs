//! `%time` and `%timeit`.

use super::super::{Flow, Session};
use crate::gc::Value;
use crate::object::{Function, PyResult};
use crate::syntax::Mode;
use std::time::{Duration, Instant};

/// A run of `%timeit` should take at least this long.
const ENOUGH: Duration = Duration::from_millis(200);

pub fn time(session: &mut Session, statement: &str) -> Flow {
    if statement.trim().is_empty() {
        return session.complain("%time STATEMENT");
    }
    let begin = Instant::now();
    let flow = session.run_python(statement);
    let took = begin.elapsed();
    session.print(&format!("Time: {}\n", shown(took.as_secs_f64())));
    flow
}

pub fn timeit(session: &mut Session, arguments: &str) -> Flow {
    let mut rest = arguments.trim();
    let (mut loops, mut repeats) = (None, 5usize);
    while let Some(option) = rest.strip_prefix('-') {
        let letter = option.chars().next().unwrap_or(' ');
        let after = option.get(letter.len_utf8()..).unwrap_or("").trim_start();
        let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
        let Ok(number) = digits.parse::<usize>() else {
            return session.complain("%timeit [-n LOOPS] [-r REPEATS] STATEMENT");
        };
        match letter {
            'n' => loops = Some(number.max(1)),
            'r' => repeats = number.max(1),
            _ => return session.complain("%timeit [-n LOOPS] [-r REPEATS] STATEMENT"),
        }
        rest = after.get(digits.len()..).unwrap_or("").trim_start();
    }
    if rest.is_empty() {
        return session.complain("%timeit [-n LOOPS] [-r REPEATS] STATEMENT");
    }
    match measure(session, rest, loops, repeats) {
        Ok(text) => {
            session.print(&text);
            Flow::Continue
        }
        Err(raised) => session.report(raised),
    }
}

fn measure(session: &mut Session, statement: &str, loops: Option<usize>, repeats: usize) -> PyResult<String> {
    let function = compiled(session, statement)?;
    let once = |session: &mut Session, loops: usize| -> PyResult<f64> {
        let range = session.vm.types.range.to_value();
        let count = session.vm.int(loops as i64);
        let range = session.vm.call(&range, &[count])?;
        let begin = Instant::now();
        session.vm.call(&function, &[range])?;
        Ok(begin.elapsed().as_secs_f64())
    };
    let loops = match loops {
        Some(loops) => loops,
        None => {
            let mut loops = 1;
            // 1, 2, 5, 10, 20, 50, …
            loop {
                let took = once(session, loops)?;
                if took >= ENOUGH.as_secs_f64() || loops >= 1_000_000_000 {
                    break loops;
                }
                loops = match loops.to_string().starts_with('2') {
                    true => loops / 2 * 5,
                    false => loops * 2,
                };
            }
        }
    };
    let mut times = Vec::new();
    for _ in 0..repeats {
        times.push(once(session, loops)? / loops as f64);
    }
    let best = times.iter().copied().fold(f64::INFINITY, f64::min);
    let mean = times.iter().sum::<f64>() / times.len() as f64;
    let spread = (times.iter().map(|t| (t - mean).powi(2)).sum::<f64>() / times.len() as f64).sqrt();
    let plural = if loops == 1 { "" } else { "s" };
    Ok(format!(
        "{} per loop (mean {} ± {}, {repeats} runs of {loops} loop{plural})\n",
        shown(best),
        shown(mean),
        shown(spread)
    ))
}

/// A function that runs the statement once for each item of its argument, with the session's globals.
fn compiled(session: &mut Session, statement: &str) -> PyResult {
    let body = crate::lens::sugar::dedent(statement);
    // An error in the statement shall be told about the statement alone.
    let code = session.vm.compile_source(&format!("{body}\n"), "<timeit>", Mode::File, 0)?;
    drop(code);
    let rows: String = body.lines().map(|l| format!("        {l}\n")).collect();
    let text = format!("def _timeit_(_it_):\n    for _i_ in _it_:\n{rows}");
    let code = session.vm.compile_source(&text, "<timeit>", Mode::File, 0)?;
    session.vm.register_code_source(&code, "<timeit>", &text);
    let (globals, locals) = (session.globals.clone(), session.vm.new_dict());
    session.vm.run_code(&code, &globals, &locals.to_value())?;
    let name = session.vm.intern("_timeit_");
    match locals.get(&session.vm).get_str(&name).cloned() {
        Some(f) if f.downcast_exact::<Function>().is_some() => Ok(f),
        _ => Ok(Value::NONE),
    }
}

/// A time with three digits and a fitting unit.
pub fn shown(seconds: f64) -> String {
    let (value, unit) = match seconds {
        s if s >= 1.0 => (s, "s"),
        s if s >= 1e-3 => (s * 1e3, "ms"),
        s if s >= 1e-6 => (s * 1e6, "µs"),
        s => (s * 1e9, "ns"),
    };
    let digits = match value {
        v if v >= 100.0 => 0,
        v if v >= 10.0 => 1,
        _ => 2,
    };
    format!("{value:.digits$} {unit}")
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn units() {
        assert_eq!(shown(1.5), "1.50 s");
        assert_eq!(shown(0.0123), "12.3 ms");
        assert_eq!(shown(123.4e-6), "123 µs");
        assert_eq!(shown(5e-9), "5.00 ns");
    }
}
