//! What was excluded from the article when it was read, with a button to put it back.

use yew::prelude::*;

use super::Shared;
use crate::web::messages::{count, say};
use crate::web::state::Action;

/// Returns the number of excluded blocks, their words in a collapsed list, and a button that puts them back.
pub fn left_out(Shared { state, dispatch }: &Shared) -> Html {
    let pieces = &state.origin.left_out;
    if pieces.is_empty() {
        return Html::default();
    }
    let onclick = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::PutBack))
    };
    html! {
        <section id="left-out">
            <details>
                <summary role="status">{ count("ui.left-out", pieces.len()) }</summary>
                <p>{ say("ui.left-out.why") }</p>
                <ul>{ for pieces.iter().map(|(_, words)| html! { <li>{ words.clone() }</li> }) }</ul>
                <button type="button" {onclick}>{ say("ui.put-back") }</button>
            </details>
        </section>
    }
}
