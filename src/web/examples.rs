//! The articles that the page offers as examples: every text file that lies in `corpus/articles` itself.
//!
//! Named one by one, since a macro that takes the folder would take the sets for comparing under it too.

static ARTICLES: [&str; 4] = [
    include_str!("../../corpus/articles/harbour-fire.txt"),
    include_str!("../../corpus/articles/ridge-incident.txt"),
    include_str!("../../corpus/articles/vale-trial.txt"),
    include_str!("../../corpus/articles/water-scare.txt"),
];

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
    ARTICLES.iter().map(|text| Example { title: text.lines().next().unwrap_or_default(), text }).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_article_is_an_example_and_each_has_a_title() {
        let all = super::all();
        assert!(all.iter().all(|example| !example.title.is_empty()));
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/articles");
        let files = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
        let mut texts: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "txt")).collect();
        texts.sort();
        let texts: Vec<String> = texts.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
        assert_eq!(all.iter().map(|example| example.text).collect::<Vec<_>>(), texts);
    }
}
