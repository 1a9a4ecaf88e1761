//! Determines the sort of a name from its own words and the title before it.

use std::ops::Range;

use super::spelling::is_acronym;
use crate::lexicon::names::{Gender, NamePart};
use crate::lexicon::{self, Class};
use crate::model::SourceType;
use crate::text::Document;

/// Returns the first token of the name in a run of capitalised words: the one after the last title.
///
/// In "Canadian Foreign Minister Anna Oru" the name is "Anna Oru", in "Supreme Court" the whole run. If the run
/// consists of titles only, returns its end.
pub fn skip_titles(document: &Document<'_>, run: Range<usize>) -> usize {
    let names = &lexicon::get().names;
    let word = |at: usize| document.tokens[at].lower.as_ref();
    let role = |at: usize| names.head(word(at)).filter(|(head, many)| head.sort == SourceType::Role && !many);
    let before_first_name = |at: usize| at + 1 < run.end && names.first_name(word(at + 1)).is_some();
    let is_title = |at: usize| {
        matches!(names.part(word(at)), Some(NamePart::Title(_)))
            || names.head(word(at)).is_some_and(|(head, many)| head.title && !many)
            || role(at).is_some_and(|_| before_first_name(at))
    };
    let body = |at: usize| {
        names.head(word(at)).is_some_and(|(head, _)| {
            matches!(head.sort, SourceType::Organisation | SourceType::Outlet | SourceType::Document)
        })
    };
    let last = run.end.saturating_sub(1);
    if run.len() == 1 {
        return if is_title(last) || names.head(word(last)).is_some_and(|(head, _)| head.sort == SourceType::Role) {
            run.end
        } else {
            run.start
        };
    }
    let surname = run.len() == 2 && names.first_name(word(run.start)).is_some();
    if is_title(last) && !surname {
        return run.end;
    }
    let titled = (run.start..last).any(|at| matches!(names.part(word(at)), Some(NamePart::Title(_))));
    if body(last) && !titled && names.first_name(word(last.saturating_sub(1))).is_none() {
        return if document.tokens[run.start].lower.contains('-') { skip_office(document, run) } else { run.start };
    }
    let start = run.clone().take(run.len() - 1).rev().find(|&at| is_title(at)).map_or(run.start, |at| at + 1);
    skip_office(document, start..run.end)
}

/// Returns the start of the name after words that belong to the office: "of State" in "Secretary of State Jan Oru", the
/// acronym in "CT Anna Oru", "Paris-based".
fn skip_office(document: &Document<'_>, rest: Range<usize>) -> usize {
    let names = &lexicon::get().names;
    let text = |at: usize| document.tokens[at].span.of(document.text);
    let first_name = rest.clone().find(|&at| names.first_name(&document.tokens[at].lower).is_some());
    if rest.is_empty() || document.known(rest.start).is(Class::Of) {
        let last_two = (rest.len() >= 4).then(|| rest.end - 2);
        return first_name.filter(|&at| at + 1 < rest.end).or(last_two).unwrap_or(rest.end);
    }
    let modifier = |at: usize| {
        let tail = text(at).rsplit_once('-').map_or("", |(_, tail)| tail);
        tail.len() > 2 && tail.starts_with(char::is_lowercase)
    };
    let of_office = |at: usize| {
        let first = names.first_name(&document.tokens[at].lower).is_some();
        modifier(at) && at + 1 < rest.end
            || is_acronym(text(at)) && !text(at).contains('.') && at + 2 < rest.end && !first
    };
    rest.clone().find(|&at| !of_office(at)).unwrap_or(rest.start)
}

/// Returns the first token from `at` on that is no particle in lower case: "Zalm" in "van der Zalm".
pub fn behind_particles(document: &Document<'_>, at: usize) -> usize {
    let particle = |at: usize| {
        document.tokens.get(at).is_some_and(|token| !token.capital)
            && document.known(at).part == Some(NamePart::Particle)
    };
    (at..).find(|&at| !particle(at)).unwrap_or(at)
}

/// Whether the titles end with an acronym, which names something else: "the head of the **CT** Anna Oru".
pub fn is_displaced(document: &Document<'_>, titles: Range<usize>) -> bool {
    titles.clone().next_back().is_some_and(|at| is_acronym(document.tokens[at].span.of(document.text)))
}

