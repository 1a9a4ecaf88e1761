//! The help: what the page does, and its keyboard shortcuts.

use yew::prelude::*;

use crate::web::messages::say;

/// Returns the content of the dialog.
pub fn help() -> Html {
    let keys = [
        (say("ui.key.next"), say("ui.key.next.does")),
        (say("ui.key.previous"), say("ui.key.previous.does")),
        (say("ui.key.tab"), say("ui.key.tab.does")),
        (say("ui.key.enter"), say("ui.key.enter.does")),
        (say("ui.key.escape"), say("ui.key.escape.does")),
        ("n  p", say("ui.key.step.does")),
        ("j  k", say("ui.key.marks.does")),
        ("1 – 3", say("ui.key.presets.does")),
        ("/", say("ui.key.find.does")),
        ("e", say("ui.key.text.does")),
        (",", say("ui.key.settings.does")),
        ("?", say("ui.key.help.does")),
    ];
    html! {
        <div translate="yes">
            <p>{ say("ui.help.what") }</p>
            <p>{ say("ui.help.private") }</p>
            <ul>{ for ["ui.help.mark", "ui.help.filter", "ui.help.correct"].map(|key| html! { <li>{ say(key) }</li> }) }</ul>
            <h3>{ say("ui.help.keys") }</h3>
            <dl>{ for keys.map(|(key, does)| html! { <div><dt><kbd>{ key }</kbd></dt><dd>{ does }</dd></div> }) }</dl>
            <p class="calm">{ say("ui.keys.note") }</p>
        </div>
    }
}
