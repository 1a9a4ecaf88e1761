//! `sayso match`: finds published fact-checks of what an article or a sentence says.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use sayso::analyze;
use sayso::archive::{self, Numbered};
use sayso::checks::{Library, Matcher, Query, ScoredClaim, match_with};
use sayso::export::matches::{self, Sentence};
use sayso::i18n::Locale;
use sayso::intake::files::read;
use sayso::system::messages::{name, say};
use sayso::system::{file_identity, interrupt, stdout};
use serde::Deserialize;

use super::{Offsets, id, library, unused};

/// The maximum number of claims that are listed for a sentence.
const MOST: usize = 20;
/// The minimum number: a shorter list is filled up with claims that have nothing in common with the sentence.
const LEAST: usize = 10;

#[derive(clap::Args)]
pub struct Options {
    /// Articles to read: .html and .htm as a browser shows them, .docx and .md without their markup, anything else as
    /// plain text. None, or "-": standard input.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The library, a file that `sayso library build` has written.
    #[arg(long, value_name = "LIBRARY")]
    library: PathBuf,
    /// The output format.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The unit of offsets, in JSON.
    #[arg(long, value_enum, default_value = "codepoint")]
    offsets: Offsets,
    /// Read articles as JSON Lines {"id", "text"} from this file ("-": standard input), and write one JSON object per
    /// line.
    #[arg(long, value_name = "FILE", conflicts_with = "files")]
    jsonl_in: Option<PathBuf>,
    /// Read single sentences as JSON Lines {"id", "text", "speaker", "before", "after"} from this file; the last three
    /// may be missing. Writes {"id", "matches": [{"check", "score", "shown"}]} per line as JSON Lines, best first. Each
    /// line has at least ten matches, if the library has so many; those with nothing in common have the score 0.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["files", "jsonl_in"])]
    sentences: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The sentences with their checks, for people.
    Text,
    /// An array of objects, one per article.
    Json,
    /// One object per article and line.
    Jsonl,
}

/// Runs the command. Returns whether all input could be read.
///
/// # Errors
/// If output cannot be written. The kind is [`io::ErrorKind::InvalidInput`] if standard output is one of the input
/// files.
pub fn run(options: &Options) -> io::Result<bool> {
    if options.sentences.is_some() && options.format.is_some_and(|format| format != Format::Jsonl) {
        say("--sentences writes JSON Lines only: use --format jsonl");
        return Ok(false);
    }
    let inputs = options.files.iter().chain(&options.jsonl_in).chain(&options.sentences);
    inputs.chain([&options.library]).try_for_each(|path| file_identity::not_stdout(path))?;
    let library = match library::open(&options.library) {
        Ok(library) => library,
        Err(why) => {
            say(format_args!("{} {why}", name(&options.library)));
            return Ok(false);
        }
    };
    interrupt::tidy(|| {});
    let mut out = io::BufWriter::new(stdout::open()?);
    let all_read = match (&options.sentences, &options.jsonl_in) {
        (Some(path), _) => sentences(path, &library, &mut out),
        (_, Some(path)) => records(options, path, &library, &mut out),
        _ => files(options, &library, &mut out),
    };
    let all_read = all_read.and_then(|all_read| out.flush().map(|()| all_read));
    all_read.map_err(|error| io::Error::new(error.kind(), format!("cannot write: {error}")))
}

fn files(options: &Options, library: &Library, out: &mut impl Write) -> io::Result<bool> {
    let mut matcher = Matcher::new(library);
    let files = if options.files.is_empty() { vec![PathBuf::from("-")] } else { options.files.clone() };
    let mut all_read = true;
    let mut ids: Vec<String> = Vec::new();
    for path in &files {
        let rich = match read(path) {
            Ok(rich) => rich,
            Err(fault) => {
                all_read = false;
                say(format_args!("{} {fault}", name(path)));
                continue;
            }
        };
        let own = unused(id(path), &ids);
        let first = ids.is_empty();
        ids.push(own.clone());
        write(options, &mut matcher, (&own.into(), &rich.text), (first, files.len() > 1), out)?;
    }
    if options.format == Some(Format::Json) {
        out.write_all(if ids.is_empty() { b"[]\n" } else { b"\n]\n" })?;
    }
    Ok(all_read)
}

