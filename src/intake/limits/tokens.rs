//! Divides markup into tags and the text between them, following section 13.2.5 of the HTML standard.

use super::Excess;

/// A tag: its name as written, and what follows the name.
#[derive(Clone, Copy, Debug)]
pub struct Tag<'h> {
    /// The name, in any case.
    pub name: &'h [u8],
    /// Everything between the name and the end of the tag.
    pub rest: &'h [u8],
    /// Whether it ends in `/>`.
    pub closed: bool,
}

impl<'h> Tag<'h> {
    /// Returns the names of its attributes, in any case, including duplicates.
    pub fn attributes(&self) -> impl Iterator<Item = &'h [u8]> + use<'h> {
        Attributes { rest: self.rest, at: 0 }.map(|(name, _)| name)
    }

    /// Returns the value of the first attribute `name`, with character references not decoded.
    pub fn attribute(&self, name: &str) -> Option<&'h [u8]> {
        let mut all = Attributes { rest: self.rest, at: 0 };
        all.find(|(own, _)| own.eq_ignore_ascii_case(name.as_bytes())).map(|(_, value)| value)
    }
}

/// A piece of markup.
#[derive(Clone, Copy, Debug)]
pub enum Token<'h> {
    /// A start tag.
    Start(Tag<'h>),
    /// An end tag.
    End(Tag<'h>),
    /// Text. The value says whether it contains more than white space.
    Text(bool),
    /// The document type, as written.
    Doctype(&'h [u8]),
    /// A comment, or what is parsed as one.
    Comment,
}

/// The tokens of some markup.
#[derive(Debug)]
pub struct Tokens<'h> {
    bytes: &'h [u8],
    at: usize,
}

impl<'h> Tokens<'h> {
    /// Creates a reader of the tokens of `html`.
    pub fn new(html: &'h str) -> Self {
        Self { bytes: html.as_bytes(), at: 0 }
    }

    /// Returns the next token, or `None` at the end or if the rest is an unterminated tag. `foreign` says whether the
    /// token is directly inside SVG or MathML.
    ///
    /// # Errors
    /// Returns [`Excess::Ambiguous`] if a CDATA section hides tags from some parsers.
    pub fn next(&mut self, foreign: bool) -> Result<Option<Token<'h>>, Excess> {
        let rest = &self.bytes[self.at..];
        let (token, length) = match rest {
            [] => return Ok(None),
            [b'<', b'/', b'a'..=b'z' | b'A'..=b'Z', ..] => match tag(rest, 2) {
                Some((tag, length)) => (Token::End(tag), length),
                None => return Ok(None),
            },
            [b'<', b'a'..=b'z' | b'A'..=b'Z', ..] => match tag(rest, 1) {
                Some((tag, length)) => (Token::Start(tag), length),
                None => return Ok(None),
            },
            [b'<', b'!', b'-', b'-', ..] => (Token::Comment, comment(rest)),
            [b'<', b'!', b'[', b'C', b'D', b'A', b'T', b'A', b'[', ..] if foreign => {
                let length = find(rest, b"]]>").map_or(rest.len(), |end| end + 3);
                let data = &rest[..length];
                // Outside foreign elements it ends at the first `>`.
                let bogus = find(data, b">").unwrap_or(length);
                if data[bogus..].contains(&b'<') {
                    return Err(Excess::Ambiguous);
                }
                (Token::Text(true), length)
            }
            [b'<', b'!' | b'?' | b'/', ..] => {
                let length = find(rest, b">").map_or(rest.len(), |end| end + 1);
                let doctype = rest.get(2..9).is_some_and(|word| word.eq_ignore_ascii_case(b"doctype"));
                (if doctype { Token::Doctype(&rest[9..length]) } else { Token::Comment }, length)
            }
            _ => {
                let length = rest.iter().skip(1).position(|&byte| byte == b'<').map_or(rest.len(), |end| end + 1);
                (Token::Text(!rest[..length].trim_ascii().is_empty()), length)
            }
        };
        self.at += length;
        Ok(Some(token))
    }

    /// Skips text that contains no tags, up to the end tag of `name`.
    pub fn skip_raw(&mut self, name: &[u8]) {
        let rest = &self.bytes[self.at..];
        self.at += match name.eq_ignore_ascii_case(b"script") {
            true => script(rest),
            false => end_tag(rest, name).unwrap_or(rest.len()),
        };
    }
}

