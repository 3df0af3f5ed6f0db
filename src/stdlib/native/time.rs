//! `time`: clocks, sleeping, and the calendar of the C library.

use crate::gc::{Ref, Value};
use crate::host::clock::{self, Parts};
use crate::native::structseq::StructSeq;
use crate::native::{ModuleBuilder, arg};
use crate::object::module::Module;
use crate::object::slots::PyResult;
use crate::object::{Float, Raised, Str, Tuple, Type};
use crate::vm::Vm;
use std::any::TypeId;
use std::ffi::CString;

const NANOS: i64 = 1_000_000_000;

struct State {
    struct_time: Ref<Type>,
}

const STRUCT_TIME: StructSeq = StructSeq {
    name: "time.struct_time",
    module: "time",
    doc: "The time value as returned by gmtime(), localtime(), and strptime(), and\n accepted by asctime(), mktime() and strftime().  May be considered as a\n sequence of 9 integers.",
    fields: &[
        ("tm_year", "year, for example, 1993"),
        ("tm_mon", "month of year, range [1, 12]"),
        ("tm_mday", "day of month, range [1, 31]"),
        ("tm_hour", "hours, range [0, 23]"),
        ("tm_min", "minutes, range [0, 59]"),
        ("tm_sec", "seconds, range [0, 61])"),
        ("tm_wday", "day of week, range [0, 6], Monday is 0"),
        ("tm_yday", "day of year, range [1, 366]"),
        ("tm_isdst", "1 if summer time is in effect, 0 if not, and -1 if unknown"),
        ("tm_zone", "abbreviation of timezone name"),
        ("tm_gmtoff", "offset from UTC in seconds"),
    ],
    visible: 9,
    constructible: true,
};

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let struct_time = STRUCT_TIME.make(vm);
    vm.module_state.insert(TypeId::of::<State>(), Box::new(State { struct_time: struct_time.clone() }));
    let mut module = ModuleBuilder::new(vm, "time", "This module provides various functions to manipulate time values.")?
        .class(&struct_time)
        .function("time()", |vm, _| seconds(vm, clock::REALTIME), "Return the current time in seconds since the Epoch, as a float.")
        .function("time_ns()", |vm, _| nanoseconds(vm, clock::REALTIME), "Return the current time in nanoseconds since the Epoch.")
        .function("monotonic()", |vm, _| seconds(vm, clock::MONOTONIC), "Monotonic clock, cannot go backward.")
        .function("monotonic_ns()", |vm, _| nanoseconds(vm, clock::MONOTONIC), "Monotonic clock, cannot go backward, as nanoseconds.")
        .function("perf_counter()", |vm, _| seconds(vm, clock::MONOTONIC), "Performance counter for benchmarking.")
        .function("perf_counter_ns()", |vm, _| nanoseconds(vm, clock::MONOTONIC), "Performance counter for benchmarking as nanoseconds.")
        .function("process_time()", |vm, _| seconds(vm, clock::PROCESS), "Process time for profiling: sum of the kernel and user-space CPU time.")
        .function("process_time_ns()", |vm, _| nanoseconds(vm, clock::PROCESS), "Process time for profiling as nanoseconds.")
        .function("thread_time()", |vm, _| seconds(vm, clock::THREAD), "Thread time for profiling: sum of the kernel and user-space CPU time.")
        .function("thread_time_ns()", |vm, _| nanoseconds(vm, clock::THREAD), "Thread time for profiling as nanoseconds.")
        .function("clock_gettime(clk_id, /)", |vm, args| {
            let id = clock_id(vm, arg(args, 0))?;
            seconds(vm, id)
        }, "Return the time of the specified clock clk_id as a float.")
        .function("clock_gettime_ns(clk_id, /)", |vm, args| {
            let id = clock_id(vm, arg(args, 0))?;
            nanoseconds(vm, id)
        }, "Return the time of the specified clock clk_id as nanoseconds (int).")
        .function("clock_getres(clk_id, /)", |vm, args| {
            let id = clock_id(vm, arg(args, 0))?;
            let step = asked(vm, clock::resolution(id))?;
            Ok(vm.float(step as f64 / NANOS as f64))
        }, "Return the resolution (precision) of the specified clock clk_id.")
        .function("get_clock_info(name, /)", get_clock_info, "Get information of the specified clock.")
        .function("sleep(seconds, /)", sleep, "Delay execution for a given number of seconds.  The argument may be\na floating-point number for subsecond precision.")
        .function("gmtime(seconds=None, /)", |vm, args| broken_down(vm, arg(args, 0), false), "Convert seconds since the Epoch to a time tuple expressing UTC (a.k.a.\nGMT).  When 'seconds' is not passed in, convert the current time instead.")
        .function("localtime(seconds=None, /)", |vm, args| broken_down(vm, arg(args, 0), true), "Convert seconds since the Epoch to a time tuple expressing local time.\nWhen 'seconds' is not passed in, convert the current time instead.")
        .function("mktime(seconds, /)", mktime, "Convert a time tuple in local time to seconds since the Epoch.")
        .function("asctime(tuple=<unrepresentable>, /)", asctime, "Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'.\nWhen the time tuple is not present, current time as returned by localtime()\nis used.")
        .function("ctime(seconds=None, /)", ctime, "Convert a time in seconds since the Epoch to a string in local time.\nThis is equivalent to asctime(localtime(seconds)).")
        .function("strftime(format, tuple=<unrepresentable>, /)", strftime, "Convert a time tuple to a string according to a format specification.\nWhen the time tuple is not present, current time as returned by localtime()\nis used.")
        .function("strptime(*args)", strptime, "Parse a string to a time tuple according to a format specification.")
        .function("tzset()", tzset, "Initialize, or reinitialize, the local timezone to the value stored in\nos.environ['TZ'].");
    let clocks = [
        ("CLOCK_REALTIME", clock::REALTIME),
        ("CLOCK_MONOTONIC", clock::MONOTONIC),
        ("CLOCK_PROCESS_CPUTIME_ID", clock::PROCESS),
        ("CLOCK_THREAD_CPUTIME_ID", clock::THREAD),
    ];
    for (name, id) in clocks.iter().chain(clock::OTHERS) {
        module = module.value_with(name, |vm| Ok(vm.int(*id as i64)))?;
    }
    module = module.value_with("_STRUCT_TM_ITEMS", |vm| Ok(vm.int(11)))?;
    for (name, value) in zone_values(module.vm())? {
        module = module.value(name, value);
    }
    Ok(module.build())
}

