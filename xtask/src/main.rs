//! The project's commands. `cargo xtask --help` lists them.

mod apt;
mod audit;
mod bench;
mod browsers;
mod confusions;
mod count;
mod dist;
mod embed;
mod eval;
mod fuzz;
mod install;
mod integrity;
mod likeness;
mod lint;
mod npm;
mod package;
mod page;
mod peers;
mod pip;
mod pkg;
mod python;
mod reproduce;
mod same;
mod screenshot;
mod serve;
mod shapes;
mod shell;
mod single;
mod size;
mod standards;
mod tampered;
mod test;
mod tools;
mod train;
mod worth;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::{Long, Short, Value, ValueExt};

const PORT: u16 = 8080;

/// A command: name, one-line description, detailed help.
const COMMANDS: [(&str, &str, &str); 18] = [
    ("serve", "build the page if it changed and serve it on this machine", "  --port N   the first port to try (8080)"),
    (
        "test",
        "run all tests, including those in the browser",
        "  --no-browser   skip the browser tests\n  --browser      only the browser tests\n  --page, --embed, --offline\n                 only the browser tests of the page, the embed on its host pages, or the page on a host and offline\n  --python       only the Python wheel and Spark\n  -- FILTER      only tests whose name contains FILTER",
    ),
    ("build", "build the page in target/page/", ""),
    ("dist", "write everything that a static host needs to dist/", "  --plain   without compressed files (.gz, .br)"),
    (
        "pkg",
        "build the analysis as an npm package in pkg/",
        "  --check   also install it into a fresh project, run it and check its types",
    ),
    ("embed", "build the embed in target/embed/, and host pages to test it in target/hosts/", ""),
    ("lint", "check formatting and run clippy, natively and for the browser", ""),
    ("size", "compare download sizes with xtask/budgets.tsv", ""),
    (
        "eval",
        "score the analysis on the annotated sets",
        "  --shared DIR   the folder with data/ and eval/ (../shared)\n  --confusions   also print confused statuses with their sentences\n  --folds        instead, train five times without a fifth of the outlets and score on those (an hour)",
    ),
    (
        "same",
        "whether the working tree finds the same as another revision, to the bit",
        "  REV            the revision (HEAD); what it finds is kept in target/same\n  --shared DIR   the folder with data/ and seeds/ (../shared)",
    ),
    (
        "train",
        "train the tagger on the annotated sets and write its weights to corpus/model",
        "  --limit N    a trial run: one pass over N articles; writes to target/train/model\n  --data DIR   the folder of the sets (../shared/data)\n  --model DIR  the folder for the weights (corpus/model)\n  --round FILE no training: round the weights in FILE again\n  --seed N     the random seed (1)",
    ),
    ("bench", "measure how time grows with the text, and the time for 1,000 words in the browser", ""),
    (
        "count",
        "compare the instructions of an analysis with xtask/instructions.tsv",
        "  --write   replace the baseline with the current counts",
    ),
    (
        "soak",
        "simulate hours of use: the embed on a page that changes constantly, a thousand articles in one tab",
        "  --minutes N   the duration of the changes (10)",
    ),
    ("audit", "check licences, sources and advisories of all packages; list components in out/sayso.cdx.json", ""),
    (
        "reproduce",
        "build page, embed and sayso.html in another folder as well, and compare byte by byte",
        "  an up-to-date earlier build is used as the first of the two",
    ),
    (
        "fuzz",
        "fuzz every entry point, and record the totals",
        "  --minutes N   per target (1); 0 only prints the totals\n  TARGET …      only these targets",
    ),
    ("screenshot", "take screenshots of the page in out/screens/", ""),
];

