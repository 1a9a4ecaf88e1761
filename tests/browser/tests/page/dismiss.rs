//! A mark that the reader dismisses disappears everywhere, and can be restored.

use anyhow::{Result, ensure};
use sayso_browser::{Page, browse};
use serde_json::json;

const TEXT: &str = "“The road is open,” said Anna Berg. Police denied that a bridge had been closed.";
const CLAIMS: &str = "return document.querySelectorAll('#claims li').length";

async fn dismiss(page: &Page) -> Result<()> {
    page.point_away().await?;
    page.click_at("#marks .mark[data-kind=claim]").await?;
    let card = page.opened_card().await?;
    ensure!(card.how.to_lowercase().contains("den"), "another card is open: {card:?}");
    page.js("document.getElementById('dismiss').click()", vec![]).await?;
    page.card_closed().await?;
    page.until("the mark is gone", "return !document.querySelector('#marks .mark[data-kind=claim]')").await
}

#[test]
fn undo_restores_a_dismissed_mark() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        let marks = page.marks().await?;
        dismiss(page).await?;
        ensure!(page.js(CLAIMS, vec![]).await? == json!(0), "the list still has it");
        page.until("it is counted", "return /1/.test(document.querySelector('#dismissed')?.textContent)").await?;
        // A click by a script counts as a key press, so the focus moves to the button that restores the mark.
        page.until("the focus is there", "return document.activeElement.id === 'undo-change'").await?;
        page.js("document.getElementById('undo-change').click()", vec![]).await?;
        page.until("it is back", "return !!document.querySelector('#marks .mark[data-kind=claim]')").await?;
        ensure!(page.marks().await? == marks, "other marks than before");
        Ok(())
    })
}

#[test]
fn a_dismissed_mark_stays_hidden_during_edits_until_restored_from_the_list() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        dismiss(page).await?;
        // The click on the mark has put the caret into the claim, so move it to the end.
        page.js(
            "const text = document.getElementById('text'); \
            text.setSelectionRange(text.value.length, text.value.length)",
            vec![],
        )
        .await?;
        page.type_text(" It snowed.").await?;
        ensure!(page.js(CLAIMS, vec![]).await? == json!(0), "it came back by itself");
        page.read().await?;
        page.js("document.querySelector('#dismissed button').click()", vec![]).await?;
        page.until("it is back", "return !!document.querySelector('#marks .mark[data-kind=claim]')").await
    })
}

#[test]
fn a_card_says_what_would_settle_a_claim_and_how_much_is_quoted() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        page.point_away().await?;
        page.click_at("#marks .mark[data-kind=claim]").await?;
        page.opened_card().await?;
        page.until(
            "it says what would make it certain",
            "return document.querySelector('#card [data-part=certain]')?.textContent.length > 20",
        )
        .await?;
        page.click_at("#marks .mark[data-kind=direct]").await?;
        page.until(
            "it says that every word is quoted",
            "return /word for word/.test(document.querySelector('#card [data-part=how]')?.textContent)",
        )
        .await
    })
}

#[test]
fn a_card_neither_scrolls_the_page_nor_takes_the_focus() -> Result<()> {
    browse(async |page| {
        page.look(1280, 420, "light").await?;
        page.paste(&format!("{}{TEXT}", "It is cold.\n\n".repeat(30))).await?;
        let place = "return [scrollX, scrollY, document.activeElement.id]";
        let middle = "document.querySelector('#marks .mark[data-kind=cue]')\
            .scrollIntoView({ block: 'center', behavior: 'instant' })";
        page.js(middle, vec![]).await?;
        let before = page.js(place, vec![]).await?;
        page.point_at("#marks .mark[data-kind=cue]").await?;
        page.opened_card().await?;
        let after = page.js(place, vec![]).await?;
        ensure!(before == after, "{before} became {after}");
        Ok(())
    })
}
