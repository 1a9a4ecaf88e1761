//! Articles from shared links, from the address that the page is opened with or that is entered in its tab.
//!
//! The address contains the article. It is replaced as soon as it is read, so that bookmarks, copied addresses and the
//! tab's history do not contain the article.

use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

use super::streams::{self, StreamError};
use super::{Dispatch, go};
use crate::intake::flow::Rich;
use crate::web::share::{self, Marks};
use crate::web::state::{Action, Change, MOST, Refusal, State};

#[wasm_bindgen]
extern "C" {
    /// Replaces the address of the current entry in the tab's history. Fails if a page does so too often.
    #[wasm_bindgen(js_namespace = history, js_name = replaceState, catch)]
    fn replace_state(state: &JsValue, unused: &str, address: &str) -> Result<(), JsValue>;
}

/// Reads the article in the page's address, now and whenever it changes, and scrolls to the finding that the link leads
/// to once it is found.
#[hook]
pub fn use_link(state: &Rc<State>, dispatch: &Dispatch) {
    use_effect_with(state.arrival(), {
        let (state, dispatch) = (state.clone(), dispatch.clone());
        move |item| item.iter().for_each(|item| go(&state, &dispatch, *item))
    });
    use_effect_with((), {
        let dispatch = dispatch.clone();
        move |()| {
            take(&dispatch);
            let listener = EventListener::new(&gloo::utils::window(), "hashchange", move |_| take(&dispatch));
            move || drop(listener)
        }
    });
}

fn take(dispatch: &Dispatch) {
    let hash = gloo::utils::window().location().hash().unwrap_or_default();
    if !hash.starts_with(share::ANY) {
        return;
    }
    // The address is replaced even if the link is refused below.
    replace_state(&JsValue::NULL, "", &page()).unwrap_or_default();
    let dispatch = dispatch.clone();
    yew::platform::spawn_local(async move {
        dispatch.dispatch(match article(&hash).await {
            Ok((rich, marks)) => Action::Offered(Rc::new(rich), Change::Link(Rc::new(marks))),
            Err(why) => Action::Refused(String::new(), why),
        });
    });
}

/// Returns the page's address up to the `#`.
fn page() -> String {
    let address = gloo::utils::window().location().href().unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

async fn article(hash: &str) -> Result<(Rich, Marks), Refusal> {
    let (packed, marked) = share::packed(hash).ok_or(Refusal::BadLink)?;
    let bytes = streams::unpack(&packed, MOST).await.map_err(|fault| match fault {
        StreamError::Unable => Refusal::NoUnpacking,
        StreamError::Broken | StreamError::TooMuch => Refusal::BadLink,
    })?;
    share::read(bytes, marked).ok_or(Refusal::BadLink)
}

/// Returns a link that contains this article with these marks.
pub async fn link_of(state: Rc<State>, marks: Marks) -> Result<String, StreamError> {
    let (start, written) = share::write(&state.meta, &state.text, &marks);
    let packed = streams::pack(written.as_bytes()).await?;
    Ok(page() + start + &share::encode(&packed))
}
