//! Scope analysis: from an AST to one symbol table for each code block.
//!
//! `build` walks the tree once and records definitions and uses; `resolve` then decides for
//! each name whether it is local, a cell, free or global. The compiler finds the scope of a node by the node's
//! address, so a table is valid only together with the tree it was made from. Knows nothing of
//! registers or bytecode.

mod build;
mod resolve;

use crate::diag::Diagnostic;
use crate::syntax::ast::{Interner, Module, Span, Symbol};
use indexmap::{IndexMap, IndexSet};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Index of a scope in its `ScopeTable`; a parent's is smaller than its children's.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct ScopeId(pub u32);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    ListComp,
    SetComp,
    DictComp,
    GeneratorExp,
    /// The function that evaluates annotations (PEP 649).
    Annotation,
    /// The scope of the type parameters of a function, class or alias (PEP 695).
    TypeParams,
    /// The lazy value of a `type` statement.
    TypeAlias,
    /// The lazy bound, constraints or default of a type parameter.
    TypeVariable,
}

impl ScopeKind {
    /// Whether the block has fast local variables.
    pub fn is_function_like(self) -> bool {
        !matches!(self, ScopeKind::Module | ScopeKind::Class)
    }

    pub fn is_comprehension(self) -> bool {
        matches!(self, ScopeKind::ListComp | ScopeKind::SetComp | ScopeKind::DictComp | ScopeKind::GeneratorExp)
    }
}

/// Which of the scopes that belong to one node is meant.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NodeRole {
    Function,
    Lambda,
    Comprehension,
    Class,
    TypeParams,
    Annotation,
    Bound,
    Default,
    Alias,
}

/// What happens to a name in a scope.
pub mod flag {
    pub const GLOBAL: u16 = 1;
    pub const LOCAL: u16 = 2;
    pub const PARAM: u16 = 4;
    pub const NONLOCAL: u16 = 8;
    pub const USE: u16 = 16;
    pub const IMPORT: u16 = 32;
    pub const ANNOT: u16 = 64;
    pub const COMP_ITER: u16 = 128;
    pub const TYPE_PARAM: u16 = 256;
    pub const BOUND: u16 = LOCAL | PARAM | IMPORT | TYPE_PARAM;
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Resolution {
    Local,
    /// Bound here and used by an inner code block.
    Cell,
    Free,
    GlobalExplicit,
    GlobalImplicit,
}

#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub flags: u16,
    pub resolution: Resolution,
}

#[derive(Debug)]
pub struct Scope {
    pub kind: ScopeKind,
    pub name: Symbol,
    pub parent: Option<ScopeId>,
    pub symbols: IndexMap<Symbol, Entry>,
    /// Parameters in register order: positional, keyword-only, `*args`, `**kwargs`.
    pub params: Vec<Symbol>,
    /// Names whose cells come from outside, for this block or for blocks in it.
    pub frees: IndexSet<Symbol>,
    /// Names bound by `:=` in this block or in a comprehension of it.
    pub walrus: HashSet<Symbol>,
    /// Names that may become unbound again: `del x`, `except … as x`.
    pub deleted: HashSet<Symbol>,
    /// The class name that mangles private names here.
    pub private: Option<Symbol>,
    /// In a function or a block inside one.
    pub nested: bool,
    /// Its parent is a class.
    pub method: bool,
    pub has_yield: bool,
    pub has_await: bool,
    /// The body of an `async def`.
    pub is_async: bool,
    pub returns_value: Option<Span>,
    /// A comprehension whose code is part of the enclosing block (PEP 709).
    pub inlined: bool,
    /// A block in a class that sees the class's names (through `__classdict__`).
    pub sees_class: bool,
    pub needs_class_cell: bool,
    pub needs_classdict: bool,
    /// Annotations of this module or class depend on what was executed.
    pub conditional_annotations: bool,
    pub has_annotations: bool,
    /// Names assigned through the first parameter of methods (`__static_attributes__`).
    pub static_attributes: BTreeSet<Box<str>>,
    /// Names of `global` and `nonlocal` statements with the place of the statement.
    pub(crate) directives: Vec<(Symbol, Span)>,
    pub(crate) in_iter_expression: bool,
    pub(crate) unfinished_targets: bool,
    pub(crate) in_conditional: u32,
}

impl Scope {
    pub fn resolution(&self, name: Symbol) -> Option<Resolution> {
        self.symbols.get(&name).map(|entry| entry.resolution)
    }
}

/// All scopes of one module.
#[derive(Debug)]
pub struct ScopeTable {
    pub scopes: Vec<Scope>,
    index: HashMap<(usize, NodeRole), ScopeId>,
    /// The module's interner and the mangled names.
    pub names: Interner,
    pub known: Known,
}

/// Symbols that scope analysis and the compiler ask for by name.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    pub class: Symbol,
    pub classdict: Symbol,
    pub conditional_annotations: Symbol,
    pub dot_zero: Symbol,
    pub dot_format: Symbol,
    pub type_params: Symbol,
    pub generic_base: Symbol,
    pub defaults: Symbol,
    pub kwdefaults: Symbol,
    pub super_: Symbol,
    pub debug: Symbol,
    pub top: Symbol,
    pub lambda: Symbol,
    pub annotate: Symbol,
}

impl ScopeTable {
    /// The scope of a node.
    pub fn of<T>(&self, node: &T, role: NodeRole) -> Option<ScopeId> {
        self.index.get(&(std::ptr::from_ref(node) as usize, role)).copied()
    }

    /// The scope of the annotations of a class body.
    pub fn class_annotations(&self, class: ScopeId) -> Option<ScopeId> {
        self.index.get(&(class.0 as usize + 1, NodeRole::Annotation)).copied()
    }

    pub fn module_annotations(&self) -> Option<ScopeId> {
        self.index.get(&(0, NodeRole::Annotation)).copied()
    }
}

impl std::ops::Index<ScopeId> for ScopeTable {
    type Output = Scope;
    fn index(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }
}

/// Rewrites `__name` in class `Class` to `_Class__name`.
pub fn mangle(names: &mut Interner, private: Option<Symbol>, name: Symbol) -> Symbol {
    let Some(class) = private else { return name };
    let text = names.resolve(name);
    if !text.starts_with("__") || text.ends_with("__") || text.contains('.') {
        return name;
    }
    let class = names.resolve(class).trim_start_matches('_');
    if class.is_empty() {
        return name;
    }
    let mangled = format!("_{class}{text}");
    names.intern_normalized(&mangled)
}

/// Makes the symbol tables of a module.
pub fn analyze(module: &Module, future_annotations: bool, top_level_await: bool) -> Result<ScopeTable, Diagnostic> {
    let mut table = build::build(module, future_annotations, top_level_await)?;
    resolve::resolve(&mut table)?;
    Ok(table)
}
