//! Links denials to the accusations that they answer, across the whole article.
//!
//! An accusation in the lead that somebody denies in the ninth paragraph has the status denied in both places, and the
//! words of the denial are a cue of both. Each pair of a denial and an accusation gets a score, which is the sum of the
//! weights of its [`FEATURES`]. `train/answers.py` fits the weights on annotated articles. Only pairs with a score
//! above zero are linked.

use std::sync::OnceLock;

use super::ClaimDraft;
use super::context::Context;
use crate::lexicon::{decimal, shipped};
use crate::model::{Claim, Reason, Rule, Status};

/// The maximum distance between a denial and an accusation, in claims.
const NEAR: usize = 40;
/// The maximum number of words of a content whose stems are compared.
const STEMS: usize = 24;
/// The length of a stem, in letters.
const STEM: usize = 5;

/// The features of a pair, named as in `corpus/model/answers.tsv`.
pub const FEATURES: [&str; 15] = [
    "base",
    "accused-denies",
    "accuser-denies",
    "nobody-accused",
    "names-accusation",
    "word-shared",
    "words-shared",
    "most-shared",
    "same-paragraph",
    "next-paragraph",
    "near-paragraph",
    "before",
    "only-accused",
    "same-accused",
    "nearest",
];

/// A claim of the article, prepared for the comparison with others.
pub struct Side<'a> {
    /// The claim, with its parties named.
    pub claim: &'a Claim,
    /// Whether its cue only refers to a claim and does not state one: "denied the allegations".
    pub refers: bool,
    /// The paragraph of its cue.
    paragraph: usize,
    /// The stems of its content, sorted and without duplicates.
    stems: Vec<&'a str>,
}

impl<'a> Side<'a> {
    /// Prepares `claim` for the comparison.
    pub fn new(ctx: &Context<'a>, claim: &'a Claim, refers: bool) -> Self {
        let view = ctx.view;
        let first = claim.cues.first().or(claim.content.first()).map_or(0, |span| span.start);
        let paragraph = view.document.tokens.get(view.document.token_at(first)).map_or(0, |token| token.paragraph);
        let tokens = claim.content.iter().flat_map(|part| view.document.tokens_in(*part));
        let says = |&at: &usize| view.wordlike(at) && view.word(at).len() > 3 && !view.known(at).is_closed_class();
        let mut stems: Vec<&str> = tokens.filter(says).take(STEMS).map(|at| stem(view.word(at))).collect();
        crate::sort::sort(&mut stems);
        stems.dedup();
        Self { claim, refers, paragraph, stems }
    }
}

fn stem(word: &str) -> &str {
    word.char_indices().nth(STEM).map_or(word, |(end, _)| &word[..end])
}

/// The claims of an article, among them the denials and accusations that are paired.
pub struct Sides<'a> {
    sides: Vec<Side<'a>>,
    /// The name of the accused, if all accusations of the article are against the same one.
    only: Option<&'a str>,
}

impl<'a> Sides<'a> {
    /// Creates the list from claims in text order.
    pub fn new(sides: Vec<Side<'a>>) -> Self {
        let accused = || sides.iter().map(|side| side.claim.target.as_str()).filter(|name| !name.is_empty());
        let first = accused().next();
        let only = first.filter(|first| accused().all(|other| same_name(first, other)));
        Self { sides, only }
    }

