//! Disputes without a cue: two sources in an article make statements that cannot both be true.
//!
//! Only nearby statements by different sources about the same event are compared. They conflict if one says that the
//! event happened and the other that it did not, if they name different causes, or if they give different figures for
//! the same thing ([`figures`]). Hit: "The governor said two workers were injured. The company said no one was
//! injured." Miss: "Two workers were injured", "three helicopters were damaged".

pub mod facts;
pub mod figures;
mod polarity;

use std::ops::Range;

use super::ClaimDraft;
use super::context::Context;
use crate::lexicon::{ClaimWord, Class};
use crate::model::{Attribution, Rule, Status};
use crate::span::Span;
use crate::syntax::clause::{self, Extent};
use crate::syntax::{phrases, verbs};
use crate::word_map::WordMap;

/// The maximum distance between two accounts, in paragraphs.
const NEAR: usize = 4;
/// The maximum number of earlier accounts of the same event that each one is compared with.
const COMPARED: usize = 6;

/// What one source says about an event.
struct Account<'a> {
    /// The attribution; `None` if the article itself says it.
    attribution: Option<&'a Attribution>,
    /// The tokens of the clause.
    clause: Range<usize>,
    /// The position of the verb for the event. In a figure, that of the event, the property or the figure itself.
    verb: usize,
    /// Whether the clause is negated.
    denies: bool,
    /// The agent: the head of the words after "by".
    agent: Option<String>,
    /// The head of the subject of a passive verb, which names what was affected or caused.
    theme: Option<String>,
}

/// Returns the pairs of conflicting accounts, as claims with the status disputed.
pub fn find(ctx: &Context<'_>) -> Vec<(ClaimDraft, ClaimDraft)> {
    let mut by_event: WordMap<Vec<Account<'_>>> = WordMap::default();
    let mut out = Vec::new();
    for attribution in ctx.attributions.iter().filter(|a| !a.source.is_empty()) {
        for part in &attribution.content {
            for at in ctx.view.document.tokens_in(*part) {
                let Some(event) = ctx.view.known(at).event else { continue };
                let Some(account) = account(ctx, Some(attribution), at) else { continue };
                let known = by_event.entry(event);
                let other = known.iter().rev().take(COMPARED).find(|other| conflict(ctx, other, &account));
                out.extend(other.map(|other| (disputed(ctx, other, &account), disputed(ctx, &account, other))));
                known.push(account);
            }
        }
    }
    out.extend(figures::find(ctx));
    out.extend(polarity::find(ctx).into_iter().map(|[(a, first), (b, second)]| {
        let side = |attribution, clause: &Range<usize>| Account {
            attribution: Some(attribution),
            verb: clause.start,
            clause: clause.clone(),
            denies: false,
            agent: None,
            theme: None,
        };
        let (one, other) = (side(a, &first), side(b, &second));
        (disputed(ctx, &one, &other), disputed(ctx, &other, &one))
    }));
    out
}

fn account<'a>(ctx: &Context<'_>, attribution: Option<&'a Attribution>, verb: usize) -> Option<Account<'a>> {
    let view = ctx.view;
    // Only the innermost source around the verb counts as the source of the account.
    let own = match (ctx.reported_at(verb), attribution) {
        (Some(inner), Some(attribution)) => std::ptr::eq(inner, attribution),
        (inner, attribution) => inner.is_none() && attribution.is_none(),
    };
    if !own || !predicate(ctx, verb) {
        return None;
    }
    let range = ctx.claim_range(verb);
    let start = clause::backward(ctx, verb, range.start);
    let clause = start..clause::forward(ctx, verb, range.end, Extent::Clause).end;
    if open(ctx, clause.clone()) {
        return None;
    }
    let subject = phrases::before(view, verbs::group_start(ctx.view, verb, start)).filter(|s| s.start >= start);
    let by = (verb + 1..clause.end.min(verb + 3)).find(|&at| view.class(at, Class::Agent));
    let passive = view.class(verb.wrapping_sub(1), Class::Be) || view.class(verb.saturating_sub(2), Class::Be);
    let agent = by.map(|by| head(ctx, by + 1..clause.end));
    let theme = subject.clone().filter(|_| passive).map(|s| head(ctx, s));
    let negated = clause
        .clone()
        .any(|at| view.any(at, &[Class::No, Class::Not, Class::NoOne]) || matches!(view.word(at), "n't" | "never"));
    Some(Account { attribution, clause, verb, denies: negated, agent, theme })
}

