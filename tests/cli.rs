//! The command line as users see it: formats, offsets, exit codes, order, bad input.
#![allow(clippy::unwrap_used, reason = "a test that cannot continue should stop")]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// An invented article with characters that the three units of offsets count differently.
const TEXT: &str = "“We won’t go 😀,” said Zoë Lee.\r\nThe cafe\u{301} is shut, she added.\r\n";

fn sayso(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may exit before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Creates a folder for one test and returns its path. Files of an earlier run may be left in it.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn slice(text: &str, span: &Value, unit: &str) -> String {
    let (start, end) = (span[0].as_u64().unwrap() as usize, span[1].as_u64().unwrap() as usize);
    match unit {
        "codepoint" => text.chars().skip(start).take(end - start).collect(),
        "utf16" => String::from_utf16(&text.encode_utf16().skip(start).take(end - start).collect::<Vec<_>>()).unwrap(),
        _ => text[start..end].to_owned(),
    }
}

#[test]
fn the_language_is_detected_or_given() {
    let text = "„Die Brücke ist sicher“, sagte Bürgermeisterin Anna Oru am Dienstag. Die Polizei wies den Vorwurf \
        zurück, sie habe zu spät gehandelt.";
    let line = serde_json::json!({ "id": 1, "text": text }).to_string();
    for (language, found) in [("auto", "de"), ("de", "de"), ("en", "en")] {
        let options = ["analyze", "--language", language];
        let from_file = sayso(&[&options[..], &["--format", "jsonl"]].concat(), text.as_bytes());
        let from_lines = sayso(&[&options[..], &["--jsonl-in", "-"]].concat(), line.as_bytes());
        for output in [from_file, from_lines] {
            let record: Value = serde_json::from_str(&out(&output)).unwrap();
            assert_eq!(record["language"], found);
            assert_eq!(record["notices"].as_array().unwrap().is_empty(), found == "en");
            assert!(found == "en" || record["attributions"][0]["speaker"] == "Anna Oru", "{record}");
        }
    }
    assert_eq!(sayso(&["analyze", "--language", "tlh"], b"").status.code(), Some(2));
}

#[test]
fn jsonl_has_the_agreed_shape_in_every_unit() {
    for unit in ["codepoint", "utf16", "byte"] {
        let output = sayso(&["analyze", "--format", "jsonl", "--offsets", unit], TEXT.as_bytes());
        assert_eq!(output.status.code(), Some(0));
        let record: Value = serde_json::from_str(&out(&output)).unwrap();
        assert_eq!(record["id"], "stdin");
        assert_eq!(record["offsets"], unit);
        assert_eq!(record["text_sha256"].as_str().unwrap().len(), 64);
        let first = &record["attributions"][0];
        assert_eq!(slice(TEXT, &first["content"][0], unit), "“We won’t go 😀,”");
        assert_eq!(slice(TEXT, &first["source"][0], unit), "Zoë Lee");
        assert_eq!(slice(TEXT, &first["cue"][0], unit), "said");
        assert_eq!(first["kind"], "direct");
        assert!(first["reason"]["rule"].is_string() && first["reason"]["text"].is_string());
        assert_eq!(slice(TEXT, &record["attributions"][1]["content"][0], unit), "The cafe\u{301} is shut");
        for key in ["attributions", "claims", "mentions", "checks"] {
            assert!(record[key].is_array(), "{key}");
        }
    }
}

#[test]
fn a_missing_and_a_broken_file_do_not_stop_the_others() {
    let folder = folder("broken");
    let good = folder.join("good.txt");
    let broken = folder.join("broken.txt");
    std::fs::write(&good, TEXT).unwrap();
    std::fs::write(&broken, b"ab\xffcd").unwrap();
    let missing = folder.join("missing.txt");
    let paths = [missing.to_str().unwrap(), broken.to_str().unwrap(), good.to_str().unwrap()];
    let output = sayso(&["analyze", "--format", "jsonl", paths[0], paths[1], paths[2]], b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(out(&output).lines().count(), 1);
    assert!(out(&output).contains("\"id\":\"good\""));
    assert!(err(&output).contains("missing.txt cannot be read"));
    assert!(err(&output).contains("broken.txt is not UTF-8 text (byte 2)"));
}

#[test]
fn json_is_an_array_with_texts() {
    let output = sayso(&["analyze", "--format", "json", "-"], TEXT.as_bytes());
    let records: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(records[0]["text"], TEXT);
    let none = sayso(&["analyze", "--format", "json", "no-such-file"], b"");
    assert_eq!((none.status.code(), out(&none).as_str()), (Some(1), "[]\n"));
}

#[test]
fn html_is_read_as_a_browser_shows_it() {
    let page = folder("html").join("page.html");
    std::fs::write(&page, "<title>x</title><p>&ldquo;We will go,&rdquo; said <b>Ann</b> Lee.<script>no()</script>")
        .unwrap();
    let output = sayso(&["analyze", "--format", "jsonl", "--with-text", page.to_str().unwrap()], b"");
    let record: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(record["id"], "page");
    assert_eq!(record["text"], "“We will go,” said Ann Lee.");
}

#[test]
fn tangled_html_is_named_with_what_to_do_and_does_not_stop_the_others() {
    let folder = folder("tangled");
    let (good, deep, wide) = (folder.join("good.html"), folder.join("deep.html"), folder.join("wide.html"));
    std::fs::write(&good, "<p>It rained, Ann Lee said.").unwrap();
    std::fs::write(&deep, "<div>".repeat(200_000)).unwrap();
    let attributes: String = (0..80_000).map(|number| format!(" a{number}")).collect();
    std::fs::write(&wide, format!("<p{attributes}>x")).unwrap();
    let paths = [&deep, &wide, &good].map(|path| path.to_str().unwrap());
    let output = sayso(&["analyze", "--format", "jsonl", paths[0], paths[1], paths[2]], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).lines().count() == 1 && out(&output).contains("\"id\":\"good\""), "{}", out(&output));
    for (file, why) in [("deep.html", "more than 256 elements inside each other"), ("wide.html", "256 attributes")] {
        let named = err(&output).lines().any(|line| line.contains(file) && line.contains(why) && line.contains("copy"));
        assert!(named, "{file}: {}", err(&output));
    }
}

#[test]
fn jsonl_in_keeps_order_and_names_bad_lines() {
    let input = "{\"id\":\"a\",\"text\":\"Lee said it rained.\"}\nnot json\n\n\
        {\"id\":7,\"text\":\"\",\"extra\":1}\n{\"id\":\"c\"}\n";
    let output = sayso(&["analyze", "--jsonl-in", "-"], input.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let ids: Vec<Value> =
        out(&output).lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].clone()).collect();
    assert_eq!(ids, [Value::from("a"), Value::from(7)]);
    assert!(err(&output).contains("line 2") && err(&output).contains("line 5"));
}

