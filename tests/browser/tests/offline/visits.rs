//! From the second visit on no network is needed, and a later version is loaded as a whole.

use anyhow::{Result, ensure};
use sayso_browser::{Headers, Page, site};

use crate::features;

/// Parts of the messages with which browsers report that a host is gone.
pub const GONE: [&str; 3] = ["ERR_CONNECTION_REFUSED", "Failed to load resource", "NetworkError"];

/// The next version: changes to a script and a table.
const CHANGES: [(&str, &str, &str); 2] = [
    (
        "boot.js",
        "document.querySelector(\"script[data-module]\")",
        "(document.documentElement.dataset.version = 'two', document.querySelector(\"script[data-module]\"))",
    ),
    ("i18n/de.tsv", "ui.settings\tEinstellungen", "ui.settings\tZwei"),
];
const TWO: &str = "return document.documentElement.dataset.version === 'two'";

pub async fn kept(page: &Page) -> Result<()> {
    // Once everything is cached, the new worker is active and controls the page.
    let script = "return navigator.serviceWorker.ready.then(({ active }) => active.state === 'activated' \
        && !!navigator.serviceWorker.controller)";
    page.until("the page is kept", script).await
}

#[test]
fn the_second_visit_needs_no_network() -> Result<()> {
    site(Headers::Sample, &GONE, async |page, site| {
        kept(page).await?;
        site.cut();
        page.open().await?;
        features::all_work(page).await
    })
}

#[test]
fn one_reload_updates_the_whole_page() -> Result<()> {
    site(Headers::Sample, &GONE, async |page, site| {
        kept(page).await?;
        // The next version has other content in a script and a table, under the same names.
        site.publish(&CHANGES)?;
        // A page of the previous version keeps using its own files, although the host no longer has them.
        features::all_work(page).await?;
        page.open().await?;
        ensure!(page.js(TWO, vec![]).await? == true, "the version before");
        features::all_work_with(page, "Zwei").await?;
        // The new version replaces the previous one in the cache.
        kept_version(page, &site.version).await?;
        site.cut();
        page.open().await?;
        ensure!(page.js(TWO, vec![]).await? == true, "the version before");
        features::all_work_with(page, "Zwei").await
    })
}

async fn kept_version(page: &Page, version: &str) -> Result<()> {
    let script = "return caches.keys().then(async (names) => {
        const name = names.find((name) => name.endsWith(arguments[0]));
        return !!name && !!(await (await caches.open(name)).match('./'));
    })";
    page.until_with("the new version is kept", &script.replace("arguments[0]", &format!("'{version}'")), vec![])
        .await?;
    let active = "return navigator.serviceWorker.getRegistration()\
        .then((own) => !own.installing && !own.waiting && own.active.state === 'activated')";
    page.until("it is in force", active).await
}

#[test]
fn an_incomplete_update_changes_nothing() -> Result<()> {
    site(
        Headers::Sample,
        &["Failed to load", "integrity", "Integrity", "404", "InvalidStateError", "ServiceWorker", "NetworkError"],
        async |page, site| {
            kept(page).await?;
            let before = site.version.clone();
            site.publish(&CHANGES)?;
            // A file of the new version arrives with other content than the version should have.
            site.spoil("worker.js")?;
            page.js(
                "return navigator.serviceWorker.getRegistration().then((own) => own.update())\
                .then(() => true, () => true)",
                vec![],
            )
            .await?;
            let settled =
                "return navigator.serviceWorker.getRegistration().then((own) => !own.installing && !own.waiting)";
            page.until("it is decided", settled).await?;
            let names = page.js("return caches.keys().then((names) => names.join())", vec![]).await?;
            ensure!(names.as_str().is_some_and(|names| names.contains(&before)), "the version before is gone: {names}");
            ensure!(
                names.as_str().is_some_and(|names| !names.contains(&site.version)),
                "half a version is kept: {names}"
            );
            site.cut();
            page.open().await?;
            ensure!(page.js(TWO, vec![]).await? == false, "half a version");
            features::all_work(page).await
        },
    )
}
