//! The checks at the end of every test detect the errors that they are for.

use anyhow::Result;
use sayso_browser::browse;

#[test]
fn a_console_error_fails_a_test() {
    let result = browse(async |page| page.js("console.error('on purpose')", vec![]).await.map(drop));
    let message = result.expect_err("the error is noted").to_string();
    assert!(message.contains("on purpose"), "{message}");
}

#[test]
fn a_request_to_another_host_fails_a_test() {
    let result = browse(async |page| {
        // The request is for an image, because a failed fetch would also be a console error.
        page.js("new Image().src = 'http://elsewhere.test/pixel.png'", vec![]).await?;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        Ok(())
    });
    let message = result.expect_err("the request is noted").to_string();
    assert!(message.contains("elsewhere.test"), "{message}");
}

#[test]
fn a_worker_that_the_page_did_not_bring_fails_a_test() {
    let result = browse(async |page| {
        let script = "const code = 'fetch(\"http://elsewhere.test/x\").catch(() => {})';
            new Worker(URL.createObjectURL(new Blob([code])))";
        page.js(script, vec![]).await?;
        tokio::time::sleep(std::time::Duration::from_millis(1000)).await;
        Ok(())
    });
    // The page's own policy blocks such a worker before it can request anything.
    let message = result.expect_err("the worker is noted").to_string();
    assert!(message.contains("elsewhere.test") || message.contains("worker"), "{message}");
}

#[test]
fn a_page_that_is_only_opened_is_quiet() -> Result<()> {
    browse(async |_| {
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        Ok(())
    })
}
