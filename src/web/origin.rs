//! What the page knows about a text apart from its words: links, excluded blocks, metadata, and the reader's changes.
//! Pure: no browser types.

use crate::export::Meta;
use crate::i18n::Language;
use crate::intake::flow::Rich;
use crate::intake::metadata;
use crate::span::Span;

use super::corrections::Correction;
use super::edit::Edit;
use super::saved::SavedArticle;

/// What the page knows about the current text besides its words and findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The stretches of the text that were links, and their targets, in order.
    pub links: Vec<(Span, String)>,
    /// The blocks excluded from the article, each with the byte of the text before which it was.
    pub left_out: Vec<(usize, String)>,
    /// The fingerprints of the dismissed findings, in the order of dismissal.
    pub dismissed: Vec<u64>,
    /// The reader's corrections of findings, in the order in which they were made.
    pub corrections: Vec<Correction>,
    /// The language of the text, if the reader chose it.
    pub language: Option<Language>,
    /// The metadata from the source.
    known: Meta,
    /// The metadata that the reader corrected: title, byline, outlet, address, date.
    corrected: [Option<String>; 5],
}

impl Origin {
    /// Returns the number of dismissed findings and corrections.
    pub fn changes(&self) -> usize {
        self.dismissed.len() + self.corrections.len()
    }

    /// Creates the origin of a text that was read as `rich`.
    pub fn of(rich: &Rich) -> Self {
        let Rich { links, left_out, meta, .. } = rich.clone();
        Self { links, left_out, known: meta, ..Self::default() }
    }

    /// Returns the origin with exactly these findings dismissed and these corrections.
    pub fn marked(&self, dismissed: &[u64], corrections: &[Correction]) -> Self {
        Self { dismissed: dismissed.to_vec(), corrections: corrections.to_vec(), ..self.clone() }
    }

    /// Creates the origin of an article that was saved on this device.
    pub fn recalled(kept: &SavedArticle) -> Self {
        Self { known: kept.meta.clone(), language: kept.language, ..Self::default() }
            .marked(&kept.dismissed, &kept.corrections)
    }

    /// Returns the origin with what is saved for the article: metadata, language, dismissals and corrections.
    pub fn kept_as(&self, kept: &SavedArticle) -> Self {
        let (links, left_out) = (self.links.clone(), self.left_out.clone());
        Self { links, left_out, ..Self::recalled(kept) }
    }

    /// Returns the origin after the text was edited from `old` to `new`. If hardly anything of `old` is left, a new
    /// article begins, and its origin is empty.
    pub fn moved(&self, old: &str, new: &str) -> Self {
        let edit = Edit::between(old, new);
        if edit.replaces(old) {
            return Self::default();
        }
        let spans = |all: &[(Span, String)]| {
            all.iter().filter_map(|(span, more)| Some((edit.moved(*span)?, more.clone()))).collect()
        };
        let place = |at: usize| edit.moved(Span::new(at, at)).map(|span| span.start);
        let left_out = self.left_out.iter().filter_map(|(at, words)| Some((place(*at)?, words.clone()))).collect();
        Self { links: spans(&self.links), left_out, ..self.clone() }
    }

    /// Returns the origin after undo or redo led to a text to which `then` belonged. What the reader has corrected or
    /// dismissed since stays.
    pub fn stepped(&self, then: &Self) -> Self {
        let Self { links, left_out, known, .. } = then.clone();
        Self { links, left_out, known, ..self.clone() }
    }

    /// Returns the origin after `rich` was pasted at byte `at`, which resulted in `text`.
    pub fn pasted(&self, text: &str, at: usize, rich: &Rich) -> Self {
        let mut next = self.clone();
        next.links
            .extend(rich.links.iter().map(|(span, href)| (Span::new(span.start + at, span.end + at), href.clone())));
        crate::sort::sort_by_key(&mut next.links, |(span, _)| span.start);
        next.left_out.extend(rich.left_out.iter().map(|(place, words)| (place + at, words.clone())));
        crate::sort::sort_by_key(&mut next.left_out, |(at, _)| *at);
        if text.trim().len() == rich.text.trim().len() {
            next.known = rich.meta.clone();
        }
        next
    }

    /// Returns the origin after the reader changed the metadata from `old` to `new`. Only fields that differ count as
    /// corrected.
    pub fn described(&self, old: &Meta, new: &Meta) -> Self {
        let mut next = self.clone();
        let (mut old, mut new) = (old.clone(), new.clone());
        for ((own, old), new) in next.corrected.iter_mut().zip(old.fields_mut()).zip(new.fields_mut()) {
            if old != new {
                *own = Some(new.clone());
            }
        }
        next
    }

