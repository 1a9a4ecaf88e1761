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

#[test]
fn editing_starts_in_the_first_visible_line() -> Result<()> {
    browse(async |page| {
        let lines: String =
            (0..120).map(|n| format!("Line {n} of the report says nothing new about the road.\n")).collect();
        page.paste(&lines).await?;
        page.read().await?;
        page.js(
            "document.querySelectorAll('#marks .line')[60].scrollIntoView({ block: 'center', behavior: 'instant' })",
            vec![],
        )
        .await?;
        page.blur().await?;
        page.type_keys("e").await?;
        page.until("the text can be edited", "return document.activeElement.id === 'text'").await?;
        let line = "const area = document.querySelector('#text'); \
            return area.value.slice(0, area.selectionStart).split('\\n').length - 1";
        let line = page.js(line, vec![]).await?.as_u64().unwrap_or_default();
        ensure!((30..=60).contains(&line), "the caret is in line {line}");
        Ok(())
    })
}
