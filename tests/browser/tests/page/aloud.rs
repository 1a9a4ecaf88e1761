//! Screen readers announce the findings when an analysis is done.

use anyhow::Result;
use sayso_browser::browse;

#[test]
fn announces_the_findings() -> Result<()> {
    browse(async |page| {
        page.until(
            "nothing is said of nothing",
            "return document.querySelector('#announcement[role=status]').textContent === ''",
        )
        .await?;
        page.paste("“The road is open,” said Anna Berg. Police denied that a bridge had been closed.").await?;
        page.until(
            "it is said",
            "return /2 statements, 1 contested claim$/.test(document.querySelector('#announcement').textContent)",
        )
        .await?;
        page.paste("It snowed.").await?;
        page.until(
            "so is that there is nothing",
            "return /0 statements/.test(document.querySelector('#announcement').textContent)",
        )
        .await
    })
}