/// Returns the sort of the name, and the gender implied by its title or first name. `titles` are the tokens of the
/// titles before it.
pub fn sort(document: &Document<'_>, titles: Range<usize>, name: Range<usize>) -> (SourceType, Gender) {
    let names = &lexicon::get().names;
    let word = |at: usize| document.tokens[at].lower.as_ref();
    let text = document.cover(name.clone()).of(document.text);
    let lower = text.to_lowercase();
    let titled = !titles.is_empty();
    let gender = titles.clone().rev().chain(titles.start.checked_sub(1)).find_map(|at| match names.part(word(at)) {
        Some(NamePart::Title(gender)) if gender != Gender::Unknown => Some(gender),
        _ => role_gender(word(at)),
    });
    let first = names.first_name(word(name.start));
    let gender = gender.unwrap_or(Gender::Unknown).or(first.unwrap_or_default());
    if names.is_outlet(&lower) {
        return (SourceType::Outlet, Gender::Unknown);
    }
    if names.place(&lower).is_some() || name.len() == 1 && names.home(&lower).is_some() {
        return (if titled { SourceType::Person } else { SourceType::Place }, gender);
    }
    if let Some(sort) = by_head(document, name.clone(), first.is_some()) {
        return (sort, Gender::Unknown);
    }
    match head_before(document, titles.start) {
        Some(SourceType::Outlet) => return (SourceType::Outlet, Gender::Unknown),
        Some(SourceType::Organisation) => return (SourceType::Organisation, Gender::Unknown),
        Some(SourceType::Role) => return (SourceType::Person, gender),
        _ if titled || first.is_some() && name.len() > 1 => return (SourceType::Person, gender),
        _ => {}
    }
    if name.clone().any(|at| is_acronym(document.tokens[at].span.of(document.text)) && !word(at).contains('.')) {
        return (SourceType::Organisation, Gender::Unknown);
    }
    (SourceType::Unknown, gender)
}

/// Returns the gender implied by a role noun: "spokeswoman".
pub fn role_gender(word: &str) -> Option<Gender> {
    if word.ends_with("woman") {
        Some(Gender::Female)
    } else if word.ends_with("man") && lexicon::get().names.head(word).is_some() {
        Some(Gender::Male)
    } else {
        None
    }
}

/// Returns the sort of a singular lower-case head noun right before token `at`: "spokesman Jan Oru", "newspaper Selmia
/// Sun".
fn head_before(document: &Document<'_>, at: usize) -> Option<SourceType> {
    let before = &document.tokens[at.checked_sub(1)?];
    let same = document.tokens.get(at).is_some_and(|token| token.sentence == before.sentence);
    let (head, many) = before.lower.known().head?;
    (same && !before.capital && !many).then_some(head.sort)
}

/// Returns the sort implied by a head noun inside the name.
fn by_head(document: &Document<'_>, name: Range<usize>, first_name: bool) -> Option<SourceType> {
    let names = &lexicon::get().names;
    let word = |at: usize| document.tokens[at].lower.as_ref();
    let connector = name.clone().skip(1).find(|&at| document.known(at).is(Class::Attaching));
    let places = [connector.map(|at| at - 1), name.end.checked_sub(1)];
    for at in places.into_iter().flatten() {
        let Some((head, _)) = names.head(word(at)) else { continue };
        // In "Elaine Page" and "John House" the first name outweighs a noun that is also a surname.
        let surname = first_name && name.len() == 2 && !head.body && !head.company;
        let names_itself = name.len() > 1 || head.sort == SourceType::Organisation;
        if !surname
            && names_itself
            && matches!(head.sort, SourceType::Organisation | SourceType::Outlet | SourceType::Place)
        {
            return Some(head.sort);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::View;
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let document = Document::new(text);
        let mentions = View::new(&document).mentions;
        mentions.iter().map(|mention| document.cover(mention.tokens.clone()).of(text).to_owned()).collect()
    }

    #[test]
    fn offices_are_left_out() {
        assert_eq!(names("Then Secretary of State Anna Oru spoke."), ["Anna Oru"]);
        assert_eq!(names("Then Deputy U.S. Marshal Jan Dorn spoke."), ["Jan Dorn"]);
        assert_eq!(names("Then the head of the HSB Anna Oru spoke."), ["HSB", "Anna Oru"][1..]);
        assert_eq!(names("Then Paris-based Anna Oru spoke."), ["Anna Oru"]);
    }
}
