//! Paths, processes and what else of the system `os` shows. Paths are bytes, as the kernel has them; errors carry `errno`.
//!
//! `unsafe` because libc functions are foreign: each gets terminated strings, or pointers with their lengths, that live
//! through the call.

use std::ffi::{CStr, CString, OsString};
use std::io;
use std::os::unix::ffi::{OsStrExt, OsStringExt};

fn checked(result: i64) -> io::Result<i64> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(result) }
}

fn c_string(text: &[u8]) -> io::Result<CString> {
    CString::new(text).map_err(|_| io::Error::from_raw_os_error(libc::EINVAL))
}

/// A file by path or by descriptor.
#[derive(Clone, Debug)]
pub enum Target {
    Path(Vec<u8>),
    Descriptor(i32),
}

/// `stat`, times in seconds and nanoseconds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stat {
    pub mode: i64,
    pub ino: i64,
    pub dev: i64,
    pub nlink: i64,
    pub uid: i64,
    pub gid: i64,
    pub size: i64,
    pub atime: (i64, i64),
    pub mtime: (i64, i64),
    pub ctime: (i64, i64),
    pub block_size: i64,
    pub blocks: i64,
    pub rdev: i64,
}

pub fn stat(target: &Target, follow: bool) -> io::Result<Stat> {
    let mut raw = std::mem::MaybeUninit::<libc::stat>::uninit();
    // SAFETY: the structure is filled when the call succeeds.
    let raw = unsafe {
        let result = match target {
            Target::Descriptor(fd) => libc::fstat(*fd, raw.as_mut_ptr()),
            Target::Path(path) => {
                let path = c_string(path)?;
                match follow {
                    true => libc::stat(path.as_ptr(), raw.as_mut_ptr()),
                    false => libc::lstat(path.as_ptr(), raw.as_mut_ptr()),
                }
            }
        };
        checked(result as i64)?;
        raw.assume_init()
    };
    Ok(Stat {
        mode: raw.st_mode as i64,
        ino: raw.st_ino as i64,
        dev: raw.st_dev as i64,
        nlink: raw.st_nlink as i64,
        uid: raw.st_uid as i64,
        gid: raw.st_gid as i64,
        size: raw.st_size,
        atime: (raw.st_atime, raw.st_atime_nsec),
        mtime: (raw.st_mtime, raw.st_mtime_nsec),
        ctime: (raw.st_ctime, raw.st_ctime_nsec),
        block_size: raw.st_blksize as i64,
        blocks: raw.st_blocks,
        rdev: raw.st_rdev as i64,
    })
}

/// An entry of a folder: name, inode, kind as in `d_type`.
pub struct Entry {
    pub name: Vec<u8>,
    pub inode: i64,
    pub kind: u8,
}

/// The entries of a folder, in the order of the system, without `.` and `..`.
pub fn entries(target: &Target) -> io::Result<Vec<Entry>> {
    // SAFETY: the stream is closed on all ways out; an entry is copied before the next one is read.
    unsafe {
        let stream = match target {
            Target::Path(path) => libc::opendir(c_string(path)?.as_ptr()),
            Target::Descriptor(fd) => {
                let copy = checked(libc::dup(*fd) as i64)? as i32;
                let stream = libc::fdopendir(copy);
                if stream.is_null() {
                    let error = io::Error::last_os_error();
                    libc::close(copy);
                    return Err(error);
                }
                libc::rewinddir(stream);
                stream
            }
        };
        if stream.is_null() {
            return Err(io::Error::last_os_error());
        }
        let mut found = Vec::new();
        let result = loop {
            *libc::__errno_location() = 0;
            let entry = libc::readdir(stream);
            if entry.is_null() {
                let error = io::Error::last_os_error();
                break if error.raw_os_error() == Some(0) { Ok(()) } else { Err(error) };
            }
            let name = CStr::from_ptr((*entry).d_name.as_ptr()).to_bytes();
            if name != b"." && name != b".." {
                found.push(Entry { name: name.to_vec(), inode: (*entry).d_ino as i64, kind: (*entry).d_type });
            }
        };
        libc::closedir(stream);
        result.map(|()| found)
    }
}

