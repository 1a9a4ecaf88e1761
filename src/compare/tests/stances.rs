//! How each article presents a claim.

use super::super::Manner;
use super::{LEE, of};

/// Returns the manner and the speaker of each cell of the rows whose title contains `words`.
fn cells(a: &str, b: &str, words: &str) -> Vec<(Manner, String)> {
    let texts = [format!("{LEE}{a}"), format!("{LEE}{b}")];
    let rows = of(&[&texts[0], &texts[1]]).rows;
    let title = |row: &super::super::Row| -> String {
        row.title.spans.iter().map(|span| span.of(&texts[row.title.article]).to_owned()).collect()
    };
    let rows: Vec<_> = rows.iter().filter(|row| title(row).contains(words)).collect();
    rows.iter().flat_map(|row| row.stances.iter().map(|one| (one.manner, one.speaker.clone()))).collect()
}

const FLAT: &str = "The trawler Petrel left the harbour at Vall without a working radio.";

#[test]
fn a_source_in_the_sentence_or_before_it_is_named() {
    for (text, manner, speaker) in [
        (FLAT, Manner::Stated, ""),
        (
            "The coastguard said the trawler Petrel left the harbour at Vall without a working radio.",
            Manner::Attributed,
            "The coastguard",
        ),
        (
            "The coastguard said an inquiry had begun. The trawler Petrel had left the harbour at Vall without a \
             working radio.",
            Manner::Attributed,
            "The coastguard",
        ),
        (
            "The mayor said an inquiry had begun. The trawler Petrel left the harbour at Vall without a working radio.",
            Manner::Stated,
            "",
        ),
    ] {
        let cells = cells(FLAT, text, "working radio");
        assert_eq!(cells.get(1), Some(&(manner, speaker.to_owned())), "{text}: {cells:?}");
    }
}

#[test]
fn thanks_and_statements_are_two_rows() {
    let thanks = "“I thank the crew of the trawler Petrel for leaving the harbour at Vall,” Lee said.";
    assert!(cells(FLAT, thanks, "Petrel").is_empty());
}

#[test]
fn a_row_is_named_by_its_shortest_clause() {
    let long = "Without a working radio, and although the weather was bad that night, the trawler Petrel left the \
                harbour at Vall.";
    let texts = [format!("{LEE}{long}"), format!("{LEE}{FLAT}")];
    let rows = of(&[&texts[0], &texts[1]]).rows;
    assert!(
        rows.iter().any(|row| row.title.article == 1 && row.title.spans[0].of(&texts[1]).starts_with("The trawler"))
    );
}
