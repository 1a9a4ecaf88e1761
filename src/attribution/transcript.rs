//! Interviews and minutes: paragraphs that start with a name and a colon.
//!
//! Hit: "Oru: It was not safe." among other paragraphs of this form. Miss: a single "Update: the road is open".

use std::ops::Range;

use super::Relation;
use crate::model::Rule;
use crate::syntax::View;

/// The minimum number of paragraphs of this form in a transcript.
const LEAST: usize = 3;
/// The maximum number of words in a label. The colon may also follow one further token.
const LABEL: usize = 4;

/// Returns for each paragraph whether it is a turn of a transcript.
pub fn turns(view: View<'_>) -> Vec<bool> {
    let mut out = vec![false; view.document.paragraphs.len()];
    let turns: Vec<(usize, Range<usize>)> =
        (0..out.len()).filter_map(|number| label(view, number).map(|(label, _)| (number, label))).collect();
    // In a conversation some label recurs, and turns are adjacent.
    let name = |label: &Range<usize>| view.document.cover(label.clone()).of(view.document.text);
    let mut names: Vec<&str> = turns.iter().map(|(_, label)| name(label)).collect();
    crate::sort::sort(&mut names);
    let again = names.windows(2).any(|pair| pair[0] == pair[1]) && names.first() != names.last();
    if turns.len() < LEAST || !again {
        return out;
    }
    for pair in turns.windows(2).filter(|pair| pair[1].0 == pair[0].0 + 1) {
        pair.iter().for_each(|(number, _)| out[*number] = true);
    }
    out
}

/// Returns a relation for each paragraph that `turns` marks as a turn.
pub fn find(view: View<'_>, turns: &[bool]) -> Vec<Relation> {
    let talk = (0..turns.len()).filter(|&number| turns[number]);
    talk.filter_map(|number| {
        let (label, colon) = label(view, number)?;
        let said = colon + 1..view.document.tokens_of(&(number..number + 1)).end;
        (view.words_in(said.clone()) > 0).then(|| Relation {
            source: vec![view.document.cover(label)],
            cue: vec![view.document.tokens[colon].span],
            content: vec![view.document.cover(said)],
            rule: Rule::Transcript,
            confidence: 0.0,
        })
    })
    .collect()
}

/// Returns the label of a paragraph and the position of the colon after it. Returns `None` if the paragraph has no
/// label.
fn label(view: View<'_>, paragraph: usize) -> Option<(Range<usize>, usize)> {
    let tokens = view.document.tokens_of(&(paragraph..paragraph + 1));
    let colon = tokens.clone().take(LABEL + 2).find(|&at| view.is(at, ":"))?;
    let label = tokens.start..colon;
    let named = label.clone().all(|at| view.capital(at) || view.is(at, "."));
    (!label.is_empty() && named && view.wordlike(label.start)).then_some((label, colon))
}
