//! Recognises downloads whose hash differs from the lock file. They must not be treated like unavailable packages,
//! which are skipped.

use std::fmt;

use anyhow::{Error, Result};

/// What npm and pip print if a hash differs or is missing.
const SIGNS: [&str; 3] = ["EINTEGRITY", "DO NOT MATCH THE HASHES", "Hashes are required"];

/// A download whose hash differs from the lock file.
#[derive(Debug)]
pub struct Tampered(String);

impl fmt::Display for Tampered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a package is not the one in the lock file; do not go on before you know why\n{}", self.0)
    }
}

impl std::error::Error for Tampered {}

/// Converts a package manager's error to [`Tampered`] if it was about a hash.
///
/// # Errors
/// The error of `installed`, as [`Tampered`] if it was about a hash.
pub fn marked<T>(installed: Result<T>) -> Result<T> {
    installed.map_err(|error| {
        let said = format!("{error:#}");
        match SIGNS.iter().any(|sign| said.contains(sign)) {
            true => Error::new(Tampered(said)),
            false => error,
        }
    })
}

/// Returns the value in `got`. If it is unavailable on this machine, prints the message of `without` and returns
/// `None`.
///
/// # Errors
/// If a package was tampered with.
pub fn optional<T>(got: Result<T>, without: impl FnOnce(&Error) -> String) -> Result<Option<T>> {
    match got {
        Ok(got) => Ok(Some(got)),
        Err(error) if error.chain().any(|cause| cause.is::<Tampered>()) => Err(error),
        Err(error) => {
            println!("{}", without(&error));
            Ok(None)
        }
    }
}

#[cfg(test)]
mod tests {
    use anyhow::{Context, anyhow};

    use super::*;

    #[test]
    fn a_wrong_hash_stops_where_a_missing_network_does_not() {
        let after = |said: &str| {
            let installed: Result<()> = marked(Err(anyhow!("failed: npm ci\n{said}"))).context("no esbuild");
            optional(installed, |error| format!("skipped: {error:#}"))
        };
        assert!(after("npm error code ENOTFOUND").is_ok_and(|got| got.is_none()));
        for said in
            ["npm error code EINTEGRITY", "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."]
        {
            assert!(after(said).is_err(), "{said}");
        }
        assert!(optional(Ok(1), |_| String::new()).is_ok_and(|got| got == Some(1)));
    }
}
