//! Named mentions: runs of capitalised words, separated from the titles before them.
//!
//! Hit: "Health Minister **Anna Oru**", "the **Bank of Ruritania**", "**Ruritanian police**". Miss: "Yesterday" at the
//! start of a sentence, "the Minister" without a name. A first pass finds out which words also occur in lower case, a
//! second one splits the text into runs.

use std::ops::Range;

use super::casing::{self, WordCasing, starts_clause};
use super::spelling::{is_acronym, is_prefixed};
use super::{name_sort, nicknames};
use crate::cache::RunCache;
use crate::lexicon::names::{Gender, Head, NamePart};
use crate::lexicon::{self, Class, WordInfo};
use crate::model::SourceType;
use crate::text::{Document, TokenKind, dateline};

/// A name at one place in the text.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The tokens of the name, without titles.
    pub tokens: Range<usize>,
    /// The same, including the titles before it and the letters after it, such as "MP".
    pub whole: Range<usize>,
    /// Person, organisation, outlet, place, or unknown.
    pub sort: SourceType,
    /// The gender implied by its title or first name.
    pub gender: Gender,
    /// Whether it is an adjective or a word for inhabitants: "Iranian".
    pub adjective: bool,
    /// Whether another name, rather than only titles, directly precedes it: "the head of the CT **Anna Oru**".
    pub displaced: bool,
}

/// The maximum number of tokens in a name, so that a text in capitals does not become one name.
const LONGEST: usize = 14;

/// The mentions in the paragraphs of the previous version of the text.
#[derive(Debug, Default)]
pub struct Cache {
    paragraphs: RunCache<Vec<Mention>>,
}

/// Returns the mentions of the whole text in order, without overlaps, and without those in headlines. A name never
/// crosses a paragraph boundary, so each paragraph is analysed as a separate document, and those in `cache` are not
/// analysed again.
pub fn find(document: &Document<'_>, headline: &[bool], cache: &mut Cache) -> Vec<Mention> {
    let casing = casing::words(document, headline);
    let mut out = Vec::new();
    for number in (0..headline.len()).filter(|&number| !headline[number]) {
        let own = number..number + 1;
        let tokens = document.tokens_of(&own);
        let mut key = document.key(own.clone());
        let casing = &casing[tokens.clone()];
        key.extend(casing.iter().map(|casing| casing.bits()));
        let found = cache.paragraphs.get(key, || Scan { document: &document.part(own), casing }.mentions());
        out.extend(found.iter().map(|mention| mention.moved(tokens.start)));
    }
    cache.paragraphs.end_run();
    out
}

impl Mention {
    fn moved(&self, by: usize) -> Self {
        let moved = |range: &Range<usize>| range.start + by..range.end + by;
        Self { tokens: moved(&self.tokens), whole: moved(&self.whole), ..*self }
    }
}

struct Scan<'d, 't> {
    document: &'d Document<'t>,
    /// How the article writes the word of each token.
    casing: &'d [WordCasing],
}