fn asked<T>(vm: &Vm, answer: std::io::Result<T>) -> PyResult<T> {
    answer.map_err(|error| vm.os_error(&error, None))
}

fn seconds(vm: &mut Vm, id: i32) -> PyResult {
    let now = asked(vm, clock::now(id))?;
    Ok(vm.float(now as f64 / NANOS as f64))
}

fn nanoseconds(vm: &mut Vm, id: i32) -> PyResult {
    let now = asked(vm, clock::now(id))?;
    Ok(vm.int(now))
}

fn clock_id(vm: &mut Vm, value: &Value) -> PyResult<i32> {
    let id = vm.extract::<i64>(value)?;
    i32::try_from(id).map_err(|_| vm.overflow_error("Python int too large to convert to C int"))
}

fn get_clock_info(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(name) = arg(args, 0).downcast::<Str>() else {
        let ty = vm.type_name(arg(args, 0));
        return Err(vm.type_error(format!("get_clock_info() argument 1 must be str, not {ty}")));
    };
    let (id, source, monotonic, adjustable) = match &*name.to_lossy() {
        "time" => (clock::REALTIME, "CLOCK_REALTIME", false, true),
        "monotonic" | "perf_counter" => (clock::MONOTONIC, "CLOCK_MONOTONIC", true, false),
        "process_time" => (clock::PROCESS, "CLOCK_PROCESS_CPUTIME_ID", true, false),
        "thread_time" => (clock::THREAD, "CLOCK_THREAD_CPUTIME_ID", true, false),
        _ => return Err(vm.value_error("unknown clock")),
    };
    let step = asked(vm, clock::resolution(id))?;
    let class = vm.types.simple_namespace.to_value();
    let info = vm.call(&class, &[])?;
    let values = [
        ("implementation", vm.new_str(&format!("clock_gettime({source})"))?),
        ("monotonic", Value::bool(monotonic)),
        ("adjustable", Value::bool(adjustable)),
        ("resolution", vm.float(step as f64 / NANOS as f64)),
    ];
    for (name, value) in values {
        let name = vm.intern(name);
        vm.setattr(&info, &name, Some(&value))?;
    }
    Ok(info)
}

