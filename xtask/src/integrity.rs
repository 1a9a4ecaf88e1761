//! Writes the hashes of the embed's files for the attribute `integrity`: `integrity.json` is for programs,
//! `integrity.html` for people.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::Result;
use xtask::offline::integrity;

use crate::{page, pkg};

/// The files that a page may reference with a hash.
const SCRIPTS: [&str; 7] =
    ["sayso.js", "widget.js", "worker.js", "core_bg.wasm", "checks.js", "checks-worker.js", "matcher_bg.wasm"];

/// How to use the hashes, for people.
const HOW: &str = "Put both on your page, the import map first. Replace /sayso/ by the place of the files. The browser \
    then runs these files and no others.";

/// Writes both files to the folder of the embed.
///
/// # Errors
/// If a file cannot be read or written.
pub fn write(folder: &Path) -> Result<()> {
    let mut hashes = Vec::new();
    for path in page::files(&[folder], &[])? {
        let name = path.strip_prefix(folder)?.to_string_lossy().into_owned();
        if !name.ends_with(".d.ts") {
            hashes.push((name, integrity(&fs::read(&path)?)));
        }
    }
    let version = pkg::version()?;
    let all: serde_json::Map<_, _> = hashes.iter().map(|(name, hash)| (name.clone(), hash.clone().into())).collect();
    let json = serde_json::json!({ "version": version, "integrity": all });
    fs::write(folder.join("integrity.json"), format!("{json:#}\n"))?;
    Ok(fs::write(folder.join("integrity.html"), html(&version, &hashes))?)
}

fn html(version: &str, hashes: &[(String, String)]) -> String {
    let of = |name: &str| hashes.iter().find(|(own, _)| own == name).map_or("", |(_, hash)| hash);
    let mut rows = String::new();
    for (name, hash) in hashes {
        let mark = if SCRIPTS.contains(&name.as_str()) { "" } else { " (only for its language)" };
        let _ = writeln!(rows, "      <dt>{name}{mark}</dt><dd><code>{hash}</code></dd>");
    }
    format!(
        r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Sayso {version}: hashes of the embed</title>
  </head>
  <body>
    <h1>Sayso {version}: hashes of the embed</h1>
    <p>{HOW}</p>
    <pre>&lt;script type="importmap"&gt;
{{ "integrity": {{ "/sayso/widget.js": "{}" }} }}
&lt;/script&gt;
&lt;script type="module" src="/sayso/sayso.js" integrity="{}"&gt;&lt;/script&gt;</pre>
    <p>Browsers check no hash of workers: worker.js and the files that it loads are for you to compare.</p>
    <dl>
{rows}    </dl>
  </body>
</html>
"#,
        of("widget.js"),
        of("sayso.js")
    )
}
