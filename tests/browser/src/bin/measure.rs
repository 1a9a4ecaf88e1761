//! Measures Sayso in the browser and prints the results:
//!
//! * the time of an analysis of 1,000 words after an edit, and the memory that the page then takes;
//! * the time from a key to the new marks in 1,000 and in 20,000 words;
//! * how long a text of 20,000 words blocks the page at a time;
//! * the time for comparing 20 articles;
//! * the time until the embed has marked 1,000 and 12,000 words on a host page, and how long it blocks that page;
//! * the time of the npm package and of alternatives to it for 1,000 words, analysed from scratch.

use anyhow::{Context, Result};
use sayso_browser::{Page, STRICT, articles, browse, host, peers};

const WORDS: usize = 1000;
const ROUNDS: usize = 15;
const LONG: usize = 20_000;
const COMPARED: usize = 20;
const EMBEDDED: usize = 12_000;
const EMBEDS: usize = 5;
const KEYS: usize = 9;

fn main() -> Result<()> {
    browse(async |page| {
        let text = articles::of_words(WORDS)?;
        let words = text.split_whitespace().count();
        page.look(1280, 900, "light").await?;
        page.open().await?;
        page.paste(&text).await?;
        let mut times = Vec::new();
        for round in 0..ROUNDS {
            // Another letter at the end makes the page analyse the text again.
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
        println!("on the page in Chromium, {words} words, a letter at the end changed:");
        println!("  1,000 words  {:.1} ms (best of {ROUNDS}; median {:.1} ms)", per(times[0]), per(times[ROUNDS / 2]));
        println!("  memory       {:.1} MB of WebAssembly, {:.1} MB of JavaScript heap", wasm / 1e6, heap / 1e6);
        let first = page.js("return Number(document.documentElement.dataset.firstMarkMs)", vec![]).await?;
        println!("  first mark   {first} ms after opening, the driver's own time included");
        println!("a key in the middle of a text (best, and median of {KEYS}):");
        for words in [WORDS, LONG] {
            let parts = ["until the new marks", "the page's work at once", "the worker's analysis"];
            for (part, [best, median]) in parts.into_iter().zip(keys(page, words).await?) {
                println!("  {words:>6} words  {part:<27} {best:>6.1} ms; {median:.1} ms");
            }
        }
        long(page).await?;
        comparing(page).await
    })?;
    embed()?;
    beside_others()
}

/// Measures Sayso's package and its alternatives in turn, on the same text in the same page, and prints the results.
fn beside_others() -> Result<()> {
    peers(async |page| {
        let text = articles::of_words(WORDS)?;
        let words = text.split_whitespace().count() as f64;
        let script = "const [text, rounds] = arguments;
            return (async () => {
                const list = await (await fetch('peers.json')).json();
                const found = [];
                for (const [name, bytes] of list) {
                    const start = performance.now();
                    const run = await (await import(`./${name}.js`)).make();
                    await run(text.slice(0, 200));
                    found.push({ name, bytes, run, start: performance.now() - start, best: Infinity });
                }
                for (let round = 0; round < rounds; round += 1) {
                    for (const one of found) {
                        // Some cache their findings for a text.
                        const fresh = `${text} ${round}.`;
                        const start = performance.now();
                        await one.run(fresh);
                        one.best = Math.min(one.best, performance.now() - start);
                    }
                }
                return found.map(({ name, bytes, start, best }) => [name, bytes, start, best]);
            })()";
        // The imports run in the page's own realm. In a script of the driver, they would be resolved against another
        // URL.
        let times: Vec<(String, f64, f64, f64)> =
            serde_json::from_value(page.js(script, vec![text.into(), ROUNDS.into()]).await?)?;
        let own = times.first().map_or(1.0, |(.., best)| *best);
        println!(
            "in Chromium, on the main thread, the same {words} words anew each time, in turns (best of {ROUNDS}):"
        );
        println!("  {:<12} {:>10} {:>10} {:>12} {:>10} {:>8}", "", "KB brotli", "start ms", "words/s", "ms", "ratio");
        for (name, bytes, start, best) in times {
            let (speed, ratio) = (words / best * 1000.0, best / own);
            println!("  {name:<12} {:>10.0} {start:>10.0} {speed:>12.0} {best:>10.1} {ratio:>8.2}", bytes / 1000.0);
        }
        Ok(())
    })
}

/// Prints how long the embed takes from being enabled to its last mark, and the longest time for which it blocks the
/// host page, measured with a timer that should fire continuously.
fn embed() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        for words in [WORDS, EMBEDDED] {
            let text = varied(&articles::of_words(words)?);
            let paragraphs: Vec<_> = text.lines().filter(|line| !line.is_empty()).collect();
            let script = "const [paragraphs] = arguments; const widget = document.querySelector('sayso-widget'); \
                widget.disable();
                const node = (words) => Object.assign(document.createElement('p'), { textContent: words });
                document.querySelector('article').replaceChildren(...paragraphs.map(node)); \
                document.body.getBoundingClientRect();
                const size = () => [...CSS.highlights.values()].reduce((all, { size }) => all + size, 0);
                return new Promise((tell) => setTimeout(() => {
                    const start = performance.now();
                    let [last, longest, marks, calm] = [start, 0, 0, start];
                    const tick = () => {
                        const now = performance.now();
                        longest = Math.max(longest, now - last);
                        last = now;
                        if (size() !== marks) [marks, calm] = [size(), now];
                        if (marks && now - calm > 300) tell([calm - start, longest]);
                        else setTimeout(tick);
                    };
                    tick();
                    widget.enable();
                }, 500))";
            let mut all: Vec<[f64; 2]> = Vec::new();
            for _ in 0..EMBEDS {
                all.push(serde_json::from_value(page.js(script, vec![paragraphs.clone().into()]).await?)?);
            }
            let least = |at: usize| all.iter().map(|times| times[at]).fold(f64::INFINITY, f64::min);
            println!(
                "the embed, {words} words: all is marked after {:.0} ms, longest hold on the page {:.0} ms (best of \
                 {EMBEDS})",
                least(0),
                least(1)
            );
        }
        Ok(())
    })
}

