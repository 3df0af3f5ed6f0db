//! Payloads of template strings (PEP 750).

use crate::gc::{Kind, Ref, Value};
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::payload;

/// `string.templatelib.Template`: one string more than there are interpolations.
pub struct Template {
    pub strings: Ref<Tuple>,
    pub interpolations: Ref<Tuple>,
}

payload!(Template, Kind::Other, "string.templatelib.Template", tracked { strings, interpolations });

/// `string.templatelib.Interpolation`
pub struct Interpolation {
    pub value: Value,
    pub expression: Ref<Str>,
    /// None, or one of the strings `s`, `r` and `a`.
    pub conversion: Value,
    pub format_spec: Ref<Str>,
}

payload!(Interpolation, Kind::Other, "string.templatelib.Interpolation", tracked { value });

/// `string.templatelib.TemplateIter`: the strings that are not empty and the interpolations, by turns.
pub struct TemplateIter {
    pub template: Ref<Template>,
    /// Strings and interpolations counted together.
    pub index: usize,
}

payload!(TemplateIter, Kind::Other, "string.templatelib.TemplateIter", tracked { template });
