//! Chromium: how it is started, reading its logs, changing how pages are displayed.

use anyhow::Result;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::common::capabilities::desiredcapabilities::Capabilities;
use thirtyfour::{ChromeCapabilities, WebDriver};

use crate::Look;
use crate::driver::Driver;

/// Disables network services, and allows running as root in a container.
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

/// Lets a driver install an extension and press its button.
const EXTENDED: [&str; 2] = ["--enable-unsafe-extension-debugging", "--remote-debugging-pipe"];

/// The capabilities to request. `proxy` is host and port. With `extended`, an extension can be installed.
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

/// Console errors, and the requested addresses.
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

/// Deletes stored data and permissions. Emulated displays end with their tab.
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

/// The address requested according to an event in the browser's log.
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
