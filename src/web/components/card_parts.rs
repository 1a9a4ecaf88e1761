//! What stands in the card, by sort of finding.

use std::rc::Rc;

use yew::prelude::*;

use crate::i18n;
use crate::lexicon::verbs::{self, Tone};
use crate::model::{Attribution, Check, Claim, Mention, Reason, Worth};
use crate::web::dom;
use crate::web::hooks::Dispatch;
use crate::web::segments::Item;
use crate::web::state::{Action, State};
use crate::web::words::{self, fill, quote, say};

/// Who says it, how, by which words, and why it is marked.
pub fn attribution(state: &Rc<State>, a: &Attribution) -> Html {
    let text = &state.analysed;
    let source = quote(text, &a.source);
    let antecedent = a.antecedent.map(|span| {
        let state = state.clone();
        let onclick = Callback::from(move |_: MouseEvent| dom::select(&state.analysed, span));
        let sentence = fill("ui.antecedent", &[("source", &source), ("name", &a.speaker)]);
        html! { <p>{ sentence }{ " " }<button type="button" {onclick}>{ say("ui.antecedent.show") }</button></p> }
    });
    html! {
        <>
            <div data-part="who">
                <h2>{ words::speaker(&a.speaker) }</h2>
                <p>{ words::source_type(a.source_type) }if !source.is_empty() { { fill("ui.as", &[("words", &source)]) } }</p>
                { antecedent }
            </div>
            <dl>
                { row("how", "ui.how", how(text, a).into()) }
                { row("cue", "ui.cue", cue(&quote(text, &a.cue))) }
                { row("why", "ui.why", reason(text, &a.reason)) }
                { row("sure", "ui.sure", sure(a.confidence)) }
            </dl>
        </>
    }
}

/// How the article presents a claim, whose it is, and the other side.
pub fn claim(state: &Rc<State>, dispatch: &Dispatch, c: &Claim) -> Html {
    let text = &state.analysed;
    let party =
        |key: &'static str, name: &str| (!name.is_empty()).then(|| html! { <p>{ fill(key, &[("name", name)]) }</p> });
    let sides = c.versus.iter().filter_map(|&at| Some((at, state.analysis.claims.get(at)?))).map(|(at, other)| {
        let dispatch = dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            dom::mark(Item::Claim(at)).inspect(|mark| dom::show(mark));
            dispatch.dispatch(Action::Pin(Item::Claim(at)));
        });
        html! { <button type="button" {onclick}>{ words::snippet(text, &other.content) }</button> }
    });
    let nobody = c.claimant.is_empty() && c.challengers.is_empty() && c.target.is_empty();
    html! {
        <>
            <div data-part="how">
                <h2>{ words::status(c.status) }</h2>
                <p>{ words::status_meaning(c.status) }</p>
            </div>
            <div data-part="who">
                { party("ui.claimant", &c.claimant) }
                { party("ui.challengers", &c.challengers.join(", ")) }
                { party("ui.target", &c.target) }
                if nobody { <p>{ say("ui.nobody.claim") }</p> }
            </div>
            <dl>
                { row("cue", "ui.cue", cue(&quote(text, &c.cues))) }
                { row("why", "ui.why", reason(text, &c.reason)) }
                { row("certain", "ui.certain", words::certain(c.status).into()) }
                { row("sure", "ui.sure", sure(c.confidence)) }
                { figures(state, c) }
                { state.analysis.worth_of(c).map(|check| row("worth", "ui.worth", worth(check))).unwrap_or_default() }
            </dl>
            if !c.versus.is_empty() {
                <div class="also"><h3>{ say("ui.versus") }</h3>{ for sides }</div>
            }
        </>
    }
}

/// How sure a mark is, in per cent.
fn sure(confidence: f32) -> Html {
    // As a whole number: printing floats is 5 KB of the page.
    let share = ((confidence * 100.0).round() as u32).to_string();
    fill("ui.sure.value", &[("n", &share)]).into()
}

/// The figures of a claim and those of the other side.
fn figures(state: &State, c: &Claim) -> Html {
    let others = c.versus.iter().filter_map(|&at| state.analysis.claims.get(at));
    let sides: Vec<String> = std::iter::once(c)
        .chain(others)
        .filter(|side| !side.figures.is_empty())
        .map(|side| quote(&state.analysed, &side.figures))
        .collect();
    if sides.is_empty() {
        return Html::default();
    }
    let quoted = sides.into_iter().map(|side| html! { <q class="side">{ side }</q> });
    row("figures", "ui.figures", quoted.collect())
}

/// How much there is to check in the claim's sentence, and why.
fn worth(check: &Check) -> Html {
    let step = match check.worth() {
        Worth::High => say("ui.worth.high"),
        Worth::Middle => say("ui.worth.middle"),
        Worth::Low => say("ui.worth.low"),
    };
    let why = check.reasons.iter().take(3).map(|reason| i18n::rule(&reason.rule)).collect::<Vec<_>>().join(" ");
    html! { <>{ step }<span class="trigger">{ why }</span></> }
}

/// Why quoted words are nobody's statement.
pub fn mention(state: &Rc<State>, m: &Mention) -> Html {
    html! {
        <>
            <div data-part="who"><h2>{ say("ui.kind.mention") }</h2><p>{ say("ui.mention.who") }</p></div>
            <dl>{ row("why", "ui.why", reason(&state.analysed, &m.reason)) }</dl>
        </>
    }
}

fn how(text: &str, a: &Attribution) -> String {
    let tone = verbs::tone(&quote(text, &a.cue)).map(|tone| match tone {
        Tone::Neutral => say("ui.tone.neutral"),
        Tone::Distancing => say("ui.tone.distancing"),
    });
    let manner = words::manner(a);
    match tone {
        Some(tone) => [&*manner, tone].join(" · "),
        None => manner,
    }
}

fn row(part: &'static str, key: &'static str, value: Html) -> Html {
    html! { <div><dt>{ say(key) }</dt><dd data-part={part}>{ value }</dd></div> }
}

fn cue(words: &str) -> Html {
    if words.is_empty() {
        say("ui.cue.none").into()
    } else {
        html! { <q>{ words.to_owned() }</q> }
    }
}

fn reason(text: &str, reason: &Reason) -> Html {
    let words = quote(text, &reason.words);
    let sentence = match i18n::rule(&reason.rule) {
        "" => say("ui.why.none"),
        sentence => sentence,
    };
    html! { <>{ sentence }if !words.is_empty() { <q class="trigger">{ words }</q> }</> }
}
