//! Commands that are no Python: `%name`, `x?`, `:s/…/…/`.

use super::{Flow, Reader, Session};

pub(super) fn run(session: &mut Session, _reader: &mut Reader, name: &str, _arguments: &str) -> Flow {
    session.note(&format!("pyrope: no command %{name}\n"));
    Flow::Continue
}

pub(super) fn run_cell(session: &mut Session, name: &str, _arguments: &str, _body: &str) -> Flow {
    session.note(&format!("pyrope: no command %%{name}\n"));
    Flow::Continue
}

pub(super) fn help(_session: &mut Session, _name: &str, _more: bool) -> Flow {
    Flow::Continue
}

pub(super) fn substitute(_session: &mut Session, _command: &str) -> Flow {
    Flow::Continue
}

impl Session {
    pub(super) fn edit_text(&mut self, text: &str) -> Option<String> {
        Some(text.to_owned())
    }
}
