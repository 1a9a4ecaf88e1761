//! The browsers that the tests use, the programs that drive them, and the server they read from: found, or installed where that is possible.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::shell::{output, program, which};
use crate::tools;

/// Chromium and its driver.
///
/// # Errors
/// When they are missing and cannot be installed; the message says what to install.
pub fn chromium() -> Result<()> {
    let missing = || which("chromedriver").is_none() || none(&["chromium", "chromium-browser", "google-chrome"]);
    if missing() {
        debian(&["chromium", "chromium-driver"])?;
    }
    if missing() {
        bail!(
            "the browser tests need Chromium and chromedriver on the PATH; on Debian and Ubuntu: \
             sudo apt-get install chromium chromium-driver; elsewhere install Chrome and its chromedriver. \
             `cargo xtask test --no-browser` runs everything else"
        );
    }
    Ok(())
}

/// Firefox and its driver; gives the `PATH` on which both lie.
///
/// # Errors
/// As [`chromium`].
pub fn firefox() -> Result<OsString> {
    const NAMES: [&str; 2] = ["firefox", "firefox-esr"];
    if none(&NAMES) {
        debian(&["firefox-esr"])?;
    }
    if none(&NAMES) {
        bail!(
            "the browser tests need Firefox on the PATH; on Debian: sudo apt-get install firefox-esr. \
             `SAYSO_BROWSER=chromium cargo xtask test` leaves Firefox out"
        );
    }
    tools::geckodriver()
}

/// The server that the embed's host pages and the offline page come from in tests.
///
/// # Errors
/// As [`chromium`].
pub fn nginx() -> Result<()> {
    if none(&["nginx"]) {
        debian(&["nginx"])?;
    }
    if none(&["nginx"]) {
        bail!("the browser tests need nginx on the PATH; on Debian and Ubuntu: sudo apt-get install nginx");
    }
    Ok(())
}

fn none(names: &[&str]) -> bool {
    names.iter().all(|name| which(name).is_none())
}

/// Installs packages where this is Debian and we may.
fn debian(packages: &[&str]) -> Result<()> {
    let debian = PathBuf::from("/etc/debian_version").is_file() && which("apt-get").is_some();
    let root = output(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !debian || !root {
        return Ok(());
    }
    println!("installing {} with apt-get", packages.join(" and "));
    let mut apt = program("apt-get");
    // A server that is installed for tests is not to start by itself: run level 1 forbids it.
    apt.env("DEBIAN_FRONTEND", "noninteractive").env("RUNLEVEL", "1");
    // An old package list still works most of the time, so a failed update is no reason to stop.
    let _ = output(program("apt-get").args(["update", "-qq"]));
    output(apt.args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages)).map(drop)
}
