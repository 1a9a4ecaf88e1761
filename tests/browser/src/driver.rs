//! Starts the driver between a test and its browser, and ends both.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

/// How long a driver may take to print its port.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a driver is started before the test fails.
const TRIES: usize = 3;

/// A shell script that runs a program until standard input ends, which happens when this process ends in any way. Then
/// it deletes the folder and ends the whole process group.
const GUARD: &str = r#"folder=$1; shift; "$@" & exec >/dev/null; cat; rm -rf -- "$folder"; kill -KILL 0"#;

/// A running driver. It and its child processes end when it is dropped or this process ends.
pub struct Driver {
    process: Mutex<Child>,
    port: u16,
}

impl Driver {
    /// Starts a driver on a port of its choice. `folder` holds the browser's profile, and `before` is the text before
    /// the port in the driver's output.
    ///
    /// Another program may take the port before the driver binds it. The driver then exits and is started again.
    ///
    /// # Errors
    /// If the driver is missing, or does not print its port in time.
    pub fn start(command: &[&str], folder: &Path, before: &'static str) -> Result<Self> {
        let mut last = Self::once(command, folder, before);
        for _ in 1..TRIES {
            if last.is_ok() {
                break;
            }
            last = Self::once(command, folder, before);
        }
        last
    }

    fn once(command: &[&str], folder: &Path, before: &'static str) -> Result<Self> {
        let name = command.first().copied().unwrap_or_default();
        let mut guard = Command::new("sh");
        guard.args(["-c", GUARD, "guard"]).arg(folder).args(command);
        // In a separate process group, so that a browser that outlives its driver can be ended as well.
        guard.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = guard.spawn().context("sh does not start")?;
        let stdout = process.stdout.take().with_context(|| format!("{name} has no output"))?;
        let (send, receive) = mpsc::channel();
        // The output is read to its end, because a driver with a full pipe would block.
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if let Some(port) = port(&line, before) {
                    // Fails once the port is known, because the receiver is gone.
                    let _ = send.send(port);
                }
            }
        });
        let mut driver = Self { process: Mutex::new(process), port: 0 };
        driver.port = receive
            .recv_timeout(PATIENCE)
            .ok()
            .with_context(|| format!("{name} does not print its port; `cargo xtask test` installs it"))?;
        Ok(driver)
    }

    /// Returns the URL of the driver.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Ends the driver and the browser.
    pub fn end(&self) {
        let mut process = self.process.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(process.try_wait(), Ok(None)) {
            // Each of these three fails only if there is nothing left to end.
            let group = format!("-{}", process.id());
            let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.end();
    }
}

fn port(line: &str, before: &str) -> Option<u16> {
    let digits = line.split(before).nth(1)?.trim().trim_end_matches('.');
    digits.parse().ok().filter(|port| *port != 0)
}

#[cfg(test)]
mod tests {
    use super::port;

    #[test]
    fn reads_the_port() {
        assert_eq!(port("ChromeDriver was started successfully on port 4711.", "on port "), Some(4711));
        assert_eq!(port("1 geckodriver INFO Listening on 127.0.0.1:4712", "on 127.0.0.1:"), Some(4712));
        assert_eq!(port("Starting on port 0", "on port "), None);
    }
}
