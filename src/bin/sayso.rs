//! The command line program: reads files, analyses them and writes the findings.

#[path = "sayso/compare.rs"]
mod compare;
#[path = "sayso/folder.rs"]
mod folder;
#[path = "sayso/library.rs"]
mod library;
#[path = "sayso/matching.rs"]
mod matching;
#[path = "sayso/values.rs"]
mod values;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use sayso::archive::{self, Outcome};
use sayso::export::jsonl::Record;
use sayso::export::{Article, Meta, brat, csv, html, jsonld, markdown, schemaorg, text};
use sayso::i18n::Locale;
use sayso::intake::files::read;
use sayso::intake::metadata;
use sayso::system::messages::{name, say};
use sayso::system::{file_identity, interrupt, stdout};
use sayso::{analyze_in, export};

use folder::{id, unused};
use values::{ArticleLanguage, Offsets};

#[derive(Parser)]
#[command(version, about, long_about = None)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Find who says what in articles, and which claims in them are contested.
    ///
    /// Exit codes: 0 success; 1 some input could not be read or some output could not be written (failures are
    /// reported on standard error, everything else is done); 2 wrong usage, nothing done; 3 stopped at the first bad
    /// line (--strict); 130 interrupted, lines and files already written are complete; 141 the reader of the output
    /// closed it.
    Analyze(Box<Options>),
    /// Find the links between articles: shared wording, the same claims, contradictions.
    ///
    /// Exit codes are the same as for analyze.
    Compare(compare::Options),
    /// Find published fact-checks of what articles say, in a library on this computer.
    ///
    /// Exit codes are the same as for analyze.
    Match(matching::Options),
    /// Build a library of published fact-checks, or list its contents.
    Library(library::Options),
}

#[derive(clap::Args)]
struct Options {
    /// Files to read: .html and .htm as a browser shows them, .docx and .md without their markup, anything else as
    /// plain text. None, or "-": standard input.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The output format.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The language of the articles; "auto" detects it for each.
    #[arg(long, value_parser = values::language(), default_value = "auto")]
    language: ArticleLanguage,
    /// The unit of offsets.
    #[arg(long, value_enum, default_value = "codepoint")]
    offsets: Offsets,
    /// Read JSON Lines {"id", "text"} from this file ("-": standard input) and write one JSON object per line, in
    /// order.
    #[arg(long, value_name = "FILE", conflicts_with = "files")]
    jsonl_in: Option<PathBuf>,
    #[command(flatten)]
    archive: Archive,
    /// Include the analysed text in each JSON object.
    #[arg(long)]
    with_text: bool,
    /// Wrap the text format at this many columns.
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u16).range(20..))]
    width: u16,
    /// Write one file per article to this folder, which must exist, and nothing to standard output. With brat the
    /// text is written next to the annotations. Existing files are left unchanged, and the exit code is then 1.
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["jsonl_in", "parquet_in"])]
    out: Option<PathBuf>,
    /// Let --out and --parquet-out replace existing files, but never an input file. A link is replaced itself, not
    /// its target.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    about: About,
}

/// Options for many articles in one run.
#[derive(clap::Args)]
struct Archive {
    /// The number of threads that analyse articles; by default the number of cores.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Stop at the first bad line, with exit code 3, instead of continuing after it.
    #[arg(long)]
    strict: bool,
    /// Skip the articles whose ids are in OUT, the JSON Lines of an earlier run. An incomplete last record of OUT is
    /// cut off first. A file with anything other than records is rejected. To resume a run: --skip-done OUT >> OUT.
    #[arg(long, value_name = "OUT")]
    skip_done: Option<PathBuf>,
    /// Read the columns "id" and "text" of this Parquet file.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["files", "jsonl_in"])]
    parquet_in: Option<PathBuf>,
    /// Write this Parquet file, one row per article, and nothing to standard output. The file must not exist yet.
    #[arg(long, value_name = "FILE", conflicts_with = "skip_done")]
    parquet_out: Option<PathBuf>,
}

/// Metadata of the article, for formats that include it. For a single article only.
#[derive(clap::Args)]
#[group(multiple = true, conflicts_with_all = ["jsonl_in", "parquet_in"])]
struct About {
    /// The article's headline.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    title: String,
    /// The author, as given in the article.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    byline: String,
    /// The outlet that published it.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    outlet: String,
    /// Its URL. Reports link to the quoted words there.
    #[arg(long, value_name = "URL", default_value = "", hide_default_value = true)]
    url: String,
    /// The date of publication, preferably as YYYY-MM-DD.
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
    /// An array of objects, for people or programs; includes the text.
    Json,
    /// One object per article and line.
    Jsonl,
    /// A table for spreadsheets, one row per finding.
    Csv,
    /// A report for people: speakers and claims.
    Markdown,
    /// The same report as a self-contained page.
    Html,
    /// W3C Web Annotations as JSON-LD, one collection per article and line.
    Jsonld,
    /// schema.org Quotation and Claim as JSON-LD, one graph per article and line.
    Schemaorg,
    /// schema.org ClaimReview: a draft without a rating for each contested claim, one graph per article and line.
    Claimreview,
    /// Standoff annotations for the brat tool.
    Brat,
}

impl Format {
    /// Returns the extension of its files.
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

