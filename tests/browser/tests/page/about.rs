//! Metadata is read from the head of an article, can be corrected, and is reset with the next article.

use anyhow::{Result, ensure};
use sayso_browser::{Page, browse};
use serde_json::json;
use thirtyfour::prelude::*;

const TEXT: &str = "Bridge shut after flood\n\nBy Ann Vale\n\nDORMA, May 3, 2031 (HSB) - It rained, the board said.";

async fn field(page: &Page, name: &str) -> Result<serde_json::Value> {
    page.js("return document.querySelector(`#about [name=${arguments[0]}]`).value", vec![json!(name)]).await
}

#[test]
fn corrections_stay_until_a_new_article() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        for (name, value) in
            [("title", "Bridge shut after flood"), ("byline", "Ann Vale"), ("outlet", "HSB"), ("date", "2031-05-03")]
        {
            ensure!(field(page, name).await? == value, "{name}: {}", field(page, name).await?);
        }
        page.click_at("#about summary").await?;
        let input = page.driver().find(By::Css("#about [name=outlet]")).await?;
        input.send_keys(Key::Control + "a").await?;
        input.send_keys("Harbour Bulletin" + Key::Tab).await?;
        page.type_text(" It rained again.").await?;
        ensure!(
            field(page, "outlet").await? == "Harbour Bulletin",
            "the correction is lost: {}",
            field(page, "outlet").await?
        );
        ensure!(page.text().await?.contains("By Ann Vale"), "the byline left the text");
        page.paste("Something else was said by nobody.").await?;
        ensure!(
            field(page, "outlet").await? == "" && field(page, "title").await? == "",
            "the next article has the facts of the first"
        );
        Ok(())
    })
}
