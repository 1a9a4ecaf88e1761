//! The native module of Sayso for Python. It takes texts and returns JSON, which `sayso/__init__.py` turns into typed
//! objects.

use std::num::NonZero;
use std::sync::Mutex;
use std::thread;

use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use sayso::checks::match_article;
use sayso::export::Meta;
use sayso::export::match_row::rows;
use sayso::i18n::Language;
use sayso::span::Unit;

/// Returns the findings in each text as one JSON array, in the order of the texts, with offsets in code points. Runs on
/// `jobs` threads (0: as many as there are cores) and releases the interpreter, so that other Python threads can run.
/// `language` is the code of the language of all texts; if it is `None`, the language of each text is detected.
///
/// # Errors
/// Raises `ValueError` if there are no rules for the language.
#[pyfunction]
#[pyo3(signature = (texts, jobs, language=None))]
fn analyze_json(py: Python<'_>, texts: Vec<String>, jobs: usize, language: Option<&str>) -> PyResult<String> {
    let known = language.and_then(Language::of_article);
    if known.is_none()
        && let Some(code) = language
    {
        let codes = Language::OF_ARTICLES.map(Language::code).join(", ");
        return Err(PyValueError::new_err(format!("no rules for the language {code:?}; there are: {codes}")));
    }
    py.detach(|| analyzed(&texts, jobs, known))
}

fn analyzed(texts: &[String], jobs: usize, language: Option<Language>) -> PyResult<String> {
    each(texts, jobs, |text| serde_json::to_string(&sayso::analyze_in(text, language).in_unit(text, Unit::Codepoint)))
}

/// Returns the results of `work` for each text as one JSON array, in the order of the texts, computed on `jobs` threads
/// (0: as many as there are cores).
fn each(texts: &[String], jobs: usize, work: impl Fn(&str) -> serde_json::Result<String> + Sync) -> PyResult<String> {
    let cores = || thread::available_parallelism().map_or(1, NonZero::get);
    let jobs = if jobs == 0 { cores() } else { jobs }.min(texts.len()).max(1);
    let next = Mutex::new(texts.iter().enumerate());
    let work = || {
        let mut found = Vec::new();
        // The lock is held for one step of the iterator, not for an analysis.
        let take = || next.lock().ok().and_then(|mut next| next.next());
        while let Some((at, text)) = take() {
            found.push((at, work(text)));
        }
        found
    };
    let mut all = Vec::with_capacity(texts.len());
    thread::scope(|scope| {
        let others: Vec<_> = (1..jobs).map(|_| scope.spawn(&work)).collect();
        all.extend(work());
        for other in others {
            all.extend(other.join().map_err(|_| PyRuntimeError::new_err("a thread of the analysis failed"))?);
        }
        PyResult::Ok(())
    })?;
    all.sort_unstable_by_key(|(at, _)| *at);
    let lines = all.into_iter().map(|(_, line)| line).collect::<Result<Vec<_>, _>>();
    let lines = lines.map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
    Ok(format!("[{}]", lines.join(",")))
}

/// Published fact-checks, opened from the bytes of a file that `sayso library build` has written.
#[pyclass(frozen)]
struct Library(sayso::checks::Library);

#[pymethods]
impl Library {
    #[new]
    fn new(py: Python<'_>, bytes: &[u8]) -> PyResult<Self> {
        let opened = py.detach(|| sayso::checks::Library::open(bytes));
        opened.map(Self).map_err(|fault| PyValueError::new_err(format!("the file {fault}")))
    }

    /// Returns what the library contains as one JSON object.
    fn info_json(&self) -> PyResult<String> {
        serde_json::to_string(&self.0.info()).map_err(|error| PyRuntimeError::new_err(error.to_string()))
    }

    /// Returns the matches of each text as one JSON array. For order, offsets and `jobs`, see `analyze_json`.
    fn match_json(&self, py: Python<'_>, texts: Vec<String>, jobs: usize) -> PyResult<String> {
        py.detach(|| {
            each(&texts, jobs, |text| {
                let found = match_article(&self.0, text, &sayso::analyze(text));
                serde_json::to_string(&rows(text, found, &self.0, Unit::Codepoint))
            })
        })
    }
}

/// Returns the article in a web page as one JSON object: its text, its metadata, and the texts that were left out.
///
/// # Errors
/// Raises `ValueError` if the markup is nested or tangled so deeply that a parser would take too long.
#[pyfunction]
fn read_html_json(py: Python<'_>, html: String) -> PyResult<String> {
    let read = py.detach(|| sayso::intake::html::read(&html));
    let rich = read.map_err(|_| PyValueError::new_err("the markup is nested or tangled too deeply"))?;
    let Meta { title, byline, outlet, url, date } = rich.meta;
    let left_out: Vec<String> = rich.left_out.into_iter().map(|(_, words)| words).collect();
    let article = serde_json::json!({
        "text": rich.text, "title": title, "byline": byline, "outlet": outlet, "url": url, "date": date,
        "left_out": left_out,
    });
    Ok(article.to_string())
}

#[pymodule]
fn _sayso(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("MOST_CHARACTERS", sayso::intake::length::MOST)?;
    module.add_class::<Library>()?;
    module.add_function(wrap_pyfunction!(read_html_json, module)?)?;
    module.add_function(wrap_pyfunction!(analyze_json, module)?)
}
