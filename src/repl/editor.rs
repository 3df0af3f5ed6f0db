//! The line editor: rustyline, its callbacks and key bindings. The only file that knows how the library is driven.
//!
//! While a line is being read the interpreter rests in `Helper::vm`, where completion finds it; before and after it belongs to
//! the session. Keys go through one handler for all (`keys`).

use super::buffer::Text;
use super::complete::{self, Candidate};
use super::highlight;
use super::history::History;
use super::keys::{Request, Situation, State};
use super::terminal::Terminal;
use crate::gc::Ref;
use crate::host::{console, signal};
use crate::object::Dict;
use crate::vm::Vm;
use rustyline::completion::Completer;
use rustyline::config::{BellStyle, Configurer};
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::history::{self, SearchDirection, SearchResult};
use rustyline::line_buffer::LineBuffer;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{
    Changeset, Cmd, ColorMode, CompletionType, ConditionalEventHandler, Config, Context, EditMode, Editor,
    ExternalPrinter,
};
use rustyline::{Event, EventContext, EventHandler, InputMode, KeyCode, KeyEvent, Modifiers, RepeatCount};
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

type Shared = Arc<Mutex<State>>;

fn lock(state: &Shared) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How long vi's Escape may still become another key.
const ESCAPE_MS: u16 = 40;

/// What came from the terminal.
pub enum Input {
    Text(String),
    /// The text is to be edited in $EDITOR.
    Edit(String),
    /// Something came that is no UTF-8; the text as it was before.
    Broken(String),
    Interrupted,
    End,
}

pub struct LineEditor {
    editor: Editor<Helper, Searched>,
    above: Arc<Mutex<Above>>,
    state: Shared,
    terminal: Terminal,
}

struct Helper {
    state: Shared,
    vm: RefCell<Option<Box<Vm>>>,
    globals: RefCell<Option<Ref<Dict>>>,
    colours: bool,
    ascii: bool,
    continuation: String,
}

impl LineEditor {
    pub fn new(history: History, vi: bool, terminal: &Terminal) -> Result<LineEditor, String> {
        let state = Arc::new(Mutex::new(State::new(history)));
        let mut editor = make(&state, vi, terminal)?;
        let above = Above::new(&mut editor);
        Ok(LineEditor { editor, above, state, terminal: terminal.clone() })
    }

    pub fn set_vi(&mut self, vi: bool) -> Result<(), String> {
        self.editor = make(&self.state, vi, &self.terminal)?;
        self.above = Above::new(&mut self.editor);
        Ok(())
    }

    /// Adds an entry to the history; the text tells why it could not be kept.
    pub fn remember(&mut self, text: &str) -> Option<String> {
        lock(&self.state).history.add(text).err()
    }

    /// Reads one input. `initial` stands there already, to be edited.
    pub fn read(
        &mut self,
        vm: Box<Vm>,
        globals: &Ref<Dict>,
        prompts: (&str, &str),
        initial: Option<&str>,
    ) -> (Box<Vm>, Input) {
        let (columns, rows) = self.terminal.size();
        let start = {
            let mut state = lock(&self.state);
            state.start();
            state.gutter = unicode_width::UnicodeWidthStr::width(prompts.0.rsplit('\n').next().unwrap_or(""));
            (state.columns, state.rows) = (columns, rows);
            initial.map(|text| state.window(&Text::at_end(text)))
        };
        let gutter = lock(&self.state).gutter;
        if let Some(helper) = self.editor.helper_mut() {
            helper.vm.replace(Some(vm));
            helper.globals.replace(Some(globals.clone()));
            helper.continuation = fitted(prompts.1, gutter);
        }
        let above = self.above.clone();
        console::divert(Box::new(move |rows| above.lock().unwrap_or_else(PoisonError::into_inner).write(rows)));
        let result = match &start {
            Some(text) => self.editor.readline_with_initial(prompts.0, (&text.text, "")),
            None => self.editor.readline(prompts.0),
        };
        console::restore();
        let vm = self.editor.helper_mut().and_then(|h| {
            h.globals.take();
            h.vm.take()
        });
        let Some(vm) = vm else {
            // It was put there above, and callbacks only borrow it.
            std::process::abort()
        };
        let input = match result {
            Ok(line) => {
                let mut state = lock(&self.state);
                let text = state.full(&line, line.len()).text;
                match state.request.take() {
                    Some(Request::OpenEditor) => Input::Edit(text),
                    None => Input::Text(text),
                }
            }
            Err(ReadlineError::Interrupted) => Input::Interrupted,
            Err(ReadlineError::Signal(_)) => Input::Interrupted,
            Err(ReadlineError::Io(e)) if e.kind() == std::io::ErrorKind::InvalidData => {
                let state = lock(&self.state);
                let line = state.painted.clone();
                Input::Broken(state.full(&line, line.len()).text)
            }
            Err(_) => Input::End,
        };
        (vm, input)
    }
}