fn records(options: &Options, path: &Path, library: &Library, out: &mut impl Write) -> io::Result<bool> {
    let mut matcher = Matcher::new(library);
    let mut first = true;
    let all_read = super::compare::records(path, &mut |id, text| {
        write(options, &mut matcher, (&id, &text), (first, true), out)?;
        first = false;
        Ok(())
    })?;
    if options.format == Some(Format::Json) {
        out.write_all(if first { b"[]\n" } else { b"\n]\n" })?;
    }
    Ok(all_read)
}

/// Writes the matches of one article. `first` says whether it is the first of the output, `several` whether there can
/// be more than one.
fn write(
    options: &Options,
    matcher: &mut Matcher<'_>,
    (id, text): (&serde_json::Value, &str),
    (first, several): (bool, bool),
    out: &mut impl Write,
) -> io::Result<()> {
    let found = match_with(matcher, text, &analyze(text));
    let library = matcher.library();
    let lines = if options.jsonl_in.is_some() { Format::Jsonl } else { Format::Text };
    match options.format.unwrap_or(lines) {
        Format::Text => {
            let title = several.then(|| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
            out.write_all(matches::text(text, title.as_deref(), &found, library, Locale::ENGLISH).as_bytes())
        }
        Format::Json => {
            out.write_all(if first { b"[\n" } else { b",\n" })?;
            let record = matches::Record::new(id, text, found, library, options.offsets.into());
            serde_json::to_writer_pretty(out, &record).map_err(io::Error::from)
        }
        Format::Jsonl => {
            let record = matches::Record::new(id, text, found, library, options.offsets.into());
            serde_json::to_writer(&mut *out, &record)?;
            out.write_all(b"\n")
        }
    }
}

/// A line of `--sentences`.
#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    text: String,
    #[serde(default)]
    speaker: Option<String>,
    #[serde(default)]
    before: Option<String>,
    #[serde(default)]
    after: Option<String>,
}

fn sentences(path: &Path, library: &Library, out: &mut impl Write) -> io::Result<bool> {
    let (lines, _) = match archive::lines::open(path) {
        Ok(lines) => lines,
        Err(error) => {
            say(error);
            return Ok(false);
        }
    };
    let mut matcher = Matcher::new(library);
    let mut all_read = true;
    for Numbered { number, article, .. } in lines {
        let parsed = match &article {
            archive::Article::Line(line) => serde_json::from_slice::<Line>(line).map_err(|_| {
                "is not an object with \"id\" and \"text\", and \"speaker\", \"before\" and \"after\" as text"
                    .to_owned()
            }),
            archive::Article::Row { .. } => continue,
            archive::Article::Bad(unread) => Err(unread.why.clone()),
        };
        match parsed {
            Ok(Line { id, text, speaker, before, after }) => {
                let [speaker, before, after] =
                    [&speaker, &before, &after].map(|part| part.as_deref().unwrap_or_default());
                let mut found = matcher.find(&Query { text: &text, speaker, before, after }, MOST);
                fill(&mut found, library);
                serde_json::to_writer(&mut *out, &Sentence::new(&id, &found, library))?;
                out.write_all(b"\n")?;
            }
            Err(why) => {
                all_read = false;
                say(format_args!("{}, line {number} {why}", name(path)));
            }
        }
    }
    Ok(all_read)
}

/// Adds claims with a score of 0 until the list has [`LEAST`] claims, or all of the library.
fn fill(found: &mut Vec<ScoredClaim>, library: &Library) {
    let mut others = 0..library.len();
    while found.len() < LEAST.min(library.len()) {
        let Some(claim) = others.find(|other| found.iter().all(|one| one.claim != *other)) else { return };
        found.push(ScoredClaim { claim, score: 0.0, shown: false, covered: 0.0, words: Vec::new() });
    }
}
