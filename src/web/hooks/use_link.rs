//! Articles from shared links: the address that the page is opened with, or that is put into its tab.

use std::rc::Rc;

use gloo::events::EventListener;
use yew::prelude::*;

use super::Dispatch;
use super::streams::{self, Fault};
use crate::web::share;
use crate::web::state::{Action, Change, MOST, Refusal};

/// Reads the article in the page's address, now and when it changes.
#[hook]
pub fn use_link(dispatch: &Dispatch) {
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
    if !hash.starts_with("#t=") {
        return;
    }
    let dispatch = dispatch.clone();
    yew::platform::spawn_local(async move {
        dispatch.dispatch(match article(&hash).await {
            Ok(rich) => Action::Arrived(Rc::new(rich), Change::Link),
            Err(why) => Action::Refused(String::new(), why),
        });
    });
}

async fn article(hash: &str) -> Result<crate::intake::flow::Rich, Refusal> {
    let packed = hash.strip_prefix(share::START).and_then(share::decode).ok_or(Refusal::BadLink)?;
    let bytes = streams::unpack(&packed, MOST).await.map_err(|fault| match fault {
        Fault::Unable => Refusal::NoUnpacking,
        Fault::Broken | Fault::TooMuch => Refusal::BadLink,
    })?;
    share::read(bytes).ok_or(Refusal::BadLink)
}

/// The link that holds this article.
pub async fn link_of(state: Rc<crate::web::state::State>) -> Result<String, Fault> {
    let packed = streams::pack(share::write(&state.meta, &state.text).as_bytes()).await?;
    let address = gloo::utils::window().location().href().unwrap_or_default();
    let page = address.split('#').next().unwrap_or_default();
    Ok(page.to_owned() + share::START + &share::encode(&packed))
}
