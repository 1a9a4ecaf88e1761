//! The side panel: lists, cards and what the reader chooses there, and what it says when there is nothing.

use anyhow::{Result, ensure};
use sayso_browser::extension::{extended, served};
use sayso_browser::{Page, STRICT, marked};

use crate::{go, looks_inside};

const PANEL: &str = "/panel.html";
const SHADOW: &str = "document.querySelector('sayso-widget').shadowRoot";
/// A JavaScript expression for the words of the chosen finding on the page.
const CHOSEN: &str = "[...CSS.highlights].filter(([name]) => name.includes('chosen'))\
    .flatMap(([, layer]) => [...layer]).map(String).join('')";

/// Clicks on the marked words that contain `arguments[0]`.
const CLICK: &str = "const range = [...CSS.highlights.values()].flatMap((layer) => [...layer])\
    .find((range) => range.toString().includes(arguments[0]));
    const { left, top, width, height } = range.getBoundingClientRect();
    const point = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true, composed: true, button: 0 };
    range.startContainer.parentElement.dispatchEvent(new MouseEvent('click', point))";

async fn marked_and_listed(page: &Page) -> Result<()> {
    page.press_button().await?;
    page.opened_side_panel().await?;
    page.until_own("the findings are listed", PANEL, &format!("{SHADOW}.querySelectorAll('li button').length > 0"))
        .await
}

#[test]
fn opens_with_the_button() -> Result<()> {
    extended("plain", STRICT, &[], async |page| {
        ensure!(page.side_panel().await?.is_empty(), "it is open before");
        page.press_button().await?;
        page.opened_side_panel().await.map(drop)
    })
}

#[test]
fn list_and_cards_lead_to_the_words_and_back() -> Result<()> {
    if !looks_inside()? {
        return Ok(());
    }
    extended("plain", STRICT, &[], async |page| {
        marked_and_listed(page).await?;
        page.in_own(
            PANEL,
            &format!(
                "[...{SHADOW}.querySelectorAll('li button')].find((row) => row.textContent.includes('ferry')).click()"
            ),
        )
        .await?;
        page.until("the words are highlighted", &format!("return {CHOSEN}.includes('ferry would run')")).await?;
        let card = format!("{SHADOW}.querySelector('.card h3')?.textContent ?? ''");
        ensure!(
            page.in_own(PANEL, &card).await? == "AVAnn ValeA person",
            "another card: {}",
            page.in_own(PANEL, &card).await?
        );

        page.in_own(PANEL, &format!("{SHADOW}.querySelector('[part=leave]').click()")).await?;
        page.until("nothing is highlighted", &format!("return {CHOSEN} === ''")).await?;
        page.until_own("the list returns", PANEL, &format!("!{SHADOW}.querySelector('#panel').hidden")).await?;

        page.js(CLICK, vec!["body had been hurt".into()]).await?;
        page.until_own("the card opens", PANEL, &format!("({card}).includes('Denied')")).await?;
        page.until("the words are highlighted", &format!("return {CHOSEN}.includes('body had been hurt')")).await
    })
}

#[test]
fn lens_and_legend_hide_marks() -> Result<()> {
    if !looks_inside()? {
        return Ok(());
    }
    extended("plain", STRICT, &[], async |page| {
        marked_and_listed(page).await?;
        let layers = "[...CSS.highlights].filter(([, layer]) => layer.size)\
            .map(([name]) => name.replace(/^sayso-\\d+-/, '')).join()";
        page.in_own(PANEL, &format!("{SHADOW}.querySelector('[data-lens=contested]').click()")).await?;
        page.until("only claims are marked", &format!("return {layers} === 'denied'")).await?;
        page.in_own(PANEL, &format!("{SHADOW}.querySelector('[data-lens=everything]').click()")).await?;
        page.in_own(PANEL, &format!("{SHADOW}.querySelector('[data-look=denied]').click()")).await?;
        page.until("claims are hidden", &format!("return {layers}.includes('direct') && !{layers}.includes('denied')"))
            .await?;
        page.in_own(PANEL, &format!("{SHADOW}.querySelector('[part=marks]').click()")).await?;
        page.until("no mark is shown", &format!("return {layers} === ''")).await
    })
}

#[test]
fn says_that_nothing_is_marked_after_another_page_opens() -> Result<()> {
    if !looks_inside()? {
        return Ok(());
    }
    extended("plain", STRICT, &[], async |page| {
        marked_and_listed(page).await?;
        go(page, "linked").await?;
        let hint = "!document.getElementById('hint').hidden && document.getElementById('tools').hidden";
        page.until_own("the panel says how to begin", PANEL, hint).await?;
        marked_and_listed(page).await?;
        page.in_own(PANEL, "document.getElementById('off').click()").await?;
        page.until("the marks are gone", "return CSS.highlights.size === 0").await
    })
}

#[test]
fn says_that_only_a_part_of_the_article_is_there() -> Result<()> {
    if !looks_inside()? {
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let data = r#"{"@type": "NewsArticle", "headline": "The mill", "wordCount": 900}"#;
    let text =
        "<p>“We smelled it,” said Ada Lind. Nobody was hurt when the old mill burned down on Monday.</p>".repeat(4);
    let html = format!(
        "<!doctype html><meta charset=utf-8><title>The mill</title><script type=\"application/ld+json\">{data}</script>\
         <article><h1>The mill</h1>{text}</article>"
    );
    std::fs::create_dir(folder.path().join("part"))?;
    std::fs::write(folder.path().join("part/index.html"), html)?;
    served(folder.path(), "part", STRICT, &["favicon", "Content Security Policy"], async |page| {
        marked_and_listed(page).await?;
        page.until_own(
            "the panel says so",
            PANEL,
            "document.getElementById('partial').textContent.includes('only a part')",
        )
        .await
    })
}

#[test]
fn a_page_without_an_article_is_said_to_have_none() -> Result<()> {
    if !looks_inside()? {
        return Ok(());
    }
    extended("plain", STRICT, &[], async |page| {
        page.js(
            "document.querySelector('main').remove(); document.querySelector('footer').remove(); \
            document.querySelector('header').remove()",
            vec![],
        )
        .await?;
        page.press_button().await?;
        page.until_own(
            "the panel says so",
            PANEL,
            &format!("({SHADOW}.querySelector('[role=alert]')?.textContent ?? '').includes('no article')"),
        )
        .await?;
        ensure!(marked::now(page).await?.is_empty(), "marks without an article");
        Ok(())
    })
}

#[test]
fn a_page_closed_to_extensions_is_said_to_be_closed() -> Result<()> {
    if !looks_inside()? {
        return Ok(());
    }
    extended("plain", STRICT, &[], async |page| {
        // Drivers cannot press the button on a page that is closed to extensions, so its panel is opened directly.
        page.in_background("chrome.tabs.create({ url: chrome.runtime.getURL('panel.html?tab=1&closed') })").await?;
        let says = "document.getElementById('hint').textContent.includes('does not let extensions')";
        page.until_own("the panel says so", PANEL, says).await
    })
}
