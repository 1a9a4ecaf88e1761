//! Two articles side by side: linked words are marked in both, and scrolling one scrolls the other.

use std::collections::HashMap;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlSelectElement};
use yew::prelude::*;

use super::{ViewContext, badge};
use crate::compare::Side;
use crate::export::comparison::kind as kind_name;
use crate::span::Span;
use crate::web::compare::anchors::{beside, chain};
use crate::web::compare::state::{Action, Reading};
use crate::web::compare::stretches::stretches;

/// The properties of [`ReadingView`].
#[derive(Clone, PartialEq, Properties)]
pub struct ReadingProps {
    /// The data that all views need.
    pub context: ViewContext,
    /// The two articles, and the places highlighted in them.
    pub reading: Reading,
}

/// What covers a stretch of text: the link at this position of the list, or the highlighted place.
#[derive(Clone, Copy, PartialEq)]
enum Cover {
    Link(usize),
    Place,
}

/// Shows two panes and, above them, a description of the highlighted link.
#[component]
pub fn ReadingView(ReadingProps { context, reading }: &ReadingProps) -> Html {
    let panes = [use_node_ref(), use_node_ref()];
    let together = use_state_eq(|| true);
    // The scroll position that the page itself set in each pane. The scroll event arrives later and must not move the
    // other pane in turn.
    let put = use_mut_ref(|| [None; 2]);
    let state = &context.state;
    let locale = state.locale;
    use_effect_with(reading.clone(), {
        let (panes, put) = (panes.clone(), put.clone());
        move |_| {
            put.replace(panes.each_ref().map(|pane| pane.cast::<HtmlElement>().map(|pane| show_place(&pane))));
        }
    });
    use_effect_with((), |()| crate::web::dom::focus("reading-back"));
    let pane = |second: usize| {
        let side = if second == 1 { &reading.b } else { &reading.a };
        let language = state.articles[side.article].analysis.as_ref().map(|found| found.language).unwrap_or_default();
        let (all, put) = (panes.clone(), put.clone());
        let linked = *together;
        let onscroll = Callback::from(move |_: Event| {
            let [Some(own), Some(other)] = [second, 1 - second].map(|at| all[at].cast::<HtmlElement>()) else { return };
            let by_page = put.borrow()[second] == Some(own.scroll_top());
            if linked && !by_page {
                put.borrow_mut()[1 - second] = Some(follow(&own, &other));
            }
        });
        html! {
            <article class="pane" tabindex="0" ref={panes[second].clone()}
                aria-label={state.articles[side.article].name().to_owned()} {onscroll}>
                <p>{ badge(state, side.article) }</p>
                <div class="words" dir="auto" lang={language.code()}>{ for marked(context, reading, side) }</div>
            </article>
        }
    };
    let toggle = {
        let together = together.clone();
        Callback::from(move |_: Event| together.set(!*together))
    };
    let reason = reading.link.and_then(|at| state.found.as_ref()?.comparison.links.get(at)).map(|link| {
        html! { <><b>{ kind_name(locale, link.kind) }</b>{ " · " }{ locale.rule(link.reason.rule) }</> }
    });
    html! {
        <section id="compare-reading" aria-labelledby="reading-title">
            <h3 id="reading-title">{ locale.text("ui.compare.side-by-side") }</h3>
            <div class="adding">
                <button type="button" id="reading-back"
                    onclick={context.press(Action::Read(None))}>{ locale.text("ui.compare.overview") }</button>
                { select(context, reading, false) }{ select(context, reading, true) }
                <label><input type="checkbox" id="together" checked={*together}
                    onchange={toggle} />{ locale.text("ui.compare.together") }</label>
            </div>
            <p id="reading-reason" role="status">{ for reason }</p>
            <div class="panes">{ pane(0) }{ pane(1) }</div>
        </section>
    }
}

/// Returns the field that selects the first or the second article.
fn select(context: &ViewContext, reading: &Reading, second: bool) -> Html {
    let (state, dispatch) = (&context.state, context.dispatch.clone());
    let now = if second { reading.b.article } else { reading.a.article };
    let other = if second { reading.a.article } else { reading.b.article };
    let onchange = Callback::from(move |event: Event| {
        let value = event.target_dyn_into::<HtmlSelectElement>().and_then(|select| select.value().parse().ok());
        let Some(chosen) = value else { return };
        let side = |article: usize| Side { article, spans: Vec::new() };
        // Links point from an earlier article in the list to a later one.
        let (a, b) = (side(other.min(chosen)), side(other.max(chosen)));
        dispatch.dispatch(Action::Read(Some(Reading { a, b, link: None })));
    });
    let options = state.articles.iter().enumerate().filter(|(at, _)| *at != other).map(|(at, entry)| {
        html! { <option value={at.to_string()} selected={at == now}>{ at + 1 }{ " · " }{ entry.name() }</option> }
    });
    let label = if second { "ui.compare.second" } else { "ui.compare.first" };
    html! { <select aria-label={state.locale.text(label)} {onchange}>{ for options }</select> }
}

