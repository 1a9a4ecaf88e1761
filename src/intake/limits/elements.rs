//! What the HTML standard says of elements that matters for which of them are open: one table of bits.

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
    /// Start tags that are passed over: `head`, `frame`, `frameset`.
    IGNORED = 24;
    INPUT = 26;
    HR = 27;
    NOSCRIPT = 28;
    /// `rb`, `rtc`, `rp`, `rt`.
    RUBY_PART = 29;
    SCRIPT = 30;
    BR = 31;
    FONT = 32;
    /// `address`, `div`: special, but no bar to the implied end of a list item. `P` is the third.
    OPEN_BLOCK = 33;
    /// “Special” elements.
    SPECIAL = 34;
    /// Elements that bound the scope of an end tag.
    SCOPE = 35;
    /// `ol`, `ul`, which bound the scope of `li`.
    LIST = 36;
    /// Elements whose end tags may be left out, without those of tables.
    IMPLIED = 37;
    /// Formatting elements.
    FORMAT = 38;
    /// Start tags that close a `p`.
    CLOSES_P = 39;
    /// Elements without contents.
    VOID = 40;
    /// Start tags that end SVG and MathML.
    BREAKOUT = 41;
    /// Elements whose contents are text.
    RAW = 42;
    /// Start tags before which formatting elements are not opened again.
    PLAIN = 43;
    /// End tags that look for their element in scope.
    BLOCK_END = 44;
    /// Elements of SVG and MathML within which HTML may stand.
    POINT = 45;
    /// “Special” for some parsers only.
    MAYBE_SPECIAL = 46;
    RB = 47;
    /// `RAW` without `script`.
    TEXT = 48;
    /// Elements that may stand in the head.
    HEAD = 49;
}

/// The parts of a table, whose start tags other parts imply.
pub const TABLE_PART: Set = CAPTION | COLGROUP | COL | SECTION | TR | CELL;

const BLOCK: Set = SPECIAL | CLOSES_P | PLAIN | BLOCK_END;

/// The properties of the HTML element `name`, which may be in any case.
pub fn of(name: &[u8]) -> Set {
    let mut lower = [0; 12];
    let Some(lower) = lower.get_mut(..name.len()) else { return 0 };
    lower.copy_from_slice(name);
    lower.make_ascii_lowercase();
    listed(lower)
}

fn listed(name: &[u8]) -> Set {
    match name {
        b"p" => P | SPECIAL | IMPLIED | CLOSES_P | PLAIN | BREAKOUT,
        b"div" => OPEN_BLOCK | BLOCK | BREAKOUT,
        b"address" => OPEN_BLOCK | BLOCK,
        b"blockquote" | b"center" | b"menu" | b"dl" | b"pre" | b"listing" => BLOCK | BREAKOUT,
        b"ol" | b"ul" => LIST | BLOCK | BREAKOUT,
        b"article" | b"aside" | b"details" | b"dir" | b"fieldset" | b"figcaption" | b"figure" | b"footer"
        | b"header" | b"hgroup" | b"main" | b"nav" | b"section" | b"summary" => BLOCK,
        // Not special for all parsers.
        b"dialog" | b"search" => BLOCK & !SPECIAL | MAYBE_SPECIAL,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => HEADING | SPECIAL | CLOSES_P | PLAIN | BREAKOUT,
        b"li" => LI | SPECIAL | IMPLIED | CLOSES_P | PLAIN | BREAKOUT,
        b"dd" | b"dt" => DD_DT | SPECIAL | IMPLIED | CLOSES_P | PLAIN | BREAKOUT,
        b"plaintext" => SPECIAL | CLOSES_P | PLAIN,
        b"button" => BUTTON | SPECIAL | BLOCK_END,
        b"form" => FORM | SPECIAL | CLOSES_P | PLAIN,
        b"a" => A | FORMAT,
        b"nobr" => NOBR | FORMAT | BREAKOUT,
        b"font" => FONT | FORMAT,
        b"b" | b"big" | b"code" | b"em" | b"i" | b"s" | b"small" | b"strike" | b"strong" | b"tt" | b"u" => {
            FORMAT | BREAKOUT
        }
        b"span" | b"sub" | b"sup" | b"var" => BREAKOUT,
        b"ruby" => RUBY | BREAKOUT,
        b"rp" | b"rt" => RUBY_PART | IMPLIED | PLAIN,
        b"rb" => RUBY_PART | RB | IMPLIED | PLAIN,
        b"rtc" => RUBY_PART | RTC | IMPLIED | PLAIN,
        b"applet" | b"marquee" | b"object" => OBJECT | SPECIAL | SCOPE,
        b"table" => TABLE | SPECIAL | SCOPE | BREAKOUT | PLAIN,
        b"caption" => CAPTION | SPECIAL | SCOPE,
        b"colgroup" => COLGROUP | SPECIAL,
        b"col" => COL | SPECIAL | VOID,
        b"tbody" | b"tfoot" | b"thead" => SECTION | SPECIAL,
        b"tr" => TR | SPECIAL,
        b"td" | b"th" => CELL | SPECIAL | SCOPE,
        b"template" => TEMPLATE | SPECIAL | SCOPE | PLAIN | HEAD,
        b"select" => SELECT | SPECIAL | SCOPE | BLOCK_END,
        b"option" => OPTION | IMPLIED,
        b"optgroup" => OPTGROUP | IMPLIED,
        b"input" => INPUT | SPECIAL | VOID,
        b"hr" => HR | SPECIAL | VOID | CLOSES_P | PLAIN | BREAKOUT,
        b"br" => BR | SPECIAL | VOID | BREAKOUT,
        b"img" | b"embed" => SPECIAL | VOID | BREAKOUT,
        b"image" | b"area" | b"wbr" | b"keygen" => SPECIAL | VOID,
        b"meta" => SPECIAL | VOID | BREAKOUT | PLAIN | HEAD,
        b"base" | b"basefont" | b"bgsound" | b"link" => SPECIAL | VOID | PLAIN | HEAD,
        b"param" | b"source" | b"track" => SPECIAL | VOID | PLAIN,
        b"script" => SCRIPT | SPECIAL | RAW | PLAIN | HEAD,
        b"style" | b"title" | b"noframes" => SPECIAL | RAW | TEXT | PLAIN | HEAD,
        b"textarea" | b"iframe" | b"noembed" => SPECIAL | RAW | TEXT | PLAIN,
        b"xmp" => SPECIAL | RAW | TEXT | CLOSES_P,
        b"noscript" => NOSCRIPT | SPECIAL | HEAD,
        b"svg" | b"math" => FOREIGN,
        b"html" => ROOT,
        b"body" => ROOT | BREAKOUT,
        b"head" => IGNORED | BREAKOUT,
        b"frame" | b"frameset" => IGNORED,
        _ => 0,
    }
}
