//! Finds the claim that a cue governs: the smallest clause that states it. Each shape of cue has a function. The
//! functions are grouped by module: [`verbal`] (objects of verbs), [`accusing`], [`denying`], [`nominal`],
//! [`adjectival`], [`sentential`] (adverbs, raising verbs, modals), [`falsehood`] (what somebody calls false) and
//! [`doubt`] (what nobody has established).

pub mod accusing;
pub mod adjectival;
pub mod antecedent;
pub mod charged;
pub mod denying;
pub mod doubt;
pub mod falsehood;
pub mod nominal;
pub mod sentential;
pub mod subject;
pub mod verbal;

use std::ops::Range;

use super::ClaimDraft;
use super::context::{Context, Hit};
use crate::lexicon::Class;
use crate::lexicon::claims::Shape;
use crate::model::Claim;
use crate::span::Span;
use crate::syntax::clause::{self, Extent};

/// What a cue governs: the content of a claim, and the phrases for its parties. Ranges are token positions.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The content of the claim.
    pub content: Vec<Range<usize>>,
    /// The words that indicate its status.
    pub cues: Vec<Range<usize>>,
    /// The phrase for who claims or denies.
    pub subject: Option<Range<usize>>,
    /// The phrase for who is accused.
    pub object: Option<Range<usize>>,
    /// Whether the content is elsewhere in the text and the cue only refers to it.
    pub referred: bool,
    /// The content that is taken from elsewhere in the text, as spans that count bytes.
    pub spans: Vec<Span>,
}

impl Scope {
    /// Creates a scope with a single content and cue. Returns `None` if the content is empty.
    pub fn one(content: Range<usize>, cue: Range<usize>) -> Option<Self> {
        (!content.is_empty()).then(|| Self { content: vec![content], cues: vec![cue], ..Self::default() })
    }

    /// Sets the subject.
    pub fn by(self, subject: Option<Range<usize>>) -> Self {
        Self { subject, ..self }
    }

    /// Sets the object.
    pub fn against(self, object: Option<Range<usize>>) -> Self {
        Self { object, ..self }
    }

    /// Returns the content as spans that count bytes.
    pub fn content(&self, ctx: &Context<'_>) -> Vec<Span> {
        let mut out: Vec<Span> = self.content.iter().filter_map(|range| ctx.span(range.clone())).collect();
        out.extend(self.spans.iter().map(|&span| without_that(ctx, span)));
        crate::sort::sort(&mut out);
        out.dedup();
        out
    }

    /// Returns the cues as spans that count bytes.
    pub fn cue_spans(&self, ctx: &Context<'_>) -> Vec<Span> {
        self.cues.iter().filter_map(|range| ctx.span(range.clone())).collect()
    }
}

/// Returns the span without a leading "that".
fn without_that(ctx: &Context<'_>, span: Span) -> Span {
    let tokens = ctx.view.document.tokens_in(span);
    if ctx.view.class(tokens.start, Class::Complementiser) && tokens.len() > 2 {
        ctx.view.document.cover(tokens.start + 1..tokens.end)
    } else {
        span
    }
}

/// Returns the scope of a cue, depending on its shape. Returns `None` if the cue does not state a claim in this
/// context.
pub fn of(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    match hit.cue.shape {
        Shape::Clause | Shape::Believe => verbal::clause(ctx, hit),
        Shape::Accuse => accusing::accuse(ctx, hit, &[Class::Of]),
        Shape::Charge => {
            let joints = [Class::With, Class::Over, Class::For, Class::In, Class::Of, Class::On];
            accusing::accuse(ctx, hit, &joints).or_else(|| verbal::that(ctx, hit))
        }
        Shape::Blame => accusing::blame(ctx, hit),
        Shape::SuspectOf => accusing::accuse(ctx, hit, &[Class::Of]).or_else(|| verbal::that(ctx, hit)),
        Shape::Implicate => accusing::accuse(ctx, hit, &[Class::In]),
        Shape::Raising => sentential::raising(ctx, hit),
        Shape::Appear => sentential::appear(ctx, hit),
        Shape::Adjective => adjectival::adjective(ctx, hit),
        Shape::AdjectiveOf => adjectival::adjective_of(ctx, hit),
        Shape::Adverb => sentential::adverb(ctx, hit),
        Shape::Falsely => verbal::falsely(ctx, hit),
        Shape::Noun => nominal::noun(ctx, hit).or_else(|| nominal::compound(ctx, hit)),
        Shape::NounStrict => nominal::noun(ctx, hit),
        Shape::NounThat => nominal::noun_that(ctx, hit),
        Shape::Charges => nominal::charges(ctx, hit),
        Shape::SuspectIn => nominal::suspect_in(ctx, hit),
        Shape::Held => nominal::held(ctx, hit),
        Shape::Insist => denying::insist(ctx, hit),
        Shape::Maintain => verbal::maintain(ctx, hit),
        Shape::Deny => denying::deny(ctx, hit),
        Shape::Reject | Shape::Contradict => denying::reject(ctx, hit),
        Shape::Disown => sentential::disown(ctx, hit),
        Shape::Plea => denying::plea(ctx, hit),
        Shape::Innocence => sentential::innocence(ctx, hit),
        Shape::Predicate => falsehood::predicate(ctx, hit),
        Shape::Passive => falsehood::passive(ctx, hit),
        Shape::After => sentential::after(ctx, hit),
        Shape::Unverified => doubt::unverified(ctx, hit),
        Shape::Condition => doubt::condition(ctx, hit),
        Shape::ModalPast => sentential::modal(ctx, hit, true),
        Shape::Modal => sentential::modal(ctx, hit, false),
        Shape::Conflicting => nominal::conflicting(ctx, hit),
    }
}

/// Returns a claim for each further clause with "that" that is joined to the first: "denied that he knew and that he
/// paid", "alleges that he knew, that he paid, and that he lied".
pub fn joined(ctx: &Context<'_>, one: &ClaimDraft) -> Vec<ClaimDraft> {
    let view = ctx.view;
    let [content] = one.claim.content.as_slice() else { return Vec::new() };
    let first = view.document.tokens_in(*content);
    // The tagger may end the attribution with the same cue after the first clause.
    let cue = one.claim.cues.first().and_then(|cue| ctx.cued_at(view.document.token_at(cue.start)));
    let own = cue.zip(ctx.reported_at(first.start)).is_some_and(|(cue, around)| std::ptr::eq(cue, around));
    let limit = if own { view.sentence(first.start).end } else { ctx.claim_range(first.start).end };
    let (mut end, mut out) = (first.end, Vec::new());
    if !view.class(first.start.wrapping_sub(1), Class::Complementiser) {
        return out;
    }
    loop {
        let comma = usize::from(view.is(end, ","));
        let that = end + comma + usize::from(view.class(end + comma, Class::Conjunction));
        if that == end || !clause::opens_that(view, that, limit) {
            return out;
        }
        let clause = clause::forward(ctx, that + 1, limit, Extent::Clause);
        let Some(span) = ctx.span(clause.clone()).filter(|_| clause.end > end) else { return out };
        end = clause.end;
        out.push(ClaimDraft { claim: Claim { content: vec![span], ..one.claim.clone() }, ..one.clone() });
    }
}
