//! An article in numbers: who says how much of it, how, and where.
//!
//! A word that stands in several contents, as where somebody quotes somebody, counts once, for the innermost. Attitudes do not count: only
//! what is said does.

use crate::model::{Act, Analysis, Attribution, Kind, SourceType};
use crate::span::Span;

/// The article in numbers. Words are what white space divides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    /// All words, those of lines that were left out aside.
    pub words: usize,
    /// Who speaks, in the order of first appearance. Those without a name are put together by sort of source, with an empty name.
    pub speakers: Vec<Speaker>,
}

/// One speaker's part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The fullest name; empty where there is none.
    pub name: String,
    /// What sort of source it is at first.
    pub source_type: SourceType,
    /// Whether readers can tell who it is.
    pub named: bool,
    /// How many statements.
    pub statements: usize,
    /// Words quoted in full, quoted in part, and put in the writer's words.
    pub words: [usize; 3],
    /// Where the article says who it is: the first source that is more than a pronoun.
    pub introduced: Vec<Span>,
    /// The statements along the article, in order: position in [`Analysis::attributions`], first and last word (counted from 0).
    pub places: Vec<(usize, usize, usize)>,
}

impl Speaker {
    /// All words.
    pub fn said(&self) -> usize {
        self.words.iter().sum()
    }
}

impl Digest {
    /// The numbers of an article with this text.
    pub fn of(text: &str, analysis: &Analysis) -> Self {
        let mut digest = Digest::default();
        let mut owner: Vec<usize> = Vec::new();
        for a in &analysis.attributions {
            let same = |speaker: &Speaker| {
                speaker.name == a.speaker && (!a.speaker.is_empty() || speaker.source_type == a.source_type)
            };
            let known = digest.speakers.iter().position(same);
            owner.push(known.unwrap_or(digest.speakers.len()));
            if known.is_none() && a.act == Act::Statement {
                digest.speakers.push(Speaker {
                    name: a.speaker.clone(),
                    source_type: a.source_type,
                    named: named(a),
                    statements: 0,
                    words: [0; 3],
                    introduced: Vec::new(),
                    places: Vec::new(),
                });
            }
        }
        for (at, a) in said(analysis) {
            let speaker = &mut digest.speakers[owner[at]];
            speaker.statements += 1;
            if speaker.introduced.is_empty() && a.antecedent.is_none() {
                speaker.introduced.clone_from(&a.source);
            }
        }
        digest.count(text, analysis, &owner);
        digest
    }

    fn count(&mut self, text: &str, analysis: &Analysis, owner: &[usize]) {
        let mut contents: Vec<(Span, usize)> =
            said(analysis).flat_map(|(at, a)| a.content.iter().map(move |&span| (span, at))).collect();
        crate::order::sort_by_key(&mut contents, |(span, _)| span.start);
        let mut waiting = contents.into_iter().peekable();
        let mut open: Vec<(Span, usize)> = Vec::new();
        for word in words(text) {
            if analysis.skipped.iter().any(|line| line.span.has(word.start)) {
                continue;
            }
            let number = self.words;
            self.words += 1;
            while let Some(content) = waiting.next_if(|(span, _)| span.start < word.end) {
                open.push(content);
            }
            open.retain(|(span, _)| span.end > word.start);
            let Some(&(_, at)) = open.iter().min_by_key(|(span, _)| span.len()) else { continue };
            let speaker = &mut self.speakers[owner[at]];
            let kind = match analysis.attributions[at].kind {
                Kind::Direct => 0,
                Kind::Mixed => 1,
                Kind::Indirect => 2,
            };
            speaker.words[kind] += 1;
            match speaker.places.iter_mut().rev().find(|(own, ..)| *own == at) {
                Some((_, _, last)) => *last = number,
                None => speaker.places.push((at, number, number)),
            }
        }
    }

    /// Words by sort of source, most first, sorts without any left out.
    pub fn by_type(&self) -> Vec<(SourceType, usize)> {
        let mut all: Vec<(SourceType, usize)> = Vec::new();
        for speaker in &self.speakers {
            match all.iter_mut().find(|(own, _)| *own == speaker.source_type) {
                Some((_, words)) => *words += speaker.said(),
                None => all.push((speaker.source_type, speaker.said())),
            }
        }
        all.retain(|(_, words)| *words > 0);
        crate::order::sort_by_key(&mut all, |(_, words)| std::cmp::Reverse(*words));
        all
    }

    /// Words of speakers who can be told, and of those who cannot.
    pub fn by_name(&self) -> (usize, usize) {
        let of = |named| self.speakers.iter().filter(|speaker| speaker.named == named).map(Speaker::said).sum();
        (of(true), of(false))
    }

    /// All words that somebody says.
    pub fn said(&self) -> usize {
        self.speakers.iter().map(Speaker::said).sum()
    }
}

/// Whether somebody with a name says it: a person, a body, a document, not "sources" or "an official".
pub fn named(a: &Attribution) -> bool {
    let unnamed = matches!(a.source_type, SourceType::Role | SourceType::Anonymous | SourceType::Unknown);
    // A source of these types that is called by its own words takes up no name.
    !unnamed || a.antecedent.is_some()
}

/// `part` of `whole` in per cent, rounded; 0 of nothing.
pub fn percent(part: usize, whole: usize) -> usize {
    (part * 200 + whole).checked_div(whole * 2).unwrap_or(0)
}

fn said(analysis: &Analysis) -> impl Iterator<Item = (usize, &Attribution)> {
    analysis.attributions.iter().enumerate().filter(|(_, a)| a.act == Act::Statement)
}

fn words(text: &str) -> impl Iterator<Item = Span> {
    text.split_whitespace().map(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        Span::new(start, start + word.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "“It is shut,” said Anna Oru, the mayor. She said that the road was icy. Officials said “nobody” was hurt.";

    fn digest(text: &str) -> Digest {
        Digest::of(text, &crate::analyze(text))
    }

    #[test]
    fn words_are_counted_for_whoever_says_them() {
        let digest = digest(TEXT);
        assert_eq!((digest.words, digest.speakers.len()), (20, 2));
        let mayor = &digest.speakers[0];
        assert_eq!((&*mayor.name, mayor.statements, mayor.words, mayor.named), ("Anna Oru", 2, [3, 0, 5], true));
        assert!(mayor.introduced[0].of(TEXT).starts_with("Anna Oru"), "{:?}", mayor.introduced);
        assert_eq!(mayor.places.iter().map(|&(_, first, last)| (first, last)).collect::<Vec<_>>(), [(0, 2), (10, 14)]);
        let (told, untold) = digest.by_name();
        assert_eq!((told + untold, untold), (digest.said(), digest.speakers[1].said()));
    }

    #[test]
    fn a_word_counts_once() {
        let text =
            "“He told me ‘it is over’ and left,” said Ben Hale. Police said the mayor had said that it was late.";
        let digest = digest(text);
        assert!(digest.said() <= digest.words, "{digest:?}");
    }

    #[test]
    fn sorts_of_sources_come_most_first() {
        let all = digest(TEXT).by_type();
        assert_eq!(all.first(), Some(&(SourceType::Person, 8)));
        assert!(all.windows(2).all(|two| two[0].1 >= two[1].1));
    }

    #[test]
    fn shares_are_rounded() {
        assert_eq!([percent(1, 3), percent(2, 3), percent(1, 8), percent(5, 5), percent(0, 0)], [33, 67, 13, 100, 0]);
    }
}
