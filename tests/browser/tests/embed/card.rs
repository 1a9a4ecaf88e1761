//! The card of a finding: where it opens, how it is closed, and which findings the lens and the legend let through.

use anyhow::{Result, ensure};
use sayso_browser::{Look, Page, STRICT, host, marked};
use serde_json::json;
use thirtyfour::Key;

const INSIDE: &str = "const { shadowRoot } = document.querySelector('sayso-widget'); \
    const part = (name) => shadowRoot.querySelector(`[part=${name}]`);";

async fn inside(page: &Page, script: &str) -> Result<serde_json::Value> {
    page.js(&format!("{INSIDE} {script}"), vec![]).await
}

async fn until(page: &Page, what: &str, script: &str) -> Result<()> {
    page.until(what, &format!("{INSIDE} {script}")).await
}

/// Defines `covers`, whether the open card covers a line of its mark, and `seen`, whether all lines are in the window.
const COVERS: &str = "const layers = [...CSS.highlights].filter(([name]) => name.includes('chosen'))\
    .map(([, layer]) => [...layer]); const card = part('card').getBoundingClientRect();
    const lines = layers.flat().flatMap((range) => [...range.getClientRects()]);
    const covers = lines.some((line) => line.left < card.right - 1 && line.right > card.left + 1 \
        && line.top < card.bottom - 1 && line.bottom > card.top + 1);
    const seen = lines.every((line) => line.top >= 0 && line.bottom <= innerHeight);";

#[test]
fn no_card_covers_its_mark() -> Result<()> {
    host("ledger", STRICT, &[], async |page| {
        for (width, height, sides) in [(1440, 900, "right below"), (1024, 800, "below above"), (390, 844, "sheet")] {
            page.looks(&Look { still: true, ..Look::new(width, height, "light") }).await?;
            page.visit().await?;
            marked::bar_counts(page).await?;
            let claims = inside(page, "return parseInt(part('toggle').textContent, 10)").await?.as_u64().unwrap_or(0);
            ensure!(claims > 3, "{claims} contested claims");
            let mut used = Vec::new();
            for _ in 0..claims {
                inside(page, "part('next').click()").await?;
                until(page, "the words are in sight", &format!("{COVERS} return lines.length > 0 && seen")).await?;
                let at = inside(
                    page,
                    &format!("{COVERS} return [covers, part('card').dataset.side, part('card').textContent]"),
                )
                .await?;
                ensure!(at[0] == false, "at {width} pixels the card covers its mark: {at}");
                let side = at[1].as_str().unwrap_or_default().to_owned();
                ensure!(sides.contains(&side), "at {width} pixels the card goes {side}");
                used.push(side);
            }
            ensure!(width != 1440 || used.iter().any(|side| side == "right"), "no card next to the article: {used:?}");
        }
        Ok(())
    })
}

#[test]
fn a_card_follows_its_words_when_the_page_is_scrolled() -> Result<()> {
    host("ledger", STRICT, &[], async |page| {
        page.looks(&Look { still: true, ..Look::new(1024, 800, "light") }).await?;
        marked::bar_counts(page).await?;
        inside(page, "part('next').click()").await?;
        until(page, "the words are in sight", &format!("{COVERS} return lines.length > 0 && seen")).await?;
        let distance = format!("{COVERS} return Math.round(card.top - lines[0].top)");
        let before = inside(page, &distance).await?;
        page.js("scrollBy({ top: 60, behavior: 'instant' })", vec![]).await?;
        let same = format!("{COVERS} return Math.round(card.top - lines[0].top) === arguments[0]");
        page.until_with("it is where it was, seen from its words", &format!("{INSIDE} {same}"), vec![before]).await
    })
}

#[test]
fn keys_step_inside_the_widget_only_and_the_focus_comes_back() -> Result<()> {
    host("ledger", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        page.js("const link = document.querySelector('nav a'); link.focus()", vec![]).await?;
        page.type_keys("n").await?;
        ensure!(inside(page, "return part('card').hidden").await? == true, "a key of the host's page opened a card");
        inside(page, "part('toggle').focus()").await?;
        page.type_keys("n").await?;
        until(
            page,
            "a card is open, the focus where it was",
            "return !part('card').hidden && shadowRoot.activeElement.part.value === 'toggle'",
        )
        .await?;
        let first = inside(page, "return part('card').querySelector('.settle') && part('card').textContent").await?;
        page.type_keys("n").await?;
        page.until_with(
            "the next one",
            &format!("{INSIDE} return part('card').textContent !== arguments[0]"),
            vec![first.clone()],
        )
        .await?;
        page.type_keys("p").await?;
        page.until_with(
            "the first again",
            &format!("{INSIDE} return part('card').textContent === arguments[0]"),
            vec![first],
        )
        .await?;
        page.press(Key::Escape).await?;
        until(
            page,
            "no card, the focus where it was",
            "return part('card').hidden && shadowRoot.activeElement.part.value === 'toggle'",
        )
        .await
    })
}

#[test]
fn the_lens_and_the_legend_are_filters() -> Result<()> {
    host("ledger", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        let sizes =
            "const size = (style) => [...CSS.highlights].find(([name]) => name.endsWith(`-${style}`))?.[1].size ?? 0;";
        until(
            page,
            "all is marked",
            &format!("{sizes} return size('denied') > 0 && size('direct') > 0 && size('indirect') > 0"),
        )
        .await?;
        inside(page, "part('toggle').click(); shadowRoot.querySelector('[aria-checked=true]').focus()").await?;
        page.press(Key::Right).await?;
        until(
            page,
            "only contested claims",
            &format!(
                "{sizes} return size('denied') > 0 \
            && size('direct') + size('indirect') === 0 \
            && shadowRoot.activeElement.dataset.lens === 'contested'"
            ),
        )
        .await?;
        inside(page, "shadowRoot.querySelector('[data-look=denied]').click()").await?;
        until(
            page,
            "none that is denied",
            &format!(
                "{sizes} return size('denied') === 0 && size('alleged') > 0 \
            && shadowRoot.activeElement.dataset.look === 'denied'"
            ),
        )
        .await?;
        inside(page, "shadowRoot.querySelector('[aria-checked=true]').focus()").await?;
        page.press(Key::Right).await?;
        until(
            page,
            "who says what",
            &format!(
                "{sizes} return size('alleged') === 0 && size('direct') > 0 \
            && /statements/.test(part('toggle').textContent)"
            ),
        )
        .await?;
        inside(page, "part('marks').click()").await?;
        until(
            page,
            "no marks",
            "return [...CSS.highlights.values()].every(({ size }) => size === 0) \
            && part('marks').ariaPressed === 'false'",
        )
        .await
    })
}

#[test]
fn both_sides_are_named_and_lead_to_their_words() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        inside(page, "part('next').click()").await?;
        until(page, "a card", "return !part('card').hidden").await?;
        let found = inside(
            page,
            "return [shadowRoot.querySelector('h3').textContent, \
            [...shadowRoot.querySelectorAll('.side b')].map(({ textContent }) => textContent), \
            shadowRoot.querySelector('details').open]",
        )
        .await?;
        ensure!(found == json!(["Denied by Police", ["Nobody named", "Police"], false]), "{found}");
        page.js("scrollTo(0, 0); document.querySelector('article').style.marginTop = '3000px'", vec![]).await?;
        inside(page, "[...shadowRoot.querySelectorAll('.side')][1].click()").await?;
        page.until(
            "the words come into sight",
            "const { top, bottom } = document.querySelectorAll('article > p')[2]\
            .getBoundingClientRect(); return top > -50 && bottom < innerHeight",
        )
        .await
    })
}
