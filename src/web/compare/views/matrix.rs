//! The table of claims and articles: which article makes which claim and how, with the figures of each outlet in one
//! row.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{Seat, badge, part};
use crate::compare::{Manner, Row, Side, Stance};
use crate::export::comparison::{manner, support};
use crate::web::compare::Found;
use crate::web::compare::desk::{Action, Only, Reading};
use crate::web::words::{fill, quote, say, snippet};

/// Returns the table, in a frame that scrolls independently. On a phone, each claim is a card.
pub fn matrix(seat: &Seat, found: &Found) -> Html {
    let (desk, rows) = (&seat.desk, &found.comparison.rows);
    if rows.is_empty() {
        return Html::default();
    }
    let onchange = {
        let dispatch = seat.dispatch.clone();
        Callback::from(move |event: Event| {
            let name = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default();
            let only = Only::ALL.into_iter().find(|(_, own, _)| *own == name);
            dispatch.dispatch(Action::Listed(only.map_or(Only::All, |(only, ..)| only)));
        })
    };
    let options = Only::ALL.map(|(only, name, key)| {
        html! { <option value={name} selected={only == desk.only}>{ say(key) }</option> }
    });
    let heads = (0..desk.articles.len()).map(|at| html! { <th scope="col">{ badge(desk, at) }</th> });
    let listed: Vec<&Row> = rows.iter().filter(|row| desk.only.lists(row)).collect();
    let content = html! {
        <>
            <label class="only">{ say("ui.compare.only") }<select id="accounts-only" {onchange}>{ for options }</select></label>
            if listed.is_empty() { <p class="calm">{ say("ui.compare.only.none") }</p> } else {
                <div class="wide" tabindex="0" role="group" aria-label={say("compare.rows")}>
                    <table class="matrix">
                        <thead><tr><th scope="col">{ say("compare.claim") }</th>{ for heads }</tr></thead>
                        <tbody>{ for listed.iter().map(|row| line(seat, row)) }</tbody>
                    </table>
                </div>
            }
        </>
    };
    part("accounts-claims", "compare.rows", content)
}

fn line(seat: &Seat, row: &Row) -> Html {
    let desk = &seat.desk;
    let words = |stance: &Stance| snippet(desk.text(stance.side.article), &stance.side.spans);
    let claim = row.stances.first().map(words).unwrap_or_default();
    let cells = (0..desk.articles.len()).map(|at| {
        let name = desk.articles[at].name().to_owned();
        let cell = match row.stances.iter().find(|stance| stance.side.article == at) {
            Some(stance) => told(seat, row, stance),
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
fn told(seat: &Seat, row: &Row, stance: &Stance) -> Html {
    let text = seat.desk.text(stance.side.article);
    let other = row.stances.iter().find(|other| other.side.article != stance.side.article);
    let other = other.map_or_else(Side::default, |other| other.side.clone());
    let (a, b) =
        if stance.side.article < other.article { (stance.side.clone(), other) } else { (other, stance.side.clone()) };
    let figures: Vec<String> = stance.figures.iter().map(|span| quote(text, &[*span])).collect();
    let title = quote(text, &stance.side.spans);
    html! {
        <button type="button" data-manner={name(stance.manner)} {title}
            onclick={seat.press(Action::Read(Some(Reading { a, b, link: None })))}>
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
