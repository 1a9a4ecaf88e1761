//! Three hundred ways to smuggle a script, a handler, an address or a load into a page are tried through every input:
//! none runs, and none loads anything. Every test checks at its end that nothing was requested from another host.
//!
//! The payloads in `payloads.json` are modelled on OWASP's list of filter evasions and on known cases of markup that
//! changes when it is parsed again.

use anyhow::{Context, Result, ensure};
use sayso_browser::{Page, browse, browse_where, root};
use serde_json::{Value, json};

/// The number of payloads in one text.
const AT_ONCE: usize = 60;

/// Parts of the errors with which Chromium reports handlers and base URLs as blocked. It does so when it parses them,
/// even in a document in which nothing could run.
const HANDLERS: &[&str] = &["inline event handler", "base URI"];

/// Returns what must not exist: code that ran, handlers in attributes, addresses that are scripts, elements that run or
/// load something.
const ALIVE: &str = "const found = window.hit ? ['a script ran'] : [];
    for (const e of document.querySelectorAll('*')) {
        const own = e.matches('script[data-module], link[rel], meta, style') && e.closest('head') \
            || e.matches('body > script[data-module], script[src*=margin]');
        if (!own && e.matches('script, iframe, frame, object, embed, img, video, audio, link, base, meta, style, \
            form:not([method=dialog]), applet'))
            found.push(e.outerHTML.slice(0, 200));
        for (const { name, value } of e.attributes)
            if (/^on/i.test(name) || name === 'style' && !/^(--[a-z]+: -?[\\d.]+(px|%); ?)*$/.test(value) \
                || /^(href|src|action|formaction|xlink:href)$/.test(name) && /script:|^data:text/i.test(value))
                found.push(`${name}=${value}`.slice(0, 200));
    }
    return found.slice(0, 5)";

fn payloads() -> Result<Vec<(String, String)>> {
    let file = std::fs::read_to_string(root().join("tests/browser/payloads.json")).context("no payloads")?;
    let all: Vec<(String, String)> = serde_json::from_str(&file)?;
    ensure!(all.len() >= 200, "only {} payloads", all.len());
    Ok(all)
}

/// Returns an article that contains the payloads as words: each is said by someone, and denied.
fn article(payloads: &[(String, String)]) -> String {
    let paragraph = |(_, payload): &(String, String)| {
        let line = payload.replace(['\n', '\r'], " ");
        format!("“The sign says {line} today,” said Ann Vale.\n\nPolice denied that {line} had been closed.")
    };
    payloads.iter().map(paragraph).collect::<Vec<_>>().join("\n\n")
}

async fn nothing_alive(page: &Page, when: &str) -> Result<()> {
    let alive = page.js(ALIVE, vec![]).await?;
    ensure!(alive == json!([]), "{when}: {alive}");
    Ok(())
}

/// Opens each tab and the card of a mark, and checks that none contains a live payload.
async fn look_around(page: &Page, when: &str) -> Result<()> {
    for tab in ["claims", "speakers", "overview"] {
        page.js("document.getElementById('tab-' + arguments[0])?.click()", vec![json!(tab)]).await?;
        nothing_alive(page, &format!("{when}, {tab}")).await?;
    }
    page.until("it is marked", "return !!document.querySelector('#marks .mark')").await?;
    page.click_at("#marks .mark").await?;
    page.opened_card().await?;
    nothing_alive(page, &format!("{when}, card")).await?;
    page.press(thirtyfour::Key::Escape).await?;
    page.card_closed().await
}

#[test]
fn as_words_and_as_a_file_of_words() -> Result<()> {
    browse(async |page| {
        for (number, some) in payloads()?.chunks(AT_ONCE).enumerate() {
            page.paste(&article(some)).await?;
            look_around(page, &format!("pasted, part {number}")).await?;
        }
        let before = page.analyses().await?;
        // A file with control characters is not text and is rejected.
        let whole: String = article(&payloads()?).chars().filter(|c| *c == '\n' || !c.is_control()).collect();
        page.drop_file("article.txt", "text/plain", whole).await?;
        page.analysed_after(before).await?;
        look_around(page, "dropped").await
    })
}

