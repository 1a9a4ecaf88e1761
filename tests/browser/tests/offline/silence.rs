//! Errors are reported without a word of the article: in the report, on the page, and in the browser's console.

use anyhow::{Result, ensure};
use sayso_browser::{Headers, Page, Site, site};

use crate::features::SECRET;
use crate::visits::kept;

/// The program slices this text within its first letter, because of a wrong reply of the worker. The standard library's
/// panic message then quotes all of it.
const TEXT: &str = "é is the letter that Anna Quillfeather read out, police said on Monday.";

/// Collects console output, and makes copying to the clipboard fail.
const LISTEN: &str = "window.said = [];
    for (const name of ['log', 'info', 'warn', 'error', 'debug']) console[name] = (...all) => { \
        window.said.push(all.map(String).join(' ')); };
    Object.defineProperty(navigator, 'clipboard',
        { value: { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) } });";

/// Publishes a version with `script` before the worker's own code, opens it, and starts to collect console output.
async fn with_worker(page: &Page, site: &mut Site, script: &str) -> Result<()> {
    kept(page).await?;
    site.publish(&[("worker.js", "onmessage", &format!("{script}onmessage"))])?;
    page.open().await?;
    page.until("the worker is ready", "return document.documentElement.dataset.worker === 'ready'").await?;
    page.js(LISTEN, vec![]).await.map(drop)
}

/// Makes the worker reply with one statement, from byte 0 to byte 20, and one denied claim that starts at byte 1,
/// within the first letter.
const WRONG: &str = "{ const say = postMessage.bind(self), \
        statement = [0, 0, 1, 0, 20, 0, 0, 0, 0, 0, 0, 0, 128, 63, 0, 0],
        claim = [1, 1, 20, 1, 0, 0, 0, 0, 0, 0, 0, 0, 128, 63, 0, 0], \
        bytes = [1, ...statement, 1, ...claim, 0, 0, 0, 0, 0];
    self.postMessage = (message, moved) => message.bytes ? say({ ...message, bytes: new Uint8Array(bytes) }) \
        : say(message, moved ?? []); }";

/// Makes the document unable to create elements; the exception quotes the article.
const BROKEN: &str = "Document.prototype.createElement = Node.prototype.cloneNode =
    () => { throw new DOMException('é is the letter that Anna Quillfeather'); };";

/// Waits for the error and returns its report. Fails if the report, the message on the page or the console output
/// contains a word of the text.
async fn report(page: &Page) -> Result<String> {
    page.until("the fault is reported", "return document.getElementById('fault').checkVisibility()").await?;
    page.js("document.getElementById('fault-copy').click()", vec![]).await?;
    page.until("the report is shown", "return document.getElementById('fault-report').checkVisibility()").await?;
    let report = page.js("return document.getElementById('fault-report').value", vec![]).await?;
    let report = report.as_str().unwrap_or_default().to_owned();
    let all = "return [document.getElementById('fault').outerHTML, ...window.said].join('\\n')";
    let all = page.js(all, vec![]).await?.as_str().unwrap_or_default().to_owned() + report.as_str();
    for word in TEXT.split([' ', ',', '.']).filter(|word| word.len() > 5).chain([SECRET]) {
        ensure!(!all.contains(word), "“{word}” is reported: {all}");
    }
    Ok(report)
}

#[test]
fn page_panics_are_reported_without_the_article() -> Result<()> {
    site(Headers::Sample, &[], async |page, site| {
        with_worker(page, site, WRONG).await?;
        page.paste(TEXT).await?;
        // To count the words before each claim, the overview slices the text.
        page.js("document.getElementById('tab-overview').click()", vec![]).await?;
        let report = report(page).await?;
        ensure!(report.contains("panicked at src/") && report.contains(": slice"), "no place or no kind: {report}");
        ensure!(page.text().await? == TEXT, "the text is gone");
        Ok(())
    })
}

#[test]
fn worker_exceptions_are_reported_without_the_article() -> Result<()> {
    site(Headers::Sample, &[], async |page, site| {
        let script = "self.performance.now = () => { throw new TypeError('é is the letter that Anna Quillfeather'); };";
        with_worker(page, site, script).await?;
        page.copy(TEXT).await?;
        page.press_paste().await?;
        let report = report(page).await?;
        ensure!(report.contains("TypeError"), "no kind: {report}");
        Ok(())
    })
}

#[test]
fn comparison_panics_are_reported_without_the_article() -> Result<()> {
    site(Headers::Sample, &[], async |page, site| {
        with_worker(page, site, "").await?;

        page.click_at("#compare-button").await?;
        page.until("the view is there", "return document.activeElement?.id === 'compare-title'").await?;
        page.js(&format!("{BROKEN} document.getElementById('add-pasted').click()"), vec![]).await?;
        let report = report(page).await?;
        ensure!(report.contains("panicked at "), "no place: {report}");
        Ok(())
    })
}
