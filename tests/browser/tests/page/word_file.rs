//! The reader of Word files is loaded when one is opened; an invalid file shows a message, and the text stays.

use std::io::{Cursor, Write};

use anyhow::{Result, ensure};
use sayso_browser::browse;
use serde_json::json;
use zip::write::{SimpleFileOptions, ZipWriter};

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const FETCHED: &str =
    "return performance.getEntriesByType('resource').filter((entry) => /extras/.test(entry.name)).length";

fn file(paragraphs: &[&str]) -> Result<Vec<u8>> {
    let body: String = paragraphs.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())?;
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    write!(zip, r#"<?xml version="1.0"?><w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>"#)?;
    Ok(zip.finish()?.into_inner())
}

#[test]
fn a_word_file_is_read() -> Result<()> {
    browse(async |page| {
        ensure!(page.js(FETCHED, vec![]).await? == json!(0), "the extras are fetched before they are needed");
        let before = page.analyses().await?;
        page.drop_file("a.docx", WORD, file(&["The harbour stays shut.", "“It is late,” said Tom Hale 🛥."])?).await?;
        page.analysed_after(before).await?;
        let text = page.text().await?;
        ensure!(text == "The harbour stays shut.\n\n“It is late,” said Tom Hale 🛥.", "{text:?}");
        ensure!(!page.marks().await?.is_empty(), "its text is not marked");
        ensure!(page.js(FETCHED, vec![]).await? != json!(0), "who read it?");
        Ok(())
    })
}

#[test]
fn a_broken_word_file_loses_nothing() -> Result<()> {
    browse(async |page| {
        page.paste("“It is late,” said Tom Hale.").await?;
        let marks = page.marks().await?;
        page.drop_file("a.docx", WORD, "no zip at all").await?;
        let notice = page.notice().await?;
        ensure!(notice.contains("damaged") || notice.contains("broken"), "not a clear word: {notice}");
        ensure!(page.marks().await? == marks, "the marks are lost");
        Ok(())
    })
}
