//! Analyses whole archives: any number of articles, on all cores, with results in input order.
//!
//! ```text
//! lines │ table ─ pipeline (N threads, each: parse ─ analyze ─ Record) ─► JSON Lines │ Parquet
//! ```
//!
//! [`pipeline`] preserves the order and limits how many articles are in memory at once. [`done`] reads what an earlier
//! run has written. [`lines`] reads JSON Lines; `table` (feature `parquet`) reads and writes Parquet. An article longer
//! than [`length::MOST`] characters is reported, recorded and skipped.

pub mod done;
pub mod ids;
pub mod lines;
pub mod pipeline;
pub mod progress;
#[cfg(feature = "parquet")]
pub mod table;

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::analyze_in;
use crate::export::jsonl::{ArticleError, ArticleErrorKind, Record};
use crate::i18n::Language;
use crate::intake::length;
use crate::span::Unit;
use crate::system::messages::{line as message, name};
use crate::system::{atomic_file, file_identity, interrupt, stdout};

use done::Done;
use progress::Progress;

/// What to do with an archive.
#[derive(Clone, Debug)]
pub struct Job {
    /// Where the articles come from.
    pub input: Input,
    /// A Parquet file to write; `None` writes JSON Lines to standard output.
    pub parquet_out: Option<PathBuf>,
    /// The language of all articles; `None` detects it.
    pub language: Option<Language>,
    /// What offsets count.
    pub offsets: Unit,
    /// Whether to include the analysed text.
    pub with_text: bool,
    /// The number of threads that analyse; at least 1.
    pub jobs: usize,
    /// Whether to stop at the first bad article.
    pub strict: bool,
    /// The JSON Lines of an earlier run; articles in it are skipped.
    pub skip_done: Option<PathBuf>,
    /// Whether `parquet_out` may replace an existing file.
    pub force: bool,
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
    /// An article could not be read in strict mode; the articles before it are done.
    Stopped,
}

/// An input article.
#[derive(Debug)]
pub enum Article {
    /// A line of JSON, not yet parsed.
    Line(Vec<u8>),
    /// A row of a table.
    Row {
        /// The caller's identifier.
        id: serde_json::Value,
        /// Its text.
        text: String,
    },
    /// An article that could not be read, and why.
    Bad(FailedArticle),
}

/// An article that was not read or not analysed.
#[derive(Clone, Debug, PartialEq)]
pub struct FailedArticle {
    /// The caller's identifier, if it is known and a later run need not try the article again. The error is then
    /// recorded in place of findings.
    pub id: Option<serde_json::Value>,
    /// The kind of error, as it is recorded.
    kind: ArticleErrorKind,
    /// What is wrong, in words.
    pub why: String,
}

impl FailedArticle {
    /// Creates the error for an article that has more than [`length::MOST`] characters.
    pub fn too_long(id: Option<serde_json::Value>) -> Self {
        Self { id, kind: ArticleErrorKind::TooLong, why: length::TOO_LONG.to_owned() }
    }

    /// Returns the line to record for it, if its id is known.
    fn line(&self) -> Option<String> {
        ArticleError::new(self.kind, &self.why).line(self.id.as_ref()?).ok()
    }
}

/// For input that is not an article: it has no id, so every run reports it.
impl From<String> for FailedArticle {
    fn from(why: String) -> Self {
        Self { id: None, kind: ArticleErrorKind::AnalysisFailed, why }
    }
}

impl Article {
    /// Returns its id and text.
    ///
    /// # Errors
    /// Returns what is wrong with it.
    pub fn read(self) -> Result<(serde_json::Value, String), FailedArticle> {
        match self {
            Self::Bad(unread) => Err(unread),
            Self::Line(line) => lines::parse(&line).map(|line| (line.id, line.text)),
            Self::Row { id, text } => Ok((id, text)),
        }
    }
}

/// An article and its position in the input.
#[derive(Debug)]
pub struct Numbered {
    /// Its line or row, counted from 1.
    pub number: u64,
    /// The number of input bytes it took, or 1 if the input is a table, whose progress is counted in rows.
    pub bytes: u64,
    /// The article.
    pub article: Article,
}

impl Numbered {
    /// Returns approximately how much memory it takes until it is done, in bytes.
    fn weight(&self) -> u64 {
        match &self.article {
            Article::Line(line) => line.len() as u64,
            Article::Row { text, .. } => text.len() as u64,
            Article::Bad(_) => 0,
        }
    }
}

/// The result for one article: its record as a line of JSON, or what is wrong.
struct Answer {
    number: u64,
    bytes: u64,
    found: Result<String, FailedArticle>,
}

