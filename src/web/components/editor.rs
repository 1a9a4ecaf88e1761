//! The text: either read with its notes, or edited in a text area on top of the layer that draws the marks.

use super::language::tag;
use super::layer::Layer;
use crate::span::{Span, Unit, convert};
use crate::web::dom;
use crate::web::edit::Edit;
use crate::web::hooks::{Dispatch, paste};
use crate::web::marks::Item;
use crate::web::state::{Action, State};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, FocusEvent, HtmlTextAreaElement, InputEvent, KeyboardEvent, MouseEvent};
use yew::prelude::*;

/// If an article is longer than this, only its visible part is laid out. In bytes.
const LONG: usize = 20_000;

/// The properties of [`Editor`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The state of the page.
    pub state: Rc<State>,
    /// Sends actions to the reducer.
    pub dispatch: Dispatch,
    /// Called with the finding under the pointer.
    pub point: Callback<Option<Item>>,
    /// The other contents of the field: the buttons of the empty page, and the card.
    pub children: Html,
}

/// Shows the text, to be read or edited. The text area is uncontrolled: it is read on input, and written only if the
/// page replaces the text.
#[component]
pub fn Editor(Props { state, dispatch, point, children }: &Props) -> Html {
    let locale = state.locale;
    let stepped = state.steps.any();
    use_effect_with((state.written, state.text.clone()), move |(written, text)| {
        if *written > 0 {
            write(text, stepped);
        }
    });
    let oninput = report_input(state, dispatch);
    let onpaste = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(event) = event.dyn_ref::<ClipboardEvent>() {
                paste(event, &dispatch);
            }
        })
    };
    let onmousemove = point.reform(|event: MouseEvent| dom::item_at(event.client_x(), event.client_y()));
    let onmouseleave = point.reform(|_: MouseEvent| None);
    let onclick = open_card(state, dispatch);
    let onkeydown = {
        let (state, dispatch) = (state.clone(), dispatch.clone());
        Callback::from(move |event: KeyboardEvent| jump(&event, &state, &dispatch))
    };
    // When editing begins: the first line that was visible while the article was read. The document has not been
    // updated yet.
    let read = use_mut_ref(|| false);
    let sight = (read.replace(state.reading()) && state.editing).then(dom::line_in_sight);
    use_effect_with(state.editing, {
        let state = state.clone();
        move |&editing| {
            if editing {
                dom::focus("text");
            }
            if let Some(number) = sight {
                let at = state.lines.iter().take(number).map(|line| line.text.len()).sum();
                dom::select(&state.text, Span::new(at, at));
            }
        }
    });
    html! {
        <div class="cell">
            <div class="column" {onmousemove} {onmouseleave} {onclick}>
                // Turns off everything that might send the words to a service: spell checkers, writing assistants, form
                // history.
                <textarea id="text" lang={tag(&state.analysis)} aria-label={locale.text("ui.text")}
                    placeholder={locale.text("ui.placeholder")} hidden={state.reading()}
                    spellcheck={state.settings.spelling.to_string()} autocomplete="off" autocorrect="off"
                    autocapitalize="off" writingsuggestions="false" translate="no" data-gramm="false"
                    {oninput} {onpaste} {onkeydown} />
                { layer(state, dispatch) }
            </div>
            { children.clone() }
        </div>
    }
}

/// Writes the text into the text area, unless it is there already. `stepped` is whether the text may result from undo
/// or redo.
fn write(text: &str, stepped: bool) {
    if let Some(editor) = dom::editor()
        && editor.value() != text
    {
        let before = editor.value();
        editor.set_value(text);
        // Undo and redo place the caret after the change. Otherwise it is at the end of the text.
        if stepped {
            let mut caret = Edit::between(&before, text).behind();
            convert(text, Unit::Utf16, &mut [&mut caret]);
            editor.set_selection_range(caret.end as u32, caret.end as u32).unwrap_or_default();
        }
    }
}

/// Returns a handler that reports the new text of the text area.
fn report_input(state: &Rc<State>, dispatch: &Dispatch) -> Callback<InputEvent> {
    let (state, dispatch) = (state.clone(), dispatch.clone());
    Callback::from(move |event: InputEvent| {
        if let Some(area) = event.target().and_then(|t| t.dyn_into::<HtmlTextAreaElement>().ok()) {
            let text = area.value();
            // A reader who pastes a whole article wants to read it.
            let whole = matches!(event.input_type().as_str(), "insertFromPaste" | "insertFromDrop")
                && (state.text.is_empty() || Edit::between(&state.text, &text).replaces(&state.text));
            dispatch.dispatch(Action::Typed(text));
            if whole {
                dispatch.dispatch(Action::Editing(false));
            }
        }
    })
}

/// Returns a handler that opens the card of the mark or note under the pointer, or closes the card.
fn open_card(state: &Rc<State>, dispatch: &Dispatch) -> Callback<MouseEvent> {
    let (state, dispatch) = (state.clone(), dispatch.clone());
    Callback::from(move |event: MouseEvent| {
        // A drag that selects words is not a click.
        if dom::selects() {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let note = target.as_ref().and_then(dom::stop_of);
        let open = state.card.filter(|card| card.pinned).map(|card| card.item);
        let item = note.or_else(|| dom::item_at(event.client_x(), event.client_y()));
        // Pressing a note again closes its card.
        dispatch.dispatch(item.filter(|_| note.is_none() || open != note).map_or(Action::Close, Action::Pin));
    })
}

fn layer(state: &Rc<State>, dispatch: &Dispatch) -> Html {
    let locale = state.locale;
    let onfocusin = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: FocusEvent| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            dispatch.dispatch(Action::Highlighted(target.as_ref().and_then(dom::stop_of)));
        })
    };
    let onfocusout = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: FocusEvent| dispatch.dispatch(Action::Highlighted(None)))
    };
    let onkeydown = {
        let state = state.clone();
        Callback::from(move |event: KeyboardEvent| {
            // From a note whose card is open, Tab moves into the card.
            if event.key() == "Tab" && !event.shift_key() && state.card.is_some_and(|card| card.pinned) {
                let first = dom::document().query_selector("#card button").ok().flatten();
                if let Some(button) = first.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
                    event.prevent_default();
                    button.focus().unwrap_or_default();
                }
            }
        })
    };
    // The browser lays out only the visible part of a long article.
    let long = (state.text.len() > LONG).then_some("yes");
    html! {
        <article id="marks" lang={tag(&state.analysis)} data-long={long} aria-label={locale.text("ui.marks")}
            {onfocusin} {onfocusout} {onkeydown}>
            <Layer key={locale.language().code()} state={state.clone()} />
        </article>
    }
}

/// Jumps to the next mark on F8 or Alt+Down, and to the previous one on Shift+F8 or Alt+Up.
fn jump(event: &KeyboardEvent, state: &State, dispatch: &Dispatch) {
    let forward = match event.key().as_str() {
        "F8" => !event.shift_key(),
        "ArrowDown" if event.alt_key() => true,
        "ArrowUp" if event.alt_key() => false,
        _ => return,
    };
    event.prevent_default();
    if let Some((at, item)) = state.neighbour(dom::caret(&state.text), forward) {
        dom::select(&state.text, Span::new(at, at));
        dispatch.dispatch(Action::Pin(item));
    }
}
