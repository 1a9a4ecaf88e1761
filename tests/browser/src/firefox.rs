//! Starts Firefox, receives its events over WebDriver BiDi, and changes how it displays pages.
//!
//! Unlike Chromium, Firefox reports requests that the page's policy blocks as console errors, and not as requests.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result};
use futures_util::StreamExt;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::bidi::BiDi;
use thirtyfour::bidi::events::{BeforeRequestSent, LogEntryAdded};
use thirtyfour::bidi::modules::log::LogLevel;
use thirtyfour::common::capabilities::desiredcapabilities::Capabilities;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{FirefoxCapabilities, RequestData, SessionId, WebDriver};

use crate::Look;
use crate::driver::Driver;

/// The console errors and requested addresses received so far.
#[derive(Clone, Default)]
pub struct Notes {
    errors: Arc<Mutex<Vec<String>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

pub fn driver(profile: &TempDir) -> Result<Driver> {
    let root = profile.path().to_str().context("the temporary folder has no Unicode name")?;
    // Changing a preference of the running browser requires system access.
    let command =
        ["geckodriver", "--port", "0", "--websocket-port", "0", "--allow-system-access", "--profile-root", root];
    Driver::start(&command, profile.path(), "on 127.0.0.1:")
}

/// Returns the capabilities to request for a session. `proxy` is host and port.
pub fn capabilities(proxy: &str) -> Result<Capabilities> {
    let mut caps = Capabilities::from(FirefoxCapabilities::new());
    let prefs = json!({
        "browser.startup.page": 0,
        "datareporting.policy.dataSubmissionEnabled": false,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "network.trr.mode": 5,
        "signon.rememberSignons": false,
        // The Tab key moves to every control, on every system.
        "accessibility.tabfocus": 7,
    });
    let args = ["-headless", "--width=1280", "--height=1000"];
    caps.set("moz:firefoxOptions", json!({ "args": args, "prefs": prefs }))?;
    caps.set("webSocketUrl", json!(true))?;
    caps.set("proxy", json!({ "proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy }))?;
    Ok(caps)
}

impl Notes {
    /// Starts to collect console errors and requested addresses.
    pub async fn start(driver: &WebDriver) -> Result<Self> {
        let bidi = driver.bidi().await?;
        let notes = Self::default();
        let mut log = bidi.subscribe::<LogEntryAdded>().await?;
        let errors = Arc::clone(&notes.errors);
        tokio::spawn(async move {
            while let Some(entry) = log.next().await {
                if entry.level == LogLevel::Error {
                    put(&errors, entry.text.unwrap_or_default());
                }
            }
        });
        let mut requests = bidi.subscribe::<BeforeRequestSent>().await?;
        let asked = Arc::clone(&notes.asked);
        tokio::spawn(async move {
            while let Some(event) = requests.next().await {
                put(&asked, event.request.url);
            }
        });
        Ok(notes)
    }

    /// Returns the console errors and the requested addresses since the last call.
    pub async fn noted(&self, driver: &WebDriver) -> Result<(Vec<String>, Vec<String>)> {
        // A response over the same connection guarantees that earlier events have been received.
        let bidi: BiDi = driver.bidi().await?;
        bidi.browsing_context().top_level().await?;
        tokio::task::yield_now().await;
        let all =
            |notes: &Mutex<Vec<String>>| std::mem::take(&mut *notes.lock().unwrap_or_else(PoisonError::into_inner));
        Ok((all(&self.errors), all(&self.asked)))
    }
}

fn put(notes: &Mutex<Vec<String>>, note: String) {
    notes.lock().unwrap_or_else(PoisonError::into_inner).push(note);
}

/// Runs a script in the browser itself instead of the page. The script passes its result to the last of its
/// `arguments`.
pub async fn in_browser(driver: &WebDriver, script: &str, args: Vec<Value>) -> Result<Value> {
    driver.handle().cmd(Context("chrome")).await?;
    let result = driver.execute_async(script, args).await;
    driver.handle().cmd(Context("content")).await?;
    Ok(result?.json().clone())
}

/// Deletes all stored data, and restores what [`look`] changes.
pub async fn reset(driver: &WebDriver) -> Result<()> {
    let script = "const done = arguments[arguments.length - 1];
        for (const name of ['layout.css.prefers-color-scheme.content-override', 'browser.display.document_color_use',
            'ui.prefersReducedMotion']) Services.prefs.clearUserPref(name);
        Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, { onDataDeleted: () => done(true) });";
    in_browser(driver, script, vec![]).await.map(drop)
}

pub async fn look(driver: &WebDriver, look: &Look) -> Result<()> {
    let script = "const [dark, forced, still] = arguments;
        Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', dark ? 0 : 1);
        Services.prefs.setIntPref('browser.display.document_color_use', forced ? 2 : 1);
        Services.prefs.setIntPref('ui.prefersReducedMotion', still ? 1 : 0);";
    driver.handle().cmd(Context("chrome")).await?;
    let set = driver.execute(script, vec![json!(look.scheme == "dark"), json!(look.forced), json!(look.still)]).await;
    driver.handle().cmd(Context("content")).await?;
    set?;
    let bidi = driver.bidi().await?;
    let context = bidi.browsing_context().top_level().await?;
    let size = json!({ "context": context, "viewport": { "width": look.width, "height": look.height } });
    bidi.send_raw("browsingContext.setViewport", size).await?;
    Ok(())
}

/// The WebDriver command that makes scripts run in the page (`content`) or in the browser itself (`chrome`).
#[derive(Debug)]
struct Context(&'static str);

impl FormatRequestData for Context {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let address = format!("/session/{session}/moz/context");
        RequestData::new(http::Method::POST, address).add_body(json!({ "context": self.0 }))
    }
}
