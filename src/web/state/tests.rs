use super::*;
use crate::model::{Claim, Reason, Status};
use crate::span::Span;
use crate::web::filter::{Layer, Lens};

fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions.into_iter().fold(Rc::new(State::default()), |state, action| state.reduce(action))
}

fn typed(text: &str) -> Action {
    Action::Typed(text.to_owned())
}

fn found(text: &str, span: Span) -> Action {
    let claim = Claim::new(vec![span], Status::Denied, vec![span], Reason::default());
    Action::Analysed(text.into(), Rc::new(Analysis { claims: vec![claim], ..Analysis::default() }))
}

#[test]
fn marks_follow_the_text_until_the_next_analysis() {
    let state = after([typed("a “b”"), found("a “b”", Span::new(2, 9)), typed("xa “b”")]);
    assert_eq!(state.lines[0].runs[0].span, Span::new(3, 10));
    assert!(!state.current());
    assert_eq!(state.rounds, 1);
}

#[test]
fn a_late_answer_is_dropped() {
    let state = after([typed("a"), typed("ab"), found("a", Span::new(0, 1))]);
    assert_eq!(state.rounds, 0);
}

#[test]
fn clearing_loses_nothing_and_undo_goes_both_ways() {
    let cleared = after([typed("words"), Action::Replaced(String::new(), Change::Cleared)]);
    assert_eq!((&*cleared.text, cleared.written), ("", 1));
    let back = cleared.reduce(Action::Undo);
    assert_eq!(&*back.text, "words");
    let example = back.reduce(Action::Replaced("example".into(), Change::Example));
    assert_eq!(&*example.clone().reduce(Action::Undo).reduce(Action::Redo).text, "example");
}

#[test]
fn line_ends_become_those_of_the_editor() {
    assert_eq!(&*after([Action::Replaced("a\r\nb\rc".into(), Change::Example)]).text, "a\nb\nc");
}

#[test]
fn a_pinned_card_stays_when_the_pointer_moves_on() {
    let item = Item::Claim(0);
    let pinned = after([typed("x"), Action::Pin(item), Action::Rested(None)]);
    assert_eq!(pinned.card, Some(Card { item, pinned: true }));
    assert_eq!(pinned.reduce(Action::Close).card, None);
    let rested = after([Action::Highlighted(Some(item)), Action::Rested(Some(item))]);
    assert_eq!(rested.card, Some(Card { item, pinned: false }));
    assert_eq!(rested.reduce(Action::Rested(None)).card, None);
}

#[test]
fn a_refused_file_leaves_the_text() {
    let state = after([typed("words"), Action::Refused("cat.png".into(), Refusal::NotText)]);
    assert_eq!(&*state.text, "words");
    assert!(state.refused.is_some());
}

#[test]
fn hidden_marks_come_back() {
    let state = after([typed("a bc"), found("a bc", Span::new(2, 4)), Action::Pin(Item::Claim(0))]);
    let hidden = state.reduce(Action::Filtered(Filter::default().toggled(Layer::Status(Status::Denied))));
    assert!(hidden.lines[0].runs.is_empty() && hidden.card.is_none());
    assert_eq!(hidden.reduce(Action::Filtered(Filter::default())).lines[0].runs.len(), 1);
}

#[test]
fn keys_cycle_through_the_findings() {
    let state = after([typed("a bc"), found("a bc", Span::new(2, 4))]);
    assert_eq!(state.neighbour(0, true), Some((2, Item::Claim(0))));
    assert_eq!(state.neighbour(2, true), Some((2, Item::Claim(0))));
    assert_eq!(state.neighbour(4, false), Some((2, Item::Claim(0))));
    assert_eq!(after([typed("a")]).neighbour(0, true), None);
}

