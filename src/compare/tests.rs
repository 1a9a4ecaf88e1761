//! Links between short invented articles, and cases without links.

use super::{Article, Comparison, Kind, Manner, compare};
use crate::model::Rule;
use crate::span::{Span, Unit};

mod conflicts;
mod stances;

fn of(texts: &[&str]) -> Comparison {
    let analyses: Vec<_> = texts.iter().map(|text| crate::analyze(text)).collect();
    let articles: Vec<_> = texts.iter().zip(&analyses).map(|(text, analysis)| Article { text, analysis }).collect();
    compare(&articles)
}

fn rules(texts: &[&str], kind: Kind) -> Vec<Rule> {
    of(texts).links.iter().filter(|link| link.kind == kind).map(|link| link.reason.rule).collect()
}

const LEE: &str = "The keeper of the lighthouse at Vall, Ann Lee, spoke on Monday. ";

#[test]
fn nothing_and_one_article_have_no_links() {
    assert_eq!(of(&[]), Comparison::default());
    assert_eq!(of(&["The lighthouse keeper at Vall was hurt on Monday."]), Comparison::default());
    assert_eq!(of(&["", "", "\u{0}"]), Comparison::default());
}

#[test]
fn finds_altered_quotations_but_ignores_other_marks() {
    let one = format!("{LEE}“We lit the lamp at nine and then the fog came in,” Lee said.");
    let two = format!("{LEE}‘We lit the lamp at ten and then the fog came in’, Lee said.");
    assert_eq!(rules(&[&one, &two], Kind::QuoteAltered), [Rule::QuoteAltered]);
    let same = two.replace("ten", "nine");
    assert_eq!(rules(&[&one, &same], Kind::QuoteAltered), []);
    assert!(!rules(&[&one, &same], Kind::SameClaim).is_empty());
}

#[test]
fn brackets_ellipses_and_capitals_alter_no_quotation() {
    let one = format!("{LEE}“We lit the lamp at nine and then the thick fog came in from the sea,” Lee said.");
    for words in [
        "“We lit the [red] lamp at nine and then the thick fog came in from the sea,” Lee said.",
        "“We lit [it] at nine and then the thick fog came in from the sea,” Lee said.",
        "“We lit the lamp at nine and then … came in from the sea,” Lee said.",
        "“We lit the Lamp at nine – and then the thick Fog came in from the sea!” Lee said.",
    ] {
        let two = format!("{LEE}{words}");
        assert_eq!(rules(&[&one, &two], Kind::QuoteAltered), [], "{words}");
    }
    let two = format!("{LEE}“We lit the [red] lamp at ten and then the thick fog came in from the sea,” Lee said.");
    let found = of(&[&one, &two]);
    let link = found.links.iter().find(|link| link.kind == Kind::QuoteAltered).unwrap();
    let changed: Vec<_> = link.changes.iter().map(|change| (change.a.of(&one), change.b.of(&two))).collect();
    assert_eq!(changed, [("nine", "ten")]);
}

#[test]
fn finds_dropped_sources() {
    let one = format!("{LEE}Lee said that two fishermen had been rescued from the sinking trawler.");
    let two = format!("{LEE}Two fishermen had been rescued from the sinking trawler.");
    assert_eq!(rules(&[&one, &two], Kind::AttributionDropped), [Rule::AttributionDropped]);
    assert_eq!(rules(&[&one, &one], Kind::AttributionDropped), []);
}

#[test]
fn finds_omitted_denials() {
    let one = format!("{LEE}Lee denied that the lamp had been switched off before the trawler sank.");
    let two = format!("{LEE}The lamp had been switched off before the trawler sank.");
    assert_eq!(rules(&[&one, &two], Kind::StatusShift), [Rule::ShiftDeniedStated]);
    let row = &of(&[&one, &two]).rows;
    let manners = row.iter().map(|row| row.stances.iter().map(|stance| stance.manner).collect::<Vec<_>>());
    assert!(manners.into_iter().any(|row| row == [Manner::Denied, Manner::Stated]));
}

#[test]
fn a_denied_statement_is_not_dropped_attribution() {
    let one = format!("{LEE}Lee disputed that the lamp had been switched off before the trawler sank.");
    let two = format!("{LEE}The lamp had been switched off before the trawler sank.");
    assert_eq!(rules(&[&one, &two], Kind::StatusShift), [Rule::ShiftHedgedStated]);
    assert_eq!(rules(&[&one, &two], Kind::AttributionDropped), []);
    // The first row is the sentence with which both articles start.
    let rows = of(&[&one, &two]).rows;
    let stances: Vec<_> = rows[1].stances.iter().map(|one| (one.manner, &*one.speaker)).collect();
    assert_eq!((rows.len(), stances), (2, vec![(Manner::Denied, "Ann Lee"), (Manner::Stated, "")]));
}

