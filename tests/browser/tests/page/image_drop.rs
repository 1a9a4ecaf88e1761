//! Dropping an image shows a clear message; the text stays.

use anyhow::{Result, ensure};
use sayso_browser::browse;

const TEXT: &str = "\"It is late,\" said Tom Hale.";

#[test]
fn a_dropped_picture_loses_nothing() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        let marks = page.marks().await?;
        page.drop_file("photo.png", "image/png", "\u{1}PNG").await?;
        let notice = page.notice().await?;
        ensure!(notice.to_lowercase().contains("image") || notice.contains("photo.png"), "not a clear word: {notice}");
        ensure!(page.text().await? == TEXT, "the text is lost");
        ensure!(page.marks().await? == marks, "the marks are lost");
        Ok(())
    })
}

#[test]
fn a_dropped_text_file_is_read() -> Result<()> {
    browse(async |page| {
        let before = page.analyses().await?;
        page.drop_file("article.txt", "text/plain", TEXT).await?;
        page.analysed_after(before).await?;
        ensure!(page.text().await?.contains("Tom Hale"), "the file's text is not there");
        ensure!(!page.marks().await?.is_empty(), "the file's text is not marked");
        Ok(())
    })
}
