//! Analyses articles with a language pack from a file, to try it while it is written.
//!
//! ```text
//! cargo run --example read_pack -- PACK FILE…            findings for people
//! cargo run --example read_pack -- PACK --jsonl FILE     predictions for the neutral scorers
//! ```

use std::error::Error;
use std::{env, fs};

use sayso::export::jsonl::Record;
use sayso::export::text::{Style, write};
use sayso::i18n::Locale;
use sayso::languages::{self, Pack};
use sayso::span::Unit;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let path = arguments.next().ok_or("PACK is missing")?;
    let pack = Pack::parse(&fs::read_to_string(&path)?).map_err(|bad| format!("{path}, {bad}"))?;
    let rest: Vec<String> = arguments.collect();
    if let [flag, file] = rest.as_slice()
        && flag == "--jsonl"
    {
        for line in fs::read_to_string(file)?.lines() {
            let article: serde_json::Value = serde_json::from_str(line)?;
            let body = article["text"].as_str().ok_or("no text")?;
            let id = article["id"].clone();
            let record = Record::new(&id, body, languages::analyze(body, &pack), Unit::Codepoint, true);
            println!("{}", record.line()?);
        }
        return Ok(());
    }
    for file in rest {
        let body = fs::read_to_string(&file)?;
        let analysis = languages::analyze(&body, &pack);
        println!("{}", write(&body, &analysis, Style { width: 110, colour: false, locale: Locale::ENGLISH }));
    }
    Ok(())
}
