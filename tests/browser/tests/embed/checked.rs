//! Published fact-checks of a host: loaded late, marked, explained in the card, announced by an event.

use anyhow::{Result, ensure};
use sayso_browser::{Page, STRICT, host, marked};
use serde_json::json;

const INSIDE: &str = "const { shadowRoot } = document.querySelector('sayso-widget'); \
    const part = (name) => shadowRoot.querySelector(`[part=${name}]`);";
/// Returns the number of files that were fetched for the checks.
const FETCHED: &str = "return performance.getEntriesByType('resource').map(({ name }) => name.split('/').pop())
    .filter((name) => /^(checks|matcher)/.test(name)).length";
const MARKED: &str =
    "return [...CSS.highlights].filter(([name]) => /-check$/.test(name)).flatMap(([, layer]) => [...layer]).join('')";

async fn is_marked(page: &Page) -> Result<()> {
    page.until(
        "a sentence is marked",
        &format!("{} !== ''", MARKED.replace("return ", "return (").replace("join('')", "join(''))")),
    )
    .await
}

#[test]
fn a_checked_claim_is_marked_and_its_card_shows_the_check() -> Result<()> {
    host("checked", STRICT, &[], async |page| {
        is_marked(page).await?;
        let words = page.js(MARKED, vec![]).await?;
        let sentence = "The mayor said on Monday that the ferry to Oru carried 400 people in May.";
        ensure!(words == json!(sentence), "other words are marked: {words}");
        page.js(&format!("{INSIDE} part('list').click()"), vec![]).await?;
        let row =
            "[...shadowRoot.querySelectorAll('[part=finding]')].find((row) => /Checked before/.test(row.textContent))";
        page.js(&format!("{INSIDE} {row}.click()"), vec![]).await?;
        let shown = format!(
            "{INSIDE} const link = part('card').querySelector('a');
            return [part('words').textContent, part('verdict').textContent, link.href, link.rel, link.referrerPolicy, \
                shadowRoot.querySelectorAll('[part=review]').length]"
        );
        let shown = page.js(&shown, vec![]).await?;
        ensure!(
            shown
                == json!([
                    "The ferry to Oru carried 400 people in May. by Tom Vale",
                    "Half right",
                    "https://checkpoint.example/ferry",
                    "noopener noreferrer nofollow",
                    "no-referrer",
                    2
                ]),
            "{shown}"
        );
        Ok(())
    })
}

#[test]
fn an_article_that_disputes_a_claim_itself_gets_no_warning() -> Result<()> {
    host("checked", STRICT, &[], async |page| {
        is_marked(page).await?;
        page.js(&format!("{INSIDE} part('list').click()"), vec![]).await?;
        let row = "[...shadowRoot.querySelectorAll('[part=finding]')]\
            .filter((row) => /Checked before/.test(row.textContent))[1]";
        page.js(&format!("{INSIDE} {row}.click()"), vec![]).await?;
        let card = page.js(&format!("{INSIDE} return part('card').textContent"), vec![]).await?;
        ensure!(
            card.as_str().is_some_and(|card| card.contains("The article also says so") && card.contains("harbour")),
            "{card}"
        );
        Ok(())
    })
}

#[test]
fn the_host_hears_of_the_matches() -> Result<()> {
    host("checked", STRICT, &[], async |page| {
        is_marked(page).await?;
        let script = "const element = document.querySelector('sayso-widget');
            element.addEventListener('sayso:matches', ({ detail }) => { window.heard = detail; }); element.refresh()";
        page.js(script, vec![]).await?;
        page.until("the event comes", "return !!window.heard").await?;
        let heard = page
            .js(
                "const { matches: [{ sentence, text, stance, check }], offsets } = heard;
            return [heard.text.slice(...sentence) === text, offsets, stance, check.reviews[1].publisher]",
                vec![],
            )
            .await?;
        ensure!(heard == json!([true, "utf16", "repeats", "Ask Twice"]), "{heard}");
        Ok(())
    })
}

#[test]
fn a_host_without_a_library_loads_nothing_of_it() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        ensure!(page.js(FETCHED, vec![]).await? == json!(0), "it is loaded");
        Ok(())
    })
}

#[test]
fn a_library_waits_until_the_reader_opens_a_collapsed_widget() -> Result<()> {
    host("checked", STRICT, &[], async |page| {
        is_marked(page).await?;
        page.js("document.querySelector('sayso-widget').setAttribute('collapsed', '')", vec![]).await?;
        let gone = "return ![...CSS.highlights.keys()].some((name) => name.endsWith('-check'))";
        page.until("nothing is marked", &format!("{INSIDE} if (!part('toggle')) return false; {gone}")).await?;
        page.js(&format!("{INSIDE} part('toggle').click()"), vec![]).await?;
        is_marked(page).await
    })
}

#[test]
fn a_missing_library_is_reported_and_the_article_is_marked_all_the_same() -> Result<()> {
    host("plain", STRICT, &["404"], async |page| {
        marked::bar_counts(page).await?;
        let script = "const element = document.querySelector('sayso-widget');
            element.addEventListener('sayso:error', ({ detail }) => { window.error = detail; }); \
            element.setAttribute('checks', 'none.sayso')";
        page.js(script, vec![]).await?;
        page.until("it is reported", "return !!window.error").await?;
        let reported = page.js("return [error.code, error.message]", vec![]).await?;
        ensure!(reported == json!(["no-library", "the server answered 404"]), "{reported}");
        marked::become_those_of(page, "plain/expected.tsv").await
    })
}
