//! The command line: reads files, analyses them, writes what was found.

#[path = "sayso/compare.rs"]
mod compare;
#[path = "sayso/folder.rs"]
mod folder;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use sayso::archive::{self, Outcome};
use sayso::export::jsonl::Record;
use sayso::export::{Article, Meta, brat, csv, html, jsonld, markdown, schemaorg, text};
use sayso::intake::about;
use sayso::intake::files::read;
use sayso::span::Unit;
use sayso::system::messages::{name, say};
use sayso::system::{interrupt, same, stdout};
use sayso::{analyze, export};

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
    /// Exit codes: 0 done; 1 some input could not be read or some output not be written (the others are done, the failed
    /// named on standard error); 2 wrong usage, nothing done; 3 stopped at a bad line, as --strict asks; 130 interrupted,
    /// with whole lines and files written; 141 whoever reads the output has closed it.
    Analyze(Box<Options>),
    /// Find the links between articles: shared wording, the same claims, contradictions.
    ///
    /// Exit codes as for analyze.
    Compare(compare::Options),
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
    #[command(flatten)]
    archive: Archive,
    /// Put the analysed text into each JSON object.
    #[arg(long)]
    with_text: bool,
    /// Wrap the text format at this many columns.
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u16).range(20..))]
    width: u16,
    /// Write one file an article into this folder, which must exist, and nothing to standard output. With brat the
    /// text is written beside the annotations. A file that exists already is left as it is, and the exit code is 1.
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["jsonl_in", "parquet_in"])]
    out: Option<PathBuf>,
    /// Let --out and --parquet-out replace files that exist already; never one that is read. A link is replaced itself,
    /// not what it leads to.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    about: About,
}

/// For many articles in one run.
#[derive(clap::Args)]
struct Archive {
    /// How many threads analyse articles; as many as there are cores unless told.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Stop at the first bad line, with exit code 3, instead of going on behind it.
    #[arg(long)]
    strict: bool,
    /// Pass over the articles whose ids stand in OUT, the JSON Lines of an earlier run; a half-written last record of OUT is
    /// cut off first. A file that holds anything but records is refused. To go on with a run: --skip-done OUT >> OUT.
    #[arg(long, value_name = "OUT")]
    skip_done: Option<PathBuf>,
    /// Read the columns "id" and "text" of this Parquet file.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["files", "jsonl_in"])]
    parquet_in: Option<PathBuf>,
    /// Write this Parquet file, one row an article, and nothing to standard output. It must not exist yet.
    #[arg(long, value_name = "FILE", conflicts_with = "skip_done")]
    parquet_out: Option<PathBuf>,
}

/// What is known of the article beside its text, for the formats that tell it. One article only.
#[derive(clap::Args)]
#[group(multiple = true, conflicts_with_all = ["jsonl_in", "parquet_in"])]
struct About {
    /// The article's headline.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    title: String,
    /// Who wrote it.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    byline: String,
    /// The medium it appeared in.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    outlet: String,
    /// Its address; reports then link to the quoted words there.
    #[arg(long, value_name = "URL", default_value = "", hide_default_value = true)]
    url: String,
    /// When it appeared, best as YYYY-MM-DD.
    #[arg(long, value_name = "DATE", default_value = "", hide_default_value = true)]
    date: String,
}

impl About {
    fn meta(&self) -> Meta {
        let Self { title, byline, outlet, url, date } = self;
        let [title, byline, outlet, url, date] = [title, byline, outlet, url, date].map(String::clone);
        Meta { title, byline, outlet, url, date }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The article with underlines and notes, for people.
    Text,
    /// An array of objects, for reading by eye or program; holds the text.
    Json,
    /// One object an article and line.
    Jsonl,
    /// A table for spreadsheets, one row a finding.
    Csv,
    /// A report for people: speakers and claims.
    Markdown,
    /// The same as a page that stands alone.
    Html,
    /// W3C Web Annotations as JSON-LD, one collection an article and line.
    Jsonld,
    /// schema.org Quotation and Claim as JSON-LD, one graph an article and line.
    Schemaorg,
    /// schema.org ClaimReview: a draft without rating for each contested claim, one graph an article and line.
    Claimreview,
    /// Standoff annotations for the brat tool.
    Brat,
}

impl Format {
    /// How the names of its files end.
    const fn extension(self) -> &'static str {
        match self {
            Format::Text => "txt",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Jsonld | Format::Schemaorg | Format::Claimreview => "jsonld",
            Format::Brat => "ann",
        }
    }

