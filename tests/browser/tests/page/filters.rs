//! Marks can be shown and hidden: by lens, by kind, by speaker, by confidence.

use anyhow::{Result, ensure};
use sayso_browser::browse;

const TEXT: &str = "“It is shut,” said Anna Oru, the mayor. The minister hopes to reopen the bridge in May. The \
    council denied that the bridge was closed. Sources said the road was icy.";

const KINDS: &str =
    "return [...new Set([...document.querySelectorAll('#marks .mark')].map(m => m.dataset.kind))].sort().join()";

#[test]
fn attitudes_are_offered_in_the_legend() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        let count = "return document.querySelectorAll('#marks .mark').length";
        let before = page.js(count, vec![]).await?.as_u64();
        page.click_at("#lens-who").await?;
        page.click_at(".legend [data-layer=attitude]").await?;
        page.click_at("#lens-all").await?;
        page.until(
            "the wish is marked",
            "return [...document.querySelectorAll('#marks .mark')].some(m => m.textContent.includes('hopes'))",
        )
        .await?;
        ensure!(page.js(count, vec![]).await?.as_u64() > before, "no mark was added");
        Ok(())
    })
}

#[test]
fn only_contested_leaves_only_claims() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        page.click_at("#tab-speakers").await?;
        page.click_at("#lens-contested").await?;
        page.until(
            "only claims are marked",
            &format!("{} === 'claim,cue'", KINDS.replace("return ", "return (").replace(".join()", ".join())")),
        )
        .await?;
        let listed = "return document.querySelectorAll('#speakers .group').length";
        ensure!(page.js(listed, vec![]).await?.as_u64() > Some(1), "the lens takes speakers from the list");
        page.click_at("#lens-all").await?;
        page.until("the quotation is back", "return !!document.querySelector('#marks [data-kind=direct]')").await
    })
}

#[test]
fn one_sort_can_be_hidden_and_what_is_hidden_is_counted() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        let quoted = "return !!document.querySelector('#marks [data-kind=direct]')";
        page.click_at(".legend [data-layer=quoted]").await?;
        page.until("the quotation is not marked", &quoted.replace("!!", "!")).await?;
        page.until(
            "it says how many are hidden",
            "return /1 finding is not shown/.test(document.querySelector('#hidden').innerText)",
        )
        .await?;
        page.click_at("#hidden button").await?;
        page.until("the quotation is marked", quoted).await
    })
}

#[test]
fn one_speaker_alone_can_be_marked() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        let reworded = "return !!document.querySelector('#marks [data-kind=indirect]')";
        page.click_at("#tab-speakers").await?;
        page.click_at("#speakers .speaker").await?;
        page.until("what others say is not marked", &reworded.replace("!!", "!")).await?;
        page.until("her words are", "return !!document.querySelector('#marks [data-kind=direct]')").await?;
        page.click_at("#speakers .speaker").await?;
        page.until("what others say is marked", reworded).await
    })
}

#[test]
fn doubtful_statements_can_be_hidden() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        page.click_at("#more-filters summary").await?;
        let slide = "const input = document.querySelector('#more-filters [name=least]'); input.value = 90;
            input.dispatchEvent(new InputEvent('input', {bubbles: true})); return true";
        let before = page.js("return document.querySelectorAll('#marks .mark').length", vec![]).await?.as_u64();
        page.js(slide, vec![]).await?;
        let fewer = format!("return document.querySelectorAll('#marks .mark').length < {}", before.unwrap_or(0));
        page.until("fewer marks are left", &fewer).await
    })
}
