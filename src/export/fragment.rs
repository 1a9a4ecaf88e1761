//! Links to words on a page: text fragments, `#:~:text=…`, which browsers scroll to and highlight.
//!
//! A directive is `[prefix-,]start[,end][,-suffix]`. Browsers compare whole words and ignore case and white space. No
//! part of a directive may extend over two paragraphs. If the words occur more than once in the article, adjacent words
//! are added until only one occurrence matches.

use std::collections::HashMap;

use crate::span::Span;
use crate::text::{paragraphs, tokens};

use super::Meta;

/// Quotations of more words than this are given by their first and last words.
const WHOLE: usize = 12;
/// The number of words at each end that represent a long quotation.
const ENDS: usize = 4;
/// The maximum number of adjacent words on each side that are added to distinguish a quotation from its other
/// occurrences.
const BESIDE: usize = 8;

/// A text divided into words, so that links to its parts can be created quickly.
#[derive(Debug)]
pub struct Linker<'t> {
    text: &'t str,
    words: Vec<Word>,
    /// The positions of each word, in lower case.
    places: HashMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct Word {
    span: Span,
    paragraph: usize,
    lower: String,
}

/// Creates a link to `spans` of `text` on the page at `url`. For several links into one text, use a [`Linker`].
///
/// Returns `None` if `url` is not a web address or the spans contain no word.
///
/// ```
/// use sayso::{export::fragment, span::Span};
///
/// let link = fragment::link("https://news.example/1", "The road is shut.", &[Span::new(4, 16)]);
/// assert_eq!(link.as_deref(), Some("https://news.example/1#:~:text=road%20is%20shut"));
/// assert_eq!(fragment::link("javascript:alert()", "The road is shut.", &[Span::new(4, 16)]), None);
/// ```
pub fn link(url: &str, text: &str, spans: &[Span]) -> Option<String> {
    Linker::new(text).link(&Meta { url: url.to_owned(), ..Meta::default() }, spans)
}

