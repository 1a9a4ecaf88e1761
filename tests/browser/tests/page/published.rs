//! Published fact-checks: opened from a file, shown next to the text, dismissed, kept on the device.

use std::fs;

use anyhow::{Context, Result, ensure};
use sayso_browser::{Page, articles, browse, browse_where, root};
use serde_json::json;
use thirtyfour::Key;

/// Returns how many files were fetched of the program that opens libraries.
const FETCHED: &str =
    "return performance.getEntriesByType('resource').filter((entry) => /checks.*wasm/.test(entry.name)).length";
const SHOWN: &str =
    "return [...document.querySelectorAll('#checks [data-published] > .checks > li')].map((li) => li.textContent)";
const MARKS: &str = "return document.querySelectorAll('#marks .mark.checked').length";

/// Returns the article to which the checks of the demo library belong.
fn article() -> Result<String> {
    Ok(fs::read_to_string(root().join("corpus/articles/water-scare.txt"))?)
}

async fn open(page: &Page) -> Result<()> {
    let feed = fs::read(root().join("corpus/checks/plumb-line.csv")).context("the demo library")?;
    page.drop_file("plumb-line.csv", "text/csv", feed).await?;
    page.until("the checks are listed", "return document.querySelectorAll('#checks li').length > 0").await?;
    page.press(Key::Escape).await?;
    page.until("the dialog closes", "return !document.querySelector('dialog[open]')").await
}

async fn dialog(page: &Page) -> Result<()> {
    page.click_at("#menu-button").await?;
    page.click_at("#checks-button").await?;
    page.until("the dialog opens", "return !!document.querySelector('#published[open]')").await
}

async fn shown(page: &Page) -> Result<Vec<String>> {
    Ok(serde_json::from_value(page.js(SHOWN, vec![]).await?)?)
}

#[test]
fn nothing_is_shown_or_fetched_without_a_library() -> Result<()> {
    browse(async |page| {
        page.paste(&article()?).await?;
        ensure!(page.js(FETCHED, vec![]).await? == json!(0), "the program is fetched before it is needed");
        let there = "return !!document.querySelector('#tab-checks, #checks, #marks .mark.checked')";
        ensure!(page.js(there, vec![]).await? == json!(false), "something is shown");
        dialog(page).await?;
        let says = "return /docs\\/checks\\.md/.test(document.querySelector('#published').innerText)";
        page.until("it says how to get one", says).await?;
        Ok(())
    })
}

#[test]
fn a_feed_is_opened_and_its_checks_are_marked_and_explained() -> Result<()> {
    browse(async |page| {
        page.paste(&article()?).await?;
        open(page).await?;
        page.until("a sentence is marked", &format!("{MARKS} > 0")).await?;
        let note = page.js("return document.querySelector('.note[data-for^=k]')?.innerText", vec![]).await?;
        ensure!(
            note.as_str().is_some_and(|note| note.contains("Checked before") && note.contains("The Plumb Line")),
            "{note}"
        );
        page.js("document.querySelector('.note[data-for^=k] button').click()", vec![]).await?;
        page.until("the card opens", "return document.querySelector('#card')?.dataset.for?.startsWith('k')").await?;
        let parts = "const part = (name) => document.querySelector(`#card [data-part=${name}]`)?.textContent;
            return ['claim', 'claimant', 'publisher', 'date', 'verdict', 'words'].map(part)";
        let parts: Vec<Option<String>> = serde_json::from_value(page.js(parts, vec![]).await?)?;
        ensure!(parts.iter().all(|part| part.as_ref().is_some_and(|part| part.len() > 3)), "{parts:?}");
        let link = "const { href, rel, referrerPolicy, target } = document.querySelector('#card .check a');
            return [/^https:/.test(href), rel, referrerPolicy, target]";
        let link = page.js(link, vec![]).await?;
        ensure!(link == json!([true, "noopener noreferrer nofollow", "no-referrer", "_blank"]), "{link}");
        Ok(())
    })
}

