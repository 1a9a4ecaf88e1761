//! Third-person pronouns: their number and gender, and the antecedent of "who".

use super::View;
use crate::lexicon::names::Gender;
use crate::lexicon::{Class, WordInfo};
use crate::text::{Document, TokenKind};

/// What a pronoun can refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One person: "he", "she".
    One(Gender),
    /// A thing: "it".
    Thing,
    /// Several people or things: "they".
    Many,
}

/// Returns the indices of all third-person pronouns in the document, in order.
pub fn all(document: &Document<'_>) -> Vec<usize> {
    (0..document.tokens.len()).filter(|&at| form(document.known(at)).is_some()).collect()
}

/// Returns what the pronoun `word` can refer to; `None` if it is not a third-person pronoun.
pub fn form(word: &WordInfo) -> Option<Form> {
    let forms = [
        (Class::Masculine, Form::One(Gender::Male)),
        (Class::Feminine, Form::One(Gender::Female)),
        (Class::Neuter, Form::Thing),
        (Class::ThirdPlural, Form::Many),
    ];
    forms.into_iter().find(|(class, _)| word.is(*class)).map(|(_, form)| form)
}

/// Returns the gender of the pronoun `word`. Returns `None` if it is not a pronoun for one person.
pub fn gender(word: &WordInfo) -> Option<Gender> {
    match form(word) {
        Some(Form::One(gender)) => Some(gender),
        _ => None,
    }
}

/// Returns the antecedent of "who" or "which" at token `at`: the mention right before it, or before a comma or another
/// mark.
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
    fn pronouns_may_refer_to_unnamed_sources() {
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
    fn two_equal_candidates_leave_the_speaker_open() {
        check("Mark Dorn and Paul Oru walked. |[He] said {it rained}.", &["/person/-"]);
    }

    #[test]
    fn relative_pronouns_refer_to_the_preceding_name() {
        check("They met Jan Dorn, |[who] said {it rained}.", &["Jan Dorn/person/Jan Dorn"]);
    }
}
