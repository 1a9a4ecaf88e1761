//! Shows which articles share wording: the articles are on a circle, and a line connects two that share wording; its
//! width shows how much.

use std::f64::consts::TAU;

use yew::prelude::*;

use super::{badge, letter, part};
use crate::compare::Shared;
use crate::web::compare::ComparisonResult;
use crate::web::compare::state::ComparisonState;

/// The size of the picture, in SVG units.
const SIZE: f64 = 240.0;
const RADIUS: f64 = 95.0;
/// The width of the strongest line, in SVG units.
const STRONG: usize = 14;

/// Returns the picture, and a list with the same information in words.
pub fn origins(state: &ComparisonState, found: &ComparisonResult) -> Html {
    let locale = state.locale;
    let content = if found.shared.is_empty() {
        html! { <p class="calm">{ locale.text("ui.compare.origins.none") }</p> }
    } else {
        let all = state.articles.len();
        html! {
            <div class="origins">
                <svg viewBox="0 0 240 240" aria-hidden="true">
                    { for found.shared.iter().map(|pair| line(pair, all)) }
                    { for (0..all).map(|at| node(at, all)) }
                </svg>
                <ul>{ for found.shared.iter().map(|pair| in_words(state, pair)) }</ul>
            </div>
        }
    };
    part(locale, "compare-origins", "ui.compare.origins", content)
}

/// Returns the position of an article on the circle, rounded to whole units.
fn place(at: usize, all: usize) -> (i32, i32) {
    let turn = TAU * at as f64 / all.max(1) as f64 - TAU / 4.0;
    let (x, y) = (SIZE / 2.0 + RADIUS * turn.cos(), SIZE / 2.0 + RADIUS * turn.sin());
    (x.round() as i32, y.round() as i32)
}

fn line(pair: &Shared, all: usize) -> Html {
    let ((x1, y1), (x2, y2)) = (place(pair.articles.0, all), place(pair.articles.1, all));
    let width = 1 + pair.shares.0.max(pair.shares.1) * STRONG / 100;
    let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(|at| at.to_string());
    html! { <line {x1} {y1} {x2} {y2} stroke-width={width.to_string()} /> }
}

fn node(at: usize, all: usize) -> Html {
    let (x, y) = place(at, all);
    html! {
        <g><circle cx={x.to_string()} cy={y.to_string()} r="15" />
            <text x={x.to_string()} y={(y + 5).to_string()} text-anchor="middle">{ letter(at) }</text></g>
    }
}

/// Describes one pair in words. Says which article is earlier if both have a date and the dates differ.
fn in_words(state: &ComparisonState, pair: &Shared) -> Html {
    let locale = state.locale;
    let (a, b) = pair.articles;
    let date = |at: usize| state.articles.get(at).map_or("", |entry| entry.kept.meta.date.as_str());
    let first = match (date(a), date(b)) {
        ("", _) | (_, "") => None,
        (one, other) if one < other => Some(a),
        (one, other) if one > other => Some(b),
        _ => None,
    };
    let [words, of_a, of_b] = [pair.words, pair.shares.0, pair.shares.1].map(|n| locale.number(n));
    let letters = [letter(a), letter(b)];
    let values = [("n", &*words), ("a", &letters[0]), ("b", &letters[1]), ("of_a", &of_a), ("of_b", &of_b)];
    html! {
        <li>{ badge(state, a) }{ badge(state, b) }<span>{ locale.fill("ui.compare.shared", &values) }
            if let Some(first) = first {
                { " " }{ locale.fill("ui.compare.earlier", &[("n", &letter(first))]) }
            }</span></li>
    }
}
