//! What the analysis of 1,000 words takes in the browser: time on one thread, and the memory behind it. How long the page is busy at one
//! time with a text of 20,000 words.

use anyhow::{Context, Result};
use sayso_browser::{Page, articles, browse};

const WORDS: usize = 1000;
const ROUNDS: usize = 15;
const LONG: usize = 20_000;

fn main() -> Result<()> {
    browse(async |page| {
        let text = articles::of_words(WORDS)?;
        let words = text.split_whitespace().count();
        page.look(1280, 900, "light").await?;
        page.open().await?;
        page.paste(&text).await?;
        let mut times = Vec::new();
        for round in 0..ROUNDS {
            // A further letter at the end makes the page analyse the text anew.
            let before = page.analyses().await?;
            let script = "const area = document.querySelector('#text'); area.value += arguments[0];
                area.dispatchEvent(new InputEvent('input', {bubbles: true}))";
            page.js(script, vec![(if round % 2 == 0 { "a" } else { "b" }).into()]).await?;
            page.analysed_after(before).await?;
            let taken = page.js("return Number(document.documentElement.dataset.analysisMs)", vec![]).await?;
            times.push(taken.as_f64().context("the page does not say how long it took")?);
        }
        times.sort_by(f64::total_cmp);
        let bytes =
            "return [Number(document.documentElement.dataset.wasmBytes), performance.memory?.usedJSHeapSize ?? 0]";
        let [wasm, heap]: [f64; 2] = serde_json::from_value(page.js(bytes, vec![]).await?)?;
        let per = |ms: f64| ms * 1000.0 / words as f64;
        println!("in Chromium, {words} words, one thread:");
        println!("  1,000 words  {:.1} ms (best of {ROUNDS}; median {:.1} ms)", per(times[0]), per(times[ROUNDS / 2]));
        println!("  memory       {:.1} MB of WebAssembly, {:.1} MB of JavaScript heap", wasm / 1e6, heap / 1e6);
        let first = page.js("return Number(document.documentElement.dataset.firstMarkMs)", vec![]).await?;
        println!("  first mark   {first} ms after opening, the driver's own time included");
        long(page).await
    })
}

/// The longest task of each step, by the browser's own count, which leaves out what is shorter than 50 ms. A busy machine lengthens it.
async fn long(page: &Page) -> Result<()> {
    let text = varied(&articles::of_words(LONG)?);
    page.open().await?;
    page.until("the worker is ready", "return document.documentElement.dataset.worker === 'ready'").await?;
    let watch = "window.tasks = [];
        new PerformanceObserver(list => window.tasks.push(...list.getEntries().map(e => Math.round(e.duration)))).observe({ type: 'longtask' })";
    page.js(watch, vec![]).await?;
    println!("longest task with {} words (0: none over 50 ms):", text.split_whitespace().count());
    page.copy(&text).await?;
    let before = page.analyses().await?;
    page.press_paste().await?;
    told(page, "pasting").await?;
    page.analysed_after(before).await?;
    told(page, "marking").await?;
    let before = page.analyses().await?;
    page.js("document.querySelector('#text').setSelectionRange(300, 300)", vec![]).await?;
    page.driver().action_chain().send_keys("x").perform().await?;
    told(page, "one key").await?;
    page.analysed_after(before).await?;
    told(page, "marking anew").await?;
    let taken = page.js("return document.documentElement.dataset.analysisMs", vec![]).await?;
    println!("  the worker took {} ms for that key", taken.as_str().unwrap_or("?"));
    Ok(())
}

/// Waits until the page rests, and tells of its longest task since the last time.
async fn told(page: &Page, what: &str) -> Result<()> {
    let rest = "window.calm ??= { marks: -1, rounds: 0 };
        const marks = document.querySelectorAll('#marks *').length;
        window.calm.rounds = marks === window.calm.marks ? window.calm.rounds + 1 : 0;
        window.calm.marks = marks;
        return window.calm.rounds > 10";
    page.until("the page rests", rest).await?;
    let longest = page.js("window.calm = null; return Math.max(0, ...window.tasks.splice(0))", vec![]).await?;
    println!("  {what:<13} {longest} ms");
    Ok(())
}

/// The same text with a number before each paragraph, so that no two are alike.
fn varied(text: &str) -> String {
    let number = |(at, line): (usize, &str)| if line.is_empty() { "\n".into() } else { format!("{at}. {line}\n") };
    text.lines().enumerate().map(number).collect()
}
