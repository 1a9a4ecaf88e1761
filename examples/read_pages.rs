//! Reads saved web pages and writes the result, one line of JSON per page: `read_pages FOLDER > OUT.jsonl`.
//!
//! FOLDER contains `ID.html` or `ID.html.gz`. Produces the figures in EXPERIMENTS.md, "Reading web pages".

use std::error::Error;
use std::io::{Read, Write};
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: read_pages FOLDER")?;
    let mut files: Vec<_> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    files.sort();
    let mut out = std::io::stdout().lock();
    for file in files {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some((id, _)) = name.split_once(".html") else { continue };
        let line = match sayso::intake::html::read(&html(&file)?) {
            Ok(rich) => serde_json::json!({
                "id": id, "text": rich.text, "title": rich.meta.title, "byline": rich.meta.byline,
                "outlet": rich.meta.outlet, "date": rich.meta.date,
            }),
            Err(excess) => serde_json::json!({"id": id, "text": "", "refused": excess.to_string()}),
        };
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn html(file: &Path) -> Result<String, Box<dyn Error>> {
    let mut bytes = std::fs::read(file)?;
    if file.extension().is_some_and(|ending| ending == "gz") {
        let packed = std::mem::take(&mut bytes);
        flate2::read::GzDecoder::new(&*packed).read_to_end(&mut bytes)?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
