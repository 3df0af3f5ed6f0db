//! What keys do: the state of one line being edited and its reaction to each key, apart from any terminal.
//!
//! The editor library executes simple commands only. A key that does more leaves the new text in `State::pending` and
//! answers `Cmd::Complete`; the completer then puts it in place (see `editor`). Texts taller than the screen are shown through
//! a window: the rows above and below it are kept here.

use super::buffer::{self, Text};
use super::history::History;
use super::input::{Check, check};
use rustyline::{Cmd, KeyCode, KeyEvent, Modifiers};

/// Screen rows left for the text's surroundings: a list of completions, an error.
const SPARE_ROWS: usize = 2;
/// Steps that undo remembers.
const UNDO_STEPS: usize = 500;

/// What the session shall do with the line instead of running it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    OpenEditor,
}

/// A walk through the history.
struct Walk {
    index: usize,
    prefix: String,
    /// What was typed before.
    original: Text,
    shown: String,
}

pub struct State {
    pub history: History,
    /// Width of gutters: that of the prompt.
    pub gutter: usize,
    pub columns: usize,
    pub rows: usize,
    pub above: Vec<String>,
    pub below: Vec<String>,
    pub pending: Option<Text>,
    /// An error to be shown under the line.
    pub message: Option<String>,
    /// The text that was refused: a second Enter submits it.
    refused: Option<String>,
    paste: Option<String>,
    pub request: Option<Request>,
    walk: Option<Walk>,
    undo: Vec<Text>,
    /// Undo has just been done: the text is no new step.
    undone: bool,
    /// What the editor holds, as it was painted last.
    pub painted: String,
}

/// What the editor tells about itself with a key.
#[derive(Clone, Copy, Default)]
pub struct Situation {
    pub has_hint: bool,
    pub vi_command: bool,
}

impl State {
    pub fn new(history: History) -> State {
        State {
            history,
            gutter: 4,
            columns: 80,
            rows: 24,
            above: Vec::new(),
            below: Vec::new(),
            pending: None,
            message: None,
            refused: None,
            paste: None,
            request: None,
            walk: None,
            undo: Vec::new(),
            undone: false,
            painted: String::new(),
        }
    }

    /// Before a new line is read.
    pub fn start(&mut self) {
        self.above.clear();
        self.below.clear();
        self.pending = None;
        self.message = None;
        self.refused = None;
        self.paste = None;
        self.request = None;
        self.walk = None;
        self.undo.clear();
        self.undone = false;
        self.painted.clear();
    }

    /// The whole plain text behind what the editor holds.
    pub fn full(&self, line: &str, pos: usize) -> Text {
        let mut text = Text::undressed(line, pos, self.gutter);
        if !self.above.is_empty() {
            let above = self.above.join("\n") + "\n";
            text.pos += above.len();
            text.text = above + &text.text;
        }
        if !self.below.is_empty() {
            text.text.push('\n');
            text.text.push_str(&self.below.join("\n"));
        }
        text
    }

    /// Screen rows of a row of text.
    fn height(&self, row: &str) -> usize {
        let width = unicode_width::UnicodeWidthStr::width(row) + self.gutter;
        width / self.columns.max(1) + 1
    }

    /// What the editor shall hold of a text: all of it, or the window around the cursor.
    pub fn window(&mut self, text: &Text) -> Text {
        let room = self.rows.saturating_sub(SPARE_ROWS).max(1);
        let rows: Vec<&str> = text.text.split('\n').collect();
        let heights: Vec<usize> = rows.iter().map(|r| self.height(r)).collect();
        if heights.iter().sum::<usize>() <= room {
            self.above.clear();
            self.below.clear();
            return text.dressed(self.gutter);
        }
        let at = text.before().matches('\n').count();
        // The window stays where it was if the cursor is in it.
        let mut first = self.above.len().min(at);
        let sum = |from: usize, to: usize| heights.iter().skip(from).take(to - from).sum::<usize>();
        while first < at && sum(first, at + 1) > room {
            first += 1;
        }
        let mut last = at + 1;
        while last < rows.len() && sum(first, last + 1) <= room {
            last += 1;
        }
        while first > 0 && sum(first - 1, last) <= room {
            first -= 1;
        }
        let copy = |from: usize, to: usize| rows.iter().skip(from).take(to - from).map(|r| (*r).to_owned()).collect();
        self.above = copy(0, first);
        self.below = copy(last, rows.len());
        let shown = rows.get(first..last).unwrap_or(&[]).join("\n");
        let hidden: usize = self.above.iter().map(|r| r.len() + 1).sum();
        Text::new(shown, text.pos.saturating_sub(hidden)).dressed(self.gutter)
    }

