//! Reads articles from `.docx` files: ZIP archives of XML (ECMA-376, Office Open XML).
//!
//! The document is passed to [`Flow`] as HTML elements, so that one set of rules turns both formats into text. Tracked
//! deletions, field codes, notes and pictures are dropped; tracked insertions are kept.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::flow::{Flow, Rich};
use super::metadata;

/// The maximum length of an unpacked part of the archive, in bytes. An article is a fraction of this; anything that
/// claims or turns out to be longer is not an article.
const MOST: u64 = 16 * 1024 * 1024;

/// Why a `.docx` file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocxError {
    /// It is not an archive, or not one written by a word processor.
    Broken,
    /// It is too long when unpacked.
    TooLarge,
}

/// Reads the article in a `.docx` file.
///
/// # Errors
/// Returns a [`DocxError`] if the file is not a `.docx` file, or is unreasonably large when unpacked.
pub fn read(bytes: &[u8]) -> Result<Rich, DocxError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DocxError::Broken)?;
    let document = part(&mut archive, "word/document.xml")?.ok_or(DocxError::Broken)?;
    let links = match part(&mut archive, "word/_rels/document.xml.rels")? {
        Some(relations) => links(&relations)?,
        None => HashMap::new(),
    };
    walk(&document, &links)
}

/// Returns the text of a file of the archive, if the file exists.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, DocxError> {
    let Ok(file) = archive.by_name(name) else { return Ok(None) };
    let mut text = String::new();
    // The length stated in the archive is not trusted.
    file.take(MOST + 1).read_to_string(&mut text).map_err(|_| DocxError::Broken)?;
    if text.len() as u64 > MOST { Err(DocxError::TooLarge) } else { Ok(Some(text)) }
}

