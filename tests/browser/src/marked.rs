//! Reads the marks on a host page as words.

use std::fs;
use std::time::{Duration, Instant};

use crate::{Page, root};
use anyhow::{Result, bail, ensure};

const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(30);

/// A script that returns one line per marked passage: the kind of mark, a tab, the words on the page. Lines are sorted
/// by widget, then by kind, then by position. Sources, cues and the chosen finding are left out.
const MARKED: &str = r"
    const lines = [];
    const squeeze = (words) => words.replace(/[\u00ad\u200b]/g, '').replace(/\s+/g, ' ').trim();
    // Widget by widget, in the order of their articles, whichever finished first.
    const widgets = Map.groupBy(CSS.highlights, ([name]) => name.match(/\d+/)[0]);
    const first = (layers) => layers.map(([, layer]) => [...layer][0]).find(Boolean)?.startContainer;
    const before = (a, b) => (first(a)?.compareDocumentPosition(first(b) ?? document) & 4 ? -1 : 1);
    for (const [name, layer] of [...widgets.values()].sort(before).flat()) {
        const style = name.replace(/^sayso-\d+-/, '');
        if (/^(chosen|source|cue)/.test(style)) continue;
        const ranges = [...layer].filter((range) => !range.collapsed);
        const same = (a, b) => a.startContainer.getRootNode() === b.startContainer.getRootNode();
        ranges.sort((a, b) => (same(a, b) ? a.compareBoundaryPoints(Range.START_TO_START, b) : 0));
        let last;
        for (const range of ranges) {
            let gap = 'x';
            if (last && same(last, range) && range.compareBoundaryPoints(Range.END_TO_START, last) >= 0) {
                const between = new Range();
                between.setStart(last.endContainer, last.endOffset);
                between.setEnd(range.startContainer, range.startOffset);
                gap = between.toString();
            }
            if (/^\s*$/.test(gap)) lines[lines.length - 1][1] += (gap && ' ') + range.toString();
            else lines.push([style, range.toString()]);
            last = range;
        }
    }
    return lines.map(([style, words]) => `${style}\t${squeeze(words)}\n`).join('');";

/// Returns the current marks, one line per passage: the kind of mark, a tab, the words on the page.
///
/// # Errors
/// If the browser does not respond.
pub async fn now(page: &Page) -> Result<String> {
    Ok(page.js(MARKED, vec![]).await?.as_str().unwrap_or_default().to_owned())
}

/// Waits until the marks equal those in `www/hosts/FILE`, word by word. With the environment variable
/// `SAYSO_HOSTS=write`, writes the current marks to the file instead; a person must then review it.
///
/// # Errors
/// If they are not equal in time.
pub async fn become_those_of(page: &Page, file: &str) -> Result<()> {
    let path = root().join("www/hosts").join(file);
    let write = std::env::var("SAYSO_HOSTS").is_ok_and(|wish| wish == "write");
    let wanted = fs::read_to_string(&path).unwrap_or_default();
    let (start, mut found) = (Instant::now(), String::new());
    while start.elapsed() < if write { PATIENCE / 8 } else { PATIENCE } {
        found = now(page).await?;
        if found == wanted && !write {
            return Ok(());
        }
        tokio::time::sleep(PAUSE).await;
    }
    if write {
        return Ok(fs::write(&path, found)?);
    }
    bail!("wanted:\n{wanted}\nmarked:\n{found}")
}

/// Waits until the bar of the first widget contains these words.
///
/// # Errors
/// If it does not contain them in time.
pub async fn bar_says(page: &Page, words: &str) -> Result<()> {
    let script = "return (document.querySelector('sayso-widget')?.shadowRoot?.querySelector('[part=toggle]')\
        ?.textContent || '').includes(arguments[0])";
    page.until_with(&format!("the bar says {words}"), script, vec![words.into()]).await
}

/// Waits until the bar of the first widget shows the counts.
///
/// # Errors
/// If it does not show them in time.
pub async fn bar_counts(page: &Page) -> Result<()> {
    let script = "return /\\d/.test(document.querySelector('sayso-widget')?.shadowRoot?.querySelector('[part=toggle]')\
        ?.textContent || '')";
    page.until("the bar says how much was found", script).await
}

/// Loads a script of `www/hosts` as a script of the page. It must be one, because in Firefox the scripts of drivers see
/// other objects than the page's scripts.
///
/// # Errors
/// If it does not load.
pub async fn script(page: &Page, file: &str) -> Result<()> {
    let load = "return new Promise((tell) => {
        const script = document.createElement('script');
        script.src = `../${arguments[0]}`;
        script.onload = () => { script.remove(); tell(true); };
        script.onerror = () => tell(false);
        document.head.append(script);
    })";
    // Arrow functions have no `arguments`, so `arguments` in `load` is that of the whole script.
    ensure!(page.js(load, vec![file.into()]).await? == true, "no {file}");
    Ok(())
}
