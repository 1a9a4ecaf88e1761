//! What was excluded from the article when it was read, with a button to put it back.

use super::Shared;
use crate::web::state::Action;
use yew::prelude::*;

/// Returns the number of excluded blocks, their words in a collapsed list, and a button that puts them back. Empty if
/// nothing was excluded.
pub fn left_out(Shared { state, dispatch }: &Shared) -> Html {
    let locale = state.locale;
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
                <summary role="status">{ locale.count("ui.left-out", pieces.len()) }</summary>
                <p>{ locale.text("ui.left-out.why") }</p>
                <ul>{ for pieces.iter().map(|(_, words)| html! { <li>{ words.clone() }</li> }) }</ul>
                <button type="button" {onclick}>{ locale.text("ui.put-back") }</button>
            </details>
        </section>
    }
}
