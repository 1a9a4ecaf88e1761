//! Pages that change constantly: they are marked after one reading, and read again only where they have changed.

use anyhow::{Context, Result, ensure};
use sayso_browser::{Page, STRICT, host, marked};

/// Appends `times` copies of the article's paragraphs to it.
async fn lengthen(page: &Page, times: u32) -> Result<()> {
    let script = "const article = document.querySelector('article'); const words = [...article.children].slice(2);
        for (let n = 0; n < arguments[0]; n += 1) article.append(...words.map((node) => node.cloneNode(true)))";
    page.js(script, vec![times.into()]).await.map(drop)
}

async fn count(page: &Page, name: &str) -> Result<u64> {
    page.js(&format!("return window.{name}"), vec![]).await?.as_u64().with_context(|| format!("no {name}"))
}

/// Returns the number of elements in the article.
async fn elements(page: &Page) -> Result<u64> {
    page.js("return document.querySelectorAll('article *').length", vec![]).await?.as_u64().context("no count")
}

const MARKED: &str = "return [...CSS.highlights.values()].reduce((all, { size }) => all + size, 0) > arguments[0]";

#[test]
fn a_page_that_changes_at_every_pause_is_marked_after_one_reading() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::become_those_of(page, "plain/expected.tsv").await?;
        marked::script(page, "steady.js").await?;
        lengthen(page, 300).await?;
        page.until_with("there are marks", MARKED, vec![20.into()]).await?;
        let (pauses, elements) = (count(page, "pauses").await?, elements(page).await?);
        // The embed pauses after every hundred units of work: elements, then findings with their marks, then positions
        // of marks.
        let most = 4 * elements / 100;
        ensure!(elements > 3000 && pauses < most, "{pauses} pauses with a change in each, for {elements} elements");
        Ok(())
    })
}

#[test]
fn a_page_that_draws_all_the_time_is_marked_with_its_frames() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::become_those_of(page, "plain/expected.tsv").await?;
        marked::script(page, "busy.js").await?;
        lengthen(page, 300).await?;
        page.until_with("there are marks", MARKED, vec![20.into()]).await
    })
}

#[test]
fn rereads_only_what_changes() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        marked::script(page, "styles.js").await?;
        let before = count(page, "styles").await?;
        lengthen(page, 200).await?;
        let counted = "return parseInt(document.querySelector('sayso-widget').shadowRoot.querySelector('[part=toggle]')\
            .textContent, 10) > 200";
        page.until("all is found", counted).await?;
        let whole = count(page, "styles").await? - before;
        // A paragraph changes. Then seconds pass in which the page is never calm, and a number outside the paragraph
        // changes.
        let script = "addEventListener('sayso:analyzed', () => { window.part ??= window.styles; });
            const number = document.querySelector('article .byline').firstChild;
            document.querySelectorAll('article > p')[2].textContent = '“It is over,” said Bo Lind.';
            window.styles = 0; window.part = null;
            return Promise.resolve().then(() => { window.pass(3000); number.data = 'One'; return true; })";
        page.js(script, vec![]).await?;
        let marked = "return [...CSS.highlights.values()]\
            .some((layer) => [...layer].some((range) => range.toString() === '“It is over,”'))";
        page.until("the new words are marked", marked).await?;
        let part = count(page, "part").await?;
        ensure!(whole > 2000 && part < whole / 10, "{part} styles for a paragraph, {whole} for all");
        Ok(())
    })
}

#[test]
fn unchanged_marks_are_not_redrawn() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::become_those_of(page, "plain/expected.tsv").await?;
        page.js(
            "window.first = new Set([...CSS.highlights.values()].flatMap((layer) => [...layer]));
            document.querySelectorAll('article p')[3].append(' “It is over,” said Bo Lind.')",
            vec![],
        )
        .await?;
        let script = "const now = [...CSS.highlights.values()].flatMap((layer) => [...layer]);
            return now.length > window.first.size && [...window.first].every((range) => now.includes(range))";
        page.until("the marks from before are the same ones", script).await
    })
}
