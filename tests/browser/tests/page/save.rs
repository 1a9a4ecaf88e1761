//! Findings are exported as files, in every format, all of them or only those shown.

use anyhow::{Context, Result, ensure};
use sayso_browser::{Page, browse};
use serde_json::{Value, json};
use thirtyfour::Key;

const TEXT: &str =
    "Bridge shut\n\nBy Ann Vale\n\n“It is late 😀,” said Tom Hale. Police denied that the café had been closed.\n";

/// Captures what the page downloads, prints or copies.
const CATCH: &str = "window.caught = [];
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = blob => { blob.arrayBuffer().then(bytes =>
        window.caught.push(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))); return make(blob); };
    HTMLAnchorElement.prototype.click = function () { window.file = this.download; };
    window.print = () => { window.printed = true; };
    if (navigator.clipboard) navigator.clipboard.writeText = text => { \
        window.copied = text; return Promise.resolve(); };";

async fn opened(page: &Page) -> Result<()> {
    page.js(CATCH, vec![]).await?;
    page.click_at("#save-button").await?;
    page.until("the dialog opens", "return !!document.querySelector('#save[open]')").await
}

/// Downloads the file of a format, and returns its name and content.
async fn file(page: &Page, format: &str) -> Result<(String, String)> {
    page.js("window.caught = []; delete window.file", vec![]).await?;
    page.click_at(&format!("#save [data-format={format}] [name=download]")).await?;
    caught(page).await
}

async fn caught(page: &Page) -> Result<(String, String)> {
    page.until("there is a file", "return window.caught.length === 1 && !!window.file").await?;
    let both: Value = page.js("return [window.file, window.caught[0]]", vec![]).await?;
    Ok(serde_json::from_value(both)?)
}

#[test]
fn every_format_is_downloaded() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        opened(page).await?;
        for (format, name, start) in [
            ("html", ".html", "<!DOCTYPE html>"),
            ("markdown", ".md", "# "),
            ("csv", ".csv", "\u{feff}\"article\","),
            ("json", ".json", "[\n{\n  \"id\": \"bridge-shut\",\n  \"text_sha256\": \""),
            ("jsonld", "-annotations.jsonld", "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\""),
            ("schemaorg", "-schema.jsonld", "{\"@context\":\"https://schema.org\""),
            ("claimreview", "-review-draft.jsonld", "{\"@context\":\"https://schema.org\""),
            ("brat", ".ann", "T1\tContent "),
            ("text", ".txt", TEXT),
        ] {
            let (file, text) = file(page, format).await?;
            ensure!(file == format!("bridge-shut{name}"), "{format}: the file is called {file}");
            ensure!(text.starts_with(start), "{format} begins with {:?}", text.chars().take(90).collect::<String>());
        }
        let listed = page.js("return document.querySelectorAll('#save [name=download]').length", vec![]).await?;
        ensure!(listed == 9, "{listed} formats are listed");
        Ok(())
    })
}

#[test]
fn the_json_holds_text_places_and_hash() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        opened(page).await?;
        let (_, text) = file(page, "json").await?;
        let articles: Vec<Value> = serde_json::from_str(&text)?;
        let article = articles.first().context("no article")?;
        ensure!(article["text"] == TEXT && article["offsets"] == "codepoint", "another article: {article}");
        ensure!(article["text_sha256"].as_str().map(str::len) == Some(64), "no hash: {}", article["text_sha256"]);
        let span: (usize, usize) = serde_json::from_value(article["claims"][0]["content"][0].clone())?;
        let words: String = TEXT.chars().skip(span.0).take(span.1 - span.0).collect();
        ensure!(words == "the café had been closed", "the claim is {words:?}");
        // As on the command line, the number has no more digits than its precision needs.
        let sure = article["attributions"][0]["confidence"].to_string();
        ensure!(sure.starts_with("0.") && sure.len() <= 12, "the confidence is {sure}");
        Ok(())
    })
}

#[test]
fn only_what_is_shown_is_saved_where_that_is_asked_for() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        page.click_at("#lens-contested").await?;
        opened(page).await?;
        let (_, all) = file(page, "csv").await?;
        page.click_at("#save [name=only]").await?;
        let (_, some) = file(page, "csv").await?;
        ensure!(all.contains("\"attribution\"") && all.contains("\"claim\""), "not all of it: {all}");
        ensure!(!some.contains("\"attribution\"") && some.contains("\"claim\""), "not what is shown: {some}");
        Ok(())
    })
}

#[test]
fn the_keyboard_is_enough() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        page.js(CATCH, vec![]).await?;
        // Start at the top of the page, because not every browser wraps around to it from the text.
        page.js("document.querySelector('.skip').focus()", vec![]).await?;
        page.tab_to("#save-button", 10).await?;
        page.press(Key::Enter).await?;
        page.until("the dialog opens", "return !!document.querySelector('#save[open]')").await?;
        page.tab_to("#save [data-format=markdown] [name=download]", 30).await?;
        page.press(Key::Enter).await?;
        ensure!(caught(page).await?.0 == "bridge-shut.md", "another file");
        page.tab_to("#save [data-format=csv] [name=copy]", 30).await?;
        page.press(Key::Enter).await?;
        page.until("it is copied", "return (window.copied || '').startsWith('\"article\",')").await?;
        page.tab_to("#save [name=print]", 40).await?;
        page.press(Key::Enter).await?;
        page.until("it is printed", "return window.printed === true").await?;
        page.press(Key::Escape).await?;
        page.until("the dialog closes", "return !document.querySelector('#save[open]')").await?;
        let focus = page.js("return document.activeElement.id", vec![]).await?;
        ensure!(focus == json!("save-button"), "the focus is lost: {focus}");
        Ok(())
    })
}
