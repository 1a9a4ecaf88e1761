//! Whole archives: any number of articles, on all cores, written in the order they were read.
//!
//! ```text
//! lines │ table ─ pipeline (N threads, each: parse ─ analyze ─ Record) ─► JSON Lines │ Parquet
//! ```
//!
//! [`pipeline`] holds the order and the bound on what is in flight, so memory does not grow with the input. [`done`]
//! knows what an earlier run has written. [`lines`] reads and writes JSON Lines; `table` (feature `parquet`) does Parquet.

pub mod done;
pub mod lines;
pub mod pipeline;
mod progress;
#[cfg(feature = "parquet")]
pub mod table;

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::analyze;
use crate::export::jsonl::Record;
use crate::span::Unit;

use done::Done;
use progress::Progress;

/// What to do with an archive.
#[derive(Clone, Debug)]
pub struct Job {
    /// Where the articles come from.
    pub input: Input,
    /// A Parquet file to write; `None`: JSON Lines to standard output.
    pub parquet_out: Option<PathBuf>,
    /// What offsets count.
    pub offsets: Unit,
    /// Whether the analysed text is written too.
    pub with_text: bool,
    /// How many threads analyse; at least 1.
    pub jobs: usize,
    /// Stop at the first bad article.
    pub strict: bool,
    /// The JSON Lines of an earlier run: what they hold is passed over.
    pub skip_done: Option<PathBuf>,
}

/// Where articles come from.
#[derive(Clone, Debug)]
pub enum Input {
    /// JSON Lines `{"id", "text"}`; the path `-` is standard input.
    Lines(PathBuf),
    /// A Parquet file with the columns `id` and `text`.
    Parquet(PathBuf),
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Every article was analysed.
    Done,
    /// Some articles could not be read; the others are done.
    Gaps,
    /// One article could not be read and the run was to be strict: what stands before it is done.
    Stopped,
}

/// One article on its way in.
#[derive(Debug)]
pub enum Article {
    /// A line of JSON, not yet parsed.
    Line(Vec<u8>),
    /// A row of a table.
    Row {
        /// What the caller knows it by.
        id: serde_json::Value,
        /// Its text.
        text: String,
    },
    /// What could not be read, and why.
    Bad(String),
}

impl Article {
    /// Its id and text.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn read(self) -> Result<(serde_json::Value, String), String> {
        match self {
            Self::Bad(why) => Err(why),
            Self::Line(line) => lines::parse(&line).map(|line| (line.id, line.text)),
            Self::Row { id, text } => Ok((id, text)),
        }
    }
}

/// An article with its place in the input.
#[derive(Debug)]
pub struct Numbered {
    /// The line or row, counted from 1.
    pub number: u64,
    /// How many bytes of input it took.
    pub bytes: u64,
    /// The article.
    pub article: Article,
}

/// What one article gives: the record's line of JSON and its text, or what is wrong.
struct Answer {
    number: u64,
    bytes: u64,
    found: Result<String, String>,
}

/// Analyses an archive. Bad articles are named on standard error by their number, in order.
///
/// # Errors
/// Those of writing, and of files that cannot be opened; the message names the file.
pub fn run(job: &Job) -> io::Result<Outcome> {
    let done = job.skip_done.as_deref().map(Done::read).transpose()?.unwrap_or_default();
    let (articles, size) = open(&job.input)?;
    let articles = articles.filter({
        let mut done = done;
        move |numbered| !done.take(numbered)
    });
    let mut sink = Sink::open(job)?;
    let progress = Progress::new(size);
    let mut outcome = Outcome::Done;
    let written = pipeline::ordered(
        articles,
        job.jobs,
        |numbered| answer(job, numbered),
        |answer, idle| {
            match answer.found {
                Ok(line) => {
                    sink.write(&line, idle)?;
                    progress.article(answer.bytes);
                }
                Err(why) => {
                    progress.say(&format!("sayso: {}, {why}", place(&job.input, answer.number)));
                    outcome = Outcome::Gaps;
                    if job.strict {
                        outcome = Outcome::Stopped;
                        return Ok(false);
                    }
                }
            }
            Ok(true)
        },
    );
    progress.end();
    written.map_err(|error| io::Error::new(error.kind(), format!("cannot write: {error}")))?;
    sink.end()?;
    Ok(outcome)
}

