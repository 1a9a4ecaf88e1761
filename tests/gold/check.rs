//! Compares the findings in a case's article with what the case expects.

use sayso::model::Analysis;
use sayso::span::Span;

use crate::case::{Case, Expected, Finding, Item, Mode, Sort, plain};

/// Analyses an article with the rules of the case's language.
pub type Analyze<'a> = &'a dyn Fn(&str) -> Analysis;

/// Returns what is wrong with a case, formatted like a diff, or `None` if everything holds.
pub fn check(file: &str, case: &Case, analyze: Analyze<'_>) -> Option<String> {
    let found = findings(&case.article, analyze);
    let mut report = Vec::new();
    let mut named = vec![0; found.len()];
    for expected in &case.expected {
        let failed = check_line(expected, &found, &mut named);
        let mark = if failed.is_some() { "- " } else { "  " };
        let why = failed.map(|why| format!("   <- {file}:{}: {why}", expected.line)).unwrap_or_default();
        report.push(format!("{mark}{}{why}", expected.written));
    }
    let has = |item: &Item| case.expected.iter().any(|e| e.item == *item);
    let (more, attributions) = (has(&Item::MoreAllowed), has(&Item::MoreAttributionsAllowed));
    for (finding, times) in found.iter().zip(named) {
        if times > 1 {
            report.push(format!("+ {}   <- matched by {times} lines", shown(finding)));
        } else if times == 0
            && !(more
                || matches!(finding.sort, Sort::Mention | Sort::Check)
                || attributions && finding.sort == Sort::Attribution)
        {
            report.push(format!("+ {}   <- found, but in no line", shown(finding)));
        }
    }
    let failed = report.iter().any(|line| !line.starts_with("  "));
    let rest = found.iter().map(|f| format!("    found: {}", shown(f)));
    failed.then(|| {
        let lines: Vec<String> = report.into_iter().chain(rest).collect();
        format!("{file}:{} ## {}\n{}\n", case.line, case.name, lines.join("\n"))
    })
}

/// Returns the findings in a case's article in the format of the gold files, one per line.
pub fn print(case: &Case, analyze: Analyze<'_>) -> String {
    let lines: Vec<String> = findings(&case.article, analyze).iter().map(|f| format!("- {}", shown(f))).collect();
    format!("## {}\n{}\n", case.name, lines.join("\n"))
}

fn check_line(expected: &Expected, found: &[Finding], named: &mut [usize]) -> Option<String> {
    let hits: Vec<usize> = match &expected.item {
        Item::Finding(wanted) => (0..found.len()).filter(|&at| matches(wanted, &found[at])).collect(),
        Item::No(sort) => return found.iter().find(|f| f.sort == *sort).map(|_| "one was found".into()),
        Item::Nothing => return found.iter().find(|f| f.sort != Sort::Check).map(|_| "something was found".into()),
        Item::MoreAllowed | Item::MoreAttributionsAllowed => return None,
    };
    match (expected.mode, hits.as_slice()) {
        (Mode::Holds, [one]) => {
            named[*one] += 1;
            None
        }
        (Mode::Holds, []) => Some("not found".into()),
        (Mode::Holds, many) => Some(format!("matches {} findings", many.len())),
        (Mode::Wanted, []) => None,
        (Mode::Wanted, _) => Some("found now: promote it, drop the word wanted and the FIXME line".into()),
    }
}

fn matches(wanted: &Finding, found: &Finding) -> bool {
    let label = wanted.label.is_none() || wanted.label == found.label;
    let field = |name: &String| found.fields.iter().find(|(n, _)| n == name).map(|(_, parts)| parts.as_slice());
    wanted.sort == found.sort
        && label
        && wanted.fields.iter().all(|(name, parts)| fits(name, parts, field(name).unwrap_or_default()))
}

/// Whether a field of a finding has the expected parts. For a check, its sentence must start with the expected words,
/// and the expected rules must be among its reasons.
fn fits(name: &str, wanted: &[String], found: &[String]) -> bool {
    match name {
        "check" => found.iter().zip(wanted).all(|(f, w)| plain(f).starts_with(&plain(w))),
        "why" => wanted.iter().all(|rule| found.contains(rule)),
        _ => same(wanted, found),
    }
}

fn same(wanted: &[String], found: &[String]) -> bool {
    wanted.len() == found.len() && wanted.iter().zip(found).all(|(w, f)| plain(w) == plain(f))
}

fn findings(article: &str, analyze: Analyze<'_>) -> Vec<Finding> {
    let Analysis { attributions, claims, mentions, checks, .. } = analyze(article);
    let words = |spans: &[Span]| spans.iter().map(|s| s.of(article).to_owned()).collect::<Vec<_>>();
    let named = |name: &str| Vec::from_iter((!name.is_empty()).then(|| name.to_owned()));
    let finding = |sort, label: Option<String>, fields: Vec<(&str, Vec<String>)>| {
        let fields = fields.into_iter().map(|(name, parts)| (name.to_owned(), parts)).collect();
        Finding { sort, label, fields }
    };
    let said = attributions.iter().map(|a| {
        let fields = vec![
            ("source", words(&a.source)),
            ("cue", words(&a.cue)),
            ("content", words(&a.content)),
            ("type", vec![a.source_type.name().to_owned()]),
            ("act", vec![a.act.name().to_owned()]),
            ("speaker", named(&a.speaker)),
        ];
        finding(Sort::Attribution, Some(a.kind.name().to_owned()), fields)
    });
    let contested = claims.iter().map(|c| {
        let fields = vec![
            ("content", words(&c.content)),
            ("cue", words(&c.cues)),
            ("claimant", named(&c.claimant)),
            ("challenger", c.challengers.clone()),
            ("target", named(&c.target)),
        ];
        finding(Sort::Claim, Some(c.status.name().to_owned()), fields)
    });
    let mentioned = mentions.iter().map(|m| finding(Sort::Mention, None, vec![("mention", words(&[m.span]))]));
    let checked = checks.iter().map(|c| {
        let why = c.reasons.iter().map(|reason| reason.rule.name().trim_start_matches("worth-").to_owned()).collect();
        let fields = vec![("check", words(&[c.span])), ("why", why)];
        finding(Sort::Check, Some(c.level().name().to_owned()), fields)
    });
    said.chain(contested).chain(mentioned).chain(checked).collect()
}

/// Returns a finding in the format of the gold files.
fn shown(finding: &Finding) -> String {
    let quoted = |part: &String| match part.contains('"') {
        true => format!("`{part}`"),
        false => format!("\"{part}\""),
    };
    let value = |name: &str, parts: &[String]| match (name, parts) {
        (_, []) => "none".to_owned(),
        ("type" | "act", [word, ..]) => word.clone(),
        _ => parts.iter().map(quoted).collect::<Vec<_>>().join(" … "),
    };
    let fields: Vec<String> = finding
        .fields
        .iter()
        .map(|(name, parts)| match name.as_str() {
            "mention" | "check" => value(name, parts),
            _ => format!("{name} {}", value(name, parts)),
        })
        .collect();
    let label = finding.label.as_ref().map(|l| format!(" {l}")).unwrap_or_default();
    format!("{}{label}: {}", format!("{:?}", finding.sort).to_lowercase(), fields.join(" | "))
}
