//! scratch
use sayso::checks::{Record, build};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let mut records = Vec::new();
    for line in std::fs::read_to_string(&a[1]).unwrap().lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let f = |n: &str| v[n].as_str().unwrap_or_default().to_owned();
        records.push(Record {
            id: f("id"),
            claim: f("claim"),
            title: f("title"),
            claimant: f("speaker"),
            verdict: f("label"),
            date: if v["date"].is_string() { "2019-10-22".into() } else { String::new() },
            ..Record::default()
        });
    }
    let t = std::time::Instant::now();
    let b = build(records);
    eprintln!(
        "built {:?} {} claims {} reviews {} merged {} repeated {} bytes",
        t.elapsed(),
        b.claims,
        b.reviews,
        b.merged,
        b.repeated,
        b.bytes.len()
    );
    let t = std::time::Instant::now();
    std::fs::write(&a[2], &b.bytes).unwrap();
    let l = sayso::checks::Library::open(&b.bytes).unwrap();
    eprintln!("opened {:?} {}", t.elapsed(), l.len());
    std::fs::write(&a[2], &b.bytes).unwrap();
}
