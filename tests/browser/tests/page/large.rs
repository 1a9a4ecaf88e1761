//! Five megabytes are not an article: a clear message is shown, the previous text stays intact, and the page
//! responds.

use anyhow::{Result, ensure};
use sayso_browser::browse;

const SENTENCE: &str = "\"Line by line,\" said Tom Hale, \"it goes on.\" Police denied that it would end.\n\n";

#[test]
fn rejects_five_megabytes_with_a_message_and_loses_nothing() -> Result<()> {
    browse(async |page| {
        page.copy(SENTENCE).await?;
        page.press_paste().await?;
        page.until("the text is marked", "return !!document.querySelector('#marks .mark')").await?;
        let before = page.js("return document.querySelector('#text').value", vec![]).await?;
        page.copy(&SENTENCE.repeat(5 * 1024 * 1024 / SENTENCE.len())).await?;
        page.press_paste().await?;
        let notice = page.notice().await?;
        ensure!(notice.contains("too long"), "the notice says: {notice}");
        let after = page.js("return document.querySelector('#text').value", vec![]).await?;
        ensure!(before == after, "the text before is no longer whole");
        // The page still accepts a new text.
        page.copy("Police denied that a bridge had been closed.").await?;
        page.press_paste().await?;
        page.until("the next text is marked", "return !!document.querySelector('#marks .mark[data-status=denied]')")
            .await
    })
}