/// Passes the payloads to the page one at a time, because many swallow what follows them. `script` passes in one
/// `payload` with its `number`, after which the text must contain the number or the file must be rejected.
async fn one_by_one(page: &Page, script: &str, when: &str) -> Result<()> {
    let payloads = payloads()?;
    let numbered: Vec<(usize, &str)> = payloads.iter().map(|(_, payload)| payload.as_str()).enumerate().collect();
    for some in numbered.chunks(30) {
        let run = format!(
            "return (async () => {{
                const there = async (number) => {{
                    const end = Date.now() + 9000;
                    // A file whose tags parsers read differently is rejected by name.
                    const refused = () => document.querySelector('#notices')\
                        .innerText.includes(`number-${{number}}.html`);
                    while (!document.querySelector('#text').value.includes(`Number ${{number}} stood`)) {{
                        if (refused()) {{ window.refusals = (window.refusals ?? 0) + 1; return; }}
                        if (Date.now() > end) throw new Error(`number ${{number}} did not come`);
                        await new Promise((go) => setTimeout(go, 5));
                    }}
                }};
                for (const [number, payload] of arguments[0]) {{ {script} await there(number); }}
            }})().then(() => null, (fault) => String(fault))"
        );
        let fault = page.js(&run, vec![json!(some)]).await?;
        ensure!(fault == Value::Null, "{when}: {fault}");
        nothing_alive(page, &format!("{when}, from number {}", some[0].0)).await?;
    }
    Ok(())
}

#[test]
fn as_files_of_html_and_what_is_known_of_them() -> Result<()> {
    browse_where(HANDLERS, async |page| {
        let script = "const facts = JSON.stringify({ '@type': 'NewsArticle', headline: payload, \
            author: { name: payload }, url: payload, publisher: { name: payload } });
            const html = `<script type='application/ld+json'>${facts.replaceAll('<', '\\\\u003c')}</script>\
                <p>Number ${number} stood on the sign, police said.</p><p>${payload}</p>`\
                .replaceAll(/[\\0-\\x08\\x0e-\\x1f]/g, '\\ufffd'); // Control characters are not text and are rejected.
            const data = new DataTransfer();
            data.items.add(new File([html], `number-${number}.html`, { type: 'text/html' }));
            document.querySelector('#text')\
                .dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));";
        one_by_one(page, script, "as a file of HTML").await?;
        let refused = page.js("return window.refusals ?? 0", vec![]).await?.as_u64().unwrap_or_default();
        ensure!((1..=10).contains(&refused), "{refused} files were refused");
        Ok(())
    })
}

#[test]
fn as_html_that_is_pasted() -> Result<()> {
    browse_where(HANDLERS, async |page| {
        let all: Vec<String> = payloads()?.into_iter().map(|(_, payload)| format!("<p>{payload}</p>")).collect();
        for part in all.chunks(AT_ONCE) {
            let html = format!("<p>“It is late,” said Tom Hale.</p>{}", part.concat());
            page.copy_html("“It is late,” said Tom Hale.", &html).await?;
            let before = page.analyses().await?;
            page.press_paste().await?;
            page.analysed_after(before).await?;
            nothing_alive(page, "as pasted HTML").await?;
        }
        Ok(())
    })
}

