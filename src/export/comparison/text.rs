//! Writes a comparison for people at a terminal. Control characters in the articles are shown as `·`.

use std::fmt::Write;

use super::{Compared, Entry, manner, score, support};
use crate::compare::Kind;
use crate::export::wording;

/// Returns links by kind, then the claims and which articles make them.
pub fn write(all: &Compared<'_>) -> String {
    let locale = all.locale;
    let mut out = String::new();
    for at in 0..all.ids.len() {
        let _ = writeln!(out, "{:>3}  {}", at + 1, all.id(at));
    }
    if all.comparison.links.is_empty() {
        let _ = writeln!(out, "\n{}", locale.text("compare.none"));
    }
    for kind in Kind::ALL {
        let entries = all.entries(kind);
        if !entries.is_empty() {
            let _ = writeln!(out, "\n{}: {}", super::kind(locale, kind), entries.len());
        }
        for Entry { link, sides } in entries {
            let _ = writeln!(out, "\n  {} [{}]", locale.rule(link.reason.rule), score(link.score));
            for side in &sides {
                let _ = writeln!(out, "{:>5}  {}", side.article + 1, all.quote(side));
            }
            for change in &link.changes {
                let _ = writeln!(out, "       {}", all.change(link, change));
            }
        }
    }
    if !all.comparison.rows.is_empty() {
        let _ = writeln!(out, "\n{}: {}", locale.text("compare.rows"), all.comparison.rows.len());
    }
    for row in &all.comparison.rows {
        let differ = if row.conflict { format!("; {}", locale.text("compare.contradicts")) } else { String::new() };
        let _ = writeln!(out, "\n  {}\n  {}{differ}", all.quote(&row.title), support(locale, row));
        for stance in &row.stances {
            let speaker = wording::line(&stance.speaker);
            let who = if speaker.is_empty() { String::new() } else { format!(" ({speaker})") };
            let (number, how) = (stance.side.article + 1, manner(locale, stance.manner));
            let _ = writeln!(out, "{number:>5}  {how}{who}: {}", all.quote(&stance.side));
        }
    }
    out
}
