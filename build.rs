//! Copies the tables of `corpus` to where they are compiled in from, without their comments: those are for people, and every byte of the
//! program is downloaded by each reader. Lines keep their numbers.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

const FOLDERS: [&str; 3] = ["lexicon", "model", "i18n"];
/// What the keys of sentences about comparisons start with.
const COMPARING: [&str; 2] = ["compare.", "ui.compare."];

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo names no folder")?);
    for folder in FOLDERS {
        let from = Path::new("corpus").join(folder);
        println!("cargo::rerun-if-changed={}", from.display());
        fs::create_dir_all(out.join(folder))?;
        for entry in fs::read_dir(from)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "tsv") {
                let text = fs::read_to_string(&path)?;
                let kept = |keep: &dyn Fn(&str) -> bool| -> String {
                    text.lines().flat_map(|line| [if keep(line) { line } else { "" }, "\n"]).collect()
                };
                let to = out.join(folder).join(path.file_name().ok_or("a file has a name")?);
                // Only who compares articles needs the sentences for it.
                let compares = |line: &str| folder == "i18n" && COMPARING.iter().any(|start| line.starts_with(start));
                fs::write(&to, kept(&|line| !line.starts_with('#') && !compares(line)))?;
                if folder == "i18n" {
                    fs::write(to.with_extension("compare.tsv"), kept(&compares))?;
                }
            }
        }
    }
    Ok(())
}
