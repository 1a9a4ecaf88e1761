//! Takes screenshots of each view of the page, and of the embed on a host page: light, dark, and on a phone. Writes
//! them to `out/screens`.

use std::path::Path;

use anyhow::Result;
use sayso_browser::{Page, STRICT, articles, browse, host, root};
use thirtyfour::Key;

/// The name, width and height in CSS pixels, and colour scheme of each series of screenshots.
const PICTURES: [(&str, u32, u32, &str); 4] = [
    ("light", 1280, 900, "light"),
    ("dark", 1280, 900, "dark"),
    ("phone", 390, 844, "light"),
    ("phone-dark", 390, 844, "dark"),
];

fn main() -> Result<()> {
    browse(async |page| {
        let folder = root().join("out/screens");
        for (name, width, height, scheme) in PICTURES {
            page.look(width, height, scheme).await?;
            page.open().await?;
            article(page, &folder, name).await?;
            comparison(page, &folder, name).await?;
            dialogs(page, &folder, name).await?;
            println!("{}", folder.join(format!("{name}.png")).display());
        }
        Ok(())
    })?;
    embed()
}

/// Takes screenshots of the empty page, the article with its marks, a card, and the tabs.
async fn article(page: &Page, folder: &Path, name: &str) -> Result<()> {
    // The article of the previous round is still in the editor.
    page.js("document.getElementById('clear')?.click()", vec![]).await?;
    page.until("the page is empty", "return document.getElementById('example')?.checkVisibility() === true").await?;
    page.picture(&folder.join(format!("{name}-welcome.png"))).await?;
    page.paste(&articles::own()?).await?;
    page.js("document.querySelector('#announced button')?.click()", vec![]).await?;
    page.js("document.querySelector('#undo .round')?.click()", vec![]).await?;
    page.picture(&folder.join(format!("{name}-marks.png"))).await?;
    page.click_at("#marks .mark[data-kind=claim]").await?;
    page.opened_card().await?;
    page.picture(&folder.join(format!("{name}.png"))).await?;
    page.press(Key::Escape).await?;
    page.card_closed().await?;
    for tab in ["speakers", "overview"] {
        let script = "document.getElementById(arguments[0]).click(); \
            document.getElementById(arguments[0]).scrollIntoView()";
        page.js(script, vec![format!("tab-{tab}").into()]).await?;
        page.picture(&folder.join(format!("{name}-{tab}.png"))).await?;
    }
    Ok(())
}

/// Takes screenshots of the comparison of the example articles.
async fn comparison(page: &Page, folder: &Path, name: &str) -> Result<()> {
    page.js("document.getElementById('compare-button').click()", vec![]).await?;
    page.until("the view is there", "return document.activeElement?.id === 'compare-title'").await?;
    page.js("document.getElementById('add-example').click()", vec![]).await?;
    page.until("they are compared", "return document.getElementById('compare-work')?.dataset.done === 'true'").await?;
    page.picture(&folder.join(format!("{name}-compare.png"))).await?;
    for part in ["links", "origins", "timeline"] {
        page.js("document.getElementById(arguments[0]).scrollIntoView()", vec![format!("compare-{part}").into()])
            .await?;
        page.picture(&folder.join(format!("{name}-compare-{part}.png"))).await?;
    }
    page.js("document.querySelector('#compare-links [name=read]').click(); scrollTo(0, 0)", vec![]).await?;
    page.until("they stand side by side", "return document.querySelectorAll('.pane').length === 2").await?;
    page.picture(&folder.join(format!("{name}-compare-reading.png"))).await?;
    page.js("document.getElementById('compare-back').click()", vec![]).await?;
    page.until("the text is back", "return document.getElementById('marks').checkVisibility()").await?;
    Ok(())
}

/// Takes a screenshot of each dialog.
async fn dialogs(page: &Page, folder: &Path, name: &str) -> Result<()> {
    for dialog in ["settings", "help", "save", "share", "recent"] {
        page.js("document.getElementById(arguments[0]).click()", vec![format!("{dialog}-button").into()]).await?;
        page.until_with("it opens", "return document.getElementById(arguments[0])?.open === true", vec![dialog.into()])
            .await?;
        page.picture(&folder.join(format!("{name}-{dialog}.png"))).await?;
        page.press(Key::Escape).await?;
        page.until_with("it closes", "return !document.getElementById(arguments[0])?.open", vec![dialog.into()])
            .await?;
    }
    Ok(())
}

fn embed() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        let folder = root().join("out/screens");
        for (name, width, height, scheme) in PICTURES {
            page.look(width, height, scheme).await?;
            page.visit().await?;
            let marked = "return [...CSS.highlights.values()].some(({ size }) => size > 0)";
            page.until("the article is marked", marked).await?;
            page.picture(&folder.join(format!("embed-{name}.png"))).await?;
            let widget = "document.querySelector('sayso-widget').shadowRoot";
            page.js(&format!("{widget}.querySelector('[part=toggle]').click()"), vec![]).await?;
            page.picture(&folder.join(format!("embed-{name}-panel.png"))).await?;
            page.js(&format!("{widget}.querySelector('[part=finding]').click()"), vec![]).await?;
            page.picture(&folder.join(format!("embed-{name}-card.png"))).await?;
        }
        println!("{}", folder.join("embed-light.png").display());
        Ok(())
    })
}
