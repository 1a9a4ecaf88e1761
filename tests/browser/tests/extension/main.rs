//! The browser extension on other people's pages: `www/hosts` without the embed, served under a strict policy.

mod bookmarklet;
mod changes;
mod hosts;
mod panel;
mod selection;
mod workbench;

use anyhow::Result;
use sayso_browser::Page;

/// Opens another host page in the same tab.
async fn go(page: &Page, name: &str) -> Result<()> {
    let url = page.driver().current_url().await?.join(&format!("/{name}/"))?;
    Ok(page.driver().goto(url.as_str()).await?)
}

/// Whether the tests that look into the extension's own pages run, which only Chromium lets a driver do.
fn looks_inside() -> Result<bool> {
    let chromium = sayso_browser::Engine::chosen()? == sayso_browser::Engine::Chromium;
    if !chromium {
        println!("skipped: drivers cannot look into the sidebar of Firefox");
    }
    Ok(chromium)
}