#[test]
fn another_library_takes_the_place_of_the_first() -> Result<()> {
    browse(async |page| {
        page.paste(&article()?).await?;
        open(page).await?;
        let before = shown(page).await?;
        page.drop_file("other.jsonl", "application/json", r#"{"claim": "The moon landed on a roof."}"#).await?;
        page.until("it matches nothing", "return document.querySelectorAll('#checks li').length === 0").await?;
        open(page).await?;
        ensure!(shown(page).await? == before, "the first library is not searched again");
        Ok(())
    })
}

#[test]
fn a_match_is_dismissed_and_restored() -> Result<()> {
    browse(async |page| {
        page.paste(&article()?).await?;
        open(page).await?;
        let before = shown(page).await?;
        page.js("document.querySelector('#checks [name=not-same]').click()", vec![]).await?;
        page.until(
            "it is gone",
            &format!("{} === {}", SHOWN.replace("return ", "return (") + ").length", before.len() - 1),
        )
        .await?;
        page.until("it is counted", "return /1/.test(document.querySelector('#dismissed')?.textContent)").await?;
        // After a reload, the match stays away, because what is dismissed is saved with the article.
        page.reload().await?;
        page.until("the article is back", "return document.querySelector('#text').value.length > 100").await?;
        open(page).await?;
        ensure!(shown(page).await?.len() == before.len() - 1, "it came back");
        page.js("document.querySelector('#dismissed button').click()", vec![]).await?;
        page.until(
            "it is back",
            &format!("{} === {}", SHOWN.replace("return ", "return (") + ").length", before.len()),
        )
        .await?;
        ensure!(shown(page).await? == before, "other matches than before");
        Ok(())
    })
}

#[test]
fn a_library_is_kept_until_it_is_deleted() -> Result<()> {
    browse(async |page| {
        page.paste(&article()?).await?;
        open(page).await?;
        dialog(page).await?;
        page.click_at("#library-keep").await?;
        page.until("it is kept", "return !!localStorage.getItem('sayso.library')").await?;
        page.reload().await?;
        page.until("its checks are back", "return !!document.querySelector('#tab-checks')").await?;
        page.until("they are marked", &format!("{MARKS} > 0")).await?;
        dialog(page).await?;
        page.until("it says so", "return /Kept on this device/.test(document.querySelector('#published').innerText)")
            .await?;
        page.click_at("#library-delete").await?;
        page.until("it is gone", "return !document.querySelector('#tab-checks, #marks .mark.checked')").await?;
        page.reload().await?;
        page.until("the article is back", "return document.querySelector('#text').value.length > 100").await?;
        ensure!(page.js(FETCHED, vec![]).await? == json!(0), "it is still kept");
        Ok(())
    })
}

#[test]
fn a_file_that_is_no_library_is_refused_with_a_message() -> Result<()> {
    browse(async |page| {
        page.paste(&article()?).await?;
        open(page).await?;
        let before = shown(page).await?;
        page.drop_file("notes.json", "application/json", "{\"a\": [1, 2]}").await?;
        page.until(
            "it is refused",
            "return /notes.json contains no/.test(document.querySelector('#library-refused')?.innerText)",
        )
        .await?;
        page.drop_file("cut.sayso", "application/octet-stream", &b"SAYSOLIB\x01\x05\x05"[..]).await?;
        page.until(
            "it is refused",
            "return /cut.sayso is damaged/.test(document.querySelector('#library-refused')?.innerText)",
        )
        .await?;
        ensure!(shown(page).await? == before, "the open library is lost");
        Ok(())
    })
}

/// Replaces a verdict in the library that is saved on the device by one of the same length that contains markup. Only
/// an attacker would do this, because the readers of feeds remove markup.
const FORGE: &str = "const done = arguments[0];
    const asked = indexedDB.open('sayso', 1);
    asked.onsuccess = () => {
        const files = asked.result.transaction('files', 'readwrite').objectStore('files');
        files.get('checks').onsuccess = ({ target: { result: [name, buffer] } }) => {
            const bytes = new Uint8Array(buffer);
            const at = [...bytes].findIndex((_, at) => String.fromCharCode(...bytes.subarray(at, at + 8)) \
                === 'QQQQQQQQ');
            bytes.set([...'<b>Q</b>'].map((sign) => sign.charCodeAt(0)), at);
            files.put([name, bytes.buffer], 'checks').onsuccess = () => { asked.result.close(); done(at); };
        };
    };";

#[test]
fn hostile_checks_stay_text() -> Result<()> {
    browse(async |page| {
        let claim = "The reservoir of Lorne City was poisoned.";
        page.paste(&format!("{claim} It rained in Lorne City on Monday.")).await?;
        let record = json!({
            "claim": claim, "publisher": "<img src=http://elsewhere.test/x>Ask", "verdict": "QQQQQQQQ",
            "title": "<script>alert(1)</script>", "url": "javascript:alert(1)", "date": "2031-05-01",
        });
        page.drop_file("feed.jsonl", "application/json", record.to_string()).await?;
        page.until("it is listed", "return document.querySelectorAll('#checks li').length > 0").await?;
        page.click_at("#library-keep").await?;
        page.until("it is kept", "return !!localStorage.getItem('sayso.library')").await?;
        let at = page.driver().execute_async(FORGE, vec![]).await?;
        ensure!(at.json().as_u64().is_some(), "the verdict is not in the library: {:?}", at.json());
        page.reload().await?;
        page.until("it is listed again", "return document.querySelectorAll('#checks li').length > 0").await?;
        let found = "const side = document.querySelector('#checks');
            return [side.querySelectorAll('img, script, .verdict b, a').length, \
                side.querySelector('.verdict').textContent]";
        let found = page.js(found, vec![]).await?;
        ensure!(found == json!([0, "<b>Q</b>"]), "{found}");
        Ok(())
    })
}

#[test]
fn the_library_of_the_site_is_opened_on_request_and_its_absence_is_told() -> Result<()> {
    browse_where(&["404"], async |page| {
        page.paste(&article()?).await?;
        dialog(page).await?;
        page.until("it can be asked for", "return !!document.querySelector('#library-offered')").await?;
        page.click_at("#library-offered").await?;
        page.until(
            "it is reported",
            "return /offers no library/.test(document.querySelector('#library-refused')?.innerText)",
        )
        .await
    })
}

#[test]
fn everything_fits_on_a_phone() -> Result<()> {
    browse(async |page| {
        page.look(390, 844, "light").await?;
        page.paste(&article()?).await?;
        open(page).await?;
        page.click_at("#list-button").await?;
        page.until("the list opens", "return document.querySelector('#checks [data-item]').checkVisibility()").await?;
        let wide =
            "return [document.documentElement, document.querySelector('aside'), document.querySelector('#checks')]
            .filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.id || box.localName)";
        let wide = page.js(wide, vec![]).await?;
        ensure!(wide == json!([]), "they scroll sideways: {wide}");
        Ok(())
    })
}

