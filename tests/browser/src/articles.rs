//! The articles that the tests paste: real ones if available, and the project's own.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::root;

const REAL: &str = "../shared/seeds";
const OWN: &str = "corpus/articles";

/// An article for tests.
pub struct Article {
    /// The name of its file without the extension, for messages.
    pub name: String,
    /// The content of the file, unchanged.
    pub text: String,
}

/// Returns every article in `../shared/seeds` and `corpus/articles`.
///
/// # Errors
/// If there are no articles.
pub fn all() -> Result<Vec<Article>> {
    let mut articles = Vec::new();
    for folder in [REAL, OWN] {
        let mut found = read(folder)?;
        if found.is_empty() {
            println!("skipped: no articles in {folder}");
        }
        articles.append(&mut found);
    }
    if articles.is_empty() {
        bail!("there is no article to test with: {OWN} is empty");
    }
    Ok(articles)
}

/// Returns the first of the project's own articles. Unlike the real ones, they may be published.
///
/// # Errors
/// If there are no articles.
pub fn own() -> Result<String> {
    let first = read(OWN)?.into_iter().next();
    first.map(|article| article.text).with_context(|| format!("{OWN} is empty"))
}

/// Returns one article, always the same on one machine: a real one if available.
///
/// # Errors
/// See [`all`].
pub fn one() -> Result<String> {
    Ok(all()?.swap_remove(0).text)
}

/// Returns a text of at least `words` words: paragraphs of all articles in order, repeated if necessary. The last
/// paragraph is whole.
///
/// # Errors
/// See [`all`].
pub fn of_words(words: usize) -> Result<String> {
    let articles = all()?;
    let mut text = String::new();
    for paragraph in articles.iter().cycle().flat_map(|article| article.text.lines()) {
        text += paragraph;
        text.push('\n');
        if text.split_whitespace().count() >= words {
            break;
        }
    }
    Ok(text)
}

/// Returns the articles in a folder, sorted by name; none if the folder does not exist.
fn read(folder: &str) -> Result<Vec<Article>> {
    let mut articles = Vec::new();
    for entry in fs::read_dir(root().join(folder)).into_iter().flatten() {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            articles.push(Article { name, text: fs::read_to_string(&path)? });
        }
    }
    articles.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(articles)
}
