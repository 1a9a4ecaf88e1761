//! Above the text: the article's metadata, what was excluded from it, and the findings in numbers.

use super::Shared;
use super::about::about;
use super::icon::icon;
use super::language;
use super::left_out::left_out;
use crate::digest::{Digest, percent};
use crate::web::lists;
use crate::web::state::Action;
use yew::prelude::*;

/// Returns the article's metadata, notices about it, and its findings in one line.
pub fn masthead(shared: &Shared, digest: &Digest) -> Html {
    let Shared { state, dispatch } = shared;
    let locale = state.locale;
    let edit = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Editing(true)))
    };
    let adopt = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Adopted))
    };
    let changes = state.origin.changes();
    let unmark = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Unmarked))
    };
    let speakers = lists::speakers(&state.analysis, &state.filter);
    let named = speakers.iter().filter(|speaker| speaker.named()).count();
    let unnamed = speakers.len() - named;
    let quoted: usize = digest.speakers.iter().map(|speaker| speaker.quoted).sum();
    let share = percent(quoted, digest.said()).to_string();
    html! {
        <div class="mast">
            <div class="origin">{ about(shared) }
                if !state.editing {
                    <button type="button" class="small" id="edit"
                        onclick={edit}>{ icon("pencil") }{ locale.text("ui.edit") }</button>
                }</div>
            { left_out(shared) }
            { language::notice(shared) }
            if state.guest && !state.notice_suppressed && state.settings.articles {
                <p id="guest" class="calm" role="status">{ locale.text("ui.guest") }
                    <button type="button" class="small" onclick={adopt}>{ locale.text("ui.guest.keep") }</button></p>
            }
            if state.guest && changes > 0 {
                <p id="sent-changes" class="calm" role="status">{ locale.count("ui.sent.changes", changes) }
                    <button type="button" class="small" onclick={unmark}>{ locale.text("ui.sent.without") }</button></p>
            }
            <p class="strip">
                <span>{ locale.count("ui.strip.contested", state.contested()) }</span>
                <span>{ locale.count("ui.strip.speakers", named) }
                    if unnamed > 0 { { locale.count("ui.strip.unnamed", unnamed) } }</span>
                if digest.said() > 0 { <span>{ locale.fill("ui.strip.quoted", &[("n", &share)]) }</span> }
            </p>
        </div>
    }
}
