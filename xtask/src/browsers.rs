//! Finds the browsers for the tests, their drivers and the web server, or installs them if possible.

use anyhow::{Result, bail};

use crate::apt;
use crate::shell::which;

/// The browsers used by the tests.
pub const ENGINES: [&str; 2] = ["chromium", "firefox"];

/// Ensures that the given [`ENGINES`] and the web server are installed. Asks once for everything that is missing.
///
/// # Errors
/// If something is missing and cannot be installed; the message says what to install.
pub fn ensure(engines: &[&str]) -> Result<()> {
    apt::install("a browser test", &missing(engines, &there))?;
    let missing = missing(engines, &there);
    if missing.is_empty() {
        return Ok(());
    }
    bail!(
        "these Debian packages, or their like, must be on the PATH: {}. `cargo xtask test --no-browser` needs no \
         browser",
        missing.join(" ")
    );
}

fn there(name: &str) -> bool {
    which(name).is_some()
}

/// Returns the Debian packages of the missing programs. `there` says whether a program is on the `PATH`.
fn missing(engines: &[&str], there: &dyn Fn(&str) -> bool) -> Vec<&'static str> {
    let none = |names: &[&str]| !names.iter().any(|name| there(name));
    let mut missing = Vec::new();
    if engines.contains(&"chromium") {
        if none(&["chromium", "chromium-browser", "google-chrome"]) {
            missing.push("chromium");
        }
        if none(&["chromedriver"]) {
            missing.push("chromium-driver");
        }
    }
    if engines.contains(&"firefox") && none(&["firefox", "firefox-esr"]) {
        missing.push("firefox-esr");
    }
    if none(&["nginx"]) {
        missing.push("nginx");
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_chosen_browsers_lack_is_asked_for() {
        assert_eq!(missing(&ENGINES, &|_| false), ["chromium", "chromium-driver", "firefox-esr", "nginx"]);
        assert_eq!(missing(&["firefox"], &|_| false), ["firefox-esr", "nginx"]);
        assert_eq!(missing(&["chromium"], &|name| name != "chromedriver"), ["chromium-driver"]);
        assert!(missing(&ENGINES, &|_| true).is_empty());
    }
}
