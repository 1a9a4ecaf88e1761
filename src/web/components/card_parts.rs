//! The contents of the card for each kind of finding.

use super::icon::{avatar, icon};
use crate::i18n::Locale;
use crate::lexicon::verbs::{self, Tone};
use crate::model::{Attribution, CheckWorthiness, Claim, Mention, Reason, Status};
use crate::span::Span;
use crate::web::dom;
use crate::web::hooks::{Dispatch, go};
use crate::web::marks::Item;
use crate::web::messages::{self, quote};
use crate::web::notes::{self, Avatar};
use crate::web::state::State;
use std::rc::Rc;
use yew::prelude::*;

/// Returns the contents of an attribution's card: who says it and how, then the evidence.
pub fn attribution(state: &Rc<State>, a: &Attribution) -> Html {
    let locale = state.locale;
    let text = &state.analysed;
    let source = quote(text, &a.source);
    let antecedent = a.antecedent.map(|span| {
        let state = state.clone();
        let onclick = Callback::from(move |_: MouseEvent| dom::show_line(&state.text, span.start));
        let sentence = locale.fill("ui.antecedent", &[("source", &source), ("name", &a.speaker)]);
        html! {
            <p class="say">{ sentence }{ " " }
                <button type="button" class="small" {onclick}>{ locale.text("ui.antecedent.show") }</button></p>
        }
    });
    html! {
        <>
            <div class="head" data-part="who">
                { avatar(&Avatar::new(&a.speaker, a.source_type)) }
                <h2>{ messages::speaker(locale, &a.speaker) }
                    <small>{ messages::source_type(locale, a.source_type) }
                        if !source.is_empty() { { locale.fill("ui.as", &[("words", &source)]) } }</small></h2>
            </div>
            <p class="say" data-part="how">{ how(locale, text, a) }</p>
            { for antecedent }
            { why(locale, html! { <>
                { row(locale, "cue", "ui.cue", cue(locale, &quote(text, &a.cue))) }
                { row(locale, "why", "ui.why", reason(locale, text, &a.reason)) }
                { row(locale, "sure", "ui.sure", sure(locale, a.confidence)) }
            </> }) }
        </>
    }
}

/// Returns the contents of a claim's card: how the article presents the claim, both sides, and what would settle it.
pub fn claim(state: &Rc<State>, dispatch: &Dispatch, item: Item, c: &Claim) -> Html {
    let locale = state.locale;
    let text = &state.analysed;
    let (by, _) = notes::parties(locale, &state.analysis, c);
    let name = c.status.name();
    html! {
        <>
            <div class={classes!("head", ["n-", name].concat())} data-part="how">
                { icon(name) }<h2><b>{ messages::status(locale, c.status) }</b>{ " " }{ by }</h2>
            </div>
            <ul class="sides" data-part="who">{ sides(state, dispatch, item, c) }</ul>
            <p class="settle"><b>{ locale.text("ui.certain") }</b>{ " " }
                <span data-part="certain">{ messages::certain(locale, c.status) }</span></p>
            { why(locale, html! { <>
                { row(locale, "meaning", "ui.how", messages::status_meaning(locale, c.status).into()) }
                { row(locale, "cue", "ui.cue", cue(locale, &quote(text, &c.cues))) }
                { row(locale, "why", "ui.why", reason(locale, text, &c.reason)) }
                { row(locale, "sure", "ui.sure", sure(locale, c.confidence)) }
                { figures(state, c) }
                { state
                    .analysis
                    .check_worthiness_of(c)
                    .map(|check| row(locale, "worth", "ui.worth", worth(locale, check)))
                    .unwrap_or_default() }
            </> }) }
        </>
    }
}

/// Returns the contents of a mention's card: why the quoted words are not attributed to anyone.
pub fn mention(state: &Rc<State>, m: &Mention) -> Html {
    let locale = state.locale;
    html! {
        <>
            <div class="head" data-part="who"><h2>{ locale.text("ui.kind.mention") }</h2></div>
            <p class="say">{ locale.text("ui.mention.who") }</p>
            { why(locale, row(locale, "why", "ui.why", reason(locale, &state.analysed, &m.reason))) }
        </>
    }
}

