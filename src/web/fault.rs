//! What the reader sees if the program crashes: a message, with the text left in place.

use std::panic::PanicHookInfo;

use crate::i18n;

use super::{dom, panics};

/// The first line of a report.
const PROGRAM: &str = concat!("Sayso ", env!("CARGO_PKG_VERSION"));

/// Installs a hook that shows every later panic on the page.
pub fn watch() {
    yew::set_custom_panic_hook(Box::new(tell));
    get_ready();
}

/// Stores the messages in the document, in the current language. If memory or stack is exhausted, this program can no
/// longer display anything, and `www/boot.js` displays these messages instead.
pub fn get_ready() {
    let say = |id: &str, words: &str| {
        dom::document().get_element_by_id(id).into_iter().for_each(|place| place.set_text_content(Some(words)));
    };
    say("fault-tick", i18n::text("ui.fault.tick"));
    say("fault-copy", i18n::text("ui.fault.copy"));
    say("fault-close", i18n::text("ui.close"));
    keep("words", i18n::text("ui.fault"));
    keep("copy", i18n::text("ui.fault.copy"));
    keep("copied", i18n::text("ui.fault.copied"));
    keep("program", PROGRAM);
}

/// Shows that the analysis crashed in its worker. The page itself continues.
pub fn tell_worker(fault: &str) {
    show(i18n::text("ui.fault.worker"), fault);
}

/// Writes into an element of `index.html`, because the views can no longer be trusted.
fn tell(fault: &PanicHookInfo<'_>) {
    // Without the panic message, even in the console: it may quote the article.
    let message = panics::describe(fault);
    web_sys::console::error_1(&message.as_str().into());
    // A panic also ends in a trap, which must not be shown again.
    dom::set_root("fault", "yes");
    let location = fault.location().map(ToString::to_string).unwrap_or_default();
    show(&i18n::text("ui.fault").replace("{where}", &location), &message);
}

/// `www/boot.js` does the rest, because its buttons work even if this program has stopped.
fn show(words: &str, fault: &str) {
    // The report of an earlier fault may have been copied, in which case the button says so.
    get_ready();
    keep("report", &[PROGRAM, fault].join("\n"));
    let find = |id: &str| dom::document().get_element_by_id(id);
    find("fault-words").into_iter().for_each(|place| place.set_text_content(Some(words)));
    find("fault").into_iter().for_each(|place| place.remove_attribute("hidden").unwrap_or_default());
}

/// Sets `data-<name>` on the element that shows faults.
fn keep(name: &str, value: &str) {
    if let Some(place) = dom::document().get_element_by_id("fault") {
        place.set_attribute(&["data-", name].concat(), value).unwrap_or_default();
    }
}
