//! Clocks, sleeping and the calendar of the C library.
//!
//! `unsafe` because libc functions are foreign: each gets pointers to values that live during the call, and text that
//! ends with a zero byte.

use std::ffi::{CStr, CString};
use std::io;

/// The clocks by the system's numbers.
pub const REALTIME: i32 = libc::CLOCK_REALTIME;
pub const MONOTONIC: i32 = libc::CLOCK_MONOTONIC;
pub const PROCESS: i32 = libc::CLOCK_PROCESS_CPUTIME_ID;
pub const THREAD: i32 = libc::CLOCK_THREAD_CPUTIME_ID;
/// More of them, with their names.
pub const OTHERS: &[(&str, i32)] = &[
    ("CLOCK_MONOTONIC_RAW", libc::CLOCK_MONOTONIC_RAW),
    ("CLOCK_BOOTTIME", libc::CLOCK_BOOTTIME),
    ("CLOCK_TAI", libc::CLOCK_TAI),
];

/// Nanoseconds of a clock.
pub fn now(clock: i32) -> io::Result<i64> {
    ask(|spec| {
        // SAFETY: the system checks the number; the place for the answer is valid.
        unsafe { libc::clock_gettime(clock, spec) }
    })
}

/// The smallest step of a clock, in nanoseconds.
pub fn resolution(clock: i32) -> io::Result<i64> {
    ask(|spec| {
        // SAFETY: as above.
        unsafe { libc::clock_getres(clock, spec) }
    })
}

fn ask(call: impl FnOnce(*mut libc::timespec) -> i32) -> io::Result<i64> {
    let mut spec = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    match call(&mut spec) {
        0 => Ok(spec.tv_sec.saturating_mul(1_000_000_000).saturating_add(spec.tv_nsec)),
        _ => Err(io::Error::last_os_error()),
    }
}

/// Sleeps until a moment of the monotonic clock, in nanoseconds; EINTR if a signal came.
pub fn sleep_until(deadline: i64) -> io::Result<()> {
    let spec =
        libc::timespec { tv_sec: deadline.div_euclid(1_000_000_000), tv_nsec: deadline.rem_euclid(1_000_000_000) };
    // SAFETY: a valid time; no place for the rest is needed.
    let error =
        unsafe { libc::clock_nanosleep(libc::CLOCK_MONOTONIC, libc::TIMER_ABSTIME, &spec, std::ptr::null_mut()) };
    if error == 0 { Ok(()) } else { Err(io::Error::from_raw_os_error(error)) }
}

/// A moment in parts, as `struct tm` has them; the zone's name is kept apart.
#[derive(Clone, Default)]
pub struct Parts {
    pub second: i32,
    pub minute: i32,
    pub hour: i32,
    pub day: i32,
    /// From 0.
    pub month: i32,
    /// From 1900.
    pub year: i32,
    /// From Sunday, 0.
    pub weekday: i32,
    /// From 0.
    pub yearday: i32,
    pub dst: i32,
    /// Seconds east of Greenwich.
    pub offset: i64,
    pub zone: String,
}

fn empty() -> libc::tm {
    // SAFETY: all fields are numbers or a pointer that may be null.
    unsafe { std::mem::zeroed() }
}

fn parts_of(tm: &libc::tm) -> Parts {
    let zone = if tm.tm_zone.is_null() {
        String::new()
    } else {
        // SAFETY: the C library points it at the name of a zone.
        unsafe { CStr::from_ptr(tm.tm_zone) }.to_string_lossy().into_owned()
    };
    Parts {
        second: tm.tm_sec,
        minute: tm.tm_min,
        hour: tm.tm_hour,
        day: tm.tm_mday,
        month: tm.tm_mon,
        year: tm.tm_year,
        weekday: tm.tm_wday,
        yearday: tm.tm_yday,
        dst: tm.tm_isdst,
        offset: tm.tm_gmtoff,
        zone,
    }
}

impl Parts {
    /// As the C library has it; the zone's name must live as long as it is used.
    fn to_tm(&self, zone: Option<&CStr>) -> libc::tm {
        let mut tm = empty();
        tm.tm_sec = self.second;
        tm.tm_min = self.minute;
        tm.tm_hour = self.hour;
        tm.tm_mday = self.day;
        tm.tm_mon = self.month;
        tm.tm_year = self.year;
        tm.tm_wday = self.weekday;
        tm.tm_yday = self.yearday;
        tm.tm_isdst = self.dst;
        tm.tm_gmtoff = self.offset;
        tm.tm_zone = zone.map_or(std::ptr::null(), CStr::as_ptr);
        tm
    }
}

/// The moment in local time, or in UTC.
pub fn parts(seconds: i64, local: bool) -> io::Result<Parts> {
    let mut tm = empty();
    let when: libc::time_t = seconds;
    // SAFETY: both places are valid during the call.
    let answer = unsafe { if local { libc::localtime_r(&when, &mut tm) } else { libc::gmtime_r(&when, &mut tm) } };
    if answer.is_null() { Err(io::Error::last_os_error()) } else { Ok(parts_of(&tm)) }
}

/// The moment with these parts in local time; none if there is no such.
pub fn seconds_of(parts: &Parts) -> Option<i64> {
    let mut tm = parts.to_tm(None);
    // The C library reports by -1, which is a moment as well: then it fills in the day of the week.
    tm.tm_wday = -1;
    // SAFETY: a valid place during the call.
    let seconds = unsafe { libc::mktime(&mut tm) };
    (seconds != -1 || tm.tm_wday != -1).then_some(seconds)
}

/// Text by a format; none if it would be too long.
pub fn format(pattern: &CStr, parts: &Parts) -> Option<Vec<u8>> {
    if pattern.is_empty() {
        return Some(Vec::new());
    }
    let zone = CString::new(parts.zone.clone()).ok()?;
    let tm = parts.to_tm((!parts.zone.is_empty()).then_some(zone.as_c_str()));
    let mut size = 1024;
    loop {
        let mut out = vec![0u8; size];
        // SAFETY: pointer and length of one buffer; the pattern ends with a zero byte; the parts are valid.
        let len = unsafe { libc::strftime(out.as_mut_ptr().cast(), size, pattern.as_ptr(), &tm) };
        if len > 0 || size >= 256 * pattern.to_bytes().len().max(4) {
            out.truncate(len);
            return Some(out);
        }
        size *= 2;
    }
}

/// Reads TZ from the environment anew.
pub fn read_zone() {
    unsafe extern "C" {
        fn tzset();
    }
    // SAFETY: the function has no conditions but that the environment is not changed meanwhile.
    unsafe { tzset() }
}
