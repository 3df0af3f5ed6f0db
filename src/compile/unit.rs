//! The compiler's product: a code block as pure data, without heap objects.
//!
//! The VM turns a `CodeUnit` into a code object by making strings and constants and linking the stream.

use crate::bytecode::{Handler, Location};

/// The constant that `co_consts` begins with where there is no docstring. CPython keeps the first constant of a block even
/// when folding, or an instruction with an immediate operand, leaves no use for it.
#[derive(Clone, Debug)]
pub enum First {
    /// Index in the block's constants.
    Pool(u32),
    /// No instruction loads it.
    Unused(Const),
}

/// A constant of a code block.
#[derive(Clone, Debug)]
pub enum Const {
    None,
    True,
    False,
    Ellipsis,
    Int(i64),
    /// An integer beyond `i64`: digits in `radix`, no prefix.
    BigInt {
        negative: bool,
        digits: Box<str>,
        radix: u32,
    },
    Float(f64),
    Complex(f64, f64),
    /// WTF-8.
    Str(Box<[u8]>),
    Bytes(Box<[u8]>),
    Tuple(Vec<Const>),
    FrozenSet(Vec<Const>),
    Code(Box<CodeUnit>),
}

impl Const {
    pub fn str(text: &str) -> Const {
        Const::Str(text.as_bytes().into())
    }

    pub fn bool(b: bool) -> Const {
        if b { Const::True } else { Const::False }
    }

    /// Equal keys mean constants that may be one object: same type, same value, same sign and bits. Code objects have none.
    pub fn key(&self) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        self.write_key(&mut out).then_some(out)
    }

    fn write_key(&self, out: &mut Vec<u8>) -> bool {
        let mut sized = |tag: u8, bytes: &[u8]| {
            out.push(tag);
            out.extend((bytes.len() as u64).to_le_bytes());
            out.extend(bytes);
        };
        match self {
            Const::None => out.push(0),
            Const::True => out.push(1),
            Const::False => out.push(2),
            Const::Ellipsis => out.push(3),
            Const::Int(i) => sized(4, &i.to_le_bytes()),
            Const::BigInt { negative, digits, radix } => {
                sized(if *negative { 5 } else { 6 }, digits.as_bytes());
                out.push(*radix as u8);
            }
            Const::Float(f) => sized(7, &f.to_bits().to_le_bytes()),
            Const::Complex(re, im) => {
                sized(8, &re.to_bits().to_le_bytes());
                out.extend(im.to_bits().to_le_bytes());
            }
            Const::Str(s) => sized(9, s),
            Const::Bytes(s) => sized(10, s),
            Const::Tuple(items) | Const::FrozenSet(items) => {
                out.push(if matches!(self, Const::Tuple(_)) { 11 } else { 12 });
                out.extend((items.len() as u64).to_le_bytes());
                return items.iter().all(|item| item.write_key(out));
            }
            Const::Code(_) => return false,
        }
        true
    }

    /// Truth value; code objects are true.
    pub fn truth(&self) -> bool {
        match self {
            Const::None | Const::False => false,
            Const::True | Const::Ellipsis | Const::BigInt { .. } | Const::Code(_) => true,
            Const::Int(i) => *i != 0,
            Const::Float(f) => *f != 0.0,
            Const::Complex(re, im) => *re != 0.0 || *im != 0.0,
            Const::Str(s) | Const::Bytes(s) => !s.is_empty(),
            Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
        }
    }

    /// The name of the constant's Python type.
    pub fn type_name(&self) -> &'static str {
        match self {
            Const::None => "NoneType",
            Const::True | Const::False => "bool",
            Const::Ellipsis => "ellipsis",
            Const::Int(_) | Const::BigInt { .. } => "int",
            Const::Float(_) => "float",
            Const::Complex(..) => "complex",
            Const::Str(_) => "str",
            Const::Bytes(_) => "bytes",
            Const::Tuple(_) => "tuple",
            Const::FrozenSet(_) => "frozenset",
            Const::Code(_) => "code",
        }
    }
}

/// One code block; the fields are those of `bytecode::CodeParts`.
#[derive(Clone, Debug, Default)]
pub struct CodeUnit {
    pub name: Box<str>,
    pub qualname: Box<str>,
    pub filename: Box<str>,
    pub flags: u32,
    pub argcount: u32,
    pub posonlyargcount: u32,
    pub kwonlyargcount: u32,
    pub first_line: u32,
    pub nlocals: u32,
    pub nregs: u32,
    pub varnames: Vec<Box<str>>,
    /// A name may occur twice: cells of comprehensions have registers of their own, empty while they do not run.
    pub cellvars: Vec<(Box<str>, u16)>,
    pub freevars: Vec<Box<str>>,
    pub names: Vec<Box<str>>,
    pub constants: Vec<Const>,
    pub words: Vec<u64>,
    pub handlers: Vec<Handler>,
    pub locations: Vec<Location>,
    pub docstring: Option<Box<[u8]>>,
    /// See `First`.
    pub first_constant: Option<First>,
    pub static_attributes: Vec<Box<str>>,
}

impl crate::bytecode::dis::Pools for CodeUnit {
    fn constant(&self, index: usize) -> String {
        match self.constants.get(index) {
            Some(Const::Str(s)) => format!("{:?}", String::from_utf8_lossy(s)),
            Some(Const::Code(code)) => format!("<code {}>", code.name),
            Some(Const::Int(i)) => i.to_string(),
            Some(other) => format!("{other:?}"),
            None => format!("constant {index}?"),
        }
    }

    fn name(&self, index: usize) -> String {
        self.names.get(index).map_or_else(|| format!("name {index}?"), |n| n.to_string())
    }

    fn free(&self, index: usize) -> String {
        self.freevars.get(index).map_or_else(|| format!("free {index}?"), |n| n.to_string())
    }

    fn register(&self, index: usize) -> Option<String> {
        let cell = self.cellvars.iter().find(|c| c.1 as usize == index).map(|c| format!("cell {}", c.0));
        cell.or_else(|| self.varnames.get(index).map(|n| n.to_string()))
    }
}

impl CodeUnit {
    /// Checks this block and those in it.
    pub fn verify(&self) -> Result<(), String> {
        let limits = crate::bytecode::verify::Limits {
            registers: self.nregs as usize,
            names: self.names.len(),
            frees: self.freevars.len(),
            constants: self.constants.len(),
        };
        crate::bytecode::verify::verify(&self.words, &self.handlers, limits)
            .and_then(|()| {
                let (locals, registers) = (self.nlocals as usize, self.nregs as usize);
                crate::bytecode::liveness::check(&self.words, &self.handlers, locals, registers)
            })
            .map_err(|e| format!("{} ({}:{}): {e}", self.qualname, self.filename, self.first_line))?;
        self.constants.iter().try_for_each(|c| match c {
            Const::Code(code) => code.verify(),
            _ => Ok(()),
        })
    }

    /// A listing of this block and those in it.
    pub fn disassemble(&self) -> String {
        let mut out = format!("{} ({} locals, {} registers)\n", self.qualname, self.nlocals, self.nregs);
        out.push_str(&crate::bytecode::dis::disassemble(&self.words, &self.handlers, self));
        for c in &self.constants {
            if let Const::Code(code) = c {
                out.push('\n');
                out.push_str(&code.disassemble());
            }
        }
        out
    }
}
