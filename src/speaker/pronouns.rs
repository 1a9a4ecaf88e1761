//! Pronouns: which words are pronouns, what they tell of those they stand for, and whom "who" takes up.

use super::View;
use crate::lexicon::names::Gender;
use crate::text::{Document, TokenKind};

/// What a pronoun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "he", "she"
    One(Gender),
    /// "it"
    Thing,
    /// "they"
    Many,
}

/// Where the pronouns of the document stand, in order.
pub fn all(document: &Document<'_>) -> Vec<usize> {
    (0..document.tokens.len()).filter(|&at| form(&document.tokens[at].lower).is_some()).collect()
}

/// What the pronoun `word` (lower case) stands for; none where it is no pronoun of the third person.
pub fn form(word: &str) -> Option<Form> {
    // Every token is asked, and most are none of these by their first letter.
    if !matches!(word.as_bytes().first(), Some(b'h' | b'i' | b's' | b't')) {
        return None;
    }
    match word {
        "he" | "him" | "his" | "himself" => Some(Form::One(Gender::Male)),
        "she" | "her" | "hers" | "herself" => Some(Form::One(Gender::Female)),
        "it" | "its" => Some(Form::Thing),
        "they" | "their" | "them" => Some(Form::Many),
        _ => None,
    }
}

/// The gender that the pronoun `word` (lower case) tells.
pub fn gender(word: &str) -> Option<Gender> {
    match form(word) {
        Some(Form::One(gender)) => Some(gender),
        _ => None,
    }
}

/// The mention that "who" or "which" at token `at` takes up: the one right before it.
pub fn relative(view: &View<'_, '_>, at: usize) -> Option<usize> {
    let mut before = at.checked_sub(1)?;
    if view.document.tokens[before].kind == TokenKind::Mark {
        before = before.checked_sub(1)?;
    }
    view.mention_at(before)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn gender_and_number_agree() {
        check(
            "Anna Oru met Jan Dorn. |[She] said {it rained}. |[He] said {it was cold}.",
            &["Anna Oru/person/Anna Oru", "Jan Dorn/person/Jan Dorn"],
        );
        check(
            "[The Harbour Safety Board] said {it was shut}. |[It] said {it was open}.",
            &["Harbour Safety Board/organisation/-", "Harbour Safety Board/organisation/Harbour Safety Board"],
        );
    }

    #[test]
    fn an_unnamed_source_can_be_meant() {
        check(
            "Jan Dorn was out. |[A spokesman for the army] said {it rained}. |[He] said {it was cold}.",
            &["/role/-", "/role/-"],
        );
        check(
            "[Witnesses] said {it rained}. |[They] said {it was cold}.",
            &["Witnesses/anonymous/-", "Witnesses/anonymous/-"],
        );
    }

    #[test]
    fn two_that_fit_alike_leave_it_open() {
        check("Mark Dorn and Paul Oru walked. |[He] said {it rained}.", &["/person/-"]);
    }

    #[test]
    fn relative_pronouns_take_up_what_stands_before() {
        check("They met Jan Dorn, |[who] said {it rained}.", &["Jan Dorn/person/Jan Dorn"]);
    }
}