/// Writes rows of output above the line being edited. The editor's own door blocks when nobody reads a line, so that a
/// thread of ours, made for the first row, waits there.
struct Above {
    printer: Option<Box<dyn ExternalPrinter + Send>>,
    rows: Option<Sender<String>>,
}

impl Above {
    fn new(editor: &mut Editor<Helper, Searched>) -> Arc<Mutex<Above>> {
        let printer = editor.create_external_printer().ok();
        let printer = printer.map(|p| Box::new(p) as Box<dyn ExternalPrinter + Send>);
        Arc::new(Mutex::new(Above { printer, rows: None }))
    }

    fn write(&mut self, text: String) -> bool {
        if let Some(mut printer) = self.printer.take() {
            let (sender, rows) = channel::<String>();
            let forward = move || {
                // They are for the interpreter.
                signal::block_all_in_this_thread();
                while let Ok(mut text) = rows.recv() {
                    // What has come together is written together.
                    text.extend(rows.try_iter());
                    if printer.print(text).is_err() {
                        break;
                    }
                }
            };
            if std::thread::Builder::new().name("rows".into()).spawn(forward).is_ok() {
                self.rows = Some(sender);
            }
        }
        self.rows.as_ref().is_some_and(|rows| rows.send(text).is_ok())
    }
}

/// A continuation prompt of exactly this width.
fn fitted(prompt: &str, width: usize) -> String {
    let mut out: String = prompt.chars().filter(|c| !c.is_control()).take(width).collect();
    let have = unicode_width::UnicodeWidthStr::width(out.as_str());
    if have > width {
        return ".".repeat(width.saturating_sub(1)) + " ";
    }
    out.extend(std::iter::repeat_n(' ', width - have));
    out
}

fn make(state: &Shared, vi: bool, terminal: &Terminal) -> Result<Editor<Helper, Searched>, String> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .completion_show_all_if_ambiguous(true)
        .edit_mode(if vi { EditMode::Vi } else { EditMode::Emacs })
        // Escape alone, or the first byte of a key: those of a key come together.
        .keyseq_timeout(vi.then_some(ESCAPE_MS))
        .bell_style(BellStyle::None)
        // Gutters are painted without colours, too.
        .color_mode(ColorMode::Forced)
        .indent_size(super::buffer::INDENT as u8)
        .auto_add_history(false);
    let mut editor = Editor::with_history(config.build(), Searched(state.clone())).map_err(|e| e.to_string())?;
    editor.set_helper(Some(Helper {
        state: state.clone(),
        vm: RefCell::new(None),
        globals: RefCell::new(None),
        colours: terminal.colours,
        ascii: terminal.ascii,
        continuation: "... ".to_owned(),
    }));
    editor.set_tab_stop(4);
    editor.bind_sequence(Event::Any, handler(state, Action::Key));
    let ctrl = |c: char| KeyEvent(KeyCode::Char(c), Modifiers::CTRL);
    editor.bind_sequence(Event::KeySeq(vec![ctrl('X'), ctrl('E')]), handler(state, Action::OpenEditor));
    editor.bind_sequence(Event::KeySeq(vec![ctrl('X'), ctrl('U')]), handler(state, Action::Undo));
    Ok(editor)
}

