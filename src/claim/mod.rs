//! Contested claims: what the article itself presents as open, and the words that show it.
//!
//! The cues are in `corpus/lexicon/claims.tsv`, each with its status and the grammar that it governs. [`context`] finds
//! them in the text, [`scope`] finds the smallest clause that each one governs, and [`parties`] names the claimant, the
//! challengers and the accused. Each status has its own module. Nothing here judges whether a claim is true.

mod alleged;
mod answers;
mod conflict;
mod context;
mod corroborated;
mod denied;
mod disputed;
mod learned;
mod merge;
mod open;
mod parties;
mod refer;
mod refuted;
mod reply;
mod scope;
mod speculative;
mod unconfirmed;

pub use answers::FEATURES;
pub(crate) use conflict::facts::{self, Fact};
pub(crate) use conflict::figures::rounded;

use std::ops::Range;

use crate::lexicon::BaseUnit;
use crate::model::{Attribution, Claim, Reason, Rule, Status};
use crate::span::Span;
use crate::speaker::SpeakerResolver;
use crate::tagger;
use crate::text::{Document, quantity};
use context::{Context, Hit};
use scope::Scope;

/// The role of a phrase in a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Party {
    Claimant,
    Challenger,
    Target,
}

/// A claim whose parties are not yet named. Ranges are token positions.
#[derive(Clone, Debug)]
struct ClaimDraft {
    claim: Claim,
    claimant: Option<Range<usize>>,
    challenger: Option<Range<usize>>,
    target: Option<Range<usize>>,
    /// The position of the cue, if the cue only refers to a claim that is stated elsewhere.
    refers_from: Option<usize>,
}

impl ClaimDraft {
    /// Creates a claim that `rule` found, without parties and without a reference to another claim.
    fn new(content: Vec<Span>, status: Status, cues: Vec<Span>, rule: Rule) -> Self {
        let reason = Reason::new(rule, cues.clone());
        let claim = Claim { confidence: learned::USUAL, ..Claim::new(content, status, cues, reason) };
        Self { claim, claimant: None, challenger: None, target: None, refers_from: None }
    }
}

/// Finds the claims of a document that have a status, ordered by the start of their content.
///
/// `resolver` must have been created for `document`. If `attributions` have resolved speakers, the claimants are found
/// more reliably; without attributions, only the words of the text are used.
pub fn find(
    document: &Document<'_>,
    resolver: &SpeakerResolver<'_, '_>,
    attributions: &[Attribution],
    tagged: &[tagger::claims::Claim],
) -> Vec<Claim> {
    let ctx = Context::new(document, attributions);
    let mut found: Vec<ClaimDraft> = Vec::new();
    for hit in ctx.hits() {
        let found_by_rule = match hit.cue.status {
            Status::Refuted => refuted::claim(&ctx, &hit),
            Status::Denied => denied::claim(&ctx, &hit),
            Status::Disputed => disputed::claim(&ctx, &hit),
            Status::Unconfirmed => unconfirmed::claim(&ctx, &hit),
            Status::Alleged => alleged::claim(&ctx, &hit),
            Status::Speculative => speculative::claim(&ctx, &hit),
            Status::Corroborated => corroborated::claim(&ctx, &hit),
        };
        let more = found_by_rule.as_ref().map(|one| scope::joined(&ctx, one)).unwrap_or_default();
        found.extend(found_by_rule);
        found.extend(more);
    }
    found.extend(alleged::by_accusers(&ctx));
    found.extend(alleged::by_names(&ctx));
    found.extend(open::find(&ctx));
    found.extend(reply::find(&ctx));
    let mut found = learned::join(&ctx, tagged, found);
    refer::drop_accused_denials(&mut found);
    refer::to_claims(&ctx, &mut found);
    let pairs = conflict::find(&ctx);
    let sides: Vec<_> = pairs.iter().map(|(a, b)| (a.claim.content.clone(), b.claim.content.clone())).collect();
    found.extend(pairs.into_iter().flat_map(|(a, b)| [a, b]));
    parties::fill(&ctx, resolver, &mut found);
    answers::link(&ctx, &mut found);
    let mut claims = merge::merge(document, found.into_iter().map(|one| one.claim).collect());
    // A challenger cannot also be the claimant.
    for claim in claims.iter_mut().filter(|claim| claim.challengers.contains(&claim.claimant)) {
        claim.claimant.clear();
    }
    merge::link(&mut claims, &sides);
    for claim in &mut claims {
        let quantities =
            claim.content.iter().flat_map(|part| quantity::find(&document.tokens, document.tokens_in(*part)));
        // Readers do not regard a day of the week as a figure.
        claim.figures =
            quantities.filter(|quantity| quantity.unit != BaseUnit::Weekday).map(|quantity| quantity.span).collect();
    }
    claims
}

/// Returns the values of [`FEATURES`] for each pair of a denial and an accusation, with their indices in `claims`. The
/// flag of each claim says whether its cue only refers to a claim. The claims must be ordered by their cues, and each
/// must have a cue.
pub fn answer_features(
    document: &Document<'_>,
    claims: &[(Claim, bool)],
) -> Vec<(usize, usize, [f32; FEATURES.len()])> {
    let ctx = Context::new(document, &[]);
    let sides = claims.iter().map(|(claim, refers)| answers::Side::new(&ctx, claim, *refers)).collect();
    let sides = answers::Sides::new(sides);
    sides.pairs().map(|(denial, accusation)| (denial, accusation, sides.features(denial, accusation))).collect()
}

/// Returns a claim with the status of the hit and without parties other than the accused. Returns `None` if its content
/// or cue contains no word.
fn draft(ctx: &Context<'_>, hit: &Hit, scope: &Scope, rule: Rule) -> Option<ClaimDraft> {
    let content = scope.content(ctx);
    let cues = scope.cue_spans(ctx);
    (!content.is_empty() && !cues.is_empty()).then(|| ClaimDraft {
        target: scope.object.clone(),
        refers_from: scope.referred.then_some(hit.tokens.start),
        ..ClaimDraft::new(content, hit.cue.status, cues, rule)
    })
}

#[cfg(test)]
fn check(text: &str) -> Vec<(Status, String)> {
    let document = Document::new(text);
    let tagging = tagger::tag(&document);
    let attributions = crate::attribution::find(&document).attributions;
    let words = |claim: &Claim| claim.content.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
    find(&document, &SpeakerResolver::new(&document), &attributions, &tagging.claims)
        .iter()
        .map(|claim| (claim.status, words(claim)))
        .collect()
}
