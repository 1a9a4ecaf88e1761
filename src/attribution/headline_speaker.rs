//! Speakers in headlines, captions and entries of live blogs.
//!
//! Hit: "‘They lied to us’: tenants march", "Minister: no plans to resign", "Bridge is safe: minister". Miss: "Update:
//! the road is open" and "Marn: three hurt in fire", where no person precedes the colon, and "‘Ghost train’: council
//! halts plan", where nothing is said.

use std::ops::Range;

use super::Relation;
use crate::lexicon::Class;
use crate::lexicon::verbs::Form;
use crate::model::{Rule, SourceType};
use crate::syntax::{View, headline, verbs};
use crate::tagger;
use crate::text::Quote;

/// The maximum number of words of a speaker in a headline.
const MAX_SPEAKER: usize = 6;
/// The minimum number of words before or after a colon that can be content.
const MIN_CONTENT: usize = 2;

/// Whether the word is the head noun of somebody who can speak: "minister", "tenants", "police", "study".
fn speaks(view: View<'_>, at: usize) -> bool {
    let Some((head, _)) = view.known(at).head else { return false };
    matches!(head.sort, SourceType::Role | SourceType::Organisation | SourceType::Anonymous)
        || view.class(at, Class::Report)
}

/// Returns the speaker that starts at `start`: a noun for somebody who can speak, with the words before it and a name
/// after it, or else a name alone.
pub fn speaker(view: View<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    let limit = end.min(start + MAX_SPEAKER);
    let usable = |at: usize| {
        let verb = view.verbs(at).any(|(_, form)| form != Form::Base) && view.known(at).head.is_none();
        let closed = [Class::Preposition, Class::Conjunction, Class::Subordinator, Class::Pronoun, Class::Past];
        view.wordlike(at) && !view.auxiliary(at) && !verb && !closed.iter().any(|&class| view.class(at, class))
    };
    let reach = (start..limit).take_while(|&at| usable(at) || view.class(at, Class::Genitive)).count() + start;
    if let Some(head) = (start..reach).find(|&at| speaks(view, at) && !(at + 1 < reach && speaks(view, at + 1))) {
        let title = view.known(head).head.is_some_and(|(head, plural)| head.title && !plural);
        let name = (head + 1..reach).take_while(|&at| title && is_name(view, at)).count();
        return Some(start..head + 1 + name);
    }
    let name = (start..reach).take_while(|&at| is_name(view, at)).count();
    let known = view.known(start).first_name.is_some() && name > 1;
    let lower = !view.capital(start + name);
    (name > 0 && name <= 3 && (known || lower) && !view.class(start, Class::Determiner)).then_some(start..start + name)
}

/// Whether the words after a colon are a heading and not something said: "the closure in maps and numbers", "what the
/// new rules mean". Miss: "the plan is dead", "no plans to resign".
fn is_heading(view: View<'_>, words: Range<usize>) -> bool {
    let said =
        |at: usize| verbs::is_verb(view, at) || view.class(at, Class::FirstPerson) || view.class(at, Class::Infinitive);
    let article = view.class(words.start, Class::Article);
    view.class(words.start, Class::Question) || article && !words.into_iter().any(said)
}

/// Whether the tagger takes a colon in a headline for a cue although nobody speaks: "Marn Bridge: the closure in maps".
pub fn quotes_nobody(view: View<'_>, found: &tagger::Relation) -> bool {
    let colon = found.cue.len() == 1 && view.is(found.cue.start, ":") && headline::is_headline(view, found.cue.start);
    let heading = |content: &Range<usize>| {
        content.start == found.cue.end
            && view.quote_around(content.start).is_none()
            && is_heading(view, content.clone())
    };
    colon && found.content.iter().any(heading)
}

fn is_name(view: View<'_>, at: usize) -> bool {
    view.capital(at) && !view.known(at).is_closed_class() && !view.number(at)
}

