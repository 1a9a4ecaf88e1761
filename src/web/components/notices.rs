//! What the reader should know: about the text, about a refused file, about a text that was replaced.

use std::rc::Rc;

use yew::prelude::*;

use super::Shared;
use crate::export::harmless;
use crate::model::Notice;
use crate::web::hooks::{Dispatch, restore};
use crate::web::shelf::{Shelved, title};
use crate::web::state::{Action, Change, LIMIT, Shelving};
use crate::web::words::{fill, number, say};
use crate::web::work::{Step, Turn};

/// Notes that come and go at the foot of the page.
pub fn notices(Shared { state, dispatch }: &Shared) -> Html {
    let send = |action: Action| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(action.clone()))
    };
    let long = (state.text.len() > LIMIT && state.readable().len() < state.text.len()).then(|| {
        let whole = number(state.text.chars().count());
        fill("ui.long", &[("read", &number(state.readable().chars().count())), ("all", &whole)])
    });
    let foreign = state.analysis.notices.contains(&Notice::NotEnglish) && !state.text.is_empty();
    html! {
        <div class="toasts">
            if let Step::Running(part) = state.work.step {
                <p id="work"><label for="progress">{ say("ui.work") }</label>
                    <progress id="progress" max="100" value={part.to_string()} />
                    <button type="button" id="cancel" onclick={send(Action::Worked(Turn::Cancel))}>{ say("ui.work.cancel") }</button></p>
            }
            <div id="notices" role="status">
                if foreign { <p>{ say("ui.not-english") }</p> }
                if state.work.alone && !state.work.known {
                    <p>{ say("ui.work.alone") }
                        <button type="button" onclick={send(Action::Worked(Turn::Known))}>{ say("ui.ok") }</button></p>
                }
                if state.work.step == Step::Cancelled {
                    <p>{ say("ui.work.cancelled") }
                        <button type="button" id="again" onclick={send(Action::Worked(Turn::Again))}>{ say("ui.work.again") }</button></p>
                }
                { for long.map(|long| html! { <p>{ long }</p> }) }
                if state.guest && !state.hushed && state.settings.articles && !state.text.is_empty() {
                    <p id="guest">{ say("ui.guest") }
                        <button type="button" onclick={send(Action::Adopted)}>{ say("ui.guest.keep") }</button>
                        <button type="button" class="round" aria-label={say("ui.close")}
                            onclick={send(Action::GuestSeen)}>{ "×" }</button></p>
                }
                if !state.keeping.failed.is_empty() {
                    <p id="unkept">{ fill("ui.shelf.failed", &[("titles", &quoted(&state.keeping.failed))]) }</p>
                }
                if let Some((rich, _)) = &state.waiting {
                    <p id="waiting">{ fill("ui.waiting", &[("title", title(&rich.meta, &rich.text))]) }
                        <button type="button" onclick={send(Action::Answered(true))}>{ say("ui.waiting.show") }</button>
                        <button type="button" onclick={send(Action::Answered(false))}>{ say("ui.waiting.keep") }</button></p>
                }
                if let Some(key) = state.trouble {
                    <p>{ say(key) }
                        <button type="button" onclick={send(Action::Trouble(None))}>{ say("ui.ok") }</button></p>
                }
                if let Some((file, why)) = &state.refused {
                    <p>{ fill(why.key(), &[("file", &harmless(file))]) }
                        <button type="button" onclick={send(Action::RefusalSeen)}>{ say("ui.ok") }</button></p>
                }
            </div>
            <div id="undo" role="status">
                if state.regret {
                    <p>{ say("ui.dismissed") }
                        <button type="button" id="readmit" onclick={send(Action::Readmitted(false))}>{ say("ui.undo") }</button>
                        <button type="button" class="round" aria-label={say("ui.close")}
                            onclick={send(Action::RegretSeen)}>{ "×" }</button></p>
                }
                if let Some((name, article)) = state.keeping.evicted.last() {
                    <p id="evicted">{ fill("ui.shelf.evicted", &[("title", article.title())]) }
                        <button type="button" onclick={bring_back(name, article, dispatch)}>{ say("ui.undo") }</button>
                        <button type="button" class="round" aria-label={say("ui.close")}
                            onclick={send(Action::Keeping(Shelving::EvictedSeen))}>{ "×" }</button></p>
                }
                if let Some(change) = &state.told {
                    <p id="replaced">{ told(change) }
                        if state.history.can_undo() {
                            <button type="button" name="undo" onclick={send(Action::Undo)}>{ say("ui.undo") }</button>
                        }
                        if state.history.can_redo() {
                            <button type="button" name="redo" onclick={send(Action::Redo)}>{ say("ui.redo") }</button>
                        }
                        <button type="button" class="round" aria-label={say("ui.close")}
                            onclick={send(Action::Keep)}>{ "×" }</button></p>
                }
            </div>
        </div>
    }
}

/// Keeps the article that made room last again.
fn bring_back(name: &str, article: &Rc<Shelved>, dispatch: &Dispatch) -> Callback<MouseEvent> {
    let (name, article, dispatch) = (name.to_owned(), article.clone(), dispatch.clone());
    Callback::from(move |_| {
        dispatch.dispatch(match restore(&name, &article) {
            true => Action::Keeping(Shelving::Restored),
            false => Action::Trouble(Some("ui.shelf.no-room")),
        });
    })
}

fn quoted(titles: &[String]) -> String {
    let titles: Vec<String> = titles.iter().map(|title| fill("ui.shelf.title", &[("title", title)])).collect();
    titles.join(", ")
}

fn told(change: &Change) -> String {
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
        Change::Link => say("ui.replaced.link").to_owned(),
        Change::Shared => say("ui.replaced.shared").to_owned(),
        Change::Undone => say("ui.undone").to_owned(),
        Change::Redone => say("ui.redone").to_owned(),
    }
}