fn float_of(value: &Value) -> Option<f64> {
    value.as_float().or_else(|| value.downcast::<Float>().map(|f| f.0))
}

fn not_a_number(vm: &Vm) -> Raised {
    vm.value_error("Invalid value NaN (not a number)")
}

/// A duration in nanoseconds, rounded up.
fn duration(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    let too_large = |vm: &Vm| vm.overflow_error("timestamp out of range for C PyTime_t");
    if let Some(f) = float_of(value) {
        if f.is_nan() {
            return Err(not_a_number(vm));
        }
        let nanos = (f * NANOS as f64).abs().ceil().copysign(f);
        return if nanos.abs() < i64::MAX as f64 { Ok(nanos as i64) } else { Err(too_large(vm)) };
    }
    if !vm.is_int(value) && vm.type_of(value).get(vm).slots.index.is_none() {
        let ty = vm.type_name(value);
        return Err(vm.type_error(format!("'{ty}' object cannot be interpreted as an integer or float")));
    }
    let whole = vm.index(value)?;
    whole.as_small().and_then(|n| n.checked_mul(NANOS)).ok_or_else(|| too_large(vm))
}

fn sleep(vm: &mut Vm, args: &[Value]) -> PyResult {
    let nanos = duration(vm, arg(args, 0))?;
    if nanos < 0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    let deadline = asked(vm, clock::now(clock::MONOTONIC))?.saturating_add(nanos);
    // Signals that wait come first, and others end the sleep for a moment.
    vm.poll()?;
    while let Err(error) = clock::sleep_until(deadline) {
        if error.kind() != std::io::ErrorKind::Interrupted {
            return Err(vm.os_error(&error, None));
        }
        vm.poll()?;
    }
    Ok(Value::NONE)
}

/// A moment in whole seconds, rounded down; now if there is none.
fn moment(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    let too_large = |vm: &Vm| vm.overflow_error("timestamp out of range for platform time_t");
    if value.is_none() || value.is_unset() {
        return Ok(asked(vm, clock::now(clock::REALTIME))?.div_euclid(NANOS));
    }
    if let Some(f) = float_of(value) {
        if f.is_nan() {
            return Err(not_a_number(vm));
        }
        let whole = f.floor();
        return if whole.abs() < i64::MAX as f64 { Ok(whole as i64) } else { Err(too_large(vm)) };
    }
    let whole = vm.index(value)?;
    whole.as_small().ok_or_else(|| too_large(vm))
}

fn broken_down(vm: &mut Vm, value: &Value, local: bool) -> PyResult {
    let seconds = moment(vm, value)?;
    let parts = asked(vm, clock::parts(seconds, local))?;
    let numbers = [
        parts.year as i64 + 1900,
        parts.month as i64 + 1,
        parts.day as i64,
        parts.hour as i64,
        parts.minute as i64,
        parts.second as i64,
        (parts.weekday as i64 + 6) % 7,
        parts.yearday as i64 + 1,
        parts.dst as i64,
    ];
    let mut values: Vec<Value> = numbers.iter().map(|n| vm.int(*n)).collect();
    values.push(vm.new_str(&parts.zone)?);
    values.push(vm.int(parts.offset));
    let ty = struct_time(vm)?;
    vm.new_struct_seq(&ty, values)
}

