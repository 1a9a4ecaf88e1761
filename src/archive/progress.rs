//! Shows the progress of a run, on terminals only.

use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A progress bar on standard error. It is hidden if that is not a terminal, or if the run writes to a terminal.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    articles: std::cell::Cell<u64>,
}

impl Progress {
    /// Creates a bar that is full at `size` bytes, or a plain count if the size is unknown. `what` names what is
    /// counted. `writes` says whether the run writes to standard output.
    pub fn new(size: Option<u64>, what: &str, writes: bool) -> Self {
        let hidden = writes && io::stdout().is_terminal();
        let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let (bar, look) = match size {
            Some(_) => (
                ProgressBar::with_draw_target(size, target),
                format!("{{wide_bar}} {{percent}}% {{msg}} {what}, {{bytes_per_sec}}, {{eta}} left"),
            ),
            None => (
                ProgressBar::with_draw_target(None, target),
                format!("{{spinner}} {{msg}} {what}, {{bytes}}, {{bytes_per_sec}}"),
            ),
        };
        // An invalid template would be a bug in this file; fall back to the default bar.
        let style = ProgressStyle::with_template(&look).unwrap_or_else(|_| ProgressStyle::default_bar());
        Self { bar: bar.with_style(style), articles: std::cell::Cell::new(0) }
    }

    /// Counts one more finished article of `bytes` bytes.
    pub fn article(&self, bytes: u64) {
        self.bar.inc(bytes);
        self.articles.set(self.articles.get() + 1);
        if !self.bar.is_hidden() {
            self.bar.set_message(self.articles.get().to_string());
        }
    }

    /// Prints a line on standard error without disturbing the bar.
    pub fn say(&self, line: &str) {
        // Failure to print the line does not stop the run.
        self.bar.suspend(|| {
            let _ = writeln!(io::stderr().lock(), "{line}");
        });
    }

    /// Ends the display, leaving the bar in its current state on the screen.
    pub fn end(&self) {
        self.bar.abandon();
    }
}