/// Calls without a result on one path.
macro_rules! on_path {
    ($($(#[$doc:meta])* $name:ident($path:ident $(, $arg:ident: $ty:ty)*) => $call:expr;)*) => { $(
        $(#[$doc])*
        pub fn $name(path: &[u8] $(, $arg: $ty)*) -> io::Result<()> {
            let $path = c_string(path)?;
            // SAFETY: a terminated string and plain numbers.
            checked(unsafe { $call } as i64).map(drop)
        }
    )* };
}

on_path! {
    make_dir(path, mode: u32) => libc::mkdir(path.as_ptr(), mode);
    remove_dir(path) => libc::rmdir(path.as_ptr());
    remove(path) => libc::unlink(path.as_ptr());
    change_dir(path) => libc::chdir(path.as_ptr());
    change_mode(path, mode: u32) => libc::chmod(path.as_ptr(), mode);
    truncate(path, length: i64) => libc::truncate(path.as_ptr(), length);
    make_fifo(path, mode: u32) => libc::mkfifo(path.as_ptr(), mode);
}

pub fn change_owner(path: &[u8], user: u32, group: u32, follow: bool) -> io::Result<()> {
    let path = c_string(path)?;
    let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
    // SAFETY: a terminated string and plain numbers.
    checked(unsafe { libc::fchownat(libc::AT_FDCWD, path.as_ptr(), user, group, flags) } as i64).map(drop)
}

pub fn change_mode_of(fd: i32, mode: u32) -> io::Result<()> {
    // SAFETY: plain numbers.
    checked(unsafe { libc::fchmod(fd, mode) } as i64).map(drop)
}

pub fn change_dir_to(fd: i32) -> io::Result<()> {
    // SAFETY: a plain number.
    checked(unsafe { libc::fchdir(fd) } as i64).map(drop)
}

/// Calls without a result on two paths.
macro_rules! on_two_paths {
    ($($name:ident($a:ident, $b:ident) => $call:expr;)*) => { $(
        pub fn $name(from: &[u8], to: &[u8]) -> io::Result<()> {
            let ($a, $b) = (c_string(from)?, c_string(to)?);
            // SAFETY: two terminated strings.
            checked(unsafe { $call } as i64).map(drop)
        }
    )* };
}

on_two_paths! {
    rename(a, b) => libc::rename(a.as_ptr(), b.as_ptr());
    link(a, b) => libc::link(a.as_ptr(), b.as_ptr());
    symlink(a, b) => libc::symlink(a.as_ptr(), b.as_ptr());
}

/// What a symbolic link holds.
pub fn read_link(path: &[u8]) -> io::Result<Vec<u8>> {
    let path = std::path::Path::new(std::ffi::OsStr::from_bytes(path));
    Ok(std::fs::read_link(path)?.into_os_string().into_vec())
}

/// Whether the process may read, write or execute a file (bits as in `access`).
pub fn access(path: &[u8], mode: i32, effective: bool, follow: bool) -> bool {
    let Ok(path) = c_string(path) else { return false };
    let mut flags = 0;
    if effective {
        flags |= libc::AT_EACCESS;
    }
    if !follow {
        flags |= libc::AT_SYMLINK_NOFOLLOW;
    }
    // SAFETY: a terminated string and plain numbers.
    unsafe { libc::faccessat(libc::AT_FDCWD, path.as_ptr(), mode, flags) == 0 }
}

/// Sets access and modification time; `None` is now.
pub fn set_times(target: &Target, times: Option<[(i64, i64); 2]>, follow: bool) -> io::Result<()> {
    let pair = times.map(|times| times.map(|(s, ns)| libc::timespec { tv_sec: s, tv_nsec: ns }));
    let pointer = pair.as_ref().map_or(std::ptr::null(), |p| p.as_ptr());
    // SAFETY: a terminated string; the two times live through the call.
    let result = unsafe {
        match target {
            Target::Descriptor(fd) => libc::futimens(*fd, pointer),
            Target::Path(path) => {
                let path = c_string(path)?;
                let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
                libc::utimensat(libc::AT_FDCWD, path.as_ptr(), pointer, flags)
            }
        }
    };
    checked(result as i64).map(drop)
}

pub fn current_dir() -> io::Result<Vec<u8>> {
    Ok(std::env::current_dir()?.into_os_string().into_vec())
}

/// All environment variables.
pub fn variables() -> Vec<(Vec<u8>, Vec<u8>)> {
    std::env::vars_os().map(|(name, value): (OsString, OsString)| (name.into_vec(), value.into_vec())).collect()
}

pub fn set_variable(name: &[u8], value: Option<&[u8]>) -> io::Result<()> {
    let name = c_string(name)?;
    // SAFETY: terminated strings. No other thread of the interpreter reads the environment meanwhile.
    let result = unsafe {
        match value {
            Some(value) => libc::setenv(name.as_ptr(), c_string(value)?.as_ptr(), 1),
            None => libc::unsetenv(name.as_ptr()),
        }
    };
    checked(result as i64).map(drop)
}

/// Random bytes of the system.
pub fn random(buffer: &mut [u8]) -> io::Result<()> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|r| !r.is_empty()) {
        // SAFETY: pointer and length of one slice.
        match checked(unsafe { libc::getrandom(rest.as_mut_ptr().cast(), rest.len(), 0) } as i64) {
            Ok(n) => filled += n as usize,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(())
}

/// Numbers of the process: id, parent, user, effective user, group, effective group.
pub fn ids() -> [i64; 6] {
    // SAFETY: these calls only answer.
    unsafe {
        [
            libc::getpid() as i64,
            libc::getppid() as i64,
            libc::getuid() as i64,
            libc::geteuid() as i64,
            libc::getgid() as i64,
            libc::getegid() as i64,
        ]
    }
}

pub fn kill(pid: i32, signal: i32) -> io::Result<()> {
    // SAFETY: plain numbers.
    checked(unsafe { libc::kill(pid, signal) } as i64).map(drop)
}

pub fn umask(mask: u32) -> u32 {
    // SAFETY: a plain number.
    unsafe { libc::umask(mask) }
}

pub fn duplicate(fd: i32) -> io::Result<i32> {
    // SAFETY: plain numbers.
    checked(unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) } as i64).map(|fd| fd as i32)
}

