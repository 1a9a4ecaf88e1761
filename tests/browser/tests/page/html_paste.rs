//! Pasted HTML keeps paragraphs, links and quotations; nothing in it runs or loads.

use anyhow::{Result, ensure};
use sayso_browser::browse;
use serde_json::json;
use thirtyfour::prelude::*;

const HTML: &str = concat!(
    r#"<nav>Home News</nav><h1>Bridge shut</h1>
    <p onclick="window.hit=1">The <a href="https://board.example/report">board</a> said the bridge is shut.</p>
    <script>window.hit=1</script><img src="https://other.example/x.png" onerror="window.hit=1">
    <iframe src="https://other.example/"></iframe>"#,
    r#"<svg onload="window.hit=1"><a href="javascript:window.hit=1">x</a></svg>
    <link rel="stylesheet" href="https://other.example/x.css"><style>@import "https://other.example/y.css";</style>
    <blockquote><p>It is <a href="javascript:window.hit=1">late</a>.</p></blockquote>
    <p>Police denied that &lt;img src=x onerror=window.hit=1&gt; it fell.</p><aside>Most read<p>Other</p></aside>"#
);
const TEXT: &str = "Bridge shut\n\nThe board said the bridge is shut.\n\n“It is late.”\n\n\
    Police denied that <img src=x onerror=window.hit=1> it fell.";
const PLAIN: &str = "Bridge shut The board said the bridge is shut. It is late. Police denied that it fell.";

#[test]
fn html_keeps_its_structure_and_never_runs() -> Result<()> {
    browse(async |page| {
        page.type_text("Before.").await?;
        page.copy_html(PLAIN, HTML).await?;
        let before = page.analyses().await?;
        page.press_paste().await?;
        page.analysed_after(before).await?;
        ensure!(page.text().await? == TEXT, "the text is {:?}", page.text().await?);
        let alive = "return !!window.hit || document.querySelectorAll('body img, body iframe, \
            body svg:not(aside .part svg, .g, .quiet), [href^=javascript]').length > 0";
        ensure!(page.js(alive, vec![]).await? == json!(false), "something of the HTML is alive");
        let summary = page.js("return document.querySelector('#left-out summary').innerText", vec![]).await?;
        ensure!(summary.as_str().is_some_and(|summary| summary.contains('2')), "{summary}");
        page.click_at("#marks .mark[data-kind=indirect]").await?;
        page.opened_card().await?;
        page.press(Key::Escape).await?;
        // One undo reverts the paste.
        let before = page.analyses().await?;
        page.edit().await?;
        page.driver().find(By::Id("text")).await?.send_keys(Key::Control + "z").await?;
        page.analysed_after(before).await?;
        ensure!(page.text().await? == "Before.", "undo gives {:?}", page.text().await?);
        Ok(())
    })
}

#[test]
fn what_was_set_apart_comes_back_and_goes_again() -> Result<()> {
    browse(async |page| {
        page.copy_html(PLAIN, HTML).await?;
        page.press_paste().await?;
        page.until("pieces are set apart", "return !!document.querySelector('#left-out')").await?;
        page.click_at("#left-out summary").await?;
        page.click_at("#left-out button").await?;
        page.until("they are back", "return document.querySelector('#text').value.includes('Most read')").await?;
        ensure!(page.text().await?.starts_with("Home News\n\nBridge"), "{:?}", page.text().await?);
        page.click_at("#undo button").await?;
        page.until("undone", "return !document.querySelector('#text').value.includes('Most read')").await?;
        ensure!(page.text().await? == TEXT, "undo gives {:?}", page.text().await?);
        Ok(())
    })
}

#[test]
fn a_link_in_a_finding_is_offered_in_its_card_and_moves_with_the_text() -> Result<()> {
    browse(async |page| {
        let html = "<p>The mayor said <a href='https://board.example/report?a=1'>the report</a> is late.</p>";
        page.copy_html("The mayor said the report is late.", html).await?;
        let before = page.analyses().await?;
        page.press_paste().await?;
        page.analysed_after(before).await?;
        let before = page.analyses().await?;
        page.edit().await?;
        let text = page.driver().find(By::Id("text")).await?;
        text.send_keys(Key::Control + Key::Home).await?;
        text.send_keys("Today. ").await?;
        page.until("the text is there", "return document.querySelector('#text').value.startsWith('Today. The')")
            .await?;
        page.analysed_after(before).await?;
        page.until_with(
            "analysed",
            "return document.querySelector('#marks .mark[data-kind=indirect]')?.textContent.includes('the report')",
            vec![],
        )
        .await?;
        page.click_at("#marks .mark[data-kind=indirect]").await?;
        page.opened_card().await?;
        let script = "const a = document.querySelector('#card a'); \
            return a && [a.firstChild.textContent, a.href, a.rel, a.target, a.querySelector('small').textContent]";
        let link = page.js(script, vec![]).await?;
        ensure!(
            link == json!([
                "the report",
                "https://board.example/report?a=1",
                "noopener noreferrer",
                "_blank",
                "board.example"
            ]),
            "{link}"
        );
        Ok(())
    })
}

#[test]
fn markup_around_the_same_words_changes_nothing_and_too_much_is_refused() -> Result<()> {
    browse(async |page| {
        let plain = "One line.\n\tTwo lines.";
        page.copy_html(plain, "<meta charset=utf-8><span style='white-space: pre'>One line.\n\tTwo lines.</span>")
            .await?;
        page.press_paste().await?;
        page.until("it is there", "return document.querySelector('#text').value !== ''").await?;
        ensure!(page.text().await? == plain, "{:?}", page.text().await?);
        page.copy_html("", &format!("<p>{}</p>", "<b>word</b> ".repeat(450_000))).await?;
        page.press_paste().await?;
        ensure!(page.notice().await?.contains("too long"), "no word on a paste that is too long");
        ensure!(page.text().await? == plain, "the text is lost");
        Ok(())
    })
}

#[test]
fn many_paragraphs_are_pasted_at_once_and_undo_takes_them_back() -> Result<()> {
    browse(async |page| {
        page.type_text("Before 😀.").await?;
        let paragraphs: Vec<String> = (0..3000).map(|at| format!("Word {at}")).collect();
        let html: String = paragraphs.iter().map(|words| format!("<p>{words}</p>")).collect();
        page.copy_html(&paragraphs.join(" "), &html).await?;
        // The page must not use this command: the browser inserts letter by letter, which takes minutes.
        page.js("document.execCommand = () => { throw new Error('typed') }", vec![]).await?;
        let before = page.analyses().await?;
        page.press_paste().await?;
        page.analysed_after(before).await?;
        ensure!(page.text().await? == paragraphs.join("\n\n"), "the text is {:?}", page.text().await?.get(..60));
        page.click_at("#replaced [name=undo]").await?;
        page.until("it is back", "return document.querySelector('#text').value === 'Before 😀.'").await
    })
}
