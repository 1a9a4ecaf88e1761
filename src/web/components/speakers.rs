//! Who speaks in the article, and what each says.

use std::rc::Rc;

use yew::prelude::*;

use super::Listed;
use super::icon::avatar;
use super::overview::bar;
use crate::digest::{Speaker, percent};
use crate::export::words::tally;
use crate::model::SourceType;
use crate::web::dom;
use crate::web::hooks::{Dispatch, go, use_digest, use_shown_digest};
use crate::web::lists::{self, Voice};
use crate::web::notes::Avatar;
use crate::web::segments::Item;
use crate::web::state::{Action, State};
use crate::web::words::{self, count, fill, say};

/// Statements grouped by speaker, those with a name first; a press on one marks that speaker alone.
#[component]
pub fn Speakers(Listed { state, dispatch, calm }: &Listed) -> Html {
    let voices = lists::voices(&state.analysis, &state.filter);
    // Shares are of all that is said in the article, whatever the filter shows of it.
    let (all, shown) = (use_digest(state).said(), use_shown_digest(state));
    let most = use_state(|| FIRST);
    let mut room = *most;
    let list = voices.iter().map_while(|Voice { name, entries }| {
        let own = (room > 0).then(|| &entries[..entries.len().min(room)])?;
        room -= own.len();
        let only = state.filter.only.as_deref() == Some(*name);
        let toggle = {
            let (dispatch, next) = (dispatch.clone(), state.filter.with_only_toggled(name));
            Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Filtered(next.clone())))
        };
        let source = entries.first().map_or(SourceType::Unknown, |(_, a)| a.source_type);
        let part = shown.speakers.iter().find(|speaker| !name.is_empty() && speaker.name == **name);
        Some(html! {
            <section class="group">
                <h3><button type="button" class="speaker" aria-pressed={only.to_string()} title={say("ui.speaker.only")} onclick={toggle}>
                    { avatar(&Avatar::new(name, source)) }
                    <span>{ words::speaker(name) }<small>{ tally(entries.iter().map(|(_, a)| *a)) }</small></span>
                </button></h3>
                { for part.map(|speaker| introduction(state, all, speaker)) }
                <ul>{ for own.iter().map(|&(at, a)| {
                    let body = html! { <>{ words::entry(&state.analysed, a) }<small>{ words::manner(a) }</small></> };
                    entry(state, dispatch, Item::Attribution(at), body, None)
                }) }</ul>
            </section>
        })
    });
    let list: Html = list.collect();
    let rest = voices.iter().map(|voice| voice.entries.len()).sum::<usize>() > *most;
    html! {
        <>
            { for calm.map(|calm| html! { <p class="calm">{ say(calm) }</p> }) }
            { list }
            if rest { { more(&most) } }
        </>
    }
}

/// How much somebody says of `all` words that are said, quoted or not, and how the article introduces them.
fn introduction(state: &Rc<State>, all: usize, speaker: &Speaker) -> Html {
    let share = percent(speaker.said(), all).to_string();
    let quoted = percent(speaker.quoted, speaker.said()).to_string();
    let introduced = speaker.introduced.first().map(|&span| {
        let words = words::snippet(&state.analysed, &speaker.introduced);
        let state = state.clone();
        let onclick = Callback::from(move |_: MouseEvent| dom::show_line(&state.text, span.start));
        html! { <button type="button" class="intro" {onclick}>{ fill("ui.speaker.intro", &[("words", &words)]) }</button> }
    });
    html! {
        <div class="part">
            { for introduced }
            { bar(&[("said", speaker.quoted), ("told", speaker.paraphrased)], all) }
            <small>{ count("ui.words", speaker.said()) }{ fill("ui.speaker.share", &[("n", &share), ("quoted", &quoted)]) }</small>
        </div>
    }
}

/// So many entries of a list are shown at first, and so many more at each wish: thousands would make the page heavy.
pub const FIRST: usize = 100;

/// The button that shows more entries.
pub fn more(most: &UseStateHandle<usize>) -> Html {
    let onclick = {
        let most = most.clone();
        Callback::from(move |_: MouseEvent| most.set(*most + FIRST))
    };
    html! { <button type="button" class="more" {onclick}>{ say("ui.more") }</button> }
}

/// A row of a list that leads to its mark.
pub fn entry(state: &Rc<State>, dispatch: &Dispatch, item: Item, body: Html, class: Option<&'static str>) -> Html {
    let onclick = {
        let (state, dispatch) = (state.clone(), dispatch.clone());
        Callback::from(move |_: MouseEvent| go(&state, &dispatch, item))
    };
    let current = (state.bright() == Some(item)).then_some("true");
    html! {
        <li key={item.to_string()} {class}>
            <button type="button" data-item={item.to_string()} aria-current={current} {onclick}>{ body }</button>
        </li>
    }
}
