//! Roles and bodies without a name: whether "the governor" or "the ministry" can refer to a known entity.
//!
//! Hit: "the Selmian minister" after "Selmian Foreign Minister Anna Oru". Miss: "the former minister" and "the Dorian
//! minister", who are other people.

use super::entities::Entity;
use super::phrase::{Phrase, Start};
use super::{View, roles, sorts};
use crate::lexicon::{self, Class};
use crate::model::SourceType;

/// Returns the label of a body that a name in its words or its place identifies: "Bush administration", "government in
/// Dorma".
pub fn own_name(view: &View<'_, '_>, phrase: &Phrase) -> Option<String> {
    let organisation = sorts::of_nominal(view, phrase) == SourceType::Organisation;
    let (head, many) = view.known(phrase.head).head?;
    let first = phrase.core.clone().find(|&at| view.mention_at(at).is_some());
    let proper = first.is_some();
    let named = organisation && proper && head.body && (!many || phrase.start == Start::Definite);
    // In "the government in Dorma" and "the district court of Dorma" a place follows.
    let behind = phrase.rest.start + 1;
    let behind = behind + usize::from(view.mention_at(behind).is_none());
    let placed = view
        .known(phrase.rest.start)
        .any(&[Class::Of, Class::In])
        .then(|| view.mention_at(behind))
        .flatten()
        .filter(|&m| organisation && head.body && !many && view.mentions[m].sort == SourceType::Place);
    let placed = placed.filter(|&m| phrase.start == Start::Definite && view.mentions[m].tokens.end <= phrase.rest.end);
    let end = placed.map_or(phrase.core.end, |m| view.mentions[m].tokens.end);
    let words = view.document.cover(first.unwrap_or(phrase.core.start)..end).of(view.document.text);
    (named || placed.is_some()).then(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Returns the words that modify the head, each adjective of a place replaced by the place.
pub fn modifiers(view: &View<'_, '_>, phrase: &Phrase) -> Vec<String> {
    let mut words = roles::words(view, phrase.core.start..phrase.head);
    if view.known(phrase.rest.start).is(Class::Of) {
        let end = phrase.rest.clone().find(|&at| view.known(at).is_relative() || view.word(at) == ",");
        words.extend(roles::words(view, phrase.rest.start..end.unwrap_or(phrase.rest.end)));
    }
    words.retain(|word| !lexicon::get().is(word, Class::Vacuous));
    words
}

/// Whether a phrase with the head noun `head` can refer to the entity. Returns `Some(true)` if a modifier supports it,
/// `Some(false)` if nothing contradicts it, and `None` if something does or if no role of the person has this head.
pub fn fits(entity: &Entity, sort: SourceType, head: &str, modifiers: &[String]) -> Option<bool> {
    let names = &lexicon::get().names;
    if sort == SourceType::Organisation {
        let body = matches!(entity.sort, SourceType::Organisation | SourceType::Outlet);
        let name = entity.name.to_lowercase();
        let usable = |word: &String| {
            name.contains(word.as_str())
                || names.place(word).is_some_and(|_| name.contains(word.get(..4).unwrap_or(word)))
        };
        let ok = modifiers.iter().all(usable);
        return (body && ok).then_some(!modifiers.is_empty());
    }
    if !matches!(entity.sort, SourceType::Person | SourceType::Unknown) {
        return None;
    }
    let roles = entity.roles.iter().filter(|role| role.heads.iter().any(|one| one == head));
    let mut best = None;
    for role in roles {
        let has = |word: &str| role.words.iter().any(|one| one == word);
        let ranks = |word: &&String| lexicon::get().is(word, Class::OfficeRank);
        if modifiers.iter().filter(ranks).any(|word| !has(word))
            || role.words.iter().filter(ranks).any(|word| !modifiers.contains(word))
        {
            continue;
        }
        let shared = modifiers.iter().filter(|word| has(word)).count();
        let place = |word: &&String| names.place(word).is_some();
        let other_place =
            modifiers.iter().any(|word| place(&word) && !has(word)) && role.words.iter().any(|w| place(&w));
        if other_place || shared == 0 && modifiers.len() > 1 {
            continue;
        }
        best = best.max(Some(shared > 0));
    }
    best
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn roles_resolve_to_the_name_introduced_with_them() {
        check(
            "Canadian Foreign Minister Anna Oru came. |[The minister] said {it rained}. |\
             [The Canadian minister] said {it was cold}. |[The French minister] said {it was late}.",
            &["Anna Oru/role/Anna Oru", "Anna Oru/role/Anna Oru", "/role/-"],
        );
        check("Anna Oru, the mayor of Dorma, came. |[The mayor] said {it rained}.", &["Anna Oru/role/Anna Oru"]);
        check("Mayor Anna Oru came. |[A mayor] said {it rained}.", &["/role/-"]);
        check("Mayor Anna Oru came. |[The former mayor] said {it rained}.", &["/role/-"]);
    }

    #[test]
    fn bodies_are_named_after_their_place() {
        check(
            "[The district court of Peru] said {it was shut}. |[The court] said {it was open}.",
            &["district court of Peru/organisation/-", "district court of Peru/organisation/-"],
        );
        check("[A CNN report] said {it was shut}.", &["CNN/document/-"]);
    }
}
