//! Roles and bodies without a name: whom "the governor" and "the ministry" take up.
//!
//! Hit: "the Selmian minister" after "Selmian Foreign Minister Anna Oru". Miss: "a minister", "the former minister",
//! "the Dorian minister" (somebody else), "the minister" where the article names two.

use super::entities::{Entities, Entity};
use super::phrase::{Phrase, Start};
use super::source_type::Source;
use super::{Answer, View, roles, source_type, unnamed};
use crate::hash::HashMap;
use crate::lexicon;
use crate::model::SourceType;

/// The entity that the phrase takes up, if the article shows it.
pub fn resolve(view: &View<'_, '_>, entities: &Entities, phrase: &Phrase) -> Option<usize> {
    let names = &lexicon::get().names;
    let word = view.word(phrase.head);
    let (head, many) = names.head(word)?;
    if many || phrase.start == Start::Indefinite || !matches!(head.sort, SourceType::Role | SourceType::Organisation) {
        return None;
    }
    let key = if head.company { "company" } else { word };
    let modifiers = modifiers(view, phrase);
    if phrase.start == Start::Bare && modifiers.is_empty() && head.sort == SourceType::Role {
        return None;
    }
    let mut fitting: Vec<(usize, bool)> = Vec::new();
    // With so many of one kind "the minister" shows nobody.
    const MANY: usize = 64;
    for &entity in Some(entities.with_head(key)).filter(|all| all.len() <= MANY).unwrap_or_default() {
        if let Some(strong) = fits(&entities.all[entity], head.sort, key, &modifiers) {
            fitting.push((entity, strong));
        }
    }
    if fitting.iter().any(|&(_, strong)| strong) {
        fitting.retain(|&(_, strong)| strong);
    }
    if phrase.start == Start::Possessive && fitting.len() > 1 {
        return None;
    }
    nearest(view, entities, &fitting, phrase.head)
}

/// Whether the phrase means no more than "he" or "she": "the official".
pub fn is_generic(view: &View<'_, '_>, phrase: &Phrase) -> bool {
    let generic = view.known(phrase.head).head;
    generic.is_some_and(|(head, many)| (head.generic || head.company || head.crowd) && !many)
        && phrase.start == Start::Definite
        && phrase.core.len() == 1
        && phrase.rest.is_empty()
}

/// The organisation whose document the phrase is: "a report by the Selmian army", "a Sun report".
pub fn publisher(view: &View<'_, '_>, phrase: &Phrase) -> Option<usize> {
    if source_type::of_nominal(view, phrase) != SourceType::Document || unnamed::is_poll(view.word(phrase.head)) {
        return None;
    }
    let behind = phrase.rest.start + 1 + usize::from(view.word(phrase.rest.start + 1) == "the");
    let by = matches!(view.word(phrase.rest.start), "by" | "from") && phrase.rest.contains(&behind);
    let places = [phrase.head.checked_sub(1).filter(|at| phrase.core.contains(at)), by.then_some(behind)];
    let mut mentions = places.into_iter().flatten().filter_map(|at| view.mention_at(at));
    mentions.find(|&m| matches!(view.mentions[m].sort, SourceType::Organisation | SourceType::Outlet))
}