    /// Whether one more row might not be seen.
    fn is_full(&self, line: &str) -> bool {
        let rows = line.matches('\n').count() + 1 + line.len() / self.columns.max(1);
        rows + SPARE_ROWS >= self.rows
    }

    fn edit(&mut self, text: Text) -> Option<Cmd> {
        let shown = self.window(&text);
        self.pending = Some(shown);
        Some(Cmd::Complete)
    }

    /// The reaction to a key; `None` is the editor's own.
    pub fn key(&mut self, key: KeyEvent, line: &str, pos: usize, now: Situation) -> Option<Cmd> {
        self.pending = None;
        if let Some(done) = self.pasting(key, line, pos) {
            return done;
        }
        let text = self.full(line, pos);
        self.remember(&text);
        let KeyEvent(code, mods) = normal(key);
        let plain = mods == Modifiers::NONE;
        let ctrl = mods == Modifiers::CTRL;
        let alt = mods == Modifiers::ALT;
        match code {
            KeyCode::Enter if plain => return self.enter(text),
            KeyCode::Char('J' | 'M') if ctrl => return self.enter(text),
            KeyCode::Enter if alt => return self.edit(buffer::newline(&text)),
            KeyCode::Up if plain => return self.up(text, 1),
            KeyCode::Down if plain => return self.down(text, 1),
            KeyCode::PageUp => return self.older(text),
            KeyCode::PageDown => return self.newer(text),
            KeyCode::Char('P') if ctrl => return self.older(text),
            KeyCode::Char('N') if ctrl => return self.newer(text),
            KeyCode::Char('_') if ctrl => return self.step_back(),
            _ => {}
        }
        if now.vi_command {
            return match code {
                KeyCode::Char('u') if plain => self.step_back(),
                KeyCode::Char('k') if plain => self.up(text, 1),
                KeyCode::Char('j') if plain => self.down(text, 1),
                KeyCode::Char('0') if plain => {
                    let start = text.row_start();
                    self.edit(text.moved(start))
                }
                _ => None,
            };
        }
        let several = text.text.contains('\n');
        match code {
            KeyCode::Backspace if plain => buffer::backspace(&text).and_then(|t| self.edit(t)),
            KeyCode::Char('H') if ctrl => buffer::backspace(&text).and_then(|t| self.edit(t)),
            KeyCode::Delete if plain => buffer::delete_forward(&text).and_then(|t| self.edit(t)),
            KeyCode::Char('D' | 'K') if ctrl && several => buffer::delete_forward(&text).and_then(|t| self.edit(t)),
            KeyCode::Home if plain => self.edit(buffer::home(&text)),
            KeyCode::Char('A') if ctrl && several => self.edit(buffer::home(&text)),
            KeyCode::Char('U') if ctrl && several => {
                let start = text.row_start();
                self.edit(text.replaced(start, text.pos, ""))
            }
            KeyCode::Left if plain => buffer::left(&text).and_then(|t| self.edit(t)),
            KeyCode::Char('B') if ctrl => buffer::left(&text).and_then(|t| self.edit(t)),
            KeyCode::Right if plain => buffer::right(&text).and_then(|t| self.edit(t)),
            KeyCode::Char('F') if ctrl && now.has_hint && text.after().is_empty() => Some(Cmd::CompleteHint),
            KeyCode::Char('F') if ctrl => buffer::right(&text).and_then(|t| self.edit(t)),
            KeyCode::End if plain && now.has_hint && text.after().is_empty() => Some(Cmd::CompleteHint),
            KeyCode::Char('E') if ctrl && now.has_hint && text.after().is_empty() => Some(Cmd::CompleteHint),
            KeyCode::Tab if plain && buffer::in_indentation(&text) => self.edit(buffer::indent(&text)),
            KeyCode::BackTab => buffer::dedent(&text).and_then(|t| self.edit(t)),
            KeyCode::Char(c @ (')' | ']' | '}')) if plain && !text.on_first_row() && buffer::in_indentation(&text) => {
                let new = buffer::closing(&text, c).unwrap_or_else(|| text.inserted(c.encode_utf8(&mut [0; 4])));
                self.edit(new)
            }
            KeyCode::Char(':') if plain && !text.on_first_row() => {
                let new = buffer::colon(&text).unwrap_or_else(|| text.inserted(":"));
                self.edit(new)
            }
            // Where the screen is full, the window must follow what is typed.
            KeyCode::Char(c) if plain && self.is_full(line) => {
                let new = text.inserted(c.encode_utf8(&mut [0; 4]));
                self.edit(new)
            }
            KeyCode::Char('<') if alt => self.edit(text.moved(0)),
            KeyCode::Char('>') if alt => {
                let end = text.text.len();
                self.edit(text.moved(end))
            }
            _ => None,
        }
    }

