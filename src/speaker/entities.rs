//! Entities: all mentions of one person, organisation or place, under its fullest name.
//!
//! "Oru", "Ms Oru" and "Anna B. Oru" are the same person; "the CT" is the "Conflict Team (CT)" introduced earlier;
//! "U.S." is the "United States". The longest names are processed first, and shorter ones are matched to them by word.

use std::ops::Range;

use super::namesakes::{self, Match};
use super::roles::{self, Role};
use super::spelling::is_acronym;
use super::{Mention, View, nicknames};
use crate::lexicon::names::{Gender, NamePart};
use crate::lexicon::{self, Class};
use crate::model::SourceType;
use crate::word_map::WordMap;

/// A named person, organisation, outlet or place.
#[derive(Clone, Debug, Default)]
pub struct Entity {
    /// The fullest name.
    pub name: String,
    /// Person, organisation, outlet, place, or unknown.
    pub sort: SourceType,
    /// The gender implied by titles, first name and roles.
    pub gender: Gender,
    /// Whether the name contains a nickname in quotation marks.
    pub nicknamed: bool,
    /// The indices of its mentions, in text order.
    pub mentions: Vec<usize>,
    /// How the article describes it.
    pub roles: Vec<Role>,
}

/// All entities of an article.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    /// The entities, fullest names first.
    pub all: Vec<Entity>,
    /// For each mention, the index of its entity.
    pub of_mention: Vec<usize>,
    by_head: WordMap<Vec<usize>>,
    /// For each full name, and each part of a name that may be used alone, the indices of the entities.
    keys: WordMap<Vec<usize>>,
}

/// Groups the mentions of `view` into entities.
pub fn gather(view: &View<'_, '_>) -> Entities {
    let mut build = Build { view, out: Entities::default() };
    build.out.of_mention = vec![usize::MAX; view.mentions.len()];
    let mut order: Vec<usize> = (0..view.mentions.len()).collect();
    let length = |mention: &Mention| (mention.tokens.len(), view.document.cover(mention.tokens.clone()).len());
    crate::sort::sort_by_key(&mut order, |&at| {
        (view.mentions[at].adjective, std::cmp::Reverse(length(&view.mentions[at])))
    });
    order.into_iter().for_each(|at| build.add(at));
    let mut out = build.out;
    for (at, &entity) in out.of_mention.iter().enumerate() {
        out.all[entity].mentions.push(at);
    }
    describe(view, &mut out);
    out
}

impl Entities {
    /// Returns the indices of the entities whose name or role has the head noun `head` (singular, lower case).
    pub fn with_head(&self, head: &str) -> &[usize] {
        self.by_head.get(head).map_or(&[], Vec::as_slice)
    }
}

struct Build<'v, 'd, 't> {
    view: &'v View<'d, 't>,
    out: Entities,
}

