//! `_json.make_encoder`: writes a whole object as JSON in one piece.
//!
//! What calls Python (default, keys that are no str, items of dict subclasses) may change the object: containers are
//! copied before they are gone through.

use super::string::push_quoted;
use crate::gc::{Kind, Ref, Value};
use crate::native::arg;
use crate::native::build::{TypeBuilder, new_native_type};
use crate::object::native::NativeFunction;
use crate::object::slots::{Args, PyResult};
use crate::object::{Dict, Float, List, Raised, Str, Tuple, Type};
use crate::payload;
use crate::vm::Vm;
use std::collections::HashSet;

pub struct Encoder {
    markers: Value,
    default: Value,
    encoder: Value,
    indent: Value,
    key_separator: Ref<Str>,
    item_separator: Ref<Str>,
    sort_keys: bool,
    skipkeys: bool,
    allow_nan: bool,
}

payload!(Encoder, Kind::Other, "_json.Encoder", tracked { markers, default, encoder, indent });

pub fn init(vm: &mut Vm) -> Ref<Type> {
    let ty = new_native_type::<Encoder>(vm, "Encoder", "_json", None);
    TypeBuilder::new(vm, &ty)
        .doc(
            "Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
        )
        .slots(|s| {
            s.new = Some(encoder_new);
            s.call = Some(encoder_call);
        })
        .member("markers", |vm, v| Ok(this(vm, v)?.get(vm).markers.clone()), None, "markers")
        .member("default", |vm, v| Ok(this(vm, v)?.get(vm).default.clone()), None, "default")
        .member("encoder", |vm, v| Ok(this(vm, v)?.get(vm).encoder.clone()), None, "encoder")
        .member("indent", |vm, v| Ok(this(vm, v)?.get(vm).indent.clone()), None, "indent")
        .member("key_separator", |vm, v| Ok(this(vm, v)?.get(vm).key_separator.to_value()), None, "key_separator")
        .member("item_separator", |vm, v| Ok(this(vm, v)?.get(vm).item_separator.to_value()), None, "item_separator")
        .member("sort_keys", |vm, v| Ok(Value::bool(this(vm, v)?.get(vm).sort_keys)), None, "sort_keys")
        .member("skipkeys", |vm, v| Ok(Value::bool(this(vm, v)?.get(vm).skipkeys)), None, "skipkeys")
        .ready()
}

fn this<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<Encoder>> {
    vm.receiver::<Encoder>(std::slice::from_ref(v))
}

fn encoder_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args(
        "make_encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
        args,
    )?;
    let separator = |vm: &Vm, i: usize| match arg(&bound, i).downcast::<Str>() {
        Some(text) => Ok(text.clone()),
        None => {
            let ty = vm.type_name(arg(&bound, i));
            Err(vm.type_error(format!("make_encoder() argument {} must be str, not {ty}", i + 1)))
        }
    };
    let markers = arg(&bound, 0).clone();
    if !markers.is_none() && markers.downcast::<Dict>().is_none() {
        let ty = vm.type_name(&markers);
        return Err(vm.type_error(format!("make_encoder() argument 1 must be dict or None, not {ty}")));
    }
    let payload = Encoder {
        markers,
        default: arg(&bound, 1).clone(),
        encoder: arg(&bound, 2).clone(),
        indent: arg(&bound, 3).clone(),
        key_separator: separator(vm, 4)?,
        item_separator: separator(vm, 5)?,
        sort_keys: vm.truthy(arg(&bound, 6))?,
        skipkeys: vm.truthy(arg(&bound, 7))?,
        allow_nan: vm.truthy(arg(&bound, 8))?,
    };
    Ok(vm.alloc(class, payload)?.into_value())
}

/// `encoder(object, indent level)`: a tuple with the text.
fn encoder_call(vm: &mut Vm, v: &Value, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("_iterencode(obj, _current_indent_level)", args)?;
    let level = vm.extract::<i64>(arg(&bound, 1))?.max(0) as usize;
    let e = this(vm, v)?.get(vm);
    let native = e.encoder.downcast::<NativeFunction>().map(|f| f.get(vm).def.name());
    let quoting = match native {
        Some("encode_basestring_ascii") => Quoting::Ascii,
        Some("encode_basestring") => Quoting::Plain,
        _ => Quoting::Call(e.encoder.clone()),
    };
    let mut writer = Writer {
        out: Vec::new(),
        open: (!e.markers.is_none()).then(HashSet::new),
        default: e.default.clone(),
        indent: e.indent.downcast::<Str>().cloned(),
        key_separator: e.key_separator.clone(),
        item_separator: e.item_separator.clone(),
        sort_keys: e.sort_keys,
        skipkeys: e.skipkeys,
        allow_nan: e.allow_nan,
        quoting,
    };
    writer.value(vm, arg(&bound, 0), level)?;
    let text = vm.new_str_wtf8(&writer.out)?;
    vm.new_tuple(vec![text])
}

