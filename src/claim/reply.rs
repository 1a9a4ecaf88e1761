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
use crate::syntax::clause::{self, Extent};
use crate::syntax::nouns;

/// The maximum number of words in a reply.
const SHORT: usize = 8;
/// The maximum distance from a verb of asking to "whether", in tokens.
const ASKED_WITHIN: usize = 9;
/// The maximum distance from a note that an article was amended to its earlier version, in tokens.
const AMENDED_WITHIN: usize = 40;

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

/// Finds a question whose content the answer denies: "Asked if she had sold the ring, she said no", "“No,” she answered
/// when the barrister asked if she had sold the ring", "The barrister asked if she had sold the ring. “No,” she said."
fn asked(ctx: &Context<'_>, attribution: &Attribution) -> Option<ClaimDraft> {
    let view = ctx.view;
    let ([content], [source, ..]) = (&attribution.content[..], &attribution.source[..]) else { return None };
    let answer = view.document.tokens_in(*content);
    if !says_no(ctx, answer.clone()) {
        return None;
    }
    let sentence = view.sentence(answer.start);
    let last = view.sentence(sentence.start.saturating_sub(1));
    let near = view.document.tokens.get(last.start)?.paragraph + 1 >= view.document.tokens.get(answer.start)?.paragraph;
    let asked = question(ctx, sentence.start..answer.start)
        .or_else(|| question(ctx, answer.end..sentence.end))
        .or_else(|| question(ctx, last).filter(|_| near))?;
    let by = Some(view.document.tokens_in(*source));
    Some(ClaimDraft {
        challenger: by,
        ..ClaimDraft::new(vec![ctx.span(asked)?], Status::Denied, vec![*content], Rule::DeniedVerb)
    })
}

/// Returns the content of an indirect question in the range: "asked by the court whether [she knew], ".
fn question(ctx: &Context<'_>, within: Range<usize>) -> Option<Range<usize>> {
    let view = ctx.view;
    let asks = within.clone().find(|&at| view.known(at).is_claim_word(ClaimWord::Asking))?;
    let open = (asks + 1..within.end.min(asks + ASKED_WITHIN)).find(|&at| view.class(at, Class::Whether))? + 1;
    let clause = clause::forward(ctx, open, within.end, Extent::Clause);
    let comma = (open + 1..clause.end).find(|&at| view.is(at, ","));
    let asked = open..comma.unwrap_or(clause.end);
    (!asked.is_empty() && !view.class(open, Class::Infinitive)).then_some(asked)
}

/// Whether the words only answer "no": "No", "Absolutely not", "No, never", "No, I did not", "She had not".
fn says_no(ctx: &Context<'_>, answer: Range<usize>) -> bool {
    let view = ctx.view;
    let words: Vec<usize> = answer.clone().filter(|&at| view.wordlike(at)).take(SHORT).collect();
    let Some((&first, rest)) = words.split_first() else { return false };
    let no =
        |at: usize| view.class(at, Class::No) || view.class(at, Class::Negation) && !view.class(at, Class::Auxiliary);
    let plain = words.len() <= 3 && words.iter().all(|&at| no(at) || view.adverb(at)) && words.iter().any(|&at| no(at));
    let repeats = || rest.first().is_some_and(|&next| negates(ctx, next..answer.end));
    plain || view.class(first, Class::No) && repeats() || negates(ctx, answer.clone())
}

/// Finds a retraction by the publication itself: "An earlier version of this article said that", "This article was
/// corrected. An earlier version said that".
fn corrected(ctx: &Context<'_>, attribution: &Attribution) -> Option<ClaimDraft> {
    let view = ctx.view;
    let of_this = |at: usize| {
        view.class(at + 1, Class::Of)
            && (view.any(at + 2, &[Class::Proximal, Class::Definite]) || view.is(at + 2, "our"))
            && view.known(at + 3).is_claim_word(ClaimWord::Published)
    };
    // In "This article was amended on Monday. An earlier version said" the sentence before says of what.
    let amended = |at: usize| {
        let before = at.saturating_sub(AMENDED_WITHIN)..at;
        let is = |at: usize, class: ClaimWord| view.known(at).is_claim_word(class);
        let this = |at: usize| view.class(at.wrapping_sub(1), Class::Proximal) && is(at, ClaimWord::Published);
        before.clone().any(|at| is(at, ClaimWord::Amended)) && before.clone().any(this)
    };
    let version = |at: usize| {
        view.known(at).is_claim_word(ClaimWord::Version)
            && view.known(at.wrapping_sub(1)).is_claim_word(ClaimWord::Superseded)
            && (of_this(at) || !view.class(at + 1, Class::Of) && amended(at))
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
/// are wrong", "None of this is true".
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
    let last = words[words.len() - 1];
    let strengthens = |at: usize| view.adverb(at) || view.known(at).is_claim_word(ClaimWord::Utter);
    let behind = words[be + 1..].iter().copied().find(|&at| !strengthens(at));
    // "None of it is true" and "That is not correct" negate what the others say.
    let nothing = matches!(subject, [none, of, ..] if view.class(*none, Class::NoOne) && view.class(*of, Class::Of));
    let untrue = |at: usize| at == last && view.known(at).is_claim_word(ClaimWord::True);
    // In "It is not known whether this is true" the negation is of something else.
    let plain = |at: usize| !strengthens(at) && !view.class(at, Class::Negation);
    let judged = words[be + 1..].iter().copied().find(|&at| plain(at)).is_some_and(untrue);
    let not = behind.is_some_and(|at| view.class(at, Class::Negation)) || uncontracted(view.word(words[be])).1;
    let denies = match nothing {
        true => behind.is_some_and(untrue),
        false => pointing && (behind.is_some_and(|at| falsehood(ctx, at, last)) || not && judged),
    };
    words.len() <= SHORT && denies
}

/// Whether a phrase for "not true" starts at the token and ends with the token `last`.
fn falsehood(ctx: &Context<'_>, at: usize, last: usize) -> bool {
    let view = ctx.view;
    let spelled = view.known(at).claims.iter().any(|spelling| {
        let cue = &view.lexicon.claims.cues[spelling.cue];
        cue.shape == Shape::Predicate && ctx.spelled(at, spelling, cue, false) == Some(last + 1)
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
