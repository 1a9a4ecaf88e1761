//! What the tagger found in each paragraph, kept for the next version of the text.
//!
//! The network is shown one paragraph at a time and knows of nothing beyond it but what the features say. So what was found in a
//! paragraph holds as long as it is shown the same tokens. They are compared themselves, not sums of them: the outcome is that of a full
//! run, to the bit.

use std::ops::Range;
use std::rc::Rc;

use sayso_net::Input;
use sayso_net::weights::{LABELS, Weights};

use super::features::Features;
use super::relations::{self, Relation};
use super::{Progress, Watch};
use crate::hash::HashMap;
use crate::text::Document;

/// So many tokens are worked on between two reports of the progress, in long paragraphs a few more.
const BATCH: usize = 900;
/// So many cues are looked at between two reports.
const STRIDE: usize = 32;

/// What was found in the paragraphs of the text before.
#[derive(Debug, Default)]
pub struct Memory {
    kept: HashMap<Key, Rc<Kept>>,
}

/// All that the network's view of a paragraph depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    inputs: Box<[Input]>,
    /// Per token its sentence, counted from the paragraph's first, and its quotation, counted likewise from 1.
    layout: Box<[(u32, u32)]>,
}

/// What was found in a paragraph. Positions count from its first token.
#[derive(Debug)]
struct Kept {
    labels: Vec<[f32; LABELS]>,
    relations: Vec<Relation>,
}

impl Memory {
    /// The likelihoods of all tokens and the relations of all possible cues. `None` if `watch` wants to stop.
    pub(super) fn work(
        &mut self,
        weights: &Weights,
        document: &Document<'_>,
        features: &[Features],
        inputs: &[Input],
        watch: Watch<'_>,
    ) -> Option<(Vec<[f32; LABELS]>, Vec<Relation>)> {
        let mut kept = HashMap::default();
        let (mut labels, mut out) = (Vec::with_capacity(inputs.len()), Vec::new());
        let mut clock = Clock { told: 0, cues: 0, total: 2 * inputs.len().max(1), watch };
        let mut start = 0;
        for own in document.tokens.chunk_by(|a, b| a.paragraph == b.paragraph) {
            let tokens = start..start + own.len();
            start = tokens.end;
            let key = key(document, features, inputs, &tokens);
            let found = match self.kept.get(&key) {
                Some(found) => found.clone(),
                None => Rc::new(find(weights, document, features, inputs, &tokens, &mut clock)?),
            };
            labels.extend_from_slice(&found.labels);
            out.extend(found.relations.iter().map(|relation| relation.moved(tokens.start)));
            kept.insert(key, found);
        }
        self.kept = kept;
        Some((labels, out))
    }
}

/// Says now and then how far the work is. Each of the two stages counts every token once.
struct Clock<'a> {
    told: usize,
    cues: usize,
    total: usize,
    watch: Watch<'a>,
}

impl Clock<'_> {
    fn tell(&mut self, done: usize, now: bool) -> Option<()> {
        if !now && done < self.told + BATCH {
            return Some(());
        }
        self.told = done;
        (self.watch)(Progress { done, total: self.total }).is_continue().then_some(())
    }
}

fn key(document: &Document<'_>, features: &[Features], inputs: &[Input], tokens: &Range<usize>) -> Key {
    let sentence = document.tokens[tokens.start].sentence;
    let (mut last, mut quotes) = (0, 0);
    let layout = tokens.clone().map(|at| {
        let quote = features[at].quote;
        if quote > 0 && quote != last {
            (last, quotes) = (quote, quotes + 1);
        }
        ((document.tokens[at].sentence - sentence) as u32, if quote > 0 { quotes } else { 0 })
    });
    Key { layout: layout.collect(), inputs: inputs[tokens.clone()].into() }
}

/// Both stages on one paragraph.
fn find(
    weights: &Weights,
    document: &Document<'_>,
    features: &[Features],
    inputs: &[Input],
    tokens: &Range<usize>,
    clock: &mut Clock<'_>,
) -> Option<Kept> {
    let hidden = sayso_net::hidden(weights, inputs, tokens.clone());
    let labels = sayso_net::likelihoods(weights, &sayso_net::emissions(weights, &hidden));
    clock.tell(tokens.start + tokens.end, false)?;
    let mut relations = Vec::new();
    for cue in relations::candidates(document, tokens, &labels) {
        clock.cues += 1;
        clock.tell(tokens.end + cue.start, clock.cues.is_multiple_of(STRIDE))?;
        let seen = relations::look(weights, document, features, &hidden, &cue);
        let quoted = features[cue.start].quote > 0;
        relations.push(relations::read(weights, seen, &cue, tokens.start, &labels[cue.start - tokens.start], quoted));
    }
    Some(Kept { labels, relations })
}
