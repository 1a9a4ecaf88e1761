//! Runs the cases in `corpus/gold/*.md`, with one test per file.
//!
//! `SAYSO_GOLD=print` prints the program's findings in every case, in the format of the files. With
//! `SAYSO_GOLD_JSONL=FILE` no test runs; instead, the complete cases are written to that file for the neutral
//! scorers.

mod case;
mod check;
mod format_tests;
mod scored;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    if let Some(path) = std::env::var_os("SAYSO_GOLD_JSONL") {
        return match write_scored(Path::new(&path)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(failed) => {
                eprintln!("{}", failed.message().unwrap_or("the gold cases cannot be written"));
                ExitCode::FAILURE
            }
        };
    }
    let arguments = Arguments::from_args();
    let mut trials: Vec<Trial> = format_tests::TESTS
        .iter()
        .map(|&(name, body)| {
            Trial::test(name, move || {
                body();
                Ok(())
            })
        })
        .collect();
    trials.push(Trial::test("there are at least eighty cases", enough));
    for path in files() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        trials.push(Trial::test(name.clone(), move || run(&name, &path)));
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// The gold files, sorted by name.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/gold");
    let entries = fs::read_dir(folder).map(|all| all.flatten().collect::<Vec<_>>()).unwrap_or_default();
    let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    files.sort();
    files
}

fn write_scored(out: &Path) -> Result<(), Failed> {
    let mut lines = String::new();
    for path in files() {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        lines += &scored::lines(&name, &case::parse(&path.display().to_string(), &fs::read_to_string(&path)?)?);
    }
    Ok(fs::write(out, lines)?)
}

fn enough() -> Result<(), Failed> {
    let mut cases = 0;
    for path in files() {
        cases += case::parse(&path.display().to_string(), &fs::read_to_string(&path)?)?.len();
    }
    if cases < 80 { Err(format!("only {cases} cases").into()) } else { Ok(()) }
}

fn run(name: &str, path: &Path) -> Result<(), Failed> {
    let cases = case::parse(&format!("corpus/gold/{name}"), &fs::read_to_string(path)?)?;
    if std::env::var("SAYSO_GOLD").is_ok_and(|value| value == "print") {
        cases.iter().for_each(|case| println!("{}", check::print(case)));
    }
    let reports: Vec<String> = cases.iter().filter_map(|case| check::check(name, case)).collect();
    if reports.is_empty() {
        return Ok(());
    }
    Err(format!("{} of {} cases fail\n\n{}", reports.len(), cases.len(), reports.join("\n")).into())
}
