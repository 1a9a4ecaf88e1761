//! Standard output whose errors are all seen.
//!
//! `std::io::stdout` reports success where the descriptor cannot be written to (`EBADF`), and at its start a program has `/dev/null`
//! put in the place of a closed descriptor. Either way findings would vanish and the run would look like a success.

use std::io::{self, Write};

/// Standard output, without a buffer.
///
/// # Errors
/// When it is closed; what cannot be written is an error of the write.
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

/// As above. A console on Windows needs the standard library's conversion to UTF-16.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn open() -> io::Result<Box<dyn Write + Send>> {
    Ok(Box::new(io::stdout()))
}

/// Whether `file` is what Rust puts in the place of a closed descriptor. A shell's `> /dev/null` is open for writing only.
#[cfg(unix)]
fn was_closed(file: &std::fs::File) -> bool {
    use std::os::unix::fs::{FileTypeExt, MetadataExt};

    use rustix::fs::{OFlags, fcntl_getfl};

    let (Ok(out), Ok(null)) = (file.metadata(), std::fs::metadata("/dev/null")) else { return false };
    let is_null = out.file_type().is_char_device() && out.rdev() == null.rdev();
    is_null && fcntl_getfl(file).is_ok_and(|flags| flags & OFlags::RWMODE == OFlags::RDWR)
}
