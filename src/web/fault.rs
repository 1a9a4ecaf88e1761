//! What the reader sees when the program itself fails: a plain sentence, and the text where it was.

use std::panic::PanicHookInfo;

use gloo::events::EventListener;
use js_sys::{Error, Reflect};
use wasm_bindgen::JsCast;
use web_sys::Event;

use crate::i18n;

use super::dom;

/// What browsers call the end of a program that did not panic: memory or stack ran out.
const TRAPS: [&str; 3] = ["RuntimeError", "RangeError", "InternalError"];

/// Tells every later fault on the page.
pub fn watch() {
    yew::set_custom_panic_hook(Box::new(tell));
    for name in ["error", "unhandledrejection"] {
        EventListener::new(&gloo::utils::window(), name, tell_trap).forget();
    }
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

/// A panic ends in a trap too, and has been told by then.
fn tell_trap(event: &Event) {
    let field = |name: &str| Reflect::get(event, &name.into()).ok()?.dyn_into::<Error>().ok();
    let Some(fault) = field("error").or_else(|| field("reason")) else { return };
    let name = String::from(fault.name());
    if TRAPS.contains(&&*name) && !dom::has_root("fault") {
        dom::set_root("fault", "yes");
        show("ui.fault", &String::from(fault.to_string()), &name);
    }
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
