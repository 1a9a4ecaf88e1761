//! The metadata that a page displays around the start of the article: headline, byline, date.

use super::runs::Run;
use crate::export::Meta;
use crate::intake::metadata;
use crate::intake::tree::{Node, Tree};
use crate::lexicon::boilerplate::Names;

/// A page's only `h1` is its headline if it has at least this many letters.
const LEAST_HEADLINE: i32 = 20;
/// Another heading must have at least half the letters of the title, of which at most this many count.
const MOST_TITLE: usize = 80;
/// The maximum number of bytes of the title that are searched for each heading.
const LONGEST_TITLE: usize = 1_000;
/// The maximum number of runs before the headline and after the start of the article that are searched for metadata.
const AROUND: usize = 4;
/// The maximum number of words in a line with a date.
const MOST_WORDS: usize = 20;
/// The maximum length in bytes of an element with an author's name.
const MOST_NAME: usize = 120;
/// The maximum number of nodes in an element with an author's name.
const MOST_NODES: usize = 60;

/// Returns the position of the headline in `runs`: the only `h1`, or else the first heading whose text is in the page's
/// title.
pub fn headline(tree: &Tree, runs: &[Run]) -> Option<usize> {
    let title = tree.nodes.iter().position(|node| node.name == "title").unwrap_or(0);
    let title = tree.nodes.get(title).map(|node| letters(&tree.words(title, node.end))).unwrap_or_default();
    let title = &title[..title.floor_char_boundary(LONGEST_TITLE)];
    let least = title.chars().count().min(MOST_TITLE) as i32;
    let (mut first, mut says) = (None, None);
    let mut firsts = 0;
    for (at, run) in runs.iter().enumerate().filter(|(_, run)| run.heading > 0) {
        if run.heading == 1 && run.letters >= LEAST_HEADLINE && run.linked == 0 {
            firsts += 1;
            first = Some(at);
        }
        if says.is_none() && run.letters * 2 >= least && title.contains(&letters(&tree.words(run.first, run.behind))) {
            says = Some(at);
        }
    }
    first.filter(|_| firsts == 1).or(says)
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Reads the metadata that the page displays. `headline` and `first` are the positions of the runs with the headline
/// and the article's first words.
pub fn read(tree: &Tree, runs: &[Run], headline: Option<usize>, first: usize) -> Meta {
    let mut meta = Meta::default();
    if let Some(run) = headline.and_then(|at| runs.get(at)) {
        meta.title = tree.words(run.first, run.behind);
    }
    // What follows the headline is more likely to belong to the article than what precedes it.
    let shown = headline.filter(|at| *at <= first).unwrap_or(first);
    let behind = runs.len().min(first + AROUND);
    for part in [&runs[shown.min(behind)..behind], &runs[shown.saturating_sub(AROUND)..shown]] {
        for run in part {
            let text = tree.words(run.first, run.behind);
            if text.split_whitespace().count() > MOST_WORDS || run.heading == 1 {
                continue;
            }
            metadata::set(&mut meta.byline, metadata::byline(&text).or_else(|| named(tree, run)));
            let near = tree.nodes[run.first.saturating_sub(3)..run.behind].iter();
            let time = near.filter_map(|node| node.fact("datetime")).next();
            metadata::set(&mut meta.date, metadata::date(time.unwrap_or(&text)));
        }
    }
    meta
}

/// Returns the names in the innermost element around `run` that is marked up as an author's, if there is one.
fn named(tree: &Tree, run: &Run) -> Option<String> {
    let mut at = run.first;
    for _ in 0..4 {
        at = tree.nodes[at].parent;
        let node = &tree.nodes[at];
        if node.end - at > MOST_NODES {
            break;
        }
        let author = |node: &Node| ["itemprop", "rel", "class"].iter().any(|key| node.named(key, Names::Author));
        if author(node) {
            let parts: Vec<&str> = tree.nodes[at..node.end].iter().map(|node| &*node.text).collect();
            let words = parts.join(" ");
            return (words.len() <= MOST_NAME).then(|| metadata::names(&words));
        }
    }
    None
}
