//! Finds the name of a source to show to readers: a name, an office or a body, never a fragment.

use super::units::Prepared;
use crate::lexicon::comparison_words::ComparisonWord;
use crate::lexicon::{self, Class, comparison_words};
use crate::model::{Attribution, SourceType};

/// The maximum number of words in a name.
const LONG: usize = 8;

/// Returns the speaker's name or, if that is missing, the words of the source or of its antecedent. Empty if they name
/// nobody.
pub fn name(of: &Prepared<'_>, attribution: &Attribution) -> String {
    let text = of.article.text;
    let spans = attribution.source.iter().chain(&attribution.antecedent).map(|span| span.of(text));
    let known = std::iter::once(attribution.speaker.as_str()).chain(spans);
    let place = attribution.source_type == SourceType::Place;
    known.into_iter().find_map(|words| clean(words).filter(|name| names(name, place))).unwrap_or_default()
}

/// Returns the noun phrase at the start of the words, without what follows a comma, a bracket, a dash or a relative
/// pronoun.
fn clean(words: &str) -> Option<String> {
    let lexicon = lexicon::get();
    let mut out: Vec<&str> = Vec::new();
    for word in words.split_whitespace() {
        let bare = bare(word);
        let stops = lexicon.is(&bare, Class::Relative) || word.starts_with(['(', '–', '—']);
        if stops && !out.is_empty() {
            break;
        }
        out.push(word.trim_end_matches([',', ';', ':']));
        if word.ends_with([',', ';', ':']) {
            break;
        }
    }
    if out.len() > LONG {
        // "A spokesman for the ministry of …": the part before the preposition says who it is.
        let end = out.iter().skip(1).position(|word| lexicon.is(&bare(word), Class::Preposition))?;
        out.truncate(end + 1);
    }
    (!out.is_empty()).then(|| out.join(" "))
}

/// Whether the words name somebody who can speak. `place` says whether the source is a place.
fn names(name: &str, place: bool) -> bool {
    let lexicon = lexicon::get();
    let words: Vec<String> = name.split_whitespace().map(bare).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    // "Y." and "D.C." are the rest of something; "UN" and "FBI" are not.
    let initial = words.len() == 1 && (letters(first) < 2 || name.ends_with('.') && letters(first) < 3);
    let lower = name.starts_with(char::is_lowercase);
    let pronoun = words.len() == 1 && (lexicon.is(first, Class::Pronoun) || lexicon.is(first, Class::Object));
    let clause = words.iter().any(|word| {
        lexicon.is(word, Class::Auxiliary) && !lexicon.is(word, Class::Genitive) || lexicon.is(word, Class::Not)
    }) || lexicon.is(first, Class::Pronoun) && words.len() > 1 && !lexicon.is(first, Class::Determiner);
    let verbal = lower && first.ends_with("ing") && letters(first) > 4;
    let linked = lexicon.is(first, Class::Preposition)
        || lexicon.is(first, Class::Subordinator)
        || lexicon.is(first, Class::Conjunction);
    let building = words.len() > 1 && !place && comparison_words::is(last, ComparisonWord::Building) && !lower;
    !(initial || pronoun || clause || verbal || linked || building)
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(words: &str) -> String {
        clean(words).filter(|name| names(name, false)).unwrap_or_default()
    }

    #[test]
    fn names_people_offices_and_bodies() {
        for (words, name) in [
            ("Ann Lee, the mayor of Vall", "Ann Lee"),
            ("the governor", "the governor"),
            ("a spokeswoman for the line", "a spokeswoman for the line"),
            ("residents who saw the blast", "residents"),
            ("UN", "UN"),
            ("some", "some"),
            ("two people familiar with the matter", "two people familiar with the matter"),
        ] {
            assert_eq!(shown(words), name);
        }
    }

    #[test]
    fn fragments_name_nobody() {
        for words in ["investigating", "it", "Hale Tower", "Y.", "she may side with the owners", "by noon", ""] {
            assert_eq!(shown(words), "", "{words}");
        }
    }
}