    /// Pasted text arrives key by key between two marks and is put in place at once.
    fn pasting(&mut self, key: KeyEvent, line: &str, pos: usize) -> Option<Option<Cmd>> {
        match (key.0, &mut self.paste) {
            (KeyCode::BracketedPasteStart, _) => {
                self.paste = Some(String::new());
                Some(Some(Cmd::Noop))
            }
            (KeyCode::BracketedPasteEnd, paste) => {
                let pasted = buffer::clean_paste(&paste.take().unwrap_or_default());
                let text = self.full(line, pos);
                self.remember(&text);
                // A break at the end would only open an empty row.
                let pasted =
                    if pasted.trim_end().contains('\n') { pasted.as_str() } else { pasted.trim_end_matches('\n') };
                let new = text.inserted(pasted);
                Some(self.edit(new))
            }
            (code, Some(paste)) => {
                match code {
                    KeyCode::Char('J' | 'M') if key.1 == Modifiers::CTRL => paste.push('\n'),
                    KeyCode::Enter => paste.push('\n'),
                    KeyCode::Tab => paste.push('\t'),
                    KeyCode::Char('I') if key.1 == Modifiers::CTRL => paste.push('\t'),
                    KeyCode::Char(c) if !key.1.contains(Modifiers::CTRL) => paste.push(c),
                    _ => {}
                }
                Some(Some(Cmd::Noop))
            }
            _ => None,
        }
    }

    fn enter(&mut self, text: Text) -> Option<Cmd> {
        if !text.on_last_row() {
            return self.edit(buffer::newline(&text));
        }
        match check(&text.text) {
            Check::Complete => Some(Cmd::AcceptLine),
            Check::Incomplete => self.edit(buffer::newline(&Text::at_end(text.text))),
            Check::Wrong(message) => {
                if self.refused.as_deref() == Some(&text.text) {
                    return Some(Cmd::AcceptLine);
                }
                self.refused = Some(text.text);
                self.message = Some(message);
                // Shows the message, without submitting.
                Some(Cmd::AcceptOrInsertLine { accept_in_the_middle: true })
            }
        }
    }

    fn up(&mut self, text: Text, rows: usize) -> Option<Cmd> {
        if text.on_first_row() {
            return self.older(text);
        }
        self.vertical(text, -(rows as isize))
    }

    fn down(&mut self, text: Text, rows: usize) -> Option<Cmd> {
        if text.on_last_row() {
            return self.newer(text);
        }
        self.vertical(text, rows as isize)
    }

    /// The same column some rows away.
    fn vertical(&mut self, text: Text, by: isize) -> Option<Cmd> {
        let column = text.row_before().chars().count();
        let rows: Vec<&str> = text.text.split('\n').collect();
        let now = text.before().matches('\n').count();
        let target = now.saturating_add_signed(by).min(rows.len().saturating_sub(1));
        let start: usize = rows.iter().take(target).map(|r| r.len() + 1).sum();
        let row = rows.get(target).copied().unwrap_or("");
        let offset = row.char_indices().nth(column).map_or(row.len(), |(at, _)| at);
        self.edit(text.moved(start + offset))
    }

    fn older(&mut self, text: Text) -> Option<Cmd> {
        let walk = match self.walk.take().filter(|w| w.shown == text.text) {
            Some(walk) => walk,
            None => Walk {
                index: usize::MAX,
                prefix: text.text.trim_end().to_owned(),
                shown: text.text.clone(),
                original: text,
            },
        };
        match self.history.before(walk.index, &walk.prefix, &walk.shown) {
            Some((index, entry)) => {
                let entry = entry.to_owned();
                self.walk = Some(Walk { index, shown: entry.clone(), ..walk });
                self.edit(Text::at_end(entry))
            }
            None => {
                self.walk = Some(walk);
                Some(Cmd::Noop)
            }
        }
    }

    fn newer(&mut self, text: Text) -> Option<Cmd> {
        let Some(walk) = self.walk.take().filter(|w| w.shown == text.text) else { return Some(Cmd::Noop) };
        match self.history.after(walk.index, &walk.prefix, &walk.shown) {
            Some((index, entry)) if walk.index != usize::MAX => {
                let entry = entry.to_owned();
                self.walk = Some(Walk { index, shown: entry.clone(), ..walk });
                self.edit(Text::at_end(entry))
            }
            _ => {
                let original = walk.original;
                self.edit(original)
            }
        }
    }

