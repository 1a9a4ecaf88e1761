//! The editor's content is restored after a reload, a crash or closing its tab. If it would not be, the browser asks
//! before the page is left.

use anyhow::{Result, ensure};
use sayso_browser::{Page, browse};
use serde_json::json;

const TEXT: &str = "Bridge talks\n\n“The road is open,” said Anna Berg. Police denied that a bridge had been closed.";
const OTHER: &str = "Ferry late\n\n“The sea was calm,” said Tom Hale. The owner denied that the ferry had been late.";

async fn restored(page: &Page, words: &str) -> Result<()> {
    page.until_text(words).await?;
    page.until("a notice says so", "return !!document.querySelector('#replaced #discard')").await
}

/// Leaves the tab for a new one, in which the page is opened.
async fn close_and_open(page: &Page) -> Result<()> {
    let driver = page.driver();
    let here = driver.window().await?;
    let there = driver.new_tab().await?;
    driver.switch_to_window(here).await?;
    driver.close_window().await?;
    driver.switch_to_window(there).await?;
    page.open().await
}

#[test]
fn a_reload_brings_back_text_corrections_and_place() -> Result<()> {
    browse(async |page| {
        let paragraphs: String =
            (0..200).map(|n| format!("\n\nThe mayor said that it was {n} minutes late.")).collect();
        page.paste(&[TEXT, &paragraphs].concat()).await?;
        page.click_at("#marks .mark[data-kind=claim]").await?;
        page.opened_card().await?;
        page.js("document.getElementById('dismiss').click()", vec![]).await?;
        page.add(" It snowed.").await?;
        page.blur().await?;
        let first = "(() => { \
            const bar = document.querySelector('.bar').getBoundingClientRect().bottom; \
            return [...document.querySelectorAll('#marks .line')]\
            .find((line) => line.textContent.trim() && line.getBoundingClientRect().bottom > bar)?.textContent; \
        })()";
        page.js(
            "for (let e = document.getElementById('marks'); e; e = e.parentElement) \
            e.scrollTo({ top: 700, behavior: 'instant' })",
            vec![],
        )
        .await?;
        let before = page.js(&format!("return {first}"), vec![]).await?;
        ensure!(before.as_str().is_some_and(|line| line.starts_with("The mayor")), "it is not scrolled: {before}");
        // Immediately: nothing was saved before the page is left.
        page.reload().await?;
        restored(page, "It snowed.").await?;
        page.until(
            "what was dismissed stays away",
            "return /1/.test(document.querySelector('#dismissed')?.textContent)",
        )
        .await?;
        page.until_with("the place is the same", &format!("return {first} === arguments[0]"), vec![before]).await?;
        ensure!(page.kept().await?.len() == 1, "kept twice: {:?}", page.kept().await?);
        Ok(())
    })
}

#[test]
fn a_closed_tab_and_a_crash_lose_nothing() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        page.add(" It snowed.").await?;
        close_and_open(page).await?;
        restored(page, "It snowed.").await?;
        page.add(" And rained.").await?;
        page.until_kept("And rained.").await?;
        page.deafen().await?;
        close_and_open(page).await?;
        restored(page, "And rained.").await
    })
}

#[test]
fn each_of_two_tabs_has_its_own_text_again() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        page.until_kept("Bridge talks").await?;
        let driver = page.driver();
        let here = driver.window().await?;
        let there = driver.new_tab().await?;
        driver.switch_to_window(there.clone()).await?;
        page.open().await?;
        page.switched_on().await?;
        ensure!(page.text().await?.is_empty(), "the text that is open in the other tab is open here too");
        page.paste(OTHER).await?;
        page.until_kept("Ferry late").await?;
        for (tab, own) in [(&here, "Bridge talks"), (&there, "Ferry late"), (&here, "Bridge talks")] {
            driver.switch_to_window(tab.clone()).await?;
            page.reload().await?;
            restored(page, own).await?;
        }
        // The other tab still has it open.
        driver.close_window().await?;
        driver.switch_to_window(there).await?;
        page.add(" It snowed.").await?;
        page.until_kept("It snowed.").await?;
        let kept = page.kept().await?;
        ensure!(kept.len() == 2 && kept.iter().any(|kept| kept.ends_with("been closed.")), "{kept:?}");
        Ok(())
    })
}

