//! Turns a tree of HTML into text: the words that a reader sees, block by block, with links and metadata.
//!
//! The same rules serve all readers of HTML. A reader walks its tree without recursion and passes to [`Flow`] the
//! start and end of each element and the text in between; [`super::html`] does so natively, the page with the
//! browser's own parser.
//!
//! Headings become paragraphs; list items and table rows become lines. `<q>` gets the marks that a browser displays.
//! A `<blockquote>` without quotation marks gets them as well, so that its words are recognised as a quotation; a
//! line that credits its author stays outside. What belongs to the page around the article is excluded.

use super::elements::{Block, block};
use crate::address;
use crate::export::Meta;
use crate::span::Span;
use crate::text::marks;

/// The maximum number of links kept per text.
const MOST_LINKS: usize = 2_000;

/// The maximum number of parts excluded per text; later ones stay in the text.
const MOST_APART: usize = 1_000;

/// An article as it was read: its text and metadata.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich {
    /// The text.
    pub text: String,
    /// The link texts, in order, and their targets: only web addresses ([`address::web`]).
    pub links: Vec<(Span, String)>,
    /// Each part excluded from the article, and the byte of the text before which it was.
    pub left_out: Vec<(usize, String)>,
    /// The metadata of the source.
    pub meta: Meta,
}

struct Open {
    block: Block,
    role: ElementRole,
    /// The length of the text when the element was entered.
    start: usize,
}

enum ElementRole {
    Nothing,
    Link(String),
    Quote,
    /// The outermost `blockquote`.
    Blockquote,
    Apart,
    /// The title element.
    Title,
    /// A script element with JSON-LD.
    Data,
}

const NO_CREDIT: usize = usize::MAX;

/// Builds the text of an article.
#[derive(Default)]
pub struct Flow {
    main: Writer,
    apart: Option<Writer>,
    open: Vec<Open>,
    rich: Rich,
    quotes: usize,
    /// While a `blockquote` is open: where its words end and its credit starts, or `NO_CREDIT`.
    block_quote: Option<usize>,
    /// The title of the page.
    pub title: String,
    data: String,
    /// Linked data about the article, one JSON text each.
    pub linked: Vec<String>,
    keep_all: bool,
}

impl Flow {
    /// Creates a flow that excludes nothing.
    pub fn keeping_all() -> Self {
        Self { keep_all: true, ..Self::default() }
    }

    /// Starts an element. `name` is in lower case; `attribute` returns the values of its attributes; `apart` excludes
    /// the element from the article.
    pub fn enter(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>, apart: bool) {
        let role = match name {
            "title" if self.title.is_empty() => ElementRole::Title,
            "script" if attribute("type").is_some_and(|kind| kind == "application/ld+json") => ElementRole::Data,
            "meta" | "link" => {
                super::metadata::from_tag(&mut self.rich.meta, name, attribute);
                ElementRole::Nothing
            }
            "br" => {
                self.writer().line();
                ElementRole::Nothing
            }
            "a" if self.rich.links.len() < MOST_LINKS => {
                attribute("href").map_or(ElementRole::Nothing, ElementRole::Link)
            }
            "q" => ElementRole::Quote,
            "blockquote" if self.block_quote.is_none() => ElementRole::Blockquote,
            _ => ElementRole::Nothing,
        };
        // A `footer` in a quotation is its credit and not part of the page around the article.
        let credit = matches!(name, "footer" | "cite") && self.block_quote.is_some();
        if credit {
            self.block_quote = self.block_quote.min(Some(self.main.text.len()));
        }
        let room = !self.keep_all && self.apart.is_none() && self.rich.left_out.len() < MOST_APART;
        let apart = room && !credit && apart;
        let role = if apart { ElementRole::Apart } else { role };
        if apart {
            self.apart = Some(Writer::default());
        }
        self.quotes += usize::from(matches!(role, ElementRole::Quote));
        if matches!(role, ElementRole::Blockquote) {
            self.block_quote = Some(NO_CREDIT);
        }
        // Cells of a table are separated by a space.
        if matches!(name, "td" | "th") {
            self.writer().space = true;
        }
        let block = block(name);
        self.writer().enter(block);
        let start = self.writer().text.len();
        self.open.push(Open { block, role, start });
    }

    /// Ends the element started last.
    pub fn leave(&mut self) {
        let Some(Open { block, role, start }) = self.open.pop() else { return };
        match role {
            ElementRole::Link(href) if self.apart.is_none() => {
                let span = Span::new(start, self.main.text.len()).trim(&self.main.text);
                if let Some(href) = address::web(&href).filter(|_| !span.is_empty()) {
                    self.rich.links.push((span, href.to_owned()));
                }
            }
            ElementRole::Quote => self.close_quote(start),
            ElementRole::Blockquote => {
                let credit = self.block_quote.take().unwrap_or(NO_CREDIT);
                if self.apart.is_none() {
                    self.close_blockquote(start, credit);
                }
            }
            ElementRole::Apart => {
                let words = self.apart.take().map(|writer| writer.text).unwrap_or_default();
                if words.chars().any(char::is_alphanumeric) {
                    self.rich.left_out.push((self.main.text.len(), words.trim().to_owned()));
                }
                self.main.break_for(block);
                return;
            }
            ElementRole::Data => self.linked.push(std::mem::take(&mut self.data)),
            _ => {}
        }
        self.writer().leave(block);
    }