#[test]
fn a_dismissed_mark_stays_hidden_until_restored() {
    let (one, two) = ("a “b” c", "a “b” cd");
    let mark = Span::new(2, 9);
    let gone = after([typed(one), found(one, mark), Action::Dismissed(Item::Claim(0))]);
    assert_eq!(
        (gone.analysis.claims.len(), gone.lines[0].runs.len(), gone.dismissed, gone.undoable),
        (0, 0, 1, Some(UndoableChange::Dismissed))
    );
    let later = gone.reduce(typed(two)).reduce(found(two, mark));
    assert_eq!((later.analysis.claims.len(), later.dismissed), (0, 1));
    let back = later.reduce(Action::Undismissed(false));
    assert_eq!((back.analysis.claims.len(), back.lines[0].runs.len(), back.dismissed, back.undoable), (1, 1, 0, None));
}

#[test]
fn another_article_has_none_of_the_dismissals_and_undo_brings_them_back() {
    let one = "a “b” c";
    let gone = after([typed(one), found(one, Span::new(2, 9)), Action::Dismissed(Item::Claim(0))]);
    let other = gone.reduce(Action::Replaced("other".into(), Change::Example));
    assert!(other.origin.dismissed.is_empty() && other.undoable.is_none());
    assert_eq!(other.reduce(Action::Undo).origin.dismissed.len(), 1);
}

#[test]
fn an_article_comes_back_from_the_device_as_it_was_left() {
    let text = "a “b” c";
    let gone = after([typed(text), found(text, Span::new(2, 9)), Action::Dismissed(Item::Claim(0))]);
    let meta = crate::export::Meta { outlet: "The Tide".into(), ..Default::default() };
    let kept =
        SavedArticle { text: text.into(), meta, dismissed: gone.origin.dismissed.clone(), ..SavedArticle::default() };
    let back = after([typed("other"), Action::Recalled(Rc::new(kept)), found(text, Span::new(2, 9))]);
    assert_eq!((&*back.text, &*back.meta.outlet, back.dismissed), (text, "The Tide", 1));
    assert_eq!(&*back.reduce(Action::Undo).text, "other");
}

fn rich(text: &str) -> Rc<Rich> {
    Rc::new(Rich { text: text.into(), ..Rich::default() })
}

fn link(text: &str) -> Action {
    Action::Offered(rich(text), Change::Link(Rc::default()))
}

#[test]
fn what_comes_from_outside_is_a_guest_until_the_reader_changes_it() {
    let meta = crate::export::Meta { outlet: "The Tide".into(), ..Default::default() };
    let kept = Rc::new(SavedArticle { text: "kept".into(), ..SavedArticle::default() });
    let arrivals = [
        link("a “b”"),
        Action::Offered(rich("a “b”"), Change::Shared),
        Action::Arrived(rich("a “b”"), Change::File("a.txt".into())),
        Action::Replaced("a “b”".into(), Change::Example),
        Action::Recalled(Rc::new(SavedArticle { text: "a “b”".into(), ..SavedArticle::default() })),
    ];
    for arrival in arrivals {
        let shown = after([typed("own"), Action::Replaced(String::new(), Change::Cleared), arrival]);
        assert!(shown.guest && !shown.edited);
        let shown = shown.reduce(found("a “b”", Span::new(2, 9)));
        assert!(shown.guest, "an analysis is no edit");
        let edits =
            [typed("a “b” c"), Action::Described(meta.clone()), Action::Dismissed(Item::Claim(0)), Action::PutBack];
        for edit in edits {
            let own = shown.clone().reduce(edit);
            assert!(!own.guest && own.edited);
        }
        let adopted = shown.clone().reduce(Action::Adopted);
        assert!(!adopted.guest && !adopted.edited);
        assert!(shown.reduce(Action::Recognised(1, kept.clone())).guest, "another article is no longer in the editor");
    }
    assert!(!after([typed("a")]).guest && after([typed("a")]).edited);
}

#[test]
fn an_article_that_is_kept_already_counts_as_it_is_kept() {
    let meta = crate::export::Meta { outlet: "The Tide".into(), ..Default::default() };
    let kept = SavedArticle { text: "words".into(), meta, dismissed: vec![7], ..SavedArticle::default() };
    let foreign = crate::export::Meta { outlet: "Elsewhere".into(), ..Default::default() };
    let shown = after([Action::Offered(
        Rc::new(Rich { meta: foreign, ..(*rich("words")).clone() }),
        Change::Link(Rc::default()),
    )]);
    assert_eq!(&*shown.meta.outlet, "Elsewhere");
    let known = shown.clone().reduce(Action::Recognised(shown.article_number, Rc::new(kept)));
    assert_eq!((known.guest, &*known.meta.outlet, &*known.origin.dismissed), (false, "The Tide", &[7][..]));
}

