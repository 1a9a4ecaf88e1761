//! Collects the contents of a report for people, which Markdown and HTML share: who says what, and what is contested.

use std::collections::{HashMap, HashSet};

use crate::digest::{Digest, percent};
use crate::i18n::Locale;
use crate::model::{Attribution, Claim, Status};

use super::fragment::Linker;
use super::{Article, facts, wording};

/// A report. Its texts are not yet escaped for any format.
#[derive(Debug)]
pub struct Report {
    /// The article's title, or a placeholder.
    pub title: String,
    /// Byline, outlet and date, if known.
    pub facts: Vec<String>,
    /// The article's URL, if it may become a link.
    pub url: Option<String>,
    /// The article in numbers: statements, speakers, contested claims by status, the share of quoted words.
    pub summary: Vec<String>,
    /// What readers should know before they rely on the report.
    pub notes: Vec<String>,
    /// The sections: speakers, contested claims, other claims.
    pub sections: Vec<Section>,
}

/// A section of the report.
#[derive(Debug)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// The text shown if the section is empty.
    pub empty: String,
    /// Its groups.
    pub groups: Vec<Group>,
}

/// The statements of one speaker, or the claims of one status.
#[derive(Debug)]
pub struct Group {
    /// The speaker or status.
    pub title: String,
    /// The type of source and the number of statements and other entries, or what the status means.
    pub note: String,
    /// The statements or claims.
    pub entries: Vec<Entry>,
}

/// One statement or claim.
#[derive(Debug)]
pub struct Entry {
    /// The words of the statement or claim.
    pub words: String,
    /// Details, in short phrases.
    pub facts: Vec<String>,
    /// Why it was marked; may be empty.
    pub reason: String,
    /// A link to its words on the article's page.
    pub link: Option<String>,
}

/// Creates the report on `article`.
pub fn new(article: &Article<'_>) -> Report {
    let (meta, locale) = (article.meta, article.locale);
    let linker = Linker::new(article.text);
    let mut notes: Vec<String> = vec![locale.text("report.about").to_owned()];
    notes.extend(article.analysis.notices.iter().map(|notice| locale.label("notice", notice.name()).to_owned()));
    let claims = |title: &str, empty: &str, contested: bool| Section {
        title: locale.text(title).to_owned(),
        empty: locale.text(empty).to_owned(),
        groups: statuses(article, &linker, contested),
    };
    Report {
        title: if meta.title.trim().is_empty() {
            locale.text("report.untitled").to_owned()
        } else {
            wording::line(&meta.title)
        },
        facts: [&meta.byline, &meta.outlet, &meta.date]
            .map(|fact| wording::line(fact))
            .into_iter()
            .filter(|fact| !fact.is_empty())
            .collect(),
        url: meta.link().map(str::to_owned),
        summary: summary(article),
        notes,
        sections: vec![
            speakers(article, &linker),
            claims("ui.claims", "ui.claims.none", true),
            claims("report.others", "report.others.none", false),
        ],
    }
}

/// Returns the article in numbers, each as a phrase. Numbers of 0 are left out.
fn summary(article: &Article<'_>) -> Vec<String> {
    let (analysis, locale) = (article.analysis, article.locale);
    let digest = Digest::of(article.text, analysis);
    let speakers: HashSet<&str> = digest.speakers.iter().filter(|one| one.named).map(|one| &*one.name).collect();
    let statements: usize = digest.speakers.iter().map(|one| one.statements).sum();
    let contested = analysis.claims.iter().filter(|c| c.status.contested()).count();
    let mut statuses: Vec<String> = Vec::new();
    for status in Status::ALL.into_iter().filter(|status| status.contested()) {
        let own = analysis.claims.iter().filter(|c| c.status == status).count();
        if own > 0 {
            statuses.push(format!("{} {own}", locale.label("ui.status", status.name())));
        }
    }
    let quoted: usize = digest.speakers.iter().map(|one| one.quoted).sum();
    let mut out = Vec::new();
    if statements > 0 {
        out.push(locale.count("ui.statements", statements));
        out.push(locale.count("ui.strip.speakers", speakers.len()));
        out.push(locale.fill("ui.strip.quoted", &[("n", &percent(quoted, digest.said()).to_string())]));
    }
    if contested > 0 {
        out.push(format!("{} ({})", locale.count("ui.strip.contested", contested), statuses.join(", ")));
    }
    out
}

/// Returns the speakers with their statements, those with the most statements first.
fn speakers(article: &Article<'_>, linker: &Linker<'_>) -> Section {
    let locale = article.locale;
    let mut groups: Vec<(String, Group, Vec<&Attribution>)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for a in &article.analysis.attributions {
        let who = wording::who(article.text, a);
        let at = *known.entry(who.to_lowercase()).or_insert(groups.len());
        if at == groups.len() {
            let (sort, group) = speaker(locale, who, a);
            groups.push((sort, group, Vec::new()));
        }
        groups[at].1.entries.push(statement(article, linker, a));
        groups[at].2.push(a);
    }
    // Stable sort: speakers with equal counts stay in order of first appearance.
    crate::sort::sort_by_key(&mut groups, |(_, _, own)| {
        std::cmp::Reverse(own.iter().filter(|a| a.act.speaks()).count())
    });
    for (sort, group, own) in &mut groups {
        group.note = wording::tally(locale, own.iter().copied());
        if !sort.is_empty() {
            group.note = format!("{sort}. {}", group.note);
        }
    }
    Section {
        title: locale.text("ui.speakers").to_owned(),
        empty: locale.text("ui.speakers.none").to_owned(),
        groups: groups.into_iter().map(|(_, group, _)| group).collect(),
    }
}

/// Returns the name of the speaker's type of source, and an empty group for the speaker.
fn speaker(locale: Locale, who: String, a: &Attribution) -> (String, Group) {
    let (sort, title) = match who.is_empty() {
        true => (String::new(), locale.text("ui.nobody").to_owned()),
        false => (locale.label("ui.source", a.source_type.name()).to_owned(), who),
    };
    (sort, Group { title, note: String::new(), entries: Vec::new() })
}

fn statement(article: &Article<'_>, linker: &Linker<'_>, a: &Attribution) -> Entry {
    Entry {
        words: wording::deed_and_content(article.locale, article.text, a),
        facts: facts::attribution(article, a),
        reason: String::new(),
        link: linker.link(article.meta, &a.content),
    }
}

/// Returns the claims by status, in order of precedence: the contested ones or the others.
fn statuses(article: &Article<'_>, linker: &Linker<'_>, contested: bool) -> Vec<Group> {
    let locale = article.locale;
    let mut claims: Vec<&Claim> =
        article.analysis.claims.iter().filter(|c| c.status.contested() == contested).collect();
    crate::sort::sort_by_key(&mut claims, |c| c.status);
    let mut groups: Vec<(Status, Group)> = Vec::new();
    for c in claims {
        let name = c.status.name();
        if groups.last().is_none_or(|(status, _)| *status != c.status) {
            let [title, note] = ["ui.status", "ui.meaning"].map(|group| locale.label(group, name).to_owned());
            groups.push((c.status, Group { title, note, entries: Vec::new() }));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.entries.push(Entry {
                words: wording::quote(article.text, &c.content),
                facts: facts::claim(article, c),
                reason: facts::reason(locale, &c.reason),
                link: linker.link(article.meta, &c.content),
            });
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}