#[test]
fn wrong_usage_is_two() {
    for arguments in
        [&["analyze", "--offsets", "miles"][..], &["analyze", "--jsonl-in", "-", "x.txt"], &[], &["nonsense"]]
    {
        assert_eq!(sayso(arguments, b"").status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn the_text_format_shows_the_words_and_why() {
    let output = sayso(&["analyze"], TEXT.as_bytes());
    let shown = out(&output);
    assert!(
        shown.contains("said Zoë Lee")
            && shown.contains("^^^^^^^")
            && shown.contains("A verb") | shown.contains("verb of saying")
    );
    assert!(!shown.contains('\u{1b}'), "no colours where nobody looks");
}

#[test]
fn empty_input_is_no_error() {
    let output = sayso(&["analyze", "--format", "jsonl"], b"");
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).contains("\"attributions\":[]"));
}

#[test]
fn compare_links_articles_in_every_format() {
    let folder = folder("compare");
    let (a, b) = (folder.join("one.txt"), folder.join("two.txt"));
    std::fs::write(&a, "Ann Lee, the keeper 😀, said: “We lit the old lamp at nine and then the fog came in.”\n")
        .unwrap();
    std::fs::write(&b, "“We lit the old lamp at ten and then the fog came in,” Ann Lee said.\n").unwrap();
    let run = |format: &str, more: &[&str]| {
        let files = [a.to_str().unwrap(), b.to_str().unwrap()];
        let output = sayso(&[&["compare", "--format", format], more, &files[..]].concat(), b"");
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        out(&output)
    };
    let json: Value = serde_json::from_str(&run("json", &[])).unwrap();
    let link = json["links"].as_array().unwrap().iter().find(|link| link["kind"] == "quote_altered").unwrap();
    assert_eq!((link["a"]["id"].as_str(), link["b"]["id"].as_str()), (Some("one"), Some("two")));
    let text = std::fs::read_to_string(&a).unwrap();
    assert_eq!(slice(&text, &link["changes"][0]["a"], "codepoint"), "nine");
    assert!(link["score"].as_f64().unwrap() >= 0.5 && !link["reason"]["text"].as_str().unwrap().is_empty());
    let bytes: Value = serde_json::from_str(&run("json", &["--offsets", "byte"])).unwrap();
    let link = bytes["links"].as_array().unwrap().iter().find(|link| link["kind"] == "quote_altered").unwrap();
    assert_eq!(slice(&text, &link["changes"][0]["a"], "byte"), "nine");
    assert!(run("csv", &[]).lines().count() > 1 && run("text", &[]).contains("“nine” → “ten”"));
    assert!(run("html", &[]).starts_with("<!DOCTYPE html>"));
    assert_eq!(sayso(&["compare", a.to_str().unwrap()], b"").status.code(), Some(2));
    let lines = "{\"id\":7,\"text\":\"a\"}\n{\"id\":\"x\",\"text\":\"b\"}\n";
    let output = sayso(&["compare", "--format", "json", "--jsonl-in", "-"], lines.as_bytes());
    let json: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!((&json["articles"][0]["id"], json["links"].as_array().unwrap().len()), (&Value::from(7), 0));
}
