//! What each mark means, with a sample of it and a box to show or hide it: the legend is the filter.

use yew::prelude::*;

use super::Shared;
use crate::web::filter::{Filter, Layer};
use crate::web::state::Action;
use crate::web::words::{self, say};

/// The legend, folded away until it is wanted.
pub fn legend(Shared { state, dispatch }: &Shared) -> Html {
    let rows = Layer::ALL.into_iter().map(|layer| {
        let toggle = {
            let (dispatch, next) = (dispatch.clone(), state.filter.toggled(layer));
            Callback::from(move |_: Event| dispatch.dispatch(Action::Filtered(next.clone())))
        };
        let found = Filter::count(&state.analysis, layer);
        html! {
            <div>
                <dt><label>
                    <input type="checkbox" name={words::layer_look(layer)} checked={state.filter.shows_layer(layer)} onchange={toggle} />
                    <span class={classes!("sample", words::layer_look(layer))}>{ words::layer(layer) }</span>
                    if found > 0 { <small>{ found }</small> }
                </label></dt>
                <dd>{ words::layer_meaning(layer) }</dd>
            </div>
        }
    });
    html! {
        <details id="legend" translate="yes">
            <summary>{ say("ui.legend") }</summary>
            <dl>{ for rows }
                <div><dt><span class="sample left-out">{ say("ui.skipped") }</span></dt><dd>{ say("ui.legend.skipped") }</dd></div>
            </dl>
        </details>
    }
}