#[test]
fn as_links_that_are_shared() -> Result<()> {
    browse(async |page| {
        // The links are written as the page itself writes them: headline, byline, outlet, URL, date and text. Each
        // contains four payloads: Chromium lets a page change its URL two hundred times in ten seconds, and the page
        // removes each link again.
        let script = "if (number % 4) continue;
            const some = arguments[0].filter(([other]) => other > number && other < number + 4);
            const line = [payload, ...some.map(([, other]) => other)].join(' ').replaceAll('\\u001f', ' ');
            const whole = [line, line, line, line, line, `Number ${number} stood. “${line},” said Ann Vale.`]\
                .join('\\u001f');
            const stream = new Blob([whole]).stream().pipeThrough(new CompressionStream('deflate-raw'));
            const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
            location.hash = 't=1.' + btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_')\
                .replaceAll('=', '');";
        one_by_one(page, script, "as a link").await
    })
}

#[test]
fn as_a_saved_workspace_and_as_kept_articles() -> Result<()> {
    browse(async |page| {
        let payloads = payloads()?;
        let articles: Vec<Value> = payloads
            .chunks(AT_ONCE)
            .flat_map(|some| [(some, article(some)), (&some[1..], article(&some[1..]))])
            .map(|(some, text)| {
                let [a, b, c] = [0, 7, 14].map(|at| some[at % some.len()].1.clone());
                json!({ "text": text, "title": a, "byline": b, "outlet": c, "url": b, "date": a })
            })
            .collect();
        let workspace = json!({ "sayso": "workspace", "version": 1, "articles": articles }).to_string();

        page.click_at("#compare-button").await?;
        page.until("the view is there", "return document.activeElement?.id === 'compare-title'").await?;
        let choose = "const input = document.getElementById('compare-files'), data = new DataTransfer();
            data.items.add(new File([arguments[0]], 'w.json'));
            input.files = data.files; input.dispatchEvent(new Event('change', { bubbles: true }))";
        page.js(choose, vec![json!(workspace)]).await?;
        page.until("they are compared", "return document.getElementById('compare-work')?.dataset.done === 'true'")
            .await?;
        nothing_alive(page, "in a workspace").await?;
        page.click_at("#compare-links .links > li [name=read]").await?;
        page.until("two are side by side", "return !!document.getElementById('reading-back')").await?;
        nothing_alive(page, "side by side").await?;
        for (number, (_, payload)) in payloads.iter().enumerate().step_by(29) {
            let line = payload.replace(['\n', '\r'], " ");
            let kept =
                format!("sayso 1\ndismissed=\n{line}\n{line}\n{line}\n{line}\n{line}\n\n“{line},” said Ann Vale.");
            let keep = "localStorage.setItem('sayso.article.' + arguments[0], arguments[1])";
            page.js(keep, vec![json!(number), json!(kept)]).await?;
        }
        page.open().await?;
        page.click_at("#recent-button").await?;
        page.until("they are listed", "return document.querySelectorAll('#recent li').length > 5").await?;
        nothing_alive(page, "in the list of kept articles").await
    })
}

#[test]
fn no_string_becomes_markup_or_a_script() -> Result<()> {
    // The browser logs each attempt as blocked.
    browse_where(&["Trusted", "trusted-types"], async |page| {
        if page.js("return !window.trustedTypes", vec![]).await? == json!(true) {
            println!("this browser knows no Trusted Types");
            return Ok(());
        }
        for sink in [
            "document.body.innerHTML = '<b>x</b>'",
            "document.body.insertAdjacentHTML('beforeend', '<b>x</b>')",
            "new DOMParser().parseFromString('<b>x</b>', 'text/html')",
            "document.createElement('iframe').srcdoc = '<b>x</b>'",
            "document.createElement('script').text = 'window.hit = 1'",
            "new Worker('worker.js')",
            "trustedTypes.createPolicy('another', {})",
            "trustedTypes.createPolicy('sayso', {})",
        ] {
            let script = format!("try {{ {sink}; return 'done' }} catch (fault) {{ return fault.name }}");
            let reported = page.js(&script, vec![]).await?;
            ensure!(reported == json!("TypeError"), "{sink}: {reported}");
        }
        Ok(())
    })
}