impl Build<'_, '_, '_> {
    fn add(&mut self, at: usize) {
        let mention = &self.view.mentions[at];
        let key = key(self.view, mention);
        let entity = match self.find(&key, mention, at) {
            Match::Known(entity) => entity,
            Match::New => self.create(&key, mention),
            Match::Tied => self.create_nobody(key),
        };
        self.out.of_mention[at] = entity;
        let known = &mut self.out.all[entity];
        let written = name(self.view, mention);
        if is_shouted(&known.name) && !is_shouted(&written) && known.name.eq_ignore_ascii_case(&written) {
            known.name = written;
        }
        if mention.tokens.len() > 1 && known.nicknamed && !nicknames::has(self.view.document, mention.tokens.clone()) {
            // A name that also occurs without its nickname is shown without it.
            (known.name, known.nicknamed) = (name(self.view, mention), false);
        }
        known.gender = known.gender.or(mention.gender);
        if known.sort == SourceType::Unknown {
            known.sort = mention.sort;
        }
        if let Some(acronym) = self.acronym_behind(mention) {
            self.link(acronym, entity);
        }
    }

    fn link(&mut self, key: String, entity: usize) {
        // The newest entity can only be last, so a long list of people with the same surname need not be searched.
        let newest = entity + 1 == self.out.all.len();
        let known = self.out.keys.entry(key);
        if known.last() != Some(&entity) && (newest || !known.contains(&entity)) {
            known.push(entity);
        }
    }

    /// Returns the entity that `key` names, if any. If several fit, returns the one named most recently before the
    /// mention, and prefers people who are not named only to identify somebody else.
    fn find(&self, key: &str, mention: &Mention, at: usize) -> Match {
        let fits = |&&entity: &&usize| {
            let known = &self.out.all[entity];
            let same = known.name.to_lowercase() == key || namesakes::alike(known.sort, mention.sort);
            let surname = mention.tokens.len() == 1
                && mention.whole.len() == 1
                && known.name.to_lowercase().split(' ').skip(1).any(|word| word == key);
            (surname || known.gender.fits(mention.gender)) && same && self.same_person(entity, mention)
        };
        // Newest first. In a very long text the oldest bearers of a name are not considered.
        const BEARERS: usize = 24;
        let Some(bearers) = self.out.keys.get(key) else { return Match::New };
        let mut candidates: Vec<usize> = bearers.iter().rev().take(BEARERS).filter(fits).copied().collect();
        // "Oru" more likely refers to Anna Oru or to Oda Oru than to Oru Harbour Fields.
        let person = |&entity: &usize| self.out.all[entity].sort == SourceType::Person;
        let named = |&entity: &usize| {
            let words: Vec<&str> = self.out.all[entity].name.split(' ').collect();
            words.len() == 2 && words[1].to_lowercase() == key
        };
        if candidates.iter().any(person) && mention.tokens.len() == 1 {
            candidates.retain(|entity| person(entity) || named(entity));
        }
        if candidates.len() < 2 {
            return candidates.first().map_or(Match::New, |&entity| self.only(entity, mention, at));
        }
        let owners = self.out.of_mention[..at].iter().enumerate().rev().take(200);
        // The most recent mention of each candidate.
        let named: Vec<usize> =
            owners.filter(|(_, owner)| candidates.contains(owner)).map(|(mention, _)| mention).collect();
        let mut last: Vec<usize> = Vec::new();
        for &mention in &named {
            if !last.iter().any(|&one| self.out.of_mention[one] == self.out.of_mention[mention]) {
                last.push(mention);
            }
        }
        let count = |mention: usize| {
            named.iter().filter(|&&one| self.out.of_mention[one] == self.out.of_mention[mention]).count()
        };
        if let [second, first, ..] = last[..]
            && mention.whole.len() == 1
            && count(first) == count(second)
            && namesakes::are_joined(self.view, first, second)
        {
            return Match::Tied;
        }
        // In "Anna Oru, the daughter of Jan Oru" the father is named only to identify her.
        let chosen = last.iter().find(|&&mention| !namesakes::is_oblique(self.view, mention)).or(last.first());
        let chosen = chosen.map(|&mention| self.out.of_mention[mention]).or(candidates.last().copied());
        chosen.map_or(Match::New, Match::Known)
    }

    /// Returns the only entity with the surname of a mention, unless somebody else shares the surname where the two are
    /// named, and nowhere else: "Anna and Jan Oru".
    fn only(&self, entity: usize, mention: &Mention, at: usize) -> Match {
        let mut named = (0..at).rev().take(200).filter(|&one| self.out.of_mention[one] == entity);
        let shared =
            named.next().is_some_and(|one| namesakes::shares_surname(self.view, one)) && named.next().is_none();
        let tied = shared && mention.tokens.len() == 1 && mention.whole.len() == 1;
        if tied { Match::Tied } else { Match::Known(entity) }
    }

    /// Whether the first names agree, if both have one. An initial agrees with every name that starts with it.
    fn same_person(&self, entity: usize, mention: &Mention) -> bool {
        let known = &self.out.all[entity];
        if mention.tokens.len() < 2 || !matches!(known.sort, SourceType::Person | SourceType::Unknown) {
            return true;
        }
        let first = self.view.word(mention.tokens.start);
        let name = known.name.to_lowercase();
        let other = name.split_whitespace().next().unwrap_or("");
        let initial =
            first.trim_end_matches('.').chars().count() == 1 || other.trim_end_matches('.').chars().count() == 1;
        first == other || initial && first.chars().next() == other.chars().next() || name.contains(first)
    }

    fn create(&mut self, key: &str, mention: &Mention) -> usize {
        let entity = self.out.all.len();
        let name = name(self.view, mention);
        let nicknamed = nicknames::has(self.view.document, mention.tokens.clone());
        self.out.all.push(Entity { name, sort: mention.sort, gender: mention.gender, nicknamed, ..Entity::default() });
        self.link(key.to_owned(), entity);
        let words = nicknames::plain(self.view.document, mention.tokens.clone());
        let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        if words.is_empty() {
            return entity;
        }
        match mention.sort {
            SourceType::Place => self.link(words[0].clone(), entity),
            SourceType::Organisation => self.link_parts(&words, entity, false),
            SourceType::Outlet => self.link_parts(&words, entity, true),
            _ => self.link_person(&words, entity),
        }
        entity
    }

    /// Creates an entity without a name, for a surname of two people of whom neither is meant more likely.
    fn create_nobody(&mut self, key: String) -> usize {
        self.out.all.push(Entity { sort: SourceType::Person, ..Entity::default() });
        let entity = self.out.all.len() - 1;
        self.link(key, entity);
        entity
    }

    /// Links a person by surname, first name and other parts of the full name.
    fn link_person(&mut self, words: &[String], entity: usize) {
        let names = &lexicon::get().names;
        let end = words.iter().rposition(|word| names.part(word) != Some(NamePart::Suffix)).unwrap_or(0);
        let mut start = end;
        self.link(words[end].clone(), entity);
        // In "van Dorn" and "bin Oru" the surname has a particle.
        while start > 1 && names.part(&words[start - 1]) == Some(NamePart::Particle) {
            start -= 1;
            self.link(words[start..=end].join(" "), entity);
        }
        if end > 1 {
            self.link(format!("{} {}", words[0], words[end]), entity);
            self.link(words[1..=end].join(" "), entity);
        }
        // "Oru Harbour Fields" is not called "Oru".
        let thing =
            self.out.all[entity].sort == SourceType::Unknown && end > 1 && names.first_name(&words[0]).is_none();
        words[usize::from(thing)..=end].iter().for_each(|word| self.link(word.clone(), entity));
    }

    /// Links an organisation or outlet by the beginning or the end of its name, and by its initials.
    fn link_parts(&mut self, words: &[String], entity: usize, outlet: bool) {
        const MOST: usize = 9;
        let names = &lexicon::get().names;
        let words = &words[..words.len().min(MOST)];
        for at in 1..words.len() {
            let single = words.len() - at == 1;
            let body = outlet || names.head(&words[at]).is_some_and(|(head, _)| head.body);
            if !single || body {
                self.link(words[at..].join(" "), entity);
            }
            // "Facebook" may stand for "Facebook Inc", but "National" not for "National Weather Service".
            let suffix = names.head(&words[words.len() - 1]).is_some_and(|(head, _)| head.company);
            if at > 1 || suffix {
                self.link(words[..at].join(" "), entity);
            }
        }
        let connector = words.iter().position(|word| lexicon::get().is(word, Class::NameJoining)).unwrap_or(0);
        if connector > 0 && names.head(&words[connector - 1]).is_some_and(|(head, _)| head.body) {
            self.link(words[connector - 1].clone(), entity);
        }
        let capitals: String =
            words.iter().filter(|word| word.len() > 3).filter_map(|word| word.chars().next()).collect();
        if capitals.chars().count() > 2 {
            self.link(capitals, entity);
        }
        // The initials of all words may be used, too: "DOS" for "Department of State".
        let all: String = words.iter().filter_map(|word| word.chars().next()).collect();
        if connector > 0 && all.chars().count() > 2 {
            self.link(all, entity);
        }
    }

    /// Returns the acronym in brackets after a name: "Conflict Team (CT)".
    fn acronym_behind(&self, mention: &Mention) -> Option<String> {
        let end = mention.whole.end;
        let tokens = &self.view.document.tokens;
        let inside = tokens.get(end + 1)?;
        let bracketed = self.view.word(end) == "(" && self.view.word(end + 2) == ")";
        (bracketed && is_acronym(inside.span.of(self.view.document.text))).then(|| inside.lower.to_string())
    }
}

