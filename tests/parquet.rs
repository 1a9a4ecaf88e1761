//! Parquet input and output of the command line.
#![cfg(feature = "parquet")]
#![allow(clippy::unwrap_used, reason = "a test that cannot continue should stop")]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use arrow::array::{
    ArrayRef, AsArray, DictionaryArray, Int32Array, Int64Array, LargeStringArray, RecordBatch, StringArray,
};
use arrow::compute::concat_batches;
use arrow::datatypes::{Float32Type, Int32Type, UInt32Type};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::{Value, json};

const TEXT: &str = "It was cold 😀. “We won’t go,” said Zoë Lee. Lee denied that the road was closed.";

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("parquet-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn sayso(arguments: &[&str], paths: &[(&str, &Path)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.arg("analyze").args(arguments);
    for (name, path) in paths {
        command.arg(name).arg(path);
    }
    command.output().unwrap()
}

fn write(path: &Path, columns: Vec<(&str, ArrayRef)>) {
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut out = ArrowWriter::try_new(File::create(path).unwrap(), batch.schema(), None).unwrap();
    out.write(&batch).unwrap();
    out.close().unwrap();
}

fn read(path: &Path) -> RecordBatch {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    let schema = builder.schema().clone();
    let batches: Vec<_> = builder.build().unwrap().map(Result::unwrap).collect();
    concat_batches(&schema, &batches).unwrap()
}

fn text<'a>(batch: &'a RecordBatch, column: &str, row: usize) -> &'a str {
    batch.column_by_name(column).unwrap().as_string::<i32>().value(row)
}

#[test]
fn json_lines_become_a_queryable_table() {
    let folder = folder("out");
    let (input, output) = (folder.join("in.jsonl"), folder.join("out.parquet"));
    // The articles fill more than one batch.
    let lines: Vec<String> = (0..1300).map(|n| json!({ "id": n, "text": TEXT }).to_string()).collect();
    fs::write(&input, lines.join("\n")).unwrap();
    let alone = sayso(&[], &[("--jsonl-in", &input)]);
    let done = sayso(&["--with-text"], &[("--jsonl-in", &input), ("--parquet-out", &output)]);
    assert!(done.status.success() && done.stdout.is_empty(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "a temporary file was left");
    let table = read(&output);
    assert_eq!(table.num_rows(), 1300);
    assert_eq!(text(&table, "id", 1299), "1299");
    assert_eq!(text(&table, "text", 700), TEXT);
    let attributions = table.column_by_name("attributions").unwrap().as_list::<i32>().value(700);
    let first = attributions.as_struct();
    let word = |name: &str| first.column_by_name(name).unwrap().as_string::<i32>().value(0);
    assert_eq!((word("speaker"), word("content"), word("kind")), ("Zoë Lee", "“We won’t go,”", "direct"));
    let number = |name: &str| first.column_by_name(name).unwrap().as_primitive::<UInt32Type>().value(0) as usize;
    let content: String = TEXT.chars().skip(number("start")).take(number("end") - number("start")).collect();
    assert_eq!(content, "“We won’t go,”");
    assert!(first.column_by_name("confidence").unwrap().as_primitive::<Float32Type>().value(0) > 0.0);
    let claims = table.column_by_name("claims").unwrap().as_list::<i32>().value(700);
    assert!(claims.as_struct().column_by_name("contested").unwrap().as_boolean().value(0));
    // The record itself is complete.
    let mut record: Value = serde_json::from_str(text(&table, "analysis", 0)).unwrap();
    assert_eq!(record.as_object_mut().unwrap().remove("text").unwrap(), TEXT);
    let line = String::from_utf8(alone.stdout).unwrap();
    assert_eq!(record, serde_json::from_str::<Value>(line.lines().next().unwrap()).unwrap());
}

#[test]
fn reads_tables_with_ids_of_any_type() {
    let folder = folder("in");
    let input = folder.join("in.parquet");
    let texts = || Arc::new(LargeStringArray::from(vec![Some(TEXT), None, Some("")])) as ArrayRef;
    write(&input, vec![("more", texts()), ("text", texts()), ("id", Arc::new(Int64Array::from(vec![7, 8, 9])))]);
    let done = sayso(&["--jobs", "2"], &[("--parquet-in", &input)]);
    assert_eq!(done.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&done.stderr).contains("row 2, the text is missing"));
    let ids = |out: &[u8]| -> Vec<Value> {
        let lines = std::str::from_utf8(out).unwrap().lines();
        lines.map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].clone()).collect()
    };
    assert_eq!(ids(&done.stdout), [json!(7), json!(9)]);
    write(
        &input,
        vec![
            ("id", Arc::new(StringArray::from(vec!["7", "b"]))),
            ("text", Arc::new(StringArray::from(vec![TEXT, TEXT]))),
        ],
    );
    assert_eq!(ids(&sayso(&[], &[("--parquet-in", &input)]).stdout), [json!("7"), json!("b")]);
}

