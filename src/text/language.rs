//! Detects texts that are not in English, the only language the rules cover.
//!
//! Almost half of the words of English prose belong to closed classes (the, of, was, he …). Few words of other
//! languages happen to look like these.

use super::Document;

/// Shorter texts are not judged. Words.
const MIN_WORDS: usize = 20;
/// Prose with a smaller share of closed-class words is not English. Percent.
const MIN_SHARE: usize = 20;

/// Whether the text is long enough to judge and does not look like English.
pub fn looks_foreign(document: &Document<'_>) -> bool {
    let words = document.tokens.iter().filter(|token| token.wordlike());
    let (known, all) =
        words.fold((0, 0), |(known, all), token| (known + usize::from(token.lower.known().is_closed_class()), all + 1));
    all >= MIN_WORDS && known * 100 < all * MIN_SHARE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_and_not() {
        let english = "The mayor of the town said on Friday that the road had been closed for a week, and that nobody knew when it would open.";
        let german = "Der Bürgermeister der Stadt sagte am Freitag, die Straße sei seit einer Woche gesperrt, und niemand wisse, wann sie wieder geöffnet werde.";
        let french = "Le maire de la ville a déclaré vendredi que la route était fermée depuis une semaine et que personne ne savait quand elle rouvrirait.";
        assert!(!looks_foreign(&Document::new(english)));
        assert!(looks_foreign(&Document::new(german)));
        assert!(looks_foreign(&Document::new(french)));
        assert!(!looks_foreign(&Document::new("Kurzer Text.")));
    }
}
