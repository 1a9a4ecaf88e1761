//! The article at a glance, in pictures and in numbers: which sources it relies on, how much, and where.

use yew::prelude::*;

use super::Listed;
use crate::digest::{Digest, Speaker, percent};
use crate::i18n::Locale;
use crate::web::messages;
use crate::web::state::State;

/// The maximum number of speakers that have their own lane in the picture of who speaks where.
const LANES: usize = 10;
/// The width of a picture, in SVG units.
const WIDE: usize = 1000;

/// Shows pictures or, if the reader prefers, tables with the same content.
#[component]
pub fn Overview(Listed { state, digest, open, .. }: &Listed) -> Html {
    let locale = state.locale;
    let tables = use_state(|| false);
    if !open {
        return Html::default();
    }
    if digest.said() == 0 {
        let key = if state.text.is_empty() { "ui.welcome" } else { "ui.speakers.none" };
        return html! { <p class="calm">{ locale.text(key) }</p> };
    }
    let onchange = {
        let tables = tables.clone();
        Callback::from(move |_: Event| tables.set(!*tables))
    };
    let (said, all) = (digest.said(), digest.words);
    let (share, all, said) = (percent(said, all).to_string(), locale.number(all), locale.number(said));
    html! {
        <>
            <p>{ locale.fill("ui.overview.said", &[("n", &share), ("said", &said), ("all", &all)]) }</p>
            <label><input type="checkbox" name="tables" checked={*tables}
                {onchange} />{ locale.text("ui.overview.tables") }</label>
            { shares(locale, "ui.overview.sorts", &sorts(locale, digest), *tables) }
            { shares(locale, "ui.overview.named", &names(locale, digest), *tables) }
            { if *tables { first(locale, digest) } else { lanes(state, digest) } }
        </>
    }
}

fn sorts(locale: Locale, digest: &Digest) -> Vec<(&'static str, usize)> {
    digest.by_type().into_iter().map(|(sort, words)| (messages::source_type(locale, sort), words)).collect()
}

fn names(locale: Locale, digest: &Digest) -> Vec<(&'static str, usize)> {
    let (named, unnamed) = digest.by_name();
    vec![(locale.text("ui.overview.sources.named"), named), (locale.text("ui.overview.sources.unnamed"), unnamed)]
}

/// Returns each row's share of all that is said, as bars or as a table.
fn shares(locale: Locale, key: &'static str, rows: &[(&'static str, usize)], table: bool) -> Html {
    let all = rows.iter().map(|(_, words)| words).sum();
    let share = |words: usize| locale.fill("ui.sure.value", &[("n", &percent(words, all).to_string())]);
    if table {
        let body = rows.iter().map(|&(name, words)| vec![name.to_owned(), locale.number(words), share(words)]);
        return as_table(locale, key, &["ui.overview.who", "ui.overview.words", "ui.overview.share"], body.collect());
    }
    let bars = rows.iter().map(|&(name, words)| {
        html! { <li><span>{ name }</span><small>{ share(words) }</small>{ bar(&[("quoted", words)], all) }</li> }
    });
    html! { <section><h3>{ locale.text(key) }</h3><ul class="bars">{ for bars }</ul></section> }
}

