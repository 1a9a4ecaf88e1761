//! Reads Markdown as text editors write it: headings, lists, quotations, links and emphasis. [`Flow`] turns it into
//! text.
//!
//! Each line is examined once. Anything that is not Markdown is unchanged.

use super::flow::{Flow, Rich};
use super::metadata;
use crate::export::Meta;

/// The maximum number of lines in the front matter.
const MOST_FACTS: usize = 40;

/// Reads the article in `text`.
pub fn read(text: &str) -> Rich {
    let mut reader = Reader::default();
    let (facts, text) = facts(text);
    text.lines().for_each(|line| reader.line(line));
    reader.close(0);
    let mut rich = reader.flow.finish();
    rich.meta = facts;
    metadata::set(&mut rich.meta.title, Some(reader.title));
    rich
}

/// Returns the metadata in the front matter, which is between two lines of `---`, and the text after it.
fn facts(text: &str) -> (Meta, &str) {
    let mut meta = Meta::default();
    let mut rest = match text.strip_prefix("---\n") {
        Some(rest) => rest,
        None => return (meta, text),
    };
    for _ in 0..MOST_FACTS {
        let Some((line, behind)) = rest.split_once('\n') else { break };
        rest = behind;
        if line.trim_end() == "---" {
            return (meta, rest);
        }
        let (key, value) = line.split_once(':').unwrap_or_default();
        let field = match key {
            "title" => &mut meta.title,
            "author" => &mut meta.byline,
            "date" => &mut meta.date,
            _ => continue,
        };
        metadata::set(field, Some(value.trim().trim_matches(['"', '\'']).to_owned()));
    }
    (Meta::default(), text)
}

#[derive(Default)]
struct Reader {
    flow: Flow,
    /// The open elements.
    open: Vec<&'static str>,
    /// Whether lines are kept unchanged.
    code: bool,
    title: String,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let text = line.trim();
        if text.starts_with("```") || text.starts_with("~~~") {
            self.close(0);
            self.code = !self.code;
        } else if self.code {
            if self.open.is_empty() {
                self.open("pre");
            } else {
                self.flow.text("\n");
            }
            self.flow.text(line);
        } else {
            self.block(text);
        }
    }

    fn block(&mut self, line: &str) {
        let quote = line.strip_prefix('>');
        let text = quote.unwrap_or(line).trim_start();
        if quote.is_none() && self.open.first() == Some(&"blockquote") {
            self.close(0);
        }
        if quote.is_some() && self.open.first() != Some(&"blockquote") {
            self.close(0);
            self.open("blockquote");
        }
        let depth = usize::from(quote.is_some());
        let rank = text.bytes().take_while(|byte| *byte == b'#').count();
        let item = item(text);
        let rule = !text.is_empty() && text.bytes().all(|byte| b"-=*_ ".contains(&byte));
        if text.is_empty() || rule || text.starts_with("[^") && text.contains("]:") {
            self.close(depth);
        } else if (1..=6).contains(&rank) && text[rank..].starts_with(' ') {
            self.close(depth);
            self.open("h2");
            let words = text[rank..].trim().trim_end_matches('#').trim_end();
            if self.title.is_empty() {
                self.title = words.to_owned();
            }
            self.words(words);
            self.close(depth);
        } else if let Some(words) = item {
            self.close(depth);
            self.open("li");
            self.words(words);
        } else {
            if self.open.len() == depth {
                self.open("p");
            } else {
                self.flow.text(" ");
            }
            self.words(text);
        }
    }

    fn open(&mut self, name: &'static str) {
        if self.open.last() != Some(&name) {
            self.flow.enter(name, &|_| None, false);
            self.open.push(name);
        }
    }

    fn close(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.open.pop();
            self.flow.leave();
        }
    }

    /// Adds text that contains links and emphasis.
    fn words(&mut self, text: &str) {
        let mut rest = text;
        let mut before = ' ';
        while let Some(first) = rest.chars().next() {
            let after = &rest[first.len_utf8()..];
            let link = if first == '[' {
                link(after)
            } else {
                link(after.strip_prefix('[').filter(|_| first == '!').unwrap_or_default())
            };
            let next = after.chars().next().unwrap_or(' ');
            if let Some((words, address, behind)) = link {
                // The text of an image is not part of the article, and neither is a footnote mark.
                if first == '[' {
                    self.flow.enter("a", &|key| (key == "href").then(|| address.to_owned()), false);
                    self.flow.text(&plain(words));
                    self.flow.leave();
                }
                rest = behind;
            } else if let Some((_, behind)) =
                after.strip_prefix('^').filter(|_| first == '[').and_then(|mark| mark.split_once(']'))
            {
                rest = behind;
            } else {
                // An underscore within a word is part of it.
                let inner = first == '_' && before.is_alphanumeric() && next.is_alphanumeric();
                let escapes = first == '\\' && next.is_ascii_punctuation();
                let sign = matches!(first, '*' | '`') && (before != ' ' || next != ' ') || first == '_' && !inner;
                if escapes {
                    self.flow.text(&after[..1]);
                } else if !sign {
                    self.flow.text(&rest[..first.len_utf8()]);
                }
                rest = if escapes { &after[1..] } else { after };
            }
            before = first;
        }
    }
}

