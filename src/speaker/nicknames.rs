//! Parts of a name other than first name and surname: a nickname in quotation marks, and letters after the name.
//!
//! Hit: Ludo **“Spike”** Marsh, Oona Baird **KC**. Miss: Oru called it “Spike”.

use std::ops::Range;

use crate::lexicon::Class;
use crate::lexicon::names::NamePart;
use crate::text::{Document, TokenKind};

/// The maximum number of words in a nickname.
const WORDS: usize = 3;

/// Returns the token after the nickname whose opening mark is token `at`. Returns `None` if no nickname starts there,
/// or if no surname follows it.
pub fn behind(document: &Document<'_>, at: usize) -> Option<usize> {
    let tokens = &document.tokens;
    let sentence = tokens.get(at).filter(|token| is_mark(&token.lower))?.sentence;
    let inside = |at: usize| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word && token.capital);
    let from = at + 1 + usize::from(document.known(at + 1).is(Class::Definite));
    let end = (from..=from + WORDS).find(|&end| !inside(end))?;
    let closes = end > from && tokens.get(end).is_some_and(|token| is_mark(&token.lower));
    let same = tokens.get(end + 1).is_some_and(|token| token.sentence == sentence);
    (closes && same && inside(end + 1)).then_some(end + 1)
}

/// Returns the words of `name` without a nickname in quotation marks, in lower case.
pub fn plain<'d>(document: &'d Document<'_>, name: Range<usize>) -> Vec<&'d str> {
    let word = |at: usize| &*document.tokens[at].lower;
    let nickname = name.clone().find_map(|at| Some(at..behind(document, at)?)).unwrap_or_default();
    name.filter(|at| !nickname.contains(at)).map(word).collect()
}

/// Whether the tokens `name` contain a nickname in quotation marks.
pub fn has(document: &Document<'_>, mut name: Range<usize>) -> bool {
    name.any(|at| behind(document, at).is_some())
}

/// Returns the end of the name in `run` without the letters after it, which stand for degrees, honours or seats in
/// parliament. At least two words remain.
pub fn without_letters(document: &Document<'_>, run: Range<usize>) -> usize {
    let letters = |at: usize| {
        let token = &document.tokens[at];
        token.lower.known().part == Some(NamePart::Letters)
            && token.span.of(document.text).chars().filter(|c| c.is_uppercase()).count() > 1
    };
    let mut end = run.end;
    while end > run.start + 2 && letters(end - 1) {
        end -= 1;
    }
    end
}

fn is_mark(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "‘" | "’" | "'" | "''" | "``")
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_nickname_belongs_to_the_name() {
        check(
            "[Jan “Spike” Dorn] said {it rained}. |[Dorn] said {it was cold}.",
            &["Jan “Spike” Dorn/person/-", "Jan “Spike” Dorn/person/-"],
        );
        check(
            "Jan Dorn came. |[Jan “the Anvil” Dorn] said {it rained}. |[Dorn] said {it was cold}.",
            &["Jan Dorn/person/-", "Jan Dorn/person/-"],
        );
        check("They called it “Spike”. |[Anna Oru] said {it rained}.", &["Anna Oru/person/-"]);
    }

    #[test]
    fn letters_after_a_name_are_left_out() {
        for letters in ["KC", "MBE", "MP", "PhD"] {
            check(&format!("[Anna Oru {letters}] said {{it rained}}."), &["Anna Oru/person/-"]);
        }
    }
}