/// Whether the event word is the verb of the clause. A noun, as in "the attacks", does not state that the event
/// happened.
fn predicate(ctx: &Context<'_>, verb: usize) -> bool {
    let view = ctx.view;
    let before = verb.wrapping_sub(1);
    let noun = view.class(before, Class::Determiner) && !view.class(before, Class::Pronoun)
        || view.class(before, Class::Preposition) && !view.class(before, Class::Infinitive)
        || view.class(before, Class::Genitive)
        || view.capital(before) && (view.class(verb + 1, Class::Preposition) || !view.wordlike(verb + 1));
    !noun && !view.class(before, Class::Infinitive)
}

/// Whether the clause does not assert anything: "could be", "whether", or a question.
fn open(ctx: &Context<'_>, clause: Range<usize>) -> bool {
    let view = ctx.view;
    let unsettled = |at: usize| view.known(at).is_claim_word(ClaimWord::Unsettled);
    let asks = || view.is(view.sentence(clause.start).end.wrapping_sub(1), "?");
    (clause.start.saturating_sub(2)..clause.end).any(unsettled) || asks()
}

/// Returns the stem of the phrase's head, its last word before a preposition.
fn head(ctx: &Context<'_>, phrase: Range<usize>) -> String {
    let view = ctx.view;
    let end = phrase
        .clone()
        .skip(1)
        .find(|&at| view.class(at, Class::Preposition) || !view.wordlike(at))
        .unwrap_or(phrase.end);
    stem(view.word(end.saturating_sub(1)))
}

fn stem(word: &str) -> String {
    word.strip_suffix('s').unwrap_or(word).chars().take(6).collect()
}

fn conflict(ctx: &Context<'_>, a: &Account<'_>, b: &Account<'_>) -> bool {
    let tokens = &ctx.view.document.tokens;
    let apart = tokens[b.verb].paragraph.abs_diff(tokens[a.verb].paragraph);
    if apart > NEAR || same_source(ctx, a, b) || times_differ(ctx, a, b) {
        return false;
    }
    let shares = shared_words(ctx, a, b);
    // "No one was injured" is about everybody, so the accounts need not share words if no name suggests another event.
    let everybody = || nobody(ctx, a) != nobody(ctx, b) && same_names(ctx, a, b) && same_names(ctx, b, a);
    let polarity = a.denies != b.denies && (shares >= 1 || everybody());
    let agents =
        a.agent.is_some() && b.agent.is_some() && a.agent != b.agent && a.theme.is_some() && a.theme == b.theme;
    polarity || agents && !a.denies && !b.denies
}

/// Whether the account says that nobody was affected: "no one was injured".
fn nobody(ctx: &Context<'_>, x: &Account<'_>) -> bool {
    let view = ctx.view;
    let start = x.clause.start + usize::from(view.class(x.clause.start, Class::Complementiser));
    view.class(start, Class::NoOne) || view.no_one(start)
}