/// Finds a speaker after a quotation: ‘They lied to us’: tenants march. “We were never asked” – parents
pub fn titled(view: View<'_>, quote: &Quote) -> Option<Relation> {
    let mark = view.document.token_at(quote.span.end);
    let paragraph = view.document.tokens_of(&(quote.paragraph..quote.paragraph + 1));
    let open = view.document.token_at(quote.span.start);
    let apart = matches!(view.word(mark), ":" | "–" | "—" | "-");
    if !apart
        || !paragraph.contains(&mark)
        || open != headline::start(view, paragraph.clone())
        || !headline::is_headline(view, mark)
    {
        return None;
    }
    // The name of a thing has no verb and no pronoun: ‘Ghost train’.
    let said = |at: usize| {
        view.class(at, Class::Pronoun)
            || view.class(at, Class::Object)
            || view.auxiliary(at)
            || verbs::is_verb(view, at)
    };
    let inner = view.document.tokens_in(quote.inner);
    let sentence = view.words_in(inner.clone()) > MIN_CONTENT && inner.clone().any(said);
    let speaker = speaker(view, mark + 1, paragraph.end).filter(|_| sentence)?;
    Some(Relation {
        source: vec![view.document.cover(speaker)],
        cue: vec![view.document.tokens[mark].span],
        content: vec![quote.span],
        rule: Rule::HeadlineSpeaker,
        confidence: 0.0,
    })
}

/// Finds headlines with a speaker before or after a colon, or after a dash: "Minister: no plans to resign", "Bridge is
/// safe: minister".
pub fn find(view: View<'_>) -> Vec<Relation> {
    let paragraphs = 0..view.document.paragraphs.len();
    paragraphs.filter_map(|number| labelled(view, view.document.tokens_of(&(number..number + 1)))).collect()
}

fn labelled(view: View<'_>, paragraph: Range<usize>) -> Option<Relation> {
    if paragraph.is_empty() || !headline::is_headline(view, paragraph.start) {
        return None;
    }
    let first = headline::start(view, paragraph.clone());
    let outside = |at: &usize| view.quote_around(*at).is_none();
    let mut colons = (first..paragraph.end).filter(|&at| view.is(at, ":")).filter(outside);
    // A dash before the speaker has the same function: "Dam is safe – mayor".
    let dash = || (first..paragraph.end).rev().find(|&at| matches!(view.word(at), "–" | "—")).filter(outside);
    let colon = colons.next().or_else(dash).filter(|_| colons.next().is_none())?;
    let dashed = !view.is(colon, ":");
    let (before, behind) = (first..colon, colon + 1..paragraph.end);
    let whole = |range: &Range<usize>| {
        let speaker = speaker(view, range.start, range.end)?;
        let known = speaker.clone().any(|at| speaks(view, at)) || view.known(speaker.start).first_name.is_some();
        (speaker.end == range.end && known).then_some(speaker)
    };
    let quoted = |range: &Range<usize>| view.quote_mark(range.start);
    let lower = |range: &Range<usize>| {
        range.clone().filter(|&at| view.wordlike(at) && !view.capital(at)).count() >= MIN_CONTENT
    };
    // A name before a colon may introduce the title of an item about the person. Only an auxiliary or a first person
    // after it shows that something is said.
    let own = |range: &Range<usize>| {
        range.clone().any(|at| verbs::is_auxiliary(view, at) || (view.class(at, Class::FirstPerson)))
    };
    let (speaker, said) = match (whole(&before), whole(&behind)) {
        (Some(speaker), _)
            if !dashed
                && lower(&behind)
                && !quoted(&behind)
                && !is_heading(view, behind.clone())
                && (speaker.clone().any(|at| speaks(view, at)) || own(&behind)) =>
        {
            (speaker, behind)
        }
        (None, Some(speaker))
            if before
                .clone()
                .any(|at| view.auxiliary(at) || verbs::is_verb(view, at) || view.class(at, Class::Infinitive))
                && lower(&before) =>
        {
            (speaker, before)
        }
        _ => return None,
    };
    let content = view.trimmed(said)?;
    Some(Relation {
        source: vec![view.document.cover(speaker)],
        cue: vec![view.document.tokens[colon].span],
        content: vec![content],
        rule: Rule::HeadlineSpeaker,
        confidence: 0.0,
    })
}
