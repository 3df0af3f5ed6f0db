//! From AST and scopes to register bytecode.
//!
//! `compile` returns pure data (`CodeUnit`); the VM makes objects of it. This file owns the state of one code block
//! (`Unit`), constants, names and the access to variables; the other files are methods of `Compiler`, one for
//! each part of the language. Nothing here runs Python or knows heap objects.

mod annotations;
mod assign;
mod call;
mod class;
mod comprehension;
mod cond;
mod emit;
mod expr;
mod flow;
mod fold;
mod function;
mod pattern;
mod stmt;
mod string;
mod try_;
mod type_params;
mod unit;
pub mod unparse;
mod variable;
mod warn;
mod with_;

pub use unit::{CodeUnit, Const, First};

use crate::bytecode::Op;
use crate::bytecode::code_flag;
use crate::diag::Diagnostic;
use crate::scope::{self, ScopeId, ScopeKind, ScopeTable};
use crate::source::{SourceFile, Span};
use crate::syntax::ast::*;
use emit::{Assembler, Counts, Label, Opnd, Reg};
use indexmap::{IndexMap, IndexSet};
use std::collections::HashMap;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Mode {
    #[default]
    Exec,
    /// One expression, whose value is returned.
    Eval,
    /// REPL input: values of expression statements are shown.
    Single,
}

#[derive(Clone, Debug, Default)]
pub struct CompileOptions {
    pub mode: Mode,
    /// 0; 1 drops `assert`; 2 also drops docstrings.
    pub optimize: u8,
    /// `from __future__ import annotations` inherited from the caller.
    pub future_annotations: bool,
    pub filename: String,
    /// `PyCF_ALLOW_TOP_LEVEL_AWAIT`.
    pub top_level_await: bool,
}

/// The product of a compilation.
#[derive(Debug)]
pub struct Compiled {
    pub unit: CodeUnit,
    /// `SyntaxWarning`s in the order found.
    pub warnings: Vec<Diagnostic>,
}

type Res<T> = Result<T, Diagnostic>;

/// Compiles a module, an expression or REPL input.
pub fn compile(module: &Module, source: &SourceFile, options: CompileOptions) -> Res<Compiled> {
    compile_module(module, source, options).map_err(|mut error| {
        if error.extent == crate::diag::Extent::Range {
            error.extent = crate::diag::Extent::Bytes;
        }
        error
    })
}

fn compile_module(module: &Module, source: &SourceFile, options: CompileOptions) -> Res<Compiled> {
    let future = stmt::future_annotations(module, options.future_annotations)?;
    let mut scopes = scope::analyze(module, future, options.top_level_await)?;
    let names = std::mem::take(&mut scopes.names);
    let unit = Unit::new(&scopes, ScopeId(0), "<module>".into(), "<module>".into());
    let mut c = Compiler {
        source,
        scopes: &scopes,
        names,
        mode: options.mode,
        optimize: options.optimize,
        future_annotations: future,
        top_level_await: options.top_level_await,
        filename: options.filename.into(),
        warnings: Vec::new(),
        u: unit,
        stack: Vec::new(),
    };
    let unit = c.module(module)?;
    #[cfg(debug_assertions)]
    if let Err(error) = unit.verify() {
        panic!("the compiler made bad code: {error}");
    }
    let mut warnings = module.warnings.clone();
    warnings.append(&mut c.warnings);
    Ok(Compiled { unit, warnings })
}

/// What has to be undone when control leaves a statement early.
#[derive(Clone, Debug)]
enum Block {
    Loop {
        exit: Label,
        next: Label,
        iterator: Option<Reg>,
        handler: Option<emit::HandlerId>,
    },
    With {
        window: Reg,
        is_async: bool,
        span: Span,
        handler: Option<emit::HandlerId>,
    },
    /// Body of an `except` clause.
    Except {
        exc: Reg,
        prev: Reg,
        name: Option<Symbol>,
        handler: Option<emit::HandlerId>,
        star: bool,
    },
    /// `try` with a `finally` still to run: how control arrives there.
    Finally {
        state: Reg,
        value: Reg,
        body: Label,
        exits: Vec<Exit>,
        handler: Option<emit::HandlerId>,
    },
    /// Inside the `finally` body. `raises`: an exception may have led here.
    InFinally {
        state: Reg,
        value: Reg,
        prev: Reg,
        raises: bool,
        handler: Option<emit::HandlerId>,
    },
}

/// A way out that goes through a `finally`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Exit {
    Return,
    /// Index of the loop in the block stack.
    Break(usize),
    Continue(usize),
}

