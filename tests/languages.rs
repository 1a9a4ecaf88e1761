//! Articles in German, French, Spanish and Ukrainian: detection, dispatch, and the invariants of every analysis.

mod properties;

use std::fs;
use std::path::Path;

use properties::{check, check_found};
use sayso::i18n::Language;
use sayso::languages::{self, Pack, packs};
use sayso::model::Notice;

/// Returns the languages other than English, each with its pack.
fn others() -> impl Iterator<Item = (Language, &'static Pack)> {
    Language::OF_ARTICLES.into_iter().skip(1).map(|language| (language, packs::pack(language).expect("a pack")))
}

/// Returns the invented articles in a language, sorted by name.
fn articles(language: Language) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/articles").join(language.code());
    let mut paths: Vec<_> = fs::read_dir(folder).expect("the articles").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("an article in UTF-8")).collect()
}

#[test]
fn articles_are_read_in_their_language() {
    for (language, pack) in others() {
        let articles = articles(language);
        assert!(articles.len() >= 3, "{language:?}: only {} articles", articles.len());
        for text in articles {
            let found = check(&text);
            assert_eq!(found.language, language, "{:?}", text.lines().next());
            assert_eq!(found, languages::analyze(&text, pack));
            assert_eq!(found.notices.contains(&Notice::Experimental), pack.experimental);
            assert!(found.attributions.len() >= 8, "{:?}: few attributions", text.lines().next());
            assert!(found.claims.len() >= 2, "{:?}: few claims", text.lines().next());
        }
    }
}

#[test]
fn every_part_of_an_article_keeps_the_invariants() {
    for (language, pack) in others() {
        for text in articles(language) {
            // Cuts at many places, including some inside quotations.
            let cuts = text.char_indices().map(|(at, _)| at).step_by(37);
            for cut in cuts {
                check_found(&text[cut..], languages::analyze(&text[cut..], pack));
                check_found(&text[..cut], languages::analyze(&text[..cut], pack));
            }
        }
    }
}

#[test]
fn odd_texts_keep_the_invariants_in_every_pack() {
    let pieces = [
        "\"", "“", "”", "„", "«", "»", "‚", "‘", "-", "–", ",", ".", ":", "(", "…", "\r\n", "\n\n", "😀", "e\u{301}",
        "\u{a0}", "\u{0}",
    ];
    for (_, pack) in others() {
        for piece in pieces {
            for around in ["{} ", "a{}b ", "„{}“ ", "A{}, ", "{}{}"] {
                let text = around.replace("{}", piece).repeat(200);
                check_found(&text, languages::analyze(&text, pack));
            }
        }
        // The words of all languages, in many orders.
        let words = "sagte dit dijo сказав , dass que що „ “ « » : — laut selon según за словами er il él він nicht ne \
            no не . Anna Мер der la el soll aurait habría";
        let words: Vec<&str> = words.split(' ').collect();
        for step in 1..words.len() {
            let text: String = (0..300).map(|at| words[at * step % words.len()]).flat_map(|word| [word, " "]).collect();
            check_found(&text, languages::analyze(&text, pack));
        }
    }
}

#[test]
fn the_same_words_written_otherwise_give_the_same_findings() {
    for (language, pack) in others() {
        for text in articles(language) {
            let of = |text: &str| {
                let found = languages::analyze(text, pack);
                found.attributions.into_iter().map(|own| (own.kind, own.speaker)).collect::<Vec<_>>()
            };
            let wanted = of(&text);
            assert_eq!(of(&text.replace('\n', "\r\n")), wanted);
            assert_eq!(of(&format!("\u{feff}{text}")), wanted);
        }
    }
}
