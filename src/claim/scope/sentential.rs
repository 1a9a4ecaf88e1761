//! Finds claims that are a whole clause: the clause contains an adverb, a raising verb or a modal, or it is next to the
//! cue.

use std::ops::Range;

use super::Scope;
use super::antecedent;
use super::charged;
use crate::claim::context::{Context, Hit};
use crate::lexicon::{ClaimWord, Class};
use crate::syntax::clause::{self, Extent};
use crate::syntax::{View, nouns, object, phrases, subject, verbs};

/// The maximum distance from a verb to another verb of its clause, in tokens.
const MAX_REST: usize = 16;

/// Returns the scope of a raising verb, which is its subject and its predicate: "he is said to have fled".
pub fn raising(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let to = hit.tokens.end - 1;
    if hit.group.start == hit.tokens.start || hit.negated {
        return None;
    }
    let subject = super::subject::raised(ctx, hit)?;
    let verb = clause::forward(ctx, to, ctx.claim_range(to).end, Extent::Clause);
    let cue = hit.group.start..to;
    if view.class(subject.start, Class::It)
        && view.is(to + 1, "be")
        && subject.len() == 1
        && view.class(to + 2, Class::Complementiser)
    {
        return None;
    }
    Some(Scope { content: vec![subject.clone(), verb], cues: vec![cue], ..Scope::default() })
}

/// Returns the scope of a verb of appearing: "appeared to show X", "it appeared that X".
pub fn appear(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let next = hit.tokens.end;
    let end = ctx.claim_range(hit.tokens.start).end;
    if hit.negated {
        return None;
    }
    let it = view.class(hit.group.start.wrapping_sub(1), Class::It);
    if it && view.class(next, Class::Complementiser) {
        return Scope::one(
            clause::forward(ctx, next + 1, end, Extent::Clause),
            hit.group.start.saturating_sub(1)..next,
        );
    }
    if !view.class(next, Class::Infinitive) {
        return None;
    }
    if view.known(next + 1).is_claim_word(ClaimWord::Evidencing) {
        let start = next + 2 + usize::from(view.class(next + 2, Class::Complementiser));
        let content = clause::forward(ctx, start, end, Extent::Clause);
        let target = shown_doing(ctx, content.clone()).or_else(|| subject::named_actor(view, content.clone()));
        return Scope::one(content, hit.group.start..next + 2).map(|scope| scope.against(target));
    }
    // "appeared to have been sent" is an uncertain fact; "appeared to enjoy it" is a description.
    if !view.is(next + 1, "have") || !verbs::is_participle_group(view, next + 2) {
        return None;
    }
    let content = vec![super::subject::raised(ctx, hit)?, clause::forward(ctx, next, end, Extent::Clause)];
    let object = content.last().cloned().and_then(|behind| object::named_agent(view, behind));
    Some(Scope { content, cues: vec![hit.group.clone()], object, ..Scope::default() })
}

/// Returns who is shown doing something: "appears to show judges trading favours".
fn shown_doing(ctx: &Context<'_>, content: Range<usize>) -> Option<Range<usize>> {
    let view = ctx.view;
    let verb = content.clone().skip(1).take(5).find(|&at| view.word(at).ends_with("ing"))?;
    let subject = content.start..verb;
    subject.clone().all(|at| view.wordlike(at) && !view.class(at, Class::Preposition)).then_some(subject)
}

/// Whether the form at `verb`, which may be a participle, is the past tense of the words before it: an object follows,
/// or there is no other verb. "Ness reportedly rejected a deal", but not "a man allegedly beaten by guards has died".
fn is_past(view: View<'_>, subject: Range<usize>, verb: usize, end: usize) -> bool {
    let after = verb + 1 + usize::from(view.adverb(verb));
    let object = view.any(after, &[Class::Determiner, Class::Possessive, Class::Object]) || view.capital(after);
    let mut rest = after..end.min(after + MAX_REST);
    !subject.is_empty() && (object || !rest.any(|at| verbs::is_finite(view, at)))
}

