//! One line of the marks' layer.

use yew::prelude::*;

use crate::text::furniture;
use crate::web::segments::{Item, Line, Part, Run};
use crate::web::words;

/// A line and which of its marks are brought out.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Words and marks.
    pub line: Line,
    /// The finding to bring out, where this line has it.
    pub bright: Option<Item>,
}

/// The words with their marks, as wide and high as in the editor.
#[component]
pub fn LineView(props: &Props) -> Html {
    let words = &props.line.text;
    let mut at = 0;
    let mut parts: Vec<Html> = Vec::new();
    for run in props.line.runs.iter() {
        parts.push(words[at..run.span.start].into());
        parts.push(mark(props, run));
        at = run.span.end;
    }
    parts.push(words[at..].into());
    let skipped = furniture::rule(words.trim());
    html! {
        <div class="line" data-skipped={skipped.map(|_| words::say("ui.skipped"))} title={skipped.map(crate::i18n::rule)}>{ for parts }if words.is_empty() { <br /> }</div>
    }
}

fn mark(props: &Props, run: &Run) -> Html {
    let Some((item, own)) = run.own() else { return Html::default() };
    let items: Vec<String> = run.parts.iter().map(|(item, _)| item.to_string()).collect();
    let status = words::status_of(&run.parts).map(words::status_name);
    let bright = props.bright.is_some_and(|bright| run.parts.iter().any(|&(item, _)| item == bright));
    let mut inner: Html = run.span.of(&props.line.text).into();
    // Lines under nested findings are drawn by nested elements, outermost outside.
    for &(_, part) in run.parts.iter().skip(1).rev() {
        inner = html! { <span class={look(part)}>{ inner }</span> };
    }
    let outer = run.parts.first().map(|&(_, part)| look(part));
    html! {
        <span class={classes!("mark", outer, bright.then_some("bright"))} data-kind={own.name()} data-status={status}
            data-item={item.to_string()} data-items={items.join(" ")} data-label={run.label.map(words::status)}
            data-stop={run.stop.map(|item| item.to_string())} tabindex={run.stop.map(|_| "0")}
            role={run.stop.map(|_| "button")} aria-label={run.name.clone().map(AttrValue::from)}>
            { inner }
        </span>
    }
}

fn look(part: Part) -> String {
    match part {
        Part::Claim(status) => format!("k-claim s-{}", words::status_name(status)),
        _ => format!("k-{}", part.name()),
    }
}