impl Scan<'_, '_> {
    fn mentions(&self) -> Vec<Mention> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.document.tokens.len() {
            if !self.can_start(at) {
                at += 1;
                continue;
            }
            let end = self.run_end(at);
            out.extend(self.mention(at..end));
            at = out.last().map_or(end, |last: &Mention| last.tokens.end.max(end));
        }
        out
    }

    fn casing(&self, at: usize) -> WordCasing {
        self.casing.get(at).copied().unwrap_or_default()
    }

    fn word(&self, at: usize) -> &str {
        self.document.tokens.get(at).map_or("", |token| &token.lower)
    }

    fn known(&self, at: usize) -> &WordInfo {
        self.document.known(at)
    }

    /// Whether the token can be a word of a name.
    fn proper(&self, at: usize) -> bool {
        let Some(token) = self.document.tokens.get(at) else { return false };
        token.kind == TokenKind::Word
            && (token.capital || is_prefixed(token.span.of(self.document.text)))
            && !matches!(&*token.lower, "i" | "i'm")
            && !token.lower.known().is(Class::Day)
            && !(token.lower.known().is(Class::Month) && self.followed_by_number(at))
    }

    fn followed_by_number(&self, at: usize) -> bool {
        self.document.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Number)
    }

    /// Whether the token and the one before it are in the same sentence.
    fn adjacent(&self, at: usize) -> bool {
        let tokens = &self.document.tokens;
        at > 0 && tokens.get(at).is_some_and(|token| token.sentence == tokens[at - 1].sentence)
    }

    fn can_start(&self, at: usize) -> bool {
        if !self.proper(at) || !self.document.tokens[at].capital {
            return false;
        }
        let word = self.word(at);
        let several =
            |(head, many): (Head, bool)| many && matches!(head.sort, SourceType::Anonymous | SourceType::Role);
        if self.known(at).head.is_some_and(several) {
            return false;
        }
        if !starts_clause(self.document, at) {
            return !self.known(at).is(Class::Pronoun) && !self.known(at).is(Class::Article);
        }
        let lexicon = lexicon::get();
        const CLOSED: [Class; 10] = [
            Class::Pronoun,
            Class::Nobody,
            Class::Determiner,
            Class::Preposition,
            Class::Subordinator,
            Class::Conjunction,
            Class::Relative,
            Class::Auxiliary,
            Class::Negation,
            Class::Adverb,
        ];
        let behind = name_sort::behind_particles(self.document, at + 1);
        let next_proper = self.adjacent(at + 1) && self.adjacent(behind) && self.proper(behind);
        if CLOSED.iter().any(|&class| self.known(at).is(class)) || self.known(at).starts_sentences {
            return false;
        }
        let casing = self.casing(at);
        let names = &lexicon.names;
        let known = self.known(at).first_name.is_some()
            || names.place(word).is_some()
            || names.home(word).is_some()
            || names.is_outlet(word)
            || is_acronym(self.document.tokens[at].span.of(self.document.text));
        let title = self.known(at).part.is_some() || self.known(at).head.is_some_and(|(head, _)| head.title);
        let verb = self.known(at).is_verb();
        let speaks = self.word(at + 1) == "said" && !word.ends_with('s');
        casing.capital_inside
            || self.opens_body(at)
            || !casing.lower && !verb && (speaks || casing.before_capital && !word.ends_with("ly") && !next_proper)
            || !casing.lower && (known || next_proper && !verb && !word.ends_with("ly") && !self.opens_name(at + 1))
            || next_proper && title
    }

    /// Whether a name starts at the token rather than continues: "Yesterday **Anna** Oru", but not "Avik **Roy**" if
    /// "Roy" occurs alone elsewhere.
    fn opens_name(&self, at: usize) -> bool {
        let goes_on = self.adjacent(at + 1) && self.proper(at + 1);
        self.known(at).first_name.is_some() && (goes_on || !self.casing(at).alone)
    }

    /// Whether a name of at least three words starts here whose last word is the head noun of an organisation.
    fn opens_body(&self, at: usize) -> bool {
        let end = (at + 1..at + 6).find(|&end| !self.adjacent(end) || !self.proper(end)).unwrap_or(at + 6);
        let head = self.known(end.wrapping_sub(1)).head;
        end > at + 2 && head.is_some_and(|(head, _)| head.sort == SourceType::Organisation)
    }

    /// Returns the end of the run of name words that starts at `start`.
    fn run_end(&self, start: usize) -> usize {
        let mut end = start + 1;
        while self.adjacent(end) && end < start + LONGEST {
            if self.proper(end) && !self.clitic(end) {
                end += 1;
            } else if let Some(next) = self.over_connector(start, end) {
                end = next + 1;
            } else {
                break;
            }
        }
        end
    }

    fn clitic(&self, at: usize) -> bool {
        self.word(at).starts_with('\'')
    }

    /// Returns the capitalised word after a connector at `at`, if the connector can be inside a name.
    fn over_connector(&self, start: usize, at: usize) -> Option<usize> {
        let word = self.word(at);
        let next = |at: usize| (self.adjacent(at) && self.proper(at)).then_some(at);
        if let Some(behind) = nicknames::behind(self.document, at) {
            return next(behind);
        }
        if self.known(at).part == Some(NamePart::Particle) {
            return next(name_sort::behind_particles(self.document, at));
        }
        if self.known(at).is(Class::Genitive) {
            return self.company_after(at);
        }
        let of = self.known(at).is(Class::NameJoining);
        let head = self.known(at.wrapping_sub(1)).head.is_some_and(|(head, _)| head.sort == SourceType::Organisation);
        let title = |at: usize| self.known(at).head.is_some_and(|(head, many)| head.title && !many);
        let of_body = |i: usize| self.known(i).is(Class::NameJoining) && !title(i.wrapping_sub(1));
        let has_of = (start + 1..at).any(of_body) && !title(at + 1);
        let office = self.known(at).is(Class::Of) && title(at.wrapping_sub(1));
        if of && head || office || self.known(at).is(Class::In) && self.word(at.wrapping_sub(1)) == "qaeda" {
            return if self.known(at + 1).is(Class::Definite) { next(at + 2) } else { next(at + 1) };
        }
        if (self.known(at).is(Class::And) || word == "&") && (has_of || word == "&" || self.joins_body(at + 1)) {
            next(at + 1)
        } else {
            None
        }
    }

    /// Whether "and" before `at` is inside a name: "Food and Drug Administration".
    fn joins_body(&self, at: usize) -> bool {
        let mut end = at;
        while self.adjacent(end) && self.proper(end) && end < at + 5 {
            end += 1;
        }
        let body = self.known(end.saturating_sub(1)).head;
        // Only one word may precede the head: with more, the second name could be independent.
        end == at + 2
            && self.document.tokens[at].capital
            && body.is_some_and(|(head, _)| head.body)
            && lexicon::get().names.home(self.word(at)).is_none()
            && lexicon::get().names.place(self.word(at)).is_none()
    }

    /// Returns the word after "'s" if both belong to the name of a company or body: "Oru's International Inc".
    fn company_after(&self, at: usize) -> Option<usize> {
        let mut end = at + 1;
        while self.adjacent(end) && self.proper(end) && end < at + 5 {
            end += 1;
        }
        let head = self.known(end.wrapping_sub(1)).head.filter(|_| end > at + 1).map(|(head, _)| head)?;
        // In "Coroner's Office" and "Women's Union" both belong to the name of a body.
        let owner = self.known(at.wrapping_sub(1));
        let role = owner.head.is_some_and(|(head, _)| head.sort == SourceType::Role);
        let people = owner.is(Class::Population);
        let body = head.sort == SourceType::Organisation && !head.company && (role || people);
        (head.company || body).then_some(at + 1)
    }

    fn mention(&self, run: Range<usize>) -> Option<Mention> {
        let month = run.len() == 1 && self.known(run.start).is(Class::Month);
        if month || dateline::is_place(self.document, run.clone()) {
            return None;
        }
        let all = run.end;
        let run = run.start..nicknames::without_letters(self.document, run);
        let titled = name_sort::skip_titles(self.document, run.clone());
        let start = self.skip_other(titled, run.end);
        let displaced = start > titled || name_sort::is_displaced(self.document, run.start..start);
        if start >= run.end {
            return None;
        }
        let end = self.with_possessive(run.end);
        let body = self.body_end(start, run.end);
        let tokens = start..body.unwrap_or(end);
        let (mut sort, gender) = name_sort::sort(self.document, run.start..start, tokens.clone());
        if body.is_some() {
            sort = SourceType::Organisation;
        }
        if all > run.end && sort == SourceType::Unknown {
            sort = SourceType::Person;
        }
        let adjective =
            sort != SourceType::Person && tokens.len() == 1 && lexicon::get().names.home(self.word(start)).is_some();
        let whole = run.start..end.max(body.unwrap_or(0)).max(all);
        Some(Mention { tokens, whole, sort, gender, adjective, displaced })
    }

    /// Returns the start of the mention after another name, if there is one: in "President Oru Mikhail Dorn", a known
    /// first name after a name that occurs alone elsewhere starts a new name.
    fn skip_other(&self, start: usize, end: usize) -> usize {
        let alone = start < end && self.casing(start).alone;
        let second = end.saturating_sub(start) >= 3 && self.known(start + 1).first_name.is_some();
        let first = self.known(start).first_name.is_some();
        // In "Ambassador to Selmia Anna Oru" the other name is a place.
        let place = start < end && lexicon::get().names.place(self.word(start)).is_some();
        if (alone || place) && second && !first { start + 1 } else { start }
    }

    /// Returns the end of a name, including the "'s" of a brand that is always written with it: "**Oru's** said".
    fn with_possessive(&self, end: usize) -> usize {
        let lexicon = lexicon::get();
        let next = self.word(end + 1);
        let verb = self.known(end + 1).is(Class::Auxiliary) || next == "said";
        let bare = self.casing(end.wrapping_sub(1)).bare;
        let place = lexicon.names.place(self.word(end.wrapping_sub(1))).is_some();
        let capital = self.document.tokens.get(end + 1).is_some_and(|next| next.capital);
        let brand = self.known(end).is(Class::Genitive) && self.adjacent(end) && verb && !capital && !place && !bare;
        if brand { end + 1 } else { end }
    }

    /// Returns the end of the lower-case head noun of a body named after a place: "Ruritania's foreign ministry".
    fn body_end(&self, start: usize, end: usize) -> Option<usize> {
        let names = &lexicon::get().names;
        let possessive = self.known(end).is(Class::Genitive) && self.adjacent(end);
        let headed = end - start > 1
            && names
                .head(self.word(end.wrapping_sub(1)))
                .is_some_and(|(head, _)| head.sort == SourceType::Organisation);
        let place = (start..end).len() <= 2
            && names.place(&self.document.cover(start..end).of(self.document.text).to_lowercase()).is_some();
        let home = names.home(self.word(end.wrapping_sub(1))).is_some();
        if headed || possessive && !place {
            return None;
        }
        let from = end + usize::from(possessive);
        // Matches "Selmian interior ministry", but not "Oru told police".
        let reach = if place || home { 3 } else { 1 };
        for at in from..from + reach {
            let token = self.document.tokens.get(at).filter(|_| self.adjacent(at))?;
            if token.kind != TokenKind::Word || token.capital || closed(token.lower.known()) {
                return None;
            }
            if token.lower.known().head.is_some_and(|(head, many)| head.body && !many) {
                let more = self.adjacent(at + 1) && self.known(at + 1).head.is_some_and(|(head, _)| head.body);
                return Some(at + 1 + usize::from(more));
            }
        }
        None
    }
}

