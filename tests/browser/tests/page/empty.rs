//! Without a text: a welcome, no marks, and nothing left of the previous text.

use anyhow::{Result, ensure};
use sayso_browser::browse;
use thirtyfour::prelude::*;

#[test]
fn an_emptied_box_gives_the_welcome_again() -> Result<()> {
    browse(async |page| {
        let welcome = "return document.body.innerText.length > 40 && !document.querySelector('#marks .mark')";
        page.until("a welcome is shown", welcome).await?;
        page.paste("\"It is late,\" said Tom Hale.").await?;
        let before = page.analyses().await?;
        page.edit().await?;
        let text = page.driver().find(By::Id("text")).await?;
        text.send_keys(Key::Control + "a").await?;
        text.send_keys("" + Key::Delete).await?;
        page.analysed_after(before).await?;
        ensure!(page.text().await?.is_empty(), "the text is still there");
        let left = page.js("return document.querySelectorAll('#marks .mark, [data-item]').length", vec![]).await?;
        ensure!(left == 0, "findings of the old text are left: {left}");
        page.until("the welcome is back", welcome).await
    })
}

#[test]
fn white_space_alone_is_no_article() -> Result<()> {
    browse(async |page| {
        page.paste("  \n\n\t \n").await?;
        ensure!(page.marks().await?.is_empty(), "marks on nothing");
        Ok(())
    })
}
