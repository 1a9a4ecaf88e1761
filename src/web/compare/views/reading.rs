//! Two articles side by side: what is linked is marked in both, and scrolling one brings the other along.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlSelectElement};
use yew::prelude::*;

use super::{Seat, badge};
use crate::compare::Side;
use crate::export::comparison::kind as kind_name;
use crate::i18n;
use crate::span::Span;
use crate::web::compare::desk::{Action, Reading};
use crate::web::compare::stretches::stretches;
use crate::web::words::say;

/// What is read.
#[derive(Clone, PartialEq, Properties)]
pub struct ReadingProps {
    /// What the view needs.
    pub seat: Seat,
    /// The two articles, and the places in them.
    pub reading: Reading,
}

/// What covers a stretch: a link by its position, or the place that is looked at.
#[derive(Clone, Copy, PartialEq)]
enum Cover {
    Link(usize),
    Place,
}

/// Two panes, and what the reader looks at in words above them.
#[component]
pub fn ReadingView(ReadingProps { seat, reading }: &ReadingProps) -> Html {
    let panes = [use_node_ref(), use_node_ref()];
    let together = use_state_eq(|| true);
    // Which pane the reader moves; the other one follows and is not listened to. None as long as both show a place.
    let leader = use_mut_ref(|| None);
    let desk = &seat.desk;
    use_effect_with(reading.clone(), {
        let (panes, leader) = (panes.clone(), leader.clone());
        move |_| {
            leader.replace(None);
            panes.iter().filter_map(|pane| pane.cast::<HtmlElement>()).for_each(|pane| show_place(&pane));
        }
    });
    use_effect_with((), |()| crate::web::dom::focus("reading-back"));
    let select = |second: bool| {
        let (seat, reading) = (seat.clone(), reading.clone());
        let now = if second { reading.b.article } else { reading.a.article };
        let onchange = Callback::from(move |event: Event| {
            let value = event.target_dyn_into::<HtmlSelectElement>().and_then(|select| select.value().parse().ok());
            let Some(chosen) = value else { return };
            let other = if second { reading.a.article } else { reading.b.article };
            let side = |article: usize| Side { article, spans: Vec::new() };
            // Links go from the earlier article of the list to the later.
            let (a, b) = (side(other.min(chosen)), side(other.max(chosen)));
            seat.dispatch.dispatch(Action::Read(Some(Reading { a, b, link: None })));
        });
        let other = if second { reading.a.article } else { reading.b.article };
        let options = desk.articles.iter().enumerate().filter(|(at, _)| *at != other).map(|(at, entry)| {
            html! { <option value={at.to_string()} selected={at == now}>{ at + 1 }{ " · " }{ entry.name() }</option> }
        });
        let label = if second { "ui.compare.second" } else { "ui.compare.first" };
        html! { <select aria-label={say(label)} {onchange}>{ for options }</select> }
    };
    let pane = |second: usize| {
        let side = if second == 1 { &reading.b } else { &reading.a };
        let (all, lead, leads) = (panes.clone(), leader.clone(), leader.clone());
        let linked = *together;
        let onscroll = Callback::from(move |_: Event| {
            let [Some(own), Some(other)] = [second, 1 - second].map(|at| all[at].cast::<HtmlElement>()) else { return };
            if linked && *lead.borrow() == Some(second) {
                follow(&own, &other);
            }
        });
        let take = Rc::new(move || {
            leads.replace(Some(second));
        });
        let (by_wheel, by_touch, by_focus) = (take.clone(), take.clone(), take.clone());
        html! {
            <article class="pane" tabindex="0" ref={panes[second].clone()} aria-label={desk.articles[side.article].name().to_owned()}
                {onscroll} onpointerenter={move |_: PointerEvent| take()} onwheel={move |_: WheelEvent| by_wheel()}
                ontouchstart={move |_: TouchEvent| by_touch()} onfocusin={move |_: FocusEvent| by_focus()}>
                <p>{ badge(desk, side.article) }</p>
                <div class="words" dir="auto" lang="en">{ for marked(seat, reading, side) }</div>
            </article>
        }
    };
    let toggle = {
        let together = together.clone();
        Callback::from(move |_: Event| together.set(!*together))
    };
    let told = reading.link.and_then(|at| desk.found.as_ref()?.comparison.links.get(at)).map(|link| {
        html! { <><b>{ kind_name(link.kind) }</b>{ " · " }{ i18n::rule(&link.reason.rule) }</> }
    });
    html! {
        <section id="accounts-reading" aria-labelledby="reading-title">
            <h3 id="reading-title">{ say("ui.compare.side-by-side") }</h3>
            <div class="adding">
                <button type="button" id="reading-back" onclick={seat.press(Action::Read(None))}>{ say("ui.compare.overview") }</button>
                { select(false) }{ select(true) }
                <label><input type="checkbox" id="together" checked={*together} onchange={toggle} />{ say("ui.compare.together") }</label>
            </div>
            <p id="reading-told" role="status">{ for told }</p>
            <div class="panes">{ pane(0) }{ pane(1) }</div>
        </section>
    }
}

