//! Who says what in a news article, and what in it is contested.
//!
//! Data flows in one direction; a stage sees only the results of earlier stages:
//!
//! ```text
//! &str ─ text ─► Document ─┬─ syntax ──────► grammar, which later stages ask
//!                          ├─ tagger ──────► likely relations
//!                          │                     │
//!                          ├─ attribution ◄──────┘   joined with rules and quotation marks
//!                          │      └─► attributions, mentions
//!                          ├─ speaker ─────► source types, speakers
//!                          ├─ claim ───────► claims with status, cues, parties
//!                          ├─ language ────► notices
//!                          └─ check_worthiness ─► how much there is to check in each sentence
//!                                            = Analysis ─► export (command line) | web (page)
//! ```
//!
//! [`lexicon`] holds the words that every stage may look up, [`i18n`] the sentences shown to people.
//!
//! [`analyze`] cannot fail: malformed text yields fewer findings, never an error or a panic.

pub mod address;
#[cfg(feature = "cli")]
pub mod archive;
pub mod attribution;
mod cache;
pub mod check_worthiness;
pub mod checks;
pub mod claim;
pub mod compare;
pub mod digest;
pub mod export;
pub mod hash;
pub mod i18n;
pub mod intake;
#[cfg(feature = "pkg")]
pub mod js;
pub mod languages;
pub mod lexicon;
pub mod model;
mod named_enum;
pub mod sort;
pub mod span;
pub mod speaker;
pub mod syntax;
#[cfg(feature = "cli")]
pub mod system;
pub mod tagger;
pub mod text;
#[cfg(test)]
mod types;
mod vocabulary;
#[cfg(feature = "web")]
pub mod web;
pub mod word_map;

use std::ops::ControlFlow;

use i18n::Language;
use model::{Attribution, CheckWorthiness};
use text::language::Detected;

pub use model::Analysis;
pub use tagger::{Progress, Watch};

/// The findings for one version of an article, reused for the next version, so that unchanged parts are not analysed
/// again.
#[derive(Debug, Default)]
pub struct Cache {
    text: text::Cache,
    tagger: tagger::Cache,
    attribution: attribution::Cache,
    speaker: speaker::Cache,
    check_worthiness: check_worthiness::Cache,
}

/// Finds the attributions and contested claims of one article, and rates how much there is to check in each sentence.
/// Spans count bytes of `text`.
///
/// ```
/// let text = "“The bridge is safe,” said Mayor Anna Oru. The union denies that it was warned.";
/// let found = sayso::analyze(text);
/// assert_eq!(found.attributions[0].speaker, "Anna Oru");
/// assert_eq!(found.attributions[0].content[0].of(text), "“The bridge is safe,”");
/// assert_eq!(found.claims[0].status, sayso::model::Status::Denied);
/// assert_eq!(found.claims[0].challengers, ["The union"]);
/// ```
pub fn analyze(text: &str) -> Analysis {
    analyze_with(text, &mut Cache::default(), &mut |_| ControlFlow::Continue(())).unwrap_or_default()
}

/// Like [`analyze`], but with the rules of the given language. If it is `None`, the language is detected, as
/// [`analyze`] does; English is assumed if that fails.
///
/// ```
/// use sayso::i18n::Language;
///
/// // Too short to tell the language.
/// let text = "„Die Brücke ist sicher“, sagte Anna Oru.";
/// assert_eq!(sayso::analyze_in(text, Some(Language::German)).language, Language::German);
/// ```
pub fn analyze_in(text: &str, language: Option<Language>) -> Analysis {
    analyze_as(text, language, &mut Cache::default(), &mut |_| ControlFlow::Continue(())).unwrap_or_default()
}

/// Like [`analyze`], but without check-worthiness, whose tables would add 5 KB to a download.
///
/// ```
/// let found = sayso::claims_and_attributions("Sales fell by 4 %, the firm said.");
/// assert_eq!((found.attributions.len(), found.checks.len()), (1, 0));
/// ```
pub fn claims_and_attributions(text: &str) -> Analysis {
    claims_and_attributions_in(text, None)
}

/// Like [`claims_and_attributions`], but with the rules of the given language. If it is `None`, the language is
/// detected.
pub fn claims_and_attributions_in(text: &str, language: Option<Language>) -> Analysis {
    let mut cache = Cache::default();
    found(text, language, &mut cache, &mut |_| ControlFlow::Continue(()), |_, _, _| Vec::new()).unwrap_or_default()
}

