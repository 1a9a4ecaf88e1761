//! The links between articles, grouped by kind, with the words on both sides and the differences between them.

use yew::prelude::*;

use super::{ViewContext, ViewProps, badge, part};
use crate::compare::{Kind, Link, Side};
use crate::export::comparison::kind as kind_name;
use crate::span::Span;
use crate::web::compare::state::{Action, ComparisonState, Reading};
use crate::web::compare::stretches::stretches;

/// The number of links listed at first, and added with each press of the button.
const AT_ONCE: usize = 40;

/// The kinds in the order in which they are listed, the most important first.
const ORDER: [Kind; 7] = [
    Kind::Conflict,
    Kind::Update,
    Kind::StatusShift,
    Kind::AttributionDropped,
    Kind::QuoteAltered,
    Kind::SameClaim,
    Kind::Reuse,
];

/// An entry of the list: a link, or the links of one contradiction.
struct Entry<'a> {
    links: Vec<(usize, &'a Link)>,
}

/// Returns the entries, sorted by kind. All links of a contradiction form one entry.
fn entries<'a>(state: &'a ComparisonState, all: &[(usize, &'a Link)]) -> Vec<Entry<'a>> {
    let find = |at: &usize| all.iter().find(|(own, _)| own == at).copied();
    let contradictions = state.contradictions();
    let mut out: Vec<Entry<'a>> =
        contradictions.iter().map(|links| Entry { links: links.iter().filter_map(find).collect() }).collect();
    let others = all.iter().filter(|(_, link)| link.kind != Kind::Conflict);
    out.extend(others.map(|one| Entry { links: vec![*one] }));
    crate::sort::sort_by_key(&mut out, |entry| ORDER.iter().position(|kind| Some(*kind) == entry.kind()));
    out
}

impl Entry<'_> {
    fn kind(&self) -> Option<Kind> {
        self.links.first().map(|(_, link)| link.kind)
    }
}

/// Shows a toggle for each kind of link, and the links.
#[component]
pub fn Links(ViewProps { context }: &ViewProps) -> Html {
    let most = use_state_eq(|| AT_ONCE);
    let state = &context.state;
    let locale = state.locale;
    let all = state.links();
    if all.is_empty() {
        return Html::default();
    }
    let mut shown = entries(state, &all);
    let kinds = ORDER.map(|kind| (kind, shown.iter().filter(|entry| entry.kind() == Some(kind)).count()));
    let kinds = kinds.into_iter().filter_map(|(kind, number)| {
        let pressed = (!state.hidden.contains(&kind)).to_string();
        (number > 0).then(|| {
            html! {
                <button type="button" data-kind={kind.name()} aria-pressed={pressed}
                    onclick={context.press(Action::Toggled(kind))}>
                    { kind_name(locale, kind) }{ " " }<small>{ number }</small></button>
            }
        })
    });
    shown.retain(|entry| entry.kind().is_some_and(|kind| !state.hidden.contains(&kind)));
    let rest = shown.len().saturating_sub(*most);
    let more = {
        let most = most.clone();
        Callback::from(move |_: MouseEvent| most.set(*most + AT_ONCE))
    };
    let content = html! {
        <>
            <div class="presets kinds" role="group" aria-label={locale.text("ui.compare.kinds")}>{ for kinds }</div>
            <ul class="links">{ for shown.iter().take(*most).map(|entry| one(context, entry)) }</ul>
            if rest > 0 {
                <button type="button" id="compare-more"
                    onclick={more}>{ locale.count("ui.compare.more", rest) }</button>
            }
            if !state.dismissed.is_empty() {
                <p class="calm">{ locale.count("ui.compare.gone", state.dismissed.len()) }
                    <button type="button" id="compare-undismiss" onclick={context.press(Action::Undismissed)}>
                        { locale.text("ui.compare.undismiss") }</button></p>
            }
        </>
    };
    part(locale, "compare-links", "compare.links", content)
}

fn one(context: &ViewContext, entry: &Entry<'_>) -> Html {
    let state = &context.state;
    let locale = state.locale;
    let Some(&(at, link)) = entry.links.first() else { return Html::default() };
    let reading = Reading { a: link.a.clone(), b: link.b.clone(), link: Some(at) };
    let mut seen: Vec<usize> = Vec::new();
    let mut sides = Vec::new();
    for (_, link) in &entry.links {
        for second in [false, true] {
            let article = if second { link.b.article } else { link.a.article };
            if !seen.contains(&article) {
                seen.push(article);
                sides.push((article, side(state, link, second)));
            }
        }
    }
    crate::sort::sort_by_key(&mut sides, |(article, _)| *article);
    let all = entry.links.iter().map(|(at, _)| *at).collect();
    html! {
        <li data-kind={link.kind.name()}>
            <h4>{ kind_name(locale, link.kind) }</h4>
            <div class="sides">{ for sides.into_iter().map(|(_, side)| side) }</div>
            <p class="why">{ locale.rule(link.reason.rule) }</p>
            <p class="doing">
                <button type="button" name="read"
                    onclick={context.press(Action::Read(Some(reading)))}>{ locale.text("ui.compare.read") }</button>
                <button type="button" name="wrong"
                    onclick={context.press(Action::Dismissed(all))}>{ locale.text("ui.compare.wrong") }</button>
            </p>
        </li>
    }
}

fn side(state: &ComparisonState, link: &Link, second: bool) -> Html {
    let own = if second { &link.b } else { &link.a };
    html! {
        <div>
            { badge(state, own.article) }
            <blockquote dir="auto">{ worded(state.text(own.article), own, link, second) }</blockquote>
        </div>
    }
}

/// How words in a quotation are marked.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    /// They belong to the link.
    Own,
    /// They differ from the other side.
    Changed,
    /// They triggered the rule.
    Because,
}

/// Returns the words of one side of a link. Words that the other side lacks or changes are marked. If there are none,
/// the words that triggered the rule are marked, except in a link of kind [`Kind::Reuse`].
fn worded(text: &str, own: &Side, link: &Link, second: bool) -> Html {
    let changes = link.changes.iter().map(|change| if second { change.b } else { change.a });
    let because = if second { &link.reason.b } else { &link.reason.a };
    let mut spans: Vec<(Span, Mark)> = own.spans.iter().map(|span| (*span, Mark::Own)).collect();
    spans.extend(changes.map(|span| (span, Mark::Changed)));
    // If wording is shared word for word, everything would be marked.
    if link.kind != Kind::Reuse && link.changes.is_empty() {
        spans.extend(because.iter().map(|span| (*span, Mark::Because)));
    }
    let mut last = None;
    let mut out = Vec::new();
    for (span, marks) in stretches(text, &spans).into_iter().filter(|(_, marks)| marks.contains(&Mark::Own)) {
        if last.is_some_and(|end| end != span.start) {
            out.push(html! { { " … " } });
        }
        last = Some(span.end);
        let words = span.of(text);
        out.push(match marks.iter().find(|mark| **mark != Mark::Own) {
            Some(Mark::Changed) if second => html! { <ins>{ words }</ins> },
            Some(Mark::Changed) => html! { <del>{ words }</del> },
            Some(_) => html! { <mark>{ words }</mark> },
            None => html! { { words } },
        });
    }
    out.into_iter().collect()
}
