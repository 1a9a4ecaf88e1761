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

/// A command: its name, one line on it, its own help.
const COMMANDS: [(&str, &str, &str); 18] = [
    ("serve", "build the page if it changed and serve it on this machine", "  --port N   the first port to try (8080)"),
    (
        "test",
        "run every test, in the browser too",
        "  --no-browser   leave out the browser tests\n  --browser      only the browser tests\n  --page, --embed, --offline\n                 of these only those of the page, the embed on its host pages, the page on a host and without a network\n  --python       only the Python wheel and Spark\n  -- FILTER      only tests whose name contains FILTER",
    ),
    ("build", "build the page into target/page/", ""),
    ("dist", "everything that a static host needs, into dist/", "  --plain   without the packed files (.gz, .br)"),
    (
        "pkg",
        "the analysis as an npm package, into pkg/",
        "  --check   also install it into a fresh project, run it and check its types",
    ),
    ("embed", "the embed into target/embed/, and the host pages that try it into target/hosts/", ""),
    ("lint", "formatting and clippy, native and for the browser", ""),
    ("size", "what the page weighs, against xtask/budgets.tsv", ""),
    (
        "eval",
        "score the analysis on the annotated sets",
        "  --shared DIR   the folder with data/ and eval/ (../shared)\n  --confusions   also which status was taken for which, with the sentences\n  --folds        instead, train five times without a fifth of the outlets and score these (an hour)",
    ),
    (
        "same",
        "whether the working tree finds the same as another revision, to the bit",
        "  REV            the revision (HEAD); what it finds is kept in target/same\n  --shared DIR   the folder with data/ and seeds/ (../shared)",
    ),
    (
        "train",
        "train the tagger: from the annotated sets to corpus/model",
        "  --limit N    one pass over N articles, for a look; writes to target/train/model\n  --data DIR   the folder of the sets (../shared/data)\n  --model DIR  where the weights go (corpus/model)\n  --round FILE no training: round the weights of FILE anew\n  --seed N     another start (1)",
    ),
    ("bench", "how time grows with the text; what 1,000 words take in the browser", ""),
    (
        "count",
        "instructions of an analysis, against xtask/instructions.tsv",
        "  --write   set the baseline to what is counted now",
    ),
    (
        "soak",
        "hours of use in minutes: the embed on a page that changes all the time, a thousand articles in one tab",
        "  --minutes N   of changes (10)",
    ),
    (
        "audit",
        "licences, sources and advisories of all packages; what the program is made of, into out/sayso.cdx.json",
        "",
    ),
    (
        "reproduce",
        "build page, embed and sayso.html in another folder too; both must be the same, byte by byte",
        "  what was built from these very sources before is taken for the first of the two",
    ),
    (
        "fuzz",
        "try every way in with broken input, and write down what was tried",
        "  --minutes N   for each target (1); 0 only tells what was tried so far\n  TARGET …      only these targets",
    ),
    ("screenshot", "pictures of the page into out/screens/", ""),
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
            "\n`cargo xtask COMMAND --help` tells more. With --yes, Debian packages that are missing are installed unasked."
        );
        return Ok(());
    };
    let Some((_, line, more)) = COMMANDS.iter().find(|(known, _, _)| *known == name) else {
        bail!("there is no command {name}; `cargo xtask --help` lists them");
    };
    println!("cargo xtask {name}: {line}\n{more}");
    Ok(())
}
