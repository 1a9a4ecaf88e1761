//! The help: what the page does, and its keyboard shortcuts.

use yew::prelude::*;

use crate::i18n::Locale;

/// Returns the content of the help dialog.
pub fn help(locale: Locale) -> Html {
    let keys = [
        (locale.text("ui.key.next"), locale.text("ui.key.next.does")),
        (locale.text("ui.key.previous"), locale.text("ui.key.previous.does")),
        (locale.text("ui.key.tab"), locale.text("ui.key.tab.does")),
        (locale.text("ui.key.enter"), locale.text("ui.key.enter.does")),
        (locale.text("ui.key.escape"), locale.text("ui.key.escape.does")),
        ("n  p", locale.text("ui.key.step.does")),
        ("j  k", locale.text("ui.key.marks.does")),
        ("1 – 3", locale.text("ui.key.presets.does")),
        ("/", locale.text("ui.key.find.does")),
        ("e", locale.text("ui.key.text.does")),
        (",", locale.text("ui.key.settings.does")),
        ("?", locale.text("ui.key.help.does")),
    ];
    html! {
        <div translate="yes">
            <p>{ locale.text("ui.help.what") }</p>
            <p>{ locale.text("ui.help.private") }</p>
            <ul>{ for ["ui.help.mark", "ui.help.filter", "ui.help.correct"]
                .map(|key| html! { <li>{ locale.text(key) }</li> }) }</ul>
            <h3>{ locale.text("ui.help.keys") }</h3>
            <dl>{ for keys.map(|(key, does)| html! { <div><dt><kbd>{ key }</kbd></dt><dd>{ does }</dd></div> }) }</dl>
            <p class="calm">{ locale.text("ui.keys.note") }</p>
        </div>
    }
}
