//! The page's sentences, from the tables, with values filled in.

pub use crate::i18n::number;

use crate::export::wording::deed;
use crate::i18n;
use crate::model::{Act, Analysis, Attribution, Kind, SourceType, Status};
use crate::span::Span;

use super::filter::Layer;
use super::marks::Item;

/// Returns the sentence under `key`.
pub fn say(key: &'static str) -> &'static str {
    i18n::text(key)
}

/// Returns the sentence under `key` with each `{name}` replaced.
pub fn fill(key: &'static str, values: &[(&str, &str)]) -> String {
    let mut sentence = i18n::text(key).to_owned();
    for (name, value) in values {
        sentence = sentence.replace(&format!("{{{name}}}"), value);
    }
    sentence
}

/// Returns a number with its noun: `key` has the plural forms (`one|many` in English), with `{n}` for the number.
pub fn count(key: &'static str, n: usize) -> String {
    i18n::form(key, n).replace("{n}", &number(n))
}

/// Returns the words of `spans` in one line, with an ellipsis between separate parts.
pub fn quote(text: &str, spans: &[Span]) -> String {
    quote_some(text, spans, usize::MAX)
}

/// Does the same, but stops after the word that exceeds `most` bytes.
fn quote_some(text: &str, spans: &[Span], most: usize) -> String {
    let mut out = String::new();
    for span in spans {
        let mut before = if out.is_empty() { "" } else { " … " };
        for word in span.of(text).split_whitespace() {
            if out.len() > most {
                return out;
            }
            out.push_str(before);
            out.push_str(word);
            before = " ";
        }
    }
    out
}

/// The maximum length of a snippet in characters.
const SNIPPET: usize = 110;

/// Does the same as [`quote`], but cuts the result at a word boundary before [`SNIPPET`] characters.
pub fn snippet(text: &str, spans: &[Span]) -> String {
    // A statement may be as long as the article. A character has at most four bytes.
    let whole = quote_some(text, spans, 4 * SNIPPET);
    let Some((end, _)) = whole.char_indices().nth(SNIPPET) else { return whole };
    let end = whole[..end].rfind(' ').unwrap_or(end);
    format!("{} …", whole[..end].trim_end())
}

/// Returns a speaker's name, or the label for statements without a speaker.
pub fn speaker(name: &str) -> &str {
    if name.is_empty() { say("ui.nobody") } else { name }
}

/// Returns the words of an attribution in a list. If it is more than a statement, the article's own words for the act
/// come first, so that nobody appears to say what they deny.
pub fn entry(text: &str, a: &Attribution) -> String {
    let content = snippet(text, &a.content);
    match deed(a.act) {
        None => content,
        Some(name) if a.cue.is_empty() => [name, &content].join(" "),
        Some(_) => [&*quote(text, &a.cue), &content].join(" "),
    }
}

/// Returns how much of an attribution is quoted, and the act if it is more than a statement.
pub fn manner(a: &Attribution) -> String {
    [Some(kind(a.kind)), deed(a.act)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Returns a sentence about what the source does, if it is more than a statement.
pub fn act_meaning(act: Act) -> Option<&'static str> {
    Some(match act {
        Act::Statement => return None,
        Act::Attitude => say("ui.say.attitude"),
        Act::Denial => say("ui.say.denial"),
        Act::Refusal => say("ui.say.refusal"),
        Act::Silence => say("ui.say.silence"),
        Act::Question => say("ui.say.question"),
        Act::Warning => say("ui.say.warning"),
    })
}

/// Returns the label of a kind of attribution.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => say("ui.kind.direct"),
        Kind::Mixed => say("ui.kind.mixed"),
        Kind::Indirect => say("ui.kind.indirect"),
    }
}

/// Returns the label of a type of source.
pub fn source_type(source: SourceType) -> &'static str {
    match source {
        SourceType::Person => say("ui.source.person"),
        SourceType::Organisation => say("ui.source.organisation"),
        SourceType::Outlet => say("ui.source.outlet"),
        SourceType::Document => say("ui.source.document"),
        SourceType::Role => say("ui.source.role"),
        SourceType::Anonymous => say("ui.source.anonymous"),
        SourceType::Place => say("ui.source.place"),
        SourceType::Unknown => say("ui.source.unknown"),
    }
}

/// Returns a status in one word.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Refuted => say("ui.status.refuted"),
        Status::Denied => say("ui.status.denied"),
        Status::Disputed => say("ui.status.disputed"),
        Status::Unconfirmed => say("ui.status.unconfirmed"),
        Status::Alleged => say("ui.status.alleged"),
        Status::Speculative => say("ui.status.speculative"),
        Status::Corroborated => say("ui.status.corroborated"),
    }
}

