//! Words that show how an article presents a claim, from `claims.tsv`.

use super::Table;
use super::verbs::{Form, inflect, plural};
use crate::model::Status;
use crate::word_map::WordMap;

/// What a cue governs, which determines the extent of the claim. Each variant has an invented example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// "claimed that the road was closed", "claimed responsibility for it"
    Clause,
    /// "accused the mayor of theft"
    Accuse,
    /// "charged the mayor with theft", "indicted for theft"
    Charge,
    /// "blamed the mayor for the delay"
    Blame,
    /// "suspected of theft"
    SuspectOf,
    /// "implicated the mayor in the theft"
    Implicate,
    /// "is said to have fled"
    Raising,
    /// "appears to show", "it appeared that"
    Appear,
    /// "the alleged theft"
    Adjective,
    /// "unconfirmed reports of theft"
    AdjectiveOf,
    /// "he reportedly fled"
    Adverb,
    /// "falsely said that"
    Falsely,
    /// "allegations of theft", "theft allegations"
    Noun,
    /// "the claim that", "claims of"; the claim is never a noun before the cue
    NounStrict,
    /// "fears that", "fears of"
    NounThat,
    /// "charges of theft", "theft charges"
    Charges,
    /// "a suspect in the killing"
    SuspectIn,
    /// "under investigation for theft", "held on suspicion of theft"
    Held,
    /// "insists it did not dump the oil"
    Insist,
    /// "maintains that the fence stood there"
    Maintain,
    /// "denied taking part", "denied any wrongdoing", "denied the report"
    Deny,
    /// "rejected the claim"; never "rejected the offer"
    Reject,
    /// "nothing to do with the fire"
    Disown,
    /// "pleaded not guilty to theft"
    Plea,
    /// "I am innocent", "we did nothing wrong"
    Innocence,
    /// "called the report false"
    Predicate,
    /// "the claim was debunked"
    Passive,
    /// "no evidence that"
    After,
    /// "could not verify the report", "this has not been confirmed"
    Unverified,
    /// "if true"
    Condition,
    /// "may have fled"
    ModalPast,
    /// "could rise"
    Modal,
    /// "police believe he fled"
    Believe,
    /// "conflicting reports about the fire"
    Conflicting,
    /// "the video contradicts the statement"
    Contradict,
}

const SHAPES: [(&str, Shape); 35] = [
    ("clause", Shape::Clause),
    ("accuse", Shape::Accuse),
    ("charge", Shape::Charge),
    ("blame", Shape::Blame),
    ("suspect-of", Shape::SuspectOf),
    ("implicate", Shape::Implicate),
    ("raising", Shape::Raising),
    ("appear", Shape::Appear),
    ("adjective", Shape::Adjective),
    ("adjective-of", Shape::AdjectiveOf),
    ("adverb", Shape::Adverb),
    ("falsely", Shape::Falsely),
    ("noun", Shape::Noun),
    ("noun-strict", Shape::NounStrict),
    ("noun-that", Shape::NounThat),
    ("charges", Shape::Charges),
    ("suspect-in", Shape::SuspectIn),
    ("held", Shape::Held),
    ("insist", Shape::Insist),
    ("maintain", Shape::Maintain),
    ("deny", Shape::Deny),
    ("reject", Shape::Reject),
    ("disown", Shape::Disown),
    ("plea", Shape::Plea),
    ("innocence", Shape::Innocence),
    ("predicate", Shape::Predicate),
    ("passive", Shape::Passive),
    ("after", Shape::After),
    ("unverified", Shape::Unverified),
    ("condition", Shape::Condition),
    ("modal-past", Shape::ModalPast),
    ("modal", Shape::Modal),
    ("believe", Shape::Believe),
    ("conflicting", Shape::Conflicting),
    ("contradict", Shape::Contradict),
];

/// How a cue is inflected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordClass {
    /// Its first word is a verb.
    Verb,
    /// Its last word is a noun.
    Noun,
    /// It is not inflected.
    Fixed,
}

/// A cue of the table.
#[derive(Clone, Debug)]
pub struct ClaimCue {
    /// The cue as written in the table.
    pub words: &'static str,
    /// What it governs.
    pub shape: Shape,
    /// How it is inflected.
    pub class: WordClass,
    /// The status it indicates.
    pub status: Status,
    /// Words that exclude the cue if they follow it: directly after a fixed cue, within four tokens after any other.
    pub unless: Vec<&'static str>,
}

