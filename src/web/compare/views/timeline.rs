//! The times that the articles mention, in order.

use yew::prelude::*;

use super::{badge, part};
use crate::compare::Moment;
use crate::web::compare::Found;
use crate::web::compare::desk::Desk;
use crate::web::words::{quote, say, snippet};

/// Returns a list along a line; empty if no article mentions a time.
pub fn timeline(desk: &Desk, found: &Found) -> Html {
    if found.moments.is_empty() {
        return Html::default();
    }
    let content = html! {
        <>
            <p class="calm">{ say("ui.compare.timeline.note") }</p>
            <ol class="timeline">{ for found.moments.iter().map(|same| time(desk, same)) }</ol>
        </>
    };
    part("accounts-timeline", "ui.compare.timeline", content)
}

fn time(desk: &Desk, same: &[Moment]) -> Html {
    let when = same.first().map(|first| quote(desk.text(first.article), &first.words));
    let told = |moment: &Moment| {
        let words = snippet(desk.text(moment.article), &[moment.sentence]);
        html! { <p>{ badge(desk, moment.article) }<span dir="auto">{ words }</span></p> }
    };
    html! { <li><b>{ when }</b>{ for same.iter().map(told) }</li> }
}
