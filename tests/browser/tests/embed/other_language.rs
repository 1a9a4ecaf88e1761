//! An article in German: the rules for German are loaded only if they are needed, and the embed says how well it reads
//! the language.

use anyhow::{Result, ensure};
use sayso_browser::{Page, STRICT, host, marked};
use serde_json::json;

/// Replaces the article by a German sentence that is too short for its language to be detected, and returns the
/// language in which it is read.
async fn language_of_short_text(page: &Page) -> Result<serde_json::Value> {
    let script = "window.spoken = ''; const widget = document.querySelector('sayso-widget');
        widget.addEventListener('sayso:analyzed', ({ detail }) => { window.spoken = detail.language; });
        document.querySelector('article').innerHTML = '<p>„Nein“, sagte Anna Vahl.</p>';
        widget.refresh()";
    page.js(script, vec![]).await?;
    page.until("it is read", "return window.spoken !== ''").await?;
    page.js("return window.spoken", vec![]).await
}

#[test]
fn the_panel_says_how_well_it_is_read() -> Result<()> {
    host("german", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        let inside = "const { shadowRoot } = document.querySelector('sayso-widget');";
        page.js(&format!("{inside} shadowRoot.querySelector('[part=toggle]').click()"), vec![]).await?;
        let script = format!(
            "{inside} return shadowRoot.querySelector('[part=panel]')\
             .textContent.includes('Als Deutsch gelesen (experimentell)')"
        );
        page.until("the panel says it", &script).await
    })
}

#[test]
fn the_host_page_decides_if_the_text_does_not() -> Result<()> {
    host("german", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        ensure!(language_of_short_text(page).await? == json!("de"), "the language of the page is ignored");
        page.js("document.documentElement.lang = 'en'", vec![]).await?;
        ensure!(language_of_short_text(page).await? == json!("en"), "German without a reason");
        page.js("document.querySelector('sayso-widget').setAttribute('article-lang', 'de')", vec![]).await?;
        ensure!(language_of_short_text(page).await? == json!("de"), "the attribute is ignored");
        Ok(())
    })
}
