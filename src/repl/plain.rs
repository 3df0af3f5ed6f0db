//! Reading without an editor: a terminal that cannot move its cursor, or `-i` with a pipe. One line at a time, as the
//! system hands it over.

use super::editor::Input;
use super::input::{Check, check};
use crate::host::fd;
use crate::syntax::decode_source;
use crate::vm::Vm;

#[derive(Default)]
pub struct PlainReader {
    /// Bytes that were read and are not used yet.
    rest: Vec<u8>,
    at_end: bool,
}

impl PlainReader {
    /// Reads rows until they are complete.
    pub fn read(&mut self, vm: &mut Vm, prompts: (&str, &str)) -> Input {
        let mut text = String::new();
        let mut prompt = prompts.0;
        loop {
            write_all(prompt);
            let row = match self.row(vm) {
                Row::Text(row) => row,
                Row::Interrupted => return Input::Interrupted,
                Row::End if text.is_empty() => return Input::End,
                // The session ends with the next read.
                Row::End => return Input::Text(text),
            };
            if text.is_empty() && row.trim().is_empty() {
                return Input::Text(row);
            }
            text.push_str(&row);
            match check(&text) {
                Check::Incomplete => {
                    text.push('\n');
                    prompt = prompts.1;
                }
                _ => return Input::Text(text),
            }
        }
    }

    fn row(&mut self, vm: &mut Vm) -> Row {
        loop {
            if let Some(at) = self.rest.iter().position(|b| *b == b'\n') {
                let row: Vec<u8> = self.rest.drain(..=at).collect();
                return Row::Text(text_of(&row));
            }
            if self.at_end {
                let row = std::mem::take(&mut self.rest);
                return if row.is_empty() { Row::End } else { Row::Text(text_of(&row)) };
            }
            let mut chunk = [0u8; 4096];
            match fd::read(0, &mut chunk) {
                // A terminal gives more after an end of file: only this input is over.
                Ok(0) => self.at_end = true,
                Ok(n) => self.rest.extend_from_slice(chunk.get(..n).unwrap_or(&[])),
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {
                    if vm.poll().is_err() {
                        self.rest.clear();
                        return Row::Interrupted;
                    }
                }
                Err(_) => self.at_end = true,
            }
        }
    }
}

enum Row {
    Text(String),
    Interrupted,
    End,
}

fn text_of(row: &[u8]) -> String {
    let text = decode_source(row).unwrap_or_else(|_| String::from_utf8_lossy(row).into_owned());
    text.trim_end_matches(['\n', '\r']).to_owned()
}

/// Prompts go to standard error, as CPython's do where standard output is no terminal.
fn write_all(text: &str) {
    let mut data = text.as_bytes();
    while let Ok(n @ 1..) = fd::write(2, data) {
        data = data.get(n..).unwrap_or(&[]);
    }
}
