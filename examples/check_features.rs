//! Writes the features of sentences and the checked claims closest to them, for train/checks.py: `check_features
//! LIBRARY QUERIES OUT`.
//!
//! LIBRARY is a file that `sayso library build` has written. QUERIES contains JSON Lines of the form `{"id", "text",
//! "speaker", "before", "after", "checks"}`. OUT gets a line with the names of the features, then for each query a line
//! `query ID COUNT`, where COUNT is the number of right checks, and for each candidate a line with 1 or 0 (right or
//! not), its ids separated by commas, and its values.

use std::error::Error;
use std::fmt::Write;
use std::fs;

use sayso::checks::{Library, Matcher, Query, features};
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: check_features LIBRARY QUERIES OUT");
    let (library, queries, target) = (next()?, next()?, next()?);
    let library = Library::open(&fs::read(library)?)?;
    let mut matcher = Matcher::new(&library);
    let mut out = features::NAMES.join("\t") + "\n";
    for line in fs::read_to_string(queries)?.lines() {
        let query: Value = serde_json::from_str(line)?;
        let field = |name: &str| query[name].as_str().unwrap_or_default();
        let [text, speaker, before, after] = ["text", "speaker", "before", "after"].map(field);
        let gold: Vec<&str> = query["checks"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        writeln!(out, "query\t{}\t{}", field("id"), gold.len())?;
        for (claim, values) in matcher.features(&Query { text, speaker, before, after }) {
            let ids: Vec<&str> = library.ids(claim).collect();
            let right = u8::from(ids.iter().any(|id| gold.contains(id)));
            let values: Vec<String> = values.iter().map(|value| format!("{value:.4}")).collect();
            writeln!(out, "{right}\t{}\t{}", ids.join(","), values.join("\t"))?;
        }
    }
    fs::write(target, out)?;
    Ok(())
}
