//! Roles: words next to a name that describe its bearer, so that "the governor" can be resolved to the name later.
//!
//! Hit: "**regional governor** Anna Oru", "Anna Oru, **the governor of Selmia**,", "**the governor of Selmia**, Anna
//! Oru,". Miss: "Anna Oru, the governor said", where the comma does not introduce an apposition.

use std::ops::Range;

use super::phrase::{self, Phrase};
use super::{Mention, View};
use crate::lexicon::{self, Class, WordInfo};
use crate::model::SourceType;
use crate::text::TokenKind;

/// A description of a named entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its head nouns in the singular, with fuller and wider words for them: "minister".
    pub heads: Vec<String>,
    /// All its content words, each adjective of a place replaced by the place.
    pub words: Vec<String>,
}

/// The maximum length of an apposition to a name, in tokens.
const REACH: usize = 14;

/// Returns the roles next to `mention`.
pub fn around(view: &View<'_, '_>, mention: &Mention) -> Vec<Role> {
    let before = before(view, mention);
    let comma =
        mention.whole.start.checked_sub(1).filter(|&at| phrase::separates(view.word(at)) && view.word(at) != "(");
    let apposed = comma.and_then(|at| role_in(view, segment_before(view, at), mention));
    let after = phrase::separates(view.word(mention.whole.end));
    let apposed_after =
        after.then(|| segment_after(view, mention.whole.end + 1)).and_then(|segment| role_in(view, segment, mention));
    [before, apposed, apposed_after, party(view, mention)].into_iter().flatten().collect()
}

/// Returns the content words of a token range in lower case, each adjective of a place replaced by the place:
/// "canadian" and "canada" both give "canada".
pub fn words(view: &View<'_, '_>, range: Range<usize>) -> Vec<String> {
    let content = range.filter(|&at| {
        let token = &view.document.tokens[at];
        const EMPTY: [Class; 4] = [Class::Preposition, Class::Determiner, Class::Conjunction, Class::Auxiliary];
        token.kind == TokenKind::Word && !EMPTY.iter().any(|&class| token.lower.known().is(class))
    });
    content.map(|at| place_or_self(view.word(at))).collect()
}

fn place_or_self(word: &str) -> String {
    let names = &lexicon::get().names;
    names.home(word).or_else(|| names.place(word)).map_or_else(|| word.to_owned(), str::to_lowercase)
}

fn before(view: &View<'_, '_>, mention: &Mention) -> Option<Role> {
    let sentence = view.document.tokens[mention.whole.start].sentence;
    let mut start = mention.whole.start;
    while start > 0 && mention.whole.start - start < REACH / 2 {
        let token = &view.document.tokens[start - 1];
        if token.sentence != sentence || token.kind != TokenKind::Word || closes_phrase(token.lower.known()) {
            break;
        }
        start -= 1;
    }
    role(view, start..mention.tokens.start, SourceType::Role)
}

/// Whether a noun phrase cannot extend to the left past the word.
pub fn closes_phrase(word: &WordInfo) -> bool {
    const CLOSED: [Class; 7] = [
        Class::Preposition,
        Class::Determiner,
        Class::Conjunction,
        Class::Auxiliary,
        Class::Subordinator,
        Class::Relative,
        Class::Pronoun,
    ];
    CLOSED.iter().any(|&class| word.is(class)) || word.is_verb() && word.head.is_none()
}

/// Returns the role that the words of `range` state, if they include a singular head noun of sort `sort`.
fn role(view: &View<'_, '_>, range: Range<usize>, sort: SourceType) -> Option<Role> {
    let names = &lexicon::get().names;
    let words = words(view, range);
    let full = words.iter().map(|word| names.role(word, "full").unwrap_or(word));
    let heads = full.filter(|word| names.head(word).is_some_and(|(head, many)| head.sort == sort && !many));
    let heads: Vec<String> =
        heads.flat_map(|word| std::iter::once(word).chain(names.role(word, "wider"))).map(str::to_owned).collect();
    (!heads.is_empty()).then_some(Role { heads, words })
}

