//! Icons of statuses and buttons, and avatars of speakers.

use yew::prelude::*;

use crate::web::notes::{Avatar, Icon};

/// Returns the icon with this name, one of the symbols in `index.html`.
pub fn icon(name: &str) -> Html {
    html! { <svg class="g" aria-hidden="true"><use href={["#i-", name].concat()} /></svg> }
}

/// Returns a speaker's avatar: the initials, in a shape that the styles define.
pub fn avatar(avatar: &Avatar) -> Html {
    html! { <span class={classes!("av", avatar.shape)} aria-hidden="true">{ avatar.letters.clone() }</span> }
}

/// Returns the icon or avatar of a finding.
pub fn picture(of: &Icon) -> Html {
    match of {
        Icon::Status(status) => icon(status.name()),
        Icon::Avatar(own) => avatar(own),
        Icon::NoComment => icon("no-comment"),
        Icon::Check => icon("check"),
    }
}
