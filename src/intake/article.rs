//! Finds the parts of a web page that are the article.
//!
//! The text is divided into runs as a reader sees them: paragraphs, headings, list items. A long run that does not
//! consist of links adds its length to the score of the elements around it; links subtract from it. The element with
//! the highest score contains the article. What precedes the first long run in it or follows the last one is
//! excluded, and so is what is marked up as something else. The time is linear in the number of nodes.

mod head;
mod repeats;
mod runs;

use super::elements::listed;
use super::tree::{Node, Tree};
use crate::export::Meta;
use crate::lexicon::boilerplate::Names;
use crate::text::boilerplate;
use runs::Run;

/// The minimum number of letters in the long runs of a page; with fewer, nothing is excluded.
const LEAST: i32 = 200;
/// The maximum share, in tenths, of all letters in long runs that an element marked up as something else may contain
/// and still be excluded.
const MOST_NOISE: i32 = 8;
/// The minimum number of runs in a page; a fragment has fewer.
const MANY: usize = 40;

/// Elements that belong to the page around the article, by name and by role.
const AROUND: &str = "nav aside footer button form menu figcaption";
const AROUND_ROLES: &str = "navigation complementary contentinfo search menu menubar toolbar alertdialog button";
/// Elements that contain the article whatever their class is.
const HOLDERS: &str = "html body main article tr td";

/// The sums over everything in an element.
#[derive(Clone, Copy, Default)]
struct Sum {
    /// Letters in long runs.
    long: i32,
    /// The total score of the runs.
    value: i32,
    /// The total score of the elements in it that are marked up as the article's body.
    named: i32,
    /// Whether it is the innermost block of a long run.
    direct: bool,
    /// Whether it contains the first heading or an element marked up as the article's body.
    holds: bool,
    /// Whether it is, or is inside, something that is not part of the article.
    noise: bool,
    /// Whether it contains words of the article.
    kept: bool,
}

struct Page<'t> {
    tree: &'t Tree,
    runs: Vec<Run>,
    sums: Vec<Sum>,
}

/// Returns for each node of `tree` whether it is excluded with everything in it, and the metadata that the page
/// displays.
pub fn find(tree: &Tree) -> (Vec<bool>, Meta) {
    let mut page = Page { tree, runs: runs::of(tree), sums: vec![Sum::default(); tree.nodes.len()] };
    page.measure();
    page.mark_noise();
    let root = page.root();
    let headline = head::headline(tree, &page.runs);
    page.keep(root, headline);
    let first = page.runs.iter().position(|run| page.sums[run.first].kept).unwrap_or(0);
    (page.apart(), head::read(tree, &page.runs, headline, first))
}

/// Whether the element is marked up as the article's body.
fn body(node: &Node) -> bool {
    ["class", "id", "itemprop"].iter().any(|key| node.named(key, Names::Body))
}

