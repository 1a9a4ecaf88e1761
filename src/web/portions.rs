//! Marks come in portions, so that the page answers in between. Pure: no browser types.
//!
//! Words come at once, a block as one piece of text; its lines and marks come when it is its turn. What is in sight is first.

use std::ops::Range;
use std::rc::Rc;

use super::lines::blocks;
use super::segments::Line;
use crate::hash::HashMap;

/// A text, or what changed in it, gets its marks in one step up to this size: an article of 2,000 words. Bytes.
const WHOLE: usize = 12_000;
/// More than that comes in portions, the first of this size, since the words of all are set with it. Bytes.
const FIRST: usize = 2_000;
/// A step may take so long, from its start to the start of the next one. Milliseconds.
const PACE: f64 = 16.0;

/// Some lines, as they are shown.
#[derive(Clone, Debug)]
pub struct Block {
    /// The key of its first line.
    pub key: u64,
    /// The lines.
    pub lines: Rc<[Line]>,
    /// Whether they are shown with their marks, or as mere words.
    pub cut: bool,
}

/// What is shown.
pub struct Shown {
    order: Vec<u64>,
    blocks: HashMap<u64, Block>,
    portion: usize,
}

impl Default for Shown {
    fn default() -> Self {
        Self { order: Vec::new(), blocks: HashMap::default(), portion: FIRST }
    }
}

impl Shown {
    /// Learns from how long the last step took how much comes with the next. Milliseconds.
    pub fn pace(&mut self, took: f64) {
        if took > PACE {
            self.portion = (self.portion / 2).max(FIRST / 4);
        } else if took < PACE / 3.0 {
            self.portion = (self.portion * 2).min(WHOLE);
        }
    }

    /// Takes one step towards `lines` with their marks, and gives all there is to show, and whether that is all of it. `seen` gives the
    /// positions of the blocks in sight, as they were shown last; it is asked where not all fits into one step.
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
        let size = |range: &Range<usize>| lines[range.clone()].iter().map(|line| line.text.len()).sum::<usize>();
        let mut portion = WHOLE;
        if wanted.iter().map(|(_, range)| size(range)).sum::<usize>() > WHOLE {
            portion = self.portion;
            let seen = self.order.get(seen()).unwrap_or(&[]);
            crate::order::sort_by_key(&mut wanted, |&(at, _)| !seen.contains(&all[at].key));
        }
        let (mut spent, mut done) = (0, 0);
        for (at, range) in &wanted {
            if spent >= portion {
                break;
            }
            let own: Rc<[Line]> = lines[range.clone()].into();
            spent += size(range);
            all[*at] = Block { lines: own, cut: true, ..all[*at] };
            done += 1;
        }
        self.order = all.iter().map(|block| block.key).collect();
        self.blocks = all.iter().map(|block| (block.key, block.clone())).collect();
        (all, done == wanted.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::lines::edited;

    fn cut(blocks: &[Block]) -> usize {
        blocks.iter().filter(|block| block.cut).count()
    }

    #[test]
    fn an_article_comes_at_once_and_a_book_bit_by_bit() {
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
    fn what_is_in_sight_comes_first() {
        let text: Rc<str> = "words and words go on\n".repeat(4000).into();
        let lines = edited(&[], &text, &[], text.len(), &|_| None);
        let mut shown = Shown::default();
        let (first, _) = shown.step(&lines, || 0..0);
        let last = first.len() - 1;
        assert!(first[0].cut && !first[last].cut);
        let (second, _) = shown.step(&lines, || last..last + 1);
        assert!(second[last].cut && cut(&second) > cut(&first));
    }
}
