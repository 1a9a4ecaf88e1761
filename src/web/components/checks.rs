//! Published fact-checks: the list next to the text, the card of a mark, and the dialog for the library.

use std::rc::Rc;

use yew::prelude::*;

use super::icon::icon;
use super::speakers::{FIRST, more};
use super::{Listed, Shared};
use crate::address;
use crate::checks::{Review, Stance};
use crate::export::harmless;
use crate::web::checks::{Event as Change, Library, Match};
use crate::web::dom;
use crate::web::hooks::{Dispatch, chosen, close_library, fetch_library, go, keep_library, open_library};
use crate::web::segments::Item;
use crate::web::state::{Action, State};
use crate::web::words::{count, fill, number, quote, say, snippet};

/// The matches: those that a reader should see, and behind a fold those that only resemble a checked claim.
#[component]
pub fn Checks(Listed { state, dispatch, open, .. }: &Listed) -> Html {
    let most = use_state(|| FIRST);
    if !open {
        return Html::default();
    }
    let terms = state.filter.find.to_lowercase();
    let has = |one: &Match| {
        let words = [&*one.claim, &*one.claimant, &*one.publishers()].join(" ").to_lowercase();
        terms.split_whitespace().all(|term| words.contains(term))
    };
    let all = state.checks.matches.iter().enumerate().filter(|(_, one)| has(one));
    let (shown, similar): (Vec<_>, Vec<_>) = all.partition(|(_, one)| one.shown);
    let list = |own: &[(usize, &Match)]| {
        let entries = own.iter().take(*most).map(|(at, one)| entry(state, dispatch, *at, one));
        html! { <ul class="checks">{ for entries }</ul> }
    };
    html! {
        <>
            if shown.is_empty() { <p class="calm">{ say("ui.checks.none") }</p> }
            { list(&shown) }
            if !similar.is_empty() {
                <details class="others"><summary>{ count("ui.checks.similar", similar.len()) }</summary>{ list(&similar) }</details>
            }
            if shown.len().max(similar.len()) > *most { { more(&most) } }
            { for state.checks.library.as_deref().map(|library| html! { <p class="calm">{ contents(library) }</p> }) }
        </>
    }
}

/// Returns an entry: the sentence, which leads to its place, and the checks.
fn entry(state: &Rc<State>, dispatch: &Dispatch, at: usize, one: &Match) -> Html {
    let item = Item::Check(at);
    let onclick = {
        let (state, dispatch, marks, start) = (state.clone(), dispatch.clone(), one.marks(), one.sentence.start);
        Callback::from(move |_: MouseEvent| match marks {
            true => go(&state, &dispatch, item),
            false => dom::show_line(&state.checks.text, start),
        })
    };
    let current = (state.bright() == Some(item)).then_some("true");
    html! {
        <li key={item.to_string()}>
            <button type="button" data-item={item.to_string()} aria-current={current} {onclick}>{ snippet(&state.checks.text, &[one.sentence]) }</button>
            { checked(state, one) }
            <button type="button" class="small" name="not-same" onclick={dismiss(dispatch, item)}>{ say("ui.checks.not") }</button>
        </li>
    }
}

/// Returns the content of the card.
pub fn check(state: &State, one: &Match) -> Html {
    html! {
        <>
            <div class="head" data-part="who">{ icon("check") }<h2>{ say("ui.checks") }</h2></div>
            { checked(state, one) }
        </>
    }
}

/// Returns a handler that removes a match.
pub fn dismiss(dispatch: &Dispatch, item: Item) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: MouseEvent| {
        dispatch.dispatch(Action::Dismissed(item));
        // The button was activated with the keyboard and disappears, so focus moves to the undo button.
        if event.detail() == 0 {
            gloo::timers::callback::Timeout::new(0, || dom::focus("readmit")).forget();
        }
    })
}

/// Returns the claim, its checks, and why they are shown. Everything is as its publisher wrote it.
fn checked(state: &State, one: &Match) -> Html {
    let also = one.stance != Stance::Repeats;
    html! {
        <div class="check">
            <p><q dir="auto" data-part="claim">{ &one.claim }</q>
                if !one.claimant.is_empty() { <small data-part="claimant">{ fill("ui.by", &[("name", &one.claimant)]) }</small> }</p>
            <ul>{ for one.reviews.iter().map(review) }</ul>
            if also { <p data-part="also"><b>{ say("ui.checks.also") }</b></p> }
            <p class="calm" data-part="words">{ fill("ui.checks.words", &[("words", &quote(&state.checks.text, &one.words))]) }</p>
        </div>
    }
}

