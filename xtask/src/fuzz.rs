//! `cargo xtask fuzz`: feeds broken input to every entry point for a while, and records the totals.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::shell::{output, program, root, run};
use crate::{audit, tools};

/// The file with the totals of each target over all runs, from the root.
const TRIED: &str = "fuzz/log.tsv";
const HEAD: &str = "# Totals so far; `cargo xtask fuzz` adds to them.\ntarget\tinputs\tseconds of a processor\n";

/// The maximum length of an input in bytes, time for one input in seconds, and memory in megabytes.
const LIMITS: [&str; 3] = ["-max_len=4096", "-timeout=20", "-rss_limit_mb=3072"];

/// The number of inputs, and the processor time in seconds.
#[derive(Clone, Copy, Default)]
struct Totals {
    inputs: u64,
    seconds: u64,
}

/// Runs each target, or only those in `named`, for `minutes`, as many at once as there are processors. Adds to the
/// totals and prints them.
///
/// # Errors
/// If a target finds something, in which case the message says where the input is; if the targets do not build, or no
/// target has a given name.
pub fn fuzz(minutes: f64, named: &[String]) -> Result<()> {
    let path = root().join(TRIED);
    let mut totals = read(&fs::read_to_string(&path).unwrap_or_default());
    let targets: Vec<String> = targets()?.into_iter().filter(|t| named.is_empty() || named.contains(t)).collect();
    if targets.is_empty() {
        bail!("no such target in fuzz/fuzz_targets");
    }
    let mut found = Vec::new();
    if minutes > 0.0 {
        let folder = build()?;
        let abreast = thread::available_parallelism().map_or(1, usize::from);
        for few in targets.chunks(abreast) {
            let begun: Vec<_> = few.iter().map(|target| start(&folder, target, minutes)).collect::<Result<_>>()?;
            for (target, child) in few.iter().zip(begun) {
                let (now, fault) = follow(target, child)?;
                let sum = totals.entry(target.clone()).or_default();
                *sum = Totals { inputs: sum.inputs + now.inputs, seconds: sum.seconds + now.seconds };
                println!("{target}: {} inputs in {} s", now.inputs, now.seconds);
                found.extend(fault.map(|fault| format!("{target}: {fault}")));
            }
            fs::write(&path, written(&totals))?;
        }
    }
    println!("\n{}", table(&totals));
    if found.is_empty() {
        return Ok(());
    }
    bail!("{}", found.join("\n"));
}

fn targets() -> Result<Vec<String>> {
    let entries = fs::read_dir(root().join("fuzz/fuzz_targets")).context("no folder fuzz/fuzz_targets")?;
    let names = entries.flatten().filter_map(|entry| Some(entry.path().file_stem()?.to_str()?.to_owned()));
    let mut names: Vec<_> = names.collect();
    names.sort();
    Ok(names)
}

/// Builds the targets and returns their folder. They have no sanitizer, because the project forbids `unsafe`; therefore
/// the stable compiler can build them.
fn build() -> Result<PathBuf> {
    // `cargo fuzz` has no option `--locked`.
    audit::locked("fuzz/Cargo.toml")?;
    let mut cargo = program("cargo");
    run(cargo.env("PATH", tools::cargo_fuzz()?).args(["fuzz", "build", "--sanitizer", "none"]))?;
    let version = output(program("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc does not print its host")?;
    Ok(root().join("fuzz/target").join(host).join("release"))
}

fn start(folder: &Path, target: &str, minutes: f64) -> Result<Child> {
    let (corpus, finds) = (format!("fuzz/corpus/{target}"), format!("fuzz/artifacts/{target}/"));
    for made in [&corpus, &finds] {
        fs::create_dir_all(root().join(made))?;
    }
    let mut command = program(folder.join(target));
    command.args([&corpus, &format!("fuzz/seeds/{target}")]).args(LIMITS);
    command.args(["-dict=fuzz/words.dict", "-print_final_stats=1", &format!("-artifact_prefix={finds}")]);
    command.arg(format!("-max_total_time={:.0}", minutes * 60.0));
    command
        .stdout(Stdio::null())
        .stderr(fs::File::create(log(target))?)
        .spawn()
        .with_context(|| format!("cannot start {target}"))
}

/// Waits for a target. Returns its totals, and a message if it found something.
fn follow(target: &str, mut child: Child) -> Result<(Totals, Option<String>)> {
    let mut seconds = 0;
    let status = loop {
        // The processor time can only be read while the process runs. Wall-clock time means little on a busy machine.
        seconds = processor(child.id()).unwrap_or_default().max(seconds);
        match child.try_wait()? {
            Some(status) => break status,
            None => thread::sleep(Duration::from_millis(500)),
        }
    };
    let output = fs::read(log(target)).map(|output| String::from_utf8_lossy(&output).into_owned())?;
    let counted = output.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    let inputs = counted.and_then(|count| count.trim().parse().ok()).unwrap_or_default();
    let fault = (!status.success()).then(|| {
        let said: Vec<_> = output.lines().filter(|line| line.contains("panicked") || line.contains("ERROR")).collect();
        let place = output.lines().find(|line| line.contains("Test unit written to")).unwrap_or("no input was kept");
        format!("{status}; {}; {place}; all of it: {}", said.join(" "), log(target).display())
    });
    Ok((Totals { inputs, seconds }, fault))
}

fn log(target: &str) -> PathBuf {
    root().join(format!("fuzz/target/{target}.log"))
}

/// Returns the processor time of a process in seconds; `None` if the system does not provide it.
fn processor(id: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<u64>().ok();
    // A tick is a hundredth of a second on every Linux system.
    Some((ticks(11)? + ticks(12)?) / 100)
}

fn read(tsv: &str) -> BTreeMap<String, Totals> {
    let rows = tsv.lines().filter(|line| !line.starts_with('#')).skip(1);
    let row = |line: &str| {
        let mut cells = line.split('\t');
        let name = cells.next()?.to_owned();
        Some((name, Totals { inputs: cells.next()?.parse().ok()?, seconds: cells.next()?.parse().ok()? }))
    };
    rows.filter_map(row).collect()
}

fn written(totals: &BTreeMap<String, Totals>) -> String {
    totals.iter().fold(HEAD.to_owned(), |mut out, (target, Totals { inputs, seconds })| {
        let _ = writeln!(out, "{target}\t{inputs}\t{seconds}");
        out
    })
}

/// Formats the totals for people.
fn table(totals: &BTreeMap<String, Totals>) -> String {
    let mut out = format!("{:<12} {:>14} {:>9}\n", "target", "inputs", "CPU min");
    for (target, Totals { inputs, seconds }) in totals {
        let _ = writeln!(out, "{target:<12} {inputs:>14} {:>9.1}", *seconds as f64 / 60.0);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_kept() {
        let totals = read("# x\ntarget\tinputs\tseconds\nhtml\t70\t9\n");
        assert_eq!(read(&written(&totals)).get("html").map(|t| (t.inputs, t.seconds)), Some((70, 9)));
        assert!(table(&totals).contains("html                     70       0.1"));
    }
}
