//! `cargo xtask train`: trains the tagger's weights on the annotated sets. The trainer is written in Python, see
//! `train/README.md`.

use anyhow::Result;

use crate::pip::{self, List};
use crate::shell::{program, root, run};

/// Creates the trainer's Python environment under `target/train` if it is missing or out of date, then trains the
/// attribution network with `arguments`, then the claims network. If the weights are written elsewhere or the run is
/// only a trial, the claims network is not trained.
///
/// # Errors
/// If Python or its packages are unavailable, or a trainer fails.
pub fn train(arguments: &[String]) -> Result<()> {
    module("train", arguments)?;
    let given = |name: &str| arguments.iter().position(|argument| argument == name);
    if given("--limit").is_some() || given("--model").is_some() {
        return Ok(());
    }
    let data = given("--data").and_then(|at| arguments.get(at..at + 2)).unwrap_or_default();
    claims(data)
}

/// Trains the claims network on top of the existing weights for attributions.
///
/// # Errors
/// If Python or its packages are unavailable, or the trainer fails.
pub fn claims(arguments: &[String]) -> Result<()> {
    module("train.claims", arguments)
}

fn module(name: &str, arguments: &[String]) -> Result<()> {
    let python = pip::environment(&root().join("target/train/venv"), &[List::wheels("train/requirements.txt")])?;
    run(program(python).args(["-m", name]).args(arguments))
}
