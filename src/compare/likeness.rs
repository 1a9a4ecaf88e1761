//! How much two stretches of text say the same: words weighted by how much each says.

use super::words::{NOTHING, Words};
use crate::lexicon::{self, Class};
use crate::text::{Document, TokenKind};

/// What two bags of stems share.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measure {
    /// The weight of what is shared.
    pub shared: f32,
    /// How many stems are shared.
    pub count: usize,
    /// The weight of all in the first.
    pub left: f32,
    /// The weight of all in the second.
    pub right: f32,
}

/// Words that are alike but for their ending or spelling count this much.
const ALIKE: f32 = 0.7;

impl Measure {
    /// Of two sorted bags.
    pub fn new(words: &Words, a: &[u32], b: &[u32]) -> Self {
        let weigh = |bag: &[u32]| bag.iter().map(|&stem| words.weight(stem)).sum::<f32>();
        let mut out = Self { left: weigh(a), right: weigh(b), ..Self::default() };
        let (mut only_a, mut only_b) = (Vec::new(), Vec::new());
        let (mut x, mut y) = (0, 0);
        while x < a.len() || y < b.len() {
            match (a.get(x), b.get(y)) {
                (Some(one), Some(other)) if one == other => {
                    out.shared += words.weight(*one);
                    out.count += 1;
                    (x, y) = (x + 1, y + 1);
                }
                (Some(one), other) if other.is_none_or(|other| one < other) => {
                    only_a.push(*one);
                    x += 1;
                }
                (_, other) => {
                    only_b.extend(other);
                    y += 1;
                }
            }
        }
        for one in only_a {
            let twin = only_b.iter().position(|&other| alike(words.letters(one), words.letters(other)));
            if let Some(at) = twin {
                out.shared += ALIKE * words.weight(one).min(words.weight(only_b.swap_remove(at)));
                out.count += 1;
            }
        }
        out
    }

    /// The share of the lighter one that the other has too, from 0 to 1.
    pub fn covered(&self) -> f32 {
        self.shared / self.left.min(self.right).max(1.0)
    }

    /// The share of the weightier one that the other has too, from 0 to 1.
    pub fn whole(&self) -> f32 {
        self.shared / self.left.max(self.right).max(1.0)
    }
}

/// Whether two stems are spellings or derivations of one word: most of their letters are the same from the start.
fn alike(a: &str, b: &str) -> bool {
    let start = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if a.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    start >= 4 && start + 3 >= short && start * 3 >= long * 2
        || long >= 6 && long - short <= 1 && start >= 3 && tail(a, b) + start + 1 >= long
}

/// How many letters at the end are the same.
fn tail(a: &str, b: &str) -> usize {
    a.bytes().rev().zip(b.bytes().rev()).take_while(|(x, y)| x == y).count()
}

/// How much two sentences say the same: about 0 for nothing in common, above 3 for the same words.
///
/// For lone pairs of sentences, where no article around them helps; the weights are round numbers set by hand.
pub fn likeness(a: &str, b: &str) -> f32 {
    let mut words = Words::new(lexicon::get());
    let (a, b) = (Sentence::new(a, &mut words), Sentence::new(b, &mut words));
    let measure = Measure::new(&words, &a.stems, &b.stems);
    let names = |one: &Sentence, other: &Sentence| one.names.iter().filter(|name| !other.stems.contains(name)).count();
    let strange = names(&a, &b).min(names(&b, &a)) as f32;
    let figure = a.figures.iter().any(|figure| b.figures.contains(figure));
    measure.covered() + 0.7 * measure.whole() + 2.0 * dice(&a.grams, &b.grams) + in_order(&a.forms, &b.forms)
        - 1.5 * dice(&a.pairs, &b.pairs)
        + 0.02 * measure.count as f32
        + if figure { 0.2 } else { 0.0 }
        - if a.negated != b.negated { 0.2 } else { 0.0 }
        - 0.05 * strange
}

/// How much of their words two articles have in common, from 0 to 1: on one event mostly above 0.3, on others of its kind below.
pub fn kinship(a: &str, b: &str) -> f32 {
    let mut words = Words::new(lexicon::get());
    let (a, b) = (Sentence::new(a, &mut words), Sentence::new(b, &mut words));
    let measure = Measure::new(&words, &a.stems, &b.stems);
    (measure.covered() * measure.whole()).sqrt()
}

/// What is compared of a sentence; lists without order are sorted and hold nothing twice.
struct Sentence {
    forms: Vec<u32>,
    stems: Vec<u32>,
    names: Vec<u32>,
    figures: Vec<u32>,
    grams: Vec<String>,
    pairs: Vec<(u32, u32)>,
    negated: bool,
}

impl Sentence {
    fn new(text: &str, words: &mut Words) -> Self {
        let document = Document::new(text);
        let known: Vec<(u32, u32)> = document.tokens.iter().map(|token| words.add(token)).collect();
        let stems = |only: &dyn Fn(usize) -> bool| {
            let chosen = known.iter().enumerate().filter(|(at, (_, stem))| *stem != NOTHING && only(*at));
            set(chosen.flat_map(|(_, (_, stem))| words.parts(stem).to_vec()).collect())
        };
        let token = |at: usize| &document.tokens[at];
        let forms: Vec<u32> = known.iter().map(|(form, _)| *form).filter(|&form| form != NOTHING).collect();
        let letters: Vec<char> = document.tokens.iter().flat_map(|t| t.lower.chars().chain([' '])).collect();
        Self {
            stems: stems(&|_| true),
            names: stems(&|at| at > 0 && token(at).capital),
            figures: stems(&|at| token(at).kind == TokenKind::Number),
            grams: set(letters.windows(4).map(|gram| gram.iter().collect()).collect()),
            pairs: set(forms.windows(2).map(|pair| (pair[0], pair[1])).collect()),
            negated: document.tokens.iter().any(|t| lexicon::get().is(&t.lower, Class::Negation) || t.is("no")),
            forms,
        }
    }
}

fn set<T: Ord>(mut items: Vec<T>) -> Vec<T> {
    crate::order::sort(&mut items);
    items.dedup();
    items
}

/// The items that both have, as a share of the longer list.
fn dice<T: Ord>(a: &[T], b: &[T]) -> f32 {
    let shared = a.iter().filter(|item| b.binary_search(item).is_ok()).count();
    shared as f32 / a.len().max(b.len()).max(1) as f32
}

/// The words that both have in the same order, as a share of the longer one.
fn in_order(a: &[u32], b: &[u32]) -> f32 {
    let same: usize =
        super::align::diff(a, b).iter().filter(|op| super::align::is_equal(op)).map(|op| op.old_range().len()).sum();
    same as f32 / a.len().max(b.len()).max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_the_same_is_likelier() {
        let near = likeness("Two workers were injured in the blaze.", "The fire wounded two workers.");
        let far = likeness("Two workers were injured in the blaze.", "The mayor opened two schools.");
        assert!(near > far + 0.4, "{near} {far}");
        let same = likeness("The depot burned down.", "The depot burned down.");
        assert!(same > near);
    }

    #[test]
    fn spellings_of_one_name_are_alike() {
        for (a, b, like) in [
            ("roseneft", "rosneft", true),
            ("ukrain", "ukrainian", true),
            ("depot", "deputi", false),
            ("1942", "1943", false),
        ] {
            assert_eq!(alike(a, b), like, "{a} {b}");
        }
    }

    #[test]
    fn empty_sentences_have_nothing_in_common() {
        assert_eq!(likeness("", ""), 0.0);
        assert_eq!(kinship("", "A word."), 0.0);
    }
}
