//! Reads large HTML, which a grammar builds from a few bytes. Markup that passes the limits must be read within the
//! time and memory of every target, so shapes that take more than linear time are found although the fuzzer's own
//! inputs are short.
#![no_main]

use std::fmt::Write as _;

use libfuzzer_sys::fuzz_target;
use sayso::intake::{html, limits};

/// The length in bytes at which the generated markup stops growing.
const LONGEST: usize = 600_000;

const NAMES: [&str; 64] = [
    "div",
    "p",
    "b",
    "i",
    "a",
    "font",
    "nobr",
    "span",
    "ul",
    "ol",
    "li",
    "dl",
    "dd",
    "dt",
    "table",
    "caption",
    "colgroup",
    "col",
    "tbody",
    "tr",
    "td",
    "th",
    "template",
    "select",
    "option",
    "optgroup",
    "button",
    "form",
    "input",
    "br",
    "hr",
    "img",
    "h1",
    "h2",
    "pre",
    "blockquote",
    "q",
    "object",
    "marquee",
    "svg",
    "math",
    "desc",
    "foreignobject",
    "title",
    "mi",
    "annotation-xml",
    "style",
    "script",
    "textarea",
    "noscript",
    "iframe",
    "noembed",
    "ruby",
    "rt",
    "rtc",
    "html",
    "body",
    "head",
    "frameset",
    "nav",
    "aside",
    "x-long-name",
    "dialog",
    "plaintext",
];

/// What may be between tags, including text that only looks like a tag.
const TEXTS: [&str; 16] = [
    "x",
    " ",
    "&amp;",
    "&#x41;",
    "“a”",
    "\n\n",
    "&notit;",
    "a < b",
    "<!-- a -->",
    "<!--",
    "<![CDATA[x]]>",
    "<?x>",
    "<!doctype html>",
    "</>",
    "<a b='",
    "<x y=\"",
];

/// A piece of markup: its type, its name and the number of its attributes.
type Piece = (u8, u8, u8);

fn write((kind, name, attributes): Piece, number: usize, out: &mut String) {
    let own = NAMES[usize::from(name) % NAMES.len()];
    match kind % 8 {
        0..=3 => {
            let _ = write!(out, "<{own}");
            for attribute in 0..attributes {
                // The number makes attributes differ in each repetition.
                let _ = match kind & 8 {
                    0 => write!(out, " a{attribute}"),
                    _ => write!(out, " a{attribute}={number}"),
                };
            }
            out.push_str(if kind & 16 == 0 { ">" } else { "/>" });
        }
        4 | 5 => {
            let _ = write!(out, "</{own}>");
        }
        6 => {
            let _ = write!(out, "<{own}-{number}>");
        }
        _ => out.push_str(TEXTS[usize::from(name) % TEXTS.len()]),
    }
}

fuzz_target!(|stretches: Vec<(Vec<Piece>, u16)>| {
    let mut html = String::new();
    for (pieces, times) in stretches.into_iter().take(4) {
        for number in 0..=usize::from(times) {
            let room = html.len() < LONGEST;
            pieces.iter().take_while(|_| room).for_each(|&piece| write(piece, number, &mut html));
        }
    }
    let measured = limits::check(&html);
    let read = html::read(&html);
    assert_eq!(measured.err(), read.as_ref().err().copied(), "the reader asks for other limits");
    if let Ok(rich) = read {
        assert!(rich.links.iter().all(|(span, _)| !span.of(&rich.text).is_empty()), "a link outside the text");
    }
});