/// The history as the library's search (Ctrl-R) sees it.
struct Searched(Shared);

impl Searched {
    /// The nearest entry from `start` on in which `find` finds a place.
    fn nearest(
        &self,
        start: usize,
        dir: SearchDirection,
        find: impl Fn(&str) -> Option<usize>,
    ) -> Option<SearchResult<'static>> {
        let state = lock(&self.0);
        let entries = state.history.entries();
        let mut indices: Box<dyn Iterator<Item = usize>> = match dir {
            SearchDirection::Forward => Box::new(start..entries.len()),
            SearchDirection::Reverse => Box::new((0..entries.len().min(start.saturating_add(1))).rev()),
        };
        let (idx, text) = indices.find_map(|i| {
            let entry = entries.get(i)?;
            find(entry).map(|at| (i, Text::new(entry.clone(), at).dressed(state.gutter)))
        })?;
        Some(SearchResult { entry: Cow::Owned(text.text), idx, pos: text.pos })
    }
}

impl history::History for Searched {
    fn get(&self, index: usize, _: SearchDirection) -> rustyline::Result<Option<SearchResult<'_>>> {
        Ok(self.nearest(index, SearchDirection::Forward, |_| Some(0)))
    }

    /// Entries are added by the session.
    fn add(&mut self, _: &str) -> rustyline::Result<bool> {
        Ok(false)
    }

    fn add_owned(&mut self, _: String) -> rustyline::Result<bool> {
        Ok(false)
    }

    fn len(&self) -> usize {
        lock(&self.0).history.entries().len()
    }

    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn set_max_len(&mut self, _: usize) -> rustyline::Result<()> {
        Ok(())
    }

    fn ignore_dups(&mut self, _: bool) -> rustyline::Result<()> {
        Ok(())
    }

    fn ignore_space(&mut self, _: bool) {}

    fn save(&mut self, _: &std::path::Path) -> rustyline::Result<()> {
        Ok(())
    }

    fn append(&mut self, _: &std::path::Path) -> rustyline::Result<()> {
        Ok(())
    }

    fn load(&mut self, _: &std::path::Path) -> rustyline::Result<()> {
        Ok(())
    }

    fn clear(&mut self) -> rustyline::Result<()> {
        Ok(())
    }

    fn search(&self, term: &str, start: usize, dir: SearchDirection) -> rustyline::Result<Option<SearchResult<'_>>> {
        Ok(if term.is_empty() { None } else { self.nearest(start, dir, |e| e.find(term)) })
    }

    fn starts_with(
        &self,
        term: &str,
        start: usize,
        dir: SearchDirection,
    ) -> rustyline::Result<Option<SearchResult<'_>>> {
        Ok(if term.is_empty() { None } else { self.nearest(start, dir, |e| e.starts_with(term).then_some(term.len())) })
    }
}

#[derive(Clone, Copy)]
enum Action {
    Key,
    OpenEditor,
    Undo,
}

struct Handler {
    state: Shared,
    action: Action,
}

fn handler(state: &Shared, action: Action) -> EventHandler {
    EventHandler::Conditional(Box::new(Handler { state: state.clone(), action }))
}

impl ConditionalEventHandler for Handler {
    fn handle(&self, event: &Event, _: RepeatCount, _: bool, ctx: &EventContext) -> Option<Cmd> {
        let mut state = lock(&self.state);
        match self.action {
            Action::Key => {
                let key = *event.get(0)?;
                let vi_command = ctx.mode() == EditMode::Vi && ctx.input_mode() == InputMode::Command;
                let now = Situation { has_hint: ctx.has_hint() && ctx.hint_text().is_some(), vi_command };
                state.key(key, ctx.line(), ctx.pos(), now)
            }
            Action::OpenEditor => {
                state.request = Some(Request::OpenEditor);
                Some(Cmd::AcceptLine)
            }
            Action::Undo => state.undo(ctx.line(), ctx.pos()),
        }
    }
}

