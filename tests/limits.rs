//! Articles that are too long, through each input: reported, rejected or recorded, with bounded memory, and the run
//! continues.
#![allow(clippy::unwrap_used, reason = "a test that cannot continue should stop")]

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const SAYSO: &str = env!("CARGO_BIN_EXE_sayso");

/// The maximum number of characters of an article.
const MOST: usize = sayso::intake::length::MOST;

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("limits-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn sayso(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(SAYSO).current_dir(folder).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn records(output: &Output) -> Vec<Value> {
    let lines = std::str::from_utf8(&output.stdout).unwrap().lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Writes `count` megabytes of text, to be put inside a JSON string: it contains no quotation marks or line breaks.
fn megabytes(out: &mut impl Write, count: usize) {
    let piece = "Ann Lee said that it rained. ".repeat(1_000_000 / 29 + 1);
    (0..count).for_each(|_| out.write_all(&piece.as_bytes()[..1_000_000]).unwrap());
}

/// Writes an archive with an article of 61 MB, one of 61 MB whose id follows the text, one that is slightly too long,
/// and three good ones.
fn archive(path: &Path) {
    let mut out = BufWriter::new(File::create(path).unwrap());
    writeln!(out, "{}", json!({ "id": "a", "text": "Ann Lee said it rained." })).unwrap();
    write!(out, "{{\"id\":[\"long\",1],\"text\":\"").unwrap();
    megabytes(&mut out, 61);
    writeln!(out, "\"}}").unwrap();
    writeln!(out, "{}", json!({ "id": "b", "text": "Ann Lee said it rained." })).unwrap();
    write!(out, "{{\"text\":\"").unwrap();
    megabytes(&mut out, 61);
    writeln!(out, "\",\"id\":\"long 2\"}}").unwrap();
    writeln!(out, "{}", json!({ "id": "long 3", "text": "é".repeat(MOST + 1) })).unwrap();
    writeln!(out, "{}", json!({ "id": "c", "text": "Ann Lee said it rained." })).unwrap();
    out.flush().unwrap();
}

#[test]
fn oversized_articles_are_named_recorded_and_skipped_later() {
    let folder = folder("archive");
    archive(&folder.join("in.jsonl"));
    let first = sayso(&folder, &["analyze", "--jobs", "2", "--jsonl-in", "in.jsonl"]);
    assert_eq!(first.status.code(), Some(1));
    let found = records(&first);
    let ids: Vec<&Value> = found.iter().map(|record| &record["id"]).collect();
    assert_eq!(ids, [&json!("a"), &json!(["long", 1]), &json!("b"), &json!("long 2"), &json!("long 3"), &json!("c")]);
    for (at, record) in found.iter().enumerate() {
        let long = [1, 3, 4].contains(&at);
        assert_eq!(record["error"]["kind"] == "too_long", long, "{record}");
        assert_eq!(record["attributions"].is_array(), !long);
    }
    for line in [2, 4, 5] {
        assert!(err(&first).contains(&format!("line {line}, is too long")), "{}", err(&first));
    }
    // A resumed run skips all of them and reports nothing.
    fs::write(folder.join("out.jsonl"), &first.stdout).unwrap();
    let again = sayso(&folder, &["analyze", "--jsonl-in", "in.jsonl", "--skip-done", "out.jsonl"]);
    assert_eq!((again.status.code(), again.stdout.len(), err(&again)), (Some(0), 0, String::new()));
    // If the run was interrupted before the second oversized article, what was recorded is skipped and the rest is
    // processed.
    let two: Vec<&[u8]> = first.stdout.split_inclusive(|&byte| byte == b'\n').take(2).collect();
    fs::write(folder.join("out.jsonl"), two.concat()).unwrap();
    let rest = sayso(&folder, &["analyze", "--jsonl-in", "in.jsonl", "--skip-done", "out.jsonl"]);
    assert_eq!([two.concat(), rest.stdout].concat(), first.stdout);
    let strict = sayso(&folder, &["analyze", "--strict", "--jsonl-in", "in.jsonl"]);
    assert_eq!((strict.status.code(), records(&strict).len()), (Some(3), 1));
}

#[cfg(target_os = "linux")]
#[test]
fn a_line_of_61_megabytes_takes_little_memory() {
    // First with a text of 61 MB, then with an id of 61 MB that would become many values if it were parsed.
    for id in [false, true] {
        let mut child = Command::new(SAYSO)
            .args(["analyze", "--jobs", "2", "--jsonl-in", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut input = BufWriter::new(child.stdin.take().unwrap());
        if id {
            write!(input, "{{\"text\":\"x\",\"id\":[").unwrap();
            (0..61).for_each(|_| input.write_all("[1],".repeat(250_000).as_bytes()).unwrap());
            writeln!(input, "[]]}}").unwrap();
        } else {
            write!(input, "{{\"id\":1,\"text\":\"").unwrap();
            megabytes(&mut input, 61);
            writeln!(input, "\"}}").unwrap();
        }
        writeln!(input, "{}", json!({ "id": 2, "text": "Ann Lee said it rained." })).unwrap();
        input.flush().unwrap();
        let mut out = io::BufReader::new(child.stdout.take().unwrap());
        let mut last = Value::Null;
        while last["id"] != 2 {
            let mut line = String::new();
            assert!(io::BufRead::read_line(&mut out, &mut line).unwrap() > 0, "it ended");
            last = serde_json::from_str(&line).unwrap();
        }
        // The program waits for more input, so its peak memory can be read.
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        drop(input);
        assert_eq!(child.wait().unwrap().code(), Some(1));
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        let peak: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
        assert!(peak < 100_000, "{peak} kB");
    }
}

#[test]
fn a_file_that_is_too_long_is_named_and_the_others_are_done() {
    let folder = folder("files");
    fs::write(folder.join("good.txt"), "Ann Lee said it rained.").unwrap();
    fs::write(folder.join("long.txt"), "é".repeat(MOST + 1)).unwrap();
    fs::write(folder.join("long.html"), format!("<p>{}", "x ".repeat(MOST))).unwrap();
    let mut huge = BufWriter::new(File::create(folder.join("huge.txt")).unwrap());
    megabytes(&mut huge, 61);
    drop(huge);
    let files = ["long.txt", "huge.txt", "good.txt", "long.html"];
    let output = sayso(&folder, &[&["analyze", "--format", "jsonl"], &files[..]].concat());
    assert_eq!((output.status.code(), records(&output).len()), (Some(1), 1));
    for name in ["long.txt", "huge.txt", "long.html"] {
        assert!(err(&output).contains(&format!("{name} is too long")), "{}", err(&output));
    }
    let output = sayso(&folder, &["compare", "long.txt", "good.txt"]);
    assert!(output.status.code() == Some(1) && err(&output).contains("too long"), "{}", err(&output));
    archive(&folder.join("in.jsonl"));
    let output = sayso(&folder, &["compare", "--format", "json", "--jsonl-in", "in.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["articles"].as_array().unwrap().len(), 3);
}

#[cfg(unix)]
#[test]
fn rejects_endless_standard_input() {
    let zero = File::open("/dev/zero").unwrap();
    let output = Command::new(SAYSO).arg("analyze").stdin(zero).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    assert!(err(&output).contains("- is too long"), "{}", err(&output));
}
