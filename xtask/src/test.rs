//! `cargo xtask test`: runs all tests.

use std::time::Instant;

use anyhow::{Result, bail};

use crate::lint::helpers;
use crate::shell::{cargo, output, root, run};
use crate::{
    bookmarklet, browsers, embed, extension, npm, package, page, python, saved_pages, single, standards, tools,
};

/// Which tests to run.
#[derive(Default)]
pub struct Options {
    /// Run only the native tests of the analysis, see [`QUICK`].
    pub quick: bool,
    /// Skip the page and the browsers.
    pub no_browser: bool,
    /// Run only these of [`BROWSER`] and [`PYTHON`]; if empty, run all tests.
    pub only: Vec<&'static str>,
    /// Run only tests whose name contains one of these.
    pub filter: Vec<String>,
}

impl Options {
    fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.contains(&name)
    }
}

/// The browser tests, by what they open: the page, the embed on its host pages, the page on a host and offline, the
/// host pages with the extension.
pub const BROWSER: [&str; 4] = ["page", "embed", "offline", "extension"];

/// The tests that answer within a minute after a change to a rule or a table.
const QUICK: [&str; 3] = ["--lib", "--test=gold", "--test=invariants"];

/// What the native tests are built from, including the pure parts of the page. Every step that builds the program for a
/// test uses the same features, so it is compiled once.
pub const NATIVE: [&str; 4] = ["--locked", "--workspace", "--features", "sayso/web,sayso/parquet"];

/// Modules of the page's tests that run in Chromium only, because they check what the program computes and shows, not
/// what a browser does with it. Firefox runs them if `SAYSO_BROWSER=firefox` selects it, or if a filter is given.
const ENGINE_INDEPENDENT: [&str; 15] = [
    "about",
    "axe",
    "compare",
    "correct",
    "dismiss",
    "empty",
    "filters",
    "boilerplate",
    "guests",
    "html_readers",
    "lists",
    "settings",
    "speed",
    "tabs",
    "tangled",
];

/// The name of the tests that Python runs: the wheel, and the Spark job.
pub const PYTHON: &str = "python";

/// Runs the steps one after the other, continues after failures, and ends with a summary line.
///
/// # Errors
/// If a step failed.
pub fn test(options: &Options) -> Result<()> {
    let start = Instant::now();
    let in_browser = !options.no_browser && !options.quick && BROWSER.iter().any(|name| options.wants(name));
    if in_browser {
        // First, while the user is still there to answer.
        browsers::ensure(&engines())?;
    }
    let mut steps: Vec<(&str, Step)> = Vec::new();
    if options.quick {
        steps.push(("unit and gold tests of the analysis", quick));
    } else if options.only.is_empty() {
        steps.push(("core builds alone", core_alone));
        steps.push(("unit, gold and command-line tests", native));
        steps.push(("examples in the documentation", documentation));
        steps.push(("tests of the commands", commands));
        steps.push(("formats, read by others", formats));
        steps.push(("npm package", npm_package));
    }
    if options.wants(PYTHON) && !options.quick {
        steps.push(("Python wheel", python::wheel));
        steps.push(("Spark with two workers", python::spark));
    }
    if in_browser {
        steps.push(("browser tests", browser));
    }
    let mut failed = Vec::new();
    for (name, step) in &steps {
        println!("\n== {name}");
        let start = Instant::now();
        if let Err(error) = step(options) {
            eprintln!("== {name}: {error:#}");
            failed.push(*name);
        }
        println!("== {name} took {:.0} s", start.elapsed().as_secs_f32());
    }
    println!("\nall tests ran in {:.0} s; of the {} groups:", start.elapsed().as_secs_f32(), steps.len());
    println!("{} passed, {} failed", steps.len() - failed.len(), failed.len());
    if failed.is_empty() {
        return Ok(());
    }
    bail!("failed: {}", failed.join(", "));
}

type Step = fn(&Options) -> Result<()>;

/// Checks that the core needs neither the command line nor the web crates, natively and for the browser.
fn core_alone(_: &Options) -> Result<()> {
    tools::wasm_target()?;
    run(&mut cargo(&["check", "--locked", "--lib", "--no-default-features"]))?;
    run(&mut cargo(&["check", "--locked", "--lib", "--no-default-features", "--target", "wasm32-unknown-unknown"]))
}

fn quick(Options { filter, .. }: &Options) -> Result<()> {
    run(cargo(&[&["test", "--locked"], &QUICK[..], &["--no-fail-fast", "--"]].concat()).args(filter))
}

fn native(Options { filter, .. }: &Options) -> Result<()> {
    let mut command = if output(&mut cargo(&["nextest", "--version"])).is_ok() {
        cargo(&[&["nextest", "run", "--no-tests", "pass", "--no-fail-fast"][..], &NATIVE].concat())
    } else {
        cargo(&[&["test", "--lib", "--bins", "--tests", "--no-fail-fast"][..], &NATIVE].concat())
    };
    if !filter.is_empty() {
        command.arg("--").args(filter);
    }
    run(&mut command)
}