fn key(view: &View<'_, '_>, mention: &Mention) -> String {
    let key = nicknames::plain(view.document, mention.tokens.clone()).join(" ");
    let names = &lexicon::get().names;
    if mention.sort != SourceType::Place {
        return key;
    }
    names.place(&key).or_else(|| names.home(&key)).map_or(key, str::to_lowercase)
}

/// Returns the name as written, with single spaces. For an adjective, returns the name of its country.
fn name(view: &View<'_, '_>, mention: &Mention) -> String {
    let text = view.document.cover(mention.tokens.clone()).of(view.document.text);
    if mention.adjective
        && let Some(place) = lexicon::get().names.home(&text.to_lowercase())
    {
        return place.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a name that is too long for an acronym is written in capitals.
fn is_shouted(name: &str) -> bool {
    name.len() > 5 && is_acronym(name)
}

/// Returns the words that can be the head of a name: the last one, the one before "of", and a body before the last.
fn head_words<'v>(view: &'v View<'_, '_>, name: Range<usize>) -> Vec<&'v str> {
    let connector = name.clone().skip(1).find(|&at| view.known(at).is(Class::Attaching));
    let body = |at: &usize| view.known(*at).head.is_some_and(|(head, many)| head.body && !many);
    let mut out: Vec<&str> =
        [connector, Some(name.end)].into_iter().flatten().map(|at| view.word(at.wrapping_sub(1))).collect();
    // "Selmia Police Department" may be called "the police".
    out.extend(name.end.checked_sub(2).filter(|at| name.contains(at) && body(at)).map(|at| view.word(at)));
    out
}

