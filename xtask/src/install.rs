//! Runs `cargo install` into the cache folder, with a progress line. Leaves nothing unfinished behind.

use std::fs;
use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::shell::{digest, program, root, version};

/// The interval between progress lines if the output is not a terminal.
const EVERY: Duration = Duration::from_secs(30);

/// Settings for a build with little optimisation. Tools run for seconds, so full optimisation would save less time than
/// it takes.
const QUICK: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];

/// A program distributed as a crate.
pub struct Tool<'a> {
    /// The name of the crate.
    pub krate: &'a str,
    /// The name of the program.
    pub binary: &'a str,
    /// The exact version.
    pub version: &'a str,
    /// The folder of a package in this project that builds the program with its own lock file; `None` to use the
    /// published crate with its lock file.
    pub own: Option<&'a str>,
    /// Whether the crate is built without its default features, because the project uses none of them.
    pub bare: bool,
}

impl Tool<'_> {
    /// The path of the program after installation.
    #[must_use]
    pub fn cached(&self, cache: &Path) -> PathBuf {
        self.folder(cache).join("bin").join(format!("{}{}", self.binary, std::env::consts::EXE_SUFFIX))
    }

    fn folder(&self, cache: &Path) -> PathBuf {
        let name = format!("{}-{}", self.krate, self.version);
        let lock = self.own.and_then(|own| fs::read(root().join(own).join("Cargo.lock")).ok());
        // A different lock file gives a different program.
        cache.join(lock.map_or_else(|| name.clone(), |lock| format!("{name}-{}", digest(&lock))))
    }

    /// The arguments of `cargo`. They always enforce a lock file.
    fn arguments(&self) -> Vec<String> {
        let what = match self.own {
            Some(own) => ["install".to_owned(), "--path".to_owned(), own.to_owned()].to_vec(),
            None => ["install", self.krate, "--version", &format!("={}", self.version)].map(str::to_owned).to_vec(),
        };
        let features = self.bare.then(|| "--no-default-features".to_owned());
        what.into_iter().chain(["--locked".to_owned()]).chain(features).collect()
    }
}

/// Compiles the tools one after the other in one build folder, so that shared dependencies are compiled once.
///
/// # Errors
/// If one does not compile; tools that were finished before it remain.
pub fn all(cache: &Path, tools: Vec<&Tool>) -> Result<()> {
    if tools.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = tools.iter().map(|tool| format!("{} {}", tool.krate, tool.version)).collect();
    println!("Compiling {}: once, about ten minutes on two cores.", names.join(" and "));
    println!("They are kept in {} for every later command.", cache.display());
    let build = cache.join("build");
    for tool in tools {
        one(cache, &build, tool).with_context(|| {
            format!("{} {} could not be installed; run the command again to go on", tool.krate, tool.version)
        })?;
    }
    // Only the programs are needed from here on, and the build folder takes a gigabyte.
    fs::remove_dir_all(&build).or_else(|e| if build.exists() { Err(e) } else { Ok(()) })?;
    Ok(())
}

/// Installs to a temporary folder and renames it when complete, so a folder with the final name is always complete.
fn one(cache: &Path, build: &Path, tool: &Tool) -> Result<()> {
    let (folder, part) = (tool.folder(cache), cache.join(format!("{}.part", tool.krate)));
    for old in [&folder, &part] {
        if old.exists() {
            fs::remove_dir_all(old)?;
        }
    }
    let mut command = program("cargo");
    command.args(tool.arguments()).arg("--root").arg(&part).envs(QUICK);
    // The bar shows cargo's own count of crates, reformatted as a single line.
    command.env("CARGO_TARGET_DIR", build).env("CARGO_TERM_PROGRESS_WHEN", "always");
    command.env("CARGO_TERM_PROGRESS_WIDTH", "120").env("CARGO_TERM_COLOR", "never");
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().context("cannot start cargo")?;
    let mut progress = Progress::new(format!("{} {}", tool.krate, tool.version));
    if let Some(stderr) = child.stderr.take() {
        progress.follow(BufReader::new(stderr))?;
    }
    let status = child.wait()?;
    progress.end();
    if !status.success() {
        bail!("cargo said:\n{}", progress.tail.join("\n"));
    }
    let binary = part.join("bin").join(format!("{}{}", tool.binary, std::env::consts::EXE_SUFFIX));
    if version(&binary).is_none() {
        bail!("{} does not run", binary.display());
    }
    Ok(fs::rename(&part, &folder)?)
}

