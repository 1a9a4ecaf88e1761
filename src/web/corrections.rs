//! The reader's corrections of findings. Pure: no browser types.
//!
//! A correction refers to its finding by the fingerprint from [`dismiss`](super::dismiss), so that it survives edits to
//! the text around it.

use crate::model::{Analysis, Reason, Rule, SourceType, Status};
use crate::span::Span;

use super::dismiss;
use super::marks::Item;

/// The maximum number of corrections read for one article. No reader makes more.
pub const MOST: usize = 2_000;

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The fingerprint of the finding; for [`Change::Rename`], that of the name ([`name_fingerprint`]).
    pub fingerprint: u64,
    /// What changes.
    pub change: Change,
}

/// A change to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The name of the speaker, or of the party that makes the claim; empty for nobody.
    Speaker(String),
    /// A new name of the speaker, wherever that speaker occurs. This can merge two speakers.
    Rename(String),
    /// How the article presents a claim.
    Status(Status),
    /// The content starts this many words later, and ends this many words later; earlier if negative.
    Extent(i16, i16),
}

impl Correction {
    /// Formats the correction as one word, without white space or the characters that have a meaning in saved articles.
    pub fn written(&self) -> String {
        let change = match &self.change {
            Change::Speaker(name) => format!("s{}", hex(name)),
            Change::Rename(name) => format!("r{}", hex(name)),
            Change::Status(status) => format!("t{}", status.name()),
            Change::Extent(start, end) => format!("e{start},{end}"),
        };
        format!("{:016x}:{change}", self.fingerprint)
    }

    /// Parses the output of [`Correction::written`]; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let (fingerprint, change) = text.split_once(':')?;
        let fingerprint = u64::from_str_radix(fingerprint, 16).ok()?;
        let rest = change.get(1..)?;
        let change = match change.as_bytes()[0] {
            b's' => Change::Speaker(unhex(rest)?),
            b'r' => Change::Rename(unhex(rest)?),
            b't' => Change::Status(Status::of_name(rest)?),
            b'e' => {
                let (start, end) = rest.split_once(',')?;
                Change::Extent(start.parse().ok()?, end.parse().ok()?)
            }
            _ => return None,
        };
        Some(Self { fingerprint, change })
    }
}

/// Returns the UTF-8 bytes of a name as hexadecimal digits, so that it contains no special characters.
pub fn hex(name: &str) -> String {
    name.bytes().map(|byte| format!("{byte:02x}")).collect()
}

/// Parses the output of [`hex`]; `None` if `digits` is malformed.
pub fn unhex(digits: &str) -> Option<String> {
    let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..digits.len()).step_by(2).map(byte).collect();
    String::from_utf8(bytes?).ok()
}

/// Returns `found`, the findings in `text`, with the corrections applied in order. The number and the order of
/// findings stay the same.
pub fn corrected(text: &str, found: &Analysis, corrections: &[Correction]) -> Analysis {
    let mut next = found.clone();
    if corrections.is_empty() {
        return next;
    }
    let fingerprints = dismiss::fingerprints(text, found);
    for Correction { fingerprint, change } in corrections {
        if let Change::Rename(name) = change {
            rename(&mut next, *fingerprint, name);
        }
        let Some((item, _)) = fingerprints.iter().find(|(_, own)| own == fingerprint) else { continue };
        change_one(text, &mut next, *item, change);
    }
    next
}

fn change_one(text: &str, next: &mut Analysis, item: Item, change: &Change) {
    let source = |next: &Analysis, name: &str| {
        let known = next.attributions.iter().find(|a| a.speaker == name).map(|a| a.source_type);
        known.unwrap_or(if name.is_empty() { SourceType::Unknown } else { SourceType::Person })
    };
    match (item, change) {
        (Item::Attribution(at), Change::Speaker(name)) => {
            let source_type = source(next, name);
            let a = &mut next.attributions[at];
            (a.speaker, a.source_type, a.antecedent) = (name.clone(), source_type, None);
        }
        (Item::Claim(at), Change::Speaker(name)) => next.claims[at].claimant.clone_from(name),
        (Item::Claim(at), Change::Status(status)) => next.claims[at].status = *status,
        (Item::Attribution(at), Change::Extent(..)) => extend(text, &mut next.attributions[at].content, change),
        (Item::Claim(at), Change::Extent(..)) => extend(text, &mut next.claims[at].content, change),
        _ => return,
    }
    let (confidence, reason) = match item {
        Item::Attribution(at) => {
            let a = &mut next.attributions[at];
            (&mut a.confidence, &mut a.reason)
        }
        Item::Claim(at) => {
            let c = &mut next.claims[at];
            (&mut c.confidence, &mut c.reason)
        }
        Item::Mention(_) | Item::Check(_) => return,
    };
    *confidence = 1.0;
    *reason = Reason::new(Rule::Corrected, Vec::new());
}

/// Replaces the speaker whose name has this fingerprint by `name`, in attributions and among the parties to claims.
fn rename(next: &mut Analysis, fingerprint: u64, name: &str) {
    let known = next.attributions.iter().find(|a| a.speaker == name).map(|a| a.source_type);
    let own = |other: &str| !other.is_empty() && name_fingerprint(other) == fingerprint;
    for a in next.attributions.iter_mut().filter(|a| own(&a.speaker)) {
        a.speaker = name.to_owned();
        a.source_type = known.unwrap_or(a.source_type);
    }
    for c in &mut next.claims {
        let parties = [&mut c.claimant, &mut c.target].into_iter().chain(&mut c.challengers);
        parties.filter(|party| own(party)).for_each(|party| *party = name.to_owned());
        c.challengers.dedup();
    }
}

