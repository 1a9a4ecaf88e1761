//! Articles from outside are shown, but neither saved nor put in place of what the reader wrote.

use anyhow::{Result, ensure};
use sayso_browser::{Page, browse};
use serde_json::json;

const TEXT: &str = "Bridge talks\n\n“The road is open,” said Anna Berg. Police denied that a bridge had been closed.";

async fn not_kept(page: &Page, words: &str) -> Result<()> {
    page.save_now().await?;
    let kept = page.kept().await?;
    ensure!(!kept.iter().any(|kept| kept.contains(words)), "{words:?} is kept: {kept:?}");
    Ok(())
}

/// Opens a link that contains `text`, and waits until it replaces the current text, which must happen without a
/// question.
async fn arrive(page: &Page, text: &str) -> Result<()> {
    page.follow(&page.fragment(text).await?).await?;
    page.until_text(text).await
}

#[test]
fn an_article_from_a_link_is_kept_when_the_reader_asks_or_edits() -> Result<()> {
    browse(async |page| {
        page.keep_articles(12).await?;
        arrive(page, "A link that is only read.").await?;
        page.until("a note says so", "return !!document.querySelector('#guest')").await?;
        not_kept(page, "only read").await?;
        arrive(page, "A link that is wanted.").await?;
        page.click_at("#guest button").await?;
        page.until_kept("A link that is wanted.").await?;
        page.until("the note is gone", "return !document.querySelector('#guest')").await?;
        arrive(page, "A link that is edited.").await?;
        not_kept(page, "is edited").await?;
        page.add(" By me.").await?;
        page.until_kept("A link that is edited. By me.").await?;
        not_kept(page, "only read").await
    })
}

#[test]
fn a_dropped_file_and_an_example_are_kept_once_they_are_edited() -> Result<()> {
    browse(async |page| {
        page.keep_articles(12).await?;
        let before = page.kept().await?;
        page.click_at("#example").await?;
        page.until("it is shown", "return document.querySelector('#text').value !== ''").await?;
        page.save_now().await?;
        ensure!(page.kept().await? == before, "an example displaced an article");
        page.drop_file("a.txt", "text/plain", "A file that is dropped.").await?;
        page.until_text("A file that is dropped.").await?;
        page.save_now().await?;
        ensure!(page.kept().await? == before, "a file displaced an article");
        page.add(" Edited.").await?;
        page.until_kept("A file that is dropped. Edited.").await
    })
}

#[test]
fn a_link_with_a_kept_text_does_not_change_what_is_known_of_it() -> Result<()> {
    browse(async |page| {
        page.keep_articles(12).await?;
        let before = page.kept().await?;
        arrive(page, "Article number 5.").await?;
        page.save_now().await?;
        ensure!(
            page.js("return !document.querySelector('#guest')", vec![]).await? == json!(true),
            "it is kept already"
        );
        page.add(" Mine.").await?;
        page.until_kept("Article number 5. Mine.").await?;
        let after = page.kept().await?;
        let same = before.iter().zip(&after).filter(|(before, after)| before == after).count();
        ensure!(after.len() == 12 && same == 11, "not in its place: {after:?}");
        Ok(())
    })
}

#[test]
fn typed_text_stays_when_two_links_arrive() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        page.type_text(" Typed by me.").await?;
        let typed = page.text().await?;
        for words in ["The first link.", "The second link."] {
            page.follow(&page.fragment(words).await?).await?;
            let asked = "return !!document.querySelector('#waiting')?.textContent.includes(arguments[0])";
            page.until_with("the reader is asked", asked, vec![json!(words)]).await?;
            ensure!(page.text().await? == typed, "the link took the place of typed text");
        }
        page.click_at("#waiting button:last-of-type").await?;
        page.until("it is refused", "return !document.querySelector('#waiting')").await?;
        ensure!(page.text().await? == typed, "refused, and still shown");
        page.follow(&page.fragment("The third link.").await?).await?;
        page.until("the reader is asked again", "return !!document.querySelector('#waiting')").await?;
        page.click_at("#waiting button").await?;
        page.until_text("The third link.").await?;
        page.click_at("#replaced [name=undo]").await?;
        page.until_text("Typed by me.").await?;
        ensure!(page.text().await? == typed, "undo gives {:?}", page.text().await?);
        Ok(())
    })
}

#[test]
fn undo_walks_back_and_redo_brings_back_what_was_typed_since() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        page.drop_file("a.txt", "text/plain", "The first file.").await?;
        page.until_text("The first file.").await?;
        page.add(" Edited.").await?;
        page.drop_file("b.txt", "text/plain", "The second file.").await?;
        page.until_text("The second file.").await?;
        page.click_at("#replaced [name=undo]").await?;
        page.until_text("The first file. Edited.").await?;
        page.click_at("#replaced [name=undo]").await?;
        page.until_text("Bridge talks").await?;
        // Something else arrives before it is restored.
        page.drop_file("c.txt", "text/plain", "The third file.").await?;
        page.until_text("The third file.").await?;
        for words in ["Bridge talks", "The second file.", "The first file. Edited."] {
            page.click_at("#replaced [name=undo]").await?;
            page.until_text(words).await?;
        }
        page.click_at("#replaced [name=redo]").await?;
        page.until_text("The second file.").await
    })
}
