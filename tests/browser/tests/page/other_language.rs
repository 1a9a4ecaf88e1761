//! Texts in languages other than English: their rules are loaded on demand, and the reader can correct the language.

use std::fs;

use anyhow::{Result, ensure};
use sayso_browser::{Page, browse, root};
use serde_json::json;

const GERMAN: &str = "Der Bürgermeister sagte am Dienstag, die Brücke sei sicher. „Wir haben alles geprüft“, erklärte \
    er. Die Polizei wies den Vorwurf zurück, sie habe zu spät gehandelt. Eine Sprecherin der Stadt war zunächst nicht \
    zu erreichen.";
const ITALIAN: &str = "Il sindaco ha detto martedì che il ponte è sicuro. «Abbiamo controllato tutto», ha dichiarato. \
    La polizia ha respinto l'accusa di essere intervenuta troppo tardi. Una portavoce della città non era \
    raggiungibile.";

const SHOWN: &str = "return document.querySelector('#read-as p')?.textContent ?? ''";

async fn says(page: &Page, words: &str) -> Result<()> {
    let script = format!("const shown = () => {{ {SHOWN} }}; return shown().includes(arguments[0])");
    page.until_with(&format!("the page says {words:?}"), &script, vec![words.into()]).await
}

async fn language(page: &Page) -> Result<(String, String)> {
    let script = "return ['#text', '#marks'].map((place) => document.querySelector(place).lang)";
    Ok(serde_json::from_value(page.js(script, vec![]).await?)?)
}

/// Chooses the language of the article. An empty `code` means that the language is detected.
async fn choose(page: &Page, code: &str) -> Result<()> {
    let before = page.analyses().await?;
    let script = "const select = document.querySelector('[name=article-language]'); select.value = arguments[0];
        select.dispatchEvent(new Event('change', { bubbles: true }))";
    page.js(script, vec![code.into()]).await?;
    page.analysed_after(before).await
}

/// Returns how many packs (the rules of a language) the page has requested.
async fn packs(page: &Page) -> Result<serde_json::Value> {
    let script = "return performance.getEntriesByType('resource')\
        .filter(({ name }) => /languages\\/..\\.tsv/.test(name)).length";
    page.js(script, vec![]).await
}

#[test]
fn articles_in_each_language_get_marks_and_a_notice() -> Result<()> {
    browse(async |page| {
        page.paste("“The bridge is shut,” said Anna Oru.").await?;
        ensure!(page.js(SHOWN, vec![]).await? == json!("") && packs(page).await? == json!(0), "a notice for English");
        for (code, name) in [("de", "German"), ("fr", "French"), ("uk", "Ukrainian")] {
            let folder = root().join("corpus/articles").join(code);
            let file = fs::read_dir(folder)?.next().expect("an article")?.path();
            let text = fs::read_to_string(file)?;
            page.paste(&text).await?;
            says(page, &format!("Read as {name} (experimental)")).await?;
            let marks = page.marks().await?;
            let direct = marks.iter().filter(|mark| mark.kind == "direct" || mark.kind == "mixed").count();
            ensure!(direct > 2 && marks.iter().any(|mark| !mark.status.is_empty()), "{code}: {marks:?}");
            ensure!(
                language(page).await? == (code.to_owned(), code.to_owned()),
                "the browser takes {code} for English"
            );
            ensure!(page.text().await? == text, "the text is lost");
        }
        ensure!(packs(page).await? == json!(3), "not one pack for each language");
        Ok(())
    })
}

#[test]
fn the_reader_can_correct_the_language() -> Result<()> {
    browse(async |page| {
        page.paste(GERMAN).await?;
        says(page, "Read as German").await?;
        choose(page, "en").await?;
        says(page, "Read as English.").await?;
        ensure!(language(page).await?.1 == "en");
        // The choice is saved with the article.
        page.until(
            "it is saved",
            "return Object.entries(localStorage)\
            .some(([name, kept]) => name.startsWith('sayso.article.') && kept.includes('+=en'))",
        )
        .await?;
        page.reload().await?;
        says(page, "Read as English.").await?;
        choose(page, "").await?;
        says(page, "Read as German").await?;
        page.paste("“The bridge is shut,” said Anna Oru.").await?;
        page.until("nothing is said about English", "return !document.querySelector('#read-as')").await?;
        // The list of languages is now with the metadata.
        choose(page, "de").await?;
        says(page, "Read as German").await
    })
}

#[test]
fn other_languages_get_a_notice() -> Result<()> {
    browse(async |page| {
        page.paste(ITALIAN).await?;
        says(page, "none of the languages").await?;
        ensure!(language(page).await?.1.is_empty(), "the browser takes it for English");
        ensure!(page.text().await? == ITALIAN, "the text is lost");
        Ok(())
    })
}

#[test]
fn rules_that_cannot_be_loaded_are_loaded_later() -> Result<()> {
    browse(async |page| {
        let cut =
            "window.saysoTextBefore = saysoText; window.saysoText = async () => { throw new TypeError('no network') }";
        page.js(cut, vec![]).await?;
        page.paste(GERMAN).await?;
        says(page, "The rules for German could not be loaded.").await?;
        ensure!(page.marks().await?.is_empty() && language(page).await?.1 == "de");
        page.js("window.saysoText = window.saysoTextBefore", vec![]).await?;
        page.click_at("#read-as button").await?;
        says(page, "Read as German (experimental)").await?;
        ensure!(!page.marks().await?.is_empty(), "nothing is marked");
        Ok(())
    })
}

#[test]
fn how_much_there_is_to_check_is_rated_in_english_only() -> Result<()> {
    browse(async |page| {
        page.paste(
            &[GERMAN, "Der Fahrer soll betrunken gewesen sein. Die Stadt dementierte, dass die Brücke gesperrt wird."]
                .join("\n\n"),
        )
        .await?;
        says(page, "Read as German").await?;
        let script = "const select = document.querySelector('#claims [name=order]'); select.value = 'worth';
            select.dispatchEvent(new Event('change', { bubbles: true }))";
        page.js(script, vec![]).await?;
        page.until(
            "it says so",
            "return document.querySelector('#claims').textContent.includes('rated in English articles only')",
        )
        .await
    })
}
