//! Tests that each format has labels in the language of the locale, and names that language.

use super::comparison::{self, Compared};
use super::{Article, Meta, csv, html, jsonld, markdown, schemaorg};
use crate::compare::{self, compare};
use crate::i18n::{Language, Locale};
use crate::model::Rule;

const TEXT: &str = "“We go,” Ann Lee said. She denied that the road was closed.";
/// The text of both compared articles, which therefore share their wording.
const SHARED: &str = "The old red lighthouse keeper near Vall harbour fell into deep water on Monday, Ann Lee said.";

fn german() -> Locale {
    Locale::ENGLISH.with_table(Language::German, include_str!("../../corpus/i18n/de.tsv").to_owned())
}

/// Returns what `write` returns for the text, in English and in German.
fn both(write: impl Fn(&Article<'_>) -> String) -> [String; 2] {
    let (meta, analysis) = (Meta::default(), crate::analyze(TEXT));
    let written = |locale| write(&Article { id: "x", meta: &meta, text: TEXT, analysis: &analysis, locale });
    [Locale::ENGLISH, german()].map(written)
}

/// Returns what `write` returns for a comparison, in English and in German.
fn both_compared(write: impl Fn(&Compared<'_>) -> String) -> [String; 2] {
    let analysis = crate::analyze(SHARED);
    let article = compare::Article { text: SHARED, analysis: &analysis };
    let comparison = compare(&[article, article]);
    assert!(!comparison.links.is_empty());
    let ids = ["a".to_owned(), "b".to_owned()];
    [Locale::ENGLISH, german()].map(|locale| write(&Compared::new(&ids, &[SHARED; 2], &comparison, locale)))
}

/// Asserts that the English text contains only the first string of each pair, and the German text only the second.
fn assert_pairs([english, german]: [String; 2], pairs: &[(&str, &str)]) {
    for (in_english, in_german) in pairs {
        assert!(
            english.contains(in_english) && !english.contains(in_german),
            "{in_english}, not {in_german}: {english}"
        );
        assert!(german.contains(in_german) && !german.contains(in_english), "{in_german}, not {in_english}: {german}");
    }
}

/// Returns the sentence that explains the denied claim.
fn why(locale: Locale) -> &'static str {
    locale.rule(crate::analyze(TEXT).claims[0].reason.rule)
}

#[test]
fn reports() {
    let (english, german) = (Locale::ENGLISH, german());
    let reasons = (why(english), why(german));
    let headings = (english.text("report.others"), german.text("report.others"));
    assert_pairs(both(markdown::write), &[reasons, headings]);
    assert_pairs(both(html::write), &[reasons, headings, ("<html lang=\"en\">", "<html lang=\"de\">")]);
}

#[test]
fn tables() {
    assert_pairs(both(csv::write), &[(why(Locale::ENGLISH), why(german())), ("\"en\"\r\n", "\"de\"\r\n")]);
    assert!(csv::header().ends_with("\"reason_language\"\r\n"));
}

#[test]
fn annotations() {
    let describing = |reason: &str, language: &str| {
        let end = format!("{reason}\",\"format\":\"text/plain\",\"language\":\"{language}\"");
        end.strip_prefix('.').unwrap_or(&end).to_owned()
    };
    let (english, german) = (describing(why(Locale::ENGLISH), "en"), describing(why(self::german()), "de"));
    assert_pairs(both(jsonld::write), &[(&english, &german)]);
}

#[test]
fn schema_org() {
    let (english, german) = (why(Locale::ENGLISH), why(self::german()));
    let plain = format!("{english}\",\"keywords\"");
    let tagged = format!("{german}\",\"@language\":\"de\"}},\"keywords\"");
    assert_pairs(both(schemaorg::write), &[(&plain, &tagged)]);
    let draft = |locale: Locale| format!("\"name\":\"{}\"", locale.text("report.draft.name"));
    let drafts = [draft(Locale::ENGLISH), draft(self::german())];
    assert_pairs(both(schemaorg::drafts), &[(&plain, &tagged), (&drafts[0], &drafts[1])]);
    let [english, german] = both(schemaorg::drafts);
    let language = |draft: &str| draft.split("\"inLanguage\":\"").nth(1).map(|rest| rest[..2].to_owned());
    assert_eq!([language(&english).as_deref(), language(&german).as_deref()], [Some("en"), Some("de")]);
}

#[test]
fn comparisons() {
    let (english, german) = (Locale::ENGLISH, self::german());
    let kinds = (comparison::kind(english, compare::Kind::Reuse), comparison::kind(german, compare::Kind::Reuse));
    assert_pairs(both_compared(comparison::text::write), &[kinds]);
    assert_pairs(both_compared(comparison::html::write), &[kinds, ("<html lang=\"en\">", "<html lang=\"de\">")]);
    let reasons = (english.rule(Rule::ReuseVerbatim), german.rule(Rule::ReuseVerbatim));
    assert_pairs(both_compared(comparison::csv::write), &[reasons, ("\"en\"\r\n", "\"de\"\r\n")]);
}

/// The reasons in JSON are English by definition. Their language does not depend on a locale, so it is a constant.
#[cfg(feature = "cli")]
#[test]
fn json() {
    use super::jsonl::Record;
    use crate::span::Unit;

    let text = "Die Bürgermeisterin sagte, die Brücke sei gesperrt. Der Rat bestritt, dass die Brücke gesperrt sei.";
    let analysis = crate::analyze(text);
    assert_eq!(analysis.language, Language::German);
    let id = "x".into();
    let record = Record::new(&id, text, analysis, Unit::Codepoint, false);
    let record = serde_json::to_value(&record).unwrap();
    assert_eq!((&record["language"], &record["reason_language"]), (&"de".into(), &"en".into()));
    let reason = &record["claims"][0]["reason"];
    assert_eq!(reason["text"], Locale::ENGLISH.rule(Rule::of_name(reason["rule"].as_str().unwrap()).unwrap()));
}
