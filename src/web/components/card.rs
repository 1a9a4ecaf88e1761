//! The card next to a mark: who says it, how, in which words, and why it is marked.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use super::card_parts::{attribution, claim, mention};
use super::correct::correct;
use super::icon::icon;
use crate::address;
use crate::span::Span;
use crate::web::hooks::Dispatch;
use crate::web::marks::Item;
use crate::web::messages;
use crate::web::state::{Action, Dialog, State};
use crate::web::{dom, report};

/// The properties of [`CardView`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The state of the page.
    pub state: Rc<State>,
    /// Sends actions to the reducer.
    pub dispatch: Dispatch,
    /// Called with the finding under the pointer: while the pointer is over the card, its mark stays highlighted.
    pub point: Callback<Option<Item>>,
}

/// Shows the card of the open finding. The card is always in the document, hidden when closed, and does not take
/// focus. `www/margin.js` positions it next to its mark.
#[component]
pub fn CardView(Props { state, dispatch, point }: &Props) -> Html {
    let locale = state.locale;
    let item = state.card.map(|card| card.item);
    let correcting = use_state_eq(|| None::<Item>);
    let body = item.and_then(|item| match item {
        Item::Attribution(at) => state.analysis.attributions.get(at).map(|a| attribution(state, a)),
        Item::Claim(at) => state.analysis.claims.get(at).map(|c| claim(state, dispatch, item, c)),
        Item::Mention(at) => state.analysis.mentions.get(at).map(|m| mention(state, m)),
        // `www/published.js` fills this element. The key keeps the contents of other cards out of it.
        Item::Check(at) => state.checks.get(at).map(|_| {
            html! {
                <><div class="head">{ icon("check") }<h2>{ locale.text("ui.checks") }</h2></div>
                    <div key="published" data-published="card" data-items={at.to_string()}></div></>
            }
        }),
    });
    let close = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Close))
    };
    let status = item.and_then(|item| match item {
        Item::Claim(at) => state.analysis.claims.get(at).map(|c| ["n-", c.status.name()].concat()),
        _ => None,
    });
    let onmouseenter = point.reform(move |_: MouseEvent| item);
    let onmouseleave = point.reform(|_: MouseEvent| None);
    html! {
        <section id="card" class={classes!(status)} hidden={body.is_none()} aria-label={locale.text("ui.card")}
            data-for={item.map(|item| item.to_string())} {onmouseenter} {onmouseleave}>
            // Screen readers announce the title only.
            <p class="quiet" role="status">
                { for item.map(|item| messages::label(locale, &state.analysis, &state.analysed, item)) }</p>
            { for body }
            { item.map(|item| links(state, item)) }
            { for item.and_then(|item| wrong(state, item)) }
            { item.filter(|item| *correcting == Some(*item)).map(|item| correct(state, dispatch, item)) }
            { item.map(|item| foot(state, dispatch, item, &correcting)) }
            <button type="button" class="ib close" aria-label={locale.text("ui.close")}
                onclick={close}>{ icon("cross") }</button>
        </section>
    }
}

/// Returns a form to report a wrong mark; `None` if [`report::case`] returns none. The whole report is displayed
/// before it can be copied.
fn wrong(state: &State, item: Item) -> Option<Html> {
    let locale = state.locale;
    let case = report::case(&state.analysed, &state.analysis, item)?;
    let onclick = {
        let case = case.clone();
        Callback::from(move |event: MouseEvent| {
            let (case, button) = (case.clone(), event.target().and_then(|target| target.dyn_into::<Element>().ok()));
            yew::platform::spawn_local(async move {
                let done = if dom::copy(&case).await { "ui.save.copied" } else { "ui.save.refused" };
                button.into_iter().for_each(|button| button.set_text_content(Some(locale.text(done))));
            });
        })
    };
    Some(html! {
        <details class="why" key={item.to_string()}><summary>{ locale.text("ui.report") }</summary>
            <p class="calm">{ locale.text("ui.report.note") }</p>
            <pre>{ case }</pre>
            <p><button type="button" class="small" name="report" {onclick}>{ locale.text("ui.save.copy") }</button></p>
        </details>
    })
}

/// Returns the buttons that correct, link to or remove the mark, and its position among the findings. Removing can be
/// undone in the notice that follows.
fn foot(state: &Rc<State>, dispatch: &Dispatch, item: Item, correcting: &UseStateHandle<Option<Item>>) -> Html {
    let locale = state.locale;
    let open = **correcting == Some(item);
    let toggle = {
        let correcting = correcting.clone();
        Callback::from(move |_: MouseEvent| correcting.set((!open).then_some(item)))
    };
    let onclick = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: MouseEvent| {
            dispatch.dispatch(Action::Dismissed(item));
            // The button was activated with the keyboard and disappears with the card, so focus moves to the undo
            // button.
            if event.detail() == 0 {
                Timeout::new(0, || dom::focus("undo-change")).forget();
            }
        })
    };
    let published = matches!(item, Item::Check(_));
    let link = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Pin(item));
            dispatch.dispatch(Action::Opened(Dialog::Share));
        })
    };
    let steps = state.targets();
    let place = steps
        .iter()
        .position(|(_, own)| *own == item)
        .map(|at| locale.fill("ui.position", &[("n", &locale.number(at + 1)), ("all", &locale.number(steps.len()))]));
    html! {
        <p class="foot">
            if !matches!(item, Item::Mention(_) | Item::Check(_)) {
                <button type="button" class="text" id="correct" aria-expanded={open.to_string()} onclick={toggle}>
                    { icon("pencil") }{ locale.text("ui.correct") }</button>
            }
            if !published {
                <button type="button" class="text" id="link-to"
                    onclick={link}>{ icon("link") }{ locale.text("ui.mark.link") }</button>
            }
            <button type="button" class="text" id="dismiss"
                {onclick}>{ locale.text(if published { "ui.checks.not" } else { "ui.dismiss" }) }</button>
            { for place.map(|place| html! { <span class="position">{ place }</span> }) }</p>
    }
}

/// Returns at most four links that words of the finding's content had on the page that the article comes from.
fn links(state: &State, item: Item) -> Html {
    let locale = state.locale;
    let none = [].as_slice();
    let content = match item {
        Item::Attribution(at) => state.analysis.attributions.get(at).map_or(none, |a| &a.content),
        Item::Claim(at) => state.analysis.claims.get(at).map_or(none, |c| &c.content),
        Item::Mention(_) | Item::Check(_) => none,
    };
    let held = |span: &Span| content.iter().any(|part| part.start < span.end && span.start < part.end);
    let web = |link: &(Span, String)| Some((link.0, address::web(&link.1)?.to_owned()));
    let held = state.origin.links.iter().filter(|(span, _)| held(span) && state.current());
    let all = held.filter_map(web).take(4).map(|(span, href)| {
        let host = href.split('/').nth(2).unwrap_or_default().to_owned();
        html! {
            <li><a {href} target="_blank" rel="noopener noreferrer">{ messages::snippet(&state.text, &[span]) }
                <small>{ host }</small></a></li>
        }
    });
    let all: Vec<Html> = all.collect();
    if all.is_empty() {
        return Html::default();
    }
    html! { <div class="also" data-part="links"><h3>{ locale.text("ui.links") }</h3><ul>{ for all }</ul></div> }
}
