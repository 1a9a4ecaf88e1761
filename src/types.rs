//! Generates `www/pkg/types.d.ts` from the model, and tests that the file is current.

use std::fmt::Write;
use std::path::Path;

use ts_rs::{Config, TS};

use crate::checks::library::Info;
use crate::checks::{Checked, Review, Stance as ClaimStance};
use crate::compare::{Change, Comparison, Kind as LinkKind, Link, Manner, Reason as LinkReason, Row, Side, Stance};
use crate::export::match_row::Row as Match;
use crate::model::{
    Act, Analysis, Attribution, CheckWorthiness, Claim, Kind, Mention, Notice, Reason, Skipped, SourceType, Status,
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

#[test]
fn javascript_types_match_the_model() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/pkg/types.d.ts");
    let made = types();
    if std::env::var("SAYSO_TYPES").is_ok_and(|wish| wish == "write") {
        std::fs::write(&path, &made).expect("it can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "www/pkg/types.d.ts is out of date; run SAYSO_TYPES=write cargo test --lib types\n{made}");
}