    /// Whether a file of it holds one article and no more.
    const fn single(self) -> bool {
        matches!(self, Format::Html | Format::Brat)
    }
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
    let done =
        Arguments::try_parse().map_err(|error| wrong_usage(&error)).and_then(|arguments| match arguments.command {
            Command::Analyze(options) => {
                if let Some(wrong) = misused(&options) {
                    return Err(wrong_usage(&Arguments::command().error(ErrorKind::ArgumentConflict, wrong)));
                }
                Ok(match job(&options) {
                    Some(job) => archive::run(&job),
                    None => run(&options).map(outcome),
                })
            }
            Command::Compare(options) => Ok(compare::run(&options).map(outcome)),
        });
    match done {
        Err(code) => code,
        Ok(Ok(Outcome::Done)) => ExitCode::SUCCESS,
        Ok(Ok(Outcome::Gaps)) => ExitCode::from(1),
        Ok(Ok(Outcome::Stopped)) => ExitCode::from(3),
        Ok(Err(error)) => failed(&error),
    }
}

/// Says what went wrong, and gives the exit code for it.
fn failed(error: &io::Error) -> ExitCode {
    match error.kind() {
        // Whoever reads the output has seen enough, but not all: the code that a shell gives to a program ended by SIGPIPE.
        io::ErrorKind::BrokenPipe => return ExitCode::from(141),
        _ => say(error),
    }
    ExitCode::from(if error.kind() == io::ErrorKind::InvalidInput { 2 } else { 1 })
}

/// Writes the help that was asked for to standard output, or what is wrong with the arguments to standard error.
fn wrong_usage(error: &clap::Error) -> ExitCode {
    let message = error.render();
    if error.use_stderr() {
        // It quotes arguments, which may be names of files that others have chosen.
        for line in message.to_string().lines() {
            let _ = writeln!(io::stderr(), "{}", export::harmless(line));
        }
        return ExitCode::from(2);
    }
    let message = if colour() { message.ansi().to_string() } else { message.to_string() };
    let written = stdout::open().and_then(|mut out| out.write_all(message.as_bytes()));
    written.map_or_else(|error| failed(&error), |()| ExitCode::SUCCESS)
}

/// Whether all input could be read, and all files be written.
///
/// # Errors
/// Those of writing; [`io::ErrorKind::InvalidInput`] if standard output is one of the files to read.
fn run(options: &Options) -> io::Result<bool> {
    let url = &options.about.url;
    if !url.is_empty() && options.about.meta().link().is_none() {
        say(
            "--url is no web address that a report may link to (one with a user name or password is none): it is left out",
        );
    }
    if options.out.is_some() {
        interrupt::tidy(|| {});
        return files(options, &mut io::sink());
    }
    inputs(options).iter().try_for_each(|path| same::not_stdout(path))?;
    let mut out = io::BufWriter::new(stdout::open()?);
    let all_read = files(options, &mut out).and_then(|all_read| out.flush().map(|()| all_read));
    all_read.map_err(|error| io::Error::new(error.kind(), format!("cannot write: {error}")))
}

/// The files to read.
fn inputs(options: &Options) -> Vec<PathBuf> {
    if options.files.is_empty() { vec![PathBuf::from("-")] } else { options.files.clone() }
}

/// The archive that the options name.
fn job(options: &Options) -> Option<archive::Job> {
    let Archive { jobs, strict, skip_done, parquet_in, parquet_out } = &options.archive;
    let lines = || options.jsonl_in.clone().map(archive::Input::Lines);
    let input = parquet_in.clone().map(archive::Input::Parquet).or_else(lines)?;
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    Some(archive::Job {
        input,
        parquet_out: parquet_out.clone(),
        offsets: options.offsets.into(),
        with_text: options.with_text,
        jobs: jobs.map_or_else(cores, usize::from),
        strict: *strict,
        skip_done: skip_done.clone(),
        force: options.force,
    })
}

