//! Who speaks in the article, and what each says.

use std::rc::Rc;

use yew::prelude::*;

use super::Listed;
use super::overview::bar;
use crate::digest::{Digest, Speaker, percent};
use crate::model::Attribution;
use crate::web::dom;
use crate::web::hooks::{Dispatch, use_digest};
use crate::web::segments::Item;
use crate::web::state::{Action, State};
use crate::web::words::{self, count, fill, say};

/// Statements grouped by speaker, in the order of first appearance; nobody comes last.
#[component]
pub fn Speakers(Listed { state, dispatch, calm }: &Listed) -> Html {
    let groups = grouped(state);
    let digest = use_digest(state);
    let most = use_state(|| FIRST);
    let mut room = *most;
    let list = groups.iter().map_while(|(name, statements)| {
        let own = (room > 0).then(|| &statements[..statements.len().min(room)])?;
        room -= own.len();
        let toggle = {
            let (dispatch, next) = (dispatch.clone(), state.filter.with_speaker_toggled(name));
            Callback::from(move |_: Event| dispatch.dispatch(Action::Filtered(next.clone())))
        };
        let shown = fill("ui.speaker.shown", &[("name", words::speaker(name))]);
        Some(html! {
            <section class="group">
                <h3>
                    <label><input type="checkbox" aria-label={shown} checked={state.filter.hears(name)} onchange={toggle} />
                    { words::speaker(name) }</label>
                    <small>{ count("ui.statements", statements.len()) }</small>
                </h3>
                { for digest.speakers.iter().find(|speaker| !name.is_empty() && speaker.name == **name).map(|speaker| part(state, &digest, speaker)) }
                <ul>{ for own.iter().filter(|_| state.filter.hears(name)).map(|&(at, a)| {
                    let note = Some(words::kind(a.kind));
                    entry(state, dispatch, Item::Attribution(at), note, words::snippet(&state.analysed, &a.content), None)
                }) }</ul>
            </section>
        })
    });
    let list: Html = list.collect();
    let rest = groups.iter().map(|(_, statements)| statements.len()).sum::<usize>() > *most;
    html! {
        <>
            { for calm.map(|calm| html! { <p class="calm">{ say(calm) }</p> }) }
            { list }
            if rest { { more(&most) } }
        </>
    }
}

/// How much somebody says, quoted or not, and how the article introduces them.
fn part(state: &Rc<State>, digest: &Digest, speaker: &Speaker) -> Html {
    let [direct, mixed, indirect] = speaker.words;
    let share = percent(speaker.said(), digest.said()).to_string();
    let quoted = percent(direct + mixed, speaker.said()).to_string();
    let introduced = speaker.introduced.first().map(|&span| {
        let words = words::snippet(&state.analysed, &speaker.introduced);
        let state = state.clone();
        let onclick = Callback::from(move |_: MouseEvent| dom::select(&state.analysed, span));
        html! { <button type="button" class="intro" {onclick}>{ fill("ui.speaker.intro", &[("words", &words)]) }</button> }
    });
    html! {
        <div class="part">
            { for introduced }
            { bar(&[("said", direct), ("partly", mixed), ("told", indirect)], digest.said()) }
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
pub fn entry(
    state: &State,
    dispatch: &Dispatch,
    item: Item,
    note: Option<&'static str>,
    words: String,
    class: Option<&'static str>,
) -> Html {
    let onclick = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dom::mark(item).inspect(|mark| dom::show(mark));
            dispatch.dispatch(Action::Pin(item));
        })
    };
    let current = (state.bright() == Some(item)).then_some("true");
    html! {
        <li key={item.to_string()} {class}>
            <button type="button" data-item={item.to_string()} aria-current={current} {onclick}>
                { words }{ for note.map(|note| html! { <small>{ note }</small> }) }
            </button>
        </li>
    }
}

type Group<'a> = (&'a str, Vec<(usize, &'a Attribution)>);

/// Speakers with what they say, as far as the filter lets it through; a speaker who is silenced keeps the heading.
fn grouped(state: &State) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut places = crate::hash::HashMap::default();
    let all = state.analysis.attributions.iter().enumerate();
    for (at, a) in all.filter(|(_, a)| state.filter.lists(a)) {
        let place = *places.entry(a.speaker.as_str()).or_insert_with(|| {
            groups.push((&a.speaker, Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push((at, a));
    }
    crate::order::sort_by_key(&mut groups, |(name, _)| name.is_empty());
    groups
}
