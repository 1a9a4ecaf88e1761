//! Simulates many hours of use in a few minutes: the embed on a page that changes ten times a second, and many articles
//! one after the other in one tab (`soak MINUTES ARTICLES`). Fails if the memory in use after garbage collection, as
//! Chromium reports it, grows.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use sayso_browser::{Page, STRICT, articles, browse, host};
use serde_json::{Value, json};

/// The maximum factor by which the memory in use may grow during the measured time.
const GROWTH: f64 = 1.05;
/// The number of tenths of the time that are not measured, because the browser is still compiling hot code.
const WARM: usize = 4;
const WORDS: usize = 600;
/// How often the marks are compared with those before.
const PAUSE: Duration = Duration::from_millis(20);

/// Returns the kind and the words of each mark, sorted. Used to compare the current marks with those after marking
/// everything again.
const MARKS: &str = "const words = [...CSS.highlights].filter(([name]) => !name.endsWith('chosen'))
        .flatMap(([name, layer]) => [...layer].filter((range) => !range.collapsed)\
            .map((range) => `${name.replace(/\\d+/, '')} ${range}`));
    return words.sort()";

/// Puts articles into the page, each once the previous one is marked. A script in the page does this, because each
/// query of the driver would leave some memory behind.
const PUT: &str = "const [text, first, end] = arguments;
    const area = document.querySelector('#text'), root = document.documentElement;
    let number = first;
    const next = () => {
        if (number === end) { watch.disconnect(); window.put = true; return; }
        area.value = `Article ${number} of Town ${number}\n\n${text.replaceAll('Ellery', `Ellery${number}`)}`;
        number += 1;
        area.dispatchEvent(new InputEvent('input', { bubbles: true }));
    };
    const watch = new MutationObserver(next);
    watch.observe(root, { attributeFilter: ['data-analysis'] });
    window.put = false;
    next()";

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let minutes: f64 =
        arguments.next().and_then(|minutes| minutes.parse().ok()).context("usage: soak MINUTES ARTICLES")?;
    let count: usize = arguments.next().and_then(|count| count.parse().ok()).context("usage: soak MINUTES ARTICLES")?;
    if minutes > 0.0 {
        changing(minutes)?;
    }
    one_after_the_other(count)
}

/// Returns the size in bytes of the page's JavaScript heap after garbage collection.
async fn held(page: &Page) -> Result<f64> {
    let cdp = page.driver().cdp();
    for _ in 0..3 {
        cdp.send_raw("HeapProfiler.collectGarbage", json!({})).await?;
    }
    cdp.send_raw("Performance.enable", json!({})).await?;
    let performance: Value = cdp.send_raw("Performance.getMetrics", json!({})).await?;
    let metrics = performance["metrics"].as_array().context("no metrics")?;
    let heap = metrics.iter().find(|metric| metric["name"] == "JSHeapUsedSize");
    heap.and_then(|metric| metric["value"].as_f64()).context("no heap")
}

fn changing(minutes: f64) -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        page.until("it is marked", "return CSS.highlights.size > 0").await?;
        // Words and a paragraph come and go, so the content does not grow.
        let script = "const article = document.querySelector('article'), all = [...article.querySelectorAll('p')];
            window.changes = 0;
            const swap = (node) => {
                const [text] = [...node.childNodes].filter((child) => child.nodeType === 3);
                if (text) text.data = text.data.startsWith('Again ') ? text.data.slice(6) : `Again ${text.data}`;
            };
            window.ticking = setInterval(() => {
                const n = window.changes += 1;
                swap(all[n % all.length]);
                if (n % 7 === 0) {
                    const extra = document.getElementById('extra');
                    if (extra) extra.remove();
                    else article.append(Object.assign(document.createElement('p'), \
                        { id: 'extra', textContent: '“It goes on,” said Ann Vale.' }));
                }
            }, 100)";
        page.js(script, vec![]).await?;
        let (begun, whole) = (Instant::now(), Duration::from_secs_f64(minutes * 60.0));
        let mut seen = Vec::new();
        while begun.elapsed() < whole {
            tokio::time::sleep(whole / 10).await;
            seen.push(held(page).await?);
        }
        let (first, last) = seen.get(WARM - 1).zip(seen.last()).context("too short")?;
        let changes = page.js("clearInterval(window.ticking); return window.changes", vec![]).await?;
        let calm = marks_rest(page).await?;
        let anew = "const widget = document.querySelector('sayso-widget'); widget.disable(); widget.enable()";
        page.js(anew, vec![]).await?;
        page.until("it is marked anew", "return CSS.highlights.size > 0").await?;
        let wanted = marks_rest(page).await?;
        println!(
            "the embed, {minutes} minutes, {changes} changes: {:.2} MB after four tenths, {:.2} MB at the end",
            first / 1e6,
            last / 1e6
        );
        println!("  MB held meanwhile: {}", seen.iter().map(|held| format!("{:.2} ", held / 1e6)).collect::<String>());
        println!("  {} marks at the end, {} once all is marked anew", calm.len(), wanted.len());
        ensure!(calm == wanted, "marks are lost, or wrong");
        ensure!(*last <= first * GROWTH, "memory grows");
        Ok(())
    })
}

/// Returns the marks, once there are any and they have been unchanged for two seconds.
async fn marks_rest(page: &Page) -> Result<Vec<String>> {
    let (mut marks, mut since) = (Vec::new(), Instant::now());
    while since.elapsed() < Duration::from_secs(2) {
        let now: Vec<String> = serde_json::from_value(page.js(MARKS, vec![]).await?)?;
        if now != marks || now.is_empty() {
            (marks, since) = (now, Instant::now());
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(marks)
}

fn one_after_the_other(count: usize) -> Result<()> {
    browse(async |page| {
        let text = articles::of_words(WORDS)?;
        // Without workers, the analysis runs on the page's own thread, where its memory can be measured.
        let no_workers = json!({ "source": "delete window.Worker" });
        page.driver().cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", no_workers).await?;
        page.open().await?;
        let mut seen = Vec::new();
        for tenth in 0..10 {
            let numbers = [tenth, tenth + 1].map(|tenth| json!(count * tenth / 10));
            page.js(PUT, [&[json!(text)], &numbers[..]].concat()).await?;
            while page.js("return window.put", vec![]).await? != json!(true) {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
            seen.push((held(page).await?, wasm(page).await?));
        }
        let (first, last) = seen.get(WARM - 1).zip(seen.last()).context("not tens of articles")?;
        let meanwhile =
            |of: fn(&(f64, f64)) -> f64| seen.iter().map(|held| format!("{:.2} ", of(held) / 1e6)).collect::<String>();
        println!("one tab, {count} articles of {WORDS} words after each other:");
        println!("  MB of JavaScript held meanwhile: {}", meanwhile(|held| held.0));
        println!("  MB of WebAssembly: {}", meanwhile(|held| held.1));
        ensure!(last.0 <= first.0 * GROWTH && last.1 <= first.1 * GROWTH, "memory grows");
        Ok(())
    })
}

/// Returns the size in bytes of the memory of the page's WebAssembly.
async fn wasm(page: &Page) -> Result<f64> {
    let bytes = page.js("return Number(document.documentElement.dataset.wasmBytes)", vec![]).await?;
    bytes.as_f64().context("the page does not say how much")
}
