//! A mark can be corrected: who says it, how the article presents it, which words it covers. Each correction can be
//! undone.

use anyhow::{Result, ensure};
use sayso_browser::{Page, browse};
use serde_json::json;

const TEXT: &str =
    "“The road is open,” said Anna Berg. “It is late,” Anna Berg said. Police denied that a bridge had been closed.";

async fn form(page: &Page, mark: &str) -> Result<()> {
    page.click_at(mark).await?;
    page.opened_card().await?;
    page.click_at("#correct").await?;
    page.until("the form opens", "return !!document.querySelector('#card .correct')").await
}

async fn name(page: &Page, name: &str, button: &str) -> Result<()> {
    page.js("document.querySelector('#card [name=who]').value = arguments[0]", vec![json!(name)]).await?;
    page.click_at(&format!("#card [name={button}]")).await
}

async fn speakers(page: &Page) -> Result<String> {
    let script = "return [...document.querySelectorAll('#speakers .speaker')].map((own) => own.innerText).join('|')";
    Ok(page.js(script, vec![]).await?.as_str().unwrap_or_default().to_owned())
}

#[test]
fn one_statement_gets_another_speaker_and_undo_takes_it_back() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        page.click_at("#tab-speakers").await?;
        form(page, "#marks .mark[data-kind=direct]").await?;
        name(page, "Ben Hale", "here").await?;
        page.until("he is listed", "return /Ben Hale/.test(document.querySelector('#speakers').innerText)").await?;
        ensure!(speakers(page).await?.contains("Anna Berg"), "the other statement went with it");
        page.click_at("#undo-change").await?;
        page.until("it is hers again", "return !/Ben Hale/.test(document.querySelector('#speakers').innerText)").await
    })
}

#[test]
fn two_speakers_become_one() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        page.click_at("#tab-speakers").await?;
        form(page, "#marks .mark[data-kind=direct]").await?;
        name(page, "Ben Hale", "everywhere").await?;
        page.until(
            "she is gone",
            "return !/Anna Berg/.test([...document.querySelectorAll('#speakers .speaker')]\
            .map((own) => own.innerText).join())",
        )
        .await?;
        ensure!(speakers(page).await?.contains("2 statements"), "{}", speakers(page).await?);
        Ok(())
    })
}

#[test]
fn status_and_extent_change_and_outlast_an_edit() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        form(page, "#marks .mark[data-kind=claim]").await?;
        page.click_at("#card [name=refuted]").await?;
        page.until("it is refuted", "return !!document.querySelector('#marks .c-refuted')").await?;
        let words =
            "return [...document.querySelectorAll('#marks .c-refuted')].map((mark) => mark.textContent).join('')";
        ensure!(page.js(words, vec![]).await? == "a bridge had been closed", "other words");
        // A script presses the button, because the card moves while the page scrolls to it.
        page.js("document.querySelector('#card .options:last-of-type button:nth-child(3)').click()", vec![]).await?;
        let shorter = words.replace("return ", "return (") + ") === 'a bridge had been'";
        page.until("it ends a word earlier", &shorter).await?;
        page.type_text(" It snowed.").await?;
        page.until("both are kept", &shorter).await
    })
}
