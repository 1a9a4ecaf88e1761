//! The table of claims and articles: which article makes which claim and how, with the figures of each outlet in one
//! row.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{ViewContext, badge, part};
use crate::compare::{Manner, Row, Side, Stance};
use crate::export::comparison::{manner, support};
use crate::web::compare::Found;
use crate::web::compare::state::{Action, Only, Reading};
use crate::web::words::{fill, quote, say, snippet};

/// Returns the table, in a frame that scrolls independently. On a phone, each claim is a card.
pub fn matrix(context: &ViewContext, found: &Found) -> Html {
    let (state, rows) = (&context.state, &found.comparison.rows);
    if rows.is_empty() {
        return Html::default();
    }
    let onchange = {
        let dispatch = context.dispatch.clone();
        Callback::from(move |event: Event| {
            let name = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default();
            let only = Only::ALL.into_iter().find(|(_, own, _)| *own == name);
            dispatch.dispatch(Action::Listed(only.map_or(Only::All, |(only, ..)| only)));
        })
    };
    let options = Only::ALL.map(|(only, name, key)| {
        html! { <option value={name} selected={only == state.only}>{ say(key) }</option> }
    });
    let heads = (0..state.articles.len()).map(|at| html! { <th scope="col">{ badge(state, at) }</th> });
    let listed: Vec<&Row> = rows.iter().filter(|row| state.only.lists(row)).collect();
    let content = html! {
        <>
            <label class="only">{ say("ui.compare.only") }<select id="accounts-only" {onchange}>{ for options }</select></label>
            if listed.is_empty() { <p class="calm">{ say("ui.compare.only.none") }</p> } else {
                <div class="wide" tabindex="0" role="group" aria-label={say("compare.rows")}>
                    <table class="matrix">
                        <thead><tr><th scope="col">{ say("compare.claim") }</th>{ for heads }</tr></thead>
                        <tbody>{ for listed.iter().map(|row| line(context, row)) }</tbody>
                    </table>
                </div>
            }
        </>
    };
    part("accounts-claims", "compare.rows", content)
}

fn line(context: &ViewContext, row: &Row) -> Html {
    let state = &context.state;
    let words = |stance: &Stance| snippet(state.text(stance.side.article), &stance.side.spans);
    let claim = row.stances.first().map(words).unwrap_or_default();
    let cells = (0..state.articles.len()).map(|at| {
        let name = state.articles[at].name().to_owned();
        let cell = match row.stances.iter().find(|stance| stance.side.article == at) {
            Some(stance) => told(context, row, stance),
            None => html! { <span class="absent">{ say("compare.absent") }</span> },
        };
        html! { <td data-name={name}>{ cell }</td> }
    });
    html! {
        <tr data-conflict={row.conflict.then_some("true")}>
            <th scope="row"><span dir="auto">{ claim }</span>
                <small>{ support(row) }if row.conflict { { " · " }<b class="differ">{ say("compare.contradicts") }</b> }</small></th>
            { for cells }
        </tr>
    }
}

/// Returns the cell for the stance of one article; pressing it opens the article next to another one.
fn told(context: &ViewContext, row: &Row, stance: &Stance) -> Html {
    let text = context.state.text(stance.side.article);
    let other = row.stances.iter().find(|other| other.side.article != stance.side.article);
    let other = other.map_or_else(Side::default, |other| other.side.clone());
    let (a, b) =
        if stance.side.article < other.article { (stance.side.clone(), other) } else { (other, stance.side.clone()) };
    let figures: Vec<String> = stance.figures.iter().map(|span| quote(text, &[*span])).collect();
    let title = quote(text, &stance.side.spans);
    html! {
        <button type="button" data-manner={name(stance.manner)} {title}
            onclick={context.press(Action::Read(Some(Reading { a, b, link: None })))}>
            <span class="manner">{ manner(stance.manner) }</span>
            if !figures.is_empty() { <b class="figures"><bdi>{ figures.join(" · ") }</bdi></b> }
            if !stance.speaker.is_empty() { <small><bdi>{ fill("ui.compare.by", &[("name", &stance.speaker)]) }</bdi></small> }
        </button>
    }
}

/// Returns the name of a manner in the document, for styles and tests.
fn name(manner: Manner) -> &'static str {
    match manner {
        Manner::Stated => "stated",
        Manner::Attributed => "attributed",
        Manner::Alleged => "alleged",
        Manner::Denied => "denied",
    }
}
