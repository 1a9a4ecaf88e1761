//! What each mark means, with a sample of it.

use yew::prelude::*;

use crate::model::{Kind, Status};
use crate::web::words::{self, say};

/// The legend, folded away until it is wanted.
#[component]
pub fn Legend() -> Html {
    let row = |look: String, name: &'static str, meaning: &'static str| {
        html! { <div><dt><span class={classes!("sample", look)}>{ name }</span></dt><dd>{ meaning }</dd></div> }
    };
    let statuses = [
        Status::Refuted,
        Status::Denied,
        Status::Disputed,
        Status::Unconfirmed,
        Status::Alleged,
        Status::Speculative,
        Status::Corroborated,
    ];
    html! {
        <details id="legend">
            <summary>{ say("ui.legend") }</summary>
            <dl>
                { row("k-direct".into(), words::kind(Kind::Direct), say("ui.legend.direct")) }
                { row("k-mixed".into(), words::kind(Kind::Mixed), say("ui.legend.mixed")) }
                { row("k-indirect".into(), words::kind(Kind::Indirect), say("ui.legend.indirect")) }
                { row("k-source".into(), say("ui.source"), say("ui.legend.source")) }
                { row("k-cue".into(), say("ui.cue"), say("ui.legend.cue")) }
                { row("k-mention".into(), say("ui.kind.mention"), say("ui.legend.mention")) }
                { for statuses.map(|s| {
                    row(format!("k-claim s-{}", words::status_name(s)), words::status(s), words::status_meaning(s))
                }) }
            </dl>
        </details>
    }
}
