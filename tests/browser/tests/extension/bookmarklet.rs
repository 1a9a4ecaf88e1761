//! The bookmarklet opens the article of a site's page in the workbench, where the site's policy allows it.

use anyhow::{Context, Result, ensure};
use sayso_browser::extension::without_embed;
use sayso_browser::{Page, STRICT, folder, root};
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::By;
use xtask::files;

/// The policy of a site that allows inline scripts, as most sites do.
const LENIENT: &str = "default-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'";

/// Creates a folder that contains the workbench, the page of the bookmarklet and the host pages, as one site has them.
fn published() -> Result<TempDir> {
    let to = tempfile::tempdir()?;
    without_embed(to.path())?;
    for (from, name) in [("target/page", "sayso"), ("target/bookmarklet", "sayso/bookmarklet")] {
        files::copy(&root().join(from), &to.path().join(name)).with_context(|| format!("no {from}"))?;
    }
    Ok(to)
}

/// Opens the page of the bookmarklet and returns the address of its bookmark.
async fn bookmark(page: &Page) -> Result<String> {
    let there = page.driver().current_url().await?.join("/sayso/bookmarklet/")?;
    page.driver().goto(there.as_str()).await?;
    page.until("the bookmark is there", "return !!document.querySelector('#mark').getAttribute('href')").await?;
    let href = page.js("return document.querySelector('#mark').href", vec![]).await?;
    href.as_str().map(str::to_owned).context("no address")
}

/// Opens a host page and runs the bookmark there. Drivers cannot press bookmarks; a link runs the same code under the
/// same policy, if the page allows it.
async fn press(page: &Page, name: &str, mark: &str) -> Result<()> {
    let there = page.driver().current_url().await?.join(&format!("/{name}/"))?;
    page.driver().goto(there.as_str()).await?;
    let insert = "const link = document.createElement('a'); link.id = 'bookmark'; link.href = arguments[0]; \
        link.textContent = 'bookmark'; document.body.prepend(link)";
    page.js(insert, vec![json!(mark)]).await?;
    Ok(page.driver().find(By::Id("bookmark")).await?.click().await?)
}

#[test]
fn opens_the_article_in_the_workbench() -> Result<()> {
    let site = published()?;
    folder(site.path(), "plain", LENIENT, &[], async |page| {
        let mark = bookmark(page).await?;
        ensure!(mark.starts_with("javascript:"), "not a bookmark: {mark}");
        press(page, "ledger", &mark).await?;
        let windows = page.driver().windows().await?;
        page.driver().switch_to_window(windows.last().context("no window")?.clone()).await?;
        page.until("the workbench is ready", "return document.documentElement?.dataset.sayso === 'ready'").await?;
        page.until_text("By Lena Farrow\n\nA storage tank at the Tarn Quay terminal").await?;
        page.until("it is marked", "return document.querySelectorAll('#marks .mark').length > 10").await
    })
}

#[test]
fn says_if_there_is_no_article() -> Result<()> {
    let site = published()?;
    std::fs::create_dir(site.path().join("empty"))?;
    std::fs::write(
        site.path().join("empty/index.html"),
        "<!doctype html><meta charset=utf-8><title>Empty</title><p>Nothing.</p>",
    )?;
    folder(site.path(), "empty", LENIENT, &["favicon"], async |page| {
        let mark = bookmark(page).await?;
        // Firefox closes alerts before a driver can read them, so the page records them.
        let there = page.driver().current_url().await?.join("/empty/")?;
        page.driver().goto(there.as_str()).await?;
        let press = "window.alert = (words) => { window.said = words; }; location.href = arguments[0]";
        page.js(press, vec![json!(mark)]).await?;
        page.until("it says so", "return (window.said ?? '').includes('found no article')").await
    })
}

#[test]
fn the_page_speaks_the_readers_language_and_explains_strict_sites() -> Result<()> {
    let site = published()?;
    folder(site.path(), "sayso/bookmarklet", STRICT, &[], async |page| {
        bookmark(page).await?;
        let text = page.js("return document.body.innerText", vec![]).await?;
        let text = text.as_str().unwrap_or_default();
        ensure!(text.contains("If nothing happens") && text.contains("security policy"), "it does not say so: {text}");
        ensure!(!text.contains("ui."), "a sentence is missing: {text}");
        Ok(())
    })
}
