//! `cargo xtask count`: the cost of an analysis in instructions, which does not depend on the load of the machine.
//!
//! Valgrind counts them. Runs differ by less than 0.1 % (the standard hash map starts with a random key), so growth
//! of 5 % is caused by the program. Other compilers and C libraries produce different instructions for the same
//! program. Therefore the baseline names its compiler; with a different one, only growth with the length of the text
//! is checked.

use std::fs;
use std::path::PathBuf;
use std::thread;

use anyhow::{Context, Result, bail};

use crate::shell::{cargo, output, program, root, run, which};
use crate::{apt, hostile_texts};

const BASELINE: &str = "xtask/instructions.tsv";

/// The inputs: name, argument of the example, argument for the same run without the counted part, and size in bytes.
/// The ratio of the last two inputs is limited.
const INPUTS: [(&str, &str, &str, usize); 4] = [
    ("a key in 120 KB", "key", "typed", 120_000),
    ("one article", "", "warm", 4_000),
    ("100 KB", "", "warm", 100_000),
    ("1 MB", "", "warm", 1_000_000),
];

/// The maximum growth over the baseline, in percent.
const GROWTH: f64 = 5.0;

/// The maximum ratio of the instructions for 1 MB to those for 100 KB.
const RATIO: f64 = 11.0;

/// Shapes of HTML: paragraphs, list items, links, misnested tags, tables, unterminated scripts, comments and values,
/// stray end tags. `limits::check` reads them before the parser does.
const MARKUP: [&str; 10] = [
    "<p>word <b>word</b></p>",
    "<li>x",
    "<a href=x>",
    "<i><p></i>",
    "<table><tr><td>x</table>",
    "<script>x</script>",
    "<!--",
    "<a b='",
    "</x>",
    "<p><b><i>",
];

/// The sizes in bytes to which each shape is repeated, and the maximum ratio of the instructions for the second to
/// those for the first.
const MARKUP_SIZES: [usize; 2] = [50_000, 200_000];
const MARKUP_RATIO: f64 = 5.0;

/// Counts the instructions and compares them with the baseline. With `write`, replaces the baseline and compares
/// nothing. Skipped, with a message, on systems other than Linux on x86-64.
///
/// # Errors
/// If a count has grown too much, the ratio of 1 MB to 100 KB is too high, a hostile text or markup costs too much,
/// or valgrind is missing and cannot be installed.
pub fn count(write: bool) -> Result<()> {
    if !cfg!(all(target_arch = "x86_64", target_os = "linux")) {
        println!("count: skipped, the baseline is for Linux on x86-64");
        return Ok(());
    }
    if which("valgrind").is_none() {
        apt::install("`cargo xtask count`", &["valgrind"])?;
    }
    run(&mut cargo(&[
        "build",
        "--locked",
        "--quiet",
        "--release",
        "--no-default-features",
        "--example",
        "instructions",
    ]))?;
    let compiler = output(program("rustc").arg("--version"))?.trim().to_owned();
    let counts = counts()?;
    let path = root().join(BASELINE);
    if write {
        return Ok(fs::write(path, table(&compiler, &counts))?);
    }
    let baseline = fs::read_to_string(&path).with_context(|| format!("cannot read {BASELINE}"))?;
    judge(&baseline, &compiler, &counts)?;
    markup()?;
    let size = hostile_texts::SIZES[1];
    let news = instructions("", size)?.saturating_sub(instructions("warm", size)?);
    hostile_texts::check(news, |piece, size| counted(&["shape", piece, &size.to_string()]))
}

/// Checks that four times as much HTML takes at most [`MARKUP_RATIO`] times as many instructions.
fn markup() -> Result<()> {
    let cost = |piece: &str, size: usize| counted(&["markup", piece, &size.to_string()]);
    // Every count includes the cost of reading the tables.
    let idle = cost(" ", 1)?;
    let ratio = |piece: &&str| -> Result<f64> {
        let [small, large] = MARKUP_SIZES.map(|size| cost(piece, size));
        Ok(large?.saturating_sub(idle) as f64 / small?.saturating_sub(idle).max(1) as f64)
    };
    let (one, other) = MARKUP.split_at(MARKUP.len() / 2);
    let ratios: Vec<Result<f64>> = thread::scope(|scope| {
        let ahead = scope.spawn(|| one.iter().map(ratio).collect::<Vec<_>>());
        let mut behind: Vec<_> = other.iter().map(ratio).collect();
        let mut all = ahead.join().unwrap_or_default();
        all.append(&mut behind);
        all
    });
    if ratios.len() != MARKUP.len() {
        bail!("counting failed");
    }
    println!("\n{:<28} {:>8}", "repeated four times", "takes");
    let mut wrong = Vec::new();
    for (piece, ratio) in MARKUP.iter().zip(ratios) {
        let ratio = ratio?;
        println!("{:<28} {ratio:>7.1}×", format!("{piece:?}"));
        if ratio > MARKUP_RATIO {
            wrong.push(format!("{piece:?} takes {ratio:.1} times"));
        }
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => bail!("four times the text: {}; {MARKUP_RATIO} times are allowed", wrong.join("; ")),
    }
}

