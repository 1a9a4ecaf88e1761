//! The command line: reads files, analyses them, writes what was found.

use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use sayso::export::jsonl::Record;
use sayso::export::text;
use sayso::span::Unit;
use sayso::{analyze, intake};

#[derive(Parser)]
#[command(version, about, long_about = None)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Find who says what in articles, and what in them is contested.
    ///
    /// Exit codes: 0 done; 1 some input could not be read (the others are done, the failed named on standard error);
    /// 2 wrong usage.
    Analyze(Options),
}

#[derive(clap::Args)]
struct Options {
    /// Files to read: .html and .htm as a browser shows them, all else as plain text. None, or "-": standard input.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How to write what was found.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// What offsets count.
    #[arg(long, value_enum, default_value = "codepoint")]
    offsets: Offsets,
    /// Read JSON Lines {"id", "text"} from this file ("-": standard input) and write one JSON object a line, in order.
    #[arg(long, value_name = "FILE", conflicts_with = "files")]
    jsonl_in: Option<PathBuf>,
    /// Put the analysed text into each JSON object.
    #[arg(long)]
    with_text: bool,
    /// Wrap the text format at this many columns.
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u16).range(20..))]
    width: u16,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The article with underlines and notes, for people.
    Text,
    /// An array of objects, for reading by eye or program; holds the text.
    Json,
    /// One object an article and line.
    Jsonl,
}

#[derive(Clone, Copy, ValueEnum)]
enum Offsets {
    Codepoint,
    Utf16,
    Byte,
}

impl From<Offsets> for Unit {
    fn from(offsets: Offsets) -> Self {
        match offsets {
            Offsets::Codepoint => Unit::Codepoint,
            Offsets::Utf16 => Unit::Utf16,
            Offsets::Byte => Unit::Byte,
        }
    }
}

fn main() -> ExitCode {
    let Command::Analyze(options) = Arguments::parse().command;
    match run(&options) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        // Whoever reads the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sayso: cannot write: {error}");
            ExitCode::from(1)
        }
    }
}

/// Whether all input could be read. Errors are those of writing.
fn run(options: &Options) -> io::Result<bool> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let all_read = match &options.jsonl_in {
        Some(path) => lines(options, path, &mut out)?,
        None => files(options, &mut out)?,
    };
    out.flush()?;
    Ok(all_read)
}

fn files(options: &Options, out: &mut impl Write) -> io::Result<bool> {
    let standard_input = [PathBuf::from("-")];
    let files = if options.files.is_empty() { &standard_input[..] } else { &options.files };
    let mut all_read = true;
    let mut written = 0;
    let format = options.format.unwrap_or(Format::Text);
    for path in files {
        match read(path) {
            Ok(text) => {
                write_article(options, format, path, &text, written, out)?;
                written += 1;
            }
            Err(fault) => {
                all_read = false;
                eprintln!("sayso: {} {fault}", path.display());
            }
        }
    }
    if format == Format::Json {
        out.write_all(if written == 0 { b"[]\n" } else { b"\n]\n" })?;
    }
    Ok(all_read)
}

fn read(path: &Path) -> Result<String, intake::Fault> {
    let mut bytes = Vec::new();
    let done = match path.to_str() {
        Some("-") => io::stdin().lock().read_to_end(&mut bytes),
        _ => std::fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)),
    };
    done.map_err(intake::Fault::Io)?;
    intake::text(path, &bytes)
}

fn write_article(
    options: &Options,
    format: Format,
    path: &Path,
    text: &str,
    before: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let id = serde_json::Value::from(if stem == "-" { "stdin".to_owned() } else { stem });
    let analysis = analyze(text);
    match format {
        Format::Text => {
            let style = text::Style { width: usize::from(options.width), colour: colour() };
            out.write_all(text::write(text, &analysis, style).as_bytes())
        }
        Format::Json => {
            out.write_all(if before == 0 { b"[\n" } else { b",\n" })?;
            let record = Record::new(&id, text, analysis, options.offsets.into(), true);
            serde_json::to_writer_pretty(out, &record).map_err(io::Error::from)
        }
        Format::Jsonl => {
            let record = Record::new(&id, text, analysis, options.offsets.into(), options.with_text);
            writeln!(out, "{}", record.line()?)
        }
    }
}

fn colour() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

#[derive(serde::Deserialize)]
struct Line {
    id: serde_json::Value,
    text: String,
}

/// JSON Lines in, JSON Lines out, an article at a time.
fn lines(options: &Options, path: &Path, out: &mut impl Write) -> io::Result<bool> {
    let mut input: Box<dyn BufRead> = match path.to_str() {
        Some("-") => Box::new(io::stdin().lock()),
        _ => match std::fs::File::open(path) {
            Ok(file) => Box::new(io::BufReader::new(file)),
            Err(error) => {
                eprintln!("sayso: {} cannot be read: {error}", path.display());
                return Ok(false);
            }
        },
    };
    let mut all_read = true;
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        match input.read_until(b'\n', &mut bytes) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => {
                eprintln!("sayso: {} cannot be read past line {number}: {error}", path.display());
                return Ok(false);
            }
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Line>(&bytes) {
            Ok(line) => {
                let analysis = analyze(&line.text);
                let record = Record::new(&line.id, &line.text, analysis, options.offsets.into(), options.with_text);
                writeln!(out, "{}", record.line()?)?;
            }
            Err(error) => {
                all_read = false;
                eprintln!("sayso: {}, line {number}: no object with \"id\" and \"text\": {error}", path.display());
            }
        }
    }
    Ok(all_read)
}