/// Returns the targets of the document's links, by id.
fn links(relations: &str) -> Result<HashMap<String, String>, DocxError> {
    let mut found = HashMap::new();
    let mut reader = Reader::from_str(relations);
    loop {
        match reader.read_event().map_err(|_| DocxError::Broken)? {
            Event::Empty(tag) | Event::Start(tag) => {
                if let (Some(id), Some(target)) = (value(&tag, "Id"), value(&tag, "Target")) {
                    found.insert(id, target);
                }
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// Returns the value of the attribute with the local name `name`, if there is one.
fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    // The default checks would compare each attribute with all previous ones.
    let attribute = tag.attributes().with_checks(false).flatten().find(|own| own.key.local_name().as_ref() == name)?;
    Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// Passes the document to a [`Flow`] and returns the result.
fn walk(document: &str, links: &HashMap<String, String>) -> Result<Rich, DocxError> {
    let mut writer = FlowWriter {
        flow: Flow::keeping_all(),
        links,
        open: Vec::new(),
        paragraph: None,
        heading: None,
        in_heading: false,
    };
    let mut reader = Reader::from_str(document);
    // The depth inside an element that is dropped.
    let mut unseen = 0;
    let mut words = false;
    loop {
        match reader.read_event().map_err(|_| DocxError::Broken)? {
            Event::Start(tag) => {
                let name = tag.local_name();
                if unseen > 0 || is_unseen(name.as_ref()) {
                    unseen += 1;
                } else {
                    words = name.as_ref() == "t";
                    writer.enter(&tag);
                }
            }
            Event::Empty(tag) if unseen == 0 => writer.empty(&tag),
            Event::End(_) if unseen > 0 => unseen -= 1,
            Event::End(tag) => {
                words = false;
                writer.leave(tag.local_name().as_ref());
            }
            Event::Text(text) if words && unseen == 0 => writer.words(&text.xml10_content()),
            Event::GeneralRef(entity) if words && unseen == 0 => {
                let known = quick_xml::escape::resolve_xml_entity(&entity.xml10_content()).map(str::to_owned);
                let letter = entity.resolve_char_ref().ok().flatten().map(String::from);
                // Entities declared in the file are never expanded.
                writer.words(&known.or(letter).unwrap_or_default());
            }
            Event::Eof => {
                let mut rich = writer.flow.finish();
                metadata::set(&mut rich.meta.title, writer.heading);
                return Ok(rich);
            }
            _ => {}
        }
    }
}

/// Whether the element contains deleted text, field codes, alternatives for older programs, or pictures.
fn is_unseen(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "instrText" | "delText" | "Fallback" | "drawing" | "pict" | "object" | "rPr")
}

struct FlowWriter<'a> {
    /// The text of the first heading.
    heading: Option<String>,
    in_heading: bool,
    flow: Flow,
    links: &'a HashMap<String, String>,
    /// For each open element, whether it was passed to the flow.
    open: Vec<bool>,
    /// A paragraph that has begun but has no text yet: its element and its index in `open`.
    paragraph: Option<(&'static str, usize)>,
}

impl FlowWriter<'_> {
    fn enter(&mut self, tag: &BytesStart<'_>) {
        let entered = match tag.local_name().as_ref() {
            "p" => {
                self.paragraph = Some(("p", self.open.len()));
                // It is passed to the flow with its first text, when its style is known.
                false
            }
            "tbl" => self.tell("table", None),
            "tr" => self.tell("tr", None),
            "tc" => self.tell("td", None),
            "hyperlink" => {
                let href = value(tag, "id").and_then(|id| self.links.get(&id));
                href.cloned().is_some_and(|href| {
                    self.begin();
                    self.tell("a", Some(href))
                })
            }
            _ => false,
        };
        self.open.push(entered);
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "pStyle" => {
                let style = value(tag, "val").unwrap_or_default().to_lowercase();
                let name = match style.as_str() {
                    "title" => "h1",
                    _ if style.starts_with("heading") => "h1",
                    _ if style.contains("quote") => "blockquote",
                    _ if style.starts_with("list") => "li",
                    _ => "p",
                };
                self.paragraph.iter_mut().for_each(|paragraph| paragraph.0 = name);
            }
            "numId" => self.paragraph.iter_mut().for_each(|paragraph| paragraph.0 = "li"),
            "tab" => self.words(" "),
            "br" | "cr" => {
                self.begin();
                self.flow.enter("br", &|_| None, false);
                self.flow.leave();
            }
            "noBreakHyphen" => self.words("\u{2011}"),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        self.begin();
        self.flow.text(words);
        if let Some(heading) = self.heading.as_mut().filter(|_| self.in_heading) {
            heading.push_str(words);
        }
    }

    /// Passes the start of the paragraph to the flow, before its first text.
    fn begin(&mut self) {
        if let Some((name, place)) = self.paragraph.take() {
            self.open[place] = self.tell(name, None);
        }
    }

    fn tell(&mut self, name: &str, href: Option<String>) -> bool {
        if name == "h1" && self.heading.is_none() {
            self.heading = Some(String::new());
            self.in_heading = true;
        }
        self.flow.enter(name, &|attribute| href.clone().filter(|_| attribute == "href"), false);
        true
    }

    fn leave(&mut self, name: &str) {
        if name == "p" {
            self.paragraph = None;
            self.in_heading = false;
        }
        if self.open.pop() == Some(true) {
            self.flow.leave();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;
    use crate::span::Span;

    fn file(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn document(body: &str) -> String {
        format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body>{body}</w:body></w:document>")
    }

    fn of(body: &str) -> Result<Rich, DocxError> {
        read(&file(&[("word/document.xml", &document(body))]))
    }

    #[test]
    fn paragraphs_headings_lists_and_tables() {
        let body = "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Fire &amp; smoke</w:t></w:r></w:p>\
            <w:p><w:r><w:t xml:space=\"preserve\">“It is </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>out</w:t></w:r>\
            <w:r><w:t>,”&#32;he said.</w:t></w:r></w:p>\
            <w:p/><w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>one</w:t>\
            </w:r></w:p>\
            <w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>two</w:t><w:br/><w:t>lines</w:t>\
            </w:r></w:p>\
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
        assert_eq!(of(body).unwrap().text, "Fire & smoke\n\n“It is out,” he said.\n\none\ntwo\nlines\n\na");
        assert_eq!(of(body).unwrap().meta.title, "Fire & smoke");
    }

    #[test]
    fn reads_tracked_changes_and_ignores_fields_and_custom_entities() {
        let body = "<w:p><w:r><w:t>It </w:t></w:r><w:del><w:r><w:delText>was</w:delText></w:r></w:del><w:ins><w:r>\
            <w:t>is</w:t></w:r></w:ins>\
            <w:r><w:instrText> PAGE </w:instrText><w:t> late&bomb;.</w:t></w:r></w:p>";
        let text = document(body).replace("<w:document", "<!DOCTYPE w [<!ENTITY bomb \"boom\">]><w:document");
        assert_eq!(read(&file(&[("word/document.xml", &text)])).unwrap().text, "It is late.");
    }

    #[test]
    fn links_are_kept_with_their_words() {
        let relations = "<Relationships><Relationship Id=\"rId7\" Target=\"https://paper.example/a\"/></Relationships>";
        let body = "<w:p><w:r><w:t xml:space=\"preserve\">As </w:t></w:r><w:hyperlink r:id=\"rId7\"><w:r>\
            <w:t>reported</w:t></w:r></w:hyperlink></w:p>";
        let rich = read(&file(&[("word/document.xml", &document(body)), ("word/_rels/document.xml.rels", relations)]))
            .unwrap();
        assert_eq!(rich.text, "As reported");
        assert_eq!(rich.links, [(Span::new(3, 11), "https://paper.example/a".to_owned())]);
    }

    #[test]
    fn rejects_broken_and_malicious_files() {
        assert_eq!(read(b"PK\x03\x04 no archive"), Err(DocxError::Broken));
        assert_eq!(read(&file(&[("other.txt", "x")])), Err(DocxError::Broken));
        assert_eq!(of("<w:p><w:t>x</w:q></w:p>"), Err(DocxError::Broken));
        let bomb = " ".repeat(MOST as usize + 1);
        assert_eq!(read(&file(&[("word/document.xml", &bomb)])), Err(DocxError::TooLarge));
        let deep = "<w:ins>".repeat(100_000);
        assert!(of(&deep).is_err() || of(&deep).is_ok_and(|rich| rich.text.is_empty()));
    }
}