    /// Adds text between elements.
    pub fn text(&mut self, words: &str) {
        match self.open.last().map(|open| &open.role) {
            Some(ElementRole::Title) => return self.title.push_str(words),
            Some(ElementRole::Data) => return self.data.push_str(words),
            _ => {}
        }
        self.writer().text(words);
    }

    /// Returns everything that was read.
    pub fn finish(mut self) -> Rich {
        while !self.open.is_empty() {
            self.leave();
        }
        let text = self.main.text;
        let end = text.trim_end().len();
        let mut rich = Rich { text: text[..end].to_owned(), ..self.rich };
        rich.left_out.iter_mut().for_each(|(at, _)| *at = (*at).min(end));
        rich
    }

    fn writer(&mut self) -> &mut Writer {
        self.apart.as_mut().unwrap_or(&mut self.main)
    }

    fn close_quote(&mut self, start: usize) {
        self.quotes -= 1;
        // Browsers display two levels of quotation marks, and deeper ones are not needed.
        let (open, close) = if self.quotes == 0 { ('“', '”') } else { ('‘', '’') };
        if self.quotes >= 2 {
            return;
        }
        let text = &mut self.writer().text;
        let inner = Span::new(start, text.len()).trim(text);
        let words = inner.of(text);
        let first = &words[..words.chars().next().map_or(0, char::len_utf8)];
        if !words.is_empty() && !marks::has_mark(first) {
            text.insert(inner.end, close);
            text.insert(inner.start, open);
            if self.apart.is_none() {
                // All four marks have the same length in bytes.
                let mark = '“'.len_utf8();
                self.move_links(inner.start, &|at| at + mark * (1 + usize::from(at > inner.end)));
            }
        }
    }

    /// Adds missing quotation marks to the words of a `blockquote`: one at the start of each paragraph and one at the
    /// end of the last.
    fn close_blockquote(&mut self, start: usize, credit: usize) {
        let text = &self.main.text;
        let mut lines: Vec<Span> = Vec::new();
        let mut at = start;
        for line in text[start..credit.clamp(start, text.len())].split_inclusive('\n') {
            let span = Span::new(at, at + line.len()).trim(text);
            at += line.len();
            lines.extend((!span.is_empty()).then_some(span));
        }
        while lines.len() > 1 && lines.last().is_some_and(|line| line.of(text).starts_with(['—', '–', '-', '~'])) {
            lines.pop();
        }
        let Some(last) = lines.last().copied() else { return };
        if lines.iter().any(|line| marks::has_mark(line.of(text))) {
            return;
        }
        let tail = self.main.text.split_off(start);
        let mut from = start;
        for line in &lines {
            self.main.text.push_str(&tail[from - start..line.start - start]);
            self.main.text.push('“');
            from = line.start;
        }
        self.main.text.push_str(&tail[from - start..last.end - start]);
        self.main.text.push('”');
        self.main.text.push_str(&tail[last.end - start..]);
        let mark = '“'.len_utf8();
        self.move_links(start, &|at| {
            at + mark * (lines.partition_point(|line| line.start <= at) + usize::from(at > last.end))
        });
    }

    fn move_links(&mut self, start: usize, moved: &dyn Fn(usize) -> usize) {
        for (span, _) in self.rich.links.iter_mut().rev().take_while(|(span, _)| span.start >= start) {
            // The end of a link moves with its last byte, because a mark after it is not part of it.
            *span = Span::new(moved(span.start), moved(span.end - 1) + 1);
        }
        for (at, _) in self.rich.left_out.iter_mut().rev().take_while(|(at, _)| *at >= start) {
            *at = moved(*at);
        }
        if let Some(at) = self.block_quote.as_mut().filter(|at| (start..NO_CREDIT).contains(at)) {
            *at = moved(*at);
        }
    }
}

#[derive(Default)]
struct Writer {
    text: String,
    /// Whether there was white space since the last word.
    space: bool,
    /// The number of line breaks to insert before the next word.
    breaks: usize,
    preformatted: usize,
}

impl Writer {
    fn enter(&mut self, block: Block) {
        self.preformatted += usize::from(block == Block::Preformatted);
        self.break_for(block);
    }

    fn leave(&mut self, block: Block) {
        self.preformatted = self.preformatted.saturating_sub(usize::from(block == Block::Preformatted));
        self.break_for(block);
    }

    fn break_for(&mut self, block: Block) {
        let breaks = match block {
            Block::Inline => 0,
            Block::Line => 1,
            Block::Paragraph | Block::Preformatted => 2,
        };
        self.breaks = self.breaks.max(breaks);
    }

    fn line(&mut self) {
        self.breaks = (self.breaks + 1).min(2);
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            // CSS Text, section 4: a carriage return, which only `&#13;` can leave in a tree, is displayed as a
            // space.
            let c = if c == '\r' { ' ' } else { c };
            if self.preformatted > 0 && c == '\n' {
                self.flush();
                self.text.push('\n');
            } else if c.is_whitespace() && self.preformatted == 0 {
                self.space = true;
            } else {
                self.flush();
                self.text.push(c);
            }
        }
    }

    fn flush(&mut self) {
        if self.breaks > 0 {
            if !self.text.is_empty() {
                self.text.extend(std::iter::repeat_n('\n', self.breaks));
            }
        } else if self.space && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
        (self.space, self.breaks) = (false, 0);
    }
}