#[test]
fn two_links_leave_the_edited_text_where_it_is() {
    let state = after([typed("mine"), link("one"), link("two")]);
    assert_eq!((&*state.text, &*state.waiting.as_ref().unwrap().0.text), ("mine", "two"));
    let kept = state.clone().reduce(Action::Answered(false));
    assert!(&*kept.text == "mine" && kept.waiting.is_none());
    let shown = state.reduce(Action::Answered(true));
    assert!(&*shown.text == "two" && shown.waiting.is_none() && shown.guest);
    assert_eq!(&*shown.reduce(Action::Undo).text, "mine");
}

#[test]
fn unedited_texts_are_replaced_without_asking() {
    let state = after([link("one"), link("two"), link("three")]);
    assert!(&*state.text == "three" && state.waiting.is_none());
    assert_eq!(&*state.reduce(Action::Undo).reduce(Action::Undo).text, "one");
}

#[test]
fn undo_walks_back_and_never_destroys_what_was_typed_since() {
    let file = |text: &str| Action::Arrived(rich(text), Change::File("a.txt".into()));
    let state = after([typed("mine"), file("one"), typed("one, edited"), file("two")]);
    let first = state.reduce(Action::Undo).reduce(Action::Undo);
    assert!(&*first.text == "mine" && first.edited);
    assert_eq!(&*first.clone().reduce(Action::Redo).text, "one, edited");
    // All texts can be reached even if something else happens before the text is restored.
    let other = first.reduce(file("three"));
    let texts: Vec<Rc<str>> = std::iter::successors(Some(other), |state| {
        let before = state.clone().reduce(Action::Undo);
        (before.text != state.text).then_some(before)
    })
    .map(|state| state.text.clone())
    .collect();
    assert_eq!(texts.iter().map(|text| &**text).collect::<Vec<_>>(), ["three", "mine", "two", "one, edited"]);
}

#[test]
fn an_article_keeps_its_number_through_edits_and_undo() {
    let state = after([typed("The bridge is shut."), typed("The bridge is shut today.")]);
    let number = state.article_number;
    let other = state.reduce(Action::Arrived(rich("The bridge is open."), Change::File("a.txt".into())));
    assert_ne!(other.article_number, number, "a file is another article however alike");
    let back = other.clone().reduce(Action::Undo);
    assert_eq!(back.article_number, number);
    assert_ne!(back.reduce(typed("Nothing of it stayed")).article_number, number);
    assert_ne!(other.reduce(typed("Else")).article_number, number);
}

#[test]
fn opened_articles_are_shown_and_typed_ones_edited() {
    let written = after([typed("a bc")]);
    assert!(written.editing && !written.reading());
    let read = written.reduce(Action::Editing(false));
    assert!(read.reading());
    let more = read.reduce(Action::Editing(true)).reduce(typed("a bcd"));
    assert!(more.editing);
    assert!(more.reduce(Action::Replaced("other".into(), Change::Pasted)).reading());
    let emptied = after([typed("a"), typed("")]);
    assert!(!emptied.editing && !emptied.reading());
}

#[test]
fn steps_cycle_through_the_contested_claims() {
    let text = "Police denied that the bridge was shut. The road may be icy. The mayor denied that the dam had failed.";
    let state = after([typed(text), Action::Analysed(text.into(), Rc::new(crate::analyze(text)))]);
    let steps: Vec<Item> = state.targets().into_iter().map(|(_, item)| item).collect();
    assert!(steps.len() == 2 && state.stops().len() > 2, "{steps:?}");
    assert_eq!((state.step(true), state.step(false)), (Some(steps[0]), Some(steps[1])));
    let second = after([Action::Pin(steps[1])]);
    assert_eq!(second.step(true), None, "nothing to go to in an empty text");
    let here = state.reduce(Action::Pin(steps[1]));
    assert_eq!((here.step(true), here.step(false)), (Some(steps[0]), Some(steps[0])));
}