/// Returns a bar with a segment for each of `parts`, given as its class and its size in units of `whole`. Screen
/// readers skip the bar, because the text next to it says the same.
pub fn bar(parts: &[(&'static str, usize)], whole: usize) -> Html {
    let mut x = 0;
    let parts = parts.iter().filter(|(_, part)| *part > 0).map(|&(class, part)| {
        let width = (part * WIDE).checked_div(whole).unwrap_or(0).max(4);
        x += width;
        stretch(class, x - width, width)
    });
    picture("0 0 1000 10", parts.collect())
}

fn picture(view: &'static str, parts: Html) -> Html {
    html! { <svg viewBox={view} preserveAspectRatio="none" aria-hidden="true">{ parts }</svg> }
}

/// Returns a segment of a bar. Segments that are not quoted are half as high, so that they differ in more than colour.
fn stretch(class: &'static str, x: usize, width: usize) -> Html {
    let (y, height) = if class == "paraphrased" { ("5", "5") } else { ("0", "10") };
    html! { <rect {class} x={x.to_string()} {y} width={width.to_string()} {height} /> }
}

/// Returns the key to the colours of a picture.
fn key(locale: Locale) -> Html {
    let one = |class: &'static str, words: &'static str| {
        html! { <span>{ picture("0 0 10 10", stretch(class, 0, 10)) }{ words }</span> }
    };
    html! {
        <p class="key">
            { one("quoted", locale.text("ui.kind.direct")) }{ one("paraphrased", locale.text("ui.kind.indirect")) }
        </p>
    }
}

/// Returns a lane for each of the first [`LANES`] speakers, in order of first appearance. A lane spans the article
/// from the first word to the last. The last lane shows contested claims.
fn lanes(state: &State, digest: &Digest) -> Html {
    let locale = state.locale;
    let place = |first: usize, last: usize| {
        let x = (first * WIDE).checked_div(digest.words).unwrap_or(0);
        (x, ((last + 1 - first) * WIDE).checked_div(digest.words).unwrap_or(0).max(4))
    };
    let lane = |speaker: &Speaker| {
        let parts = speaker.places.iter().map(|own| {
            let (x, width) = place(own.first, own.last);
            stretch(if own.quoted { "quoted" } else { "paraphrased" }, x, width)
        });
        html! {
            <li><span>{ name(locale, speaker) }</span><small>{ begins(locale, speaker, digest) }</small>
                { picture("0 0 1000 10", parts.collect()) }</li>
        }
    };
    let claims = state.analysis.claims.iter().filter(|claim| claim.status.contested());
    let claims: Vec<Html> = claims
        .filter_map(|claim| {
            let start = claim.content.first()?.start;
            let at = state.analysed[..start].split_whitespace().count();
            Some(stretch("open", place(at, at).0, 6))
        })
        .collect();
    let rest = digest.speakers.len().saturating_sub(LANES);
    html! {
        <section>
            <h3>{ locale.text("ui.overview.along") }</h3>
            { key(locale) }
            <ul class="bars">
                { for digest.speakers.iter().take(LANES).map(lane) }
                if !claims.is_empty() {
                    <li><span>{ locale.text("ui.claims") }</span><small>{ claims.len() }</small>
                        { picture("0 0 1000 10", claims.into_iter().collect()) }</li>
                }
            </ul>
            if rest > 0 { <p class="calm">{ locale.count("ui.overview.more", rest) }</p> }
        </section>
    }
}

/// Returns the speaker's name, or the label of the type of source if there is no name.
fn name(locale: Locale, speaker: &Speaker) -> &str {
    if speaker.name.is_empty() { messages::source_type(locale, speaker.source_type) } else { &speaker.name }
}

/// Returns where in the article a speaker first speaks, as a percentage of its words.
fn begins(locale: Locale, speaker: &Speaker, digest: &Digest) -> String {
    let first = speaker.places.first().map_or(0, |place| place.first);
    locale.fill("ui.overview.from", &[("n", &percent(first, digest.words).to_string())])
}

/// Returns what the lanes show as a table, with all speakers.
fn first(locale: Locale, digest: &Digest) -> Html {
    let row = |speaker: &Speaker| {
        vec![
            name(locale, speaker).to_owned(),
            locale.number(speaker.statements),
            locale.number(speaker.said()),
            begins(locale, speaker, digest),
        ]
    };
    let heads = ["ui.overview.who", "ui.overview.statements", "ui.overview.words", "ui.overview.first"];
    as_table(locale, "ui.overview.along", &heads, digest.speakers.iter().map(row).collect())
}

fn as_table(locale: Locale, key: &'static str, heads: &[&'static str], rows: Vec<Vec<String>>) -> Html {
    let row = |cells: Vec<String>| html! { <tr>{ for cells.into_iter().map(|cell| html! { <td>{ cell }</td> }) }</tr> };
    html! {
        <table>
            <caption>{ locale.text(key) }</caption>
            <thead><tr>{ for heads.iter().map(|&key| html! { <th scope="col">{ locale.text(key) }</th> }) }</tr></thead>
            <tbody>{ for rows.into_iter().map(row) }</tbody>
        </table>
    }
}
