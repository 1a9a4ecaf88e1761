//! Comparing several articles: from adding them to exporting the result.

use anyhow::{Result, ensure};
use sayso_browser::{Page, browse};
use serde_json::{Value, json};
use thirtyfour::Key;

const FIRST: &str = "Ferry hits pier\n\nA ferry struck a pier in the harbour of Osterhaven on Tuesday morning, \
    injuring eleven people, the coastguard said. “The sea was calm,” said Ann Berg.";
const SECOND: &str = "Fourteen hurt as ferry hits pier\n\nA ferry struck a pier in the harbour of Osterhaven on \
    Tuesday morning, injuring fourteen people. “The sea was calm,” said Ann Berg.";

/// Captures files offered for download.
const CATCH: &str = "window.caught = []; const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = blob => { blob.text().then(text => window.caught.push(text)); return make(blob); };
    HTMLAnchorElement.prototype.click = function () { window.file = this.download; }";
const DONE: &str = "return document.getElementById('compare-work')?.dataset.done === 'true'";

/// Waits for two frames, after which all scroll events have been delivered.
const DRAWN: &str =
    "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
const IN_VIEW: &str = "return [...document.querySelectorAll('.pane')].every((pane) => {
    const own = pane.getBoundingClientRect(), place = pane.querySelector('.place')?.getBoundingClientRect();
    return place && place.top >= own.top && place.bottom <= own.bottom; })";

async fn opened(page: &Page) -> Result<()> {
    // On a phone, the button is in the menu.
    let narrow =
        page.js("return !document.getElementById('compare-button').checkVisibility()", vec![]).await? == json!(true);
    page.click_at(if narrow { "#menu-compare" } else { "#compare-button" }).await?;
    page.until("the view is there", "return document.activeElement?.id === 'compare-title'").await
}

/// Passes files, each given by its name and its text, to the view as if the reader had chosen them.
async fn choose(page: &Page, files: &[(&str, &str)]) -> Result<()> {
    let script = "const input = document.getElementById('compare-files'), data = new DataTransfer();
        for (const [name, text] of arguments[0]) data.items.add(new File([text], name));
        input.files = data.files; input.dispatchEvent(new Event('change', { bubbles: true }))";
    page.js(script, vec![json!(files)]).await.map(drop)
}

async fn compared(page: &Page) -> Result<()> {
    opened(page).await?;
    choose(page, &[("first.txt", FIRST), ("second.txt", SECOND)]).await?;
    page.until("they are compared", DONE).await
}

async fn text_of(page: &Page, selector: &str) -> Result<String> {
    let all = "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent).join('|')";
    Ok(page.js(all, vec![json!(selector)]).await?.as_str().unwrap_or_default().to_owned())
}

#[test]
fn the_example_shows_claims_figures_links_and_times() -> Result<()> {
    browse(async |page| {
        opened(page).await?;
        page.click_at("#add-example").await?;
        page.until("they are compared", DONE).await?;
        let heads = text_of(page, ".matrix thead th").await?;
        ensure!(heads.matches('|').count() == 3, "{heads}");
        let figures = text_of(page, ".matrix .figures").await?;
        ensure!(figures.contains("eleven") && figures.to_lowercase().contains("fourteen"), "figures: {figures}");
        let conflicts = text_of(page, "#compare-links li[data-kind=conflict] mark").await?;
        ensure!(!conflicts.is_empty(), "no contradiction says because of which words");
        ensure!(text_of(page, "#compare-origins li").await?.contains('%'), "nobody shares wording");
        ensure!(text_of(page, ".timeline li b").await?.contains("Tuesday"), "no times");
        let clash = text_of(page, "#compare-clash .clash > li").await?;
        ensure!(clash.contains("eleven") && clash.to_lowercase().contains("fourteen"), "contradictions: {clash}");
        let number = text_of(page, "[data-only=conflicts] small").await?;
        let rows = page.js("return String(document.querySelectorAll('.clash > li').length)", vec![]).await?;
        ensure!(rows.as_str() == Some(&number), "{rows} contradictions, the filter says {number}");
        page.click_at("[data-only=conflicts]").await?;
        page.until(
            "only contradictions are listed",
            "const rows = [...document.querySelectorAll('.matrix tbody tr')]; \
             return rows.length > 0 && rows.every((row) => row.dataset.conflict)",
        )
        .await
    })
}