    /// A text is a step of its own, unless it only continues the typing of one word.
    fn remember(&mut self, text: &Text) {
        if std::mem::take(&mut self.undone) {
            return;
        }
        let Some(last) = self.undo.last() else {
            self.undo.push(text.clone());
            return;
        };
        if last.text == text.text {
            return;
        }
        let typed = text.text.len().checked_sub(last.text.len()).filter(|n| *n <= 4).is_some();
        let in_word = text.before().ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if typed && in_word && self.undo.len() > 1 && text.pos > last.pos && last.text.trim_end() == last.text {
            self.undo.pop();
        }
        self.undo.push(text.clone());
        if self.undo.len() > UNDO_STEPS {
            self.undo.remove(0);
        }
    }

    fn step_back(&mut self) -> Option<Cmd> {
        if self.undo.len() > 1 {
            self.undo.pop();
        }
        let last = self.undo.last()?.clone();
        self.undone = true;
        self.edit(last)
    }

    /// Ctrl-X Ctrl-U.
    pub fn undo(&mut self, line: &str, pos: usize) -> Option<Cmd> {
        let text = self.full(line, pos);
        self.remember(&text);
        self.step_back()
    }

    /// What is told behind the text: the rest of a history entry, or the rows below the window.
    pub fn hint(&self, line: &str, pos: usize) -> Option<String> {
        if !self.below.is_empty() {
            return Some(format!("\n\u{22ee} {} more rows", self.below.len()));
        }
        if pos < line.len() || line.is_empty() || !self.above.is_empty() {
            return None;
        }
        let text = self.full(line, pos);
        if text.row_before().trim().is_empty() {
            return None;
        }
        self.history.suggestion(&text.text).map(str::to_owned)
    }
}

