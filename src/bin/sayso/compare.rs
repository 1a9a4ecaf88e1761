//! `sayso compare`: reads several articles, finds the links between them, and writes them.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use sayso::analyze;
use sayso::archive::{self, Numbered};
use sayso::compare::{Article, compare_dated, day};
use sayso::export::Meta;
use sayso::export::comparison::{Compared, csv, html, json, names::names, text};
use sayso::i18n::Locale;
use sayso::intake::files::read;
use sayso::intake::metadata;
use sayso::system::messages::{name, say};
use sayso::system::{file_identity, stdout};

use super::{Offsets, id, unused};

#[derive(clap::Args)]
pub struct Options {
    /// Files to compare, at least two: .html and .htm as a browser shows them, .docx and .md without their markup,
    /// anything else as plain text.
    #[arg(value_name = "FILE", num_args = 2.., required_unless_present = "jsonl_in")]
    files: Vec<PathBuf>,
    /// The output format.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// The unit of offsets, in JSON.
    #[arg(long, value_enum, default_value = "codepoint")]
    offsets: Offsets,
    /// Read the articles as JSON Lines {"id", "text"} from this file ("-": standard input).
    #[arg(long, value_name = "FILE", conflicts_with = "files")]
    jsonl_in: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Links by kind, then the claims and which articles make them, for people.
    Text,
    /// One object.
    Json,
    /// A self-contained page.
    Html,
    /// A table for spreadsheets, one row per link.
    Csv,
}

/// Runs the command. Returns whether all input could be read.
///
/// # Errors
/// If output cannot be written. The kind is [`io::ErrorKind::InvalidInput`] if standard output is one of the input
/// files.
pub fn run(options: &Options) -> io::Result<bool> {
    options.files.iter().chain(&options.jsonl_in).try_for_each(|path| file_identity::not_stdout(path))?;
    let mut out = io::BufWriter::new(stdout::open()?);
    let mut articles: Vec<Read> = Vec::new();
    let mut all_read = true;
    match &options.jsonl_in {
        Some(path) => {
            all_read = records(path, &mut |id, text| {
                articles.push(Read { id, meta: said(&text), text });
                Ok(())
            })?;
        }
        None => {
            let mut ids: Vec<String> = Vec::new();
            for path in &options.files {
                match read(path) {
                    Ok(rich) => {
                        let id = unused(id(path), &ids);
                        ids.push(id.clone());
                        let meta = metadata::or(rich.meta, said(&rich.text));
                        articles.push(Read { id: id.into(), text: rich.text, meta });
                    }
                    Err(fault) => {
                        all_read = false;
                        say(format_args!("{} {fault}", name(path)));
                    }
                }
            }
        }
    }
    let written = out.write_all(written(options, &articles)?.as_bytes()).and_then(|()| out.flush());
    written.map_err(|error| io::Error::new(error.kind(), format!("cannot write: {error}")))?;
    Ok(all_read)
}

/// An input article.
struct Read {
    id: serde_json::Value,
    text: String,
    meta: Meta,
}

/// Returns the metadata in the text. Leaves out the outlet, because the agency in a dateline need not be the outlet.
fn said(text: &str) -> Meta {
    Meta { outlet: String::new(), ..metadata::from_text(text) }
}

/// Compares the articles, and returns the result in the chosen format.
fn written(options: &Options, articles: &[Read]) -> io::Result<String> {
    let texts: Vec<&str> = articles.iter().map(|one| one.text.as_str()).collect();
    let analyses: Vec<_> = texts.iter().map(|text| analyze(text)).collect();
    let input: Vec<Article<'_>> =
        texts.iter().zip(&analyses).map(|(text, analysis)| Article { text, analysis }).collect();
    let published: Vec<_> = articles.iter().map(|one| day(&one.meta.date)).collect();
    let comparison = compare_dated(&input, &published);
    let ids: Vec<String> =
        articles.iter().map(|one| one.id.as_str().map_or_else(|| one.id.to_string(), str::to_owned)).collect();
    // Formats for programs contain the ids, those for people the names of the outlets.
    let ids = match options.format {
        Format::Csv | Format::Json => ids,
        Format::Text | Format::Html => names(articles.iter().map(|one| &one.meta).zip(ids.iter().map(String::as_str))),
    };
    let all = Compared::new(&ids, &texts, &comparison, Locale::ENGLISH);
    Ok(match options.format {
        Format::Text => text::write(&all),
        Format::Csv => csv::write(&all),
        Format::Html => html::write(&all),
        Format::Json => {
            let ids: Vec<serde_json::Value> = articles.iter().map(|one| one.id.clone()).collect();
            let hashes = texts.iter().map(|text| Some(json::sha256(text))).collect();
            let record = json::Record::new(&ids, hashes, &texts, comparison, options.offsets.into());
            serde_json::to_string_pretty(&record)? + "\n"
        }
    })
}

/// Passes the articles of a JSON Lines file to `each`, one at a time. Returns whether all could be read.
pub fn records(path: &Path, each: &mut dyn FnMut(serde_json::Value, String) -> io::Result<()>) -> io::Result<bool> {
    let mut all_read = true;
    let articles = match archive::lines::open(path) {
        Ok((articles, _)) => articles,
        Err(error) => {
            say(error);
            return Ok(false);
        }
    };
    for Numbered { number, article, .. } in articles {
        match article.read() {
            Ok((id, text)) => each(id, text)?,
            Err(unread) => {
                all_read = false;
                say(format_args!("{}, line {number}: {}", name(path), unread.why));
            }
        }
    }
    Ok(all_read)
}