/// One form of a cue in a text, such as "denied" for "deny".
#[derive(Clone, Debug)]
pub struct Spelling {
    /// The words after the first.
    pub rest: Vec<String>,
    /// Index of the cue in [`ClaimCues::cues`].
    pub cue: usize,
    /// The form of the verb; the base form for anything else.
    pub form: Form,
}

/// All cues, and all their spellings by first word.
#[derive(Debug, Default)]
pub struct ClaimCues {
    /// The rows of the table.
    pub cues: Vec<ClaimCue>,
    spellings: WordMap<Vec<Spelling>>,
}

impl ClaimCues {
    /// Reads a table with the columns cue, grammar, class, forms, status, unless.
    pub(super) fn read(table: Table<'static>) -> Self {
        let mut out = Self::default();
        for row in table.rows() {
            let (Some(shape), Some(status)) = (shape(row.get(1)), Status::of_name(row.get(4))) else { continue };
            let class = match row.get(2) {
                "verb" => WordClass::Verb,
                "noun" => WordClass::Noun,
                _ => WordClass::Fixed,
            };
            let at = out.cues.len();
            out.cues.push(ClaimCue { words: row.get(0), shape, class, status, unless: row.list(5).collect() });
            for spelling in row.list(3) {
                out.add(spelling, at, form(spelling));
            }
            for (spelling, form) in spellings(row.get(0), class) {
                out.add(&spelling, at, form);
            }
        }
        for spellings in out.spellings.values_mut() {
            crate::sort::sort_by_key(spellings, |spelling| std::cmp::Reverse(spelling.rest.len()));
        }
        out
    }

    fn add(&mut self, spelling: &str, cue: usize, form: Form) {
        let mut words = spelling.split(' ').map(str::to_owned);
        let Some(first) = words.next() else { return };
        let rest: Vec<String> = words.collect();
        let known = self.spellings.entry(first);
        if !known.iter().any(|other| other.cue == cue && other.rest == rest) {
            known.push(Spelling { rest, cue, form });
        }
    }

    /// Returns the spellings that start with `word` (lower case), longest first.
    pub fn starting(&self, word: &str) -> &[Spelling] {
        self.spellings.get(word).map_or(&[], Vec::as_slice)
    }
}

/// Whether the shape and status of a row are known.
#[cfg(test)]
pub(super) fn fits(row: super::Row<'static>) -> bool {
    shape(row.get(1)).is_some() && Status::of_name(row.get(4)).is_some()
}

fn shape(name: &str) -> Option<Shape> {
    SHAPES.iter().find(|(n, _)| *n == name).map(|&(_, shape)| shape)
}

fn form(spelling: &str) -> Form {
    let first = spelling.split(' ').next().unwrap_or(spelling);
    match first {
        _ if first.ends_with("ing") => Form::Ing,
        _ if first.ends_with('s') => Form::Third,
        _ => Form::Past,
    }
}

fn spellings(words: &'static str, class: WordClass) -> Vec<(String, Form)> {
    let as_is = (words.to_owned(), Form::Base);
    match class {
        WordClass::Verb => {
            let (verb, rest) = words.split_once(' ').unwrap_or((words, ""));
            inflect(verb).into_iter().map(|(v, form)| (format!("{v} {rest}").trim_end().to_owned(), form)).collect()
        }
        WordClass::Noun => {
            let (lead, noun) = words.rsplit_once(' ').unwrap_or(("", words));
            vec![as_is, (format!("{lead} {}", plural(noun)).trim_start().to_owned(), Form::Third)]
        }
        WordClass::Fixed => vec![as_is],
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn cues_are_found_by_their_first_word() {
        let cues = &crate::lexicon::get().claims;
        let of = |word: &str| cues.starting(word).iter().map(|s| cues.cues[s.cue].words).collect::<Vec<_>>();
        assert!(of("accusing").contains(&"accuse"));
        assert!(of("allegations").contains(&"allegation"));
        assert!(of("pleaded").contains(&"plead not guilty"));
        assert!(of("table").is_empty());
    }
}