impl Page<'_> {
    fn measure(&mut self) {
        for run in &self.runs {
            let sum = &mut self.sums[run.block];
            sum.direct |= run.is_long();
            sum.long += if run.is_long() { run.letters } else { 0 };
        }
        for (at, node) in self.tree.nodes.iter().enumerate().rev() {
            self.sums[at].holds |= node.name == "h1" || body(node);
            let sum = self.sums[at];
            if node.parent != at {
                let parent = &mut self.sums[node.parent];
                parent.long += sum.long;
                parent.holds |= sum.holds;
            }
        }
    }

    fn mark_noise(&mut self) {
        let all = self.sums.first().map_or(0, |sum| sum.long);
        for (at, node) in self.tree.nodes.iter().enumerate() {
            let sum = self.sums[at];
            let most = if sum.holds { 1 } else { MOST_NOISE };
            let few = all < LEAST || sum.long * 10 < all * most;
            let quote = node.name == "blockquote";
            // A paragraph is judged by its content and not by its class, and a post embedded in the article is part
            // of it.
            let flows = sum.long > 0 && (quote || node.name == "p");
            let noise = few && !flows && !node.name.is_empty() && (around(node) || self.footnote(at));
            let inside = node.parent != at && self.sums[node.parent].noise;
            self.sums[at].noise = (inside || noise) && !(quote && body(node));
        }
    }

    /// Whether the node is a footnote mark: a link in superscript.
    fn footnote(&self, at: usize) -> bool {
        let link = |node: &Node| node.fact("href").is_some_and(|href| href.contains('#'));
        self.tree.nodes[at].name == "sup" && self.tree.nodes.get(at + 1).is_some_and(link)
    }

    /// Returns the element that contains the article, or the first node if the markup is not a page or has no article.
    fn root(&mut self) -> usize {
        let (mut letters, mut linked) = (0, 0);
        for run in &self.runs {
            letters += run.letters;
            linked += run.linked;
            if !self.sums[run.block].noise {
                self.sums[run.block].value += run.value();
            }
        }
        let titled = self.tree.nodes.iter().any(|node| node.name == "title");
        let page = titled || self.runs.len() >= MANY && linked * 4 > letters;
        if !page || self.sums[0].long < LEAST {
            return 0;
        }
        let mut most = 0;
        for (at, node) in self.tree.nodes.iter().enumerate().rev() {
            let sum = &mut self.sums[at];
            let value = sum.value;
            if body(node) && node.name != "blockquote" {
                sum.named = value.max(0);
            }
            let named = sum.named;
            // Of elements with the same score, the innermost is chosen.
            if most == 0 || value > self.sums[most].value {
                most = at;
            }
            if node.parent != at {
                self.sums[node.parent].value += value;
                self.sums[node.parent].named += named;
            }
        }
        // An element marked up as the article's body is accepted if it contains more than half of the score.
        let (all, sums) = (self.sums[0].named, &self.sums);
        let named = sums.iter().rposition(|sum| sum.named == all).unwrap_or(0);
        let within = (most..self.tree.nodes[most].end).contains(&named);
        if within && all > 0 && sums[named].value * 2 > sums[most].value { named } else { most }
    }

    fn keep(&mut self, root: usize, headline: Option<usize>) {
        let (tree, sums) = (self.tree, &mut self.sums);
        let end = tree.nodes.get(root).map_or(0, |node| node.end);
        let mut within: Vec<&Run> = self.runs.iter().collect();
        within.retain(|run| (root..end).contains(&run.first) && !sums[run.block].noise);
        let title = headline.map_or(0, |at| self.runs[at].first);
        let first = within.iter().position(|run| run.is_long() && run.first >= title).unwrap_or(0);
        let last = within.iter().rposition(|run| run.is_long()).unwrap_or(0);
        // Flowing text before the first long run and in the same element belongs to the article, and so does
        // everything in an element marked up as the article's body.
        let whole = tree.nodes.get(root).is_some_and(body);
        let parent = |at: usize| tree.nodes[within[at].block].parent;
        let mut start = first;
        while start > 0 && within[start - 1].first > title {
            let run = within[start - 1];
            let entry = run.is_clock() && run.block == parent(first);
            let flows = run.flows && run.ends && parent(start - 1) == parent(first);
            if !(whole || entry || flows) {
                break;
            }
            start -= 1;
        }
        let repeats = repeats::find(tree, &within);
        // A heading with nothing kept under it belongs to what was excluded.
        let mut follows = false;
        for (at, run) in within.iter().enumerate().rev() {
            let stays = if repeats[at] {
                false
            } else if root == 0 {
                true
            } else if at < start {
                false
            } else if run.heading > 0 {
                std::mem::take(&mut follows) && run.heading > 1 && run.first != title
            } else {
                let stays = run.is_long() || run.may_stay(at < last, sums[run.block].direct);
                let stays = stays && boilerplate::rule(tree.words(run.first, run.behind).trim()).is_none();
                follows |= stays;
                stays
            };
            for node in run.first..run.behind {
                sums[node].kept = stays && tree.nodes[node].name.is_empty() && !sums[tree.nodes[node].parent].noise;
            }
        }
    }

    /// Returns for each node whether it is excluded. Of nested excluded elements only the outermost is reported.
    fn apart(&mut self) -> Vec<bool> {
        let nodes = &self.tree.nodes;
        for (at, node) in nodes.iter().enumerate().rev() {
            self.sums[node.parent].kept |= self.sums[at].kept;
        }
        let mut apart = Vec::with_capacity(nodes.len());
        for (at, node) in nodes.iter().enumerate() {
            let head = listed("head title meta link script", &node.name);
            let blank = node.name.is_empty() && node.text.trim().is_empty();
            let outer = node.parent == at || self.sums[node.parent].kept;
            apart.push(outer && !self.sums[at].kept && !head && !blank);
        }
        apart
    }
}

/// Whether the element belongs to the page around the article.
fn around(node: &Node) -> bool {
    listed(AROUND, &node.name)
        || node.fact("role").is_some_and(|role| listed(AROUND_ROLES, role))
        || node.fact("aria-hidden") == Some("true")
        || !listed(HOLDERS, &node.name) && (node.named("class", Names::Part) || node.named("id", Names::Part))
}