fn documentation(Options { filter, .. }: &Options) -> Result<()> {
    run(cargo(&[&["test", "--doc"][..], &NATIVE, &["--"]].concat()).args(filter))
}

fn commands(Options { filter, .. }: &Options) -> Result<()> {
    run(helpers("test", &["-p", "xtask", "--lib", "--bins", "--tests", "--"]).args(filter))
}

/// Runs the one check that covers all formats. Skips it if there is a filter that does not match its name.
fn formats(Options { filter, .. }: &Options) -> Result<()> {
    match filter.is_empty() || filter.iter().any(|part| "formats".contains(part.as_str())) {
        true => standards::check(),
        false => Ok(()),
    }
}

/// Runs the one check of the npm package. Skips it if there is a filter that does not match its name.
fn npm_package(Options { filter, .. }: &Options) -> Result<()> {
    match filter.is_empty() || filter.iter().any(|part| "npm".contains(part.as_str())) {
        true => package::check(),
        false => Ok(()),
    }
}

fn browser(options: &Options) -> Result<()> {
    let mut which = vec!["--lib"];
    if options.wants("offline") || options.wants("extension") {
        page::ensure_with(&[single::PROGRAM])?;
    }
    for name in BROWSER.into_iter().filter(|name| options.wants(name)) {
        match name {
            "embed" => drop(embed::hosts()?),
            "extension" => {
                if npm::esbuild()?.is_none() {
                    println!("skipped: the extension, whose scripts need esbuild");
                    continue;
                }
                extension::ensure()?;
                bookmarklet::ensure()?;
                saved_pages::unpack(&root().join("../shared"))?;
                embed::hosts()?;
            }
            "offline" => {
                if let Some(bytes) = single::write(&root().join("target/sayso.html"))? {
                    println!("sayso.html: {bytes} bytes");
                }
            }
            _ => drop(page::ensure()?),
        }
        which.extend(["--test", name]);
    }
    in_browsers(&which, &options.filter)
}

/// Returns the browsers selected by `SAYSO_BROWSER`: the one that it names, or all if it is not set.
fn engines() -> Vec<&'static str> {
    let chosen = std::env::var("SAYSO_BROWSER").ok();
    browsers::ENGINES.into_iter().filter(|name| chosen.as_deref().is_none_or(|only| only == *name)).collect()
}

fn in_browsers(which: &[&str], filter: &[String]) -> Result<()> {
    let mut failed = Vec::new();
    // One engine after the other, because each uses as much of the machine as it may.
    for engine in engines() {
        println!("\n== in {engine}");
        let start = Instant::now();
        if let Err(error) = in_browser(engine, which, filter) {
            eprintln!("== in {engine}: {error:#}");
            failed.push(engine);
        }
        println!("== {engine} took {:.0} s", start.elapsed().as_secs_f32());
    }
    if failed.is_empty() {
        return Ok(());
    }
    bail!("failed in {}", failed.join(" and "));
}

fn in_browser(engine: &str, which: &[&str], filter: &[String]) -> Result<()> {
    let path = match engine {
        "firefox" => tools::geckodriver()?,
        _ => std::env::var_os("PATH").unwrap_or_default(),
    };
    // Each test has its own browser, so one test per core would starve them.
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get().div_ceil(2).max(2));
    let threads = threads.to_string();
    let args = [&["-p", "sayso-browser", "--no-fail-fast"], which, &["--", "--test-threads", &threads]].concat();
    // A failed test says what was wrong; the backtrace of its async code does not help.
    let mut tests = helpers("test", &args);
    if engine == "firefox" && filter.is_empty() && std::env::var_os("SAYSO_BROWSER").is_none() {
        println!("only in Chromium: the page's tests of {}", ENGINE_INDEPENDENT.join(", "));
        tests.args(ENGINE_INDEPENDENT.iter().flat_map(|name| ["--skip".to_owned(), format!("{name}::")]));
    }
    if let Some(axe) = npm::axe()? {
        tests.env("SAYSO_AXE", axe);
    }
    run(tests.args(filter).env("RUST_LIB_BACKTRACE", "0").env("SAYSO_BROWSER", engine).env("PATH", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engine_independent_tests_exist_in_the_page_only() {
        let file = |target: &str, name: &str| root().join(format!("tests/browser/tests/{target}/{name}.rs")).is_file();
        for name in ENGINE_INDEPENDENT {
            assert!(file("page", name), "there is no {name}");
            for target in ["embed", "offline", "extension"] {
                assert!(!file(target, name), "{name} would be skipped in {target} too");
            }
        }
    }
}
