//! Text is marked as it is typed.

use anyhow::{Result, ensure};
use sayso_browser::browse;

#[test]
fn marks_follow_the_keys() -> Result<()> {
    browse(async |page| {
        page.type_text("The minister denied ").await?;
        page.type_text("that the dam had failed. \"We are safe,\" she said.").await?;
        page.until("the quotation is marked", "return !!document.querySelector('#marks .mark[data-kind=direct]')")
            .await?;
        page.until("the denial is marked", "return !!document.querySelector('#marks .mark[data-status=denied]')")
            .await?;
        ensure!(page.text().await?.ends_with("she said."), "typed text is lost");
        Ok(())
    })
}