pub fn duplicate_to(fd: i32, to: i32, inheritable: bool) -> io::Result<i32> {
    // SAFETY: plain numbers.
    unsafe {
        if inheritable || fd == to {
            return checked(libc::dup2(fd, to) as i64).map(|fd| fd as i32);
        }
        checked(libc::dup3(fd, to, libc::O_CLOEXEC) as i64).map(|fd| fd as i32)
    }
}

pub fn pipe() -> io::Result<(i32, i32)> {
    let mut ends = [0i32; 2];
    // SAFETY: the array has room for two numbers.
    checked(unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) } as i64)?;
    Ok((ends[0], ends[1]))
}

pub fn sync(fd: i32) -> io::Result<()> {
    // SAFETY: a plain number.
    checked(unsafe { libc::fsync(fd) } as i64).map(drop)
}

/// Whether child processes get the descriptor.
pub fn is_inheritable(fd: i32) -> io::Result<bool> {
    // SAFETY: plain numbers.
    checked(unsafe { libc::fcntl(fd, libc::F_GETFD) } as i64).map(|flags| flags & libc::FD_CLOEXEC as i64 == 0)
}

pub fn set_inheritable(fd: i32, on: bool) -> io::Result<()> {
    // SAFETY: plain numbers.
    unsafe {
        let flags = checked(libc::fcntl(fd, libc::F_GETFD) as i64)? as i32;
        let flags = if on { flags & !libc::FD_CLOEXEC } else { flags | libc::FD_CLOEXEC };
        checked(libc::fcntl(fd, libc::F_SETFD, flags) as i64).map(drop)
    }
}

/// Columns and lines of the terminal at a descriptor.
pub fn terminal_size(fd: i32) -> io::Result<(i64, i64)> {
    let mut size = libc::winsize { ws_row: 0, ws_col: 0, ws_xpixel: 0, ws_ypixel: 0 };
    // SAFETY: the structure that this request fills.
    checked(unsafe { libc::ioctl(fd, libc::TIOCGWINSZ, &mut size) } as i64)?;
    Ok((size.ws_col as i64, size.ws_row as i64))
}

/// The system's text for an error number.
pub fn error_text(number: i32) -> String {
    let mut buffer = [0u8; 256];
    // SAFETY: pointer and length of one array, whose last byte stays zero.
    let result = unsafe { libc::strerror_r(number, buffer.as_mut_ptr().cast(), buffer.len() - 1) };
    if result != 0 && result != libc::EINVAL {
        return format!("Unknown error {number}");
    }
    let end = buffer.iter().position(|b| *b == 0).unwrap_or(0);
    String::from_utf8_lossy(buffer.get(..end).unwrap_or(&[])).into_owned()
}

