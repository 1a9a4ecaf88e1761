//! `cargo xtask same REV`: checks that the working tree finds exactly the same as another revision.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::shell::{cargo, digest, output, program, root, run};

/// The sets of articles, as paths in the shared folder, which is outside the project.
const SETS: [&str; 6] = [
    "data/claims/train.jsonl",
    "data/claims/dev.jsonl",
    "data/contested/train.jsonl",
    "data/contested/dev.jsonl",
    "data/polnear/dev.jsonl",
    "seeds",
];
/// The path in the shared folder of the events: each is a folder with articles on one event.
const EVENTS: &str = "data/links/dev";
/// The maximum number of differing lines that are printed.
const SHOWN: usize = 10;
/// The program that prints the findings; a revision that lacks it gets this one.
const PRINTER: &str = "examples/findings.rs";

/// Compares the findings of `rev` with those of the working tree, for the gold cases and the sets in `shared`, and
/// fails with the first differences. The findings of `rev` are kept in `target/same`.
///
/// # Errors
/// If the findings differ, or one of the two does not build.
pub fn same(rev: Option<&str>, shared: Option<PathBuf>) -> Result<()> {
    let shared = shared.unwrap_or_else(|| root().join("../shared"));
    let inputs = inputs(&shared)?;
    let commit = output(program("git").args(["rev-parse", "--verify", rev.unwrap_or("HEAD")]))?;
    let commit = commit.trim();
    let folder = root().join("target/same");
    fs::create_dir_all(&folder)?;
    let kept = folder.join(format!("{commit}-{}.jsonl", fingerprint(&inputs)?));
    if !kept.is_file() {
        let sources = unpack(commit, &folder)?;
        print(&sources, &folder.join("build"), &inputs, &kept)?;
        fs::remove_dir_all(&sources)?;
    }
    let now = folder.join("now.jsonl");
    print(&root(), &root().join("target"), &inputs, &now)?;
    compare(&kept, &now)
}

/// Returns the gold files, and those of the sets that exist. Prints which sets are missing.
fn inputs(shared: &Path) -> Result<Vec<PathBuf>> {
    let mut out = entries(&root().join("corpus/gold"))?;
    let (there, absent): (Vec<_>, Vec<_>) = SETS.iter().map(|set| shared.join(set)).partition(|path| path.exists());
    absent.iter().for_each(|path| println!("skipped, not there: {}", path.display()));
    out.extend(there);
    match shared.join(EVENTS) {
        events if events.is_dir() => out.extend(entries(&events)?.into_iter().filter(|path| path.is_dir())),
        events => println!("skipped, not there: {}", events.display()),
    }
    Ok(out)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut out = fs::read_dir(folder)
        .with_context(|| folder.display().to_string())?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    out.sort();
    Ok(out)
}

/// Returns a fingerprint that changes whenever an input or the printer changes, so that no stale findings are compared.
fn fingerprint(inputs: &[PathBuf]) -> Result<String> {
    let mut all = fs::read(root().join(PRINTER))?;
    for path in inputs {
        let files = if path.is_dir() { entries(path)? } else { vec![path.clone()] };
        for file in files {
            all.extend(file.display().to_string().bytes());
            all.extend(digest(&fs::read(file)?).bytes());
        }
    }
    Ok(digest(&all))
}

/// Unpacks the sources of a commit into a fresh folder, replaces their printer by the current one, and returns the
/// folder.
fn unpack(commit: &str, folder: &Path) -> Result<PathBuf> {
    let (sources, archive) = (folder.join("sources"), folder.join("sources.tar"));
    if sources.exists() {
        fs::remove_dir_all(&sources)?;
    }
    fs::create_dir_all(&sources)?;
    run(program("git").args(["archive", "--format=tar", "-o"]).arg(&archive).arg(commit))?;
    run(program("tar").arg("-xf").arg(&archive).arg("-C").arg(&sources))?;
    fs::remove_file(&archive)?;
    fs::copy(root().join(PRINTER), sources.join(PRINTER))?;
    Ok(sources)
}