/// State of the code block being compiled.
struct Unit<'a> {
    scope: ScopeId,
    kind: ScopeKind,
    name: Box<str>,
    qualname: Box<str>,
    flags: u32,
    argcount: u32,
    posonlyargcount: u32,
    kwonlyargcount: u32,
    first_line: u32,
    asm: Assembler,
    constants: Vec<Const>,
    constant_keys: HashMap<Vec<u8>, u32>,
    names: IndexSet<Symbol>,
    varnames: IndexMap<Symbol, ()>,
    /// Cells that are no parameters.
    cells: Vec<Symbol>,
    cell_of: HashMap<Symbol, Reg>,
    param_cells: Vec<(Symbol, Reg)>,
    frees: IndexMap<Symbol, ()>,
    preloaded: IndexMap<u32, ()>,
    blocks: Vec<Block>,
    /// Loops around this point; constants used inside one are preloaded.
    loop_depth: u32,
    inlined: Vec<comprehension::Inlined>,
    docstring: Option<Box<[u8]>>,
    first_constant: Option<First>,
    annotations: Vec<annotations::Deferred<'a>>,
    in_conditional: u32,
    /// Blocks that CPython counts against its limit.
    nesting: u32,
}

impl<'a> Unit<'a> {
    fn new(scopes: &ScopeTable, scope: ScopeId, name: Box<str>, qualname: Box<str>) -> Unit<'a> {
        Unit {
            scope,
            kind: scopes[scope].kind,
            name,
            qualname,
            flags: 0,
            argcount: 0,
            posonlyargcount: 0,
            kwonlyargcount: 0,
            first_line: 1,
            asm: Assembler::new(),
            constants: Vec::new(),
            constant_keys: HashMap::new(),
            names: IndexSet::new(),
            varnames: IndexMap::new(),
            cells: Vec::new(),
            cell_of: HashMap::new(),
            param_cells: Vec::new(),
            frees: IndexMap::new(),
            preloaded: IndexMap::new(),
            blocks: Vec::new(),
            loop_depth: 0,
            inlined: Vec::new(),
            docstring: None,
            first_constant: None,
            annotations: Vec::new(),
            in_conditional: 0,
            nesting: 0,
        }
    }
}

struct Compiler<'a> {
    source: &'a SourceFile,
    scopes: &'a ScopeTable,
    names: Interner,
    mode: Mode,
    optimize: u8,
    future_annotations: bool,
    top_level_await: bool,
    filename: Box<str>,
    warnings: Vec<Diagnostic>,
    u: Unit<'a>,
    /// The enclosing blocks' states.
    stack: Vec<Unit<'a>>,
}

impl<'a> Compiler<'a> {
    fn module(&mut self, module: &'a Module) -> Res<CodeUnit> {
        // R[0] is the namespace.
        self.u.flags = 0;
        if self.scopes[ScopeId(0)].has_await && self.top_level_await {
            self.u.flags |= code_flag::COROUTINE;
        }
        self.declare_cells();
        if self.mode == Mode::Eval {
            if let Some(Stmt { kind: StmtKind::Expr { value }, span }) = module.body.first() {
                self.u.asm.span = *span;
                let v = self.expr(value, None)?;
                self.u.asm.span = value.span;
                self.u.asm.one(Op::Return, v, 0, 0);
            }
            return self.finish();
        }
        let body = self.docstring(&module.body, true)?;
        self.module_annotations_start()?;
        // The function for the annotations is stored first, but what it holds is known only at the end.
        let (setup, start) = (self.u.asm.label(), self.u.asm.label());
        let annotated = self.scopes[ScopeId(0)].has_annotations && !self.future_annotations;
        if annotated {
            self.u.asm.jump(setup);
            self.u.asm.bind_loop(start, &Default::default(), true);
        }
        self.body(body)?;
        self.return_none();
        if annotated {
            self.u.asm.bind(setup);
            self.u.asm.span = Span::new(0, 0);
            self.annotations_function("__annotate__")?;
            self.u.asm.jump(start);
        }
        self.finish()
    }

    /// Ends the block with `return None` where control can get there.
    fn return_none(&mut self) {
        if !self.u.asm.reachable {
            return;
        }
        let none = self.constant(Const::None);
        self.u.asm.raw(Op::ReturnConst, 0, 0, none, 0, 0);
    }

