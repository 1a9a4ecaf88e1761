//! The claims on which the articles contradict each other, with what each of them says.

use yew::prelude::*;

use super::{ViewContext, claim_of, letter, part, stance_view};
use crate::compare::Row;
use crate::web::components::icon;

/// Returns the section; empty if no claim is contradicted.
pub fn contradictions(context: &ViewContext) -> Html {
    let locale = context.state.locale;
    let rows: Vec<Row> = context.state.rows().into_iter().filter(|row| row.conflict).collect();
    if rows.is_empty() {
        return Html::default();
    }
    let content = html! {
        <>
            <p class="calm">{ locale.count("ui.compare.clash.note", rows.len()) }</p>
            <ul class="clash">{ for rows.iter().map(|row| clash(context, row)) }</ul>
        </>
    };
    part(locale, "compare-clash", "ui.compare.clash", content)
}

fn clash(context: &ViewContext, row: &Row) -> Html {
    let locale = context.state.locale;
    let figures = row.stances.iter().filter(|stance| !stance.figures.is_empty()).count() > 1;
    let what = locale.text(if figures { "ui.compare.figures" } else { "compare.contradicts" });
    let stances = row.stances.iter().map(|stance| {
        html! {
            <div class="pos"><b class="letter" aria-hidden="true">{ letter(stance.side.article) }</b>
                { stance_view(context, row, stance, !figures) }</div>
        }
    });
    html! {
        <li><div class="claim"><h4 dir="auto">{ claim_of(&context.state, row) }</h4>
            <span class="differ">{ icon("disputed") }<span>{ what }</span></span></div>{ for stances }</li>
    }
}
