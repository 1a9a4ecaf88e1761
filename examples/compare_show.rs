//! Prints all links between files: `compare_show FILE FILE…`.

use sayso::compare::{Article, Side, compare};

fn main() -> std::io::Result<()> {
    let texts: Vec<String> = std::env::args().skip(1).map(std::fs::read_to_string).collect::<Result<_, _>>()?;
    let found: Vec<_> = texts.iter().map(|text| sayso::analyze(text)).collect();
    let articles: Vec<_> = texts.iter().zip(&found).map(|(text, analysis)| Article { text, analysis }).collect();
    let comparison = compare(&articles);
    let words = |side: &Side| side.spans.iter().map(|s| s.of(&texts[side.article])).collect::<Vec<_>>().join(" … ");
    for link in &comparison.links {
        println!(
            "{:?} {:.2} {}\n   {}: {}\n   {}: {}",
            link.kind,
            link.score,
            link.reason.rule.name(),
            link.a.article,
            words(&link.a),
            link.b.article,
            words(&link.b)
        );
        for change in &link.changes {
            println!("      [{}] → [{}]", change.a.of(&texts[link.a.article]), change.b.of(&texts[link.b.article]));
        }
    }
    println!("{} links", comparison.links.len());
    Ok(())
}
