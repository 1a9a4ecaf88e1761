//! Statistics of an article: who says how much of it, in which way, and where.
//!
//! A word inside several contents (a quotation within a quotation) counts once, for the innermost. Only speech
//! counts: attitudes, refusals to comment and silence do not. A word counts as quoted only if it is itself inside
//! quotation marks; the unquoted rest of a partly quoted statement is paraphrase.

use crate::model::{Analysis, Attribution, SourceType};
use crate::span::Span;
use crate::text::quotes;

/// The statistics of an article. Words are separated by white space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    /// The number of words, except those on skipped lines.
    pub words: usize,
    /// Speakers in order of first appearance. Unnamed speakers are grouped by source type under an empty name.
    pub speakers: Vec<Speaker>,
}

/// What one speaker says, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The fullest name; empty if there is none.
    pub name: String,
    /// The source type of the speaker's first statement.
    pub source_type: SourceType,
    /// Whether readers can tell who the speaker is.
    pub named: bool,
    /// The number of statements.
    pub statements: usize,
    /// The number of the speaker's words in quotation marks.
    pub quoted: usize,
    /// The number of the speaker's words outside quotation marks.
    pub paraphrased: usize,
    /// Where the article introduces the speaker: the first source that is more than a pronoun.
    pub introduced: Vec<Span>,
    /// The passages with the speaker's words, in text order.
    pub places: Vec<Place>,
}

/// Consecutive words of one speaker, either all quoted or all unquoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The number of the first word, counted from 0 over the whole article without skipped lines.
    pub first: usize,
    /// The number of the last word.
    pub last: usize,
    /// Whether the words are in quotation marks.
    pub quoted: bool,
}

impl Speaker {
    /// Returns the number of this speaker's words.
    pub fn said(&self) -> usize {
        self.quoted + self.paraphrased
    }

    /// Adds the word with this number to the speaker.
    fn say(&mut self, word: usize, quoted: bool) {
        if quoted {
            self.quoted += 1
        } else {
            self.paraphrased += 1
        }
        match self.places.last_mut().filter(|place| place.last + 1 == word && place.quoted == quoted) {
            Some(place) => place.last = word,
            None => self.places.push(Place { first: word, last: word, quoted }),
        }
    }
}

impl Digest {
    /// Computes the statistics of `text`.
    ///
    /// ```
    /// use sayso::digest::Digest;
    ///
    /// let text = "“It is shut,” said Anna Oru. It was cold, Ben Hale said.";
    /// let digest = Digest::of(text, &sayso::analyze(text));
    /// let words = digest.speakers.iter().map(|speaker| (&*speaker.name, speaker.quoted, speaker.paraphrased));
    /// assert_eq!(words.collect::<Vec<_>>(), [("Anna Oru", 3, 0), ("Ben Hale", 0, 3)]);
    /// ```
    pub fn of(text: &str, analysis: &Analysis) -> Self {
        Self::of_those(text, analysis, &|_| true)
    }

    /// Like [`Digest::of`], but counts only the attributions for whose position in [`Analysis::attributions`] `keeps`
    /// returns `true`.
    pub fn of_those(text: &str, analysis: &Analysis, keeps: &dyn Fn(usize) -> bool) -> Self {
        let kept = analysis.attributions.iter().enumerate().filter(|(at, a)| a.act.speaks() && keeps(*at));
        let said: Vec<&Attribution> = kept.map(|(_, a)| a).collect();
        let mut digest = Digest::default();
        let mut owner: Vec<usize> = Vec::new();
        for a in &said {
            let same = |speaker: &Speaker| {
                speaker.name == a.speaker && (!a.speaker.is_empty() || speaker.source_type == a.source_type)
            };
            let known = digest.speakers.iter().position(same);
            owner.push(known.unwrap_or(digest.speakers.len()));
            if known.is_none() {
                digest.speakers.push(Speaker {
                    name: a.speaker.clone(),
                    source_type: a.source_type,
                    named: named(a),
                    statements: 0,
                    quoted: 0,
                    paraphrased: 0,
                    introduced: Vec::new(),
                    places: Vec::new(),
                });
            }
        }
        for (a, &owner) in said.iter().zip(&owner) {
            let speaker = &mut digest.speakers[owner];
            speaker.statements += 1;
            if speaker.introduced.is_empty() && a.antecedent.is_none() {
                speaker.introduced.clone_from(&a.source);
            }
        }
        digest.count(text, analysis, &said, &owner);
        digest
    }

    fn count(&mut self, text: &str, analysis: &Analysis, said: &[&Attribution], owner: &[usize]) {
        let contents = said.iter().zip(owner).flat_map(|(a, &owner)| a.content.iter().map(move |&span| (span, owner)));
        let mut contents: Vec<(Span, usize)> = contents.collect();
        let quotes = quotes::of(text, &analysis.skipped);
        let mut quotes = quotes.iter().filter(|quote| quote.level == 0).map(|quote| quote.span).peekable();
        crate::sort::sort_by_key(&mut contents, |(span, _)| span.start);
        let mut waiting = contents.into_iter().peekable();
        let mut open: Vec<(Span, usize)> = Vec::new();
        let mut skipped = analysis.skipped.iter().map(|line| line.span).peekable();
        for word in words(text) {
            while skipped.next_if(|line| line.end <= word.start).is_some() {}
            if skipped.peek().is_some_and(|line| line.has(word.start)) {
                continue;
            }
            let number = self.words;
            self.words += 1;
            while let Some(content) = waiting.next_if(|(span, _)| span.start < word.end) {
                open.push(content);
            }
            open.retain(|(span, _)| span.end > word.start);
            let Some(&(_, owner)) = open.iter().min_by_key(|(span, _)| span.len()) else { continue };
            let letter = word.of(text).find(char::is_alphanumeric).map_or(word.start, |at| word.start + at);
            while quotes.next_if(|quote| quote.end <= letter).is_some() {}
            self.speakers[owner].say(number, quotes.peek().is_some_and(|quote| quote.has(letter)));
        }
    }

