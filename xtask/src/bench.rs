//! `cargo xtask bench`: time and memory, natively and in the browser.

use std::fs;

use anyhow::Result;

use crate::lint::helpers;
use crate::shell::{cargo, root, run};
use crate::{browsers, embed, page, peers, size};

/// Prints how the time grows with the text and with the number of compared articles, what the page weighs, what 1,000 words take in the
/// browser beside what others take, how long 20,000 keep it busy, and how long the embed holds up its host.
///
/// # Errors
/// When something does not build or the browser is missing.
pub fn bench() -> Result<()> {
    let mut articles: Vec<_> =
        fs::read_dir(root().join("corpus/articles"))?.flatten().map(|entry| entry.path()).collect();
    articles.sort();
    run(cargo(&["run", "--locked", "--quiet", "--release", "--example", "growth", "--"]).args(&articles))?;
    let events = root().join("corpus/articles/events");
    let mut accounts: Vec<_> = fs::read_dir(events)?
        .flatten()
        .flat_map(|event| fs::read_dir(event.path()).into_iter().flatten())
        .flatten()
        .map(|entry| entry.path())
        .collect();
    accounts.sort();
    accounts.extend(articles.clone());
    run(cargo(&["run", "--locked", "--quiet", "--release", "--example", "compare_growth", "--"]).args(accounts))?;
    page::ensure()?;
    size::size()?;
    embed::hosts()?;
    peers::ensure()?;
    browsers::chromium()?;
    browsers::nginx()?;
    run(&mut helpers("run", &["-p", "sayso-browser", "--bin", "measure"]))
}
