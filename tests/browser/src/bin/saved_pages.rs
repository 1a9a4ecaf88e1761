//! Measures the extension on saved web pages: `saved_pages FOLDER OUT.jsonl`, where `FOLDER` contains `ID/index.html`.
//!
//! Writes the text that the extension reads in each page to `OUT.jsonl`, one line of JSON per page. Prints the time
//! from the click on the button to the marks, and the pages with console errors that they do not have without the
//! extension. Then prints the time to the first mark of 1,000 words in a fresh browser, for the extension and for the
//! embed.
//!
//! The texts are read with the pages' scripts disabled, because some saved pages replace themselves when they cannot
//! reach their site. The errors are compared with scripts enabled.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use sayso_browser::extension::served;
use sayso_browser::{Page, articles, folder as plainly_served, root};
use serde_json::json;

/// A policy that blocks the page's scripts.
const SILENT: &str = "default-src 'none'; style-src 'unsafe-inline'";
/// A policy that allows the page's scripts. Other hosts still cannot be reached.
const ALIVE: &str = "frame-src 'none'";
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(10);
/// Parts of console errors about files that cannot be loaded. These errors are ignored, because they depend on when the
/// network gives up.
const NETWORK: [&str; 3] = ["Failed to load", "CORS policy", "Manifest fetch"];
/// How long to wait for a page's console errors after opening it.
const AFTER: Duration = Duration::from_millis(700);
const WORDS: usize = 1000;
const ROUNDS: usize = 5;

const MARKED: &str = "return [...CSS.highlights.values()].some((layer) => layer.size > 0)";
/// A script for the extension's background that returns the text that the extension has read in the page, or `null` if
/// it is not done yet.
const READ: &str =
    "new Promise((tell) => chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) => {
    const port = chrome.tabs.connect(tab.id, { name: 'panel' });
    port.onMessage.addListener(({ state }) => { \
        tell(state?.waiting === false ? state.text ?? '' : null); port.disconnect(); });
    port.onDisconnect.addListener(() => tell(null));
}))";

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: saved_pages FOLDER OUT.jsonl";
    let (folder, out) = (arguments.next().context(usage)?, arguments.next().context(usage)?);
    let folder = PathBuf::from(folder);
    let names: BTreeSet<String> = fs::read_dir(&folder)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_>>()?;
    let first = names.first().context("no page in the folder")?.clone();
    texts(&folder, &first, &names, Path::new(&out))?;
    let without = errors(&folder, &first, &names, false)?;
    let with = errors(&folder, &first, &names, true)?;
    let broken: Vec<_> = names.iter().zip(without.iter().zip(&with)).filter(|(_, (a, b))| !b.is_subset(a)).collect();
    println!("pages with console errors that they do not have without the extension: {}", broken.len());
    for (name, (a, b)) in broken {
        println!("  {name}: {:?}", b.difference(a).collect::<Vec<_>>());
    }
    beside_the_embed()
}

/// Writes the text that the extension reads in each page, and prints how long it takes from the click to the marks.
fn texts(folder: &Path, first: &str, names: &BTreeSet<String>, out: &Path) -> Result<()> {
    served(folder, first, SILENT, &[""], async |page| {
        let mut lines = fs::File::create(out)?;
        let mut times = Vec::new();
        for name in names {
            open(page, name).await?;
            let (taken, marked) = press(page).await?;
            if marked {
                times.push(taken);
            }
            let start = Instant::now();
            let text = loop {
                let text = page.in_background(READ).await.unwrap_or_default();
                if text.is_string() || start.elapsed() > PATIENCE {
                    break text.as_str().unwrap_or_default().to_owned();
                }
                tokio::time::sleep(PAUSE).await;
            };
            writeln!(lines, "{}", json!({ "id": name, "text": text }))?;
        }
        times.sort();
        let at = |share: usize| times.get(times.len() * share / 100).map_or(0, Duration::as_millis);
        let (median, most, slow) = (at(50), at(99), at(95));
        println!(
            "click to marks, the driver's own time included: {} of {} pages have marks;",
            times.len(),
            names.len()
        );
        println!("  median {median} ms, 95 % {slow} ms, longest {most} ms");
        Ok(())
    })
}

