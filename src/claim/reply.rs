//! Replies that do not state a claim: "This is false.", "It was not, the church said.", "Asked if she knew, she said
//! no."
//!
//! Hit: "The raffle was fixed, he claimed. It was not, the church said." Miss: "It was not easy, the church said."

use std::ops::Range;

use super::ClaimDraft;
use super::context::Context;
use crate::lexicon::claims::Shape;
use crate::lexicon::{ClaimWord, Class, uncontracted};
use crate::model::{Attribution, Rule, Status};
use crate::span::Span;
use crate::syntax::nouns;

/// The maximum number of words in a reply.
const SHORT: usize = 8;

/// Finds the claims that replies refute or deny, and retractions.
pub fn find(ctx: &Context<'_>) -> Vec<ClaimDraft> {
    let replies = ctx.attributions.iter().filter_map(|attribution| {
        corrected(ctx, attribution).or_else(|| asked(ctx, attribution)).or_else(|| denied(ctx, attribution))
    });
    let mut out: Vec<ClaimDraft> = replies.collect();
    out.extend(ctx.view.document.sentences.iter().filter_map(|sentence| refuted(ctx, *sentence)));
    out
}

/// Finds a denial of the previous statement: "It was not, the church said".
fn denied(ctx: &Context<'_>, attribution: &Attribution) -> Option<ClaimDraft> {
    let ([content], [source, ..]) = (&attribution.content[..], &attribution.source[..]) else { return None };
    let tokens = ctx.view.document.tokens_in(*content);
    if !(negates(ctx, tokens.clone()) || calls_false(ctx, tokens.clone())) {
        return None;
    }
    let first = ctx.view.sentence(tokens.start).start;
    let said = last_said(ctx, first, &attribution.speaker)?;
    let by = Some(ctx.view.document.tokens_in(*source));
    Some(ClaimDraft { challenger: by, ..ClaimDraft::new(said, Status::Denied, vec![*content], Rule::DeniedElsewhere) })
}

/// Finds a question whose content the answer denies: "Asked if she had sold the ring, she said no".
fn asked(ctx: &Context<'_>, attribution: &Attribution) -> Option<ClaimDraft> {
    let view = ctx.view;
    let ([content], [source, ..]) = (&attribution.content[..], &attribution.source[..]) else { return None };
    let answer = view.document.tokens_in(*content);
    let mut words = answer.clone().filter(|&at| view.wordlike(at));
    if !words.next().is_some_and(|at| view.class(at, Class::No)) || words.next().is_some() {
        return None;
    }
    let sentence = view.sentence(answer.start);
    let open = (sentence.start..answer.start).find(|&at| view.is(at, "asked"))? + 1;
    let open = (open..(open + 3).min(answer.start)).find(|&at| view.class(at, Class::Whether))?;
    let end = (open + 1..answer.start).find(|&at| view.is(at, ","))?;
    let asked = ctx.span(open + 1..end)?;
    let by = Some(view.document.tokens_in(*source));
    Some(ClaimDraft {
        challenger: by,
        ..ClaimDraft::new(vec![asked], Status::Denied, vec![*content], Rule::DeniedVerb)
    })
}

/// Finds a retraction by the publication itself: "An earlier version of this article said that".
fn corrected(ctx: &Context<'_>, attribution: &Attribution) -> Option<ClaimDraft> {
    let view = ctx.view;
    let version = |at: usize| {
        view.known(at).is_claim_word(ClaimWord::Version)
            && view.known(at.wrapping_sub(1)).is_claim_word(ClaimWord::Superseded)
            && view.class(at + 1, Class::Of)
            && (view.any(at + 2, &[Class::Proximal, Class::Definite]) || view.is(at + 2, "our"))
            && view.known(at + 3).is_claim_word(ClaimWord::Published)
    };
    let said = view.document.tokens_in(*attribution.cue.first()?);
    let from = (view.sentence(said.start).start..said.start).find(|&at| version(at))?;
    let content = attribution.content.iter().filter_map(|&part| without_that(ctx, part)).collect();
    Some(ClaimDraft::new(content, Status::Refuted, vec![ctx.span(from.saturating_sub(1)..said.end)?], Rule::Refuted))
}

fn without_that(ctx: &Context<'_>, part: Span) -> Option<Span> {
    let tokens = ctx.view.document.tokens_in(part);
    let that = ctx.view.class(tokens.start, Class::Complementiser);
    ctx.span(tokens.start + usize::from(that)..tokens.end)
}