/// Returns the text of one side, with the words linked to the other side marked.
fn marked(context: &ViewContext, reading: &Reading, side: &Side) -> Vec<Html> {
    let state = &context.state;
    let locale = state.locale;
    let between = |a: usize, b: usize| a == reading.a.article && b == reading.b.article;
    let links: Vec<_> = state.links().into_iter().filter(|(_, link)| between(link.a.article, link.b.article)).collect();
    let mut spans: Vec<(Span, Cover)> = side.spans.iter().map(|span| (*span, Cover::Place)).collect();
    for (at, link) in &links {
        let own = if link.a.article == side.article { &link.a } else { &link.b };
        spans.extend(own.spans.iter().map(|span| (*span, Cover::Link(*at))));
    }
    let text = state.text(side.article);
    let piece = |(span, covers): (Span, Vec<Cover>)| {
        let words = span.of(text);
        // If several links cover the stretch, the last in the list is the most specific.
        let link = covers.iter().rev().find_map(|cover| if let Cover::Link(at) = cover { Some(*at) } else { None });
        let place = covers.contains(&Cover::Place).then_some("place");
        let Some((at, link)) = link.and_then(|at| links.iter().find(|(own, _)| *own == at)) else {
            return html! { <span class={classes!(place)}>{ words }</span> };
        };
        let (at, kind) = (*at, link.kind.name());
        let read = Action::Read(Some(Reading { a: link.a.clone(), b: link.b.clone(), link: Some(at) }));
        let by_key = {
            let (dispatch, read) = (context.dispatch.clone(), read.clone());
            Callback::from(move |event: KeyboardEvent| {
                if matches!(event.key().as_str(), "Enter" | " ") {
                    event.prevent_default();
                    dispatch.dispatch(read.clone());
                }
            })
        };
        html! {
            <span class={classes!("linked", place)} role="button" tabindex="0" data-link={at.to_string()}
                data-kind={kind} title={kind_name(locale, link.kind)} onclick={context.press(read)}
                onkeydown={by_key}>{ words }</span>
        }
    };
    stretches(text, &spans).into_iter().map(piece).collect()
}

/// The reader is assumed to be reading the words at one third of a pane's height from its top.
const EYES: i32 = 3;

/// Scrolls to the highlighted place, if any. Returns the pane's scroll position in pixels.
fn show_place(pane: &HtmlElement) -> i32 {
    if let Ok(Some(place)) = pane.query_selector(".place") {
        pane.set_scroll_top(top_in(pane, &place) - pane.client_height() / EYES);
    }
    pane.scroll_top()
}

/// Returns the distance of an element from the start of the pane's content in pixels.
fn top_in(pane: &HtmlElement, element: &Element) -> i32 {
    let gap = element.get_bounding_client_rect().top() - pane.get_bounding_client_rect().top();
    gap.round() as i32 + pane.scroll_top()
}

/// Scrolls `other` so that the words linked to those being read in `own` appear next to them. Returns the scroll
/// position of `other` in pixels.
fn follow(own: &HtmlElement, other: &HtmlElement) -> i32 {
    let place = [own, other].map(|pane| Some(top_in(pane, &pane.query_selector(".place").ok()??)));
    let place = if let [Some(own), Some(other)] = place { Some((own, other)) } else { None };
    let twins = heights(other);
    let linked = heights(own).into_iter().filter_map(|(link, height)| Some((height, *twins.get(&link)?))).collect();
    let ends = (own.scroll_height(), other.scroll_height());
    let eyes = own.scroll_top() + own.client_height() / EYES;
    other.set_scroll_top(beside(&chain(linked, place), ends, eyes) - other.client_height() / EYES);
    other.scroll_top()
}

/// Returns the height at which the words of each link begin, by the position of the link, in pixels from the start of
/// the pane's content.
fn heights(pane: &HtmlElement) -> HashMap<String, i32> {
    let mut heights = HashMap::new();
    let marks = pane.query_selector_all("[data-link]").ok();
    for at in 0..marks.as_ref().map_or(0, web_sys::NodeList::length) {
        let mark = marks.as_ref().and_then(|marks| marks.item(at)).and_then(|mark| mark.dyn_into::<Element>().ok());
        if let Some((mark, link)) = mark.and_then(|mark| Some((mark.clone(), mark.get_attribute("data-link")?))) {
            heights.entry(link).or_insert_with(|| top_in(pane, &mark));
        }
    }
    heights
}
