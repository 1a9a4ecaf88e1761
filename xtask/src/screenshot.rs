//! `cargo xtask screenshot`: takes pictures of the page and the embed with the test browser.

use anyhow::Result;

use crate::lint::helpers;
use crate::shell::run;
use crate::{browsers, embed, page};

/// Writes `out/screens/*.png`.
///
/// # Errors
/// If the page does not build or the browser is missing.
pub fn screenshot() -> Result<()> {
    browsers::ensure(&["chromium"])?;
    page::ensure()?;
    embed::hosts()?;
    run(&mut helpers("run", &["-p", "sayso-browser", "--bin", "screenshot"]))
}
