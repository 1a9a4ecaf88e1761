//! How far a run is, on a terminal only.

use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar on standard error. Where that is no terminal, or the records go to the same terminal, it shows nothing.
pub struct Progress {
    bar: ProgressBar,
    articles: std::cell::Cell<u64>,
}

impl Progress {
    /// A bar up to `size` bytes, or a count where the size is unknown.
    pub fn new(size: Option<u64>) -> Self {
        let target =
            if io::stdout().is_terminal() { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let (bar, look) = match size {
            Some(_) => (
                ProgressBar::with_draw_target(size, target),
                "{wide_bar} {percent}% {msg} articles, {bytes_per_sec}, {eta} left",
            ),
            None => (ProgressBar::with_draw_target(None, target), "{spinner} {msg} articles, {bytes}, {bytes_per_sec}"),
        };
        // A template that does not parse is a fault of this file; the plain bar will do.
        let style = ProgressStyle::with_template(look).unwrap_or_else(|_| ProgressStyle::default_bar());
        Self { bar: bar.with_style(style), articles: std::cell::Cell::new(0) }
    }

    /// One more article of so many bytes is done.
    pub fn article(&self, bytes: u64) {
        self.bar.inc(bytes);
        self.articles.set(self.articles.get() + 1);
        if !self.bar.is_hidden() {
            self.bar.set_message(self.articles.get().to_string());
        }
    }

    /// Prints a line on standard error without tearing the bar.
    pub fn say(&self, line: &str) {
        // A line that cannot be written is dropped: the run matters more.
        self.bar.suspend(|| {
            let _ = writeln!(io::stderr().lock(), "{line}");
        });
    }

    /// Leaves the bar as it stands.
    pub fn end(&self) {
        self.bar.abandon();
    }
}
