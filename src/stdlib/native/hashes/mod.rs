//! `_hashes`: the hash functions behind `hashlib`.

pub mod blake2;
pub mod legacy;
pub mod sha2;
pub mod sha3;

use crate::gc::{Kind, Ref, Value};
use crate::native::build::{TypeBuilder, new_native_type};
use crate::native::{ModuleBuilder, arg};
use crate::object::module::Module;
use crate::object::slots::PyResult;
use crate::object::ty::type_flag;
use crate::object::{Str, Type};
use crate::payload;
use crate::vm::Vm;
use std::any::TypeId;

#[derive(Clone)]
enum State {
    Md5(legacy::Md5),
    Sha1(legacy::Sha1),
    Sha256(sha2::Sha256),
    Sha512(sha2::Sha512),
    Sha3(sha3::Sha3),
    Blake2b(blake2::Blake2b),
    Blake2s(blake2::Blake2s),
}

#[derive(Clone)]
pub struct Hash {
    name: &'static str,
    state: State,
    /// Bytes of the digest; 0 for those of any length.
    size: usize,
    block: usize,
}

payload!(Hash, Kind::Other, "_hashlib.HASH", untracked);

struct Types {
    hash: Ref<Type>,
    xof: Ref<Type>,
}

/// Feeds data to a function block by block; what is left over stays in the buffer.
fn in_blocks<const SIZE: usize>(buffer: &mut Vec<u8>, data: &[u8], mut compress: impl FnMut(&[u8])) {
    let mut data = data;
    if !buffer.is_empty() {
        let taken = (SIZE - buffer.len()).min(data.len());
        let (head, tail) = data.split_at(taken);
        buffer.extend_from_slice(head);
        data = tail;
        if buffer.len() < SIZE {
            return;
        }
        compress(buffer);
        buffer.clear();
    }
    let (blocks, rest) = data.as_chunks::<SIZE>();
    for block in blocks {
        compress(block);
    }
    buffer.extend_from_slice(rest);
}

impl Hash {
    /// The hash of this name before any data.
    fn named(name: &str) -> Option<Hash> {
        let sha3 = |size: usize| State::Sha3(sha3::Sha3::new(200 - 2 * size, 6));
        let (name, state, size, block) = match name {
            "md5" => ("md5", State::Md5(legacy::Md5::start()), 16, 64),
            "sha1" => ("sha1", State::Sha1(legacy::Sha1::start()), 20, 64),
            "sha224" => ("sha224", State::Sha256(sha2::Sha256::new(28)), 28, 64),
            "sha256" => ("sha256", State::Sha256(sha2::Sha256::new(32)), 32, 64),
            "sha384" => ("sha384", State::Sha512(sha2::Sha512::new(48)), 48, 128),
            "sha512" => ("sha512", State::Sha512(sha2::Sha512::new(64)), 64, 128),
            "sha3_224" => ("sha3_224", sha3(28), 28, 144),
            "sha3_256" => ("sha3_256", sha3(32), 32, 136),
            "sha3_384" => ("sha3_384", sha3(48), 48, 104),
            "sha3_512" => ("sha3_512", sha3(64), 64, 72),
            "shake_128" => ("shake_128", State::Sha3(sha3::Sha3::new(168, 31)), 0, 168),
            "shake_256" => ("shake_256", State::Sha3(sha3::Sha3::new(136, 31)), 0, 136),
            _ => return None,
        };
        Some(Hash { name, state, size, block })
    }

    fn update(&mut self, data: &[u8]) {
        match &mut self.state {
            State::Md5(state) => state.update(data),
            State::Sha1(state) => state.update(data),
            State::Sha256(state) => state.update(data),
            State::Sha512(state) => state.update(data),
            State::Sha3(state) => state.update(data),
            State::Blake2b(state) => state.update(data),
            State::Blake2s(state) => state.update(data),
        }
    }

    fn digest(&self, length: usize) -> Vec<u8> {
        match &self.state {
            State::Md5(state) => state.digest(),
            State::Sha1(state) => state.digest(),
            State::Sha256(state) => state.digest(),
            State::Sha512(state) => state.digest(),
            State::Sha3(state) => state.digest(if self.size > 0 { self.size } else { length }),
            State::Blake2b(state) => state.digest(),
            State::Blake2s(state) => state.digest(),
        }
    }
}

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let hash = hash_type(vm, "HASH", false);
    let xof = hash_type(vm, "HASHXOF", true);
    vm.module_state.insert(TypeId::of::<Types>(), Box::new(Types { hash: hash.clone(), xof: xof.clone() }));
    let module = ModuleBuilder::new(vm, "_hashes", "Hash functions.")?
        .class(&hash)
        .class(&xof)
        .function("new(name, data, /)", new, "A hash by its name, or None if there is no such.")
        .function(
            "blake2(name, data, digest_size, key, salt, person, /)",
            new_blake2,
            "BLAKE2b or BLAKE2s with its parameters.",
        )
        .function(
            "pbkdf2(name, password, salt, iterations, dklen, /)",
            pbkdf2,
            "A key derived from a password by PBKDF2 with HMAC, or None if there is no such hash.",
        );
    Ok(module.build())
}

