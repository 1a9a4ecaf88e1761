//! Archives (many articles in one file of JSON Lines) on the command line: the order of the output with many threads,
//! bad lines, resuming an interrupted run, and interrupts.
#![allow(clippy::unwrap_used, reason = "a test that cannot continue should stop")]

use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

const SAYSO: &str = env!("CARGO_BIN_EXE_sayso");

/// Creates an empty folder for one test and returns its path.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("archive-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Returns `count` articles of very different lengths, as JSON Lines.
fn articles(count: usize) -> String {
    let mut out = String::new();
    for n in 0..count {
        let text =
            format!("“We paid {n} crowns,” said Ann Lee. The mayor denied that it was late. ").repeat(n % 7 * 3 + 1);
        writeln!(out, "{}", json!({ "id": n, "text": text })).unwrap();
    }
    out
}

/// Analyses the archive `input`, and returns the exit code, standard output and standard error.
fn run(arguments: &[&str], input: &PathBuf) -> (Option<i32>, String, String) {
    let mut command = Command::new(SAYSO);
    let out = command.args(["analyze", "--jsonl-in"]).arg(input).args(arguments).output().unwrap();
    (out.status.code(), String::from_utf8(out.stdout).unwrap(), String::from_utf8(out.stderr).unwrap())
}

fn ids(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].clone()).collect()
}

#[test]
fn output_is_identical_for_any_number_of_threads() {
    let input = folder("threads").join("in.jsonl");
    fs::write(&input, articles(120)).unwrap();
    let (code, one, err) = run(&["--jobs", "1"], &input);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(ids(&one), (0..120).map(Value::from).collect::<Vec<_>>());
    for jobs in ["2", "7"] {
        assert!(run(&["--jobs", jobs], &input).1 == one, "{jobs} threads");
    }
    // If standard error is no terminal, it shows no progress bar and stays empty.
    assert!(run(&[], &input).2.is_empty());
}

#[test]
fn a_bad_line_is_named_and_the_run_goes_on_unless_it_is_strict() {
    let input = folder("bad").join("in.jsonl");
    let lines = articles(6);
    let mut lines: Vec<&str> = lines.lines().collect();
    lines[2] = "{\"id\": 2, \"text\": \"half";
    fs::write(&input, lines.join("\n")).unwrap();
    let (code, out, err) = run(&["--jobs", "3"], &input);
    assert_eq!((code, ids(&out)), (Some(1), [0, 1, 3, 4, 5].map(Value::from).to_vec()));
    assert!(err.contains("line 3:") || err.contains("line 3,"), "{err}");
    let (code, out, err) = run(&["--jobs", "3", "--strict"], &input);
    assert_eq!((code, ids(&out)), (Some(3), [0, 1].map(Value::from).to_vec()));
    assert!(err.contains("line 3"), "{err}");
}

#[test]
fn an_interrupted_run_resumes_where_it_stopped() {
    let folder = folder("resume");
    let (input, output) = (folder.join("in.jsonl"), folder.join("out.jsonl"));
    fs::write(&input, articles(40)).unwrap();
    let whole = run(&[], &input).1;
    // Truncated in the middle of a line, as after a power failure.
    let kept = whole.match_indices('\n').nth(14).unwrap().0 + 30;
    fs::write(&output, &whole[..kept]).unwrap();
    let appended = OpenOptions::new().append(true).open(&output).unwrap();
    let mut command = Command::new(SAYSO);
    command.args(["analyze", "--jsonl-in"]).arg(&input).arg("--skip-done").arg(&output);
    let out = command.stdout(appended).output().unwrap();
    assert_eq!(out.status.code(), Some(0));
    let messages = String::from_utf8(out.stderr).unwrap();
    assert!(messages.contains("incomplete line 16 was cut off"), "{messages}");
    assert!(fs::read_to_string(&output).unwrap() == whole, "the joined output differs from that of one run");
    // Another run finds nothing left to do.
    assert_eq!(run(&["--skip-done", output.to_str().unwrap()], &input).1, "");
}

#[test]
fn memory_does_not_grow_with_the_archive() {
    if !cfg!(target_os = "linux") {
        println!("memory is only known on Linux: not tested");
        return;
    }
    let peak = |count: usize| {
        let mut child = Command::new(SAYSO)
            .args(["analyze", "--jobs", "2", "--jsonl-in", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let feeder = std::thread::spawn(move || {
            // The ids are long, so that memory would grow visibly if anything were kept for each article.
            for n in 0..count {
                let id = format!("{n:02000}");
                writeln!(input, "{}", json!({ "id": id, "text": "Ann Lee said it was late." })).unwrap();
            }
            input
        });
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        for _ in 0..count {
            line.clear();
            assert!(output.read_line(&mut line).unwrap() > 2000);
        }
        // The program waits for more input, so its peak memory can be read.
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        drop(feeder.join().unwrap());
        assert!(child.wait().unwrap().success());
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        peak.trim().trim_end_matches(" kB").parse::<u64>().unwrap()
    };
    let (few, many) = (peak(200), peak(4000));
    // 4,000 articles are 8 MB of input and 10 MB of output.
    assert!(many < few + 4_000, "{few} kB for 200 articles, {many} kB for 4,000");
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_whole_lines() {
    let output = folder("interrupt").join("out.jsonl");
    let mut child = Command::new(SAYSO)
        .args(["analyze", "--jsonl-in", "-"])
        .stdin(Stdio::piped())
        .stdout(File::create(&output).unwrap())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let lines = articles(30);
    input.write_all(lines.as_bytes()).unwrap();
    // Wait for the first record: the program is then in the middle of its work, and stdin stays open.
    while fs::metadata(&output).unwrap().len() == 0 {
        assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        std::thread::yield_now();
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let out = fs::read_to_string(&output).unwrap();
    assert!(out.ends_with('\n') && !ids(&out).is_empty());
    assert_eq!(ids(&out), (0..ids(&out).len()).map(Value::from).collect::<Vec<_>>());
}

#[test]
fn options_for_archives_need_an_archive() {
    for arguments in [&["--jobs", "2"][..], &["--strict"], &["--skip-done", "x"], &["--parquet-out", "x"]] {
        let out = Command::new(SAYSO).arg("analyze").args(arguments).stdin(Stdio::null()).output().unwrap();
        assert_eq!(out.status.code(), Some(2), "{arguments:?}");
    }
}
