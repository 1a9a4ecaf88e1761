//! After an edit only the changed parts of a text are analysed again, and the findings are bit-identical to those of
//! a full run.

use std::ops::ControlFlow;

use proptest::prelude::*;
use sayso::{Analysis, Cache, analyze, analyze_with};

/// Text that is typed or pasted into an article.
const PIECES: &[&str] = &[
    "x",
    " ",
    ".",
    "\"",
    "“",
    "”",
    "\n",
    "\n\n",
    "😀",
    " said ",
    " the mayor denied that ",
    "Ann Lee",
    "\n\n“We will not go,” the mayor said. “Not today.”\n\n",
    " According to the report, nobody was hurt.",
    // Pieces that change how other paragraphs are read: an interview, a headline, capitalised and lower-case words, a
    // colon before a break.
    "\n\nANN: Who came?\n\nBOB: Nobody came.\n\nANN: Good.\n\n",
    "\n\nMayor Denies All Charges Again\n\n",
    " the council, the mayor, the Ministry and the Road ",
    " he said:\n\n",
];

fn articles() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/articles");
    let paths = std::fs::read_dir(folder).expect("the articles").flatten().map(|entry| entry.path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|ending| ending == "txt")).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("an article in UTF-8")).collect()
}

fn keep_on(text: &str, cache: &mut Cache) -> Analysis {
    analyze_with(text, cache, &mut |_| ControlFlow::Continue(())).expect("nobody stops it")
}

/// Returns the offset in bytes that is `thousandths` of the text's length, or the nearest character boundary before it.
fn place(text: &str, thousandths: usize) -> usize {
    let mut at = text.len() * thousandths / 1000;
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_change_nothing_but_the_time(
        article in 0..4_usize,
        edits in prop::collection::vec((0..1000_usize, 0..40_usize, prop::sample::select(PIECES)), 1..6),
    ) {
        let mut text = articles().swap_remove(article);
        let mut cache = Cache::default();
        keep_on(&text, &mut cache);
        for (start, cut, piece) in edits {
            let from = place(&text, start);
            let to = from + place(&text[from..], 1000).min(cut);
            let to = (from..=to).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(from);
            text.replace_range(from..to, piece);
            prop_assert_eq!(keep_on(&text, &mut cache), analyze(&text));
        }
    }
}

#[test]
fn paragraphs_that_move_or_repeat_are_the_same_too() {
    let article = articles().swap_remove(0);
    let mut cache = Cache::default();
    let mut parts: Vec<&str> = article.split("\n\n").collect();
    for _ in 0..4 {
        parts.rotate_left(3);
        parts.extend_from_within(..2);
        let text = parts.join("\n\n");
        assert_eq!(keep_on(&text, &mut cache), analyze(&text));
    }
}

#[test]
fn a_keystroke_runs_little_of_the_network_and_progress_never_decreases() {
    let text = articles().join("\n\n");
    let mut cache = Cache::default();
    let reports = |text: &str, cache: &mut Cache| {
        let mut seen = Vec::new();
        let found = analyze_with(text, cache, &mut |progress| {
            seen.push(progress);
            ControlFlow::Continue(())
        });
        assert!(found.is_some_and(|found| !found.attributions.is_empty()));
        seen
    };
    let full = reports(&text, &mut cache);
    assert!(full.windows(2).all(|pair| pair[0].done <= pair[1].done));
    assert!(full.iter().all(|progress| progress.done <= progress.total));
    assert!(full.len() > 4 && full.last().is_some_and(|progress| progress.done * 10 > progress.total * 8), "{full:?}");
    // Nothing is computed if nothing is new, and little if a character was typed.
    assert_eq!(reports(&text, &mut cache), []);
    let middle = place(&text, 500);
    let typed = [&text[..middle], "x", &text[middle..]].concat();
    assert!(reports(&typed, &mut cache).len() <= 2);
}

#[test]
fn stopping_returns_nothing_and_keeps_the_cache_valid() {
    let text = articles().join("\n\n");
    let mut cache = Cache::default();
    assert!(analyze_with(&text, &mut cache, &mut |_| ControlFlow::Break(())).is_none());
    assert_eq!(keep_on(&text, &mut cache), analyze(&text));
}
