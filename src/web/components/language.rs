//! The language of the article, which the reader can correct.

use super::Shared;
use super::settings::{languages, value};
use crate::i18n::Language;
use crate::model::{Analysis, Notice};
use crate::web::languages::needs_pack;
use crate::web::state::{Action, State};
use crate::web::work::Turn;
use yew::prelude::*;

/// Returns the value of the `lang` attribute of the text, by which browsers hyphenate and pronounce it; empty if the
/// language is unknown.
pub fn tag(analysis: &Analysis) -> &'static str {
    let unknown = analysis.language == Language::English && analysis.notices.contains(&Notice::NotEnglish);
    if unknown { "" } else { analysis.language.code() }
}

/// Returns whether [`notice`] shows anything.
fn remarkable(state: &State) -> bool {
    let found = &state.analysis;
    let foreign = found.language != Language::English || found.notices.contains(&Notice::NotEnglish);
    !state.text.is_empty() && (foreign || state.origin.language.is_some())
}

/// Returns how well the article's language is read, with a list to correct the language. Empty for an English article
/// unless the reader chose its language.
pub fn notice(shared: &Shared) -> Html {
    let Shared { state, dispatch } = shared;
    let locale = state.locale;
    if !remarkable(state) {
        return Html::default();
    }
    let found = &state.analysis;
    let name = ["ui.in.", found.language.code()].concat();
    let lost = needs_pack(found);
    let key = match found.language {
        _ if lost => "ui.read-as.failed",
        _ if found.notices.contains(&Notice::Experimental) => "ui.read-as.new",
        _ if tag(found).is_empty() => "ui.not-english",
        _ => "ui.read-as",
    };
    let again = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Worked(Turn::Again)))
    };
    html! {
        <div id="read-as">
            <p class="calm" role="status">{ locale.fill(key, &[("language", locale.text(&name))]) }
                if lost {
                    { " " }<button type="button" class="small" onclick={again}>{ locale.text("ui.work.again") }</button>
                }</p>
            { list(shared) }
        </div>
    }
}

/// Returns the list of languages; empty if [`notice`] already contains it.
pub fn choice(shared: &Shared) -> Html {
    if remarkable(&shared.state) { Html::default() } else { list(shared) }
}

fn list(Shared { state, dispatch }: &Shared) -> Html {
    let onchange = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            let Some(code) = event.target().and_then(|target| value(&target)) else { return };
            dispatch.dispatch(Action::Read(Language::of_article(&code)));
        })
    };
    let keys = ["ui.read-as.choice", "ui.read-as.auto"];
    languages(state.locale, "article-language", keys, &Language::OF_ARTICLES, state.origin.language, onchange)
}
