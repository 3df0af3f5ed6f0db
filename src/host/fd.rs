//! File descriptors, as the system gives them: no buffering, no retry after EINTR (the caller looks for signals first).
//!
//! `unsafe` because libc functions are foreign: each call gets pointers with their lengths and reports by `errno`. A
//! descriptor is a plain number here, as in Python, where several objects may share one.

use std::ffi::CString;
use std::io;
use std::sync::atomic::{AtomicU8, Ordering};

fn checked(result: i64) -> io::Result<i64> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(result) }
}

/// Reads at most `buffer.len()` bytes; 0 at the end.
pub fn read(fd: i32, buffer: &mut [u8]) -> io::Result<usize> {
    // SAFETY: pointer and length of one slice.
    let n = unsafe { libc::read(fd, buffer.as_mut_ptr().cast(), buffer.len().min(isize::MAX as usize)) };
    checked(n as i64).map(|n| n as usize)
}

/// Writes some of the bytes; returns how many.
pub fn write(fd: i32, data: &[u8]) -> io::Result<usize> {
    if super::console::take(fd, data) {
        return Ok(data.len());
    }
    // SAFETY: pointer and length of one slice.
    let n = unsafe { libc::write(fd, data.as_ptr().cast(), data.len().min(isize::MAX as usize)) };
    checked(n as i64).map(|n| n as usize)
}

/// Moves the file position; `whence` as in `io.SEEK_*`.
pub fn seek(fd: i32, offset: i64, whence: i32) -> io::Result<i64> {
    // SAFETY: plain numbers.
    checked(unsafe { libc::lseek(fd, offset, whence) })
}

pub fn truncate(fd: i32, length: i64) -> io::Result<()> {
    loop {
        // SAFETY: plain numbers.
        match checked(unsafe { libc::ftruncate(fd, length) } as i64) {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            result => return result.map(drop),
        }
    }
}

pub fn close(fd: i32) -> io::Result<()> {
    // SAFETY: plain number. After EINTR the descriptor is gone on Linux: no retry.
    checked(unsafe { libc::close(fd) } as i64).map(drop)
}

pub fn is_tty(fd: i32) -> bool {
    // SAFETY: plain number.
    unsafe { libc::isatty(fd) == 1 }
}

/// Opens a path (bytes without NUL); the descriptor is not inherited by child processes.
pub fn open(path: &[u8], flags: i32, mode: u32) -> io::Result<i32> {
    let path = CString::new(path).map_err(|_| io::Error::from_raw_os_error(libc::EINVAL))?;
    // SAFETY: a terminated string.
    checked(unsafe { libc::open(path.as_ptr(), flags | libc::O_CLOEXEC, mode) } as i64).map(|fd| fd as i32)
}

/// What the io layer asks of a file.
#[derive(Clone, Copy, Debug)]
pub struct Status {
    pub is_dir: bool,
    pub size: i64,
    pub block_size: i64,
}

pub fn status(fd: i32) -> io::Result<Status> {
    let mut stat = std::mem::MaybeUninit::<libc::stat>::uninit();
    // SAFETY: `fstat` fills the structure when it succeeds.
    unsafe {
        checked(libc::fstat(fd, stat.as_mut_ptr()) as i64)?;
        let stat = stat.assume_init();
        Ok(Status {
            is_dir: stat.st_mode & libc::S_IFMT == libc::S_IFDIR,
            size: stat.st_size,
            block_size: stat.st_blksize,
        })
    }
}

/// Whether the descriptor is open.
pub fn is_open(fd: i32) -> bool {
    // SAFETY: plain numbers.
    unsafe { libc::fcntl(fd, libc::F_GETFD) >= 0 }
}

/// Bits of those of the descriptors 0 to 2 that were closed when the process began.
static CLOSED_AT_START: AtomicU8 = AtomicU8::new(0);

/// Rust's runtime opens /dev/null in place of closed standard descriptors before `main`, so that looking has to be earlier.
#[used]
#[cfg_attr(target_os = "linux", unsafe(link_section = ".init_array"))]
static LOOK: extern "C" fn() = look;

extern "C" fn look() {
    let closed = (0..3).filter(|fd| !is_open(*fd)).fold(0u8, |bits, fd| bits | 1 << fd);
    CLOSED_AT_START.store(closed, Ordering::Relaxed);
}

/// Whether a standard descriptor was open when the process began.
pub fn was_open_at_start(fd: i32) -> bool {
    CLOSED_AT_START.load(Ordering::Relaxed) & 1 << (fd & 7) == 0
}

/// Columns and rows of a terminal.
pub fn terminal_size(fd: i32) -> Option<(usize, usize)> {
    let mut size = libc::winsize { ws_row: 0, ws_col: 0, ws_xpixel: 0, ws_ypixel: 0 };
    // SAFETY: the structure is the one that this request fills.
    let done = unsafe { libc::ioctl(fd, libc::TIOCGWINSZ, &raw mut size) };
    (done == 0 && size.ws_col > 0).then_some((size.ws_col as usize, size.ws_row as usize))
}
