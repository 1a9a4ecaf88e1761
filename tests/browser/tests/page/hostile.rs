//! Text that looks like code stays text, in the marks, the card and the lists.

use anyhow::{Result, ensure};
use sayso_browser::browse;

const TEXT: &str = "\"<img src=x onerror=\\\"window.hit=1\\\">\" said <script>window.hit=1</script> Mallory. \
    \"<b onmouseover='window.hit=1'>Bold</b>,\" said <img src=x onerror=window.hit=1> Eve Marsh. \
    Police denied that <svg onload=window.hit=1> a bridge had been closed. \
    “The sign <b onmouseover='window.hit=1'>fell down</b> on Monday,” said Ann Vale.";

#[test]
fn markup_in_a_text_stays_text() -> Result<()> {
    browse(async |page| {
        page.paste(TEXT).await?;
        for selector in ["#marks .mark[data-kind=direct]", "#marks .mark[data-kind=claim]"] {
            page.click_at(selector).await?;
            page.opened_card().await?;
            page.press(thirtyfour::Key::Escape).await?;
            page.card_closed().await?;
        }
        let alive = "return !!window.hit || document.querySelectorAll('body img[src=x], body b[onmouseover], \
            body svg[onload], body script:not([src]):not([type])').length";
        let alive = page.js(alive, vec![]).await?;
        ensure!(alive == 0 || alive == false, "markup of the text became part of the page: {alive}");
        ensure!(page.text().await? == TEXT, "the text changed");
        Ok(())
    })
}
