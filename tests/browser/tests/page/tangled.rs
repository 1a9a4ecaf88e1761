//! HTML that would keep the browser's parser busy for seconds is rejected before it is parsed.

use anyhow::{Result, ensure};
use sayso_browser::{Page, browse};
use serde_json::json;

const PLAIN: &str = "Police denied that the bridge was shut.";

/// Counts the calls of the browser's parser.
const COUNTED: &str = "const parse = window.saysoParse; window.parsed = 0;
    window.saysoParse = (html) => { window.parsed += 1; return parse(html); };";

/// HTML that an attacker would send, as JavaScript expressions: 250 KB and 1 MB of nested elements, many attributes,
/// formatting elements that are reopened in each paragraph, and text that is moved out of a table.
const SHAPES: [&str; 5] = [
    "'<div>'.repeat(50_000)",
    "'<div>'.repeat(200_000)",
    "'<p ' + Array.from({ length: 80_000 }, (_, at) => 'a' + at).join(' ') + '>x'",
    "Array.from({ length: 200 }, (_, at) => `<b id=${at}>`).join('') + '<p>x'.repeat(100_000)",
    "'x<br>'.repeat(50_000) + '<table>' + 'x<br>'.repeat(100_000)",
];

async fn drop_html(page: &Page, html: &str) -> Result<()> {
    let script = format!(
        "const data = new DataTransfer();
        data.items.add(new File([{html}], 'trap.html', {{ type: 'text/html' }}));
        const text = document.querySelector('#text');
        text.dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }}))"
    );
    page.js(&script, vec![]).await.map(drop)
}

async fn not_parsed(page: &Page, of: &str) -> Result<()> {
    let parsed = page.js("return window.parsed", vec![]).await?;
    ensure!(parsed == json!(0), "{of}: the parser was called {parsed} times");
    Ok(())
}

#[test]
fn a_tangled_file_is_refused_unparsed_and_the_text_stays() -> Result<()> {
    browse(async |page| {
        page.type_text("Before.").await?;
        page.js(COUNTED, vec![]).await?;
        for shape in SHAPES {
            drop_html(page, shape).await?;
            let notice = page.notice().await?;
            ensure!(notice.contains("trap.html") && notice.contains("nested too deeply"), "{shape}: {notice}");
            not_parsed(page, shape).await?;
            ensure!(page.text().await? == "Before.", "{shape}: the text is {:?}", page.text().await?);
            page.click_at("#notices button").await?;
            page.until("the notice is gone", "return document.querySelector('#notices').innerText.trim() === ''")
                .await?;
        }
        // The page still reads HTML.
        drop_html(page, "'<p>The board said it is late.</p>'").await?;
        page.until("it is there", "return document.querySelector('#text').value.includes('it is late')").await?;
        ensure!(page.js("return window.parsed", vec![]).await? == json!(1), "the count does not work");
        Ok(())
    })
}

#[test]
fn a_tangled_paste_becomes_the_plain_text_beside_it_or_is_refused() -> Result<()> {
    browse(async |page| {
        page.js(COUNTED, vec![]).await?;
        for count in [50_000, 200_000] {
            let plain = format!("{PLAIN} {count} people were told.");
            let html = "<div>".repeat(count) + plain.as_str();
            page.copy_html(&plain, &html).await?;
            let before = page.analyses().await?;
            page.press_paste().await?;
            page.analysed_after(before).await?;
            ensure!(page.text().await? == plain, "the text is {:?}", page.text().await?);
            not_parsed(page, "with plain text").await?;
        }
        let kept = page.text().await?;
        page.copy_html("", &("<div>".repeat(50_000) + PLAIN)).await?;
        page.press_paste().await?;
        let notice = page.notice().await?;
        ensure!(notice.contains("nested too deeply") && notice.contains("no plain text"), "{notice}");
        not_parsed(page, "without plain text").await?;
        ensure!(page.text().await? == kept, "the text is {:?}", page.text().await?);
        Ok(())
    })
}
