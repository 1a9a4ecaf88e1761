//! The cost of hostile articles, for `cargo xtask count`.
//!
//! A shape is a piece of text that is repeated up to a given size. Two ratios are limited for each shape: a text four
//! times as long may not cost much more than four times as much, and no text may cost much more than news of the same
//! length in bytes.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, Result, bail};

/// The pieces of text that hostile articles repeat.
const SHAPES: [&str; 43] = [
    // Cues. The tagger's second stage only examines the likeliest.
    "said ",
    "said\n\n",
    "said, ",
    "He said it. ",
    "He said it.\n\n",
    "I say. ",
    "saying ",
    "said\u{200f} ",
    "said\u{61c} ",
    "say \".......\"",
    "Ann said Bob said that Eve said ",
    "according to ",
    // Claim cues.
    "denied alleged ",
    "Police denied that ",
    "He denied it. ",
    "accused him of ",
    "He is innocent. I reportedly fled. ",
    // Quotations.
    "\"",
    "“a” ",
    "“a ",
    "“‘",
    "“a,” he said. ",
    "“a.” — Ann ",
    "“He said it was late.\n\n",
    "Ann: “a.” ",
    // Names, pronouns, figures.
    "John Smith ",
    "he she they ",
    "Mr Mrs Dr ",
    "NATO EU UN FBI ",
    "U.",
    "5 dead 6 dead ",
    "Ann said five people were killed. Bob said six people were killed. ",
    "3 March 2023 ",
    // Lines, marks, letters.
    "Mayor Denies Charges\n\n",
    "Advertisement\n\n",
    "a\n\n",
    ",",
    "(",
    "a",
    "e\u{301}",
    "\u{200f}",
    "😀",
    "https://a.com/b?c=d&e=f ",
];

/// The sizes in bytes to which each shape is repeated.
pub const SIZES: [usize; 2] = [2_000, 8_000];

/// The maximum ratio of the instructions for the second size to those for the first.
const GROWTH: f64 = 5.0;

/// The maximum ratio of the instructions for a shape to those for news of the same length.
const OF_NEWS: f64 = 5.0;

/// The instructions for a shape in the two [`SIZES`].
type Cost = [u64; 2];

/// Counts every shape and prints its ratios. `count` returns the instructions for a piece repeated to a size; `news`
/// are those for news of the second of [`SIZES`].
///
/// # Errors
/// If counting fails, or a ratio is too high.
pub fn check(news: u64, count: impl Fn(&str, usize) -> Result<u64> + Sync) -> Result<()> {
    // Every count includes the cost of reading the tables.
    let idle = count(" ", 1)?;
    let cost = |piece: &str| -> Result<Cost> {
        let [small, large] = SIZES.map(|size| count(piece, size));
        Ok([small?.saturating_sub(idle), large?.saturating_sub(idle)])
    };
    let next = AtomicUsize::new(0);
    let work = || -> Result<Vec<(usize, Cost)>> {
        let numbers = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
        numbers.map_while(|at| SHAPES.get(at).map(|piece| Ok((at, cost(piece)?)))).collect()
    };
    let mut costs = thread::scope(|scope| {
        let other = scope.spawn(work);
        let mut costs = work()?;
        costs.extend(other.join().ok().context("counting failed")??);
        anyhow::Ok(costs)
    })?;
    costs.sort_unstable();
    let costs: Vec<(&str, Cost)> = costs.into_iter().map(|(at, cost)| (SHAPES[at], cost)).collect();
    judge(news, &costs)
}

/// Prints the ratios of the shapes. Fails if one is too high.
fn judge(news: u64, costs: &[(&str, Cost)]) -> Result<()> {
    let [small, large] = SIZES;
    let times = |cost: u64, of: u64| cost as f64 / of.max(1) as f64;
    println!("\n{:<44} {:>10} {:>10}", "repeated", format!("{} times", large / small), "news");
    let mut wrong = Vec::new();
    for (piece, [short, long]) in costs {
        let (growth, of_news) = (times(*long, *short), times(*long, news));
        println!("{:<44} {growth:>9.1}× {of_news:>9.1}×", format!("{piece:?}"));
        if growth > GROWTH {
            wrong.push(format!("{piece:?} takes {growth:.1} times as much in {large} bytes as in {small}"));
        }
        if of_news > OF_NEWS {
            wrong.push(format!("{piece:?} takes {of_news:.1} times as much as news of {large} bytes"));
        }
    }
    println!(
        "{GROWTH} times what a quarter of the text takes and {OF_NEWS} times what news of its length takes are allowed"
    );
    if wrong.is_empty() { Ok(()) } else { bail!("{}", wrong.join("; ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_fails_by_its_growth_or_by_what_news_costs() {
        assert!(judge(100, &[("a", [100, 500])]).is_ok());
        let error = judge(200, &[("a", [100, 501])]).expect_err("5.01 times a quarter");
        assert!(error.to_string().starts_with("\"a\" takes 5.0 times as much in 8000 bytes as in 2000"), "{error}");
        let error = judge(100, &[("a", [200, 800]), ("b", [10, 40])]).expect_err("8 times news");
        assert_eq!(error.to_string(), "\"a\" takes 8.0 times as much as news of 8000 bytes");
    }

    #[test]
    fn every_shape_is_counted_in_both_sizes() {
        let count = |piece: &str, size: usize| Ok(if piece == "said " { 9 * size as u64 } else { size as u64 });
        let error = check(8_000, count).expect_err("one shape costs nine times as much");
        assert_eq!(error.to_string().matches("takes").count(), 1, "{error}");
        assert!(check(80_000, count).is_ok());
        assert!(check(80_000, |_, size| if size == SIZES[0] { bail!("no valgrind") } else { Ok(1) }).is_err());
    }
}
