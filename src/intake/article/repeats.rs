//! Pull quotes: sentences of the article that the page repeats in a box.

use crate::intake::tree::Tree;

use super::runs::Run;

/// The number of letters and digits in a pull quote. Shorter texts may be names or labels.
const SIZES: std::ops::RangeInclusive<i32> = 20..=320;
/// The maximum number of enclosing elements that are checked for a box.
const DEEP: usize = 4;
/// The maximum number of boxes that are compared with the text. Without a limit, time would grow with the square of the
/// page's length.
const MOST: usize = 40;

/// Returns for each of `runs` whether it is a pull quote: it is inside a quotation, an aside, a figure or an element
/// whose class says so, and a longer run contains the same words in the same order.
pub fn find(tree: &Tree, runs: &[&Run]) -> Vec<bool> {
    let mut out = vec![false; runs.len()];
    let boxed = |run: &&Run| SIZES.contains(&run.letters) && is_boxed(tree, run.block);
    let candidates: Vec<usize> = (0..runs.len()).filter(|&at| boxed(&runs[at])).take(MOST).collect();
    if candidates.is_empty() {
        return out;
    }
    let others = runs.iter().enumerate().filter(|(at, run)| run.is_long() && !candidates.contains(at));
    let text: Vec<String> = others.map(|(_, run)| words(&tree.words(run.first, run.behind))).collect();
    let text = text.join("\n");
    for at in candidates {
        let own = words(&tree.words(runs[at].first, runs[at].behind));
        out[at] = text.contains(&own);
    }
    out
}

fn is_boxed(tree: &Tree, mut at: usize) -> bool {
    for _ in 0..DEEP {
        let node = &tree.nodes[at];
        let named = node.fact("class").unwrap_or_default().to_ascii_lowercase();
        if matches!(&*node.name, "blockquote" | "aside" | "figure") || named.contains("pull") {
            return true;
        }
        at = node.parent;
    }
    false
}

/// Returns the words in lower case without punctuation, with a space before and after each.
fn words(text: &str) -> String {
    let mut out = String::from(" ");
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if c.is_whitespace() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}
