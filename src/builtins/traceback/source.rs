//! The source lines that tracebacks show: read from files when they are asked for, known beforehand for code that came
//! from the command line, standard input or a prompt.

use crate::bytecode::Code;
use crate::gc::{Ref, Value};
use crate::object::module::Module;
use crate::object::{Dict, List, Str, Tuple};
use crate::source::SourceFile;
use crate::vm::Vm;
use std::collections::HashMap;
use std::rc::Rc;

/// Texts of code that is in no file, by the address of each code object (kept alive here).
#[derive(Default)]
struct CodeSources(HashMap<usize, (Ref<Code>, Rc<SourceFile>)>);

/// The program read from standard input.
struct HiddenSource {
    filename: Ref<crate::object::Str>,
    source: Rc<SourceFile>,
}

/// Files read for one traceback.
#[derive(Default)]
pub struct Lines {
    files: HashMap<String, Option<Rc<SourceFile>>>,
}

impl Vm {
    /// Remembers the text that a code object and those inside it were compiled from, for tracebacks.
    pub fn register_code_source(&mut self, code: &Ref<Code>, filename: &str, text: &str) {
        let source = Rc::new(SourceFile::new(filename, text));
        let key = std::any::TypeId::of::<CodeSources>();
        let state = self.module_state.entry(key).or_insert_with(|| Box::new(CodeSources::default()));
        let Some(sources) = state.downcast_mut::<CodeSources>() else { return };
        let mut pending = vec![code.clone()];
        while let Some(code) = pending.pop() {
            pending.extend(code.constants.iter().filter_map(|c: &Value| c.downcast::<Code>().cloned()));
            sources.0.insert(code.header_ptr() as usize, (code, source.clone()));
        }
    }

    /// The text that a code object was compiled from, if it was registered.
    pub fn code_source_text(&self, code: &Ref<Code>) -> Option<String> {
        self.registered_source(code).map(|source| source.text().to_owned())
    }

    /// The text registered last under a file name.
    pub fn source_text_of(&self, filename: &str) -> Option<String> {
        let key = std::any::TypeId::of::<CodeSources>();
        let sources = self.module_state.get(&key)?.downcast_ref::<CodeSources>()?;
        let mut all = sources.0.values();
        all.find(|(code, _)| code.filename.bytes() == filename.as_bytes()).map(|(_, s)| s.text().to_owned())
    }

    /// The text that a code object was compiled from, if it can still be had.
    pub fn code_source(&self, code: &Ref<Code>) -> Option<Rc<SourceFile>> {
        Lines::default().of(self, code)
    }

    /// Remembers the text of code whose lines tracebacks do not show (standard input), for explanations.
    pub fn keep_hidden_source(&mut self, code: &Ref<Code>, filename: &str, text: &str) {
        let hidden = HiddenSource { filename: code.filename.clone(), source: Rc::new(SourceFile::new(filename, text)) };
        self.module_state.insert(std::any::TypeId::of::<HiddenSource>(), Box::new(hidden));
    }

    /// The text of code that `keep_hidden_source` was told of.
    pub fn hidden_source(&self, code: &Ref<Code>) -> Option<Rc<SourceFile>> {
        let key = std::any::TypeId::of::<HiddenSource>();
        let hidden = self.module_state.get(&key)?.downcast_ref::<HiddenSource>()?;
        hidden.filename.equals(&code.filename).then(|| hidden.source.clone())
    }

    fn registered_source(&self, code: &Ref<Code>) -> Option<Rc<SourceFile>> {
        let key = std::any::TypeId::of::<CodeSources>();
        let sources = self.module_state.get(&key)?.downcast_ref::<CodeSources>()?;
        sources.0.get(&(code.header_ptr() as usize)).map(|(_, source)| source.clone())
    }
}

impl Lines {
    /// The source of a code object: its file, else what was registered.
    pub fn of(&mut self, vm: &Vm, code: &Ref<Code>) -> Option<Rc<SourceFile>> {
        let filename = code.filename.to_lossy().into_owned();
        if filename.starts_with('<') {
            let known = vm.registered_source(code).or_else(|| self.file(&filename));
            return known.or_else(|| self.cached(vm, &filename));
        }
        let known = self.file(&filename).or_else(|| self.cached(vm, &filename));
        // An embedder may name a file that is not there.
        known.or_else(|| vm.registered_source(code))
    }

    /// What a program has put into the cache of the module `linecache`.
    fn cached(&mut self, vm: &Vm, filename: &str) -> Option<Rc<SourceFile>> {
        let module = vm.modules.get(vm).get_str(&vm.intern("linecache"))?.downcast::<Module>()?.clone();
        let cache = module.get(vm).dict.get(vm).get_str(&vm.intern("cache"))?.downcast::<Dict>()?.clone();
        let entry = cache.get(vm).get_str(&vm.intern(filename))?.downcast::<Tuple>()?.clone();
        let lines = entry.items().get(2)?.downcast::<List>()?.clone();
        let mut text = String::new();
        for line in &lines.get(vm).items {
            text.push_str(&line.downcast::<Str>()?.to_lossy());
        }
        let source = Some(Rc::new(SourceFile::new(filename, text)));
        self.files.insert(filename.to_owned(), source.clone());
        source
    }

    /// A file's text, or that of an embedded module.
    pub fn file(&mut self, filename: &str) -> Option<Rc<SourceFile>> {
        if let Some(known) = self.files.get(filename) {
            return known.clone();
        }
        let text = match crate::stdlib::embedded_text(filename) {
            Some(text) => Some(text.to_owned()),
            None => crate::host::fs::read(filename).ok().map(|data| match crate::syntax::decode_source(&data) {
                Ok(text) => text,
                Err(_) => String::from_utf8_lossy(&data).into_owned(),
            }),
        };
        let source = text.map(|text| Rc::new(SourceFile::new(filename, text)));
        self.files.insert(filename.to_owned(), source.clone());
        source
    }
}

/// One line of a file, without the white space around it; `None` if there is nothing to show.
pub fn source_line(filename: &str, line: u32) -> Option<String> {
    if filename.starts_with('<') {
        return None;
    }
    let source = Lines::default().file(filename)?;
    let text = source.line_text(line).trim();
    (!text.is_empty()).then(|| text.to_owned())
}
