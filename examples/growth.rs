//! Measures how the time of an analysis grows with the length of the text, for `cargo xtask bench`. `growth FILE…`
//! repeats the files' text to each size and prints the best of several rounds. Sizes alternate, so that a busy
//! machine slows all of them equally. Measures the processor time of this thread if the system provides it, else
//! wall-clock time.

use std::time::{Duration, Instant};

/// Sizes in bytes. The requirements limit the ratio of the fourth to the third.
const SIZES: [usize; 5] = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];
const ROUNDS: usize = 7;
/// The size in bytes above which a text is analysed in the first round only, because one analysis takes long enough.
const ONCE: usize = 1_000_000;

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    for file in std::env::args().skip(1).filter(|file| file.ends_with(".txt")) {
        text += &std::fs::read_to_string(file)?;
        text.push_str("\n\n");
    }
    if text.trim().is_empty() {
        return Err(std::io::Error::other("usage: growth FILE…"));
    }
    let texts = SIZES.map(|size| {
        let whole: String = text
            .chars()
            .cycle()
            .scan(0, |length, c| {
                *length += c.len_utf8();
                (*length <= size).then_some(c)
            })
            .collect();
        whole
    });
    let mut best = [f64::INFINITY; SIZES.len()];
    for round in 0..ROUNDS {
        for (text, best) in texts.iter().zip(&mut best).filter(|(text, _)| round == 0 || text.len() <= ONCE) {
            // A short text takes less time than the resolution of the system's counter, so it is analysed several
            // times.
            let times = (SIZES[2] / text.len().max(1)).max(1);
            let (begun, busy) = (Instant::now(), on_processor());
            let found = (0..times).map(|_| sayso::analyze(text).attributions.len()).max();
            let taken = on_processor().zip(busy).map_or_else(|| begun.elapsed(), |(now, then)| now - then);
            let taken = taken.as_secs_f64() / times as f64;
            assert!(found > Some(0) || text.len() < 2_000, "nothing was found");
            *best = best.min(taken);
        }
    }
    println!("{:<10}{:>10}{:>12}{:>14}", "bytes", "words", "ms", "words/s");
    for (text, taken) in texts.iter().zip(best) {
        let words = text.split_whitespace().count();
        println!("{:<10}{words:>10}{:>12.2}{:>14.0}", text.len(), taken * 1000.0, words as f64 / taken);
    }
    println!(
        "1 MB takes {:.1} times what 100 KB take, 10 MB {:.1} times what 1 MB takes",
        best[3] / best[2],
        best[4] / best[3]
    );
    Ok(())
}

/// Returns the processor time of this thread so far; `None` on systems other than Linux.
fn on_processor() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    line.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