#[test]
fn the_sentences_follow_the_language() -> Result<()> {
    browse(async |page| {
        page.paste(&article()?).await?;
        open(page).await?;
        page.click_at("#menu-button").await?;
        page.click_at("#settings-button").await?;
        let choose = "const select = document.querySelector('[name=language]');
            select.value = 'de'; select.dispatchEvent(new Event('change', { bubbles: true }))";
        page.js(choose, vec![]).await?;
        page.until(
            "the list speaks German",
            "return /Gemeinsame Wörter/.test(document.querySelector('#checks').textContent)",
        )
        .await
    })
}

/// Drops a file on the page: a feed of 20,000 invented claims of 14 words, with titles and addresses.
const FEED: &str = "
    const words = (list) => list.split(' ');
    const who = words('mayor minister council harbour court police union hospital school market farmer teacher \
        museum airport');
    const did = words('sold closed raised moved bought hid burned doubled banned opened taxed painted cut lost');
    const what = words('bridge ferry budget rent water library tram salary road forest archive clinic wage bus');
    const where = words('Lorne Oru Vale Tarn Wexmouth Brack Sill Dorn Hale Marsh Quint Sable Kett Rusk');
    const when = words('January February March April May June July August September October November December');
    const pick = (list, n) => list[n % list.length];
    const lines = Array.from({ length: 20000 }, (_, n) => {
        const [a, b, c, d, e] = [n, n / 3, n / 7, n / 11, n / 17].map(Math.floor);
        const claim = `The ${pick(who, a)} of ${pick(where, b)} ${pick(did, c)} the old ${pick(what, d)} \
            for ${n * 7 + 12} crowns in ${pick(when, e)}.`;
        return JSON.stringify({
            id: `c-${n}`, claim, claimant: `${pick(where, c)} ${pick(where, a)}`, \
                title: `Did the ${pick(who, a)} pay ${n * 7 + 12} crowns for the ${pick(what, d)}?`,
            verdict: pick(['Wrong', 'Half right', 'Right', 'Out of context'], n), \
                publisher: pick(['Checkpoint', 'Ask Twice', 'The Plumb Line'], n),
            date: `2031-${String(1 + n % 12).padStart(2, '0')}-${String(1 + n % 28).padStart(2, '0')}`, \
                url: `https://checks.example/${n}-${pick(what, d)}`, language: 'en',
        });
    });
    const data = new DataTransfer();
    data.items.add(new File([lines.join('\\n')], 'feed.jsonl'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));";