/// Like [`analyze`], but reuses the findings in `cache`. The result is identical to the last bit, and takes a fraction
/// of the time if the text differs little from the one that `cache` last saw.
///
/// `watch` receives the progress and may stop the analysis. The result is then `None`, and `cache` keeps the findings
/// for the previous text.
///
/// ```
/// use std::ops::ControlFlow::Continue;
///
/// let mut cache = sayso::Cache::default();
/// let text = "The road is shut, police said.";
/// let found = sayso::analyze_with(text, &mut cache, &mut |_| Continue(()));
/// assert_eq!(found, Some(sayso::analyze(text)));
/// let edited = "The road is shut again, police said.";
/// let found = sayso::analyze_with(edited, &mut cache, &mut |_| Continue(()));
/// assert_eq!(found, Some(sayso::analyze(edited)));
/// ```
pub fn analyze_with(text: &str, cache: &mut Cache, watch: Watch<'_>) -> Option<Analysis> {
    found(text, None, cache, watch, check_worthiness::find_with)
}

/// Like [`analyze_with`], but with the rules of the given language. If it is `None`, the language is detected.
pub fn analyze_as(text: &str, language: Option<Language>, cache: &mut Cache, watch: Watch<'_>) -> Option<Analysis> {
    found(text, language, cache, watch, check_worthiness::find_with)
}

/// Returns the language in which to analyse a text whose page declares a language other than English: the language of
/// most words, or `declared` if the words do not decide.
///
/// Returns `None`, so that the analysis detects the language, if the page declares English or nothing, and if most
/// words are in a language without rules.
pub fn language_of(text: &str, declared: Option<Language>) -> Option<Language> {
    let other = declared.filter(|language| *language != Language::English)?;
    let plain = text::plain::Plain::new(text);
    match text::language::detect(&text::Document::new(&plain.text)) {
        Detected::Known(language) => Some(language),
        // Without a language, the analysis adds a notice that it does not know the language.
        Detected::Foreign => None,
        Detected::Unsure => Some(other),
    }
}

/// Analyses a text that is not English, with the pack of its language, which contains its rules. Without a compiled-in
/// pack (a feature of the build), the result is empty except for a notice.
fn in_language(text: &str, language: Language) -> Analysis {
    #[cfg(feature = "packs")]
    if let Some(pack) = languages::packs::pack(language) {
        return languages::analyze(text, pack);
    }
    let _ = text;
    Analysis { language, notices: vec![model::Notice::NotEnglish], ..Analysis::default() }
}

/// Analyses `text`, in the language `wanted` or, if that is `None`, in the detected one. `checks` computes the
/// check-worthiness of its sentences. Returns `None` if `watch` stops the analysis.
fn found(
    text: &str,
    wanted: Option<Language>,
    cache: &mut Cache,
    watch: Watch<'_>,
    checks: impl Fn(&text::Document<'_>, &[Attribution], &mut check_worthiness::Cache) -> Vec<CheckWorthiness>,
) -> Option<Analysis> {
    let plain = text::plain::Plain::new(text);
    let document = text::Document::with(&plain.text, &mut cache.text);
    let detected = text::language::detect(&document);
    let language = wanted.or(match detected {
        Detected::Known(language) => Some(language),
        Detected::Foreign | Detected::Unsure => None,
    });
    if let Some(language) = language.filter(|language| *language != Language::English) {
        return Some(in_language(text, language));
    }
    let tagging = tagger::tag_with(&document, &mut cache.tagger, watch)?;
    let found = attribution::find_with(&document, &tagging, &mut cache.attribution);
    let attribution::Findings { mut attributions, mentions } = found;
    let resolver = speaker::SpeakerResolver::with(&document, &mut cache.speaker);
    resolver.resolve(&mut attributions);
    let claims = claim::find(&document, &resolver, &attributions, &tagging.claims);
    let foreign = wanted.is_none() && detected == Detected::Foreign;
    let notices = foreign.then_some(model::Notice::NotEnglish).into_iter().collect();
    let checks = checks(&document, &attributions, &mut cache.check_worthiness);
    let found = Analysis {
        attributions,
        claims,
        mentions,
        checks,
        skipped: document.skipped,
        notices,
        language: Language::English,
    };
    let mut found = without_boilerplate(&plain.text, found);
    found.spans_mut().into_iter().for_each(|span| *span = plain.given(*span));
    Some(found)
}

/// Cuts skipped lines out of findings that span them, such as a two-paragraph quotation with an advertisement in
/// between.
fn without_boilerplate(text: &str, mut found: Analysis) -> Analysis {
    if found.skipped.is_empty() {
        return found;
    }
    let skipped = &found.skipped;
    let cut = |parts: &mut Vec<span::Span>| {
        *parts = parts.iter().flat_map(|&part| text::boilerplate::cut(text, part, skipped)).collect();
    };
    for a in &mut found.attributions {
        [&mut a.source, &mut a.cue, &mut a.content].into_iter().for_each(cut);
    }
    for c in &mut found.claims {
        [&mut c.content, &mut c.cues].into_iter().for_each(cut);
    }
    found.mentions = std::mem::take(&mut found.mentions)
        .into_iter()
        .flat_map(|m| {
            text::boilerplate::cut(text, m.span, skipped).map(move |span| model::Mention { span, ..m.clone() })
        })
        .collect();
    found
}
