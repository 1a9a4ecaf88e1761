//! “Your text never leaves this device”: only the page's own files are requested, and the policy forbids anything
//! else.

use anyhow::{Result, ensure};
use sayso_browser::{Headers, site};
use serde_json::Value;

use crate::features::{self, SECRET};

#[test]
fn no_request_carries_a_word_of_the_text() -> Result<()> {
    site(Headers::Sample, &[], async |page, site| {
        features::all_work(page).await?;
        // Also make a link that contains the text, and open every tab.
        page.click_at("#share-button").await?;
        page.until(
            "a link is made",
            "return /#t=/.test(document.querySelector('#share')?.innerHTML || '') \
            || [...document.querySelectorAll('#share input, #share textarea')]\
            .some((box) => /#t=/.test(box.value))",
        )
        .await?;
        page.js("document.querySelector('#share').close()", vec![]).await?;
        page.js("document.querySelectorAll('#side [role=tab]').forEach((tab) => tab.click())", vec![]).await?;
        // The server's own log contains all requests.
        let asked = site.asked()?;
        ensure!(asked.iter().any(|line| line.contains(".wasm")), "the server noted nothing");
        for line in &asked {
            ensure!(line.starts_with("GET /") && !line.contains('?') && !line.contains(SECRET), "asked: {line}");
            ensure!(line.ends_with(" -"), "something was sent with it: {line}");
        }
        Ok(())
    })
}

#[test]
fn the_policy_forbids_what_the_program_does_not_do() -> Result<()> {
    // The browser logs blocked requests like others, so these are tolerated. The proxy, which must have received none,
    // is checked at the end of the test.
    let refused =
        ["Content Security Policy", "Content-Security-Policy", "Trusted", "request: https://elsewhere.example/"];
    site(Headers::Sample, &refused, async |page, _| {
        let script = "const ways = {
                fetch: () => fetch('https://elsewhere.example/', { method: 'POST', body: 'x' })\
                    .then(() => 'sent', () => 'refused'),
                socket: () => { try { const own = new WebSocket('wss://elsewhere.example/'); \
                    return new Promise((tell) => { own.onerror = () => tell('refused'); \
                    own.onopen = () => tell('sent'); }); } catch { return 'refused'; } },
                picture: () => new Promise((tell) => { const own = new Image(); own.onload = () => tell('sent'); \
                    own.onerror = () => tell('refused'); own.src = 'https://elsewhere.example/x.png'; }),
                script: () => new Promise((tell) => { const own = document.createElement('script'); \
                    own.onload = () => tell('sent'); own.onerror = () => tell('refused'); \
                    own.src = 'https://elsewhere.example/x.js'; document.head.append(own); }),
            };
            return Promise.all(Object.entries(ways).map(async ([name, way]) => \
                `${name} ${await Promise.resolve().then(way).catch(() => 'refused')}`))";
        let values = page.js(script, vec![]).await?;
        let all = values.as_array().cloned().unwrap_or_default();
        ensure!(
            all.len() == 4 && all.iter().all(|way| way.as_str().is_some_and(|way| way.ends_with("refused"))),
            "{}",
            Value::from(all)
        );
        Ok(())
    })
}