#[test]
fn a_lens_is_remembered_with_the_settings() {
    let state = after([Action::Filtered(Filter::default().with_lens(Lens::Contested))]);
    assert_eq!(state.settings.lens, Lens::Contested);
    let set = state.reduce(Action::Set(Settings { lens: Lens::Statements, ..Settings::default() }));
    assert_eq!(set.filter.lens, Lens::Statements);
}

#[test]
fn corrections_apply_at_once_and_can_be_undone() {
    let text = "“It is shut,” said Anna Oru. Police denied that the bridge was shut.";
    let state = after([typed(text), Action::Analysed(text.into(), Rc::new(crate::analyze(text)))]);
    let speaker = |state: &State| state.analysis.attributions[0].speaker.clone();
    let other = corrections::Change::Speaker("Ben Hale".into());
    let next = state.clone().reduce(Action::Corrected(Item::Attribution(0), other));
    assert_eq!((&*speaker(&next), next.undoable, next.edited), ("Ben Hale", Some(UndoableChange::Corrected), true));
    assert_eq!(&*speaker(&next.clone().reduce(Action::Uncorrected)), "Anna Oru");
    // The correction stays with its finding when another one is dismissed, and when the text changes elsewhere.
    let edited = ["It snowed.\n\n", text].concat();
    let again = Action::Analysed(edited.as_str().into(), Rc::new(crate::analyze(&edited)));
    let later = next.reduce(Action::Dismissed(Item::Claim(0))).reduce(typed(&edited)).reduce(again);
    assert_eq!((&*speaker(&later), later.dismissed), ("Ben Hale", 1));
    let merged = state.reduce(Action::Merged("Anna Oru".into(), "Cy Dunn".into()));
    assert_eq!(speaker(&merged), "Cy Dunn");
}

/// Returns the state after the reader typed these words at the end, key by key.
fn keyed(state: Rc<State>, words: &str) -> Rc<State> {
    words.chars().fold(state, |state, key| {
        let text = format!("{}{key}", state.text);
        state.reduce(Action::Typed(text))
    })
}

#[test]
fn undo_reverts_typing_and_then_the_replacement() {
    let file = Action::Arrived(rich("The bridge is shut."), Change::File("a.txt".into()));
    let state = keyed(after([typed("Mine."), file]), " It snowed.").reduce(Action::Paused);
    let state = keyed(state, " And rained.");
    let mut texts = vec![state.text.clone()];
    let back = (0..3).fold(state, |state, _| {
        let state = state.reduce(Action::StepBack);
        texts.push(state.text.clone());
        state
    });
    let texts: Vec<&str> = texts.iter().map(|text| &**text).collect();
    let all = [
        "The bridge is shut. It snowed. And rained.",
        "The bridge is shut. It snowed.",
        "The bridge is shut.",
        "Mine.",
    ];
    assert_eq!(texts, all);
    let forward = (0..3).fold(back, |state, _| state.reduce(Action::StepForward));
    assert_eq!(&*forward.text, all[0]);
}

#[test]
fn undo_of_a_replacement_keeps_the_newer_text_with_its_steps() {
    let file = |text: &str| Action::Arrived(rich(text), Change::File("a.txt".into()));
    let state = keyed(after([typed("Mine."), file("The bridge is shut.")]), " It snowed.");
    let back = state.reduce(Action::Undo);
    assert_eq!(&*back.text, "Mine.");
    // Typing after the undo does not discard the newer text.
    let newer = keyed(back, " More.").reduce(Action::StepForward);
    assert_eq!(&*newer.text, "The bridge is shut. It snowed.");
    assert_eq!(&*newer.clone().reduce(Action::StepBack).text, "The bridge is shut.");
    assert_eq!(&*newer.reduce(Action::Undo).text, "Mine. More.");
}

#[test]
fn a_text_that_is_typed_or_pasted_over_comes_back_with_all_that_was_dismissed() {
    let one = "a “b” c";
    let gone = after([typed(one), found(one, Span::new(2, 9)), Action::Dismissed(Item::Claim(0))]);
    let over = gone.reduce(typed("Something else was said."));
    assert!(over.origin.dismissed.is_empty());
    let back = over.reduce(Action::StepBack);
    assert_eq!((&*back.text, back.origin.dismissed.len()), (one, 1));
}

