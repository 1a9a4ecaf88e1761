//! Claims, speakers and the overview next to the text.

use anyhow::{Result, ensure};
use sayso_browser::{articles, browse};
use serde_json::json;
use thirtyfour::Key;

const CHOSEN: &str = "return document.querySelector('[role=tab][aria-selected=true]').id";
const VISIBLE: &str = "return [...document.querySelectorAll('[role=tabpanel]')]\
    .filter((panel) => panel.checkVisibility()).map((panel) => panel.id)";

#[test]
fn the_arrow_keys_go_from_tab_to_tab() -> Result<()> {
    browse(async |page| {
        page.paste(&articles::own()?).await?;
        page.tab_to("#tab-claims", 200).await?;
        for (key, tab) in [
            (Key::Right, "speakers"),
            (Key::Right, "overview"),
            (Key::Right, "claims"),
            (Key::Left, "overview"),
            (Key::Home, "claims"),
            (Key::End, "overview"),
        ] {
            page.press(key).await?;
            page.until_with("the panel is shown", &format!("{VISIBLE}.join() === arguments[0]"), vec![json!(tab)])
                .await?;
            let focus = page.js("return document.activeElement.id", vec![]).await?;
            ensure!(
                page.js(CHOSEN, vec![]).await? == focus && focus == json!(format!("tab-{tab}")),
                "focus is at {focus}"
            );
        }
        Ok(())
    })
}

#[test]
fn the_overview_shows_pictures_or_tables_with_the_same_numbers() -> Result<()> {
    browse(async |page| {
        page.paste(&articles::own()?).await?;
        page.click_at("#tab-overview").await?;
        page.until("there are pictures", "return document.querySelectorAll('#overview svg rect').length > 5").await?;
        let shares = "return [...document.querySelectorAll('#overview .bars')[0].querySelectorAll('small')]\
            .map((e) => e.textContent)";
        let drawn = page.js(shares, vec![]).await?;
        page.click_at("#overview [name=tables]").await?;
        page.until("there are tables", "return document.querySelectorAll('#overview table').length === 3").await?;
        ensure!(
            page.js("return document.querySelectorAll('#overview svg').length", vec![]).await? == json!(0),
            "pictures are left"
        );
        let shown = "return [...document.querySelectorAll('#overview table')[0].querySelectorAll('td:last-child')]\
            .map((e) => e.textContent)";
        let shown = page.js(shown, vec![]).await?;
        ensure!(shown == drawn && drawn.as_array().is_some_and(|all| !all.is_empty()), "{shown} are not {drawn}");
        Ok(())
    })
}

#[test]
fn a_speaker_is_introduced_with_shares() -> Result<()> {
    browse(async |page| {
        page.paste("“The road is open,” said Anna Berg, the mayor. Police said that it was icy.").await?;
        page.click_at("#tab-speakers").await?;
        let part = page.js("return document.querySelector('#speakers .part').textContent", vec![]).await?;
        let part = part.as_str().unwrap_or_default();
        ensure!(part.contains("Anna Berg, the mayor") && part.contains("4 words") && part.contains("100%"), "{part}");
        page.click_at("#speakers .intro").await?;
        let shown = "const line = document.querySelector('#marks .line').getBoundingClientRect(); \
            return line.top >= 0 && line.bottom <= innerHeight";
        page.until("where she is introduced is in view", shown).await
    })
}

#[test]
fn a_mark_brings_its_row_into_view_and_the_page_stays() -> Result<()> {
    browse(async |page| {
        page.look(1280, 500, "light").await?;
        page.paste(&format!(
            "{}“All is well,” said Zoe Last.",
            (0..12).map(|n| format!("Police denied that bridge {n} had been closed.\n\n")).collect::<String>()
        ))
        .await?;
        page.js(
            "[...document.querySelectorAll('#marks .mark[data-kind=claim]')].at(-1)\
             .scrollIntoView({ block: 'center', behavior: 'instant' })",
            vec![],
        )
        .await?;
        page.js(
            "[...document.querySelectorAll('#marks .mark[data-kind=claim]')].at(-1).setAttribute('data-test', 'x')",
            vec![],
        )
        .await?;
        let before = page.js("return scrollY", vec![]).await?;
        page.click_at("#marks .mark[data-test=x]").await?;
        page.until(
            "the row is in view and brought out",
            "const row = document.querySelector('#claims [aria-current=true]'); if (!row) return false;
            const own = row.getBoundingClientRect(), side = document.querySelector('aside').getBoundingClientRect();
            return own.top >= side.top && own.bottom <= side.bottom",
        )
        .await?;
        ensure!(page.js("return scrollY", vec![]).await? == before, "the page was moved");
        Ok(())
    })
}

#[test]
fn the_tabs_fit_beside_the_text() -> Result<()> {
    browse(async |page| {
        page.look(1280, 900, "light").await?;
        page.paste(&articles::own()?).await?;
        let over = "const side = document.querySelector('aside'); return side.scrollWidth - side.clientWidth";
        ensure!(page.js(over, vec![]).await?.as_i64().is_some_and(|over| over <= 0), "the side scrolls sideways");
        Ok(())
    })
}

#[test]
fn nothing_is_wider_than_a_small_phone() -> Result<()> {
    browse(async |page| {
        page.look(320, 700, "light").await?;
        page.paste(&articles::own()?).await?;
        for tab in ["claims", "speakers", "overview"] {
            page.js("document.getElementById(arguments[0]).click()", vec![json!(format!("tab-{tab}"))]).await?;
            page.until_with("the panel is shown", &format!("{VISIBLE}.join() === arguments[0]"), vec![json!(tab)])
                .await?;
            let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
            ensure!(page.js(wide, vec![]).await?.as_i64().is_some_and(|over| over <= 0), "{tab} is too wide");
        }
        Ok(())
    })
}
