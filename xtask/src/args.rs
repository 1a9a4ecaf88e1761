//! The command line of `cargo xtask`.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::test;

/// Commands to serve, build, test and measure Sayso.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", max_term_width = 100, disable_help_subcommand = true)]
pub struct Args {
    /// Install missing Debian packages without asking
    #[arg(long, global = true)]
    pub yes: bool,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// A command with its options. The comments on commands and options are the text of `--help`.
#[derive(Subcommand)]
pub enum Command {
    /// Build the page if it changed and serve it on this machine
    Serve {
        /// The first port to try
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Run all tests, including those in the browser
    Test(Tests),
    /// Build the page in target/page/
    Build,
    /// Write everything that a static host needs to dist/
    Dist {
        /// Without compressed files (.gz, .br)
        #[arg(long)]
        plain: bool,
    },
    /// Build the analysis as an npm package in pkg/
    Pkg {
        /// Also install it into a fresh project, run it and check its types
        #[arg(long)]
        check: bool,
    },
    /// Build the embed in target/embed/, and host pages to test it in target/hosts/
    Embed,
    /// Build the browser extension in dist/extension/, for Chromium and Firefox
    Extension {
        /// Instead, measure it on saved web pages
        #[arg(long)]
        measure: bool,
        /// The folder with data/ and eval/ [default: ../shared]
        #[arg(long, value_name = "DIR")]
        shared: Option<PathBuf>,
    },
    /// Check formatting and run clippy, natively and for the browser
    Lint,
    /// Compare download sizes with xtask/budgets.tsv
    Size,
    /// Score the analysis on the annotated sets
    Eval {
        /// The folder with data/ and eval/ [default: ../shared]
        #[arg(long, value_name = "DIR")]
        shared: Option<PathBuf>,
        /// Also print confused statuses with their sentences
        #[arg(long)]
        confusions: bool,
        /// Instead, train five times without a fifth of the outlets and score on those (an hour)
        #[arg(long)]
        folds: bool,
    },
    /// Compare the findings of the working tree with those of another revision, to the bit
    Same {
        /// The revision; its findings are kept in target/same [default: HEAD]
        rev: Option<String>,
        /// The folder with data/ and seeds/ [default: ../shared]
        #[arg(long, value_name = "DIR")]
        shared: Option<PathBuf>,
    },
    /// Train the tagger on the annotated sets and write its weights to corpus/model
    Train(Training),
    /// Measure how time grows with the text, and the time for 1,000 words in the browser
    Bench,
    /// Compare the instructions of an analysis with xtask/instructions.tsv
    Count {
        /// Replace the baseline with the current counts
        #[arg(long)]
        write: bool,
    },
    /// Simulate hours of use: the embed on a page that changes constantly, a thousand articles in one tab
    Soak {
        /// The duration of the changes
        #[arg(long, default_value_t = 10.0)]
        minutes: f64,
    },
    /// Check licences, sources and advisories of all packages; list components in out/sayso.cdx.json
    Audit,
    /// Build page, embed and sayso.html in another folder as well, and compare byte by byte
    Reproduce,
    /// Fuzz every entry point, and record the totals
    Fuzz {
        /// The time for each target; 0 only prints the totals
        #[arg(long, default_value_t = 1.0)]
        minutes: f64,
        /// Only these targets
        targets: Vec<String>,
    },
    /// Take screenshots of the page in out/screens/
    Screenshot,
}

/// Which tests to run.
#[derive(clap::Args)]
pub struct Tests {
    /// Only the tests of the analysis and the gold cases, natively: an answer within a minute
    #[arg(long, conflicts_with_all = ["no_browser", "browser", "page", "embed", "offline", "extension", "python"])]
    quick: bool,
    /// Skip the browser tests
    #[arg(long)]
    no_browser: bool,
    /// Only the browser tests
    #[arg(long)]
    browser: bool,
    /// Only the browser tests of the page
    #[arg(long)]
    page: bool,
    /// Only the browser tests of the embed on its host pages
    #[arg(long)]
    embed: bool,
    /// Only the browser tests of the page on a host and offline
    #[arg(long)]
    offline: bool,
    /// Only the browser tests of the extension on the host pages
    #[arg(long)]
    extension: bool,
    /// Only the Python wheel and Spark
    #[arg(long)]
    python: bool,
    /// Only tests whose name contains one of these
    filter: Vec<String>,
}

impl From<Tests> for test::Options {
    fn from(tests: Tests) -> Self {
        let browser = [tests.page, tests.embed, tests.offline, tests.extension];
        let chosen = test::BROWSER.into_iter().zip(browser).filter(|(_, on)| *on || tests.browser);
        let only = chosen.map(|(name, _)| name).chain(tests.python.then_some(test::PYTHON)).collect();
        Self { quick: tests.quick, no_browser: tests.no_browser, only, filter: tests.filter }
    }
}

/// The options of the trainer, which are passed on to it.
#[derive(clap::Args)]
pub struct Training {
    /// A trial run: one pass over N articles; writes to target/train/model
    #[arg(long, value_name = "N")]
    limit: Option<String>,
    /// The folder of the sets [default: ../shared/data]
    #[arg(long, value_name = "DIR")]
    data: Option<String>,
    /// The folder for the weights [default: corpus/model]
    #[arg(long, value_name = "DIR")]
    model: Option<String>,
    /// Round the attribution weights in FILE again instead of training them; claims are trained on top of the result
    #[arg(long, value_name = "FILE")]
    round: Option<String>,
    /// The random seed [default: 1]
    #[arg(long, value_name = "N")]
    seed: Option<String>,
    /// The folder for intermediate files [default: target/train]
    #[arg(long, value_name = "DIR")]
    work: Option<String>,
}

impl Training {
    /// The command line of the trainer.
    pub fn arguments(self) -> Vec<String> {
        let Self { limit, data, model, round, seed, work } = self;
        let named = [
            ("--limit", limit),
            ("--data", data),
            ("--model", model),
            ("--round", round),
            ("--seed", seed),
            ("--work", work),
        ];
        named.into_iter().filter_map(|(name, value)| Some([name.to_owned(), value?])).flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn tests(line: &[&str]) -> test::Options {
        match Args::try_parse_from([&["xtask", "test"], line].concat()).map(|args| args.command) {
            Ok(Command::Test(tests)) => tests.into(),
            Ok(_) => panic!("another command"),
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn the_definition_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn options_select_tests() {
        assert_eq!(tests(&["--browser"]).only, test::BROWSER);
        assert_eq!(tests(&["--offline", "--page"]).only, ["page", "offline"]);
        assert_eq!(tests(&["--page", "--yes", "--", "undo", "typing"]).filter, ["undo", "typing"]);
        assert!(tests(&["--quick", "gold"]).quick);
        assert!(Args::try_parse_from(["xtask", "test", "--quick", "--page"]).is_err());
    }

    #[test]
    fn options_of_the_trainer_are_passed_on() {
        let args = Args::try_parse_from(["xtask", "train", "--seed", "3", "--limit", "9"]);
        let Ok(Command::Train(training)) = args.map(|args| args.command) else { panic!("not understood") };
        assert_eq!(training.arguments(), ["--limit", "9", "--seed", "3"]);
    }
}