fn struct_time(vm: &Vm) -> PyResult<Ref<Type>> {
    let state = vm.module_state.get(&TypeId::of::<State>()).and_then(|s| s.downcast_ref::<State>());
    state.map(|state| state.struct_time.clone()).ok_or_else(|| vm.runtime_error("time is not imported"))
}

/// The parts in a tuple of nine numbers or a struct_time.
fn parts_of(vm: &mut Vm, value: &Value, function: &str) -> PyResult<Parts> {
    let Some(tuple) = value.downcast::<Tuple>().cloned() else {
        return Err(vm.type_error("Tuple or struct_time argument required"));
    };
    if tuple.items().len() != 9 {
        return Err(vm.type_error(format!("{function}(): illegal time tuple argument")));
    }
    let mut numbers = [0i32; 9];
    for (slot, item) in numbers.iter_mut().zip(tuple.items()) {
        let index = vm.index(item)?;
        let large = if index.as_small().is_none() { "long" } else { "int" };
        let number = index.as_small().and_then(|n| i32::try_from(n).ok());
        let Some(number) = number else {
            let text = match large {
                "long" => "Python int too large to convert to C long",
                _ if index.as_small().is_some_and(|n| n < 0) => "signed integer is less than minimum",
                _ => "signed integer is greater than maximum",
            };
            return Err(vm.overflow_error(text));
        };
        *slot = number;
    }
    let [year, month, day, hour, minute, second, weekday, yearday, dst] = numbers;
    let Some(year) = year.checked_sub(1900) else { return Err(vm.overflow_error("year out of range")) };
    let mut parts = Parts {
        year,
        month: month.saturating_sub(1),
        day,
        hour,
        minute,
        second,
        weekday: weekday.wrapping_add(1) % 7,
        yearday: yearday.saturating_sub(1),
        dst,
        ..Parts::default()
    };
    let ty = struct_time(vm)?;
    if vm.type_of(value).ptr_eq(&ty) {
        let (zone, offset) = (vm.getattr_str(value, "tm_zone")?, vm.getattr_str(value, "tm_gmtoff")?);
        if let Some(zone) = zone.downcast::<Str>() {
            parts.zone = zone.to_lossy().into_owned();
        }
        if let Some(offset) = offset.as_small() {
            parts.offset = offset;
        }
    }
    Ok(parts)
}

/// What the C library could not bear is refused.
fn check(vm: &Vm, parts: &mut Parts) -> PyResult<()> {
    let wrong = |what: &str| Err(vm.value_error(format!("{what} out of range")));
    if parts.month == -1 {
        parts.month = 0;
    }
    if parts.day == 0 {
        parts.day = 1;
    }
    if parts.yearday == -1 {
        parts.yearday = 0;
    }
    match parts {
        p if !(0..=11).contains(&p.month) => wrong("month"),
        p if !(0..=31).contains(&p.day) => wrong("day of month"),
        p if !(0..=23).contains(&p.hour) => wrong("hour"),
        p if !(0..=59).contains(&p.minute) => wrong("minute"),
        p if !(0..=61).contains(&p.second) => wrong("seconds"),
        p if p.weekday < 0 => wrong("day of week"),
        p if !(0..=365).contains(&p.yearday) => wrong("day of year"),
        _ => Ok(()),
    }
}

/// The parts of a tuple, or of now in local time.
fn parts_or_now(vm: &mut Vm, value: &Value, function: &str) -> PyResult<Parts> {
    if value.is_unset() {
        let seconds = moment(vm, &Value::NONE)?;
        return asked(vm, clock::parts(seconds, true));
    }
    let mut parts = parts_of(vm, value, function)?;
    check(vm, &mut parts)?;
    Ok(parts)
}

