//! What other programs share with the installed page.

use anyhow::{Result, ensure};
use sayso_browser::{Headers, Page, site};
use serde_json::json;

/// Waits until the service worker controls the page.
async fn taken_over(page: &Page) -> Result<()> {
    let ready = "return navigator.serviceWorker.ready.then(() => !!navigator.serviceWorker.controller)";
    page.until("the page is kept", ready).await
}

/// Shares a text as the system does: with a form that the service worker handles. The form is sent by `fetch`, because
/// the policy does not allow the page to submit one.
async fn share(page: &Page, title: &str, text: &str) -> Result<()> {
    taken_over(page).await?;
    let script = "const body = new FormData(); body.set('title', arguments[0]); body.set('text', arguments[1]);
        return fetch('./share', { method: 'POST', body, redirect: 'manual' }).then((answer) => answer.type)";
    let answer = page.js(script, vec![json!(title), json!(text)]).await?;
    ensure!(answer == "opaqueredirect", "the worker did not take it: {answer}");
    Ok(())
}

#[test]
fn what_is_shared_is_shown_and_sent_to_nobody() -> Result<()> {
    site(Headers::Sample, &[], async |page, _| {
        share(page, "Bridge shut", "“It is late,” said Tom Hale.").await?;
        page.open().await?;
        page.until_text("Bridge shut\n\n“It is late,”").await?;
        let marked = "return document.querySelectorAll('#marks .mark').length > 0";
        page.until("and marked", marked).await
    })
}

#[test]
fn a_shared_page_is_not_its_text() -> Result<()> {
    site(Headers::Sample, &[], async |page, _| {
        // If the reader shares a page, browsers pass its address as the text.
        share(page, "Bridge shut", "https://courier.example/bridge").await?;
        page.open().await?;
        let said = page.notice().await?;
        ensure!(said.contains("address"), "it says: {said}");
        ensure!(page.text().await?.is_empty(), "the address is taken for an article");
        Ok(())
    })
}

#[test]
fn thirteen_shares_displace_nothing_that_is_kept() -> Result<()> {
    site(Headers::Sample, &[], async |page, _| {
        // In Firefox a page that is opened while the worker is being installed stays uncontrolled.
        taken_over(page).await?;
        page.keep_articles(12).await?;
        let before = page.kept().await?;
        for number in 0..13 {
            share(page, "Bridge shut", &format!("Shared text {number}.")).await?;
            page.open().await?;
            page.until_text(&format!("Shared text {number}.")).await?;
            page.save_now().await?;
            let kept = page.kept().await?;
            ensure!(kept == before, "share {number} changed what is kept: {kept:?}");
        }
        Ok(())
    })
}

#[test]
fn what_is_shared_waits_where_text_was_typed() -> Result<()> {
    site(Headers::Sample, &[], async |page, _| {
        page.paste("“The road is open,” said Anna Berg.").await?;
        page.type_text(" Typed by me.").await?;
        let typed = page.text().await?;
        for number in 0..2 {
            let title = format!("Shared title {number}");
            share(page, &title, "“It is late,” said Tom Hale.").await?;
            let ask = "return navigator.serviceWorker.ready.then(({ active }) => active.postMessage('shared?'))";
            page.js(ask, vec![]).await?;
            let asked = "return !!document.querySelector('#waiting')?.textContent.includes(arguments[0])";
            page.until_with("the reader is asked", asked, vec![json!(title)]).await?;
            ensure!(page.text().await? == typed, "the text is {:?}", page.text().await?);
        }
        page.click_at("#waiting button").await?;
        page.until_text("Shared title 1").await?;
        page.click_at("#replaced [name=undo]").await?;
        page.until_text("Typed by me.").await
    })
}
