//! `_random`: the Mersenne Twister MT19937 behind the `random` module, with CPython's seeding.

use super::hashes::sha2::Sha512;
use crate::gc::{Kind, Ref, Value};
use crate::native::build::{TypeBuilder, new_native_type};
use crate::native::{ModuleBuilder, arg};
use crate::object::Tuple;
use crate::object::module::Module;
use crate::object::slots::{Args, PyResult};
use crate::payload;
use crate::vm::Vm;
use num_bigint::{BigInt, BigUint, Sign};

/// Words of the state.
const N: usize = 624;
/// The distance of the words that are mixed.
const M: usize = 397;

pub struct Twister {
    state: Box<[u32; N]>,
    /// The next word to be used; `N` when all are.
    index: usize,
}

payload!(Twister, Kind::Other, "_random.Random", untracked);

impl Twister {
    fn new() -> Twister {
        Twister { state: Box::new([0; N]), index: N }
    }

    fn init(&mut self, seed: u32) {
        let mut word = seed;
        for (i, slot) in self.state.iter_mut().enumerate() {
            if i > 0 {
                word = 1_812_433_253u32.wrapping_mul(word ^ word >> 30).wrapping_add(i as u32);
            }
            *slot = word;
        }
        self.index = N;
    }

    /// Seeds with any number of words.
    fn init_by_array(&mut self, key: &[u32]) {
        self.init(19_650_218);
        let state = &mut self.state;
        let mix = |word: u32| word ^ word >> 30;
        let (mut i, mut j) = (1, 0);
        for _ in 0..N.max(key.len()) {
            let last = mix(state[i - 1]).wrapping_mul(1_664_525);
            let word = key.get(j).copied().unwrap_or(0);
            state[i] = (state[i] ^ last).wrapping_add(word).wrapping_add(j as u32);
            (i, j) = (i + 1, j + 1);
            if i >= N {
                state[0] = state[N - 1];
                i = 1;
            }
            if j >= key.len() {
                j = 0;
            }
        }
        for _ in 0..N - 1 {
            let last = mix(state[i - 1]).wrapping_mul(1_566_083_941);
            state[i] = (state[i] ^ last).wrapping_sub(i as u32);
            i += 1;
            if i >= N {
                state[0] = state[N - 1];
                i = 1;
            }
        }
        state[0] = 0x8000_0000;
    }

    /// Makes the next `N` words.
    #[cold]
    fn refill(&mut self) {
        let state = &mut self.state;
        for i in 0..N {
            let y = state[i] & 0x8000_0000 | state[(i + 1) % N] & 0x7fff_ffff;
            let twist = if y & 1 != 0 { 0x9908_b0df } else { 0 };
            state[i] = state[(i + M) % N] ^ y >> 1 ^ twist;
        }
        self.index = 0;
    }

    fn word(&mut self) -> u32 {
        if self.index >= N {
            self.refill();
        }
        let mut y = self.state.get(self.index).copied().unwrap_or(0);
        self.index += 1;
        y ^= y >> 11;
        y ^= y << 7 & 0x9d2c_5680;
        y ^= y << 15 & 0xefc6_0000;
        y ^ y >> 18
    }

    /// A float of 53 random bits in [0, 1).
    fn float(&mut self) -> f64 {
        let (a, b) = (self.word() >> 5, self.word() >> 6);
        (a as f64 * 67_108_864.0 + b as f64) * (1.0 / 9_007_199_254_740_992.0)
    }

    /// `bits` random bits, at most 64.
    fn bits(&mut self, bits: u32) -> u64 {
        match bits {
            0 => 0,
            1..=32 => (self.word() >> (32 - bits)) as u64,
            _ => self.word() as u64 | ((self.word() >> (64 - bits)) as u64) << 32,
        }
    }
}

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let ty = new_native_type::<Twister>(vm, "Random", "_random", None);
    let ty = TypeBuilder::new(vm, &ty)
        .doc("Random() -> create a random number generator with its own internal state.")
        .slots(|s| {
            s.new = Some(|vm, class, _| {
                let mut twister = Twister::new();
                twister.init_by_array(&[0]);
                Ok(vm.alloc(class, twister)?.into_value())
            });
            s.init = Some(random_init);
        })
        .method("random(self, /)", random_random, "random() -> x in the interval [0, 1).")
        .method("seed(self, n=None, /)", |vm, args| {
            seed(vm, arg(args, 0), arg(args, 1))?;
            Ok(Value::NONE)
        }, "seed([n]) -> None.\n\nDefaults to use urandom and falls back to a combination\nof the current time and the process identifier.")
        .method("getstate(self, /)", random_getstate, "getstate() -> tuple containing the current state.")
        .method("setstate(self, state, /)", random_setstate, "setstate(state) -> None.  Restores generator state.")
        .method("getrandbits(self, k, /)", random_getrandbits, "getrandbits(k) -> x.  Generates an int with k random bits.")
        .method("_randbelow(self, n, /)", random_randbelow, "A random int in the range [0, n), n > 0.")
        .ready();
    let module = ModuleBuilder::new(vm, "_random", "Module implements the Mersenne Twister random number generator.")?
        .class(&ty)
        .function("_stretch(data, /)", stretch, "The number in the bytes and their SHA-512 digest: the seed of texts.")
        .function("_entropy(n, /)", entropy, "n random bytes from the system.");
    Ok(module.build())
}

fn this<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a Ref<Twister>> {
    vm.receiver::<Twister>(args)
}

fn random_init(vm: &mut Vm, v: &Value, args: Args<'_>) -> PyResult<()> {
    let bound = vm.bind_args("Random(x=None, /)", args)?;
    seed(vm, v, arg(&bound, 0))
}

