//! Evaluates how well published fact-checks are matched to tweets and to sentences of debates, by the neutral scorer
//! `score_checks.py`. The sets are for research only and outside the project.

use std::collections::HashSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::shell::{output, program, root};

/// The columns of the table: header, and key in the scorer's output.
const COLUMNS: [(&str, &str); 6] = [
    ("MAP@5", "MAP@5"),
    ("MRR", "MRR"),
    ("Hit@5", "Hit@5"),
    ("precision", "precision"),
    ("recall", "recall"),
    ("false al.", "false alarms"),
];
const SETS: [&str; 2] = ["tweets", "debates"];

/// Returns the headers of the columns.
pub fn header() -> Vec<&'static str> {
    COLUMNS.iter().map(|(name, _)| *name).collect()
}

/// Returns a row for the dev part of each set under `shared`; for missing sets the row says so.
///
/// # Errors
/// If the program or the scorer fails.
pub fn rows(shared: &Path) -> Result<Vec<String>> {
    SETS.iter().map(|name| row(shared, name)).collect()
}

fn row(shared: &Path, name: &str) -> Result<String> {
    let data = shared.join("data/checks");
    let (docs, queries) = (data.join(format!("{name}.docs.jsonl")), data.join(format!("{name}.dev.jsonl")));
    let scorer = shared.join("eval/score_checks.py");
    if [&docs, &queries, &scorer].iter().any(|path| !path.is_file()) {
        return Ok(format!("{name:<18}{:>11}", "absent"));
    }
    let folder = root().join("out/eval");
    fs::create_dir_all(&folder)?;
    let all = matched(&folder, name, &docs, &queries)?;
    let fewer = folder.join(format!("{name}-without.docs.jsonl"));
    fs::write(&fewer, without(&fs::read_to_string(&docs)?, &fs::read_to_string(&queries)?)?)?;
    let removed = matched(&folder, &format!("{name}-without"), &fewer, &queries)?;
    let mut command = program("python3");
    let command = command.arg(&scorer).args([&queries, &all]).arg("--removed").arg(&removed).arg("--json");
    let scores = output(command).context("the scorer score_checks.py needs Python 3")?;
    let scores: Value = serde_json::from_str(&scores).context("score_checks.py --json printed no JSON")?;
    let cells: String =
        COLUMNS.iter().map(|(_, key)| format!("{:>11.1}", scores[*key].as_f64().unwrap_or(f64::NAN) * 100.0)).collect();
    Ok(format!("{name:<18}{cells}"))
}

/// Returns the lines of `docs` without those whose check is the right one for a query.
fn without(docs: &str, queries: &str) -> Result<String> {
    let mut gold = HashSet::new();
    for line in queries.lines().filter(|line| !line.trim().is_empty()) {
        let query: Value = serde_json::from_str(line)?;
        gold.extend(query["checks"].as_array().into_iter().flatten().filter_map(|id| id.as_str().map(str::to_owned)));
    }
    let mut out = String::new();
    for line in docs.lines().filter(|line| !line.trim().is_empty()) {
        let check: Value = serde_json::from_str(line)?;
        if !check["id"].as_str().is_some_and(|id| gold.contains(id)) {
            out += line;
            out.push('\n');
        }
    }
    Ok(out)
}

/// Builds a library of `docs` and matches `queries` with it. Returns the file with the matches.
fn matched(folder: &Path, name: &str, docs: &Path, queries: &Path) -> Result<PathBuf> {
    let binary = root().join("target/release").join(format!("sayso{}", std::env::consts::EXE_SUFFIX));
    let (library, found) = (folder.join(format!("{name}.sayso")), folder.join(format!("{name}-matches.jsonl")));
    let build = program(&binary).args(["library", "build", "--force", "-o"]).arg(&library).arg(docs).status()?;
    let matched = program(&binary)
        .args(["match", "--format", "jsonl", "--library"])
        .arg(&library)
        .arg("--sentences")
        .arg(queries)
        .stdout(Stdio::from(File::create(&found)?))
        .status()?;
    if !build.success() || !matched.success() {
        bail!("{name}: `sayso library build` or `sayso match` failed");
    }
    Ok(found)
}
