//! The result of the comparison in a few numbers.

use yew::prelude::*;

use crate::web::compare::ComparisonResult;
use crate::web::compare::state::ComparisonState;

/// Returns the numbers of claims, contradictions and pairs of articles that share wording, or a sentence that says
/// that nothing was found.
pub fn summary(state: &ComparisonState, found: &ComparisonResult) -> Html {
    let locale = state.locale;
    let links = state.links();
    let rows = found.comparison.rows.len();
    if links.is_empty() && rows == 0 {
        return html! { <p id="compare-summary">{ locale.text("compare.none") }</p> };
    }
    let parts = [
        locale.count("ui.compare.rows", rows),
        locale.count("ui.compare.conflicts", state.contradictions().len()),
        locale.count("ui.compare.sharing", found.shared.len()),
    ];
    html! { <p id="compare-summary">{ parts.join(" · ") }</p> }
}
