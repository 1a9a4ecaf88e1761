//! What the reader should know: about the text, about a refused file, about a text that was replaced.

use yew::prelude::*;

use super::Shared;
use crate::model::Notice;
use crate::web::state::{Action, Change, LIMIT};
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
                if let Some(key) = state.trouble {
                    <p>{ say(key) }
                        <button type="button" onclick={send(Action::Trouble(None))}>{ say("ui.ok") }</button></p>
                }
                if let Some((file, why)) = &state.refused {
                    <p>{ fill(why.key(), &[("file", file)]) }
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
                if let Some((_, change)) = &state.saved {
                    <p>{ told(change) }
                        <button type="button" onclick={send(Action::Undo)}>{ say("ui.undo") }</button>
                        <button type="button" class="round" aria-label={say("ui.close")}
                            onclick={send(Action::Keep)}>{ "×" }</button></p>
                }
            </div>
        </div>
    }
}

fn told(change: &Change) -> String {
    match change {
        Change::Cleared => say("ui.cleared").to_owned(),
        Change::Example => say("ui.replaced.example").to_owned(),
        Change::File(name) => fill("ui.replaced.file", &[("file", name)]),
        Change::PutBack => say("ui.put-back.done").to_owned(),
        Change::Assumed(name, encoding) => fill("ui.replaced.assumed", &[("file", name), ("encoding", encoding)]),
        Change::Kept => say("ui.replaced.kept").to_owned(),
        Change::Link => say("ui.replaced.link").to_owned(),
        Change::Shared => say("ui.replaced.shared").to_owned(),
        Change::Undone => say("ui.undone").to_owned(),
    }
}
