//! Sayso for Python: texts in, JSON out. `sayso/__init__.py` turns it into typed objects.

use std::num::NonZero;
use std::sync::Mutex;
use std::thread;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use sayso::span::Unit;

/// The findings of each text as one JSON array, in the order of the texts, with offsets in code points. Runs on
/// `jobs` threads (0: all cores) and releases the interpreter, so that other Python threads can run.
#[pyfunction]
fn analyze_json(py: Python<'_>, texts: Vec<String>, jobs: usize) -> PyResult<String> {
    py.detach(|| analyzed(&texts, jobs))
}

fn analyzed(texts: &[String], jobs: usize) -> PyResult<String> {
    let cores = || thread::available_parallelism().map_or(1, NonZero::get);
    let jobs = if jobs == 0 { cores() } else { jobs }.min(texts.len()).max(1);
    let next = Mutex::new(texts.iter().enumerate());
    let work = || {
        let mut found = Vec::new();
        // The lock is held for one step of the iterator, not for an analysis.
        let take = || next.lock().ok().and_then(|mut next| next.next());
        while let Some((at, text)) = take() {
            found.push((at, serde_json::to_string(&sayso::analyze(text).in_unit(text, Unit::Codepoint))));
        }
        found
    };
    let mut all = Vec::with_capacity(texts.len());
    thread::scope(|scope| {
        let others: Vec<_> = (1..jobs).map(|_| scope.spawn(work)).collect();
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

#[pymodule]
fn _sayso(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("MOST_CHARACTERS", sayso::intake::length::MOST)?;
    module.add_function(wrap_pyfunction!(analyze_json, module)?)
}