    /// Starts a nested code block.
    fn enter(&mut self, scope: ScopeId, name: &str, qualname: Box<str>, span: Span) {
        let mut unit = Unit::new(self.scopes, scope, name.into(), qualname);
        unit.first_line = self.source.line_of(span.start);
        unit.asm.span = span;
        let s = &self.scopes[scope];
        if s.kind.is_function_like() {
            unit.flags |= code_flag::OPTIMIZED | code_flag::NEWLOCALS;
        }
        if s.nested && s.kind.is_function_like() {
            unit.flags |= code_flag::NESTED;
        }
        let function = matches!(s.kind, ScopeKind::Function | ScopeKind::Lambda) || s.kind.is_comprehension();
        if s.method && function {
            unit.flags |= code_flag::METHOD;
        }
        let outer = std::mem::replace(&mut self.u, unit);
        self.stack.push(outer);
        self.declare_cells();
    }

    /// Ends the nested block and returns its code.
    fn leave(&mut self) -> Res<CodeUnit> {
        let code = self.finish()?;
        if let Some(outer) = self.stack.pop() {
            self.u = outer;
        }
        Ok(code)
    }

    fn finish(&mut self) -> Res<CodeUnit> {
        let u = &mut self.u;
        if u.flags & code_flag::ANY_GENERATOR == 0 && u.asm.len() == 0 {
            // Unreachable: every block ends in a return.
        }
        let base = if u.kind.is_function_like() { 0 } else { 1 };
        let counts = Counts {
            locals: u.varnames.len() as u32 + base,
            cells: u.cells.len() as u32,
            constants: u.preloaded.len() as u32,
        };
        let mut prologue = Vec::new();
        if u.flags & code_flag::ANY_GENERATOR != 0 {
            // Where a generator stands before it was started: on the line of its definition.
            let start = self.source.line_start(u.first_line);
            prologue.push(emit::Ins { span: Span::new(start, start), ..emit::prologue_ins(Op::Nop, Reg(0), 0) });
        }
        for &(_, reg) in &u.param_cells {
            prologue.push(emit::prologue_ins(Op::MakeCell, reg, 0));
        }
        prologue.append(&mut u.asm.prologue);
        for (i, &index) in u.preloaded.keys().enumerate() {
            prologue.push(emit::prologue_ins(Op::LoadConst, Reg::constant(i as u32), index));
        }
        u.asm.prologue = prologue;
        let encoded = match u.asm.finish(counts, self.source) {
            Ok(encoded) => encoded,
            Err(message) => return Err(Diagnostic::syntax_error(message, Span::new(0, 0))),
        };
        let names = &self.names;
        let text = |s: Symbol| -> Box<str> {
            match names.resolve(s) {
                ".format" if u.kind == ScopeKind::Annotation => "format".into(),
                other => other.into(),
            }
        };
        let mut cellvars: Vec<(Box<str>, u16)> =
            u.param_cells.iter().map(|&(n, r)| (text(n), r.index() as u16)).collect();
        cellvars.extend(u.cells.iter().enumerate().map(|(i, &n)| (text(n), (counts.locals + i as u32) as u16)));
        if self.future_annotations {
            u.flags |= code_flag::FUTURE_ANNOTATIONS;
        }
        Ok(CodeUnit {
            name: std::mem::take(&mut u.name),
            qualname: std::mem::take(&mut u.qualname),
            filename: self.filename.clone(),
            flags: u.flags,
            argcount: u.argcount,
            posonlyargcount: u.posonlyargcount,
            kwonlyargcount: u.kwonlyargcount,
            first_line: u.first_line,
            nlocals: encoded.nlocals,
            nregs: encoded.nregs,
            varnames: u.varnames.keys().map(|&n| text(n)).collect(),
            cellvars,
            freevars: u.frees.keys().map(|&n| text(n)).collect(),
            names: u.names.iter().map(|&n| text(n)).collect(),
            constants: std::mem::take(&mut u.constants),
            words: encoded.words,
            handlers: encoded.handlers,
            locations: encoded.locations,
            docstring: u.docstring.take(),
            first_constant: u.first_constant.take(),
            static_attributes: Vec::new(),
        })
    }

    /// The index of a constant in the block's pool.
    fn constant(&mut self, value: Const) -> u32 {
        let next = self.u.constants.len() as u32;
        if let Some(key) = value.key() {
            if let Some(&index) = self.u.constant_keys.get(&key) {
                return index;
            }
            self.u.constant_keys.insert(key, next);
        }
        self.u.constants.push(value);
        self.u.first_constant.get_or_insert(First::Pool(next));
        next
    }

