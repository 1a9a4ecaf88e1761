//! The card of a mark shows who says it, how, by which cue it was found and why. It opens by clicking, by pointing and
//! by focus, and Escape closes it.

use anyhow::{Result, ensure};
use sayso_browser::{Card, Page, browse};
use thirtyfour::Key;

const TEXT: &str = "\"The road is open,\" said Anna Berg, the mayor. Police denied that a bridge had been closed.";
const CUE: &str = "#marks .mark[data-kind=cue]";

fn complete(card: &Card) -> Result<()> {
    ensure!(!card.who.is_empty() && !card.how.is_empty(), "who or how is missing: {card:?}");
    ensure!(!card.cue.is_empty() && !card.why.is_empty(), "cue or why is missing: {card:?}");
    Ok(())
}

async fn with_text(page: &Page) -> Result<()> {
    page.paste(TEXT).await?;
    page.point_away().await
}

#[test]
fn a_click_opens_the_card_and_escape_closes_it() -> Result<()> {
    browse(async |page| {
        with_text(page).await?;
        page.click_at(CUE).await?;
        let card = page.opened_card().await?;
        complete(&card)?;
        ensure!(card.who.contains("Anna Berg"), "the speaker is not named: {card:?}");
        ensure!(card.cue.contains("said"), "the cue is not named: {card:?}");
        page.press(Key::Escape).await.map(drop)?;
        page.card_closed().await
    })
}

#[test]
fn pointing_opens_the_card() -> Result<()> {
    browse(async |page| {
        with_text(page).await?;
        page.point_at(CUE).await?;
        complete(&page.opened_card().await?)
    })
}

#[test]
fn a_claim_says_its_status_and_its_cue() -> Result<()> {
    browse(async |page| {
        with_text(page).await?;
        page.click_at("#marks .mark[data-kind=claim]").await?;
        let card = page.opened_card().await?;
        ensure!(card.how.to_lowercase().contains("den"), "the status is not said: {card:?}");
        ensure!(card.cue.contains("denied"), "the cue is not named: {card:?}");
        ensure!(!card.why.is_empty(), "why is missing: {card:?}");
        Ok(())
    })
}
