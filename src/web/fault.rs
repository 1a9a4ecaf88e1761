//! What the reader sees when the program itself fails: a plain sentence, and the text where it was.

use std::panic::PanicHookInfo;

use crate::i18n;

use super::{dom, panics};

/// What a report begins with.
const PROGRAM: &str = concat!("Sayso ", env!("CARGO_PKG_VERSION"));

/// Tells every later panic on the page.
pub fn watch() {
    yew::set_custom_panic_hook(Box::new(tell));
    get_ready();
}

/// Leaves the words in the document, in the language now spoken. Where memory or stack ran out this program can tell nothing any more,
/// and `www/boot.js` tells it with these.
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

/// Tells that the analysis fell in its worker. The page itself goes on.
pub fn tell_worker(fault: &str) {
    show(i18n::text("ui.fault.worker"), fault);
}

/// Writes into the element that `index.html` keeps for it, since the views can no longer be trusted.
fn tell(fault: &PanicHookInfo<'_>) {
    // Without the message, in the console too: it may quote the article.
    let told = panics::told(fault);
    web_sys::console::error_1(&told.as_str().into());
    // A panic ends in a trap too: it has been told by then.
    dom::set_root("fault", "yes");
    let location = fault.location().map(ToString::to_string).unwrap_or_default();
    show(&i18n::text("ui.fault").replace("{where}", &location), &told);
}

/// `www/boot.js` has the rest: its buttons work when this program has stopped.
fn show(words: &str, fault: &str) {
    // The report of an earlier fault may have been copied, and the button says so.
    get_ready();
    keep("report", &[PROGRAM, fault].join("\n"));
    let find = |id: &str| dom::document().get_element_by_id(id);
    find("fault-words").into_iter().for_each(|place| place.set_text_content(Some(words)));
    find("fault").into_iter().for_each(|place| place.remove_attribute("hidden").unwrap_or_default());
}

/// Sets `data-<name>` where faults are told.
fn keep(name: &str, value: &str) {
    if let Some(place) = dom::document().get_element_by_id("fault") {
        place.set_attribute(&["data-", name].concat(), value).unwrap_or_default();
    }
}
