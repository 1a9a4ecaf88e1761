//! Analyses articles with weights other than those compiled in: `analyze_with WEIGHTS IN.jsonl` prints the findings
//! for the neutral scorers, one article per line. Offsets count code points.

use std::io::{BufRead, BufReader, Error, Write};

use sayso::span::{Span, Unit, convert};

fn main() -> Result<(), Error> {
    let mut args = std::env::args().skip(1);
    let (Some(weights), Some(from)) = (args.next(), args.next()) else {
        return Err(Error::other("usage: analyze_with WEIGHTS IN.jsonl"));
    };
    let used = sayso_net::weights::replace(&std::fs::read(&weights)?);
    if used != Ok(true) {
        return Err(Error::other(format!("{weights} does not fit this program: {used:?}")));
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in BufReader::new(std::fs::File::open(from)?).lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().unwrap_or_default();
        let mut found = sayso::analyze(text);
        let mut spans: Vec<&mut Span> = found.spans_mut();
        convert(text, Unit::Codepoint, &mut spans);
        let (attributions, claims) = (found.attributions, found.claims);
        let record = serde_json::json!({ "id": row["id"], "attributions": attributions, "claims": claims });
        writeln!(out, "{record}")?;
    }
    out.flush()
}
