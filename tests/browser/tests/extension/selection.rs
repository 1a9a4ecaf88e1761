//! “Who says this?” marks only what is selected.

use anyhow::{Result, ensure};
use sayso_browser::extension::extended;
use sayso_browser::{Page, STRICT, marked};

use crate::looks_inside;

const PANEL: &str = "/panel.html";

/// Selects the words of an element, and asks who says them.
async fn ask(page: &Page, selector: &str) -> Result<()> {
    let select = "getSelection().selectAllChildren(document.querySelector(arguments[0]))";
    page.js(select, vec![selector.into()]).await?;
    // Drivers cannot open the browser's context menu.
    let choose = "chrome.tabs.query({ active: true, lastFocusedWindow: true })\
        .then(([tab]) => chrome.contextMenus.onClicked.dispatch({ menuItemId: 'selection' }, tab))";
    page.in_background(choose).await.map(drop)
}

#[test]
fn marks_only_what_is_selected() -> Result<()> {
    if !looks_inside()? {
        return Ok(());
    }
    extended("plain", STRICT, &[], async |page| {
        page.press_button().await?;
        marked::become_those_of(page, "plain/expected.tsv").await?;
        // To resolve the pronoun in the paragraph, the sentence before it is needed, which is not selected.
        ask(page, "article p:nth-of-type(3)").await?;
        let marks = "return [...CSS.highlights.values()].flatMap((layer) => [...layer]).map(String).join(' ')";
        page.until(
            "only the paragraph is marked",
            &format!(
                "const words = (() => {{ {marks} }})(); return words.includes('lorries') && !words.includes('bridge')"
            ),
        )
        .await?;
        page.until_own("the panel says so", PANEL, "!document.getElementById('selected').hidden").await?;
        // The card of the shortest finding is open.
        let card = "document.querySelector('sayso-widget').shadowRoot.querySelector('.card').textContent";
        page.until_own("a card opens", PANEL, &format!("{card}.includes('Denied')")).await?;

        ask(page, "article h1").await?;
        page.until("no mark is left", "return [...CSS.highlights.values()].every((layer) => layer.size === 0)").await?;
        let says = "document.getElementById('selected').textContent";
        page.until_own(
            "the panel says that nobody is quoted",
            PANEL,
            &format!("{says}.startsWith('Nobody is quoted')"),
        )
        .await?;

        // The button marks the whole article.
        page.press_button().await?;
        marked::become_those_of(page, "plain/expected.tsv").await?;
        let hidden = page.in_own(PANEL, "document.getElementById('selected').hidden").await?;
        ensure!(hidden == true, "the panel still speaks of a selection");
        Ok(())
    })
}
