//! One browser with an empty profile, driven over WebDriver, and what it noted.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::common::capabilities::desiredcapabilities::Capabilities;
use thirtyfour::{ChromeCapabilities, WebDriver};

use crate::outside::Outside;

/// Kept away from the network, and able to run as root in a container.
const FLAGS: [&str; 13] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication",
    "--window-size=1280,900",
];

/// How long a driver may take to say where it listens.
const PATIENCE: Duration = Duration::from_secs(60);

/// A browser and its driver; both end when it is dropped.
pub struct Browser {
    /// The session, for what [`crate::Page`] does not offer.
    pub driver: WebDriver,
    outside: Outside,
    process: Mutex<Child>,
    _profile: TempDir,
}

impl Browser {
    /// Starts driver and browser.
    ///
    /// # Errors
    /// When chromedriver or the browser is missing or does not start.
    pub async fn start() -> Result<Self> {
        let outside = Outside::start()?;
        let profile = tempfile::tempdir()?;
        let (process, port) = driver_process()?;
        let caps = capabilities(&profile, &outside)?;
        let process = Mutex::new(process);
        match WebDriver::new(format!("http://127.0.0.1:{port}"), caps).await {
            Ok(driver) => Ok(Self { driver, outside, process, _profile: profile }),
            Err(error) => {
                end(&process);
                Err(error).context("the browser does not start")
            }
        }
    }

    /// Everything that no test may cause: console errors, and requests to other addresses than `own`.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn noted(&self, own: &str) -> Result<Vec<String>> {
        let mut noted = Vec::new();
        for entry in self.driver.get_log("browser").await? {
            if entry.level == "SEVERE" {
                noted.push(format!("console error: {}", entry.message));
            }
        }
        for entry in self.driver.get_log("performance").await? {
            let event: Value = serde_json::from_str(&entry.message)?;
            noted
                .extend(asked(&event["message"]).filter(|url| !allowed(url, own)).map(|url| format!("request: {url}")));
        }
        noted.extend(self.outside.asked().into_iter().map(|line| format!("request to another host: {line}")));
        Ok(noted)
    }

    /// Makes what is seen so wide and high (CSS pixels), in a colour scheme (`light` or `dark`).
    ///
    /// # Errors
    /// When the browser is none that knows these commands, which no standard has: only Chromium does.
    pub async fn look(&self, width: u32, height: u32, scheme: &str) -> Result<()> {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await?;
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.driver.cdp().send_raw("Emulation.setEmulatedMedia", features).await?;
        Ok(())
    }

    /// Ends the session, then the driver.
    pub async fn stop(&self) {
        // The process is ended below whether or not it says goodbye.
        let _ = self.driver.clone().quit().await;
        end(&self.process);
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        end(&self.process);
    }
}

fn end(process: &Mutex<Child>) {
    let mut process = process.lock().unwrap_or_else(PoisonError::into_inner);
    // Both fail only when the process has ended already.
    let _ = process.kill();
    let _ = process.wait();
}

/// Starts chromedriver on a port of its own choice.
fn driver_process() -> Result<(Child, u16)> {
    let mut process = Command::new("chromedriver")
        .arg("--port=0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("chromedriver does not start; `cargo xtask test` installs it where it can")?;
    let stdout = process.stdout.take().context("chromedriver has no output")?;
    let (send, receive) = mpsc::channel();
    // The output is read to its end: a driver whose pipe is full would stop.
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            let port = line.split("on port ").nth(1).and_then(|rest| rest.trim_end_matches('.').parse::<u16>().ok());
            if let Some(port) = port.filter(|port| *port != 0) {
                // Nobody listens any more once the port is known.
                let _ = send.send(port);
            }
        }
    });
    let port = receive.recv_timeout(PATIENCE);
    if port.is_err() {
        end(&Mutex::new(process));
        anyhow::bail!("chromedriver did not say on which port it listens");
    }
    Ok((process, port?))
}

fn capabilities(profile: &TempDir, outside: &Outside) -> Result<Capabilities> {
    let mut args: Vec<String> = FLAGS.iter().map(ToString::to_string).collect();
    args.push(format!("--user-data-dir={}", profile.path().display()));
    let mut caps = Capabilities::from(ChromeCapabilities::new());
    caps.set("goog:chromeOptions", json!({ "args": args }))?;
    caps.set("goog:loggingPrefs", json!({ "browser": "ALL", "performance": "ALL" }))?;
    let proxy = outside.address();
    caps.set("proxy", json!({ "proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy }))?;
    Ok(caps)
}

/// The addresses that an event of the browser's log shows as asked for.
fn asked(event: &Value) -> impl Iterator<Item = String> {
    let params = &event["params"];
    let url = match event["method"].as_str() {
        Some("Network.requestWillBeSent") => params["request"]["url"].as_str(),
        Some("Network.webSocketCreated" | "Network.webTransportCreated") => params["url"].as_str(),
        _ => None,
    };
    url.map(str::to_owned).into_iter()
}

/// What a page holds itself is no request.
fn allowed(url: &str, own: &str) -> bool {
    url.starts_with(own) || ["data:", "blob:", "about:", "chrome:"].iter().any(|scheme| url.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_own_server_is_allowed() {
        let own = "http://127.0.0.1:4000/";
        assert!(allowed("http://127.0.0.1:4000/a.js", own) && allowed("data:text/plain,x", own));
        assert!(!allowed("http://127.0.0.1:40001/a.js", own) && !allowed("https://example.org/", own));
    }

    #[test]
    fn finds_requests_in_the_log() {
        let event =
            json!({"method": "Network.requestWillBeSent", "params": {"request": {"url": "https://a.example/"}}});
        assert_eq!(asked(&event).collect::<Vec<_>>(), ["https://a.example/"]);
        assert_eq!(asked(&json!({"method": "Network.dataReceived"})).count(), 0);
    }
}
