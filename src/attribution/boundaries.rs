//! Corrects relations found by the tagger where grammar determines which words belong to source, cue or content.

use std::ops::Range;

use super::Relation;
use super::cues::{Group, subject_hears};
use crate::lexicon::Class;
use crate::lexicon::verbs::{Form, Grammar};
use crate::model::Rule;
use crate::span::Span;
use crate::syntax::{View, adjuncts, headline, nouns, verbs};
use crate::tagger;

/// Returns the first verb group whose verb is inside the cue, if any.
pub fn group_in<'g>(groups: &'g [Group], cue: &Range<usize>) -> Option<&'g Group> {
    let from = groups.partition_point(|group| group.head < cue.start);
    groups.get(from).filter(|group| group.head < cue.end)
}

/// Returns the sources of `found` without the hearer, because the subject of a passive verb such as "was told" is not
/// the speaker.
pub fn speakers(groups: &[Group], view: View<'_>, found: &tagger::Relation) -> Vec<Range<usize>> {
    let hears = group_in(groups, &found.cue).is_some_and(|group| subject_hears(view, group));
    let behind = |source: &&Range<usize>| !hears || source.start >= found.cue.end;
    // In "10:42 Mayor says" the time is not part of the source.
    let named = |source: &Range<usize>| {
        let start = headline::start(view, view.paragraph(source.start));
        if source.contains(&start) { start..source.end } else { source.clone() }
    };
    found.source.iter().filter(behind).map(named).collect()
}

/// Whether a passive verb only looks like a report, because what follows is not reported speech: an object ("was asked
/// a question"), a time ("were warned that evening"), or an agent with a relative clause ("the story was told by the
/// vet that treated the dog").
pub fn heard_nothing(groups: &[Group], view: View<'_>, found: &tagger::Relation) -> bool {
    let Some(group) = group_in(groups, &found.cue).filter(|group| subject_hears(view, group)) else { return false };
    let (Some(first), Some(last)) = (found.content.first(), found.content.last()) else { return false };
    let clause = || found.content.iter().cloned().flatten().any(|at| verbs::is_past_or_auxiliary(view, at));
    let thing = view.class(first.start, Class::Determiner) && !clause();
    let subject = first.end == group.tokens.start && found.content.len() > 1;
    let relative = view.class(last.start, Class::Complementiser)
        && verbs::is_past_or_auxiliary(view, last.start + 1)
        && last.start > group.tokens.end;
    first.start >= group.tokens.end && thing && view.quote_around(first.start).is_none() || subject || relative
}

/// Returns the cue without the place of the statement: "confirmed" for "confirmed in a statement". Other cues are
/// returned unchanged.
pub fn cue(groups: &[Group], view: View<'_>, cue: &Range<usize>) -> Range<usize> {
    let Some(group) = group_in(groups, cue) else { return cue.clone() };
    let next = group.tokens.end;
    let last = cue.end - usize::from(matches!(view.word(cue.end - 1), ":" | ","));
    let place = next + (next..last).take_while(|&at| view.adverb(at)).count();
    let said = place + 1 < last
        && (view.class(place, Class::Locative) || view.class(place, Class::With))
        && group.cue.takes(Grammar::Quote)
        && view.wordlike(last - 1)
        && (place + 1..last - 1).all(|at| view.wordlike(at) && !view.known(at).is_verb());
    if said { cue.start..next } else { cue.clone() }
}

/// Whether the cue of `known` is between the verb of `rule` and its content. In "said in a statement that" the verb
/// attributes, and not the noun.
pub fn stands_between(view: View<'_>, known: &Relation, rule: &Relation) -> bool {
    let Some(gap) = gap(view, rule) else { return false };
    let within = known.cue.iter().all(|cue| gap.start <= cue.start && cue.end <= gap.end);
    // In "claimed, citing an audit, that he paid" the content of "citing" does not extend to what is claimed.
    let lead = view.document.token_at(gap.start)..view.document.token_at(gap.end);
    let adjunct = adjuncts::is_adjunct(view, lead);
    let own = known.content.iter().any(|part| part.start < gap.end && !(adjunct && part.end > gap.end));
    !known.cue.is_empty() && within && !own
}

