//! The extension marks each host page as the embed does, word by word, and leaves each page as it was.

use anyhow::{Context, Result, ensure};
use sayso_browser::extension::{extended, served};
use sayso_browser::{STRICT, marked, root};

use crate::{go, in_chromium, looks_inside};

/// The host pages on which both mark the same words. `two` is missing, because the embed marks both of its articles,
/// and the extension only the one in view.
const HOSTS: [&str; 15] = [
    "plain",
    "linked",
    "blocks",
    "footnotes",
    "ads",
    "paywall",
    "rtl",
    "important",
    "lazy",
    "shadow",
    "react",
    "router",
    "animated",
    "clobbered",
    "ledger",
];

/// Returns everything by which a page could notice the extension.
const STATE: &str = "return JSON.stringify({
    html: document.documentElement.outerHTML,
    sheets: document.adoptedStyleSheets.length,
    marks: CSS.highlights.size,
    own: Object.keys(window).length,
    boxes: [...document.querySelectorAll('body *')].map((element) => JSON.stringify(element.getBoundingClientRect())),
})";

#[test]
fn marks_every_host_page() -> Result<()> {
    extended("plain", STRICT, &[], async |page| {
        for name in HOSTS {
            if name == "react" && !root().join("target/hosts/vendor").is_dir() {
                println!("skipped: React is unavailable");
                continue;
            }
            go(page, name).await?;
            // These pages are longer than three windows, and words far from the window are not marked.
            let tall = ["animated", "ledger"].contains(&name);
            page.look(1280, if tall { 4000 } else { 900 }, "light").await?;
            page.press_button().await?;
            marked::become_those_of(page, &format!("{name}/expected.tsv")).await.with_context(|| name.to_owned())?;
        }
        Ok(())
    })
}

#[test]
fn switching_off_leaves_no_trace() -> Result<()> {
    extended("plain", STRICT, &[], async |page| {
        let state =
            async || Ok::<_, anyhow::Error>(page.js(STATE, vec![]).await?.as_str().unwrap_or_default().to_owned());
        // The side panel makes the window narrower, but not the viewport.
        page.look(1000, 900, "light").await?;
        // The first script of a driver changes the page itself.
        state().await?;
        let before = state().await?;
        page.press_button().await?;
        marked::become_those_of(page, "plain/expected.tsv").await?;
        page.opened_side_panel().await?;
        let during = state().await?;
        ensure!(during != before, "nothing was there to be taken away");
        page.press_button().await?;
        page.until("the marks are gone", "return CSS.highlights.size === 0").await?;
        let after = state().await?;
        ensure!(before == after, "before:\n{before}\nafter:\n{after}");
        Ok(())
    })
}

#[test]
fn removing_the_extension_removes_its_marks() -> Result<()> {
    if !in_chromium("Firefox ends the scripts of an extension with it, and marks stay until the page is reloaded")? {
        return Ok(());
    }
    extended("plain", STRICT, &[], async |page| {
        page.press_button().await?;
        marked::become_those_of(page, "plain/expected.tsv").await?;
        page.uninstall().await?;
        page.until("the marks are gone", "return CSS.highlights.size === 0").await
    })
}

/// The number of saved pages that the test opens; `cargo xtask extension --measure` opens all.
const SAVED: usize = 10;

#[test]
fn real_pages_are_read_and_left_as_they_were() -> Result<()> {
    let folder = root().join("target/saved-pages");
    let mut names: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(&folder).into_iter().flatten() {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let Some(first) = names.first().cloned() else {
        println!("skipped: there are no saved pages");
        return Ok(());
    };
    if !looks_inside()? {
        return Ok(());
    }
    // The policy blocks the pages' scripts, which would change the pages.
    served(&folder, &first, "default-src 'none'; style-src 'unsafe-inline'", &[""], async |page| {
        // The side panel makes the window narrower, but not the viewport.
        page.look(1000, 900, "light").await?;
        for name in names.iter().take(SAVED) {
            go(page, name).await?;
            let state = "return [document.documentElement.outerHTML, document.documentElement.scrollHeight].join()";
            let before = page.js(state, vec![]).await?;
            page.press_button().await?;
            let read = "!document.getElementById('tools').hidden";
            page.until_own("it is read", "/panel.html", read).await.with_context(|| name.clone())?;
            ensure!(page.js(state, vec![]).await? == before, "{name} is changed by its marks");
            page.press_button().await?;
            page.until("the marks are gone", "return CSS.highlights.size === 0").await?;
            ensure!(page.js(state, vec![]).await? == before, "{name} is not as it was");
        }
        Ok(())
    })
}
