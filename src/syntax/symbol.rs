//! Interned identifiers.
//!
//! The parser turns each name into a `Symbol`, an index into the module's `Interner`; later
//! passes compare numbers and resolve to text only for messages and name pools. Names are
//! NFKC-normalised here (PEP 3131), so equal symbols are equal Python identifiers.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;
use unicode_normalization::UnicodeNormalization;

/// An identifier, valid with the `Interner` that made it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Symbol(pub u32);

/// The set of names of one module.
#[derive(Clone, Debug, Default)]
pub struct Interner {
    names: IndexSet<Box<str>, FxBuildHasher>,
}

impl Interner {
    pub fn new() -> Interner {
        Interner::default()
    }

    /// The symbol of a name as written in the source.
    pub fn intern(&mut self, name: &str) -> Symbol {
        if name.is_ascii() {
            return self.intern_normalized(name);
        }
        let normalized: String = name.nfkc().collect();
        self.intern_normalized(&normalized)
    }

    /// The symbol of a name that is known to be in NFKC already (or is no identifier, such as a
    /// dotted module path put together from normalised parts).
    pub fn intern_normalized(&mut self, name: &str) -> Symbol {
        let index = match self.names.get_index_of(name) {
            Some(index) => index,
            None => self.names.insert_full(name.into()).0,
        };
        Symbol(index as u32)
    }

    /// The text of a symbol; a foreign symbol resolves to the empty string.
    pub fn resolve(&self, symbol: Symbol) -> &str {
        self.names.get_index(symbol.0 as usize).map_or("", |name| name)
    }

    /// The symbol of a normalised name, if it occurs.
    pub fn lookup(&self, name: &str) -> Option<Symbol> {
        self.names.get_index_of(name).map(|index| Symbol(index as u32))
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}
