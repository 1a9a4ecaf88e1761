//! Builds the embed in `target/embed/`: the scripts of `www/embed` with the core, the sentences of the tables and the
//! types.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::pkg::{self, Program};
use crate::shell::{program, root, run};
use crate::{npm, page};

/// Assembles the folder from scratch and returns it.
///
/// # Errors
/// If the core does not build, a script uses a sentence that no table has, or a file cannot be read or written.
pub fn ensure() -> Result<PathBuf> {
    let core = pkg::program(&Program::EMBED)?;
    let folder = root().join("target/embed");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    let parts = root().join("target/embed-parts");
    if parts.exists() {
        fs::remove_dir_all(&parts).with_context(|| format!("cannot empty {}", parts.display()))?;
    }
    page::copy(&root().join("www/embed"), &parts)?;
    page::copy(&core, &parts)?;
    // Published fact-checks have a separate program, which is loaded only if the host has a library.
    let matcher = pkg::program(&Program::MATCHER)?;
    for (from, to) in [("core.js", "matcher.js"), ("core_bg.wasm", "matcher_bg.wasm")] {
        fs::copy(matcher.join(from), parts.join(to))?;
    }
    fs::copy(root().join("www/pkg/index.js"), parts.join("program.js"))?;
    fs::copy(root().join("www/pkg/fractions.js"), parts.join("fractions.js"))?;
    packs(&parts)?;
    fs::write(parts.join("names.js"), names()?)?;
    words(&parts, &["www/embed"])?;
    let esbuild = if std::env::var_os("SAYSO_FAST").is_some() { None } else { npm::esbuild()? };
    match esbuild {
        Some(esbuild) => {
            bundle(&esbuild, &parts, &folder)?;
            for inner in ["words", "languages"] {
                page::copy(&parts.join(inner), &folder.join(inner))?;
            }
            for file in ["core_bg.wasm", "matcher_bg.wasm", "languages_bg.wasm", "sayso.d.ts"] {
                fs::copy(parts.join(file), folder.join(file))?;
            }
        }
        None => page::copy(&parts, &folder)?,
    }
    fs::copy(root().join("www/pkg/types.d.ts"), folder.join("types.d.ts"))?;
    Ok(folder)
}

/// Writes the program with the rules for languages other than English, and the words of each language.
fn packs(folder: &Path) -> Result<()> {
    let rules = pkg::program(&Program::EMBED_LANGUAGES)?;
    fs::copy(rules.join("core.js"), folder.join("languages.js"))?;
    fs::copy(rules.join("core_bg.wasm"), folder.join("languages_bg.wasm"))?;
    fs::create_dir_all(folder.join("languages"))?;
    for path in page::files(&[&root().join("corpus/languages")], &[])? {
        if path.extension().is_some_and(|ending| ending == "tsv") {
            fs::copy(&path, folder.join("languages").join(path.file_name().context("a pack has a name")?))?;
        }
    }
    Ok(())
}

/// Bundles the scripts into six: one that loads with the page, one that loads when the page is idle, the worker, one
/// that the worker loads on demand, and two for hosts with a library of fact-checks.
fn bundle(esbuild: &Path, parts: &Path, folder: &Path) -> Result<()> {
    let how = [
        "--bundle",
        "--splitting",
        "--minify",
        "--format=esm",
        "--target=es2022",
        "--charset=utf8",
        "--log-override:import-is-undefined=silent",
    ];
    let mut command = program(esbuild);
    command.current_dir(parts).args(["sayso.js", "widget.js", "worker.js", "checks.js", "checks-worker.js"]).args(how);
    run(command.arg(format!("--outdir={}", folder.display())))
}

/// Assembles the host pages in `target/hosts/`, with the embed and their dependencies. Returns the folder.
///
/// # Errors
/// See [`ensure`].
pub fn hosts() -> Result<PathBuf> {
    let embed = ensure()?;
    let folder = root().join("target/hosts");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    page::copy(&root().join("www/hosts"), &folder)?;
    page::copy(&embed, &folder.join("embed"))?;
    fs::copy(root().join("tests/pkg/checks.sayso"), folder.join("checked/checks.sayso"))?;
    if let Some([react, dom]) = npm::react()? {
        fs::create_dir_all(folder.join("vendor"))?;
        fs::write(folder.join("vendor/react.js"), fs::read_to_string(react)? + "\n" + &fs::read_to_string(dom)?)?;
    }
    Ok(folder)
}

