//! From a tree of HTML to text: the words that a reader sees, block by block, with what else is worth keeping.
//!
//! The one set of rules for all readers of HTML. A reader walks its tree without recursion and tells [`Flow`] of each
//! element as it is entered and left and of each text between; [`super::html`] does so natively, the page with the
//! browser's own parser.
//!
//! Headings are paragraphs, list items and table rows lines. `<q>` gets the marks that a browser draws, and a
//! `<blockquote>` without any marks gets them too, so that quoted words are known as such; a line that says whose
//! they are stays outside. What belongs to the page around the article is set apart.

use super::elements::{Block, block};
use crate::address;
use crate::export::Meta;
use crate::span::Span;
use crate::text::marks;

/// Links kept of one text.
const MOST_LINKS: usize = 2_000;

/// Pieces set apart of one text; what comes after them stays in the text.
const MOST_APART: usize = 1_000;

/// An article as it came in: its text and what was beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich {
    /// The text.
    pub text: String,
    /// Stretches of it that led somewhere, in order, and where: web addresses only ([`address::web`]).
    pub links: Vec<(Span, String)>,
    /// What was set apart as no part of the article, and the byte of the text before which it stood.
    pub left_out: Vec<(usize, String)>,
    /// What the source says of the article.
    pub meta: Meta,
}

struct Open {
    block: Block,
    does: Does,
    /// Where the text stood when it was entered.
    start: usize,
}

enum Does {
    Nothing,
    Link(String),
    Quote,
    /// The outermost quotation set as a block.
    Blockquote,
    Apart,
    /// Facts of the head: the title, linked data.
    Title,
    Data,
}

const NO_CREDIT: usize = usize::MAX;

/// What becomes of the tree.
#[derive(Default)]
pub struct Flow {
    main: Writer,
    apart: Option<Writer>,
    open: Vec<Open>,
    rich: Rich,
    quotes: usize,
    /// While a quotation set as a block is open: where its words end and its credit starts, `NO_CREDIT` without one.
    block_quote: Option<usize>,
    /// The page's title.
    pub title: String,
    data: String,
    /// Linked data about the article, each a text in JSON.
    pub linked: Vec<String>,
    keep_all: bool,
}

impl Flow {
    /// One that sets nothing apart.
    pub fn keeping_all() -> Self {
        Self { keep_all: true, ..Self::default() }
    }

    /// An element begins. `name` in lower case; `attribute` gives the values of its attributes; `apart` where it is no
    /// part of the article.
    pub fn enter(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>, apart: bool) {
        let does = match name {
            "title" if self.title.is_empty() => Does::Title,
            "script" if attribute("type").is_some_and(|kind| kind == "application/ld+json") => Does::Data,
            "meta" | "link" => {
                super::about::from_tag(&mut self.rich.meta, name, attribute);
                Does::Nothing
            }
            "br" => {
                self.writer().line();
                Does::Nothing
            }
            "a" if self.rich.links.len() < MOST_LINKS => attribute("href").map_or(Does::Nothing, Does::Link),
            "q" => Does::Quote,
            "blockquote" if self.block_quote.is_none() => Does::Blockquote,
            _ => Does::Nothing,
        };
        // The credit of a quotation is no foot of the page.
        let credit = matches!(name, "footer" | "cite") && self.block_quote.is_some();
        if credit {
            self.block_quote = self.block_quote.min(Some(self.main.text.len()));
        }
        let room = !self.keep_all && self.apart.is_none() && self.rich.left_out.len() < MOST_APART;
        let apart = room && !credit && apart;
        let does = if apart { Does::Apart } else { does };
        if apart {
            self.apart = Some(Writer::default());
        }
        self.quotes += usize::from(matches!(does, Does::Quote));
        if matches!(does, Does::Blockquote) {
            self.block_quote = Some(NO_CREDIT);
        }
        // Cells of a table stand apart.
        if matches!(name, "td" | "th") {
            self.writer().space = true;
        }
        let block = block(name);
        self.writer().enter(block);
        let start = self.writer().text.len();
        self.open.push(Open { block, does, start });
    }

    /// The element entered last ends.
    pub fn leave(&mut self) {
        let Some(Open { block, does, start }) = self.open.pop() else { return };
        match does {
            Does::Link(href) if self.apart.is_none() => {
                let span = Span::new(start, self.main.text.len()).trim(&self.main.text);
                if let Some(href) = address::web(&href).filter(|_| !span.is_empty()) {
                    self.rich.links.push((span, href.to_owned()));
                }
            }
            Does::Quote => self.close_quote(start),
            Does::Blockquote => {
                let credit = self.block_quote.take().unwrap_or(NO_CREDIT);
                if self.apart.is_none() {
                    self.close_blockquote(start, credit);
                }
            }
            Does::Apart => {
                let words = self.apart.take().map(|writer| writer.text).unwrap_or_default();
                if words.chars().any(char::is_alphanumeric) {
                    self.rich.left_out.push((self.main.text.len(), words.trim().to_owned()));
                }
                self.main.break_for(block);
                return;
            }
            Does::Data => self.linked.push(std::mem::take(&mut self.data)),
            _ => {}
        }
        self.writer().leave(block);
    }

    /// Words between elements.
    pub fn text(&mut self, words: &str) {
        match self.open.last().map(|open| &open.does) {
            Some(Does::Title) => return self.title.push_str(words),
            Some(Does::Data) => return self.data.push_str(words),
            _ => {}
        }
        self.writer().text(words);
    }

    /// All that was read.
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
        // Browsers draw two levels of marks and no more is worth a sign.
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
                // All four marks take as many bytes.
                let mark = '“'.len_utf8();
                self.move_links(inner.start, &|at| at + mark * (1 + usize::from(at > inner.end)));
            }
        }
    }

    /// Gives the words of a quotation set as a block the marks that they lack: one at the start of each
    /// paragraph, one at the end of the last.
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
            // An end moves with its last byte: a mark behind it is not part of it.
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
    /// White space seen since the last word.
    space: bool,
    /// Line breaks owed before the next word.
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
            // CSS Text, section 4: a carriage return, which only `&#13;` can leave in a tree, is a space everywhere.
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