fn main() -> ExitCode {
    match commanded() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn commanded() -> Result<()> {
    let mut args = lexopt::Parser::from_env();
    let mut command = None;
    let mut port = PORT;
    let mut shared = None;
    let (mut confusions, mut folds) = (false, false);
    let mut check = false;
    let mut options = test::Options::default();
    let (mut write, mut plain) = (false, false);
    let mut rev = None;
    let (mut minutes, mut targets) = (None, Vec::new());
    let mut training = Vec::new();
    while let Some(arg) = args.next()? {
        match (arg, command.as_deref()) {
            (Long("help") | Short('h'), _) => return help(command.as_deref()),
            (Long("yes"), _) => apt::agree(),
            (Value(name), None) => command = Some(name.string()?),
            (Long("port"), Some("serve")) => port = args.value()?.parse()?,
            (Long("no-browser"), Some("test")) => options.no_browser = true,
            (Long("browser"), Some("test")) => options.only.extend(test::BROWSER),
            (Long("page"), Some("test")) => options.only.push(test::BROWSER[0]),
            (Long("embed"), Some("test")) => options.only.push(test::BROWSER[1]),
            (Long("python"), Some("test")) => options.only.push(test::PYTHON),
            (Long("offline"), Some("test")) => options.only.push(test::BROWSER[2]),
            (Value(name), Some("test")) => options.filter.push(name.string()?),
            (Long("shared"), Some("eval" | "same")) => shared = Some(PathBuf::from(args.value()?)),
            (Value(name), Some("same")) if rev.is_none() => rev = Some(name.string()?),
            (Long(name @ ("limit" | "data" | "model" | "round" | "seed" | "work")), Some("train")) => {
                let name = format!("--{name}");
                training.extend([name, args.value()?.string()?]);
            }
            (Long("minutes"), Some("fuzz" | "soak")) => minutes = Some(args.value()?.parse()?),
            (Value(name), Some("fuzz")) => targets.push(name.string()?),
            (Long("plain"), Some("dist")) => plain = true,
            (Long("check"), Some("pkg")) => check = true,
            (Long("write"), Some("count")) => write = true,
            (Long("confusions"), Some("eval")) => confusions = true,
            (Long("folds"), Some("eval")) => folds = true,
            (arg, _) => return Err(arg.unexpected().into()),
        }
    }
    match command.as_deref() {
        Some("dist") => dist::dist(plain),
        Some("serve") => serve::serve(port),
        Some("build") => page::ensure().map(|dist| println!("{}", dist.display())),
        Some("test") => test::test(&options),
        Some("lint") => lint::lint(),
        Some("embed") => embed::hosts().map(|hosts| println!("{}", hosts.display())),
        Some("pkg") if check => package::check(),
        Some("pkg") => pkg::pkg(),
        Some("size") => size::size(),
        Some("eval") if folds => eval::folds(shared),
        Some("eval") => eval::eval(shared, confusions),
        Some("bench") => bench::bench(),
        Some("count") => count::count(write),
        Some("audit") => audit::audit(),
        Some("reproduce") => reproduce::reproduce(),
        Some("fuzz") => fuzz::fuzz(minutes.unwrap_or(1.0), &targets),
        Some("soak") => bench::soak(minutes.unwrap_or(10.0)),
        Some("same") => same::same(rev.as_deref(), shared),
        Some("train") => train::train(&training),
        Some("screenshot") => screenshot::screenshot(),
        _ => help(command.as_deref()),
    }
}

fn help(command: Option<&str>) -> Result<()> {
    let Some(name) = command else {
        println!("cargo xtask COMMAND\n");
        for (name, line, _) in COMMANDS {
            println!("  {name:<11} {line}");
        }
        println!(
            "\n`cargo xtask COMMAND --help` shows the options. \
             With --yes, missing Debian packages are installed without asking."
        );
        return Ok(());
    };
    let Some((_, line, more)) = COMMANDS.iter().find(|(known, _, _)| *known == name) else {
        bail!("unknown command {name}; `cargo xtask --help` lists them");
    };
    println!("cargo xtask {name}: {line}\n{more}");
    Ok(())
}