/// Returns the text after the mark of a list item, or `None` if the line is not one.
fn item(text: &str) -> Option<&str> {
    let words = text.strip_prefix(['-', '*', '+']).or_else(|| {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        text[digits..].strip_prefix(['.', ')']).filter(|_| (1..=3).contains(&digits))
    });
    words?.strip_prefix(' ').map(str::trim_start)
}

/// Splits `words](address "title") …` into words, address and the rest. Returns `None` unless the link is on one line
/// and of limited length.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let near = &text[..text.floor_char_boundary(2_000)];
    let middle = near.find("](")?;
    let end = middle + 2 + near[middle + 2..].find(')')?;
    let address = text[middle + 2..end].split(' ').next().unwrap_or_default();
    (!text[..middle].contains('[')).then_some((&text[..middle], address, &text[end + 1..]))
}

fn plain(words: &str) -> String {
    words.replace(['*', '`'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_markdown_from_editors() {
        let text = "---\ntitle: \"Bridge shut\"\nauthor: Ann Vale\ndate: 2031-05-03\n---\n\
            # Bridge shut after flood\n\nThe **bridge**, a_b is \\*shut\\*,\nthe [board](https://board.example/a \
            \"A\") said.[^1]\n\n\
            ![The bridge](a.png)\n\n> It is *late*.\n> Go home.\n\n* One\n* Two\n1. Three\n\n\
            ---\n\n2 * 3 is 6.\n\n[^1]: On Monday.\n";
        let rich = read(text);
        assert_eq!(
            rich.text,
            "Bridge shut after flood\n\nThe bridge, a_b is *shut*, the board said.\n\n\
             “It is late. Go home.”\n\nOne\nTwo\nThree\n\n2 * 3 is 6."
        );
        assert_eq!(rich.links.len(), 1);
        assert_eq!(
            (&*rich.meta.title, &*rich.meta.byline, &*rich.meta.date),
            ("Bridge shut", "Ann Vale", "2031-05-03")
        );
    }

    #[test]
    fn keeps_text_that_is_not_markdown() {
        for text in ["", "It rained.", "[", "![", "[a](", "#1 of 3", "a [b] c", "5 > 3", "____a", "1.5 metres"] {
            assert!(read(text).text.len() + 4 >= text.len(), "{text}");
        }
        assert_eq!(read("```\na  *b*\n```\nc").text, "a  *b*\n\nc");
        assert_eq!(read(&"[".repeat(100_000)).text.len(), 100_000);
    }
}
