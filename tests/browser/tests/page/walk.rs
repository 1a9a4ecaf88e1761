//! Every control is reachable by keyboard.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use sayso_browser::{Page, browse};
use serde_json::{Value, json};
use thirtyfour::Key;

const TEXT: &str = "\"The road is open,\" said Anna Berg, the mayor. She said that it was icy. Police denied that a \
    bridge had been closed.";

/// Numbers all controls that are visible or can be scrolled into view, except the card's, and returns the numbers.
const CONTROLS: &str = "const all = [...document.querySelectorAll(arguments[0] + \
    ' :is(button, a[href], input, select, textarea, summary, [tabindex=\"0\"])')];
    return all.filter((e) => e.checkVisibility() && !e.disabled && e.tabIndex >= 0 && !e.closest('#card') \
        && !e.matches('.skip'))
        .map((e, n) => (e.dataset.walk = n, n))";
const HERE: &str = "return document.activeElement?.dataset.walk ?? null";

async fn walk(page: &Page, within: &str, what: &str) -> Result<()> {
    let controls: BTreeSet<u64> = serde_json::from_value(page.js(CONTROLS, vec![json!(within)]).await?)?;
    ensure!(controls.len() > 1, "{what}: nothing to reach");
    let mut reached = BTreeSet::new();
    for _ in 0..controls.len() + 40 {
        if let Value::String(number) = page.js(HERE, vec![]).await? {
            reached.insert(number.parse()?);
        }
        if reached.is_superset(&controls) {
            return Ok(());
        }
        page.press(Key::Tab).await?;
    }
    let missing: Vec<&u64> = controls.difference(&reached).collect();
    let name = "return document.querySelector(`[data-walk='${arguments[0]}']`)?.outerHTML.slice(0, 120)";
    let first = page.js(name, vec![json!(missing[0])]).await?;
    ensure!(false, "{what}: {} of {} are not reached, such as {first}", missing.len(), controls.len());
    Ok(())
}

#[test]
fn in_every_tab() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        for tab in ["claims", "speakers", "overview"] {
            page.js(
                "document.getElementById(arguments[0]).click(); \
                for (const e of document.querySelectorAll('details')) e.open = true",
                vec![json!(format!("tab-{tab}"))],
            )
            .await?;
            page.until_with(
                "the panel is shown",
                "return document.getElementById(arguments[0]).checkVisibility()",
                vec![json!(tab)],
            )
            .await?;
            // Start at the top of the page, because not every browser wraps around to it.
            page.js("scrollTo(0, 0); document.activeElement.blur(); document.querySelector('.skip').focus()", vec![])
                .await?;
            walk(page, "body", tab).await?;
        }
        Ok(())
    })
}

#[test]
fn in_the_comparison() -> Result<()> {
    browse(async |page| {
        page.js("document.getElementById('compare-button').click()", vec![]).await?;
        page.until("the view is there", "return !!document.getElementById('add-example')").await?;
        page.js("document.getElementById('add-example').click()", vec![]).await?;
        page.until("they are compared", "return document.getElementById('compare-work')?.dataset.done === 'true'")
            .await?;
        page.js("document.getElementById('compare-title').focus()", vec![]).await?;
        walk(page, "#compare", "comparison").await?;
        page.js("document.querySelector('#compare-links [name=read]').click()", vec![]).await?;
        page.until("they stand side by side", "return document.querySelectorAll('.pane').length === 2").await?;
        page.js("document.getElementById('compare-title').focus()", vec![]).await?;
        walk(page, "#compare", "side by side").await
    })
}

#[test]
fn in_every_dialog() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        for (button, dialog) in [
            ("settings-button", "settings"),
            ("help-button", "help"),
            ("save-button", "save"),
            ("share-button", "share"),
            ("recent-button", "recent"),
        ] {
            page.js("document.getElementById(arguments[0]).click()", vec![json!(button)]).await?;
            page.until_with(
                "it opens",
                "return document.getElementById(arguments[0])?.open === true",
                vec![json!(dialog)],
            )
            .await?;
            if dialog == "share" {
                page.until("the link is made", "return !!document.getElementById('copy-link')").await?;
            }
            if dialog != "help" {
                walk(page, &format!("#{dialog}"), dialog).await?;
            }
            page.press(Key::Escape).await?;
            page.until_with("it closes", "return !document.getElementById(arguments[0])?.open", vec![json!(dialog)])
                .await?;
        }
        Ok(())
    })
}

#[test]
fn a_dialog_opens_before_the_close_event_of_the_last_one() -> Result<()> {
    browse(async |page| {
        page.js("document.getElementById('settings-button').click()", vec![]).await?;
        page.until("it opens", "return document.getElementById('settings')?.open === true").await?;
        // The dialog is closed as by Escape, and a button is pressed before the page receives the event.
        let at_once = "document.getElementById('settings').close(); document.getElementById('help-button').click()";
        page.js(at_once, vec![]).await?;
        page.until("the next opens", "return document.getElementById('help')?.open === true").await?;
        page.press(Key::Escape).await?;
        page.until("it closes", "return !document.querySelector('dialog').open").await
    })
}
