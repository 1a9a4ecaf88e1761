//! What the program must find in the five real articles in `../shared/seeds`, outside the project. If the folder is
//! missing, the tests say so and check nothing; the articles are never copied into the project.

use std::fs;
use std::path::Path;

use sayso::analyze;
use sayso::model::{Analysis, Claim, Status};
use sayso::span::Span;
use sayso::text::Document;

/// Returns the text and the analysis of each article (“seed”), sorted by file name; empty if the folder is missing.
fn seeds() -> Vec<(String, Analysis)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: there is no {}", folder.display());
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let texts = paths.iter().map(|path| fs::read_to_string(path).expect("a seed in UTF-8"));
    texts
        .map(|text| {
            let found = analyze(&text);
            (text, found)
        })
        .collect()
}

/// Returns the claims with a cue that overlaps the words `cue` in some seed. Panics if no seed contains the words.
fn claims_at<'a>(seeds: &'a [(String, Analysis)], cue: &str) -> Vec<&'a Claim> {
    let mut hits = Vec::new();
    let mut seen = false;
    for (text, found) in seeds {
        for (start, words) in text.match_indices(cue) {
            seen = true;
            let place = Span::new(start, start + words.len());
            hits.extend(found.claims.iter().filter(|c| c.cues.iter().any(|span| span.overlaps(place))));
        }
    }
    assert!(seen, "no seed has the words {cue}");
    hits
}

#[test]
fn quoted_words_are_attributions_or_mentions() {
    for (at, (text, found)) in seeds().iter().enumerate() {
        for quote in &Document::new(text).quotes {
            let inner = quote.inner.trim(text);
            let said = found.attributions.iter().flat_map(|a| &a.content).any(|part| part.contains(inner));
            let mentioned = found.mentions.iter().any(|m| m.span.contains(inner));
            assert!(said || mentioned, "seed {at}: lost: {}", quote.inner.of(text));
        }
    }
}

#[test]
fn speakers_are_found() {
    let seeds = seeds();
    let wanted =
        ["Dmitry Peskov", "Vyacheslav Gladkov", "Dmytro Kuleba", "Ilya Ponomarev", "Mikhail Podolyan", "Zelensky"];
    let lacking = wanted
        .iter()
        .filter(|name| !seeds.iter().flat_map(|(_, found)| &found.attributions).any(|a| a.speaker == **name));
    let lacking: Vec<_> = lacking.collect();
    assert!(seeds.is_empty() || lacking.is_empty(), "speakers not found: {lacking:?}");
}

/// The expected statuses are taken from the guidelines, not from the program's answers.
#[test]
fn named_cues_have_their_status() {
    let seeds = seeds();
    if seeds.is_empty() {
        return;
    }
    let wanted = [
        // Nobody has established the claim.
        ("yet to confirm", Status::Unconfirmed),
        ("neither confirm nor reject", Status::Unconfirmed),
        // Someone affected says that the claim is false.
        ("denied mounting", Status::Denied),
        // An accusation without a denial that targets it.
        ("is accused of FAKING", Status::Alleged),
        // A guess about facts by unidentified people.
        ("have theorised", Status::Speculative),
    ];
    let mut wrong = Vec::new();
    for (cue, status) in wanted {
        let found: Vec<Status> = claims_at(&seeds, cue).iter().map(|c| c.status).collect();
        if found.is_empty() || found.iter().any(|s| *s != status) {
            wrong.push(format!("{cue}: wanted {status:?}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
