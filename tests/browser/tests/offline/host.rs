//! The page works under a path of a host: on nginx, with the headers that come with the page.

use anyhow::{Result, ensure};
use sayso_browser::{Headers, site};

use crate::features;

#[test]
fn all_works_under_a_path_of_a_host() -> Result<()> {
    site(Headers::Sample, &[], async |page, _| {
        features::all_work(page).await?;
        let script =
            "const answer = await fetch(document.baseURI); return answer.headers.get('content-security-policy') || ''";
        let policy = page.js(&format!("return (async () => {{ {script} }})()"), vec![]).await?;
        ensure!(policy.as_str().is_some_and(|policy| policy.starts_with("default-src 'none'")), "no policy: {policy}");
        let script =
            "return fetch(document.baseURI).then((answer) => answer.headers.get('cross-origin-opener-policy'))";
        ensure!(page.js(script, vec![]).await? == "same-origin", "other pages may steer the window");
        Ok(())
    })
}

#[test]
fn below_the_root_of_a_host_the_page_says_who_can_read_kept_articles() -> Result<()> {
    site(Headers::Sample, &[], async |page, _| {
        for (button, dialog) in [("settings-button", "settings"), ("recent-button", "recent")] {
            page.click_at(&format!("#{button}")).await?;
            page.until("it opens", &format!("return !!document.querySelector('#{dialog}[open]')")).await?;
            let said =
                page.js("return document.querySelector('dialog [data-part=readers]').textContent", vec![]).await?;
            let host = page.js("return location.host", vec![]).await?;
            let said = said.as_str().unwrap_or_default();
            ensure!(
                said.contains("Other pages") && said.contains(host.as_str().unwrap_or("?")),
                "{dialog} says: {said}"
            );
            page.js("document.querySelector('dialog').close()", vec![]).await?;
        }
        ensure!(page.js("return localStorage.length", vec![]).await? == 0, "something is kept from the start");
        Ok(())
    })
}

#[test]
fn works_on_a_host_without_the_wasm_type() -> Result<()> {
    site(Headers::NoTypes, &[], async |page, _| features::all_work(page).await)
}
