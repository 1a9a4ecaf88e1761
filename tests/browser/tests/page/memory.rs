//! If the program runs out of memory, the text stays and the reader is told.

use anyhow::{Result, ensure};
use sayso_browser::{articles, browse, browse_where};
use serde_json::json;

use crate::worker::{left_out, open_with};

/// Limits the memory of the page's program, and so of the worker's, by adding a maximum to the memory section of its
/// WebAssembly: `most` pages of 64 KiB more than at the start.
const LIMIT: &str = "const most = 56;
    const read = (bytes, at) => {
        let value = 0, shift = 0, byte;
        do { byte = bytes[at++]; value |= (byte & 127) << shift; shift += 7; } while (byte & 128);
        return [value, at];
    };
    const written = (value) => {
        const out = [];
        do { out.push(value > 127 ? value & 127 | 128 : value); value >>>= 7; } while (value);
        return out;
    };
    const limited = (bytes) => {
        for (let at = 8; at < bytes.length;) {
            const [size, start] = read(bytes, at + 1);
            if (bytes[at] === 5) {
                const [least] = read(bytes, start + 2);
                const limits = [1, 1, ...written(least), ...written(least + most)];
                return new Blob([bytes.subarray(0, at), new Uint8Array([5, ...written(limits.length), ...limits]), \
                    bytes.subarray(start + size)]);
            }
            at = start + size;
        }
    };
    WebAssembly.instantiateStreaming = async (answer, imports) => {
        const bytes = new Uint8Array(await (await answer).arrayBuffer());
        return WebAssembly.instantiate(await limited(bytes).arrayBuffer(), imports);
    };";

const SHORT: &str = "Police denied that a bridge had been closed.";

#[test]
fn a_worker_without_memory_leaves_the_text_and_the_next_one_goes_on() -> Result<()> {
    if left_out()? {
        return Ok(());
    }
    browse(async |page| {
        open_with(page, LIMIT).await?;
        page.until("the worker is ready", "return document.documentElement.dataset.worker === 'ready'").await?;
        // The page has the same limit as the worker, and saving an article would take memory for copies.
        page.switch_keeping_off().await?;
        let long = articles::of_words(20_000)?;
        page.copy(&long).await?;
        page.press_paste().await?;
        page.until("it is reported", "return !!document.getElementById('fault').checkVisibility()").await?;
        ensure!(page.text().await? == long, "the text is gone");
        page.js("document.getElementById('fault-close').click()", vec![]).await?;
        page.paste(SHORT).await?;
        ensure!(page.marks().await?.iter().any(|mark| mark.kind == "claim"), "the page does not go on");
        Ok(())
    })
}

#[test]
fn a_page_without_memory_leaves_the_text_and_gives_a_report() -> Result<()> {
    if left_out()? {
        return Ok(());
    }
    browse_where(&["RuntimeError: unreachable"], async |page| {
        open_with(page, &format!("delete window.Worker; {LIMIT}")).await?;
        let long = articles::of_words(20_000)?;
        page.copy(&long).await?;
        page.press_paste().await?;
        page.until("it is reported", "return !!document.getElementById('fault').checkVisibility()").await?;
        ensure!(page.text().await? == long, "the text is gone");
        let report = page.js("return document.getElementById('fault').dataset.report", vec![]).await?;
        ensure!(report.as_str().is_some_and(|report| report.contains("RuntimeError")), "the report says: {report}");
        page.until_with(
            "a report is offered",
            "return document.getElementById(arguments[0]).checkVisibility()",
            vec![json!("fault-copy")],
        )
        .await
    })
}
