//! Small pictures: signs of statuses and buttons, and speakers' letters.

use yew::prelude::*;

use crate::web::notes::{Avatar, Icon};
use crate::web::words::status_name;

/// The sign of this name among the symbols of `index.html`.
pub fn icon(name: &str) -> Html {
    html! { <svg class="g" aria-hidden="true"><use href={["#i-", name].concat()} /></svg> }
}

/// A speaker's letters.
pub fn avatar(avatar: &Avatar) -> Html {
    html! { <span class={classes!("av", avatar.shape)} aria-hidden="true">{ avatar.letters.clone() }</span> }
}

/// The picture of a finding.
pub fn picture(of: &Icon) -> Html {
    match of {
        Icon::Status(status) => icon(status_name(*status)),
        Icon::Avatar(own) => avatar(own),
        Icon::NoComment => icon("no-comment"),
    }
}
