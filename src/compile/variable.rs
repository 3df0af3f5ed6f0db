//! Variables: where a name lives, and the instructions that read, write and delete it.

use super::emit::{Opnd, Reg};
use super::{Compiler, Res};
use crate::bytecode::Op;
use crate::scope::{Resolution, ScopeKind, mangle};
use crate::syntax::ast::*;

/// Where a variable is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    Fast(Reg),
    /// A cell of this block.
    Cell(Reg),
    /// Index of a free variable.
    Free(u32),
    /// In the namespace of module or class code.
    Name,
    Global,
    /// A class's name seen from an annotation in it: `__classdict__` first.
    ClassThenGlobal,
    ClassThenFree(u32),
    /// Free in a class body: the namespace first.
    NamespaceThenFree(u32),
}

impl Compiler<'_> {
    pub(super) fn mangled(&mut self, name: Symbol) -> Symbol {
        let private = self.scopes[self.u.scope].private;
        mangle(&mut self.names, private, name)
    }

    /// Gives parameters and cells of the current scope their registers.
    pub(super) fn declare_cells(&mut self) {
        let scope = &self.scopes[self.u.scope];
        let function = scope.kind.is_function_like();
        for &p in &scope.params {
            let i = self.u.varnames.insert_full(p, ()).0 as u32;
            self.u.asm.assigned.insert(Reg::local(i).bit());
            if scope.resolution(p) == Some(Resolution::Cell) {
                self.u.param_cells.push((p, Reg::local(i)));
                self.u.cell_of.insert(p, Reg::local(i));
            }
        }
        let mut cells: Vec<Symbol> = Vec::new();
        for (&name, entry) in &scope.symbols {
            match entry.resolution {
                Resolution::Cell if scope.params.contains(&name) => {}
                Resolution::Cell if function || name == self.scopes.known.conditional_annotations => cells.push(name),
                Resolution::Local if function => {
                    self.u.varnames.insert(name, ());
                }
                _ => {}
            }
        }
        if scope.needs_class_cell {
            cells.push(self.scopes.known.class);
        }
        if scope.needs_classdict {
            cells.push(self.scopes.known.classdict);
        }
        cells.sort_by(|a, b| self.names.resolve(*a).cmp(self.names.resolve(*b)));
        for name in cells {
            let reg = Reg::cell(self.u.cells.len() as u32);
            self.u.cells.push(name);
            self.u.cell_of.insert(name, reg);
            self.u.asm.prologue.push(super::emit::prologue_ins(Op::MakeCell, reg, 0));
        }
        let mut frees: Vec<Symbol> = scope.frees.iter().copied().collect();
        frees.sort_by(|a, b| self.names.resolve(*a).cmp(self.names.resolve(*b)));
        for name in frees {
            self.u.frees.insert(name, ());
        }
    }

    pub(super) fn place(&mut self, name: Symbol) -> Place {
        let mut in_comprehension = false;
        for inlined in self.u.inlined.iter().rev() {
            in_comprehension = true;
            if let Some(&place) = inlined.places.get(&name) {
                return place;
            }
            match self.scopes[inlined.scope].resolution(name) {
                Some(Resolution::GlobalExplicit) => return Place::Global,
                Some(Resolution::GlobalImplicit) => {
                    return if self.u.kind == ScopeKind::Module { Place::Name } else { Place::Global };
                }
                Some(Resolution::Free) if self.u.kind == ScopeKind::Class => {
                    if let Some(&reg) = self.u.cell_of.get(&name) {
                        return Place::Cell(reg);
                    }
                    if let Some(i) = self.u.frees.get_index_of(&name) {
                        return Place::Free(i as u32);
                    }
                }
                _ => {}
            }
        }
        let scope = &self.scopes[self.u.scope];
        let free = self.u.frees.get_index_of(&name).map(|i| i as u32);
        match scope.resolution(name) {
            Some(Resolution::Local) if scope.kind.is_function_like() => match self.u.varnames.get_index_of(&name) {
                Some(i) => Place::Fast(Reg::local(i as u32)),
                None => Place::Global,
            },
            Some(Resolution::Cell) => match self.u.cell_of.get(&name) {
                Some(&reg) => Place::Cell(reg),
                None => Place::Name,
            },
            Some(Resolution::Free) => match free {
                Some(i) if scope.kind == ScopeKind::Class && !in_comprehension => Place::NamespaceThenFree(i),
                Some(i) if scope.sees_class && name != self.scopes.known.classdict => Place::ClassThenFree(i),
                Some(i) => Place::Free(i),
                None => Place::Global,
            },
            Some(Resolution::Local) => Place::Name,
            Some(Resolution::GlobalExplicit) => Place::Global,
            Some(Resolution::GlobalImplicit) if scope.sees_class => Place::ClassThenGlobal,
            Some(Resolution::GlobalImplicit) if scope.kind.is_function_like() => Place::Global,
            Some(Resolution::GlobalImplicit) => Place::Name,
            None => match free {
                Some(i) => Place::Free(i),
                None if scope.kind.is_function_like() => Place::Global,
                None => Place::Name,
            },
        }
    }

    /// Reads a variable: a bound local in place, anything else into `dst` or a temporary.
    pub(super) fn load_name(&mut self, name: Symbol, dst: Option<Reg>) -> Opnd {
        if name == self.scopes.known.debug {
            let value = super::Const::bool(self.optimize == 0);
            return self.const_operand(value, dst);
        }
        let name = self.mangled(name);
        let place = self.place(name);
        if let Place::Fast(reg) = place {
            return self.load_fast(name, reg, dst);
        }
        self.load_place(name, place, dst)
    }

    fn load_fast(&mut self, name: Symbol, reg: Reg, dst: Option<Reg>) -> Opnd {
        let bound = self.u.asm.assigned.contains(reg.bit());
        if let Some(dst) = dst {
            if bound {
                self.u.asm.mov(dst, Opnd::look(reg));
                return self.result(dst);
            }
            if reg.is_local() && dst != reg {
                self.u.asm.unary(Op::LoadFastCheck, dst, Opnd::look(reg));
                self.u.asm.assigned.insert(reg.bit());
                return self.result(dst);
            }
        }
        if !bound {
            if reg.is_local() {
                self.u.asm.one(Op::CheckBound, Opnd::look(reg), 0, 0);
                self.u.asm.assigned.insert(reg.bit());
            } else {
                let n = self.name_index(name);
                self.u.asm.raw(Op::CheckBoundName, 0, reg.0, n, 0, 0);
                self.u.asm.assigned.insert(reg.bit());
            }
        }
        match dst {
            Some(dst) => {
                self.u.asm.mov(dst, Opnd::look(reg));
                self.result(dst)
            }
            None => Opnd::look(reg),
        }
    }

    pub(super) fn load_place(&mut self, name: Symbol, place: Place, dst: Option<Reg>) -> Opnd {
        let n = match place {
            Place::Fast(_)
            | Place::Cell(_)
            | Place::Free(_)
            | Place::ClassThenFree(_)
            | Place::NamespaceThenFree(_) => 0,
            _ => self.name_index(name),
        };
        let classdict = match place {
            Place::ClassThenGlobal | Place::ClassThenFree(_) => {
                let known = self.scopes.known.classdict;
                Some(self.place(known))
            }
            _ => None,
        };
        let mark = self.u.asm.top;
        let classdict = classdict.map(|place| {
            let known = self.scopes.known.classdict;
            self.load_place(known, place, None)
        });
        let dst = self.target(mark, dst);
        let asm = &mut self.u.asm;
        match (place, classdict) {
            (Place::Fast(reg), _) => asm.mov(dst, Opnd::look(reg)),
            (Place::Cell(reg), _) => asm.unary(Op::LoadDeref, dst, Opnd::look(reg)),
            (Place::Free(i), _) => asm.raw(Op::LoadFree, 0, dst.0, i, 0, 0),
            (Place::Name, _) => asm.raw(Op::LoadName, 0, dst.0, n, 0, 0),
            (Place::ClassThenGlobal, Some(map)) => asm.unary_n(Op::LoadFromDictOrGlobals, dst, map, n),
            (Place::ClassThenFree(i), Some(map)) => asm.unary_n(Op::LoadFromDictOrFree, dst, map, i),
            (Place::NamespaceThenFree(i), _) => {
                asm.unary_n(Op::LoadFromDictOrFree, dst, Opnd::look(Reg::local(0)), i);
            }
            _ => asm.raw(Op::LoadGlobal, 0, dst.0, n, 0, 0),
        }
        self.result(dst)
    }

    /// Stores a value; a consumed operand moves.
    pub(super) fn store_name(&mut self, name: Symbol, value: Opnd) {
        let name = self.mangled(name);
        let place = self.place(name);
        match place {
            Place::Fast(reg) => self.u.asm.mov(reg, value),
            Place::Cell(reg) => self.u.asm.two(Op::StoreDeref, value, Opnd::look(reg), 0),
            Place::Free(i) | Place::ClassThenFree(i) | Place::NamespaceThenFree(i) => {
                self.u.asm.one(Op::StoreFree, value, i, 0);
            }
            Place::Name => {
                let n = self.name_index(name);
                self.u.asm.one(Op::StoreName, value, n, 0);
            }
            Place::Global | Place::ClassThenGlobal => {
                let n = self.name_index(name);
                self.u.asm.one(Op::StoreGlobal, value, n, 0);
            }
        }
    }

    /// The register to compute a value into that is then stored in `name`, if it is a plain local.
    pub(super) fn fast_register(&mut self, name: Symbol) -> Option<Reg> {
        let name = self.mangled(name);
        match self.place(name) {
            Place::Fast(reg) => Some(reg),
            _ => None,
        }
    }

    pub(super) fn delete_name(&mut self, name: Symbol) {
        let name = self.mangled(name);
        let place = self.place(name);
        match place {
            Place::Fast(reg) => {
                self.u.asm.raw(Op::DeleteFast, 0, reg.0, 0, 0, 0);
                self.u.asm.assigned.remove(reg.bit());
            }
            Place::Cell(_) | Place::Free(_) | Place::ClassThenFree(_) | Place::NamespaceThenFree(_) => {
                // Reading first is the check that it is bound.
                let mark = self.u.asm.top;
                let check = match place {
                    Place::NamespaceThenFree(i) => Place::Free(i),
                    other => other,
                };
                let value = self.load_place(name, check, None);
                self.u.asm.clear(value.reg);
                self.u.asm.top = mark;
                self.unbind_place(place);
            }
            Place::Name => {
                let n = self.name_index(name);
                self.u.asm.raw(Op::DeleteName, 0, 0, n, 0, 0);
            }
            Place::Global | Place::ClassThenGlobal => {
                let n = self.name_index(name);
                self.u.asm.raw(Op::DeleteGlobal, 0, 0, n, 0, 0);
            }
        }
    }

    fn unbind_place(&mut self, place: Place) {
        match place {
            Place::Cell(reg) => self.u.asm.one(Op::DeleteDeref, Opnd::look(reg), 0, 0),
            Place::Free(i) | Place::ClassThenFree(i) | Place::NamespaceThenFree(i) => {
                self.u.asm.raw(Op::DeleteFree, 0, 0, i, 0, 0);
            }
            _ => {}
        }
    }

    /// `name = None; del name`, at the end of an `except` clause.
    pub(super) fn unbind_name(&mut self, name: Symbol) {
        let mangled = self.mangled(name);
        match self.place(mangled) {
            Place::Fast(reg) => {
                self.u.asm.clear(reg);
                self.u.asm.assigned.remove(reg.bit());
            }
            place @ (Place::Cell(_) | Place::Free(_) | Place::ClassThenFree(_) | Place::NamespaceThenFree(_)) => {
                self.unbind_place(place);
            }
            _ => {
                let mark = self.u.asm.top;
                let none = self.u.asm.alloc();
                self.load_const(super::Const::None, none);
                self.store_name(name, Opnd::temp(none));
                self.u.asm.top = mark;
                self.delete_name(name);
            }
        }
    }

    /// Puts the cell of a variable into `dst`, for a closure.
    pub(super) fn load_cell(&mut self, name: Symbol, dst: Reg) -> Res<()> {
        for inlined in self.u.inlined.iter().rev() {
            if let Some(Place::Cell(reg)) = inlined.places.get(&name) {
                self.u.asm.mov(dst, Opnd::look(*reg));
                return Ok(());
            }
        }
        if let Some(&reg) = self.u.cell_of.get(&name) {
            self.u.asm.mov(dst, Opnd::look(reg));
        } else if let Some(i) = self.u.frees.get_index_of(&name) {
            self.u.asm.raw(Op::LoadFreeCell, 0, dst.0, i as u32, 0, 0);
        } else {
            let text = self.text(name);
            return self.error(format!("no cell for '{text}'"), self.u.asm.span);
        }
        Ok(())
    }

    /// Removes what may become unbound in this block from the definite assignments: at loop heads and handlers.
    pub(super) fn forget_deleted(&mut self, state: &mut super::flow::Bits) {
        for name in &self.scopes[self.u.scope].deleted {
            if let Some(i) = self.u.varnames.get_index_of(name) {
                state.remove(Reg::local(i as u32).bit());
            }
        }
        for inlined in &self.u.inlined {
            for place in inlined.places.values() {
                if let Place::Fast(reg) = place {
                    state.remove(reg.bit());
                }
            }
        }
    }
}
