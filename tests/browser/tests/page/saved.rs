//! Articles are saved on this device unless the reader disables it, reopen with what was dismissed in them, and can
//! be deleted.

use anyhow::{Result, ensure};
use sayso_browser::{Page, browse};
use serde_json::json;

const TEXT: &str = "Bridge talks\n\n“The road is open,” said Anna Berg. Police denied that a bridge had been closed.";
const KEPT: &str = "return Object.keys(localStorage).filter((name) => name.startsWith('sayso.article.')).length";

async fn open_recent(page: &Page) -> Result<()> {
    page.js("document.getElementById('recent-button').click()", vec![]).await?;
    page.until("the list opens", "return !!document.querySelector('#recent[open]')").await
}

async fn keep(page: &Page) -> Result<()> {
    page.until("it is kept", &format!("{KEPT} === 1")).await
}

#[test]
fn it_is_said_that_articles_are_kept_and_one_press_ends_it_for_good() -> Result<()> {
    browse(async |page| {
        let said = "return !!document.querySelector('#announced p')";
        ensure!(page.js(said, vec![]).await? == json!(false), "it is said though nothing is kept");
        page.paste(TEXT).await?;
        keep(page).await?;
        page.until("it is said", said).await?;
        page.click_at("#announced button:last-of-type").await?;
        page.until("nothing is kept", &format!("{KEPT} === 0")).await?;
        page.until("nothing is said", &format!("{said} === false")).await?;
        page.add(" It snowed.").await?;
        // Leaving the page is the latest point at which it would be saved.
        page.open().await?;
        page.paste(TEXT).await?;
        page.open().await?;
        let left = page.js("return Object.keys({ ...localStorage, ...sessionStorage })", vec![]).await?;
        ensure!(left == json!(["sayso.no-articles"]), "kept against the reader's will: {left}");
        ensure!(page.text().await?.is_empty(), "a text came back");
        open_recent(page).await?;
        page.click_at("#recent [name=articles]").await?;
        page.until("the reader's mind is changed", "return localStorage.length === 0").await
    })
}

#[test]
fn it_is_said_once_that_articles_are_kept() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        page.until("it is said", "return !!document.querySelector('#announced p')").await?;
        keep(page).await?;
        page.open().await?;
        page.until_text("Bridge talks").await?;
        let said = page.js("return !!document.querySelector('#announced p')", vec![]).await?;
        ensure!(said == json!(false), "it is said again");
        Ok(())
    })
}

#[test]
fn an_article_comes_back_with_what_was_dismissed() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        keep(page).await?;
        page.point_away().await?;
        page.click_at("#marks .mark[data-kind=claim]").await?;
        page.opened_card().await?;
        page.js("document.getElementById('dismiss').click()", vec![]).await?;
        page.card_closed().await?;
        page.js("document.getElementById('clear').click()", vec![]).await?;
        page.open().await?;
        ensure!(page.text().await?.is_empty(), "a text is shown though the page was left empty");
        open_recent(page).await?;
        let before = page.analyses().await?;
        page.click_at("#recent .open").await?;
        page.analysed_after(before).await?;
        ensure!(page.text().await? == TEXT, "the text is not as it was");
        page.until(
            "what was dismissed stays away",
            "return /1/.test(document.querySelector('#dismissed')?.textContent)",
        )
        .await?;
        ensure!(page.js(KEPT, vec![]).await? == json!(1), "it is kept twice");
        Ok(())
    })
}

#[test]
fn unticking_deletes_all_kept_articles() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        keep(page).await?;
        open_recent(page).await?;
        page.click_at("#recent [name=articles]").await?;
        page.until("nothing is kept", &format!("{KEPT} === 0")).await?;
        page.until("nothing is listed", "return !document.querySelector('#recent li')").await
    })
}

#[test]
fn full_storage_is_reported_and_the_page_keeps_working() -> Result<()> {
    browse(async |page| {
        page.js("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }", vec![])
            .await?;
        page.paste(TEXT).await?;
        let notice = page.notice().await?;
        ensure!(notice.contains("could not be kept"), "not a clear word: {notice}");
        ensure!(page.text().await? == TEXT && !page.marks().await?.is_empty(), "text or marks are lost");
        Ok(())
    })
}

#[test]
fn what_a_newer_version_kept_is_left_alone() -> Result<()> {
    browse(async |page| {
        page.js("localStorage.setItem('sayso.article.7', 'sayso 9\\nsomething')", vec![]).await?;
        page.paste(TEXT).await?;
        page.until("it is kept too", &format!("{KEPT} === 2")).await?;
        open_recent(page).await?;
        let kept = page.js("return localStorage.getItem('sayso.article.7')", vec![]).await?;
        ensure!(kept == json!("sayso 9\nsomething"), "it was changed: {kept}");
        page.until("a word says so", "return /newer/.test(document.querySelector('#newer')?.textContent)").await?;
        Ok(())
    })
}

#[test]
fn what_was_deleted_does_not_come_back_when_the_page_is_left() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        keep(page).await?;
        open_recent(page).await?;
        page.click_at("#recent li button:not(.open)").await?;
        page.until("it is gone", &format!("{KEPT} === 0")).await?;
        page.open().await?;
        ensure!(page.js(KEPT, vec![]).await? == json!(0), "the one article was kept again");
        page.paste(TEXT).await?;
        keep(page).await?;
        page.js("document.getElementById('settings-button').click()", vec![]).await?;
        page.until("all is shown", "return /bridge/.test(document.querySelector('#kept')?.textContent)").await?;
        page.click_at("#kept [name=delete-all]").await?;
        page.until("all is gone", "return localStorage.length === 0").await?;
        page.open().await?;
        ensure!(page.js("return localStorage.length", vec![]).await? == json!(0), "something was kept again");
        Ok(())
    })
}

#[test]
fn no_other_article_is_deleted_where_there_is_no_room() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        keep(page).await?;
        page.js("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }", vec![])
            .await?;
        page.paste("Something else was said.").await?;
        let notice = page.notice().await?;
        ensure!(notice.contains("could not be kept"), "not a clear word: {notice}");
        ensure!(page.js(KEPT, vec![]).await? == json!(1), "the article that was kept is gone");
        Ok(())
    })
}
