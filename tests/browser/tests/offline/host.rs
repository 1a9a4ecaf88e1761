//! On nginx, with the headers that come with the page, under a path of its own.

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
        Ok(())
    })
}

#[test]
fn a_host_that_knows_no_wasm_does() -> Result<()> {
    site(Headers::NoTypes, &[], async |page, _| features::all_work(page).await)
}
