//! Handles Ctrl+C, SIGTERM and SIGHUP: deletes unfinished files and ends the program with exit code 130.

use std::fs;
use std::path::PathBuf;
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::messages::say;

/// Temporary files of unfinished outputs.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Locks the list of unfinished files. No interrupt ends the program while the guard is held.
pub(super) fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes an interrupt delete the unfinished files, call `then` and end the program with exit code 130. Call it once.
pub fn tidy(mut then: impl FnMut() + Send + 'static) {
    let set = ctrlc::set_handler(move || {
        // The lock is held to the end, so that no file is started or finished in the meantime.
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
