//! Debian packages. They change the whole machine, so they are installed only with the user's consent.

use std::io::{BufRead, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Result, bail};

use crate::shell::{output, program, which};

/// Variables that give consent if they are `1` or `true`: the project's own, and the one set by CI services.
const AGREEING: [&str; 2] = ["SAYSO_YES", "CI"];

static AGREED: AtomicBool = AtomicBool::new(false);

/// Consents to every installation of this run (the option `--yes`).
pub fn agree() {
    AGREED.store(true, Ordering::Relaxed);
}

/// Installs the packages that `what` needs, after asking for consent. The option `--yes`, `SAYSO_YES=1` and `CI=true`
/// give consent without a question. If there is neither consent nor a terminal to ask on, nothing is installed.
///
/// # Errors
/// If the user does not consent or is not root, or if apt-get does not exist or fails. The message names the packages
/// and, unless apt-get failed, says what to do.
pub fn install(what: &str, packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let names = packages.join(" ");
    if which("apt-get").is_none() {
        bail!("{what} needs {names} (Debian package names): install them with this system's package manager");
    }
    if !output(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0") {
        bail!("{what} needs {names}, which only root may install: sudo apt-get install {names}");
    }
    let agreed = AGREED.load(Ordering::Relaxed) || AGREEING.iter().any(|name| agrees(std::env::var(name).ok()));
    if !agreed {
        let (input, out) = (std::io::stdin(), std::io::stdout());
        if !(input.is_terminal() && out.is_terminal()) {
            bail!(
                "{what} needs {names}: run the command again with --yes to have them installed, \
                 or install them yourself: apt-get install {names}"
            );
        }
        if !asked(&names, input.lock(), out)? {
            bail!("{what} needs {names}, and you declined to install them");
        }
    }
    println!("installing {names} with apt-get");
    // Installing usually works with an outdated package list, so a failed update is not fatal.
    let _ = output(program("apt-get").args(["update", "-qq"]));
    let mut apt = program("apt-get");
    // Run level 1 keeps a server that is installed for tests from starting on its own.
    apt.env("DEBIAN_FRONTEND", "noninteractive").env("RUNLEVEL", "1");
    output(apt.args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages)).map(drop)
}

fn agrees(value: Option<String>) -> bool {
    value.is_some_and(|value| matches!(value.as_str(), "1" | "true"))
}

/// Asks once. Returns whether the answer is `y` or `yes`, in upper or lower case; any other answer means no.
fn asked(names: &str, mut input: impl BufRead, mut out: impl Write) -> Result<bool> {
    write!(out, "install {names} with apt-get? [y/N] ")?;
    out.flush()?;
    let mut answer = String::new();
    input.read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_yes_agrees() {
        let answered = |text: &str| asked("chromium", text.as_bytes(), Vec::new()).expect("it can be read");
        assert!(answered("y\n") && answered("YES\n"));
        for other in ["", "\n", "n\n", "yellow\n", "ja\n"] {
            assert!(!answered(other), "{other:?}");
        }
        let mut shown = Vec::new();
        asked("chromium nginx", "\n".as_bytes(), &mut shown).expect("it can be read");
        assert_eq!(shown, b"install chromium nginx with apt-get? [y/N] ");
    }

    #[test]
    fn only_1_and_true_agree_in_the_environment() {
        assert!(agrees(Some("1".into())) && agrees(Some("true".into())));
        assert!(!agrees(Some("0".into())) && !agrees(Some(String::new())) && !agrees(None));
    }
}
