//! The project's commands. `cargo xtask --help` lists them.

mod apt;
mod args;
mod audit;
mod bench;
mod bookmarklet;
mod browsers;
mod check_worthiness;
mod checks;
mod confusions;
mod count;
mod dist;
mod embed;
mod eval;
mod extension;
mod fuzz;
mod hostile_texts;
mod install;
mod integrity;
mod likeness;
mod links;
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
mod saved_pages;
mod screenshot;
mod serve;
mod shell;
mod single;
mod size;
mod standards;
mod tampered;
mod test;
mod tools;
mod train;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use args::{Args, Command};

fn main() -> ExitCode {
    match run(Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: Args) -> Result<()> {
    if args.yes {
        apt::agree();
    }
    match args.command {
        Command::Serve { port } => serve::serve(port),
        Command::Test(options) => test::test(&options.into()),
        Command::Build => page::ensure().map(|dist| println!("{}", dist.display())),
        Command::Dist { plain } => dist::dist(plain),
        Command::Pkg { check: true } => package::check(),
        Command::Pkg { check: false } => pkg::pkg(),
        Command::Embed => embed::hosts().map(|hosts| println!("{}", hosts.display())),
        Command::Extension { measure: true, shared } => saved_pages::measure(shared),
        Command::Extension { .. } => extension::extension(),
        Command::Lint => lint::lint(),
        Command::Size => size::size(),
        Command::Eval { shared, folds: true, .. } => eval::folds(shared),
        Command::Eval { shared, confusions, .. } => eval::eval(shared, confusions),
        Command::Same { rev, shared } => same::same(rev.as_deref(), shared),
        Command::Train(options) => train::train(&options.arguments()),
        Command::Bench => bench::bench(),
        Command::Count { write } => count::count(write),
        Command::Soak { minutes } => bench::soak(minutes),
        Command::Audit => audit::audit(),
        Command::Reproduce => reproduce::reproduce(),
        Command::Fuzz { minutes, targets } => fuzz::fuzz(minutes, &targets),
        Command::Screenshot => screenshot::screenshot(),
    }
}