/// Returns the role that the party after a name implies: "Anna Oru, D-Selmia", "Anna Oru (R-Dorma)".
fn party(view: &View<'_, '_>, mention: &Mention) -> Option<Role> {
    if !matches!(view.word(mention.whole.end), "," | "(") {
        return None;
    }
    let party = view.word(mention.whole.end + 1);
    let head = lexicon::get().names.role(party.split('-').next()?, "party")?;
    let heads = [head, "lawmaker"].map(str::to_owned);
    (party.len() == 1 || party.contains('-')).then(|| Role { words: heads.to_vec(), heads: heads.to_vec() })
}

fn segment_before(view: &View<'_, '_>, comma: usize) -> Range<usize> {
    let sentence = view.document.tokens[comma].sentence;
    let mut start = comma;
    while start > 0 && comma - start < REACH {
        let token = &view.document.tokens[start - 1];
        if token.sentence != sentence || token.kind == TokenKind::Mark || is_cue(view, start - 1) {
            break;
        }
        start -= 1;
    }
    start..comma
}

fn segment_after(view: &View<'_, '_>, start: usize) -> Range<usize> {
    let tokens = &view.document.tokens;
    let Some(sentence) = tokens.get(start).map(|token| token.sentence) else { return start..start };
    let inside = |at: &usize| {
        let token = &tokens[*at];
        token.sentence == sentence && (token.kind != TokenKind::Mark || token.is("'") || token.is("’"))
    };
    let end =
        (start..tokens.len().min(start + REACH)).find(|at| !inside(at)).unwrap_or(tokens.len().min(start + REACH));
    start..end
}

fn is_cue(view: &View<'_, '_>, at: usize) -> bool {
    view.known(at).is_verb() && view.known(at).head.is_none()
}

/// Returns the role stated by an apposition. Its head must be a role or an organisation, as the name requires, and no
/// verb may be in it or follow its core.
fn role_in(view: &View<'_, '_>, segment: Range<usize>, mention: &Mention) -> Option<Role> {
    if segment.is_empty() || is_cue(view, segment.start) {
        return None;
    }
    let phrase = phrase::read(view, segment.clone())?;
    let next = view.known(phrase.core.end);
    let verb = phrase.core.end < segment.end && (next.is(Class::Auxiliary) || is_cue(view, phrase.core.end));
    let cue_inside = phrase.core.clone().any(|at| is_cue(view, at));
    let person = matches!(mention.sort, SourceType::Person | SourceType::Unknown);
    let (head, many) = view.known(phrase.head).head?;
    let sort = if person && head.sort == SourceType::Role { SourceType::Role } else { SourceType::Organisation };
    let fits = head.sort == sort && !many && phrase.named.is_none() && (sort == SourceType::Role || !person);
    let Phrase { core, .. } = phrase;
    if !fits || verb || cue_inside { None } else { role(view, core.start..segment.end, sort) }
}

#[cfg(test)]
mod tests {
    use super::super::View;
    use super::*;
    use crate::text::Document;

    fn heads(text: &str) -> Vec<String> {
        let document = Document::new(text);
        let view = View::new(&document);
        let found = view.mentions.iter().flat_map(|mention| around(&view, mention));
        found.flat_map(|role| role.heads).collect()
    }

    #[test]
    fn roles_before_after_and_in_apposition() {
        assert_eq!(heads("Then regional governor Anna Oru spoke."), ["governor"]);
        assert_eq!(heads("Then Anna Oru, the governor of the north, spoke."), ["governor"]);
        assert_eq!(heads("Then the governor of the north, Anna Oru, spoke."), ["governor"]);
    }

    #[test]
    fn a_comma_alone_is_not_an_apposition() {
        assert!(heads("They had seen Anna Oru, the governor said.").is_empty());
        assert!(heads("They had seen Anna Oru, said the governor.").is_empty());
    }
}
