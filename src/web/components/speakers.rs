//! The speakers in the article, and what each says.

use std::rc::Rc;

use yew::prelude::*;

use super::Listed;
use super::icon::avatar;
use super::overview::bar;
use crate::digest::{Digest, Speaker, percent};
use crate::export::wording::tally;
use crate::i18n::Locale;
use crate::model::SourceType;
use crate::web::dom;
use crate::web::hooks::{Dispatch, go};
use crate::web::lists::{self, SpeakerEntry};
use crate::web::marks::Item;
use crate::web::messages;
use crate::web::notes::Avatar;
use crate::web::state::{Action, State};

/// Shows the statements grouped by speaker, speakers with a name first. Pressing a speaker marks only that speaker's
/// words.
#[component]
pub fn Speakers(Listed { state, dispatch, digest, calm, open }: &Listed) -> Html {
    let locale = state.locale;
    let most = use_state(|| FIRST);
    if !open {
        return Html::default();
    }
    let (analysis, filter) = (&state.analysis, &state.filter);
    let speakers = lists::speakers(analysis, filter);
    let shown = Digest::of_those(&state.analysed, analysis, &|at| filter.lists(analysis, Item::Attribution(at)));
    let mut room = *most;
    let list = speakers.iter().map_while(|SpeakerEntry { name, entries }| {
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
                <h3><button type="button" class="speaker" aria-pressed={only.to_string()}
                    title={locale.text("ui.speaker.only")} onclick={toggle}>
                    { avatar(&Avatar::new(name, source)) }
                    <span>{ messages::speaker(locale, name) }
                        <small>{ tally(locale, entries.iter().map(|(_, a)| *a)) }</small></span>
                </button></h3>
                // Shares refer to everything said in the article, whatever the filter shows.
                { for part.map(|speaker| introduction(state, digest.said(), speaker)) }
                { for lists::alike(&speakers, name).map(|other| same(locale, dispatch, name, other)) }
                <ul>{ for own.iter().map(|&(at, a)| {
                    let body = html! {
                        <>
                            { messages::entry(locale, &state.analysed, a) }
                            <small>{ messages::manner(locale, a) }</small>
                        </>
                    };
                    entry(state, dispatch, Item::Attribution(at), body, None)
                }) }</ul>
            </section>
        })
    });
    let list: Html = list.collect();
    let rest = speakers.iter().map(|voice| voice.entries.len()).sum::<usize>() > *most;
    html! {
        <>
            { calm_note(state, *calm, speakers.is_empty()) }
            { list }
            if rest { { more(locale, &most) } }
        </>
    }
}

/// Returns how much of the `all` words that are said come from this speaker, quoted or not, and how the article
/// introduces the speaker.
fn introduction(state: &Rc<State>, all: usize, speaker: &Speaker) -> Html {
    let locale = state.locale;
    let share = percent(speaker.said(), all).to_string();
    let quoted = percent(speaker.quoted, speaker.said()).to_string();
    let introduced = speaker.introduced.first().map(|&span| {
        let words = messages::snippet(&state.analysed, &speaker.introduced);
        let state = state.clone();
        let onclick = Callback::from(move |_: MouseEvent| dom::show_line(&state.text, span.start));
        html! {
            <button type="button" class="intro" {onclick}>
                { locale.fill("ui.speaker.intro", &[("words", &words)]) }</button>
        }
    });
    html! {
        <div class="part">
            { for introduced }
            { bar(&[("quoted", speaker.quoted), ("paraphrased", speaker.paraphrased)], all) }
            <small>{ locale.count("ui.words", speaker.said()) }
                { locale.fill("ui.speaker.share", &[("n", &share), ("quoted", &quoted)]) }</small>
        </div>
    }
}

/// Returns the note in a list: that no entry contains the words searched for, or the sentence under `calm`, which says
/// why nothing was found. Empty if neither applies.
pub fn calm_note(state: &State, calm: Option<&'static str>, empty: bool) -> Html {
    let locale = state.locale;
    let words = state.filter.find.trim();
    match calm {
        _ if empty && !words.is_empty() => {
            html! { <p class="calm">{ locale.fill("ui.find.none", &[("words", words)]) }</p> }
        }
        Some(calm) => html! { <p class="calm">{ locale.text(calm) }</p> },
        None => Html::default(),
    }
}

/// Returns a hint that two speakers may be the same, with a button that merges them.
fn same(locale: Locale, dispatch: &Dispatch, name: &str, other: &str) -> Html {
    let (from, to) = if name.len() < other.len() { (name, other) } else { (other, name) };
    let onclick = {
        let (dispatch, from, to) = (dispatch.clone(), from.to_owned(), to.to_owned());
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Merged(from.clone(), to.clone())))
    };
    html! {
        <p class="calm">{ locale.fill("ui.speaker.same", &[("name", other)]) }{ " " }
            <button type="button" class="small" name="same"
                {onclick}>{ locale.text("ui.speaker.same.yes") }</button></p>
    }
}

/// The number of list entries shown at first, and added with each press of the button. Thousands would slow down the
/// page.
pub const FIRST: usize = 100;

/// Returns the button that shows more entries.
pub fn more(locale: Locale, most: &UseStateHandle<usize>) -> Html {
    let onclick = {
        let most = most.clone();
        Callback::from(move |_: MouseEvent| most.set(*most + FIRST))
    };
    html! { <button type="button" class="more" {onclick}>{ locale.text("ui.more") }</button> }
}

/// Returns a list entry that leads to its mark.
pub fn entry(state: &Rc<State>, dispatch: &Dispatch, item: Item, body: Html, class: Option<&'static str>) -> Html {
    let onclick = {
        let (state, dispatch) = (state.clone(), dispatch.clone());
        Callback::from(move |_: MouseEvent| go(&state, &dispatch, item))
    };
    let current = (state.highlighted() == Some(item)).then_some("true");
    html! {
        <li key={item.to_string()} {class}>
            <button type="button" data-item={item.to_string()} aria-current={current} {onclick}>{ body }</button>
        </li>
    }
}