/// Articles in the order of the input.
pub type Articles = Box<dyn Iterator<Item = Numbered> + Send>;

/// The articles, and how many bytes they take where that is known.
fn open(input: &Input) -> io::Result<(Articles, Option<u64>)> {
    match input {
        Input::Lines(path) => lines::open(path),
        #[cfg(feature = "parquet")]
        Input::Parquet(path) => table::read(path),
        #[cfg(not(feature = "parquet"))]
        Input::Parquet(_) => Err(no_parquet()),
    }
}

/// Where in the input something stands, for messages.
fn place(input: &Input, number: u64) -> String {
    match input {
        Input::Lines(path) => format!("{}, line {number}", path.display()),
        Input::Parquet(path) => format!("{}, row {number}", path.display()),
    }
}

/// Analyses one article. A fault of the analysis itself costs this article only.
fn answer(job: &Job, Numbered { number, bytes, article }: Numbered) -> Answer {
    let found = article.read().and_then(|(id, text)| record(job, &id, &text));
    Answer { number, bytes, found }
}

fn record(job: &Job, id: &serde_json::Value, text: &str) -> Result<String, String> {
    let analysis = catch_unwind(AssertUnwindSafe(|| analyze(text)));
    let analysis = analysis.map_err(|_| "the analysis failed: please report the text".to_owned())?;
    #[cfg(feature = "parquet")]
    if job.parquet_out.is_some() {
        let record = Record::new(id, text, analysis.clone(), job.offsets, job.with_text);
        return table::row(&record, &analysis, text).map_err(|error| error.to_string());
    }
    Record::new(id, text, analysis, job.offsets, job.with_text).line().map_err(|error| error.to_string())
}

/// Where records go.
enum Sink {
    Lines(Arc<Mutex<io::BufWriter<io::Stdout>>>),
    #[cfg(feature = "parquet")]
    Table(Box<table::Writer>),
}

impl Sink {
    fn open(job: &Job) -> io::Result<Self> {
        match &job.parquet_out {
            #[cfg(feature = "parquet")]
            Some(path) => Ok(Self::Table(Box::new(table::Writer::create(path, job.with_text)?))),
            #[cfg(not(feature = "parquet"))]
            Some(_) => Err(no_parquet()),
            None => {
                let out = Arc::new(Mutex::new(io::BufWriter::with_capacity(1 << 16, io::stdout())));
                leave_whole_lines(&out);
                Ok(Self::Lines(out))
            }
        }
    }

    /// Writes one record; with `idle`, nothing waits behind it and it goes out at once.
    fn write(&mut self, line: &str, idle: bool) -> io::Result<()> {
        match self {
            Self::Lines(out) => {
                let mut out = out.lock().unwrap_or_else(PoisonError::into_inner);
                out.write_all(line.as_bytes())?;
                out.write_all(b"\n")?;
                if idle { out.flush() } else { Ok(()) }
            }
            #[cfg(feature = "parquet")]
            Self::Table(table) => table.write(line),
        }
    }

    fn end(self) -> io::Result<()> {
        match self {
            Self::Lines(out) => out.lock().unwrap_or_else(PoisonError::into_inner).flush(),
            #[cfg(feature = "parquet")]
            Self::Table(table) => table.end(),
        }
    }
}

/// On Ctrl+C or a plea to end: the records that are done go out as whole lines, then the program ends with 130.
fn leave_whole_lines(out: &Arc<Mutex<io::BufWriter<io::Stdout>>>) {
    let out = Arc::clone(out);
    let ended = ctrlc::set_handler(move || {
        // The lock is held for whole records only, and kept until the end so that none begins.
        let mut out = out.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = out.flush();
        std::process::exit(130);
    });
    if let Err(error) = ended {
        eprintln!("sayso: Ctrl+C may leave half a line: {error}");
    }
}

/// `error` with the file and what was wanted of it.
fn named(path: &Path, what: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{} {what}: {error}", path.display()))
}

#[cfg(not(feature = "parquet"))]
fn no_parquet() -> io::Error {
    io::Error::other("this build cannot do Parquet: build it with `cargo build --release --features parquet`")
}