/// Terminals send some keys in two ways.
fn normal(key: KeyEvent) -> KeyEvent {
    match key {
        KeyEvent(KeyCode::Char('\r' | '\n'), mods) => KeyEvent(KeyCode::Enter, mods),
        KeyEvent(KeyCode::Char('I'), Modifiers::CTRL) => KeyEvent(KeyCode::Tab, Modifiers::NONE),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(state: &mut State, text: &mut Text, code: KeyCode) -> Option<Cmd> {
        let cmd = state.key(KeyEvent(code, Modifiers::NONE), &text.text, text.pos, Situation::default());
        if let Some(new) = state.pending.take() {
            *text = new;
        }
        cmd
    }

    fn state(entries: &[&str]) -> State {
        let mut history = History::default();
        for e in entries {
            history.add(e).unwrap();
        }
        State::new(history)
    }

    #[test]
    fn enter_submits_continues_or_refuses() {
        let mut s = state(&[]);
        assert_eq!(press(&mut s, &mut Text::at_end("x = 1"), KeyCode::Enter), Some(Cmd::AcceptLine));
        let mut text = Text::at_end("if x:");
        assert_eq!(press(&mut s, &mut text, KeyCode::Enter), Some(Cmd::Complete));
        assert_eq!(s.full(&text.text, text.pos), Text::at_end("if x:\n    "));
        let mut text = Text::at_end("x = )");
        assert!(matches!(press(&mut s, &mut text, KeyCode::Enter), Some(Cmd::AcceptOrInsertLine { .. })));
        assert!(s.message.take().unwrap().contains("unmatched ')'"));
        assert_eq!(press(&mut s, &mut text, KeyCode::Enter), Some(Cmd::AcceptLine));
    }

    #[test]
    fn up_recalls_blocks_and_searches_prefixes() {
        let mut s = state(&["import a", "if x:\n    y", "x = 1"]);
        let mut text = Text::default();
        press(&mut s, &mut text, KeyCode::Up);
        assert_eq!(text.text, "x = 1");
        press(&mut s, &mut text, KeyCode::Up);
        assert_eq!(s.full(&text.text, text.pos).text, "if x:\n    y");
        press(&mut s, &mut text, KeyCode::PageDown);
        press(&mut s, &mut text, KeyCode::Down);
        assert_eq!(text.text, "");
        let mut text = Text::at_end("im");
        press(&mut s, &mut text, KeyCode::Up);
        assert_eq!(text.text, "import a");
    }

    #[test]
    fn paste_is_cleaned_and_put_in_at_once() {
        let mut s = state(&[]);
        let mut text = Text::default();
        press(&mut s, &mut text, KeyCode::BracketedPasteStart);
        for c in ">>> if x:\r...     y\r".chars() {
            let code = if c == '\r' { KeyCode::Enter } else { KeyCode::Char(c) };
            assert_eq!(press(&mut s, &mut text, code), Some(Cmd::Noop));
        }
        assert_eq!(press(&mut s, &mut text, KeyCode::BracketedPasteEnd), Some(Cmd::Complete));
        assert_eq!(s.full(&text.text, text.pos), Text::at_end("if x:\n    y\n"));
    }

    #[test]
    fn tall_texts_are_seen_through_a_window() {
        let mut s = state(&[]);
        s.rows = 12;
        let rows: Vec<String> = (0..500).map(|i| format!("x{i} = {i}")).collect();
        let whole = Text::at_end(rows.join("\n"));
        let mut text = s.window(&whole);
        assert_eq!(text.text.matches('\n').count(), 9);
        assert_eq!(s.full(&text.text, text.pos), whole);
        for _ in 0..30 {
            press(&mut s, &mut text, KeyCode::Up);
        }
        assert!(s.full(&text.text, text.pos).row_before().starts_with("x469"));
        assert_eq!(s.full(&text.text, text.pos).text, whole.text);
        assert_eq!(s.above.len() + s.below.len() + text.text.matches('\n').count() + 1, 500);
    }

    #[test]
    fn undo_goes_back_in_steps() {
        let mut s = state(&[]);
        let mut text = Text::at_end("if x:");
        press(&mut s, &mut text, KeyCode::Enter);
        let mut cmd = s.undo(&text.text, text.pos);
        assert_eq!(cmd.take(), Some(Cmd::Complete));
        assert_eq!(s.pending.take(), Some(Text::at_end("if x:")));
    }

    /// Whatever is pressed: the cursor stays between characters, the window shows a part of the text, and only keys that
    /// change the text change it.
    #[test]
    fn any_keys_leave_a_sound_state() {
        const KEYS: &[KeyCode] = &[
            KeyCode::Enter,
            KeyCode::Backspace,
            KeyCode::Delete,
            KeyCode::Home,
            KeyCode::End,
            KeyCode::Left,
            KeyCode::Right,
            KeyCode::Up,
            KeyCode::Down,
            KeyCode::PageUp,
            KeyCode::PageDown,
            KeyCode::Tab,
            KeyCode::BackTab,
            KeyCode::BracketedPasteStart,
            KeyCode::BracketedPasteEnd,
            KeyCode::Char(':'),
            KeyCode::Char('é'),
            KeyCode::Char('日'),
            KeyCode::Char('('),
            KeyCode::Char('\''),
            KeyCode::Char('A'),
            KeyCode::Char('U'),
            KeyCode::Char('K'),
            KeyCode::Char('_'),
        ];
        let mut seed = 88_172_645_463_325_252u64;
        let mut random = |n: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed % n as u64) as usize
        };
        for _ in 0..40 {
            let mut s = state(&["import é", "if 日:\n    '''x\n\n'''", "for i in x:\n    pass\nelse:\n    y"]);
            (s.rows, s.columns) = (4 + random(8), 10 + random(30));
            let mut text = s.window(&Text::at_end("if x:\n    é\n"));
            for _ in 0..200 {
                let code = KEYS[random(KEYS.len())];
                let mods = [Modifiers::NONE, Modifiers::NONE, Modifiers::CTRL, Modifiers::ALT][random(4)];
                let before = s.full(&text.text, text.pos);
                let cmd = s.key(KeyEvent(code, mods), &text.text, text.pos, Situation::default());
                if let Some(new) = s.pending.take() {
                    text = new;
                }
                match (cmd, code) {
                    // What the editor does by itself.
                    (None, KeyCode::Char(c)) if mods == Modifiers::NONE => {
                        text.text.insert(text.pos, c);
                        text.pos += c.len_utf8();
                    }
                    (None, KeyCode::Left) => text.pos = text.text.floor_char_boundary(text.pos.saturating_sub(1)),
                    (None, KeyCode::Right) => {
                        text.pos = text.text.ceil_char_boundary((text.pos + 1).min(text.text.len()));
                    }
                    _ => {}
                }
                assert!(text.text.is_char_boundary(text.pos), "{text:?}");
                let after = s.full(&text.text, text.pos);
                assert!(after.text.is_char_boundary(after.pos), "{after:?}");
                let moves = matches!(code, KeyCode::Home | KeyCode::Left | KeyCode::Right) && mods == Modifiers::NONE;
                assert!(!moves || before.text == after.text, "{code:?}: {before:?} {after:?}");
            }
        }
    }
}
