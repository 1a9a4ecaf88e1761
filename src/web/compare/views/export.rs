//! Saves the comparison as a file, or copies it to the clipboard.

use yew::prelude::*;

use super::{ViewContext, ViewProps, part};
use crate::compare::Comparison;
use crate::export::comparison::{Compared, csv, html, text};
use crate::web::hooks::save;
use crate::web::{dom, wire};

/// The formats, each as its file extension and the key of its label.
const FORMATS: [(&str, &str); 4] =
    [("html", "ui.save.html"), ("csv", "ui.save.csv"), ("json", "ui.save.json"), ("txt", "ui.compare.text")];

/// Shows a row for each format, with buttons to download and to copy.
#[component]
pub fn Export(ViewProps { context }: &ViewProps) -> Html {
    let locale = context.state.locale;
    let message = use_state_eq(String::new);
    let hand = |ending: &'static str, download: bool| {
        let (context, message) = (context.clone(), message.clone());
        Callback::from(move |_: MouseEvent| {
            let (context, message) = (context.clone(), message.clone());
            yew::platform::spawn_local(async move { message.set(hand_out(&context, ending, download).await) });
        })
    };
    let rows = FORMATS.map(|(ending, key)| {
        let name = locale.text(key);
        html! {
            <li data-format={ending}><strong>{ name }</strong>
                <button type="button" name="download" onclick={hand(ending, true)}
                    aria-label={locale.fill("ui.save.download.as", &[("name", name)])}>
                    { locale.text("ui.save.download") }</button>
                <button type="button" name="copy" onclick={hand(ending, false)}
                    aria-label={locale.fill("ui.save.copy.as", &[("name", name)])}>
                    { locale.text("ui.save.copy") }</button></li>
        }
    });
    part(
        locale,
        "compare-save",
        "ui.compare.save",
        html! { <><ul class="formats">{ for rows }</ul><p role="status">{ &*message }</p></> },
    )
}

/// Writes the comparison without dismissed links, and downloads or copies it. Returns a message for the reader; empty
/// if there is no comparison.
async fn hand_out(context: &ViewContext, ending: &'static str, download: bool) -> String {
    let state = &context.state;
    let locale = state.locale;
    if state.found.is_none() {
        return String::new();
    }
    let links = state.links().into_iter().map(|(_, link)| link.clone()).collect();
    let comparison = Comparison { links, rows: state.rows() };
    let names: Vec<String> = state.articles.iter().map(|entry| entry.name().to_owned()).collect();
    let texts = state.texts();
    let all = Compared::new(&names, &texts, &comparison, locale);
    let written = match ending {
        "html" => Ok(html::write(&all)),
        "csv" => Ok(csv::write(&all)),
        "txt" => Ok(text::write(&all)),
        _ => wire::compared(&names, &texts, &comparison).await,
    };
    let Ok(written) = written else { return locale.text("ui.save.unable").to_owned() };
    if download {
        let name = ["sayso-comparison.", ending].concat();
        // Without a byte order mark, some spreadsheets assume another encoding.
        save(&name, &if ending == "csv" { format!("\u{feff}{written}") } else { written });
        return locale.fill("ui.save.done", &[("name", &name)]);
    }
    locale.text(if dom::copy(&written).await { "ui.save.copied" } else { "ui.save.refused" }).to_owned()
}
