//! Measures and prints the time from opening the page to the marks on a pasted article of 800 words.

use anyhow::{Context, Result, ensure};
use sayso_browser::{articles, browse};

/// The maximum time in milliseconds. It is only an order of magnitude, because machines differ.
const MOST_MS: f64 = 10_000.0;

#[test]
fn an_article_is_marked_soon_after_opening() -> Result<()> {
    browse(async |page| {
        let text = articles::of_words(800)?;
        page.copy(&text).await?;
        page.open().await?;
        // The time from the keys to the marks is taken with the page's own clock, because the driver would add to it.
        page.js(
            "const root = document.documentElement;
             window.ready = performance.now();
             addEventListener('paste', () => window.pasted = performance.now(), { capture: true, once: true });
             new MutationObserver((_, me) => { window.marked = performance.now(); me.disconnect(); })
                 .observe(root, { attributeFilter: ['data-analysis'] })",
            vec![],
        )
        .await?;
        page.press_paste().await?;
        page.until("the article is marked", "return !!window.marked && !!document.querySelector('#marks .mark')")
            .await?;
        let times = page.js("return [window.ready, window.marked - window.pasted]", vec![]).await?;
        let [opening, marking]: [f64; 2] = serde_json::from_value(times).context("no times were taken")?;
        println!(
            "{} words: opening {opening:.0} ms, paste to marks {marking:.0} ms, together {:.0} ms",
            text.split_whitespace().count(),
            opening + marking
        );
        ensure!(opening + marking < MOST_MS, "far too slow: {opening:.0} + {marking:.0} ms");
        Ok(())
    })
}