/// Returns a sentence about what a status means.
pub fn status_meaning(status: Status) -> &'static str {
    match status {
        Status::Refuted => say("ui.meaning.refuted"),
        Status::Denied => say("ui.meaning.denied"),
        Status::Disputed => say("ui.meaning.disputed"),
        Status::Unconfirmed => say("ui.meaning.unconfirmed"),
        Status::Alleged => say("ui.meaning.alleged"),
        Status::Speculative => say("ui.meaning.speculative"),
        Status::Corroborated => say("ui.meaning.corroborated"),
    }
}

/// Returns what would settle a claim with this status.
pub fn certain(status: Status) -> &'static str {
    match status {
        Status::Refuted => say("ui.certain.refuted"),
        Status::Denied => say("ui.certain.denied"),
        Status::Disputed => say("ui.certain.disputed"),
        Status::Unconfirmed => say("ui.certain.unconfirmed"),
        Status::Alleged => say("ui.certain.alleged"),
        Status::Speculative => say("ui.certain.speculative"),
        Status::Corroborated => say("ui.certain.corroborated"),
    }
}

/// Returns how much of a statement is quoted, in a word or two that follow the speaker's name.
pub fn manner_short(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => say("ui.manner.direct"),
        Kind::Mixed => say("ui.manner.mixed"),
        Kind::Indirect => say("ui.manner.indirect"),
    }
}

/// Returns the label of a layer in the legend.
pub fn layer(layer: Layer) -> &'static str {
    match layer {
        Layer::Status(own) => status(own),
        Layer::Quoted => say("ui.layer.quoted"),
        Layer::Reworded => say("ui.layer.reworded"),
        Layer::NoComment => say("ui.layer.no-comment"),
        Layer::Named => say("ui.layer.named"),
        Layer::Unnamed => say("ui.layer.unnamed"),
        Layer::Attitude => say("ui.attitude"),
        Layer::Mention => say("ui.kind.mention"),
    }
}

/// Returns a sentence about what the marks of a layer mean.
pub fn layer_meaning(layer: Layer) -> &'static str {
    match layer {
        Layer::Status(own) => status_meaning(own),
        Layer::Quoted => say("ui.legend.direct"),
        Layer::Reworded => say("ui.legend.indirect"),
        Layer::NoComment => say("ui.legend.no-comment"),
        Layer::Named => say("ui.legend.named"),
        Layer::Unnamed => say("ui.legend.unnamed"),
        Layer::Attitude => say("ui.legend.attitude"),
        Layer::Mention => say("ui.legend.mention"),
    }
}

/// Returns the name of a layer in styles and tests.
pub fn layer_name(layer: Layer) -> &'static str {
    match layer {
        Layer::Status(own) => own.name(),
        Layer::Quoted => "quoted",
        Layer::Reworded => "reworded",
        Layer::NoComment => "no-comment",
        Layer::Named => "named",
        Layer::Unnamed => "unnamed",
        Layer::Attitude => "attitude",
        Layer::Mention => "mention",
    }
}

/// Returns what a screen reader says for a mark; empty if `analysis` does not contain the item.
pub fn label(analysis: &Analysis, text: &str, item: Item) -> String {
    let joined = |parts: &[&str]| {
        let full: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
        full.join(", ")
    };
    match item {
        Item::Attribution(at) => analysis
            .attributions
            .get(at)
            .map(|a| joined(&[&manner(a), speaker(&a.speaker), &quote(text, &a.cue), &snippet(text, &a.content)])),
        Item::Claim(at) => analysis.claims.get(at).map(|c| {
            let title = fill("ui.claim.title", &[("status", status(c.status))]);
            joined(&[&title, &c.claimant, &snippet(text, &c.content)])
        }),
        Item::Mention(at) => {
            analysis.mentions.get(at).map(|m| joined(&[say("ui.kind.mention"), &snippet(text, &[m.span])]))
        }
        Item::Check(_) => Some(say("ui.checks").to_owned()),
    }
    .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_ends_at_a_word() {
        let text = "word ".repeat(60);
        let cut = snippet(&text, &[Span::new(0, text.len())]);
        assert!(cut.chars().count() < 114 && cut.ends_with("word …"), "{cut}");
        assert_eq!(snippet("a\n b", &[Span::new(0, 4)]), "a b");
    }
}