/// Finds a refutation of the previous statement in the writer's own voice: "This is false."
fn refuted(ctx: &Context<'_>, sentence: Span) -> Option<ClaimDraft> {
    let tokens = ctx.view.document.tokens_in(sentence);
    if tokens.clone().any(|at| ctx.reported_at(at).is_some() || ctx.cued_at(at).is_some()) {
        return None;
    }
    let said = calls_false(ctx, tokens.clone()).then(|| last_said(ctx, tokens.start, "")).flatten()?;
    Some(ClaimDraft::new(said, Status::Refuted, vec![ctx.span(tokens)?], Rule::Refuted))
}

/// Whether the words are only a subject, an auxiliary and a negation: "It was not", "They did not", "She hasn't".
fn negates(ctx: &Context<'_>, tokens: Range<usize>) -> bool {
    let view = ctx.view;
    let words: Vec<usize> = tokens.filter(|&at| view.wordlike(at) && !view.adverb(at)).take(SHORT).collect();
    match words[..] {
        [subject, verb] => view.class(subject, Class::Pronoun) && uncontracted(view.word(verb)).1,
        [subject, verb, not] => {
            view.class(subject, Class::Pronoun) && view.auxiliary(verb) && view.class(not, Class::Negation)
        }
        _ => false,
    }
}

/// Whether the words only call a previous statement false: "This is false", "That is simply not true", "These claims
/// are wrong".
fn calls_false(ctx: &Context<'_>, tokens: Range<usize>) -> bool {
    let view = ctx.view;
    let words: Vec<usize> = tokens.filter(|&at| view.wordlike(at)).take(SHORT + 1).collect();
    let Some(be) = words.iter().take(4).position(|&at| view.class(at, Class::Be)) else { return false };
    let subject = &words[..be];
    let pointing = matches!(subject, [one]
        if (view.class(*one, Class::It) || view.is(*one, "they") || view.class(*one, Class::Demonstrative)))
        || matches!(subject, [first, .., noun]
            if (view.class(*first, Class::Definite) || view.class(*first, Class::Demonstrative))
                && nouns::is_statement(view, *noun));
    let behind = words[be + 1..].iter().copied().find(|&at| !view.adverb(at) && !view.is(at, "all"));
    pointing && words.len() <= SHORT && behind.is_some_and(|at| falsehood(ctx, at, words[words.len() - 1]))
}

/// Whether a phrase for "not true" starts at the token and ends with the token `last`.
fn falsehood(ctx: &Context<'_>, at: usize, last: usize) -> bool {
    let view = ctx.view;
    let spelled = view.known(at).claims.iter().any(|spelling| {
        let cue = &view.lexicon.claims.cues[spelling.cue];
        let rest = || spelling.rest.iter().zip(at + 1..).all(|(word, at)| view.is(at, word));
        cue.shape == Shape::Predicate && at + spelling.rest.len() == last && rest()
    });
    spelled || at == last && view.known(at).is_claim_word(ClaimWord::Untrue)
}

/// Returns what is said last in the sentence before the token, if that sentence is in the same paragraph or the
/// previous one and the statement is not by `speaker`.
fn last_said(ctx: &Context<'_>, at: usize, speaker: &str) -> Option<Vec<Span>> {
    let tokens = &ctx.view.document.tokens;
    let last = at.checked_sub(1)?;
    if tokens[at].paragraph > tokens[last].paragraph + 1 {
        return None;
    }
    let before = ctx.view.sentence(last);
    let said = before.rev().find_map(|at| ctx.reported_at(at))?;
    let other = speaker.is_empty() || said.speaker != *speaker;
    let content = || said.content.iter().filter_map(|&part| without_that(ctx, part)).collect::<Vec<_>>();
    Some(content()).filter(|content| other && !content.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::claim::check;
    use crate::model::Status::{Denied, Refuted};

    #[test]
    fn short_replies_answer_what_was_said() {
        for (text, status, content) in [
            ("A poster says the well was drained. This is untrue.", Refuted, "the well was drained"),
            ("A poster says the well was drained. That claim is wrong.", Refuted, "the well was drained"),
            ("The vote was bought, Ida Moor said. It was not, the guild said.", Denied, "The vote was bought"),
            ("Asked whether he had read the file, Tor Beck said: “No.”", Denied, "he had read the file"),
            (
                "An earlier version of this story said that the ferry had sunk. It had run aground.",
                Refuted,
                "the ferry had sunk",
            ),
        ] {
            assert!(check(text).contains(&(status, content.to_owned())), "{text}: {:?}", check(text));
        }
    }

    #[test]
    fn other_short_sentences_are_not_replies() {
        for text in [
            "A poster says the well was drained. This is rare.",
            "The climb was steep, Ida Moor said. It was not easy, the guide said.",
            "Asked whether he had read the file, Tor Beck said: “No comment.”",
        ] {
            let answered = check(text).into_iter().find(|(status, _)| matches!(status, Denied | Refuted));
            assert_eq!(answered, None, "{text}");
        }
    }
}
