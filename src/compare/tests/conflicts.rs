//! Contradictions between two invented articles, and pairs that look like one.

use super::super::{Article, Kind, compare_dated, day};
use super::{LEE, of};
use crate::model::Rule;

/// Returns the rules of the contradictions and updates between two articles that begin with the same sentence.
fn found(a: &str, b: &str) -> Vec<Rule> {
    let (a, b) = (format!("{LEE}{a}"), format!("{LEE}{b}"));
    let kinds = [Kind::Conflict, Kind::Update];
    of(&[&a, &b]).links.iter().filter(|l| kinds.contains(&l.kind)).map(|l| l.reason.rule).collect()
}

/// Like [`found`], with the days on which the articles were published.
fn dated(a: (&str, &str), b: (&str, &str)) -> Vec<Rule> {
    let texts = [a, b].map(|(text, _)| format!("{LEE}{text}"));
    let analyses: Vec<_> = texts.iter().map(|text| crate::analyze(text)).collect();
    let articles: Vec<_> = texts.iter().zip(&analyses).map(|(text, analysis)| Article { text, analysis }).collect();
    let links = compare_dated(&articles, &[day(a.1), day(b.1)]).links;
    let kinds = [Kind::Conflict, Kind::Update];
    links.iter().filter(|l| kinds.contains(&l.kind)).map(|l| l.reason.rule).collect()
}

#[test]
fn figures_that_exclude_each_other() {
    for (a, b, rule) in [
        // Dead, hurt, held, missing, evacuated.
        ("Four sailors died when the Petrel sank.", "Six sailors died when the Petrel sank.", Rule::ConflictFigures),
        (
            "The storm injured seven people in Vall.",
            "Twelve people were injured by the storm in Vall.",
            Rule::ConflictFigures,
        ),
        ("Police in Vall arrested 31 protesters.", "Some 60 protesters were arrested in Vall.", Rule::ConflictFigures),
        ("Nine hikers are missing near Vall.", "Five hikers are missing near Vall.", Rule::ConflictFigures),
        (
            "Rescuers evacuated 240 villagers from Vall.",
            "In Vall, 410 villagers were evacuated from their homes.",
            Rule::ConflictFigures,
        ),
        // Money and shares.
        (
            "The lighthouse repairs cost 4 million euros.",
            "The lighthouse repairs cost 9 million euros.",
            Rule::ConflictFigures,
        ),
        (
            "Ann Lee won 52 percent of the vote in Vall.",
            "Ann Lee won 61 percent of the vote in Vall.",
            Rule::ConflictFigures,
        ),
        // Compounds, ages, limits.
        (
            "The 12-page report blames the crew.",
            "The report, a 17-page report, blames the crew.",
            Rule::ConflictFigures,
        ),
        (
            "The crew was cleared after a yearlong inquiry.",
            "The inquiry into the crew was a three-month inquiry.",
            Rule::ConflictFigures,
        ),
        ("The captain, Omar Brand, 44, was rescued.", "Omar Brand, 51, was rescued.", Rule::ConflictFigures),
        (
            "The ferry may carry up to 300 passengers.",
            "The ferry may carry as many as 450 passengers.",
            Rule::ConflictFigures,
        ),
    ] {
        assert_eq!(found(a, b), [rule], "{a} / {b}");
    }
}

#[test]
fn accounts_that_exclude_each_other() {
    for (a, b, rule) in [
        // Times, ordinals.
        ("The Petrel sank at 4 a.m. off Vall.", "The Petrel sank at 7:30 a.m. off Vall.", Rule::ConflictTimes),
        (
            "The Petrel ran aground for the second time.",
            "The Petrel ran aground for the fourth time.",
            Rule::ConflictFigures,
        ),
        // Agents, yes or no, alive or dead.
        ("The blast was caused by a gas leak.", "The blast was caused by a missile.", Rule::ConflictAgents),
        ("Nobody was hurt when the Petrel sank.", "Two sailors were hurt when the Petrel sank.", Rule::ConflictStates),
        (
            "Omar Brand was charged over the sinking.",
            "Omar Brand was not charged over the sinking.",
            Rule::ConflictDenied,
        ),
        (
            "No charges have been filed over the sinking, and the captain, Omar Brand, went home.",
            "Omar Brand has been charged with two offences over the sinking.",
            Rule::ConflictDenied,
        ),
        ("Omar Brand died in the sinking.", "Omar Brand survived the sinking.", Rule::ConflictStates),
        ("The Vall lighthouse was closed.", "The Vall lighthouse was open.", Rule::ConflictStates),
    ] {
        assert_eq!(found(a, b), [rule], "{a} / {b}");
    }
}

