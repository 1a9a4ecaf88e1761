//! Services of the browser and its extensions that send a reader's text elsewhere: spell checkers, writing
//! assistants, translation, form history. Nothing on the page invites them.

use anyhow::{Result, ensure};
use sayso_browser::{Page, browse};

use crate::settings::open_settings;

const TEXT: &str = "Quillfeather opens\n\nBy Ann Vale\n\n“It is late,” said Tom Quillfeather. Police denied that \
    Quillfeather had been closed.";

/// Returns the text fields that invite a service, each with its first problem.
const INVITING: &str = "const off = { autocomplete: 'off', autocorrect: 'off', autocapitalize: 'off', \
    writingsuggestions: 'false', translate: 'no', 'data-gramm': 'false' };
    const wrong = (field) => field.spellcheck && 'spellcheck' || Object.keys(off)\
        .find((name) => field.getAttribute(name) !== off[name]);
    const all = [...document.querySelectorAll('textarea, input, [contenteditable]')];
    const words = all.filter((field) => !['checkbox', 'radio', 'range', 'file', 'button'].includes(field.type));
    return words.filter(wrong).map((field) => `${field.id || field.name}: ${wrong(field)}`)";

/// Returns elements with words of the article that a page translation would send away.
const TRANSLATED: &str = "const found = [];
    const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (all.nextNode()) {
        const place = all.currentNode.parentElement;
        if (/Quillfeather/.test(all.currentNode.data) && place.closest('[translate]')?.getAttribute('translate') \
            !== 'no') found.push(place.outerHTML.slice(0, 100));
    }
    return found";

async fn invites_none(page: &Page, view: &str) -> Result<()> {
    for script in [INVITING, TRANSLATED] {
        let found = page.js(script, vec![]).await?;
        ensure!(found.as_array().is_some_and(Vec::is_empty), "{view}: {found}");
    }
    Ok(())
}

#[test]
fn no_field_and_no_view_invites_a_service_that_sends_words_away() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        page.js("for (const all of document.querySelectorAll('details')) all.open = true", vec![]).await?;
        for tab in ["claims", "speakers", "overview"] {
            page.js("document.getElementById('tab-' + arguments[0]).click()", vec![tab.into()]).await?;
            invites_none(page, tab).await?;
        }
        page.click_at("#marks .mark").await?;
        page.opened_card().await?;
        invites_none(page, "card").await?;
        for (name, ready) in [
            ("share", "#link"),
            ("save", "[name=download]"),
            ("settings", "[name=spelling]"),
            ("recent", "[name=articles]"),
        ] {
            page.js("document.getElementById(arguments[0] + '-button').click()", vec![name.into()]).await?;
            page.until("it is open", &format!("return !!document.querySelector('dialog[open] {ready}')")).await?;
            invites_none(page, name).await?;
            page.js("document.querySelector('dialog').close()", vec![]).await?;
            page.until("it is closed", "return !document.querySelector('dialog[open]')").await?;
        }

        page.click_at("#compare-button").await?;
        page.until("the view is there", "return document.activeElement?.id === 'compare-title'").await?;
        page.click_at("#add-present").await?;
        // Wait for the list, because it moves the button.
        page.until("it is listed", "return document.querySelectorAll('.entries li').length === 1").await?;
        page.click_at("#add-pasted").await?;
        page.until("the field is there", "return !!document.getElementById('pasted')").await?;
        invites_none(page, "comparison").await
    })
}

#[test]
fn spelling_is_checked_where_the_reader_asks_for_it() -> Result<()> {
    browse(async |page| {
        let checked = "return document.getElementById('text').spellcheck";
        ensure!(page.js(checked, vec![]).await? == false, "it is checked from the start");
        open_settings(page).await?;
        let warning = page.js("return document.getElementById('settings').textContent", vec![]).await?;
        ensure!(warning.as_str().is_some_and(|words| words.contains("send what you type")), "no warning: {warning}");
        page.click_at("#settings [name=spelling]").await?;
        page.until("it is checked", checked).await?;
        page.click_at("#settings [name=keep]").await?;
        page.until("it is kept", "return /spelling=yes/.test(localStorage.getItem('sayso.settings'))").await?;
        page.open().await?;
        page.until("it is checked at the next visit", checked).await?;
        open_settings(page).await?;
        page.click_at("#settings [name=spelling]").await?;
        page.until("it is checked no more", "return !document.getElementById('text').spellcheck").await
    })
}