fn mktime(vm: &mut Vm, args: &[Value]) -> PyResult {
    let parts = parts_of(vm, arg(args, 0), "mktime")?;
    match clock::seconds_of(&parts) {
        Some(seconds) => Ok(vm.float(seconds as f64)),
        None => Err(vm.overflow_error("mktime argument out of range")),
    }
}

fn shown(vm: &mut Vm, parts: &Parts) -> PyResult {
    const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let day = DAYS.get(parts.weekday as usize).unwrap_or(&"???");
    let month = MONTHS.get(parts.month as usize).unwrap_or(&"???");
    let (hour, minute, second) = (parts.hour, parts.minute, parts.second);
    let year = parts.year as i64 + 1900;
    vm.new_str(&format!("{day} {month}{:3} {hour:02}:{minute:02}:{second:02} {year}", parts.day))
}

fn asctime(vm: &mut Vm, args: &[Value]) -> PyResult {
    let parts = parts_or_now(vm, arg(args, 0), "asctime")?;
    shown(vm, &parts)
}

fn ctime(vm: &mut Vm, args: &[Value]) -> PyResult {
    let seconds = moment(vm, arg(args, 0))?;
    let parts = asked(vm, clock::parts(seconds, true))?;
    shown(vm, &parts)
}

fn strftime(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(format) = arg(args, 0).downcast::<Str>().cloned() else {
        let ty = vm.type_name(arg(args, 0));
        return Err(vm.type_error(format!("strftime() argument 1 must be str, not {ty}")));
    };
    let mut parts = parts_or_now(vm, arg(args, 1), "strftime")?;
    parts.dst = parts.dst.clamp(-1, 1);
    let mut out = Vec::new();
    // The C library's texts end with a zero byte: what is between such is formatted piece by piece.
    for (i, piece) in format.bytes().split(|b| *b == 0).enumerate() {
        if i > 0 {
            out.push(0);
        }
        let piece = CString::new(piece).unwrap_or_default();
        let text = clock::format(&piece, &parts).unwrap_or_default();
        match std::str::from_utf8(&text) {
            Ok(_) => out.extend(text),
            // Surrogates in the format come out as they went in.
            Err(_) if format.as_str().is_none() => out.extend(text),
            Err(_) => out.extend(String::from_utf8_lossy(&text).into_owned().into_bytes()),
        }
    }
    vm.new_str_wtf8(&out)
}

fn strptime(vm: &mut Vm, args: &[Value]) -> PyResult {
    let values = arg(args, 0).downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
    let module = vm.import_module("_strptime")?;
    let function = vm.getattr_str(&module, "_strptime_time")?;
    vm.call(&function, &values)
}

/// `timezone`, `altzone`, `daylight` and `tzname`, as the zone has them in January and July.
fn zone_values(vm: &mut Vm) -> PyResult<Vec<(&'static str, Value)>> {
    const YEAR: i64 = (365 * 24 + 6) * 3600;
    let now = asked(vm, clock::now(clock::REALTIME))?.div_euclid(NANOS);
    let start = now.div_euclid(YEAR) * YEAR;
    let january = asked(vm, clock::parts(start, true))?;
    let july = asked(vm, clock::parts(start + YEAR / 2, true))?;
    // In the south, summer is in January.
    let (winter, summer) = if january.offset <= july.offset { (january, july) } else { (july, january) };
    let names = vec![vm.new_str(&winter.zone)?, vm.new_str(&summer.zone)?];
    Ok(vec![
        ("timezone", vm.int(-winter.offset)),
        ("altzone", vm.int(-summer.offset)),
        ("daylight", vm.int((winter.offset != summer.offset) as i64)),
        ("tzname", vm.new_tuple(names)?),
    ])
}

fn tzset(vm: &mut Vm, _args: &[Value]) -> PyResult {
    clock::read_zone();
    let module = vm.import_module("time")?;
    for (name, value) in zone_values(vm)? {
        let name = vm.intern(name);
        vm.setattr(&module, &name, Some(&value))?;
    }
    Ok(Value::NONE)
}
