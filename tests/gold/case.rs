//! The format of a gold file: headings, prose, an article in a fenced block, and lines that say in words what must be
//! found.
//!
//! ````text
//! ## Name of the case
//! Prose that says why.
//! ```article
//! He said: “We will not go.”
//! ```
//! - attribution direct: source "He" | cue "said" | content "“We will not go.”"
//! - claim denied: content "…" | cue "denied" | challenger "Kyiv"
//! - mention: "“Iron Duke”"
//! - check high: "He said"
//! - no claim
//! ````
//!
//! Values are in straight double quotes, or in backticks if the text itself contains straight double quotes. The values
//! of `type` and `act` are names without quotes. Parts of one value are joined by ` … `; `none` means empty. Omitted
//! fields are not checked.
//!
//! The lines must name every attribution and claim that is found. Others are permitted by `more allowed`, and other
//! attributions by `more attributions allowed`. Mentions and checks need not be named. `nothing` is short for no
//! attribution, no claim and no mention.
//!
//! A `check` (`high`, `middle` or `low`) is given by the start of its sentence, and may be followed by `| why` and
//! names of rules. `FIXME …` states a wrong answer that is currently given, `wanted …` the right one that is not given
//! yet.

use sayso::model::{Act, CheckWorthinessLevel, Kind, SourceType, Status};

/// An article and what must be found in it.
#[derive(Debug, PartialEq)]
pub struct Case {
    /// The heading.
    pub name: String,
    /// The line of the heading, counted from 1.
    pub line: usize,
    /// The text to analyse, without the line break before the closing fence.
    pub article: String,
    /// The expected lines, in the order of the file; never empty.
    pub expected: Vec<Expected>,
}

/// One expected line.
#[derive(Debug, PartialEq)]
pub struct Expected {
    /// Its line in the file, counted from 1.
    pub line: usize,
    /// The line as written, for reports.
    pub written: String,
    /// Whether it must hold, or must not hold yet.
    pub mode: Mode,
    /// Its content.
    pub item: Item,
}

/// Whether an expected line must hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mode {
    /// It must hold: a right answer, or with `FIXME` the current wrong one.
    Holds,
    /// It must not hold yet; when it does, the test fails so that the line is promoted.
    Wanted,
}

/// What an expected line requires.
#[derive(Debug, PartialEq)]
pub enum Item {
    /// The line matches exactly one of the findings.
    Finding(Finding),
    /// There is no finding of this type.
    No(Sort),
    /// There is no attribution, no claim and no mention.
    Nothing,
    /// Findings that no line names are allowed.
    MoreAllowed,
    /// Attributions that no line names are allowed; other findings are not.
    MoreAttributionsAllowed,
}

/// The types of findings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sort {
    /// Who says what.
    Attribution,
    /// What is contested.
    Claim,
    /// Quoted words that are not attributed.
    Mention,
    /// How much there is to check in a sentence.
    Check,
}

/// A finding in words: either what is expected or, if [`crate::check`] made it, what was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Its type.
    pub sort: Sort,
    /// An attribution's kind, a claim's status, or how much there is to check; `None` for a mention or if not
    /// checked.
    pub label: Option<String>,
    /// Field names and their parts; no parts means that the field must be empty.
    pub fields: Vec<(String, Vec<String>)>,
}

const ATTRIBUTION_FIELDS: &[&str] = &["source", "cue", "content", "type", "act", "speaker"];
const CLAIM_FIELDS: &[&str] = &["content", "cue", "claimant", "challenger", "target"];
/// The fields whose words must occur in the article.
const IN_TEXT: &[&str] = &["source", "cue", "content", "mention", "check"];

/// Parses all cases of one file. `file` is its name in error messages.
///
/// # Errors
/// Returns the reason and the line if a line is malformed, a case is incomplete, or there is no case.
pub fn parse(file: &str, text: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    while let Some((at, line)) = lines.next() {
        let fail = |why: &str| format!("{file}:{at}: {why}: {line}");
        if let Some(name) = line.strip_prefix("## ") {
            let case = Case { name: name.trim().into(), line: at, article: String::new(), expected: Vec::new() };
            cases.push(case);
        } else if line.starts_with("```") {
            let case = cases.last_mut().ok_or_else(|| fail("a block before the first case"))?;
            if line != "```article" || !case.article.is_empty() {
                return Err(fail("a case has one block, and it starts with ```article"));
            }
            let body: Vec<&str> = lines.by_ref().map(|(_, l)| l).take_while(|l| *l != "```").collect();
            case.article = body.join("\n");
        } else if let Some(words) = line.strip_prefix("- ") {
            let Some(case) = cases.last_mut() else { continue };
            if case.article.is_empty() {
                return Err(fail("an expected line before the case's article"));
            }
            let (mode, item) = expected(words.trim(), &case.article).map_err(|why| fail(&why))?;
            case.expected.push(Expected { line: at, written: words.trim().into(), mode, item });
        }
    }
    let empty = cases.iter().find(|case| case.article.is_empty() || case.expected.is_empty());
    match empty {
        Some(case) => Err(format!("{file}:{}: no article or no expected line: {}", case.line, case.name)),
        None if cases.is_empty() => Err(format!("{file}:1: no case, a case starts with ## and its name")),
        None => Ok(cases),
    }
}