/// Builds the printer of `sources` and writes its lines to `to`.
fn print(sources: &Path, target: &Path, inputs: &[PathBuf], to: &Path) -> Result<()> {
    let mut build = cargo(&["build", "--locked", "--release", "--example", "findings", "--target-dir"]);
    run(build.arg(target).current_dir(sources))?;
    let binary = target.join(format!("release/examples/findings{}", std::env::consts::EXE_SUFFIX));
    // An interrupted run must not leave a file that looks complete.
    let part = to.with_extension("part");
    let status = program(&binary).args(inputs).stdout(Stdio::from(File::create(&part)?)).status()?;
    if !status.success() {
        bail!("the findings of {} cannot be printed ({status})", sources.display());
    }
    Ok(fs::rename(part, to)?)
}

/// Compares two files line by line and fails with the first differences.
fn compare(kept: &Path, now: &Path) -> Result<()> {
    let (a, b) = (fs::read_to_string(kept)?, fs::read_to_string(now)?);
    let (x, y): (Vec<&str>, Vec<&str>) = (a.lines().collect(), b.lines().collect());
    if x.len() != y.len() {
        bail!("{} lines then, {} now", x.len(), y.len());
    }
    let different: Vec<_> = x.iter().zip(&y).filter(|(a, b)| a != b).collect();
    if different.is_empty() {
        println!("\n{} findings lines are identical ({})", x.len(), digest(b.as_bytes()));
        return Ok(());
    }
    for (a, b) in different.iter().take(SHOWN) {
        println!("{}", difference(&serde_json::from_str(a)?, &serde_json::from_str(b)?));
    }
    bail!("{} of {} lines differ", different.len(), x.len());
}

/// Returns the findings that only one of two lines has, with the words of their spans.
fn difference(a: &Value, b: &Value) -> String {
    let mut out = format!("\n{}", a["id"].as_str().unwrap_or_default());
    let text = a["text"].as_str().unwrap_or_default();
    let (then, now) = (findings(a), findings(b));
    for (finding, count) in &then {
        if now.get(finding).is_none_or(|n| n < count) {
            out += &format!("\n  - {}", with_words(finding, text));
        }
    }
    for (finding, count) in &now {
        if then.get(finding).is_none_or(|n| n < count) {
            out += &format!("\n  + {}", with_words(finding, text));
        }
    }
    out
}

/// Returns each finding of a line as JSON, and how often the line contains it.
fn findings(line: &Value) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for part in ["findings", "comparison"] {
        for (name, list) in line[part].as_object().into_iter().flatten() {
            for one in list.as_array().into_iter().flatten() {
                *out.entry(format!("{name} {one}")).or_default() += 1;
            }
        }
    }
    out
}

/// Returns the finding with each pair `[start, end]` replaced by the words that it covers in `text`.
fn with_words(finding: &str, text: &str) -> String {
    let mut out = String::new();
    let mut rest = finding;
    while let Some(open) = rest.find('[') {
        out += &rest[..open];
        rest = &rest[open..];
        let inside = rest[1..].split(']').next().unwrap_or_default();
        let numbers: Option<Vec<usize>> = inside.split(',').map(|n| n.parse().ok()).collect();
        match numbers.as_deref() {
            Some([start, end]) if let Some(words) = text.get(*start..*end) => {
                out += &format!("“{words}”");
                rest = &rest[inside.len() + 2..];
            }
            _ => {
                out.push('[');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_spans_with_words() {
        assert_eq!(with_words("claims {\"content\":[[0,4]]}", "Kyiv denied it."), "claims {\"content\":[“Kyiv”]}");
        assert_eq!(with_words("versus [1,2,3] [9,99]", "Kyiv"), "versus [1,2,3] [9,99]");
    }
}
