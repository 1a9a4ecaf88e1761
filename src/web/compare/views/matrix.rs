//! The table of claims and articles. It shows which article makes which claim and how; each row has the figures that
//! the articles give for one claim.

use yew::prelude::*;

use super::{ViewContext, badge, claim_of, letter, part, stance_view};
use crate::compare::Row;
use crate::export::comparison::support;
use crate::web::compare::state::{Action, Only};

/// Returns the table, in a frame that scrolls independently; empty if there are no claims. On a phone, each claim is a
/// card.
pub fn matrix(context: &ViewContext) -> Html {
    let locale = context.state.locale;
    let (state, rows) = (&context.state, context.state.rows());
    if rows.is_empty() {
        return Html::default();
    }
    let options = Only::ALL.map(|(only, name, key)| {
        let number = rows.iter().filter(|row| only.lists(row)).count();
        html! {
            <button type="button" data-only={name} aria-pressed={(only == state.only).to_string()}
                onclick={context.press(Action::Listed(only))}>
                { locale.text(key) }{ " " }<small>{ number }</small></button>
        }
    });
    let heads = (0..state.articles.len()).map(|at| html! { <th scope="col">{ badge(state, at) }</th> });
    let listed: Vec<&Row> = rows.iter().filter(|row| state.only.lists(row)).collect();
    let content = html! {
        <>
            <p class="calm">{ locale.text("ui.compare.rows.note") }</p>
            <div id="compare-only" class="lens" role="group"
                aria-label={locale.text("ui.compare.only")}>{ for options }</div>
            if listed.is_empty() { <p class="calm">{ locale.text("ui.compare.only.none") }</p> } else {
                <div class="table" tabindex="0" role="group" aria-label={locale.text("compare.rows")}>
                    <table class="matrix">
                        <thead><tr><th scope="col">{ locale.text("compare.claim") }</th>{ for heads }</tr></thead>
                        <tbody>{ for listed.iter().map(|row| line(context, row)) }</tbody>
                    </table>
                </div>
            }
        </>
    };
    part(locale, "compare-claims", "compare.rows", content)
}

fn line(context: &ViewContext, row: &Row) -> Html {
    let state = &context.state;
    let locale = state.locale;
    let cells = (0..state.articles.len()).map(|at| {
        let cell = match row.stances.iter().find(|stance| stance.side.article == at) {
            Some(stance) => stance_view(context, row, stance, false),
            None => html! { <span class="absent">{ locale.text("compare.absent") }</span> },
        };
        html! { <td data-letter={letter(at)}>{ cell }</td> }
    });
    html! {
        <tr data-conflict={row.conflict.then_some("true")}>
            <th scope="row"><span dir="auto">{ claim_of(state, row) }</span>
                <small>{ support(locale, row) }
                    if row.conflict {
                        { " · " }<b class="differ">{ locale.text("compare.contradicts") }</b>
                    }</small></th>
            { for cells }
        </tr>
    }
}
