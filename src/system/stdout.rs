//! Standard output that reports all errors.
//!
//! `std::io::stdout` reports success if the descriptor is invalid (`EBADF`), and Rust replaces a closed descriptor
//! with `/dev/null` when the program starts. In both cases findings would be lost and the run would appear to
//! succeed.

use std::io::{self, Write};

/// Opens standard output without a buffer.
///
/// # Errors
/// If it is closed. Other errors appear on writing.
#[cfg(unix)]
pub fn open() -> io::Result<Box<dyn Write + Send>> {
    use std::os::fd::AsFd;
    let file = std::fs::File::from(io::stdout().as_fd().try_clone_to_owned()?);
    match was_closed(&file) {
        true => Err(io::Error::other(
            "standard output is closed (or is /dev/null, opened for reading and writing): nothing can be written",
        )),
        false => Ok(Box::new(file)),
    }
}

/// Opens standard output. It is the standard library's, because a console on Windows needs its conversion to UTF-16.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn open() -> io::Result<Box<dyn Write + Send>> {
    Ok(Box::new(io::stdout()))
}

/// Whether `file` is Rust's replacement for a closed descriptor: `/dev/null`, opened for reading and writing. A shell
/// opens `> /dev/null` for writing only.
#[cfg(unix)]
fn was_closed(file: &std::fs::File) -> bool {
    use std::os::unix::fs::{FileTypeExt, MetadataExt};

    use rustix::fs::{OFlags, fcntl_getfl};

    let (Ok(out), Ok(null)) = (file.metadata(), std::fs::metadata("/dev/null")) else { return false };
    let is_null = out.file_type().is_char_device() && out.rdev() == null.rdev();
    is_null && fcntl_getfl(file).is_ok_and(|flags| flags & OFlags::RWMODE == OFlags::RDWR)
}