#[test]
fn two_are_read_side_by_side_and_scroll_together() -> Result<()> {
    browse(async |page| {
        opened(page).await?;
        let long = |text: &str, noise: &str| {
            let filler: String = (0..60).map(|n| format!("\n\nIn {noise} number {n} went home alone.")).collect();
            text.replacen("\n\n", &format!("{filler}\n\n"), 1) + filler.as_str()
        };
        choose(page, &[("a.txt", &long(FIRST, "town")), ("b.txt", &long(SECOND, "spring"))]).await?;
        page.until("they are compared", DONE).await?;
        page.click_at("#compare-links li[data-kind=conflict] [name=read]").await?;
        page.until("both are there", "return document.querySelectorAll('.pane').length === 2").await?;
        page.until("the place is in view in both", IN_VIEW).await?;
        for pane in [0, 1] {
            page.js("document.querySelectorAll('.pane')[arguments[0]].scrollTop += 3", vec![json!(pane)]).await?;
            page.until("it is drawn", DRAWN).await?;
            page.until("the place stays in view in both", IN_VIEW).await?;
        }
        ensure!(!text_of(page, "#reading-reason").await?.is_empty(), "no reason is given");
        page.js("const [a] = document.querySelectorAll('.pane'); a.scrollTop = 0", vec![]).await?;
        page.until("the other comes along", "return document.querySelectorAll('.pane')[1].scrollTop < 40").await?;
        page.click_at("#together").await?;
        page.js("const [a] = document.querySelectorAll('.pane'); a.scrollTop = a.scrollHeight", vec![]).await?;
        page.until("it is drawn", DRAWN).await?;
        let still = page.js("return document.querySelectorAll('.pane')[1].scrollTop < 40", vec![]).await?;
        ensure!(still == json!(true), "the other moves though it shall not");
        page.click_at("#reading-back").await?;
        page.until("the overview is back", "return !!document.querySelector('.matrix')").await
    })
}

#[test]
fn a_workspace_is_saved_and_opened_with_what_was_dismissed() -> Result<()> {
    browse(async |page| {
        compared(page).await?;
        page.js(CATCH, vec![]).await?;
        let count = "return document.querySelectorAll('#compare-links .links > li').length";
        let all = page.js(count, vec![]).await?.as_u64().unwrap_or(0);
        ensure!(all > 1, "{all} links");
        page.click_at("#compare-links [name=wrong]").await?;
        page.until_with("it goes", &format!("{count} === arguments[0]"), vec![json!(all - 1)]).await?;
        page.click_at("#compare-undo").await?;
        page.until_with("it comes back", &format!("{count} === arguments[0]"), vec![json!(all)]).await?;
        page.click_at("#compare-links [name=wrong]").await?;
        page.click_at("#keep-workspace").await?;
        page.until("the file is there", "return window.caught.length === 1").await?;
        let file = page.js("return window.caught[0]", vec![]).await?;
        let file = file.as_str().unwrap_or_default();
        let read: Value = serde_json::from_str(file)?;
        ensure!(read["sayso"] == "workspace" && read["articles"][1]["text"] == SECOND, "{file}");
        page.click_at("#remove-all").await?;
        page.until("all are gone", "return !document.querySelector('.entries')").await?;
        choose(page, &[("w.json", file)]).await?;
        page.until("they are compared", DONE).await?;
        page.until_with("what was dismissed stays away", &format!("{count} === arguments[0]"), vec![json!(all - 1)])
            .await?;
        for (name, text, word) in [
            ("x.json", "{\"sayso\": 1}", "damaged"),
            ("y.json", &file.replace("\"version\": 1", "\"version\": 9"), "newer"),
        ] {
            choose(page, &[(name, text)]).await?;
            page.until_with(
                "it is refused with a word",
                "return document.getElementById('compare-note').textContent.includes(arguments[0])",
                vec![json!(word)],
            )
            .await?;
        }
        ensure!(text_of(page, ".entries li").await?.matches("Remove").count() == 2, "the articles are gone");
        Ok(())
    })
}

