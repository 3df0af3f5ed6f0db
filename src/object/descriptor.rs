//! Payloads of the descriptors and views that belong to classes: property, class and static methods, super,
//! mapping proxies, generic aliases and unions.

use crate::gc::{Kind, Ref, Value};
use crate::object::tuple::Tuple;
use crate::object::ty::Type;
use crate::payload;

/// `property`. Unset functions are `None`.
#[derive(Default)]
pub struct Property {
    pub getter: Option<Value>,
    pub setter: Option<Value>,
    pub deleter: Option<Value>,
    pub doc: Option<Value>,
    /// From `__set_name__` or an assignment to `__name__`.
    pub name: Option<Value>,
    /// `doc` was taken from the getter, so that a copy takes its own.
    pub getter_doc: bool,
}

payload!(Property, Kind::Property, "property", tracked { getter, setter, deleter, doc, name });

/// `classmethod`
pub struct ClassMethod {
    pub callable: Value,
}

payload!(ClassMethod, Kind::ClassMethod, "classmethod", tracked { callable });

/// `staticmethod`
pub struct StaticMethod {
    pub callable: Value,
}

payload!(StaticMethod, Kind::StaticMethod, "staticmethod", tracked { callable });

/// `super`: the class after which the search starts, and what it is bound to.
#[derive(Default)]
pub struct Super {
    pub class: Option<Ref<Type>>,
    pub obj: Option<Value>,
    /// The class whose MRO is searched.
    pub obj_type: Option<Ref<Type>>,
}

payload!(Super, Kind::Super, "super", tracked { class, obj, obj_type });

/// `mappingproxy`: a read-only view. Of a class it is a view of the class's own attributes.
pub struct MappingProxy {
    pub mapping: Value,
}

payload!(MappingProxy, Kind::MappingProxy, "mappingproxy", tracked { mapping });

/// `types.GenericAlias`: `list[int]`.
pub struct GenericAlias {
    pub origin: Value,
    pub args: Ref<Tuple>,
    /// Type variables in `args`, computed when asked for.
    pub parameters: Option<Ref<Tuple>>,
    /// `*tuple[int, ...]`
    pub starred: bool,
}

payload!(GenericAlias, Kind::Other, "types.GenericAlias", tracked { origin, args, parameters });

/// `typing.Union`: `int | str`.
pub struct Union {
    pub args: Ref<Tuple>,
    pub parameters: Option<Ref<Tuple>>,
}

payload!(Union, Kind::Other, "typing.Union", tracked { args, parameters });
