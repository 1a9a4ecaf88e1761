//! The bar, the panel and the cards, by keyboard and by clicking a mark; events, methods, attributes.

use anyhow::{Result, ensure};
use sayso_browser::{Page, STRICT, host, marked};
use serde_json::json;
use thirtyfour::Key;

const INSIDE: &str = "const { shadowRoot } = document.querySelector('sayso-widget');";

async fn inside(page: &Page, script: &str) -> Result<serde_json::Value> {
    page.js(&format!("{INSIDE} {script}"), vec![]).await
}

#[test]
fn by_keyboard() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        inside(page, "shadowRoot.querySelector('[part=toggle]').focus()").await?;
        page.press(Key::Enter).await?;
        page.until("the panel opens", &format!("{INSIDE} return shadowRoot.activeElement?.id === 'panel'")).await?;
        // Tab moves to Close, the lens, the legend and the first finding. Firefox also stops at scrollable elements.
        let mut way = Vec::new();
        while way.last().is_none_or(|at| at != "finding") {
            ensure!(way.len() < 10, "Tab came to {way:?}");
            page.press(Key::Tab).await?;
            way.push(inside(page, "return shadowRoot.activeElement.part.value").await?);
        }
        page.press(Key::Enter).await?;
        page.until("a card opens", &format!("{INSIDE} return shadowRoot.activeElement?.part.value === 'card'")).await?;
        page.press(Key::Escape).await?;
        page.until("back in the list", &format!("{INSIDE} return shadowRoot.activeElement?.part.value === 'finding'"))
            .await?;
        page.press(Key::Escape).await?;
        page.until(
            "the panel is closed",
            &format!(
                "{INSIDE} return shadowRoot.querySelector('[part=panel]').hidden \
            && shadowRoot.activeElement?.part.value === 'toggle'"
            ),
        )
        .await
    })
}

#[test]
fn a_click_on_a_mark_opens_its_card() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        page.js(
            "window.chosen = []; addEventListener('sayso:select', ({ detail }) => \
            window.chosen.push([detail.type, detail.index]))",
            vec![],
        )
        .await?;
        // A part of the mark, “closed”, is in a separate element.
        page.click_at("article em").await?;
        page.until(
            "the card opens",
            &format!(
                "{INSIDE} return (shadowRoot.querySelector('[part=card]')?.textContent || '').includes('Ann Vale')"
            ),
        )
        .await?;
        ensure!(page.js("return window.chosen", vec![]).await? == json!([["attribution", 0]]), "the event is missing");
        let link = "return location.hash";
        page.click_at("article a[href='#report']").await?;
        ensure!(page.js(link, vec![]).await? == "#report", "a link of the page no longer works");
        Ok(())
    })
}

#[test]
fn events_methods_and_attributes() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        page.js(
            "window.events = []; for (const name of ['ready', 'analyzed']) \
            addEventListener(`sayso:${name}`, ({ detail }) => window.events.push([name, detail]));
            document.querySelector('sayso-widget').refresh()",
            vec![],
        )
        .await?;
        page.until("both events", "return window.events.length === 2").await?;
        let script =
            "const [[, { version }], [, found]] = window.events; const [start, end] = found.attributions[0].source[0];
            return [/^\\d/.test(version), found.offsets, found.text.slice(start, end)]";
        ensure!(
            page.js(script, vec![]).await? == json!([true, "utf16", "Mayor Ann Vale"]),
            "the events hold something else"
        );
        let script = "return document.querySelector('sayso-widget').analyze('“Yes,” said Bo Lind.')\
            .then(({ attributions }) => attributions[0].speaker)";
        ensure!(page.js(script, vec![]).await? == "Bo Lind", "analyze finds something else");
        page.js(
            "const widget = document.querySelector('sayso-widget'); widget.setAttribute('kinds', 'direct'); \
            widget.setAttribute('statuses', 'none')",
            vec![],
        )
        .await?;
        page.until(
            "only quotations are marked",
            "const size = (style) => [...CSS.highlights]\
            .find(([name]) => name.endsWith(style))?.[1].size; return size('-direct') > 0 && size('-indirect') === 0 \
            && size('-denied') === 0",
        )
        .await?;
        page.js("document.querySelector('sayso-widget').setAttribute('min-confidence', '1.1')", vec![]).await?;
        page.until("nothing is sure enough", "return [...CSS.highlights.values()].every((layer) => layer.size === 0)")
            .await?;
        page.js(
            "const widget = document.querySelector('sayso-widget'); widget.removeAttribute('min-confidence'); \
            widget.setAttribute('collapsed', '')",
            vec![],
        )
        .await?;
        page.until(
            "collapsed, it waits",
            &format!(
                "{INSIDE} return CSS.highlights.size === 0 \
            && shadowRoot.querySelector('[part=toggle]')?.textContent === 'Sayso'"
            ),
        )
        .await?;
        inside(page, "shadowRoot.querySelector('[part=toggle]').click()").await?;
        page.until("opened, it marks", "return [...CSS.highlights.values()].some((layer) => layer.size > 0)").await?;
        page.js("document.querySelector('sayso-widget').setAttribute('lang', 'de')", vec![]).await?;
        page.until("it speaks German", &format!("{INSIDE} return shadowRoot.querySelector('.frame')?.lang === 'de'"))
            .await
    })
}

#[test]
fn the_host_cannot_take_it_apart() -> Result<()> {
    host("important", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        let script = "const { position, zIndex, float } = getComputedStyle(document.querySelector('sayso-widget')); \
            const bar = shadowRoot.querySelector('[part=toggle]').getBoundingClientRect();
            return [position, float, bar.bottom <= innerHeight && bar.width < 600, zIndex !== '0']";
        let found = inside(page, script).await?;
        ensure!(found == json!(["fixed", "none", true, true]), "{found}");
        Ok(())
    })
}
