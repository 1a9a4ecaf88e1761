//! What the tagger found in each paragraph, kept for the next version of the text.
//!
//! The network's layers see a few tokens beyond a paragraph ([`SIGHT`]), the second stage nothing beyond it but a cue's end. So what was
//! found in a paragraph holds as long as the network is shown the same tokens there and around it. They are compared themselves, not
//! sums of them: the outcome is that of a full run, to the bit. Only the chain of labels runs through the whole text each time.

use std::collections::HashMap;
use std::ops::{ControlFlow, Range};
use std::rc::Rc;

use rustc_hash::FxBuildHasher;
use sayso_net::weights::{LABELS, Weights};
use sayso_net::{CUE_TOKENS, Hidden, Input, SIGHT};

use super::features::Features;
use super::relations::{self, Reading, Relation};
use super::{Progress, Watch};
use crate::text::Document;

/// Paragraphs are worked on together until they have so many tokens.
const BATCH: usize = 900;
/// So many cues are looked at between two reports of the progress.
const STRIDE: usize = 32;

/// What was found in the paragraphs of the text before.
#[derive(Debug, Default)]
pub struct Memory {
    kept: Paragraphs,
}

type Paragraphs = HashMap<Key, Rc<Kept>, FxBuildHasher>;

/// All that the network's view of a paragraph depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    /// The paragraph's tokens and those around it.
    inputs: Box<[Input]>,
    /// How many of them stand before it.
    before: usize,
    /// Per token of the paragraph its sentence, counted from the paragraph's first, and its quotation, counted likewise from 1.
    layout: Box<[(u32, u32)]>,
}

/// What was found in a paragraph.
#[derive(Clone, Debug, Default)]
struct Kept {
    emissions: Vec<[f32; LABELS]>,
    readings: Vec<Reading>,
}

/// A paragraph in work.
struct Paragraph {
    tokens: Range<usize>,
    key: Key,
    old: Option<Rc<Kept>>,
    /// What the layers know of it, where they had to be asked.
    hidden: Option<Rc<Hidden>>,
    emissions: Vec<[f32; LABELS]>,
    readings: Vec<Reading>,
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
        let mut paragraphs = self.paragraphs(document, features, inputs);
        // Each of the two stages counts every token once.
        let total = 2 * inputs.len().max(1);
        first_stage(weights, inputs, &mut paragraphs, &mut |done| watch(Progress { done, total }))?;
        let emissions: Vec<_> = paragraphs
            .iter()
            .flat_map(|own| own.old.as_ref().map_or(&own.emissions, |old| &old.emissions))
            .copied()
            .collect();
        let labels = sayso_net::likelihoods(weights, &emissions);
        let mut out = Vec::new();
        let mut at = 0;
        for (number, cue) in relations::candidates(document, &labels).into_iter().enumerate() {
            if number % STRIDE == STRIDE - 1 {
                go_on(watch(Progress { done: inputs.len() + cue.start, total }))?;
            }
            while paragraphs[at].tokens.end <= cue.start {
                at += 1;
            }
            let own = &mut paragraphs[at];
            let first = own.tokens.start;
            let reading = own.known(&cue).unwrap_or_else(|| {
                let hidden = own.hidden.get_or_insert_with(|| Rc::new(layers(weights, inputs, &own.tokens)));
                let seen = relations::look(weights, document, features, hidden, &cue);
                relations::read(weights, seen, &cue, first)
            });
            let quoted = features[cue.start].quote > 0;
            out.push(relations::relation(weights, &reading, first, &labels[cue.start], quoted));
            own.readings.push(reading);
        }
        self.kept = paragraphs.into_iter().map(Paragraph::keep).collect();
        Some((labels, out))
    }

    fn paragraphs(&self, document: &Document<'_>, features: &[Features], inputs: &[Input]) -> Vec<Paragraph> {
        let mut all = Vec::new();
        let mut start = 0;
        for tokens in document.tokens.chunk_by(|a, b| a.paragraph == b.paragraph) {
            let tokens = start..start + tokens.len();
            start = tokens.end;
            let key = key(document, features, inputs, &tokens);
            let old = self.kept.get(&key).cloned();
            all.push(Paragraph { tokens, key, old, hidden: None, emissions: Vec::new(), readings: Vec::new() });
        }
        all
    }
}

impl Paragraph {
    fn known(&self, cue: &Range<usize>) -> Option<Reading> {
        let cue = cue.start - self.tokens.start..cue.end - self.tokens.start;
        self.old.as_ref()?.readings.iter().find(|reading| reading.cue == cue).cloned()
    }

    fn keep(self) -> (Key, Rc<Kept>) {
        let Self { key, old, emissions, readings, .. } = self;
        let kept = match old {
            Some(old) if old.readings == readings => old,
            Some(old) => Rc::new(Kept { emissions: old.emissions.clone(), readings }),
            None => Rc::new(Kept { emissions, readings }),
        };
        (key, kept)
    }
}

fn key(document: &Document<'_>, features: &[Features], inputs: &[Input], tokens: &Range<usize>) -> Key {
    let before = tokens.start.min(SIGHT);
    let end = (tokens.end + CUE_TOKENS + SIGHT).min(inputs.len());
    let sentence = document.tokens[tokens.start].sentence;
    let (mut last, mut quotes) = (0, 0);
    let layout = tokens.clone().map(|at| {
        let quote = features[at].quote;
        if quote > 0 && quote != last {
            (last, quotes) = (quote, quotes + 1);
        }
        ((document.tokens[at].sentence - sentence) as u32, if quote > 0 { quotes } else { 0 })
    });
    Key { layout: layout.collect(), inputs: inputs[tokens.start - before..end].into(), before }
}

/// Asks the layers about the paragraphs that are not known, several together.
fn first_stage(
    weights: &Weights,
    inputs: &[Input],
    paragraphs: &mut [Paragraph],
    watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Option<()> {
    let mut rest = paragraphs;
    while let Some(start) = rest.iter().position(|own| own.old.is_none()) {
        rest = &mut rest[start..];
        let first = rest[0].tokens.start;
        let full = |own: &Paragraph| own.old.is_some() || own.tokens.start - first >= BATCH;
        let (batch, behind) = rest.split_at_mut(rest.iter().position(full).unwrap_or(rest.len()));
        let end = batch.last().map_or(first, |own| own.tokens.end);
        let hidden = Rc::new(layers(weights, inputs, &(first..end)));
        let emissions = sayso_net::emissions(weights, &hidden);
        for own in batch {
            own.emissions = emissions[own.tokens.start - first..own.tokens.end - first].to_vec();
            own.hidden = Some(hidden.clone());
        }
        go_on(watch(end))?;
        rest = behind;
    }
    Some(())
}

/// A cue may reach a few tokens beyond its paragraph.
fn layers(weights: &Weights, inputs: &[Input], tokens: &Range<usize>) -> Hidden {
    sayso_net::hidden(weights, inputs, tokens.start..(tokens.end + CUE_TOKENS).min(inputs.len()))
}

fn go_on(flow: ControlFlow<()>) -> Option<()> {
    flow.is_continue().then_some(())
}
