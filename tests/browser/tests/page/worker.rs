//! The analysis runs in a worker, reports progress, can be cancelled, and may crash without affecting the page.

use anyhow::{Result, ensure};
use sayso_browser::{Engine, Page, articles, browse};
use serde_json::{Value, json};

/// Replaces the worker by one that replies as the test wants: it calls `reply` with each text and sends the result, or
/// nothing if `reply` returns nothing.
const STAND_IN: &str = "window.asked = []; window.made = 0; window.ended = 0;
    window.Worker = class extends EventTarget {
        constructor() { super(); window.made++; }
        say(data) { this.dispatchEvent(new MessageEvent('message', { data })); }
        postMessage(message) {
            if (message.module) { setTimeout(() => this.say({ ready: true })); return; }
            window.asked.push(message.input);
            const data = window.reply(message.input);
            if (data) setTimeout(() => this.say(data));
        }
        terminate() { window.ended++; }
    };";

const TEXT: &str = "Police denied that a bridge had been closed. ";

/// Whether a test is skipped in this browser. Inserting scripts before the page's own requires a command that only
/// Chromium has.
pub fn left_out() -> Result<bool> {
    let out = Engine::chosen()? == Engine::Firefox;
    if out {
        println!("skipped in Firefox: no script can be inserted before the page's own");
    }
    Ok(out)
}

/// Reopens the page; `script` runs before the page's own scripts.
pub async fn open_with(page: &Page, script: &str) -> Result<()> {
    page.driver().cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
    page.open().await
}

async fn ready(page: &Page) -> Result<()> {
    page.until("the worker is ready", "return document.documentElement.dataset.worker === 'ready'").await
}

async fn by(page: &Page) -> Result<Value> {
    page.js("return document.documentElement.dataset.analysedBy", vec![]).await
}

async fn press(page: &Page, id: &str) -> Result<()> {
    page.js("document.getElementById(arguments[0]).click()", vec![json!(id)]).await.map(drop)
}

async fn shown(page: &Page, selector: &str) -> Result<()> {
    page.until_with(
        "it is shown",
        "return !!document.querySelector(arguments[0])?.checkVisibility()",
        vec![json!(selector)],
    )
    .await
}

#[test]
fn short_and_long_texts_are_analysed_in_a_worker() -> Result<()> {
    browse(async |page| {
        ready(page).await?;
        for text in [articles::one()?, articles::of_words(20_000)?] {
            page.paste(&text).await?;
            ensure!(by(page).await? == json!("worker"), "the page's own thread did the work");
            page.until("there are marks", "return !!document.querySelector('#marks .mark')").await?;
        }
        Ok(())
    })
}

#[test]
fn without_workers_the_page_keeps_working_and_says_so() -> Result<()> {
    if left_out()? {
        return Ok(());
    }
    browse(async |page| {
        open_with(page, "delete window.Worker").await?;
        let notice = page.notice().await?;
        ensure!(notice.contains("background"), "the notice says: {notice}");
        page.paste(&articles::one()?).await?;
        ensure!(by(page).await? == json!("page") && !page.marks().await?.is_empty(), "the text is not marked");
        Ok(())
    })
}

#[test]
fn a_long_analysis_says_how_far_it_is_and_can_be_stopped() -> Result<()> {
    if left_out()? {
        return Ok(());
    }
    browse(async |page| {
        open_with(page, &format!("{STAND_IN} window.reply = () => ({{ done: 40 }});")).await?;
        ready(page).await?;
        page.copy(TEXT).await?;
        page.press_paste().await?;
        shown(page, "#work progress[value='40']").await?;
        press(page, "cancel").await?;
        shown(page, "#again").await?;
        let state = "return [!!document.querySelector('#work'), window.ended, window.made, \
            document.querySelector('#text').value]";
        ensure!(page.js(state, vec![]).await? == json!([false, 1, 2, TEXT]), "it goes on, or the text is gone");
        page.js("window.reply = () => ({ done: 70 })", vec![]).await?;
        press(page, "again").await?;
        shown(page, "#work progress[value='70']").await
    })
}

#[test]
fn a_fault_leaves_the_text_and_gives_a_report() -> Result<()> {
    if left_out()? {
        return Ok(());
    }
    browse(async |page| {
        let fault = "window.reply = text => text.includes('denied') ? { fault: 'panicked at src/x.rs:1:2' } : null;
            Object.defineProperty(navigator, 'clipboard', \
                { value: { writeText: async text => { window.copied = text; } } });";
        open_with(page, &format!("{STAND_IN} {fault}")).await?;
        ready(page).await?;
        page.copy(TEXT).await?;
        page.press_paste().await?;
        shown(page, "#fault").await?;
        ensure!(page.text().await? == TEXT, "the text is gone");
        press(page, "fault-copy").await?;
        let copied = page.js("return window.copied", vec![]).await?;
        let copied = copied.as_str().unwrap_or_default();
        ensure!(
            copied.contains("src/x.rs:1:2") && copied.contains("Mozilla") && copied.contains("Sayso 0."),
            "{copied}"
        );
        ensure!(!copied.contains("bridge"), "the text is in the report: {copied}");
        press(page, "fault-text").await?;
        press(page, "fault-copy").await?;
        page.until("the text is in it", "return window.copied.includes('bridge')").await?;
        press(page, "fault-close").await?;
        // The same text is not tried again; a different one is, by a new worker.
        page.until(
            "there is a new worker",
            "return window.made === 2 && document.documentElement.dataset.worker === 'ready'",
        )
        .await?;
        ensure!(page.js("return window.asked.length", vec![]).await? == json!(1), "the same text was tried again");
        page.edit().await?;
        page.driver().find(thirtyfour::By::Id("text")).await?.send_keys("x").await?;
        page.until("the changed text is tried", "return window.asked.length === 2").await
    })
}

#[test]
fn real_panics_are_reported_with_their_location() -> Result<()> {
    if left_out()? {
        return Ok(());
    }
    browse(async |page| {
        // The worker receives something that is not a text, and the generated glue code throws.
        let script = "const Real = window.Worker; window.Worker = class extends Real {
                postMessage(message) { super.postMessage(message.module ? message : { input: null }); } };";
        open_with(page, script).await?;
        ready(page).await?;
        page.copy(TEXT).await?;
        page.press_paste().await?;
        shown(page, "#fault").await?;
        ensure!(page.text().await? == TEXT, "the text is gone");
        let report = page.js("return document.getElementById('fault').dataset.report", vec![]).await?;
        ensure!(report.as_str().is_some_and(|report| report.lines().count() > 1), "the report says: {report}");
        Ok(())
    })
}
