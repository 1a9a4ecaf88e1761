//! The trained tagger: which words look like a source, a cue or content, and which of them belong together.
//!
//! Two stages share one small convolutional network. The first labels every token; the second examines each candidate
//! cue and finds its content and source, so relations may overlap and nest. What quotation marks prove is not decided
//! here: the network only sees where they are. `corpus/model/MODEL_CARD.md` describes the training data and the
//! accuracy.

mod cache;
pub mod claims;
pub mod features;
mod limit;
mod relations;

use std::ops::{ControlFlow, Range};

pub use cache::Cache;
pub use relations::Relation;
use sayso_net::weights;

use crate::text::Document;

/// Relations with at least this confidence are worth showing. It is the value with the best F1 for attributions on the
/// dev sets.
pub const THRESHOLD: f32 = 0.4;

/// The tagger's findings in a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tagging {
    /// For each token, the first stage's likelihoods that it belongs to content, a source or a cue.
    pub tokens: Vec<Likelihood>,
    /// One relation per candidate cue, including unlikely ones, in the order of the cues.
    pub relations: Vec<Relation>,
    /// The claims of each candidate claim cue, including unlikely ones, in the order of the cues.
    pub claims: Vec<claims::Claim>,
}

impl Tagging {
    /// Returns the relations with content whose confidence is at least `threshold`, in the order of their cues. Of
    /// relations with mostly the same content, only the likeliest is returned.
    pub fn settled(&self, threshold: f32) -> Vec<&Relation> {
        relations::strongest(&self.relations, threshold)
    }

    /// Returns the relations whose cues are among `tokens`, with positions that count from the first of these tokens.
    pub fn part(&self, tokens: Range<usize>) -> Self {
        let relations = self.relations_of(&tokens).iter().map(|relation| relation.counted_from(tokens.start)).collect();
        Self { relations, ..Self::default() }
    }

    /// Appends the relations of such a part as bytes. Equal relations give equal bytes.
    pub fn write_part(&self, tokens: &Range<usize>, to: &mut Vec<u8>) {
        self.relations_of(tokens).iter().for_each(|relation| relation.write(tokens.start, to));
    }

    fn relations_of(&self, tokens: &Range<usize>) -> &[Relation] {
        let upto = |token: usize| self.relations.partition_point(|relation| relation.cue.start < token);
        &self.relations[upto(tokens.start)..upto(tokens.end)]
    }
}

/// How likely a token is part of something, each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Likelihood {
    /// Part of what is said.
    pub content: f32,
    /// Part of who says it.
    pub source: f32,
    /// Part of the words that attribute.
    pub cue: f32,
}

/// Tags `document`. The time it takes grows linearly with the length of the document.
pub fn tag(document: &Document<'_>) -> Tagging {
    tag_with(document, &mut Cache::default(), &mut |_| ControlFlow::Continue(())).unwrap_or_default()
}

/// Tags `document`, reusing the findings in `cache`. The result is bit-identical to that of [`tag`]. Returns `None` if
/// `watch` cancels.
pub fn tag_with(document: &Document<'_>, cache: &mut Cache, watch: Watch<'_>) -> Option<Tagging> {
    let Some(weights) = weights::get() else { return Some(Tagging::default()) };
    cache.work(weights, document, watch)
}

/// The progress of the analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The work that is done, in the unit of `total`.
    pub done: usize,
    /// All the work. Never 0.
    pub total: usize,
}

/// Receives the progress at intervals and decides whether to continue.
pub type Watch<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use sayso_net::Input;

    use super::*;

    fn numbers<T: FromStr<Err: std::fmt::Debug>>(cells: &str) -> Vec<T> {
        cells.split('\t').map(|cell| cell.parse().unwrap()).collect()
    }

    fn assert_near(what: &str, ours: &[f32], trainers: &[f32], by: f32) {
        assert_eq!(ours.len(), trainers.len(), "{what}");
        let near = ours.iter().zip(trainers).all(|(a, b)| (a - b).abs() < by);
        assert!(near, "{what}: {ours:?} is not near {trainers:?}");
    }

    /// The trainer computes in floats, while the program quantises vectors to 12 bits. Both must find the same.
    #[test]
    fn agrees_with_the_trainer() {
        let document = Document::new(include_str!("../../train/check.txt"));
        let weights = weights::get().unwrap();
        let features = features::of(&document);
        let inputs: Vec<Input> = features.iter().map(|token| token.input).collect();
        let hidden = sayso_net::hidden(weights, &inputs, 0..inputs.len());
        let ours = sayso_net::likelihoods(weights, &sayso_net::emissions(weights, &hidden));
        let (mut token, mut label, mut cues, mut known) = (0, 0, 0, 0);
        let mut seen = None;
        for line in include_str!("../../corpus/model/check.tsv").lines() {
            match line.split_once('\t') {
                Some(("token", cells)) => {
                    assert_near(line, &ours[token], &numbers(cells), 0.03);
                    token += 1;
                }
                Some(("cue", cells)) => {
                    let cells: Vec<f32> = numbers(cells);
                    let cue = cells[0] as usize..cells[1] as usize;
                    let new = relations::look(weights, &document, &features, &hidden, 0, &cue);
                    assert_near(line, &[new.gate], &cells[2..], 0.1);
                    (seen, label, cues) = (Some(new), 0, cues + 1);
                }
                Some(("label", cells)) => {
                    let seen: &relations::Seen = seen.as_ref().unwrap();
                    assert_near(line, &seen.emissions[label], &numbers(cells), 0.15);
                    label += 1;
                }
                Some(("claim", cells)) => {
                    let cells: Vec<&str> = cells.split('\t').collect();
                    let cue: Range<usize> = cells[0].parse().unwrap()..cells[1].parse().unwrap();
                    // Like the program, the trainer looks for claims in one paragraph at a time.
                    let own = document
                        .tokens_of(&(document.tokens[cue.start].paragraph..document.tokens[cue.start].paragraph + 1));
                    let hidden = sayso_net::hidden(weights, &inputs[own.clone()], 0..own.len());
                    let likely = sayso_net::claim_likelihoods(weights, &sayso_net::claim_emissions(weights, &hidden));
                    let seen = claims::look(weights, &document, &features[own.start..], &hidden, own.start, &cue);
                    assert_eq!(format!("{:?}", seen.status).to_lowercase(), cells[2], "{line}");
                    let trainers: Vec<f32> = cells[3..].iter().map(|cell| cell.parse().unwrap()).collect();
                    assert_near(
                        line,
                        &[likely[cue.start - own.start][1], seen.sure],
                        &[trainers[0], trainers[2]],
                        0.05,
                    );
                    assert_near(line, &[seen.known], &trainers[1..2], 0.3);
                    known += 1;
                }
                _ => {}
            }
        }
        assert_eq!(token, document.tokens.len());
        assert!(cues > 5 && known > 2);
    }

    #[test]
    fn accepts_any_text() {
        for text in ["", " ", "said", "“", "\u{feff}\n\n—", "He said he said he said: “‘", "¿Qué?\n\n7"] {
            let document = Document::new(text);
            assert_eq!(tag(&document).tokens.len(), document.tokens.len());
        }
    }
}