enum Quoting {
    Ascii,
    Plain,
    Call(Value),
}

struct Writer {
    out: Vec<u8>,
    /// Addresses of the containers that are being written, if circles are looked for.
    open: Option<HashSet<usize>>,
    default: Value,
    indent: Option<Ref<Str>>,
    key_separator: Ref<Str>,
    item_separator: Ref<Str>,
    sort_keys: bool,
    skipkeys: bool,
    allow_nan: bool,
    quoting: Quoting,
}

/// The float in any instance of float.
fn float_of(v: &Value) -> Option<f64> {
    v.as_float().or_else(|| v.downcast::<Float>().map(|f| f.0))
}

impl Writer {
    fn value(&mut self, vm: &mut Vm, v: &Value, level: usize) -> PyResult<()> {
        if let Some(text) = v.downcast::<Str>() {
            return self.string(vm, text);
        }
        if self.scalar(vm, v)? {
            return Ok(());
        }
        if v.downcast::<List>().is_some() || v.downcast::<Tuple>().is_some() {
            return self.guarded(vm, v, |w, vm| w.list(vm, v, level));
        }
        if v.downcast::<Dict>().is_some() {
            return self.guarded(vm, v, |w, vm| w.dict(vm, v, level));
        }
        self.guarded(vm, v, |w, vm| {
            let replaced = vm.call(&w.default.clone(), std::slice::from_ref(v))?;
            w.value(vm, &replaced, level).map_err(|raised| {
                let ty = vm.type_of(v).get(vm).name.to_lossy().into_owned();
                noted(vm, raised, format!("when serializing {ty} object").into_bytes())
            })
        })
    }

    fn string(&mut self, vm: &mut Vm, text: &Ref<Str>) -> PyResult<()> {
        let ascii = match &self.quoting {
            Quoting::Ascii => true,
            Quoting::Plain => false,
            Quoting::Call(function) => {
                let quoted = vm.call(&function.clone(), &[text.to_value()])?;
                let Some(quoted) = quoted.downcast::<Str>() else {
                    let ty = vm.type_name(&quoted);
                    return Err(vm.type_error(format!("encoder() must return a string, not {ty}")));
                };
                return vm.append_bytes(&mut self.out, quoted.bytes());
            }
        };
        if self.out.try_reserve(text.byte_len() + 2).is_err() {
            return Err(vm.memory_error());
        }
        push_quoted(vm, &mut self.out, text, ascii)
    }

    /// Writes None, booleans and numbers; false for everything else.
    fn scalar(&mut self, vm: &mut Vm, v: &Value) -> PyResult<bool> {
        let word: &[u8] = match (v.is_none(), v.as_bool()) {
            (true, _) => b"null",
            (_, Some(true)) => b"true",
            (_, Some(false)) => b"false",
            _ => b"",
        };
        if !word.is_empty() {
            self.out.extend_from_slice(word);
            return Ok(true);
        }
        if vm.is_int(v) {
            let text = crate::builtins::int::text::int_repr(vm, v)?;
            if let Some(text) = text.downcast::<Str>() {
                self.out.extend_from_slice(text.bytes());
            }
            return Ok(true);
        }
        match float_of(v) {
            Some(f) => {
                let text = self.float(vm, f)?;
                self.out.extend_from_slice(text.as_bytes());
                Ok(true)
            }
            None => Ok(false),
        }
    }

    fn float(&self, vm: &Vm, f: f64) -> PyResult<String> {
        if f.is_finite() {
            return Ok(crate::builtins::float::digits::float_text(f));
        }
        let (name, shown) = match (f.is_nan(), f > 0.0) {
            (true, _) => ("NaN", "nan"),
            (_, true) => ("Infinity", "inf"),
            _ => ("-Infinity", "-inf"),
        };
        match self.allow_nan {
            true => Ok(name.to_string()),
            false => Err(vm.value_error(format!("Out of range float values are not JSON compliant: {shown}"))),
        }
    }

    /// Writes a container, unless it is being written already.
    fn guarded(
        &mut self,
        vm: &mut Vm,
        v: &Value,
        write: impl FnOnce(&mut Writer, &mut Vm) -> PyResult<()>,
    ) -> PyResult<()> {
        let marker = 0u8;
        if (&raw const marker as usize) < vm.thread.native_limit {
            return Err(vm.recursion_error("maximum recursion depth exceeded while encoding a JSON object"));
        }
        let address = v.header().map_or(0, |h| h as usize);
        if let Some(open) = &mut self.open
            && !open.insert(address)
        {
            return Err(vm.value_error("Circular reference detected"));
        }
        write(self, vm)?;
        if let Some(open) = &mut self.open {
            open.remove(&address);
        }
        vm.poll()
    }

