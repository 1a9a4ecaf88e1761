//! Writes the network's input for each token, for the trainer: `dump_features IN.jsonl OUT`.
//!
//! `IN.jsonl` contains `{"id", "text"}` lines. OUT gets for each article, little-endian: the number of tokens (u32),
//! then for each token its start and end in code points, its paragraph, its sentence and its quotation (u32 each),
//! its rows in the hashed tables (u16 each), its classes and its class as a claim cue (u8 each). OUT.words gets one
//! lower-case token per line, in the same order.

use std::io::{BufRead, BufReader, BufWriter, Error, Write};

use sayso::span::{Span, Unit, convert};
use sayso::tagger::features;
use sayso::text::Document;

fn main() -> Result<(), Error> {
    let mut args = std::env::args().skip(1);
    let (Some(from), Some(to)) = (args.next(), args.next()) else {
        return Err(Error::other("usage: dump_features IN.jsonl OUT"));
    };
    let mut out = BufWriter::new(std::fs::File::create(&to)?);
    let mut words = BufWriter::new(std::fs::File::create(format!("{to}.words"))?);
    for line in BufReader::new(std::fs::File::open(from)?).lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        dump(row["text"].as_str().unwrap_or(""), &mut out, &mut words)?;
    }
    out.flush()?;
    words.flush()
}

fn dump(text: &str, out: &mut impl Write, words: &mut impl Write) -> Result<(), Error> {
    let document = Document::new(text);
    let mut spans: Vec<Span> = document.tokens.iter().map(|token| token.span).collect();
    convert(text, Unit::Codepoint, &mut spans.iter_mut().collect::<Vec<_>>());
    out.write_all(&(document.tokens.len() as u32).to_le_bytes())?;
    for ((token, span), features) in document.tokens.iter().zip(&spans).zip(features::of(&document)) {
        for number in [span.start, span.end, token.paragraph, token.sentence, features.quote as usize] {
            out.write_all(&(number as u32).to_le_bytes())?;
        }
        for row in features.input.hashed {
            out.write_all(&row.to_le_bytes())?;
        }
        out.write_all(&features.input.classes)?;
        out.write_all(&[features.input.claim])?;
        writeln!(words, "{}", &*token.lower)?;
    }
    Ok(())
}