impl<'t> Linker<'t> {
    /// Divides `text` into words.
    pub fn new(text: &'t str) -> Self {
        let mut words = Vec::new();
        for (paragraph, span) in paragraphs::split(text).into_iter().enumerate() {
            words_in(text, span, paragraph, &mut words);
        }
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, word) in words.iter().enumerate() {
            places.entry(word.lower.clone()).or_default().push(at);
        }
        Self { text, words, places }
    }

    /// Creates a link to `spans` (in bytes) on the page of `meta`, with one directive for each span that contains
    /// words. Returns `None` if `meta` has no web address or no span contains a word.
    pub fn link(&self, meta: &Meta, spans: &[Span]) -> Option<String> {
        let url = meta.link()?;
        let page = url.split_once(":~:").map_or(url, |(page, _)| page);
        let directives: Vec<String> = spans.iter().filter_map(|&span| self.directive(span)).collect();
        let hash = if page.contains('#') { "" } else { "#" };
        (!directives.is_empty()).then(|| format!("{page}{hash}:~:{}", directives.join("&")))
    }

    /// Returns the directive `text=…` for one span of the text; `None` if it contains no word.
    fn directive(&self, span: Span) -> Option<String> {
        let from = self.words.partition_point(|word| word.span.end <= span.start);
        let to = self.words.partition_point(|word| word.span.start < span.end);
        let (first, last) = (self.words.get(from)?, self.words[..to].last()?);
        if from >= to {
            return None;
        }
        if to - from <= WHOLE && first.paragraph == last.paragraph {
            let [prefix, suffix] = self.tell_apart(from, to);
            return Some(format!("text={prefix}{}{suffix}", self.slice(from, to)));
        }
        let start = (from + ENDS).min(self.line_end(from)).min(to - 1);
        let end = to.saturating_sub(ENDS).max(self.line_start(to - 1)).max(start);
        let [prefix, _] = self.tell_apart(from, start);
        let suffix = self.tell_end(start, end, to);
        Some(format!("text={prefix}{},{}{suffix}", self.slice(from, start), self.slice(end, to)))
    }

    /// Returns the prefix and suffix that distinguish the words `from..to` from their other occurrences.
    fn tell_apart(&self, from: usize, to: usize) -> [String; 2] {
        let mut doubles = self.doubles(from, to);
        let (mut start, mut end) = (from, to);
        for beside in 1..=BESIDE {
            if doubles.is_empty() {
                break;
            }
            start = self.line_start(from.saturating_sub(1)).max(from.saturating_sub(beside));
            end = self.line_end(to).min(to + beside);
            let (before, behind) = (from - start, end - from);
            doubles.retain(|&at| at >= before && self.same(at - before, start, before + behind));
        }
        [self.before(start, from), self.behind(to, end)]
    }

    /// Returns the suffix that distinguishes the words `end..to` from earlier occurrences after `start`.
    fn tell_end(&self, start: usize, end: usize, to: usize) -> String {
        let mut doubles = self.doubles(end, to);
        doubles.retain(|&at| start <= at && at < end);
        let mut until = to;
        for beside in 1..=BESIDE {
            if doubles.is_empty() {
                break;
            }
            until = self.line_end(to).min(to + beside);
            doubles.retain(|&at| self.same(at, end, until - end));
        }
        self.behind(to, until)
    }

    /// Returns the first words of the other occurrences of the words `from..to`, looked up by the rarest of them.
    fn doubles(&self, from: usize, to: usize) -> Vec<usize> {
        let places = |at: usize| self.words.get(at).and_then(|word| self.places.get(&word.lower));
        let Some(rare) = (from..to).min_by_key(|&at| places(at).map_or(0, Vec::len)) else { return Vec::new() };
        let starts = places(rare).into_iter().flatten().filter_map(|&at| at.checked_sub(rare - from));
        starts.filter(|&at| at != from && self.same(at, from, to - from)).collect()
    }

    /// Whether the `len` words from `a` on equal those from `b` on.
    fn same(&self, a: usize, b: usize, len: usize) -> bool {
        let lower = |at: usize| self.words.get(at).map(|word| word.lower.as_str());
        (0..len).all(|at| lower(a + at) == lower(b + at))
    }

    /// Returns the first word of the paragraph that contains word `at`.
    fn line_start(&self, at: usize) -> usize {
        let Some(word) = self.words.get(at) else { return at };
        self.words.partition_point(|other| other.paragraph < word.paragraph)
    }

    /// Returns the first word after the paragraph that contains word `at`.
    fn line_end(&self, at: usize) -> usize {
        let Some(word) = self.words.get(at) else { return at };
        self.words.partition_point(|other| other.paragraph <= word.paragraph)
    }

    /// Returns the words `from..to` and everything between them, encoded.
    fn slice(&self, from: usize, to: usize) -> String {
        match self.words.get(from..to) {
            Some([first, .., last]) => encode(first.span.cover(last.span).of(self.text)),
            Some([word]) => encode(word.span.of(self.text)),
            _ => String::new(),
        }
    }

    /// Returns the words `start..from` as a prefix, including marks up to word `from`; empty if there are no words.
    fn before(&self, start: usize, from: usize) -> String {
        let (Some(first), Some(last), Some(next)) =
            (self.words.get(start), self.words[..from].last(), self.words.get(from))
        else {
            return String::new();
        };
        let same_line = last.paragraph == next.paragraph;
        let end = if same_line { next.span.start } else { last.span.end };
        if start < from {
            format!("{}-,", encode(Span::new(first.span.start, end).of(self.text)))
        } else {
            String::new()
        }
    }

    /// Returns the words `to..end` as a suffix, including marks after word `to - 1`; empty if there are no words.
    fn behind(&self, to: usize, end: usize) -> String {
        let (Some(previous), Some(first), Some(last)) =
            (self.words[..to].last(), self.words.get(to), self.words[..end].last())
        else {
            return String::new();
        };
        let same_line = previous.paragraph == first.paragraph;
        let start = if same_line { previous.span.end } else { first.span.start };
        if to < end { format!(",-{}", encode(Span::new(start, last.span.end).of(self.text))) } else { String::new() }
    }
}