#[test]
fn the_article_in_the_editor_is_added_and_one_goes_back_there() -> Result<()> {
    browse(async |page| {
        page.paste(FIRST).await?;
        opened(page).await?;
        page.click_at("#add-present").await?;
        page.until("it is there", "return document.querySelectorAll('.entries li').length === 1").await?;
        page.click_at("#add-pasted").await?;
        page.js("document.getElementById('pasted').value = arguments[0]", vec![json!(SECOND)]).await?;
        page.click_at("#add-now").await?;
        page.until("they are compared", DONE).await?;
        page.click_at("#add-present").await?;
        page.until(
            "the same is not taken twice",
            "return document.getElementById('compare-note').textContent.includes('already')",
        )
        .await?;
        page.click_at(".entries li:nth-child(2) [name=show]").await?;
        page.until("the editor has it", "return document.getElementById('marks').checkVisibility()").await?;
        ensure!(page.text().await? == SECOND, "another text");
        ensure!(
            page.js("return document.activeElement.id", vec![]).await? == json!("compare-button"),
            "the focus is lost"
        );
        opened(page).await?;
        ensure!(text_of(page, ".entries li").await?.matches("Remove").count() == 2, "the articles are gone");
        // A script presses the button, because the note that an article was already there may move it.
        page.js("document.getElementById('compare-back').click()", vec![]).await?;
        page.until("the text is back", "return document.getElementById('marks').checkVisibility()").await
    })
}

#[test]
fn the_comparison_is_exported_in_every_format() -> Result<()> {
    browse(async |page| {
        compared(page).await?;
        page.js(CATCH, vec![]).await?;
        for (at, (format, sign)) in
            [("html", "<table>"), ("csv", "\"kind\",\"score\""), ("json", "\"links\""), ("txt", "Contradiction")]
                .iter()
                .enumerate()
        {
            page.click_at(&format!("[data-format={format}] [name=download]")).await?;
            page.until_with("the file is there", "return window.caught.length > arguments[0]", vec![json!(at)]).await?;
            let saved = page.js("return [window.file, window.caught.at(-1)]", vec![]).await?;
            ensure!(saved[0] == json!(format!("sayso-comparison.{format}")), "{saved}");
            ensure!(saved[1].as_str().is_some_and(|text| text.contains(sign)), "{saved}");
            if *format == "json" {
                let read: Value = serde_json::from_str(saved[1].as_str().unwrap_or_default())?;
                let link = &read["links"][0];
                ensure!(link["a"]["spans"][0][0].is_u64() && link["reason"]["rule"].is_string(), "{link}");
                ensure!(read["articles"][0]["text_sha256"].as_str().is_some_and(|hash| hash.len() == 64), "{read}");
            }
        }
        Ok(())
    })
}

#[test]
fn bad_files_are_refused_and_nothing_is_lost() -> Result<()> {
    browse(async |page| {
        compared(page).await?;
        choose(page, &[("picture.png", "x"), ("third.md", "A ferry sank on Monday, police said.")]).await?;
        page.until(
            "the picture is refused and the text taken",
            "return document.getElementById('compare-note').textContent.includes('picture.png') \
             && document.querySelectorAll('.entries li').length === 3",
        )
        .await?;
        page.until("they are compared", DONE).await?;
        page.click_at(".entries li:nth-child(3) [name=remove]").await?;
        page.until("it is gone", "return document.querySelectorAll('.entries li').length === 2").await?;
        page.click_at("#compare-undo").await?;
        page.until("it is back", "return document.querySelectorAll('.entries li').length === 3").await
    })
}

#[test]
fn a_workspace_with_a_million_dismissals_is_refused() -> Result<()> {
    browse(async |page| {
        compared(page).await?;
        // There are too many dismissals of links between the articles, in each of two articles, or in 200 articles
        // together.
        for (name, dismissed, articles, own) in
            [("a.json", 1_000_000, 2, 0), ("b.json", 0, 2, 1_000_000), ("c.json", 0, 200, 5_000)]
        {
            let script = "const [name, dismissed, count, own] = arguments, \
                prints = (count) => Array(count).fill('00000000000000ff');
                const articles = Array.from({ length: count }, (_, at) => \
                    ({ text: `Number ${at}.`, dismissed: prints(own) }));
                const input = document.getElementById('compare-files'), data = new DataTransfer();
                data.items.add(new File([JSON.stringify({ sayso: 'workspace', version: 1, articles, \
                    dismissed: prints(dismissed) })], name));
                input.files = data.files; input.dispatchEvent(new Event('change', { bubbles: true }))";
            page.js(script, vec![json!(name), json!(dismissed), json!(articles), json!(own)]).await?;
            let refused = "return document.getElementById('compare-note').textContent.includes(arguments[0])";
            page.until_with("it is refused", refused, vec![json!(format!("“{name}” contains more than 20,000"))])
                .await?;
            ensure!(
                page.js("return document.querySelectorAll('.entries li').length", vec![]).await? == json!(2),
                "{name}: the articles are others"
            );
        }
        Ok(())
    })
}

