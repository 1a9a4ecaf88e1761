//! Measures how the time of a comparison grows with the number of articles, for `cargo xtask bench`. `compare_growth
//! FILE…` builds articles of 1,000 words on one event from the sentences of the files, each article with a different
//! selection and some sentences reworded, and prints the best of several rounds. Measures the processor time of this
//! thread if the system provides it.

use std::time::{Duration, Instant};

use sayso::compare::{Article, compare};

/// The numbers of articles. The ratio of the time for the last to the time for the second is printed.
const SIZES: [usize; 4] = [5, 20, 60, 200];
const WORDS: usize = 1_000;
const ROUNDS: usize = 3;

fn main() -> std::io::Result<()> {
    let mut sentences: Vec<String> = Vec::new();
    for file in std::env::args().skip(1).filter(|file| file.ends_with(".txt")) {
        let text = std::fs::read_to_string(file)?;
        let document = sayso::text::Document::new(&text);
        sentences.extend(document.sentences.iter().map(|span| span.of(&text).to_owned()));
    }
    if sentences.is_empty() {
        return Err(std::io::Error::other("usage: compare_growth FILE…"));
    }
    let most = SIZES[SIZES.len() - 1];
    let texts: Vec<String> = (0..most).map(|seed| article(&sentences, seed as u64 + 1)).collect();
    let (found, analysis) = timed(|| texts.iter().map(|text| sayso::analyze(text)).collect::<Vec<_>>());
    let articles: Vec<Article<'_>> =
        texts.iter().zip(&found).map(|(text, analysis)| Article { text, analysis }).collect();
    println!("{:<10}{:>12}{:>22}{:>10}{:>8}", "articles", "compare ms", "with analysis, ms", "links", "claims");
    let mut taken = Vec::new();
    for size in SIZES {
        let mut best = f64::INFINITY;
        let mut count = (0, 0);
        for _ in 0..ROUNDS {
            let (comparison, time) = timed(|| compare(&articles[..size]));
            best = best.min(time.as_secs_f64());
            count = (comparison.links.len(), comparison.rows.len());
        }
        let analysed = analysis.as_secs_f64() * size as f64 / most as f64;
        println!("{size:<10}{:>12.1}{:>22.1}{:>10}{:>8}", best * 1e3, (best + analysed) * 1e3, count.0, count.1);
        taken.push(best);
    }
    println!("200 articles take {:.1} times what 20 take", taken[3] / taken[1]);
    Ok(())
}

/// Returns an article made of the sentences. Which ones, and their wording, depends on `seed`: in about every third
/// sentence about one word in four is dropped.
fn article(sentences: &[String], seed: u64) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let (mut out, mut words) = (String::new(), 0);
    while words < WORDS {
        let sentence = &sentences[next(sentences.len())];
        let reworded = next(3) == 0;
        for word in sentence.split_whitespace() {
            if !reworded || next(4) > 0 {
                out += word;
                out.push(' ');
                words += 1;
            }
        }
        if next(3) == 0 {
            out += "\n\n";
        }
    }
    out
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let (begun, busy) = (Instant::now(), on_processor());
    let done = work();
    (done, on_processor().zip(busy).map_or_else(|| begun.elapsed(), |(now, then)| now - then))
}

/// Returns the processor time of this thread so far; `None` on systems other than Linux.
fn on_processor() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    line.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
