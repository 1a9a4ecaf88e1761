//! Draws marks in portions, so that the page stays responsive. Pure: no browser types.
//!
//! The words are shown at once, each block as a single text node. Lines and marks follow block by block, visible blocks
//! first.

use std::ops::Range;
use std::rc::Rc;

use super::lines::blocks;
use super::segments::Line;
use crate::hash::HashMap;

/// Up to this size, which is that of an article of 2,000 words, a text or a change to it is marked in one step. In
/// bytes.
const WHOLE: usize = 18_000;
/// The size of the first portion of marks in a larger text. The size of later portions depends on how long the steps
/// take ([`Shown::pace`]). In bytes.
const FIRST: usize = 3_000;
/// The cost of a mark with its note, in bytes of plain text.
const MARK: usize = 50;
/// The time that should pass at most from the start of a step to the start of the next one, including the frame in
/// between. In milliseconds.
const PACE: f64 = 40.0;

/// Consecutive lines that are drawn together.
#[derive(Clone, Debug)]
pub struct Block {
    /// The key of its first line.
    pub key: u64,
    /// The lines.
    pub lines: Rc<[Line]>,
    /// Whether the lines are shown with their marks rather than as plain text.
    pub cut: bool,
}

/// What is shown of a text, and how the next step continues.
pub struct Shown {
    order: Vec<u64>,
    blocks: HashMap<u64, Block>,
    portion: usize,
    /// Whether the last step did not complete the marks.
    open: bool,
}

impl Default for Shown {
    fn default() -> Self {
        Self { order: Vec::new(), blocks: HashMap::default(), portion: FIRST, open: false }
    }
}

impl Shown {
    /// Adapts the size of the next portion to the duration of the last step in milliseconds.
    pub fn pace(&mut self, took: f64) {
        if took > PACE {
            self.portion = (self.portion / 2).max(FIRST / 4);
        } else if took < PACE * 0.6 {
            self.portion = (self.portion * 2).min(WHOLE);
        }
    }

    /// Takes one step towards showing `lines` with their marks. Returns the blocks to show, and whether the marks are
    /// complete. `seen` returns the range of visible blocks as they were last shown; it is called only from the second
    /// step on.
    pub fn step(&mut self, lines: &[Line], seen: impl FnOnce() -> Range<usize>) -> (Vec<Block>, bool) {
        let mut wanted = Vec::new();
        let mut all: Vec<Block> = Vec::new();
        for range in blocks(lines) {
            let (own, key) = (&lines[range.clone()], lines[range.start].key);
            let old = self.blocks.get(&key);
            let fresh = || Block { key, lines: own.into(), cut: false };
            let same =
                |old: &&Block| old.lines.len() == own.len() && old.lines.iter().zip(own).all(|(a, b)| a.text == b.text);
            let block = old.filter(same).cloned().unwrap_or_else(fresh);
            if *block.lines != *own || !block.cut {
                wanted.push((all.len(), range));
            }
            all.push(block);
        }
        let cost = |range: &Range<usize>| lines[range.clone()].iter().map(cost).sum::<usize>();
        let mut portion = WHOLE;
        // The last step of a long round must not take longer than the others.
        if self.open || wanted.iter().map(|(_, range)| cost(range)).sum::<usize>() > WHOLE {
            // The first step sets only the words. Asking which blocks are visible would force their layout.
            portion = if self.open { self.portion } else { 0 };
            if self.open {
                let seen = self.order.get(seen()).unwrap_or(&[]);
                crate::sort::sort_by_key(&mut wanted, |&(at, _)| !seen.contains(&all[at].key));
            } else {
                self.portion = self.portion.min(FIRST);
            }
        }
        let (mut spent, mut done) = (0, 0);
        for (at, range) in &wanted {
            if spent >= portion {
                break;
            }
            let own: Rc<[Line]> = lines[range.clone()].into();
            spent += cost(range);
            all[*at] = Block { lines: own, cut: true, ..all[*at] };
            done += 1;
        }
        self.order = all.iter().map(|block| block.key).collect();
        self.blocks = all.iter().map(|block| (block.key, block.clone())).collect();
        self.open = done < wanted.len();
        (all, !self.open)
    }
}

/// The cost of showing a line with its marks, in bytes of plain text.
fn cost(line: &Line) -> usize {
    line.text.len() + MARK * line.runs.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::lines::edited;

    fn cut(blocks: &[Block]) -> usize {
        blocks.iter().filter(|block| block.cut).count()
    }

    #[test]
    fn renders_articles_at_once_and_books_in_portions() {
        let of = |words: usize| "words and words go on\n".repeat(words / 5);
        for (words, at_once) in [(1500, true), (30_000, false)] {
            let text: Rc<str> = of(words).into();
            let lines = edited(&[], &text, &[], text.len(), &|_| None);
            let mut shown = Shown::default();
            let (first, done) = shown.step(&lines, || 0..0);
            assert_eq!(done, at_once);
            let whole: String = first.iter().flat_map(|block| block.lines.iter().map(|line| &*line.text)).collect();
            assert_eq!(whole, *text, "all words are there at once");
            let mut rounds = 1;
            while !shown.step(&lines, || 0..0).1 {
                rounds += 1;
            }
            assert_eq!(rounds > 5, !at_once);
        }
    }

    #[test]
    fn portions_follow_the_pace_of_the_machine() {
        let mut shown = Shown::default();
        shown.pace(50.0);
        assert_eq!(shown.portion, FIRST / 2);
        (0..20).for_each(|_| shown.pace(0.5));
        assert_eq!(shown.portion, WHOLE);
    }

    #[test]
    fn renders_visible_lines_first() {
        let text: Rc<str> = "words and words go on\n".repeat(4000).into();
        let lines = edited(&[], &text, &[], text.len(), &|_| None);
        let mut shown = Shown::default();
        let (words, _) = shown.step(&lines, || unreachable!("the words are not laid out yet"));
        let last = words.len() - 1;
        assert_eq!(cut(&words), 0);
        let (first, _) = shown.step(&lines, || 0..0);
        assert!(first[0].cut && !first[last].cut);
        let (second, _) = shown.step(&lines, || last..last + 1);
        assert!(second[last].cut && cut(&second) > cut(&first));
    }
}
