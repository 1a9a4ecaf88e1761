//! Opposite statements by two sources in nearly the same words, without a cue: "The hatch was open", "It was shut".

use std::ops::Range;

use crate::claim::context::Context;
use crate::lexicon::{Class, uncontracted};
use crate::model::Attribution;

/// The maximum number of earlier statements that each one is compared with.
const COMPARED: usize = 4;
/// The maximum distance between two statements, in paragraphs.
const NEAR: usize = 3;
/// The maximum length of a statement, in words. Longer ones say more than one thing.
const LONG: usize = 14;

/// The maximum difference in the number of stems between comparable statements.
const FEW: usize = 2;

/// A short statement, with the stems of its words.
struct Statement<'a> {
    attribution: &'a Attribution,
    clause: Range<usize>,
    stems: Vec<&'a str>,
    negated: bool,
    /// Whether its subject is a pronoun, which may refer to the subject of an earlier statement.
    pronoun: bool,
}

/// Returns pairs of attributions that cannot both be true, with the tokens of what each says.
pub fn find<'a>(ctx: &Context<'a>) -> Vec<[(&'a Attribution, Range<usize>); 2]> {
    let mut known: Vec<Statement<'a>> = Vec::new();
    let mut out = Vec::new();
    for statement in ctx.attributions.iter().filter_map(|attribution| statement(ctx, attribution)) {
        let near = known.iter().rev().take(COMPARED);
        if let Some(other) = near.into_iter().find(|other| opposed(ctx, other, &statement)) {
            out.push([other, &statement].map(|one| (one.attribution, one.clause.clone())));
        }
        known.push(statement);
    }
    out
}

fn statement<'a>(ctx: &Context<'a>, attribution: &'a Attribution) -> Option<Statement<'a>> {
    let view = ctx.view;
    let [content] = attribution.content.as_slice() else { return None };
    let mut clause = view.document.tokens_in(*content);
    clause.start += usize::from(view.class(clause.start, Class::Complementiser));
    let words = clause.clone().filter(|&at| view.wordlike(at)).count();
    let open =
        clause.clone().any(|at| view.class(at, Class::Whether) || view.class(at, Class::Modal) || view.is(at, "?"));
    if attribution.source.is_empty() || open || !(2..=LONG).contains(&words) {
        return None;
    }
    let negated = clause.clone().any(|at| view.class(at, Class::Negation) || uncontracted(view.word(at)).1);
    let says = |&at: &usize| {
        view.wordlike(at)
            && !view.known(at).is_closed_class()
            && !view.class(at, Class::Negation)
            && !view.auxiliary(at)
    };
    let stems = clause.clone().filter(says).map(|at| root(view.word(at))).collect();
    let pronoun = view.class(clause.start, Class::Pronoun);
    Some(Statement { attribution, clause, stems, negated, pronoun })
}

/// Whether two statements differ only in a negation, or only in a word and its opposite.
fn opposed<'a>(ctx: &Context<'a>, a: &Statement<'a>, b: &Statement<'a>) -> bool {
    let paragraph = |one: &Statement<'_>| ctx.view.document.tokens[one.clause.start].paragraph;
    if same_voice(ctx, a.attribution, b.attribution)
        || paragraph(b) > paragraph(a) + NEAR
        || a.stems.is_empty()
        || b.stems.is_empty()
        || a.stems.len().abs_diff(b.stems.len()) > FEW
    {
        return false;
    }
    let lacks = |one: &Statement<'a>, other: &Statement<'a>| -> Vec<&'a str> {
        one.stems.iter().filter(|stem| !other.stems.contains(stem)).copied().collect()
    };
    let (mut only_a, only_b) = (lacks(a, b), lacks(b, a));
    let shared = a.stems.len() - only_a.len();
    // In "The hatch was open" and "It was shut" the pronoun refers to the first noun.
    if b.pronoun && only_a.first().is_some_and(|first| a.stems.first() == Some(first)) {
        only_a.remove(0);
    }
    let named = shared > 0 || b.pronoun;
    match (&only_a[..], &only_b[..]) {
        ([], []) => named && a.negated != b.negated,
        ([x], [y]) => named && a.negated == b.negated && opposite(ctx, x, y),
        _ => false,
    }
}

/// Whether the same source makes both statements. If a description such as "the owner" was resolved to the speaker of
/// the first statement, it must refer to somebody else, since nobody contradicts themselves.
fn same_voice(ctx: &Context<'_>, a: &Attribution, b: &Attribution) -> bool {
    let tokens = b.source.iter().flat_map(|part| ctx.view.document.tokens_in(*part));
    let noun = tokens.clone().count() > 1 && !tokens.clone().skip(1).any(|at| ctx.view.capital(at));
    a.source == b.source || !a.speaker.is_empty() && a.speaker == b.speaker && !noun
}

fn opposite(ctx: &Context<'_>, x: &str, y: &str) -> bool {
    let pairs = ctx.view.lexicon.opposites().iter().map(|(one, other)| (root(one), root(other)));
    pairs.into_iter().any(|(one, other)| x == one && y == other || x == other && y == one)
}

/// Returns the word without an ending of the plural or of a tense.
fn root(word: &str) -> &str {
    let ends = ["ing", "ed", "es", "s", "e"].iter().find_map(|end| word.strip_suffix(end));
    ends.filter(|rest| rest.len() > 2).unwrap_or(word)
}
