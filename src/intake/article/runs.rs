//! The words of a page, run by run.

use crate::intake::elements::{Block, block};
use crate::intake::tree::Tree;

/// A run of fewer letters may be a heading, a caption or a button.
const LONG: i32 = 60;
/// No run counts for more letters than these.
const MOST: i32 = 1_000;
/// A sign of a script without spaces says as much as so many letters.
const DENSE: i32 = 3;

/// Words in a row on the page, without a block's edge or an empty line between them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Run {
    /// The first node of its words.
    pub first: usize,
    /// The place behind the last one.
    pub behind: usize,
    /// The innermost block around it.
    pub block: usize,
    /// The letters and digits.
    pub letters: i32,
    /// Those in links.
    pub linked: i32,
    /// Whether the words end as a sentence does.
    pub ends: bool,
    /// The rank of the heading that it is, 0 for none.
    pub heading: u8,
    /// Whether it is the text of a paragraph, an item, a row or a quotation, and not of some box.
    pub flows: bool,
    /// Signs that end or part sentences.
    stops: bool,
    /// Whether it is in a list or a table.
    item: bool,
    /// Whether it holds a time.
    time: bool,
}

impl Run {
    /// Whether it is long enough to be the article's.
    pub fn is_long(&self) -> bool {
        let free = self.letters - self.linked;
        let least = if self.flows { 1 } else { 2 };
        free >= LONG && free * 3 >= self.letters * least && self.stops && self.heading == 0
    }

    /// What it adds to the element that holds it.
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

    /// Whether a short run is the article's, `between` long ones, or `among` them in one block.
    pub fn may_stay(&self, between: bool, among: bool) -> bool {
        // Quarters of its letters that may lead elsewhere.
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

    /// Whether it is a time of day, as entries of live reports have it.
    pub fn is_clock(&self) -> bool {
        self.time && self.letters <= 6
    }

    /// Takes the words of a node.
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

/// An element that is open while the runs are cut.
struct Open {
    end: usize,
    edge: bool,
    linked: bool,
    /// A run in it, before its first words.
    inside: Run,
}

/// The runs of `tree`, in order.
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

/// What the element `name` at `at` makes of runs in it, which would else be as `around` it.
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
