//! Copies the tables of `corpus` to where they are compiled in from, without their comments: those are for people, and every byte of the
//! program is downloaded by each reader. Lines keep their numbers.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

const FOLDERS: [&str; 3] = ["lexicon", "model", "i18n"];

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo names no folder")?);
    for folder in FOLDERS {
        let from = Path::new("corpus").join(folder);
        println!("cargo::rerun-if-changed={}", from.display());
        fs::create_dir_all(out.join(folder))?;
        for entry in fs::read_dir(from)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "tsv") {
                let rows = |line| if str::starts_with(line, '#') { "" } else { line };
                let text: Vec<_> = fs::read_to_string(&path)?.lines().map(rows).map(str::to_owned).collect();
                fs::write(out.join(folder).join(path.file_name().ok_or("a file has a name")?), text.join("\n") + "\n")?;
            }
        }
    }
    Ok(())
}