/// The phrase's own name, where it is a body and a name stands in it: "Bush administration".
pub fn own_name(view: &View<'_, '_>, phrase: &Phrase) -> Option<String> {
    let organisation = source_type::of_nominal(view, phrase) == SourceType::Organisation;
    let (head, many) = view.known(phrase.head).head?;
    let first = phrase.core.clone().find(|&at| view.mention_at(at).is_some());
    let proper = first.is_some();
    let named = organisation && proper && head.body && (!many || phrase.start == Start::Definite);
    // "the government in Dorma", "the district court of Dorma"
    let behind = phrase.rest.start + 1;
    let behind = behind + usize::from(view.mention_at(behind).is_none());
    let placed = matches!(view.word(phrase.rest.start), "of" | "in")
        .then(|| view.mention_at(behind))
        .flatten()
        .filter(|&m| organisation && head.body && !many && view.mentions[m].sort == SourceType::Place);
    let placed = placed.filter(|&m| phrase.start == Start::Definite && view.mentions[m].tokens.end <= phrase.rest.end);
    let end = placed.map_or(phrase.core.end, |m| view.mentions[m].tokens.end);
    let words = view.document.cover(first.unwrap_or(phrase.core.start)..end).of(view.document.text);
    (named || placed.is_some()).then(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Gives "the court" the name of "the district court of Dorma" that spoke before it.
pub fn take_up_own_names(view: &View<'_, '_>, sources: &[Source], answers: &mut [Answer]) {
    let head = |at: usize| match &sources[at] {
        Source::Nominal(phrase) => Some(phrase),
        _ => None,
    };
    let mut order: Vec<usize> = (0..sources.len()).filter(|&at| head(at).is_some()).collect();
    crate::order::sort_by_key(&mut order, |&at| head(at).map(|phrase| phrase.head));
    let mut known: HashMap<&str, String> = HashMap::default();
    for at in order {
        let Some(phrase) = head(at) else { continue };
        let bare = phrase.core.len() == 1 && phrase.rest.is_empty() && phrase.start == Start::Definite;
        if bare && answers[at].who.is_empty() && answers[at].sort == SourceType::Organisation {
            if let Some(name) = known.get(view.word(phrase.head)) {
                answers[at].words = vec![name.clone()];
            }
        } else if let Some(name) = answers[at].words.first() {
            known.insert(view.word(phrase.head), name.clone());
        }
    }
}

/// The words that narrow the head down, places by name.
pub fn modifiers(view: &View<'_, '_>, phrase: &Phrase) -> Vec<String> {
    let mut words = roles::words(view, phrase.core.start..phrase.head);
    if view.word(phrase.rest.start) == "of" {
        let end = phrase.rest.clone().find(|&at| matches!(view.word(at), "," | "who" | "which"));
        words.extend(roles::words(view, phrase.rest.start..end.unwrap_or(phrase.rest.end)));
    }
    words.retain(|word| !matches!(word.as_str(), "'s" | "same" | "country" | "top"));
    words
}

/// Whether the entity can be meant: `Some(true)` when a modifier speaks for it, `Some(false)` when nothing speaks
/// against it, `None` when something does.
pub fn fits(entity: &Entity, sort: SourceType, head: &str, modifiers: &[String]) -> Option<bool> {
    let names = &lexicon::get().names;
    if sort == SourceType::Organisation {
        let body = matches!(entity.sort, SourceType::Organisation | SourceType::Outlet);
        let name = entity.name.to_lowercase();
        let spoken = |word: &String| {
            name.contains(word.as_str()) || names.place(word).is_some_and(|_| name.contains(&word[..word.len().min(4)]))
        };
        let ok = modifiers.iter().all(spoken);
        return (body && ok).then_some(!modifiers.is_empty());
    }
    if !matches!(entity.sort, SourceType::Person | SourceType::Unknown) {
        return None;
    }
    let roles = entity.roles.iter().filter(|role| role.heads.iter().any(|one| one == head));
    let mut best = None;
    for role in roles {
        let has = |word: &str| role.words.iter().any(|one| one == word);
        if ["former", "ex", "deputy", "vice"].iter().any(|word| has(word) != modifiers.iter().any(|m| m == word)) {
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

/// The only one, or the one last named where the others are further off.
fn nearest(view: &View<'_, '_>, entities: &Entities, fitting: &[(usize, bool)], at: usize) -> Option<usize> {
    if let [(only, _)] = fitting {
        return Some(*only);
    }
    let paragraph = view.document.tokens[at].paragraph;
    let last = |entity: usize| {
        let mentions = &entities.all[entity].mentions;
        let before = mentions.partition_point(|&m| view.mentions[m].tokens.start < at);
        let mention = &view.mentions[mentions[before.checked_sub(1)?]];
        Some((
            view.document.tokens[mention.tokens.start].sentence,
            view.document.tokens[mention.tokens.start].paragraph,
        ))
    };
    let mut placed: Vec<_> = fitting.iter().filter_map(|&(entity, _)| Some((last(entity)?, entity))).collect();
    crate::order::sort_by(&mut placed, |a, b| b.cmp(a));
    match placed.as_slice() {
        [(_, only)] => Some(*only),
        [((near, in_paragraph), first), ((far, _), _), ..] if near > far && in_paragraph + 1 >= paragraph => {
            Some(*first)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn roles_find_the_name_they_were_introduced_with() {
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
