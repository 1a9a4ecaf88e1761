//! The articles that the page offers as examples: every text file under `corpus/articles`.

use include_dir::{Dir, include_dir};

static ARTICLES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/corpus/articles");

/// One article to try the page on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its first line.
    pub title: &'static str,
    /// All of it.
    pub text: &'static str,
}

/// The examples by name of file.
pub fn all() -> Vec<Example> {
    let mut files: Vec<_> =
        ARTICLES.files().filter(|file| file.path().extension().is_some_and(|e| e == "txt")).collect();
    crate::order::sort_by_key(&mut files, |file| file.path());
    let texts = files.into_iter().filter_map(|file| file.contents_utf8());
    texts.map(|text| Example { title: text.lines().next().unwrap_or_default(), text }).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn there_is_an_example_and_each_has_a_title() {
        let all = super::all();
        assert!(!all.is_empty());
        assert!(all.iter().all(|example| !example.title.is_empty()));
    }
}
