//! `cargo xtask bench`: time and memory, natively and in the browser.

use std::path::PathBuf;

use anyhow::Result;
use xtask::files;

use crate::lint::helpers;
use crate::shell::{cargo, root, run};
use crate::{browsers, embed, page, peers, size};

/// Prints how the time grows with the length of the text and the number of compared articles, the size of the page,
/// the time for 1,000 words in the browser compared with other programs, how long 20,000 words keep the browser busy,
/// and how long the embed blocks its host page.
///
/// # Errors
/// If something does not build or the browser is missing.
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

/// The number of articles that [`soak`] processes in one tab.
const ARTICLES: &str = "1000";

/// Keeps pages running for `minutes`. Memory must not grow, and no marks may be lost.
///
/// # Errors
/// If something does not build, the browser is missing, memory grows by more than 5 %, or marks are lost.
pub fn soak(minutes: f64) -> Result<()> {
    browsers::ensure(&["chromium"])?;
    page::ensure()?;
    embed::hosts()?;
    run(&mut helpers("run", &["-p", "sayso-browser", "--bin", "soak", "--", &minutes.to_string(), ARTICLES]))
}
