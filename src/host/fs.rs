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

/// A file opened for appending, made readable and writable by its owner alone if it is new.
pub fn append_private(path: impl AsRef<Path>) -> io::Result<std::fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    std::fs::OpenOptions::new().append(true).create(true).mode(0o600).open(path)
}

/// Replaces the contents of a file.
pub fn write(path: impl AsRef<Path>, data: &[u8]) -> io::Result<()> {
    std::fs::write(path, data)
}

/// A new file for private use, in the folder for temporary files.
pub fn temporary(name: &str, data: &[u8]) -> io::Result<PathBuf> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let path = std::env::temp_dir().join(name);
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
    file.write_all(data)?;
    Ok(path)
}

pub fn remove(path: impl AsRef<Path>) -> io::Result<()> {
    std::fs::remove_file(path)
}

/// Names in a folder; folders end in a slash.
pub fn list(path: impl AsRef<Path>) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        let slash = if entry.path().is_dir() { "/" } else { "" };
        names.push(format!("{}{slash}", entry.file_name().to_string_lossy()));
    }
    names.sort();
    Ok(names)
}

pub fn set_current_dir(path: impl AsRef<Path>) -> io::Result<()> {
    std::env::set_current_dir(path)
}
