//! The page's sentences, from the tables, with what they are about put in.

pub use crate::i18n::number;

use crate::export::words::deed;
use crate::i18n;
use crate::model::{Act, Analysis, Attribution, Kind, SourceType, Status};
use crate::span::Span;

use super::filter::Layer;
use super::segments::{Item, Part};

/// The sentence under the key `ui.<key>`.
pub fn say(key: &'static str) -> &'static str {
    i18n::text(key)
}

/// The sentence under `key` with each `{name}` replaced.
pub fn fill(key: &'static str, values: &[(&str, &str)]) -> String {
    let mut sentence = i18n::text(key).to_owned();
    for (name, value) in values {
        sentence = sentence.replace(&format!("{{{name}}}"), value);
    }
    sentence
}

/// A number with its noun: `key` holds the forms (`one|many` in English), with `{n}` for the number.
pub fn count(key: &'static str, n: usize) -> String {
    i18n::form(key, n).replace("{n}", &number(n))
}

/// The words of `spans` in one line, parts that stand apart joined by an ellipsis.
pub fn quote(text: &str, spans: &[Span]) -> String {
    quote_some(text, spans, usize::MAX)
}

/// The same, but no more than the word that goes beyond so many bytes.
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

/// How long a snippet may be. Characters.
const SNIPPET: usize = 110;

/// The same, cut at a word before it has more than [`SNIPPET`] characters.
pub fn snippet(text: &str, spans: &[Span]) -> String {
    // A statement may be as long as the article. A character has four bytes at most.
    let whole = quote_some(text, spans, 4 * SNIPPET);
    let Some((end, _)) = whole.char_indices().nth(SNIPPET) else { return whole };
    let end = whole[..end].rfind(' ').unwrap_or(end);
    format!("{} …", whole[..end].trim_end())
}

/// A speaker's name, or the word for nobody.
pub fn speaker(name: &str) -> &str {
    if name.is_empty() { say("ui.nobody") } else { name }
}

/// The words of an attribution in a list: behind the article's own words for the act where it is more than a statement,
/// so that nobody is shown to say what they deny.
pub fn entry(text: &str, a: &Attribution) -> String {
    let content = snippet(text, &a.content);
    match deed(a.act) {
        None => content,
        Some(name) if a.cue.is_empty() => [name, &content].join(" "),
        Some(_) => [&*quote(text, &a.cue), &content].join(" "),
    }
}

/// How much of an attribution is quoted, and what act it is where it is more than a statement.
pub fn manner(a: &Attribution) -> String {
    [Some(kind(a.kind)), deed(a.act)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What a source does, in a sentence, where it is more than a statement.
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

/// What a mark is called.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => say("ui.kind.direct"),
        Kind::Mixed => say("ui.kind.mixed"),
        Kind::Indirect => say("ui.kind.indirect"),
    }
}

/// What sort of source it is.
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

/// A status in one word.
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

/// What a status means, in a calm sentence.
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

/// What it would take before a claim of this status could be called certain.
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

/// The name that styles and tests give a status.
pub fn status_name(status: Status) -> &'static str {
    match status {
        Status::Refuted => "refuted",
        Status::Denied => "denied",
        Status::Disputed => "disputed",
        Status::Unconfirmed => "unconfirmed",
        Status::Alleged => "alleged",
        Status::Speculative => "speculative",
        Status::Corroborated => "corroborated",
    }
}

/// How much of a statement is quoted, in a word or two behind the name of its speaker.
pub fn manner_short(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => say("ui.manner.direct"),
        Kind::Mixed => say("ui.manner.mixed"),
        Kind::Indirect => say("ui.manner.indirect"),
    }
}

/// What the legend calls a layer.
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

/// What the marks of a layer mean, in a calm sentence.
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

/// The name that styles and tests give a layer.
pub fn layer_name(layer: Layer) -> &'static str {
    match layer {
        Layer::Status(own) => status_name(own),
        Layer::Quoted => "quoted",
        Layer::Reworded => "reworded",
        Layer::NoComment => "no-comment",
        Layer::Named => "named",
        Layer::Unnamed => "unnamed",
        Layer::Attitude => "attitude",
        Layer::Mention => "mention",
    }
}

/// What a screen reader says of a mark; empty where `analysis` does not have the item.
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
    }
    .unwrap_or_default()
}

/// The status among `parts` that comes first in the order of precedence.
pub fn status_of(parts: &[(Item, Part)]) -> Option<Status> {
    parts.iter().filter_map(|&(_, part)| if let Part::Claim(status) = part { Some(status) } else { None }).min()
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
