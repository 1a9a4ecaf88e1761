//! What the reader sees if the program crashes: a message, with the text left in place.

use std::panic::PanicHookInfo;

use web_sys::Element;

use crate::i18n::Locale;

use super::{dom, panics};

/// The first line of a report.
const PROGRAM: &str = concat!("Sayso ", env!("CARGO_PKG_VERSION"));

/// Installs a hook that shows every later panic on the page.
pub fn watch(locale: Locale) {
    yew::set_custom_panic_hook(Box::new(tell));
    get_ready(locale);
}

/// Stores the messages in the document, in the language of `locale`. When the program crashes, its state can no longer
/// be trusted. If memory or stack is exhausted, `www/boot.js` displays these messages instead of the program.
pub fn get_ready(locale: Locale) {
    write("fault-tick", locale.text("ui.fault.tick"));
    write("fault-copy", locale.text("ui.fault.copy"));
    write("fault-close", locale.text("ui.close"));
    keep("words", locale.text("ui.fault"));
    keep("worker", locale.text("ui.fault.worker"));
    keep("copy", locale.text("ui.fault.copy"));
    keep("copied", locale.text("ui.fault.copied"));
    keep("program", PROGRAM);
}

/// Shows that the analysis crashed in its worker. The page itself continues.
pub fn tell_worker(fault: &str) {
    show(&kept("worker"), fault);
}

/// Shows a panic. Writes into an element of `index.html`, because the views can no longer be trusted.
fn tell(fault: &PanicHookInfo<'_>) {
    // Without the panic message, even in the console: it may quote the article.
    let message = panics::describe(fault);
    web_sys::console::error_1(&message.as_str().into());
    // A panic also ends in a trap. This keeps `www/boot.js` from reporting that as well.
    dom::set_root("fault", "yes");
    let location = fault.location().map(ToString::to_string).unwrap_or_default();
    show(&kept("words").replace("{where}", &location), &message);
}

/// Shows a message and stores the report. `www/boot.js` handles the buttons, so that they work even if this program
/// has stopped.
fn show(words: &str, fault: &str) {
    // The report of an earlier fault may have been copied, in which case the button says so.
    write("fault-copy", &kept("copy"));
    keep("report", &[PROGRAM, fault].join("\n"));
    write("fault-words", words);
    if let Some(place) = place("fault") {
        place.remove_attribute("hidden").unwrap_or_default();
    }
}

fn place(id: &str) -> Option<Element> {
    dom::document().get_element_by_id(id)
}

fn write(id: &str, words: &str) {
    if let Some(place) = place(id) {
        place.set_text_content(Some(words));
    }
}

/// Sets `data-<name>` on the element that shows faults.
fn keep(name: &str, value: &str) {
    if let Some(place) = place("fault") {
        place.set_attribute(&["data-", name].concat(), value).unwrap_or_default();
    }
}

/// Returns what [`keep`] set.
fn kept(name: &str) -> String {
    place("fault").and_then(|place| place.get_attribute(&["data-", name].concat())).unwrap_or_default()
}
