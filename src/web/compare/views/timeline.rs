//! The times that the articles mention, in order.

use yew::prelude::*;

use super::{badge, part};
use crate::compare::Moment;
use crate::web::compare::ComparisonResult;
use crate::web::compare::state::ComparisonState;
use crate::web::messages::{quote, snippet};

/// Returns the list of times, drawn along a line; empty if no article mentions a time.
pub fn timeline(state: &ComparisonState, found: &ComparisonResult) -> Html {
    let locale = state.locale;
    if found.moments.is_empty() {
        return Html::default();
    }
    // Times whose day is not known have no place in the order.
    let known = found.moments.iter().take_while(|same| same.first().is_some_and(|one| one.dated)).count();
    let (known, open) = found.moments.split_at(known);
    let content = html! {
        <>
            <p class="calm">{ locale.text("ui.compare.timeline.note") }</p>
            if !known.is_empty() { <ol class="timeline">{ for known.iter().map(|same| time(state, same)) }</ol> }
            if !open.is_empty() {
                <h4>{ locale.text("ui.compare.timeline.open") }</h4>
                <ul class="timeline">{ for open.iter().map(|same| time(state, same)) }</ul>
            }
        </>
    };
    part(locale, "compare-timeline", "ui.compare.timeline", content)
}

fn time(state: &ComparisonState, same: &[Moment]) -> Html {
    let when = same.first().map(|first| quote(state.text(first.article), &first.words));
    let moment_view = |moment: &Moment| {
        let words = snippet(state.text(moment.article), &[moment.sentence]);
        html! { <p>{ badge(state, moment.article) }<span dir="auto">{ words }</span></p> }
    };
    html! { <li><b>{ when }</b>{ for same.iter().map(moment_view) }</li> }
}
