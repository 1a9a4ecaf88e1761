//! Writes the features of pairs of clauses, for the trainer: `same_features OUT.jsonl FOLDER…`.
//!
//! Each folder contains the articles of one event as text files. OUT gets one line per folder: the names of the
//! articles and of the features, and all pairs of clauses of two articles with their places (code points) and values.

use std::io::{BufWriter, Error, Write};
use std::path::{Path, PathBuf};

use sayso::compare::{Article, FEATURES, Side, samples};
use sayso::span::{Span, Unit, convert};
use serde_json::json;

fn main() -> Result<(), Error> {
    let mut args = std::env::args().skip(1);
    let to = args.next().ok_or_else(|| Error::other("usage: same_features OUT.jsonl FOLDER…"))?;
    let mut out = BufWriter::new(std::fs::File::create(to)?);
    for folder in args {
        let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)?.flatten().map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
        files.sort();
        let texts: Vec<String> = files.iter().map(std::fs::read_to_string).collect::<Result<_, _>>()?;
        let found: Vec<_> = texts.iter().map(|text| sayso::analyze(text)).collect();
        let articles: Vec<_> = texts.iter().zip(&found).map(|(text, analysis)| Article { text, analysis }).collect();
        let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let spans = |side: &Side| -> Vec<[usize; 2]> {
            let mut spans: Vec<Span> = side.spans.clone();
            convert(&texts[side.article], Unit::Codepoint, &mut spans.iter_mut().collect::<Vec<_>>());
            spans.iter().map(|span| [span.start, span.end]).collect()
        };
        let mut units = std::collections::BTreeMap::new();
        for sample in samples(&articles) {
            for (side, at) in [(&sample.a, sample.units[0]), (&sample.b, sample.units[1])] {
                let unit = || json!({"spans": spans(side)});
                units.entry(format!("{} {at}", side.article)).or_insert_with(unit);
            }
        }
        let pair = |sample: &sayso::compare::Sample| {
            json!({
                "a": sample.a.article,
                "b": sample.b.article,
                "units": sample.units,
                "values": sample.values.as_slice(),
            })
        };
        let pairs: Vec<_> = samples(&articles).iter().map(pair).collect();
        let names: Vec<String> = files.iter().map(|path| name(path)).collect();
        writeln!(
            out,
            "{}",
            json!({
                "event": name(Path::new(&folder)),
                "articles": names,
                "features": FEATURES.as_slice(),
                "units": units,
                "pairs": pairs,
            })
        )?;
    }
    out.flush()
}