/// Returns who makes the claim and who contradicts it, with their words. Pressing one jumps to the words.
fn sides(state: &Rc<State>, dispatch: &Dispatch, item: Item, c: &Claim) -> Html {
    let locale = state.locale;
    let text = &state.analysed;
    let to = |item: Item| {
        let (state, dispatch) = (state.clone(), dispatch.clone());
        Callback::from(move |_: MouseEvent| go(&state, &dispatch, item))
    };
    let at = |span: Option<&Span>| {
        let (state, start) = (state.clone(), span.map_or(0, |span| span.start));
        Callback::from(move |_: MouseEvent| dom::show_line(&state.text, start))
    };
    let side = |name: &str, what: String, words: String, onclick: Callback<MouseEvent>| {
        html! {
            <li><button type="button" class="side" {onclick}>
                { avatar(&Avatar::of_party(&state.analysis, name)) }
                <span><b>{ messages::speaker(locale, name) }</b>{ " " }{ what }
                    if !words.is_empty() { <q>{ words }</q> }</span>{ icon("jump") }
            </button></li>
        }
    };
    let mut all: Vec<Html> = Vec::new();
    if !c.claimant.is_empty() || !c.versus.is_empty() {
        all.push(side(
            &c.claimant,
            locale.text("ui.party.says").to_owned(),
            messages::snippet(text, &c.content),
            to(item),
        ));
    }
    let versions: Vec<&Claim> = c.versus.iter().filter_map(|&at| state.analysis.claims.get(at)).collect();
    for name in c.challengers.iter().filter(|name| versions.iter().all(|other| other.claimant != **name)) {
        let (what, said) = reply(state, c, name);
        all.push(side(name, what.to_owned(), said, at(c.cues.last())));
    }
    for (at, other) in c.versus.iter().filter_map(|&at| Some((at, state.analysis.claims.get(at)?))) {
        let words = messages::snippet(text, &other.content);
        all.push(side(&other.claimant, locale.text("ui.party.otherwise").to_owned(), words, to(Item::Claim(at))));
    }
    if all.is_empty() {
        all.push(html! { <li class="calm">{ locale.text("ui.nobody.claim") }</li> });
    }
    if !c.target.is_empty() && !c.challengers.contains(&c.target) {
        all.push(html! { <li class="calm">{ locale.fill("ui.target", &[("name", &c.target)]) }</li> });
    }
    all.into_iter().collect()
}

/// Returns how the party `name` contradicts `claim` ("denies it"), and in which words; without words if there is only
/// one.
fn reply(state: &State, claim: &Claim, name: &str) -> (&'static str, String) {
    let locale = state.locale;
    let text = &state.analysed;
    let near = |a: &&Attribution| {
        let parts = a.cue.iter().chain(&a.content).chain(&a.source);
        a.speaker == *name
            && parts.clone().any(|own| claim.cues.iter().any(|cue| cue.start < own.end && own.start < cue.end))
    };
    let denies = locale.text(if claim.status == Status::Disputed { "ui.party.otherwise" } else { "ui.party.denies" });
    let said = match state.analysis.attributions.iter().find(near) {
        Some(a) if !a.content.iter().any(|own| claim.content.contains(own)) => messages::entry(locale, text, a),
        _ => quote(text, &claim.cues),
    };
    // A single word, such as "denies", adds nothing to the mark.
    (denies, if said.contains(' ') { said } else { String::new() })
}

fn why(locale: Locale, rows: Html) -> Html {
    html! { <details class="why"><summary>{ locale.text("ui.why.title") }</summary><dl>{ rows }</dl></details> }
}

/// Formats a confidence as a percentage.
fn sure(locale: Locale, confidence: f32) -> Html {
    // As an integer: code that prints floats adds 5 KB to the program.
    let share = ((confidence * 100.0).round() as u32).to_string();
    locale.fill("ui.sure.value", &[("n", &share)]).into()
}

/// Returns the figures of a claim and of the competing versions; empty if there are none.
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
    let quoted = sides.into_iter().map(|side| html! { <q class="figure">{ side }</q> });
    row(state.locale, "figures", "ui.figures", quoted.collect())
}

/// Returns how much there is to check in the claim's sentence, and why.
fn worth(locale: Locale, check: &CheckWorthiness) -> Html {
    let step = locale.label("ui.worth", check.level().name());
    let why = check.reasons.iter().take(3).map(|reason| locale.rule(reason.rule)).collect::<Vec<_>>().join(" ");
    html! { <>{ step }<span class="trigger">{ why }</span></> }
}

/// Describes what the source does, unless that is a plain statement, how much is quoted, and whether the cue keeps a
/// distance.
fn how(locale: Locale, text: &str, a: &Attribution) -> String {
    let quoted = locale.label("ui.say", a.kind.name());
    let distant = verbs::tone(&quote(text, &a.cue)) == Some(Tone::Distancing);
    let act = messages::act_meaning(locale, a.act);
    let tone = distant.then(|| locale.text("ui.tone.distancing"));
    [act, Some(quoted).filter(|_| a.act.speaks()), tone].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn row(locale: Locale, part: &'static str, key: &'static str, value: Html) -> Html {
    html! { <div><dt>{ locale.text(key) }</dt><dd data-part={part}>{ value }</dd></div> }
}

fn cue(locale: Locale, words: &str) -> Html {
    if words.is_empty() {
        locale.text("ui.cue.none").into()
    } else {
        html! { <q>{ words.to_owned() }</q> }
    }
}

fn reason(locale: Locale, text: &str, reason: &Reason) -> Html {
    let words = quote(text, &reason.words);
    let sentence = match locale.rule(reason.rule) {
        "" => locale.text("ui.why.none"),
        sentence => sentence,
    };
    html! { <>{ sentence }if !words.is_empty() { <q class="trigger">{ words }</q> }</> }
}
