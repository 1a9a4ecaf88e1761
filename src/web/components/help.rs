//! The help: what the page does, and its keys.

use yew::prelude::*;

use super::Shared;
use crate::web::hooks::use_dialog;
use crate::web::state::{Action, Dialog};
use crate::web::words::say;

/// A dialog of the browser's own, so that focus and Escape behave as everywhere.
#[component]
pub fn Help(Shared { state, dispatch }: &Shared) -> Html {
    let dialog = use_node_ref();
    use_dialog(&dialog, state.dialog == Some(Dialog::Help));
    let close = |dispatch: &super::Dispatch| {
        let dispatch = dispatch.clone();
        move || dispatch.dispatch(Action::Closed(Dialog::Help))
    };
    let (by_key, by_button) = (close(dispatch), close(dispatch));
    let keys = [
        (say("ui.key.next"), say("ui.key.next.does")),
        (say("ui.key.previous"), say("ui.key.previous.does")),
        (say("ui.key.tab"), say("ui.key.tab.does")),
        (say("ui.key.enter"), say("ui.key.enter.does")),
        (say("ui.key.escape"), say("ui.key.escape.does")),
        ("j  k", say("ui.key.marks.does")),
        ("1 – 4", say("ui.key.presets.does")),
        ("/", say("ui.key.text.does")),
        (",", say("ui.key.settings.does")),
        ("?", say("ui.key.help.does")),
    ];
    html! {
        <dialog id="help" ref={dialog} aria-label={say("ui.help")} onclose={move |_| by_key()}>
            <h2>{ say("ui.help") }</h2>
            <p>{ say("ui.help.what") }</p>
            <p>{ say("ui.help.private") }</p>
            <dl>{ for keys.map(|(key, does)| html! { <div><dt><kbd>{ key }</kbd></dt><dd>{ does }</dd></div> }) }</dl>
            <p class="calm">{ say("ui.keys.note") }</p>
            <button type="button" onclick={move |_: MouseEvent| by_button()}>{ say("ui.close") }</button>
        </dialog>
    }
}
