//! A link contains the article; opening it restores the article, and a broken one shows a plain sentence.

use anyhow::{Result, ensure};
use sayso_browser::{Engine, Page, browse};
use serde_json::json;
use thirtyfour::prelude::*;

const TEXT: &str = "Bridge shut\n\nBy Ann Vale\n\n“It is late,” said Tom Hale. Ünicode: 😀";

async fn link(page: &Page) -> Result<String> {
    page.click_at("#share-button").await?;
    page.until("there is a link", "return !!document.querySelector('#share #link')").await?;
    let link = page.js("return document.querySelector('#link').value", vec![]).await?;
    page.press(Key::Escape).await?;
    Ok(link.as_str().unwrap_or_default().to_owned())
}

async fn follow(page: &Page, fragment: &str) -> Result<()> {
    page.js("location.hash = arguments[0]", vec![json!(fragment)]).await.map(drop)
}

#[test]
fn a_link_gives_the_article_back() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        let link = link(page).await?;
        ensure!(link.contains("#t=1.") && link.len() < 500, "the link is {link}");
        page.paste("Something else was said.").await?;
        follow(page, link.split_once('#').map_or("", |(_, rest)| rest)).await?;
        // The pasted text is not replaced without a question.
        page.until("the reader is asked", "return !!document.querySelector('#waiting')").await?;
        page.click_at("#waiting button").await?;
        page.until("it is there", "return document.querySelector('#text').value.startsWith('Bridge')").await?;
        ensure!(page.text().await? == TEXT, "the link gives {:?}", page.text().await?);
        let byline = page.js("return document.querySelector('#about [name=byline]').value", vec![]).await?;
        ensure!(byline == "Ann Vale", "the byline is {byline}");
        page.click_at("#undo button").await?;
        page.until("undone", "return document.querySelector('#text').value.startsWith('Something')").await
    })
}

#[test]
fn a_link_to_a_mark_holds_corrections_and_opens_its_card() -> Result<()> {
    browse(async |page| {
        let filler = "Nothing else happened in the town that week, and the river stayed calm.\n\n".repeat(40);
        page.paste(&format!("“It is late,” said Tom Hale.\n\n{filler}Police denied that a bridge had been closed."))
            .await?;
        page.click_at("#marks .mark[data-kind=direct]").await?;
        page.opened_card().await?;
        page.click_at("#correct").await?;
        page.js("document.querySelector('#card [name=who]').value = 'Ben Vale'", vec![]).await?;
        page.click_at("#card [name=here]").await?;
        page.until("he is named", "return /Ben Vale/.test(document.querySelector('#marks .note').innerText)").await?;
        page.click_at("#claims button[data-item]").await?;
        page.until("the claim's card is open", "return /police/i.test(document.querySelector('#card').innerText)")
            .await?;
        // A script presses the button, because the card moves while the page scrolls to its mark.
        page.js("document.querySelector('#link-to').click()", vec![]).await?;
        page.until("there is a link", "return !!document.querySelector('#share #link')").await?;
        let shown = "return /your correction/.test(document.querySelector('#share').innerText)";
        page.until("the dialog mentions the correction", shown).await?;
        let link = page.js("return document.querySelector('#link').value", vec![]).await?;
        let link = link.as_str().unwrap_or_default().to_owned();
        ensure!(link.contains("#t=2."), "the link is {link}");
        // Delete the saved article, because the receiver of the link does not have it.
        let forget = "localStorage.clear(); localStorage.setItem('sayso.no-articles', 'sayso 1')";
        page.js(forget, vec![]).await?;
        let tab = page.driver().new_tab().await?;
        page.driver().switch_to_window(tab).await?;
        page.driver().goto(&link).await?;
        let open = "return /police/i.test(document.querySelector('#card:not([hidden])')?.innerText)";
        page.until("the card is open", open).await?;
        let seen = "const mark = document.querySelector('#marks .c-denied').getBoundingClientRect();
            return mark.top >= 0 && mark.bottom <= innerHeight";
        page.until("the mark is in sight", seen).await?;
        let own = "return /corrected or removed 1 mark/.test(document.querySelector('#sent-changes')?.innerText)";
        page.until("a note announces the correction", own).await?;
        let name = "return document.querySelector('#marks .note').innerText";
        ensure!(page.js(name, vec![]).await?.as_str().is_some_and(|note| note.contains("Ben Vale")), "not corrected");
        page.click_at("#sent-changes button").await?;
        page.until("it is as it was found", "return /Tom Hale/.test(document.querySelector('#marks .note').innerText)")
            .await?;
        page.until("the note is gone", "return !document.querySelector('#sent-changes')").await
    })
}

