//! The claims that the article itself shows to be open, by status.

use yew::prelude::*;

use super::Shared;
use super::speakers::entry;
use crate::model::{Claim, Status};
use crate::web::segments::Item;
use crate::web::words::{self, fill, say};

const ORDER: [Status; 7] = [
    Status::Refuted,
    Status::Denied,
    Status::Disputed,
    Status::Unconfirmed,
    Status::Alleged,
    Status::Speculative,
    Status::Corroborated,
];

/// Claims grouped by status, the most contested first.
#[component]
pub fn Claims(Shared { state, dispatch }: &Shared) -> Html {
    let claims = &state.analysis.claims;
    let groups = ORDER.iter().filter_map(|&status| {
        let own: Vec<(usize, &Claim)> = claims.iter().enumerate().filter(|(at, c)| c.status == status && state.filter.shows(&state.analysis, Item::Claim(*at))).collect();
        (!own.is_empty()).then(|| html! {
            <section class="group">
                <h3><span class={format!("chip s-{}", words::status_name(status))}>{ words::status(status) }</span><small>{ own.len() }</small></h3>
                <ul>{ for own.iter().map(|&(at, c)| {
                    entry(state, dispatch, Item::Claim(at), None, line(&state.analysed, c))
                }) }</ul>
            </section>
        })
    });
    let contested = claims.iter().filter(|claim| claim.status.contested()).count();
    html! {
        <section id="claims" aria-label={say("ui.claims")}>
            <h2>{ say("ui.claims") }<small>{ contested }</small></h2>
            if contested == 0 && !state.text.is_empty() { <p class="calm">{ say("ui.claims.none") }</p> }
            { for groups }
        </section>
    }
}

fn line(text: &str, c: &Claim) -> String {
    let mut parts = vec![words::snippet(text, &c.content)];
    if !c.claimant.is_empty() {
        parts.push(fill("ui.claimant", &[("name", &c.claimant)]));
    }
    if !c.challengers.is_empty() {
        parts.push(fill("ui.challengers", &[("name", &c.challengers.join(", "))]));
    }
    parts.join(" · ")
}
