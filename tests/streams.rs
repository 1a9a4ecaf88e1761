//! Standard streams and messages: lost output is never reported as success, and no file name or address in a message
//! controls a terminal, runs anything or reveals a password.
#![allow(clippy::unwrap_used, reason = "a test that cannot continue should stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::json;

const SAYSO: &str = env!("CARGO_BIN_EXE_sayso");
const TEXT: &str = "“We won’t go,” said Zoë Lee. She denied that the road was closed.\n";

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("streams-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    let lines: Vec<String> = (0..3000).map(|n| json!({ "id": n, "text": TEXT }).to_string()).collect();
    fs::write(folder.join("in.jsonl"), lines.join("\n")).unwrap();
    folder
}

fn sayso(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(SAYSO).current_dir(folder).args(arguments).stdin(Stdio::null()).output().unwrap()
}

/// Runs a shell command in which `$SAYSO` is the program. Returns the exit code and standard error.
#[cfg(unix)]
fn shell(folder: &Path, line: &str) -> (Option<i32>, String) {
    let output = Command::new("sh").args(["-c", line]).env("SAYSO", SAYSO).current_dir(folder).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// Shell commands for everything that writes to standard output.
#[cfg(unix)]
const WRITERS: [&str; 5] = [
    "\"$SAYSO\" analyze a.txt",
    "\"$SAYSO\" analyze --format json a.txt",
    "\"$SAYSO\" analyze --jsonl-in in.jsonl",
    "\"$SAYSO\" compare a.txt a.txt",
    "\"$SAYSO\" --help",
];

#[cfg(unix)]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let folder = folder("lost");
    for writer in WRITERS {
        for lost in [">&-", "1</dev/zero", ">/dev/full"] {
            if lost == ">/dev/full" && !Path::new("/dev/full").exists() {
                continue;
            }
            let (code, err) = shell(&folder, &format!("{writer} {lost}"));
            assert_eq!(code, Some(1), "{writer} {lost}");
            assert!(err.starts_with("sayso: ") && err.lines().count() == 1, "{writer} {lost}: {err}");
        }
        // Discarding the findings on purpose is allowed.
        assert_eq!(shell(&folder, &format!("{writer} >/dev/null")), (Some(0), String::new()), "{writer}");
    }
    // Writing to files needs no standard output.
    fs::create_dir(folder.join("out")).unwrap();
    assert_eq!(shell(&folder, "\"$SAYSO\" analyze --out out a.txt >&-"), (Some(0), String::new()));
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_the_run_silently_with_an_error_status() {
    let folder = folder("pipe");
    let run = |writer: &str, reader: &str| {
        let (code, err) = shell(&folder, &format!("{{ {writer}; echo $? >code; }} | {reader}"));
        assert_eq!((code, err.as_str()), (Some(0), ""), "{writer}");
        fs::read_to_string(folder.join("code")).unwrap()
    };
    assert_eq!(run("\"$SAYSO\" analyze --jsonl-in in.jsonl", "head -n 1 >/dev/null"), "141\n");
    assert_eq!(run("\"$SAYSO\" analyze --jsonl-in in.jsonl", "cat >/dev/null"), "0\n");
    assert_eq!(run("sleep 0.2; \"$SAYSO\" analyze a.txt", "true"), "141\n");
}

#[cfg(unix)]
#[test]
fn messages_that_cannot_be_written_stop_nothing() {
    let folder = folder("messages");
    if Path::new("/dev/full").exists() {
        for line in ["\"$SAYSO\" analyze missing.txt a.txt", "echo '{}' | \"$SAYSO\" analyze --jsonl-in -"] {
            assert_eq!(shell(&folder, &format!("{{ {line}; }} 2>/dev/full")).0, Some(1), "{line}");
        }
    }
}

#[cfg(unix)]
#[test]
fn file_names_cannot_control_the_terminal() {
    let folder = folder("names");
    // Red, a title, the C1 control that some terminals treat as an escape, a line break, and a right-to-left
    // override.
    let odd = "a\u{1b}[31m\u{1b}]0;x\u{7}\u{9b}1m\n\u{202e}txt";
    let other = format!("{odd}.csv");
    fs::write(folder.join(odd), TEXT).unwrap();
    fs::write(folder.join(&other), b"\xff").unwrap();
    fs::write(folder.join("bad.jsonl"), "\u{1b}[31m\n\"\u{1b}[31m\"\n").unwrap();
    let option = format!("--{odd}");
    let runs: [&[&str]; 10] = [
        &["analyze", &other],
        &["analyze", "--format", "csv", odd],
        &["analyze", "--format", "html", odd],
        &["analyze", "--format", "markdown", odd],
        &["analyze", "--format", "brat", odd],
        &["analyze", "--jsonl-in", odd],
        &["analyze", "--jsonl-in", "bad.jsonl", "--skip-done", odd],
        &["analyze", "--out", odd, odd],
        &["analyze", &option],
        &["compare", "--format", "text", odd, &other],
    ];
    let clean = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).unwrap();
        !text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t') || c == '\u{202e}')
    };
    for arguments in runs {
        let output = sayso(&folder, arguments);
        assert!(clean(&output.stdout) && clean(&output.stderr), "{arguments:?}: {output:?}");
    }
    let csv = sayso(&folder, &["analyze", "--format", "csv", odd]).stdout;
    assert!(String::from_utf8(csv).unwrap().contains("\"a·[31m·]0;x··1m ·txt\""));
    for format in ["csv", "html", "text"] {
        let output = sayso(&folder, &["compare", "--format", format, odd, odd]);
        assert!(clean(&output.stdout), "{format}");
    }
}

#[test]
fn a_bad_line_is_not_repeated_in_the_message() {
    let folder = folder("repeated");
    fs::write(folder.join("bad.jsonl"), json!("x".repeat(1_000_000)).to_string()).unwrap();
    let output = sayso(&folder, &["analyze", "--jsonl-in", "bad.jsonl"]);
    assert!(output.status.code() == Some(1) && output.stderr.len() < 1_000, "{} bytes", output.stderr.len());
}

#[test]
fn addresses_with_credentials_do_not_become_links() {
    let folder = folder("addresses");
    let addresses = [
        "https://ann:secret@paper.example/",
        "https:///ann:secret@paper.example/",
        "https://secret@paper.example",
        "https://secret\u{ff20}paper.example",
        "javascript:secret",
        "https://paper.example/\u{1b}secret",
        "https://paper.example/\u{202e}secret",
        "https://paper.example/ secret",
    ];
    for address in addresses {
        for format in ["html", "markdown", "jsonld", "schemaorg", "claimreview", "csv", "brat"] {
            let output = sayso(&folder, &["analyze", "--format", format, "--url", address, "a.txt"]);
            let out = String::from_utf8(output.stdout).unwrap();
            assert!(
                output.status.success() && !out.contains("secret") && !out.contains("href"),
                "{format} {address}: {out}"
            );
            let err = String::from_utf8(output.stderr).unwrap();
            assert!(err.contains("--url") && !err.contains("secret"), "{err}");
        }
    }
    let output = sayso(&folder, &["analyze", "--format", "html", "--url", "https://paper.example/a", "a.txt"]);
    assert!(
        output.stderr.is_empty()
            && String::from_utf8(output.stdout).unwrap().contains("href=\"https://paper.example/a")
    );
}
