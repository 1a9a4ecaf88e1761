//! Pages that change are followed: text that comes later, another story under another address, endless pages.

use anyhow::{Context, Result};
use sayso_browser::extension::{extended, served};
use sayso_browser::{STRICT, marked};

use crate::go;

#[test]
fn text_that_comes_later_is_marked() -> Result<()> {
    extended("lazy", STRICT, &[], async |page| {
        let changes = [
            ("lazy", "document.querySelector('#end').scrollIntoView()"),
            ("ads", "document.querySelector('#more').click()"),
            ("paywall", "document.querySelector('#unfold').click(); document.querySelector('details').open = true"),
            ("router", "document.querySelector('#next').click()"),
        ];
        for (name, change) in changes {
            go(page, name).await?;
            page.press_button().await?;
            marked::become_those_of(page, &format!("{name}/expected.tsv")).await.context(name)?;
            page.js(change, vec![]).await?;
            marked::become_those_of(page, &format!("{name}/later.tsv")).await.context(name)?;
        }
        Ok(())
    })
}

#[test]
fn the_article_in_view_is_marked() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let paragraph =
        "<p>Nobody was hurt when the old mill burned down, and the road was open again before noon.</p>".repeat(20);
    let article = |name: &str| {
        format!("<article><h1>A fire in {name}</h1><p>“We smelled it,” said {name} Lind.</p>{paragraph}</article>")
    };
    let html = format!(
        "<!doctype html><meta charset=utf-8><title>News</title><main>{}{}</main>",
        article("Ada"),
        article("Bo")
    );
    std::fs::create_dir(folder.path().join("endless"))?;
    std::fs::write(folder.path().join("endless/index.html"), html)?;
    served(folder.path(), "endless", STRICT, &["favicon"], async |page| {
        // Whether there are marks, and all of them are in the article with the headline `arguments[0]`.
        let marked = "const of = [...CSS.highlights.values()].flatMap((layer) => [...layer])\
            .map((range) => range.startContainer.parentElement.closest('article').querySelector('h1').textContent);
            return of.length > 0 && of.every((title) => title === arguments[0])";
        page.press_button().await?;
        page.until_with("the first article is marked", marked, vec!["A fire in Ada".into()]).await?;
        page.js("document.querySelectorAll('h1')[1].scrollIntoView()", vec![]).await?;
        page.until_with("the second article is marked", marked, vec!["A fire in Bo".into()]).await
    })
}
