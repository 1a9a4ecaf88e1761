//! The claims in the article, contested ones first, in the order of the text, by check-worthiness, or by status.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::Listed;
use super::icon::{avatar, icon};
use super::speakers::{FIRST, calm_note, entry, more};
use crate::i18n::Language;
use crate::model::{Analysis, Claim, Status};
use crate::sort::sort_by;
use crate::web::hooks::Dispatch;
use crate::web::lists;
use crate::web::marks::Item;
use crate::web::messages;
use crate::web::notes::{self, Avatar};
use crate::web::state::State;

/// The order of the list.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    /// In the order of the text.
    Text,
    /// By how much there is to check, most first.
    Worth,
    /// By status, the most contested first.
    Status,
}

const ORDERS: [(&str, Order, &str); 3] = [
    ("text", Order::Text, "ui.order.text"),
    ("worth", Order::Worth, "ui.order.worth"),
    ("status", Order::Status, "ui.order.status"),
];

type Numbered<'a> = (usize, &'a Claim);

/// Shows the claims that the filter lets through, in the order that the reader chose.
#[component]
pub fn Claims(Listed { state, dispatch, calm, open, .. }: &Listed) -> Html {
    let locale = state.locale;
    let order = use_state(|| Order::Text);
    let most = use_state(|| FIRST);
    if !open {
        return Html::default();
    }
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
    match *order {
        Order::Text => {}
        Order::Worth => sort_by(&mut shown, |(_, a), (_, b)| score(analysis, b).total_cmp(&score(analysis, a))),
        Order::Status => sort_by(&mut shown, |(_, a), (_, b)| a.status.cmp(&b.status)),
    }
    let (contested, others): (Vec<_>, Vec<_>) = shown.into_iter().partition(|(_, c)| c.status.contested());
    let list = |own: &[Numbered<'_>]| {
        let entries = paired(own).into_iter().take(*most).map(|(at, c, linked)| card(state, dispatch, at, c, linked));
        html! { <ul class="cards">{ for entries }</ul> }
    };
    html! {
        <>
            { calm_note(state, *calm, contested.is_empty() && others.is_empty()) }
            if contested.len() > 1 {
                <label class="order">{ locale.text("ui.order") }
                    <select name="order" {onchange}>
                        { for ORDERS.map(|(value, own, key)| html! {
                            <option {value} selected={*order == own}>{ locale.text(key) }</option>
                        }) }
                    </select>
                </label>
            }
            // Check-worthiness is rated only in English, the only language with weights for it.
            if *order == Order::Worth && state.analysis.language != Language::English {
                <p class="calm">{ locale.text("ui.worth.english") }</p>
            }
            { list(&contested) }
            if !others.is_empty() {
                <details class="others"><summary>{ locale.count("ui.claims.others", others.len()) }</summary>
                    { list(&others) }</details>
            }
            if contested.len() > *most { { more(locale, &most) } }
        </>
    }
}

/// Returns a list entry with the claim's status, words and both sides.
fn card(state: &Rc<State>, dispatch: &Dispatch, at: usize, c: &Claim, linked: bool) -> Html {
    let locale = state.locale;
    let name = c.status.name();
    let (by, _) = notes::parties(locale, &state.analysis, c);
    let party = |name: &str, key: &'static str| {
        let own = avatar(&Avatar::of_party(&state.analysis, name));
        html! { <span class="party">{ own }{ name.to_owned() }{ " " }<em>{ locale.text(key) }</em></span> }
    };
    let claimant = (!c.claimant.is_empty()).then(|| party(&c.claimant, "ui.party.says"));
    let key = if c.status == Status::Disputed { "ui.party.otherwise" } else { "ui.party.denies" };
    let challengers = c.challengers.iter().map(|name| party(name, key));
    let body = html! {
        <>
            <span class={classes!("kind", ["n-", name].concat())}>{ icon(name) }
                <b>{ messages::status(locale, c.status) }</b>{ " " }{ by }
                if linked { { locale.text("ui.versus") } }</span>
            <q>{ messages::snippet(&state.analysed, &c.content) }</q>
            { for claimant }{ for challengers }
        </>
    };
    entry(state, dispatch, Item::Claim(at), body, linked.then_some("versus"))
}

/// Returns the claims, each directly followed by its competing versions if they are in the list; `true` marks a
/// competing version.
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
    analysis.check_worthiness_of(claim).map_or(0.0, |check| check.score)
}
