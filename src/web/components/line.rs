//! A line of the text with its marks, followed by its notes.

use yew::prelude::*;

use super::icon::picture;
use crate::i18n::Locale;
use crate::model::{Kind, Status};
use crate::text::boilerplate;
use crate::web::marks::{Item, MarkRole};
use crate::web::notes::{Icon, Note};
use crate::web::segments::{Line, Run};

/// The properties of [`LineView`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The line, with its words and marks.
    pub line: Line,
    /// The highlighted finding, if it is in this line.
    pub highlighted: Option<Item>,
    /// The finding whose card is open, if it is in this line.
    pub open: Option<Item>,
    /// Whether it is the headline.
    pub headline: bool,
    /// The language of the labels.
    pub locale: Locale,
}

/// Shows the words with their marks, with the same dimensions as in the editor, and the notes. The styles place the
/// notes in the margin or, if there is none, below the paragraph.
#[component]
pub fn LineView(props: &Props) -> Html {
    let (words, locale) = (&props.line.text, props.locale);
    let mut at = 0;
    let mut parts: Vec<Html> = Vec::new();
    for run in props.line.runs.iter() {
        parts.push(words[at..run.span.start].into());
        parts.push(mark(props, run));
        at = run.span.end;
    }
    parts.push(words[at..].into());
    let skipped = boilerplate::rule(words.trim());
    let mut notes: Vec<Html> = Vec::new();
    let mut before: Option<&Note> = None;
    for note in props.line.runs.iter().flat_map(|run| run.notes.iter()) {
        let statement = !matches!(note.icon, Icon::Status(_));
        let again = statement && before.is_some_and(|other| other.icon == note.icon && other.text == note.text);
        notes.push(note_view(props, note, note.repeats || again));
        if statement {
            before = Some(note);
        }
    }
    let notes = (!notes.is_empty()).then(|| html! { <ul class="notes">{ for notes }</ul> });
    html! {
        <>
            <div
                class={classes!(
                    "line",
                    props.headline.then_some("headline"),
                    words.trim().is_empty().then_some("blank"),
                )}
                data-skipped={skipped.map(|_| locale.text("ui.skipped"))}
                title={skipped.map(|rule| locale.rule(rule))}>{ for parts }if words.is_empty() { <br /> }</div>
            { for notes }
        </>
    }
}

fn mark(props: &Props, run: &Run) -> Html {
    let Some((item, own)) = run.own() else { return Html::default() };
    let items: Vec<String> = run.roles.iter().map(|(item, _)| item.to_string()).collect();
    let status = run.status();
    let highlighted = run.roles.iter().find(|&&(item, _)| props.highlighted == Some(item));
    let has = |kind| run.roles.iter().any(|&(_, role)| role == MarkRole::Content(kind));
    // A claim's underline replaces that of an indirect statement that contains it.
    let said = match (status, has(Kind::Direct), has(Kind::Indirect)) {
        (_, true, _) => Some("q"),
        (None, _, true) => Some("p"),
        _ => None,
    };
    let highlight = highlighted.map(|&(_, role)| match role {
        MarkRole::Source => "on src",
        MarkRole::Cue | MarkRole::ClaimCue => "on cue",
        _ => "on",
    });
    let checked = run.roles.iter().any(|&(_, role)| role == MarkRole::Check).then_some("checked");
    let claim = status.map(|status| ["c-", status.name()].concat());
    html! {
        <span class={classes!("mark", said, claim, checked, highlight)} data-kind={own.name()}
            data-status={status.map(Status::name)} data-item={item.to_string()}
            data-items={items.join(" ")}>{ run.span.of(&props.line.text) }</span>
    }
}

fn note_view(props: &Props, note: &Note, again: bool) -> Html {
    let open = (props.open == Some(note.item)).to_string();
    let class = match note.icon {
        Icon::Status(status) => ["n-", status.name()].concat(),
        _ => String::new(),
    };
    html! {
        <li class={classes!("note", class, again.then_some("again"))} data-for={note.item.to_string()}>
            <button type="button" data-stop={note.item.to_string()} aria-expanded={open}>
                { picture(&note.icon) }
                <span>if !note.status.is_empty() { <b>{ note.status }</b>{ " " } }{ note.text.clone() }
                    if !note.detail.is_empty() { <small>{ note.detail.clone() }</small> }
                    <span class="quiet">{ ": " }{ note.words.clone() }</span></span>
            </button>
        </li>
    }
}