/// Returns the scope of an adverb, which is the clause around it: "he reportedly fled".
pub fn adverb(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let at = hit.tokens.start;
    let range = ctx.claim_range(at);
    let start = clause::backward(ctx, at, range.start);
    let next = hit.tokens.end;
    // In "supposedly proving that the bridge was mined" the claim is what is shown.
    if view.known(next).is_claim_word(ClaimWord::Showing) {
        let from = next + 1 + usize::from(view.class(next + 1, Class::Complementiser));
        return Scope::one(clause::forward(ctx, from, range.end, Extent::Clause), at..next + 1);
    }
    // In "her seemingly odd remarks" and "an apparently empty house" the adverb modifies an adjective.
    let before = at.wrapping_sub(1);
    if start < at
        && !view.word(next).ends_with("ing")
        && (view.class(before, Class::Determiner)
            || view.class(before, Class::Possessive)
            || view.class(before, Class::Genitive))
    {
        return None;
    }
    // In "Allegedly, the driver slept" the clause follows the comma.
    if start == at && view.is(next, ",") {
        return Scope::one(clause::forward(ctx, next + 1, range.end, Extent::Clause), hit.tokens.clone());
    }
    let participle = verbs::is_participle_group(view, next) && !(start..at).any(|i| view.auxiliary(i));
    let reduced = participle && !is_past(view, start..at, next, range.end);
    let gerund = view.word(next).ends_with("ing") && view.class(at.wrapping_sub(1), Class::Preposition);
    let extent = if reduced || gerund { Extent::Phrase } else { Extent::Clause };
    // In "a fire allegedly caused by a cable destroyed the barn" the verb of the sentence ends the content.
    let behind = match reduced {
        true => clause::forward_from_noun(ctx, at, next, range.end, extent),
        false => clause::forward(ctx, next, range.end, extent),
    };
    if gerund {
        return Scope::one(behind, hit.tokens.clone()).map(|scope| scope.against(charged::by_preposition(ctx, at)));
    }
    let behind = if view.is(next, ",") { next..next } else { behind };
    let mut content = Vec::new();
    let relative = start == at || (start..at).all(|i| view.auxiliary(i));
    if relative && view.class(start.wrapping_sub(1), Class::RelativeSubject) {
        let taken_up = subject::antecedent(view, start - 1);
        content.extend(taken_up.map(|phrase| phrases::behind_verb(view, phrase)));
    }
    content.extend([start..at, behind].into_iter().filter(|part| !part.is_empty()));
    let passive = (start..at).any(|i| view.class(i, Class::Be)) && !view.word(next).ends_with("ing");
    let allegedly = hit.cue.words == "allegedly";
    let accuses = allegedly && !passive;
    // In "was allegedly run by the gang" the agent is accused.
    let by = (next..range.end.min(next + 4)).find(|&i| passive && view.class(i, Class::Agent) && allegedly);
    let agent = by.and_then(|by| phrases::after(view, by + 1, range.end));
    let mut doer = accuses.then(|| content.first().cloned()).flatten().filter(|first| first.end <= at);
    if let Some(doer) = &mut doer {
        doer.end = (doer.clone()).rev().find(|&i| !view.auxiliary(i)).map_or(doer.end, |last| last + 1);
    }
    let object = doer.or(agent);
    (!content.is_empty()).then(|| Scope { content, cues: vec![hit.tokens.clone()], object, ..Scope::default() })
}

