//! What other programs hand to the installed page.

use anyhow::{Result, ensure};
use sayso_browser::{Headers, site};

#[test]
fn what_is_shared_is_shown_and_sent_to_nobody() -> Result<()> {
    site(Headers::Sample, &[], async |page, _| {
        page.until(
            "the page is kept",
            "return navigator.serviceWorker.ready.then(() => !!navigator.serviceWorker.controller)",
        )
        .await?;
        // As the system does it: a form that the worker takes. The policy forbids the page itself to send one.
        let script = "const body = new FormData(); body.set('title', 'Bridge shut'); body.set('text', '“It is late,” said Tom Hale.');
            return fetch('./share', { method: 'POST', body, redirect: 'manual' }).then((answer) => answer.type)";
        let answer = page.js(script, vec![]).await?;
        ensure!(answer == "opaqueredirect", "the worker did not take it: {answer}");
        page.open().await?;
        page.until(
            "it is shown",
            "return document.querySelector('#text').value.startsWith('Bridge shut\\n\\n“It is late,”')",
        )
        .await?;
        let marked = "return document.querySelectorAll('#marks .mark').length > 0";
        page.until("and marked", marked).await
    })
}