/// Prints the longest task of each step with 20,000 words. The browser reports only tasks of at least 50 ms. A busy
/// machine lengthens them.
async fn long(page: &Page) -> Result<()> {
    let text = varied(&articles::of_words(LONG)?);
    page.open().await?;
    page.until("the worker is ready", "return document.documentElement.dataset.worker === 'ready'").await?;
    let watch = "window.tasks = [];
        new PerformanceObserver(list => window.tasks.push(...list.getEntries().map(e => Math.round(e.duration))))\
            .observe({ type: 'longtask' })";
    page.js(watch, vec![]).await?;
    println!("longest task with {} words (0: none over 50 ms):", text.split_whitespace().count());
    page.copy(&text).await?;
    let before = page.analyses().await?;
    page.press_paste().await?;
    print_longest_task(page, "pasting").await?;
    page.analysed_after(before).await?;
    print_longest_task(page, "marking").await?;
    page.edit().await?;
    print_longest_task(page, "editing").await?;
    let before = page.analyses().await?;
    page.js("document.querySelector('#text').setSelectionRange(300, 300)", vec![]).await?;
    page.driver().action_chain().send_keys("x").perform().await?;
    print_longest_task(page, "one key").await?;
    page.analysed_after(before).await?;
    print_longest_task(page, "marking anew").await?;
    Ok(())
}

