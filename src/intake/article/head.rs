//! What the page shows of the article above its words: headline, byline, date.

use super::runs::Run;
use crate::export::Meta;
use crate::intake::about;
use crate::intake::tree::{Node, Tree};
use crate::lexicon::furniture::Names;

/// A page's only first heading of so many letters is its headline.
const LEAST_HEADLINE: i32 = 20;
/// Another heading has half of the title's letters, of so many at most.
const MOST_TITLE: usize = 80;
/// Each heading is looked for in so many bytes of the title.
const LONGEST_TITLE: usize = 1_000;
/// So many runs before the headline and behind the article's first may tell of it.
const AROUND: usize = 4;
/// The most words of a line with a date.
const MOST_WORDS: usize = 20;
/// The most bytes of what an element with an author's name holds, and the most nodes in it.
const MOST_NAME: usize = 120;
const MOST_NODES: usize = 60;

/// Where the headline is: the only first heading, or the first heading that says what the page's title says.
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

/// What the page shows: `headline` and `first` are the places of the runs with the headline and the article's first words.
pub fn read(tree: &Tree, runs: &[Run], headline: Option<usize>, first: usize) -> Meta {
    let mut meta = Meta::default();
    if let Some(run) = headline.and_then(|at| runs.get(at)) {
        meta.title = tree.words(run.first, run.behind);
    }
    // What follows the headline is more likely the article's than what precedes it.
    let shown = headline.filter(|at| *at <= first).unwrap_or(first);
    let behind = runs.len().min(first + AROUND);
    for part in [&runs[shown.min(behind)..behind], &runs[shown.saturating_sub(AROUND)..shown]] {
        for run in part {
            let text = tree.words(run.first, run.behind);
            if text.split_whitespace().count() > MOST_WORDS || run.heading == 1 {
                continue;
            }
            about::set(&mut meta.byline, about::byline(&text).or_else(|| named(tree, run)));
            let near = tree.nodes[run.first.saturating_sub(3)..run.behind].iter();
            let time = near.filter_map(|node| node.fact("datetime")).next();
            about::set(&mut meta.date, about::date(time.unwrap_or(&text)));
        }
    }
    meta
}

/// The words of the innermost element around `run` that names itself as an author's.
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
            return (words.len() <= MOST_NAME).then(|| about::names(&words));
        }
    }
    None
}
