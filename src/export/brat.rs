//! Standoff format of the annotation tool brat: annotations in a separate file, for brat and every program that reads
//! its files.
//!
//! `T` lines are spans; `R` lines link a content to its source and cue, and a claim to its cues and to competing
//! versions; `A` lines are labels; `#` lines are notes, such as the speaker. Offsets count code points of the original
//! text, CRLF included. In this format a span may not contain line breaks or tabs, so it is split there, as brat itself
//! does.

use std::collections::HashMap;
use std::fmt::Write;

use crate::model::Analysis;
use crate::span::{Span, Unit};

use super::{Article, wording};

/// What brat needs to display the annotations: the contents of `annotation.conf`.
pub const CONFIGURATION: &str = "\
[entities]
Content
Source
Cue
Claim
ClaimCue
Mention

[relations]
HasSource\tArg1:Content, Arg2:Source
HasCue\tArg1:Content, Arg2:Cue
HasClaimCue\tArg1:Claim, Arg2:ClaimCue
Versus\tArg1:Claim, Arg2:Claim
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
Kind\tArg:Content, Value:direct|mixed|indirect
Act\tArg:Content, Value:statement|attitude|denial|refusal|silence|question|warning
SourceType\tArg:Content, Value:person|organisation|outlet|document|role|anonymous|place|unknown
Status\tArg:Claim, Value:refuted|denied|disputed|unconfirmed|alleged|speculative|corroborated
";

/// Returns the findings as an `.ann` file, to be placed next to the text as a `.txt` file.
pub fn write(article: &Article<'_>) -> String {
    let mut file = File::new(article);
    let analysis = article.analysis;
    for a in &analysis.attributions {
        let Some(content) = file.add("Content", &a.content) else { continue };
        file.join("HasSource", content, "Source", &a.source);
        file.join("HasCue", content, "Cue", &a.cue);
        file.label("Kind", content, a.kind.name());
        file.label("Act", content, a.act.name());
        file.label("SourceType", content, a.source_type.name());
        file.note(content, "speaker", &a.speaker);
        file.note(content, "rule", a.reason.rule.name());
    }
    file.claims(analysis);
    for m in &analysis.mentions {
        if let Some(mention) = file.add("Mention", &[m.span]) {
            file.note(mention, "rule", m.reason.rule.name());
        }
    }
    file.out
}

struct File<'a> {
    text: &'a str,
    /// The code point offset of each byte offset at which a part of a span starts or ends.
    places: HashMap<usize, usize>,
    out: String,
    spans: usize,
    relations: usize,
    labels: usize,
    notes: usize,
    /// The sources and cues written so far, because several contents may share them.
    known: HashMap<(&'static str, Vec<Span>), usize>,
}

impl<'a> File<'a> {
    fn new(article: &Article<'a>) -> Self {
        let text = article.text;
        let mut bytes: Vec<Span> = Vec::new();
        let mut copy = article.analysis.clone();
        copy.spans_mut().into_iter().for_each(|span| bytes.extend(parts(text, &[*span])));
        let mut points = bytes.clone();
        crate::span::convert(text, Unit::Codepoint, &mut points.iter_mut().collect::<Vec<_>>());
        let pairs = bytes.iter().zip(&points);
        let places = pairs.flat_map(|(byte, point)| [(byte.start, point.start), (byte.end, point.end)]).collect();
        Self { text, places, out: String::new(), spans: 0, relations: 0, labels: 0, notes: 0, known: HashMap::new() }
    }

    fn claims(&mut self, analysis: &Analysis) {
        let numbers: Vec<Option<usize>> = analysis.claims.iter().map(|c| self.add("Claim", &c.content)).collect();
        for (at, (c, number)) in analysis.claims.iter().zip(&numbers).enumerate() {
            let Some(claim) = *number else { continue };
            self.join("HasClaimCue", claim, "ClaimCue", &c.cues);
            // Both sides refer to each other; one line is enough.
            for other in c.versus.iter().filter(|&&other| other > at).filter_map(|&other| *numbers.get(other)?) {
                self.relate("Versus", claim, other);
            }
            self.label("Status", claim, c.status.name());
            self.note(claim, "claimant", &c.claimant);
            self.note(claim, "challengers", &c.challengers.join("; "));
            self.note(claim, "target", &c.target);
            self.note(claim, "rule", c.reason.rule.name());
        }
    }