/// Prints the time from adding 20 articles until all are read, and from then until the comparison is drawn.
async fn comparing(page: &Page) -> Result<()> {
    let text = articles::of_words(WORDS)?;
    let files: Vec<(String, String)> =
        (0..COMPARED).map(|at| (format!("{at}.txt"), format!("Account {at}\n\n{text}"))).collect();
    page.open().await?;
    page.js("document.getElementById('compare-button').click()", vec![]).await?;
    page.until("the view is there", "return !!document.getElementById('compare-files')").await?;
    let script = "const [files] = arguments; \
        const input = document.getElementById('compare-files'), data = new DataTransfer();
        for (const [name, text] of files) data.items.add(new File([text], name));
        const status = () => document.getElementById('compare-work');
        return new Promise((tell) => {
            const start = performance.now();
            let read = 0;
            const watch = () => {
                if (!read && !status().querySelector('progress') \
                    && document.querySelectorAll('.entries li').length === files.length) read = performance.now();
                if (status().dataset.done === 'true' && document.querySelector('.matrix')) \
                    tell([read - start, performance.now() - read]);
                else setTimeout(watch);
            };
            input.files = data.files; input.dispatchEvent(new Event('change', { bubbles: true }));
            watch();
        })";
    let [read, compared]: [f64; 2] =
        serde_json::from_value(page.js(script, vec![serde_json::to_value(files)?]).await?)?;
    println!(
        "{COMPARED} articles of {WORDS} words beside each other: read in {read:.0} ms, compared and drawn in \
         {compared:.0} ms more"
    );
    Ok(())
}

/// Returns the minimum and the median, in milliseconds, of three times after a key is pressed in a text of `words`
/// words:
///
/// * until the resulting marks are drawn, which includes the work of the page and of the worker;
/// * the page's synchronous work, without the browser's own;
/// * the analysis.
async fn keys(page: &Page, words: usize) -> Result<[[f64; 2]; 3]> {
    page.open().await?;
    page.until("the worker is ready", "return document.documentElement.dataset.worker === 'ready'").await?;
    page.paste(&varied(&articles::of_words(words)?)).await?;
    page.until("it is marked", "return !!document.querySelector('#marks .mark')").await?;
    page.edit().await?;
    let script =
        "const [at] = arguments, area = document.querySelector('#text'), { dataset } = document.documentElement;
        const middle = Math.round(area.value.length / 2) + at;
        area.focus();
        area.setSelectionRange(middle, middle);
        area.getBoundingClientRect();
        return new Promise(async (tell) => {
            const before = dataset.analysis, start = performance.now();
            let own, held;
            addEventListener('input', () => { own = performance.now(); }, { capture: true, once: true });
            new MutationObserver((_, own) => {
                if (dataset.analysis === before) return;
                own.disconnect();
                const end = () => tell([performance.now() - start, held, Number(dataset.analysisMs)]);
                requestAnimationFrame(() => setTimeout(end));
            }).observe(document.documentElement, { attributes: true, attributeFilter: ['data-analysis'] });
            // Like a key press; setting the text would lay out all of it again.
            document.execCommand('insertText', false, 'x');
            // The page's synchronous work is queued before this, and the work it schedules is done some rounds later.
            for (let round = 0; round < 20; round++) await null;
            held = performance.now() - own;
        })";
    let mut all: Vec<[f64; 3]> = Vec::new();
    for at in 0..KEYS {
        all.push(serde_json::from_value(page.js(script, vec![at.into()]).await?)?);
        page.until("the worker rests", "return !document.querySelector('#work')").await?;
    }
    Ok([0, 1, 2].map(|part| {
        let mut times: Vec<f64> = all.iter().map(|times| times[part]).collect();
        times.sort_by(f64::total_cmp);
        [times[0], times[KEYS / 2]]
    }))
}

/// Waits until the page is idle, and prints its longest task since the last call.
async fn print_longest_task(page: &Page, what: &str) -> Result<()> {
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

/// Returns the text with a number before each paragraph, so that no two paragraphs are equal.
fn varied(text: &str) -> String {
    let number = |(at, line): (usize, &str)| if line.is_empty() { "\n".into() } else { format!("{at}. {line}\n") };
    text.lines().enumerate().map(number).collect()
}
