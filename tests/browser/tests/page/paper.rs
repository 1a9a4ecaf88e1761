//! The printed page has the article with its marks and notes, to the last line, and no controls.

use anyhow::{Context, Result, ensure};
use sayso_browser::{Engine, Page, articles, browse};
use serde_json::json;

/// Returns the selectors in `arguments[0]` that match something printed.
const PRINTED: &str = "return arguments[0].filter(selector =>
    [...document.querySelectorAll(selector)].some(element => element.getClientRects().length))";

async fn printed(page: &Page, selectors: &[&str]) -> Result<Vec<String>> {
    Ok(serde_json::from_value(page.js(PRINTED, vec![json!(selectors)]).await?)?)
}

#[test]
fn prints_the_article_without_buttons() -> Result<()> {
    browse(async |page| {
        // Other browsers have no command that emulates printing.
        if page.engine() != Engine::Chromium {
            return Ok(());
        }
        let text = articles::own()?;
        page.paste(&text).await?;
        page.js("document.documentElement.dataset.theme = 'dark'", vec![]).await?;
        page.click_at("#save-button").await?;
        page.driver().cdp().send_raw("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
        let kept = ["#marks .mark", "#marks .note", ".legend", "h1"];
        ensure!(printed(page, &kept).await? == kept, "missing: only {:?} is there", printed(page, &kept).await?);
        let gone = [".acts", "#save", "#text", ".lens", ".steps", "#card", ".toasts", "aside", "select", "input"];
        ensure!(printed(page, &gone).await?.is_empty(), "in the way: {:?}", printed(page, &gone).await?);
        let last = text.trim().lines().last().context("an empty article")?;
        let script =
            "const line = [...document.querySelectorAll('#marks .line')].findLast(line => line.innerText.trim());
            const box = line.getBoundingClientRect();
            // Nothing around it clips it.
            let whole = box.height > 0;
            for (let e = line.parentElement; e; e = e.parentElement) {
                const own = getComputedStyle(e);
                if (own.overflowY !== 'visible' && e.getBoundingClientRect().bottom < box.bottom) whole = false;
            }
            return [line.textContent.trim(), getComputedStyle(line).color, whole,
                getComputedStyle(document.body).backgroundColor]";
        let seen = page.js(script, vec![]).await?;
        ensure!(
            seen == json!([last.trim(), "rgb(0, 0, 0)", true, "rgb(255, 255, 255)"]),
            "the last line is not there in black on white: {seen}"
        );
        Ok(())
    })
}

#[test]
fn a_page_is_printed() -> Result<()> {
    browse(async |page| {
        page.paste(&articles::own()?.repeat(4)).await?;
        let paper = page.driver().print_page(Default::default()).await?;
        ensure!(paper.starts_with(b"%PDF-") && paper.len() > 10_000, "no paper: {} bytes", paper.len());
        if let Some(file) = std::env::var_os("SAYSO_PAPER") {
            std::fs::write(file, &paper)?;
        }
        // Chromium writes one object for each sheet, and at least one that lists them. If the print were cut off after
        // the first sheet, there would be only two. Other browsers compress these objects.
        let sheets = paper.windows(10).filter(|at| at == b"/Type /Pag").count();
        ensure!(page.engine() != Engine::Chromium || sheets > 3, "{sheets} sheets and lists of sheets");
        Ok(())
    })
}
