//! What the reader sees when the program itself fails: a plain sentence, and the text where it was.

use std::panic::PanicHookInfo;

use crate::i18n;

use super::dom;

/// Tells every later fault on the page.
pub fn watch() {
    yew::set_custom_panic_hook(Box::new(tell));
}

/// Writes into the element that `index.html` keeps for it, since the views can no longer be trusted.
fn tell(fault: &PanicHookInfo<'_>) {
    web_sys::console::error_1(&fault.to_string().into());
    dom::set_root("fault", "yes");
    if let Some(place) = dom::document().get_element_by_id("fault") {
        let location = fault.location().map(ToString::to_string).unwrap_or_default();
        place.set_text_content(Some(&i18n::text("ui.fault").replace("{where}", &location)));
        place.remove_attribute("hidden").unwrap_or_default();
    }
}
