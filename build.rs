//! Generates the parser: LALRPOP has no include, so the pieces of `grammar/` are joined in the
//! order of their names and processed as one file. A text that did not change is not written
//! again, which lets LALRPOP skip its work.
//!
//! Makes the table of the demo programs, too: each program of a chapter in `scripts/` with its golden output, so that
//! none is forgotten.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=grammar");
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let mut pieces: Vec<PathBuf> = fs::read_dir("grammar")?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "lalrpop"))
        .collect();
    pieces.sort();
    let mut text = String::new();
    for piece in &pieces {
        text.push_str(&fs::read_to_string(piece)?);
        text.push('\n');
    }
    let joined = out.join("python.lalrpop");
    if fs::read_to_string(&joined).ok().as_deref() != Some(&text) {
        fs::write(&joined, &text)?;
    }
    write_demos(&out.join("demos.rs"))?;
    process(&out, &joined)
}

/// `&[(name, source, output)]` of the programs whose names begin with a chapter's number.
fn write_demos(table: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=scripts");
    println!("cargo::rerun-if-changed=tests/golden/scripts");
    let mut names: Vec<String> = fs::read_dir("scripts")?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok()?.strip_suffix(".py").map(str::to_owned))
        .filter(|name| name.starts_with(|first: char| first.is_ascii_digit()))
        .collect();
    names.sort();
    let mut text = "&[\n".to_owned();
    for name in &names {
        let golden = fs::read_to_string(format!("tests/golden/scripts/{name}.out"))
            .map_err(|e| format!("scripts/{name}.py has no output in tests/golden/scripts: {e}"))?;
        let program = fs::read_to_string(format!("scripts/{name}.py"))?;
        text.push_str(&format!("    ({name:?}, {program:?}, {golden:?}),\n"));
    }
    text.push_str("]\n");
    if fs::read_to_string(table).ok().as_deref() != Some(&text) {
        fs::write(table, &text)?;
    }
    Ok(())
}

fn process(out: &Path, joined: &Path) -> Result<(), Box<dyn Error>> {
    lalrpop::Configuration::new().set_in_dir(out).set_out_dir(out).process_file(joined)
}
