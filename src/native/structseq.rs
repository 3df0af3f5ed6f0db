//! Struct sequences: tuples whose items have names (`sys.version_info`, `os.stat_result`, `time.struct_time`).

use crate::gc::{Payload, Ref, Value};
use crate::native::build::TypeBuilder;
use crate::object::native::Getter;
use crate::object::slots::Args;
use crate::object::ty::type_flag;
use crate::object::{PyResult, Tuple, Type};
use crate::vm::Vm;

/// What a struct sequence type is made from.
pub struct StructSeq {
    /// Dotted: `sys.flags`.
    pub name: &'static str,
    pub module: &'static str,
    pub doc: &'static str,
    /// Names and docs of all fields; those from `visible` on are no items, only attributes.
    pub fields: &'static [(&'static str, &'static str)],
    pub visible: usize,
    /// Whether programs can make instances from a sequence.
    pub constructible: bool,
}

/// Getters of the first items, by index.
const GETTERS: [Getter; 24] = [
    get_item::<0>,
    get_item::<1>,
    get_item::<2>,
    get_item::<3>,
    get_item::<4>,
    get_item::<5>,
    get_item::<6>,
    get_item::<7>,
    get_item::<8>,
    get_item::<9>,
    get_item::<10>,
    get_item::<11>,
    get_item::<12>,
    get_item::<13>,
    get_item::<14>,
    get_item::<15>,
    get_item::<16>,
    get_item::<17>,
    get_item::<18>,
    get_item::<19>,
    get_item::<20>,
    get_item::<21>,
    get_item::<22>,
    get_item::<23>,
];

fn get_item<const INDEX: usize>(_vm: &mut Vm, value: &Value) -> PyResult {
    Ok(value.downcast::<Tuple>().and_then(|t| t.items().get(INDEX).cloned()).unwrap_or_default())
}

impl StructSeq {
    /// The type; instances are made with `Vm::new_struct_seq`.
    pub fn make(&self, vm: &mut Vm) -> Ref<Type> {
        let short = self.name.rsplit('.').next().unwrap_or(self.name);
        let ty = vm.alloc_native_type(<Tuple as Payload>::LAYOUT, short, self.module);
        let base = vm.types.tuple.clone();
        ty.get(vm).set_flag(type_flag::IMMUTABLE, true);
        ty.get(vm).set_flag(type_flag::BASETYPE, false);
        ty.get(vm).set_flag(type_flag::NO_INSTANTIATION, !self.constructible);
        let mut builder = TypeBuilder::new(vm, &ty).base(&base).doc(self.doc).with_dict().slots(|s| {
            s.repr = Some(struct_seq_repr);
            if self.constructible {
                s.new = Some(struct_seq_new);
            }
        });
        for ((name, doc), getter) in self.fields.iter().take(self.visible).zip(GETTERS) {
            builder = builder.getset(name, getter, None, doc);
        }
        builder = builder.method("__reduce__(self, /)", struct_seq_reduce, "").method(
            "__replace__(self, /, **changes)",
            struct_seq_replace,
            "Return a copy of the structure with new values for the specified fields.",
        );
        let numbers = [("n_sequence_fields", self.visible), ("n_fields", self.fields.len()), ("n_unnamed_fields", 0)];
        for (name, number) in numbers {
            builder = builder.value(name, Value::small_int(number as i64));
        }
        let ty = builder.ready();
        let names: Vec<Value> = self.fields.iter().map(|(name, _)| vm.intern(name).into_value()).collect();
        let names = vm.new_tuple(names).unwrap_or_default();
        let key = crate::object::Name(vm.intern("__match_args__"));
        let visible = names
            .downcast::<Tuple>()
            .map(|t| t.items().get(..self.visible).unwrap_or(&[]).to_vec())
            .unwrap_or_default();
        let visible = vm.new_tuple(visible).unwrap_or_default();
        ty.get_mut(vm).dict.insert(key, visible);
        let key = crate::object::Name(vm.intern("__struct_fields__"));
        ty.get_mut(vm).dict.insert(key, names);
        ty
    }
}

impl Vm {
    /// An instance from the values of all fields.
    pub fn new_struct_seq(&mut self, ty: &Ref<Type>, mut values: Vec<Value>) -> PyResult {
        let visible = visible_fields(self, ty);
        let hidden = values.split_off(visible.min(values.len()));
        let made = self.new_tuple_of(ty, values)?;
        let names = field_names(self, ty);
        for (name, value) in names.iter().skip(visible).zip(hidden) {
            let name = self.attr_name(name)?;
            self.instance_set(&made, &name, value)?;
        }
        Ok(made)
    }
}

