//! The colours of the page and of the embed, read from their sources: text and marks have enough contrast with their
//! background.
#![allow(clippy::unwrap_used, reason = "a test that cannot continue should stop")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The minimum contrast that WCAG 2.2 requires of text and of graphics.
const TEXT: f64 = 4.5;
const GRAPHICS: f64 = 3.0;

/// The statuses for which the style sheet has a colour.
const STATUSES: [&str; 5] = ["refuted", "denied", "disputed", "unconfirmed", "supported"];

type Tokens = BTreeMap<String, [String; 2]>;

/// Returns the colours that are defined in the block after `selector`: for each name, the light and the dark one.
fn tokens(style: &str, selector: &str) -> Tokens {
    let block = style.split(selector).nth(1).unwrap().split('}').next().unwrap();
    let rows = block.split("--").filter_map(|row| row.split_once(": light-dark("));
    let pairs = rows.map(|(name, rest)| {
        let (light, dark) = rest.split(')').next().unwrap().split_once(", ").unwrap();
        (name.to_owned(), [light.to_owned(), dark.to_owned()])
    });
    pairs.collect()
}

/// Returns the relative luminance, as WCAG defines it, of a colour in the form `#rgb` or `#rrggbb`.
fn luminance(colour: &str) -> f64 {
    let digits = colour.trim_start_matches('#');
    let wide: String =
        if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits.to_owned() };
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&wide[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

#[test]
fn text_and_marks_stand_out() {
    let style = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("www/style.css")).unwrap();
    let standard = tokens(&style, ":root {");
    let mut safe = standard.clone();
    safe.extend(tokens(&style, "[data-colours=safe] {"));
    let mut weak = Vec::new();
    for (set, tokens) in [("standard", standard), ("safe", safe)] {
        for (scheme, at) in [("light", 0), ("dark", 1)] {
            for ground in ["paper", "ground", "lift"] {
                let statuses = STATUSES.iter().chain(&["ink", "soft", "accent", "guess"]).map(|&name| (name, TEXT));
                let marks = ["said", "edge"].map(|name| (name, GRAPHICS));
                for (name, least) in statuses.chain(marks) {
                    let found = contrast(&tokens[name][at], &tokens[ground][at]);
                    if found < least {
                        weak.push(format!("{set}, {scheme}: {name} on {ground} {found:.2}, needs {least}"));
                    }
                }
            }
            for tint in STATUSES.map(|name| format!("{name}-tint")) {
                let found = contrast(&tokens["ink"][at], &tokens[&tint][at]);
                assert!(found >= TEXT, "{set}, {scheme}: words on {tint}: {found:.2}");
            }
            for (words, ground) in [("ink", "hot"), ("ink", "said-tint"), ("on-accent", "accent"), ("accent", "hot")] {
                let found = contrast(&tokens[words][at], &tokens[ground][at]);
                assert!(found >= TEXT, "{set}, {scheme}: {words} on {ground}: {found:.2}");
            }
        }
    }
    assert!(weak.is_empty(), "too little contrast:\n  {}", weak.join("\n  "));
}

/// Returns the colours of the embed's palette `name` in `www/embed/colours.js`.
fn embedded(script: &str, name: &str) -> BTreeMap<String, String> {
    let block = script.split(&format!("const {name} = {{")).nth(1).unwrap().split("};").next().unwrap();
    let rows = block.split(',').filter_map(|row| row.split_once(": "));
    rows.map(|(name, colour)| (name.trim().trim_matches('"').to_owned(), colour.trim().trim_matches('"').to_owned()))
        .collect()
}

#[test]
fn marks_of_the_embed_stand_out() {
    let script = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("www/embed/colours.js")).unwrap();
    let mut weak = Vec::new();
    for scheme in ["LIGHT", "DARK"] {
        let colours = embedded(&script, scheme);
        let mut measure = |name: &str, behind: &str, least: f64| {
            let found = contrast(&colours[name], &colours[behind]);
            if found < least {
                weak.push(format!("{scheme}: {name} on {behind} {found:.2}, needs {least}"));
            }
        };
        for ground in ["paper", "lift"] {
            for name in ["ink", "soft", "accent"] {
                measure(name, ground, TEXT);
            }
            for name in ["said", "edge", "speculative"] {
                measure(name, ground, GRAPHICS);
            }
        }
        measure("on-accent", "accent", TEXT);
        for tint in ["hot", "said-tint"] {
            measure("ink", tint, TEXT);
        }
        let statuses = ["refuted", "denied", "disputed", "unconfirmed", "alleged", "corroborated"];
        for status in statuses {
            // On a card, a status is a word in its colour. In the text, it is a line in its colour under words on its
            // tint.
            measure(status, "lift", TEXT);
            measure(status, &format!("{status}-tint"), GRAPHICS);
            measure("ink", &format!("{status}-tint"), TEXT);
        }
    }
    assert!(weak.is_empty(), "too little contrast:\n  {}", weak.join("\n  "));
}