#[test]
fn a_tab_does_not_keep_what_another_must_not() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        page.until_kept("Bridge talks").await?;
        let driver = page.driver();
        let here = driver.window().await?;
        let there = driver.new_tab().await?;
        driver.switch_to_window(there).await?;
        page.open().await?;
        page.switch_keeping_off().await?;
        driver.switch_to_window(here).await?;
        page.open_recent().await?;
        page.until("it is off here too", "return !document.querySelector('#recent [name=articles]').checked").await?;
        page.add(" It snowed.").await?;
        page.save_now().await?;
        ensure!(page.kept().await?.is_empty(), "kept all the same: {:?}", page.kept().await?);
        Ok(())
    })
}

#[test]
fn what_is_discarded_is_deleted_until_undo() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        page.until_kept("Bridge talks").await?;
        page.reload().await?;
        restored(page, "Bridge talks").await?;
        page.click_at("#discard").await?;
        page.until("the page is empty", "return document.querySelector('#text').value === ''").await?;
        ensure!(page.kept().await?.is_empty(), "it is still kept: {:?}", page.kept().await?);
        page.click_at("#replaced [name=undo]").await?;
        page.until_text("Bridge talks").await?;
        page.until_kept("Bridge talks").await
    })
}

#[test]
fn an_empty_page_stays_empty_and_what_was_only_shown_does_not_come_back() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        page.until_kept("Bridge talks").await?;
        page.js("document.getElementById('clear').click()", vec![]).await?;
        page.reload().await?;
        page.switched_on().await?;
        ensure!(page.text().await?.is_empty(), "it was cleared, and is back");
        page.follow(&page.fragment("A link that is only read.").await?).await?;
        page.until_text("only read").await?;
        page.reload().await?;
        page.switched_on().await?;
        ensure!(page.text().await?.is_empty(), "{:?} is back", page.text().await?);
        let kept = page.kept().await?;
        ensure!(kept.len() == 1 && kept[0].contains("Bridge talks"), "{kept:?}");
        Ok(())
    })
}

#[test]
fn leaving_asks_only_where_corrections_would_be_lost() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        page.add(" It snowed.").await?;
        ensure!(!page.asks().await?, "asked though it is kept");
        page.js(
            "window.set = Storage.prototype.setItem; Storage.prototype.setItem = () => { \
            throw new DOMException('full', 'QuotaExceededError') }",
            vec![],
        )
        .await?;
        page.add(" And rained.").await?;
        page.until_text("And rained.").await?;
        ensure!(page.asks().await?, "left without a question though it could not be kept");
        page.js("Storage.prototype.setItem = window.set", vec![]).await?;
        ensure!(!page.asks().await?, "asked though it could be kept after all");
        page.switch_keeping_off().await?;
        ensure!(page.asks().await?, "left without a question though nothing is kept");
        page.open().await?;
        page.paste(OTHER).await?;
        ensure!(!page.asks().await?, "asked for a text that was only pasted");
        page.add(" It snowed.").await?;
        page.until("it asks", "return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))").await?;
        page.drop_file("a.txt", "text/plain", "A file that is dropped.").await?;
        page.until_text("A file that is dropped.").await?;
        ensure!(page.asks().await?, "undo could still bring the corrections back, and nothing asks");
        page.open().await?;
        page.drop_file("a.txt", "text/plain", "A file that is dropped.").await?;
        page.until_text("A file that is dropped.").await?;
        ensure!(
            page.js("return document.querySelector('#text').value", vec![]).await? == json!("A file that is dropped.")
        );
        ensure!(!page.asks().await?, "asked for a file that was only read");
        Ok(())
    })
}
