//! The list of articles, and the buttons that add more.

use super::{ViewContext, ViewProps, letter};
use crate::compare::Shared;
use crate::i18n::Locale;
use crate::model::Analysis;
use crate::web::compare::state::{Action, Entry, Note};
use crate::web::compare::workspace::Workspace;
use crate::web::compare::{ComparisonResult, files};
use crate::web::files::text;
use crate::web::filter::Filter;
use crate::web::hooks::{chosen, save};
use crate::web::lists;
use crate::web::saved::SavedArticle;
use crate::web::state::MOST;
use crate::web::wire;
use web_sys::HtmlInputElement;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// The files of the example: three articles about one event.
const EXAMPLE: [&str; 3] = ["articles/ferry/agency.txt", "articles/ferry/courier.txt", "articles/ferry/radio.txt"];
/// The file name of a saved workspace.
const FILE: &str = "sayso-workspace.json";

/// Shows the list of articles, and the buttons that add, save and remove articles.
#[component]
pub fn Articles(ViewProps { context }: &ViewProps) -> Html {
    let locale = context.state.locale;
    let pasting = use_state_eq(|| false);
    let area = use_node_ref();
    let chooser = use_node_ref();
    let (state, dispatch) = (&context.state, &context.dispatch);
    let present = add_present(context);
    let example = add_example(context);
    let choose = {
        let chooser = chooser.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = chooser.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let onchange = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| files::read(chosen(&event), dispatch.clone()))
    };
    let toggle = {
        let pasting = pasting.clone();
        Callback::from(move |_: MouseEvent| pasting.set(!*pasting))
    };
    let add = add_pasted(context, &area, &pasting);
    let keep = save_workspace(context);
    let rows = state.articles.iter().enumerate().map(|(at, entry)| row(context, at, entry));
    let none = state.articles.is_empty();
    html! {
        <section id="compare-articles" aria-label={locale.text("compare.articles")} hidden={state.reading.is_some()}>
            <div class="adding">
                <button type="button" id="add-present"
                    onclick={present}>{ locale.text("ui.compare.add.present") }</button>
                <button type="button" id="add-pasted" aria-expanded={pasting.to_string()}
                    onclick={toggle}>{ locale.text("ui.compare.add.paste") }</button>
                <button type="button" id="add-files" onclick={choose}>{ locale.text("ui.compare.add.files") }</button>
                <input ref={chooser} type="file" id="compare-files" multiple=true hidden=true
                    aria-label={locale.text("ui.compare.add.files")}
                    accept=".txt,.md,.html,.htm,.docx,.json" {onchange} />
                if none {
                    <button type="button" id="add-example"
                        onclick={example}>{ locale.text("ui.compare.add.example") }</button>
                }
                if !none {
                    <button type="button" id="keep-workspace"
                        onclick={keep}>{ locale.text("ui.compare.workspace.save") }</button>
                    <button type="button" id="remove-all"
                        onclick={context.press(Action::Cleared)}>{ locale.text("ui.compare.remove.all") }</button>
                }
            </div>
            if *pasting {
                <div class="pasting">
                    <label for="pasted">{ locale.text("ui.compare.paste.label") }</label>
                    <textarea id="pasted" ref={area} rows="8" lang=""
                        spellcheck="false" autocomplete="off" autocorrect="off" autocapitalize="off"
                        writingsuggestions="false" translate="no" data-gramm="false" />
                    <button type="button" id="add-now" onclick={add}>{ locale.text("ui.compare.add") }</button>
                </div>
            }
            if !none { <ol class="entries">{ for rows }</ol> }
        </section>
    }
}

/// Returns a handler that adds the article in the editor of the page.
fn add_present(context: &ViewContext) -> Callback<MouseEvent> {
    let (page, dispatch) = (context.page.clone(), context.dispatch.clone());
    Callback::from(move |_: MouseEvent| {
        let kept = page.present().as_string().and_then(|kept| SavedArticle::read(&kept));
        dispatch.dispatch(match kept.filter(|kept| !kept.text.trim().is_empty()) {
            Some(kept) => Action::Added(vec![kept]),
            None => Action::Noted(Some(Note::Key("ui.compare.empty"))),
        });
    })
}

/// Returns a handler that adds the articles of the example.
fn add_example(context: &ViewContext) -> Callback<MouseEvent> {
    let dispatch = context.dispatch.clone();
    Callback::from(move |_: MouseEvent| {
        let dispatch = dispatch.clone();
        yew::platform::spawn_local(async move {
            let mut articles = Vec::new();
            for path in EXAMPLE {
                match text(path).await {
                    Ok(text) => articles.push(SavedArticle { text, ..SavedArticle::default() }),
                    Err(_) => return dispatch.dispatch(Action::Noted(Some(Note::Key("ui.example.failed")))),
                }
            }
            dispatch.dispatch(Action::Added(articles));
        });
    })
}