/// Collapses white space, and trims white space, commas, full stops, semicolons and colons at both ends. Texts are
/// compared in this form.
pub fn plain(text: &str) -> String {
    let one = text.split_whitespace().collect::<Vec<_>>().join(" ");
    one.trim_matches(|c: char| c.is_whitespace() || ",.;:".contains(c)).to_owned()
}

fn expected(words: &str, article: &str) -> Result<(Mode, Item), String> {
    let (mode, words) = match words.strip_prefix("wanted ") {
        Some(rest) => (Mode::Wanted, rest),
        None => (Mode::Holds, words.strip_prefix("FIXME ").unwrap_or(words)),
    };
    let item = match words {
        "nothing" => Item::Nothing,
        "no attribution" => Item::No(Sort::Attribution),
        "no claim" => Item::No(Sort::Claim),
        "no mention" => Item::No(Sort::Mention),
        "more allowed" => Item::MoreAllowed,
        "more attributions allowed" => Item::MoreAttributionsAllowed,
        _ => Item::Finding(finding(words, article)?),
    };
    Ok((mode, item))
}

fn finding(words: &str, article: &str) -> Result<Finding, String> {
    let (head, rest) = words.split_once(':').ok_or("no colon after the sort of finding")?;
    let mut head = head.split_whitespace();
    let (sort, labels, names) = match head.next() {
        Some("attribution") => (Sort::Attribution, Kind::ALL.map(Kind::name).to_vec(), ATTRIBUTION_FIELDS),
        Some("claim") => (Sort::Claim, Status::ALL.map(Status::name).to_vec(), CLAIM_FIELDS),
        Some("mention") => (Sort::Mention, Vec::new(), &["mention"][..]),
        Some("check") => {
            (Sort::Check, CheckWorthinessLevel::ALL.map(CheckWorthinessLevel::name).to_vec(), &["check", "why"][..])
        }
        _ => return Err("neither attribution, claim, mention nor check".into()),
    };
    let label = head.next().map(str::to_owned);
    if label.as_ref().is_some_and(|l| !labels.contains(&l.as_str())) || head.next().is_some() {
        return Err("no such kind or status".into());
    }
    let mut fields = Vec::new();
    let mut rest = rest.trim();
    while !rest.is_empty() {
        let (name, parts, left) = field(sort, rest)?;
        if !names.contains(&name.as_str()) || fields.iter().any(|(n, _)| *n == name) {
            return Err(format!("field {name} is unknown here or a duplicate"));
        }
        check_words(&name, &parts, article)?;
        fields.push((name, parts));
        rest = left;
    }
    if fields.is_empty() { Err("no field".into()) } else { Ok(Finding { sort, label, fields }) }
}

fn check_words(name: &str, parts: &[String], article: &str) -> Result<(), String> {
    let article = article.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in parts {
        if IN_TEXT.contains(&name) && !article.contains(&plain(part)) {
            return Err(format!("“{part}” does not stand in the article"));
        }
        if name == "type" && SourceType::of_name(part).is_none() {
            return Err(format!("{part} is no source type"));
        }
        if name == "act" && Act::of_name(part).is_none() {
            return Err(format!("{part} is no act"));
        }
    }
    Ok(())
}

/// Parses the field at the start of `text`. Returns its name, its parts, and the text after the bar that ends it.
fn field(sort: Sort, text: &str) -> Result<(String, Vec<String>, &str), String> {
    let (name, mut rest) = match sort {
        Sort::Mention => ("mention", text),
        Sort::Check if text.starts_with(['"', '`']) => ("check", text),
        _ => text.split_once(' ').ok_or_else(|| format!("field without a value: {text}"))?,
    };
    let mut parts = Vec::new();
    if let Some(left) = rest.strip_prefix("none") {
        return Ok((name.into(), parts, next_field(left)?));
    }
    loop {
        let (part, left) = value(rest)?;
        parts.push(part);
        match left.trim_start().strip_prefix('…') {
            Some(more) => rest = more.trim_start(),
            None => return Ok((name.into(), parts, next_field(left)?)),
        }
    }
}

fn value(text: &str) -> Result<(String, &str), String> {
    let bare = || format!("a value must be in \" \" or backticks, or be none: {text}");
    if let Some(word) =
        text.split([' ', '|']).next().filter(|w| SourceType::of_name(w).is_some() || Act::of_name(w).is_some())
    {
        return Ok((word.to_owned(), &text[word.len()..]));
    }
    let mark = text.chars().next().filter(|c| "\"`".contains(*c)).ok_or_else(bare)?;
    let (part, left) = text[1..].split_once(mark).ok_or_else(bare)?;
    Ok((part.to_owned(), left))
}

fn next_field(left: &str) -> Result<&str, String> {
    let left = left.trim();
    match left.strip_prefix('|') {
        Some(more) => Ok(more.trim()),
        None if left.is_empty() => Ok(left),
        None => Err(format!("a bar between fields is missing before: {left}")),
    }
}