/// Reads the roles around the mentions, and indexes entities by head noun.
fn describe(view: &View<'_, '_>, out: &mut Entities) {
    let names = &lexicon::get().names;
    for (number, entity) in out.all.iter_mut().enumerate() {
        // A frequent name is described where it is introduced, so only its first mentions are read.
        const READ: usize = 12;
        for &at in entity.mentions.iter().take(READ) {
            let mention = &view.mentions[at];
            let article =
                mention.whole.start.checked_sub(1).is_some_and(|before| view.known(before).is(Class::Definite));
            if entity.sort == SourceType::Unknown && article {
                entity.sort = SourceType::Organisation;
            }
            let found = roles::around(view, mention);
            if entity.sort == SourceType::Unknown && found.iter().any(is_person) || is_aged(view, mention) {
                entity.sort = SourceType::Person;
            }
            entity.roles.extend(found);
        }
        let mut heads: Vec<String> = entity.roles.iter().flat_map(|role| role.heads.clone()).collect();
        let longest = entity.mentions.iter().map(|&at| view.mentions[at].tokens.clone()).max_by_key(Range::len);
        for word in longest.into_iter().flat_map(|name| head_words(view, name)) {
            if let Some((head, _)) = names.head(word) {
                let company = head.company && entity.sort == SourceType::Organisation;
                heads.extend(company.then(|| String::from("company")));
                heads.push(word.to_owned());
            }
        }
        crate::sort::sort(&mut heads);
        heads.dedup();
        heads.into_iter().for_each(|head| out.by_head.entry(head).push(number));
    }
}

fn is_person(role: &Role) -> bool {
    let names = &lexicon::get().names;
    role.heads.iter().any(|head| names.head(head).is_some_and(|(head, _)| head.sort == SourceType::Role))
}

/// Whether an age follows the name, which only people have: "Oru, 37,".
fn is_aged(view: &View<'_, '_>, mention: &Mention) -> bool {
    let end = mention.whole.end;
    let age = view.word(end + 1).parse::<u8>().is_ok_and(|age| (5..120).contains(&age));
    mention.sort == SourceType::Unknown && age && view.word(end) == "," && matches!(view.word(end + 2), "," | ".")
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn acronyms_and_short_forms_are_the_same_body() {
        check(
            "The Harbour Safety Board (HSB) met. |[The HSB] said {it was shut}. |[The board] said {it was open}.",
            &["Harbour Safety Board/organisation/-", "Harbour Safety Board/organisation/HSB"],
        );
        check(
            "Oruma Holdings Inc grew. |[Oruma] said {it was shut}. |[The company] said {it was open}.",
            &["Oruma Holdings Inc/organisation/-", "Oruma Holdings Inc/organisation/Oruma"],
        );
    }

    #[test]
    fn a_surname_refers_to_the_subject_not_the_father() {
        check(
            "Anna Oru, the daughter of former leader Jan Oru, came. |[Oru] said {it rained}.",
            &["Anna Oru/person/-"],
        );
        check("Jan Dorn and Eva Dorn came. |[Mr. Dorn] said {it rained}.", &["Jan Dorn/person/-"]);
    }

    #[test]
    fn places_are_called_by_their_longest_name() {
        check(
            "The United States waited. |[The U.S.] said {it was shut}. |[Kyiv] said {it was open}.",
            &["United States/place/-", "Kyiv/place/-"],
        );
    }
}
