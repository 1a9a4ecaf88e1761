//! `cargo xtask train`: the tagger's weights from the annotated sets. The trainer is Python, see `train/README.md`.

use anyhow::Result;

use crate::pip::{self, List};
use crate::shell::{program, root, run};

/// Makes the trainer's Python environment under `target/train` if it is not there or old, and trains what finds attributions with
/// `arguments`, then what finds claims. Weights that are written elsewhere, or are only tried, stay without the latter.
///
/// # Errors
/// When Python or its packages cannot be had, or a trainer fails.
pub fn train(arguments: &[String]) -> Result<()> {
    module("train", arguments)?;
    let given = |name: &str| arguments.iter().position(|argument| argument == name);
    if given("--limit").is_some() || given("--model").is_some() {
        return Ok(());
    }
    let data = given("--data").and_then(|at| arguments.get(at..at + 2)).unwrap_or_default();
    claims(data)
}

/// Trains what finds claims, with the weights for attributions as they are.
///
/// # Errors
/// When Python or its packages cannot be had, or the trainer fails.
pub fn claims(arguments: &[String]) -> Result<()> {
    module("train.claims", arguments)
}

fn module(name: &str, arguments: &[String]) -> Result<()> {
    let python = pip::environment(&root().join("target/train/venv"), &[List::wheels("train/requirements.txt")])?;
    run(program(python).args(["-m", name]).args(arguments))
}
