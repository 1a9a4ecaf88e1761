//! The extension's copy of the workbench receives articles, and nothing leaves the browser, however many pages are
//! marked.

use anyhow::{Context, Result, ensure};
use sayso_browser::extension::extended;
use sayso_browser::{STRICT, marked};
use serde_json::json;

use crate::{go, looks_inside};

const PANEL: &str = "/panel.html";
const WORKBENCH: &str = "/page/index.html";
/// The number of pages marked one after the other, and of those after which memory is first measured.
const PAGES: usize = 50;
const WARM: usize = 10;

#[test]
fn articles_open_in_the_workbench() -> Result<()> {
    if !looks_inside()? {
        return Ok(());
    }
    extended("plain", STRICT, &[], async |page| {
        page.press_button().await?;
        marked::become_those_of(page, "plain/expected.tsv").await?;
        page.until_own("the tools are shown", PANEL, "!document.getElementById('tools').hidden").await?;
        page.in_own(PANEL, "document.getElementById('open').click()").await?;
        let marks = "document.querySelectorAll('#marks .mark').length > 3";
        page.until_own("the workbench marks the article", WORKBENCH, marks).await?;
        let text = page.in_own(WORKBENCH, "document.querySelector('#text').value").await?;
        let text = text.as_str().context("no text")?;
        ensure!(text.starts_with("By Ines Okafor\n\n“The bridge is closed"), "another text: {text}");
        let address = page.in_own(WORKBENCH, "location.hash").await?;
        ensure!(address == "", "the address still contains the article");
        Ok(())
    })
}

#[test]
fn articles_are_added_to_one_comparison() -> Result<()> {
    if !looks_inside()? {
        return Ok(());
    }
    extended("plain", STRICT, &[], async |page| {
        for (name, count) in [("plain", 1), ("ledger", 2), ("linked", 3)] {
            go(page, name).await?;
            page.press_button().await?;
            page.until_own("the tools are shown", PANEL, "!document.getElementById('tools').hidden").await?;
            page.in_own(PANEL, "document.getElementById('compare').click()").await?;
            let added = format!("document.querySelectorAll('#compare input[name=outlet]').length === {count}");
            page.until_own("the article is added", WORKBENCH, &added).await?;
        }
        let tabs = page.targets("page", WORKBENCH).await?;
        ensure!(tabs.len() == 1, "{} workbenches", tabs.len());
        Ok(())
    })
}

#[test]
fn memory_stays_flat_over_many_pages() -> Result<()> {
    if !looks_inside()? {
        return Ok(());
    }
    extended("plain", STRICT, &[], async |page| {
        let mut warm = 0.0;
        for at in 0..PAGES {
            let name = ["plain", "ledger", "ads", "linked", "blocks"][at % 5];
            go(page, name).await?;
            page.press_button().await?;
            page.until("it is marked", "return [...CSS.highlights.values()].some((layer) => layer.size > 0)").await?;
            if at + 1 == WARM {
                warm = page.memory().await?;
            }
        }
        let after = page.memory().await?;
        println!("service worker: {:.1} MB after {WARM} pages, {:.1} MB after {PAGES}", warm / 1e6, after / 1e6);
        ensure!(warm > 0.0 && after < warm * 1.2, "{after} bytes after {PAGES} pages, {warm} after {WARM}");
        let panels = page.targets("page", PANEL).await?;
        ensure!(panels.len() == 1, "{} panels for one tab", panels.len());
        Ok(())
    })
}

#[test]
fn the_manifest_asks_for_no_host() -> Result<()> {
    if !looks_inside()? {
        return Ok(());
    }
    extended("plain", STRICT, &[], async |page| {
        let asked = page.in_background("chrome.permissions.getAll()").await?;
        let mut names: Vec<String> = serde_json::from_value(asked["permissions"].clone())?;
        names.sort();
        ensure!(names == ["activeTab", "contextMenus", "scripting", "sidePanel"], "{names:?}");
        ensure!(asked["origins"] == json!([]), "{}", asked["origins"]);
        Ok(())
    })
}
