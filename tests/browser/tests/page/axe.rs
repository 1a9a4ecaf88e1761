//! No view has accessibility problems that axe-core can detect: WCAG 2.2 A and AA, and best practices.

use anyhow::{Result, ensure};
use sayso_browser::{Page, articles, browse, root};
use thirtyfour::Key;

/// Returns the problems that axe-core detects, and where they are.
const RUN: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'], runOnly:
        ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(
        found => done(found.violations.flatMap(v => v.nodes.slice(0, 3).map(n =>
            `${v.id}: ${n.target.join(' ')}: ${(n.any[0] || n.all[0] || n.none[0] || {}).message || v.help}`))),
        fault => done([String(fault)]))";

async fn look(page: &Page, view: &str, found: &mut Vec<String>) -> Result<()> {
    let wrong = page.driver().execute_async(RUN, vec![]).await?;
    let wrong: Vec<String> = serde_json::from_value(wrong.json().clone())?;
    found.extend(wrong.into_iter().map(|line| format!("{view}: {line}")));
    Ok(())
}

async fn set(page: &Page, theme: &str, colours: &str) -> Result<()> {
    let script = "Object.assign(document.documentElement.dataset, { theme: arguments[0], colours: arguments[1] })";
    page.js(script, vec![theme.into(), colours.into()]).await.map(drop)
}

async fn dialog(page: &Page, id: &str, found: &mut Vec<String>, view: &str) -> Result<()> {
    page.click_at(&format!("#{id}-button")).await?;
    page.until("the dialog opens", &format!("return !!document.querySelector('#{id}[open]')")).await?;
    look(page, &format!("{view}, {id}"), found).await?;
    page.press(Key::Escape).await?;
    page.until("the dialog closes", &format!("return !document.querySelector('#{id}[open]')")).await
}

/// Checks the dialogs, a library and the tabs next to an article, in all colours.
async fn page_in_all_colours(page: &Page, found: &mut Vec<String>) -> Result<()> {
    for (theme, colours) in [("light", "standard"), ("dark", "standard"), ("light", "safe"), ("dark", "safe")] {
        let view = format!("{theme}, {colours}");
        set(page, theme, colours).await?;
        look(page, &view, found).await?;
        dialog(page, "help", found, &view).await?;
        dialog(page, "settings", found, &view).await?;
        dialog(page, "save", found, &view).await?;
        dialog(page, "recent", found, &view).await?;
        // A feed that is a web page is dropped under a name that makes it a library rather than an article.
        let feed = std::fs::read(root().join("corpus/checks/checkpoint.html"))?;
        page.drop_file("checkpoint.json", "application/json", feed).await?;
        page.until("the checks are there", "return !!document.querySelector('#checks li')").await?;
        look(page, &format!("{view}, library"), found).await?;
        page.press(Key::Escape).await?;
        for tab in ["speakers", "overview", "checks", "claims"] {
            page.click_at(&format!("#tab-{tab}")).await?;
            look(page, &format!("{view}, {tab}"), found).await?;
        }
    }
    Ok(())
}

/// Opens the comparison, and checks it in all colours.
async fn comparison(page: &Page, found: &mut Vec<String>) -> Result<()> {
    page.click_at("#compare-button").await?;
    page.until("the view is there", "return document.activeElement?.id === 'compare-title'").await?;
    look(page, "comparison, empty", found).await?;
    page.click_at("#add-example").await?;
    page.until("they are compared", "return document.getElementById('compare-work')?.dataset.done === 'true'").await?;
    for (theme, colours) in [("light", "standard"), ("dark", "standard"), ("light", "safe"), ("dark", "safe")] {
        set(page, theme, colours).await?;
        look(page, &format!("{theme}, {colours}, comparison"), found).await?;
        page.click_at("#compare-links [name=read]").await?;
        page.until("they stand side by side", "return document.querySelectorAll('.pane').length === 2").await?;
        look(page, &format!("{theme}, {colours}, side by side"), found).await?;
        page.click_at("#reading-back").await?;
        page.until("the overview is back", "return !!document.querySelector('.matrix')").await?;
    }
    Ok(())
}

#[test]
fn axe_finds_no_problem_in_any_view() -> Result<()> {
    let Some(file) = std::env::var_os("SAYSO_AXE") else {
        println!("skipped: there is no axe-core");
        return Ok(());
    };
    let axe = std::fs::read_to_string(file)?;
    browse(async |page| {
        let mut found = Vec::new();
        page.js(&axe, vec![]).await?;
        look(page, "empty", &mut found).await?;
        page.paste(&articles::own()?).await?;
        page_in_all_colours(page, &mut found).await?;
        comparison(page, &mut found).await?;
        page.click_at("#compare-back").await?;
        page.click_at("#tab-overview").await?;
        page.click_at("#overview [name=tables]").await?;
        look(page, "tables", &mut found).await?;
        page.click_at("#tab-claims").await?;
        page.click_at("#more-filters summary").await?;
        look(page, "more filters open", &mut found).await?;
        page.edit().await?;
        look(page, "edit", &mut found).await?;
        page.read().await?;
        page.click_at("#marks .mark[data-kind=claim]").await?;
        page.opened_card().await?;
        look(page, "card", &mut found).await?;
        page.js("document.querySelector('.note[data-for^=k] button').click()", vec![]).await?;
        page.until("the card opens", "return document.querySelector('#card').dataset.for.startsWith('k')").await?;
        look(page, "card of a check", &mut found).await?;
        ensure!(found.is_empty(), "axe-core found:\n  {}", found.join("\n  "));
        Ok(())
    })
}
