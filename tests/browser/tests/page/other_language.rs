//! A text that is not in English gets a notice.

use anyhow::{Result, ensure};
use sayso_browser::browse;

const GERMAN: &str = "Der Bürgermeister sagte am Dienstag, die Brücke sei sicher. „Wir haben alles geprüft“, erklärte er. \
    Die Polizei wies den Vorwurf zurück, sie habe zu spät gehandelt. Eine Sprecherin der Stadt war zunächst nicht zu erreichen.";

#[test]
fn a_german_text_gets_a_notice() -> Result<()> {
    browse(async |page| {
        page.paste(GERMAN).await?;
        let notice = page.notice().await?;
        ensure!(notice.contains("English"), "not a clear word: {notice}");
        ensure!(page.text().await? == GERMAN, "the text is lost");
        Ok(())
    })
}