    /// Returns the metadata of the article with this text: from the reader, otherwise from the source, otherwise from
    /// the text itself.
    pub fn meta(&self, text: &str) -> Meta {
        let mut meta = metadata::or(self.known.clone(), metadata::from_text(text));
        for (field, own) in meta.fields_mut().into_iter().zip(&self.corrected) {
            if let Some(own) = own {
                field.clone_from(own);
            }
        }
        meta
    }

    /// Returns the origin after the excluded blocks were put back. `moved` is the origin for the new text, which
    /// supplies the links.
    pub fn complete(&self, moved: &Self) -> Self {
        Self { links: moved.links.clone(), left_out: Vec::new(), ..self.clone() }
    }

    /// Returns `text` with the excluded blocks put back.
    pub fn put_back(&self, text: &str) -> String {
        let mut out = String::new();
        let mut from = 0;
        for (at, words) in &self.left_out {
            out.push_str(&text[from..*at]);
            for part in [words.as_str(), ""] {
                if !out.is_empty() && !out.ends_with('\n') {
                    out.push_str("\n\n");
                }
                out.push_str(part);
            }
            from = at + text[*at..].bytes().take_while(|byte| *byte == b'\n').count();
        }
        out.push_str(&text[from..]);
        out.truncate(out.trim_end().len());
        out
    }
}

/// Returns whether `rich`, read from the HTML on a clipboard, has more to offer than the plain text.
pub fn gains(rich: &Rich, plain: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let lines = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).count();
    if rich.text.split_whitespace().eq(plain.split_whitespace()) {
        let (rich_lines, plain_lines) = (lines(&rich.text), lines(plain));
        return rich_lines > plain_lines || rich_lines == plain_lines && !rich.links.is_empty();
    }
    let all = letters(&rich.text) + rich.left_out.iter().map(|(_, words)| letters(words)).sum::<usize>();
    // Markup that hides or generates words with styles loses some; the plain text is safer then.
    !rich.text.is_empty() && all * 10 >= letters(plain) * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rich(text: &str, links: &[(Span, &str)], left_out: &[(usize, &str)]) -> Rich {
        let links = links.iter().map(|(span, href)| (*span, (*href).to_owned())).collect();
        let left_out = left_out.iter().map(|(at, words)| (*at, (*words).to_owned())).collect();
        Rich { text: text.into(), links, left_out, ..Rich::default() }
    }

    #[test]
    fn moves_links_and_restores_excluded_text() {
        let rich = rich("One.\n\nTwo.", &[(Span::new(6, 9), "https://a.example/")], &[(4, "Share"), (10, "More")]);
        let origin = Origin::default().pasted("x One.\n\nTwo.", 2, &rich);
        assert_eq!(origin.links[0].0, Span::new(8, 11));
        let later = origin.moved("x One.\n\nTwo.", "xyz One.\n\nTwo.");
        assert_eq!(later.links[0].0, Span::new(10, 13));
        assert_eq!(later.put_back("xyz One.\n\nTwo."), "xyz One.\n\nShare\n\nTwo.\n\nMore");
        assert_eq!(Origin::of(&rich).put_back(&rich.text), "One.\n\nShare\n\nTwo.\n\nMore");
    }

    #[test]
    fn metadata_edits_stay_until_a_new_article() {
        let text = "Bridge shut\nBy Ann Vale\nThe bridge is shut.";
        let old = Origin::default().meta(text);
        assert_eq!((&*old.title, &*old.byline), ("Bridge shut", "Ann Vale"));
        let new = Meta { byline: "A. Vale".into(), ..old.clone() };
        let origin = Origin::default().described(&old, &new);
        let edited = text.replace("shut.", "closed.");
        assert_eq!(origin.moved(text, &edited).meta(&edited), new);
        let other = "Something else was said here.";
        assert_eq!(origin.moved(text, other).meta(other), Meta::default());
    }

    #[test]
    fn html_must_add_to_the_plain_text() {
        let link = [(Span::new(0, 3), "https://a.example/")];
        assert!(!gains(&rich("One two", &[], &[]), "One  two\n"));
        assert!(gains(&rich("One two", &link, &[]), "One two") && gains(&rich("One\n\ntwo", &[], &[]), "One two"));
        assert!(!gains(&rich("One two", &link, &[]), "One\ntwo"));
        assert!(gains(&rich("One", &[], &[(3, "two")]), "One two") && !gains(&rich("One", &[], &[]), "One two"));
        assert!(!gains(&rich("", &[], &[]), ""));
    }
}
