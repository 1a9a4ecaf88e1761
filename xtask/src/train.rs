//! `cargo xtask train`: the tagger's weights from the annotated sets. The trainer is Python, see `train/README.md`.

use anyhow::Result;

use crate::pip::{self, List};
use crate::shell::{program, root, run};

/// Makes the trainer's Python environment under `target/train` if it is not there or old, and runs the trainer with
/// `arguments`.
///
/// # Errors
/// When Python or its packages cannot be had, or the trainer fails.
pub fn train(arguments: &[String]) -> Result<()> {
    let python = pip::environment(&root().join("target/train/venv"), &[List::wheels("train/requirements.txt")])?;
    run(program(python).args(["-m", "train"]).args(arguments))
}
