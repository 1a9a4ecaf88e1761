//! The tagger's findings for each paragraph, cached for the next version of the text.
//!
//! The network runs on one paragraph at a time, and knows nothing outside it except what the features say. So a finding
//! remains valid as long as the paragraph's letters and everything else that its features depend on are unchanged. The
//! key holds these values themselves and not a hash of them, so the result is bit-identical to that of a full run.

use std::ops::Range;

use sayso_net::Input;
use sayso_net::weights::{LABELS, Weights};

use super::claims::Claim;
use super::features::{self, Around};
use super::relations::{self, Relation};
use super::{Likelihood, Progress, Tagging, Watch, claims, limit};
use crate::cache::RunCache;
use crate::text::Document;

/// Progress is reported after this many tokens, or after slightly more in long paragraphs.
const BATCH: usize = 900;
/// Progress is also reported after this many cues.
const STRIDE: usize = 32;

/// The findings for the paragraphs of the previous version of the text.
#[derive(Debug, Default)]
pub struct Cache {
    paragraphs: RunCache<ParagraphFindings>,
}

/// The findings for one paragraph. Positions count from its first token.
#[derive(Debug)]
struct ParagraphFindings {
    tokens: Vec<Likelihood>,
    relations: Vec<Relation>,
    claims: Vec<Claim>,
}

impl Cache {
    /// Runs both stages of the network on `document`, except on paragraphs whose findings are in the cache. Returns
    /// `None` if `watch` cancels.
    pub(super) fn work(&mut self, weights: &Weights, document: &Document<'_>, watch: Watch<'_>) -> Option<Tagging> {
        let total = document.tokens.len();
        let mut out = Tagging { tokens: Vec::with_capacity(total), ..Tagging::default() };
        let mut clock = Clock { reported: 0, cues: 0, total: 2 * total.max(1), watch };
        let names = features::names(document);
        for tokens in features::paragraphs(document) {
            let around = Around::of(document, &names, &tokens);
            let find = || find(weights, document, &around, &tokens, &mut clock);
            let found = self.paragraphs.try_get(key(document, &around, &tokens), find)?;
            out.tokens.extend_from_slice(&found.tokens);
            out.relations.extend(found.relations.iter().map(|relation| relation.moved(tokens.start)));
            out.claims.extend(found.claims.iter().map(|claim| claim.moved(tokens.start)));
        }
        self.paragraphs.end_run();
        Some(out)
    }
}

/// Returns everything that the network's findings about a paragraph depend on, as bytes: its letters, its quotation
/// marks and its context.
fn key(document: &Document<'_>, around: &Around, tokens: &Range<usize>) -> Vec<u8> {
    let number = document.tokens[tokens.start].paragraph;
    let mut key = document.key(number..number + 1);
    around.write(&mut key);
    key
}

/// Reports progress at intervals. Each token counts twice, once for each stage.
struct Clock<'a> {
    reported: usize,
    cues: usize,
    total: usize,
    watch: Watch<'a>,
}

impl Clock<'_> {
    /// Counts a cue that the second stage examines. Returns `None` if the watch cancels.
    fn count(&mut self, done: usize) -> Option<()> {
        self.cues += 1;
        self.tell(done, self.cues.is_multiple_of(STRIDE))
    }

    /// Reports `done` if `now`, or if enough has been done since the last report. Returns `None` if the watch cancels.
    fn tell(&mut self, done: usize, now: bool) -> Option<()> {
        if !now && done < self.reported + BATCH {
            return Some(());
        }
        self.reported = done;
        (self.watch)(Progress { done, total: self.total }).is_continue().then_some(())
    }
}

/// Runs both stages on one paragraph. Returns `None` if the watch cancels.
fn find(
    weights: &Weights,
    document: &Document<'_>,
    around: &Around,
    tokens: &Range<usize>,
    clock: &mut Clock<'_>,
) -> Option<ParagraphFindings> {
    let features = features::of_paragraph(document, around, tokens);
    let inputs: Vec<Input> = features.iter().map(|token| token.input).collect();
    let hidden = sayso_net::hidden(weights, &inputs, 0..inputs.len());
    let labels = sayso_net::likelihoods(weights, &sayso_net::emissions(weights, &hidden));
    clock.tell(tokens.start + tokens.end, false)?;
    let mut relations = Vec::new();
    let cues = relations::candidates(document, tokens, &labels);
    for (cue, _) in limit::affordable(document, tokens, &cues, limit::ATTRIBUTIONS) {
        clock.count(tokens.end + cue.start)?;
        let seen = relations::look(weights, document, &features, &hidden, tokens.start, &cue);
        let quoted = features[cue.start - tokens.start].quote > 0;
        relations.push(relations::read(weights, seen, &cue, tokens.start, &labels[cue.start - tokens.start], quoted));
    }
    let likely = sayso_net::claim_likelihoods(weights, &sayso_net::claim_emissions(weights, &hidden));
    let cues = claims::candidates(tokens, &likely);
    let mut found = Vec::new();
    for (cue, likely) in limit::affordable(document, tokens, &cues, limit::CLAIMS) {
        clock.count(2 * tokens.end)?;
        let seen = claims::look(weights, document, &features, &hidden, tokens.start, &cue);
        let cue = cue.start - tokens.start..cue.end - tokens.start;
        found.extend(claims::read(weights, seen, &cue, likely));
    }
    let token = |p: &[f32; LABELS]| Likelihood { content: p[1] + p[2], source: p[3] + p[4], cue: p[5] + p[6] };
    Some(ParagraphFindings { tokens: labels.iter().map(token).collect(), relations, claims: found })
}