/// Analyses an archive. Bad articles are reported on standard error by number, in order.
///
/// # Errors
/// Returns an error if a file cannot be opened, which the message names, or if output cannot be written. Returns
/// [`io::ErrorKind::InvalidInput`] if the job uses one file for two purposes or a file of the wrong kind; nothing has
/// been done then.
pub fn run(job: &Job) -> io::Result<Outcome> {
    check(job)?;
    let done = job.skip_done.as_deref().map(Done::read).transpose()?.unwrap_or_default();
    let (articles, size) = open(&job.input)?;
    let articles = articles.filter({
        let mut done = done;
        move |numbered| !done.take(numbered)
    });
    let mut sink = Sink::open(job)?;
    let progress = Progress::new(size, "articles", true);
    let mut outcome = Outcome::Done;
    let written = pipeline::ordered(
        articles,
        job.jobs,
        Numbered::weight,
        |numbered| answer(job, numbered),
        |answer, idle| {
            match answer.found {
                Ok(line) => {
                    sink.write(&line, idle)?;
                    progress.article(answer.bytes);
                }
                Err(unread) => {
                    progress.say(&message(format_args!("{}, {}", place(&job.input, answer.number), unread.why)));
                    outcome = Outcome::Gaps;
                    if job.strict {
                        outcome = Outcome::Stopped;
                        return Ok(false);
                    }
                    sink.unread(&unread, idle)?;
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

/// Rejects a job that would overwrite its own input, or a file that it must not replace.
fn check(job: &Job) -> io::Result<()> {
    let (Input::Lines(input) | Input::Parquet(input)) = &job.input;
    if job.skip_done.as_deref().is_some_and(|done| file_identity::is_input(done, input)) {
        return Err(file_identity::misuse(format!("{} is the input, not the output of an earlier run", name(input))));
    }
    match &job.parquet_out {
        None => file_identity::not_stdout(input),
        Some(path) => match atomic_file::refusal(path, job.force, std::slice::from_ref(input)) {
            Some(why) => Err(file_identity::misuse(format!("{} {why}", name(path)))),
            None => Ok(()),
        },
    }
}

/// The articles of an input, in its order.
pub type Articles = Box<dyn Iterator<Item = Numbered> + Send>;

/// Opens the input. Returns its articles, and the total of their [`Numbered::bytes`] if known.
fn open(input: &Input) -> io::Result<(Articles, Option<u64>)> {
    match input {
        Input::Lines(path) => lines::open(path),
        #[cfg(feature = "parquet")]
        Input::Parquet(path) => table::read(path),
        #[cfg(not(feature = "parquet"))]
        Input::Parquet(_) => Err(no_parquet()),
    }
}

/// Describes a position in the input, for messages.
fn place(input: &Input, number: u64) -> String {
    match input {
        Input::Lines(path) => format!("{}, line {number}", name(path)),
        Input::Parquet(path) => format!("{}, row {number}", name(path)),
    }
}

/// Analyses one article. A panic in the analysis affects this article only.
fn answer(job: &Job, Numbered { number, bytes, article }: Numbered) -> Answer {
    let found = article.read().and_then(|(id, text)| record(job, &id, &text));
    Answer { number, bytes, found }
}

/// Analyses `text` and returns the line to write: a JSON record or, for Parquet, a row as JSON.
fn record(job: &Job, id: &serde_json::Value, text: &str) -> Result<String, FailedArticle> {
    let failed = |why: String| FailedArticle { id: Some(id.clone()), kind: ArticleErrorKind::AnalysisFailed, why };
    let analysis = catch_unwind(AssertUnwindSafe(|| analyze_in(text, job.language)));
    let analysis = analysis.map_err(|_| failed("the analysis failed: please report the text".to_owned()))?;
    #[cfg(feature = "parquet")]
    if job.parquet_out.is_some() {
        let record = Record::new(id, text, analysis.clone(), job.offsets, job.with_text);
        return table::row(&record, &analysis, text).map_err(|error| failed(error.to_string()));
    }
    Record::new(id, text, analysis, job.offsets, job.with_text).line().map_err(|error| failed(error.to_string()))
}

/// Standard output, shared with the interrupt handler.
type Out = Arc<Mutex<io::BufWriter<Box<dyn Write + Send>>>>;

/// Where records are written.
enum Sink {
    Lines(Out),
    #[cfg(feature = "parquet")]
    Table(Box<table::Writer>),
}

impl Sink {
    fn open(job: &Job) -> io::Result<Self> {
        match &job.parquet_out {
            #[cfg(feature = "parquet")]
            Some(path) => {
                interrupt::tidy(|| {});
                Ok(Self::Table(Box::new(table::Writer::create(path, job.with_text, job.force)?)))
            }
            #[cfg(not(feature = "parquet"))]
            Some(_) => Err(no_parquet()),
            None => {
                let out = Arc::new(Mutex::new(io::BufWriter::with_capacity(1 << 16, stdout::open()?)));
                leave_whole_lines(&out);
                Ok(Self::Lines(out))
            }
        }
    }

    /// Records in place of findings that an article could not be analysed, if its id is known. Tables contain
    /// findings only.
    fn unread(&mut self, unread: &FailedArticle, idle: bool) -> io::Result<()> {
        match (&self, unread.line()) {
            (Self::Lines(_), Some(line)) => self.write(&line, idle),
            _ => Ok(()),
        }
    }

    /// Writes one record. If `idle`, no result is waiting, so the output is flushed.
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

/// Makes an interrupt flush the finished records as complete lines.
fn leave_whole_lines(out: &Out) {
    let out = Arc::clone(out);
    // The lock is only held for complete records. The handler never releases it, so no further record begins.
    interrupt::tidy(move || {
        let mut out = out.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = out.flush();
        std::mem::forget(out);
    });
}

/// Adds the file and the failed operation to `error`.
fn named(path: &Path, what: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{} {what}: {error}", name(path)))
}

#[cfg(not(feature = "parquet"))]
fn no_parquet() -> io::Error {
    io::Error::other("this build cannot do Parquet: build it with `cargo build --release --features parquet`")
}
