//! Exercises every part of the page that is loaded or started separately, once.

use std::io::{Cursor, Write};

use anyhow::{Result, ensure};
use sayso_browser::Page;
use zip::write::{SimpleFileOptions, ZipWriter};

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A word that occurs in the texts of these tests and nowhere else.
pub const SECRET: &str = "Quillfeather";

/// Checks that the worker analyses, the extras read and write, articles are compared, and language tables and packs
/// load.
pub async fn all_work(page: &Page) -> Result<()> {
    all_work_with(page, "Einstellungen").await
}

/// Like [`all_work`], for a version of the page in which the German word for the settings is `settings`.
pub async fn all_work_with(page: &Page, settings: &str) -> Result<()> {
    page.paste(&format!("“The road is open,” said Anna {SECRET}. Police denied that a bridge had been closed."))
        .await?;
    ensure!(page.marks().await?.iter().any(|mark| mark.status == "denied"), "nothing is marked");
    let worker = "return document.documentElement.dataset.worker === 'ready'";
    page.until("a worker does it", worker).await?;
    let before = page.analyses().await?;
    page.drop_file("a.docx", WORD, word_file(&format!("“It is late,” said Tom {SECRET}."))?).await?;
    page.analysed_after(before).await?;
    ensure!(page.text().await?.contains("It is late"), "the Word file is not read");
    let before = page.analyses().await?;
    let html = format!(
        "<title>Bridge shut</title><nav>Home</nav><article><h1>Bridge shut</h1><p>{}</p></article>",
        format!("“It is early,” said Tom {SECRET}, who watched the workers on the old bridge. ").repeat(4)
    );
    page.drop_file("a.html", "text/html", html.into_bytes()).await?;
    page.analysed_after(before).await?;
    let text = page.text().await?;
    ensure!(text.contains("It is early") && !text.contains("Home"), "the web page is read as {text:?}");
    checked(page).await?;
    saved(page).await?;
    compared(page).await?;
    in_german(page).await?;
    speak(page, "de", settings).await?;
    speak(page, "en", "Settings").await
}

async fn saved(page: &Page) -> Result<()> {
    let script = "window.caught = undefined; const make = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (blob) => { blob.text().then((text) => { window.caught = text; }); return make(blob); };
        HTMLAnchorElement.prototype.click = function () {};";
    page.js(script, vec![]).await?;
    page.click_at("#save-button").await?;
    page.until("the dialog opens", "return !!document.querySelector('#save[open]')").await?;
    page.click_at("#save [data-format=csv] [name=download]").await?;
    page.until_with("it is written", "return (window.caught || '').includes(arguments[0])", vec![SECRET.into()])
        .await?;
    page.js("document.querySelector('#save').close()", vec![]).await.map(drop)
}

/// Matches the article in the editor with a library of one published fact-check.
async fn checked(page: &Page) -> Result<()> {
    let check = format!(
        "{{\"claim\": \"Tom {SECRET} watched the workers on the old bridge.\", \"publisher\": \"Checkpoint\", \
         \"verdict\": \"Wrong\"}}"
    );
    page.drop_file("feed.jsonl", "application/json", check).await?;
    page.until("the check is listed", "return document.querySelectorAll('#checks li').length > 0").await?;
    page.js("document.querySelector('#published').close()", vec![]).await.map(drop)
}

/// Pastes an article in German, whose rules and words are in separate files.
async fn in_german(page: &Page) -> Result<()> {
    let text = format!(
        "„Die Straße ist offen“, sagte Anna {SECRET} am Dienstag. Die Polizei wies den Vorwurf zurück, sie habe zu \
         spät gehandelt."
    );
    page.paste(&text).await?;
    page.until("it is read", "return document.querySelector('#marks').lang === 'de'").await?;
    ensure!(page.marks().await?.iter().any(|mark| mark.kind == "direct"), "nothing is marked in German");
    Ok(())
}

/// Compares the article in the editor with two others.
async fn compared(page: &Page) -> Result<()> {
    page.click_at("#compare-button").await?;
    page.until("the view is there", "return document.activeElement?.id === 'compare-title'").await?;
    page.click_at("#add-present").await?;
    page.click_at("#add-pasted").await?;
    let one = "A ferry struck a pier in the harbour of Osterhaven, injuring fourteen people, the coastguard said.";
    page.js("document.getElementById('pasted').value = arguments[0]", vec![one.into()]).await?;
    page.click_at("#add-now").await?;
    page.until("it is there", "return document.querySelectorAll('.entries li').length === 2").await?;
    page.click_at("#add-pasted").await?;
    let other = format!("A ferry struck a pier in the harbour of Osterhaven, injuring eleven people, said {SECRET}.");
    page.js("document.getElementById('pasted').value = arguments[0]", vec![other.into()]).await?;
    page.click_at("#add-now").await?;
    page.until(
        "they are compared",
        "return document.querySelectorAll('.entries li').length === 3 \
         && document.getElementById('compare-work')?.dataset.done === 'true'",
    )
    .await?;
    ensure!(
        page.js("return document.querySelectorAll('#compare-links .links > li').length > 0", vec![]).await? == true,
        "no links are found"
    );
    page.click_at("#compare-back").await?;
    page.until("the text is back", "return document.getElementById('marks').checkVisibility()").await
}

/// Chooses the language of the page, and waits until the button of the settings contains `word`.
async fn speak(page: &Page, language: &str, word: &str) -> Result<()> {
    page.click_at("#settings-button").await?;
    page.until("the settings open", "return !!document.querySelector('#settings[open]')").await?;
    let script = "const select = document.querySelector('#settings [name=language]'); select.value = arguments[0];
        select.dispatchEvent(new Event('change', { bubbles: true }))";
    page.js(script, vec![language.into()]).await?;
    let spoken = "return document.querySelector('#settings-button').textContent.includes(arguments[0])
        || document.querySelector('#settings-button').getAttribute('aria-label')?.includes(arguments[0]) || false";
    page.until_with(&format!("the page speaks {language}"), spoken, vec![word.into()]).await?;
    page.js("document.querySelector('#settings').close()", vec![]).await.map(drop)
}

fn word_file(text: &str) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())?;
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    write!(
        zip,
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"{space}\"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>\
         </w:body></w:document>"
    )?;
    Ok(zip.finish()?.into_inner())
}