/// System name, node, release, version, machine.
pub fn uname() -> io::Result<[String; 5]> {
    let mut raw = std::mem::MaybeUninit::<libc::utsname>::uninit();
    // SAFETY: the structure is filled when the call succeeds; its fields are terminated.
    unsafe {
        checked(libc::uname(raw.as_mut_ptr()) as i64)?;
        let raw = raw.assume_init();
        let text = |field: &[libc::c_char]| CStr::from_ptr(field.as_ptr()).to_string_lossy().into_owned();
        Ok([text(&raw.sysname), text(&raw.nodename), text(&raw.release), text(&raw.version), text(&raw.machine)])
    }
}

/// User and system time of the process and of its children, and the clock: in seconds.
pub fn times() -> io::Result<[f64; 5]> {
    let mut raw = libc::tms { tms_utime: 0, tms_stime: 0, tms_cutime: 0, tms_cstime: 0 };
    // SAFETY: the structure that the call fills.
    let clock = unsafe { libc::times(&mut raw) };
    // SAFETY: only answers.
    let ticks = unsafe { libc::sysconf(libc::_SC_CLK_TCK) }.max(1) as f64;
    let all = [raw.tms_utime, raw.tms_stime, raw.tms_cutime, raw.tms_cstime, clock];
    Ok(all.map(|t| t as f64 / ticks))
}

pub fn load_average() -> Option<[f64; 3]> {
    let mut found = [0.0; 3];
    // SAFETY: the array has room for three numbers.
    (unsafe { libc::getloadavg(found.as_mut_ptr(), 3) } == 3).then_some(found)
}

/// Number of processors, and of those that the process may use.
pub fn processors() -> (Option<i64>, Option<i64>) {
    // SAFETY: only answers.
    let all = unsafe { libc::sysconf(libc::_SC_NPROCESSORS_ONLN) };
    let usable = std::thread::available_parallelism().ok().map(|n| n.get() as i64);
    ((all > 0).then_some(all), usable)
}

/// Ends the process at once.
pub fn exit_now(status: i32) -> ! {
    // SAFETY: does not return; nothing is cleaned up, which is what it is for.
    unsafe { libc::_exit(status) }
}

/// Runs a command in the shell. Its wait status, and its output if it is to be caught.
pub fn shell(command: &[u8], input: Option<&[u8]>, catch: bool) -> io::Result<(i32, Vec<u8>)> {
    use std::io::Write;
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Command, Stdio};
    let mut child = Command::new("/bin/sh");
    child.arg("-c").arg(std::ffi::OsStr::from_bytes(command));
    if input.is_some() {
        child.stdin(Stdio::piped());
    }
    if catch {
        child.stdout(Stdio::piped());
    }
    let mut child = child.spawn()?;
    if let (Some(mut stdin), Some(input)) = (child.stdin.take(), input) {
        match stdin.write_all(input) {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => return Err(e),
            _ => {}
        }
    }
    let output = child.wait_with_output()?;
    Ok((output.status.into_raw(), output.stdout))
}

/// The name of the user that owns the terminal.
pub fn login_name() -> io::Result<String> {
    // SAFETY: null, or a terminated string that is copied at once.
    unsafe {
        let name = libc::getlogin();
        match name.is_null() {
            true => Err(io::Error::last_os_error()),
            false => Ok(CStr::from_ptr(name).to_string_lossy().into_owned()),
        }
    }
}

/// Name, home and shell of a user by number: fields of the system's user list.
pub fn user_by_id(uid: u32) -> Option<(Vec<u8>, Vec<u8>)> {
    user(|line: &[&[u8]]| line.get(2).is_some_and(|id| *id == uid.to_string().as_bytes()))
}

/// As `user_by_id`, by name.
pub fn user_by_name(name: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    user(|line: &[&[u8]]| line.first().is_some_and(|n| *n == name))
}

fn user(wanted: impl Fn(&[&[u8]]) -> bool) -> Option<(Vec<u8>, Vec<u8>)> {
    let text = std::fs::read("/etc/passwd").ok()?;
    for line in text.split(|b| *b == b'\n') {
        let fields: Vec<&[u8]> = line.split(|b| *b == b':').collect();
        if wanted(&fields) {
            return Some((fields.first()?.to_vec(), fields.get(5)?.to_vec()));
        }
    }
    None
}