/// Returns the instructions for each input: a run with the counted part minus a run without it. All runs are started at
/// once, the longest first, because the machine has several cores and waiting costs no instructions.
fn counts() -> Result<Vec<u64>> {
    let runs: Vec<_> = INPUTS.iter().rev().flat_map(|(_, all, rest, size)| [(*all, *size), (*rest, *size)]).collect();
    let counted: Vec<Result<u64>> = thread::scope(|scope| {
        let running: Vec<_> = runs.iter().map(|(what, size)| scope.spawn(|| instructions(what, *size))).collect();
        running.into_iter().map(|one| one.join().unwrap_or_else(|_| bail!("counting failed"))).collect()
    });
    let counted = counted.into_iter().collect::<Result<Vec<_>>>()?;
    Ok(counted.chunks(2).rev().map(|pair| pair[0].saturating_sub(pair[1])).collect())
}

fn instructions(what: &str, size: usize) -> Result<u64> {
    let mut articles: Vec<PathBuf> =
        fs::read_dir(root().join("corpus/articles"))?.flatten().map(|entry| entry.path()).collect();
    articles.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    articles.sort();
    let mut arguments: Vec<String> = (!what.is_empty()).then(|| what.to_owned()).into_iter().collect();
    arguments.push(size.to_string());
    arguments.extend(articles.iter().map(|path| path.to_string_lossy().into_owned()));
    counted(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Returns the number of instructions of one run of the example.
fn counted(arguments: &[&str]) -> Result<u64> {
    let mut command = program("valgrind");
    command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(root().join("target/release/examples/instructions"));
    command.args(arguments);
    let out = command.output().context("cannot start valgrind")?;
    let stderr = String::from_utf8_lossy(&out.stderr);
    if !out.status.success() {
        bail!("valgrind ended with {}:\n{stderr}", out.status);
    }
    let collected = stderr.lines().find_map(|line| line.split_once("Collected : "));
    collected.and_then(|(_, count)| count.trim().parse().ok()).context("valgrind printed no count")
}

fn table(compiler: &str, counts: &[u64]) -> String {
    let head = "# The cost of analyses in instructions; `cargo xtask count --write` writes this file.\n";
    let rows = INPUTS.iter().zip(counts).map(|((name, ..), count)| format!("{name}\t{count}\n"));
    format!("{head}compiler\t{compiler}\n{}", rows.collect::<String>())
}

/// Prints the counts next to the baseline. Fails if one has grown too much.
fn judge(baseline: &str, compiler: &str, counts: &[u64]) -> Result<()> {
    let known = |name: &str| baseline.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('\t'));
    let same = known("compiler") == Some(compiler);
    let mut wrong = Vec::new();
    println!("\n{:<14} {:>16} {:>16} {:>8}", "instructions", "now", "baseline", "growth");
    for ((name, ..), now) in INPUTS.iter().zip(counts) {
        let then: u64 = known(name).and_then(|n| n.parse().ok()).with_context(|| format!("{BASELINE}: {name}"))?;
        let growth = (*now as f64 / then as f64 - 1.0) * 100.0;
        println!("{name:<14} {now:>16} {then:>16} {growth:>7.1}%");
        if same && growth > GROWTH {
            wrong.push(format!("{name} takes {growth:.1} % more instructions, {GROWTH} % are allowed"));
        }
    }
    if !same {
        let other = known("compiler").unwrap_or("another compiler");
        println!("the baseline was made with {other}, not {compiler}: only the ratio is checked");
    }
    if let [.., small, large] = counts {
        let ratio = *large as f64 / *small as f64;
        println!("1 MB takes {ratio:.2} times the instructions of 100 KB, {RATIO} times are allowed");
        if ratio > RATIO {
            wrong.push(format!("1 MB takes {ratio:.2} times what 100 KB take"));
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    bail!("{}; if this is intended, `cargo xtask count --write` replaces the baseline", wrong.join("; "));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_five_per_cent_fail_and_a_better_count_does_not() {
        let baseline = table("rustc 1", &[10, 100, 1000, 10_000]);
        assert!(judge(&baseline, "rustc 1", &[10, 104, 500, 5000]).is_ok());
        let error = judge(&baseline, "rustc 1", &[10, 106, 1000, 10_000]).expect_err("6 % are more than 5 %");
        assert!(error.to_string().starts_with("one article takes 6.0 %"), "{error}");
    }

    #[test]
    fn compares_only_the_ratio_for_another_compiler() {
        let baseline = table("rustc 1", &[10, 100, 1000, 10_000]);
        assert!(judge(&baseline, "rustc 2", &[20, 200, 2000, 20_000]).is_ok());
        assert!(judge(&baseline, "rustc 2", &[20, 200, 2000, 22_100]).is_err());
    }
}
