//! What the reader sees when the program itself fails: a plain sentence, and the text where it was.

use std::panic::PanicHookInfo;

use crate::i18n;

use super::dom;

/// Tells every later fault on the page.
pub fn watch() {
    yew::set_custom_panic_hook(Box::new(tell));
}

/// Tells that the analysis fell in its worker. The page itself goes on.
pub fn tell_worker(fault: &str) {
    show("ui.fault.worker", fault, "");
}

/// Writes into the element that `index.html` keeps for it, since the views can no longer be trusted.
fn tell(fault: &PanicHookInfo<'_>) {
    web_sys::console::error_1(&fault.to_string().into());
    dom::set_root("fault", "yes");
    let location = fault.location().map(ToString::to_string).unwrap_or_default();
    show("ui.fault", &fault.to_string(), &location);
}

/// `www/boot.js` has the rest: its buttons work when this program has stopped.
fn show(key: &'static str, fault: &str, location: &str) {
    let find = |id: &str| dom::document().get_element_by_id(id);
    let say = |id: &str, words: &str| find(id).into_iter().for_each(|place| place.set_text_content(Some(words)));
    say("fault-words", &i18n::text(key).replace("{where}", location));
    say("fault-tick", i18n::text("ui.fault.tick"));
    say("fault-copy", i18n::text("ui.fault.copy"));
    say("fault-close", i18n::text("ui.close"));
    if let Some(place) = find("fault") {
        let report = [concat!("Sayso ", env!("CARGO_PKG_VERSION")), fault].join("\n");
        place.set_attribute("data-report", &report).unwrap_or_default();
        place.set_attribute("data-copied", i18n::text("ui.fault.copied")).unwrap_or_default();
        place.remove_attribute("hidden").unwrap_or_default();
    }
}
