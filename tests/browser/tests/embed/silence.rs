//! Error messages of the embed quote no word of the text, because hosts collect such messages.

use anyhow::{Result, ensure};
use sayso_browser::{STRICT, host, marked};

#[test]
fn exceptions_are_reported_without_the_text() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        let script = "const element = document.querySelector('sayso-widget'), errors = [];
            element.addEventListener('sayso:error', ({ detail }) => errors.push(`${detail.code}: ${detail.message}`));
            Worker.prototype.postMessage = ({ text }) => { \
                throw new DOMException(`cannot clone ${text}`, 'DataCloneError'); };
            return element.analyze('Quillfeather').then(() => 'no fault', (fault) => [...errors, `${fault}`].join())";
        let reported = page.js(script, vec![]).await?;
        let reported = reported.as_str().unwrap_or_default();
        ensure!(reported.contains("fault: DataCloneError"), "no code or no kind: {reported}");
        ensure!(!reported.contains("Quillfeather"), "the text is reported: {reported}");
        Ok(())
    })
}