/// Whether the tagger's cue contains the verb of a quotation and the noun of the claim about which it is said: "said of
/// the claim" in "“That is a lie,” she said of the claim that he paid".
pub fn says_of_claim(view: View<'_>, known: &Relation, rule: &Relation) -> bool {
    let ([said], [cue]) = (&rule.cue[..], &known.cue[..]) else { return false };
    let tokens = view.document.tokens_in(*cue);
    let last = tokens.end.saturating_sub(1);
    let verb = view.document.tokens_in(*said);
    let topic = (verb.end..last).any(|at| view.class(at, Class::Topic));
    super::QUOTATION.contains(&rule.rule) && cue.contains(*said) && topic && view.known(last).is_noun()
}

/// Returns the span between the verb of `rule` and its content, if the content follows the verb and starts with "that".
fn gap(view: View<'_>, rule: &Relation) -> Option<Span> {
    let (cue, content) = (rule.cue.last()?, rule.content.first()?);
    let that = view.class(view.document.token_at(content.start), Class::Complementiser);
    let governs = that && matches!(rule.rule, Rule::SourceSaidClause | Rule::PassiveHearer);
    (governs && cue.end < content.start).then(|| Span::new(cue.end, content.start))
}

/// Returns the content of `known` without a hearer, place or insertion at its start, if `rule` starts the content
/// later: "she had left" for "the court she had left". Returns `None` if there is nothing to remove.
pub fn without_lead(view: View<'_>, known: &Relation, rule: &Relation) -> Option<Vec<Span>> {
    let (cue, start) = (rule.cue.last()?, rule.content.first()?.start);
    let first = known.content.first()?;
    let document = view.document;
    let lead = document.token_at(cue.end)..document.token_at(start);
    let hearer = document.tokens_in(*cue).any(|at| takes_hearer(view, at));
    let own = rule.rule == Rule::SourceSaidClause && first.start >= cue.end && first.start < start;
    let noun = view.class(lead.end, Class::Complementiser) && view.known(lead.end.wrapping_sub(1)).is_noun();
    if !own || !(hearer && !noun || adjuncts::is_adjunct(view, lead)) {
        return None;
    }
    let behind = known.content.iter().filter(|span| span.end > start);
    let kept: Vec<Span> = behind.map(|span| Span::new(span.start.max(start), span.end)).collect();
    Some(if kept.is_empty() { rule.content.clone() } else { kept })
}

/// Returns the cue of `known` without a preposition that opens an adjunct: "alleged" for "alleged on" in "alleged on
/// Sunday that". Its content is that of `rule`.
pub fn without_preposition(view: View<'_>, known: &Relation, rule: &Relation) -> Vec<Span> {
    let longer = match (&known.cue[..], &rule.cue[..]) {
        ([known], [rule]) => known.start == rule.start && known.end > rule.end,
        _ => false,
    };
    let last = |span: &Span| view.document.tokens_in(*span).next_back();
    let opens = known.cue.first().and_then(last).is_some_and(|at| view.class(at, Class::Circumstance));
    // In "agreed with that" the preposition belongs to the verb.
    let end = known.cue.first().map_or(0, |cue| view.document.token_at(cue.end));
    let adjunct = rule.content.first().is_some_and(|content| view.document.token_at(content.start) > end);
    if longer && opens && adjunct { rule.cue.clone() } else { known.cue.clone() }
}

/// Whether `known` is only an insertion between the verb of `rule` and its content: "alleged, **without offering any
/// proof**, that".
pub fn is_inserted(view: View<'_>, known: &Relation, rule: &Relation) -> bool {
    let Some(gap) = gap(view, rule) else { return false };
    let lead = view.document.token_at(gap.start)..view.document.token_at(gap.end);
    let insertion = view.is(lead.end.wrapping_sub(1), ",") && adjuncts::is_adjunct(view, lead);
    let inside = |spans: &[Span]| !spans.is_empty() && spans.iter().all(|span| gap.contains(*span));
    insertion && inside(&known.cue) && inside(&known.content)
}

