//! The command line loses no file: it truncates only its own output, replaces a file only with `--force`, and leaves no
//! incomplete file behind.
#![allow(clippy::unwrap_used, reason = "a test that cannot continue should stop")]

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::json;

const TEXT: &str = "“We won’t go,” said Zoë Lee. She denied that the road was closed.\n";

/// Creates an empty folder for one test and returns its path.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("files-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs `sayso analyze` in `folder`.
fn sayso(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.current_dir(folder).arg("analyze").args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Returns two articles as JSON Lines. The last line has no line end.
fn articles() -> String {
    [json!({ "id": 1, "text": TEXT }), json!({ "id": 2, "text": TEXT })].map(|line| line.to_string()).join("\n")
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn skip_done_leaves_a_foreign_file_as_it_is() {
    let folder = folder("foreign");
    fs::write(folder.join("in.jsonl"), articles()).unwrap();
    let foreign: [(&str, &[u8]); 5] = [
        ("notes.txt", b"first line\nthe last line has no end"),
        ("one-line.txt", b"no line end at all"),
        ("program", b"\x7fELF\x02\x01\x01\0\0\0\xff\xfe\n\0\0\x80"),
        ("other.jsonl", b"{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\"b\"}"),
        ("log.jsonl", b"{\"id\":1,\"error\":\"disk full\"}\n{\"id\":2,\"err"),
    ];
    for (name, bytes) in foreign {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        for appended in [false, true] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
            command.current_dir(&folder).args(["analyze", "--jsonl-in", "in.jsonl", "--skip-done", name]);
            if appended {
                command.stdout(OpenOptions::new().append(true).open(&path).unwrap());
            }
            let output = command.output().unwrap();
            assert!(fs::read(&path).unwrap() == bytes, "{name} was changed");
            assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{name}");
            assert!(err(&output).contains(name) && err(&output).contains("not a record"), "{}", err(&output));
        }
    }
}

#[test]
fn skip_done_never_cuts_the_input() {
    let folder = folder("input");
    let input = folder.join("in.jsonl");
    fs::write(&input, articles()).unwrap();
    fs::hard_link(&input, folder.join("hard.jsonl")).unwrap();
    let mut links = vec!["in.jsonl", "hard.jsonl"];
    if cfg!(unix) {
        #[cfg(unix)]
        std::os::unix::fs::symlink("in.jsonl", folder.join("soft.jsonl")).unwrap();
        links.push("soft.jsonl");
    }
    for name in links {
        let output = sayso(&folder, &["--jsonl-in", "in.jsonl", "--skip-done", name]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(err(&output).contains("is the input"), "{}", err(&output));
        let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
        command.current_dir(&folder).args(["analyze", "--jsonl-in", "-", "--skip-done", name]);
        let output = command.stdin(File::open(&input).unwrap()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{name} as standard input");
        assert_eq!(fs::read_to_string(&input).unwrap(), articles());
    }
}

#[test]
fn skip_done_takes_regular_files_only() {
    let folder = folder("irregular");
    fs::write(folder.join("in.jsonl"), articles()).unwrap();
    let others: &[&str] = if cfg!(unix) { &[".", "/dev/zero", "/dev/null"] } else { &["."] };
    for name in others {
        assert_eq!(sayso(&folder, &["--jsonl-in", "in.jsonl", "--skip-done", name]).status.code(), Some(2), "{name}");
    }
}

#[test]
fn output_is_never_appended_to_what_is_read() {
    let folder = folder("appended");
    let (lines, text) = (folder.join("in.jsonl"), folder.join("a.txt"));
    fs::write(&lines, articles() + "\n").unwrap();
    fs::write(&text, TEXT).unwrap();
    let runs: [(&[&str], &Path); 4] = [
        (&["analyze", "--jsonl-in", "in.jsonl"], &lines),
        (&["compare", "--jsonl-in", "in.jsonl"], &lines),
        (&["analyze", "a.txt"], &text),
        (&["compare", "a.txt", "a.txt"], &text),
    ];
    for (arguments, path) in runs {
        let before = fs::read(path).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
        command.current_dir(&folder).args(arguments);
        let output = command.stdout(OpenOptions::new().append(true).open(path).unwrap()).output().unwrap();
        assert!(fs::read(path).unwrap() == before, "{arguments:?}");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn out_never_replaces_a_file_that_is_read() {
    let folder = folder("own-input");
    for format in ["text", "brat"] {
        for force in [&[][..], &["--force"]] {
            fs::write(folder.join("a.txt"), TEXT).unwrap();
            let output = sayso(&folder, &[&["--format", format, "--out", ".", "a.txt"], force].concat());
            assert_eq!(output.status.code(), Some(1), "{format} {force:?}");
            assert!(err(&output).contains("a.txt is one of the files to read"), "{}", err(&output));
            assert_eq!(fs::read_to_string(folder.join("a.txt")).unwrap(), TEXT);
            assert_eq!(names(&folder), ["a.txt"]);
        }
    }
    // The output of one article may have the name of another's input.
    fs::write(folder.join("b.html"), "<p>It rained.").unwrap();
    fs::write(folder.join("b.txt"), TEXT).unwrap();
    let output = sayso(&folder, &["--force", "--out", ".", "b.html", "b.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_to_string(folder.join("b.txt")).unwrap(), TEXT);
}

#[test]
fn out_replaces_a_file_only_with_force_and_goes_on_with_the_others() {
    let folder = folder("existing");
    for name in ["a.txt", "b.txt"] {
        fs::write(folder.join(name), TEXT).unwrap();
    }
    fs::create_dir(folder.join("out")).unwrap();
    fs::write(folder.join("out/a.csv"), "mine").unwrap();
    let output = sayso(&folder, &["--format", "csv", "--out", "out", "a.txt", "b.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("a.csv already exists"), "{}", err(&output));
    assert_eq!(fs::read_to_string(folder.join("out/a.csv")).unwrap(), "mine");
    assert_eq!(names(&folder.join("out")), ["a.csv", "b.csv"]);
    let output = sayso(&folder, &["--format", "csv", "--out", "out", "--force", "a.txt", "b.txt"]);
    assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
    let whole = fs::read_to_string(folder.join("out/b.csv")).unwrap();
    assert_eq!(fs::read_to_string(folder.join("out/a.csv")).unwrap(), whole.replace("\"b\",", "\"a\","));
    assert_eq!(names(&folder.join("out")), ["a.csv", "b.csv"]);
    assert_eq!(sayso(&folder, &["--force", "a.txt"]).status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn out_never_writes_through_a_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder("links");
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    fs::write(folder.join("precious"), "precious").unwrap();
    fs::create_dir(folder.join("out")).unwrap();
    let link = folder.join("out/a.csv");
    for target in ["../precious", "../not-there"] {
        let _ = fs::remove_file(&link);
        symlink(target, &link).unwrap();
        let arguments = ["--format", "csv", "--out", "out", "a.txt"];
        assert_eq!(sayso(&folder, &arguments).status.code(), Some(1), "{target}");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        let output = sayso(&folder, &[&arguments[..], &["--force"]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        // The link itself was replaced.
        assert!(fs::symlink_metadata(&link).unwrap().is_file() && fs::metadata(&link).unwrap().len() > 0);
    }
    assert_eq!(fs::read_to_string(folder.join("precious")).unwrap(), "precious");
    assert!(!folder.join("not-there").exists());
    // The new file has the permissions of any new file, according to the user's umask.
    let plain = File::create(folder.join("plain")).unwrap().metadata().unwrap().permissions().mode();
    assert_eq!(fs::metadata(&link).unwrap().permissions().mode(), plain);
}

#[test]
fn out_that_fails_leaves_no_half_file() {
    let folder = folder("failed");
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    // brat's format takes two files. The second one cannot be created, because a folder has its name.
    fs::create_dir_all(folder.join("out/a.txt")).unwrap();
    let output = sayso(&folder, &["--format", "brat", "--out", "out", "--force", "a.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(names(&folder.join("out")), ["a.txt"]);
    let output = sayso(&folder, &["--out", "nowhere", "a.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("cannot be written"), "{}", err(&output));
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_no_half_file() {
    let folder = folder("interrupted");
    fs::create_dir(folder.join("out")).unwrap();
    let names_in: Vec<String> = (0..400).map(|n| format!("{n}.txt")).collect();
    for name in &names_in {
        fs::write(folder.join(name), TEXT.repeat(20)).unwrap();
    }
    let whole = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .current_dir(&folder)
        .args(["analyze", "--format", "jsonl", "0.txt"])
        .output()
        .unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.current_dir(&folder).args(["analyze", "--format", "jsonl", "--out", "out"]).args(&names_in);
    let mut child = command.spawn().unwrap();
    while names(&folder.join("out")).len() < 3 {
        assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        std::thread::yield_now();
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let left = names(&folder.join("out"));
    assert!(left.len() < names_in.len(), "it was done before the interrupt");
    for name in left {
        assert!(name.ends_with(".jsonl"), "{name}");
        let size = fs::metadata(folder.join("out").join(&name)).unwrap().len();
        assert!(size >= whole.stdout.len() as u64, "{name} has {size} bytes");
    }
}

#[test]
fn files_named_alike_become_files_of_their_own() {
    let folder = folder("alike");
    for part in ["x", "y", "out"] {
        fs::create_dir(folder.join(part)).unwrap();
    }
    for name in ["x/a.txt", "y/a.txt"] {
        File::create(folder.join(name)).unwrap().write_all(TEXT.as_bytes()).unwrap();
    }
    let output = sayso(&folder, &["--format", "json", "--out", "out", "x/a.txt", "y/a.txt"]);
    assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
    assert_eq!(names(&folder.join("out")), ["a-2.json", "a.json"]);
}
