//! Writes the article with underlines and notes, for people.
//!
//! ```text
//! The road is closed, Ann Lee said.
//! 1┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  ^^^^^^^ ====
//!
//!   1 Ann Lee, indirect, cue “said”. The sentence ends in its source and a verb of saying.
//! ```

use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

use crate::i18n::Locale;
use crate::model::{Analysis, Attribution, Claim, Kind};
use crate::span::Span;
use crate::text::paragraphs;

use super::wording::{self, shown};

/// The layout and the language of the output.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The width of a line, in columns.
    pub width: usize,
    /// Whether to colour underlines with terminal escapes.
    pub colour: bool,
    /// The language of the notes.
    pub locale: Locale,
}

/// Writes `analysis`, whose spans count bytes of `text`.
///
/// Control characters in the text are shown as `·`, so that an article cannot control a terminal.
pub fn write(text: &str, analysis: &Analysis, style: Style) -> String {
    let mut out = String::new();
    for notice in &analysis.notices {
        let _ = writeln!(out, "{}\n", style.locale.label("notice", notice.name()));
    }
    let paragraphs = paragraphs::split(text);
    for (paragraph, marks) in paragraphs.iter().zip(marks(analysis, &paragraphs)) {
        for line in wrap(text, *paragraph, style.width) {
            write_line(&mut out, text, line, &marks, style);
        }
        write_notes(&mut out, text, analysis, &marks, style.locale);
        out.push('\n');
    }
    write_summary(&mut out, analysis, style.locale);
    out
}

/// The marks in one paragraph.
#[derive(Default)]
struct Marks<'a> {
    /// The marked spans, each with the sign that underlines it. Later signs are drawn over earlier ones.
    spans: Vec<(Span, char)>,
    /// The findings that start in the paragraph: byte offset, number of the note, finding.
    notes: Vec<(usize, usize, Finding<'a>)>,
}

/// Returns the marks of each paragraph.
fn marks<'a>(analysis: &'a Analysis, paragraphs: &[Span]) -> Vec<Marks<'a>> {
    let mut out: Vec<Marks<'a>> = Vec::new();
    out.resize_with(paragraphs.len(), Marks::default);
    let place = |at: usize| paragraphs.partition_point(|paragraph| paragraph.end <= at);
    let mut put = |spans: &[Span], sign: char| {
        for &span in spans {
            if let Some(marks) = out.get_mut(place(span.start)) {
                marks.spans.push((span, sign));
            }
        }
    };
    analysis.attributions.iter().for_each(|a| put(&a.content, sign(a.kind)));
    analysis.mentions.iter().for_each(|mention| put(&[mention.span], '.'));
    analysis.claims.iter().for_each(|c| put(&c.content, '~'));
    analysis.attributions.iter().for_each(|a| {
        put(&a.source, '^');
        put(&a.cue, '=');
    });
    analysis.claims.iter().for_each(|c| put(&c.cues, '!'));
    for (at, (start, finding)) in findings(analysis).enumerate() {
        if let Some(marks) = out.get_mut(place(start)) {
            marks.notes.push((start, at + 1, finding));
        }
    }
    out
}

fn sign(kind: Kind) -> char {
    match kind {
        Kind::Direct => '━',
        Kind::Mixed => '╍',
        Kind::Indirect => '┈',
    }
}