fn hash_type(vm: &mut Vm, name: &str, any_length: bool) -> Ref<Type> {
    let ty = new_native_type::<Hash>(vm, name, "_hashlib", None);
    ty.get(vm).set_flag(type_flag::BASETYPE, false);
    ty.get(vm).set_flag(type_flag::NO_INSTANTIATION, true);
    let (digest, hexdigest) = match any_length {
        true => ("digest(self, /, length)", "hexdigest(self, /, length)"),
        false => ("digest(self, /)", "hexdigest(self, /)"),
    };
    TypeBuilder::new(vm, &ty)
        .doc("A hash is an object used to calculate a checksum of a string of information.")
        .slots(|s| s.repr = Some(hash_repr))
        .method("update(self, obj, /)", hash_update, "Update this hash object's state with the provided string.")
        .method(digest, hash_digest, "Return the digest value as a bytes object.")
        .method(hexdigest, hash_hexdigest, "Return the digest value as a string of hexadecimal digits.")
        .method("copy(self, /)", hash_copy, "Return a copy of the hash object.")
        .getset("name", |vm, v| vm.new_str(this(vm, v)?.get(vm).name), None, "algorithm name.")
        .getset("digest_size", |vm, v| Ok(vm.int(this(vm, v)?.get(vm).size as i64)), None, "")
        .getset("block_size", |vm, v| Ok(vm.int(this(vm, v)?.get(vm).block as i64)), None, "")
        .ready()
}

fn this<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<Hash>> {
    vm.receiver::<Hash>(std::slice::from_ref(v))
}

/// The bytes that are hashed: str has none.
fn data_of(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if value.downcast::<Str>().is_some() {
        return Err(vm.type_error("Strings must be encoded before hashing"));
    }
    match vm.bytes_of(value) {
        Some(bytes) => crate::builtins::bytes::copy_slice(vm, &bytes),
        None => Err(vm.type_error("object supporting the buffer API required")),
    }
}

/// Feeds data in pieces, looking after interrupts between them.
fn feed(vm: &mut Vm, hash: &mut Hash, data: &[u8]) -> PyResult<()> {
    for piece in data.chunks(1 << 20) {
        hash.update(piece);
        vm.poll()?;
    }
    Ok(())
}

fn made(vm: &mut Vm, mut hash: Hash, data: &Value) -> PyResult {
    let data = data_of(vm, data)?;
    feed(vm, &mut hash, &data)?;
    let types = vm.module_state.get(&TypeId::of::<Types>()).and_then(|s| s.downcast_ref::<Types>());
    let ty = types.map(|types| if hash.size == 0 { types.xof.clone() } else { types.hash.clone() });
    match ty {
        Some(ty) => Ok(vm.alloc(&ty, hash)?.into_value()),
        None => Err(vm.runtime_error("_hashes is not imported")),
    }
}

