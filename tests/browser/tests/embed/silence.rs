//! Error messages of the embed quote no word of the text, because hosts collect such messages.

use anyhow::{Result, ensure};
use sayso_browser::{STRICT, host, marked};

#[test]
fn exceptions_are_reported_without_the_text() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        let script = "const element = document.querySelector('sayso-widget'), told = [];
            element.addEventListener('sayso:error', ({ detail }) => told.push(`${detail.code}: ${detail.message}`));
            Worker.prototype.postMessage = ({ text }) => { throw new DOMException(`cannot clone ${text}`, 'DataCloneError'); };
            return element.analyze('Quillfeather').then(() => 'no fault', (fault) => [...told, `${fault}`].join())";
        let told = page.js(script, vec![]).await?;
        let told = told.as_str().unwrap_or_default();
        ensure!(told.contains("fault: DataCloneError"), "no code or no kind: {told}");
        ensure!(!told.contains("Quillfeather"), "the text is told: {told}");
        Ok(())
    })
}