/// Returns the scope of a modal, which is its subject and its predicate: "it may have fled", "prices could rise". If
/// `past`, a participle must follow.
pub fn modal(ctx: &Context<'_>, hit: &Hit, past: bool) -> Option<Scope> {
    let view = ctx.view;
    let at = hit.tokens.start;
    let question = view.sentence(at).last().is_some_and(|last| view.is(last, "?"));
    let conditional = (view.sentence(at).start..at).any(|i| view.class(i, Class::If));
    if question || hit.negated || view.class(hit.tokens.end, Class::Negation) || conditional {
        return None;
    }
    if past && !verbs::is_participle_group(view, hit.tokens.end) || view.capital(at) && view.number(at + 1) {
        return None;
    }
    let subject = super::subject::raised(ctx, hit)?;
    let verb = clause::forward(ctx, hit.tokens.end, ctx.claim_range(at).end, Extent::Clause);
    (!verb.is_empty()).then(|| Scope {
        content: vec![subject, verb],
        cues: vec![hit.tokens.clone()],
        ..Scope::default()
    })
}

/// Returns the scope of a cue whose clause or phrase follows it: "no evidence that X", "examining whether X".
pub fn after(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let range = ctx.claim_range(hit.tokens.start);
    let mut start = hit.tokens.end;
    let last = view.word(start.wrapping_sub(1));
    let that = view.class(start, Class::Complementiser);
    if nouns::is_statement(view, start.wrapping_sub(1)) && view.class(start, Class::Of) || that {
        start += 1;
    }
    let clausal = that || view.lexicon.is_claim_word(last, ClaimWord::Clausal);
    let content = clause::forward(ctx, start, range.end, if clausal { Extent::Clause } else { Extent::Phrase });
    if clausal && view.class(start, Class::Infinitive) {
        return None;
    }
    let looked_into = !hit.cue.words.contains("clear") && !hit.cue.words.contains("known");
    let target = (clausal && looked_into).then(|| subject::named_actor(view, content.clone())).flatten();
    Scope::one(content, hit.group.clone()).map(|scope| scope.against(target))
}

/// Returns what a party says it has no part in: "said it had nothing to do with the fire".
pub fn disown(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let range = ctx.claim_range(hit.tokens.start);
    let who = phrases::before(view, denier_end(ctx, hit.tokens.start))?;
    // Only a reported statement counts, because a statement in the writer's own voice has no denier.
    let voice = ctx.voice(hit.tokens.start)?;
    let who = if who.len() == 1 && view.class(who.start, Class::Pronoun) { voice } else { who };
    let content = clause::forward(ctx, hit.tokens.end, range.end, Extent::Phrase);
    if content.len() == 1 && view.any(content.start, &[Class::Demonstrative, Class::Anaphor]) {
        let spans = antecedent::of(ctx, hit.tokens.start)?;
        let scope = Scope { cues: vec![hit.tokens.clone()], spans, referred: true, ..Scope::default() };
        return Some(scope.by(Some(who.clone())).against(Some(who)));
    }
    Scope::one(content, hit.tokens.clone()).map(|scope| scope.by(Some(who.clone())).against(Some(who)))
}

/// Returns the scope of a statement of innocence by the accused: "I am innocent", "she has done nothing wrong".
pub fn innocence(ctx: &Context<'_>, hit: &Hit) -> Option<Scope> {
    let view = ctx.view;
    let voice = ctx.voice(hit.tokens.start)?;
    let subject = denier_end(ctx, hit.tokens.start).checked_sub(1)?;
    if !view.class(subject, Class::Pronoun) {
        return None;
    }
    let spans = vec![view.document.cover(hit.tokens.clone())];
    let scope = Scope { cues: vec![hit.tokens.clone()], spans, referred: true, ..Scope::default() };
    Some(scope.by(Some(voice.clone())).against(Some(voice)))
}

/// Returns the end of the subject of "had nothing to do with", "was not involved in" or "played no role in". The cue
/// starts at `at`.
fn denier_end(ctx: &Context<'_>, at: usize) -> usize {
    let view = ctx.view;
    let mut end = at;
    while end > 0
        && (view.auxiliary(end.wrapping_sub(1))
            || view.adverb(end.wrapping_sub(1))
            || view.known(end.wrapping_sub(1)).is_claim_word(ClaimWord::Light))
    {
        end -= 1;
    }
    end
}
