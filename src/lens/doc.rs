//! What a lens found out, as plain data: texts, tables, listings, and one graph. Renderers make text, SVG and JSON of it.
//!
//! Objects carry labels (`#1`, `#2`, in the order they were met) in place of addresses, so that what a lens says can be asserted.

/// How much a row counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    #[default]
    None,
    /// This is what happens.
    Used,
    /// Looked at, and passed over.
    Passed,
    /// Never looked at.
    Unreached,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub mark: Mark,
    pub cells: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Sentences.
    Note(String),
    Heading(String),
    Table(Vec<Row>),
    /// Rows of code or of a calculation: what stands in the margin, and the row.
    Listing(Vec<(String, String)>),
    Graph(Graph),
    /// Classes in layers, each with its bases.
    Layers(Vec<Vec<ClassBox>>),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassBox {
    pub name: String,
    pub bases: Vec<String>,
}

/// What a name or a field refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A value that is told where it is.
    Inline(String),
    /// The object with this number.
    Object(usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    pub number: usize,
    pub kind: String,
    pub fields: Vec<(String, Target)>,
    /// Fields that are not told.
    pub more: usize,
    /// From where it is referred to, names excluded: `#1[0]`.
    pub from: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    pub names: Vec<(String, Target)>,
    /// By number, from 1 on.
    pub objects: Vec<Object>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doc {
    pub kind: &'static str,
    pub title: String,
    pub parts: Vec<Part>,
}

impl Doc {
    pub fn new(kind: &'static str, title: impl Into<String>) -> Doc {
        Doc { kind, title: title.into(), parts: Vec::new() }
    }

    pub fn note(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Note(text.into()));
    }

    pub fn heading(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Heading(text.into()));
    }

    pub fn table(&mut self, rows: Vec<Row>) {
        self.parts.push(Part::Table(rows));
    }

    pub fn listing(&mut self, rows: Vec<(String, String)>) {
        self.parts.push(Part::Listing(rows));
    }
}

/// A row of a table.
pub fn row<const N: usize>(mark: Mark, cells: [&str; N]) -> Row {
    Row { mark, cells: cells.iter().map(|c| (*c).to_owned()).collect() }
}
