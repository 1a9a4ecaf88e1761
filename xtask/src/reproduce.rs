//! `cargo xtask reproduce`: checks that the same sources in another folder give the same files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::shell::{ROOT, digest, output, program, root, run};
use crate::{dist, page};

/// Files without which the comparison would be meaningless.
const MUST: [&str; 4] = ["index.html", "embed/sayso.js", "embed/core_bg.wasm", "sayso.html"];

/// The minimum number of consecutive hexadecimal digits in a name that count as a content hash.
const HASH: usize = 12;

/// Builds everything that is shipped here, unless it is up to date, and from scratch in a copy of the sources in
/// another folder. Compares each file of the page, the embed and `sayso.html`, byte by byte. Different files are kept
/// in `target/reproduced`.
///
/// # Errors
/// If files differ, contain a folder name of this machine, or do not build.
pub fn reproduce() -> Result<()> {
    if std::env::var_os("SAYSO_FAST").is_some() {
        bail!("SAYSO_FAST is set, but its builds are not shipped");
    }
    let kept = root().join("target/reproduced");
    let (here, there) = (kept.join("here"), kept.join("elsewhere"));
    dist::assemble(&here)?;
    let elsewhere = std::env::temp_dir().join("sayso-made-again-in-a-folder-of-another-length");
    sources(&elsewhere)?;
    let start = Instant::now();
    let built = run(again(&elsewhere).arg("dist").arg("--plain"));
    if there.exists() {
        fs::remove_dir_all(&there)?;
    }
    let copied = built.and_then(|()| page::copy(&elsewhere.join("dist"), &there));
    fs::remove_dir_all(&elsewhere)?;
    copied?;
    println!("\nbuilt elsewhere in {:.0} s", start.elapsed().as_secs_f32());
    same(&here, &there)?;
    // Compressed files hide names, so the uncompressed programs are searched as well.
    nameless(&[&here, &there, &root().join("target/core/whole")], &places(&elsewhere))?;
    Ok(fs::remove_dir_all(&kept)?)
}

/// Copies all files that git tracks or would add to a fresh folder.
fn sources(to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    let tracked = output(program("git").args(["ls-files", "-co", "--exclude-standard"]))?;
    for name in tracked.lines() {
        let (from, to) = (root().join(name), to.join(name));
        if from.is_file() {
            fs::create_dir_all(to.parent().context("a file in no folder")?)?;
            fs::copy(&from, &to).with_context(|| format!("cannot copy {name}"))?;
        }
    }
    Ok(())
}

/// Returns a command that runs this program on the sources in another folder.
fn again(folder: &Path) -> std::process::Command {
    let mut command = program(std::env::current_exe().unwrap_or_else(|_| PathBuf::from("xtask")));
    command.current_dir(folder).env(ROOT, folder).env_remove("CARGO_TARGET_DIR");
    command
}

/// Prints how many files are identical. Fails with a list of the others.
fn same(here: &Path, there: &Path) -> Result<()> {
    let missing: Vec<_> = MUST.iter().filter(|name| !here.join(name).is_file()).collect();
    if !missing.is_empty() {
        bail!("not built: {missing:?}");
    }
    let different = differences(here, there)?;
    let (count, bytes) = size(here)?;
    println!("{count} files with {bytes} bytes were compared, {} differ", different.len());
    if different.is_empty() {
        return Ok(());
    }
    let list = different.join("\n  ");
    bail!("the same sources in another folder give different files, see target/reproduced:\n  {list}");
}

fn size(folder: &Path) -> Result<(usize, u64)> {
    let files = page::files(&[folder], &[])?;
    let bytes = files.iter().map(|path| Ok(fs::metadata(path)?.len())).sum::<Result<u64>>()?;
    Ok((files.len(), bytes))
}

/// Returns one line for each file that differs. Files whose names differ only in their hashes are compared as well.
fn differences(here: &Path, there: &Path) -> Result<Vec<String>> {
    let (here, there) = (named(here)?, named(there)?);
    let names: BTreeSet<_> = here.keys().chain(there.keys()).collect();
    let mut lines = Vec::new();
    for name in names {
        match (here.get(name), there.get(name)) {
            (Some((own, _)), None) => lines.push(format!("{own}: only here")),
            (None, Some((own, _))) => lines.push(format!("{own}: only elsewhere")),
            (Some((own, one)), Some((other, two))) => {
                let (one, two) = (fs::read(one)?, fs::read(two)?);
                if one != two {
                    let at = one.iter().zip(&two).take_while(|(a, b)| a == b).count();
                    let (bytes, others) = (one.len(), two.len());
                    let hashes = [digest(&one), digest(&two)];
                    lines.push(format!(
                        "{own}: {bytes} bytes ({}) here, {others} ({}) elsewhere; the first that differs is byte {at}",
                        hashes[0], hashes[1]
                    ));
                } else if own != other {
                    lines.push(format!("{own}: named {other} elsewhere"));
                }
            }
            (None, None) => {}
        }
    }
    Ok(lines)
}

