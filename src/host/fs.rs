//! Whole files and folders, by path.

use std::io;
use std::path::{Path, PathBuf};

/// The contents of a file.
pub fn read(path: impl AsRef<Path>) -> io::Result<Vec<u8>> {
    std::fs::read(path)
}

pub fn is_file(path: impl AsRef<Path>) -> bool {
    path.as_ref().is_file()
}

pub fn is_dir(path: impl AsRef<Path>) -> bool {
    path.as_ref().is_dir()
}

/// The path without symbolic links and dots.
pub fn real_path(path: impl AsRef<Path>) -> io::Result<PathBuf> {
    std::fs::canonicalize(path)
}

pub fn current_dir() -> io::Result<PathBuf> {
    std::env::current_dir()
}

/// Time of the last change in seconds since 1970, and size.
pub fn modified(path: impl AsRef<Path>) -> io::Result<(f64, i64)> {
    let metadata = std::fs::metadata(path)?;
    let time = metadata.modified()?.duration_since(std::time::UNIX_EPOCH).map_or(0.0, |d| d.as_secs_f64());
    Ok((time, metadata.len() as i64))
}

/// Names in a folder, sorted; at most a thousand of them, none if the folder cannot be read.
pub fn names_in(path: impl AsRef<Path>) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(path) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.flatten().take(1000).map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