    /// Returns the number of words by source type, largest first. Types without words are left out.
    pub fn by_type(&self) -> Vec<(SourceType, usize)> {
        let mut all: Vec<(SourceType, usize)> = Vec::new();
        for speaker in &self.speakers {
            match all.iter_mut().find(|(own, _)| *own == speaker.source_type) {
                Some((_, words)) => *words += speaker.said(),
                None => all.push((speaker.source_type, speaker.said())),
            }
        }
        all.retain(|(_, words)| *words > 0);
        crate::sort::sort_by_key(&mut all, |(_, words)| std::cmp::Reverse(*words));
        all
    }

    /// Returns the number of words of named speakers, and that of unnamed ones.
    pub fn by_name(&self) -> (usize, usize) {
        let of = |named| self.speakers.iter().filter(|speaker| speaker.named == named).map(Speaker::said).sum();
        (of(true), of(false))
    }

    /// Returns the number of words that anybody says.
    pub fn said(&self) -> usize {
        self.speakers.iter().map(Speaker::said).sum()
    }
}

/// Whether readers can tell who the source is: a person, an organisation or a document, but not "sources" or "an
/// official".
pub fn named(a: &Attribution) -> bool {
    let unnamed = matches!(a.source_type, SourceType::Role | SourceType::Anonymous | SourceType::Unknown);
    // A source of these types has an antecedent only if it refers to a name elsewhere in the text ("the governor").
    !unnamed || a.antecedent.is_some()
}

/// Returns `part` as a percentage of `whole`, rounded; 0 if `whole` is 0.
pub fn percent(part: usize, whole: usize) -> usize {
    (part * 200 + whole).checked_div(whole * 2).unwrap_or(0)
}

/// Returns the spans of the words, which are separated by white space.
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

    fn place(first: usize, last: usize, quoted: bool) -> Place {
        Place { first, last, quoted }
    }

    #[test]
    fn counts_words_by_speaker() {
        let digest = digest(TEXT);
        assert_eq!((digest.words, digest.speakers.len()), (20, 2));
        let mayor = &digest.speakers[0];
        let numbers = (mayor.statements, mayor.quoted, mayor.paraphrased);
        assert_eq!((&*mayor.name, numbers, mayor.named), ("Anna Oru", (2, 3, 5), true));
        assert!(mayor.introduced[0].of(TEXT).starts_with("Anna Oru"), "{:?}", mayor.introduced);
        assert_eq!(mayor.places, [place(0, 2, true), place(10, 14, false)]);
        let officials = &digest.speakers[1];
        assert_eq!((officials.quoted, officials.paraphrased), (1, 2));
        assert_eq!(officials.places, [place(17, 17, true), place(18, 19, false)]);
        let (named, unnamed) = digest.by_name();
        assert_eq!((named + unnamed, unnamed), (digest.said(), digest.speakers[1].said()));
    }

    #[test]
    fn a_word_counts_once() {
        let text =
            "“He told me ‘it is over’ and left,” said Ben Hale. Police said the mayor had said that it was late.";
        let digest = digest(text);
        assert!(digest.said() <= digest.words, "{digest:?}");
    }

    #[test]
    fn denials_count_as_speech_but_refusals_do_not() {
        let digest = digest(
            "Anna Oru denied that the bridge was shut. Ben Hale refused to say whether the road was safe. \
             The company did not respond to questions about the road.",
        );
        let names: Vec<&str> = digest.speakers.iter().map(|speaker| &*speaker.name).collect();
        assert_eq!((names, digest.said()), (vec!["Anna Oru"], 5), "{digest:?}");
    }

    #[test]
    fn counts_only_selected_attributions() {
        let analysis = crate::analyze(TEXT);
        let some = |keeps: &dyn Fn(usize) -> bool| Digest::of_those(TEXT, &analysis, keeps);
        let direct = some(&|at| analysis.attributions[at].kind == crate::model::Kind::Direct);
        assert_eq!((direct.words, direct.said(), direct.speakers[0].quoted), (20, 3, 3));
        assert_eq!(some(&|_| false).said(), 0);
    }

    #[test]
    fn counts_nested_marks_and_boilerplate_once() {
        let text =
            "Share this article\n\n“He told me ‘it is over’ and left,” said Ben Hale. He called it “sad”, and late.";
        let hale = &digest(text).speakers[0];
        assert_eq!(hale.quoted, 9, "{hale:?}");
    }

    #[test]
    fn orders_source_types_by_frequency() {
        let all = digest(TEXT).by_type();
        assert_eq!(all.first(), Some(&(SourceType::Person, 8)));
        assert!(all.windows(2).all(|two| two[0].1 >= two[1].1));
    }

    #[test]
    fn shares_are_rounded() {
        assert_eq!([percent(1, 3), percent(2, 3), percent(1, 8), percent(5, 5), percent(0, 0)], [33, 67, 13, 100, 0]);
    }
}
