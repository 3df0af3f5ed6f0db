//! Python in a Rust program: `pyrope::embed`. The example of the README is compiled and run as it stands there.

use pyrope::embed::{Error, Interpreter, Result};

#[test]
fn programs_values_and_calls() -> Result {
    let mut python = Interpreter::new()?;
    python.set("names", vec!["Ann", "Bo"])?;
    python.set("limit", 3)?;
    python.run("def total(*numbers):\n    return sum(numbers) + limit\n\nclass Point:\n    x = 1.5\n")?;
    assert_eq!(python.call::<i64>("total", (1, 2, 3))?, 9);
    assert_eq!(python.call::<i64>("total", ())?, 3);
    assert_eq!(python.eval::<f64>("Point().x * 2")?, 3.0);
    assert_eq!(python.eval::<Vec<String>>("sorted(names, reverse=True)")?, ["Bo", "Ann"]);
    assert_eq!(python.eval::<Vec<Vec<i64>>>("[[1], (2, 3), {4}]")?, [vec![1], vec![2, 3], vec![4]]);
    assert_eq!(python.eval::<Option<bool>>("None")?, None);
    assert!(python.eval::<bool>("__name__ == '__main__'")?);
    python.run("import json")?;
    assert_eq!(python.call::<String>("json.dumps", (vec![Some(1), None],))?, "[1, null]");
    Ok(())
}

#[test]
fn errors_are_data() {
    fn send<T: Send + Sync + std::error::Error>(_: &T) {}
    let mut python = Interpreter::new().expect("it starts");
    let error: Error = python.run_named("rules.py", "def f():\n    1 / 0\n\nf()").expect_err("it fails");
    send(&error);
    assert_eq!((error.kind(), error.message()), ("ZeroDivisionError", "division by zero"));
    assert_eq!(error.to_string(), "ZeroDivisionError: division by zero");
    assert!(
        error.traceback().contains("  File \"rules.py\", line 2, in f\n    1 / 0\n    ~~^~~\n"),
        "{}",
        error.traceback()
    );
    let error = python.eval::<i64>("'text'").expect_err("no int");
    assert_eq!(error.to_string(), "TypeError: 'str' object cannot be interpreted as an integer");
    assert_eq!(python.run("def f(:").expect_err("no program").kind(), "SyntaxError");
    assert_eq!(python.run("raise SystemExit(3)").expect_err("it ends").kind(), "SystemExit");
    // The interpreter lives on.
    assert_eq!(python.eval::<i64>("1 + 1"), Ok(2));
}

#[test]
fn output_is_captured() -> Result {
    let mut python = Interpreter::new()?;
    assert_eq!(python.take_output()?, "");
    python.capture_output()?;
    python.run("print('first')\nprint('second')")?;
    assert_eq!(python.take_output()?, "first\nsecond\n");
    python.run("print('third')")?;
    assert_eq!((python.take_output()?, python.take_output()?), ("third\n".to_owned(), String::new()));
    Ok(())
}
