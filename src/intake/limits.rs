//! Limits on HTML, checked before any parser sees it.
//!
//! Parsers of HTML take time that grows with the product of the number of tags and the number of open elements, with
//! the square of the number of attributes of a tag, and more: 250 KB of `<div>` keep a browser busy for seconds and
//! html5ever for longer. [`check`] reads the markup once, follows which elements are open and adds up how
//! much a parser has to look at. Both readers of HTML call it first, and refuse what exceeds a limit.
//!
//! Where it is not certain that a parser closes an element, the element counts as open: the check may count too
//! much, and must not count too little. Where two parsers read the same markup differently, it is refused.

mod elements;
mod formats;
mod open;
mod stack;
mod tokens;

use std::collections::BTreeSet;
use std::fmt;

use open::{Content, Open};
use tokens::{Tag, Token, Tokens};

/// The most elements that may be open at once. Saved pages have 49 at most; Chromium builds no tree deeper than 512.
pub const MOST_OPEN: usize = 256;

/// The most attributes of one tag. Saved pages have 64 at most.
pub const MOST_ATTRIBUTES: usize = 256;

/// The most tags, start and end. Saved pages have 3,091 at most; a browser takes up to ten microseconds for each.
pub const MOST_TAGS: usize = 100_000;

/// The most different names of elements and attributes that are longer than seven bytes. Saved pages have 82 at most.
/// html5ever keeps such names in a table of fixed size.
pub const MOST_NAMES: usize = 1_000;

/// How much a parser may have to look at for each byte, in the unit of [`Measure::work`]. Saved pages need 0.8 at most.
pub const MOST_WORK: u64 = 4;

/// How much a parser may have to look at in any case, so that short markup is never refused for its work.
pub const FREE_WORK: u64 = 2_000_000;

/// Names of up to so many bytes need no table.
const SHORT_NAME: usize = 7;

/// What [`check`] found out about markup.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// The most elements that were open at once, without the document's own.
    pub open: usize,
    /// The most attributes of one tag.
    pub attributes: usize,
    /// How many tags there are.
    pub tags: usize,
    /// The different names of elements and attributes.
    pub names: usize,
    /// How many elements, attributes and nodes a parser looks at, at most and roughly, for all tokens together.
    pub work: u64,
}

/// The limit that markup exceeds.
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
    /// The tags are so entangled that a parser has to look at too much.
    Work,
    /// What is a tag and what is text depends on the parser.
    Ambiguous,
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Excess::Open => write!(f, "more than {MOST_OPEN} elements inside each other"),
            Excess::Attributes => write!(f, "more than {MOST_ATTRIBUTES} attributes on one tag"),
            Excess::Tags => write!(f, "more than {MOST_TAGS} tags"),
            Excess::Names => write!(f, "more than {MOST_NAMES} names of elements and attributes"),
            Excess::Work => write!(f, "tags too entangled to be read in reasonable time"),
            Excess::Ambiguous => write!(f, "tags that programs read in different ways"),
        }
    }
}

impl std::error::Error for Excess {}

/// Measures `html`. Takes time in proportion to its length.
///
/// # Errors
/// [`Excess`], as soon as a limit is exceeded.
pub fn check(html: &str) -> Result<Measure, Excess> {
    // Where frame sets are read nothing else is, and their tags are searched for in whatever surrounds them.
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
        // Each attribute is compared with those before it, a long name with those in its place of the table.
        self.work += (attributes * attributes / 8 + long * self.names / 8) as u64;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