/// Whether both accounts are from the same source, or both from the article itself.
fn same_source(ctx: &Context<'_>, a: &Account<'_>, b: &Account<'_>) -> bool {
    let words =
        |x: &Attribution| x.source.iter().map(|s| s.of(ctx.view.document.text).to_lowercase()).collect::<String>();
    match (a.attribution, b.attribution) {
        (Some(a), Some(b)) => {
            std::ptr::eq(a, b) || !a.speaker.is_empty() && a.speaker == b.speaker || words(a) == words(b)
        }
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// Whether the accounts name different days or months, and so are about different events.
fn times_differ(ctx: &Context<'_>, a: &Account<'_>, b: &Account<'_>) -> bool {
    let (x, y) = (times(ctx, a), times(ctx, b));
    !x.is_empty() && !y.is_empty() && x.iter().all(|time| !y.contains(time))
}

/// Returns the days and months that the account names.
fn times<'a>(ctx: &Context<'a>, x: &Account<'_>) -> Vec<&'a str> {
    let named = |&at: &usize| ctx.view.class(at, Class::Day) || ctx.view.class(at, Class::Month);
    (x.clause.start..x.clause.end + 3).filter(named).map(|at| ctx.view.word(at)).collect()
}

/// Whether the second account names only places and people that the first one names too. Another name suggests another
/// event.
fn same_names(ctx: &Context<'_>, a: &Account<'_>, b: &Account<'_>) -> bool {
    let names = |x: &Account<'_>| -> Vec<&str> {
        let inside = |&at: &usize| {
            ctx.reported_at(at).is_some() == x.attribution.is_some()
                && ctx.view.capital(at)
                && !ctx.view.class(at, Class::Day)
                && !ctx.view.class(at, Class::Month)
                && at > ctx.view.sentence(at).start
        };
        ctx.view.sentence(x.verb).filter(inside).map(|at| ctx.view.word(at)).collect()
    };
    let (x, y) = (names(a), names(b));
    y.iter().all(|name| x.contains(name))
}

/// Returns how many nouns and names the two accounts share, other than the event itself.
fn shared_words(ctx: &Context<'_>, a: &Account<'_>, b: &Account<'_>) -> usize {
    let y = shared_stems(ctx, b);
    shared_stems(ctx, a).iter().filter(|word| y.contains(word)).count()
}

/// Returns the stems of the nouns and names in an account, without the event itself.
fn shared_stems(ctx: &Context<'_>, x: &Account<'_>) -> Vec<String> {
    let view = ctx.view;
    let content = |&at: &usize| {
        view.wordlike(at)
            && !view.known(at).is_closed_class()
            && view.known(at).event.is_none()
            && view.word(at).len() > 3
    };
    x.clause.clone().filter(content).map(|at| stem(view.word(at))).collect()
}

fn disputed(ctx: &Context<'_>, one: &Account<'_>, other: &Account<'_>) -> ClaimDraft {
    let tokens = |spans: &[Span]| spans.first().map(|span| ctx.view.document.tokens_in(*span));
    let content = ctx.span(one.clause.clone()).into_iter().collect();
    let said = one.attribution.map(|a| a.cue.clone()).filter(|cue| !cue.is_empty());
    let cues = said.unwrap_or_else(|| vec![ctx.view.document.tokens[one.verb].span]);
    ClaimDraft {
        claimant: one.attribution.and_then(|a| tokens(&a.source)),
        challenger: other.attribution.and_then(|a| tokens(&a.source)),
        ..ClaimDraft::new(content, Status::Disputed, cues, Rule::DisputedAccounts)
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::check;
    use crate::model::Status::Disputed;

    fn disputed(text: &str) -> Vec<String> {
        check(text).into_iter().filter(|(status, _)| *status == Disputed).map(|(_, words)| words).collect()
    }

    #[test]
    fn opposite_accounts() {
        let text = "The governor said the blast injured two workers. The company said no one was injured in the blast.";
        assert_eq!(disputed(text), ["the blast injured two workers", "no one was injured in the blast"]);
        let text = "Dora Lund said two miners were killed. The ministry said three miners were killed.";
        assert_eq!(disputed(text), ["two miners were killed", "three miners were killed"]);
        let text =
            "Dora Lund said the fire was caused by a missile. The ministry said the fire was caused by a gas leak.";
        assert_eq!(disputed(text).len(), 2);
    }

    #[test]
    fn unrelated_accounts_do_not_conflict() {
        let text = "Dora Lund said two workers were injured. The ministry said three helicopters were damaged.";
        assert_eq!(disputed(text), Vec::<String>::new());
        let text =
            "Dora Lund said two miners were killed on Monday. The ministry said three miners were killed on Friday.";
        assert_eq!(disputed(text), Vec::<String>::new());
    }
}
