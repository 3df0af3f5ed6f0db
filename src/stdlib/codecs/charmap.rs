//! Single-byte code pages.

use super::charmap_tables::CHARMAPS;
use super::{Decoder, Encoder};
use crate::object::slots::PyResult;
use crate::object::str::push_code_point;
use crate::vm::Vm;
use std::collections::HashMap;
use std::sync::OnceLock;

/// One code page; see `charmap_tables`.
pub struct Charmap {
    pub name: &'static str,
    chars: &'static str,
    maps: OnceLock<Maps>,
}

struct Maps {
    decode: Vec<u32>,
    encode: HashMap<u32, u8>,
}

/// Marks bytes without a character.
const UNDEFINED: u32 = 0xfffe;

impl Charmap {
    pub const fn new(name: &'static str, chars: &'static str) -> Charmap {
        Charmap { name, chars, maps: OnceLock::new() }
    }

    fn maps(&self) -> &Maps {
        self.maps.get_or_init(|| {
            let mut decode: Vec<u32> = self.chars.chars().map(u32::from).collect();
            if decode.len() == 128 {
                decode.splice(0..0, 0..128);
            }
            let mapped = decode.iter().enumerate().filter(|(_, p)| **p != UNDEFINED);
            let encode = mapped.map(|(b, p)| (*p, b as u8)).collect();
            Maps { decode, encode }
        })
    }

    pub fn is_ascii_superset(&self) -> bool {
        self.maps().decode.iter().take(128).copied().eq(0..128)
    }

    pub fn find(name: &str) -> Option<&'static Charmap> {
        CHARMAPS.iter().find(|m| m.name == name)
    }
}

pub fn decode(vm: &mut Vm, d: &mut Decoder<'_>, map: &Charmap) -> PyResult<usize> {
    let maps = map.maps();
    let mut at = 0;
    while let Some(b) = d.data.get(at) {
        d.at(vm, at)?;
        match maps.decode.get(*b as usize) {
            Some(&p) if p != UNDEFINED => {
                push_code_point(&mut d.out, p);
                at += 1;
            }
            _ => at = d.fail(vm, at, at + 1, "character maps to <undefined>")?,
        }
    }
    Ok(d.data.len())
}

pub fn encode(vm: &mut Vm, e: &mut Encoder<'_>, map: &Charmap) -> PyResult<()> {
    let maps = map.maps();
    e.run(vm, "character maps to <undefined>", true, 1, |p, out| match maps.encode.get(&p) {
        Some(b) => {
            out.push(*b);
            true
        }
        None => false,
    })
}
