//! Starts Chromium, reads its logs, and changes how it displays pages.

use anyhow::Result;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::common::capabilities::desiredcapabilities::Capabilities;
use thirtyfour::{ChromeCapabilities, WebDriver};

use crate::Look;
use crate::driver::Driver;

/// Options that disable Chromium's own network services, and allow running it as root in a container.
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

pub fn driver(profile: &TempDir) -> Result<Driver> {
    Driver::start(&["chromedriver", "--port=0"], profile.path(), "on port ")
}

/// Options that let a driver install an extension and press its button.
const EXTENDED: [&str; 2] = ["--enable-unsafe-extension-debugging", "--remote-debugging-pipe"];

/// Returns the capabilities to request for a session. `proxy` is host and port. With `extended`, an extension can be
/// installed.
pub fn capabilities(profile: &TempDir, proxy: &str, extended: bool) -> Result<Capabilities> {
    let mut args: Vec<String> = FLAGS.iter().map(ToString::to_string).collect();
    args.push(format!("--user-data-dir={}", profile.path().display()));
    let mut caps = Capabilities::from(ChromeCapabilities::new());
    if extended {
        args.extend(EXTENDED.iter().map(ToString::to_string));
        caps.set("webSocketUrl", json!(true))?;
    }
    caps.set("goog:chromeOptions", json!({ "args": args }))?;
    caps.set("goog:loggingPrefs", json!({ "browser": "ALL", "performance": "ALL" }))?;
    caps.set("proxy", json!({ "proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy }))?;
    Ok(caps)
}

/// Returns the console errors and the requested addresses since the last call.
pub async fn noted(driver: &WebDriver) -> Result<(Vec<String>, Vec<String>)> {
    let errors = driver.get_log("browser").await?.into_iter().filter(|entry| entry.level == "SEVERE");
    let errors = errors.map(|entry| entry.message).collect();
    let mut urls = Vec::new();
    for entry in driver.get_log("performance").await? {
        let event: Value = serde_json::from_str(&entry.message)?;
        urls.extend(asked(&event["message"]));
    }
    Ok((errors, urls))
}

/// Deletes the data stored for `origin`, and all permissions. A changed display needs no reset, because it ends with
/// its tab.
pub async fn reset(driver: &WebDriver, origin: &str) -> Result<()> {
    let all = json!({ "origin": origin, "storageTypes": "all" });
    driver.cdp().send_raw("Storage.clearDataForOrigin", all).await?;
    driver.cdp().send_raw("Browser.resetPermissions", json!({})).await?;
    Ok(())
}

pub async fn look(driver: &WebDriver, look: &Look) -> Result<()> {
    let size = json!({ "width": look.width, "height": look.height, "deviceScaleFactor": 1, "mobile": false });
    driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await?;
    let forced = if look.forced { "active" } else { "none" };
    let features = json!({ "features": [
        { "name": "prefers-color-scheme", "value": look.scheme },
        { "name": "forced-colors", "value": forced },
        { "name": "prefers-reduced-motion", "value": if look.still { "reduce" } else { "no-preference" } },
    ] });
    driver.cdp().send_raw("Emulation.setEmulatedMedia", features).await?;
    Ok(())
}

/// Returns the address that was requested according to an event in the browser's log, or `None` if it is another event.
fn asked(event: &Value) -> Option<String> {
    let params = &event["params"];
    let url = match event["method"].as_str() {
        Some("Network.requestWillBeSent") => params["request"]["url"].as_str(),
        Some("Network.webSocketCreated" | "Network.webTransportCreated") => params["url"].as_str(),
        _ => None,
    };
    url.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_requests_in_the_log() {
        let event =
            json!({"method": "Network.requestWillBeSent", "params": {"request": {"url": "https://a.example/"}}});
        assert_eq!(asked(&event).as_deref(), Some("https://a.example/"));
        assert_eq!(asked(&json!({"method": "Network.dataReceived"})), None);
    }
}