    /// To be called before an expression is evaluated other than by loading its parts: its first constant may be the first
    /// one of the block.
    fn first_constant(&mut self, e: &Expr) {
        if self.u.first_constant.is_some() || self.u.docstring.is_some() || !self.u.asm.reachable {
            return;
        }
        let mut e = e;
        loop {
            e = match &e.kind {
                ExprKind::Constant { value, .. } => {
                    self.u.first_constant = Some(First::Unused(fold::constant(value)));
                    return;
                }
                ExprKind::UnaryOp { operand, .. } => operand,
                ExprKind::BinOp { left, .. } => left,
                ExprKind::Subscript { value, .. } => value,
                ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } | ExprKind::Set { elts } => {
                    let Some(first) = elts.first() else { return };
                    first
                }
                _ => return,
            };
        }
    }

    fn load_const(&mut self, value: Const, dst: Reg) {
        if !self.u.asm.reachable {
            return;
        }
        let index = self.constant(value);
        self.u.asm.raw(Op::LoadConst, 0, dst.0, index, 0, 0);
    }

    fn load_str(&mut self, text: &str, dst: Reg) {
        self.load_const(Const::str(text), dst);
    }

    /// A constant as an operand: in a preloaded register inside loops, else in a temporary.
    fn const_operand(&mut self, value: Const, dst: Option<Reg>) -> Opnd {
        if let Some(dst) = dst {
            self.load_const(value, dst);
            return self.result(dst);
        }
        let limit = if self.u.flags & code_flag::ANY_GENERATOR != 0 { 8 } else { 16 };
        let allowed = self.u.kind != ScopeKind::Class && self.u.loop_depth > 0 && value.key().is_some();
        let index = self.constant(value);
        if let Some(i) = self.u.preloaded.get_index_of(&index) {
            return Opnd::look(Reg::constant(i as u32));
        }
        if allowed && self.u.preloaded.len() < limit {
            let i = self.u.preloaded.insert_full(index, ()).0;
            return Opnd::look(Reg::constant(i as u32));
        }
        let dst = self.u.asm.alloc();
        self.u.asm.raw(Op::LoadConst, 0, dst.0, index, 0, 0);
        Opnd::temp(dst)
    }

    /// The operand for a value just written to `dst`.
    fn result(&self, dst: Reg) -> Opnd {
        Opnd { reg: dst, temp: dst.is_temp() }
    }

    fn name_index(&mut self, name: Symbol) -> u32 {
        self.u.names.insert_full(name).0 as u32
    }

    fn intern(&mut self, text: &str) -> Symbol {
        self.names.intern_normalized(text)
    }

    fn text(&self, name: Symbol) -> String {
        self.names.resolve(name).to_string()
    }

    fn error<T>(&self, message: impl Into<String>, span: Span) -> Res<T> {
        Err(Diagnostic::syntax_error(message, span))
    }

    /// `dst`, or a new temporary at `mark` after giving back everything above.
    fn target(&mut self, mark: u32, dst: Option<Reg>) -> Reg {
        self.u.asm.top = mark;
        match dst {
            Some(dst) => dst,
            None => self.u.asm.alloc(),
        }
    }

    /// The qualified name of a block made here.
    fn qualname(&mut self, name: Symbol) -> Box<str> {
        self.qualname_in(name, false)
    }

    /// The qualified name of something that the block around this one defines.
    fn qualname_outside(&mut self, name: Symbol) -> Box<str> {
        self.qualname_in(name, true)
    }

    fn qualname_in(&mut self, name: Symbol, outside: bool) -> Box<str> {
        let text = self.text(name);
        let mut stack = self.stack.iter().rev();
        let mut outer = match stack.next() {
            Some(unit) if outside => unit,
            _ => {
                stack = self.stack.iter().rev();
                &self.u
            }
        };
        let mut scope = outer.scope;
        let mangled = scope::mangle(&mut self.names, self.scopes[scope].private, name);
        // Blocks of type parameters and lazy values leave no trace in names.
        let generic = outer.kind == ScopeKind::TypeParams;
        let lazy = matches!(
            outer.kind,
            ScopeKind::TypeParams | ScopeKind::Annotation | ScopeKind::TypeAlias | ScopeKind::TypeVariable
        );
        if lazy {
            match stack.next() {
                Some(unit) => {
                    outer = unit;
                    scope = unit.scope;
                }
                None => return text.into(),
            }
        }
        if outer.kind == ScopeKind::Module {
            return text.into();
        }
        let resolution = self.scopes[scope].resolution(mangled);
        if resolution == Some(scope::Resolution::GlobalExplicit) && !generic {
            return text.into();
        }
        if matches!(outer.kind, ScopeKind::Function | ScopeKind::Lambda) {
            format!("{}.<locals>.{text}", outer.qualname).into()
        } else {
            format!("{}.{text}", outer.qualname).into()
        }
    }
}
