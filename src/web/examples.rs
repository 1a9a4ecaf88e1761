//! The example articles of the page: every text file directly in `corpus/articles`, loaded on demand.

/// An example article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its file name in `corpus/articles`.
    file: &'static str,
    /// Its first line.
    pub title: &'static str,
}

const EXAMPLES: [Example; 4] = [
    Example {
        file: "harbour-fire.txt",
        title: "Port operator denies fuel was stored in Velmouth warehouse destroyed by fire",
    },
    Example { file: "ridge-incident.txt", title: "Ostrava Ridge: two capitals, two stories, and a drone in a field" },
    Example { file: "vale-trial.txt", title: "Accountant ‘moved club’s money to feed the lottery’, court told" },
    Example {
        file: "water-scare.txt",
        title: "Lorne officials retract boil-water warning as laboratory admits sample mix-up",
    },
];

/// Returns the example after the one with the same first line as `text`, so that each press shows the next one; the
/// first example if there is none.
pub fn after(text: &str) -> Example {
    let title = text.lines().next().unwrap_or_default();
    let shown = EXAMPLES.iter().position(|example| example.title == title);
    EXAMPLES[shown.map_or(0, |at| (at + 1) % EXAMPLES.len())]
}

impl Example {
    /// Returns its path relative to the page.
    pub fn path(self) -> String {
        ["articles/", self.file].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_article_is_an_example_with_its_first_line_as_title() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/articles");
        let files = std::fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.path());
        let mut names: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "txt")).collect();
        names.sort();
        let listed: Vec<_> = EXAMPLES.iter().map(|example| folder.join(example.file)).collect();
        assert_eq!(listed, names);
        for (name, example) in names.iter().zip(EXAMPLES) {
            assert_eq!(std::fs::read_to_string(name).unwrap().lines().next(), Some(example.title));
        }
    }

    #[test]
    fn examples_follow_each_other() {
        let first = after("my own words");
        assert_eq!(first, EXAMPLES[0]);
        assert_eq!(after(&format!("{}\n\nand so on", first.title)), EXAMPLES[1]);
        assert_eq!(after(EXAMPLES[EXAMPLES.len() - 1].title), EXAMPLES[0]);
    }

    #[test]
    fn the_page_contains_the_examples() {
        let page = include_str!("../../index.html");
        for example in EXAMPLES {
            assert!(page.contains(&format!("corpus/articles/{}\"", example.file)), "{}", example.file);
        }
    }
}