/// Whether `byte` is white space in HTML.
const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// Returns the tag whose name starts at `start`, and its length including the bracket; `None` if it is unterminated.
fn tag(bytes: &[u8], start: usize) -> Option<(Tag<'_>, usize)> {
    let name = bytes[start..].iter().position(|&byte| is_space(byte) || matches!(byte, b'/' | b'>'))? + start;
    let mut attributes = Attributes { rest: bytes, at: name };
    while attributes.next().is_some() {}
    let end = attributes.at;
    (bytes.get(end) == Some(&b'>')).then(|| {
        let closed = end > name && bytes[end - 1] == b'/' && attributes_closed(&bytes[name..end]);
        (Tag { name: &bytes[start..name], rest: &bytes[name..end], closed }, end + 1)
    })
}

/// Whether the last byte, a slash, is not part of an unquoted value.
fn attributes_closed(rest: &[u8]) -> bool {
    // The slash belongs to a value if it makes the value longer.
    let last = |rest| Attributes { rest, at: 0 }.last().map_or(0, |(_, value): (&[u8], &[u8])| value.len());
    last(rest) == last(&rest[..rest.len() - 1])
}

/// The names and values of attributes, up to the end of the tag.
struct Attributes<'h> {
    rest: &'h [u8],
    at: usize,
}

impl Attributes<'_> {
    fn skip(&mut self, over: impl Fn(u8) -> bool) {
        let rest = &self.rest[self.at..];
        self.at += rest.iter().position(|&byte| !over(byte)).unwrap_or(rest.len());
    }
}

impl<'h> Iterator for Attributes<'h> {
    type Item = (&'h [u8], &'h [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        self.skip(|byte| is_space(byte) || byte == b'/');
        let start = self.at;
        if self.rest.get(start).is_none_or(|&byte| byte == b'>') {
            return None;
        }
        // An equals sign may be the first character of a name.
        self.at += 1;
        self.skip(|byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
        let name = &self.rest[start..self.at];
        self.skip(is_space);
        if self.rest.get(self.at) != Some(&b'=') {
            return Some((name, b""));
        }
        self.at += 1;
        self.skip(is_space);
        let rest = &self.rest[self.at..];
        match rest.first() {
            Some(&quote @ (b'"' | b'\'')) => {
                let value = &rest[1..];
                let end = value.iter().position(|&byte| byte == quote);
                self.at += end.map_or(rest.len(), |end| end + 2);
                Some((name, &value[..end.unwrap_or(value.len())]))
            }
            _ => {
                let end = rest.iter().position(|&byte| is_space(byte) || byte == b'>').unwrap_or(rest.len());
                self.at += end;
                Some((name, &rest[..end]))
            }
        }
    }
}

/// Returns the length of the comment at the start of `bytes`.
fn comment(bytes: &[u8]) -> usize {
    match &bytes[4..] {
        [b'>', ..] => return 5,
        [b'-', b'>', ..] => return 6,
        _ => {}
    }
    let ends = bytes.windows(3).enumerate().skip(4).find_map(|(at, window)| match window {
        b"-->" => Some(at + 3),
        b"--!" if bytes.get(at + 3) == Some(&b'>') => Some(at + 4),
        _ => None,
    });
    ends.unwrap_or(bytes.len())
}

/// Returns the position of the first end tag of `name`.
fn end_tag(bytes: &[u8], name: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += find(&bytes[at..], b"</")?;
        if is_word(&bytes[at + 2..], name) {
            return Some(at);
        }
        at += 2;
    }
}

/// Whether `bytes` start with `name`, and not with a longer name.
fn is_word(bytes: &[u8], name: &[u8]) -> bool {
    bytes.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name))
        && bytes.get(name.len()).is_some_and(|&byte| is_space(byte) || matches!(byte, b'/' | b'>'))
}

/// Returns the length of a script's text. Between `<!--` and `-->`, a nested `<script>` is closed by the next
/// `</script>`.
fn script(bytes: &[u8]) -> usize {
    let (mut at, mut escaped, mut inner) = (0, false, false);
    while at < bytes.len() {
        let rest = &bytes[at..];
        match rest {
            [b'<', b'!', b'-', b'-', ..] if !escaped => {
                escaped = true;
                // `<!-->` ends immediately.
                at += 2;
            }
            [b'-', b'-', b'>', ..] if escaped => {
                (escaped, inner) = (false, false);
                at += 3;
            }
            [b'<', b'/', name @ ..] if is_word(name, b"script") => {
                if !inner {
                    return at;
                }
                inner = false;
                at += 8;
            }
            [b'<', name @ ..] if escaped && is_word(name, b"script") => {
                inner = true;
                at += 7;
            }
            _ => at += 1,
        }
    }
    bytes.len()
}
