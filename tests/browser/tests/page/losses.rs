//! Saved articles stay saved: a tab closed in mid-edit, two tabs at once, a clock that is set back.

use anyhow::{Context, Result, ensure};
use sayso_browser::{Page, browse};
use serde_json::{Value, json};

const ONE: &str = "Bridge talks\n\n“The road is open,” said Anna Berg. Police denied that a bridge had been closed.";
const OTHER: &str = "Ferry late\n\n“The sea was calm,” said Tom Hale. The owner denied that the ferry had been late.";
/// Returns all saved articles, as stored, sorted by their keys.
const KEPT: &str = "return Object.keys(localStorage).filter((name) => name.startsWith('sayso.article.')).sort()\
    .map((name) => localStorage.getItem(name))";

async fn kept(page: &Page) -> Result<Vec<String>> {
    let kept: Value = page.js(KEPT, vec![]).await?;
    Ok(serde_json::from_value(kept)?)
}

/// Waits until an article is saved.
async fn keep(page: &Page) -> Result<()> {
    page.until("it is kept", &format!("return (() => {{ {KEPT} }})().length > 0")).await
}

async fn dismiss(page: &Page) -> Result<()> {
    page.until("a claim is marked", "return !!document.querySelector('#marks .mark[data-kind=claim]')").await?;
    page.click_at("#marks .mark[data-kind=claim]").await?;
    page.opened_card().await?;
    page.js("document.getElementById('dismiss').click()", vec![]).await?;
    page.until("the mark is gone", "return !document.querySelector('#marks .mark[data-kind=claim]')").await
}

/// Appends words to the text, as if typed, and does not wait for the analysis.
async fn add(page: &Page, words: &str) -> Result<()> {
    let script = "const text = document.getElementById('text'); text.value += arguments[0];
        text.dispatchEvent(new InputEvent('input', { bubbles: true }))";
    page.js(script, vec![json!(words)]).await.map(drop)
}

/// Checks that the article with these words has a dismissed mark.
async fn with_dismissed(page: &Page, words: &str) -> Result<()> {
    let all = kept(page).await?;
    let own = all.iter().find(|kept| kept.contains(words)).with_context(|| format!("{words:?} is lost: {all:?}"))?;
    let line = own.lines().nth(1).unwrap_or_default();
    ensure!(line.len() > "dismissed=".len(), "what was dismissed is lost: {own}");
    Ok(())
}

#[test]
fn a_tab_closed_in_mid_edit_loses_nothing() -> Result<()> {
    browse(async |page| {
        page.paste(ONE).await?;
        keep(page).await?;
        dismiss(page).await?;
        let driver = page.driver();
        let here = driver.window().await?;
        let there = driver.new_tab().await?;
        driver.switch_to_window(here).await?;
        add(page, " It snowed.").await?;
        driver.close_window().await?;
        driver.switch_to_window(there).await?;
        page.open().await?;
        page.until("it is kept", &format!("return (() => {{ {KEPT} }})().some((kept) => kept.includes('snowed'))"))
            .await?;
        with_dismissed(page, "It snowed.").await
    })
}

#[test]
fn two_tabs_keep_an_article_each() -> Result<()> {
    browse(async |page| {
        page.paste(ONE).await?;
        keep(page).await?;
        dismiss(page).await?;
        let driver = page.driver();
        let here = driver.window().await?;
        let there = driver.new_tab().await?;
        driver.switch_to_window(there).await?;
        page.open().await?;
        page.paste(OTHER).await?;
        dismiss(page).await?;
        driver.switch_to_window(here).await?;
        add(page, " It snowed.").await?;
        page.until("it is kept", &format!("return (() => {{ {KEPT} }})().some((kept) => kept.includes('snowed'))"))
            .await?;
        page.until(
            "the other is",
            &format!("return (() => {{ {KEPT} }})().some((kept) => /dismissed=..*[^]*ferry/.test(kept))"),
        )
        .await?;
        ensure!(kept(page).await?.len() == 2, "not two articles: {:?}", kept(page).await?);
        with_dismissed(page, "It snowed.").await?;
        with_dismissed(page, "ferry").await
    })
}

#[test]
fn an_article_begun_after_the_clock_went_back_is_not_the_oldest() -> Result<()> {
    browse(async |page| {
        // Saves twelve articles, the maximum number, with times in the year 2100.
        let fill = "for (let n = 0; n < 12; n += 1)
            localStorage.setItem(`sayso.article.${4102444800000 + n}`, \
                `sayso 1\\ndismissed=\\n\\n\\n\\n\\n\\n\\nNumber ${n}.`)";
        page.js(fill, vec![]).await?;
        page.paste(ONE).await?;
        keep(page).await?;
        page.until("it is kept", &format!("return (() => {{ {KEPT} }})().some((kept) => kept.includes('Bridge'))"))
            .await?;
        page.save_now().await?;
        let all = kept(page).await?;
        ensure!(all.len() == 12 && !all.iter().any(|kept| kept.ends_with("Number 0.")), "{all:?}");
        Ok(())
    })
}

#[test]
fn two_tabs_on_one_article_lose_neither_text() -> Result<()> {
    browse(async |page| {
        page.paste(ONE).await?;
        keep(page).await?;
        let driver = page.driver();
        let here = driver.window().await?;
        let there = driver.new_tab().await?;
        driver.switch_to_window(there.clone()).await?;
        page.open().await?;
        page.recall("Bridge talks").await?;
        page.save_now().await?;
        page.add(" Written there.").await?;
        page.until_kept("Written there.").await?;
        driver.switch_to_window(here).await?;
        page.add(" Written here.").await?;
        page.until_kept("Written here.").await?;
        let notice = page.notice().await?;
        ensure!(notice.contains("another tab") && notice.contains("Both versions"), "not a clear word: {notice}");
        // Each tab continues with its own version.
        page.add(" And on.").await?;
        page.until_kept("Written here. And on.").await?;
        driver.switch_to_window(there).await?;
        page.add(" And on.").await?;
        page.until_kept("Written there. And on.").await?;
        let all = kept(page).await?;
        ensure!(all.len() == 2, "not two articles: {all:?}");
        ensure!(all.iter().any(|kept| kept.contains("Written here. And on.")), "a text is lost: {all:?}");
        Ok(())
    })
}

#[test]
fn an_edit_keeps_an_article_again_that_another_tab_deleted() -> Result<()> {
    browse(async |page| {
        page.paste(ONE).await?;
        keep(page).await?;
        page.js("localStorage.clear()", vec![]).await?;
        page.save_now().await?;
        ensure!(kept(page).await?.is_empty(), "what was deleted came back without an edit");
        page.add(" It snowed.").await?;
        page.until_kept("It snowed.").await
    })
}
