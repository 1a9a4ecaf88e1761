//! Tracks which elements are open without building a tree.
//!
//! This follows “tree construction” in the HTML standard (section 13.2.6) with its two lists: the stack of open
//! elements and the list of active formatting elements. Insertion modes are derived from the stack. If it is
//! uncertain whether a parser closes an element, the element stays and becomes unsure: it counts until an element
//! around it is certainly closed, and its own end tag no longer closes anything. So no parser has more open elements
//! than are counted here.

use super::Excess;
use super::elements::*;
use super::stack::{Element, Language, Lookup, Place, Stack};
use super::tokens::{Tag, Token};

/// How the content after a token is read.
#[derive(Clone, Copy, Debug)]
pub enum Content<'h> {
    /// It is read as markup.
    Markup,
    /// It is read as text, up to the end tag of this name.
    Raw(&'h [u8]),
}

/// The open elements.
#[derive(Debug, Default)]
pub struct Open<'h> {
    pub(super) stack: Stack<'h>,
    pub(super) formats: Vec<Format<'h>>,
    last_number: u32,
    /// Whether the content of a text element has just been skipped.
    raw: bool,
    /// Whether a `table` leaves a `p` open (quirks mode); `None` if that is uncertain.
    quirks: Option<bool>,
    /// Whether there was anything other than comments and white space.
    begun: bool,
    /// Whether there was anything that only occurs in the body.
    body: bool,
    /// The attributes of all `html` and `body` tags, which parsers merge into one element.
    root_attributes: u64,
    /// The number of elements and texts so far, and its value when the last `select` started.
    nodes: u64,
    select_at: u64,
    work: u64,
}

/// An active formatting element, or a marker if the number is 0.
#[derive(Clone, Copy, Debug)]
pub struct Format<'h> {
    pub(super) name: &'h [u8],
    attributes: &'h [u8],
    pub(super) number: u32,
    /// Whether a parser may already have dropped it.
    pub(super) unsure: bool,
}

impl<'h> Open<'h> {
    /// Returns the number of open elements, without the document's own, or of those that may be reconstructed if that
    /// is higher.
    pub fn depth(&self) -> usize {
        self.stack.len().max(self.formats.len())
    }

    /// Returns the work of a parser for the last token.
    pub fn work(&self) -> u64 {
        self.work
    }

    /// Whether the next token is directly inside SVG or MathML.
    pub fn foreign(&self) -> bool {
        self.stack.last().is_some_and(|element| element.language != Language::Html)
    }

