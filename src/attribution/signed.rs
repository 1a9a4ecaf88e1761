//! Speakers without a verb: a signature next to a quotation or on the following line, or a name with a colon in the
//! paragraph before it.
//!
//! Hit: "“The bell will ring.” — Agnes Roth", "Agnes Roth, verger:" before a quotation. Miss: "Here is what the note
//! says:", and a line that is a sentence or a heading.

use std::ops::Range;

use super::Relation;
use crate::lexicon::Class;
use crate::lexicon::verbs::Form;
use crate::model::Rule;
use crate::syntax::{View, headline, verbs};
use crate::text::{Document, Quote};

/// The maximum number of words in a signature.
const MAX_WORDS: usize = 12;
/// The maximum number of words in a name before a colon.
const MAX_LABEL: usize = 10;

/// Finds a signature after the quotation, in the same paragraph or the next: “…” — Ann Lee
pub fn find(view: View<'_>, quote: &Quote) -> Option<Relation> {
    let next = view.document.token_at(quote.span.end);
    let token = view.document.tokens.get(next)?;
    let below = token.paragraph == quote.paragraph + 1;
    if token.paragraph != quote.paragraph && !below {
        return None;
    }
    let paragraph = view.paragraph(next);
    let (name, cue) = match signature(view, next..paragraph.end) {
        Some(name) => (name, next..next + 1),
        None if below && quote.closed && opens_paragraph(view, quote) => (bare(view, paragraph)?, next..next),
        None => return None,
    };
    let source = view.trimmed(name).into_iter().collect();
    let cue = if cue.is_empty() { Vec::new() } else { vec![view.document.cover(cue)] };
    Some(Relation { source, cue, content: vec![quote.span], rule: Rule::QuoteSigned, confidence: 0.0 })
}

fn opens_paragraph(view: View<'_>, quote: &Quote) -> bool {
    view.document.paragraphs[quote.paragraph].start == quote.span.start
}

/// Returns the name after the dash at the start of `range`, or in the brackets around it. Returns `None` if there is no
/// name.
fn signature(view: View<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let bracket = view.is(range.start, "(") && view.is(range.end - 1, ")");
    let dash = |at: usize| matches!(view.word(at), "—" | "–" | "―" | "-" | "~");
    let dashes = range.clone().take_while(|&at| dash(at)).count();
    let name = match bracket {
        true => range.start + 1..range.end - 1,
        false if dashes > 0 => range.start + dashes..range.end,
        false => return None,
    };
    let named = view.capital(name.start)
        && !view.class(name.start, Class::Pronoun)
        && view.has_words(name.clone(), 1..=MAX_WORDS);
    (named
        && !states(view, name.clone())
        && !is_listing(view, name.clone())
        && (!bracket || has_role(view, name.clone())))
    .then_some(name)
}

/// Returns the line if it consists of a name and a role, without a dash: "Ole Marr, harbour master".
fn bare(view: View<'_>, line: Range<usize>) -> Option<Range<usize>> {
    let named = view.has_words(line.clone(), 3..=MAX_WORDS) && has_role(view, line.clone());
    (named && !states(view, line.clone())).then_some(line)
}

/// Whether the words are two to four capitalised words, a comma and a role: "Ole Marr, harbour master".
fn has_role(view: View<'_>, name: Range<usize>) -> bool {
    let names = name.clone().take_while(|&at| view.capital(at) && !view.known(at).is_closed_class()).count();
    let comma = name.start + names;
    (2..=4).contains(&names) && view.is(comma, ",") && comma + 1 < name.end
}

/// Returns the speaker of a sentence without a verb that only announces a quotation: "the mayor" in "Then this from the
/// mayor:", "another from a reader:". Other words are returned unchanged.
pub fn behind_this_from(view: View<'_>, words: Range<usize>) -> Range<usize> {
    let lead = |at: &usize| {
        view.class(*at, Class::Conjunction) || view.class(*at, Class::Then) || view.adverb(*at) || view.pause(*at)
    };
    let this = words.start + words.clone().take_while(lead).count();
    let stands = view.class(this, Class::Determiner) || view.class(this, Class::Nobody);
    let from = stands && view.class(this + 1, Class::From) && this + 2 < words.end;
    if from { this + 2..words.end } else { words }
}

/// Whether the words start with a day or contain a time of day, like those of a listing: "Saturday, 8pm, Town Hall".
fn is_listing(view: View<'_>, mut words: Range<usize>) -> bool {
    view.class(words.start, Class::Day) || words.any(|at| headline::is_hour(view, at))
}

/// Whether the words are a sentence: they contain a finite verb or punctuation such as a question mark or a colon.
fn states(view: View<'_>, words: Range<usize>) -> bool {
    words.into_iter().any(|at| {
        verbs::is_auxiliary(view, at)
            || view.class(at, Class::Past)
            || view.verbs(at).any(|(_, form)| matches!(form, Form::Past | Form::Third))
                && view.known(at).head.is_none()
                && !view.capital(at)
            || matches!(view.word(at), "!" | "?" | "…" | ":")
    })
}

/// Whether paragraph `number` may sign the quotation at the end of the paragraph before it.
pub fn may_sign(document: &Document<'_>, number: usize) -> bool {
    let Some(before) = number.checked_sub(1) else { return false };
    let end = document.paragraphs[before].end;
    let quoted = document.quotes[document.quotes_of(before..number)]
        .iter()
        .any(|quote| quote.span.end == end && quote.level == 0);
    let tokens = document.tokens_of(&(number..number + 1));
    quoted && tokens.len() <= 2 * MAX_WORDS
}

/// Returns the name if the paragraph before the quotation consists of a name and a colon: "Agnes Roth, verger:".
pub fn label(view: View<'_>, quote: &Quote, colon: usize) -> Option<Range<usize>> {
    let paragraph = view.paragraph(colon);
    let own = paragraph.start + usize::from(view.class(paragraph.start, Class::From))..colon;
    if !opens_paragraph(view, quote) || colon + 1 != paragraph.end || !view.has_words(own.clone(), 1..=MAX_LABEL) {
        return None;
    }
    let names = own.clone().filter(|&at| view.capital(at) && !view.known(at).is_closed_class()).count();
    let comma = own.clone().find(|&at| view.is(at, ",")).unwrap_or(colon);
    let head = view.known(comma.wrapping_sub(1)).head.is_some();
    (view.capital(own.start) && (names > 1 || head) && !states(view, own.clone())).then_some(own)
}