#[test]
fn a_link_shows_the_marks_that_its_sender_saw() -> Result<()> {
    browse(async |page| {
        page.paste("“It is late,” said Tom Hale. Police denied that a bridge had been closed.").await?;
        page.click_at("#lens-contested").await?;
        page.click_at("#share-button").await?;
        page.until("there is a link", "return !!document.querySelector('#share #link')").await?;
        page.click_at("#share [name=same]").await?;
        page.until("it is another link", "return /#t=2/.test(document.querySelector('#link')?.value)").await?;
        let link = page.js("return document.querySelector('#link').value", vec![]).await?;
        let tab = page.driver().new_tab().await?;
        page.driver().switch_to_window(tab).await?;
        page.driver().goto(link.as_str().unwrap_or_default()).await?;
        page.until("it is marked", "return !!document.querySelector('#marks .mark')").await?;
        let lens = "return document.querySelector('[role=radio][aria-checked=true]').id";
        ensure!(page.js(lens, vec![]).await? == "lens-contested", "another lens");
        ensure!(
            page.js("return document.querySelectorAll('#marks .q').length", vec![]).await? == 0,
            "statements are marked"
        );
        Ok(())
    })
}

#[test]
fn a_broken_link_and_a_bomb_get_a_sentence() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        let whole = link(page).await?;
        let fragment = whole.split_once('#').map_or("", |(_, rest)| rest).to_owned();
        // A text of two megabytes of one letter, compressed to a few thousand bytes.
        let bomb =
            "const stream = new Blob(['a'.repeat(2e6)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
            return new Response(stream).arrayBuffer().then(b => 't=1.' + btoa(String.fromCharCode(...new Uint8Array(b)))
                .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''))";
        let bomb = page.js(bomb, vec![]).await?.as_str().unwrap_or_default().to_owned();
        for bad in [&fragment[..fragment.len() / 2], "t=9.abc", "t=1.!!", "t=1.", &bomb] {
            follow(page, bad).await?;
            let notice = page.notice().await?;
            ensure!(notice.contains("link"), "{bad}: {notice}");
            ensure!(page.text().await? == TEXT, "{bad}: the text is lost");
            page.click_at("#notices button").await?;
            page.until("read", "return !document.querySelector('#notices').innerText.trim()").await?;
        }
        Ok(())
    })
}

#[test]
fn a_link_stays_neither_in_the_address_nor_in_the_history() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        let whole = link(page).await?;
        let clean = whole.split('#').next().unwrap_or_default().to_owned();
        let there = "return document.querySelector('#text')?.value.startsWith('Bridge') === true";
        let address = "return location.href === arguments[0] && history.state === null";
        // The link is opened in the tab of an open page, then in a new one.
        let fragment = whole.split_once('#').map_or("", |(_, rest)| rest);
        page.paste("Something else was said.").await?;
        follow(page, fragment).await?;
        page.until("it asks", "return document.querySelector('#waiting') !== null").await?;
        page.until_with("the address holds the page alone", address, vec![json!(clean)]).await?;
        page.click_at("#waiting button").await?;
        page.until("it is there", there).await?;
        let shown = "return /open the link again/.test(document.querySelector('#replaced')?.innerText)";
        page.until("the reader is told what a reload does", shown).await?;
        let tab = page.driver().new_tab().await?;
        page.driver().switch_to_window(tab).await?;
        page.driver().goto(&whole).await?;
        page.until("it is there", there).await?;
        page.until("the reader is told there, too", shown).await?;
        page.until_with("the address holds the page alone", address, vec![json!(clean)]).await?;
        // Links that are rejected are removed from the URL as well.
        follow(page, "t=1.Quillfeather!").await?;
        page.until("refused", "return /cut short/.test(document.querySelector('#notices').innerText)").await?;
        page.until_with("the address holds the page alone", address, vec![json!(clean)]).await?;
        for way in ["back", "back", "forward", "forward"] {
            page.js("history[arguments[0]]()", vec![json!(way)]).await?;
            page.until("the page is there", "return document.readyState === 'complete'").await?;
            let here = page.driver().current_url().await?;
            ensure!(!here.as_str().contains("t="), "{way} leads to {here}");
        }
        if page.engine() == Engine::Chromium {
            // Only the URLs are checked. The browser also records what was typed into the address bar for each entry,
            // which no page can change.
            let list = page.driver().cdp().send_raw("Page.getNavigationHistory", json!({})).await?;
            let entries = list["entries"].as_array().cloned().unwrap_or_default();
            let held = |entry: &serde_json::Value| entry["url"].as_str().is_none_or(|url| url.contains("t="));
            ensure!(!entries.is_empty() && !entries.iter().any(held), "the history holds: {list}");
        }
        Ok(())
    })
}

#[test]
fn a_long_text_is_offered_as_a_file() -> Result<()> {
    browse(async |page| {
        let text: String = (0..9_000u32).map(|at| format!("{:x} ", at.wrapping_mul(2_654_435_761) ^ at)).collect();
        page.paste(&text).await?;
        page.click_at("#share-button").await?;
        page.until("a file is offered", "return !!document.querySelector('#share #save-text')").await
    })
}
