//! Generates `www/pkg/types.d.ts` from the model and `python/sayso/_vocabulary.py` from the vocabulary, and tests that
//! the files are up to date.

use std::fmt::Write;
use std::path::Path;

use ts_rs::{Config, TS};

use crate::checks::library::Info;
use crate::checks::{Checked, Review, Stance as ClaimStance};
use crate::compare::{Change, Comparison, Kind as LinkKind, Link, Manner, Reason as LinkReason, Row, Side, Stance};
use crate::export::match_row::Row as Match;
use crate::model::{
    Act, Analysis, Attribution, CheckWorthiness, Claim, Kind, Mention, Notice, Reason, Rule, Skipped, SourceType,
    Status,
};
use crate::span::{Span, Unit};

const HEAD: &str =
    "// Generated from the Rust types by `SAYSO_TYPES=write cargo test --lib types`; a test fails if it is out of date.
// Spans count the unit that was passed to the call; without one they count UTF-16 units, as JavaScript does.
";

const SPAN: &str = "/**
 * Start and end of a stretch of text; the end is exclusive.
 */
";

fn add<T: TS + 'static>(out: &mut String, config: &Config) {
    let docs = match T::name(config).as_str() {
        // The model's doc comment speaks of bytes, but JavaScript callers choose the unit.
        "Span" => SPAN.to_owned(),
        _ => T::docs().unwrap_or_default(),
    };
    let _ = write!(out, "\n{docs}export {}\n", T::decl(config));
}

fn types() -> String {
    let config = Config::default().with_large_int("number");
    let mut out = HEAD.to_owned();
    macro_rules! all {
        ($($type:ty),*) => { $( add::<$type>(&mut out, &config); )* };
    }
    all!(
        Span,
        Unit,
        Rule,
        Kind,
        Act,
        SourceType,
        Status,
        Reason,
        Attribution,
        Claim,
        Mention,
        CheckWorthiness,
        Skipped,
        Notice,
        Analysis
    );
    all!(LinkKind, Side, Change, LinkReason, Link, Manner, Stance, Row, Comparison);
    all!(Review, Checked, ClaimStance, Match, Info);
    out
}

const PYTHON: &str =
    "# Generated from src/vocabulary.rs by `SAYSO_TYPES=write cargo test --lib types`; a test fails if it is out of \
     date.
\"\"\"The words that describe findings.\"\"\"

from typing import Literal
";

/// Returns the Python module with the names of the vocabulary.
fn python() -> String {
    let mut out = PYTHON.to_owned();
    macro_rules! all {
        ($($type:ident),*) => {
            $( literal(&mut out, stringify!($type), &$type::ALL.map($type::name)); )*
        };
    }
    all!(Kind, Act, SourceType, Status, ClaimStance, Rule);
    let contested =
        Status::ALL.into_iter().filter(|status| status.contested()).map(|status| format!("{:?}", status.name()));
    let contested = contested.collect::<Vec<_>>().join(", ");
    out + &format!(
        "\n#: The statuses of contested claims.\nCONTESTED: frozenset[Status] = frozenset({{{contested}}})\n"
    )
}

fn literal(out: &mut String, name: &str, words: &[&str]) {
    let _ = writeln!(out, "\n{name} = Literal[");
    for word in words {
        let _ = writeln!(out, "    {word:?},");
    }
    out.push_str("]\n");
}

/// Checks that the file at `path` contains exactly `made`. Writes it first if the environment variable `SAYSO_TYPES` is
/// `write`.
fn check(path: &str, made: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var("SAYSO_TYPES").is_ok_and(|wish| wish == "write") {
        std::fs::write(&file, made).expect("it can be written");
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == made, "{path} is out of date; run SAYSO_TYPES=write cargo test --lib types\n{made}");
}

#[test]
fn javascript_types_match_the_model() {
    check("www/pkg/types.d.ts", &types());
}

#[test]
fn python_types_match_the_vocabulary() {
    check("python/sayso/_vocabulary.py", &python());
}
