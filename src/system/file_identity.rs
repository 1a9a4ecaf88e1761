//! Tells whether two names refer to the same file, even through links (by device and inode, or the equivalent on
//! Windows).

use std::fs;
use std::io;
use std::path::Path;

use same_file::Handle;

use super::messages::name;

/// Whether `file` is the regular file that is read as `input`, where `-` is standard input.
///
/// Returns `false` for anything else, such as a pipe or a terminal: it stores nothing that could be lost, and opening
/// it to compare would disturb it.
pub fn is_input(file: &Path, input: &Path) -> bool {
    let other = if input.to_str() == Some("-") { Handle::stdin() } else { handle(input) };
    handle(file).is_ok_and(|file| other.is_ok_and(|other| file == other))
}

/// Refuses to read `input` if standard output goes to the same file: the run would overwrite its input or read its own
/// output.
///
/// # Errors
/// Returns [`io::ErrorKind::InvalidInput`] with a message for the user if it is the same file.
pub fn not_stdout(input: &Path) -> io::Result<()> {
    let file = if input.to_str() == Some("-") { stdin() } else { handle(input) };
    match file.is_ok_and(|file| Handle::stdout().is_ok_and(|out| out == file)) {
        true => Err(misuse(format!("{} is both read and written to; write to another file", name(input)))),
        false => Ok(()),
    }
}

/// Creates a usage error, for a run that has not done anything yet.
pub fn misuse(why: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, why)
}

/// Opens `path` if it is a regular file.
fn handle(path: &Path) -> io::Result<Handle> {
    if fs::metadata(path)?.is_file() { Handle::from_path(path) } else { Err(io::ErrorKind::Unsupported.into()) }
}

/// Returns standard input if it is a regular file. (On a terminal it is the same file as standard output, which does no
/// harm.)
#[cfg(unix)]
fn stdin() -> io::Result<Handle> {
    use std::os::fd::AsFd;
    let file = fs::File::from(io::stdin().as_fd().try_clone_to_owned()?);
    if file.metadata()?.is_file() { Handle::from_file(file) } else { Err(io::ErrorKind::Unsupported.into()) }
}

#[cfg(not(unix))]
fn stdin() -> io::Result<Handle> {
    Err(io::ErrorKind::Unsupported.into())
}
