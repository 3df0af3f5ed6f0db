//! The struct sequences of `sys`: version_info, flags, float_info, int_info, hash_info, thread_info; and implementation.

use super::HEX_VERSION;
use crate::gc::Value;
use crate::native::build::ModuleBuilder;
use crate::native::structseq::StructSeq;
use crate::object::PyResult;
use crate::object::registry::Plain;
use crate::vm::Vm;

const VERSION_INFO: StructSeq = StructSeq {
    name: "sys.version_info",
    module: "sys",
    doc: "sys.version_info\n\nVersion information as a named tuple.",
    fields: &[
        ("major", "Major release number"),
        ("minor", "Minor release number"),
        ("micro", "Patch release number"),
        ("releaselevel", "'alpha', 'beta', 'candidate', or 'final'"),
        ("serial", "Serial release number"),
    ],
    visible: 5,
    constructible: false,
};

const FLAGS: StructSeq = StructSeq {
    name: "sys.flags",
    module: "sys",
    doc: "sys.flags\n\nFlags provided through command line arguments or environment vars.",
    fields: &[
        ("debug", "-d"),
        ("inspect", "-i"),
        ("interactive", "-i"),
        ("optimize", "-O or -OO"),
        ("dont_write_bytecode", "-B"),
        ("no_user_site", "-s"),
        ("no_site", "-S"),
        ("ignore_environment", "-E"),
        ("verbose", "-v"),
        ("bytes_warning", "-b"),
        ("quiet", "-q"),
        ("hash_randomization", "-R"),
        ("isolated", "-I"),
        ("dev_mode", "-X dev"),
        ("utf8_mode", "-X utf8"),
        ("warn_default_encoding", "-X warn_default_encoding"),
        ("safe_path", "-P"),
        ("int_max_str_digits", "-X int_max_str_digits"),
        ("gil", "-X gil"),
        ("thread_inherit_context", "-X thread_inherit_context"),
        ("context_aware_warnings", "-X context_aware_warnings"),
    ],
    visible: 18,
    constructible: false,
};

const FLOAT_INFO: StructSeq = StructSeq {
    name: "sys.float_info",
    module: "sys",
    doc: "sys.float_info\n\nA named tuple with the limits of the float type.",
    fields: &[
        ("max", "maximum representable finite float"),
        ("max_exp", "maximum int e such that radix**(e-1) is representable"),
        ("max_10_exp", "maximum int e such that 10**e is representable"),
        ("min", "Minimum positive normalized float"),
        ("min_exp", "minimum int e such that radix**(e-1) is a normalized float"),
        ("min_10_exp", "minimum int e such that 10**e is a normalized float"),
        ("dig", "maximum number of decimal digits that can be faithfully represented in a float"),
        ("mant_dig", "mantissa digits"),
        ("epsilon", "difference between 1 and the next representable float"),
        ("radix", "radix of exponent"),
        ("rounds", "rounding mode used for arithmetic operations"),
    ],
    visible: 11,
    constructible: false,
};

const INT_INFO: StructSeq = StructSeq {
    name: "sys.int_info",
    module: "sys",
    doc: "sys.int_info\n\nA named tuple with the internal representation of ints.",
    fields: &[
        ("bits_per_digit", "size of a digit in bits"),
        ("sizeof_digit", "size in bytes of the type used to represent a digit"),
        ("default_max_str_digits", "maximum string conversion digits limitation"),
        ("str_digits_check_threshold", "minimum positive value for int_max_str_digits"),
    ],
    visible: 4,
    constructible: false,
};

const HASH_INFO: StructSeq = StructSeq {
    name: "sys.hash_info",
    module: "sys",
    doc: "hash_info\n\nA named tuple with the parameters of hashing.",
    fields: &[
        ("width", "width of the type used for hashing, in bits"),
        ("modulus", "prime number giving the modulus on which the hash function is based"),
        ("inf", "value to be used for hash of a positive infinity"),
        ("nan", "value to be used for hash of a nan"),
        ("imag", "multiplier used for the imaginary part of a complex number"),
        ("algorithm", "name of the algorithm for hashing of str, bytes and memoryviews"),
        ("hash_bits", "internal output size of hash algorithm"),
        ("seed_bits", "seed size of hash algorithm"),
        ("cutoff", "small string optimization cutoff"),
    ],
    visible: 9,
    constructible: false,
};

