//! Lines of the page around an article are excluded: shown as skipped, and without findings.

use anyhow::{Result, ensure};
use sayso_browser::browse;
use serde_json::json;

const TEXT: &str = "“It is late,” said Tom Hale.\n\nADVERTISEMENT\n\nRead more: Police deny that the bridge fell\n\n\
    Read more books, the teacher said.";

#[test]
fn lines_of_the_page_are_shown_as_left_out() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        let script =
            "return [...document.querySelectorAll('#marks .line[data-skipped]')].map(l => l.textContent.trim())";
        let left_out = page.js(script, vec![]).await?;
        ensure!(left_out == json!(["ADVERTISEMENT", "Read more: Police deny that the bridge fell"]), "{left_out}");
        let marks = "return document.querySelectorAll('#marks .line[data-skipped] .mark').length";
        ensure!(page.js(marks, vec![]).await? == 0, "something is found in a line that was left out");
        ensure!(page.text().await? == TEXT, "the text changed");
        // A line that becomes a sentence is part of the article again.
        page.type_text("\n\nADVERTISEMENT").await?;
        ensure!(
            page.js(script, vec![]).await?.as_array().is_some_and(|all| all.len() == 3),
            "a new line is not left out"
        );
        page.type_text(" prices fell, the board said.").await?;
        ensure!(page.js(script, vec![]).await? == left_out, "the sentence is left out");
        Ok(())
    })
}
