//! Files that appear complete or not at all: they are written under a temporary name in the same folder, and renamed at
//! the end.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::file_identity::is_input;
use super::interrupt::unfinished;
use super::messages::name;

/// A file that gets its name in [`AtomicFile::finish`]. If it is dropped before that, nothing remains.
#[derive(Debug)]
pub struct AtomicFile {
    /// `None` once it is finished.
    temporary: Option<NamedTempFile>,
    path: PathBuf,
    replace: bool,
}

/// Returns why `path` must not be written, phrased to follow the file name; `None` if it may be.
///
/// An existing file may be replaced only if `replace` is set, and only if it is none of `inputs`. A symbolic link is
/// replaced itself; its target is unchanged.
pub fn refusal(path: &Path, replace: bool, inputs: &[PathBuf]) -> Option<&'static str> {
    let kind = fs::symlink_metadata(path).ok()?.file_type();
    if inputs.iter().any(|input| is_input(path, input)) {
        return Some("is one of the files to read; write to another file");
    }
    match kind.is_file() || kind.is_symlink() {
        false => Some("exists and is not a file that can be replaced"),
        true if !replace => Some("already exists; use --force to replace it"),
        true => None,
    }
}

impl AtomicFile {
    /// Starts a file that gets the name `path` at the end. If `replace` is set, it then replaces any file of that name.
    ///
    /// # Errors
    /// If no file can be created in the folder. The message names `path`.
    pub fn create(path: &Path, replace: bool) -> io::Result<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = Builder::new();
        builder.prefix(".sayso-").suffix(".part");
        // The same permissions as any new file; the default lets only the owner read it.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut files = unfinished();
        let temporary = builder.tempfile_in(folder).map_err(|error| unwritten(path, &error))?;
        files.push(temporary.path().to_owned());
        Ok(Self { temporary: Some(temporary), path: path.to_owned(), replace })
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// If renaming fails, for example because another file has the name and must not be replaced. The message names
    /// `path`.
    pub fn finish(mut self) -> io::Result<()> {
        let Some(temporary) = self.temporary.take() else { return Ok(()) };
        let mut files = unfinished();
        let old = temporary.path().to_owned();
        let renamed = match self.replace {
            true => temporary.persist(&self.path),
            false => temporary.persist_noclobber(&self.path),
        };
        files.retain(|file| *file != old);
        renamed.map(drop).map_err(|error| unwritten(&self.path, &error.error))
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.temporary {
            Some(file) => file.write(bytes),
            None => Err(io::ErrorKind::NotConnected.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.temporary.as_mut().map_or(Ok(()), NamedTempFile::flush)
    }
}

impl Drop for AtomicFile {
    fn drop(&mut self) {
        if let Some(temporary) = self.temporary.take() {
            let mut files = unfinished();
            files.retain(|file| file != temporary.path());
        }
    }
}

/// Returns `error` with the path in the message.
fn unwritten(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{} cannot be written: {error}", name(path)))
}
