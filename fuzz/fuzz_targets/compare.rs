//! Compares any two texts. The links must be within the texts, and names must not become markup in exports.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::compare::{Article, Side, compare};
use sayso::export::comparison::{Compared, csv, html, text};
use sayso::i18n::Locale;

fuzz_target!(|texts: (&str, &str)| {
    let texts = [texts.0, texts.1];
    let analyses = texts.map(sayso::analyze);
    let articles: Vec<_> = texts.iter().zip(&analyses).map(|(text, analysis)| Article { text, analysis }).collect();
    let comparison = compare(&articles);
    let fits = |side: &Side| side.spans.iter().all(|span| !span.of(texts[side.article]).is_empty());
    assert!(comparison.links.iter().all(|link| fits(&link.a) && fits(&link.b)), "a link outside its articles");
    let names = ["a\n<b>".to_owned(), "b".to_owned()];
    let compared = Compared::new(&names, &texts, &comparison, Locale::ENGLISH);
    assert!(!html::write(&compared).contains("<b>"), "words became markup");
    assert!(!csv::write(&compared).is_empty() && !text::write(&compared).is_empty());
});
