//! The layers of the tree: a module uses only modules of its own layer or below. Reads the `use crate::` lines.
//!
//! The token `vm::Vm` may be named everywhere above `source` (slot signatures carry it); everything else of `vm`
//! only from above it.

use std::path::Path;

const LAYERS: &[&[&str]] = &[
    &["source", "host"],
    &["diag"],
    &["gc", "bytecode", "syntax", "object"],
    &["scope", "native", "protocol"],
    &["compile"],
    &["vm", "builtins", "stdlib", "explain", "lens"],
    &["demo", "embed"],
    &["repl"],
    &["cli"],
];

/// Uses that cross the layers knowingly, with the reason.
const ALLOWED: &[(&str, &str)] = &[
    // The allocation door and the errors of natives are methods of the token.
    ("native", "vm"),
    ("protocol", "vm"),
    ("protocol", "builtins"),
    ("object", "native"),
    ("object", "vm"),
    ("gc", "vm"),
    ("bytecode", "vm"),
];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|l| l.contains(&module))
}

fn check(dir: &Path, top: &str, problems: &mut Vec<String>) {
    for entry in std::fs::read_dir(dir).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            check(&path, top, problems);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            for line in text.lines().filter(|l| l.trim_start().starts_with("use crate::")) {
                let rest = line.trim_start().trim_start_matches("use crate::");
                let used: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let (Some(mine), Some(theirs)) = (layer(top), layer(&used)) else { continue };
                if theirs > mine && !ALLOWED.contains(&(top, used.as_str())) {
                    problems.push(format!("{}: {}", path.display(), line.trim()));
                }
            }
        }
    }
}

#[test]
fn modules_use_lower_layers_only() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut problems = Vec::new();
    let mut seen = 0;
    for entry in std::fs::read_dir(&src).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            assert!(layer(&name).is_some(), "src/{name} has no layer");
            seen += 1;
            check(&entry.path(), &name, &mut problems);
        }
    }
    assert_eq!(seen, LAYERS.iter().map(|l| l.len()).sum::<usize>(), "a layer names a module that is gone");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
