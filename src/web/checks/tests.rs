//! Tests of the state of the library. The reducer's are in `web::state::tests`.

use super::*;

fn matched(text: &str, sentence: &str, stance: Stance, shown: bool) -> Match {
    let start = text.find(sentence).unwrap();
    Match {
        sentence: Span::new(start, start + sentence.len()),
        words: Vec::new(),
        shown,
        stance,
        claim: "The ferry sank.".into(),
        claimant: String::new(),
        reviews: vec![Review { publisher: "Checkpoint".into(), ..Review::default() }],
    }
}

const TEXT: &str = "The ferry sank. It is false that the ferry sank. A ferry left.";

fn opened() -> Checks {
    let found = vec![
        matched(TEXT, "The ferry sank.", Stance::Repeats, true),
        matched(TEXT, "It is false that the ferry sank.", Stance::Disputes, true),
        matched(TEXT, "A ferry left.", Stance::Repeats, false),
    ];
    Checks::default().after(Event::Opened(Rc::default())).after(Event::Found(TEXT.into(), found.into()))
}

#[test]
fn only_shown_claims_that_the_article_repeats_are_marked() {
    let mut checks = opened();
    assert_eq!(checks.sift(&[]), 0);
    let pieces = checks.pieces();
    assert_eq!((checks.matches.len(), pieces.len()), (3, 1));
    assert_eq!((pieces[0].span.of(TEXT), pieces[0].item), ("The ferry sank.", Item::Check(0)));
}

#[test]
fn a_dismissed_match_stays_away_when_other_words_change() {
    let mut checks = opened();
    checks.sift(&[]);
    let print = checks.get(0).unwrap().print(TEXT);
    assert_eq!(checks.sift(&[print]), 1);
    assert_eq!(checks.get(0).unwrap().stance, Stance::Disputes);
    let edited = ["It rained. ", TEXT].concat();
    let again = matched(&edited, "The ferry sank.", Stance::Repeats, true);
    assert_eq!(again.print(&edited), print);
}

#[test]
fn matches_of_a_closed_library_are_dropped() {
    let closed = opened().after(Event::Closed);
    let found: Rc<[Match]> = opened().found;
    let mut late = closed.after(Event::Found(TEXT.into(), found));
    assert_eq!((late.sift(&[]), late.matches.len()), (0, 0));
}

#[test]
fn a_refused_file_leaves_the_library_open() {
    let refused = opened().after(Event::Reading("feed.json".into(), 5));
    let refused = refused.after(Event::Refused("feed.json".into(), "ui.checks.not-library"));
    assert!(refused.library.is_some() && refused.reading.is_none() && refused.refused.is_some());
    assert!(refused.after(Event::RefusalSeen).refused.is_none());
}

#[test]
fn matches_round_trip_as_bytes() {
    let found: Vec<Match> = opened().found.to_vec();
    assert_eq!(crate::web::pack::unpack(&crate::web::pack::pack(&found)), Some(found));
}
