//! Checks that Debian packages are only installed with consent. The commands run with their own `PATH`, on which
//! `apt-get`, `id` and `cargo` are scripts that record their arguments.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A machine that only has these scripts.
struct Machine(PathBuf);

impl Machine {
    fn new(name: &str, user: u32) -> Self {
        let folder = std::env::temp_dir().join(format!("sayso-apt-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        let machine = Self(folder);
        machine.script("id", &format!("echo {user}"));
        machine.script("apt-get", &format!("echo \"$@\" >>{}", machine.said("apt-get").display()));
        machine.script("cargo", &format!("echo \"$@\" >>{}; exit 1", machine.said("cargo").display()));
        machine
    }

    fn script(&self, name: &str, line: &str) {
        let path = self.0.join(name);
        fs::write(&path, format!("#!/bin/sh\n{line}\n")).expect("a script");
        fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).expect("a program");
    }

    fn said(&self, name: &str) -> PathBuf {
        self.0.join(format!("{name}.said"))
    }

    /// Returns the recorded arguments of a script; empty if it has not been called.
    fn arguments_of(&self, name: &str) -> String {
        fs::read_to_string(self.said(name)).unwrap_or_default()
    }

    /// Runs `cargo xtask` with these arguments, without a terminal, so that nobody is asked.
    fn xtask(&self, words: &[&str], variable: Option<(&str, &str)>) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(words).env("PATH", &self.0).stdin(Stdio::null());
        for name in ["CI", "SAYSO_YES", "SAYSO_BROWSER"] {
            command.env_remove(name);
        }
        command.envs(variable).output().expect("it starts")
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn errors(output: &Output) -> String {
    assert!(!output.status.success());
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const COUNT: &str = "install -y -qq --no-install-recommends valgrind\n";

#[test]
fn nothing_is_installed_and_nothing_begins_without_consent() {
    let machine = Machine::new("none", 0);
    let missing = [
        (&["count"][..], "valgrind"),
        (&["test"], "chromium chromium-driver firefox-esr nginx"),
        (&["test", "--embed"], "chromium chromium-driver firefox-esr nginx"),
        (&["bench"], "chromium chromium-driver nginx"),
        (&["soak"], "chromium chromium-driver nginx"),
        (&["screenshot"], "chromium chromium-driver nginx"),
    ];
    for (words, packages) in missing {
        let said = errors(&machine.xtask(words, None));
        assert!(said.contains(&format!(" needs {packages}: run the command again with --yes")), "{words:?}: {said}");
    }
    errors(&machine.xtask(&["count"], Some(("CI", "false"))));
    assert_eq!((machine.arguments_of("apt-get"), machine.arguments_of("cargo")), (String::new(), String::new()));
}

#[test]
fn an_option_or_a_variable_is_consent() {
    let ways =
        [(&["count", "--yes"][..], None), (&["count"], Some(("SAYSO_YES", "1"))), (&["count"], Some(("CI", "true")))];
    for (at, (words, variable)) in ways.into_iter().enumerate() {
        let machine = Machine::new(&format!("yes-{at}"), 0);
        errors(&machine.xtask(words, variable));
        let arguments = machine.arguments_of("apt-get");
        assert!(arguments.ends_with(COUNT), "{words:?} {variable:?}: {arguments}");
    }
}

#[test]
fn all_that_tests_need_is_installed_at_once_and_only_that() {
    let machine = Machine::new("test", 0);
    machine.script("firefox", "exit 0");
    machine.script("nginx", "exit 0");
    errors(&machine.xtask(&["test", "--yes"], None));
    let installs: Vec<_> =
        machine.arguments_of("apt-get").lines().filter(|line| !line.starts_with("update")).map(str::to_owned).collect();
    assert_eq!(installs, ["install -y -qq --no-install-recommends chromium chromium-driver"]);
    assert_eq!(machine.arguments_of("cargo"), "", "the false apt-get installed nothing: no test begins");
}

#[test]
fn without_root_the_message_says_what_to_run() {
    let machine = Machine::new("user", 1000);
    let said = errors(&machine.xtask(&["count", "--yes"], None));
    assert!(said.contains("sudo apt-get install valgrind"), "{said}");
    assert_eq!(machine.arguments_of("apt-get"), "");
}

#[test]
fn elsewhere_than_on_debian_the_message_names_the_packages() {
    let machine = Machine::new("other", 0);
    fs::remove_file(machine.0.join("apt-get")).expect("it was there");
    let said = errors(&machine.xtask(&["count", "--yes"], None));
    assert!(said.contains("needs valgrind"), "{said}");
}

/// Every cargo call that resolves versions uses the lock file, including the alias for these commands.
#[test]
fn cargo_is_never_called_without_the_lock_file() {
    const RESOLVING: [&str; 9] = ["build", "run", "check", "test", "nextest", "clippy", "fetch", "metadata", "rustc"];
    let source = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = fs::read_to_string(source.join("../.cargo/config.toml")).expect("a configuration");
    assert!(config.contains("xtask = \"run --locked "), "{config}");
    let mut seen = 0;
    for entry in fs::read_dir(source.join("src")).expect("sources") {
        let path = entry.expect("an entry").path();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for (at, opening) in text.match_indices("cargo(&[") {
            let arguments = &text[at + opening.len()..];
            // Up to the end of the statement. `NATIVE`, a named list of arguments, is checked below.
            let statement = arguments.split(';').next().unwrap_or_default();
            let command = statement.split('"').nth(1).unwrap_or_default();
            let locked =
                statement.contains("\"--locked\"") || statement.contains("&NATIVE") || statement.contains("--version");
            assert!(!RESOLVING.contains(&command) || locked, "{}: cargo {statement}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 10, "the calls are no longer found: {seen}");
    let tests = fs::read_to_string(source.join("src/test.rs")).expect("a source");
    assert!(tests.contains("NATIVE: [&str; 4] = [\"--locked\","), "the named list is not locked");
}
