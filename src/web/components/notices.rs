//! Notices to the reader: about the text, a refused file, a replaced text.

use super::Shared;
use crate::export::harmless;
use crate::i18n::Locale;
use crate::web::hooks::{Dispatch, choose, discard, restore};
use crate::web::saved::{SavedArticle, title};
use crate::web::settings::Settings;
use crate::web::state::{Action, Change, LIMIT, SavingEvent, UndoableChange};
use crate::web::work::{Step, Turn};
use std::rc::Rc;
use yew::prelude::*;

/// Returns the notices at the bottom of the page.
pub fn notices(shared: &Shared) -> Html {
    let Shared { state, dispatch } = shared;
    let locale = state.locale;
    let send = |action: Action| shared.press(action);
    let long = (state.text.len() > LIMIT && state.readable().len() < state.text.len()).then(|| {
        let whole = locale.number(state.text.chars().count());
        locale.fill("ui.long", &[("read", &locale.number(state.readable().chars().count())), ("all", &whole)])
    });
    html! {
        <div class="toasts">
            if let Step::Running(part) = state.work.step {
                <p id="work"><label for="progress">{ locale.text("ui.work") }</label>
                    <progress id="progress" max="100" value={part.to_string()} />
                    { button(locale, "cancel", "ui.work.cancel", send(Action::Worked(Turn::Cancel))) }</p>
            }
            <div id="notices" role="status">
                if state.work.alone && !state.work.known {
                    <p>{ locale.text("ui.work.alone") }
                        { button(locale, "", "ui.ok", send(Action::Worked(Turn::Known))) }</p>
                }
                if state.work.step == Step::Cancelled {
                    <p>{ locale.text("ui.work.cancelled") }
                        { button(locale, "again", "ui.work.again", send(Action::Worked(Turn::Again))) }</p>
                }
                { for long.map(|long| html! { <p>{ long }</p> }) }
                if !state.keeping.failed.is_empty() {
                    <p id="unkept">
                        { locale.fill("ui.saved.failed", &[("titles", &quoted(locale, &state.keeping.failed))]) }</p>
                }
                if let Some((rich, _)) = &state.waiting {
                    <p id="waiting">{ locale.fill("ui.waiting", &[("title", title(&rich.meta, &rich.text))]) }
                        { button(locale, "", "ui.waiting.show", send(Action::Answered(true))) }
                        { button(locale, "", "ui.waiting.keep", send(Action::Answered(false))) }</p>
                }
                if let Some(key) = state.trouble {
                    <p>{ locale.text(key) }
                        { button(locale, "", "ui.ok", send(Action::Trouble(None))) }</p>
                }
                if let Some((file, why)) = &state.refused {
                    <p>{ locale.fill(why.key(), &[("file", &harmless(file))]) }
                        { button(locale, "", "ui.ok", send(Action::RefusalSeen)) }</p>
                }
            </div>
            { changes(shared) }
            <div id="announced" role="status">
                if state.keeping.unannounced
                    && state.settings.articles
                    && !state.guest
                    && !state.text.trim().is_empty()
                {
                    <p>{ locale.text("ui.announced") }
                        { button(locale, "", "ui.ok", send(Action::Keeping(SavingEvent::Unannounced(false)))) }
                        { button(locale, "", "ui.announced.off", switch_off(state.settings, dispatch)) }</p>
                }
            </div>
        </div>
    }
}

/// Returns the notices about changes that can be undone.
fn changes(shared: &Shared) -> Html {
    let Shared { state, dispatch } = shared;
    let locale = state.locale;
    let send = |action: Action| shared.press(action);
    html! {
        <div id="undo" role="status">
            if let Some(undoable) = state.undoable {
                <p>{ match undoable {
                        UndoableChange::Dismissed => locale.text("ui.dismissed"),
                        UndoableChange::Corrected => locale.text("ui.corrected"),
                    } }
                    { button(locale, "undo-change", "ui.undo", send(match undoable {
                        UndoableChange::Dismissed => Action::Undismissed(false),
                        UndoableChange::Corrected => Action::Uncorrected,
                    })) }
                    { close(locale, send(Action::UndoableSeen)) }</p>
            }
            if let Some((name, article)) = state.keeping.evicted.last() {
                <p id="evicted">{ locale.fill("ui.saved.evicted", &[("title", article.title())]) }
                    <button type="button"
                        onclick={bring_back(name, article, dispatch)}>{ locale.text("ui.undo") }</button>
                    { close(locale, send(Action::Keeping(SavingEvent::EvictedSeen))) }</p>
            }
            if let Some(change) = &state.replacement {
                <p id="replaced">{ describe(locale, change) }
                    if state.history.can_undo() {
                        <button type="button" name="undo"
                            onclick={send(Action::Undo)}>{ locale.text("ui.undo") }</button>
                    }
                    if state.history.can_redo() {
                        <button type="button" name="redo"
                            onclick={send(Action::Redo)}>{ locale.text("ui.redo") }</button>
                    }
                    if *change == Change::Restored {
                        { button(locale, "discard", "ui.restored.discard", call(dispatch, discard)) }
                    }
                    { close(locale, send(Action::Keep)) }</p>
            }
        </div>
    }
}

/// Returns a button labelled with the sentence under `key`.
fn button(locale: Locale, id: &'static str, key: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" id={(!id.is_empty()).then_some(id)} {onclick}>{ locale.text(key) }</button> }
}

fn close(locale: Locale, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="round" aria-label={locale.text("ui.close")} {onclick}>{ "×" }</button> }
}

fn call(dispatch: &Dispatch, what: fn(&Dispatch)) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| what(&dispatch))
}

/// Returns a handler that deletes all saved articles and turns off saving.
fn switch_off(settings: Settings, dispatch: &Dispatch) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| {
        choose(false);
        dispatch.dispatch(Action::Set(Settings { articles: false, ..settings }));
    })
}

/// Returns a handler that saves the evicted article again.
fn bring_back(name: &str, article: &Rc<SavedArticle>, dispatch: &Dispatch) -> Callback<MouseEvent> {
    let (name, article, dispatch) = (name.to_owned(), article.clone(), dispatch.clone());
    Callback::from(move |_| {
        dispatch.dispatch(match restore(&name, &article) {
            true => Action::Keeping(SavingEvent::Restored),
            false => Action::Trouble(Some("ui.saved.no-room")),
        });
    })
}

fn quoted(locale: Locale, titles: &[String]) -> String {
    let titles: Vec<String> = titles.iter().map(|title| locale.fill("ui.saved.title", &[("title", title)])).collect();
    titles.join(", ")
}

fn describe(locale: Locale, change: &Change) -> String {
    match change {
        Change::Cleared => locale.text("ui.cleared").to_owned(),
        Change::Example => locale.text("ui.replaced.example").to_owned(),
        Change::File(name) => locale.fill("ui.replaced.file", &[("file", &harmless(name))]),
        Change::PutBack => locale.text("ui.put-back.done").to_owned(),
        Change::Assumed(name, encoding) => {
            locale.fill("ui.replaced.assumed", &[("file", &harmless(name)), ("encoding", encoding)])
        }
        Change::Pasted => locale.text("ui.replaced.pasted").to_owned(),
        Change::Kept => locale.text("ui.replaced.kept").to_owned(),
        Change::Restored => locale.text("ui.restored").to_owned(),
        Change::Link(_) => locale.text("ui.replaced.link").to_owned(),
        Change::Shared => locale.text("ui.replaced.shared").to_owned(),
        Change::Undone => locale.text("ui.undone").to_owned(),
        Change::Redone => locale.text("ui.redone").to_owned(),
    }
}
