//! The browser extension on other people's pages: `www/hosts` without the embed, served under a strict policy.

mod bookmarklet;
mod changes;
mod hosts;
mod panel;
mod selection;
mod workbench;

use anyhow::Result;
use sayso_browser::{Engine, Page};

/// Opens another host page in the same tab.
async fn go(page: &Page, name: &str) -> Result<()> {
    let url = page.driver().current_url().await?.join(&format!("/{name}/"))?;
    Ok(page.driver().goto(url.as_str()).await?)
}

/// Whether tests can look into the extension's own pages, which only Chromium lets a driver do. Otherwise prints that
/// the test is skipped.
fn looks_inside() -> Result<bool> {
    in_chromium("drivers cannot look into the sidebar of Firefox")
}

/// Whether the browser is Chromium. Otherwise prints that the test is skipped, and `why`.
fn in_chromium(why: &str) -> Result<bool> {
    let chromium = Engine::chosen()? == Engine::Chromium;
    if !chromium {
        println!("skipped: {why}");
    }
    Ok(chromium)
}