const THREAD_INFO: StructSeq = StructSeq {
    name: "sys.thread_info",
    module: "sys",
    doc: "sys.thread_info\n\nA named tuple with information about the thread implementation.",
    fields: &[
        ("name", "name of the thread implementation"),
        ("lock", "name of the lock implementation"),
        ("version", "name and version of the thread library"),
    ],
    visible: 3,
    constructible: false,
};

pub fn add(mut builder: ModuleBuilder<'_>) -> PyResult<ModuleBuilder<'_>> {
    let vm = builder.vm();
    let version = version_info(vm)?;
    let implementation = implementation(vm, version.clone())?;
    let flags = flags(vm)?;
    let float_info = float_info(vm)?;
    let ints = |vm: &Vm, numbers: &[i64]| numbers.iter().map(|n| vm.int(*n)).collect::<Vec<Value>>();
    let ty = INT_INFO.make(vm);
    let values = ints(vm, &[30, 4, 4300, 640]);
    let int_info = vm.new_struct_seq(&ty, values)?;
    let ty = HASH_INFO.make(vm);
    let mut values = ints(vm, &[64, (1 << 61) - 1, 314_159, 0, 1_000_003]);
    values.push(vm.new_str("siphash13")?);
    values.extend(ints(vm, &[64, 128, 0]));
    let hash_info = vm.new_struct_seq(&ty, values)?;
    let ty = THREAD_INFO.make(vm);
    let values = vec![vm.new_str("pthread")?, vm.new_str("semaphore")?, Value::NONE];
    let thread_info = vm.new_struct_seq(&ty, values)?;
    Ok(builder
        .value("version_info", version)
        .value("implementation", implementation)
        .value("flags", flags)
        .value("float_info", float_info)
        .value("int_info", int_info)
        .value("hash_info", hash_info)
        .value("thread_info", thread_info))
}

fn version_info(vm: &mut Vm) -> PyResult {
    let ty = VERSION_INFO.make(vm);
    let values = vec![vm.int(3), vm.int(14), vm.int(0), vm.new_str("final")?, vm.int(0)];
    vm.new_struct_seq(&ty, values)
}

fn implementation(vm: &mut Vm, version: Value) -> PyResult {
    let ty = vm.types.simple_namespace.clone();
    let namespace = vm.alloc(&ty, Plain)?.into_value();
    let entries = [
        ("name", vm.new_str("pyrope")?),
        ("cache_tag", Value::NONE),
        ("version", version),
        ("hexversion", vm.int(HEX_VERSION)),
        ("_multiarch", vm.new_str("x86_64-linux-gnu")?),
        ("supports_isolated_interpreters", Value::FALSE),
    ];
    for (name, value) in entries {
        let name = vm.intern(name);
        vm.instance_set(&namespace, &name, value)?;
    }
    Ok(namespace)
}

fn flags(vm: &mut Vm) -> PyResult {
    let ty = FLAGS.make(vm);
    let c = vm.config.clone();
    let n = |b: bool| b as i64;
    let numbers = [
        0,
        n(c.inspect),
        n(c.inspect),
        c.optimize as i64,
        n(c.dont_write_bytecode),
        n(c.no_user_site || c.isolated),
        n(c.no_site),
        n(c.ignore_environment || c.isolated),
        c.verbose as i64,
        c.bytes_warning as i64,
        n(c.quiet),
        1,
        n(c.isolated),
    ];
    let mut values: Vec<Value> = numbers.iter().map(|i| vm.int(*i)).collect();
    values.push(Value::bool(c.dev_mode));
    values.push(vm.int(1));
    values.push(vm.int(0));
    values.push(Value::bool(c.safe_path || c.isolated));
    values.push(vm.int(4300));
    values.extend([vm.int(1), vm.int(0), vm.int(0)]);
    vm.new_struct_seq(&ty, values)
}

fn float_info(vm: &mut Vm) -> PyResult {
    let ty = FLOAT_INFO.make(vm);
    let values = vec![
        vm.float(f64::MAX),
        vm.int(1024),
        vm.int(308),
        vm.float(f64::MIN_POSITIVE),
        vm.int(-1021),
        vm.int(-307),
        vm.int(15),
        vm.int(53),
        vm.float(f64::EPSILON),
        vm.int(2),
        vm.int(1),
    ];
    vm.new_struct_seq(&ty, values)
}
