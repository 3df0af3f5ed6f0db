//! The `pyrope` command.
use pyrope::gc::Value;
use pyrope::vm::{Config, Vm};

fn main() {
    let child = std::thread::Builder::new().stack_size(256 << 20).spawn(run);
    if let Ok(h) = child {
        let _ = h.join();
    }
}

fn run() {
    let Ok(mut vm) = Vm::new(Config::default()) else { return };
    let file = std::env::args().nth(1).unwrap_or_default();
    let text = std::fs::read_to_string(&file).unwrap_or_default();
    if std::env::args().nth(2).as_deref() == Some("--dis") {
        let source = pyrope::source::SourceFile::new(file.as_str(), text.as_str());
        if let Ok(m) = pyrope::syntax::parse(&source, pyrope::syntax::Mode::File, Default::default())
            && let Ok(c) = pyrope::compile::compile(&m, &source, Default::default())
        {
            eprintln!("{}", c.unit.disassemble());
        }
    }
    let code = match vm.compile_source(&text, &file, pyrope::syntax::Mode::File, 0) {
        Ok(c) => c,
        Err(e) => {
            report(&mut vm, e.0.to_value());
            return;
        }
    };
    let globals = vm.new_dict();
    let g = globals.to_value();
    if let Err(e) = vm.run_code(&code, &globals, &g) {
        report(&mut vm, e.0.to_value());
    }
}

fn report(vm: &mut Vm, e: Value) {
    let t = vm.type_name(&e);
    let s = vm.to_str(&e).map(|s| s.to_lossy().into_owned()).unwrap_or_default();
    eprintln!("{t}: {s}");
}
