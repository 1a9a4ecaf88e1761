//! Pages in constant motion: if highlights slow down their frames, boxes replace them until the page is calm.

use anyhow::{Result, ensure};
use sayso_browser::{Page, STRICT, host, marked};

const BOXES: &str = "const boxes = document.querySelector('sayso-widget').shadowRoot?.querySelectorAll('.box') ?? [];";

/// Reopens the host page with a clock of `www/hosts/frames.js`: `?slow` or `?busy`.
async fn with_clock(page: &Page, clock: &str) -> Result<()> {
    let url = page.driver().current_url().await?;
    Ok(page.driver().goto(url.join(clock)?.as_str()).await?)
}

#[test]
fn boxes_take_the_place_of_highlights_that_slow_the_page_down() -> Result<()> {
    host("animated", STRICT, &[], async |page| {
        page.look(1280, 4000, "light").await?;
        with_clock(page, "?slow").await?;
        page.until(
            "boxes without highlights",
            &format!("{BOXES} return boxes.length > 0 && CSS.highlights.size === 0"),
        )
        .await?;
        // The words move all the time. Each check reads their position and that of the boxes between the same two
        // frames.
        page.js("document.querySelectorAll('article > p')[4].className = 'sliding'", vec![]).await?;
        let over = "const words = document.querySelectorAll('article > p')[4].firstChild; const range = new Range();
            range.setStart(words, words.data.indexOf('gate')); range.setEnd(words, words.data.indexOf('.')); \
            const { left } = range.getBoundingClientRect();
            return [...boxes].some((box) => Math.abs(box.getBoundingClientRect().left - left) < 2)";
        page.until("a box follows words that move", &format!("{BOXES} {over}")).await?;
        page.js("document.documentElement.className = 'still'", vec![]).await?;
        page.until(
            "highlights again",
            &format!(
                "{BOXES} return boxes.length === 0 && [...CSS.highlights.values()].some(({{ size }}) => size > 0)"
            ),
        )
        .await?;
        marked::become_those_of(page, "animated/expected.tsv").await
    })
}

#[test]
fn highlights_stay_where_the_page_is_slow_without_them() -> Result<()> {
    host("animated", STRICT, &[], async |page| {
        page.look(1280, 4000, "light").await?;
        with_clock(page, "?busy").await?;
        let script = "window.tried = 0; const look = () => { \
            if (CSS.highlights.size) { window.shown = true; window.tried ||= 0; } \
            else if (window.shown) window.tried += 1; requestAnimationFrame(look); }; look()";
        page.js(script, vec![]).await?;
        page.until(
            "it has tried without them, and shows them again",
            "return window.tried > 0 && CSS.highlights.size > 0",
        )
        .await?;
        marked::become_those_of(page, "animated/expected.tsv").await?;
        let boxes = page.js(&format!("{BOXES} return boxes.length"), vec![]).await?;
        ensure!(boxes == 0, "{boxes} boxes");
        Ok(())
    })
}
