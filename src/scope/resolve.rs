//! Decides the kind of each name: a walk from every use up to the block that binds it.
//!
//! Parents come before their children in the table, so one pass in order suffices. Class blocks are skipped by the
//! walk, except for `__class__` and its like, which only they provide.

use super::{Resolution, ScopeId, ScopeKind, ScopeTable, flag};
use crate::diag::Diagnostic;
use crate::syntax::ast::{Span, Symbol};

pub(super) fn resolve(table: &mut ScopeTable) -> Result<(), Diagnostic> {
    for i in 0..table.scopes.len() {
        let names: Vec<(Symbol, u16)> = table.scopes[i].symbols.iter().map(|(&n, e)| (n, e.flags)).collect();
        for (name, flags) in names {
            let resolution = resolve_name(table, ScopeId(i as u32), name, flags)?;
            if let Some(entry) = table.scopes[i].symbols.get_mut(&name) {
                // An inner block cannot have made it a cell before: children come later.
                entry.resolution = resolution;
            }
        }
    }
    Ok(())
}

fn directive_span(table: &ScopeTable, at: ScopeId, name: Symbol) -> Span {
    table[at].directives.iter().find(|d| d.0 == name).map_or(Span::new(0, 0), |d| d.1)
}

fn resolve_name(table: &mut ScopeTable, at: ScopeId, name: Symbol, flags: u16) -> Result<Resolution, Diagnostic> {
    let scope = &table[at];
    if flags & flag::GLOBAL != 0 {
        if flags & flag::NONLOCAL != 0 {
            let text = table.names.resolve(name);
            let message = format!("name '{text}' is nonlocal and global");
            return Err(Diagnostic::syntax_error(message, directive_span(table, at, name)));
        }
        return Ok(Resolution::GlobalExplicit);
    }
    if flags & flag::NONLOCAL == 0 && flags & flag::BOUND != 0 {
        return Ok(Resolution::Local);
    }
    if scope.kind == ScopeKind::Module {
        if flags & flag::NONLOCAL != 0 {
            let message = "nonlocal declaration not allowed at module level";
            return Err(Diagnostic::syntax_error(message, directive_span(table, at, name)));
        }
        return Ok(Resolution::GlobalImplicit);
    }
    // A name of the class, seen from an annotation in it, is found in `__classdict__` first.
    if scope.sees_class
        && flags & flag::NONLOCAL == 0
        && !is_class_cell(table, name)
        && let Some(class) = enclosing_class(table, at)
    {
        let class_flags = table[class].symbols.get(&name).map_or(0, |e| e.flags);
        if class_flags & flag::GLOBAL != 0 {
            return Ok(Resolution::GlobalExplicit);
        }
        if class_flags & flag::BOUND != 0 && class_flags & flag::NONLOCAL == 0 {
            return Ok(Resolution::GlobalImplicit);
        }
    }
    let mut owner = None;
    let mut crossed = !scope.inlined;
    let mut up = scope.parent;
    while let Some(id) = up {
        let outer = &table[id];
        let entry = outer.symbols.get(&name).map_or(0, |e| e.flags);
        if outer.kind == ScopeKind::Class {
            if is_class_cell(table, name) {
                owner = Some(id);
                break;
            }
        } else if outer.kind.is_function_like() {
            if entry & flag::GLOBAL != 0 {
                break;
            }
            if entry & flag::BOUND != 0 && entry & flag::NONLOCAL == 0 {
                owner = Some(id);
                break;
            }
        } else if name == table.known.conditional_annotations && outer.conditional_annotations {
            break;
        }
        if !outer.inlined {
            crossed = true;
        }
        up = outer.parent;
    }
    let Some(owner) = owner else {
        if flags & flag::NONLOCAL != 0 {
            let text = table.names.resolve(name);
            let message = format!("no binding for nonlocal '{text}' found");
            return Err(Diagnostic::syntax_error(message, directive_span(table, at, name)));
        }
        return Ok(Resolution::GlobalImplicit);
    };
    let owner_flags = table[owner].symbols.get(&name).map_or(0, |e| e.flags);
    if flags & flag::NONLOCAL != 0 && owner_flags & flag::TYPE_PARAM != 0 {
        let text = table.names.resolve(name);
        let message = format!("nonlocal binding not allowed for type parameter '{text}'");
        return Err(Diagnostic::syntax_error(message, directive_span(table, at, name)));
    }
    let known = table.known;
    let class_owner = table[owner].kind == ScopeKind::Class;
    if crossed || class_owner {
        let scope = &mut table.scopes[owner.0 as usize];
        if class_owner {
            if name == known.class {
                scope.needs_class_cell = true;
            } else if name == known.classdict {
                scope.needs_classdict = true;
            }
        }
        let entry = scope.symbols.entry(name).or_insert(super::Entry { flags: 0, resolution: Resolution::Cell });
        if !class_owner || name == known.conditional_annotations {
            entry.resolution = Resolution::Cell;
        }
    }
    // Everything between has to hand the cell down.
    let mut id = at;
    while id != owner {
        let scope = &mut table.scopes[id.0 as usize];
        scope.frees.insert(name);
        match scope.parent {
            Some(parent) => id = parent,
            None => break,
        }
    }
    Ok(Resolution::Free)
}

fn is_class_cell(table: &ScopeTable, name: Symbol) -> bool {
    let known = &table.known;
    name == known.class || name == known.classdict || name == known.conditional_annotations
}

fn enclosing_class(table: &ScopeTable, at: ScopeId) -> Option<ScopeId> {
    let mut up = table[at].parent;
    while let Some(id) = up {
        if table[id].kind == ScopeKind::Class {
            return Some(id);
        }
        up = table[id].parent;
    }
    None
}
