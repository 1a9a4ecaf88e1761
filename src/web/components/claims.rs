//! The claims that the article itself shows to be open: by status, by how much there is to check, or as they come.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::Listed;
use super::speakers::{FIRST, entry, more};
use crate::model::{Analysis, Claim, Status};
use crate::order::sort_by;
use crate::web::lists;
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

/// How the list is ordered.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    /// In groups, the most contested first.
    Status,
    /// By how much there is to check, most first.
    Worth,
    /// As in the article.
    Text,
}

const ORDERS: [(&str, Order, &str); 3] = [
    ("status", Order::Status, "ui.order.status"),
    ("worth", Order::Worth, "ui.order.worth"),
    ("text", Order::Text, "ui.order.text"),
];

type Numbered<'a> = (usize, &'a Claim);

/// The claims that the filter lets through, in the order that the reader chose.
#[component]
pub fn Claims(Listed { state, dispatch, calm }: &Listed) -> Html {
    let order = use_state(|| Order::Status);
    let most = use_state(|| FIRST);
    let onchange = {
        let order = order.clone();
        Callback::from(move |event: Event| {
            let Some(select) = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok()) else { return };
            let chosen = ORDERS.into_iter().find(|(value, ..)| *value == select.value());
            chosen.into_iter().for_each(|(_, chosen, _)| order.set(chosen));
        })
    };
    let analysis = &state.analysis;
    let mut shown: Vec<Numbered<'_>> = lists::claims(analysis, &state.filter);
    if *order == Order::Worth {
        sort_by(&mut shown, |(_, a), (_, b)| score(analysis, b).total_cmp(&score(analysis, a)));
    }
    let list = |own: &[Numbered<'_>]| {
        let entries = paired(own).into_iter().take(*most).map(|(at, c, linked)| {
            let status = (*order != Order::Status).then(|| words::status(c.status));
            let note = if linked { Some(say("ui.versus")) } else { status };
            let note = note.map(str::to_owned);
            entry(state, dispatch, Item::Claim(at), note, line(&state.analysed, c), linked.then_some("versus"))
        });
        html! { <ul>{ for entries }</ul> }
    };
    let body = match *order {
        Order::Status => ORDER.iter().map(|&status| group(status, &shown, &list)).collect(),
        Order::Worth | Order::Text => html! { <div class="group">{ list(&shown) }</div> },
    };
    html! {
        <>
            { for calm.map(|calm| html! { <p class="calm">{ say(calm) }</p> }) }
            if analysis.claims.len() > 1 {
                <label class="order">{ say("ui.order") }
                    <select name="order" {onchange}>
                        { for ORDERS.map(|(value, own, key)| html! {
                            <option {value} selected={*order == own}>{ say(key) }</option>
                        }) }
                    </select>
                </label>
            }
            { body }
            if shown.len() > *most { { more(&most) } }
        </>
    }
}

fn group(status: Status, shown: &[Numbered<'_>], list: &dyn Fn(&[Numbered<'_>]) -> Html) -> Html {
    let own: Vec<Numbered<'_>> = shown.iter().filter(|(_, c)| c.status == status).copied().collect();
    if own.is_empty() {
        return Html::default();
    }
    let chip = format!("chip s-{}", words::status_name(status));
    html! {
        <section class="group">
            <h3><span class={chip}>{ words::status(status) }</span><small>{ own.len() }</small></h3>
            { list(&own) }
        </section>
    }
}

/// The claims with the other side of each right behind it, where the list has it; `true` marks the other side.
fn paired<'a>(own: &[Numbered<'a>]) -> Vec<(usize, &'a Claim, bool)> {
    let mut out: Vec<(usize, &Claim, bool)> = Vec::with_capacity(own.len());
    let mut placed = crate::hash::HashSet::default();
    for &(at, claim) in own {
        if !placed.insert(at) {
            continue;
        }
        out.push((at, claim, false));
        for &(other, side) in own.iter().filter(|(other, _)| claim.versus.contains(other)) {
            if placed.insert(other) {
                out.push((other, side, true));
            }
        }
    }
    out
}

fn score(analysis: &Analysis, claim: &Claim) -> f32 {
    analysis.worth_of(claim).map_or(0.0, |check| check.score)
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