/// The maximum memory, in bytes, that a library of 20,000 checks may take in the worker.
const MOST_MEMORY: f64 = 60e6;

#[test]
fn twenty_thousand_checks_are_opened_and_searched() -> Result<()> {
    browse(async |page| {
        page.paste(&articles::of_words(1_000)?).await?;
        page.js(FEED, vec![]).await?;
        page.until("the library is open", "return /20,000 checks/.test(document.querySelector('#library')?.innerText)")
            .await?;
        let opened = "return Number(document.documentElement.dataset.checksOpened) / 10";
        let built = page.js(opened, vec![]).await?;
        page.click_at("#library-keep").await?;
        page.until("it is kept", "return !!localStorage.getItem('sayso.library')").await?;
        page.reload().await?;
        page.until("the article is matched", "return !!document.documentElement.dataset.checksMatched").await?;
        let figures = "const { checksOpened, checksMatched, checksMemory } = document.documentElement.dataset;
            return [checksOpened / 10, checksMatched / 10, Number(checksMemory)]";
        let figures = page.js(figures, vec![]).await?;
        let [opening, matching, memory]: [f64; 3] = serde_json::from_value(figures).context("no figures were taken")?;
        let size = page.js("return localStorage.getItem('sayso.library').split('\\n')[2]", vec![]).await?;
        println!(
            "20,000 checks ({size} bytes): read from a feed in {built} ms, opened in {opening} ms, 1,000 words matched \
             in {matching} ms, {:.1} MB of memory",
            memory / 1e6
        );
        ensure!(memory < MOST_MEMORY, "{memory} bytes of memory");
        Ok(())
    })
}

#[test]
fn the_list_is_reached_and_left_with_the_keyboard() -> Result<()> {
    browse(async |page| {
        page.paste(&article()?).await?;
        open(page).await?;
        page.js("document.querySelector('#tab-checks').focus()", vec![]).await?;
        page.press(Key::Home).await?;
        page.until("the first tab is open", "return document.activeElement.id === 'tab-claims'").await?;
        page.press(Key::End).await?;
        page.until("the last tab is open", "return document.activeElement.id === 'tab-checks'").await?;
        page.tab_to("#checks [data-item]", 6).await?;
        page.press(Key::Enter).await?;
        page.until("the card opens", "return document.querySelector('#card')?.dataset.for?.startsWith('k')").await?;
        page.press(Key::Escape).await?;
        page.card_closed().await?;
        page.tab_to("#checks [name=not-same]", 6).await?;
        page.press(Key::Enter).await?;
        page.until("the focus is on undo", "return document.activeElement.id === 'undo-change'").await
    })
}
