//! `sayso.html`: the whole page in one file, opened from the disk.

use anyhow::{Result, ensure};
use sayso_browser::{Page, from_disk};
use serde_json::json;

use crate::features::{self, SECRET};

#[test]
fn one_file_has_all_features() -> Result<()> {
    from_disk(async |page| features::all_work(page).await)
}

const NAMES: &str = "Object.keys(localStorage).filter((name) => name.startsWith('sayso.article.')).sort()";

async fn recent(page: &Page) -> Result<()> {
    page.click_at("#recent-button").await?;
    page.until("the list opens", "return !!document.querySelector('#recent[open]')").await
}

#[test]
fn no_other_file_can_make_the_page_keep_an_article() -> Result<()> {
    from_disk(async |page| {
        // Stores what another file on the same disk might store: settings that enable saving, and a saved article,
        // which enables it too.
        let plant = "localStorage.setItem('sayso.settings', 'sayso 1\\ntheme=dark\\narticles=yes\\nspelling=yes');
            localStorage.setItem('sayso.article.1', \
                'sayso 1\\ndismissed=\\n\\n\\n\\n\\n\\n\\nAn old bridge was kept.')";
        page.js(plant, vec![]).await?;
        page.open().await?;
        page.until("the settings are read", "return document.documentElement.dataset.theme === 'dark'").await?;
        ensure!(page.js("return document.getElementById('text').spellcheck", vec![]).await? == false, "it is checked");
        page.paste(&format!("Police denied that {SECRET} was there.")).await?;
        // The page saves at the latest when it is left.
        page.open().await?;
        let names = page.js(&format!("return {NAMES}"), vec![]).await?;
        ensure!(names == json!(["sayso.article.1"]), "kept without being asked for: {names}");
        recent(page).await?;
        let box_and_words = "const list = document.getElementById('recent');
            return [list.querySelector('[name=articles]').checked, \
                list.querySelector('[data-part=readers]').textContent, list.querySelector('.open').textContent]\
                .join('|')";
        let shown = page.js(box_and_words, vec![]).await?;
        let shown = shown.as_str().unwrap_or_default();
        ensure!(shown.starts_with("false|") && shown.contains("any other file"), "not a clear word: {shown}");
        ensure!(shown.contains("An old bridge"), "what was kept cannot be read: {shown}");
        // The reader enables saving.
        page.click_at("#recent [name=articles]").await?;
        page.js("document.getElementById('recent').close()", vec![]).await?;
        page.paste(&format!("Police said that {SECRET} had left.")).await?;
        page.until("it is kept", &format!("return {NAMES}.length === 2")).await
    })
}

#[test]
fn nothing_is_kept_from_the_start() -> Result<()> {
    from_disk(async |page| {
        page.paste(&format!("Police denied that {SECRET} was there.")).await?;
        page.open().await?;
        let kept = page.js("return Object.keys(localStorage).concat(Object.keys(sessionStorage))", vec![]).await?;
        ensure!(kept == json!([]), "kept without being asked for: {kept}");
        Ok(())
    })
}
