//! A pasted article is marked immediately.

use anyhow::{Result, ensure};
use sayso_browser::{articles, browse};

#[test]
fn every_article_is_marked() -> Result<()> {
    browse(async |page| {
        for article in articles::all()? {
            page.paste(&article.text).await?;
            let marks = page.marks().await?;
            let of = |kinds: &[&str]| marks.iter().filter(|mark| kinds.contains(&mark.kind.as_str())).count();
            let attributed = of(&["direct", "mixed", "indirect"]);
            println!("{}: {attributed} stretches attributed, {} claims", article.name, of(&["claim"]));
            ensure!(attributed > 0, "{}: nothing is attributed", article.name);
            ensure!(of(&["cue"]) > 0, "{}: no cue is marked", article.name);
            ensure!(marks.iter().all(|mark| !mark.item.is_empty()), "{}: a mark without its finding", article.name);
            ensure!(page.text().await? == article.text.replace("\r\n", "\n"), "{}: the text changed", article.name);
        }
        Ok(())
    })
}

#[test]
fn a_second_text_replaces_the_marks_of_the_first() -> Result<()> {
    browse(async |page| {
        page.paste(&articles::one()?).await?;
        page.paste("The mayor said the bridge was safe.").await?;
        let marks = page.marks().await?;
        ensure!(marks.len() < 10, "marks of the first text are still there: {}", marks.len());
        ensure!(marks.iter().any(|mark| mark.kind == "indirect"), "the second text is not marked: {marks:?}");
        Ok(())
    })
}
