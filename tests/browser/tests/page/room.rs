//! Which article is evicted for another, and what happens if there is no room.

use anyhow::{Result, ensure};
use sayso_browser::{Page, browse};
use serde_json::json;

const ONE: &str = "Bridge talks\n\n“The road is open,” said Anna Berg. Police denied that a bridge had been closed.";

fn has(kept: &[String], words: &str) -> bool {
    kept.iter().any(|kept| kept.contains(words))
}

async fn evicted(page: &Page, title: &str) -> Result<()> {
    let script = "return !!document.querySelector('#evicted')?.textContent.includes(arguments[0])";
    page.until_with(&format!("{title:?} makes room"), script, vec![json!(title)]).await
}

#[test]
fn the_article_that_makes_room_is_named_and_undo_brings_it_back_for_good() -> Result<()> {
    browse(async |page| {
        page.keep_articles(12).await?;
        page.paste(ONE).await?;
        evicted(page, "Article number 0.").await?;
        let kept = page.kept().await?;
        ensure!(kept.len() == 12 && has(&kept, "Bridge talks") && !has(&kept, "number 0."), "{kept:?}");
        page.click_at("#evicted button").await?;
        page.until_kept("Article number 0.").await?;
        page.add(" It snowed.").await?;
        page.until_kept("It snowed.").await?;
        ensure!(page.kept().await?.len() == 13, "the next save undid the undo: {:?}", page.kept().await?);
        // The next article does not remove it again either.
        page.paste("Something else was said.").await?;
        evicted(page, "Article number 1.").await?;
        ensure!(has(&page.kept().await?, "Article number 0."), "{:?}", page.kept().await?);
        Ok(())
    })
}

#[test]
fn an_article_that_is_edited_outlives_twelve_newer_ones() -> Result<()> {
    browse(async |page| {
        page.paste(ONE).await?;
        page.until_kept("Bridge talks").await?;
        page.save_now().await?;
        page.add_articles(12).await?;
        page.add(" It snowed.").await?;
        page.until_kept("It snowed.").await?;
        page.save_now().await?;
        let kept = page.kept().await?;
        ensure!(kept.len() == 13 && has(&kept, "It snowed."), "its own save deleted something: {kept:?}");
        // It was edited last, so it is not the one evicted.
        page.paste("Something else was said.").await?;
        evicted(page, "Article number 0.").await?;
        ensure!(has(&page.kept().await?, "It snowed."), "{:?}", page.kept().await?);
        Ok(())
    })
}

#[test]
fn an_article_that_is_open_in_another_tab_does_not_make_room() -> Result<()> {
    browse(async |page| {
        page.keep_articles(12).await?;
        page.recall("Article number 0.").await?;
        let there = page.driver().new_tab().await?;
        page.driver().switch_to_window(there).await?;
        page.open().await?;
        page.paste(ONE).await?;
        evicted(page, "Article number 1.").await?;
        ensure!(has(&page.kept().await?, "Article number 0."), "{:?}", page.kept().await?);
        Ok(())
    })
}

/// Makes saving fail while `full` is set.
const FULL: &str = "window.full = true; const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (name, value) { \
        if (window.full) throw new DOMException('full', 'QuotaExceededError'); set.call(this, name, value); }";

#[test]
fn what_could_not_be_kept_is_kept_when_there_is_room_again() -> Result<()> {
    browse(async |page| {
        page.keep_articles(3).await?;
        page.paste(ONE).await?;
        page.until_kept("Bridge talks").await?;
        page.js(FULL, vec![]).await?;
        // In turn: another tab deletes something; the page becomes visible again; the reader deletes something here;
        // the reader keeps typing.
        let ways = [
            "window.dispatchEvent(new StorageEvent('storage', { key: 'elsewhere' }))",
            "document.dispatchEvent(new Event('visibilitychange'))",
            "document.getElementById('recent-button').click();
                setTimeout(() => document.querySelector('#recent li:last-of-type button:not(.open)').click(), 50)",
            "const text = document.getElementById('text'); text.value += ' More.'; \
             text.dispatchEvent(new InputEvent('input', { bubbles: true }))",
        ];
        for (number, way) in ways.into_iter().enumerate() {
            page.js("window.full = true", vec![]).await?;
            let words = format!(" Added {number}.");
            page.add(&words).await?;
            page.until(
                "a note names it",
                "return !!document.querySelector('#unkept')?.textContent.includes('Bridge talks')",
            )
            .await?;
            ensure!(!has(&page.kept().await?, &words), "it is kept though nothing can be");
            page.js("window.full = false", vec![]).await?;
            page.js(way, vec![]).await?;
            page.until_kept(&words).await?;
            page.until("the note is gone", "return !document.querySelector('#unkept')").await?;
        }
        Ok(())
    })
}

#[test]
fn a_replaced_article_that_could_not_be_kept_is_kept_too() -> Result<()> {
    browse(async |page| {
        page.keep_articles(3).await?;
        page.js(FULL, vec![]).await?;
        page.paste(ONE).await?;
        page.paste("Something else was said.").await?;
        let both = "const said = document.querySelector('#unkept')?.textContent || ''; \
            return said.includes('Bridge talks') && said.includes('Something else')";
        page.until("a note names both", both).await?;
        page.js("window.full = false", vec![]).await?;
        page.save_now().await?;
        page.until_kept("Bridge talks").await?;
        page.until_kept("Something else").await?;
        page.until("the note is gone", "return !document.querySelector('#unkept')").await
    })
}