impl Completer for Helper {
    type Candidate = Candidate;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Candidate>)> {
        let text = {
            let state = lock(&self.state);
            if state.pending.is_some() {
                return Ok((0, vec![Candidate::edit()]));
            }
            state.full(line, pos)
        };
        let mut vm = self.vm.borrow_mut();
        let Some(vm) = vm.as_mut() else { return Ok((pos, Vec::new())) };
        let Some(globals) = self.globals.borrow().clone() else { return Ok((pos, Vec::new())) };
        let (start, found) = complete::candidates(vm, &globals, &text);
        Ok((pos.saturating_sub(text.pos - start.min(text.pos)), found))
    }

    fn update(&self, line: &mut LineBuffer, start: usize, elected: &str, changes: &mut Changeset) {
        if let Some(new) = lock(&self.state).pending.take() {
            line.update(&new.text, new.pos, changes);
            return;
        }
        let end = line.pos();
        line.replace(start..end, elected, changes);
    }
}

/// Ghost text, or a note under the text.
struct Ghost(String);

impl rustyline::hint::Hint for Ghost {
    fn display(&self) -> &str {
        &self.0
    }

    fn completion(&self) -> Option<&str> {
        (!self.0.starts_with('\n')).then_some(&self.0)
    }
}

impl Hinter for Helper {
    type Hint = Ghost;

    fn hint(&self, line: &str, pos: usize, _: &Context<'_>) -> Option<Ghost> {
        let hint = lock(&self.state).hint(line, pos)?;
        // Without colours ghost text could not be told from typed text.
        (self.colours || hint.starts_with('\n'))
            .then(|| Ghost(if self.ascii { hint.replace('\u{22ee}', ":") } else { hint }))
    }
}

impl Validator for Helper {
    fn validate(&self, _: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        Ok(match lock(&self.state).message.take() {
            Some(message) if self.colours => {
                ValidationResult::Invalid(Some(format!("{}{message}{}", highlight::RED, highlight::RESET)))
            }
            Some(message) => ValidationResult::Invalid(Some(message)),
            None => ValidationResult::Valid(None),
        })
    }
}

impl Highlighter for Helper {
    fn highlight<'l>(&self, line: &'l str, pos: usize) -> Cow<'l, str> {
        let mut state = lock(&self.state);
        if state.painted != line {
            line.clone_into(&mut state.painted);
        }
        let above = state.above.join("\n");
        Cow::Owned(highlight::paint(&above, line, pos, state.gutter, &self.continuation, self.colours))
    }

    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, default: bool) -> Cow<'b, str> {
        let state = lock(&self.state);
        let text = if default && !state.above.is_empty() {
            let mark = if self.ascii { ":" } else { "\u{22ee}" };
            format!("{mark}{}", " ".repeat(state.gutter.saturating_sub(1)))
        } else {
            prompt.to_owned()
        };
        Cow::Owned(if self.colours { format!("{}{text}{}", highlight::PROMPT, highlight::RESET) } else { text })
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        if self.colours && !hint.contains('\x1b') {
            return Cow::Owned(format!("{}{hint}{}", highlight::DIM, highlight::RESET));
        }
        Cow::Borrowed(hint)
    }

    fn highlight_candidate<'c>(&self, candidate: &'c str, _: CompletionType) -> Cow<'c, str> {
        match (self.colours, candidate.split_once("  ")) {
            (true, Some((name, kind))) => Cow::Owned(format!("{name}  {}{kind}{}", highlight::DIM, highlight::RESET)),
            _ => Cow::Borrowed(candidate),
        }
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        // Brackets light up with every move of the cursor.
        kind != CmdKind::ForcedRefresh
    }
}

impl rustyline::Helper for Helper {}
