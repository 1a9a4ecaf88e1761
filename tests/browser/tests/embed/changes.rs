//! Pages that change: at every moment, marks are at the right words or absent.

use anyhow::{Result, ensure};
use sayso_browser::{Page, STRICT, host, marked, root};
use serde_json::json;

#[test]
fn an_advertisement_comes_late_and_into_a_paragraph() -> Result<()> {
    host("ads", STRICT, &[], async |page| {
        marked::become_those_of(page, "ads/expected.tsv").await?;
        watch_words(page).await?;
        page.js("document.querySelector('#more').click()", vec![]).await?;
        marked::become_those_of(page, "ads/later.tsv").await?;
        no_wrong_words(page).await
    })
}

#[test]
fn opening_a_fold_marks_its_text() -> Result<()> {
    host("paywall", STRICT, &[], async |page| {
        marked::become_those_of(page, "paywall/expected.tsv").await?;
        page.js("document.querySelector('#unfold').click(); document.querySelector('details').open = true", vec![])
            .await?;
        marked::become_those_of(page, "paywall/later.tsv").await
    })
}

#[test]
fn the_rest_is_loaded_later() -> Result<()> {
    host("lazy", STRICT, &[], async |page| {
        marked::become_those_of(page, "lazy/expected.tsv").await?;
        page.js("document.querySelector('#end').scrollIntoView()", vec![]).await?;
        marked::become_those_of(page, "lazy/later.tsv").await
    })
}

#[test]
fn another_story_under_another_address() -> Result<()> {
    host("router", STRICT, &[], async |page| {
        marked::become_those_of(page, "router/expected.tsv").await?;
        watch_words(page).await?;
        page.js("document.querySelector('#next').click()", vec![]).await?;
        marked::become_those_of(page, "router/later.tsv").await?;
        page.js("history.back()", vec![]).await?;
        marked::become_those_of(page, "router/expected.tsv").await?;
        no_wrong_words(page).await
    })
}

#[test]
fn a_framework_redraws_the_page_all_the_time() -> Result<()> {
    if !root().join("target/hosts/vendor").is_dir() {
        println!("skipped: React is unavailable");
        return Ok(());
    }
    host("react", STRICT, &[], async |page| {
        marked::become_those_of(page, "react/expected.tsv").await?;
        watch_words(page).await?;
        page.js("update()", vec![]).await?;
        marked::become_those_of(page, "react/later.tsv").await?;
        page.js("wipe()", vec![]).await?;
        page.until(
            "no mark is left",
            "return [...CSS.highlights.values()].every((layer) => [...layer].every((range) => range.collapsed))",
        )
        .await?;
        no_wrong_words(page).await
    })
}

#[test]
fn replaced_words_never_inherit_marks() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::become_those_of(page, "plain/expected.tsv").await?;
        let script = "const words = document.querySelector('article strong').firstChild;
            words.data = 'of Elsewhere';
            const marked = () => [...CSS.highlights.values()]\
                .some((layer) => [...layer].some((range) => range.toString().includes('Elsewhere')));
            // What the browser draws next is the state after mutation observers have run.
            return new Promise((tell) => requestAnimationFrame(() => tell(marked())));";
        ensure!(page.js(script, vec![]).await? == json!(false), "the new words were marked for the old ones");
        Ok(())
    })
}

/// Records, on each frame, the kind and the words of everything that is marked.
async fn watch_words(page: &Page) -> Result<()> {
    let script = "window.seen = new Set();
        const look = () => {
            for (const [name, layer] of CSS.highlights) \
                for (const range of layer) if (!range.collapsed) window.seen.add(\
                    `${name.replace(/^sayso-\\d+-/, '')}\\t${range.toString().replace(/\\s+/g, ' ').trim()}`);
            requestAnimationFrame(look);
        };
        look();";
    page.js(script, vec![]).await.map(drop)
}

/// Fails if anything that was ever marked is not part of the words that one of the page's files of expected marks has
/// for the same kind of mark.
async fn no_wrong_words(page: &Page) -> Result<()> {
    let seen: Vec<String> = serde_json::from_value(page.js("return [...window.seen]", vec![]).await?)?;
    let url = page.driver().current_url().await?;
    let name = url.path_segments().and_then(|mut parts| parts.next()).unwrap_or_default().to_owned();
    let folder = root().join("www/hosts").join(name);
    let known: Vec<String> = ["expected.tsv", "later.tsv"]
        .iter()
        .flat_map(|file| {
            std::fs::read_to_string(folder.join(file))
                .unwrap_or_default()
                .lines()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    ensure!(!seen.is_empty(), "nothing was watched");
    let wrong: Vec<_> = seen
        .iter()
        .filter(|line| {
            let (style, words) = line.split_once('\t').unwrap_or_default();
            !words.is_empty()
                && !known
                    .iter()
                    .any(|known| known.split_once('\t').is_some_and(|(s, w)| s == style && w.contains(words)))
        })
        .collect();
    ensure!(wrong.is_empty(), "marked for a moment: {wrong:?}");
    Ok(())
}