/// Returns the files below a folder, each with its name, by their names without hashes.
fn named(folder: &Path) -> Result<BTreeMap<String, (String, PathBuf)>> {
    let mut named = BTreeMap::new();
    for path in page::files(&[folder], &[])? {
        let name = path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        named.insert(without_hashes(&name), (name, path));
    }
    Ok(named)
}

/// Replaces each hash in a name by `*`: `page-*.js` for `page-e997ea7fa0ef6f25.js`.
fn without_hashes(name: &str) -> String {
    let mut out = String::new();
    for piece in name.split_inclusive(|c: char| !c.is_ascii_hexdigit()) {
        let digits = piece.trim_end_matches(|c: char| !c.is_ascii_hexdigit());
        let hash = digits.len() >= HASH;
        out.push_str(if hash { "*" } else { digits });
        out.push_str(&piece[digits.len()..]);
    }
    out
}

/// Returns the folder names that no shipped file may contain: they reveal who built it, and differ between machines.
fn places(elsewhere: &Path) -> Vec<String> {
    let home = std::env::home_dir().map(|home| home.join("").display().to_string());
    let mut places = vec![root().display().to_string(), elsewhere.display().to_string()];
    places.extend(home);
    places.retain(|place| place.len() > 3);
    places
}

fn nameless(folders: &[&Path], places: &[String]) -> Result<()> {
    for path in page::files(folders, &[])? {
        let bytes = fs::read(&path)?;
        for place in places {
            if bytes.windows(place.len()).any(|window| window == place.as_bytes()) {
                bail!("{} names {place}", path.display());
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("sayso-same-{name}-{}", std::process::id()));
        for (name, text) in files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a temporary folder");
            fs::write(path, text).expect("a file");
        }
        folder
    }

    #[test]
    fn every_file_that_differs_is_listed_whatever_its_name() {
        let whole = [("index.html", "x"), ("embed/sayso.js", "x"), ("embed/core_bg.wasm", "x"), ("sayso.html", "x")];
        let here = [&whole[..], &[("0123456789ab/page-0123456789abcdef.js", "one"), ("old.js", "")]].concat();
        let (one, two) = (folder("one", &here), folder("two", &here));
        assert!(same(&one, &two).is_ok());
        fs::remove_dir_all(&two).expect("it can be removed");
        let two = folder(
            "two",
            &[&whole[..3], &[("sayso.html", "xy"), ("ba9876543210/page-fedcba9876543210.js", "ore")]].concat(),
        );
        let lines = differences(&one, &two).expect("they can be read");
        let starts = ["0123456789ab/page-0123456789abcdef.js: 3 bytes (", "old.js: only here", "sayso.html: 1 bytes ("];
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines.iter().zip(starts).all(|(line, start)| line.starts_with(start)), "{lines:?}");
        assert!(lines[0].ends_with("byte 1"), "{lines:?}");
        assert!(same(&one, &two).is_err());
        fs::remove_file(one.join("sayso.html")).expect("it can be removed");
        assert!(same(&one, &one).is_err(), "a comparison without sayso.html");
        for folder in [one, two] {
            fs::remove_dir_all(folder).expect("it can be removed");
        }
    }

    #[test]
    fn a_file_that_names_a_folder_of_the_machine_is_found() {
        let folder = folder("place", &[("a.wasm", "\0\0/home/ann/src\0")]);
        assert!(nameless(&[&folder], &["/home/ann/".to_owned()]).is_err());
        assert!(nameless(&[&folder], &["/home/bob/".to_owned()]).is_ok());
        fs::remove_dir_all(folder).expect("it can be removed");
    }

    #[test]
    fn removes_only_hashes_from_names() {
        assert_eq!(without_hashes("page-e997ea7fa0ef6f25_bg.wasm"), "page-*_bg.wasm");
        assert_eq!(without_hashes("embed/words/de.js"), "embed/words/de.js");
    }
}
