//! Right-to-left paragraphs are aligned to the right with marks at the right words, and the lists stay in place.

use anyhow::{Result, ensure};
use sayso_browser::browse;
use serde_json::json;

const TEXT: &str =
    "הגשר סגור היום.\n\n“The bridge, הגשר, is shut,” said Dana Levi. Police denied that a road had been closed.";

#[test]
fn each_paragraph_has_the_direction_of_its_words() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        let sides = "const layer = document.querySelector('#marks').getBoundingClientRect();
            return [...document.querySelectorAll('#marks .line')].filter((line) => line.textContent.trim())\
                .map((line) => {
                const range = document.createRange(); range.selectNodeContents(line);
                const words = range.getClientRects()[0];
                return words.left - layer.left < layer.right - words.right || words.width > layer.width * 0.8 \
                    ? 'left' : 'right' })";
        ensure!(page.js(sides, vec![]).await? == json!(["right", "left"]), "{}", page.js(sides, vec![]).await?);
        let quoted = "return [...document.querySelectorAll('#marks [data-kind=direct]')]\
            .map((mark) => mark.textContent).join('')";
        let quoted = page.js(quoted, vec![]).await?;
        ensure!(quoted == json!("“The bridge, הגשר, is shut,”"), "{quoted}");
        let styles = "return ['direction', 'unicodeBidi']\
            .every((name) => getComputedStyle(document.querySelector('#text'))[name] ===
            getComputedStyle(document.querySelector('#marks .line'))[name])";
        ensure!(page.js(styles, vec![]).await? == json!(true), "text and marks are set differently");
        let wide = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
        ensure!(page.js(wide, vec![]).await? == json!(false), "the page is too wide");
        Ok(())
    })
}
