//! Runs the analysis when the text has changed, and tells the document when its marks are shown.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::Dispatch;
use crate::web::dom;
use crate::web::state::{Action, State};

/// A text shorter than this is analysed between two keys. Bytes.
const SHORT: usize = 20_000;
/// How long the keys rest before a longer text is analysed. Milliseconds.
const REST: u32 = 150;

/// Keeps the analysis up with the text.
#[hook]
pub fn use_analysis(state: &Rc<State>, dispatch: &Dispatch) {
    use_effect_with(state.text.clone(), {
        let (state, dispatch) = (state.clone(), dispatch.clone());
        move |_| {
            let timer = (!state.current() || state.rounds == 0).then(|| later(state, dispatch)).flatten();
            move || drop(timer)
        }
    });
    use_effect_with((state.rounds, !state.analysis.attributions.is_empty()), |&(rounds, marked)| {
        if rounds > 0 {
            dom::set_root("analysis", &rounds.to_string());
        }
        if marked && !dom::has_root("first-mark-ms") {
            let now = gloo::utils::window().performance().map_or(0.0, |clock| clock.now());
            dom::set_root("first-mark-ms", &(now.round() as u32).to_string());
        }
    });
}

/// Analyses at once, or gives the timer that will.
fn later(state: Rc<State>, dispatch: Dispatch) -> Option<Timeout> {
    let short = state.text.len() < SHORT;
    let analyse = move || {
        let text: Rc<str> = state.readable().into();
        let clock = || gloo::utils::window().performance().map_or(0.0, |clock| clock.now());
        let begun = clock();
        let analysis = Rc::new(crate::analyze(&text));
        // Whole numbers: printing floats is 5 KB of the page.
        let tenths = ((clock() - begun) * 10.0).round() as u32;
        dom::set_root("analysis-ms", &format!("{}.{}", tenths / 10, tenths % 10));
        dom::set_root("wasm-bytes", &dom::memory().to_string());
        dispatch.dispatch(Action::Analysed(text, analysis));
    };
    if short {
        analyse();
        return None;
    }
    Some(Timeout::new(REST, analyse))
}
