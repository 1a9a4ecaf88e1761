//! The settings: colours, language, keys, and what is stored on this device.

use super::Shared;
use crate::i18n::{Language, Locale};
use crate::web::dom;
use crate::web::hooks::{Kept, forget, kept};
use crate::web::saved::SavedArticle;
use crate::web::settings::{Settings, Theme};
use crate::web::state::{Action, SavingEvent};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Shows the settings. Each takes effect immediately.
#[component]
pub fn SettingsView(Shared { state, dispatch }: &Shared) -> Html {
    let locale = state.locale;
    let now = state.settings;
    let set = |change: fn(&mut Settings, &str)| {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            let Some(value) = event.target().and_then(|target| value(&target)) else { return };
            let mut next = now;
            change(&mut next, &value);
            dispatch.dispatch(Action::Set(next));
        })
    };
    let theme = set(|next, value| next.theme = Theme::of_name(value));
    let language = set(|next, value| next.language = Language::of_tag(value));
    let deleted = {
        let dispatch = dispatch.clone();
        Callback::from(move |all: bool| {
            dispatch.dispatch(match all {
                // Otherwise the next change would save everything again.
                true => Action::Set(Settings { keep: false, articles: false, ..now }),
                false => Action::Keeping(SavingEvent::Freed),
            });
        })
    };
    html! {
        <>
            <label>{ locale.text("ui.theme") }
                <select name="theme" onchange={theme}>{ for Theme::ALL.map(|(own, name, key)| html! {
                    <option value={name} selected={own == now.theme}>{ locale.text(key) }</option>
                }) }</select>
            </label>
            { languages(
                locale,
                "language",
                ["ui.language", "ui.language.browser"],
                &Language::ALL,
                now.language,
                language,
            ) }
            { tick(locale, "safe", now.safe, "ui.colours.safe", set(|next, value| next.safe = value == "on")) }
            { tick(locale, "keys", now.keys, "ui.keys", set(|next, value| next.keys = value == "on")) }
            { tick(locale, "spelling", now.spelling, "ui.spelling", set(|next, value| next.spelling = value == "on")) }
            <p class="calm">{ locale.text("ui.spelling.note") }</p>
            { tick(locale, "keep", now.keep, "ui.keep", set(|next, value| next.keep = value == "on")) }
            <p class="calm">{ locale.text("ui.keep.note") }</p>
            { readers(locale) }
            <KeptView key={now.written()} {locale} keep={now.keep} {deleted} />
        </>
    }
}

/// Returns a labelled list from which the reader chooses one of the `offered` languages. `keys` are the keys of the
/// label and of the first entry, which chooses none of them.
pub fn languages(
    locale: Locale,
    name: &'static str,
    keys: [&'static str; 2],
    offered: &[Language],
    chosen: Option<Language>,
    onchange: Callback<Event>,
) -> Html {
    let code = chosen.map_or("", Language::code);
    html! {
        <label>{ locale.text(keys[0]) }
            <select {name} {onchange}>
                <option value="" selected={code.is_empty()}>{ locale.text(keys[1]) }</option>
                { for offered.iter().map(|language| language.code()).map(|value| html! {
                    <option {value} selected={value == code}
                        lang={value}>{ locale.label("ui.language", value) }</option>
                }) }
            </select></label>
    }
}

/// Returns a warning if somebody other than the reader can read what is stored; otherwise nothing.
pub fn readers(locale: Locale) -> Html {
    let Some(key) = dom::place().warning() else { return Html::default() };
    let host = gloo::utils::window().location().host().unwrap_or_default();
    html! { <p class="calm" data-part="readers">{ locale.fill(key, &[("host", &host)]) }</p> }
}

/// The properties of [`KeptView`].
#[derive(Clone, PartialEq, Properties)]
struct KeptProps {
    locale: Locale,
    keep: bool,
    /// Called after a deletion, with whether nothing is left.
    deleted: Callback<bool>,
}

/// Shows everything that is stored on this device, with its size in bytes and a button to delete it.
#[component]
fn KeptView(KeptProps { locale, keep, deleted }: &KeptProps) -> Html {
    let locale = *locale;
    let all = use_state(Vec::<Kept>::new);
    use_effect_with(*keep, {
        let all = all.clone();
        move |_| all.set(kept())
    });
    if all.is_empty() {
        return html! { <p class="calm" id="kept">{ locale.text("ui.kept.none") }</p> };
    }
    let delete = |names: Vec<String>| {
        let (all, deleted) = (all.clone(), deleted.clone());
        Callback::from(move |_: MouseEvent| {
            names.iter().for_each(|name| forget(name));
            let left = kept();
            deleted.emit(left.is_empty());
            all.set(left);
        })
    };
    let rows = all.iter().map(|one| {
        let (name, size) = (label(locale, one), locale.number(one.name.len() + one.value.len()));
        html! {
            <li>
                <details><summary>{ locale.fill("ui.kept.size", &[("name", &name), ("n", &size)]) }</summary>
                    <pre tabindex="0">{ &one.value }</pre></details>
                <button type="button" onclick={delete(vec![one.name.clone()])}
                    aria-label={locale.fill("ui.kept.delete.one", &[("name", &name)])}>
                    { locale.text("ui.kept.delete") }</button>
            </li>
        }
    });
    html! {
        <section id="kept" aria-label={locale.text("ui.kept")}>
            <h3>{ locale.text("ui.kept") }</h3>
            <ul>{ for rows }</ul>
            <button type="button" name="delete-all" onclick={delete(all.iter().map(|one| one.name.clone()).collect())}>
                { locale.text("ui.kept.delete.all") }</button>
        </section>
    }
}

/// Returns a label for an item in the browser's storage.
fn label(locale: Locale, one: &Kept) -> String {
    let key = match one.name.strip_prefix("sayso.") {
        Some("settings") => "ui.settings",
        Some("library") => "ui.checks.title",
        Some("open") => "ui.kept.open",
        Some("no-articles") => "ui.kept.no-articles",
        _ => return SavedArticle::read(&one.value).map_or_else(|| one.name.clone(), |kept| kept.title().to_owned()),
    };
    locale.text(key).to_owned()
}

fn tick(locale: Locale, name: &'static str, checked: bool, key: &'static str, onchange: Callback<Event>) -> Html {
    html! { <label><span><input type="checkbox" {name} {checked} {onchange} />{ locale.text(key) }</span></label> }
}

/// Returns the value that was chosen: for a checkbox, `on` or an empty string. `None` if `target` is neither a list
/// nor an input.
pub fn value(target: &web_sys::EventTarget) -> Option<String> {
    if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        return Some(select.value());
    }
    target.dyn_ref::<HtmlInputElement>().map(|input| if input.checked() { "on".to_owned() } else { String::new() })
}
