//! Undo and redo by keyboard, in natural steps, and pasting, even without focus.

use anyhow::{Result, bail, ensure};
use sayso_browser::{Page, browse};
use serde_json::json;
use thirtyfour::prelude::*;

const SENTENCE: &str = "The ferry is late, said Tom Hale at night.";
const EDITED: &str = "The owner denied it.";

/// Waits until the text equals `text`.
async fn until_exactly(page: &Page, text: &str) -> Result<()> {
    let script = "return document.querySelector('#text').value === arguments[0]";
    page.until_with(&format!("the text is {text:?}"), script, vec![json!(text)]).await
}

async fn undo(page: &Page) -> Result<()> {
    page.press_with(&[Key::Control], "z").await
}

async fn type_into(page: &Page, words: &str) -> Result<()> {
    page.edit().await?;
    page.driver().find(By::Id("text")).await?.send_keys(words).await?;
    Ok(())
}

#[test]
fn a_sentence_goes_with_few_presses_and_comes_back() -> Result<()> {
    browse(async |page| {
        type_into(page, SENTENCE).await?;
        until_exactly(page, SENTENCE).await?;
        let mut presses = 0;
        while !page.text().await?.is_empty() {
            let before = page.text().await?;
            undo(page).await?;
            page.until_with(
                "less is left",
                "return document.querySelector('#text').value !== arguments[0]",
                vec![json!(before)],
            )
            .await?;
            presses += 1;
            // On a slow machine, pauses while typing may add steps.
            if presses > 6 {
                bail!("{presses} presses leave {:?}", page.text().await?);
            }
        }
        for _ in 0..presses {
            page.press_with(&[Key::Control, Key::Shift], "z").await?;
        }
        until_exactly(page, SENTENCE).await?;
        // Typing continues at the end of what was restored.
        page.type_keys("!").await?;
        until_exactly(page, &format!("{SENTENCE}!")).await
    })
}

#[test]
fn the_keys_work_with_the_focus_on_nothing_and_reach_replaced_texts() -> Result<()> {
    browse(async |page| {
        type_into(page, SENTENCE).await?;
        page.drop_file("a.txt", "text/plain", "A file.").await?;
        until_exactly(page, "A file.").await?;
        type_into(page, " Edited.").await?;
        until_exactly(page, "A file. Edited.").await?;
        page.blur().await?;
        for text in ["A file.", SENTENCE] {
            undo(page).await?;
            until_exactly(page, text).await?;
        }
        for text in ["A file.", "A file. Edited."] {
            page.press_with(&[Key::Control], "y").await?;
            until_exactly(page, text).await?;
        }
        // The button in the notice goes back by whole texts, and the newer text can be restored.
        page.drop_file("b.txt", "text/plain", "Another file.").await?;
        until_exactly(page, "Another file.").await?;
        type_into(page, " Edited too.").await?;
        until_exactly(page, "Another file. Edited too.").await?;
        page.click_at("#replaced [name=undo]").await?;
        until_exactly(page, "A file. Edited.").await?;
        page.blur().await?;
        page.press_with(&[Key::Control], "y").await?;
        until_exactly(page, "Another file. Edited too.").await
    })
}

#[test]
fn a_menu_takes_the_same_steps() -> Result<()> {
    browse(async |page| {
        page.paste(SENTENCE).await?;
        type_into(page, "!").await?;
        until_exactly(page, &format!("{SENTENCE}!")).await?;
        for (kind, text) in [("historyUndo", SENTENCE.to_owned()), ("historyRedo", format!("{SENTENCE}!"))] {
            let script = "const asked = new InputEvent('beforeinput', \
                { inputType: arguments[0], bubbles: true, cancelable: true });
                return document.getElementById('text').dispatchEvent(asked)";
            ensure!(page.js(script, vec![json!(kind)]).await? == json!(false), "the browser takes a step of its own");
            until_exactly(page, &text).await?;
        }
        Ok(())
    })
}

#[test]
fn the_keys_are_a_fields_own_in_a_field() -> Result<()> {
    browse(async |page| {
        page.paste(SENTENCE).await?;
        page.js("document.getElementById('share-button').click()", vec![]).await?;
        page.until("the link is there", "return !!document.querySelector('dialog[open] #link')").await?;
        undo(page).await?;
        page.copy("Pasted.").await?;
        page.press_with(&[Key::Control], "v").await?;
        // The shortcuts must have changed the dialog's field only. Otherwise the article would now differ from the
        // sentence followed by "!".
        page.js("document.querySelector('dialog[open]').close()", vec![]).await?;
        type_into(page, "!").await?;
        until_exactly(page, &format!("{SENTENCE}!")).await
    })
}

#[test]
fn a_paste_with_the_focus_on_nothing_takes_the_place_of_the_text_until_undo() -> Result<()> {
    browse(async |page| {
        type_into(page, EDITED).await?;
        until_exactly(page, EDITED).await?;
        page.blur().await?;
        page.copy_html(
            "Bridge shut The board met.",
            "<h1>Bridge shut</h1><p>The <a href='https://board.example/'>board</a> met.</p>",
        )
        .await?;
        page.press_with(&[Key::Control], "v").await?;
        until_exactly(page, "Bridge shut\n\nThe board met.").await?;
        page.until("a notice offers undo", "return !!document.querySelector('#replaced [name=undo]')").await?;
        page.until_kept("The board met.").await?;
        undo(page).await?;
        until_exactly(page, EDITED).await?;
        // Plain text is inserted unchanged.
        page.copy("Plain.\nText.").await?;
        page.blur().await?;
        page.press_with(&[Key::Control], "v").await?;
        until_exactly(page, "Plain.\nText.").await?;
        page.copy("https://paper.example/article").await?;
        page.blur().await?;
        page.press_with(&[Key::Control], "v").await?;
        page.notice().await?;
        ensure!(page.text().await? == "Plain.\nText.", "an address took the place of the text");
        Ok(())
    })
}

#[test]
fn a_paste_retires_the_notice_of_the_change_before() -> Result<()> {
    browse(async |page| {
        page.paste(SENTENCE).await?;
        page.drop_file("a.txt", "text/plain", "A file.").await?;
        page.until("a notice offers undo", "return !!document.querySelector('#replaced [name=undo]')").await?;
        page.paste(EDITED).await?;
        page.until("the notice is gone", "return !document.querySelector('#replaced')").await?;
        for text in ["A file.", SENTENCE] {
            undo(page).await?;
            until_exactly(page, text).await?;
        }
        Ok(())
    })
}