/// Returns the fingerprint of a speaker's name.
pub fn name_fingerprint(name: &str) -> u64 {
    dismiss::hash_words(["speaker", name].into_iter())
}

/// The maximum number of words by which the start or end of a mark moves. A larger move is not a correction but a
/// different mark. The limit also bounds the cost of files from outside.
const FAR: i16 = 200;

/// Moves the start and the end of a content by words. Does nothing if there are not that many words, or if no word
/// would remain.
fn extend(text: &str, content: &mut [Span], change: &Change) {
    let Change::Extent(start, end) = *change else { return };
    let parts = content.len();
    let moved = content
        .first()
        .zip(content.last())
        .and_then(|(first, last)| Some((start_moved(text, first.start, start)?, end_moved(text, last.end, end)?)));
    let Some((start, end)) = moved else { return };
    if start < content[0].end.min(end) && end > content[parts - 1].start.max(start) {
        content[0].start = start;
        content[parts - 1].end = end;
    }
}

/// Returns the start of the word that is `by` words after the one that starts at byte `at`, or before it if `by` is
/// negative; `None` if there are not that many.
fn start_moved(text: &str, mut at: usize, by: i16) -> Option<usize> {
    for _ in 0..by.min(FAR) {
        at += text[at..].find(char::is_whitespace)?;
        at += text[at..].find(|c: char| !c.is_whitespace())?;
    }
    for _ in by.max(-FAR)..0 {
        let before = text[..at].trim_end();
        at = before.len() - before.rsplit(char::is_whitespace).next().filter(|word| !word.is_empty())?.len();
    }
    Some(at)
}

/// Returns the end of the word that is `by` words after the one that ends at byte `at`, or before it if `by` is
/// negative; `None` if there are not that many.
fn end_moved(text: &str, mut at: usize, by: i16) -> Option<usize> {
    for _ in 0..by.min(FAR) {
        at += text[at..].find(|c: char| !c.is_whitespace())?;
        at += text[at..].find(char::is_whitespace).unwrap_or(text.len() - at);
    }
    for _ in by.max(-FAR)..0 {
        at = text[..text[..at].rfind(char::is_whitespace)?].trim_end().len();
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“It is shut,” said Anna Oru. Oru denied that the old road was icy. She said it was late.";

    fn fixed(item: Item, change: Change) -> Analysis {
        let found = crate::analyze(TEXT);
        let fingerprint = dismiss::fingerprint(TEXT, &found, item).unwrap_or_default();
        corrected(TEXT, &found, &[Correction { fingerprint, change }])
    }

    #[test]
    fn corrections_round_trip() {
        let changes = [
            Change::Speaker("Zoë Vale-Orú".into()),
            Change::Speaker(String::new()),
            Change::Rename("Anna Oru".into()),
            Change::Status(Status::Alleged),
            Change::Extent(-2, 3),
        ];
        for change in changes {
            let own = Correction { fingerprint: 77, change };
            assert!(!own.written().contains(char::is_whitespace));
            assert_eq!(Correction::read(&own.written()), Some(own));
        }
        for broken in ["", ":", "7", "7:", "7:x", "7:sg", "7:s6", "7:tred", "7:e1", "g:t", "7:sff", "7:é"] {
            assert!(
                Correction::read(broken).is_none_or(|own| own.change == Change::Speaker(String::new())),
                "{broken}"
            );
        }
    }

    #[test]
    fn speaker_and_status_change_and_say_so() {
        let found = fixed(Item::Attribution(0), Change::Speaker("Ben Hale".into()));
        let a = &found.attributions[0];
        assert_eq!((&*a.speaker, a.reason.rule, a.confidence), ("Ben Hale", Rule::Corrected, 1.0));
        let found = fixed(Item::Claim(0), Change::Status(Status::Refuted));
        assert_eq!(found.claims[0].status, Status::Refuted);
    }

    #[test]
    fn extents_change_by_words_and_never_become_empty() {
        let words = |start, end| {
            let found = fixed(Item::Claim(0), Change::Extent(start, end));
            found.claims[0].content[0].of(TEXT).to_owned()
        };
        assert_eq!(words(0, 0), "the old road was icy");
        assert_eq!(words(1, -1), "old road was");
        assert_eq!(words(-1, 0), "that the old road was icy");
        assert_eq!(words(9, 0), "the old road was icy");
        assert_eq!(words(0, i16::MIN), "the old road was icy");
    }

    #[test]
    fn two_speakers_become_one() {
        let found = crate::analyze(TEXT);
        let rename =
            Correction { fingerprint: name_fingerprint("Anna Oru"), change: Change::Rename("Ben Hale".into()) };
        let merged = corrected(TEXT, &found, &[rename]);
        assert!(found.attributions.iter().any(|a| a.speaker == "Anna Oru"));
        assert!(merged.attributions.iter().all(|a| a.speaker == "Ben Hale"));
        assert_eq!(merged.claims[0].challengers, ["Ben Hale"]);
    }
}
