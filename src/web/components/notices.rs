//! Notices to the reader: about the text, a refused file, a replaced text.

use std::rc::Rc;

use yew::prelude::*;

use super::Shared;
use crate::export::harmless;
use crate::web::hooks::{Dispatch, choose, discard, restore};
use crate::web::messages::{fill, number, say};
use crate::web::saved::{SavedArticle, title};
use crate::web::settings::Settings;
use crate::web::state::{Action, Change, LIMIT, SavingEvent, UndoableChange};
use crate::web::work::{Step, Turn};

/// Returns the notices at the bottom of the page.
pub fn notices(Shared { state, dispatch }: &Shared) -> Html {
    let send = |action: Action| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(action.clone()))
    };
    let long = (state.text.len() > LIMIT && state.readable().len() < state.text.len()).then(|| {
        let whole = number(state.text.chars().count());
        fill("ui.long", &[("read", &number(state.readable().chars().count())), ("all", &whole)])
    });
    html! {
        <div class="toasts">
            if let Step::Running(part) = state.work.step {
                <p id="work"><label for="progress">{ say("ui.work") }</label>
                    <progress id="progress" max="100" value={part.to_string()} />
                    { button("cancel", "ui.work.cancel", send(Action::Worked(Turn::Cancel))) }</p>
            }
            <div id="notices" role="status">
                if state.work.alone && !state.work.known {
                    <p>{ say("ui.work.alone") }
                        { button("", "ui.ok", send(Action::Worked(Turn::Known))) }</p>
                }
                if state.work.step == Step::Cancelled {
                    <p>{ say("ui.work.cancelled") }
                        { button("again", "ui.work.again", send(Action::Worked(Turn::Again))) }</p>
                }
                { for long.map(|long| html! { <p>{ long }</p> }) }
                if !state.keeping.failed.is_empty() {
                    <p id="unkept">{ fill("ui.saved.failed", &[("titles", &quoted(&state.keeping.failed))]) }</p>
                }
                if let Some((rich, _)) = &state.waiting {
                    <p id="waiting">{ fill("ui.waiting", &[("title", title(&rich.meta, &rich.text))]) }
                        { button("", "ui.waiting.show", send(Action::Answered(true))) }
                        { button("", "ui.waiting.keep", send(Action::Answered(false))) }</p>
                }
                if let Some(key) = state.trouble {
                    <p>{ say(key) }
                        { button("", "ui.ok", send(Action::Trouble(None))) }</p>
                }
                if let Some((file, why)) = &state.refused {
                    <p>{ fill(why.key(), &[("file", &harmless(file))]) }
                        { button("", "ui.ok", send(Action::RefusalSeen)) }</p>
                }
            </div>
            <div id="undo" role="status">
                if let Some(undoable) = state.undoable {
                    <p>{ match undoable {
                            UndoableChange::Dismissed => say("ui.dismissed"),
                            UndoableChange::Corrected => say("ui.corrected"),
                        } }
                        { button("undo-change", "ui.undo", send(match undoable {
                            UndoableChange::Dismissed => Action::Undismissed(false),
                            UndoableChange::Corrected => Action::Uncorrected,
                        })) }
                        { close(send(Action::UndoableSeen)) }</p>
                }
                if let Some((name, article)) = state.keeping.evicted.last() {
                    <p id="evicted">{ fill("ui.saved.evicted", &[("title", article.title())]) }
                        <button type="button" onclick={bring_back(name, article, dispatch)}>{ say("ui.undo") }</button>
                        { close(send(Action::Keeping(SavingEvent::EvictedSeen))) }</p>
                }
                if let Some(change) = &state.replacement {
                    <p id="replaced">{ describe(change) }
                        if state.history.can_undo() {
                            <button type="button" name="undo" onclick={send(Action::Undo)}>{ say("ui.undo") }</button>
                        }
                        if state.history.can_redo() {
                            <button type="button" name="redo" onclick={send(Action::Redo)}>{ say("ui.redo") }</button>
                        }
                        if *change == Change::Restored {
                            { button("discard", "ui.restored.discard", call(dispatch, discard)) }
                        }
                        { close(send(Action::Keep)) }</p>
                }
            </div>
            <div id="announced" role="status">
                if state.keeping.unannounced && state.settings.articles && !state.guest && !state.text.trim().is_empty() {
                    <p>{ say("ui.announced") }
                        { button("", "ui.ok", send(Action::Keeping(SavingEvent::Unannounced(false)))) }
                        { button("", "ui.announced.off", switch_off(state.settings, dispatch)) }</p>
                }
            </div>
        </div>
    }
}

/// Returns a button labelled with the sentence under `key`.
fn button(id: &'static str, key: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" id={(!id.is_empty()).then_some(id)} {onclick}>{ say(key) }</button> }
}

fn close(onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="round" aria-label={say("ui.close")} {onclick}>{ "×" }</button> }
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

fn quoted(titles: &[String]) -> String {
    let titles: Vec<String> = titles.iter().map(|title| fill("ui.saved.title", &[("title", title)])).collect();
    titles.join(", ")
}

fn describe(change: &Change) -> String {
    match change {
        Change::Cleared => say("ui.cleared").to_owned(),
        Change::Example => say("ui.replaced.example").to_owned(),
        Change::File(name) => fill("ui.replaced.file", &[("file", &harmless(name))]),
        Change::PutBack => say("ui.put-back.done").to_owned(),
        Change::Assumed(name, encoding) => {
            fill("ui.replaced.assumed", &[("file", &harmless(name)), ("encoding", encoding)])
        }
        Change::Pasted => say("ui.replaced.pasted").to_owned(),
        Change::Kept => say("ui.replaced.kept").to_owned(),
        Change::Restored => say("ui.restored").to_owned(),
        Change::Link(_) => say("ui.replaced.link").to_owned(),
        Change::Shared => say("ui.replaced.shared").to_owned(),
        Change::Undone => say("ui.undone").to_owned(),
        Change::Redone => say("ui.redone").to_owned(),
    }
}
