//! The labels that the page shows for findings, and the article's words as the page quotes them.

use crate::export::wording::deed;
use crate::i18n::Locale;
use crate::model::{Act, Analysis, Attribution, Kind, SourceType, Status};
use crate::span::Span;

use super::filter::Layer;
use super::marks::Item;

/// Returns the words of `spans` in one line, with an ellipsis between separate parts.
pub fn quote(text: &str, spans: &[Span]) -> String {
    quote_some(text, spans, usize::MAX)
}

/// Like [`quote`], but stops after the word with which the result exceeds `most` bytes.
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

/// Like [`quote`], but cuts the result at a word boundary before [`SNIPPET`] characters.
pub fn snippet(text: &str, spans: &[Span]) -> String {
    // A statement may be as long as the article. A character has at most four bytes.
    let whole = quote_some(text, spans, 4 * SNIPPET);
    let Some((end, _)) = whole.char_indices().nth(SNIPPET) else { return whole };
    let end = whole[..end].rfind(' ').unwrap_or(end);
    format!("{} …", whole[..end].trim_end())
}

/// Returns a speaker's name, or the label for statements without a speaker.
pub fn speaker(locale: Locale, name: &str) -> &str {
    if name.is_empty() { locale.text("ui.nobody") } else { name }
}

/// Returns the words of an attribution in a list. Unless it is a plain statement, the article's own words for the act
/// come first, so that nobody appears to say what they deny.
pub fn entry(locale: Locale, text: &str, a: &Attribution) -> String {
    let content = snippet(text, &a.content);
    match deed(locale, a.act) {
        None => content,
        Some(name) if a.cue.is_empty() => [name, &content].join(" "),
        Some(_) => [&*quote(text, &a.cue), &content].join(" "),
    }
}

/// Returns how much of an attribution is quoted and, unless it is a plain statement, the act.
pub fn manner(locale: Locale, a: &Attribution) -> String {
    [Some(kind(locale, a.kind)), deed(locale, a.act)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Returns a sentence about what the source does; `None` for a plain statement.
pub fn act_meaning(locale: Locale, act: Act) -> Option<&'static str> {
    (act != Act::Statement).then(|| locale.label("ui.say", act.name()))
}

/// Returns the label of a kind of attribution.
pub fn kind(locale: Locale, kind: Kind) -> &'static str {
    locale.label("ui.kind", kind.name())
}

/// Returns the label of a type of source.
pub fn source_type(locale: Locale, source: SourceType) -> &'static str {
    locale.label("ui.source", source.name())
}

/// Returns a status in one word.
pub fn status(locale: Locale, status: Status) -> &'static str {
    locale.label("ui.status", status.name())
}

/// Returns a sentence about what a status means.
pub fn status_meaning(locale: Locale, status: Status) -> &'static str {
    locale.label("ui.meaning", status.name())
}

/// Returns what would settle a claim with this status.
pub fn certain(locale: Locale, status: Status) -> &'static str {
    locale.label("ui.certain", status.name())
}

/// Returns how much of a statement is quoted, in a word or two that follow the speaker's name.
pub fn manner_short(locale: Locale, kind: Kind) -> &'static str {
    locale.label("ui.manner", kind.name())
}

/// Returns the label of a layer in the legend.
pub fn layer(locale: Locale, layer: Layer) -> &'static str {
    match layer {
        Layer::Status(own) => status(locale, own),
        Layer::Quoted => locale.text("ui.layer.quoted"),
        Layer::Reworded => locale.text("ui.layer.reworded"),
        Layer::NoComment => locale.text("ui.layer.no-comment"),
        Layer::Named => locale.text("ui.layer.named"),
        Layer::Unnamed => locale.text("ui.layer.unnamed"),
        Layer::Attitude => locale.text("ui.attitude"),
        Layer::Mention => locale.text("ui.kind.mention"),
    }
}

/// Returns a sentence about what the marks of a layer mean.
pub fn layer_meaning(locale: Locale, layer: Layer) -> &'static str {
    match layer {
        Layer::Status(own) => status_meaning(locale, own),
        Layer::Quoted => locale.text("ui.legend.direct"),
        Layer::Reworded => locale.text("ui.legend.indirect"),
        Layer::NoComment => locale.text("ui.legend.no-comment"),
        Layer::Named => locale.text("ui.legend.named"),
        Layer::Unnamed => locale.text("ui.legend.unnamed"),
        Layer::Attitude => locale.text("ui.legend.attitude"),
        Layer::Mention => locale.text("ui.legend.mention"),
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
pub fn label(locale: Locale, analysis: &Analysis, text: &str, item: Item) -> String {
    let joined = |parts: &[&str]| {
        let full: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
        full.join(", ")
    };
    match item {
        Item::Attribution(at) => analysis.attributions.get(at).map(|a| {
            joined(&[&manner(locale, a), speaker(locale, &a.speaker), &quote(text, &a.cue), &snippet(text, &a.content)])
        }),
        Item::Claim(at) => analysis.claims.get(at).map(|c| {
            let title = locale.fill("ui.claim.title", &[("status", status(locale, c.status))]);
            joined(&[&title, &c.claimant, &snippet(text, &c.content)])
        }),
        Item::Mention(at) => {
            analysis.mentions.get(at).map(|m| joined(&[locale.text("ui.kind.mention"), &snippet(text, &[m.span])]))
        }
        Item::Check(_) => Some(locale.text("ui.checks").to_owned()),
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
