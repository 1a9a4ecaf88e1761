//! `cargo xtask bench`: time and memory, natively and in the browser.

use std::path::PathBuf;

use anyhow::Result;
use xtask::files;

use crate::lint::helpers;
use crate::shell::{cargo, root, run};
use crate::{browsers, embed, page, peers, size};

/// Prints how the time grows with the text and with the number of compared articles, what the page weighs, what 1,000 words take in the
/// browser beside what others take, how long 20,000 keep it busy, and how long the embed holds up its host.
///
/// # Errors
/// When something does not build or the browser is missing.
pub fn bench() -> Result<()> {
    browsers::ensure(&["chromium"])?;
    let folder = root().join("corpus/articles");
    let text = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "txt");
    let all: Vec<_> = files::below(&[&folder], &[])?.into_iter().filter(text).collect();
    let (events, articles): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|path| path.starts_with(folder.join("events")));
    let example = |name| cargo(&["run", "--locked", "--quiet", "--release", "--example", name, "--"]);
    run(example("growth").args(&articles))?;
    run(example("compare_growth").args(&events).args(&articles))?;
    page::ensure()?;
    size::size()?;
    embed::hosts()?;
    peers::ensure()?;
    run(&mut helpers("run", &["-p", "sayso-browser", "--bin", "measure"]))
}

/// So many articles go through one tab.
const ARTICLES: &str = "1000";

/// Lets pages run for so many minutes; memory must not grow, and no mark be lost.
///
/// # Errors
/// When memory grows by more than a twentieth, or marks are lost.
pub fn soak(minutes: f64) -> Result<()> {
    browsers::ensure(&["chromium"])?;
    page::ensure()?;
    embed::hosts()?;
    run(&mut helpers("run", &["-p", "sayso-browser", "--bin", "soak", "--", &minutes.to_string(), ARTICLES]))
}
