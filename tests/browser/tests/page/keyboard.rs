//! Everything works without a mouse.

use anyhow::{Result, ensure};
use sayso_browser::browse;
use thirtyfour::Key;

const TEXT: &str = "\"The road is open,\" said Anna Berg, the mayor. Police denied that a bridge had been closed.";

#[test]
fn a_note_is_reached_and_its_card_read_with_the_keyboard() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        page.tab_to("#marks [data-stop]", 40).await?;
        page.press(Key::Enter).await?;
        let card = page.opened_card().await?;
        ensure!(!card.who.is_empty() && !card.why.is_empty(), "the card is incomplete: {card:?}");
        page.press(Key::Escape).await?;
        page.card_closed().await
    })
}

#[test]
fn a_list_entry_is_chosen_with_the_keyboard() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        // Start at the top of the page, because not every browser wraps around to it.
        page.js("document.querySelector('.skip').focus()", vec![]).await?;
        page.tab_to("#claims button[data-item]", 60).await?;
        page.press(Key::Enter).await?;
        let card = page.opened_card().await?;
        ensure!(card.cue.contains("denied"), "another card: {card:?}");
        page.press(Key::Escape).await?;
        page.card_closed().await
    })
}

#[test]
fn tab_leaves_the_text_box() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        page.edit().await?;
        page.press(Key::Tab).await?;
        let left = page.js("return document.activeElement.id !== 'text'", vec![]).await?;
        ensure!(left == true, "the text box keeps the focus");
        ensure!(page.text().await? == TEXT, "Tab wrote into the text");
        Ok(())
    })
}
