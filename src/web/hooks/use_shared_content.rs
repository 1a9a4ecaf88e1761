//! Receives what other programs pass to the installed page: files opened with it, and content shared with it.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::File;
use yew::prelude::*;

use super::{Dispatch, read_file};
use crate::intake::flow::Rich;
use crate::intake::is_address;
use crate::web::state::{Action, Change, MOST, Refusal};

#[wasm_bindgen]
extern "C" {
    /// Implemented in `www/boot.js`; registers the callback for files and texts.
    #[wasm_bindgen(js_name = saysoGiven)]
    fn given(take: &Closure<dyn Fn(JsValue)>);
}

/// Receives files and texts. They never replace an edited text without asking, because other programs decide when they
/// arrive.
#[hook]
pub fn use_shared_content(dispatch: &Dispatch) {
    use_effect_with((), {
        let dispatch = dispatch.clone();
        move |()| {
            let take = Closure::new(move |value: JsValue| {
                let dispatch = dispatch.clone();
                match value.dyn_into::<File>() {
                    Ok(file) => read_file(file, dispatch, Action::Offered),
                    Err(text) => dispatch.dispatch(shared(text.as_string().unwrap_or_default())),
                }
            });
            given(&take);
            // Dropped with the page.
            move || drop(take)
        }
    });
}

fn shared(text: String) -> Action {
    if text.len() > MOST {
        Action::Refused(String::new(), Refusal::LongPaste)
    } else if only_address(&text) {
        Action::Refused(String::new(), Refusal::Address)
    } else {
        Action::Offered(Rc::new(Rich { text, ..Rich::default() }), Change::Shared)
    }
}

/// Returns whether `text` is what browsers pass on when a page is shared: its address, usually after its title.
fn only_address(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).rev();
    lines.next().is_some_and(is_address) && lines.nth(1).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_page_is_an_address() {
        assert!(only_address("https://a.example/b") && only_address("A fire\n\nhttps://a.example/b\n"));
        assert!(
            !only_address("A fire\n\n“It is late,” said Tom Hale.\n\nhttps://a.example/b") && !only_address("A fire")
        );
    }
}