/// Adds the words of a paragraph to `words`.
fn words_in(text: &str, paragraph: Span, number: usize, words: &mut Vec<Word>) {
    let mut open: Option<usize> = None;
    let mut close = |open: &mut Option<usize>, end: usize| {
        if let Some(start) = open.take() {
            let span = Span::new(start, end);
            let lower = span.of(text).to_lowercase().replace('’', "'");
            words.push(Word { span, paragraph: number, lower });
        }
    };
    let mut chars = paragraph.of(text).char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let at = paragraph.start + offset;
        // An apostrophe, full stop or comma inside a word is part of it, as it is for browsers.
        let inside = open.is_some() && (tokens::is_apostrophe(c) || c == '.' || c == ',');
        if tokens::is_word(c) || inside && chars.peek().is_some_and(|&(_, next)| tokens::is_word(next)) {
            open.get_or_insert(at);
        } else {
            close(&mut open, at);
        }
    }
    close(&mut open, paragraph.end);
}

/// Returns `part` on one line, percent-encoded. Hyphens, commas and ampersands are encoded as well, because directives
/// use them.
fn encode(part: &str) -> String {
    let mut out = String::new();
    for byte in part.split_whitespace().collect::<Vec<_>>().join(" ").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                out.push('%');
                out.extend([byte >> 4, byte & 15].map(|digit| char::from(b"0123456789ABCDEF"[usize::from(digit)])));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(text: &str, words: &str, nth: usize) -> String {
        let start = text.match_indices(words).nth(nth).map_or(0, |(at, _)| at);
        let link = link("https://paper.example/a", text, &[Span::new(start, start + words.len())]).unwrap_or_default();
        link.replace("https://paper.example/a#:~:text=", "")
    }

    #[test]
    fn marks_of_the_syntax_are_encoded() {
        assert_eq!(
            to("She said: “Rock & roll, half-way.”", "“Rock & roll, half-way.”", 0),
            "Rock%20%26%20roll%2C%20half%2Dway"
        );
        assert_eq!(to("The cafe\u{301} is\r\nopen 😀 now", "cafe\u{301}", 0), "cafe%CC%81");
    }

    #[test]
    fn adds_context_to_repeated_words() {
        let text = "We go, said Ann. Then we go, said Bob.";
        assert_eq!(to(text, "We go", 0), "We%20go,-%2C%20said%20Ann");
        assert_eq!(to(text, "we go", 0), "Then-,we%20go,-%2C%20said");
        assert_eq!(to("no\nyes\nno\nyes", "yes", 1), "no-,yes");
    }

    #[test]
    fn long_quotations_are_given_by_start_and_end() {
        let text = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen";
        assert_eq!(to(text, text, 0), "one%20two%20three%20four,eleven%20twelve%20thirteen%20fourteen");
        assert_eq!(to("One two.\n\nThree four", "One two.\n\nThree four", 0), "One%20two,Three%20four");
    }

    #[test]
    fn keeps_the_fragment_of_the_page() {
        let link = |url: &str| link(url, "a b", &[Span::new(0, 1), Span::new(2, 3)]);
        assert_eq!(link("http://x.example/#top").as_deref(), Some("http://x.example/#top:~:text=a&text=b"));
        assert_eq!(link("http://x.example/#:~:text=z").as_deref(), Some("http://x.example/#:~:text=a&text=b"));
        assert_eq!(link("javascript:alert(1)"), None);
    }

    #[test]
    fn no_span_panics() {
        let text = "“…” a,b ’s — 5 €\n\n.\na b a b a b a b a b a b a b a b a b a b";
        let linker = Linker::new(text);
        let meta = Meta { url: "https://x.example".to_owned(), ..Meta::default() };
        for start in 0..text.len() {
            for end in start..=text.len() {
                linker.link(&meta, &[Span::new(start, end)]);
            }
        }
    }
}