async fn open(page: &Page, name: &str) -> Result<()> {
    let url = page.driver().current_url().await?.join(&format!("/{name}/"))?;
    Ok(page.driver().goto(url.as_str()).await?)
}

/// Presses the button and waits for marks. Returns the time, and whether there are any marks; gives up after a quarter
/// of [`PATIENCE`].
async fn press(page: &Page) -> Result<(Duration, bool)> {
    let start = Instant::now();
    page.press_button().await?;
    // A page without statements has no marks.
    while start.elapsed() < PATIENCE / 4 {
        if page.js(MARKED, vec![]).await? == true {
            return Ok((start.elapsed(), true));
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok((start.elapsed(), false))
}

/// Returns the console errors of each page, without those about files that cannot be loaded, and without digits. If
/// `marked`, the extension's button is pressed.
fn errors(folder: &Path, first: &str, names: &BTreeSet<String>, marked: bool) -> Result<Vec<BTreeSet<String>>> {
    let mut all = Vec::new();
    served(folder, first, ALIVE, &[""], async |page| {
        for name in names {
            // Some pages navigate to their own site, which cannot be reached.
            let here = open(page, name).await.is_ok();
            if marked && here {
                page.press_button().await.ok();
            }
            tokio::time::sleep(AFTER).await;
            let noted = page.driver().get_log("browser").await?;
            let errors = noted
                .into_iter()
                .filter(|entry| entry.level == "SEVERE" && !NETWORK.iter().any(|part| entry.message.contains(part)));
            let plain = |message: String| message.chars().filter(|c| !c.is_ascii_digit()).take(200).collect::<String>();
            all.push(errors.map(|entry| plain(entry.message)).collect());
        }
        Ok(())
    })?;
    Ok(all)
}

/// Prints the time to the first mark of 1,000 words: for the extension after a click on its button, and for the embed
/// after its tag is inserted. Both are measured in turn, each time in a fresh browser.
fn beside_the_embed() -> Result<()> {
    let hosts = tempfile::tempdir()?;
    let text = articles::of_words(WORDS)?;
    let words = text.split_whitespace().count();
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let paragraphs: String =
        escaped.lines().filter(|line| !line.is_empty()).map(|line| format!("<p>{line}</p>\n")).collect();
    fs::create_dir(hosts.path().join("long"))?;
    let html = format!(
        "<!doctype html><meta charset=utf-8><title>Long</title><link rel=icon href=data:,>\
         <article>{paragraphs}</article>"
    );
    fs::write(hosts.path().join("long/index.html"), html)?;
    xtask::files::copy(&root().join("target/hosts/embed"), &hosts.path().join("embed"))?;
    let (mut clicks, mut tags) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        served(hosts.path(), "long", "frame-src 'none'", &[""], async |page| {
            clicks.push(press(page).await?.0);
            Ok(())
        })?;
        plainly_served(hosts.path(), "long", "frame-src 'none'", &[""], async |page| {
            let start = Instant::now();
            let tag = "const script = document.createElement('script'); script.type = 'module'; \
                script.src = '../embed/sayso.js'; script.dataset.article = 'article'; document.body.append(script)";
            page.js(tag, vec![]).await?;
            page.until("it is marked", MARKED).await?;
            tags.push(start.elapsed());
            Ok(())
        })?;
    }
    for (name, times) in [("the extension after a click", &mut clicks), ("the embed after its tag", &mut tags)] {
        times.sort();
        let [best, median] = [times[0], times[ROUNDS / 2]].map(|time| time.as_millis());
        println!(
            "first mark of {words} words in a fresh browser, {name}: median {median} ms, best {best} ms of {ROUNDS}"
        );
    }
    Ok(())
}
