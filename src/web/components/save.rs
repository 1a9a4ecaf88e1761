//! The dialog that exports the findings: as a file, to the clipboard, or on paper.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::Shared;
use crate::web::hooks::{print, save};
use crate::web::messages::{fill, say};
use crate::web::results::{self, Format, Record};
use crate::web::state::State;
use crate::web::{dom, extras};

/// How a format is exported.
#[derive(Clone, Copy, PartialEq)]
enum ExportAction {
    Download,
    Copy,
}

/// The formats, each with a description.
#[component]
pub fn Save(Shared { state, .. }: &Shared) -> Html {
    let only = use_state_eq(|| false);
    let message = use_state_eq(String::new);
    let tick = {
        let only = only.clone();
        Callback::from(move |event: Event| {
            let ticked = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            only.set(ticked.is_some_and(|input| input.checked()));
        })
    };
    let hand = |format: Format, action: ExportAction| {
        let (state, only, message) = (state.clone(), *only, message.clone());
        Callback::from(move |_: MouseEvent| {
            let (state, message) = (state.clone(), message.clone());
            yew::platform::spawn_local(async move { message.set(hand_out(&state, format, action, only).await) });
        })
    };
    let rows = Format::ALL.map(|format| {
        let (name, what) = format.keys();
        let (name, id) = (say(name), format!("save-{}", format.name()));
        html! {
            <li data-format={format.name()}>
                <strong {id}>{ name }</strong><small>{ say(what) }</small>
                <button type="button" name="download" onclick={hand(format, ExportAction::Download)}
                    aria-label={fill("ui.save.download.as", &[("name", name)])}>{ say("ui.save.download") }</button>
                <button type="button" name="copy" onclick={hand(format, ExportAction::Copy)}
                    aria-label={fill("ui.save.copy.as", &[("name", name)])}>{ say("ui.save.copy") }</button>
            </li>
        }
    });
    html! {
        <>
            <p><label><input type="checkbox" name="only" checked={*only} onchange={tick} />{ say("ui.save.only") }</label></p>
            <ul>{ for rows }</ul>
            <p role="status">{ &*message }</p>
            <button type="button" name="print" onclick={|_: MouseEvent| print()}>{ say("ui.save.print") }</button>
        </>
    }
}

/// Writes the findings and downloads or copies them. Returns a message for the reader.
async fn hand_out(state: &Rc<State>, format: Format, action: ExportAction, only: bool) -> String {
    let analysis = match only {
        true => results::shown(&state.analysis, &state.filter),
        false => (*state.analysis).clone(),
    };
    let stem = results::stem(&state.meta, &state.text);
    let record = Record { stem, meta: (*state.meta).clone(), text: state.analysed.to_string(), analysis };
    let written = match extras::written(format, &record).await {
        Ok(written) => written,
        Err(why) => return say(why).to_owned(),
    };
    match action {
        ExportAction::Download => {
            let file = format.file(&record.stem);
            // Without a byte order mark, some spreadsheets assume another encoding.
            save(&file, &if format == Format::Csv { format!("\u{feff}{written}") } else { written });
            fill("ui.save.done", &[("name", &file)])
        }
        ExportAction::Copy if dom::copy(&written).await => say("ui.save.copied").to_owned(),
        ExportAction::Copy => say("ui.save.refused").to_owned(),
    }
}