    /// Processes the next token.
    ///
    /// # Errors
    /// Returns [`Excess::Ambiguous`] if parsers differ in whether the following content is text.
    pub fn take(&mut self, token: &Token<'h>) -> Result<Content<'h>, Excess> {
        self.work = 1 + (self.stack.len() + self.formats.len()) as u64;
        self.nodes += 1;
        let raw = std::mem::take(&mut self.raw);
        self.begin(token);
        match token {
            Token::Start(tag) => return self.start(*tag),
            Token::End(tag) if !raw => self.end(tag),
            Token::Text(words) if !raw && (*words || !self.stack.in_table()) => self.text(*words),
            _ => {}
        }
        Ok(Content::Markup)
    }

    fn text(&mut self, words: bool) {
        if self.foreign() && self.stack.last().is_none_or(|element| element.is & POINT == 0) {
            return;
        }
        self.body |= words;
        self.stack.pop_top(COLGROUP);
        self.reconstruct();
        self.foster();
    }

    /// Records whether the document starts with a document type.
    fn begin(&mut self, token: &Token<'h>) {
        if self.begun || matches!(token, Token::Comment | Token::Text(false)) {
            return;
        }
        self.begun = true;
        self.quirks = match token {
            Token::Doctype(kind) => {
                let kind = kind.strip_suffix(b">").unwrap_or(kind).trim_ascii();
                kind.eq_ignore_ascii_case(b"html").then_some(false)
            }
            // This may be a byte order mark.
            Token::Text(_) => None,
            _ => Some(true),
        };
    }

    fn start(&mut self, mut tag: Tag<'h>) -> Result<Content<'h>, Excess> {
        if self.stack.language_unsure() {
            return Err(Excess::Ambiguous);
        }
        let mut is = of(tag.name);
        if self.foreign() && !self.html_at_point(&tag) {
            let font = || ["color", "face", "size"].iter().any(|name| tag.attribute(name).is_some());
            if is & BREAKOUT == 0 && !(is & FONT != 0 && font()) {
                return self.foreign_element(&tag);
            }
            self.stack.leave_foreign();
        }
        if is & (COL | TEMPLATE) == 0 {
            self.stack.pop_top(COLGROUP);
        }
        if is & ROOT != 0 {
            self.work += self.root_attributes;
            self.root_attributes += tag.attributes().count() as u64;
        }
        if is & (ROOT | IGNORED) != 0 {
            return Ok(Content::Markup);
        }
        if is & TABLE_PART != 0 {
            // Directly in a template these make parsers ignore most of the following tags.
            if is & (COL | COLGROUP) != 0 && matches!(self.stack.place(), Place::Template(_) | Place::Unsure(_)) {
                return Err(Excess::Ambiguous);
            }
            self.table_part(tag.name, is);
            return Ok(Content::Markup);
        }
        if tag.name.eq_ignore_ascii_case(b"image") {
            tag.name = b"img";
            is = of(tag.name);
        }
        if is & (TABLE | TEXT) != 0 && self.stack.has(SELECT) {
            // Some parsers ignore these within `select`, and then see tags where others see text.
            return Err(Excess::Ambiguous);
        }
        if is & TABLE != 0 {
            self.leave_table();
        } else if is & FORM != 0 && self.stack.in_table() {
            return Ok(Content::Markup);
        }
        self.body |= is & HEAD == 0;
        self.make_room(is);
        if is & PLAIN == 0 {
            self.reconstruct();
        }
        if is & (TEMPLATE | SCRIPT) == 0 {
            self.foster();
        }
        Ok(self.insert(tag, is))
    }

    /// Handles an element of SVG or MathML inside another one.
    fn foreign_element(&mut self, tag: &Tag<'h>) -> Result<Content<'h>, Excess> {
        let language = self.stack.last().map_or(Language::Html, |element| element.language);
        let named = |names: &[&str]| names.iter().any(|name| tag.name.eq_ignore_ascii_case(name.as_bytes()));
        let mut point = match language {
            Language::Html => false,
            Language::Svg => named(&["foreignobject", "desc", "title"]),
            Language::Math => named(&["mi", "mo", "mn", "ms", "mtext"]),
        };
        if language == Language::Math && named(&["annotation-xml"]) {
            let encoding = tag.attribute("encoding").unwrap_or_default();
            if encoding.contains(&b'&') {
                return Err(Excess::Ambiguous);
            }
            point =
                ["text/html", "application/xhtml+xml"].iter().any(|own| encoding.eq_ignore_ascii_case(own.as_bytes()));
        }
        if !tag.closed {
            let is = if point { POINT | MAYBE_SPECIAL | SCOPE } else { 0 };
            self.stack.push(Element::new(tag.name, is, language));
        }
        Ok(Content::Markup)
    }

    /// Whether a start tag directly inside an SVG or MathML element is an HTML element.
    fn html_at_point(&self, tag: &Tag<'h>) -> bool {
        let Some(top) = self.stack.last() else { return true };
        let named = |name: &str| tag.name.eq_ignore_ascii_case(name.as_bytes());
        let annotation = top.language == Language::Math && top.name.eq_ignore_ascii_case(b"annotation-xml");
        if annotation && named("svg") {
            return true;
        }
        let glyph = top.language == Language::Math && !annotation && (named("mglyph") || named("malignmark"));
        top.is & POINT != 0 && !glyph
    }

    /// Pushes the element of a start tag onto the stack.
    fn insert(&mut self, tag: Tag<'h>, is: Set) -> Content<'h> {
        if is & RAW != 0 {
            self.raw = true;
            return Content::Raw(tag.name);
        }
        if is & FOREIGN != 0 {
            let svg = tag.name.eq_ignore_ascii_case(b"svg");
            if !tag.closed {
                self.stack.push(Element::new(tag.name, 0, if svg { Language::Svg } else { Language::Math }));
            }
            return Content::Markup;
        }
        let mut element = Element::new(tag.name, is, Language::Html);
        // Whether these are opened depends on more than the stack.
        let head = is & NOSCRIPT != 0 && !self.body;
        element.unsure = head || is & FORM != 0 || is & (OPTION | OPTGROUP | SELECT) == 0 && self.stack.has(SELECT);
        if is & SELECT != 0 {
            self.select_at = self.nodes;
            match self.stack.close(|own| own.is & SELECT != 0, SCOPE, 0) {
                Lookup::Sure(_) => return Content::Markup,
                Lookup::Unsure(_) => element.unsure = true,
                Lookup::Missing => {}
            }
        }
        if is & VOID == 0 {
            if is & FORMAT != 0 {
                element.number = self.format(&tag);
            }
            self.stack.push(element);
            if is & (OBJECT | TEMPLATE) != 0 {
                self.mark();
            }
        }
        Content::Markup
    }

    /// Closes what a start tag closes in the body.
    fn make_room(&mut self, is: Set) {
        let stack = &mut self.stack;
        for item in [LI, DD_DT] {
            if is & item != 0 {
                stack.close(|own| own.is & item != 0, SPECIAL, OPEN_BLOCK | P);
            }
        }
        if is & TABLE != 0
            && self.quirks.is_none()
            && let Lookup::Sure(at) | Lookup::Unsure(at) = stack.find(|own| own.is & P != 0, SCOPE | BUTTON, 0)
        {
            stack.doubt(at);
        }
        if is & CLOSES_P != 0 || is & TABLE != 0 && self.quirks == Some(false) {
            stack.close(|own| own.is & P != 0, SCOPE | BUTTON, 0);
        }
        if is & HEADING != 0 {
            stack.pop_top(HEADING);
        }
        if is & BUTTON != 0 {
            stack.close(|own| own.is & BUTTON != 0, SCOPE, 0);
        }
        if is & INPUT != 0 {
            stack.close(|own| own.is & SELECT != 0, SCOPE, 0);
        }
        if is & (OPTION | OPTGROUP | HR) != 0 {
            match stack.find(|own| own.is & SELECT != 0, SCOPE, 0) {
                Lookup::Sure(_) => stack.pop_implied(if is & OPTION != 0 { OPTGROUP } else { 0 }),
                _ if is & HR == 0 => stack.pop_top(OPTION),
                _ => {}
            }
        }
        if is & RUBY_PART != 0 && !matches!(stack.find(|own| own.is & RUBY != 0, SCOPE, 0), Lookup::Missing) {
            stack.pop_implied(if is & (RTC | RB) != 0 { 0 } else { RTC });
        }
        if is & A != 0 {
            self.close_link();
        }
        if is & NOBR != 0 {
            self.reconstruct();
            if !matches!(self.stack.find(|own| own.is & NOBR != 0, SCOPE, 0), Lookup::Missing) {
                self.end_format(b"nobr");
            }
        }
    }

    fn end(&mut self, tag: &Tag<'h>) {
        let is = of(tag.name);
        if self.foreign() {
            if is & (P | BR) != 0 {
                self.stack.leave_foreign();
            } else if self.stack.close_foreign(tag.name) {
                return;
            }
        }
        if is & (COLGROUP | COL | TEMPLATE) == 0 {
            self.stack.pop_top(COLGROUP);
        }
        let name = tag.name;
        let named = move |own: &Element<'_>| own.is_html(name);
        match is {
            _ if is & BR != 0 => {
                self.reconstruct();
                self.foster();
            }
            _ if is & P != 0 => {
                if matches!(self.stack.close(named, SCOPE | BUTTON, 0), Lookup::Missing) {
                    self.foster();
                }
            }
            _ if is & LI != 0 => {
                self.stack.close(named, SCOPE | LIST, 0);
            }
            _ if is & HEADING != 0 => {
                self.stack.close(|own| own.is & HEADING != 0, SCOPE, 0);
            }
            _ if is & (BLOCK_END | DD_DT) != 0 => {
                self.stack.close(named, SCOPE, 0);
            }
            _ if is & OBJECT != 0 => {
                if matches!(self.stack.close(named, SCOPE, 0), Lookup::Sure(_)) {
                    self.clear_to_marker();
                }
            }
            _ if is & TEMPLATE != 0 => {
                if matches!(self.stack.close(named, 0, 0), Lookup::Sure(_)) {
                    self.clear_to_marker();
                }
            }
            // The form itself is always unsure.
            _ if is & FORM != 0 => self.stack.doubt_implied(),
            _ if is & FORMAT != 0 => self.end_format(name),
            _ if is & (TABLE | CAPTION | SECTION | TR | CELL) != 0 => self.table_end(name, is),
            _ if is & COLGROUP != 0 => self.stack.pop_top(COLGROUP),
            _ if is & (ROOT | IGNORED | COL) != 0 => {}
            _ => {
                if is & OPTION != 0 && self.stack.has(SELECT) {
                    // html5ever searches the list for the element that displays the selection.
                    self.work += (self.nodes - self.select_at) / 4;
                }
                self.stack.close(named, SPECIAL, 0);
            }
        }
    }

    /// Adds the work of foster parenting: content directly in a table is moved before the table, which html5ever
    /// searches for among the existing nodes.
    fn foster(&mut self) {
        if self.stack.last().is_some_and(|top| top.is & (TABLE | SECTION | TR) != 0) {
            self.work += self.nodes / 16;
        }
    }

    pub(super) fn next_number(&mut self) -> u32 {
        self.last_number += 1;
        self.last_number
    }

    /// Adds the work of `times` searches for a node among its siblings, which are at most as many as all nodes.
    pub(super) fn search(&mut self, times: usize) {
        self.work += self.nodes / 16 * times as u64;
    }

    pub(super) fn reopened(&mut self, count: usize) {
        self.nodes += count as u64;
        // Creating an element takes longer than examining one.
        self.work += 8 * count as u64;
    }
}

impl<'h> Format<'h> {
    pub(super) const MARKER: Self = Self { name: b"", attributes: b"", number: 0, unsure: false };

    pub(super) fn new(tag: &Tag<'h>, number: u32) -> Self {
        Self { name: tag.name, attributes: tag.rest, number, unsure: false }
    }

    /// Whether both are written identically.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.name.eq_ignore_ascii_case(other.name) && self.attributes.trim_ascii() == other.attributes.trim_ascii()
    }
}