/// Whether the first preposition between a cue and "that" is "of". It introduces the topic then, and "that" opens a
/// relative clause: "warned **them of the snow** that fell". Miss: "said **in a letter of thanks** that".
pub fn of_something(view: View<'_>, gap: Range<usize>) -> bool {
    gap.clone().find(|&at| view.class(at, Class::Preposition)).is_some_and(|at| view.class(at, Class::Of))
}

/// Whether a hearer can follow the verb: "told", "warned".
pub fn takes_hearer(view: View<'_>, at: usize) -> bool {
    view.verbs(at).any(|(verb, _)| verb.takes(Grammar::Addressee))
}

/// Whether the rule assigns quotations to a cue better than the tagger: it has both halves of a quotation that the cue
/// splits (“…,” she said, turning away, “…”), the tagger also includes a few words without quotation marks, or the
/// tagger includes in the content what the rule has as the source.
pub fn quotes_better(view: View<'_>, known: &Relation, rule: &Relation) -> bool {
    let quoted = |span: &Span| view.document.quote_around(span.start).is_some_and(|quote| quote.span == *span);
    if !super::QUOTATION.contains(&rule.rule) || !rule.content.iter().all(quoted) {
        return false;
    }
    let narrated = |span: &Span| !quoted(span) && rule.content.iter().any(|half| span.contains(*half));
    let fewer = known.content.len() < rule.content.len() && known.content.iter().all(quoted);
    let source = |span: &Span| rule.source.iter().any(|source| source.overlaps(*span));
    // An example of such words is “him” in “…,” Lee fired back at him.
    let few = |span: &Span| !quoted(span) && view.document.tokens_in(*span).len() <= 2;
    let more = known.content.iter().any(few) && rule.content.iter().all(|span| known.content.contains(span));
    more || rule.content.len() > 1 && (fewer || known.content.iter().any(narrated))
        || known.source.is_empty() && known.content.iter().any(source)
}

/// Whether `known` is not a report, but narrates what the speaker of the quotation in `rule` does meanwhile: “…,” she
/// said, pausing to drink, “…” or “…,” barked Orm, pointing at the door. “…”
pub fn is_narration(view: View<'_>, known: &Relation, rule: &Relation) -> bool {
    let (Some(first), Some(cue)) = (rule.content.first(), rule.cue.last()) else { return false };
    let Some(other) = known.cue.first().filter(|other| cue.end <= other.start && first.end <= cue.start) else {
        return false;
    };
    let halves = rule.content.len() > 1;
    let between = rule.content.iter().skip(1).any(|last| {
        known.cue.iter().all(|span| span.end <= last.start) && known.content.iter().any(|span| span.overlaps(*last))
    });
    let verb = view.document.token_at(other.start);
    let says = |at: usize| {
        view.verbs(at).any(|(verb, _)| {
            !verb.takes(Grammar::Manner) && (verb.particle.is_empty() || view.is(at + 1, verb.particle))
        })
    };
    let gesture = view.word(verb).ends_with("ing") && !says(verb);
    let own = |span: &Span| rule.cue.iter().chain(&rule.source).any(|part| part.overlaps(*span));
    halves && between || gesture && known.source.iter().any(own)
}

/// Returns source and cue without an article as the source: "The claim" is the cue in "The claim that it leaked is
/// false".
pub fn without_article(view: View<'_>, source: Vec<Span>, cue: Vec<Span>) -> (Vec<Span>, Vec<Span>) {
    if let ([article], [noun]) = (&source[..], &cue[..]) {
        let (tokens, next) = (view.document.tokens_in(*article), view.document.token_at(noun.start));
        let named = view.known(view.document.tokens_in(*noun).end.saturating_sub(1)).is_noun();
        if tokens.len() == 1 && tokens.end == next && view.class(tokens.start, Class::Article) && named {
            return (Vec::new(), vec![article.cover(*noun)]);
        }
    }
    (source, cue)
}

