//! The properties of elements in the HTML standard that determine which elements are open, as one table of bit sets.

use std::sync::OnceLock;

use crate::word_map::WordMap;

/// A set of properties.
pub type Set = u64;

macro_rules! sets {
    ($($(#[$about:meta])* $name:ident = $bit:expr;)*) => { $($(#[$about])* pub const $name: Set = 1 << $bit;)* };
}

sets! {
    P = 0;
    LI = 1;
    DD_DT = 2;
    HEADING = 3;
    BUTTON = 4;
    SELECT = 5;
    OPTION = 6;
    OPTGROUP = 7;
    RUBY = 8;
    RTC = 9;
    TABLE = 10;
    CAPTION = 11;
    COLGROUP = 12;
    COL = 13;
    /// `tbody`, `thead`, `tfoot`.
    SECTION = 14;
    TR = 15;
    /// `td`, `th`.
    CELL = 16;
    TEMPLATE = 17;
    FORM = 18;
    /// `applet`, `marquee`, `object`.
    OBJECT = 19;
    A = 20;
    NOBR = 21;
    /// `svg`, `math`.
    FOREIGN = 22;
    /// `html`, `body`.
    ROOT = 23;
    /// Start tags that are ignored: `head`, `frame`, `frameset`.
    IGNORED = 24;
    INPUT = 26;
    HR = 27;
    NOSCRIPT = 28;
    /// `rb`, `rtc`, `rp`, `rt`.
    RUBY_PART = 29;
    SCRIPT = 30;
    BR = 31;
    FONT = 32;
    /// `address`, `div`: special elements that, like `p`, do not stop the search for a list item to close.
    OPEN_BLOCK = 33;
    /// “Special” elements.
    SPECIAL = 34;
    /// Elements that limit the scope of an end tag.
    SCOPE = 35;
    /// `ol`, `ul`, which limit the scope of `li`.
    LIST = 36;
    /// Elements whose end tags may be omitted, except those of tables.
    IMPLIED = 37;
    /// Formatting elements.
    FORMAT = 38;
    /// Start tags that close a `p`.
    CLOSES_P = 39;
    /// Void elements.
    VOID = 40;
    /// Start tags that end SVG and MathML.
    BREAKOUT = 41;
    /// Elements whose content is text.
    RAW = 42;
    /// Start tags before which formatting elements are not reconstructed.
    PLAIN = 43;
    /// End tags that search for their element in scope.
    BLOCK_END = 44;
    /// Elements of SVG and MathML that may contain HTML.
    POINT = 45;
    /// “Special” in some parsers only.
    MAYBE_SPECIAL = 46;
    RB = 47;
    /// `RAW` without `script`.
    TEXT = 48;
    /// Elements allowed in the head.
    HEAD = 49;
}

/// The parts of a table, which other parts' start tags may imply.
pub const TABLE_PART: Set = CAPTION | COLGROUP | COL | SECTION | TR | CELL;

const BLOCK: Set = SPECIAL | CLOSES_P | PLAIN | BLOCK_END;

/// Returns the properties of the HTML element `name`, which may be in upper or lower case.
pub fn of(name: &[u8]) -> Set {
    let mut lower = [0; 12];
    let Some(lower) = lower.get_mut(..name.len()) else { return 0 };
    lower.copy_from_slice(name);
    lower.make_ascii_lowercase();
    listed(lower)
}

/// Names of HTML elements, and their properties.
const LISTED: [(&str, Set); 52] = [
    ("p", P | SPECIAL | IMPLIED | CLOSES_P | PLAIN | BREAKOUT),
    ("div", OPEN_BLOCK | BLOCK | BREAKOUT),
    ("address", OPEN_BLOCK | BLOCK),
    ("blockquote center menu dl pre listing", BLOCK | BREAKOUT),
    ("ol ul", LIST | BLOCK | BREAKOUT),
    ("article aside details dir fieldset figcaption figure footer header hgroup main nav section summary", BLOCK),
    ("dialog search", BLOCK & !SPECIAL | MAYBE_SPECIAL),
    ("h1 h2 h3 h4 h5 h6", HEADING | SPECIAL | CLOSES_P | PLAIN | BREAKOUT),
    ("li", LI | SPECIAL | IMPLIED | CLOSES_P | PLAIN | BREAKOUT),
    ("dd dt", DD_DT | SPECIAL | IMPLIED | CLOSES_P | PLAIN | BREAKOUT),
    ("plaintext", SPECIAL | CLOSES_P | PLAIN),
    ("button", BUTTON | SPECIAL | BLOCK_END),
    ("form", FORM | SPECIAL | CLOSES_P | PLAIN),
    ("a", A | FORMAT),
    ("nobr", NOBR | FORMAT | BREAKOUT),
    ("font", FONT | FORMAT),
    ("b big code em i s small strike strong tt u", FORMAT | BREAKOUT),
    ("span sub sup var", BREAKOUT),
    ("ruby", RUBY | BREAKOUT),
    ("rp rt", RUBY_PART | IMPLIED | PLAIN),
    ("rb", RUBY_PART | RB | IMPLIED | PLAIN),
    ("rtc", RUBY_PART | RTC | IMPLIED | PLAIN),
    ("applet marquee object", OBJECT | SPECIAL | SCOPE),
    ("table", TABLE | SPECIAL | SCOPE | BREAKOUT | PLAIN),
    ("caption", CAPTION | SPECIAL | SCOPE),
    ("colgroup", COLGROUP | SPECIAL),
    ("col", COL | SPECIAL | VOID),
    ("tbody tfoot thead", SECTION | SPECIAL),
    ("tr", TR | SPECIAL),
    ("td th", CELL | SPECIAL | SCOPE),
    ("template", TEMPLATE | SPECIAL | SCOPE | PLAIN | HEAD),
    ("select", SELECT | SPECIAL | SCOPE | BLOCK_END),
    ("option", OPTION | IMPLIED),
    ("optgroup", OPTGROUP | IMPLIED),
    ("input", INPUT | SPECIAL | VOID),
    ("hr", HR | SPECIAL | VOID | CLOSES_P | PLAIN | BREAKOUT),
    ("br", BR | SPECIAL | VOID | BREAKOUT),
    ("img embed", SPECIAL | VOID | BREAKOUT),
    ("image area wbr keygen", SPECIAL | VOID),
    ("meta", SPECIAL | VOID | BREAKOUT | PLAIN | HEAD),
    ("base basefont bgsound link", SPECIAL | VOID | PLAIN | HEAD),
    ("param source track", SPECIAL | VOID | PLAIN),
    ("script", SCRIPT | SPECIAL | RAW | PLAIN | HEAD),
    ("style title noframes", SPECIAL | RAW | TEXT | PLAIN | HEAD),
    ("textarea iframe noembed", SPECIAL | RAW | TEXT | PLAIN),
    ("xmp", SPECIAL | RAW | TEXT | CLOSES_P),
    ("noscript", NOSCRIPT | SPECIAL | HEAD),
    ("svg math", FOREIGN),
    ("html", ROOT),
    ("body", ROOT | BREAKOUT),
    ("head", IGNORED | BREAKOUT),
    ("frame frameset", IGNORED),
];

fn listed(name: &[u8]) -> Set {
    static TABLE: OnceLock<WordMap<Set>> = OnceLock::new();
    let read = || LISTED.into_iter().flat_map(|(names, set)| names.split(' ').map(move |name| (name, set))).collect();
    let name = str::from_utf8(name).unwrap_or_default();
    TABLE.get_or_init(read).get(name).copied().unwrap_or_default()
}
