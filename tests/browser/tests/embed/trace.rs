//! When disabled, the embed leaves no trace; when loaded twice, it appears once.

use anyhow::{Result, ensure};
use sayso_browser::{Page, STRICT, host, marked};

const STATE: &str = "const widget = document.querySelector('sayso-widget');
    return JSON.stringify({
        html: document.documentElement.outerHTML,
        shadow: widget.shadowRoot?.innerHTML ?? '',
        sheets: document.adoptedStyleSheets.length + (widget.shadowRoot?.adoptedStyleSheets.length ?? 0),
        marks: CSS.highlights.size,
        alive: window.alive,
        own: Object.keys(window).length,
    })";

async fn state(page: &Page) -> Result<String> {
    Ok(page.js(STATE, vec![]).await?.as_str().unwrap_or_default().to_owned())
}

fn no_trace(attributes: &'static str) -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        let html = page
            .js("document.querySelector('sayso-widget').disable(); return document.documentElement.outerHTML", vec![])
            .await?;
        let source = page
            .js(
                "return fetch(location.href).then((answer) => answer.text())\
            .then((text) => new DOMParser().parseFromString(text, 'text/html')\
            .documentElement.outerHTML)",
                vec![],
            )
            .await?;
        ensure!(html == source, "the page is not what the server sent");
        marked::script(page, "count.js").await?;
        page.js(&format!("const widget = document.querySelector('sayso-widget'); {attributes}"), vec![]).await?;
        let before = state(page).await?;
        page.js("document.querySelector('sayso-widget').enable()", vec![]).await?;
        marked::bar_counts(page).await?;
        page.js("document.querySelector('sayso-widget').shadowRoot.querySelector('[part=toggle]').click()", vec![])
            .await?;
        let during = state(page).await?;
        ensure!(during != before && during.contains("\"workers\":1"), "nothing was there to be taken away: {during}");
        page.js("document.querySelector('sayso-widget').disable()", vec![]).await?;
        let after = state(page).await?;
        ensure!(before == after, "before:\n{before}\nafter:\n{after}");
        Ok(())
    })
}

#[test]
fn removal_leaves_no_trace() -> Result<()> {
    no_trace("")
}

#[test]
fn removal_leaves_no_boxes() -> Result<()> {
    no_trace("widget.setAttribute('marks', 'boxes')")
}

#[test]
fn the_widget_can_be_enabled_and_inserted_again() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        for _ in 0..3 {
            marked::become_those_of(page, "plain/expected.tsv").await?;
            page.js(
                "const widget = document.querySelector('sayso-widget'); widget.disable(); widget.enable(); \
                widget.enable();",
                vec![],
            )
            .await?;
        }
        page.js(
            "const widget = document.querySelector('sayso-widget'); const parent = widget.parentNode; \
            widget.remove(); parent.append(widget)",
            vec![],
        )
        .await?;
        marked::become_those_of(page, "plain/expected.tsv").await?;
        page.js("document.querySelector('sayso-widget').remove()", vec![]).await?;
        page.until("the marks are gone", "return CSS.highlights.size === 0").await
    })
}

#[test]
fn a_second_script_changes_nothing() -> Result<()> {
    host("two", STRICT, &[], async |page| {
        marked::become_those_of(page, "two/expected.tsv").await?;
        let count = page.js("return document.querySelectorAll('sayso-widget').length", vec![]).await?;
        ensure!(count == 2, "{count} widgets");
        Ok(())
    })
}
