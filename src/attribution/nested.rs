//! Reports within reports, as far as grammar proves them: "A said B had warned that …", "According to A, B said that
//! …", "B had said that …, A recalled", “B told me …,” A said.

use super::Relation;
use super::boundaries::{of_something, takes_hearer};
use crate::lexicon::Class;
use crate::lexicon::verbs::Grammar;
use crate::model::Rule;
use crate::span::Span;
use crate::syntax::{View, adjuncts, verbs};

/// Whether grammar proves that `inner` is reported within `outer`: its source opens the content of `outer`, or a
/// sentence of its quotation, and its verb governs a clause. Hit: "A said B had warned that …".
pub fn is_reported(view: View<'_>, inner: &Relation, outer: &Relation) -> bool {
    let document = view.document;
    let ([source], [content]) = (&inner.source[..], &inner.content[..]) else { return false };
    let Some(whole) = outer.content.iter().find(|whole| whole.contains(*source)) else { return false };
    let first = document.token_at(source.start);
    let quoted = view.quote_around(first).is_some();
    let said = inner.cue.iter().all(|cue| whole.contains(*cue)) && whole.contains(*content);
    let direct = document.token_at(inner.cue.last().map_or(0, |cue| cue.end));
    let gap = direct..document.token_at(content.start);
    let hearer = inner.cue.iter().flat_map(|cue| document.tokens_in(*cue)).any(|at| takes_hearer(view, at));
    let that = view.class(document.token_at(content.start), Class::Complementiser);
    // “My landlord told me the boiler was safe” needs no "that".
    let told = quoted
        && gap.len() == 1
        && hearer
        && view.class(gap.start, Class::Object)
        && !view.quote_mark(gap.end)
        && verbs::has_past_or_auxiliary(view, document.tokens_in(*content));
    // In “told us stories that everybody knew” stories are told.
    let noun = quoted && gap.len() > 1 && view.class(gap.start, Class::Object);
    inner.rule == Rule::SourceSaidClause
        && said
        && states(view, inner)
        && !of_something(view, gap.clone())
        && !noun
        && (hearer || adjuncts::is_adjunct(view, gap))
        && (opens(view, *whole, first) || quoted && opens_sentence(view, first))
        && (quoted || !view.class(first, Class::Pronoun))
        && (that || told || within_according(view, inner, outer))
}

/// Whether `outer` is "according to" and `inner` is a clause with a finite verb of saying: "The mayor said the bridge
/// was safe, according to the Gazette".
fn within_according(view: View<'_>, inner: &Relation, outer: &Relation) -> bool {
    let according = outer.cue.first().is_some_and(|cue| view.according_to(view.document.token_at(cue.start)));
    let clause = |span: &Span| verbs::has_past_or_auxiliary(view, view.document.tokens_in(*span));
    according && inner.content.iter().all(clause)
}

/// Whether the clause of `outer` contains the whole report `inner`, whose source opens it: "According to A, B has said
/// that …", "B had told C that …, A recalled".
pub fn encloses(view: View<'_>, outer: &Relation, inner: &Relation) -> bool {
    let ([whole], [source]) = (&outer.content[..], &inner.source[..]) else { return false };
    let inside = |spans: &[Span]| !spans.is_empty() && spans.iter().all(|span| whole.contains(*span));
    let states = match outer.rule {
        Rule::AccordingTo => true,
        Rule::ClauseSourceSaid => states(view, outer),
        _ => false,
    };
    states
        && !outer.source.is_empty()
        && inside(&inner.cue)
        && inside(&inner.content)
        && whole.contains(*source)
        && opens(view, *whole, view.document.token_at(source.start))
}

/// Whether the token opens the content, after "that" or a quotation mark.
fn opens(view: View<'_>, whole: Span, at: usize) -> bool {
    let start = view.document.token_at(whole.start);
    let skipped = |at: &usize| view.class(*at, Class::Complementiser) || view.quote_mark(*at);
    at == start + (start..at).take_while(skipped).count()
}

/// Whether the token opens its sentence, after a conjunction or a quotation mark.
fn opens_sentence(view: View<'_>, at: usize) -> bool {
    let skipped = |at: usize| view.quote_mark(at) || view.class(at, Class::Conjunction);
    (view.sentence(at).start..at).all(skipped)
}

/// Whether the cue reports what was said, and not what might be said or is thought.
fn states(view: View<'_>, relation: &Relation) -> bool {
    let mut cue = relation.cue.iter().flat_map(|cue| view.document.tokens_in(*cue));
    cue.all(|at| {
        let modal = view.class(at, Class::Modal) || view.class(at, Class::Not);
        !modal
            && !view.class(at, Class::AlsoNoun)
            && !view
                .verbs(at)
                .any(|(verb, _)| verb.attitude() || !verb.takes(Grammar::Left) && !verb.takes(Grammar::Hearer))
    })
}