    /// Whether a file in this format can hold only one article.
    const fn single(self) -> bool {
        matches!(self, Format::Html | Format::Brat)
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
            Command::Match(options) => Ok(matching::run(&options).map(outcome)),
            Command::Library(options) => Ok(library::run(&options).map(outcome)),
        });
    match done {
        Err(code) => code,
        Ok(Ok(Outcome::Done)) => ExitCode::SUCCESS,
        Ok(Ok(Outcome::Gaps)) => ExitCode::from(1),
        Ok(Ok(Outcome::Stopped)) => ExitCode::from(3),
        Ok(Err(error)) => failed(&error),
    }
}

/// Reports the error and returns the exit code for it.
fn failed(error: &io::Error) -> ExitCode {
    match error.kind() {
        // The reader of the output closed it early. A shell reports this code for a program ended by SIGPIPE.
        io::ErrorKind::BrokenPipe => return ExitCode::from(141),
        _ => say(error),
    }
    ExitCode::from(if error.kind() == io::ErrorKind::InvalidInput { 2 } else { 1 })
}

/// Writes requested help to standard output, or a usage error to standard error.
fn wrong_usage(error: &clap::Error) -> ExitCode {
    let message = error.render();
    if error.use_stderr() {
        // The message quotes arguments, which may be file names chosen by others.
        for line in message.to_string().lines() {
            let _ = writeln!(io::stderr(), "{}", export::harmless(line));
        }
        return ExitCode::from(2);
    }
    let message = if colour() { message.ansi().to_string() } else { message.to_string() };
    let written = stdout::open().and_then(|mut out| out.write_all(message.as_bytes()));
    written.map_or_else(|error| failed(&error), |()| ExitCode::SUCCESS)
}

/// Analyses files, and returns whether all input could be read and all output files written.
///
/// # Errors
/// If output cannot be written. The kind is [`io::ErrorKind::InvalidInput`] if standard output is one of the input
/// files.
fn run(options: &Options) -> io::Result<bool> {
    let url = &options.about.url;
    if !url.is_empty() && options.about.meta().link().is_none() {
        say(
            "--url is ignored: it is not a web address that a report may link to (no user name or password is allowed)",
        );
    }
    if options.out.is_some() {
        interrupt::tidy(|| {});
        return files(options, &mut io::sink());
    }
    inputs(options).iter().try_for_each(|path| file_identity::not_stdout(path))?;
    let mut out = io::BufWriter::new(stdout::open()?);
    let all_read = files(options, &mut out).and_then(|all_read| out.flush().map(|()| all_read));
    all_read.map_err(|error| io::Error::new(error.kind(), format!("cannot write: {error}")))
}

/// Returns the files to read: standard input (`-`) if none is given.
fn inputs(options: &Options) -> Vec<PathBuf> {
    if options.files.is_empty() { vec![PathBuf::from("-")] } else { options.files.clone() }
}

/// Returns the archive job that the options describe; `None` if they name single files.
fn job(options: &Options) -> Option<archive::Job> {
    let Archive { jobs, strict, skip_done, parquet_in, parquet_out } = &options.archive;
    let lines = || options.jsonl_in.clone().map(archive::Input::Lines);
    let input = parquet_in.clone().map(archive::Input::Parquet).or_else(lines)?;
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    Some(archive::Job {
        input,
        parquet_out: parquet_out.clone(),
        language: options.language,
        offsets: options.offsets.into(),
        with_text: options.with_text,
        jobs: jobs.map_or_else(cores, usize::from),
        strict: *strict,
        skip_done: skip_done.clone(),
        force: options.force,
    })
}

/// Returns what is wrong if options conflict that are valid one by one.
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
        return Some("--title, --byline, --outlet, --url and --date describe a single article: give one file");
    }
    let single = options.format.is_some_and(Format::single);
    (several && single && options.out.is_none())
        .then_some("this format holds a single article: give one file, or a folder with --out")
}

/// Reads, analyses and writes all files. Returns whether all could be read and written.
fn files(options: &Options, out: &mut impl Write) -> io::Result<bool> {
    let files = inputs(options);
    let mut all_done = true;
    let mut ids: Vec<String> = Vec::new();
    let format = options.format.unwrap_or(Format::Text);
    for path in &files {
        match read(path) {
            Ok(rich) => {
                let meta = metadata::or(options.about.meta(), rich.meta);
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

/// Analyses one article and writes the findings. `before` is the number of articles that have been written to the same
/// output.
fn write_article(
    options: &Options,
    format: Format,
    (id, meta): (&str, &Meta),
    text: &str,
    before: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let analysis = analyze_in(text, options.language);
    let json_id = serde_json::Value::from(id);
    let article = Article { id, meta, text, analysis: &analysis, locale: Locale::ENGLISH };
    let written = match format {
        Format::Text => {
            let colour = options.out.is_none() && colour();
            text::write(
                text,
                &analysis,
                text::Style { width: usize::from(options.width), colour, locale: Locale::ENGLISH },
            )
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

/// Whether to use colours: on a terminal, unless the environment variable `NO_COLOR` is set.
fn colour() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn outcome(all_read: bool) -> Outcome {
    if all_read { Outcome::Done } else { Outcome::Gaps }
}
