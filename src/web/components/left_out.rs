//! What was set apart of the article on its way in, and a way to have it back.

use yew::prelude::*;

use super::Shared;
use crate::web::state::Action;
use crate::web::words::{count, say};

/// A sentence that counts the pieces, their words folded away, and a button that puts them back.
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