/// The text of one side, with what is linked to the other.
fn marked(seat: &Seat, reading: &Reading, side: &Side) -> Vec<Html> {
    let desk = &seat.desk;
    let between = |a: usize, b: usize| a == reading.a.article && b == reading.b.article;
    let links: Vec<_> = desk.links().into_iter().filter(|(_, link)| between(link.a.article, link.b.article)).collect();
    let mut spans: Vec<(Span, Cover)> = side.spans.iter().map(|span| (*span, Cover::Place)).collect();
    for (at, link) in &links {
        let own = if link.a.article == side.article { &link.a } else { &link.b };
        spans.extend(own.spans.iter().map(|span| (*span, Cover::Link(*at))));
    }
    let text = desk.text(side.article);
    let piece = |(span, covers): (Span, Vec<Cover>)| {
        let words = span.of(text);
        // Of several links the last in the list is the most particular one.
        let link = covers.iter().rev().find_map(|cover| if let Cover::Link(at) = cover { Some(*at) } else { None });
        let place = covers.contains(&Cover::Place).then_some("place");
        let Some((at, link)) = link.and_then(|at| links.iter().find(|(own, _)| *own == at)) else {
            return html! { <span class={classes!(place)}>{ words }</span> };
        };
        let (at, kind) = (*at, link.kind.name());
        let read = Action::Read(Some(Reading { a: link.a.clone(), b: link.b.clone(), link: Some(at) }));
        let by_key = {
            let (dispatch, read) = (seat.dispatch.clone(), read.clone());
            Callback::from(move |event: KeyboardEvent| {
                if matches!(event.key().as_str(), "Enter" | " ") {
                    event.prevent_default();
                    dispatch.dispatch(read.clone());
                }
            })
        };
        html! {
            <span class={classes!("linked", place)} role="button" tabindex="0" data-link={at.to_string()} data-kind={kind}
                title={kind_name(link.kind)} onclick={seat.press(read)} onkeydown={by_key}>{ words }</span>
        }
    };
    stretches(text, &spans).into_iter().map(piece).collect()
}

/// Where in the pane, as seen from its top, what matters is read. A part of its height.
const EYES: i32 = 3;

fn show_place(pane: &HtmlElement) {
    if let Ok(Some(place)) = pane.query_selector(".place") {
        pane.set_scroll_top(top_in(pane, &place) - pane.client_height() / EYES);
    }
}

/// How far below the start of the pane's content an element stands. Pixels.
fn top_in(pane: &HtmlElement, element: &Element) -> i32 {
    let gap = element.get_bounding_client_rect().top() - pane.get_bounding_client_rect().top();
    gap.round() as i32 + pane.scroll_top()
}

/// Scrolls `other` so that what is linked to the words before the reader's eyes in `own` stands beside them; between two links by rule of
/// three.
fn follow(own: &HtmlElement, other: &HtmlElement) {
    let eyes = own.scroll_top() + own.client_height() / EYES;
    let mut anchors = vec![(0, 0)];
    let marks = own.query_selector_all("[data-link]").ok();
    for at in 0..marks.as_ref().map_or(0, web_sys::NodeList::length) {
        let mark = marks.as_ref().and_then(|marks| marks.item(at)).and_then(|mark| mark.dyn_into::<Element>().ok());
        let Some((mark, link)) = mark.and_then(|mark| Some((mark.clone(), mark.get_attribute("data-link")?))) else {
            continue;
        };
        let Ok(Some(twin)) = other.query_selector(&format!("[data-link='{link}']")) else { continue };
        let anchor = (top_in(own, &mark), top_in(other, &twin));
        // What stands in another order there is passed over: the text must not jump back and forth.
        if anchors.last().is_some_and(|last| anchor.0 > last.0 && anchor.1 > last.1) {
            anchors.push(anchor);
        }
    }
    anchors.push((own.scroll_height(), other.scroll_height()));
    let next = anchors.iter().position(|anchor| anchor.0 > eyes).unwrap_or(anchors.len() - 1).max(1);
    let ((a, b), (c, d)) = (anchors[next - 1], anchors[next]);
    let there = b + share_of(eyes - a, d - b, c - a);
    other.set_scroll_top(there - other.client_height() / EYES);
}

/// As much of `length` as `part` is of `whole`.
fn share_of(part: i32, length: i32, whole: i32) -> i32 {
    (i64::from(part) * i64::from(length)).checked_div(i64::from(whole)).unwrap_or(0) as i32
}
