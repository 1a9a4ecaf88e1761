//! Ctrl+C, SIGTERM and SIGHUP: unfinished files are deleted, and the program ends with 130.

use std::fs;
use std::path::PathBuf;
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::messages::say;

/// Temporary files of outputs that are not whole yet.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The unfinished files. While the guard is held no interrupt ends the program.
pub(super) fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on an interrupt deletes the unfinished files, calls `then` and ends the program with 130. Call it once.
pub fn tidy(mut then: impl FnMut() + Send + 'static) {
    let set = ctrlc::set_handler(move || {
        // The lock is kept until the end, so that no file is begun or finished in the meantime.
        let mut files = unfinished();
        for file in files.drain(..) {
            let _ = fs::remove_file(file);
        }
        then();
        process::exit(130);
    });
    if let Err(error) = set {
        say(format_args!("Ctrl+C may leave an unfinished file or line: {error}"));
    }
}
