//! The language of a text, by frequent words of closed classes (`corpus/lexicon/languages.tsv`).
//!
//! Almost half of the words of prose belong to closed classes (the, of, was, he …), and few of them are words of
//! another language as well. Cavnar and Trenkle's ranking of letter sequences (1994) would need more text and larger
//! tables. Ukrainian is recognised by its letters.

use std::sync::OnceLock;

use super::{Document, TokenKind};
use crate::i18n::Language;
use crate::lexicon::{Table, shipped};
use crate::word_map::WordMap;

const LANGUAGES: Table = shipped!("lexicon/languages.tsv");

/// The minimum number of words of a text that is judged.
const MIN_WORDS: usize = 12;
/// The minimum share of words that must be frequent words of the language, in percent, if each of them also belongs to
/// another language. A word of only one language counts twice.
const MIN_SHARE: usize = 16;
/// The minimum number of words of a text that is foreign because it contains too few English words.
const MIN_FOREIGN: usize = 20;
/// The minimum share of words of closed classes in English prose, in percent.
const MIN_ENGLISH: usize = 20;
/// The maximum number of words of a text that are counted.
const ENOUGH: usize = 2000;
/// Letters that Ukrainian has and Russian lacks.
const UKRAINIAN: &str = "іїєґ";
/// Letters that Russian has and Ukrainian lacks.
const RUSSIAN: &str = "ыэъё";

/// The codes of the languages in the table. Those of [`Language::OF_ARTICLES`] come first, in the same order.
const CODES: [&str; 9] = ["en", "de", "fr", "es", "uk", "pt", "it", "nl", "ca"];

/// The language of a text, as far as it can be detected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detected {
    /// A language for which there are rules.
    Known(Language),
    /// A language without rules.
    Foreign,
    /// The text is too short, or no language is clearly more likely than the others.
    Unsure,
}

/// Detects the language of `document`. Quotations in another language count like the rest, so the language of most
/// words wins.
pub fn detect(document: &Document<'_>) -> Detected {
    let mut scores = [0_usize; CODES.len()];
    let (mut words, mut closed, mut cyrillic) = (0, 0, 0);
    let (mut ukrainian, mut russian) = (0, 0);
    for token in document.tokens.iter().filter(|token| token.kind == TokenKind::Word).take(ENOUGH) {
        words += 1;
        closed += usize::from(token.lower.known().is_closed_class());
        if token.lower.starts_with(|c| matches!(c, '\u{400}'..='\u{4ff}')) {
            cyrillic += 1;
            ukrainian += usize::from(token.lower.contains(|c| UKRAINIAN.contains(c)));
            russian += usize::from(token.lower.contains(|c| RUSSIAN.contains(c)));
            continue;
        }
        // A word of several languages says less about each, so they share its 12 points; 12 has many divisors.
        let elided = token.lower.find('\'').map_or("", |at| &token.lower[..=at]);
        for codes in [table().get(&token.lower), table().get(elided)].into_iter().flatten() {
            let languages = codes.split(',').filter_map(|code| CODES.iter().position(|own| *own == code));
            let count = languages.clone().count().max(1);
            languages.for_each(|at| scores[at] += 12 / count);
        }
    }
    if words < MIN_WORDS {
        return Detected::Unsure;
    }
    if cyrillic * 2 > words {
        let sure = ukrainian * 10 > cyrillic && russian * 4 < ukrainian;
        return if sure { Detected::Known(Language::Ukrainian) } else { Detected::Foreign };
    }
    let best = (0..CODES.len()).max_by_key(|&at| scores[at]).unwrap_or_default();
    let second = (0..CODES.len()).filter(|&at| at != best).map(|at| scores[at]).max().unwrap_or_default();
    let clear = scores[best] * 100 > words * MIN_SHARE * 12 / 2 && scores[best] * 5 > second * 6;
    match Language::OF_ARTICLES.get(best) {
        Some(&language) if clear => Detected::Known(language),
        None if clear => Detected::Foreign,
        _ if words >= MIN_FOREIGN && closed * 100 < words * MIN_ENGLISH => Detected::Foreign,
        _ => Detected::Unsure,
    }
}

/// Returns the table: for each word, the codes of its languages, separated by commas.
fn table() -> &'static WordMap<&'static str> {
    static TABLE: OnceLock<WordMap<&'static str>> = OnceLock::new();
    TABLE.get_or_init(|| LANGUAGES.rows().map(|row| (row.get(0), row.get(1))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Detected {
        detect(&Document::new(text))
    }

    #[test]
    fn one_sentence_is_enough() {
        let known = |language| Detected::Known(language);
        assert_eq!(
            of("The mayor of the town said on Friday that the road had been closed for a week, and that nobody knew \
                 when it would open."),
            known(Language::English)
        );
        assert_eq!(
            of("Der Bürgermeister der Stadt sagte am Freitag, die Straße sei seit einer Woche gesperrt, und niemand \
                 wisse, wann sie wieder geöffnet werde."),
            known(Language::German)
        );
        assert_eq!(
            of("Le maire de la ville a déclaré vendredi que la route était fermée depuis une semaine et que personne \
                 ne savait quand elle rouvrirait."),
            known(Language::French)
        );
        assert_eq!(
            of("El alcalde de la ciudad dijo el viernes que la carretera estaba cerrada desde hacía una semana y que \
                 nadie sabía cuándo volvería a abrir."),
            known(Language::Spanish)
        );
        assert_eq!(
            of("Мер міста сказав у п'ятницю, що дорога закрита вже тиждень і що ніхто не знає, коли її знову \
                 відкриють."),
            known(Language::Ukrainian)
        );
    }

    #[test]
    fn relatives_are_not_taken_for_known_languages() {
        for text in [
            "O presidente da câmara disse na sexta-feira que a estrada estava fechada há uma semana e que ninguém \
             sabia quando seria aberta.",
            "Il sindaco della città ha detto venerdì che la strada era chiusa da una settimana e che nessuno sapeva \
             quando sarebbe stata aperta.",
            "De burgemeester van de stad zei vrijdag dat de weg al een week is afgesloten en dat niemand weet wanneer \
             hij weer open gaat.",
            "Мэр города сказал в пятницу, что дорога закрыта уже неделю и что никто не знает, когда её снова откроют.",
            "L'alcalde de la ciutat va dir divendres que la carretera estava tancada des de feia una setmana i que \
             ningú no sabia quan es tornaria a obrir.",
            "Burmistrz miasta powiedział w piątek, że droga jest zamknięta od tygodnia i że nikt nie wie, kiedy \
             zostanie ponownie otwarta dla ruchu.",
        ] {
            assert_eq!(of(text), Detected::Foreign, "{text}");
        }
    }

    #[test]
    fn short_texts_and_lists_are_open() {
        assert_eq!(of("Kurzer Text."), Detected::Unsure);
        assert_eq!(of(""), Detected::Unsure);
    }

    #[test]
    fn a_quotation_in_another_language_does_not_count() {
        let text = "The mayor of the town said on Friday that the road had been closed for a week. “Die Straße ist \
            gesperrt,” she said in German, and that it was not known when it would be open again.";
        assert_eq!(of(text), Detected::Known(Language::English));
    }
}