/// Returns the content of a noun, cut before the verb of which the noun is the subject: "that it leaked" in "The claim
/// that it leaked is false".
pub fn noun_content(view: View<'_>, cue: &[Span], mut content: Vec<Span>) -> Vec<Span> {
    if let (Some(cue), [clause]) = (cue.last(), &mut content[..]) {
        let noun = view.document.tokens_in(*cue).end.saturating_sub(1);
        let tokens = view.document.tokens_in(*clause);
        if tokens.start == noun + 1
            && let Some(verb) = nouns::verb_behind(view, noun, tokens.end)
        {
            *clause = view.document.cover(tokens.start..verb);
        }
    }
    content
}

/// Cuts off what the source does besides speaking: in “she said the soup was "cold" and left the table” the last four
/// words are not content. A partial quotation ends the content if "and", "but" or "before" and another action follow
/// it. Miss: "and that", "and the", "and had made".
pub fn cut_deeds(view: View<'_>, relation: &mut Relation) {
    let ([content], Some(cue)) = (&mut relation.content[..], relation.cue.last()) else { return };
    if cue.end > content.start {
        return;
    }
    let quotes = &view.document.outer_quotes;
    let from = quotes.partition_point(|&at| view.document.quotes[at].span.end <= content.start);
    let ends = quotes[from..].iter().map(|&at| view.document.quotes[at].span).take_while(|span| span.end < content.end);
    let deed = |span: &Span| does(view, view.document.token_at(span.end));
    if let Some(last) = ends.filter(|span| span.start >= content.start).find(deed) {
        content.end = last.end;
    }
}

/// Whether another action of the subject starts at `at`: "and left", ", but then walked out", "before leaving".
fn does(view: View<'_>, at: usize) -> bool {
    let at = at + usize::from(view.is(at, ","));
    let before = view.class(at, Class::Temporal) && !view.class(at, Class::Since) && view.word(at + 1).ends_with("ing");
    let joined = usize::from(view.any(at, &[Class::And, Class::But, Class::Then]));
    let mut verb = at + joined;
    while view.adverb(verb) || view.class(verb, Class::Then) {
        verb += 1;
    }
    let past = view.class(verb, Class::Past)
        || view.verbs(verb).any(|(_, form)| matches!(form, Form::Past | Form::Third))
        || view.word(verb).ends_with("ed");
    before || joined > 0 && past && !view.auxiliary(verb) && !view.capital(verb)
}

/// Returns the content as one span if the tagger leaves out a part of a clause that the rule finds as a whole: "she had
/// been told … that the tunnel was safe".
pub fn without_hole(known: &Relation, rule: &Relation) -> Option<Span> {
    let ([whole], [first, .., last]) = (&rule.content[..], &known.content[..]) else { return None };
    let own = known.cue.iter().chain(&known.source);
    let behind = own.into_iter().all(|span| span.end <= first.start || span.start >= last.end);
    (rule.rule == Rule::SourceSaidClause && behind && whole.contains(first.cover(*last))).then(|| first.cover(*last))
}

/// Removes from the content of `known` the quotation in `rule`, which has another cue: “…,” she said, and Lee added,
/// “…”
pub fn give_up(known: &mut Relation, rule: &Relation) {
    let own = |span: &Span| rule.cue.iter().chain(&rule.source).any(|other| other.overlaps(*span));
    if known.content.len() > 1 && !known.cue.iter().any(own) {
        known.content.retain(|span| !rule.content.contains(span));
    }
}

/// Returns the content with its subject if the tagger starts it at the verb, as at "was" in "warned the council was
/// broke".
pub fn with_subject(view: View<'_>, known: &Relation, rule: &Relation) -> Option<Span> {
    let ([whole], [part, ..]) = (&rule.content[..], &known.content[..]) else { return None };
    let first = view.document.token_at(part.start);
    let cut = whole.start < part.start && whole.has(part.start) && view.class(first, Class::Auxiliary);
    let behind = rule.cue.iter().all(|cue| cue.end <= whole.start);
    (rule.rule == Rule::SourceSaidClause && cut && behind).then(|| Span::new(whole.start, part.end))
}