struct Progress {
    name: String,
    start: Instant,
    shown: Option<Instant>,
    terminal: bool,
    tail: Vec<String>,
}

impl Progress {
    fn new(name: String) -> Self {
        Self { name, start: Instant::now(), shown: None, terminal: std::io::stdout().is_terminal(), tail: Vec::new() }
    }

    /// Reads cargo's output. Its bar ends with a carriage return, its lines with a line feed.
    fn follow(&mut self, mut from: impl BufRead) -> Result<()> {
        let mut piece = Vec::new();
        loop {
            let buffer = from.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            let used = buffer.iter().position(|b| matches!(b, b'\r' | b'\n'));
            piece.extend_from_slice(&buffer[..used.unwrap_or(buffer.len())]);
            let consumed = used.map_or(buffer.len(), |end| end + 1);
            from.consume(consumed);
            if used.is_some() {
                let text = String::from_utf8_lossy(&piece).into_owned();
                piece.clear();
                self.take(&text);
            }
        }
    }

    fn take(&mut self, text: &str) {
        if let Some(count) = bar(text) {
            self.show(&count);
        } else if !text.trim().is_empty() {
            self.tail.push(text.to_owned());
            if self.tail.len() > 30 {
                self.tail.remove(0);
            }
        }
    }

    fn show(&mut self, count: &str) {
        let due = if self.terminal { Duration::from_millis(200) } else { EVERY };
        if self.shown.is_some_and(|at| at.elapsed() < due) {
            return;
        }
        self.shown = Some(Instant::now());
        let line = format!("  {}: {count}, {}", self.name, minutes(self.start.elapsed()));
        if self.terminal {
            print!("\r{line}\x1b[K");
            // A lost progress line does no harm.
            let _ = std::io::stdout().flush();
        } else {
            println!("{line}");
        }
    }

    fn end(&self) {
        let (start, end) = if self.terminal { ("\r", "\x1b[K") } else { ("", "") };
        println!("{start}  {}: ended after {}{end}", self.name, minutes(self.start.elapsed()));
    }
}

/// Turns "Building [===>   ] 12/345: serde" into "12 of 345 crates". Returns `None` for any other line.
fn bar(text: &str) -> Option<String> {
    let after = text.trim_start().strip_prefix("Building [")?.split(']').nth(1)?;
    let (done, total) = after.split(':').next()?.trim().split_once('/')?;
    Some(format!("{} of {} crates", done.parse::<u32>().ok()?, total.parse::<u32>().ok()?))
}

fn minutes(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{} min {:02} s", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_bar_of_cargo() {
        assert_eq!(bar("    Building [=====>      ] 12/345: serde, syn(build)").as_deref(), Some("12 of 345 crates"));
        assert_eq!(bar("   Compiling serde v1.0.0"), None);
        assert_eq!(minutes(Duration::from_secs(65)), "1 min 05 s");
    }

    #[test]
    fn tools_are_installed_by_their_lock_files_only() {
        let trunk = Tool { krate: "trunk", binary: "trunk", version: "0.21.14", own: None, bare: true };
        let trunk_line = ["install", "trunk", "--version", "=0.21.14", "--locked", "--no-default-features"];
        assert_eq!(trunk.arguments(), trunk_line);
        let own = Tool { krate: "a", binary: "a", version: "1", own: Some("xtask/wasm-bindgen"), bare: false };
        assert_eq!(own.arguments(), ["install", "--path", "xtask/wasm-bindgen", "--locked"]);
        assert_ne!(own.folder(Path::new("/")), Path::new("/a-1"), "the lock file is a part of the name");
    }

    #[test]
    fn follows_bars_and_lines() {
        let mut progress = Progress::new("tool 1".into());
        let text = "  Compiling a v1\n    Building [> ] 1/2: a\rerror: no\n";
        progress.follow(text.as_bytes()).expect("a text can be read");
        assert_eq!(progress.tail, ["  Compiling a v1", "error: no"]);
    }
}