#[test]
fn questions_and_unsaid_words_are_not_claims() {
    let two = format!("{LEE}The lamp had been switched off before the trawler sank.");
    for cue in ["asked whether", "refused to say whether", "did not say whether"] {
        let one = format!("{LEE}Lee {cue} the lamp had been switched off before the trawler sank.");
        // The only row is the sentence with which both articles start.
        assert_eq!(of(&[&one, &two]).rows.len(), 1, "{cue}");
    }
}

#[test]
fn different_figures_for_the_same_thing_contradict() {
    let one = format!("{LEE}Nine workers were injured when the trawler sank, she said.");
    let two = format!("{LEE}Fourteen workers were injured when the trawler sank, she said.");
    assert_eq!(rules(&[&one, &two], Kind::Conflict), [Rule::ConflictFigures]);
    let more = two.replace("Fourteen", "At least nine");
    assert_eq!(rules(&[&one, &more], Kind::Conflict), []);
}

#[test]
fn the_same_figures_in_headline_and_text_are_one_contradiction() {
    let one = format!(
        "Nine workers injured as trawler sinks\n\n{LEE}Nine workers were injured when the trawler sank, she said."
    );
    let two = format!("{LEE}Fourteen workers were injured when the trawler sank, she said.");
    let found = of(&[&one, &two]);
    let links: Vec<_> = found.links.iter().filter(|link| link.kind == Kind::Conflict).collect();
    let words = |spans: &[Span]| spans.iter().map(|span| span.of(&one).to_owned()).collect::<Vec<_>>();
    assert_eq!(links.len(), 1);
    assert_eq!(words(&links[0].reason.a), ["Nine", "Nine"]);
    assert_eq!((links[0].a.spans.len(), links[0].b.spans.len()), (2, 1));
    let three = format!("{two} Nobody knew that twenty workers were injured when the trawler sank, he said.");
    assert_eq!(rules(&[&one, &three], Kind::Conflict).len(), 2);
}

#[test]
fn copied_text_counts_as_support_once() {
    let text = format!("{LEE}Nine fishermen were pulled out of the cold water by the crew of a passing ferry.");
    let other = format!("{LEE}A passing ferry’s crew pulled nine fishermen from the water, which was cold.");
    let support = |texts: &[&str]| -> Vec<(usize, usize)> {
        of(texts).rows.iter().map(|row| (row.stances.len(), row.origins)).collect()
    };
    assert!(support(&[&text, &text, &text]).contains(&(3, 1)));
    assert!(support(&[&text, &other]).contains(&(2, 2)));
}

#[test]
fn spans_are_converted_by_article() {
    let one = "😀 The old red lighthouse at Vall burned down on Monday, and nobody was there.";
    let two = "The old red lighthouse at Vall burned down on Monday, and nobody was there.";
    let found = of(&[one, two]).in_unit(&[one, two], Unit::Codepoint);
    let link = found.links.iter().find(|link| link.kind == Kind::Reuse).unwrap();
    assert_eq!((link.a.start(), link.b.start()), (2, 0));
}

#[test]
fn json_round_trips() {
    let one = format!("{LEE}Nine workers were injured when the trawler sank, she said.");
    let found = of(&[&one, &one]);
    #[cfg(feature = "cli")]
    {
        let json = serde_json::to_string(&found).unwrap();
        assert_eq!(serde_json::from_str::<Comparison>(&json).unwrap(), found);
    }
    assert!(!found.links.is_empty());
}

#[test]
fn finds_outlets_no_longer_credited() {
    let one = format!("{LEE}Viktor Hale said the lamp at Vall had been repaired in March, the Marn Gazette reported.");
    let two = format!("{LEE}Viktor Hale said the lamp at Vall had been repaired in March.");
    assert_eq!(rules(&[&one, &two], Kind::AttributionDropped), [Rule::AttributionOutlet]);
}

#[test]
fn unattributed_claims_are_not_stated() {
    let manners = |text: &str| -> Vec<Vec<Manner>> {
        let one = format!("{LEE}The lamp at Vall was switched off by smugglers from Senn.");
        let rows = of(&[&one, &format!("{LEE}{text}")]).rows;
        rows.iter().map(|row| row.stances.iter().map(|stance| stance.manner).collect()).collect()
    };
    let text = "There are fears in the harbour that the lamp at Vall was switched off by smugglers from Senn.";
    assert!(manners(text).contains(&vec![Manner::Stated, Manner::Alleged]), "{:?}", manners(text));
    let flat = "A ferry ran aground after the lamp at Vall was switched off by smugglers from Senn.";
    assert!(manners(flat).contains(&vec![Manner::Stated, Manner::Stated]), "{:?}", manners(flat));
}