#[test]
fn a_step_back_brings_links_back_and_keeps_what_was_dismissed_since() {
    let text = "a “b” c";
    let linked = Rich { links: vec![(Span::new(0, 1), "https://a.example/".into())], ..(*rich(text)).clone() };
    let state = after([Action::Arrived(Rc::new(linked), Change::File("a.html".into())), typed(" “b” c")]);
    let state = state.reduce(found(" “b” c", Span::new(1, 8))).reduce(Action::Dismissed(Item::Claim(0)));
    assert!(state.origin.links.is_empty());
    let back = state.reduce(Action::StepBack);
    assert_eq!((back.origin.links.len(), back.origin.dismissed.len()), (1, 1));
}

#[test]
fn a_paste_retires_the_notice_of_the_change_before_and_one_key_does_not() {
    let file = Action::Arrived(rich("The bridge is shut."), Change::File("a.txt".into()));
    let state = after([typed("Mine."), file]);
    assert!(state.replacement.is_some() && state.clone().reduce(typed("The bridge is shut.!")).replacement.is_some());
    assert_eq!(state.clone().reduce(typed("The bridge is shut. Pasted.")).replacement, None);
    assert_eq!(state.reduce(typed("Something else was pasted over it.")).replacement, None);
}

#[test]
fn a_paste_outside_fields_belongs_to_the_reader_and_can_be_undone() {
    let paste = Action::Arrived(rich("Pasted."), Change::Pasted);
    let state = after([typed("Mine."), typed("Mine, edited."), paste.clone()]);
    assert!(!state.guest && state.edited && !state.corrected && state.replacement == Some(Change::Pasted));
    assert_eq!(&*state.reduce(Action::StepBack).text, "Mine, edited.");
    assert!(after([paste]).replacement.is_none(), "nothing was replaced");
}

#[test]
fn warns_only_if_corrections_would_be_lost() {
    assert!(!after([typed("Pasted.")]).corrections());
    let edited = after([typed("Pasted."), typed("Pasted. Edited.")]);
    assert!(edited.corrections());
    let replaced = edited.reduce(Action::Replaced("example".into(), Change::Example));
    assert!(replaced.corrections(), "undo would still bring it back");
    let read = after([Action::Replaced("example".into(), Change::Example), link("one")]);
    assert!(!read.corrections());
    let found = after([typed("a “b”"), found("a “b”", Span::new(2, 9)), Action::Dismissed(Item::Claim(0))]);
    assert!(found.corrections(), "a mark that was taken away is a correction");
}

#[test]
fn an_article_opens_again_only_on_a_page_that_nothing_was_done_on() {
    let kept = Rc::new(SavedArticle { text: "kept".into(), dismissed: vec![7], ..SavedArticle::default() });
    let open = |actions: Vec<Action>| after(actions).reduce(Action::Restored(kept.clone()));
    let state = open(Vec::new());
    assert_eq!(
        (&*state.text, &state.replacement, &*state.origin.dismissed),
        ("kept", &Some(Change::Restored), &[7][..])
    );
    assert_eq!(state.reduce(typed("kept!")).replacement, None, "an edited text is not to be discarded");
    assert_eq!(&*open(vec![link("one")]).text, "one");
    assert_eq!(&*open(vec![typed("mine")]).text, "mine");
    assert_eq!(&*open(vec![link("one"), Action::Replaced(String::new(), Change::Cleared)]).text, "");
}

#[test]
fn the_language_chosen_by_the_reader_belongs_to_the_article() {
    let state = after([typed("Ein Text."), Action::Read(Some(Language::German))]);
    assert_eq!(
        (state.origin.language, state.present().article().language),
        (Some(Language::German), Some(Language::German))
    );
    let state = state.reduce(Action::Replaced("Another one!".into(), Change::Pasted));
    assert_eq!(state.origin.language, None);
    assert_eq!(state.reduce(Action::Undo).origin.language, Some(Language::German));
}
