//! Writes a comparison as one HTML file, without scripts or external resources, as in [`crate::export::html`].

use std::fmt::Write;

use super::{Compared, Entry, manner, score, support};
use crate::compare::Kind;
use crate::export::html::{escape, head};
use crate::export::wording;

/// Returns the report: links by kind, then the matrix of claims and articles.
pub fn write(all: &Compared<'_>) -> String {
    let mut out = head(all.locale, all.locale.text("compare.title"));
    out.push_str("<ol>\n");
    for at in 0..all.ids.len() {
        let _ = writeln!(out, "<li dir=\"auto\">{}</li>", escape(&all.id(at)));
    }
    out.push_str("</ol>\n");
    if all.comparison.links.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", all.locale.text("compare.none"));
    }
    for kind in Kind::ALL {
        links(&mut out, all, kind);
    }
    matrix(&mut out, all);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn links(out: &mut String, all: &Compared<'_>, kind: Kind) {
    let locale = all.locale;
    let entries = all.entries(kind);
    if entries.is_empty() {
        return;
    }
    let _ = writeln!(out, "<section>\n<h2>{} ({})</h2>\n<ul>", super::kind(locale, kind), entries.len());
    for Entry { link, sides } in entries {
        out.push_str("<li>");
        for side in &sides {
            let (id, words) = (escape(&all.id(side.article)), escape(&all.quote(side)));
            let _ = writeln!(out, "<p class=\"note\"><bdi>{id}</bdi></p><p class=\"words\" dir=\"auto\">{words}</p>");
        }
        let changes: Vec<String> = link.changes.iter().map(|change| escape(&all.change(link, change))).collect();
        if !changes.is_empty() {
            let _ = writeln!(out, "<p class=\"told\" dir=\"auto\">{}</p>", changes.join("; "));
        }
        let details = locale.fill("compare.score", &[("score", &score(link.score))]);
        let _ = writeln!(
            out,
            "<p class=\"told\">{} ({})</p></li>",
            escape(locale.rule(link.reason.rule)),
            escape(&details)
        );
    }
    out.push_str("</ul>\n</section>\n");
}

fn matrix(out: &mut String, all: &Compared<'_>) {
    let locale = all.locale;
    if all.comparison.rows.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "<section>\n<h2>{}</h2>\n<table>\n<thead><tr><th>{}</th>",
        locale.text("compare.rows"),
        locale.text("compare.claim")
    );
    for at in 0..all.ids.len() {
        let _ = writeln!(out, "<th scope=\"col\"><bdi>{}</bdi></th>", escape(&all.id(at)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &all.comparison.rows {
        let claim = escape(&all.quote(&row.title));
        let differ = if row.conflict { format!("; {}", locale.text("compare.contradicts")) } else { String::new() };
        let support = escape(&support(locale, row));
        let _ = writeln!(out, "<tr><th scope=\"row\" dir=\"auto\">{claim}<br><small>{support}{differ}</small></th>");
        for at in 0..all.ids.len() {
            let stance = row.stances.iter().find(|stance| stance.side.article == at);
            let how = stance.map_or(locale.text("compare.absent"), |stance| manner(locale, stance.manner));
            let who = stance.map(|stance| escape(&wording::line(&stance.speaker))).unwrap_or_default();
            let _ = writeln!(out, "<td>{how}<br><small><bdi>{who}</bdi></small></td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
}
