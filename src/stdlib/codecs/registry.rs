//! What `codecs.register` and `codecs.register_error` keep, and codecs written in Python.

use super::alias::normalize;
use crate::gc::Value;
use crate::object::Tuple;
use crate::object::slots::PyResult;
use crate::vm::Vm;
use std::collections::HashMap;

/// The `codecs` module's state.
#[derive(Default)]
pub struct CodecState {
    /// Error handlers by name.
    pub handlers: HashMap<String, Value>,
    /// Search functions, in order of registration.
    pub searches: Vec<Value>,
    /// `CodecInfo` objects (or tuples) found by search functions, by normalised name.
    pub cache: HashMap<String, Value>,
    /// The `codecs` module was asked for.
    imported: bool,
}

impl Vm {
    /// The state that a stdlib module keeps in this interpreter.
    pub fn state<T: Default + 'static>(&mut self) -> &mut T {
        let id = std::any::TypeId::of::<T>();
        let slot = self.module_state.entry(id).or_insert_with(|| Box::new(T::default()));
        if !slot.is::<T>() {
            *slot = Box::new(T::default());
        }
        match slot.downcast_mut::<T>() {
            Some(state) => state,
            None => unreachable!("the slot was just filled with a value of this type"),
        }
    }

    /// The entry that search functions give for an encoding, or LookupError.
    pub fn python_codec_info(&mut self, encoding: &str) -> PyResult {
        let key = normalize(encoding);
        if let Some(found) = self.state::<CodecState>().cache.get(&key) {
            return Ok(found.clone());
        }
        // The `codecs` module registers the search function of the library.
        if !std::mem::replace(&mut self.state::<CodecState>().imported, true) {
            let name = self.intern("codecs");
            self.import(&name, None, &Value::NONE, 0)?;
        }
        for search in self.state::<CodecState>().searches.clone() {
            let name = self.new_str(&key)?;
            let found = self.call(&search, &[name])?;
            if found.is_none() {
                continue;
            }
            if found.downcast::<Tuple>().is_none_or(|t| t.items().len() != 4) {
                return Err(self.type_error("codec search functions must return 4-tuples"));
            }
            self.state::<CodecState>().cache.insert(key, found.clone());
            return Ok(found);
        }
        Err(self.lookup_error(format!("unknown encoding: {encoding}")))
    }

    /// As `python_codec`, for `str.encode` and `bytes.decode`: LookupError for codecs that are no encodings of text.
    pub fn python_text_codec(&mut self, encoding: &str, which: usize, object: &Value, errors: &str) -> PyResult {
        let info = self.python_codec_info(encoding)?;
        let flag = self.intern("_is_text_encoding");
        if let Some(flag) = self.getattr_opt(&info, &flag)?
            && !self.truthy(&flag)?
        {
            let function = if which == 0 { "encode" } else { "decode" };
            return Err(self.lookup_error(format!(
                "'{encoding}' is not a text encoding; use codecs.{function}() to handle arbitrary codecs"
            )));
        }
        self.python_codec(encoding, which, object, errors)
    }

    /// Calls the encoder (0) or decoder (1) of a codec written in Python; its result without the length.
    pub fn python_codec(&mut self, encoding: &str, which: usize, object: &Value, errors: &str) -> PyResult {
        let info = self.python_codec_info(encoding)?;
        let function = info.downcast::<Tuple>().and_then(|t| t.items().get(which).cloned()).unwrap_or_default();
        // As CPython, which leaves the default away.
        let called = match errors {
            "strict" => self.call(&function, std::slice::from_ref(object)),
            _ => {
                let errors = self.new_str(errors)?;
                self.call(&function, &[object.clone(), errors])
            }
        };
        let result = match called {
            Ok(result) => result,
            Err(raised) => {
                let what = if which == 0 { "encoding" } else { "decoding" };
                let note = self.new_str(&format!("{what} with '{encoding}' codec failed"))?;
                self.call_method_str(&raised.0.to_value(), "add_note", &[note])?;
                return Err(raised);
            }
        };
        match result.downcast::<Tuple>().map(|t| t.items()) {
            Some([first, _]) => Ok(first.clone()),
            _ => {
                let what = if which == 0 { "encoder" } else { "decoder" };
                Err(self.type_error(format!("{what} must return a tuple (object, integer)")))
            }
        }
    }
}