fn system_bytes(vm: &Vm, buffer: &mut [u8]) -> PyResult<()> {
    crate::host::entropy::fill(buffer).map_err(|error| vm.os_error(&error, None))
}

fn seed(vm: &mut Vm, v: &Value, n: &Value) -> PyResult<()> {
    let this = this(vm, std::slice::from_ref(v))?.clone();
    if n.is_none() {
        let mut bytes = [0u8; N * 4];
        system_bytes(vm, &mut bytes)?;
        let key: Vec<u32> = bytes.as_chunks::<4>().0.iter().map(|word| u32::from_le_bytes(*word)).collect();
        this.get_mut(vm).init_by_array(&key);
        return Ok(());
    }
    let number = match vm.big_value(n) {
        Some(big) if vm.is_int(n) => big.magnitude().clone(),
        _ => BigUint::from(vm.hash(n)? as u64),
    };
    let mut key = number.to_u32_digits();
    if key.is_empty() {
        key.push(0);
    }
    this.get_mut(vm).init_by_array(&key);
    Ok(())
}

fn random_random(vm: &mut Vm, args: &[Value]) -> PyResult {
    let f = this(vm, args)?.get_mut(vm).float();
    Ok(vm.float(f))
}

fn random_getrandbits(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = vm.index(arg(args, 1))?;
    if vm.is_negative_int(&index) {
        return Err(vm.value_error("Cannot convert negative int"));
    }
    let Some(bits) = index.as_small() else {
        return Err(vm.overflow_error("Python int too large to convert to C uint64_t"));
    };
    let this = this(vm, args)?.clone();
    if bits <= 64 {
        let n = this.get_mut(vm).bits(bits as u32);
        return match i64::try_from(n) {
            Ok(n) => Ok(vm.int(n)),
            Err(_) => vm.new_int(n.into()),
        };
    }
    let big = random_big(vm, &this, bits as u64)?;
    vm.new_int(big)
}

/// A number of this many random bits.
fn random_big(vm: &mut Vm, this: &Ref<Twister>, bits: u64) -> PyResult<BigInt> {
    let count = usize::try_from(bits.div_ceil(32)).map_err(|_| vm.memory_error())?;
    let mut words: Vec<u32> = Vec::new();
    if words.try_reserve_exact(count).is_err() {
        return Err(vm.memory_error());
    }
    let mut left = bits;
    while left > 0 {
        let word = this.get_mut(vm).word();
        words.push(if left < 32 { word >> (32 - left) } else { word });
        left = left.saturating_sub(32);
        if words.len().is_multiple_of(4096) {
            vm.poll()?;
        }
    }
    Ok(BigInt::from_biguint(Sign::Plus, BigUint::new(words)))
}

fn random_randbelow(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = this(vm, args)?.clone();
    let n = arg(args, 1);
    if let Some(n) = n.as_small() {
        if n <= 0 {
            return Err(vm.value_error("n must be positive"));
        }
        let bits = 64 - n.leading_zeros();
        let twister = this.get_mut(vm);
        let mut r = twister.bits(bits);
        while r >= n as u64 {
            r = twister.bits(bits);
        }
        return Ok(vm.int(r as i64));
    }
    let Some(n) = vm.big_value(n).filter(|_| vm.is_int(n)) else {
        let ty = vm.type_name(n);
        return Err(vm.type_error(format!("'{ty}' object cannot be interpreted as an integer")));
    };
    if n.sign() != Sign::Plus {
        return Err(vm.value_error("n must be positive"));
    }
    loop {
        let r = random_big(vm, &this, n.bits())?;
        if r < n {
            return vm.new_int(r);
        }
    }
}

fn random_getstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let twister = this(vm, args)?.get(vm);
    let mut items: Vec<Value> = twister.state.iter().map(|word| vm.int(*word as i64)).collect();
    items.push(vm.int(twister.index as i64));
    vm.new_tuple(items)
}

fn random_setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = this(vm, args)?.clone();
    let Some(state) = arg(args, 1).downcast::<Tuple>().cloned() else {
        return Err(vm.type_error("state vector must be a tuple"));
    };
    if state.items().len() != N + 1 {
        return Err(vm.value_error("state vector is the wrong size"));
    }
    let mut words = Box::new([0u32; N]);
    for (slot, item) in words.iter_mut().zip(state.items()) {
        let word = vm.extract::<i64>(item)?;
        if word < 0 {
            return Err(vm.overflow_error("can't convert negative value to unsigned int"));
        }
        *slot = word as u32;
    }
    let index = vm.extract::<i64>(state.items().last().unwrap_or(&Value::NONE))?;
    let Some(index) = usize::try_from(index).ok().filter(|i| *i <= N) else {
        return Err(vm.value_error("invalid state"));
    };
    *this.get_mut(vm) = Twister { state: words, index };
    Ok(Value::NONE)
}

fn stretch(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut bytes = vm.bytes_like(arg(args, 0))?.into_owned();
    let mut hash = Sha512::new(64);
    hash.update(&bytes);
    bytes.extend(hash.digest());
    vm.new_int(BigInt::from_bytes_be(Sign::Plus, &bytes))
}

fn entropy(vm: &mut Vm, args: &[Value]) -> PyResult {
    let n = vm.extract::<i64>(arg(args, 0))?;
    let Ok(n) = usize::try_from(n) else { return Err(vm.value_error("negative argument not allowed")) };
    let mut bytes = vm.buffer(n)?;
    bytes.resize(n, 0);
    system_bytes(vm, &mut bytes)?;
    vm.new_bytes(bytes)
}
