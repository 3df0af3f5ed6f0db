//! Looking at the session: `x?`, `%who`, `%history`, `%reset`, and the doors for a debugger.

use super::super::{Flow, Session};
use super::MAGICS;
use crate::gc::{Ref, Value};
use crate::lens::describe::describe;
use crate::object::Str;

/// `x?`, and with `more` `x??`.
pub fn help(session: &mut Session, name: &str, more: bool) -> Flow {
    if name.is_empty() {
        return super::list(session, "");
    }
    if let Some(magic) = name.strip_prefix('%') {
        return super::list(session, magic);
    }
    let value = match session.evaluate(name) {
        Ok(value) => value,
        Err(raised) => {
            // A keyword, or a command without its sign.
            if session.vm.raised_is(&raised, |e| &e.NameError) && MAGICS.iter().any(|m| m.0 == name) {
                return super::list(session, name);
            }
            return session.report(raised);
        }
    };
    let mut text = describe(&mut session.vm, name, &value, more);
    if session.terminal.colours
        && let Some((facts, source)) = text.split_once("Source:\n")
    {
        text = format!("{facts}Source:\n{}", super::super::highlight::paint_source(source, true));
    }
    session.print(&format!("{text}\n"));
    Flow::Continue
}

/// The names that are not those of every module, in order.
fn names(session: &Session) -> Vec<(Ref<Str>, Value)> {
    let entries = session.globals.get(&session.vm).iter();
    let mut out: Vec<(Ref<Str>, Value)> = entries
        .filter_map(|e| e.key.downcast_exact::<Str>().map(|k| (k.clone(), e.value.clone())))
        .filter(|(k, _)| !k.bytes().starts_with(b"_"))
        .collect();
    out.sort_by(|a, b| a.0.bytes().cmp(b.0.bytes()));
    out
}

pub fn who(session: &mut Session) -> Flow {
    let names = names(session);
    if names.is_empty() {
        session.print("no names yet\n");
        return Flow::Continue;
    }
    let widest = names.iter().map(|(n, _)| n.char_len()).max().unwrap_or(0).min(24);
    let columns = session.terminal.size().0;
    let mut text = String::new();
    for (name, value) in names {
        let kind = session.vm.type_name(&value);
        let room = columns.saturating_sub(widest + 16).max(20);
        let shown = crate::lens::brief(&mut session.vm, &value, room);
        text.push_str(&format!("{:<widest$}  {:<12}  {shown}\n", name.to_lossy(), kind));
    }
    session.print(&text);
    Flow::Continue
}

pub fn reset(session: &mut Session) -> Flow {
    let names = names(session);
    let count = names.len();
    for (name, value) in names {
        drop(value);
        let old = session.globals.clone().get_mut(&mut session.vm).remove_str(&name);
        drop(old);
    }
    session.print(&format!("{count} names forgotten\n"));
    Flow::Continue
}

pub fn history(session: &mut Session, arguments: &str) -> Flow {
    let count = arguments.trim().parse::<usize>().unwrap_or(usize::MAX);
    let skip = session.inputs.len().saturating_sub(count);
    let width = session.inputs.len().to_string().len();
    let mut text = String::new();
    for (i, input) in session.inputs.iter().enumerate().skip(skip) {
        for (k, row) in input.lines().enumerate() {
            let label = if k == 0 { format!("{}", i + 1) } else { String::new() };
            text.push_str(&format!("{label:>width$}  {row}\n"));
        }
    }
    session.print(&text);
    Flow::Continue
}

pub fn pdb(session: &mut Session, arguments: &str) -> Flow {
    session.post_mortem = match arguments.trim() {
        "on" | "1" => true,
        "off" | "0" => false,
        _ => !session.post_mortem,
    };
    let state = if session.post_mortem { "on" } else { "off" };
    session.print(&format!("%pdb is {state}; the debugger it would start is not part of Pyrope yet\n"));
    Flow::Continue
}

/// The page about the last error.
pub fn why(session: &mut Session) -> Flow {
    let Some(error) = session.vm.sys_attribute("last_exc").filter(|e| !e.is_none()) else {
        return session.complain("there was no error yet");
    };
    let Some(report) = session.vm.explain(&error) else {
        return session.complain("there is nothing to say about it beyond its message");
    };
    match crate::explain::pages::answer(Some(report.code)) {
        Ok(page) => {
            let (columns, _) = session.terminal.size();
            // Programs stay as they are.
            let rows = page.lines().flat_map(|line| match line.starts_with(' ') {
                true => vec![line.to_owned()],
                false => crate::lens::text::wrap(line, columns.min(100), ""),
            });
            let page: String = rows.map(|row| row + "\n").collect();
            session.print(&page);
        }
        Err(trouble) => session.print(&trouble),
    }
    Flow::Continue
}

pub fn debug(session: &mut Session) -> Flow {
    session.complain("there is no debugger yet; sys.last_exc holds the last exception")
}