#[test]
fn rejects_other_files_with_a_message() {
    let folder = folder("bad");
    let input = folder.join("in.parquet");
    fs::write(&input, "no parquet").unwrap();
    assert_eq!(sayso(&[], &[("--parquet-in", &input)]).status.code(), Some(1));
    write(&input, vec![("id", Arc::new(StringArray::from(vec!["a"])))]);
    let done = sayso(&[], &[("--parquet-in", &input)]);
    assert!(String::from_utf8_lossy(&done.stderr).contains("no column “text”"));
}

#[test]
fn a_table_is_replaced_only_with_force_and_never_the_input() {
    let folder = folder("force");
    let (input, output) = (folder.join("in.parquet"), folder.join("out.parquet"));
    let strings = |text: &str| Arc::new(StringArray::from(vec![text])) as ArrayRef;
    write(&input, vec![("id", strings("a")), ("text", strings(TEXT))]);
    let before = fs::read(&input).unwrap();
    for force in [&[][..], &["--force"]] {
        let done = sayso(force, &[("--parquet-in", &input), ("--parquet-out", &input)]);
        assert_eq!(done.status.code(), Some(2), "{}", String::from_utf8_lossy(&done.stderr));
        assert!(fs::read(&input).unwrap() == before);
    }
    fs::write(&output, "mine").unwrap();
    let paths = [("--parquet-in", input.as_path()), ("--parquet-out", &output)];
    assert_eq!(sayso(&[], &paths).status.code(), Some(2));
    assert_eq!(fs::read_to_string(&output).unwrap(), "mine");
    assert_eq!(sayso(&["--force"], &paths).status.code(), Some(0));
    assert_eq!(read(&output).num_rows(), 1);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "a temporary file was left");
}

#[cfg(unix)]
#[test]
fn a_table_is_not_written_through_a_link() {
    let folder = folder("link");
    let (input, precious) = (folder.join("in.jsonl"), folder.join("precious"));
    fs::write(&input, json!({ "id": 1, "text": TEXT }).to_string()).unwrap();
    fs::write(&precious, "precious").unwrap();
    for name in ["out.parquet", "out.parquet.part"] {
        std::os::unix::fs::symlink(&precious, folder.join(name)).unwrap();
    }
    let output = folder.join("out.parquet");
    assert_eq!(sayso(&[], &[("--jsonl-in", &input), ("--parquet-out", &output)]).status.code(), Some(2));
    let done = sayso(&["--force"], &[("--jsonl-in", &input), ("--parquet-out", &output)]);
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(fs::read_to_string(&precious).unwrap(), "precious");
    assert_eq!(read(&output).num_rows(), 1);
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_no_half_table() {
    use std::io::Write;
    let folder = folder("interrupt");
    let output = folder.join("out.parquet");
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.args(["analyze", "--jsonl-in", "-", "--parquet-out"]).arg(&output);
    let mut child = command.stdin(std::process::Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    writeln!(input, "{}", json!({ "id": 1, "text": TEXT })).unwrap();
    while fs::read_dir(&folder).unwrap().count() == 0 {
        assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        std::thread::yield_now();
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "a file was left");
}

#[test]
fn oversized_texts_are_named_recorded_and_skipped_later() {
    let folder = folder("long");
    let (input, done) = (folder.join("in.parquet"), folder.join("out.jsonl"));
    // The long text is stored once and used in 200 rows.
    let long = "x".repeat(1_000_001);
    let texts = DictionaryArray::<Int32Type>::new(
        Int32Array::from_iter_values((0..202).map(|row| i32::from(!matches!(row, 0 | 201)))),
        Arc::new(StringArray::from(vec![TEXT, &long])),
    );
    let ids: Vec<String> = (0..202).map(|row| row.to_string()).collect();
    for plain in [false, true] {
        let texts = match plain {
            // Strings without a dictionary, as other programs write them.
            true => arrow::compute::cast(&texts.slice(0, 3), &arrow::datatypes::DataType::Utf8).unwrap(),
            false => Arc::new(texts.clone()) as ArrayRef,
        };
        let ids = &ids[..texts.len()];
        write(&input, vec![("id", Arc::new(StringArray::from(ids.to_vec()))), ("text", texts)]);
        let first = sayso(&["--jobs", "2"], &[("--parquet-in", &input)]);
        assert_eq!(first.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&first.stderr).contains("row 2, is too long"));
        let found: Vec<Value> =
            first.stdout.split(|&byte| byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
        assert_eq!(found.iter().map(|record| record["id"].as_str().unwrap()).collect::<Vec<_>>(), ids);
        assert!(found[0]["error"].is_null() && found[1]["error"]["kind"] == "too_long");
        fs::write(&done, &first.stdout).unwrap();
        let again = sayso(&[], &[("--parquet-in", &input), ("--skip-done", &done)]);
        assert_eq!((again.status.code(), again.stdout.len(), again.stderr.len()), (Some(0), 0, 0));
    }
}