    /// Returns the pairs of a denial and an accusation near it, as indices of claims.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let denials = (0..self.sides.len()).filter(|&at| self.sides[at].claim.status == Status::Denied);
        denials.flat_map(|denial| {
            let near = denial.saturating_sub(NEAR)..(denial + NEAR).min(self.sides.len());
            near.filter(|&at| self.sides[at].claim.status == Status::Alleged).map(move |at| (denial, at))
        })
    }

    /// Returns the value of each of [`FEATURES`] for a pair.
    pub fn features(&self, denial: usize, accusation: usize) -> [f32; FEATURES.len()] {
        let (d, a) = (&self.sides[denial], &self.sides[accusation]);
        let denier = d.claim.challengers.first().map_or("", String::as_str);
        let target = a.claim.target.as_str();
        let shared = d.stems.iter().filter(|stem| a.stems.binary_search(stem).is_ok()).count();
        let shared = if d.refers { 0 } else { shared };
        let least = d.stems.len().min(a.stems.len()).max(1);
        let apart = d.paragraph.abs_diff(a.paragraph);
        let between = accusation.min(denial) + 1..accusation.max(denial);
        let accuses = |at: usize| self.sides[at].claim.status == Status::Alleged;
        let nearest = accusation < denial && !between.into_iter().any(accuses);
        [
            true,
            same_name(denier, target),
            same_name(denier, &a.claim.claimant),
            target.is_empty(),
            d.refers,
            shared == 1,
            shared > 1,
            2 * shared > least,
            apart == 0,
            apart == 1,
            (2..=4).contains(&apart),
            denial < accusation,
            self.only.is_some_and(|only| same_name(only, denier)),
            same_name(&d.claim.target, target),
            nearest,
        ]
        .map(|fact| f32::from(u8::from(fact)))
    }
}

/// Whether two names share a word, other than "the" and words of one or two letters.
fn same_name(a: &str, b: &str) -> bool {
    words(a).any(|word| words(b).any(|other| lower(word).eq(lower(other))))
}

fn lower(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase)
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    let says = |word: &&str| word.len() > 2 && !word.eq_ignore_ascii_case("the");
    name.split(|c: char| !c.is_alphanumeric()).filter(says)
}

fn weights() -> &'static [f32; FEATURES.len()] {
    static WEIGHTS: OnceLock<[f32; FEATURES.len()]> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        let table = shipped!("model/answers.tsv");
        let weight = |name: &str| table.rows().find(|row| row.get(0) == name).and_then(|row| decimal(row.get(1)));
        FEATURES.map(|name| weight(name).unwrap_or(0.0) as f32)
    })
}

/// Marks accusations as denied if a denial answers them, and adds the cues and challengers of the denial to them. A
/// denial that only refers to a claim is then removed.
pub fn link(ctx: &Context<'_>, found: &mut Vec<ClaimDraft>) {
    crate::sort::sort_by_key(found, |one| one.claim.cues.first().copied());
    let answers = answers(ctx, found);
    let mut used = vec![false; found.len()];
    for (denial, accusation) in answers {
        let by = found[denial].claim.clone();
        used[denial] |= found[denial].refers_from.is_some();
        let one = &mut found[accusation].claim;
        one.status = Status::Denied;
        one.cues.extend(by.cues);
        for name in by.challengers {
            if !one.challengers.contains(&name) {
                one.challengers.push(name);
            }
        }
        one.reason = Reason::new(Rule::DeniedElsewhere, one.cues.clone());
    }
    let mut at = 0;
    found.retain(|_| {
        at += 1;
        !used[at - 1]
    });
}

/// Returns the pairs of a denial and the accusation that it probably answers, among claims ordered by their cues.
fn answers(ctx: &Context<'_>, found: &[ClaimDraft]) -> Vec<(usize, usize)> {
    let sides = Sides::new(found.iter().map(|one| Side::new(ctx, &one.claim, one.refers_from.is_some())).collect());
    let weights = weights();
    let likely = |&(denial, accusation): &(usize, usize)| {
        let values = sides.features(denial, accusation);
        values.iter().zip(weights).map(|(value, weight)| value * weight).sum::<f32>() > 0.0
    };
    sides.pairs().filter(likely).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_a_weight() {
        let table = shipped!("model/answers.tsv");
        let names: Vec<&str> = table.rows().map(|row| row.get(0)).collect();
        assert_eq!(names, FEATURES);
        assert!(table.rows().all(|row| decimal(row.get(1)).is_some()));
        assert!(weights().iter().all(|weight| *weight != 0.0));
    }

    #[test]
    fn matches_names_by_significant_words() {
        assert!(same_name("the Marn Mill", "Marn"));
        assert!(!same_name("the mill", "the ministry"));
        assert!(!same_name("", "Marn"));
    }
}