/// Returns a handler that adds the text in the field `area`, and then hides the field.
fn add_pasted(context: &ViewContext, area: &NodeRef, pasting: &UseStateHandle<bool>) -> Callback<MouseEvent> {
    let (area, pasting, dispatch) = (area.clone(), pasting.clone(), context.dispatch.clone());
    Callback::from(move |_: MouseEvent| {
        let Some(field) = area.cast::<HtmlTextAreaElement>() else { return };
        let text = field.value();
        let action = match text.len() {
            0 => Action::Noted(Some(Note::Key("ui.compare.empty"))),
            size if size > MOST => Action::Noted(Some(Note::Key("ui.refused.long-paste"))),
            _ => Action::Added(vec![SavedArticle { text, ..SavedArticle::default() }]),
        };
        let added = matches!(action, Action::Added(_));
        dispatch.dispatch(action);
        if added {
            pasting.set(false);
        }
    })
}

/// Returns a handler that saves the workspace as a file.
fn save_workspace(context: &ViewContext) -> Callback<MouseEvent> {
    let (state, dispatch) = (context.state.clone(), context.dispatch.clone());
    Callback::from(move |_: MouseEvent| {
        let articles = state.articles.iter().map(|entry| &*entry.kept);
        let note = match wire::workspace(&Workspace::new(articles, &state.dismissed)) {
            Ok(written) => {
                save(FILE, &written);
                Note::File("ui.compare.workspace.saved", FILE.to_owned())
            }
            Err(_) => Note::Key("ui.save.unable"),
        };
        dispatch.dispatch(Action::Noted(Some(note)));
    })
}

/// Returns the row of the article at position `at`.
fn row(context: &ViewContext, at: usize, entry: &Entry) -> Html {
    let (state, dispatch) = (&context.state, &context.dispatch);
    let locale = state.locale;
    let show = {
        let (page, kept) = (context.page.clone(), entry.kept.clone());
        Callback::from(move |_: MouseEvent| page.leave(Some(kept.written())))
    };
    let name = entry.name().to_owned();
    let id = entry.id;
    let outlet = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                dispatch.dispatch(Action::Named(id, input.value()));
            }
        })
    };
    let label = |key: &'static str| locale.fill(key, &[("name", &name)]);
    html! {
        <li key={entry.id}>
            <p class="badge"><b class="letter">{ letter(at) }</b><bdi>{ &name }</bdi></p>
            if name != entry.kept.title() { <h3><bdi>{ entry.kept.title() }</bdi></h3> }
            <p class="calm">
                if !entry.kept.meta.date.is_empty() { { &entry.kept.meta.date }{ " · " } }
                { locale.count("ui.words", entry.kept.text.split_whitespace().count()) }
                if entry.lost { { " · " }{ locale.text("ui.compare.lost") } }
                { for entry.analysis.as_ref().map(|found| html! { <><br />{ contents(locale, found) }</> }) }</p>
            { for state.found.as_ref().and_then(|found| taken(locale, found, at)) }
            <p class="doing">
                <input type="text" name="outlet" size="14" spellcheck="false" autocomplete="off" autocorrect="off"
                    autocapitalize="off" writingsuggestions="false" translate="no" data-gramm="false"
                    value={entry.kept.meta.outlet.clone()} placeholder={locale.text("ui.compare.outlet")}
                    aria-label={label("ui.compare.outlet.one")} onchange={outlet} />
                <button type="button" class="small" name="show" aria-label={label("ui.compare.show.one")}
                    onclick={show}>{ locale.text("ui.compare.show") }</button>
                <button type="button" class="small" name="remove" aria-label={label("ui.compare.remove.one")}
                    onclick={context.press(Action::Removed(entry.id))}>{ locale.text("ui.compare.remove") }</button></p>
        </li>
    }
}

/// Returns the findings in one article in numbers: contested claims, and named and unnamed speakers.
fn contents(locale: Locale, found: &Analysis) -> String {
    let speakers = lists::speakers(found, &Filter::default());
    let named = speakers.iter().filter(|speaker| speaker.named()).count();
    let contested = found.claims.iter().filter(|claim| claim.status.contested()).count();
    let mut out = [locale.count("ui.strip.contested", contested), locale.count("ui.strip.speakers", named)].join(", ");
    if speakers.len() > named {
        out += &locale.count("ui.strip.unnamed", speakers.len() - named);
    }
    out
}

/// Shows the largest share of an article's words that another article contains too; `None` if it shares wording with
/// no other.
fn taken(locale: Locale, found: &ComparisonResult, at: usize) -> Option<Html> {
    let of = |pair: &Shared| match pair.articles {
        (a, b) if a == at => Some((pair.shares.0, b)),
        (a, b) if b == at => Some((pair.shares.1, a)),
        _ => None,
    };
    let (share, other) = found.shared.iter().filter_map(of).max_by_key(|(share, _)| *share)?;
    let (share, other) = (share.to_string(), letter(other));
    let words = locale.fill("ui.compare.taken", &[("n", &share), ("name", &other)]);
    Some(html! { <p class="shares">{ words }<meter min="0" max="100" value={share} aria-hidden="true" /></p> })
}
