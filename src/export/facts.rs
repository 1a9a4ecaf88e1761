//! Describes a finding for people, in short phrases.

use crate::i18n::Locale;
use crate::model::{Attribution, Claim, Reason};

use super::{Article, wording};

/// Describes an attribution: its kind, act and cue.
pub fn attribution(article: &Article<'_>, a: &Attribution) -> Vec<String> {
    let locale = article.locale;
    let mut facts = vec![locale.label("ui.kind", a.kind.name()).to_owned()];
    facts.extend(wording::deed(locale, a.act).map(str::to_owned));
    push(locale, &mut facts, "report.cue", "words", &wording::quote(article.text, &a.cue));
    facts
}

/// Describes a claim: its status, cue, parties and competing versions.
pub fn claim(article: &Article<'_>, c: &Claim) -> Vec<String> {
    let locale = article.locale;
    let mut facts = vec![locale.label("status", c.status.name()).to_owned()];
    push(locale, &mut facts, "report.cue", "words", &wording::quote(article.text, &c.cues));
    push(locale, &mut facts, "report.claimant", "name", &wording::line(&c.claimant));
    push(locale, &mut facts, "report.challengers", "name", &wording::line(&c.challengers.join(", ")));
    push(locale, &mut facts, "report.target", "name", &wording::line(&c.target));
    for other in c.versus.iter().filter_map(|&at| article.analysis.claims.get(at)) {
        push(locale, &mut facts, "report.versus", "words", &wording::quote(article.text, &other.content));
    }
    facts
}

/// Returns why something was marked, as a sentence; empty if the tables have none.
pub fn reason(locale: Locale, reason: &Reason) -> String {
    locale.rule(reason.rule).to_owned()
}

/// Joins all phrases in one capitalised line, followed by the sentence `reason`.
pub fn in_a_line(facts: &[String], reason: &str) -> String {
    let line = format!("{}. {reason}", facts.join("; "));
    let mut chars = line.trim().chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + chars.as_str()
}

/// Adds the sentence for `key` about `value`, unless `value` is empty.
fn push(locale: Locale, facts: &mut Vec<String>, key: &str, name: &str, value: &str) {
    if !value.is_empty() {
        facts.push(locale.fill(key, &[(name, value)]));
    }
}
