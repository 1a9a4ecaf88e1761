//! Interviews and minutes: paragraphs that start with a name and a colon.
//!
//! Hit: "Oru: It was not safe." among other paragraphs of this form. Miss: "Update: the road is open", which stands alone.

use std::ops::Range;

use super::Relation;
use super::view::View;

/// So many paragraphs must have the form before any of them counts.
const LEAST: usize = 3;
/// A label has at most so many words.
const LABEL: usize = 4;

/// A relation for each turn of a talk that is written down in this form.
pub fn find(view: View<'_>) -> Vec<Relation> {
    let turns: Vec<(usize, Range<usize>, usize)> = (0..view.document.paragraphs.len())
        .filter_map(|number| label(view, number).map(|(label, colon)| (number, label, colon)))
        .collect();
    // A talk goes back and forth: some label comes again, and turns stand next to each other.
    let name = |label: &Range<usize>| view.document.cover(label.clone()).of(view.document.text);
    let mut names: Vec<&str> = turns.iter().map(|(_, label, _)| name(label)).collect();
    crate::order::sort(&mut names);
    let again = names.windows(2).any(|pair| pair[0] == pair[1]) && names.first() != names.last();
    let near = |at: usize| turns.get(at + 1).is_some_and(|next| next.0 <= turns[at].0 + 1);
    if turns.len() < LEAST || !again {
        return Vec::new();
    }
    let talk = (0..turns.len()).filter(|&at| near(at) || at.checked_sub(1).is_some_and(near));
    talk.filter_map(|at| {
        let (number, label, colon) = &turns[at];
        let end = view.document.tokens_in(view.document.paragraphs[*number]).end;
        let content = vec![view.document.cover(*colon + 1..end)];
        let source = vec![view.document.cover(label.clone())];
        let cue = vec![view.document.tokens[*colon].span];
        let words = view.words_in(*colon + 1..end) > 0;
        words.then_some(Relation { source, cue, content, rule: "transcript", confidence: 0.0 })
    })
    .collect()
}

/// The label of a paragraph and the position of its colon.
fn label(view: View<'_>, paragraph: usize) -> Option<(Range<usize>, usize)> {
    let tokens = view.document.tokens_in(view.document.paragraphs[paragraph]);
    let colon = tokens.clone().take(LABEL + 2).find(|&at| view.is(at, ":"))?;
    let label = tokens.start..colon;
    let named = label.clone().all(|at| view.capital(at) || view.is(at, "."));
    (!label.is_empty() && named && view.wordlike(label.start)).then_some((label, colon))
}