#[test]
fn hostile_articles_stay_text() -> Result<()> {
    browse(async |page| {
        opened(page).await?;
        let evil = |who: &str| {
            format!(
                "<img src=x onerror=\"window.hit=1\"> {who}\n\n“<script>window.hit=1</script> the old grey harbour \
                 gate is shut for good,” said <b onclick=alert(1)>Ann Berg</b>. Police denied that the pier was \
                 on fire {who}."
            )
        };
        let workspace = json!({ "sayso": "workspace", "version": 1, "articles": [
            { "text": evil("a"), "outlet": "<svg onload=window.hit=1>", "url": "javascript:alert(1)" },
            { "text": evil("b") } ] });
        choose(page, &[("w.json", &workspace.to_string())]).await?;
        page.until("they are compared", DONE).await?;
        page.click_at("#compare-links [name=read]").await?;
        page.until("they stand side by side", "return document.querySelectorAll('.pane').length === 2").await?;
        let found = "return [window.hit, \
            document.querySelectorAll('#compare :is(img, script, b[onclick], svg[onload], a)').length]";
        ensure!(page.js(found, vec![]).await? == json!([null, 0]), "something of it is alive");
        Ok(())
    })
}

#[test]
fn a_small_phone_shows_all_of_it() -> Result<()> {
    browse(async |page| {
        page.look(320, 700, "light").await?;
        compared(page).await?;
        let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        ensure!(page.js(wide, vec![]).await?.as_i64().is_some_and(|over| over <= 0), "the overview is too wide");
        let cells = "return [...document.querySelectorAll('.matrix :is(th[scope=row], td)')]\
            .map((cell) => cell.checkVisibility())";
        let shown: Vec<bool> = serde_json::from_value(page.js(cells, vec![]).await?)?;
        ensure!(shown.len() > 2 && shown.iter().all(|shown| *shown), "the table is hidden: {shown:?}");
        page.click_at(".matrix td button").await?;
        page.until("they are side by side", "return document.querySelectorAll('.pane').length === 2").await?;
        ensure!(page.js(wide, vec![]).await?.as_i64().is_some_and(|over| over <= 0), "the panes are too wide");
        Ok(())
    })
}

#[test]
fn letters_are_no_shortcuts_for_the_hidden_text() -> Result<()> {
    browse(async |page| {
        page.paste(FIRST).await?;
        compared(page).await?;
        page.js("document.getElementById('compare-title').focus()", vec![]).await?;
        page.driver().action_chain().send_keys("j").perform().await?;
        page.press(Key::Tab).await?;
        ensure!(page.card().await?.is_none(), "a card opens over the comparison");
        Ok(())
    })
}

#[test]
fn reports_that_the_program_cannot_be_fetched() -> Result<()> {
    browse(async |page| {
        page.js("window.saysoCompare = () => Promise.reject(new Error('none'))", vec![]).await?;
        page.js("document.getElementById('compare-button').click()", vec![]).await?;
        let notice = page.notice().await?;
        ensure!(notice.contains("online"), "{notice}");
        page.until("the text is there", "return document.getElementById('marks').checkVisibility()").await
    })
}

#[test]
fn without_workers_the_page_compares_itself() -> Result<()> {
    browse(async |page| {
        page.js("window.Worker = class { constructor() { throw new Error('forbidden'); } }", vec![]).await?;
        compared(page).await?;
        ensure!(!text_of(page, ".matrix tbody tr").await?.is_empty(), "no claims");
        Ok(())
    })
}