fn visible_fields(vm: &Vm, ty: &Ref<Type>) -> usize {
    let key = vm.intern("n_sequence_fields");
    ty.get(vm).own(&key).and_then(|v| v.as_small()).map_or(0, |n| n as usize)
}

fn field_names(vm: &Vm, ty: &Ref<Type>) -> Vec<Value> {
    let key = vm.intern("__struct_fields__");
    ty.get(vm).own(&key).and_then(|v| v.downcast::<Tuple>()).map(|t| t.items().to_vec()).unwrap_or_default()
}

fn struct_seq_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let [sequence, rest @ ..] = args.pos() else {
        let name = class.get(vm).name.to_lossy().into_owned();
        return Err(vm.type_error(format!("{name}() missing required argument 'sequence' (pos 1)")));
    };
    let items = match vm.type_of(sequence).get(vm).slots.iter {
        Some(_) => vm.collect(sequence)?,
        None => return Err(vm.type_error("constructor requires a sequence")),
    };
    let (visible, names) = (visible_fields(vm, class), field_names(vm, class));
    let (most, given) = (names.len(), items.len());
    let shown = vm.dotted_type_name(class);
    if given < visible || given > most {
        let how = match (most == visible, given < visible) {
            (true, _) => format!("a {visible}-sequence"),
            (false, true) => format!("an at least {visible}-sequence"),
            (false, false) => format!("an at most {most}-sequence"),
        };
        return Err(vm.type_error(format!("{shown}() takes {how} ({given}-sequence given)")));
    }
    let mut items = items;
    items.resize_with(most, Value::default);
    // A second argument gives the fields that are no items.
    if let Some(dict) = rest.first().and_then(|d| d.downcast::<crate::object::Dict>()) {
        let names = field_names(vm, class);
        for (name, item) in names.iter().zip(items.iter_mut()).skip(given) {
            if let Some(found) = name.downcast::<crate::object::Str>().and_then(|n| dict.get(vm).get_str(n).cloned()) {
                *item = found;
            }
        }
    }
    vm.new_struct_seq(class, items)
}

fn struct_seq_repr(vm: &mut Vm, value: &Value) -> PyResult {
    let ty = vm.type_of(value).clone();
    let items = value.downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
    let mut text = format!("{}(", vm.dotted_type_name(&ty)).into_bytes();
    for (i, (name, item)) in field_names(vm, &ty).iter().zip(&items).enumerate() {
        if i > 0 {
            text.extend_from_slice(b", ");
        }
        if let Some(name) = name.downcast::<crate::object::Str>() {
            text.extend_from_slice(name.bytes());
        }
        text.push(b'=');
        text.extend_from_slice(vm.repr(item)?.bytes());
    }
    text.push(b')');
    vm.new_str_wtf8(&text)
}

/// `copy.replace(value, **changes)`
fn struct_seq_replace(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = args.first().cloned().unwrap_or_default();
    let ty = vm.type_of(&value).clone();
    let mut items = value.downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
    let names = field_names(vm, &ty);
    for name in names.iter().skip(items.len()) {
        let name = vm.attr_name(name)?;
        let hidden = vm.getattr_opt(&value, &name)?.unwrap_or_default();
        items.push(hidden);
    }
    let changes: Vec<(Value, Value)> = match args.get(1).and_then(|d| d.downcast::<crate::object::Dict>()) {
        Some(dict) => dict.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect(),
        None => Vec::new(),
    };
    let mut unknown = Vec::new();
    for (key, new) in changes {
        let same = |name: &&Value| match (name.downcast::<crate::object::Str>(), key.downcast::<crate::object::Str>()) {
            (Some(a), Some(b)) => a.equals(b),
            _ => false,
        };
        match names.iter().position(|name| same(&name)).and_then(|i| items.get_mut(i)) {
            Some(place) => *place = new,
            None => unknown.push(key),
        }
    }
    if !unknown.is_empty() {
        let unknown = vm.new_list(unknown)?;
        let text = vm.repr(&unknown)?.to_lossy().into_owned();
        return Err(vm.type_error(format!("Got unexpected field name(s): {text}")));
    }
    vm.new_struct_seq(&ty, items)
}

fn struct_seq_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = args.first().cloned().unwrap_or_default();
    let items = value.downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
    let items = vm.new_tuple(items)?;
    let class = vm.type_of(&value).to_value();
    let hidden = vm.new_dict();
    for (key, item) in vm.instance_items(&value) {
        vm.setitem(&hidden.to_value(), &key, &item)?;
    }
    let args = vm.new_tuple(vec![items, hidden.into_value()])?;
    vm.new_tuple(vec![class, args])
}