fn name_of(vm: &Vm, value: &Value) -> PyResult<String> {
    match value.downcast::<Str>() {
        Some(name) => Ok(name.to_lossy().into_owned()),
        None => Err(vm.type_error("name must be a string")),
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = name_of(vm, arg(args, 0))?;
    match Hash::named(&name) {
        Some(hash) => made(vm, hash, arg(args, 1)),
        None => Ok(Value::NONE),
    }
}

fn new_blake2(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = name_of(vm, arg(args, 0))?;
    let size = vm.extract::<i64>(arg(args, 2))?;
    let (key, salt, person) = (data_of(vm, arg(args, 3))?, data_of(vm, arg(args, 4))?, data_of(vm, arg(args, 5))?);
    let is_b = name == "blake2b";
    let (most, longest, block) = match is_b {
        true => (blake2::Blake2b::MOST, blake2::Blake2b::SALT, blake2::Blake2b::BLOCK),
        false => (blake2::Blake2s::MOST, blake2::Blake2s::SALT, blake2::Blake2s::BLOCK),
    };
    let Some(size) = usize::try_from(size).ok().filter(|n| (1..=most).contains(n)) else {
        return Err(vm.value_error(format!("digest_size must be between 1 and {most} bytes, here it is {size}")));
    };
    if salt.len() > longest {
        return Err(vm.value_error(format!("maximum salt length is {longest} bytes")));
    }
    if person.len() > longest {
        return Err(vm.value_error(format!("maximum person length is {longest} bytes")));
    }
    if key.len() > most {
        return Err(vm.value_error(format!("maximum key length is {most} bytes")));
    }
    let (name, state) = match is_b {
        true => ("blake2b", State::Blake2b(blake2::Blake2b::new(size, &key, &salt, &person))),
        false => ("blake2s", State::Blake2s(blake2::Blake2s::new(size, &key, &salt, &person))),
    };
    made(vm, Hash { name, state, size, block }, arg(args, 1))
}

fn hash_update(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = this(vm, arg(args, 0))?.clone();
    let data = data_of(vm, arg(args, 1))?;
    let mut hash = this.get(vm).clone();
    feed(vm, &mut hash, &data)?;
    *this.get_mut(vm) = hash;
    Ok(Value::NONE)
}

fn digest(vm: &mut Vm, args: &[Value]) -> PyResult<Vec<u8>> {
    let this = this(vm, arg(args, 0))?.clone();
    let length = if this.get(vm).size == 0 { vm.extract::<i64>(arg(args, 1))? } else { 0 };
    match usize::try_from(length) {
        Ok(length) if length < 1 << 29 => Ok(this.get(vm).digest(length)),
        _ => Err(vm.value_error("value must be positive")),
    }
}

fn hash_digest(vm: &mut Vm, args: &[Value]) -> PyResult {
    let digest = digest(vm, args)?;
    vm.new_bytes(digest)
}

fn hash_hexdigest(vm: &mut Vm, args: &[Value]) -> PyResult {
    let digest = digest(vm, args)?;
    let text: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    vm.new_str(&text)
}

fn hash_copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    let hash = this(vm, arg(args, 0))?.get(vm).clone();
    let ty = vm.type_of(arg(args, 0)).clone();
    Ok(vm.alloc(&ty, hash)?.into_value())
}

fn hash_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let name = this(vm, v)?.get(vm).name;
    let ty = vm.type_name(v);
    let address = v.header().map_or(0, |h| h as usize);
    vm.new_str(&format!("<{name} {ty} object @ {address:#x}>"))
}

/// The inner and the outer hash of HMAC, both fed with the key.
fn keyed(hash: &Hash, key: &[u8]) -> (Hash, Hash) {
    let mut key = key.to_vec();
    if key.len() > hash.block {
        let mut short = hash.clone();
        short.update(&key);
        key = short.digest(0);
    }
    key.resize(hash.block, 0);
    let fed = |mask: u8| {
        let mut hash = hash.clone();
        hash.update(&key.iter().map(|byte| byte ^ mask).collect::<Vec<u8>>());
        hash
    };
    (fed(0x36), fed(0x5c))
}

fn hmac((inner, outer): &(Hash, Hash), data: &[u8]) -> Vec<u8> {
    let (mut inner, mut outer) = (inner.clone(), outer.clone());
    inner.update(data);
    outer.update(&inner.digest(0));
    outer.digest(0)
}

fn pbkdf2(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = name_of(vm, arg(args, 0))?;
    let Some(hash) = Hash::named(&name).filter(|hash| hash.size > 0) else { return Ok(Value::NONE) };
    let (password, salt) = (data_of(vm, arg(args, 1))?, data_of(vm, arg(args, 2))?);
    let iterations = vm.extract::<i64>(arg(args, 3))?;
    if iterations < 1 {
        return Err(vm.value_error("iteration value must be greater than 0."));
    }
    let length = if arg(args, 4).is_none() { hash.size as i64 } else { vm.extract::<i64>(arg(args, 4))? };
    if length < 1 {
        return Err(vm.value_error("key length must be greater than 0."));
    }
    let keys = keyed(&hash, &password);
    let mut out: Vec<u8> = Vec::new();
    let mut number = 1u32;
    while (out.len() as i64) < length {
        let mut round = hmac(&keys, &[salt.as_slice(), &number.to_be_bytes()].concat());
        let mut block = round.clone();
        for i in 1..iterations {
            round = hmac(&keys, &round);
            for (to, from) in block.iter_mut().zip(&round) {
                *to ^= from;
            }
            if i % 256 == 0 {
                vm.poll()?;
            }
        }
        vm.append_bytes(&mut out, &block)?;
        number = number.wrapping_add(1);
    }
    out.truncate(length as usize);
    vm.new_bytes(out)
}
