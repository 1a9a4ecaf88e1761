//! If the host forbids something, the panel says so.

use anyhow::{Result, ensure};
use sayso_browser::{STRICT, host, marked};

const NO_WASM: &str =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self'; img-src 'self'";
const NO_WORKER: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    connect-src 'self'; worker-src 'none'; img-src 'self'";

const OPEN: &str =
    "const { shadowRoot } = document.querySelector('sayso-widget'); shadowRoot.querySelector('[part=toggle]').click()";

fn reports(policy: &'static str, tolerated: &[&str], words: &'static str) -> Result<()> {
    host("plain", policy, tolerated, async |page| {
        marked::bar_says(page, "Sayso").await?;
        page.js(OPEN, vec![]).await?;
        let script = "return (document.querySelector('sayso-widget')\
            .shadowRoot.querySelector('[role=alert]')?.textContent || '').includes(arguments[0])";
        page.until_with("the panel says what is missing", script, vec![words.into()]).await?;
        ensure!(marked::now(page).await?.is_empty(), "marks without an analysis");
        Ok(())
    })
}

#[test]
fn webassembly() -> Result<()> {
    reports(NO_WASM, &["WebAssembly", "wasm", "unsafe-eval"], "WebAssembly")
}

#[test]
fn workers() -> Result<()> {
    reports(NO_WORKER, &["worker", "Worker"], "background")
}

#[test]
fn no_article() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        page.js(
            "document.querySelector('sayso-widget')\
            .addEventListener('sayso:error', ({ detail }) => { window.code = detail.code; }); \
            document.querySelector('main').remove()",
            vec![],
        )
        .await?;
        page.until("the error is reported", "return window.code === 'no-article'").await?;
        ensure!(marked::now(page).await?.is_empty(), "marks without an article");
        Ok(())
    })
}