    /// Adds a line for `spans` and returns its number; `None` if the spans contain nothing but white space and control
    /// characters.
    fn add(&mut self, sort: &str, spans: &[Span]) -> Option<usize> {
        let parts = parts(self.text, spans);
        if parts.is_empty() {
            return None;
        }
        self.spans += 1;
        let place = |byte: usize| self.places.get(&byte).copied().unwrap_or(0);
        let offsets = parts.iter().map(|part| format!("{} {}", place(part.start), place(part.end)));
        let offsets = offsets.collect::<Vec<_>>().join(";");
        let words = parts.iter().map(|part| part.of(self.text)).collect::<Vec<_>>().join(" ");
        let _ = writeln!(self.out, "T{}\t{sort} {offsets}\t{words}", self.spans);
        Some(self.spans)
    }

    /// Adds `spans` unless they have been added before, and adds a relation from the span with the number `to` to them.
    fn join(&mut self, relation: &str, to: usize, sort: &'static str, spans: &[Span]) {
        let key = (sort, spans.to_vec());
        let number = match self.known.get(&key) {
            Some(&number) => Some(number),
            None => self.add(sort, spans),
        };
        if let Some(number) = number {
            self.known.insert(key, number);
            self.relate(relation, to, number);
        }
    }

    fn relate(&mut self, relation: &str, from: usize, to: usize) {
        self.relations += 1;
        let _ = writeln!(self.out, "R{}\t{relation} Arg1:T{from} Arg2:T{to}", self.relations);
    }

    fn label(&mut self, name: &str, of: usize, value: &str) {
        self.labels += 1;
        let _ = writeln!(self.out, "A{}\t{name} T{of} {value}", self.labels);
    }

    fn note(&mut self, of: usize, name: &str, value: &str) {
        if !value.is_empty() {
            self.notes += 1;
            let _ = writeln!(self.out, "#{}\tAnnotatorNotes T{of}\t{name}: {}", self.notes, wording::line(value));
        }
    }
}

/// Splits `spans` at line breaks, tabs and other control characters, which are dropped, and trims each part.
fn parts(text: &str, spans: &[Span]) -> Vec<Span> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let mut out = Vec::new();
    for span in spans {
        let mut start = span.start;
        for piece in span.of(text).split_inclusive(breaks) {
            let part = Span::new(start, start + piece.trim_end_matches(breaks).len()).trim(text);
            start += piece.len();
            out.extend((!part.is_empty()).then_some(part));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Meta;
    use crate::i18n::Locale;

    #[test]
    fn spans_relations_labels_and_notes() {
        let text = "😀 “We go,” Ann Lee said.\r\n";
        let analysis = crate::analyze(text);
        let ann =
            write(&Article { id: "x", meta: &Meta::default(), text, analysis: &analysis, locale: Locale::ENGLISH });
        assert!(
            ann.starts_with("T1\tContent 2 10\t“We go,”\nT2\tSource 11 18\tAnn Lee\nR1\tHasSource Arg1:T1 Arg2:T2\n"),
            "{ann}"
        );
        assert!(ann.contains("A1\tKind T1 direct\n") && ann.contains("#1\tAnnotatorNotes T1\tspeaker: Ann Lee\n"));
    }

    #[test]
    fn a_span_is_split_at_line_breaks_and_tabs() {
        let text = "one\r\n two\tthree \n";
        assert_eq!(parts(text, &[Span::new(0, text.len())]), [(0, 3), (6, 9), (10, 15)].map(Span::from));
        assert!(parts("\r\n\t", &[Span::new(0, 3)]).is_empty());
    }
}