fn review(review: &Review) -> Html {
    let Review { title, date, publisher, verdict, url, language, .. } = review;
    let name = if title.is_empty() { say("ui.checks.read") } else { title };
    // A library may come from anyone.
    let link = address::web(url).map(|href| {
        html! { <a href={href.to_owned()} target="_blank" rel="noopener noreferrer nofollow" referrerpolicy="no-referrer">{ name.to_owned() }</a> }
    });
    html! {
        <li lang={(!language.is_empty()).then(|| language.clone())} dir="auto">
            <span><b data-part="publisher">{ publisher }</b>{ " " }<small data-part="date">{ date }</small></span>
            if !verdict.is_empty() { <q class="verdict" data-part="verdict">{ verdict }</q> }
            { for link }
        </li>
    }
}

/// Returns what the library contains.
fn contents(library: &Library) -> String {
    let (claims, checks, size) = (number(library.claims), number(library.reviews), number(library.size.div_ceil(1000)));
    let values = [
        ("name", harmless(&library.name)),
        ("claims", claims),
        ("checks", checks),
        ("size", size),
        ("date", library.latest.clone()),
    ];
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, &**value)).collect();
    fill(if library.latest.is_empty() { "ui.checks.holds" } else { "ui.checks.holds.dated" }, &values)
}

/// Returns the content of the dialog: the library, and how to get one.
pub fn library(Shared { state, dispatch }: &Shared) -> Html {
    let onchange = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            chosen(&event).into_iter().take(1).for_each(|file| open_library(file, dispatch.clone()));
        })
    };
    let call = |what: fn(&Dispatch)| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| what(&dispatch))
    };
    let checks = &state.checks;
    html! {
        <>
            <p>{ say("ui.checks.what") }</p>
            <p class="calm">{ say("ui.checks.get") }</p>
            <label>{ say("ui.checks.open") }
                <input type="file" id="library-file" accept=".sayso,.json,.jsonl,.ndjson,.csv,.tsv,.html,.htm" {onchange} /></label>
            if dom::has_files() {
                <p><button type="button" id="library-offered" onclick={call(fetch_library)}>{ say("ui.checks.site") }</button></p>
            }
            <div role="status">
                if let Some((name, done)) = &checks.reading {
                    <p>{ fill("ui.checks.reading", &[("file", &harmless(name))]) }{ " " }
                        <progress max="100" value={done.to_string()} aria-label={say("ui.checks.open")} /></p>
                }
                if let Some((name, why)) = &checks.refused { <p>{ fill(why, &[("file", &harmless(name))]) }</p> }
                if let Some(library) = checks.library.as_deref() {
                    <p id="library">{ contents(library) }</p>
                    if library.left_out > 0 {
                        <details><summary>{ count("ui.checks.left-out", library.left_out) }</summary>
                            <ul>{ for library.faults.iter().map(|fault| html! { <li>{ fault }</li> }) }</ul></details>
                    }
                }
            </div>
            if checks.library.is_some() {
                <p>
                    if checks.kept { { say("ui.checks.kept") }{ " " } } else {
                        <button type="button" id="library-keep" onclick={call(keep_library)}>{ say("ui.checks.keep") }</button>
                    }
                    <button type="button" id="library-delete" onclick={call(close_library)}>{ say("ui.checks.delete") }</button>
                </p>
            }
        </>
    }
}

/// Returns the message about a refused library, for readers who dropped a file on the page.
pub fn refusal(state: &State, close: Callback<MouseEvent>) -> Html {
    let Some((name, why)) = &state.checks.refused else { return Html::default() };
    html! {
        <p>{ fill(why, &[("file", &harmless(name))]) }
            <button type="button" onclick={close}>{ say("ui.ok") }</button></p>
    }
}

/// The event that closes that message.
pub const SEEN: Action = Action::Checks(Change::RefusalSeen);
