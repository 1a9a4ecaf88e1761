//! Determines the sort of source of a noun phrase without a name, and whether it is plural.

use super::View;
use super::phrase::{Phrase, Start};
use crate::lexicon::{self, Class};
use crate::model::SourceType;

/// Returns the sort of a noun phrase without a name, from its head noun.
pub fn of_nominal(view: &View<'_, '_>, phrase: &Phrase) -> SourceType {
    let word = view.word(phrase.head);
    let lexicon = lexicon::get();
    if let Some((head, many)) = lexicon.names.head(word) {
        return match head.sort {
            SourceType::Anonymous if !many && !head.always => SourceType::Role,
            SourceType::Role if many && (head.crowd || phrase.start == Start::Indefinite && is_some(view, phrase)) => {
                SourceType::Anonymous
            }
            sort => sort,
        };
    }
    if lexicon.is(word, Class::Nobody) || lexicon.is(word, Class::Determiner) {
        return SourceType::Anonymous;
    }
    if lexicon.names.home(word).is_some() {
        return if phrase.start == Start::Definite { SourceType::Place } else { SourceType::Anonymous };
    }
    // An agent noun, such as those in -er, -or or -ist, is a person; in the plural, it is unspecified people.
    let one = word.strip_suffix('s').unwrap_or(word);
    if ["er", "or", "ist", "ian", "ant"].iter().any(|ending| one.ends_with(ending)) {
        return if word.ends_with('s') { SourceType::Anonymous } else { SourceType::Role };
    }
    SourceType::Unknown
}

/// Whether "some", "many" or "most" precedes the phrase.
fn is_some(view: &View<'_, '_>, phrase: &Phrase) -> bool {
    let before = phrase.core.start.checked_sub(1).map_or("", |at| view.word(at));
    lexicon::get().is(before, Class::Nobody) || before == "most"
}

/// Whether the word does not help to identify the source.
pub fn is_vague(word: &str) -> bool {
    lexicon::get().is(word, Class::Unspecific)
}

/// Whether the phrase is plural.
pub fn is_plural(view: &View<'_, '_>, phrase: &Phrase) -> bool {
    let word = view.word(phrase.head);
    match lexicon::get().names.head(word) {
        Some((head, many)) => many || head.always && word != "source" && word != "insider" || word == "authorities",
        None => word.ends_with('s'),
    }
}