    fn newline(&mut self, level: usize) {
        if let Some(indent) = &self.indent {
            self.out.push(b'\n');
            for _ in 0..level {
                self.out.extend_from_slice(indent.bytes());
            }
        }
    }

    fn separate(&mut self, first: bool, level: usize) {
        if !first {
            self.out.extend_from_slice(self.item_separator.bytes());
        }
        self.newline(level);
    }

    fn list(&mut self, vm: &mut Vm, v: &Value, level: usize) -> PyResult<()> {
        let items = match (v.downcast::<List>(), v.downcast::<Tuple>()) {
            (Some(list), _) => vm.copy_items(&list.get(vm).items)?,
            (_, Some(tuple)) => vm.copy_items(tuple.items())?,
            _ => Vec::new(),
        };
        if items.is_empty() {
            self.out.extend_from_slice(b"[]");
            return Ok(());
        }
        self.out.push(b'[');
        for (i, item) in items.iter().enumerate() {
            vm.poll()?;
            self.separate(i == 0, level + 1);
            self.value(vm, item, level + 1).map_err(|raised| {
                let ty = vm.type_of(v).get(vm).name.to_lossy().into_owned();
                noted(vm, raised, format!("when serializing {ty} item {i}").into_bytes())
            })?;
        }
        self.newline(level);
        self.out.push(b']');
        Ok(())
    }

    fn dict(&mut self, vm: &mut Vm, v: &Value, level: usize) -> PyResult<()> {
        let items = self.items(vm, v)?;
        if items.is_empty() {
            self.out.extend_from_slice(b"{}");
            return Ok(());
        }
        self.out.push(b'{');
        let mut first = true;
        for (key, value) in &items {
            let name = match key.downcast::<Str>() {
                Some(name) => name.clone(),
                None => match self.key(vm, key)? {
                    Some(name) => name,
                    None => continue,
                },
            };
            vm.poll()?;
            self.separate(first, level + 1);
            first = false;
            self.string(vm, &name)?;
            self.out.extend_from_slice(self.key_separator.bytes());
            self.value(vm, value, level + 1).map_err(|raised| {
                let ty = vm.type_of(v).get(vm).name.to_lossy().into_owned();
                match vm.repr(key) {
                    Ok(key) => {
                        let head = format!("when serializing {ty} item ");
                        noted(vm, raised, [head.as_bytes(), key.bytes()].concat())
                    }
                    Err(raised) => raised,
                }
            })?;
        }
        if !first {
            self.newline(level);
        }
        self.out.push(b'}');
        Ok(())
    }

    /// The items of a dict, sorted if that is wanted.
    fn items(&mut self, vm: &mut Vm, v: &Value) -> PyResult<Vec<(Value, Value)>> {
        if let Some(dict) = v.downcast_exact::<Dict>()
            && !self.sort_keys
        {
            return Ok(dict.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect());
        }
        let view = vm.call_method_str(v, "items", &[])?;
        let items = vm.collect(&view)?;
        let list = vm.new_list(items)?;
        if self.sort_keys {
            vm.call_method_str(&list, "sort", &[])?;
        }
        let items = list.downcast::<List>().map(|l| l.get(vm).items.clone()).unwrap_or_default();
        let mut pairs = Vec::with_capacity(items.len());
        for item in &items {
            match item.downcast::<Tuple>().map(|t| t.items()) {
                Some([key, value]) => pairs.push((key.clone(), value.clone())),
                _ => return Err(vm.value_error("items must return 2-tuples")),
            }
        }
        Ok(pairs)
    }

    /// A key that is no str as text; none if it is to be left out.
    fn key(&mut self, vm: &mut Vm, key: &Value) -> PyResult<Option<Ref<Str>>> {
        let known = key.is_none() || key.as_bool().is_some() || vm.is_int(key) || float_of(key).is_some();
        if known {
            let out = std::mem::take(&mut self.out);
            let written = self.scalar(vm, key);
            let text = std::mem::replace(&mut self.out, out);
            written?;
            let text = vm.new_str_wtf8(&text)?;
            return Ok(text.into_ref::<Str>().ok());
        }
        if self.skipkeys {
            return Ok(None);
        }
        let ty = vm.type_name(key);
        Err(vm.type_error(format!("keys must be str, int, float, bool or None, not {ty}")))
    }
}

/// The exception with a note about where it happened; errors of depth get none.
fn noted(vm: &mut Vm, raised: Raised, note: Vec<u8>) -> Raised {
    if vm.raised_is(&raised, |e| &e.RecursionError) {
        return raised;
    }
    let exception = raised.0.to_value();
    let added = vm.new_str_wtf8(&note).and_then(|note| vm.call_method_str(&exception, "add_note", &[note]));
    match added {
        Ok(_) => raised,
        Err(other) => other,
    }
}