/// What is wrong with options that are right one by one.
fn misused(options: &Options) -> Option<&'static str> {
    let Archive { jobs, strict, skip_done, parquet_in, parquet_out } = &options.archive;
    let archive = options.jsonl_in.is_some() || parquet_in.is_some();
    if !archive && (jobs.is_some() || *strict || skip_done.is_some() || parquet_out.is_some()) {
        return Some("--jobs, --strict, --skip-done and --parquet-out are for --jsonl-in and --parquet-in");
    }
    if options.force && options.out.is_none() && parquet_out.is_none() {
        return Some("--force is for --out and --parquet-out");
    }
    let several = options.files.len() > 1;
    if several && options.about.meta() != Meta::default() {
        return Some("--title, --byline, --outlet, --url and --date tell of one article: give one file");
    }
    let single = options.format.is_some_and(Format::single);
    (several && single && options.out.is_none())
        .then_some("this format holds one article: give one file, or a folder with --out")
}

fn files(options: &Options, out: &mut impl Write) -> io::Result<bool> {
    let files = inputs(options);
    let mut all_done = true;
    let mut ids: Vec<String> = Vec::new();
    let format = options.format.unwrap_or(Format::Text);
    for path in &files {
        match read(path) {
            Ok(rich) => {
                let meta = about::or(options.about.meta(), rich.meta);
                let text = rich.text;
                let mut id = id(path);
                match &options.out {
                    None => write_article(options, format, (&id, &meta), &text, ids.len(), out)?,
                    Some(folder) => {
                        id = unused(id, &ids);
                        all_done &= folder::write(options, format, folder, (&id, &meta), &text, &files)?;
                    }
                }
                ids.push(id);
            }
            Err(fault) => {
                all_done = false;
                say(format_args!("{} {fault}", name(path)));
            }
        }
    }
    if format == Format::Json && options.out.is_none() {
        out.write_all(if ids.is_empty() { b"[]\n" } else { JSON_END })?;
    }
    Ok(all_done)
}

const JSON_END: &[u8] = b"\n]\n";

/// The name of a file without its ending.
fn id(path: &Path) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    if stem == "-" { "stdin".to_owned() } else { stem }
}

/// `id`, with a number behind it if files from other folders have taken it.
fn unused(id: String, taken: &[String]) -> String {
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    std::iter::once(id.clone()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or_default()
}

/// Writes one article behind `before` others.
fn write_article(
    options: &Options,
    format: Format,
    (id, meta): (&str, &Meta),
    text: &str,
    before: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let analysis = analyze(text);
    let json_id = serde_json::Value::from(id);
    let article = Article { id, meta, text, analysis: &analysis };
    let written = match format {
        Format::Text => {
            let colour = options.out.is_none() && colour();
            text::write(text, &analysis, text::Style { width: usize::from(options.width), colour })
        }
        Format::Json => {
            out.write_all(if before == 0 { b"[\n" } else { b",\n" })?;
            let record = Record::new(&json_id, text, analysis, options.offsets.into(), true);
            return serde_json::to_writer_pretty(out, &record).map_err(io::Error::from);
        }
        Format::Jsonl => {
            Record::new(&json_id, text, analysis, options.offsets.into(), options.with_text).line()? + "\n"
        }
        Format::Csv if before == 0 => csv::header() + &csv::write(&article),
        Format::Csv => csv::write(&article),
        Format::Markdown => (if before == 0 { "" } else { "\n" }).to_owned() + &markdown::write(&article),
        Format::Html => html::write(&article),
        Format::Jsonld => jsonld::write(&article) + "\n",
        Format::Schemaorg => schemaorg::write(&article) + "\n",
        Format::Claimreview => schemaorg::drafts(&article) + "\n",
        Format::Brat => brat::write(&article),
    };
    out.write_all(written.as_bytes())
}

fn colour() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn outcome(all_read: bool) -> Outcome {
    if all_read { Outcome::Done } else { Outcome::Gaps }
}
