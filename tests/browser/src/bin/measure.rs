//! What the analysis of 1,000 words takes in the browser: time on one thread, and the memory behind it.

use anyhow::{Context, Result};
use sayso_browser::{articles, browse};

const WORDS: usize = 1000;
const ROUNDS: usize = 15;

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
        Ok(())
    })
}
