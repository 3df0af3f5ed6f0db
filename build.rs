//! Generates the parser: LALRPOP has no include, so the pieces of `grammar/` are joined in the
//! order of their names and processed as one file. A text that did not change is not written
//! again, which lets LALRPOP skip its work.

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
    process(&out, &joined)
}

fn process(out: &Path, joined: &Path) -> Result<(), Box<dyn Error>> {
    lalrpop::Configuration::new().set_in_dir(out).set_out_dir(out).process_file(joined)
}
