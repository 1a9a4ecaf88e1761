//! The dialog that exports the findings: as a file, to the clipboard, or on paper.

use super::Shared;
use crate::web::hooks::{print, save};
use crate::web::results::{self, Format, Record};
use crate::web::state::State;
use crate::web::{dom, extras};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// How a format is exported.
#[derive(Clone, Copy, PartialEq)]
enum ExportAction {
    Download,
    Copy,
}

/// Shows the formats, each with a description and buttons to download and to copy.
#[component]
pub fn Export(Shared { state, .. }: &Shared) -> Html {
    let locale = state.locale;
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
        let (name, id) = (locale.text(name), format!("save-{}", format.name()));
        html! {
            <li data-format={format.name()}>
                <strong {id}>{ name }</strong><small>{ locale.text(what) }</small>
                <button type="button" name="download" onclick={hand(format, ExportAction::Download)}
                    aria-label={locale.fill("ui.save.download.as", &[("name", name)])}>
                    { locale.text("ui.save.download") }</button>
                <button type="button" name="copy" onclick={hand(format, ExportAction::Copy)}
                    aria-label={locale.fill("ui.save.copy.as", &[("name", name)])}>
                    { locale.text("ui.save.copy") }</button>
            </li>
        }
    });
    html! {
        <>
            <p><label><input type="checkbox" name="only" checked={*only}
                onchange={tick} />{ locale.text("ui.save.only") }</label></p>
            <ul>{ for rows }</ul>
            <p role="status">{ &*message }</p>
            <button type="button" name="print"
                onclick={|_: MouseEvent| print()}>{ locale.text("ui.save.print") }</button>
        </>
    }
}

/// Writes the findings and downloads or copies them. `only` leaves out those that the filter hides. Returns a message
/// for the reader.
async fn hand_out(state: &Rc<State>, format: Format, action: ExportAction, only: bool) -> String {
    let locale = state.locale;
    let analysis = match only {
        true => results::shown(&state.analysis, &state.filter),
        false => (*state.analysis).clone(),
    };
    let stem = results::stem(&state.meta, &state.text);
    let record = Record { stem, meta: (*state.meta).clone(), text: state.analysed.to_string(), analysis };
    let written = match extras::written(format, &record, locale).await {
        Ok(written) => written,
        Err(why) => return locale.text(why).to_owned(),
    };
    match action {
        ExportAction::Download => {
            let file = format.file(&record.stem);
            // Without a byte order mark, some spreadsheets assume another encoding.
            save(&file, &if format == Format::Csv { format!("\u{feff}{written}") } else { written });
            locale.fill("ui.save.done", &[("name", &file)])
        }
        ExportAction::Copy if dom::copy(&written).await => locale.text("ui.save.copied").to_owned(),
        ExportAction::Copy => locale.text("ui.save.refused").to_owned(),
    }
}
