//! If marks are drawn as boxes over the page, as in browsers without the Highlight API, they cover the same words.

use anyhow::{Result, ensure};
use sayso_browser::{Look, STRICT, host, marked};

#[test]
fn boxes_cover_the_words() -> Result<()> {
    host("paywall", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        page.js(
            "const widget = document.querySelector('sayso-widget'); widget.setAttribute('marks', 'boxes'); \
            document.querySelector('#unfold').click()",
            vec![],
        )
        .await?;
        let boxes = "const boxes = [...document.querySelector('sayso-widget').shadowRoot.querySelectorAll('.box')]\
            .map((box) => box.getBoundingClientRect());";
        let over = "const over = (words) => {
                const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
                let node;
                while ((node = walker.nextNode())) {
                    const at = node.data.indexOf(words);
                    if (at < 0) continue;
                    const range = new Range(); range.setStart(node, at); range.setEnd(node, at + words.length);
                    const rect = range.getClientRects()[0];
                    return boxes.some((box) => Math.abs(box.left - rect.left) < 2 && Math.abs(box.top - rect.top) < 2 \
                        && Math.abs(box.width - rect.width) < 2);
                }
            };";
        page.until(
            "a box lies over a quotation",
            &format!("{boxes} {over} return over('“I reported the cracks in March,”') && CSS.highlights.size === 0"),
        )
        .await?;
        page.js("scrollBy(0, 60)", vec![]).await?;
        page.until("it follows", &format!("{boxes} {over} return over('“I reported the cracks in March,”')")).await?;
        page.js("document.querySelector('article').classList.remove('open')", vec![]).await?;
        let bottom = "const fold = document.querySelector('.fold').getBoundingClientRect(); \
            const rest = document.querySelector('.rest').getBoundingClientRect();";
        page.until(
            "what the fold hides has no box",
            &format!(
                "{boxes} {bottom} return boxes.length > 0 \
            && boxes.every((box) => box.bottom <= fold.bottom + 1 || box.top >= rest.top - 1)"
            ),
        )
        .await?;
        ensure!(
            page.js("return document.querySelectorAll('article .box').length", vec![]).await? == 0,
            "boxes in the page"
        );
        Ok(())
    })
}

#[test]
fn where_the_system_sets_the_colours_marks_keep_their_lines() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        page.looks(&Look { forced: true, ..Look::new(1024, 800, "light") }).await?;
        page.visit().await?;
        marked::bar_counts(page).await?;
        let lines = "const boxes = [...document.querySelector('sayso-widget').shadowRoot.querySelectorAll('.box')];
            const lines = new Set(boxes.map((box) => { \
                const { borderBottomStyle, borderBottomWidth } = getComputedStyle(box); \
                return `${borderBottomStyle} ${Math.round(parseFloat(borderBottomWidth))}`; }));
            return CSS.highlights.size === 0 && ['solid 1', 'dotted 1', 'solid 2'].every((line) => lines.has(line))";
        page.until("quoted, in other words and denied have different lines", lines).await
    })
}
