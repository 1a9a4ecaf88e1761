//! Runs the cases in `corpus/gold/*.md` with the rules for English, and those in `corpus/gold/LL/*.md` with the pack
//! (the rules) of the language `LL`. There is one test per file.
//!
//! With the environment variable `SAYSO_GOLD=print`, also prints the program's findings in every case, in the format of
//! the files. With `SAYSO_GOLD_JSONL=FILE`, no test runs; instead, the complete English cases are written to that file
//! for scorers that are independent of this program.

mod case;
mod check;
mod format_tests;
mod scored;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use check::Analyze;
use libtest_mimic::{Arguments, Failed, Trial};
use sayso::i18n::Language;
use sayso::languages::{self, Pack};

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
    for path in files(&corpus().join("gold")) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        trials.push(Trial::test(name.clone(), move || run(&name, &path, &sayso::analyze)));
    }
    for language in Language::OF_ARTICLES {
        let code = language.code();
        for path in files(&corpus().join("gold").join(code)) {
            let name = format!("{code}/{}", path.file_name().unwrap_or_default().to_string_lossy());
            trials.push(Trial::test(name.clone(), move || in_language(&name, code, &path)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// Returns the folder that contains the gold cases and the packs. The environment variable `SAYSO_CORPUS` names a
/// different one, to try a pack while it is written.
fn corpus() -> PathBuf {
    std::env::var_os("SAYSO_CORPUS").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"), PathBuf::from)
}

/// Returns the gold files in `folder`, sorted by name; none if the folder does not exist.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).map(|all| all.flatten().collect::<Vec<_>>()).unwrap_or_default();
    let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    files.sort();
    files
}

fn write_scored(out: &Path) -> Result<(), Failed> {
    let mut lines = String::new();
    for path in files(&corpus().join("gold")) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        lines += &scored::lines(&name, &case::parse(&path.display().to_string(), &fs::read_to_string(&path)?)?);
    }
    Ok(fs::write(out, lines)?)
}

fn enough() -> Result<(), Failed> {
    let mut cases = 0;
    for path in files(&corpus().join("gold")) {
        cases += case::parse(&path.display().to_string(), &fs::read_to_string(&path)?)?.len();
    }
    if cases < 80 { Err(format!("only {cases} cases").into()) } else { Ok(()) }
}

/// Runs a file of cases with the pack of its language.
fn in_language(name: &str, code: &str, path: &Path) -> Result<(), Failed> {
    let table = fs::read_to_string(corpus().join("languages").join(format!("{code}.tsv")))?;
    let pack = Pack::parse(&table).map_err(|bad| format!("{code}.tsv, {bad}"))?;
    run(name, path, &|text| languages::analyze(text, &pack))
}

fn run(name: &str, path: &Path, analyze: Analyze<'_>) -> Result<(), Failed> {
    let cases = case::parse(&format!("corpus/gold/{name}"), &fs::read_to_string(path)?)?;
    if std::env::var("SAYSO_GOLD").is_ok_and(|value| value == "print") {
        cases.iter().for_each(|case| println!("{}", check::print(case, analyze)));
    }
    let reports: Vec<String> = cases.iter().filter_map(|case| check::check(name, case, analyze)).collect();
    if reports.is_empty() {
        return Ok(());
    }
    Err(format!("{} of {} cases fail\n\n{}", reports.len(), cases.len(), reports.join("\n")).into())
}
