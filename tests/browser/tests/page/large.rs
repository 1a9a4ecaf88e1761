//! Five megabytes: a clear word, the text stays whole, the page answers.

use anyhow::{Result, ensure};
use sayso_browser::browse;

const SENTENCE: &str = "\"Line by line,\" said Tom Hale, \"it goes on.\" Police denied that it would end.\n\n";

#[test]
fn a_text_of_five_megabytes_stays_whole() -> Result<()> {
    browse(async |page| {
        let text = SENTENCE.repeat(5 * 1024 * 1024 / SENTENCE.len());
        page.copy(&text).await?;
        page.press_paste().await?;
        println!("notice: {}", page.notice().await?);
        let length = page.js("return document.querySelector('#text').value.length", vec![]).await?;
        ensure!(length == text.len(), "of {} characters {length} are left", text.len());
        // The page still takes a new text.
        page.copy("Police denied that a bridge had been closed.").await?;
        page.press_paste().await?;
        page.until(
            "the next text is marked",
            "return !!document.querySelector('#marks .mark[data-status=denied]')
            && document.querySelectorAll('#marks .mark').length < 10",
        )
        .await
    })
}