#[test]
fn accounts_that_can_both_be_true() {
    for (a, b) in [
        // Bounds, rounding, words for numbers.
        ("At least five sailors died when the Petrel sank.", "Seven sailors died when the Petrel sank."),
        ("About 40 people were injured by the storm in Vall.", "The storm injured 43 people in Vall."),
        ("Police in Vall arrested twelve protesters.", "Some 12 protesters were arrested in Vall."),
        ("The lighthouse repairs cost 4 million euros.", "The lighthouse repairs cost 4.1 million euros."),
        ("The ferry may carry up to 300 passengers.", "The ferry may carry about 280 passengers."),
        // Parts, other people, things and places.
        ("Six sailors died when the Petrel sank.", "Two more sailors died later, after the Petrel sank."),
        ("Five people died when the Petrel sank.", "Three sailors died when the Petrel sank."),
        ("The storm injured seven people in Vall.", "The storm in Senn injured twelve people."),
        ("The storm injured seven people.", "The storm damaged 12 houses."),
        ("Ann Lee won 52 percent of the vote.", "Viktor Hale won 38 percent of the vote."),
        ("The 12-page report blames the crew.", "The 17-page appeal blames the crew."),
        ("The captain, Omar Brand, 44, was rescued.", "Eva Brunn, 51, was rescued."),
        // Other times, conditions, plans, the same in other words.
        ("In 2019 two sailors died off Vall.", "Six sailors died off Vall when the Petrel sank."),
        ("The Petrel sank at about 4 a.m. off Vall.", "The Petrel sank at 4:05 a.m. off Vall."),
        ("The Petrel ran aground for the second time.", "The Petrel ran aground again."),
        ("The blast was caused by a gas leak.", "The blast was caused by leaking gas."),
        ("Omar Brand could be charged over the sinking.", "Omar Brand was not charged over the sinking."),
        ("No charges have been filed over the sinking.", "Eva Brunn was charged with theft in Senn."),
        ("Omar Brand survived the sinking.", "Eva Brunn died in the sinking."),
    ] {
        assert_eq!(found(a, b), [], "{a} / {b}");
    }
}

#[test]
fn later_figures_are_updates() {
    let (four, six) = ("Four sailors died when the Petrel sank.", "Six sailors died when the Petrel sank.");
    assert_eq!(dated((four, "2031-03-04"), (six, "2031-03-05")), [Rule::UpdateFigures]);
    assert_eq!(dated((six, "2031-03-05"), (four, "2031-03-04")), [Rule::UpdateFigures]);
    assert_eq!(dated((four, "2031-03-04"), (six, "2031-03-04")), [Rule::ConflictFigures]);
    // The later article gives the smaller number.
    assert_eq!(dated((six, "2031-03-04"), (four, "2031-03-05")), [Rule::ConflictFigures]);
    let rose = "The number of sailors who died when the Petrel sank rose to six.";
    assert_eq!(found(four, rose), [Rule::UpdateFigures]);
}

#[test]
fn days_are_compared_by_date() {
    let (tuesday, friday) = ("The Petrel sank on Tuesday off Vall.", "The Petrel sank on Friday off Vall.");
    // 4 March 2031 is a Tuesday.
    assert_eq!(dated((tuesday, "2031-03-04"), (friday, "2031-03-08")), [Rule::ConflictTimes]);
    assert_eq!(dated((tuesday, "2031-03-04"), ("The Petrel sank on 4 March off Vall.", "2031-03-08")), []);
    assert_eq!(dated((tuesday, ""), (friday, "")), []);
}
