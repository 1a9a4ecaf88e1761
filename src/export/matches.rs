//! Writes the published fact-checks of what an article says, as text and as JSON.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::match_row::{Row, rounded, rows};
use super::wording::line;
use crate::checks::{Checked, Library, Match, ScoredClaim, Stance};
use crate::i18n::Locale;
use crate::span::Unit;

/// The object written for one article.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    /// The caller's identifier for the article.
    pub id: &'a serde_json::Value,
    /// The SHA-256 of the text's UTF-8 bytes, in hexadecimal.
    pub text_sha256: String,
    /// The unit of the offsets.
    pub offsets: Unit,
    /// The matches, in text order, with the best one of each sentence first.
    pub matches: Vec<Row>,
}

impl<'a> Record<'a> {
    /// Creates the record of matches in `text`, whose spans count bytes.
    pub fn new(id: &'a serde_json::Value, text: &str, found: Vec<Match>, library: &Library, offsets: Unit) -> Self {
        let text_sha256 = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        Self { id, text_sha256, offsets, matches: rows(text, found, library, offsets) }
    }
}

/// The object written for one sentence.
#[derive(Debug, Serialize)]
pub struct Sentence<'a> {
    id: &'a serde_json::Value,
    matches: Vec<Candidate<'a>>,
}

#[derive(Debug, Serialize)]
struct Candidate<'a> {
    check: &'a str,
    score: f64,
    shown: bool,
}

impl<'a> Sentence<'a> {
    /// Creates the record of the claims found for a sentence. Each check of a claim is listed by its identifier.
    pub fn new(id: &'a serde_json::Value, found: &[ScoredClaim], library: &'a Library) -> Self {
        let candidates = |one: &ScoredClaim| {
            let (score, shown) = (rounded(one.score), one.shown);
            library.ids(one.claim).map(move |check| Candidate { check, score, shown })
        };
        Self { id, matches: found.iter().flat_map(candidates).collect() }
    }
}

/// Returns the matches for people: each sentence, and below it the checks. Matches that are only similar come last.
/// `title` is the heading, if any. Control characters are shown as `·`.
pub fn text(text: &str, title: Option<&str>, found: &[Match], library: &Library, locale: Locale) -> String {
    let mut out = title.map_or_else(String::new, |title| format!("# {}\n\n", line(title)));
    if found.is_empty() {
        return out + locale.text("cli.match.none") + "\n";
    }
    let (shown, similar): (Vec<&Match>, Vec<&Match>) = found.iter().partition(|one| one.shown);
    for (key, all) in [("cli.match.shown", shown), ("cli.match.similar", similar)] {
        if !all.is_empty() {
            out += &format!("{}\n", locale.text(key));
            all.into_iter().for_each(|one| out += &entry(text, one, &library.get(one.claim), locale));
            out.push('\n');
        }
    }
    out
}

fn entry(text: &str, one: &Match, check: &Checked, locale: Locale) -> String {
    let mut out = format!("\n  “{}”\n", line(one.sentence.of(text)));
    match one.stance {
        Stance::Repeats => {}
        Stance::Disputes => out += &format!("    {}\n", locale.text("cli.match.disputes")),
        Stance::Reports => out += &format!("    {}\n", locale.text("cli.match.reports")),
    }
    out += &format!("    {}\n", locale.fill("cli.match.claim", &[("claim", &line(&check.claim))]));
    if !check.claimant.is_empty() {
        out += &format!("    {}\n", locale.fill("cli.match.claimant", &[("name", &line(&check.claimant))]));
    }
    for review in &check.reviews {
        let unknown = locale.text("cli.library.unknown");
        let publisher = if review.publisher.is_empty() { unknown.to_owned() } else { line(&review.publisher) };
        let parts = [publisher, line(&review.date), line(&review.verdict)];
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        out += &format!("    – {}\n", parts.join(" · "));
        if !review.url.is_empty() {
            out += &format!("      {}\n", line(&review.url));
        }
    }
    let words: Vec<String> = one.words.iter().map(|word| line(word.of(text))).collect();
    out += &format!("    {}\n", locale.fill("cli.match.words", &[("words", &words.join(", "))]));
    out
}
