//! Limits on HTML, checked before it is parsed.
//!
//! The time that HTML parsers take grows with the product of the number of tags and the number of open elements, with
//! the square of the number of attributes of a tag, and more: 250 KB of `<div>` keep a browser busy for seconds, and
//! html5ever for longer. [`check`] reads the markup once, tracks which elements are open and adds up how much work a
//! parser has. Both readers of HTML call it first and refuse markup that exceeds a limit.
//!
//! If it is uncertain whether a parser closes an element, the element counts as open, because the check may
//! overestimate but must not underestimate. Markup that two parsers read differently is refused.

mod elements;
mod formats;
mod open;
mod stack;
mod tokens;

use std::collections::BTreeSet;
use std::fmt;

use open::{Content, Open};
use tokens::{Tag, Token, Tokens};

/// The maximum number of open elements. Saved pages have at most 49; Chromium builds no deeper tree than 512.
pub const MOST_OPEN: usize = 256;

/// The maximum number of attributes of a tag. Saved pages have at most 64.
pub const MOST_ATTRIBUTES: usize = 256;

/// The maximum number of start and end tags. Saved pages have at most 3,091; a browser takes up to ten microseconds
/// for each.
pub const MOST_TAGS: usize = 100_000;

/// The maximum number of different element and attribute names of more than seven bytes, which html5ever keeps in a
/// table of fixed size. Saved pages have at most 82.
pub const MOST_NAMES: usize = 1_000;

/// The maximum work of a parser per byte, in the unit of [`Measure::work`]. Saved pages need at most 0.8.
pub const MOST_WORK: u64 = 4;

/// Work that is always allowed, so that short markup is never refused for it.
pub const FREE_WORK: u64 = 2_000_000;

/// Names of at most this many bytes are not kept in the table.
const SHORT_NAME: usize = 7;

/// The measurements of [`check`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// The maximum number of elements open at once, without the document's own.
    pub open: usize,
    /// The maximum number of attributes of a tag.
    pub attributes: usize,
    /// The number of tags.
    pub tags: usize,
    /// The number of different long names of elements and attributes.
    pub names: usize,
    /// An approximate upper bound on the elements, attributes and nodes that a parser examines for all tokens.
    pub work: u64,
}

/// The limit that was exceeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// More than [`MOST_OPEN`] elements are open at once.
    Open,
    /// A tag has more than [`MOST_ATTRIBUTES`] attributes.
    Attributes,
    /// There are more than [`MOST_TAGS`] tags.
    Tags,
    /// There are more than [`MOST_NAMES`] names of elements and attributes.
    Names,
    /// The tags are so entangled that a parser has too much work.
    Work,
    /// Parsers differ in what is a tag and what is text.
    Ambiguous,
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Excess::Open => write!(f, "more than {MOST_OPEN} elements inside each other"),
            Excess::Attributes => write!(f, "more than {MOST_ATTRIBUTES} attributes on one tag"),
            Excess::Tags => write!(f, "more than {MOST_TAGS} tags"),
            Excess::Names => write!(f, "more than {MOST_NAMES} names of elements and attributes"),
            Excess::Work => write!(f, "tags too entangled to read in reasonable time"),
            Excess::Ambiguous => write!(f, "tags that parsers read in different ways"),
        }
    }
}

impl std::error::Error for Excess {}

/// Measures `html`, in linear time.
///
/// # Errors
/// Returns an [`Excess`] as soon as a limit is exceeded.
pub fn check(html: &str) -> Result<Measure, Excess> {
    // Where frame sets are allowed, parsers ignore everything else and search the surrounding markup for their tags.
    let framesets = html.as_bytes().windows(9).filter(|word| word.eq_ignore_ascii_case(b"<frameset")).count();
    if framesets > MOST_OPEN {
        return Err(Excess::Open);
    }
    let most_work = FREE_WORK + MOST_WORK * html.len() as u64;
    let mut tokens = Tokens::new(html);
    let mut open = Open::default();
    let mut names = BTreeSet::new();
    let mut measure = Measure::default();
    while let Some(token) = tokens.next(open.foreign())? {
        if let Token::Start(tag) | Token::End(tag) = &token {
            measure.take(tag, &mut names)?;
        }
        if let Content::Raw(name) = open.take(&token)? {
            tokens.skip_raw(name);
        }
        measure.open = measure.open.max(open.depth());
        measure.work += open.work();
        if measure.open > MOST_OPEN {
            return Err(Excess::Open);
        }
        if measure.work > most_work {
            return Err(Excess::Work);
        }
    }
    Ok(measure)
}

impl Measure {
    /// Counts the attributes and names of a tag.
    fn take(&mut self, tag: &Tag<'_>, names: &mut BTreeSet<Vec<u8>>) -> Result<(), Excess> {
        let (mut attributes, mut long) = (0, 0);
        for name in [tag.name].into_iter().chain(tag.attributes()) {
            attributes += 1;
            if attributes > MOST_ATTRIBUTES + 1 {
                return Err(Excess::Attributes);
            }
            if name.len() > SHORT_NAME {
                long += 1;
                names.insert(name.to_ascii_lowercase());
            }
        }
        self.tags += 1;
        if self.tags > MOST_TAGS {
            return Err(Excess::Tags);
        }
        self.names = names.len();
        if self.names > MOST_NAMES {
            return Err(Excess::Names);
        }
        attributes -= 1;
        self.attributes = self.attributes.max(attributes);
        // Each attribute is compared with the previous ones, and a long name with those in the same slot of the
        // table.
        self.work += (attributes * attributes / 8 + long * self.names / 8) as u64;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