/// Whether the word cannot be part of a name.
fn closed(word: &WordInfo) -> bool {
    [Class::Preposition, Class::Conjunction, Class::Auxiliary, Class::Determiner, Class::Relative]
        .iter()
        .any(|&class| word.is(class))
        || word.is_verb() && word.head.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(String, SourceType)> {
        let document = Document::new(text);
        let found = find(&document, &casing::headlines(&document), &mut Cache::default());
        found.iter().map(|m| (document.cover(m.tokens.clone()).of(text).to_owned(), m.sort)).collect()
    }

    fn check(text: &str, want: &[(&str, SourceType)]) {
        let want: Vec<(String, SourceType)> = want.iter().map(|&(name, sort)| (name.to_owned(), sort)).collect();
        assert_eq!(names(text), want, "{text}");
    }

    #[test]
    fn titles_are_left_out() {
        use SourceType::{Organisation, Person};
        check("Health Minister Anna Oru spoke.", &[("Anna Oru", Person)]);
        check("They met Mr. Oru and spokesman Jan van Dorn.", &[("Oru", Person), ("Jan van Dorn", Person)]);
        check("He works at the Bank of Selmia.", &[("Bank of Selmia", Organisation)]);
        check("The Minister left.", &[]);
    }

    #[test]
    fn bodies_named_after_places_are_names() {
        use SourceType::{Organisation, Place};
        check("On Friday Peruvian police came.", &[("Peruvian police", Organisation)]);
        check("It was Peru’s foreign ministry.", &[("Peru’s foreign ministry", Organisation)]);
        check("It was Peru.", &[("Peru", Place)]);
    }

    #[test]
    fn a_sentence_initial_capital_is_not_a_name() {
        check("Workers came. Yesterday nothing happened. Nobody saw it.", &[]);
        check("Oruma fell. We saw Oruma fall.", &[("Oruma", SourceType::Unknown), ("Oruma", SourceType::Unknown)]);
    }
}