#[derive(Clone, Copy)]
enum Finding<'a> {
    Attribution(&'a Attribution),
    Claim(&'a Claim),
}

/// Returns attributions and claims in the order of their notes, each with its start in bytes.
fn findings(analysis: &Analysis) -> impl Iterator<Item = (usize, Finding<'_>)> {
    let start = |spans: &[Span]| spans.first().map_or(0, |span| span.start);
    let attributions = analysis.attributions.iter().map(move |a| (start(&a.content), Finding::Attribution(a)));
    let claims = analysis.claims.iter().map(move |c| (start(&c.content), Finding::Claim(c)));
    let mut all: Vec<_> = attributions.chain(claims).collect();
    crate::sort::sort_by_key(&mut all, |(start, _)| *start);
    all.into_iter()
}

/// Splits `paragraph` into lines, at white space if possible.
fn wrap(text: &str, paragraph: Span, width: usize) -> Vec<Span> {
    let mut out = Vec::new();
    let (mut start, mut blank, mut columns) = (paragraph.start, None, 0);
    for (offset, c) in paragraph.of(text).char_indices() {
        let at = paragraph.start + offset;
        if columns >= width || c == '\n' {
            let end = if c == '\n' { at } else { blank.unwrap_or(at) };
            out.push(Span::new(start, end).trim(text));
            start = end;
            columns = text[start..at].chars().map(columns_of).sum();
            blank = None;
        }
        if c.is_whitespace() {
            blank = Some(at + c.len_utf8());
        }
        columns += columns_of(c);
    }
    out.push(Span::new(start, paragraph.end).trim(text));
    out.retain(|line| !line.is_empty());
    out
}

/// Returns the number of terminal columns that a character takes.
fn columns_of(c: char) -> usize {
    if shown(c) == c { c.width().unwrap_or(0) } else { 1 }
}

/// Writes a line of the article and, if something in it is marked, the line with the underlines.
fn write_line(out: &mut String, text: &str, line: Span, marks: &Marks<'_>, style: Style) {
    let mut under: Vec<char> = Vec::new();
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let here: Vec<&(Span, char)> = marks.spans.iter().filter(|(span, _)| span.overlaps(line)).collect();
    for (offset, c) in line.of(text).char_indices() {
        let at = line.start + offset;
        starts.push((at, under.len()));
        let sign = here.iter().rev().find(|(span, _)| span.has(at)).map_or(' ', |&&(_, sign)| sign);
        under.extend(std::iter::repeat_n(sign, columns_of(c)));
        out.push(shown(c));
    }
    out.push('\n');
    for &(start, number, _) in marks.notes.iter().filter(|(start, ..)| line.has(*start)) {
        let at = starts.iter().find(|(at, _)| *at >= start).map_or(0, |&(_, column)| column);
        for (offset, digit) in number.to_string().chars().enumerate() {
            if let Some(cell) = under.get_mut(at + offset) {
                *cell = digit;
            }
        }
    }
    let under: String = under.into_iter().collect();
    if !under.trim().is_empty() {
        let _ = match style.colour {
            true => writeln!(out, "\x1b[36m{}\x1b[0m", under.trim_end()),
            false => writeln!(out, "{}", under.trim_end()),
        };
    }
}

fn write_notes(out: &mut String, text: &str, analysis: &Analysis, marks: &Marks<'_>, locale: Locale) {
    if !marks.notes.is_empty() {
        out.push('\n');
    }
    for (_, number, finding) in &marks.notes {
        let note = match finding {
            Finding::Attribution(a) => attribution_note(text, a, locale),
            Finding::Claim(c) => claim_note(text, analysis, c, locale),
        };
        let _ = writeln!(out, "  {number} {note}");
    }
}

fn attribution_note(text: &str, a: &Attribution, locale: Locale) -> String {
    let source = wording::quote(text, &a.source);
    let who = match (a.speaker.is_empty(), source.is_empty()) {
        (false, _) => a.speaker.chars().map(shown).collect(),
        (true, false) => source,
        (true, true) => locale.text("cli.nobody-named").to_owned(),
    };
    let kind = locale.label("kind", a.kind.name());
    let act = wording::deed(locale, a.act).map(|act| format!(", {act}")).unwrap_or_default();
    let cue = if a.cue.is_empty() {
        String::new()
    } else {
        format!(", {} “{}”", locale.text("cli.cue"), wording::quote(text, &a.cue))
    };
    format!("{who}, {kind}{act}{cue}. {}", locale.rule(a.reason.rule))
}

fn claim_note(text: &str, analysis: &Analysis, c: &Claim, locale: Locale) -> String {
    let mut note = locale.label("status", c.status.name()).to_owned();
    let mut part = |key: &str, value: String| {
        if !value.is_empty() {
            let _ = write!(note, "; {} {}", locale.text(key), value.chars().map(shown).collect::<String>());
        }
    };
    part("cli.put-forward-by", c.claimant.clone());
    part("cli.challenged-by", c.challengers.join(", "));
    part("cli.about", c.target.clone());
    part("cli.figures", figures(text, analysis, c));
    part("cli.cue", format!("“{}”", wording::quote(text, &c.cues)));
    format!("{note}. {}", locale.rule(c.reason.rule))
}

/// Returns the figures of a claim and of its competing versions; empty if there are none.
fn figures(text: &str, analysis: &Analysis, c: &Claim) -> String {
    let others = c.versus.iter().filter_map(|&at| analysis.claims.get(at));
    let sides = std::iter::once(c).chain(others).filter(|side| !side.figures.is_empty());
    sides.map(|side| format!("“{}”", wording::quote(text, &side.figures))).collect::<Vec<_>>().join(" / ")
}

fn write_summary(out: &mut String, analysis: &Analysis, locale: Locale) {
    let _ = writeln!(out, "{}", locale.text("cli.speakers"));
    let mut speakers: Vec<(&str, usize)> = Vec::new();
    for a in analysis.attributions.iter().filter(|a| a.act.speaks()) {
        let name = if a.speaker.is_empty() { locale.text("cli.nobody-named") } else { &a.speaker };
        match speakers.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => speakers.push((name, 1)),
        }
    }
    for (name, count) in speakers {
        let _ = writeln!(out, "  {count:3}  {}", name.chars().map(shown).collect::<String>());
    }
    let contested = analysis.claims.iter().filter(|claim| claim.status.contested()).count();
    let _ = writeln!(out, "{}: {contested}", locale.text("cli.contested"));
    let _ = writeln!(out, "{}", locale.text("cli.legend"));
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style { width: 40, colour: false, locale: Locale::ENGLISH };

    #[test]
    fn underlines_align_with_their_words() {
        let text = "“Go,” said Ann Lee.";
        let shown = write(text, &crate::analyze(text), STYLE);
        let mut lines = shown.lines();
        assert_eq!(lines.next(), Some("“Go,” said Ann Lee."));
        assert_eq!(lines.next(), Some("1━━━━ ==== ^^^^^^^"));
    }

    #[test]
    fn wide_and_combining_characters_keep_the_columns() {
        let text = "日本 cafe\u{301} “Go,” said Lee.";
        let shown = write(text, &crate::analyze(text), STYLE);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[1].find('=').map(|at| lines[1][..at].chars().count()), Some(16));
    }

    #[test]
    fn no_escape_reaches_the_terminal() {
        let text = "\u{1b}[31m “Go,” said \u{202e}Lee\u{7}.";
        assert!(!write(text, &crate::analyze(text), STYLE).contains(['\u{1b}', '\u{7}', '\u{202e}']));
    }

    #[test]
    fn a_dispute_shows_the_figures_of_both_sides() {
        let text = "Dora Lund said two miners were killed. The ministry said three miners were killed.";
        let shown = write(text, &crate::analyze(text), STYLE);
        assert!(shown.contains("“two” / “three”") && shown.contains("“three” / “two”"), "{shown}");
    }

    #[test]
    fn long_words_are_broken() {
        let text = "x".repeat(95);
        assert_eq!(wrap(&text, Span::new(0, 95), 40).len(), 3);
    }
}
