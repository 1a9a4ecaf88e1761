//! Puts the card beside its mark, within the window, and keeps it there while anything scrolls.

use gloo::events::{EventListener, EventListenerOptions};
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::web::dom;
use crate::web::segments::Item;

/// The space kept between card, mark and window. CSS pixels.
const GAP: f64 = 8.0;

/// Places the element `card` at the mark of `item`. Through the style object, which a strict policy allows.
#[hook]
pub fn use_position(card: &NodeRef, item: Option<Item>) {
    use_effect_with(item, {
        let card = card.clone();
        move |&item| {
            let place = move || {
                if let (Some(card), Some(mark)) = (card.cast::<HtmlElement>(), item.and_then(dom::mark)) {
                    put(&card, &mark);
                }
            };
            place();
            let window = gloo::utils::window();
            let scroll =
                EventListener::new_with_options(&window, "scroll", EventListenerOptions::run_in_capture_phase(), {
                    let place = place.clone();
                    move |_| place()
                });
            let resize = EventListener::new(&window, "resize", move |_| place());
            move || drop((scroll, resize))
        }
    });
}

fn put(card: &HtmlElement, mark: &HtmlElement) {
    let window = gloo::utils::window();
    let size = |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|v| v.as_f64()).unwrap_or(0.0);
    let (width, height) = (size(window.inner_width()), size(window.inner_height()));
    let (mark, own) = (mark.get_bounding_client_rect(), card.get_bounding_client_rect());
    let below = mark.bottom() + GAP;
    let above = mark.top() - GAP - own.height();
    // Above leaves room for the label of a claim.
    let top = if below + own.height() < height || above < 0.0 { below } else { above - GAP };
    let top = top.min(height - own.height() - GAP).max(GAP);
    let left = mark.left().min(width - own.width() - GAP).max(GAP);
    let style = card.style();
    // Whole numbers: printing floats is 5 KB of the page.
    let (left, top) = (left.round() as i32, top.round() as i32);
    style.set_property("--left", &format!("{left}px")).unwrap_or_default();
    style.set_property("--top", &format!("{top}px")).unwrap_or_default();
}
