//! Scores pairs of sentences, for `cargo xtask eval`. Reads JSON Lines from standard input: `{"article": TEXT}` for
//! each article in order, and `{"a": TEXT, "b": TEXT}` for a pair, with `"in": [i, j]` if the sentences are from the
//! articles i and j. Prints one score per pair and line; a higher score means they are more likely to say the same.

use std::collections::HashMap;
use std::io::{BufRead, Write};

use sayso::compare::{kinship, likeness};
use serde_json::Value;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut articles: Vec<String> = Vec::new();
    let mut known: HashMap<(usize, usize), f32> = HashMap::new();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let value: Value = serde_json::from_str(&line?)?;
        if let Some(text) = value["article"].as_str() {
            articles.push(text.to_owned());
            continue;
        }
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let place = |at: usize| usize::try_from(value["in"][at].as_u64()?).ok();
        let near = match (place(0), place(1)) {
            (Some(i), Some(j)) => *known.entry((i, j)).or_insert_with(|| kinship(&articles[i], &articles[j])),
            _ => 1.0,
        };
        writeln!(out, "{}", likeness(&text("a"), &text("b"), near))?;
    }
    Ok(())
}
