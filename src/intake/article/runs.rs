//! Divides the text of a page into runs.

use crate::intake::elements::{Block, block};
use crate::intake::tree::Tree;

/// The minimum number of letters outside links in a long run. A shorter run may be a heading, a caption or a button.
const LONG: i32 = 60;
/// The maximum number of letters that a run adds to a score.
const MOST: i32 = 1_000;
/// The number of letters that a character of a script without spaces counts as.
const DENSE: i32 = 3;

/// Consecutive text on the page, without the edge of a block or an empty line in between.
#[derive(Clone, Copy, Debug, Default)]
pub struct Run {
    /// The first node of its text.
    pub first: usize,
    /// One past the last node of its text.
    pub behind: usize,
    /// The innermost block around it.
    pub block: usize,
    /// The number of letters and digits.
    pub letters: i32,
    /// The number of those in links.
    pub linked: i32,
    /// Whether it ends like a sentence.
    pub ends: bool,
    /// Its heading level, or 0 if it is not a heading.
    pub heading: u8,
    /// Whether it is the text of a paragraph, item, row or quotation, as opposed to a generic box.
    pub flows: bool,
    /// Whether it contains sentence punctuation.
    stops: bool,
    /// Whether it is in a list or table.
    item: bool,
    /// Whether it contains a `time` element.
    time: bool,
}

impl Run {
    /// Whether it is long enough to belong to the article.
    pub fn is_long(&self) -> bool {
        let free = self.letters - self.linked;
        let least = if self.flows { 1 } else { 2 };
        free >= LONG && free * 3 >= self.letters * least && self.stops && self.heading == 0
    }

    /// Returns its contribution to the score of the elements around it.
    pub fn value(&self) -> i32 {
        let free = (self.letters - self.linked).min(MOST);
        let flows = self.flows && self.ends && self.linked * 2 < self.letters && self.heading == 0;
        if self.is_long() && !self.item {
            free
        } else if self.is_long() || flows {
            free / 2
        } else {
            -self.linked - if self.flows { 0 } else { 5 }
        }
    }

    /// Whether a short run may belong to the article. `between` says whether it is between long runs, `among` whether a
    /// long run is in the same block.
    pub fn may_stay(&self, between: bool, among: bool) -> bool {
        // The share of letters that may be in links, in quarters.
        let most = match (between && self.ends && self.flows, self.item) {
            (false, _) => 2,
            (true, true) => 3,
            (true, false) => 4,
        };
        let stays = if between {
            self.flows || self.ends || self.time || among
        } else {
            self.flows && (self.ends || self.item)
        };
        stays && self.linked * 4 <= self.letters * most
    }

    /// Whether it is a time of day, as in the entries of live reports.
    pub fn is_clock(&self) -> bool {
        self.time && self.letters <= 6
    }

    /// Adds the text of a node.
    fn take(&mut self, at: usize, words: &str, linked: bool) {
        if self.behind == 0 {
            self.first = at;
        }
        self.behind = at + 1;
        for c in words.chars() {
            let stop = ".,!?;:…。、，！？।".contains(c);
            self.stops |= stop;
            if stop || c.is_alphanumeric() {
                self.ends = stop;
            }
            if c.is_alphanumeric() {
                let worth = if c >= '\u{2e80}' { DENSE } else { 1 };
                self.letters += worth;
                self.linked += if linked { worth } else { 0 };
            }
        }
    }
}

/// An element that is open while the text is divided.
struct Open {
    end: usize,
    edge: bool,
    linked: bool,
    /// The initial state of a run in it.
    inside: Run,
}

/// Returns the runs of `tree`, in order.
pub fn of(tree: &Tree) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut run = Run::default();
    let mut open: Vec<Open> = Vec::new();
    let mut breaks = 0;
    for (at, node) in tree.nodes.iter().enumerate() {
        while let Some(left) = open.pop_if(|open| open.end <= at) {
            if left.edge {
                close(&mut run, &mut runs);
            }
        }
        let (around, linked) = open.last().map_or((Run::default(), false), |open| (open.inside, open.linked));
        if node.name.is_empty() {
            let head = matches!(&*tree.nodes[node.parent].name, "title" | "script");
            if head || node.text.trim().is_empty() {
                continue;
            }
            if breaks > 1 {
                close(&mut run, &mut runs);
            }
            breaks = 0;
            if run.behind == 0 {
                run = Run { time: run.time, ..around };
            }
            run.take(at, &node.text, linked);
            continue;
        }
        let edge = block(&node.name) != Block::Inline;
        if edge {
            close(&mut run, &mut runs);
        }
        breaks = if edge { 0 } else { breaks + i32::from(node.name == "br") };
        let inside = inside(&node.name, at, edge, around);
        run.time |= inside.time;
        open.push(Open { end: node.end, edge, linked: linked || node.name == "a", inside });
    }
    close(&mut run, &mut runs);
    runs
}

/// Returns the initial state of runs inside the element `name` at `at`, derived from that of the surrounding element.
fn inside(name: &str, at: usize, edge: bool, around: Run) -> Run {
    let mut inside = around;
    if edge {
        inside.block = at;
        inside.flows = matches!(name, "p" | "li" | "tr" | "dt" | "dd" | "blockquote" | "pre");
        inside.item |= inside.flows && !matches!(name, "p" | "blockquote" | "pre");
        inside.time = false;
    }
    if let [b'h', rank @ b'1'..=b'6'] = name.as_bytes() {
        inside.heading = rank - b'0';
    }
    inside.time |= name == "time";
    inside
}

fn close(run: &mut Run, runs: &mut Vec<Run>) {
    let run = std::mem::take(run);
    if run.behind > 0 {
        runs.push(run);
    }
}