/// Returns a script with names from two tables: the classes and ids of what surrounds an article, which are the rows of
/// the class `class` in `boilerplate.tsv`, and the elements in `elements.txt`.
///
/// # Errors
/// If a table cannot be read, or has no such rows.
pub fn names() -> Result<String> {
    let lexicon = root().join("corpus/lexicon");
    let table = fs::read_to_string(lexicon.join("boilerplate.tsv"))?;
    let apart = rows(&table).filter(|(_, rest)| rest.split('\t').next() == Some("class"));
    let apart: Vec<&str> = apart.flat_map(|(names, _)| names.split(',')).collect();
    let elements = fs::read_to_string(lexicon.join("elements.txt"))?;
    let group = |name: &str| {
        let line = elements.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.with_context(|| format!("elements.txt has no group {name}"))
    };
    let unseen = [group("unseen")?, group("host-unseen")?].join(" ");
    let unseen: Vec<&str> = unseen.split(' ').collect();
    let lines: Vec<&str> = group("lines")?.split(' ').collect();
    let mut script = "// Generated from corpus/lexicon/boilerplate.tsv and corpus/lexicon/elements.txt.\n".to_owned();
    for (name, words) in [("APART", apart), ("LINES", lines), ("UNSEEN", unseen)] {
        script += &format!("export const {name} = new Set({});\n", serde_json::to_string(&words)?);
    }
    Ok(script)
}

/// Writes one script per language to the folder `words` in `folder`. It contains the sentences that the scripts in
/// `sources` (paths from the root) use. If the scripts show reasons, it also contains those, except in English, in
/// which the core has them.
///
/// # Errors
/// If a script uses a sentence that no table has, or a file cannot be read or written.
pub fn words(folder: &Path, sources: &[&str]) -> Result<()> {
    let mut scripts = String::new();
    for source in sources {
        let files = page::files(&[&root().join(source)], &[])?;
        for path in files.iter().filter(|path| path.extension().is_some_and(|e| e == "js" || e == "html")) {
            scripts += &fs::read_to_string(path)?;
        }
    }
    let asked = asked(&scripts);
    let explains = scripts.contains("`rule.");
    fs::create_dir_all(folder.join("words"))?;
    for path in page::files(&[&root().join("corpus/i18n")], &[])? {
        let table = fs::read_to_string(&path)?;
        let language = path.file_stem().and_then(|stem| stem.to_str()).context("a table has a name")?;
        let english = language == "en";
        let table: BTreeMap<_, _> = rows(&table).collect();
        let wanted = |key: &str| asked.iter().any(|part| part == key || part.ends_with('.') && key.starts_with(part));
        if english
            && let Some(missing) = asked.iter().find(|part| {
                !table.keys().any(|key| *key == part.as_str() || part.ends_with('.') && key.starts_with(part.as_str()))
            })
        {
            bail!("{} uses {missing}, which is not in corpus/i18n/en.tsv", sources.join(" or "));
        }
        let mut script = format!("// Made from corpus/i18n/{language}.tsv.\nexport default {{\n");
        for (key, sentence) in
            table.iter().filter(|(key, _)| wanted(key) || explains && !english && key.starts_with("rule."))
        {
            let _ = writeln!(script, "  {}: {},", serde_json::Value::from(*key), serde_json::Value::from(*sentence));
        }
        fs::write(folder.join("words").join(format!("{language}.js")), script + "};\n")?;
    }
    Ok(())
}

/// Returns the key and the rest of each row of a table.
pub fn rows(table: &str) -> impl Iterator<Item = (&str, &str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// Returns the keys used in scripts, complete (`"ui.why"`) or up to a placeholder (`ui.kind.${…}`).
fn asked(scripts: &str) -> Vec<String> {
    let starts =
        scripts.match_indices("ui.").filter(|(at, _)| matches!(scripts[..*at].chars().last(), Some('"' | '`')));
    let keys = starts.map(|(at, _)| {
        let end = scripts[at..].find(|c: char| !(c.is_ascii_alphanumeric() || "-.".contains(c))).unwrap_or(0);
        scripts[at..at + end].to_owned()
    });
    let mut keys: Vec<_> = keys.collect();
    keys.sort();
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_keys_that_scripts_ask_for() {
        assert_eq!(
            asked("say(\"ui.why\"), say(`ui.kind.${kind}`), count(\"ui.embed.x-y\", 1); gui.b"),
            ["ui.embed.x-y", "ui.kind.", "ui.why"]
        );
    }

    #[test]
    fn every_string_of_the_embed_is_in_the_table() {
        let folder = std::env::temp_dir().join(format!("sayso-words-{}", std::process::id()));
        words(&folder, &["www/embed"]).expect("each key has a sentence");
        let english = fs::read_to_string(folder.join("words/en.js")).expect("it was written");
        assert!(english.contains("\"ui.embed.title\"") && !english.contains("\"rule."));
        assert!(names().expect("a table").contains("\"advert\""));
        fs::remove_dir_all(&folder).expect("it can be removed");
    }
}
